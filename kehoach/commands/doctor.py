"""`kehoach doctor`: what this installation can do."""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version

import click

from kehoach import __version__
from kehoach.commands.plans import language_option
from kehoach.commands.terminal import print_json
from kehoach.language import Language, Phrase

_REQUIREMENT = re.compile(r"^(?P<name>[\w.-]+)[^;]*(?:;.*extra == ['\"](?P<extra>[\w-]+)['\"])?")

# what a person gains from an extra; those for developing kehoach itself are left out
EXTRAS = {
    "xlsx": Phrase("write spreadsheets (.xlsx)", "xuất bảng tính (.xlsx)"),
    "calendar": Phrase("write calendars (.ics)", "xuất lịch (.ics)"),
    "cluster": Phrase(
        "batch on a Dask cluster, from remote storage", "chạy batch trên cụm Dask, đọc kho lưu trữ từ xa"
    ),
}
_NEEDED = Phrase("needed", "bắt buộc")
_THERE = Phrase("there", "có")
_MISSING = Phrase("missing", "thiếu")
_INSTALL = Phrase("install with", "cài đặt bằng")
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

    Exits with 1 where a package that kehoach needs is missing.
    """
    packages = find_packages()
    if format == "json":
        print_json([_encode(packages, language)])
    else:
        for line in _write_people(packages, language):
            click.echo(line)
    ctx.exit(int(not _is_there(packages[""])))


def find_packages() -> dict[str, dict[str, str | None]]:
    """The packages that kehoach needs (under `""`) and that each extra adds, with their versions."""
    found: dict[str, dict[str, str | None]] = {"": {}, **{extra: {} for extra in EXTRAS}}
    for requirement in requires("kehoach") or []:
        told = _REQUIREMENT.match(requirement)
        if told and (told["extra"] or "") in found:
            found[told["extra"] or ""][told["name"]] = _version(told["name"])
    return found


def _is_there(versions: dict[str, str | None]) -> bool:
    return bool(versions) and None not in versions.values()


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _write_people(packages: dict[str, dict[str, str | None]], language: Language) -> Iterator[str]:
    yield f"kehoach {__version__}, Python {platform.python_version()}, {platform.system()}"
    for extra, versions in packages.items():
        there = _is_there(versions)
        state = click.style((_THERE if there else _MISSING).say(language), fg="green" if there else "yellow")
        what = EXTRAS[extra].say(language) if extra else _NEEDED.say(language)
        yield f"{extra or 'kehoach'}: {state} ({what})"
        if versions:
            yield "  " + ", ".join(f"{name} {held or '—'}" for name, held in versions.items())
        if extra and not there:
            yield f"  {_INSTALL.say(language)}: pip install 'kehoach[{extra}]'"
    yield _LANGUAGE.say(language)


def _encode(packages: dict[str, dict[str, str | None]], language: Language) -> bytes:
    told = {
        "kehoach": __version__,
        "python": platform.python_version(),
        "language": language,
        "packages": packages[""],
        "extras": {
            extra: {"there": _is_there(versions), "packages": versions}
            for extra, versions in packages.items()
            if extra
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"
