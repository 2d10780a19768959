"""Tables of a text whose columns are kept apart by blanks, as a page of a PDF is laid out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kehoach.document import Block, Cell, Table
from kehoach.fold import fold, normalise
from kehoach.lexicon import load_words

_HEAD = re.compile(r" {0,20}[STst]\S*(?: \S+)? {2,}\S")
_CHUNK = re.compile(r"\S+(?: \S+)*")  # two blanks part cells
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLivxl]{1,6}|[A-ZĐ])[.)]?")
_WIDEST = 400  # characters of a line
_LONGEST = 30  # lines of a row


def read_columns(lines: Sequence[str], first: int, tables: list[Table]) -> tuple[int, list[Block]]:
    """The number of the line behind a table that begins here, and its words; `first` where none does.

    Its heads stand in one line, which begins with `TT`, `STT`, …, with more of them above and below it; its
    rows are numbered. A line without a number goes on with the row above, or begins the next where its number
    stands lower. What crosses the columns behind a number (`I  CÔNG TÁC CHỈ ĐẠO`) or above one groups.
    """
    layout = _read_heads(lines, first)
    if layout is None:
        return first, []
    begins, groups = [first], set()
    at, blank, crowded = first + 1, 0, 0
    while at < len(lines) and blank < 3 and at - begins[-1] <= _LONGEST:
        line = lines[at]
        blank = 0 if line.strip() else blank + 1
        if at > first + 1 and len(begins) == 1 and _begins_heads(line):
            break
        if line.split() == lines[first].split():
            begins.append(at)  # the heads of the next page
        elif line.strip() and not layout.join(line):
            below = next((n for n in range(at + 1, min(at + 4, len(lines))) if lines[n].strip()), at)
            chunks = _CHUNK.findall(line)
            numbered = len(chunks) == 2 and numbers_row(chunks[0])
            if len(chunks) > 2 or not (numbered or layout.numbers(lines[below])):
                break
            groups.add(at)
            begins.append(at)
        elif layout.numbers(line):
            begins.append(at)
            crowded += any("  " in words for words in layout.part(line))
        at += 1
    rows = len(begins) - len(groups) - 1
    if rows < 2 or crowded * 2 > rows or not layout.numbers(lines[begins[-1]]):
        return first, []
    end = begins[-1] + 1
    while end < at and lines[end].strip():
        end += 1
    read = list(_read_rows(lines, begins, end, groups, layout))
    return end, list(_write(read, len(layout.heads), tables))


def _begins_heads(line: str) -> bool:
    """Whether a line holds a table's heads: three at least, the first of them `TT`, `STT`, ….

    >>> _begins_heads("TT    Nội dung    Chủ trì"), _begins_heads("Tổ 1  Tổ 2  Tổ 3")
    (True, False)
    """
    if len(line) > _WIDEST or "\t" in line or _HEAD.match(line) is None:
        return False
    chunks = _CHUNK.findall(line)
    return len(chunks) > 2 and begins_index(chunks[0])


def begins_index(head: str) -> bool:
    """Whether a head is that of the numbers of rows: `STT`, `Số TT`."""
    return fold(head).strip(" .:") in load_words("labels", "index.words")


def numbers_row(words: str) -> bool:
    """Whether words are the number of a row: `2`, `2.1`, `IV`, `B`."""
    return _NUMBER.fullmatch(words.strip()) is not None


class _Layout:
    """Where the columns of a table part: blanks, two at least, between the middles of its heads."""

    def __init__(self, heads: Sequence[tuple[int, int]]) -> None:
        self.heads = heads
        self.taken = [False] * (_WIDEST + 2)
        self.cuts: list[int] = []

    def join(self, line: str) -> bool:
        """Whether the columns are still apart with this line; if so it counts among theirs."""
        if len(line) > _WIDEST or "\t" in line:
            return False
        taken = self.taken.copy()
        for chunk in _CHUNK.finditer(line):
            taken[chunk.start() : chunk.end()] = [True] * (chunk.end() - chunk.start())
        cuts = []
        for left, right in pairwise(sum(head) // 2 for head in self.heads):
            free = [at for at in range(left, right) if not taken[at] and not taken[at + 1]]
            if not free:
                return False
            cuts.append(free[-1] + 1)
        self.taken, self.cuts = taken, cuts
        return True

    def part(self, line: str) -> list[str]:
        """The words of a line by their columns."""
        return [line[begin:end].strip() for begin, end in pairwise([0, *self.cuts, len(line)])]

    def numbers(self, line: str) -> bool:
        """Whether a line begins with a number in the first column."""
        return numbers_row(line[: self.cuts[0]])


def _read_heads(lines: Sequence[str], first: int) -> _Layout | None:
    """The columns of the heads that begin in a line and go on in those below, up to the first number."""
    if not _begins_heads(lines[first]):
        below = lines[first + 1] if first + 1 < len(lines) and "  " in lines[first].strip() else ""
        if not _begins_heads(below) or len(lines[first]) > _WIDEST or "\t" in lines[first]:
            return None
    heads: list[tuple[int, int]] = []
    for line in lines[first : first + 4]:
        chunks = list(_CHUNK.finditer(line))
        if not chunks or (heads and (numbers_row(chunks[0][0]) or len(line) > _WIDEST)):
            break
        for chunk in chunks:
            beside = [head for head in heads if head[0] < chunk.end() and chunk.start() < head[1]]
            if not beside:
                heads.append(chunk.span())
            elif len(beside) == 1:
                heads.remove(beside[0])
                heads.append((min(beside[0][0], chunk.start()), max(beside[0][1], chunk.end())))
    layout = _Layout(sorted(heads))
    return layout if layout.join(lines[first]) else None


def _read_rows(
    lines: Sequence[str], begins: Sequence[int], end: int, groups: set[int], layout: _Layout
) -> Iterator[list[list[str]]]:
    """The rows of a table, each with the lines of its cells; a row that groups has less of them."""
    starts = [begins[0]]
    for above, own in pairwise(begins):
        starts.append(own if own in groups else _find_start(lines, above, own, layout))
    for start, behind in pairwise([*starts, end]):
        if start in groups:
            number, _, words = lines[start].strip().partition("  ")
            yield [[number], [words.strip()]] if words else [[number]]
        else:
            parted = zip(*map(layout.part, lines[start:behind]), strict=True)
            yield [[*filter(None, column)] for column in parted]


def _find_start(lines: Sequence[str], above: int, own: int, layout: _Layout) -> int:
    """The first line of a row by its number's line: that may be the middle one of its cells."""
    work = layout.part(lines[own])[1]
    if work and not work[0].islower():
        return own
    opening = (n for n in range(own - 1, above, -1) if layout.part(lines[n])[1][:1].isupper())
    return next(opening, own)


