"""`kehoach doctor`: what this installation can do."""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

import click

from kehoach import __version__
from kehoach.cache import find_path
from kehoach.commands.language import language_option
from kehoach.commands.terminal import print_json
from kehoach.language import Language, Phrase

# what a person gains from an extra; those for developing kehoach itself are left out
EXTRAS = {
    "xlsx": Phrase("write spreadsheets (.xlsx)", "xuất bảng tính (.xlsx)"),
    "calendar": Phrase("write calendars (.ics)", "xuất lịch (.ics)"),
    "cluster": Phrase(
        "batch on a Dask cluster, from remote storage", "chạy batch trên cụm Dask, đọc kho lưu trữ từ xa"
    ),
}
# the packages that kehoach needs (under "") and that each extra adds, each from this version on
PACKAGES = {
    "": {"click": "8.4", "python-docx": "1.2", "regex": "2025.7", "pydantic": "2.11", "rich": "14"},
    "xlsx": {"XlsxWriter": "3.2"},
    "calendar": {"icalendar": "6.3"},
    "cluster": {"distributed": "2025.7", "fsspec": "2025.7"},
}
_MODULES = {"python-docx": "docx", "XlsxWriter": "xlsxwriter"}  # that are not called like their package
_DIGITS = re.compile(r"\d+")

_NEEDED = Phrase("needed", "bắt buộc")
_THERE = Phrase("there", "có")
_MISSING = Phrase("missing", "thiếu")
_OLD = Phrase("{name} {held} (too old: {needed} is needed)", "{name} {held} (cũ quá: cần {needed})")
_INSTALL = Phrase("install with", "cài đặt bằng")
_KEPT = Phrase("kept between runs: {path}", "giữ giữa các lần chạy: {path}")
_LANGUAGE = Phrase("Messages are in English.", "Thông báo bằng tiếng Việt.")


@click.command(
    epilog="""\b
Examples:
  kehoach doctor
  kehoach doctor -f json | jq '.extras.xlsx.there'
"""
)
@click.option(
    "-f", "--format", type=click.Choice(["text", "json"]), default="text", help="For people, or JSON."
)
@language_option
@click.pass_context
def command(ctx: click.Context, format: str, language: Language) -> None:
    """Say which version runs, which extras are there, and how to get those that are missing.

    Exits with 1 where a package that kehoach needs is missing or too old.
    """
    packages = find_packages()
    if format == "json":
        print_json([_encode(packages, language)])
    else:
        for line in _write_people(packages, language):
            click.echo(line)
    ctx.exit(int(not _is_there("", packages[""])))


def find_packages() -> dict[str, dict[str, str | None]]:
    """The packages of `PACKAGES` with the versions that are there: `?` where one does not say which it is."""
    return {extra: {name: _find_version(name) for name in names} for extra, names in PACKAGES.items()}


def _find_version(package: str) -> str | None:
    if find_spec(_MODULES.get(package, package)) is None:
        return None
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


def _is_enough(extra: str, package: str, held: str | None) -> bool:
    """Whether a package is there and not too old."""
    return held is not None and (held == "?" or _count(held) >= _count(PACKAGES[extra][package]))


def _count(version: str) -> list[int]:
    return [int(number) for number in _DIGITS.findall(version)]


def _is_there(extra: str, versions: dict[str, str | None]) -> bool:
    return all(_is_enough(extra, package, held) for package, held in versions.items())


def _write_people(packages: dict[str, dict[str, str | None]], language: Language) -> Iterator[str]:
    yield f"kehoach {__version__}, Python {platform.python_version()}, {platform.system()}"
    for extra, versions in packages.items():
        there = _is_there(extra, versions)
        state = click.style((_THERE if there else _MISSING).say(language), fg="green" if there else "yellow")
        what = EXTRAS[extra].say(language) if extra else _NEEDED.say(language)
        yield f"{extra or 'kehoach'}: {state} ({what})"
        yield "  " + ", ".join(_describe(extra, *package, language) for package in versions.items())
        if extra and not there:
            yield f"  {_INSTALL.say(language)}: pip install 'kehoach[{extra}]'"
    yield _KEPT.say(language, path=find_path() or "—")
    yield _LANGUAGE.say(language)


def _describe(extra: str, package: str, held: str | None, language: Language) -> str:
    if held is None or _is_enough(extra, package, held):
        return f"{package} {held or '—'}"
    return _OLD.say(language, name=package, held=held, needed=PACKAGES[extra][package])


def _encode(packages: dict[str, dict[str, str | None]], language: Language) -> bytes:
    told = {
        "kehoach": __version__,
        "python": platform.python_version(),
        "language": language,
        "cache": find_path() or None,
        "packages": packages[""],
        "extras": {
            extra: {"there": _is_there(extra, versions), "packages": versions}
            for extra, versions in packages.items()
            if extra
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"
