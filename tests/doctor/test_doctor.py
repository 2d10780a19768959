from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kehoach import __version__
from kehoach.cli import group
from kehoach.commands import doctor

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]


def run(*arguments: str) -> Result:
    return CliRunner(env={"LC_ALL": "C.UTF-8"}).invoke(group, ["doctor", *arguments])


def test_every_extra_for_users_is_told() -> None:
    assert set(doctor.EXTRAS) == set(PROJECT["optional-dependencies"]) - {"test", "dev"}


def test_what_is_needed_is_there() -> None:
    told = json.loads(run("-f", "json").stdout)
    assert told["kehoach"] == __version__
    assert len(told["packages"]) == len(PROJECT["dependencies"])
    assert None not in told["packages"].values()


def test_what_is_missing_is_named_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    versions = {"": {"click": "8.3.0"}, "xlsx": {"XlsxWriter": None}, "calendar": {"icalendar": "6.3"}}
    monkeypatch.setattr(doctor, "find_packages", lambda: versions)
    done = run("--lang", "vi")
    assert done.exit_code == 0
    assert "xlsx: thiếu (xuất bảng tính (.xlsx))" in done.stdout
    assert "cài đặt bằng: pip install 'kehoach[xlsx]'" in done.stdout
    assert "kehoach[calendar]" not in done.stdout


def test_a_missing_need_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_packages", lambda: {"": {"click": None}})
    assert run().exit_code == 1
