"""`kehoach review`: pages on which a person checks readings against their sources."""

from __future__ import annotations

import os
import sys
from io import BytesIO
from pathlib import Path

import click

from kehoach import Limits
from kehoach.batch.storage import SUFFIXES, LocalFolder, is_fatal
from kehoach.commands.inputs import PLACE, failing_as, limits_option
from kehoach.commands.language import language_option
from kehoach.commands.plans import open_plan, pick_plan
from kehoach.errors import KehoachError, UsageError, WriteError, print_name
from kehoach.language import Language
from kehoach.review import Entry, render_index, render_page
from kehoach.write.files import replace_file

_DOCUMENTS = SUFFIXES | {".json"}


@click.command(
    epilog="""\b
Examples:
  kehoach review plan.docx -o plan.html
  kehoach review --lang vi plan.json -o plan.html
  kehoach review plans/ -o pages/
"""
)
@click.argument("file", metavar="FILE|FOLDER", type=PLACE)
@click.option(
    "-o",
    "--output",
    metavar="FILE|FOLDER",
    type=PLACE,
    required=True,
    help="The page, - for standard output, or its folder.",
)
@language_option
@limits_option
@click.pass_context
def command(ctx: click.Context, file: str, output: str, language: Language, limits: Limits) -> None:
    """Make a page to check a reading against its source; of a folder, a page for each plan and an index.

    FILE is a document, or JSON that `kehoach parse` wrote. The page needs no network and sends nothing.
    """
    if os.path.isdir(file):
        if output == "-":
            raise UsageError("The pages of a folder are several files.", "Name a folder for them.")
        ctx.exit(_review_folder(Path(file), Path(output), language, limits))
    if os.path.isdir(output):
        raise UsageError(f"{output} is a folder.", "Name a file for the page, such as plan.html.")
    page = render_page(open_plan(file, limits), language)
    if output == "-":
        sys.stdout.buffer.write(_encode(page))
    else:
        _write(output, page, file)


def _review_folder(folder: Path, output: Path, language: Language, limits: Limits) -> int:
    """Write a page for each document below a folder, and their index; 1 where one could not be read."""
    _make_folder(output)
    place = LocalFolder(folder)
    listing = place.find(LocalFolder(output), _DOCUMENTS)
    entries = [Entry(print_name(name), failure=message) for name, message in listing.unreadable]
    for name in listing.documents:
        page, shown = f"{name}.html", print_name(name)
        try:
            with failing_as(shown):
                plan = pick_plan(BytesIO(place.read(name, limits)), shown, limits)
                _make_folder((output / page).parent)
                _write(output / page, render_page(plan, language))
        except KehoachError as error:
            if is_fatal(error):
                raise
            entries.append(Entry(shown, failure=str(error)))
            continue
        entries.append(Entry.of(shown, page, plan))
    if not entries:
        raise UsageError(
            f"{folder} holds no documents.", f"Those are files ending in {', '.join(sorted(_DOCUMENTS))}."
        )
    _write(output / "index.html", render_index(entries, language))
    failures = [entry.failure for entry in entries if entry.failure]
    for failure in failures:
        click.echo(f"kehoach: {failure}", err=True)
    return int(bool(failures))


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{path} cannot be made a folder: {error.strerror or error}.") from error


def _write(path: str | Path, page: str, *sources: str) -> None:
    with replace_file(path, sources) as file:
        file.write(_encode(page))


def _encode(page: str) -> bytes:
    return page.encode("utf-8", "replace")
