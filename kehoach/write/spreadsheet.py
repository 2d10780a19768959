"""Tasks, references and warnings as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from math import ceil
from typing import Any

from kehoach.errors import MissingExtraError, UsageError
from kehoach.models import LegalReference, Plan
from kehoach.select import read_day
from kehoach.write.rows import COLUMNS, Selected, date_plan, make_rows

_WIDTHS = {
    "number": 6,
    "task": 55,
    "lead": 30,
    "support": 34,
    "deadline": 26,
    "due": 16,
    "products": 28,
    "basis": 28,
    "source": 26,
}
_REFERENCES = {
    "STT": 6,
    "Viện dẫn": 45,
    "Loại": 14,
    "Số, ký hiệu": 20,
    "Ngày": 13,
    "Cơ quan ban hành": 26,
    "Trích yếu": 40,
    "Điều khoản": 26,
    "Vai trò": 14,
    "Nguồn": 26,
}
_WARNINGS = {"STT": 6, "Mã": 22, "Cảnh báo": 60, "Trích đoạn": 60, "Nguồn": 26}
_ROLES = {"basis": "Căn cứ", "citation": "Viện dẫn"}
_ROWS = 1_048_575  # what a sheet holds below its heading
_CELL = 32_767  # characters
_LINE = 15.75  # points

Value = str | int | date | None


def encode_workbook(selected: Iterable[Selected], columns: Sequence[str] = tuple(COLUMNS)) -> Iterator[bytes]:
    """A workbook of three sheets: Nhiệm vụ, Căn cứ, Cảnh báo; days are real dates, nothing is a formula."""
    try:
        import xlsxwriter
    except ImportError:
        raise MissingExtraError("xlsx", "Writing .xlsx") from None
    chosen = list(selected)
    plans = [each.plan for each in chosen]
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    stamp = datetime.combine(min(map(date_plan, plans), default=date(1980, 1, 1)), time())
    book.set_properties({"created": stamp})
    _write_sheet(
        book,
        "Nhiệm vụ",
        {COLUMNS[column]: _WIDTHS[column] for column in columns},
        ([getattr(row, column) for column in columns] for row in make_rows(chosen)),
    )
    _write_sheet(book, "Căn cứ", _REFERENCES, _number(_references(plans)))
    _write_sheet(book, "Cảnh báo", _WARNINGS, _number(_warnings(plans)))
    book.close()
    yield file.getvalue()


def _number(rows: Iterable[list[Value]]) -> Iterator[list[Value]]:
    return ([number, *row] for number, row in enumerate(rows, start=1))


def _references(plans: Iterable[Plan]) -> Iterator[list[Value]]:
    for plan in plans:
        for reference in plan.legal_references:
            place = reference.section or ""
            yield [
                " ".join(reference.text.split()),
                reference.type,
                reference.number,
                (reference.date and read_day(reference.date)) or reference.date,
                reference.issuer,
                reference.title,
                _provisions(reference),
                _ROLES[reference.role],
                f"{plan.source.name}: {place}".removesuffix(": "),
            ]


def _provisions(reference: LegalReference) -> str:
    """`điểm u khoản 1 Điều 17`, several parted by `;`."""
    said = (
        [
            each.point and f"điểm {each.point}",
            each.clause and f"khoản {each.clause}",
            each.article and f"Điều {each.article}",
        ]
        for each in reference.provisions
    )
    return "; ".join(" ".join(filter(None, parts)) for parts in said)


def _warnings(plans: Iterable[Plan]) -> Iterator[list[Value]]:
    for plan in plans:
        for warning in plan.warnings:
            words = plan.text[warning.span.start : warning.span.end] if warning.span else None
            yield [warning.code, warning.message, words, plan.source.name]


def _write_sheet(book: Any, name: str, widths: dict[str, int], rows: Iterable[list[Value]]) -> None:
    font = {"font_name": "Times New Roman", "font_size": 12, "border": 1, "valign": "top"}
    heading = book.add_format(
        {
            **font,
            "bold": True,
            "align": "center",
            "valign": "vcenter",
            "text_wrap": True,
            "bg_color": "#DDEBF7",
        }
    )
    words = book.add_format({**font, "text_wrap": True})
    number = book.add_format({**font, "align": "center"})
    day = book.add_format({**font, "num_format": "dd/mm/yyyy", "align": "center"})

    sheet = book.add_worksheet(name)
    for column, (title, width) in enumerate(widths.items()):
        sheet.write_string(0, column, title, heading)
        sheet.set_column(column, column, width)
    last = 0
    for last, row in enumerate(rows, start=1):
        if last > _ROWS:
            raise UsageError(f"A sheet holds {_ROWS:,} rows, and there are more.", "Write csv or jsonl.")
        sheet.set_row(last, _measure(row, widths.values()))
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(last, column, datetime.combine(value, time()), day)
            elif isinstance(value, int):
                sheet.write_number(last, column, value, number)
            elif value:
                sheet.write_string(last, column, _cut(value), words)
            else:
                sheet.write_blank(last, column, None, words)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(widths) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _measure(row: Iterable[Value], widths: Iterable[int]) -> float:
    """The height in points at which the words of a row are seen: not every program finds it by itself."""
    lines = (
        sum(ceil(max(len(line), 1) / (1.15 * width)) for line in value.splitlines())
        for value, width in zip(row, widths, strict=True)
        if isinstance(value, str)
    )
    return min(_LINE * max(lines, default=1), 409)


def _cut(words: str) -> str:
    return words if len(words) <= _CELL else words[: _CELL - 1] + "…"
