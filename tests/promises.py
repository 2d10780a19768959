"""The contract's promises as code: what every Plan must hold, whatever the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from kehoach.models import Line, Plan, Section, Value

SHED = 2  # a label sheds its punctuation, at most `(` and `)`


def walk(sections: list[Section]) -> Iterator[Section]:
    """All sections, parents before their children."""
    for section in sections:
        yield section
        yield from walk(section.children)


def spanned(plan: Plan) -> Iterator[tuple[str, Any]]:
    """Everything that has a span, with a name for messages."""
    yield from (("line", line) for line in [*plan.front_matter, *plan.back_matter])
    yield from ((f"section {section.path}", section) for section in walk(plan.sections))
    for task in plan.tasks:
        yield f"task {task.id}", task
        for part in (*task.lead_units, *task.supporting_units, *task.deadlines):
            yield f"{type(part).__name__} of task {task.id}", part
    yield from (("reference", reference) for reference in plan.legal_references)
    yield from ((f"warning {warning.code}", warning) for warning in plan.warnings if warning.span)


def own_text(section: Section, text: str) -> Iterator[str]:
    """The stretches of a section's text that no child of it holds."""
    at = section.span.start
    for child in section.children:
        yield text[at : child.span.start]
        at = child.span.end
    yield text[at : section.span.end]


def misplaced(section: Section, text: str) -> tuple[str, str]:
    """The characters that a section has lost, and those that it says too often: none and none is right.

    Counted, not compared in order: the body gives a table by rows, and joins their cells by ` | `.
    """
    unnamed = section.kind == "appendix" and section.label == section.path  # its label is made up
    words = ["" if unnamed else section.label, section.heading or "", *section.body]
    there, held = (Counter("".join("".join(parts).split())) for parts in (own_text(section, text), words))
    lost, doubled = there - held, held - there
    if lost.total() <= SHED and not any(map(str.isalnum, lost)):
        lost.clear()
    return "".join(lost.elements()), "".join(filter(str.isalnum, doubled.elements()))


def broken_promises(plan: Plan) -> list[str]:
    """What a Plan breaks of the contract's promises, one sentence each; nothing is the right answer."""
    text, broken = plan.text, []
    for name, part in spanned(plan):
        start, end = part.span.start, part.span.end
        if not start <= end <= len(text):
            broken.append(f"{name}: {start}–{end} is outside of the text")
        elif isinstance(part, Line | Value) and hasattr(part, "text") and text[start:end] != part.text:
            broken.append(f"{name}: its words are not {part.text!r} but {text[start:end]!r}")
    at = 0
    places = [part.span for part in (*plan.front_matter, *plan.sections, *plan.back_matter)]
    for span in sorted(places, key=lambda span: span.start):  # an appendix may follow the back matter
        if span.start < at:
            broken.append(f"{text[span.start : at]!r} stands in two places")
        elif text[at : span.start].strip():
            broken.append(f"{text[at : span.start]!r} stands nowhere")
        at = span.end
    if text[at:].strip():
        broken.append(f"{text[at:]!r} stands nowhere")
    paths = [section.path for section in walk(plan.sections)]
    if len(set(paths)) < len(paths):
        broken.append(f"two sections share a path: {paths}")
    for parent in walk(plan.sections):
        at = parent.span.start
        for child in parent.children:
            if not at <= child.span.start <= child.span.end <= parent.span.end:
                broken.append(f"section {child.path} is not inside of {parent.path}, or out of order")
            at = child.span.end
    for section in walk(plan.sections):
        lost, doubled = misplaced(section, text)
        if lost or doubled:
            broken.append(f"section {section.path} has lost {lost[:80]!r} and doubled {doubled[:80]!r}")
    known = {*paths, None}
    for task in plan.tasks:
        if task.origin != "table" and task.section not in known:
            broken.append(f"task {task.id}: there is no section {task.section}")
    ids = [task.id for task in plan.tasks]
    if len(set(ids)) < len(ids):
        broken.append(f"two tasks share an id: {ids}")
    return broken
