"""`kehoach check`: what to mend in a plan before it is signed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import click
from click.shell_completion import CompletionItem

from kehoach import Limits
from kehoach.check import CODES, RULES, Finding, check_plan, find_line, find_section
from kehoach.commands.inputs import Inputs, files_argument, limits_option, null_option
from kehoach.commands.language import language_option
from kehoach.commands.terminal import print_json
from kehoach.language import Language, Phrase
from kehoach.models import Plan

_NOTHING = Phrase("nothing to mend", "không có gì phải sửa")
_WHOLE = Phrase("whole document", "cả văn bản")
_LEVELS = {"error": Phrase("error", "lỗi"), "warning": Phrase("warning", "cần xem lại")}
_LINE = Phrase("line {line}", "dòng {line}")


class Code(click.ParamType[str]):
    """A rule's code, completed by the shell."""

    name = "code"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in CODES:
            self.fail(f"there is no rule {value!r}; kehoach check --codes lists them", param, ctx)
        return value

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return [
            CompletionItem(rule.code, help=rule.message.en)
            for rule in RULES
            if rule.code.startswith(incomplete)
        ]


def _print_codes(ctx: click.Context, option: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        for rule in RULES:
            click.echo(f"{rule.code}  {rule.level}\n  {rule.message.en}\n  {rule.message.vi}")
        ctx.exit()


class NamedInputs(Inputs):
    """Inputs that know the path of the file at hand: a plan knows only its name."""

    path = ""

    def load(self, name: str) -> Iterable[Plan]:
        self.path = name
        return super().load(name)


@click.command(
    epilog="""\b
Examples:
  kehoach check draft.docx
  kehoach check --lang vi --ignore missing_deadline draft.docx
  kehoach check -f github --strict plans/*.docx
"""
)
@files_argument
@click.option(
    "-f",
    "--format",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="text (default) for people; json; github: annotations of a workflow.",
)
@click.option("--ignore", metavar="CODE", multiple=True, type=Code(), help="Leave a rule out; repeatable.")
@click.option("--strict", is_flag=True, help="Exit with 4 where there is anything to mend.")
@click.option(
    "--codes", is_flag=True, is_eager=True, expose_value=False, callback=_print_codes, help="List the rules."
)
@language_option
@null_option
@limits_option
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    format: str,
    ignore: tuple[str, ...],
    strict: bool,
    language: Language,
    null: bool,
    limits: Limits,
) -> None:
    """Say what to mend in plans before they are signed, each with its place and a hint."""
    inputs = NamedInputs(files, null, limits)
    faulty = False

    def findings() -> Iterator[tuple[Plan, list[Finding]]]:
        nonlocal faulty
        for plan in inputs.plans():
            found = check_plan(plan, ignore)
            faulty = faulty or bool(found)
            yield plan, found

    if format == "json":
        print_json([_encode(findings(), language)])
    else:
        write = _write_people if format == "text" else _write_github
        for plan, found in findings():
            for line in write(inputs.path, plan, found, language):
                click.echo(line)
    ctx.exit(inputs.exit_code() or (4 if strict and faulty else 0))


def _write_people(path: str, plan: Plan, findings: list[Finding], language: Language) -> Iterator[str]:
    """The findings of a plan, each with its place, what is wrong and what to do."""
    if not findings:
        yield f"{path}: {_NOTHING.say(language)}"
        return
    yield path
    for finding in findings:
        level = _LEVELS[finding.rule.level].say(language)
        yield f"  {_place(plan, finding, language)}: {level} ({finding.rule.code})"
        yield f"    {finding.message(language)}"
        yield f"    → {finding.hint(language)}"


def _place(plan: Plan, finding: Finding, language: Language) -> str:
    if finding.span is None:
        return _WHOLE.say(language)
    line = _LINE.say(language, line=find_line(plan, finding.span)[0])
    section = find_section(plan, finding.span)
    return f"{section}, {line}" if section else line


def _write_github(path: str, plan: Plan, findings: list[Finding], language: Language) -> Iterator[str]:
    """A workflow command for each finding: `::error file=…,line=…,title=…::message`."""
    for finding in findings:
        line, column = find_line(plan, finding.span) if finding.span else (1, 1)
        place = f"file={_escape(path, ':,')},line={line},col={column},title={finding.rule.code}"
        message = f"{finding.message(language)} {finding.hint(language)}"
        yield f"::{finding.rule.level} {place}::{_escape(message)}"


def _escape(text: str, more: str = "") -> str:
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _encode(checked: Iterable[tuple[Plan, list[Finding]]], language: Language) -> bytes:
    """An array with an object for each plan: its source and its findings."""
    plans = [
        {
            "source": plan.source.model_dump(),
            "findings": [
                {
                    "code": finding.rule.code,
                    "level": finding.rule.level,
                    "message": finding.message(language),
                    "hint": finding.hint(language),
                    "section": find_section(plan, finding.span) if finding.span else None,
                    "line": find_line(plan, finding.span)[0] if finding.span else None,
                    "span": finding.span.model_dump() if finding.span else None,
                }
                for finding in findings
            ],
        }
        for plan, findings in checked
    ]
    return json.dumps(plans, ensure_ascii=False, indent=2).encode() + b"\n"
