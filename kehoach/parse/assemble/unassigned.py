"""A last look at the outline: what says who or by when and stands in no task is told, not lost."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate

from kehoach.document import Passage
from kehoach.lexicon import load_words
from kehoach.parse.assemble.draft import Context, Draft
from kehoach.parse.assemble.headings import gives_no_tasks
from kehoach.parse.deadlines import find_deadlines
from kehoach.parse.fields import split_fields
from kehoach.parse.patterns import Pattern
from kehoach.parse.segment.node import Outline
from kehoach.parse.units import match_units
from kehoach.values import Span, Warning

_DUE = Pattern(
    r"\b (?: \N<before> | \N<by> ) \b",
    before=partial(load_words, "deadlines", "direction.before"),
    by=partial(load_words, "deadlines", "direction.by"),
)


class _Stretches:
    """Stretches of a text, some within others, looked up by offset."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self.starts = [span.start for span in ordered]
        self.ends = list(accumulate((span.end for span in ordered), max))

    def hold(self, offset: int) -> bool:
        """Whether an offset lies in one of them, or before where one of them around it ends."""
        before = bisect_right(self.starts, offset)
        return before > 0 and offset < self.ends[before - 1]

    def hold_part(self, span: Span) -> bool:
        """Whether a stretch begins or ends in one of them."""
        return self.hold(span.start) or self.hold(span.end - 1)


def find_unassigned(outline: Outline, drafts: Sequence[Draft], context: Context) -> Iterator[Warning]:
    """Warnings of each day by which something is due that no task has, and each label of who that none holds.

    What an aim says is due (`Mục tiêu: … trước năm 2030`) is no task's, nor what was due before the document.
    """
    document = outline.document
    tasks = _Stretches(Span(draft.start, draft.end) for draft in drafts)
    days = _Stretches(day.span for draft in drafts for day in draft.deadlines)
    aims: set[int] = set()
    for node in outline.walk():
        if id(node.parent) in aims or gives_no_tasks(Passage(document, *node.named_at)):
            aims.add(id(node))
        lines = [(line.start, line.end) for line in node.lines]
        for start, end in ((node.heading_start, node.heading_end), *lines):
            paragraph = Passage(document, start, end)
            if id(node) not in aims:
                yield from _due_in_no_task(paragraph, days, context)
            if not tasks.hold(start):
                yield from _labels_in_no_task(paragraph)


def _due_in_no_task(paragraph: Passage, days: _Stretches, context: Context) -> Iterator[Warning]:
    document, start, end = paragraph
    if all(days.hold(due.start()) for due in _DUE.finditer(document.folded, start, end)):
        return
    for day in find_deadlines(paragraph, context.calendar)[0]:
        due = day.end is not None and day.end >= (context.calendar.date or "")
        if due and _DUE.match(document.folded, day.span.start) and not days.hold_part(day.span):
            words = document.quote(*day.span)
            yield Warning("ambiguous_scope", f"“{words}” is the deadline of no task.", day.span)


def _labels_in_no_task(paragraph: Passage) -> Iterator[Warning]:
    for field in split_fields(paragraph)[1]:
        if field.role in ("lead", "implement") and match_units(field.value, people=True)[0]:
            place = Span(field.start, field.value.end)
            yield Warning("ambiguous_scope", f"What “{field.label}” says is in no task.", place)
