"""Write again what the documentation takes from the code: python docs/build.py

A page is prose with parts between `<!-- NAME -->` and `<!-- /NAME -->`, which the functions below make. The
man page is made whole. `tests/test_pages.py` fails where a page is not what this would write.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from contextlib import chdir
from functools import partial
from importlib import import_module
from inspect import cleandoc
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from click.testing import CliRunner

import kehoach
from kehoach.check import RULES
from kehoach.check.rules import Changes
from kehoach.cli import COMMANDS, group
from kehoach.models import Plan, WarningCode
from kehoach.review.words import load_words

DOCS = Path(__file__).parent
PACKAGE = Path(kehoach.__file__).parent
PART = re.compile(r"(?P<open><!-- (?P<name>\w+) -->\n).*?(?P<close><!-- /(?P=name) -->)", re.S)

DEADLINES = (  # each said on 15/6/2026
    "Trước ngày 01/9/2026",
    "Chậm nhất ngày 30/9/2026",
    "Chậm nhất trong tháng 9/2026",
    "Quý IV năm 2026",
    "Từ tháng 7 đến tháng 9/2026",
    "Năm 2026 và các năm tiếp theo",
    "Trước ngày 20/7",
    "Trước ngày 20/7 hằng năm",
    "Ngày 15 hằng tháng",
    "Định kỳ 6 tháng, hằng năm",
    "Thường xuyên",
    "Trong vòng 10 ngày kể từ ngày ban hành",
    "Khi có yêu cầu",
)
UNITS = (
    "Văn phòng HĐND và UBND xã; Công an xã",
    "Sở Văn hóa, Thể thao và Du lịch, Sở Y tế",
    "Các phòng, ban, đoàn thể xã và Trưởng các thôn",
    "UBND các xã, phường (qua Phòng Kinh tế)",
    "Trạm Y tế xã tham mưu tổ chức tập huấn",
)
DRAFT = """\
KẾ HOẠCH
Kiểm kê kho lưu trữ
I. NỘI DUNG
1. Lập danh mục tài liệu quá hạn bảo quản
- Cơ quan chủ trì: Phòng Kinh tế.
- Thời gian hoàn thành: 31/6/2026.
Nơi nhận:
- Công an xã.
"""
REDRAFT = (  # words of the draft, and what stands in their place in the next one
    ("Kiểm kê kho lưu trữ", "Kiểm kê kho lưu trữ xã"),
    ("danh mục tài liệu", "danh mục các tài liệu"),
    ("31/6/2026", "30/6/2026"),
    ("- Công an xã.", "- Công an xã;\n- Trạm Y tế."),
)
COMPARING = {
    "check": ["old.txt", *(f"--ignore={rule.code}" for rule in RULES if rule.code != "impossible_date")],
    "diff": ["old.txt", "new.txt"],
    "trace": ["old.txt", "new.txt"],
}


def make_models() -> Iterator[str]:
    """Every model of the contract, its keys, their types and meaning."""
    schema = Plan.model_json_schema()
    for name, model in {"Plan": schema, **schema["$defs"]}.items():
        yield f"\n### {name}\n\n{model.get('description', '')}\n"
        yield "| key | type | meaning |\n| --- | --- | --- |"
        for key, field in model["properties"].items():
            meaning = field.get("description", "")
            yield f"| `{key}` | {_type(field)} | {meaning} |".replace("\n", " ")


def _type(field: dict[str, Any]) -> str:
    if "anyOf" in field:
        return " or ".join(_type(part) for part in field["anyOf"])
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if field.get("type") == "array":
        return f"list of {_type(field['items'])}"
    if "enum" in field:
        return " · ".join(f"`{value}`" for value in field["enum"])
    if "const" in field:
        return f"`{field['const']}`"
    words = {"string": "text", "integer": "number", "boolean": "true or false", "null": "null"}
    return "date" if "pattern" in field else words[field["type"]]


def make_deadlines() -> Iterator[str]:
    """What is read from deadlines, by the parser itself."""
    yield "| in the field | kind | start | end | recurrence |\n| --- | --- | --- | --- | --- |"
    for words in DEADLINES:
        for deadline in _task(f"- Thời gian thực hiện: {words}.").deadlines:
            end = deadline.end and (deadline.end if deadline.end_inclusive else f"before {deadline.end}")
            cells = (words, f"`{deadline.kind}`", deadline.start, end, deadline.recurrence)
            yield "| " + " | ".join(cell or "" for cell in cells) + " |"


def make_units() -> Iterator[str]:
    """What is read from a list of units, by the parser itself."""
    yield "| in the field | name | full_name | group | note | duty |\n| --- | --- | --- | --- | --- | --- |"
    for words in UNITS:
        for unit in _task(f"- Cơ quan chủ trì: {words}.").lead_units:
            cells = (words, unit.name, unit.full_name, "yes" if unit.group else "", unit.note, unit.duty)
            yield "| " + " | ".join(cell or "" for cell in cells) + " |"


def _task(line: str) -> Any:
    plan = f"Suối Hồng, ngày 15 tháng 6 năm 2026\nKẾ HOẠCH\nII. NỘI DUNG\n1. Kiểm kê kho lưu trữ\n{line}\n"
    return kehoach.parse_text(plan).tasks[0]


def make_commands() -> Iterator[str]:
    """The help of every command."""
    for name in COMMANDS:
        command = import_module(f"kehoach.commands.{name}").command
        context = click.Context(command, info_name=name, parent=_context(), terminal_width=90)
        yield f"\n## kehoach {name}\n\n```text\n{command.get_help(context)}\n```"


def _context() -> click.Context:
    return click.Context(group, info_name="kehoach", **group.context_settings)


def make_warnings() -> Iterator[str]:
    """The codes of the parser's warnings, in both languages, and what to do about each."""
    yield "| code | meaning | nghĩa | what to do |\n| --- | --- | --- | --- |"
    words = load_words()
    for code in WarningCode.__args__:  # type: ignore[attr-defined]
        said = words[f"warnings.{code}"]
        yield f"| `{code}` | {said['en']} | {said['vi']} | {words[f'advice.{code}']['en']} |"


