"""The text in the middle: what every reader makes and every rule reads.

A `Document` is a sequence of `Block`s (paragraphs, lines, table cells, notes) and the tables that some of
them stand in. Its `text` is what a person sees on paper, one paragraph or cell line per line, and the only
coordinate system there is: every span of the output indexes it. `folded` is the same text for matching:
the same length, so that a match in `folded` is a quotation of `text`.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal, NamedTuple

from kehoach.lines import fold_blocks

Align = Literal["left", "center", "right", "both"]


class Cell(NamedTuple):
    """A cell of a table, merged cells being one with their whole extent.

    `row` and `column` are the grid position of its upper left corner, `rows` and `columns` its extent
    (`w:vMerge`, `w:gridSpan`), counted from 0 and 1. `header` is Word's «repeat as header row».
    """

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    header: bool = False


class Block(NamedTuple):
    """One line of the text: a paragraph, a line of a table cell, or a foot- or endnote.

    `text` begins with `label` where Word's automatic numbering draws one (typed labels leave it empty).
    `level` is the list level (0 first) of an automatically numbered paragraph, `outline` the outline level
    of a heading style (0 first), `indent` the left indent in twentieths of a point (twips). `continues` is
    true for a line that a soft line break parted from the one before: both are one paragraph.
    """

    text: str
    label: str = ""
    cell: Cell | None = None
    note: bool = False
    level: int | None = None
    outline: int | None = None
    style: str = ""
    bold: bool = False
    italic: bool = False
    align: Align = "left"
    indent: int = 0
    page_break: bool = False
    section_break: bool = False
    continues: bool = False


class Table(NamedTuple):
    """A table's grid: every cell once, in reading order, also those without any text."""

    number: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    depth: int = 0


class Finding(NamedTuple):
    """What the reader has to say: a warning code, a sentence, and the block at which it was found."""

    code: str
    message: str
    block: int | None = None


class Source(NamedTuple):
    """Where the bytes came from. `format` is `docx`, `text`, `markdown`; `sha256` is of the bytes as read."""

    name: str
    format: str
    sha256: str


class Document(NamedTuple):
    """A document as read. Build it with `Document.of`; blocks must hold no line break and no blank text."""

    source: Source
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    findings: tuple[Finding, ...] = ()
    text: str = ""
    folded: str = ""
    starts: tuple[int, ...] = ()

    @classmethod
    def of(
        cls,
        source: Source,
        blocks: Sequence[Block],
        tables: Sequence[Table] = (),
        findings: Sequence[Finding] = (),
    ) -> "Document":
        """The document of these blocks, with its text, its folded text and the offset of each block."""
        starts, at = [], 0
        for block in blocks:
            starts.append(at)
            at += len(block.text) + 1
        text = "\n".join(block.text for block in blocks)
        return cls(
            source, tuple(blocks), tuple(tables), tuple(findings), text, fold_blocks(blocks), tuple(starts)
        )

    def block_at(self, offset: int) -> int:
        """The number of the block in which the character at `offset` stands."""
        return bisect_right(self.starts, offset) - 1

    def end_of(self, block: int) -> int:
        """The offset behind the last character of a block."""
        return self.starts[block] + len(self.blocks[block].text)

    def quote(self, start: int, end: int) -> str:
        """The words between two offsets in one line: broken lines are joined by one space."""
        return " ".join(self.text[start:end].split())


class Passage(NamedTuple):
    """A stretch of a document that a rule reads: `document.text[start:end]`.

    Match on `document.folded` with `pos=start, endpos=end`; the offsets of the match are the document's own.
    """

    document: Document
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.document.text[self.start : self.end]

    @property
    def folded(self) -> str:
        return self.document.folded[self.start : self.end]

    def stripped(self, characters: str = " \t\n.;:,") -> "Passage":
        """The passage without white space at its ends and without closing punctuation."""
        text, start, end = self.document.text, self.start, self.end
        while end > start and text[end - 1] in characters:
            end -= 1
        while start < end and text[start] in " \t\n":
            start += 1
        return Passage(self.document, start, end)
