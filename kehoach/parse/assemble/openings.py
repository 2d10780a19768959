"""Headings that have no label: a unit's name, a stage or a lead-in, alone on a line between items.

The outline has no section for such a line: it is body of the item before it. Here it opens one for what
stands behind it, so that its duties are read as those below any other heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kehoach.document import Passage
from kehoach.lexicon import load_words
from kehoach.parse.assemble.headings import BULLETS
from kehoach.parse.duties import read_duties
from kehoach.parse.fields import read_bare_label, split_fields
from kehoach.parse.patterns import Pattern
from kehoach.parse.segment.node import Node, TablePlace, TextLine
from kehoach.parse.units import read_heading

_Event = Node | TextLine | TablePlace
_STAGE = Pattern(  # Bước 1: Rà soát · Nhiệm vụ 2. Cấp mã số
    r"\N<stage> [ ] (?: số [ ] )? (?: \d{1,2} | [ivx]{1,4} ) \b", stage=lambda: load_words("headings", "part")
)
_LONGEST = 160
_FIRST = ("1", "a", "I")


def open_sections(node: Node) -> Node:
    """The section with one below it for each heading without a label; itself where there is none."""
    events = list(_events(node))
    at = [n for n in range(len(events)) if _opens(node, events, n)]
    if not at:
        return node
    whole = node.heading_alone()
    whole.end = node.end
    _fill(whole, events[: at[0]])
    for begin, end in zip(at, [*at[1:], len(events)], strict=True):
        line, below = events[begin], events[begin + 1 : end]
        heading = Passage(node.document, line.start, line.end)
        section = Node("part", "", line.start, heading, [line, *below][-1].end)
        section.path, section.parent = node.path, node
        _fill(section, below)
        whole.children.append(section)
    return whole


def _events(node: Node) -> Iterator[_Event]:
    """What stands in a section in reading order; the last lines of an item stand behind it."""
    yield from node.body
    for child in node.children:
        last = last_of(child)
        yield child
        yield from last.body


def last_of(node: Node) -> Node:
    while node.children:
        node = node.children[-1]
    return node


def _opens(node: Node, events: Sequence[_Event], at: int) -> bool:
    """Whether a line is the heading of what stands behind it."""
    document = node.document
    line, following = events[at], events[at + 1] if at + 1 < len(events) else None
    if not isinstance(line, TextLine) or following is None or line.end - line.start > _LONGEST:
        return False
    heading = Passage(document, line.start, line.end)
    closing, items = heading.text.rstrip()[-1:], isinstance(following, Node)
    begins = not isinstance(following, Node) or following.kind in BULLETS or following.label in _FIRST
    if not begins or closing in ".;,":
        return False
    if split_fields(heading)[1] or not _ended(node, events, at):
        return False
    if _STAGE.match(heading.folded):
        return True
    if items and closing == ":" and any(duty.leads for duty in read_duties([heading])):
        return any(isinstance(event, Node) for event in events[:at])  # the first items are led in anyway
    named = read_heading(heading)
    return bool(named) and (items or not read_heading(Passage(document, following.start, following.end)))


def _ended(node: Node, events: Sequence[_Event], at: int) -> bool:
    """Whether what stands before a line is at its end: no label that waits for its value, no list."""
    before = events[at - 1] if at else node
    words = before.heading if isinstance(before, Node) else Passage(node.document, *before[:2])
    fields = split_fields(words)[1]
    waits = bool(fields) and not fields[-1].value.text.strip()
    if waits or words.text.rstrip()[-1:] == ",":
        return False
    return isinstance(before, Node) or read_bare_label(words) is None


def _fill(section: Node, events: Sequence[_Event]) -> None:
    """Put what stands in a section into it; an item keeps those of its last lines that are among it."""
    at = 0
    while at < len(events):
        event = events[at]
        at += 1
        if not isinstance(event, Node):
            section.body.append(event)
            continue
        last = first = at
        while last < len(events) and not isinstance(events[last], Node):
            last += 1
        section.children.append(keep_lines(event, last - first))
        at = last


def keep_lines(node: Node, lines: int) -> Node:
    """An item with so many of its last lines."""
    if len(last_of(node).body) == lines:
        return node
    kept = node.heading_alone()
    if node.children:
        kept.body = node.body
        kept.children = [*node.children[:-1], keep_lines(node.children[-1], lines)]
        kept.end = kept.children[-1].end
    elif lines:
        kept.body = node.body[:lines]
        kept.end = kept.body[-1].end
    return kept
