from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from kehoach import __version__
from kehoach.cli import group
from kehoach.commands import doctor

ROOT = Path(__file__).parents[2]
RUN = "from kehoach.cli import main; main()"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def run(*arguments: str) -> Result:
    return CliRunner(env={"LC_ALL": "C.UTF-8"}).invoke(group, ["doctor", *arguments])


def test_every_extra_for_users_is_told() -> None:
    assert set(doctor.EXTRAS) == set(PROJECT["optional-dependencies"]) - {"test", "dev"}


def test_the_packages_are_those_of_the_project() -> None:
    wanted = {"": PROJECT["dependencies"], **PROJECT["optional-dependencies"]}
    for extra, packages in doctor.PACKAGES.items():
        assert [line.partition(",")[0] for line in wanted[extra]] == [
            f"{n}>={v}" for n, v in packages.items()
        ]


def test_what_is_needed_is_there() -> None:
    told = json.loads(run("-f", "json").stdout)
    assert told["kehoach"] == __version__
    assert len(told["packages"]) == len(PROJECT["dependencies"])
    assert None not in told["packages"].values()


@pytest.mark.parametrize(("folder", "told"), [("", None), ("words", f"words/{sys.implementation.cache_tag}")])
def test_what_is_kept_between_runs_is_told(
    folder: str, told: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEHOACH_CACHE", folder)
    assert json.loads(run("-f", "json").stdout)["cache"] == told
    assert f"kept between runs: {told or '—'}" in run().stdout


def test_what_is_missing_is_named_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    versions = {"": {"click": "8.4.0"}, "xlsx": {"XlsxWriter": None}, "calendar": {"icalendar": "6.3"}}
    monkeypatch.setattr(doctor, "find_packages", lambda: versions)
    done = run("--lang", "vi")
    assert done.exit_code == 0
    assert "xlsx: thiếu (xuất bảng tính (.xlsx))" in done.stdout
    assert "cài đặt bằng: pip install 'kehoach[xlsx]'" in done.stdout
    assert "kehoach[calendar]" not in done.stdout


@pytest.mark.parametrize("held", [None, "2.9.2", "1.10"])
def test_a_need_that_is_missing_or_too_old_fails(held: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_packages", lambda: {"": {"pydantic": held}})
    done = run()
    assert done.exit_code == 1
    assert ("2.11" in done.stdout) == (held is not None)


def test_it_runs_where_nothing_is_installed_but_click(tmp_path: Path) -> None:
    """From a checkout: no metadata of kehoach, nor of what lies beside it, and no pydantic."""
    for module in ("xlsxwriter", "rich"):
        (tmp_path / f"{module}.py").touch()
    shutil.copytree(Path(click.__file__).parent, tmp_path / "click")
    program = f"import sys; sys.path += {[str(tmp_path), str(ROOT)]}; {RUN}"
    command = [sys.executable, "-I", "-S", "-c", program]
    done = subprocess.run([*command, "doctor", "-f", "json"], capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    told = json.loads(done.stdout)
    assert (told["packages"]["pydantic"], told["packages"]["rich"]) == (None, "?")
    assert [extra for extra, state in told["extras"].items() if state["there"]] == ["xlsx"]
