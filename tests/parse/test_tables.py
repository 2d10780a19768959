"""Tables of Word files, whose cells are merged across and down."""

from __future__ import annotations

import docx
import pytest

from kehoach import parse_document, read_document
from kehoach.models import Task

# One row a line, cells parted by ` | `: `<` is one with the cell before it, `^` with the cell above.
MONTHS = """
TT | Nội dung | Đơn vị chủ trì | Tháng năm 2027 | < | Ghi chú
^ | ^ | ^ | 1 | 2 | ^
1 | Rà soát hồ sơ | Phòng Nội vụ | x |  |
2 | Lập danh sách | Phòng Nội vụ | x | x |
"""
REPEATED = """
TT | Nội dung | Đơn vị chủ trì | Thời gian
1 | Rà soát hồ sơ | Phòng Nội vụ | 05/3/2027
2 | Lập danh sách | nt | ^
3 | In giấy mời | Văn phòng | nt
"""


def draw(rows: str) -> list[Task]:
    """The tasks of a plan with this table in its one section."""
    cells = [[cell.strip() for cell in f"{row} ".split("| ")] for row in rows.strip().splitlines()]
    document = docx.Document()
    document.add_paragraph("I. PHÂN CÔNG")
    table = document.add_table(len(cells), len(cells[0]))
    for at, row in enumerate(cells):
        for column, words in enumerate(row):
            if words in ("<", "^"):
                before = table.cell(at, column - 1) if words == "<" else table.cell(at - 1, column)
                before.merge(table.cell(at, column))
            else:
                table.cell(at, column).text = words
    return parse_document(read_document(document)).tasks


def tell(task: Task) -> tuple[str, ...]:
    return (*(unit.name for unit in task.lead_units), *(f"{d.start or ''}..{d.end}" for d in task.deadlines))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            MONTHS,
            [
                ("Phòng Nội vụ", "2027-01-01..2027-01-31"),
                ("Phòng Nội vụ", "2027-01-01..2027-01-31", "2027-02-01..2027-02-28"),
            ],
        ),
        (
            REPEATED,
            [
                ("Phòng Nội vụ", "..2027-03-05"),
                ("Phòng Nội vụ", "..2027-03-05"),
                ("Văn phòng", "..2027-03-05"),
            ],
        ),
    ],
)
def test_merged_cells(rows: str, expected: list[tuple[str, ...]]) -> None:
    assert [tell(task) for task in draw(rows)] == expected
