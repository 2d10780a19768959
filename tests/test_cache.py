"""What is kept between runs changes how fast a document is read, and never what is read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kehoach import cache
from kehoach.cache import find_path, kept, save
from kehoach.parse.patterns import Pattern

TAG = str(sys.implementation.cache_tag)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file that is kept, in a folder that is not there yet."""
    monkeypatch.setenv("KEHOACH_CACHE", str(tmp_path / "kept" / "here"))
    cache._store.cache_clear()
    yield tmp_path / "kept" / "here" / TAG
    cache._store.cache_clear()


@pytest.fixture
def spell() -> Callable[[str], list[str]]:
    """A function that tells in the end of its values how often it was asked."""
    asked: list[str] = []

    @kept
    def spell(word: str) -> list[str]:
        asked.append(word)
        return [*word, str(len(asked))]

    return spell


def next_run() -> None:
    save()
    cache._store.cache_clear()


def test_a_value_is_made_once_and_outlives_the_process(path: Path, spell: Callable[[str], list[str]]) -> None:
    assert spell("sở") == spell("sở") == ["s", "ở", "1"]
    assert not path.exists()  # while the program works it writes nothing
    next_run()
    assert path.is_file()
    assert spell("sở") == ["s", "ở", "1"]
    assert spell("xã") == ["x", "ã", "2"]


def test_a_value_is_its_own_however_it_is_changed(path: Path, spell: Callable[[str], list[str]]) -> None:
    spell("sở").append("!")
    next_run()
    assert spell("sở") == ["s", "ở", "1"]


def test_nothing_is_written_where_nothing_is_new(path: Path, spell: Callable[[str], list[str]]) -> None:
    spell("sở")
    next_run()
    path.chmod(0o444)
    before = path.stat().st_mtime_ns
    spell("sở")
    next_run()
    assert path.stat().st_mtime_ns == before


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-3] ^= 1
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [flip, cut, empty, Path.unlink])
def test_a_torn_file_is_passed_over(
    damage: Callable[[Path], None], path: Path, spell: Callable[[str], list[str]]
) -> None:
    spell("sở")
    next_run()
    damage(path)
    assert spell("sở") == ["s", "ở", "2"]
    next_run()
    assert spell("sở") == ["s", "ở", "2"]


def test_a_file_of_other_program_files_is_passed_over(
    path: Path, spell: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    spell("sở")
    next_run()
    stamps = [(name, size, time + 1) for name, size, time in cache._stamps(os.path.dirname(cache.__file__))]
    assert any(name.endswith("units.toml") for name, _, _ in stamps)
    assert any(name.endswith("patterns.py") for name, _, _ in stamps)
    monkeypatch.setattr(cache, "_stamps", lambda _: stamps)
    assert spell("sở") == ["s", "ở", "2"]


def test_a_file_of_another_user_is_passed_over(
    path: Path, spell: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    spell("sở")
    next_run()
    monkeypatch.setattr(cache, "_user", lambda: path.stat().st_uid + 1)
    assert spell("sở") == ["s", "ở", "2"]


def test_where_it_cannot_be_kept_nothing_is_said(path: Path, spell: Callable[[str], list[str]]) -> None:
    path.parent.parent.write_text("a file where the folder should be")
    assert spell("sở") == ["s", "ở", "1"]
    next_run()
    assert spell("sở") == ["s", "ở", "2"]


@pytest.mark.parametrize(
    ("variables", "found"),
    [
        ({"KEHOACH_CACHE": "/a/b", "XDG_CACHE_HOME": "/x"}, f"/a/b/{TAG}"),
        ({"KEHOACH_CACHE": "", "XDG_CACHE_HOME": "/x"}, ""),
        ({"XDG_CACHE_HOME": "/x", "HOME": "/home/lan"}, f"/x/kehoach/{TAG}"),
        ({"XDG_CACHE_HOME": "", "HOME": "/home/lan"}, f"/home/lan/.cache/kehoach/{TAG}"),
        ({"XDG_CACHE_HOME": "not/absolute", "HOME": "/home/lan"}, ""),
    ],
)
def test_the_folder_is_the_one_asked_for(
    variables: dict[str, str], found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("KEHOACH_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert find_path() == found


def test_a_kept_pattern_is_that_of_re(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = r"(?P<day> \d{1,2} ) / (?P<month> \d\d? ) (?! \d )  # a date"
    text = "trước 15/6, 30/12 và 1/123"
    found = [match.groupdict() for match in re.finditer(source, text, re.VERBOSE)]
    assert [match.groupdict() for match in Pattern(source).finditer(text)] == found
    next_run()
    monkeypatch.setattr("re._parser.parse", None)  # nothing is compiled a second time
    assert [match.groupdict() for match in Pattern(source).finditer(text)] == found
    assert Pattern(source).compiled.groupindex == {"day": 1, "month": 2}


def test_a_python_whose_re_is_made_otherwise_compiles_as_ever(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "_sre", None)
    found = Pattern(r"(?P<year> \d{4} )").search("năm 2026")
    assert found is not None
    assert found["year"] == "2026"


def test_each_run_prints_the_same(samples: Path, tmp_path: Path) -> None:
    """Without the file, with it, and in a folder that nobody can make."""

    def run(folder: str) -> bytes:
        command = [sys.executable, "-m", "kehoach", "parse", str(samples / "xa-doi-thong.docx")]
        return subprocess.run(
            command, env={**os.environ, "KEHOACH_CACHE": folder}, capture_output=True, check=True
        ).stdout

    first = run(str(tmp_path))
    assert (tmp_path / TAG).stat().st_size > 100_000
    assert first == run(str(tmp_path)) == run("") == run("/dev/null/kept")
    assert [entry.name for entry in tmp_path.iterdir()] == [TAG]
