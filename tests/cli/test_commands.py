"""The command line as a user meets it: processes, exit codes, what is printed where."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, NoReturn

import jsonschema
import pytest
from click.testing import CliRunner

import kehoach
import kehoach.parse
import kehoach.read
from kehoach import values
from kehoach.cli import group
from kehoach.commands import inputs
from kehoach.document import Document
from kehoach.models import Plan

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "samples" / "xa-doi-thong.docx"
OTHER = ROOT / "samples" / "so-van-hoa.docx"


class Result(NamedTuple):
    """What a run printed, and how it ended."""

    stdout: bytes
    stderr: bytes
    returncode: int


Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run kehoach in this process and an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, input: bytes | None = None) -> Result:
        result = CliRunner().invoke(group, list(map(str, arguments)), input=input, prog_name="kehoach")
        return Result(result.stdout_bytes, result.stderr_bytes, result.exit_code)

    return run


@pytest.fixture
def start(tmp_path: Path) -> Run:
    """Run kehoach in a process of its own and an empty folder."""

    def start(*arguments: str | Path, **environment: str) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "kehoach", *map(str, arguments)],
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        )
        return Result(done.stdout, done.stderr, done.returncode)

    return start


def says(result: Result, exit_code: int) -> str:
    """Standard error, which must be one sentence and no traceback."""
    assert result.returncode == exit_code, result.stderr.decode()
    message = result.stderr.decode()
    assert "Traceback" not in message
    return message


class TestParse:
    def test_one_file_is_one_object_that_fits_the_schema(self, run: Run) -> None:
        printed = run("parse", PLAN).stdout
        assert printed.endswith(b"}\n")
        plan = json.loads(printed)
        schema = json.loads(run("schema").stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(plan, schema, jsonschema.Draft202012Validator)
        assert list(plan) == list(Plan.model_fields)
        assert plan["number"] == "27/KH-UBND"
        assert "Đồi Thông".encode() in printed

    @pytest.mark.parametrize("sample", ["xa-doi-thong", "so-van-hoa", "tinh-ha-lam"])
    def test_what_is_printed_is_the_validated_plan(self, run: Run, sample: str) -> None:
        page = PLAN.with_name(f"{sample}.docx")
        plan = kehoach.parse_file(page)
        assert run("parse", page).stdout.decode() == plan.model_dump_json(indent=2) + "\n"
        assert run("parse", page, "-f", "jsonl").stdout.decode() == plan.model_dump_json() + "\n"

    def test_several_files_are_an_array(self, run: Run) -> None:
        plans = json.loads(run("parse", PLAN, OTHER).stdout)
        assert [plan["source"]["name"] for plan in plans] == [PLAN.name, OTHER.name]

    def test_jsonl_is_a_line_for_each_file(self, run: Run) -> None:
        lines = run("parse", "-f", "jsonl", PLAN, OTHER).stdout.splitlines()
        assert [json.loads(line)["source"]["name"] for line in lines] == [PLAN.name, OTHER.name]

    def test_standard_input_gives_the_same_but_for_the_name(self, run: Run) -> None:
        from_file = json.loads(run("parse", PLAN).stdout)
        from_pipe = json.loads(run("parse", "-", input=PLAN.read_bytes()).stdout)
        assert from_pipe.pop("source") == {**from_file.pop("source"), "name": "-"}
        assert from_pipe == from_file

    def test_file_names_can_come_from_standard_input(self, run: Run) -> None:
        names = f"{PLAN}\0{OTHER}\0".encode()
        assert run("parse", "-0", input=names).stdout == run("parse", PLAN, OTHER).stdout
        assert json.loads(run("parse", "-0", input=b"").stdout) == []

    def test_fields_pick_keys_in_the_order_of_the_contract(self, run: Run) -> None:
        plan = json.loads(run("parse", PLAN, "--fields", "tasks, number").stdout)
        assert list(plan) == ["number", "tasks"]

    def test_an_unknown_field_is_a_wrong_use(self, run: Run) -> None:
        assert "taks" in says(run("parse", PLAN, "--fields", "taks"), 2)

    def test_strict_fails_on_warnings(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "note.txt").write_text("Danh sách mua sắm", "utf-8")
        assert run("parse", "note.txt").returncode == 0
        result = run("parse", "note.txt", "--strict")
        assert result.returncode == 4
        assert json.loads(result.stdout)["warnings"]

    def test_a_failing_file_does_not_lose_the_others(self, run: Run) -> None:
        result = run("parse", "-f", "jsonl", PLAN, "missing.docx", OTHER)
        assert "missing.docx" in says(result, 1)
        assert len(result.stdout.splitlines()) == 2

    def test_a_bug_in_one_document_does_not_lose_the_others(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        read_plan = kehoach.parse.read_plan

        def stumble(document: Document) -> values.Plan:
            if document.source.name == PLAN.name:
                raise IndexError("list index out of range")
            return read_plan(document)

        monkeypatch.setattr(kehoach.parse, "read_plan", stumble)
        result = run("parse", "-f", "jsonl", PLAN, OTHER)
        message = says(result, 1)
        assert PLAN.name in message
        assert f"IndexError at {__name__}" in message
        assert [json.loads(line)["source"]["name"] for line in result.stdout.splitlines()] == [OTHER.name]
        says(run("parse", PLAN), 1)


class TestOutput:
    def test_it_holds_what_would_be_printed(self, run: Run, tmp_path: Path) -> None:
        assert run("parse", PLAN, "-o", "plan.json").stdout == b""
        assert (tmp_path / "plan.json").read_bytes() == run("parse", PLAN).stdout

    def test_a_failure_leaves_the_file_that_was_there_and_nothing_else(
        self, run: Run, tmp_path: Path
    ) -> None:
        (tmp_path / "plan.json").write_text("old")
        for missing in (["missing.docx"], ["one.docx", "two.docx"]):
            for command in ("parse", "tasks"):
                message = says(run(command, *missing, "-o", "plan.json", "-f", "jsonl"), 3)
                assert all(name in message for name in missing)
                assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [
                    ("plan.json", "old")
                ]

    @pytest.mark.parametrize("command", ["parse", "tasks", "review"])
    def test_it_is_none_of_the_files_that_are_read(self, command: str, run: Run, tmp_path: Path) -> None:
        (tmp_path / "plan.docx").write_bytes(PLAN.read_bytes())
        (tmp_path / "link.docx").symlink_to("plan.docx")
        for name, output in (
            ("plan.docx", "./plan.docx"),
            ("link.docx", "plan.docx"),
            ("plan.docx", "link.docx"),
        ):
            assert "would be lost" in says(run(command, name, "-o", output), 2)
        assert (tmp_path / "plan.docx").read_bytes() == PLAN.read_bytes()

    def test_it_keeps_links_and_permissions(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "real.json").touch(mode=0o600)
        (tmp_path / "link.json").symlink_to("real.json")
        assert run("parse", PLAN, "-o", "link.json").returncode == 0
        assert (tmp_path / "link.json").is_symlink()
        assert (tmp_path / "real.json").stat().st_mode & 0o777 == 0o600
        assert json.loads((tmp_path / "real.json").read_bytes())["tasks"] is not None

    @pytest.mark.parametrize("output", ["no/such/folder.json", "."])
    def test_a_place_that_cannot_be_written_is_one_sentence(self, run: Run, output: str) -> None:
        assert "cannot be written" in says(run("parse", PLAN, "-o", output), 1)

    def test_a_dash_is_standard_output(self, run: Run, tmp_path: Path) -> None:
        for command in ("parse", "tasks"):
            assert run(command, PLAN, "-o", "-").stdout == run(command, PLAN).stdout
        assert run("review", PLAN, "-o", "-").stdout.startswith(b"<!doctype html>")
        for command in ("review", "batch"):
            assert "folder" in says(run(command, PLAN.parent, "-o", "-"), 2)
        assert list(tmp_path.iterdir()) == []

    def test_a_device_is_written_as_it_is(self, start: Run) -> None:
        assert start("parse", PLAN, "-o", "/dev/stdout").stdout == start("parse", PLAN).stdout


class TestLimits:
    @pytest.mark.parametrize(
        "command",
        [
            *([command, PLAN] for command in ("parse", "text", "tree", "tasks", "explain", "check")),
            *([command, PLAN, PLAN] for command in ("diff", "trace")),
            ["review", PLAN, "-o", "-"],
            ["review", PLAN.parent, "-o", "pages"],
            ["batch", PLAN.parent, "-o", "out"],
        ],
        ids=lambda command: " ".join(map(str, command[:1])),
    )
    def test_every_command_that_reads_can_raise_them(
        self, command: list[str | Path], run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(inputs, "Limits", lambda: kehoach.Limits(file=1000, text=1000))
        refused = run(*command)
        assert refused.returncode in (1, 3)
        assert b"--limits 4" in refused.stderr
        assert run(*command, "--limits", "1000").returncode == 0


class TestUnreadable:
    @pytest.mark.parametrize("command", ["parse", "text", "tree", "explain"])
    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("missing.docx", None),
            ("empty.docx", b""),
            ("folder", ...),
            ("scan.pdf", b"%PDF-1.7\n"),
            ("broken.docx", b"PK\x03\x04" + b"\0" * 60),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_it_is_one_sentence_that_names_the_file(
        self, run: Run, tmp_path: Path, command: str, name: str, content: object
    ) -> None:
        if content is ...:
            (tmp_path / name).mkdir()
        elif isinstance(content, bytes):
            (tmp_path / name).write_bytes(content)
        result = run(command, name)
        message = says(result, 3)
        assert name in message
        assert message.count("\n") == 1
        assert result.stdout == b""

    @pytest.mark.parametrize("command", ["parse", "diff", "trace", "review"])
    def test_a_file_that_may_not_be_read_is_one_that_cannot_be(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
    ) -> None:
        def refuse(path: str, mode: str) -> NoReturn:
            raise PermissionError(13, "Permission denied", path)

        (tmp_path / "kín.docx").touch()
        monkeypatch.setattr(os, "access", lambda *_, **__: False)
        monkeypatch.setattr(kehoach.read, "open", refuse, raising=False)
        rest = {"review": ["-o", "page.html"], "parse": []}.get(command, ["kín.docx"])
        assert "kín.docx may not be read" in says(run(command, "kín.docx", *rest), 3)

    def test_no_file_is_a_wrong_use(self, run: Run) -> None:
        says(run("parse"), 2)
        says(run("prase", PLAN), 2)


class TestSurroundings:
    @pytest.mark.parametrize("form", ["NFC", "NFD"])
    def test_vietnamese_file_names(self, start: Run, tmp_path: Path, form: str) -> None:
        name = unicodedata.normalize(form, "kế hoạch xã.docx")
        (tmp_path / name).write_bytes(PLAN.read_bytes())
        result = start("parse", name, LC_ALL="C")
        assert unicodedata.normalize("NFC", json.loads(result.stdout)["source"]["name"]) == "kế hoạch xã.docx"

    @pytest.mark.skipif(sys.platform != "linux", reason="only here may a name be no Unicode")
    def test_a_file_name_that_is_no_unicode(self, start: Run, tmp_path: Path) -> None:
        name = os.fsdecode(b"k\xe9.docx")
        (tmp_path / name).write_bytes(PLAN.read_bytes())
        result = start("parse", name)
        assert result.returncode == 0, result.stderr.decode()
        assert json.loads(result.stdout)["number"] == "27/KH-UBND"
        assert "missing" in says(start("parse", name + "missing"), 3)

    @pytest.mark.parametrize(
        "environment",
        [
            {"LC_ALL": "C"},
            {"PYTHONIOENCODING": "latin-1"},
            {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        ],
        ids=lambda environment: " ".join(environment),
    )
    @pytest.mark.parametrize("command", ["parse", "text", "tree", "explain"])
    def test_output_is_utf8_whatever_the_locale_says(
        self, start: Run, run: Run, command: str, environment: dict[str, str]
    ) -> None:
        printed = start(command, PLAN, **environment).stdout
        assert printed == run(command, PLAN).stdout
        assert "Phòng Văn hóa".encode() in printed

    def test_a_closed_pipe_ends_quietly(self) -> None:
        with subprocess.Popen(
            [sys.executable, "-m", "kehoach", "parse", "-f", "jsonl", *[str(PLAN)] * 20],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
        ) as process:
            assert process.stdout
            assert process.stderr
            process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 0

    @pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send")
    def test_an_interruption_ends_quietly(self) -> None:
        with subprocess.Popen(
            [sys.executable, "-m", "kehoach", "parse", "-f", "jsonl", str(PLAN), "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
        ) as process:
            assert process.stdout
            process.stdout.readline()  # the first plan is there: now it waits for its standard input
            process.send_signal(signal.SIGINT)
            _, message = process.communicate()
        assert (process.returncode, message.strip()) == (130, b"")

    def test_from_a_checkout_without_installing(self, start: Run) -> None:
        result = subprocess.run([sys.executable, ROOT / "cli.py", "parse", PLAN], capture_output=True)
        assert result.stdout == start("parse", PLAN).stdout

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_shells_complete(self, start: Run, shell: str) -> None:
        script = start(
            _PYTHON__M_KEHOACH_COMPLETE=f"{shell}_source", _KEHOACH_COMPLETE=f"{shell}_source"
        ).stdout
        assert b"kehoach" in script


class TestViews:
    def test_text_is_exactly_the_text_of_the_json(self, run: Run) -> None:
        assert run("text", PLAN).stdout.decode() == json.loads(run("parse", PLAN).stdout)["text"]

    def test_tree_is_the_outline(self, run: Run) -> None:
        lines = run("tree", PLAN).stdout.decode().splitlines()
        assert lines[:3] == ["I. MỤC ĐÍCH, YÊU CẦU", "  1. Mục đích", lines[2]]
        assert lines[2].startswith("    - Đưa việc phân loại rác")

    def test_explain_tells_rule_words_and_place(self, run: Run) -> None:
        rows = [line.split("\t") for line in run("explain", PLAN).stdout.decode().splitlines()]
        assert rows[0] == ["place", "kind", "rule", "reading", "words"]
        text = run("text", PLAN).stdout.decode().splitlines()
        assert {row[1] for row in rows[1:]} >= {
            "task",
            "lead unit",
            "supporting unit",
            "deadline",
            "basis",
            "citation",
        }
        for place, kind, rule, _, words in rows[1:]:
            line, column = map(int, place.split(":"))
            assert " ".join(text[line - 1][column - 1 :].split()).startswith(words[:10])
            assert rule, f"{kind} {words} names no rule"

    def test_schema_describes_the_keys(self, run: Run) -> None:
        schema = json.loads(run("schema").stdout)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert "$id" not in schema
        assert schema["required"] == list(Plan.model_fields)

    def test_version(self, run: Run) -> None:
        assert run("--version").stdout.decode() == f"kehoach {kehoach.__version__}\n"


COLOURED = [
    *([command, str(PLAN)] for command in ("parse", "tree", "explain")),
    *([command, str(OTHER), str(PLAN)] for command in ("diff", "trace")),
    ["doctor"],
]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
class TestTerminal:
    def run(self, *arguments: str, **environment: str) -> str:
        """What a terminal of 100 columns shows."""
        script = "import sys, pty; sys.exit(pty.spawn(sys.argv[1:]) >> 8)"
        done = subprocess.run(
            [sys.executable, "-c", script, sys.executable, "-m", "kehoach", *arguments],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            cwd=ROOT,
            env={
                **{k: v for k, v in os.environ.items() if k != "NO_COLOR"},
                "TERM": "xterm-256color",
                "COLUMNS": "100",
                **environment,
            },
        )
        assert done.returncode == 0, done.stdout.decode()
        return done.stdout.decode().replace("\r\n", "\n")

    def test_json_is_coloured_and_otherwise_the_same(self, run: Run) -> None:
        shown = self.run("parse", str(PLAN))
        assert "\x1b[" in shown
        assert re.sub(r"\x1b\[[0-9;]*m", "", shown) == run("parse", PLAN).stdout.decode()

    @pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
    @pytest.mark.parametrize("command", COLOURED, ids=lambda words: words[0])
    def test_no_colour_where_it_is_not_wanted(
        self, command: list[str], environment: dict[str, str], run: Run
    ) -> None:
        assert self.run(*command, **environment) == run(*command).stdout.decode()

    @pytest.mark.parametrize("command", COLOURED, ids=lambda words: words[0])
    def test_views_are_coloured(self, command: list[str]) -> None:
        assert "\x1b[" in self.run(*command)
