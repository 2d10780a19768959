"""The Excel workbook, opened by a library that did not write it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest

from kehoach.models import Plan, Task
from kehoach.write.rows import COLUMNS, Selected

pytest.importorskip("xlsxwriter", reason="extra xlsx is not installed")
openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")

from kehoach.write.spreadsheet import encode_workbook  # noqa: E402


def open_book(*plans: Plan, columns: tuple[str, ...] = tuple(COLUMNS)) -> Any:
    selected = [Selected(plan, tuple(plan.tasks)) for plan in plans]
    return openpyxl.load_workbook(BytesIO(b"".join(encode_workbook(selected, columns))))


def test_three_sheets_with_frozen_headings_and_filters(plan: Plan) -> None:
    book = open_book(plan)
    assert book.sheetnames == ["Nhiệm vụ", "Căn cứ", "Cảnh báo"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"
    assert [cell.value for cell in book["Nhiệm vụ"][1]] == list(COLUMNS.values())
    assert book["Nhiệm vụ"].column_dimensions["B"].width > 50


def test_days_are_dates_and_nothing_is_a_formula(plan: Plan) -> None:
    sheet = open_book(plan)["Nhiệm vụ"]
    due = sheet["F2"]
    assert (due.value, due.is_date, due.number_format) == (datetime(2026, 8, 31), True, "dd/mm/yyyy")
    assert sheet["F4"].value is None
    title = sheet["B3"]
    assert (title.data_type, title.value.splitlines()[0]) == ("s", "=SUM(A1:A9) kiểm kê kho | lưu trữ")
    assert [cell.data_type for cell in sheet["A"][1:]] == ["n"] * 3


def test_rows_are_as_high_as_their_words(plan: Plan) -> None:
    heights = [open_book(plan)["Nhiệm vụ"].row_dimensions[row].height for row in (2, 3, 4)]
    assert heights == [15.75, 47.25, 15.75]


def test_references_and_warnings(plan: Plan) -> None:
    book = open_book(plan)
    first = [cell.value for cell in book["Căn cứ"][2]]
    assert first == [
        1,
        "Luật Hộ tịch năm 2014",
        "Luật",
        None,
        "2014",
        None,
        "Hộ tịch",
        None,
        "Căn cứ",
        "hộ tịch.docx",
    ]
    assert [cell.value for cell in book["Cảnh báo"][2]] == [
        1,
        "missing_lead",
        "Task II/3 names nobody.",
        "3. Báo cáo kết quả",
        "hộ tịch.docx",
    ]


def test_columns_that_are_picked(plan: Plan) -> None:
    sheet = open_book(plan, columns=("due", "lead"))["Nhiệm vụ"]
    assert [cell.value for cell in sheet[1]] == ["Thời hạn chuẩn", "Đơn vị chủ trì"]


def test_cell_longer_than_excel_allows(plan: Plan, build_plan: Callable[..., Plan]) -> None:
    task: Task = plan.tasks[0].model_copy(update={"content": "x" * 40_000, "title": "=" + "\x01" * 3})
    value = open_book(build_plan([task]))["Nhiệm vụ"]["B2"].value
    assert value.endswith("…")


def test_same_bytes_twice_and_without_any_plan(plan: Plan) -> None:
    selected = [Selected(plan, tuple(plan.tasks))]
    assert list(encode_workbook(selected)) == list(encode_workbook(selected))
    assert open_book().sheetnames[0] == "Nhiệm vụ"
