"""The grid of a table of Word: its rows, and how far each cell reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kehoach.read.names import VAL, W, integer, on
from kehoach.read.wrappers import ALTERNATE, UNREAD, choose_variant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_TR, _TC, _TRPR, _TCPR, _DEL = (W + name for name in ("tr", "tc", "trPr", "tcPr", "del"))
BLOCKS = frozenset({W + "p", W + "tbl"})
_GRID_BEFORE, _TBL_HEADER, _GRID_SPAN = (W + name for name in ("gridBefore", "tblHeader", "gridSpan"))
_V_MERGE, _H_MERGE, _CELL_DEL = (W + name for name in ("vMerge", "hMerge", "cellDel"))
_WIDEST = 1000  # columns that one cell may span; Word allows 63


class _Slot:
    """A cell while its extent is still growing."""

    __slots__ = ("column", "columns", "content", "header", "row", "rows")

    def __init__(self, content: _Element, row: int, column: int, columns: int, header: bool) -> None:
        self.content, self.row, self.column = content, row, column
        self.rows, self.columns, self.header = 1, columns, header


def _inside(element: _Element, wanted: str, strays: list[_Element]) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, also those in content controls.

    Paragraphs and tables that stand in none, as in a damaged file, join `strays`.
    """
    for child in element:
        tag = child.tag
        if tag == wanted:
            yield child
        elif tag in BLOCKS:
            strays.append(child)
        elif tag == ALTERNATE:
            if (chosen := choose_variant(child)) is not None:
                yield from _inside(chosen, wanted, strays)
        elif tag not in UNREAD:
            yield from _inside(child, wanted, strays)


def read_grid(element: _Element) -> tuple[list[list[_Slot]], int, list[_Element]]:
    """The rows of a table, each with the cells that begin in it, its columns, and what stands in no cell."""
    strays: list[_Element] = []
    grid: list[list[_Slot]] = []
    above: dict[int, _Slot] = {}  # column → the merged cell that reaches down to the row before
    widest = 0
    for row in _inside(element, _TR, strays):
        column, header, deleted = _read_row(row)
        if deleted:
            continue
        slots: list[_Slot] = []
        reaching: dict[int, _Slot] = {}
        last: _Slot | None = None
        for content in _inside(row, _TC, strays):
            span, merge, across, gone = _read_cell(content)
            if gone:
                continue
            if across and last is not None:
                if last.row == len(grid):  # else the cell above has its extent already
                    last.columns += span
            elif merge == "continue" and column in above:
                last = reaching[column] = above[column]
                last.rows += 1
            else:
                last = _Slot(content, len(grid), column, span, header)
                slots.append(last)
                if merge:
                    reaching[column] = last
            column += span
        above = reaching
        widest = max(widest, column)
        grid.append(slots)
    return grid, widest, strays


def _read_row(row: _Element) -> tuple[int, bool, bool]:
    """The column that a row begins in, and whether it is a header, or deleted."""
    column, header, deleted = 0, False, False
    for child in row:
        if child.tag == _TRPR:
            for part in child:
                tag = part.tag
                if tag == _GRID_BEFORE:
                    column = min(max(integer(part.get(VAL)), 0), _WIDEST)
                elif tag == _TBL_HEADER:
                    header = on(part)
                elif tag == _DEL:
                    deleted = True
        elif child.tag == _TC:
            break
    return column, header, deleted


def _read_cell(content: _Element) -> tuple[int, str, bool, bool]:
    """How many columns a cell spans, its vertical merge, whether it goes on to the left, or is deleted."""
    span, merge, across, gone = 1, "", False, False
    if len(content) and (properties := content[0]).tag == _TCPR:
        for part in properties[:]:
            tag = part.tag
            if tag == _GRID_SPAN:
                span = min(max(integer(part.get(VAL), 1), 1), _WIDEST)
            elif tag == _V_MERGE:
                merge = part.get(VAL) or "continue"
            elif tag == _H_MERGE:
                across = (part.get(VAL) or "continue") == "continue"
            elif tag == _CELL_DEL:
                gone = True
    return span, merge, across, gone
