"""Documents drawn with characters: `| left | right` is a table row, ` / ` parts the lines of a cell.

`**bold**`, `>centred<`. Rows that follow each other are one table; a row of `||` ends it. `⇥` is a tab.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kehoach.document import Block, Cell, Document, Source, Table
from kehoach.fold import split_lines


def draw(text: str) -> Document:
    """The document that the drawing shows."""
    blocks: list[Block] = []
    tables: list[Table] = []
    cells: list[Cell] = []
    row = 0
    for line in [*text.replace("⇥", "\t").splitlines(), ""]:
        if line.startswith("| "):
            for column, words in enumerate(re.split(r" \| ?", line[2:])):
                cells.append(Cell(len(tables), row, column))
                for part in words.split(" / "):
                    blocks += _lines(part, cells[-1])
            row += 1
            continue
        if cells:
            tables.append(Table(len(tables), row, max(c.column for c in cells) + 1, tuple(cells)))
            cells, row = [], 0
        if line != "||":
            blocks += _lines(line, None)
    return Document.of(Source("drawing", "text", ""), blocks, tables)


def _lines(words: str, cell: Cell | None) -> Iterator[Block]:
    words = words.strip(" ")
    centred = words.startswith(">") and words.endswith("<")
    words = words[1:-1].strip() if centred else words
    bold = words.startswith("**") and words.endswith("**") and len(words) > 4
    for line in split_lines(words[2:-2] if bold else words):
        yield Block(line, cell=cell, bold=bold, align="center" if centred else "left")


def read_cases(path: Path) -> Iterator[tuple[str, int, str, dict[str, str]]]:
    """Each case: name, line number, drawing, expected values (`# name`, drawing, `---`, `key = value`)."""
    parts = re.split(r"^# (.*)\n", path.read_text("utf-8"), flags=re.MULTILINE)
    at = parts[0].count("\n") + 1
    for name, case in zip(parts[1::2], parts[2::2], strict=True):
        drawing, _, values = case.partition("\n---\n")
        expected = dict(line.split(" =", 1) for line in values.strip().splitlines())
        yield name, at, drawing, {key.strip(): value.strip() for key, value in expected.items()}
        at += case.count("\n") + 1
