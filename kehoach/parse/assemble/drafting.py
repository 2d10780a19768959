"""Drafts of what was read: of a sentence, of labelled fields, of an item beside a task."""

from __future__ import annotations

from collections.abc import Sequence

from kehoach.document import Passage
from kehoach.lexicon import load_words
from kehoach.parse.assemble.assignment import (
    Assignment,
)
from kehoach.parse.assemble.draft import Context, Draft, find_own_deadlines, write_prose, write_title
from kehoach.parse.assemble.headings import (
    is_scope,
    is_sentence,
)
from kehoach.parse.assemble.times import find_time_before, find_time_label, find_topic_time
from kehoach.parse.deadlines import find_deadlines
from kehoach.parse.duties.sentence import Duty
from kehoach.parse.duties.unread import find_unread
from kehoach.parse.patterns import Pattern
from kehoach.parse.segment.node import Node
from kehoach.parse.supports import find_supports
from kehoach.parse.warnings import warn
from kehoach.values import Deadline, InheritedKey, Warning

_MERE_CONTENT = Pattern(r"\N<content>", content=lambda: load_words("headings", "content"))


def draft_unread(node: Node, paragraph: Passage, duty: Duty, context: Context, number: int) -> Draft:
    """The task of a paragraph whose subject has a predicate that is not known, with a warning."""
    document = context.document
    supports = find_supports(paragraph._replace(start=duty.verb), duty.leads, duty.verb)
    whole = duty._replace(start=paragraph.start, end=paragraph.end, supports=tuple(supports))
    draft = draft_duty(node, whole, context, number, node.path, [node.heading, paragraph])
    message = "“{}” begins like a duty, but may be none."
    warning = warn("unparsed_units", message, document, duty.start, duty.end)
    return draft._replace(warnings=(*draft.warnings, warning))


def draft_duty(
    node: Node | None,
    duty: Duty,
    context: Context,
    number: int,
    path: str | None,
    prose: Sequence[Passage] = (),
) -> Draft:
    """The task of a sentence that names its own subject."""
    document = context.document
    passage = Passage(document, duty.start, duty.end)
    deadlines, warnings = find_deadlines(passage, context.calendar)
    first = number == 0 and node is not None
    found = tuple(deadlines)
    if first and prose and not found:
        found = find_topic_time(prose[0], context) or find_time_before(prose[0], duty, context)
    if not found and prose and prose[0].start < duty.start < prose[0].end:
        found = find_time_label(prose[0], context)
    below = [p for p in prose[1:] if p.start >= prose[0].end and duty.start < p.end and p.start < duty.end]
    sentence = document.quote(duty.start, duty.end)
    title = write_title(node) if first and node is not None else sentence
    above = context.leads if duty.rule == "bare" else ()  # `Phối hợp với Y …` above `Người phụ trách: X`
    helping = () if duty.supports else context.helping(duty.leads)
    return Draft(
        path, "inline", duty.rule, node.start if first and node is not None else duty.start,
        node.end if first and node is not None else duty.end, title.rstrip(" .;:,/") if title else None,
        content=write_prose(document, below) if first else None,
        leads=duty.leads or above, supports=duty.supports or helping, deadlines=found or context.deadlines,
        products=context.products,
        inherited=(
            *(("lead_units",) if above and not duty.leads else ()),
            *(("supporting_units",) if helping else ()),
            *(("deadlines",) if context.deadlines and not found else ()),
            *(("products",) if context.products else ()),
        ),
        warnings=tuple(warnings),
    )  # fmt: skip


def draft_labelled(
    node: Node,
    lead_text: Passage,
    paragraphs: Sequence[Passage],
    own: Assignment,
    subjects: Sequence[Duty],
    context: Context,
) -> Draft:
    """The task of a section that has assignment fields."""
    document = context.document
    scope, title = None, write_title(node, lead_text)
    if is_scope(node):
        scope = title
        above = next((a for a in node.ancestors() if not is_scope(a)), None)
        title = write_title(above) if above is not None else title
    if title is not None and _MERE_CONTENT.fullmatch(title.lower()):
        title = context.title or title
    content = [*own.content, *([write_prose(document, paragraphs) or ""] if paragraphs else [])]
    deadlines, warnings = find_own_deadlines(Passage(document, lead_text.start, lead_text.end), own, context)
    for duty in subjects:
        own = own._replace(leads=duty.leads, supports=own.supports or duty.supports)
    joint = lead_text.folded.startswith(("phối hợp ", "chủ trì, phối hợp "))
    beside = find_supports(lead_text) if joint else ()
    helping = context.helping(own.leads) if own.leads else context.supports
    supports = own.supports or tuple(beside) or helping
    inherited: tuple[tuple[InheritedKey, bool], ...] = (
        ("lead_units", bool(context.leads and not own.leads)),
        ("supporting_units", bool(supports and not own.supports and not beside)),
        ("deadlines", bool(context.deadlines and not deadlines)),
        ("products", bool(context.products and not own.products)),
    )
    return Draft(
        node.path, "labelled", "labelled fields", node.start, node.end, title,
        content="\n".join(c for c in content if c) or None, scope=scope,
        leads=own.leads or context.leads, supports=supports,
        deadlines=deadlines or context.deadlines, products=own.products or context.products, other=own.other,
        inherited=tuple(key for key, holds in inherited if holds), warnings=(*own.warnings, *warnings),
    )  # fmt: skip


def draft_sibling(node: Node, context: Context) -> Draft:
    """The task of an item whose sibling is a task."""
    document = context.document
    deadlines: list[Deadline] = []
    warnings: list[Warning] = []
    for passage in (node.heading, *node.lines):
        sentence = passage is node.heading and is_sentence(node)
        unread = find_unread(passage, context.calendar, sentence=sentence)
        if unread is not None:
            return draft_unread(node, passage, unread, context, 0)
        found, more = find_deadlines(passage, context.calendar)
        deadlines += found
        warnings += more
    return Draft(
        node.path, "sibling", "sibling of a task", node.start, node.end, write_title(node),
        content=write_prose(document, node.lines), supports=tuple(find_supports(node.heading)),
        deadlines=tuple(deadlines) or context.deadlines, warnings=tuple(warnings),
        inherited=("deadlines",) if context.deadlines and not deadlines else (),
    )  # fmt: skip