def make_checks() -> Iterator[str]:
    """The rules of `kehoach check`, each with what breaks it and what does not."""
    for rule in RULES:
        yield f"\n### {rule.code}\n\n{rule.level}: {rule.message.en}\n{rule.hint.en}\n"
        yield f"*{rule.message.vi} {rule.hint.vi}*\n"
        for title, changes in (("Bad", rule.bad), ("Good", rule.good)):
            yield f"{title}:\n\n```diff\n{_change(changes)}\n```" + ("\n" if title == "Bad" else "")


def _change(changes: Changes) -> str:
    lines = []
    for old, new in changes:
        for sign, text in (("-", old), ("+", new)):
            lines += [f"{sign} {line}" for line in text.strip("\n").split("\n") if text]
    return "\n".join(lines)


def make_lexicon() -> Iterator[str]:
    """The files of the lexicon and what they are about: the first sentence in each."""
    yield "| file | about |\n| --- | --- |"
    for path in sorted((PACKAGE / "lexicon").glob("*.toml")):
        text = path.read_text("utf-8")
        comment = text.partition("\n\n")[0] if text.startswith("#") else ""
        about = " ".join(line.removeprefix("#").strip() for line in comment.split("\n"))
        about = about.split(". ")[0].rstrip(".").replace("|", "\\|")
        yield f"| `{path.name}` | {about} |"


