"""Task tables of a text that were copied out of their grid: each cell is a line, one below the other."""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from kehoach.document import Block, Cell, Document, Finding, Passage, Table
from kehoach.fold import fold
from kehoach.lexicon import load_words
from kehoach.parse.cells import is_units, read_number, read_times
from kehoach.parse.deadlines import Calendar
from kehoach.parse.patterns import Pattern
from kehoach.parse.tables import WHEN, WHO, Column, Header, read_column

_WIDEST = 10  # columns
_LONGEST_HEAD = 80  # characters
_LABELLED = Pattern(r"(?: [ivx]{1,5} | \d{1,2} (?: \. \d{1,2} )* | [a-zđ] ) [.)] [ ] | - [ ] | nơi [ ] nhận")


class _Row(NamedTuple):
    """The columns that the lines of a row stand in, `wide` where the last one takes all that are left."""

    begin: int
    columns: tuple[int, ...]
    wide: bool = False


def restore_tables(document: Document) -> Document:
    """The document with such tables as tables, the text being the same.

    The first head is `TT`, `STT`, …, the others name the work and who or when; the rows are numbered from 1.
    A row has a line for each column, or leaves cells out that have none: units and times tell which. A number
    and a name alone are a group. Where the lines of a row do not fit, a finding says so and all stay as they
    are.
    """
    blocks, tables, findings = list(document.blocks), list(document.tables), list(document.findings)
    for at in range(len(blocks)):
        roles = _read_heads(blocks, at)
        if not roles:
            continue
        rows = _read_rows(document, at, roles)
        if not rows:
            message = (
                "Lines that look like the cells of a table do not fit its columns: they were read as text."
            )
            findings.append(Finding("unread_content", message, at))
            continue
        cells = {
            row.begin + n: Cell(
                len(tables),
                number,
                column,
                columns=len(roles) - 1 if row.wide and n else 1,
                header=number == 0,
            )
            for number, row in enumerate(rows)
            for n, column in enumerate(row.columns)
        }
        for number, cell in cells.items():
            blocks[number] = blocks[number]._replace(cell=cell)
        tables.append(Table(len(tables), len(rows), len(roles), tuple(cells.values())))
    if len(tables) == len(document.tables) and len(findings) == len(document.findings):
        return document
    return Document.of(document.source, blocks, tables, findings)


def _is_line(block: Block) -> bool:
    return block.cell is None and not block.note and not block.label


def _read_heads(blocks: Sequence[Block], at: int) -> tuple[Column, ...]:
    """The columns of a task table whose heads begin here, up to its first number; none where none do."""
    first = blocks[at].text
    if len(first) > 16 or not _is_line(blocks[at]):
        return ()
    if fold(first).strip(" .:") not in load_words("labels", "index.words"):
        return ()
    roles: list[Column] = ["index"]
    for block in blocks[at + 1 : at + 1 + _WIDEST]:  # with the first number behind them
        if _is_code(block) or _number(block) == 1 or _is_group(block):
            break
        if not _is_line(block) or len(block.text) > _LONGEST_HEAD:
            return ()
        roles.append(read_column(block.text))
    else:
        return ()  # nothing is numbered below
    header = Header(tuple(roles), (), 1)
    return tuple(roles) if len(roles) > 2 and header.is_task_table else ()


def _number(block: Block) -> int | None:
    number = read_number(block.text)
    return int(number["count"]) if number and number["count"] else None


def _is_code(block: Block) -> bool:
    """Whether a line numbers a column: `(1)`."""
    number = read_number(block.text)
    return bool(number and number["bracket"] and number["count"])


def _is_group(block: Block) -> bool:
    """Whether a line numbers a group of rows: `II`, `B`."""
    number = read_number(block.text)
    return bool(number and number["group"])


def _read_rows(document: Document, begin: int, roles: Sequence[Column]) -> list[_Row]:
    """The rows below the heads, which are the first; none where the lines of a row do not fit the columns."""
    blocks, width = document.blocks, len(roles)
    rows = [_Row(begin, tuple(range(width)))]
    at, due = begin + width, 1
    below = blocks[at : at + width]
    if len(below) == width and all(map(_is_code, below)):  # `(1)`, `(2)`, …
        rows.append(_Row(at, tuple(range(width))))
        at += width
    while at < len(blocks) and _is_line(blocks[at]):
        after = _number(blocks[at + 2]) if at + 2 < len(blocks) else None
        if _is_group(blocks[at]) and after in (1, due):
            rows.append(_Row(at, (0, 1), wide=True))
            at, due = at + 2, after or due
            continue
        if _number(blocks[at]) != due:
            break
        following = range(at + 1, min(at + 1 + 2 * width, len(blocks)))
        last = next((n for n in following if _ends_row(blocks, n, due)), None)
        if last is not None and last > at + width:
            return []  # a cell has several lines
        if last == at + width and all(map(_is_line, blocks[at:last])):
            columns: tuple[int, ...] | None = tuple(range(1, width))
        else:
            ends = range(min(at + width, len(blocks)), at + 1, -1) if last is None else (last,)
            columns = next((fit for end in ends if (fit := _fit(document, range(at + 1, end), roles))), None)
        if columns is None:
            return []
        rows.append(_Row(at, (0, *columns)))
        at, due = at + 1 + len(columns), due + 1
    return rows if due > 2 else []


def _ends_row(blocks: Sequence[Block], at: int, number: int) -> bool:
    """Whether the next row or group begins here."""
    if _number(blocks[at]) == number + 1:
        return True
    grouped = at + 2 < len(blocks) and _number(blocks[at + 2]) in (1, number + 1)
    return grouped and _is_group(blocks[at])


def _fit(document: Document, lines: range, roles: Sequence[Column]) -> tuple[int, ...] | None:
    """The columns of a row's lines behind its number: each fits, and what matters most is not left out."""
    told = [_tell(document, number) for number in lines]
    fitting = [
        columns
        for columns in combinations(range(1, len(roles)), len(lines))
        if all(_fits(roles[column], kinds) for column, kinds in zip(columns, told, strict=True))
    ]
    wanted = ("content", "lead", "implement", "deadline", "event", "support", "product")
    ranks = {role: len(wanted) - n for n, role in enumerate(wanted)}
    return max(fitting, key=lambda columns: sum(2 ** ranks.get(roles[c], 0) for c in columns), default=None)


def _tell(document: Document, number: int) -> frozenset[str]:
    """What a line may be: units, a time, a heading, or words."""
    block = document.blocks[number]
    passage = Passage(document, document.starts[number], document.end_of(number))
    kinds = {"words"}
    if not _is_line(block) or _LABELLED.match(fold(block.text)):
        return frozenset(("heading",))
    if is_units(passage):
        kinds.add("units")
    if read_times(passage, Calendar()):
        kinds.add("time")
    return frozenset(kinds)


def _fits(role: Column, kinds: frozenset[str]) -> bool:
    if role in WHO:
        return "units" in kinds
    if role in WHEN:
        return "time" in kinds
    return "heading" not in kinds and (role != "content" or "time" not in kinds)
