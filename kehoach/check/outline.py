"""Faults of the numbering: a label that skips, a label that stands twice."""

from __future__ import annotations

from collections.abc import Iterator

from kehoach.check.fault import Fault, warned
from kehoach.models import Plan, Section


def find_gaps(plan: Plan) -> Iterator[Fault]:
    """Labels that skip at least one: `d)` after `b)`."""
    yield from _labels(plan, "label_gap")


def find_doubles(plan: Plan) -> Iterator[Fault]:
    """Labels that a section before it has under the same parent."""
    yield from _labels(plan, "duplicate_label")


def _labels(plan: Plan, code: str) -> Iterator[Fault]:
    before: dict[int, tuple[str, str]] = {}

    def note(sections: list[Section]) -> None:
        previous: dict[str, str] = {}
        for section in sections:
            before[section.span.start] = section.label, previous.get(section.kind, "")
            previous[section.kind] = section.label
            note(section.children)

    note(plan.sections)
    for span in warned(plan, code):
        label, earlier = before.get(span.start, ("", "")) if span else ("", "")
        label = label or (plan.text[span.start : span.end].split() or [""])[0] if span else label
        yield Fault(span, {"label": label, "before": earlier or "…"})
