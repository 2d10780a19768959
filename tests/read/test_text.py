"""Plain text and Markdown."""

from __future__ import annotations

import pytest

from kehoach.document import Document
from kehoach.read import read_document


def read(text: str) -> Document:
    return read_document(text.encode())


PLAIN = {
    "blank lines make no block": ("một\n\n \t\nhai\n", ["một", "hai"]),
    "any line end": ("một\r\nhai\rba\x85bốn\u2028năm\x0bsáu", ["một", "hai", "ba", "bốn", "năm", "sáu"]),
    "white space is made single": ("\tSố:            /KH-UBND ", ["Số: /KH-UBND"]),
    "no-break spaces are spaces": ("ngày\u00a0\u00a0 1", ["ngày 1"]),
    "a tab between words stays": ("TM.\t\tCHỦ TỊCH", ["TM.\tCHỦ TỊCH"]),
    "dashes are lines": ("a\n-----\n- b\n* c", ["a", "-----", "- b", "* c"]),
    "notes with stars are text": ("a (**) và b (**)\n***** c *****", ["a (**) và b (**)", "***** c *****"]),
    "a lone heading mark is text": ("# 12 đường A", ["# 12 đường A"]),
    "a bar is text": ("a | b\nc | d", ["a | b", "c | d"]),
    "subscripts of a scan stay": ("PCVP_{NC}; x_i và y_i", ["PCVP_{NC}; x_i và y_i"]),
}


@pytest.mark.parametrize("case", PLAIN, ids=str)
def test_plain_text(case: str) -> None:
    text, lines = PLAIN[case]
    found = read(text)
    assert [block.text for block in found.blocks] == lines
    assert found.source.format == "text"


def test_lines_of_cells_parted_by_tabs_are_a_table() -> None:
    """Three rows and more, the first of three cells and more, none of them blank."""
    document = read("TT\tViệc\tAi\n1\tVệ sinh\tĐội\n\tIn ấn\n2\tBáo cáo\tTổ\t\nHết\n")
    assert [(block.text, block.cell and block.cell[1:3]) for block in document.blocks] == [
        ("TT", (0, 0)), ("Việc", (0, 1)), ("Ai", (0, 2)), ("1", (1, 0)), ("Vệ sinh", (1, 1)), ("Đội", (1, 2)),
        ("In ấn", (2, 1)), ("2", (3, 0)), ("Báo cáo", (3, 1)), ("Tổ", (3, 2)), ("Hết", None),
    ]  # fmt: skip
    assert read("UBND XÃ\t\tCỘNG HÒA\nSố: 1\t\tTân An\nA\t\tB").tables == ()
    assert read("TT\tViệc\tAi\n1\tVệ sinh\tĐội").tables == ()


def rows_of(document: Document) -> list[list[str]]:
    """The words of each cell of the first table, by rows."""
    (table,) = document.tables
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        words = (block.text for block in document.blocks if block.cell == cell)
        rows[cell.row].append(" ".join(words))
    return rows


def test_a_cell_of_several_lines_goes_on_between_tabs() -> None:
    text = (
        "TT\tViệc\tChủ trì\tPhối hợp\n"
        "1\tRà soát\tPhòng Kinh tế\nCông an xã\tCác thôn\n2\tTổ chức\nhội nghị\tTổ\n"
        "3\tTổng kết\tĐội\nTrên đây là Kế hoạch./.\nNơi nhận:\tCHỦ TỊCH"
    )
    assert rows_of(read(text)) == [
        ["TT", "Việc", "Chủ trì", "Phối hợp"],
        ["1", "Rà soát", "Phòng Kinh tế Công an xã", "Các thôn"],
        ["2", "Tổ chức hội nghị", "Tổ"],
        ["3", "Tổng kết", "Đội"],
    ]
    assert rows_of(read("Việc\tAi\tSản phẩm\nIn\tĐội\nDán\tTổ\nPhát\tTổ"))[1:] == [
        ["In", "Đội"],
        ["Dán", "Tổ"],
        ["Phát", "Tổ"],
    ]


