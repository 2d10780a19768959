"""Plans written to files and streams: whole or not at all."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kehoach
from kehoach.write.files import replace_file

PLANS = [kehoach.parse_text(f"KẾ HOẠCH\nViệc số {number}", name=f"{number}.txt") for number in (1, 2)]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_json_is_an_array_whatever_the_number(count: int, tmp_path: Path) -> None:
    kehoach.write_plans(PLANS[:count], tmp_path / "plans.json")
    content = (tmp_path / "plans.json").read_bytes()
    assert json.loads(content) == [plan.model_dump(mode="json") for plan in PLANS[:count]]
    assert content.endswith(b"]\n")
    assert "Việc" in content.decode() or not count


def test_jsonl_is_written_as_the_plans_come() -> None:
    written = io.BytesIO()

    def come() -> Iterator[kehoach.Plan]:
        for number, plan in enumerate(PLANS):
            assert len(written.getvalue().splitlines()) == number
            yield plan

    kehoach.write_plans(come(), written, format="jsonl", fields=["source"])
    names = [json.loads(line) for line in written.getvalue().splitlines()]
    assert [name["source"]["name"] for name in names] == ["1.txt", "2.txt"]
    assert [list(name) for name in names] == [["source"], ["source"]]


def test_a_format_that_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(kehoach.KehoachError, match="yaml"):
        kehoach.write_plans(PLANS, tmp_path / "plans.yaml", format="yaml")
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(kehoach.KehoachError, match="'taks'"):
        kehoach.write_plans(PLANS, tmp_path / "plans.json", fields=["tasks", "taks"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt])
def test_a_file_is_there_whole_or_as_it_was(failure: type[BaseException], tmp_path: Path) -> None:
    place = tmp_path / "kế hoạch.json"
    with replace_file(place) as file:
        file.write(b"old")
        assert not place.exists()

    def fail() -> None:
        with replace_file(place) as file:
            file.write(b"new")
            raise failure

    with pytest.raises(failure):
        fail()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [(place.name, b"old")]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "any").touch()
    with replace_file(tmp_path / "new"):
        pass
    assert os.stat(tmp_path / "new").st_mode == os.stat(tmp_path / "any").st_mode


@pytest.mark.skipif(sys.platform == "win32", reason="links are others there")
def test_a_link_to_itself_is_replaced(tmp_path: Path) -> None:
    place = tmp_path / "plan.json"
    place.symlink_to(place.name)
    with replace_file(place) as file:
        file.write(b"new")
    assert place.read_bytes() == b"new"


def test_public_names_come_when_they_are_used() -> None:
    assert {name for name in dir(kehoach) if not name.startswith("_")} == set(kehoach.__all__)
    for name in kehoach.__all__:
        assert getattr(kehoach, name).__doc__
    with pytest.raises(AttributeError, match="parse_pdf"):
        _ = kehoach.parse_pdf
