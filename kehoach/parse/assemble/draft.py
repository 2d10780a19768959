"""Drafts: the tasks of a document before they have their ids, and what a section hands down to its items."""

from collections.abc import Sequence
from typing import NamedTuple

from kehoach.document import Document, Passage
from kehoach.parse.assemble.assignment import Assignment
from kehoach.parse.deadlines import Calendar, find_deadlines
from kehoach.parse.segment.node import Node
from kehoach.values import Deadline, InheritedKey, Origin, OtherField, Unit, Warning


class Context(NamedTuple):
    """What a section hands down to its items. `origin` is set where its items are duties of `leads`.

    `demanding` tells that these stand in a heading: what they demand of others names no new lead;
    `instructing`, that the sentence above instructs and demands nothing: what stands below may be rules.
    """

    document: Document
    calendar: Calendar
    title: str | None
    givers: tuple[str, ...] = ()
    origin: Origin | None = None
    demanding: bool = False
    instructing: bool = False
    leads: tuple[Unit, ...] = ()
    supports: tuple[Unit, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    products: tuple[str, ...] = ()

    def helping(self, leads: Sequence[Unit]) -> tuple[Unit, ...]:
        """Who helps the `leads` that an item names itself: those above that help no lead of their own."""
        named = {unit.name for unit in leads}
        return () if self.leads else tuple(unit for unit in self.supports if unit.name not in named)


class Draft(NamedTuple):
    """A task before it has its id."""

    section: str | None
    origin: Origin
    rule: str
    start: int
    end: int
    title: str | None
    content: str | None = None
    scope: str | None = None
    leads: tuple[Unit, ...] = ()
    supports: tuple[Unit, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    products: tuple[str, ...] = ()
    other: tuple[OtherField, ...] = ()
    inherited: tuple[InheritedKey, ...] = ()
    warnings: tuple[Warning, ...] = ()


def find_own_deadlines(
    passage: Passage, own: Assignment, context: Context
) -> tuple[tuple[Deadline, ...], tuple[Warning, ...]]:
    """The deadlines of the fields, else those in the sentence itself."""
    if own.deadlines or "deadline" in own.roles or "event" in own.roles:
        return own.deadlines, ()
    deadlines, warnings = find_deadlines(passage, context.calendar)
    return tuple(deadlines), tuple(warnings)


def write_title(node: Node | None, passage: Passage | None = None) -> str | None:
    """The heading of a section without closing punctuation."""
    if node is None:
        return None
    words = node.heading if passage is None else passage
    return node.document.quote(words.start, words.end).rstrip(" .;:,/(–-") or None


def write_prose(document: Document, passages: Sequence[Passage]) -> str | None:
    return "\n".join(text for p in passages if (text := document.quote(p.start, p.end))) or None
