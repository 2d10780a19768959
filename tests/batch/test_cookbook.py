"""Every block of the cookbook is run and shows what comes out; `pytest --update` writes it again."""

from __future__ import annotations

import doctest
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "cookbook.md"
BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<content>.*?)^```$", re.M | re.S)
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
# what a block needs by a word in it: a program, or a module that is no dependency
PROGRAMS = {"jq": "jq", "find": "find", "wc": "wc"}
MODULES = {
    "xlsx": "xlsxwriter",
    "ics": "icalendar",
    "openpyxl": "openpyxl",
    "pandas": "pandas",
    "duckdb": "duckdb",
}


def blocks() -> list[tuple[str, str]]:
    return [(match["language"], match["content"]) for match in BLOCK.finditer(PAGE.read_text("utf-8"))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the plans of the page, and what its blocks in Python read."""
    folder = tmp_path_factory.mktemp("cookbook")
    (folder / "plans").mkdir()
    for plan in (ROOT / "samples").glob("*.docx"):
        shutil.copy(plan, folder / "plans")
    run("kehoach batch plans -o all -f jsonl -q && kehoach tasks plans/*.docx --bom -o tasks.csv", folder)
    if importlib.util.find_spec("xlsxwriter"):
        run("kehoach tasks plans/*.docx -o tasks.xlsx", folder)
    return folder


def run(command: str, folder: Path) -> str:
    if not shutil.which("bash"):
        pytest.skip("there is no bash")
    environment = {**os.environ, "PATH": PATH, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=folder, env=environment)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize(("language", "content"), blocks())
def test_block(
    language: str, content: str, folder: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    words = set(re.findall(r"\w+", content))
    for word, program in PROGRAMS.items():
        if word in words and not shutil.which(program):
            pytest.skip(f"{program} is not installed")
    for word, module in MODULES.items():
        if word in words and not importlib.util.find_spec(module):
            pytest.skip(f"{module} is not installed")
    made = (
        show_console(content, folder) if language == "console" else show_python(content, folder, monkeypatch)
    )
    if request.config.getoption("--update"):
        page = PAGE.read_text("utf-8")
        PAGE.write_text(page.replace(f"```{language}\n{content}```", f"```{language}\n{made}```"), "utf-8")
    else:
        assert made == content, "run `make update` and read what changed"


def show_console(content: str, folder: Path) -> str:
    commands = [line for line in content.splitlines() if line.startswith("$ ")]
    return "".join(f"{command}\n{run(command[2:], folder)}" for command in commands)


def show_python(content: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(folder)
    lines = []
    names: dict[str, object] = {}
    for example in doctest.DocTestParser().get_examples(content):
        source = example.source.splitlines()
        lines += [f">>> {source[0]}", *(f"... {line}" for line in source[1:])]
        try:
            value = eval(example.source, names)
        except SyntaxError:
            exec(example.source, names)
        else:
            lines += [repr(value)] if value is not None else []
    return "\n".join(lines) + "\n"


def test_every_block_is_run() -> None:
    assert PAGE.read_text("utf-8").count("```") == 2 * len(blocks())
    assert {language for language, _ in blocks()} == {"console", "pycon"}