def test_columns_kept_apart_by_blanks_are_a_table() -> None:
    text = """\
II. NỘI DUNG

 Số                                   Cơ quan       Cơ quan phối     Thời gian
 TT          Nội dung                 chủ trì           hợp          hoàn thành
A    TUYÊN TRUYỀN, PHỔ BIẾN PHÁP LUẬT TRÊN ĐỊA BÀN XÃ
       Tổ chức hội nghị            Phòng Văn hóa -   Phòng Kinh
  1                                                                  Quý I/2026
       phổ biến luật               Xã hội            tế
  2    Phát tờ rơi                 Công an xã
\f Số                                   Cơ quan       Cơ quan phối     Thời gian
 TT          Nội dung                 chủ trì           hợp          hoàn thành

  3    Kiểm tra                    Trạm Y tế         nt              20/8/2026
       các cơ sở

III. TỔ CHỨC THỰC HIỆN
1. Phòng Kinh tế theo dõi.
"""
    heads = ["Số TT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"]
    found = read(text.replace("\f", ""))
    assert rows_of(found) == [
        heads,
        ["A", "TUYÊN TRUYỀN, PHỔ BIẾN PHÁP LUẬT TRÊN ĐỊA BÀN XÃ"],
        ["1", "Tổ chức hội nghị phổ biến luật", "Phòng Văn hóa - Xã hội", "Phòng Kinh tế", "Quý I/2026"],
        ["2", "Phát tờ rơi", "Công an xã", "", ""],
        heads,
        ["3", "Kiểm tra các cơ sở", "Trạm Y tế", "nt", "20/8/2026"],
    ]
    assert [block.text for block in found.blocks[-2:]] == [
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Phòng Kinh tế theo dõi.",
    ]


def test_lines_with_gaps_are_no_table_without_heads_and_numbered_rows() -> None:
    assert read("TT   Nội dung   Chủ trì\n1    Vệ sinh    Đội\n").tables == ()
    assert read("Tổ   Nội dung   Chủ trì\n1    Vệ sinh    Đội\n2    Đèn        Đội\n").tables == ()
    assert read("TT   Nội dung   Chủ trì\n1. Vệ sinh các thôn do Đội làm\n2. Đèn do Đội làm\n").tables == ()
    assert read("TT   Nội dung   Chủ trì\n1    Vệ sinh    Đội\n2    Đèn        Đội").tables != ()


def test_lines_of_two_bars_and_more_are_a_table() -> None:
    document = read("Phân công:\nTT | Việc | Ai\nI | Chung |\n1 | Vệ sinh | Đội\nHết | rồi")
    assert [
        (block.text, block.cell and (block.cell.row, block.cell.column)) for block in document.blocks
    ] == [
        ("Phân công:", None),
        *(("TT", (0, 0)), ("Việc", (0, 1)), ("Ai", (0, 2))),
        *(("I", (1, 0)), ("Chung", (1, 1))),
        *(("1", (2, 0)), ("Vệ sinh", (2, 1)), ("Đội", (2, 2))),
        *(("Hết", (3, 0)), ("rồi", (3, 1))),
    ]
    assert read("a | b | c\n\nd | e | f").tables == ()


def test_a_form_feed_begins_a_page() -> None:
    assert [(block.text, block.page_break) for block in read("a\fb\nc\n\fd").blocks] == [
        ("a", False),
        ("b", True),
        ("c", False),
        ("d", True),
    ]


MARKED = {
    "bold lines": ("**KẾ HOẠCH**  \n**Trồng cây**\n\na", ["KẾ HOẠCH", "Trồng cây", "a"]),
    "bold over lines": ("**ỦY BAN\nXÃ A**\n\nb", ["ỦY BAN", "XÃ A", "b"]),
    "bold words": ("3. **Công bố;** thường xuyên", ["3. Công bố; thường xuyên"]),
    "a mark left open is text": ("**a** b\n\n** c", ["a b", "** c"]),
    "headings": ("## **I. MỤC ĐÍCH** ##\n### 1. Yêu cầu", ["I. MỤC ĐÍCH", "1. Yêu cầu"]),
    "italic words": ("**a** *nghiêng* và _nghiêng_", ["a nghiêng và nghiêng"]),
    "stars of notes stay": ("**a** (*) và 2*3*4", ["a (*) và 2*3*4"]),
    "subscripts of a scan stay": ("**a**\nPCVP_{NC}_{TH}; ten_tep_moi", ["a", "PCVP_{NC}_{TH}; ten_tep_moi"]),
    "a bullet before a bullet goes": ("**a**\n- + cộng\n* - trừ\n- gạch", ["a", "+ cộng", "- trừ", "- gạch"]),
    "escaped signs": ("**a**\n1\\. một\\_hai \\- ba\\\nbốn", ["a", "1. một_hai - ba", "bốn"]),
    "rules and fences go": ("```markdown\n**a**\n---\n* * *\nb\n```", ["a", "b"]),
    "line breaks of HTML": ("**a**<br>b<br/>c", ["a", "b", "c"]),
    "quotations": ("**a**\n> b", ["a", "b"]),
}


