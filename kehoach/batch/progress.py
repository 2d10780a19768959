"""How far a batch is: a bar on a terminal, plain lines elsewhere, on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from kehoach.batch import Report, Summary
from kehoach.batch.work import Job, Outcome
from kehoach.errors import print_line

if TYPE_CHECKING:
    from rich.progress import Task as Bar
    from rich.text import Text


def describe(outcome: Outcome) -> str:
    """What became of a document, in a few words."""
    if outcome.kind:
        return f"failed: {outcome.message}"
    if outcome.plan is None:
        return "unchanged"
    return f"{outcome.tasks} tasks, {sum(outcome.warnings.values())} warnings"


def report_lines(number: int, total: int, job: Job, outcome: Outcome) -> None:
    """A line for each document."""
    click.echo(f"[{number}/{total}] {print_line(job.input)}: {describe(outcome)}", err=True)


def report_nothing(number: int, total: int, job: Job, outcome: Outcome) -> None:
    """Not a word."""


@contextmanager
def open_report(quiet: bool) -> Iterator[Report]:
    """What tells a person how far the batch is."""
    if quiet:
        yield report_nothing
    elif not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield report_lines
    else:
        with _open_bar() as report:
            yield report


@contextmanager
def _open_bar() -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """Documents in a second."""

        def render(self, task: Bar) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "")

    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), Rate())
    with Progress(*columns, TimeRemainingColumn(), console=console) as progress:
        bar = progress.add_task("kehoach", total=None)

        def report(number: int, total: int, job: Job, outcome: Outcome) -> None:
            progress.update(bar, total=total, completed=number)
            if outcome.kind:
                console.print(f"{print_line(job.input)}: {describe(outcome)}", style="red", soft_wrap=True)

        yield report


def summarise(summary: Summary, target: str) -> str:
    """The end of a batch in a few lines."""
    documents, failed = summary.documents, len(summary.failures)
    counts = sorted(summary.warnings.items(), key=lambda item: (-item[1], item[0]))
    codes = ", ".join(f"{count} {code}" for code, count in counts)
    lines = [
        f"{documents} documents: {summary.read} read, {summary.unchanged} unchanged, {failed} failed.",
        f"{summary.tasks} tasks, {summary.warnings.total()} warnings{': ' if codes else ''}{codes}.",
    ]
    if summary.others:
        kinds = ", ".join(f"{count} {suffix}" for suffix, count in sorted(summary.others.items()))
        lines.append(f"Files of other kinds, not read: {kinds}.")
    if summary.left:
        lines.append(f"Outputs of earlier runs that this one left as they were: {summary.left}.")
    if failed:
        lines.append(f"What failed and why: {target.rstrip('/')}/errors.jsonl")
    return "\n".join(lines)
