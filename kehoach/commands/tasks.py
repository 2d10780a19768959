"""`kehoach tasks`: who does what by when, for people, spreadsheets, calendars and pipes."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import PurePath
from typing import get_args

import click

from kehoach import Limits
from kehoach.commands.inputs import (
    Inputs,
    failing_as,
    files_argument,
    limits_option,
    null_option,
    output_option,
)
from kehoach.commands.terminal import open_console
from kehoach.errors import UsageError
from kehoach.models import DeadlineKind, Plan
from kehoach.read import open_source
from kehoach.read.plan_json import load_plans
from kehoach.select import Filter, Missing
from kehoach.write.files import replace_file
from kehoach.write.lines import KEYS, PLAN_KEYS
from kehoach.write.rows import COLUMNS, Selected, make_rows

FORMATS = ("table", "csv", "xlsx", "docx", "jsonl", "md", "ics")
_BINARY = ("xlsx", "docx")


class Day(click.ParamType[date]):
    """A day as `2026-09-01` or `01/9/2026`."""

    name = "day"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that was written."""
        if isinstance(value, date):
            return value
        written = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", value)
        try:
            if written is None:
                return date.fromisoformat(value)
            return date(int(written[3]), int(written[2]), int(written[1]))
        except ValueError:
            self.fail(f"{value!r} is no day; write 2026-09-01 or 01/9/2026.", param, ctx)


class PlanInputs(Inputs):
    """The plans in the files named on the command line: documents, and plans written as JSON before."""

    def load(self, name: str) -> Iterator[Plan]:
        """The plans in one file."""
        with failing_as(name), open_source(name) as file:
            yield from load_plans(file, name, self.limits)


@click.command(
    epilog="""\b
Examples:
  kehoach tasks plan.docx
  kehoach tasks *.docx -o tasks.xlsx
  kehoach tasks plan.docx --unit "Sở Tư pháp" --lead-only --before 2026-09-01
  kehoach tasks plan.docx --missing deadline -f md
  kehoach parse *.docx -f jsonl | kehoach tasks - -f csv
  kehoach tasks plan.docx -o phu-luc.docx
"""
)
@files_argument
@click.option(
    "-f",
    "--format",
    type=click.Choice(FORMATS),
    help="Default: what the name of the output says, else table.",
)
@output_option
@click.option(
    "--unit",
    "units",
    metavar="NAME",
    multiple=True,
    help="Only tasks of this unit, by its short or full name.",
)
@click.option("--lead-only", is_flag=True, help="With --unit: only where it leads.")
@click.option("--before", type=Day(), help="Only tasks whose last day is before this one.")
@click.option("--after", type=Day(), help="Only tasks whose last day is after this one.")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(get_args(DeadlineKind)),
    multiple=True,
    help="Only with such a deadline.",
)
@click.option(
    "--missing", type=click.Choice(get_args(Missing)), multiple=True, help="Only tasks that lack this."
)
@click.option(
    "--fields",
    metavar="KEY,KEY",
    default="",
    help=f"Only these columns: {', '.join(COLUMNS)}. jsonl: keys of a task, and {', '.join(PLAN_KEYS)}.",
)
@click.option("--bom", is_flag=True, help="csv: begin with the mark by which Excel knows UTF-8.")
@click.option(
    "--events",
    is_flag=True,
    help="ics: also an event for each dated task, for calendars without a task list.",
)
@null_option
@limits_option
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    format: str | None,
    output: str | None,
    units: tuple[str, ...],
    lead_only: bool,
    before: date | None,
    after: date | None,
    kinds: tuple[str, ...],
    missing: tuple[Missing, ...],
    fields: str,
    bom: bool,
    events: bool,
    null: bool,
    limits: Limits,
) -> None:
    """Show who does what by when.

    A FILE is a document, or a plan that `kehoach parse` wrote as JSON or JSON Lines. A filter that is given
    several times keeps what fits one of its values. The last day of “trước ngày 01/9” is 31/8, that of
    “trước 17h00 ngày 01/9” is 01/9.
    """
    format = format or _format_of(output)
    if lead_only and not units:
        raise UsageError("--lead-only needs --unit.")
    if bom and format != "csv":
        raise UsageError("--bom is for csv.")
    if events and format != "ics":
        raise UsageError("--events is for ics.")
    if format in _BINARY and output is None and sys.stdout.isatty():
        raise UsageError(f"{format} is nothing for a terminal.", "Name a file with -o.")
    columns = _pick(fields, format)
    inputs = PlanInputs(files, null, limits)
    wanted = Filter(units, lead_only, before, after, kinds, missing)
    found = 0

    def select() -> Iterator[Selected]:
        nonlocal found
        for plan in inputs.plans():
            tasks = tuple(wanted.select(plan))
            found += len(tasks)
            if tasks or wanted == Filter():
                yield Selected(plan, tasks)

    if format == "table" and output is None and sys.stdout.isatty():
        from kehoach.write.table import print_tasks

        print_tasks(open_console(), select(), columns)
    elif output is None:
        out = sys.stdout.buffer
        for piece in _encode(format, select(), columns, bom, events):
            out.write(piece)
    else:
        with replace_file(output, inputs.files) as file:
            file.writelines(_encode(format, select(), columns, bom, events))
    if not found and not inputs.failed:
        click.echo("kehoach: no task there, or none that the filters keep.", err=True)
    ctx.exit(inputs.exit_code())


def _format_of(output: str | None) -> str:
    suffix = PurePath(output or "").suffix.lower().removeprefix(".")
    if suffix in FORMATS:
        return suffix
    if output is None or suffix in ("", "txt"):
        return "table"
    raise UsageError(f"What is to be written to {output}?", f"Say it with -f: {', '.join(FORMATS)}.")


def _pick(fields: str, format: str) -> Sequence[str]:
    known = {"jsonl": KEYS, "docx": (), "ics": ()}.get(format, tuple(COLUMNS))
    picked = tuple(name.strip() for name in fields.split(",") if name.strip())
    if picked and not known:
        raise UsageError(f"--fields picks nothing from {format}: its form is fixed.")
    if unknown := [name for name in picked if name not in known]:
        raise UsageError(f"There is no field {unknown[0]!r} in {format}.", f"Choose from {', '.join(known)}.")
    if format == "table" and not picked:
        from kehoach.write.table import SHOWN

        return SHOWN
    return picked or known


def _encode(
    format: str, selected: Iterable[Selected], columns: Sequence[str], bom: bool, events: bool
) -> Iterable[bytes]:
    """What is to be written, piece by piece."""
    if format == "csv":
        from kehoach.write.separated import encode_csv

        return encode_csv(make_rows(selected), columns, bom)
    if format == "md":
        from kehoach.write.markdown import encode_markdown

        return encode_markdown(make_rows(selected), columns)
    if format == "jsonl":
        from kehoach.write.lines import encode_tasks

        return encode_tasks(selected, columns)
    if format == "xlsx":
        from kehoach.write.spreadsheet import encode_workbook

        return encode_workbook(selected, columns)
    if format == "docx":
        from kehoach.write.word import encode_appendix

        return encode_appendix(selected)
    if format == "ics":
        from kehoach.write.agenda import encode_calendar

        return encode_calendar(selected, events)
    from kehoach.write.table import draw_tasks

    return draw_tasks(selected, columns)