@pytest.mark.parametrize("case", MARKED, ids=str)
def test_markdown(case: str) -> None:
    text, lines = MARKED[case]
    found = read(text)
    assert [block.text for block in found.blocks] == lines
    assert found.source.format == "markdown"


def test_the_marks_become_hints() -> None:
    found = read("## **I. MỤC ĐÍCH**\n**1. Yêu cầu** rõ\n*nghiêng*\n**ỦY BAN\nXÃ A**\nthường")
    assert [(block.bold, block.italic, block.outline) for block in found.blocks] == [
        (True, False, 1),
        (True, False, None),
        (False, True, None),
        (True, False, None),
        (True, False, None),
        (False, False, None),
    ]


def test_hard_breaks_part_the_lines_of_one_paragraph() -> None:
    assert [block.continues for block in read("**a**  \nb\\\nc\nd\n\ne  \n\nf").blocks] == [
        False,
        True,
        True,
        False,
        False,
        False,
    ]


def test_tables() -> None:
    found = read("trước\n\n| STT | **Nhiệm vụ** |\n|:---|---:|\n| 1 | a<br>b |\n| 2 | |\nsau\n")
    assert found.text.split("\n") == ["trước", "STT", "Nhiệm vụ", "1", "a", "b", "2", "sau"]
    cells = [block.cell and (block.cell.row, block.cell.column, block.cell.header) for block in found.blocks]
    assert cells == [
        None,
        (0, 0, True),
        (0, 1, True),
        (1, 0, False),
        (1, 1, False),
        (1, 1, False),
        (2, 0, False),
        None,
    ]
    assert [block.continues for block in found.blocks][4:6] == [False, True]
    (table,) = found.tables
    assert (table.rows, table.columns, len(table.cells)) == (3, 2, 6)


ENCODED = {
    "UTF-8 with its mark": "KẾ HOẠCH".encode("utf-8-sig"),
    "UTF-16": "KẾ HOẠCH".encode("utf-16"),
    "UTF-16, big end first": b"\xfe\xff" + "KẾ HOẠCH".encode("utf-16-be"),
    "UTF-16 without its mark": "KẾ HOẠCH".encode("utf-16-le"),
    "UTF-16 without its mark, big end first": "KẾ HOẠCH".encode("utf-16-be"),
    "UTF-32": "KẾ HOẠCH".encode("utf-32"),
    "UTF-8 in a block of a disk": "KẾ HOẠCH".encode() + b"\0" * 9,
}


@pytest.mark.parametrize("case", ENCODED, ids=str)
def test_encodings(case: str) -> None:
    found = read_document(ENCODED[case])
    assert (found.text, found.findings) == ("KẾ HOẠCH", ())


def test_what_is_no_unicode_is_read_as_windows_writes_vietnamese() -> None:
    found = read_document("Ủy ban nhân dân".replace("Ủ", "U\u0309").encode("cp1258"))
    assert found.text == "Ủy ban nhân dân"
    assert [finding.code for finding in found.findings] == ["legacy_encoding"]


def test_what_was_taken_for_windows_letters_and_written_again() -> None:
    twice = "Đồng bằng: Phòng Kế hoạch".encode().decode("latin-1")
    found = read_document(twice.encode("utf-8-sig"))
    assert found.text == "Đồng bằng: Phòng Kế hoạch"
    assert [finding.code for finding in found.findings] == ["legacy_encoding"]


@pytest.mark.parametrize("bytes_of_another_text", [b"\xff", "ế".encode()[:2], "Ph\xf2ng".encode("cp1252")])
def test_a_byte_that_is_no_utf_8_costs_its_place_only(bytes_of_another_text: bytes) -> None:
    found = read_document("Phòng Kế hoạch và Đầu tư ".encode() + bytes_of_another_text)
    assert found.text.startswith("Phòng Kế hoạch và Đầu tư")
    assert [finding.code for finding in found.findings] == ["unread_content"]


@pytest.mark.parametrize("mark", ["**a ", "*a ", "_a ", "- ", "| a ", "# ", "|--", "\\", "**a**\n", "> "])
def test_no_text_takes_more_than_linear_time(mark: str) -> None:
    text = "**k**\n" + mark * 40_000
    assert read(text).source.format == "markdown"
