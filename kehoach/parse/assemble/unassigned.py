"""A last look at the outline: what begins like a duty, or says who or by when, and stands in no task.

It is told, not lost: what begins like a duty is a task with a warning, the rest is a warning.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from kehoach.document import Passage
from kehoach.lexicon import load_words
from kehoach.parse.assemble.assignment import heads_duties
from kehoach.parse.assemble.draft import Context, Draft
from kehoach.parse.assemble.drafting import draft_unread
from kehoach.parse.assemble.headings import holds_no_tasks, is_sentence
from kehoach.parse.deadlines import find_deadlines
from kehoach.parse.duties.unread import find_unknown_subject, find_unread
from kehoach.parse.fields import Field, split_fields
from kehoach.parse.patterns import Pattern
from kehoach.parse.segment.node import Node, Outline
from kehoach.parse.supports import find_unread_supports
from kehoach.parse.telling import lists_conditions
from kehoach.parse.units import match_units
from kehoach.parse.verbs import read_predicate
from kehoach.parse.warnings import warn
from kehoach.values import Span, Warning

_DUE = Pattern(
    r"\b (?: \N<before> | \N<by> ) \b",
    before=partial(load_words, "deadlines", "direction.before"),
    by=partial(load_words, "deadlines", "direction.by"),
)


def read_unread(outline: Outline, drafts: Sequence[Draft], context: Context) -> Iterator[Draft]:
    """A task, with a warning, of each paragraph that begins like a duty, in a section that gave no task."""
    drafted = {draft.section for draft in drafts}
    holding = {path[:at] for path in drafted if path for at, sign in enumerate(path) if sign == "/"}
    silent: set[int] = set()
    for node in outline.walk():
        heading = node.heading
        if id(node.parent) in silent or node.path in drafted or holds_no_tasks(node):
            silent.add(id(node))
            continue
        last = node.lines[-1] if node.lines else heading
        if lists_conditions(last):
            silent.add(id(node))
        found = 0
        above = node.path in holding
        for paragraph in (heading, *node.lines):
            sentence = paragraph is heading and is_sentence(node)
            if (paragraph.end - paragraph.start <= 40 and not sentence) or split_fields(paragraph)[1]:
                continue
            if above and (paragraph is heading or paragraph.text.endswith(":")):
                continue  # it leads in the tasks below
            duty = find_unread(paragraph, context.calendar, sentence=sentence)
            if duty is not None:
                yield draft_unread(node, paragraph, duty, context, found)
                found += 1


class _Stretches:
    """Stretches of a text, some within others, looked up by place."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self.starts = [span.start for span in ordered]
        self.ends = list(accumulate((span.end for span in ordered), max))

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them lies at least in part between two offsets."""
        before = bisect_left(self.starts, end)
        return before > 0 and start < self.ends[before - 1]


class _Taken(NamedTuple):
    """What the tasks have: their own places, and those of who they name and of their deadlines.

    `ends` are the ends of those units by their starts.
    """

    tasks: _Stretches
    units: _Stretches
    ends: dict[int, int]
    days: _Stretches


def find_unassigned(
    outline: Outline, drafts: Sequence[Draft], context: Context, loose: Passage | None = None
) -> Iterator[Warning]:
    """Warnings of each day by which something is due, and each label of who does it, that no task has.

    So of each `phối hợp với` in a task behind which no unit could be read, and of each heading of duties that
    is no known unit and stands between two that are.

    `loose` is the text of a document that has no sections. What an aim says is due (`Mục tiêu: … trước năm
    2030`) is no task's, nor what was due before the document.
    """
    document = outline.document
    named = [unit.span for draft in drafts for unit in (*draft.leads, *draft.supports)]
    taken = _Taken(
        _Stretches(Span(draft.start, draft.end) for draft in drafts),
        _Stretches(named),
        dict(sorted(named)),
        _Stretches(day.span for draft in drafts for day in draft.deadlines),
    )
    if loose is not None:
        yield from _due_in_no_task(loose, taken, context)
    yield from _between_units(outline, drafts)
    for node in outline.walk():
        heading = node.heading
        units = match_units(heading)[0] if _may_name(heading) and heads_duties(node) else []
        if units:
            span = Span(units[0].span.start, units[-1].span.end)
            if not taken.units.touch(*span) and not _stands_in_aims(node):
                yield warn("unparsed_units", "“{}” may be who does what stands below.", document, *span)
        for paragraph in (heading, *node.lines):
            told = taken.tasks.touch(paragraph.start, paragraph.end)
            for unread in find_unread_supports(paragraph, taken.ends) if told else ():
                yield warn("unparsed_units", "No unit could be read in “{}”.", *unread)
            unknown = find_unknown_subject(paragraph)
            if (
                unknown is not None
                and not taken.units.touch(unknown.start, unknown.end)
                and not _stands_in_aims(node)
            ):
                yield warn("unparsed_units", "“{}” may be who does this.", *unknown)
            fields = [] if told else split_fields(paragraph)[1]
            if fields:
                yield from _labels_in_no_task(fields, taken)
            elif (due := list(_due_in_no_task(paragraph, taken, context))) and not _stands_in_aims(node):
                yield from due


def _between_units(outline: Outline, drafts: Sequence[Draft]) -> Iterator[Warning]:
    """A warning of each section whose duties nobody has, and whose heading stands between two of units."""
    headed = {draft.section for draft in drafts if draft.origin == "heading"}
    headed |= {path.rpartition("/")[0] for path in headed if path}
    led = _Stretches(Span(draft.start, draft.end) for draft in drafts if draft.leads)
    for siblings in (outline.roots, *(node.children for node in outline.walk())):
        for before, node, after in zip(siblings, siblings[1:], siblings[2:], strict=False):
            if (
                node.path in headed
                or not {before.path, after.path} <= headed
                or led.touch(node.start, node.end)
            ):
                continue
            if heads_duties(node) and not holds_no_tasks(node):
                message = f"“{node.heading.text.strip()}” stands between headings of units, and may be one."
                yield Warning("unparsed_units", message, Span(node.start, node.end))


def _stands_in_aims(node: Node) -> bool:
    """Whether a section, or one that it is part of, holds no tasks: `Mục tiêu`."""
    return any(holds_no_tasks(above) for above in (node, *node.ancestors()))


def _may_name(heading: Passage) -> bool:
    """Whether a heading does not begin with a verb: `Tổ chức hội thi` names nobody."""
    return not read_predicate(heading.document.folded, heading.start, heading.end)


def _labels_in_no_task(fields: Sequence[Field], taken: _Taken) -> Iterator[Warning]:
    for field in fields:
        document, start, end = field.value.stripped()
        who = field.role in ("lead", "implement")
        if (taken.units if who else taken.days).touch(start, end):
            continue
        due = field.role == "deadline" and _DUE.match(document.folded, start, end) is not None
        if due or (who and match_units(field.value, people=True)[0]):
            yield Warning(
                "ambiguous_scope", f"What “{field.label}” says is in no task.", Span(field.start, end)
            )


def _due_in_no_task(paragraph: Passage, taken: _Taken, context: Context) -> Iterator[Warning]:
    document, start, end = paragraph
    if all(taken.days.touch(*due.span()) for due in _DUE.finditer(document.folded, start, end)):
        return
    for day in find_deadlines(paragraph, context.calendar)[0]:
        ahead = day.end is not None and day.end >= (context.calendar.date or "")
        if ahead and _DUE.match(document.folded, day.span.start) and not taken.days.touch(*day.span):
            yield warn("ambiguous_scope", "“{}” is the deadline of no task.", document, *day.span)
