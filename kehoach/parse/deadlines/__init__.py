"""Deadlines: the dates, periods and rhythms that a field's value or a duty's sentence names."""

from __future__ import annotations

from dataclasses import dataclass

from kehoach.document import Passage
from kehoach.models import Deadline, Span, Warning


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a year that is not written is taken from: the document's date, and the year that its title names."""

    date: str | None = None
    year: int | None = None


def read_deadlines(
    passage: Passage, calendar: Calendar, *, event: bool = False
) -> tuple[list[Deadline], list[Warning]]:
    """The deadlines that the whole value of a deadline field or table cell holds, and what could not be read."""
    value = passage.stripped()
    if value.start == value.end:
        return [], []
    span = Span(start=value.start, end=value.end)
    deadline = Deadline.found(
        "unparsed", text=value.text, kind="unparsed", start=None, end=None, end_inclusive=True,
        recurrence=None, condition=None, scope=None, inferred=[], span=span,
    )  # fmt: skip
    warning = Warning(code="unparsed_deadline", message=f"“{value.text}” is no deadline that is known.", span=span)
    return [deadline], [warning]


def find_deadlines(passage: Passage, calendar: Calendar) -> tuple[list[Deadline], list[Warning]]:
    """The deadlines inside a duty's sentences."""
    return [], []
