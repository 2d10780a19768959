"""The outline while it is being read: lines, tables, sections."""

from collections.abc import Iterator
from typing import NamedTuple

from kehoach.document import Document, Passage
from kehoach.values import SectionKind, Warning


class TextLine(NamedTuple):
    """A logical line: one paragraph, or several that a broken sentence runs through.

    What is `quoted` from another document opens no section and assigns nothing.
    """

    start: int
    end: int
    block: int
    quoted: bool = False


class TablePlace(NamedTuple):
    """A table that stands in the body of a section: its number and its blocks `[first, last)`."""

    table: int
    start: int
    end: int


class Node:
    """A section while the plan is being read.

    `tail` are the lines that close an appendix behind its sections: part of its body, they assign nothing.
    """

    parent: "Node | None" = None
    path = ""

    def __init__(self, kind: SectionKind, label: str, start: int, heading: Passage, end: int) -> None:
        self.kind, self.label = kind, label
        self.start, self.end = start, end
        self.heading = heading
        self.children: list[Node] = []
        self.body: list[TextLine | TablePlace] = []
        self.tail: list[TextLine] = []

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def ancestors(self) -> Iterator["Node"]:
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def heading_alone(self) -> "Node":
        """The section as if nothing stood below its heading."""
        alone = Node(self.kind, self.label, self.start, self.heading, self.end)
        alone.path, alone.parent = self.path, self.parent
        return alone

    @property
    def document(self) -> Document:
        return self.heading.document

    @property
    def named(self) -> Passage:
        """Its name: its heading, or the first line below a bare `Phần I`, `Chương II`."""
        if self.kind in ("part", "chapter") and self.heading.start >= self.heading.end:
            first = self.body[0] if self.body else None
            if isinstance(first, TextLine):
                return self.heading._replace(start=first.start, end=first.end)
        return self.heading

    @property
    def lines(self) -> list[Passage]:
        """The lines of its body, without quotations and the page numbers that stand among them in a copy."""
        return [
            Passage(self.document, item.start, item.end)
            for item in self.body
            if isinstance(item, TextLine) and not (item.quoted or _is_page_number(self.document, item))
        ]


_LONGEST_NUMBER = len("Trang 100/100")


def _is_page_number(document: Document, line: TextLine) -> bool:
    """Whether a line is `2`, `- 2 -` or `Trang 2/5`, and no value of a label above it."""
    if line.end - line.start > _LONGEST_NUMBER:
        return False
    words = document.folded[line.start : line.end].strip(" -")
    numbered = words.removeprefix("trang ").replace("/", "") if words.startswith("trang ") else words
    before = document.text[max(0, line.start - 3) : line.start]
    return numbered.isdigit() and not before.rstrip().endswith(":")


class Outline(NamedTuple):
    """The document in its parts. `front` and `back` are stretches of text, `roots` the sections between.

    `front_body` are the lines and tables of the front matter.
    """

    document: Document
    front: Passage
    front_body: tuple[TextLine | TablePlace, ...]
    roots: tuple[Node, ...]
    back: Passage
    warnings: tuple[Warning, ...]

    def unlabelled(self, preamble: Passage) -> Iterator[Passage]:
        """The lines of the preamble that are not quoted."""
        for item in self.front_body:
            start = max(item.start, preamble.start)
            if start < item.end and isinstance(item, TextLine) and not item.quoted:
                yield Passage(self.document, start, item.end)

    def walk(self) -> Iterator[Node]:
        for root in self.roots:
            yield from root.walk()
