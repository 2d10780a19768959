"""The examples that the help shows are run; what a command says of itself fits a terminal."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import kehoach
from kehoach.cli import COMMANDS

SAMPLES = Path(__file__).parents[2] / "samples"
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
COPIES = {  # the files that examples speak of
    "xa-doi-thong": [
        "plan.docx",
        "new.docx",
        "signed.docx",
        "child.docx",
        "commune.docx",
        "communes/one.docx",
        "plans/one.docx",
    ],
    "so-van-hoa": ["other.docx", "draft.docx", "plans/two.docx"],
    "tinh-ha-lam": ["parent.docx", "province.docx", "old.docx", "plans/deep/three.docx"],
}


def examples(command: str) -> list[str]:
    """The command lines under `Example:` or `Examples:` in the help of a command."""
    epilog = import_module(f"kehoach.commands.{command}").command.epilog or ""
    return re.findall(r"^  (\S.*)$", epilog.partition("Example")[2], re.M)


EXAMPLES = [(command, line) for command in COMMANDS for line in examples(command)]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the files that the examples speak of."""
    for sample, names in COPIES.items():
        for name in names:
            copy = tmp_path / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(SAMPLES / f"{sample}.docx", copy)
    shutil.copy(SAMPLES / "xa-doi-thong.md", tmp_path / "plan.txt")
    kehoach.write_plans([kehoach.parse_file(tmp_path / "plan.docx")], tmp_path / "plan.jsonl", "jsonl")
    for name in ("plan.json", "old.json", "new.json", "province.json"):
        shutil.copy(tmp_path / "plan.jsonl", tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example(command: str) -> None:
    assert examples(command)
    assert COMMANDS[command].endswith(".")
    assert len(f"  {command:<8} {COMMANDS[command]}") < 80


@pytest.mark.parametrize(("command", "line"), EXAMPLES, ids=[line for _, line in EXAMPLES])
def test_an_example_of_the_help_works(command: str, line: str, desk: Path) -> None:
    if re.search(r"\bjq\b", line) and not shutil.which("jq"):
        pytest.skip("jq is not installed")
    if not shutil.which("bash"):
        pytest.skip("there is no bash")
    if "://" in line:
        pytest.skip("it speaks of another machine")
    assert f"kehoach {command}" in line
    environment = {**os.environ, "PATH": PATH, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(["bash", "-c", line], capture_output=True, cwd=desk, env=environment)
    message = done.stderr.decode()
    if "pip install 'kehoach[" in message:
        pytest.skip(message.strip())
    assert "Traceback" not in message
    assert done.returncode in ((0, 4) if "--strict" in line else (0,)), message


def test_help_fits_a_screen() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kehoach", "--help"], capture_output=True, env={**os.environ, "COLUMNS": "80"}
    )
    lines = done.stdout.decode().splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 80
