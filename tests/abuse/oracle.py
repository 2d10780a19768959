"""What must hold of any input at all: a Plan that keeps its promises, or a refusal in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import kehoach
from kehoach.errors import ReadError
from kehoach.models import Plan, Section
from tests.promises import broken_promises, walk

ROOT = Path(__file__).parents[2]
LOST = 8  # characters that the punctuation of a label may have


def lost_words(plan: Plan) -> list[str]:
    """The sections whose heading, body and children do not hold all characters of their span."""
    lost = []
    for section in walk(plan.sections):
        there = Counter("".join(plan.text[section.span.start : section.span.end].split()))
        held = Counter("".join("".join(_own_words(section)).split()))
        for child in section.children:
            there -= Counter("".join(plan.text[child.span.start : child.span.end].split()))
        missing = there - held
        if section.kind != "appendix" and missing.total() > len(section.label) + LOST:
            lost.append(f"section {section.path} lost {''.join(missing.elements())[:80]!r}")
    return lost


def _own_words(section: Section) -> Iterator[str]:
    yield section.heading or ""
    yield from section.body


def faults(content: bytes | str) -> list[str]:
    """What an input breaks, one sentence each. An exception but `ReadError` is not caught."""
    try:
        if isinstance(content, str):
            plans = [kehoach.parse_text(content) for _ in range(2)]
        else:
            plans = [kehoach.parse_file(content, name="x") for _ in range(2)]
    except ReadError as error:
        if not error.message or not error.hint or "\n" in str(error):
            return [f"the refusal {str(error)!r} is not one sentence and a hint"]
        return []
    printed = [plan.model_dump_json() for plan in plans]
    found = broken_promises(plans[0]) + lost_words(plans[0])
    if printed[0] != printed[1]:
        found.append("the second time it is another plan")
    if Plan.model_validate_json(printed[0]).model_dump_json() != printed[0]:
        found.append("the JSON does not read back the same")
    return found
