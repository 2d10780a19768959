"""Tables: every cell once, with its place and extent."""

from __future__ import annotations

from kehoach.document import Cell, Document
from kehoach.read import read_document
from tests.read.build import p, tbl, tc, tr, word

RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def read(*rows: str) -> Document:
    return read_document(word(tbl(*rows)))


def places(found: Document) -> dict[str, tuple[int, int, int, int]]:
    return {
        block.text: (block.cell.row, block.cell.column, block.cell.rows, block.cell.columns)
        for block in found.blocks
        if block.cell
    }


def test_a_grid() -> None:
    found = read(tr("a", "b"), tr("", "d"))
    assert places(found) == {"a": (0, 0, 1, 1), "b": (0, 1, 1, 1), "d": (1, 1, 1, 1)}
    (table,) = found.tables
    assert (table.number, table.rows, table.columns, table.depth) == (0, 2, 2, 0)
    assert table.cells == tuple(Cell(0, row, column) for row in (0, 1) for column in (0, 1))


def test_merged_cells_have_their_whole_extent() -> None:
    found = read(
        tr(tc("rộng", properties='<w:gridSpan w:val="2"/>'), "c"),
        tr(tc("cao", properties=RESTART), "e", "f"),
        tr(tc("", properties=CONTINUE), "h", tc("i", properties=RESTART)),
        tr(tc("", properties=CONTINUE), "k", tc("", properties=CONTINUE)),
    )
    assert places(found) == {
        "rộng": (0, 0, 1, 2),
        "c": (0, 2, 1, 1),
        "cao": (1, 0, 3, 1),
        "e": (1, 1, 1, 1),
        "f": (1, 2, 1, 1),
        "h": (2, 1, 1, 1),
        "i": (2, 2, 2, 1),
        "k": (3, 1, 1, 1),
    }
    assert len(found.tables[0].cells) == 8


def test_a_new_merge_begins_below_another() -> None:
    merged = [
        tr(tc(text, properties=kind))
        for text, kind in (("a", RESTART), ("", CONTINUE), ("b", RESTART), ("", CONTINUE))
    ]
    assert places(read(*merged)) == {"a": (0, 0, 2, 1), "b": (2, 0, 2, 1)}


def test_a_merge_that_goes_on_with_nothing_is_a_cell() -> None:
    assert places(read(tr("a"), tr(tc("b", properties=CONTINUE)))) == {"a": (0, 0, 1, 1), "b": (1, 0, 1, 1)}


def test_cells_merged_the_old_way() -> None:
    row = tr(tc("a", properties='<w:hMerge w:val="restart"/>'), tc("", properties="<w:hMerge/>"), "c")
    assert places(read(row)) == {"a": (0, 0, 1, 2), "c": (0, 2, 1, 1)}


def test_cells_merged_the_old_way_over_rows() -> None:
    across, on = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    found = read(
        tr(tc("a", properties=across + RESTART), tc("", properties=on + RESTART), "c"),
        tr(tc("", properties=across + CONTINUE), tc("", properties=on + CONTINUE), "d"),
    )
    assert places(found) == {"a": (0, 0, 2, 2), "c": (0, 2, 1, 1), "d": (1, 2, 1, 1)}


def test_a_row_may_begin_later() -> None:
    found = read(tr("a", "b"), tr("c", properties='<w:gridBefore w:val="1"/>'))
    assert places(found)["c"] == (1, 1, 1, 1)


def test_header_rows_are_told() -> None:
    found = read(
        tr("STT", properties="<w:tblHeader/>"), tr("1"), tr("2", properties='<w:tblHeader w:val="0"/>')
    )
    assert [block.cell.header for block in found.blocks if block.cell] == [True, False, False]


def test_a_nested_table_is_one_of_its_own() -> None:
    found = read(tr(tc(p("trước") + tbl(tr("trong")) + p("sau")), "kế"))
    assert found.text.split("\n") == ["trước", "trong", "sau", "kế"]
    assert [(block.cell.table, block.cell.column) for block in found.blocks if block.cell] == [
        (0, 0),
        (1, 0),
        (0, 0),
        (0, 1),
    ]
    assert [(table.number, table.depth) for table in found.tables] == [(0, 0), (1, 1)]


def test_content_controls_around_rows_cells_and_tables() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    table = tbl(control(tr(control(tc("a")), "b")), tr("c", control(tc(control(p("d"))))))
    found = read_document(word(control(table)))
    assert places(found) == {"a": (0, 0, 1, 1), "b": (0, 1, 1, 1), "c": (1, 0, 1, 1), "d": (1, 1, 1, 1)}


def test_deleted_rows_and_cells_are_gone() -> None:
    change = 'w:id="1" w:author="A"'
    found = read(
        tr("giữ", tc("bỏ", properties=f"<w:cellDel {change}/>")),
        tr("xoá", properties=f"<w:del {change}/>"),
        tr("thêm", properties=f"<w:ins {change}/>"),
    )
    assert places(found) == {"giữ": (0, 0, 1, 1), "thêm": (1, 0, 1, 1)}


def test_an_absurd_span_is_cut() -> None:
    found = read(
        tr(
            tc("a", properties='<w:gridSpan w:val="4000000"/>'),
            tc("b", properties='<w:gridSpan w:val="-3"/>'),
        )
    )
    assert places(found) == {"a": (0, 0, 1, 1000), "b": (0, 1000, 1, 1)}
