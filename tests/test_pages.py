"""No page of the documentation says what the code does not."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.shell_completion import ShellComplete

from kehoach.check import CODES
from kehoach.cli import COMMANDS, group
from tests.scripts import load_script

DOCS = Path(__file__).parents[1] / "docs"
PAGES = sorted(path.name for path in DOCS.glob("*.md"))


@pytest.fixture(scope="module")
def build() -> ModuleType:
    """The script that makes the pages."""
    return load_script(DOCS / "build.py")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_what_the_code_says(
    name: str, build: ModuleType, recorded: Callable[[Path, str], None]
) -> None:
    recorded(DOCS / name, build.make_page((DOCS / name).read_text("utf-8")))


def test_the_manual_is_what_the_code_says(build: ModuleType, recorded: Callable[[Path, str], None]) -> None:
    recorded(DOCS / "kehoach.1", build.make_manual())


def test_the_manual_has_no_fault() -> None:
    man = shutil.which("man")
    if man is None:
        pytest.skip("no man on the PATH")
    command = [man, "--warnings", "-E", "UTF-8", "-l", str(DOCS / "kehoach.1")]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={"MANWIDTH": "100", "PATH": "/usr/bin:/bin"}
    )
    assert done.stderr == ""
    assert all(f"kehoach {name}" in done.stdout for name in COMMANDS)


def test_every_made_part_stands_in_a_page_and_is_filled(build: ModuleType) -> None:
    parts = [part for name in PAGES for part in build.PART.finditer((DOCS / name).read_text("utf-8"))]
    assert {part["name"] for part in parts} >= set(build.MADE)
    assert not [part["name"] for part in parts if part.end("open") == part.start("close")]


def test_every_command_is_documented_with_an_example() -> None:
    page = (DOCS / "commands.md").read_text("utf-8")
    for name in COMMANDS:
        section = page.partition(f"\n## kehoach {name}\n")[2].partition("\n## ")[0]
        assert re.search(rf"^ +kehoach {name} .*\S", section, re.M), name


@pytest.mark.parametrize("name", ["check", "diff", "trace"])
def test_every_key_of_the_json_is_explained(name: str) -> None:
    page = (DOCS / "commands.md").read_text("utf-8")
    section = page.partition(f"\n### {name}\n")[2].partition("\n### ")[0]
    printed = json.loads(section.partition("```json\n")[2].partition("```")[0])
    told = re.findall(r"`(\.[\w.\[\]]+)`", section)
    assert sorted(told) == sorted(set(paths(printed)))


def paths(value: Any, at: str = "") -> Iterator[str]:
    """The paths of all that JSON holds; a source and a span are told as a whole."""
    if isinstance(value, list):
        for item in value or [""]:
            yield from paths(item, f"{at or '.'}[]")
    elif isinstance(value, dict) and "start" not in value:
        if "sha256" in value:
            yield at
        for key in value.keys() - {"name", "format", "sha256"}:
            yield from paths(value[key], f"{at}.{key}")
    else:
        yield at


@pytest.mark.parametrize("name", PAGES)
def test_every_file_that_a_page_names_is_there(name: str) -> None:
    named = re.findall(r"`((?:kehoach|tests|docs|samples)/[\w./-]*)`", (DOCS / name).read_text("utf-8"))
    assert [path for path in named if not (DOCS.parent / path).exists()] == []


def test_the_shell_completes_commands_and_codes() -> None:
    complete = ShellComplete(group, {}, "kehoach", "_KEHOACH_COMPLETE")
    assert {item.value for item in complete.get_completions([], "")} == set(COMMANDS)
    codes = [item.value for item in complete.get_completions(["check", "--ignore"], "missing_")]
    assert codes == [code for code in CODES if code.startswith("missing_")]
    assert [item.type for item in complete.get_completions(["check"], "dra")] == ["file"]
