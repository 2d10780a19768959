"""`kehoach explain`: where each value comes from."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import click

from kehoach import Limits
from kehoach.commands.inputs import file_argument, limits_option, read_safely
from kehoach.commands.terminal import is_colourful, open_console
from kehoach.values import Deadline, LegalReference, Plan, Span


class Explanation(NamedTuple):
    """One value: what was read, by which rule, from which words."""

    span: Span
    kind: str
    rule: str
    reading: str


@click.command(
    epilog="""\b
Examples:
  kehoach explain plan.docx
  kehoach explain plan.docx | grep warning
"""
)
@file_argument
@limits_option
def command(file: str, limits: Limits) -> None:
    """Show each value, the rule that read it, its words and its place.

    The place is line and column in what `kehoach text` prints. Into a pipe the columns are parted by tabs.
    """
    plan = read_safely(file, limits)
    starts = [0, *(at + 1 for at, character in enumerate(plan.text) if character == "\n")]
    rows: list[tuple[str, ...]] = [("place", "kind", "rule", "reading", "words")]
    for span, kind, rule, reading in sorted(dict.fromkeys(_explanations(plan)), key=_place):
        line = bisect_right(starts, span.start)
        place = f"{line}:{span.start - starts[line - 1] + 1}"
        words = plan.text[span.start : span.end]
        rows.append((place, kind, rule, *(" ".join(cell.split()) for cell in (reading, words))))
    if is_colourful():
        _print_table(rows)
    else:
        for row in rows:
            click.echo("\t".join(row))


def _place(value: Explanation) -> tuple[int, int]:
    return value.span.start, -value.span.end


def _explanations(plan: Plan) -> Iterator[Explanation]:
    for task in plan.tasks:
        yield Explanation(task.span, "task", task.rule or task.origin, task.id)
        for kind, units in (("lead unit", task.lead_units), ("supporting unit", task.supporting_units)):
            yield from (Explanation(unit.span, kind, unit.rule, unit.full_name) for unit in units)
        for deadline in task.deadlines:
            yield Explanation(deadline.span, "deadline", deadline.rule, _dates(deadline))
    for reference in plan.legal_references:
        yield Explanation(reference.span, reference.role, reference.rule, _document(reference))
    for warning in plan.warnings:
        span = warning.span or Span(start=0, end=0)
        yield Explanation(span, "warning", warning.code, warning.message)


def _dates(deadline: Deadline) -> str:
    """`date ..2026-08-30 (exclusive)`, `period 2026-10-01..2026-12-31`, `recurring FREQ=YEARLY`."""
    dates = f"{deadline.start or ''}..{deadline.end or ''}" if deadline.start or deadline.end else ""
    exclusive = "" if deadline.end_inclusive else "(exclusive)"
    return " ".join(filter(None, [deadline.kind, dates, exclusive, deadline.recurrence, deadline.condition]))


def _document(reference: LegalReference) -> str:
    provisions = (
        "/".join(filter(None, [provision.article, provision.clause, provision.point]))
        for provision in reference.provisions
    )
    return " ".join([reference.document, *provisions])


def _print_table(rows: list[tuple[str, ...]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in rows[0]:
        table.add_column(name, no_wrap=name == "place", overflow="fold")
    for row in rows[1:]:
        table.add_row(*map(Text, row), style="yellow" if row[1] == "warning" else "")
    open_console().print(table)
