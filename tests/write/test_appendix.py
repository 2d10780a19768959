"""The appendix in Word, in the form of Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from kehoach import parse_file
from kehoach.models import Plan
from kehoach.write.rows import Selected
from kehoach.write.word import encode_appendix


def encode(*plans: Plan) -> bytes:
    return b"".join(encode_appendix([Selected(plan, tuple(plan.tasks)) for plan in plans]))


def open_word(*plans: Plan) -> Any:
    return docx.Document(BytesIO(encode(*plans)))


def test_page(plan: Plan) -> None:
    (section,) = open_word(plan).sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    millimetres = [
        section.page_width, section.page_height,
        section.top_margin, section.bottom_margin, section.left_margin, section.right_margin,
    ]  # fmt: skip
    assert [round(length.mm) for length in millimetres] == [297, 210, 20, 20, 30, 15]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_heading(plan: Plan) -> None:
    document = open_word(plan)
    assert [paragraph.text for paragraph in document.paragraphs][:3] == [
        "Phụ lục",
        "PHÂN CÔNG NHIỆM VỤ THỰC HIỆN KẾ HOẠCH RÀ SOÁT, SỐ HÓA HỒ SƠ HỘ TỊCH NĂM 2026",
        "(Kèm theo Kế hoạch số 12/KH-UBND ngày 15 tháng 6 năm 2026 của UBND xã Tân Lộc)",
    ]
    runs = [paragraph.runs[0] for paragraph in document.paragraphs[:3]]
    assert [(run.bold, run.italic) for run in runs] == [(True, None), (True, None), (False, True)]
    font = document.styles["Normal"].font
    assert (font.name, font.size.pt) == ("Times New Roman", 13)


LETTERHEAD = "ỦY BAN NHÂN DÂN XÃ TÂN LỘC"
BLANK = {"number": None, "symbol": None, "date": None, "issuer": None}
TOLD = [
    ({"number": None, "date": "2026-07"}, "số ____/KH-UBND ngày ____ tháng 7 năm 2026 của UBND xã Tân Lộc"),
    (BLANK, "số ____/ ngày ____ tháng ____ năm ____ của ____"),
    (
        {"issuer": LETTERHEAD, "text": f"{LETTERHEAD}\nUỷ ban nhân dân xã Tân Lộc ban hành Kế hoạch"},
        "số 12/KH-UBND ngày 15 tháng 6 năm 2026 của Uỷ ban nhân dân xã Tân Lộc",
    ),
    ({"issuer": LETTERHEAD}, "số 12/KH-UBND ngày 15 tháng 6 năm 2026 của Ủy ban nhân dân xã Tân Lộc"),
    ({"issuer": "SỞ CÔNG THƯƠNG"}, "số 12/KH-UBND ngày 15 tháng 6 năm 2026 của SỞ CÔNG THƯƠNG"),
]


@pytest.mark.parametrize(("fields", "told"), TOLD)
def test_what_is_not_there_is_left_to_fill_in(
    build_plan: Callable[..., Plan], fields: dict[str, str], told: str
) -> None:
    text = open_word(build_plan(**fields)).paragraphs[2].text.replace("\u2002", "_")
    assert text == f"(Kèm theo Kế hoạch {told})"


def test_table_repeats_its_heading(plan: Plan) -> None:
    (table,) = open_word(plan).tables
    assert [cell.text for cell in table.rows[0].cells] == [
        "STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Sản phẩm",
    ]  # fmt: skip
    headings = [
        row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows
    ]
    assert headings == [True, False, False, False]
    assert table.rows[2].cells[1].text.splitlines()[1:] == ["- kho cấp xã", "- kho cấp tỉnh"]
    assert round(sum(column.width.cm for column in table.columns), 1) == 25.2


def test_each_plan_has_its_appendix(plan: Plan, build_plan: Callable[..., Plan]) -> None:
    document = open_word(plan, build_plan([]), build_plan(number="13/KH-UBND"))
    assert len(document.tables) == len(document.sections) == 2
    assert {section.orientation for section in document.sections} == {WD_ORIENT.LANDSCAPE}


def test_same_bytes_twice_and_words_that_xml_cannot_hold(plan: Plan, build_plan: Callable[..., Plan]) -> None:
    assert encode(plan) == encode(plan)
    hostile = plan.tasks[0].model_copy(update={"title": "<w:p/> & \x00\x0b"})
    assert open_word(build_plan([hostile])).tables[0].rows[1].cells[1].text.startswith("<w:p/> & ")


def test_kehoach_reads_what_it_wrote(plan: Plan) -> None:
    again = parse_file(encode(plan), name="phụ lục.docx")
    assert [[unit.name for unit in task.lead_units] for task in again.tasks][:2] == [
        ["Giám đốc Sở Tư pháp"],
        ["Phòng Văn hóa - Xã hội"],
    ]
