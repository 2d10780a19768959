"""Every block of the README is run, and shows what comes out; `pytest --update` writes the outputs again."""

from __future__ import annotations

import doctest
import io
import os
import re
import shutil
import subprocess
import sys
import tomllib
from contextlib import redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

import kehoach
from kehoach.errors import ReadError, UsageError, WriteError
from kehoach.lexicon import load_lexicon

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<content>.*?)^```$", re.M | re.S)
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


class Block(NamedTuple):
    """A fenced block, by the line it begins at."""

    line: int
    language: str
    content: str


def blocks(*languages: str) -> list[Block]:
    page = README.read_text("utf-8")
    found = [Block(page.count("\n", 0, match.start()) + 1, *match.groups()) for match in BLOCK.finditer(page)]
    return [block for block in found if block.language in languages]


def each(*languages: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("block", blocks(*languages), ids=lambda block: f"line-{block.line}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that looks like the checkout to a command, and may be written to."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    return tmp_path


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    if re.search(r"\bjq\b", command) and not shutil.which("jq"):
        pytest.skip("jq is not installed")
    if not shutil.which("bash"):
        pytest.skip("there is no bash")
    environment = {**os.environ, "PATH": PATH, "LC_ALL": "C.UTF-8", "COLUMNS": "80"}
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, cwd=folder, env=environment, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done


def replace(block: Block, content: str) -> None:
    """Write a block again, in its place."""
    page = README.read_text("utf-8")
    old = f"```{block.language}\n{block.content}```"
    assert page.count(old) == 1, "two blocks are the same"
    README.write_text(page.replace(old, f"```{block.language}\n{content}```"), "utf-8")


@each("console")
def test_a_command_prints_what_the_page_shows(
    block: Block, folder: Path, request: pytest.FixtureRequest
) -> None:
    first, _, shown = block.content.partition("\n")
    assert first.startswith("$ ")
    printed = run(first[2:], folder).stdout
    if request.config.getoption("--update"):
        replace(block, f"{first}\n{printed}")
    else:
        assert printed == shown, "run `make update` and read what changed"


@each("sh")
def test_a_command_works(block: Block, folder: Path) -> None:
    for command in block.content.splitlines():
        install, _, rest = command.rpartition(" && ")
        assert install in ("", "pip install .", "pip install '.[test]'")
        if rest == "pytest":
            assert install, "this is that run"
        else:
            run(rest, folder)


def test_ci_sets_up_as_the_page_says() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "pip install -q '.[test]'" in script
    assert "kehoach parse samples/xa-doi-thong.docx" in script


@each("pycon")
def test_python_shows_what_the_page_shows(
    block: Block, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(ROOT)
    test = doctest.DocTestParser().get_doctest(
        block.content, {"kehoach": kehoach}, "README.md", "README.md", block.line
    )
    if not request.config.getoption("--update"):
        report = io.StringIO()
        doctest.DocTestRunner().run(test, out=report.write)
        assert report.getvalue() == ""
        return
    lines = []
    for example in test.examples:
        prompts = [">>> ", *["... "] * 99]
        lines += [prompt + line for prompt, line in zip(prompts, example.source.splitlines(), strict=False)]
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(compile(example.source, "README.md", "single"), test.globs)
        lines += printed.getvalue().splitlines()
    replace(block, "\n".join(lines) + "\n")


@each("text")
def test_words_of_a_document_stand_in_a_sample(block: Block) -> None:
    texts = [kehoach.read_document(page).text for page in (ROOT / "samples").glob("*.docx")]
    assert any(block.content.strip() in text for text in texts)


@each("toml")
def test_words_go_where_the_page_says(block: Block) -> None:
    labels = load_lexicon("labels")
    for role, lists in tomllib.loads(block.content).items():
        for name, words in lists.items():
            assert not set(words.splitlines()) & set(labels[role][name]), "the example is no longer one"


def test_every_command_and_public_name_is_there() -> None:
    page = README.read_text("utf-8")
    from kehoach.cli import COMMANDS

    assert [name for name in COMMANDS if not re.search(rf"\bkehoach {name}\b", page)] == []
    assert [name for name in kehoach.__all__ if not re.search(rf"(?:`|\bkehoach\.){name}\b", page)] == []


def test_every_exit_code_is_there() -> None:
    told = re.findall(r"^\| (\d+) \|", README.read_text("utf-8"), re.M)
    failures = {failure.exit_code for failure in (kehoach.KehoachError, UsageError, ReadError, WriteError)}
    assert {int(code) for code in told} == failures | {0, 4, 130}


def test_every_language_of_a_block_is_tested() -> None:
    tested = {"console", "sh", "pycon", "text", "toml"}
    assert {language for _, language, _ in blocks(*tested)} == tested
    assert README.read_text("utf-8").count("```") == 2 * len(blocks(*tested))
