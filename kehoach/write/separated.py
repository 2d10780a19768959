"""Tasks as CSV: UTF-8, a line feed after each row, safe to open in a spreadsheet program."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from kehoach.write.rows import COLUMNS, Row

# A cell that begins with one of these is run as a formula by spreadsheet programs; the wide forms count too.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def encode_csv(
    rows: Iterable[Row], columns: Sequence[str] = tuple(COLUMNS), bom: bool = False
) -> Iterator[bytes]:
    """The heading and a line for each task; `bom` is the mark by which Excel knows UTF-8."""
    if bom:
        yield codecs.BOM_UTF8
    yield _encode_line(COLUMNS[column] for column in columns)
    for row in rows:
        yield _encode_line(disarm(row.words(column)) for column in columns)


def disarm(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet program would run it as a formula.

    A dash before words is not spared: `-cmd|…` and `- cmd|…` are formulas to Excel.

    >>> disarm("=1+1")
    "'=1+1"
    >>> disarm("- Sở Tư pháp")
    "'- Sở Tư pháp"
    >>> disarm("Sở Tư pháp = đầu mối")
    'Sở Tư pháp = đầu mối'
    """
    return f"'{cell}" if cell.lstrip(" ")[:1] in _FORMULA and cell.strip(" ") else cell


def _encode_line(cells: Iterable[str]) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue().encode()
