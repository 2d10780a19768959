"""HTML within a text: tables, marks and characters by name."""

from __future__ import annotations

import pytest

from kehoach import parse_text
from kehoach.document import Document
from kehoach.read import read_string


def cells(document: Document) -> list[tuple[str, tuple[int, ...] | None]]:
    """The lines with the place and the extent of their cells."""
    return [(block.text, block.cell and tuple(block.cell[1:5])) for block in document.blocks]


def test_cells_stand_in_the_grid() -> None:
    table = """Xem <TABLE border="1"><thead><tr><th rowspan="2">TT</th><th colspan=2>Đơn vị</th></tr>
    <tr><th>Chủ trì</th><th>Phối hợp</th></tr></thead>
    <tr><td>1</td><td>Sở Y tế<br/>Công an
      tỉnh</td><td></td></tr></table > trên"""
    document = read_string(table)
    assert cells(document) == [
        ("Xem", None),
        *(("TT", (0, 0, 2, 1)), ("Đơn vị", (0, 1, 1, 2))),
        *(("Chủ trì", (1, 1, 1, 1)), ("Phối hợp", (1, 2, 1, 1))),
        *(("1", (2, 0, 1, 1)), ("Sở Y tế", (2, 1, 1, 1)), ("Công an tỉnh", (2, 1, 1, 1))),
        ("trên", None),
    ]
    assert document.tables[0][1:3] == (3, 3)
    assert len(document.tables[0].cells) == 7
    assert document.findings == ()


def test_tasks_of_a_table_in_markdown() -> None:
    head = "<tr><th>TT</th><th>Nội dung</th><th>Chủ trì</th></tr>"
    rows = f"{head}<tr><td>1</td><td>Rà soát</td><td>Sở Y tế</td></tr>"
    for mark in ("", "**"):
        plan = parse_text(f"{mark}KẾ HOẠCH{mark}\nVề y tế\n{mark}I. NỘI DUNG{mark}\n<table>{rows}</table>\n")
        assert [(task.id, task.title, task.lead_units[0].name) for task in plan.tasks] == [
            ("I/T1/1", "Rà soát", "Sở Y tế")
        ]


LOST = {
    "a caption": "<table><caption>Bảng 1</caption><tr><td>a</td></tr></table>",
    "a cell without a row": "<table><td>a</td></table>",
    "words between rows": "<table>trước<tr>giữa<td>a</td>sau</tr>cuối</table>",
    "a table in a cell": "<table><tr><td>a<table><tr><td>b</td></tr></table>c</td></tr></table>",
    "no end": "<table><tr><td>a</td>\nb",
    "no beginning": "a</td></tr></table> b",
    "an outer table without end": "<table><tr><td>a <table><tr><td>b</td></tr></table>\nc",
    "rows beyond the table": '<table><tr><td rowspan="9999" colspan="9999">a</td><td>b</td></tr></table>',
    "no numbers": '<table><tr><td rowspan="x" colspan="-1">a</td><td colspan="0">b</td></tr></table>',
    "depth": "<table><tr><td>" + "<div>" * 3000 + "a" + "</div>" * 3000 + "</td></tr></table>",
    "a comment": "<table><tr><td>a<!-- x -->b</td></tr></table>",
}


@pytest.mark.parametrize("case", LOST, ids=str)
def test_nothing_is_lost(case: str) -> None:
    text = read_string(LOST[case]).text
    for word in ("Bảng 1", "trước", "giữa", "sau", "cuối", "a", "b", "c"):
        told = LOST[case].replace("</t", "").replace("<ta", "")
        if f">{word}" in told or f"\n{word}" in told:
            assert word in text


def test_marks_are_not_seen() -> None:
    text = "<div align='center'><b>KẾ HOẠCH</b></div><p>Số<sup>1</sup>: 5&nbsp;ha &amp; 3 &lt; 4</p>\na<br>b"
    assert read_string(text).text.split("\n") == ["KẾ HOẠCH", "Số1: 5 ha & 3 < 4", "a", "b"]
    page = "<h2>I. N&Ocirc;NG TH&Ocirc;N</h2><ul><li>Ph&ograve;ng <a href='x'>Kinh tế</a>&hellip;</li></ul>"
    assert read_string(page).text.split("\n") == ["I. NÔNG THÔN", "Phòng Kinh tế…"]
    for plain in ("Dùng <table> khi cần", "x <b y", "R&D; A&B", "a <bảng> </bảng> c", "AT&T; &khac;"):
        assert read_string(plain).text == plain


def test_a_table_without_end_over_and_over_takes_no_more_than_its_length() -> None:
    for piece in ("<table>", "<table><tr><td>", "</table>", "<table ", "<b "):
        assert read_string(f"{piece}\n" * 60_000).text.count("\n") > 50_000
    wide = '<td rowspan="9999" colspan="63">x</td>' * 3_000
    assert len(read_string(f"<table><tr>{wide}</tr>{'<tr><td>y</td></tr>' * 3_000}</table>").blocks) == 6_000