def make_modules() -> Iterator[str]:
    """The modules of the parser in the order of their names, and what each is about."""
    yield "| module | about |\n| --- | --- |"
    for path in sorted((PACKAGE / "parse").rglob("*.py")):
        about = cleandoc(ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split("\n\n")[0]
        about = " ".join(about.split()).rstrip(".").replace("|", "\\|")
        name = path.relative_to(PACKAGE / "parse").as_posix().replace("__init__.py", "")
        yield f"| `{name or './'}` | {about} |"


def make_json(command: str) -> Iterator[str]:
    """What a command prints of two drafts as JSON."""
    redraft = DRAFT
    for old, new in REDRAFT:
        redraft = redraft.replace(old, new)
    with TemporaryDirectory() as folder, chdir(folder):
        Path("old.txt").write_text(DRAFT, "utf-8")
        Path("new.txt").write_text(redraft, "utf-8")
        words = [command, "-f", "json", *COMPARING[command]]
        printed = CliRunner(env={"LC_ALL": "C.UTF-8"}).invoke(group, words).stdout
    yield f"```json\n{printed}```"


def make_accuracy() -> Iterator[str]:
    """The table of the README, which is measured against the annotated corpus."""
    yield _read_part("accuracy")


def make_exits() -> Iterator[str]:
    """The exit codes, as the README tells them."""
    yield _read_part("exit_codes")


MADE: dict[str, Callable[[], Iterator[str]]] = {
    "models": make_models,
    "deadlines": make_deadlines,
    "units": make_units,
    "commands": make_commands,
    "warnings": make_warnings,
    "checks": make_checks,
    "lexicon": make_lexicon,
    "modules": make_modules,
    "measured": make_accuracy,
    **{f"{command}_json": partial(make_json, command) for command in COMPARING},
    "exits": make_exits,
}


def make_page(page: str) -> str:
    """A page with its made parts as they have to be."""
    return PART.sub(lambda part: f"{part['open']}{_text(MADE[part['name']])}{part['close']}", page)


def _text(make: Callable[[], Iterator[str]]) -> str:
    lines = (line.rstrip() for line in "\n".join(make()).split("\n"))
    return "\n".join(lines).strip("\n") + "\n"


def make_manual() -> str:
    """The man page: `man -l docs/kehoach.1`."""
    context, about = _context(), (group.help or "").partition(",")[0]
    parts = [
        f'.TH KEHOACH 1 "" "kehoach {kehoach.__version__}" "User Commands"',
        f".SH NAME\nkehoach \\- {_roff(about[0].lower() + about[1:])}",
        ".SH SYNOPSIS\n.B kehoach\n[\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGS\\fR]...",
        f".SH DESCRIPTION\n{_paragraphs(group.help or '')}",
        f".SH OPTIONS\n{_options(group, context)}",
        ".SH COMMANDS",
    ]
    for name in COMMANDS:
        command = import_module(f"kehoach.commands.{name}").command
        inner = click.Context(command, info_name=name, parent=context)
        usage = " ".join(command.collect_usage_pieces(inner))
        parts.append(f".SS kehoach {name} {_roff(usage)}\n{_paragraphs(command.help or '')}")
        parts.append(_options(command, inner))
        parts.append(_paragraphs(command.epilog or ""))
    exits = re.findall(r"^\| (\d+) \| (.+) \|$", _read_part("exit_codes"), re.M)
    parts += [".SH EXIT STATUS", *(f".TP\n{code}\n{_roff(meaning)}" for code, meaning in exits)]
    return "\n".join(part for part in parts if part) + "\n"


def _options(command: click.Command, context: click.Context) -> str:
    options = (option for option in command.get_params(context) if isinstance(option, click.Option))
    records = [record for option in options if (record := option.get_help_record(context))]
    return "\n".join(f".TP\n\\fB{_roff(names)}\\fR\n{_roff(what)}" for names, what in records)


def _paragraphs(text: str) -> str:
    """Paragraphs; those that begin with a backspace keep their lines."""
    parts = []
    for part in cleandoc(text).split("\n\n"):
        lines = [_roff(line) for line in part.replace("\b\n", "").split("\n")]
        kept = part.startswith("\b")
        parts.append(".PP\n" + (".nf\n" + "\n".join(lines) + "\n.fi" if kept else "\n".join(lines)))
    return "\n".join(parts) if text else ""


def _roff(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("“", "\\(lq").replace("”", "\\(rq")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def _read_part(name: str) -> str:
    """A table of the README."""
    [table] = re.findall(rf"<!-- {name} -->\n(.*?)\n<!-- /{name} -->", _read(DOCS.parent / "README.md"), re.S)
    return str(table)


def _read(path: Path) -> str:
    return path.read_text("utf-8")


def main() -> None:
    """Write every page and the man page."""
    for path in sorted(DOCS.glob("*.md")):
        path.write_text(make_page(_read(path)), "utf-8")
    (DOCS / "kehoach.1").write_text(make_manual(), "utf-8")


if __name__ == "__main__":
    main()