def _join(lines: Sequence[str], widest: int) -> list[str]:
    """The lines of a cell as they were meant: one that ends where the next word did not fit goes on.

    >>> _join(["Sở Xây dựng; UBND", "các phường"], 19), _join(["Sở Y tế", "Sở Xây dựng"], 19)
    (['Sở Xây dựng; UBND các phường'], ['Sở Y tế', 'Sở Xây dựng'])
    """
    joined = list(lines[:1])
    for above, line in pairwise(lines):
        if len(above) + 1 + len(line.split()[0]) > widest:
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


def _write(rows: Sequence[list[list[str]]], width: int, tables: list[Table]) -> Iterator[Block]:
    """The words of the cells; the table joins `tables`."""
    number = len(tables)
    cells: list[Cell] = []
    full = [row for row in rows if len(row) == width]
    widest = [
        max(map(len, (line for row in full for line in row[column])), default=0) for column in range(width)
    ]
    for row, words in enumerate(rows):
        for column, pieces in enumerate(words):
            columns = width - column if column == len(words) - 1 else 1
            cell = Cell(number, row, column, columns=columns, header=row == 0)
            cells.append(cell)
            for at, piece in enumerate(filter(None, map(normalise, _join(pieces, widest[column])))):
                yield Block(piece, cell=cell, continues=at > 0)
    tables.append(Table(number, len(rows), width, tuple(cells)))
