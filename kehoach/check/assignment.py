"""Faults of the assignment: nobody is named who leads, no day by which."""

from __future__ import annotations

from collections.abc import Iterator

from kehoach.check.fault import Fault, quote, warned
from kehoach.models import Plan


def find_missing_leads(plan: Plan) -> Iterator[Fault]:
    """Tasks without a lead; where there are words that could not be read as one, those are the fault."""
    unclear = [span.start for span in warned(plan, "unparsed_units") if span]
    for span in warned(plan, "missing_lead"):
        if not (span and any(span.start <= start < span.end for start in unclear)):
            yield Fault(span, {"words": quote(plan, span)})


def find_missing_deadlines(plan: Plan) -> Iterator[Fault]:
    """Tasks without a deadline in a list or table whose items have fields; a standing duty needs none."""
    listed = {task.span for task in plan.tasks if task.origin in ("labelled", "table", "sibling")}
    for span in warned(plan, "missing_deadline"):
        if span in listed:
            yield Fault(span, {"words": quote(plan, span)})
