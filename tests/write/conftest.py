"""Plans written by hand, in the words of invented communes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from kehoach.models import Deadline, LegalReference, Plan, Span, Task, Unit

LINES = """\
KẾ HOẠCH
Rà soát, số hóa hồ sơ hộ tịch năm 2026
Căn cứ Luật Hộ tịch năm 2014;
II. NỘI DUNG
1. Rà soát hồ sơ theo Điều 7 Luật Hộ tịch
- Đơn vị chủ trì: Giám đốc Sở Tư pháp
- Phối hợp: UBND các xã, phường; Công an xã
- Thời hạn: Trước ngày 01/9/2026
- Sản phẩm: Danh mục hồ sơ
2. =SUM(A1:A9) kiểm kê kho | lưu trữ
- Đơn vị chủ trì: Phòng Văn hóa - Xã hội
- Thời hạn: trước ngày 20/7 hằng năm; Quý IV năm 2026
3. Báo cáo kết quả"""


def _span(words: str) -> Span:
    start = LINES.index(words)
    return Span(start=start, end=start + len(words))


def make_unit(name: str, full_name: str | None = None) -> Unit:
    return Unit(
        text=name, name=name, full_name=full_name or name, group=name.startswith("UBND các"), note=None,
        duty=None, span=_span(name),
    )  # fmt: skip


def make_deadline(text: str, kind: str = "date", **fields: Any) -> Deadline:
    empty = {"start": None, "end": None, "end_inclusive": True, "recurrence": None, "condition": None}
    place = _span(text) if text in LINES else Span(start=0, end=1)
    return Deadline(text=text, kind=kind, scope=None, inferred=[], span=place, **{**empty, **fields})


def make_task(id: str, words: str, **fields: Any) -> Task:
    base: dict[str, Any] = {
        key: [] for key in ("lead_units", "supporting_units", "deadlines", "products", "other", "inherited")
    }
    start = LINES.index(words)
    end = LINES.find(f"\n{int(id[-1]) + 1}. ", start)
    return Task(
        id=id, section=id, title=words.partition(" ")[2], origin="labelled",
        span=Span(start=start, end=end if end > 0 else len(LINES)),
        **{"content": None, "scope": None, **base, **fields},
    )  # fmt: skip


def make_reference(text: str, role: str) -> LegalReference:
    return LegalReference(
        text=text, type="Luật", number=None, date="2014", issuer=None, title="Hộ tịch", provisions=[],
        role=role, document="luat-ho-tich", section=None, span=_span(text),
    )  # fmt: skip


TASKS = (
    make_task(
        "II/1",
        "1. Rà soát hồ sơ theo Điều 7 Luật Hộ tịch",
        scope="cấp xã",
        lead_units=[make_unit("Giám đốc Sở Tư pháp")],
        supporting_units=[
            make_unit("UBND các xã, phường", "Ủy ban nhân dân các xã, phường"),
            make_unit("Công an xã"),
        ],
        deadlines=[make_deadline("Trước ngày 01/9/2026", end="2026-09-01", end_inclusive=False)],
        products=["Danh mục hồ sơ"],
    ),
    make_task(
        "II/2",
        "2. =SUM(A1:A9) kiểm kê kho | lưu trữ",
        lead_units=[make_unit("Phòng Văn hóa - Xã hội")],
        deadlines=[
            make_deadline(
                "trước ngày 20/7 hằng năm",
                "recurring",
                end_inclusive=False,
                recurrence="FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=20",
            ),
            make_deadline("Quý IV năm 2026", "period", start="2026-10-01", end="2026-12-31"),
        ],
        content="- kho cấp xã\n- kho cấp tỉnh",
    ),
    make_task("II/3", "3. Báo cáo kết quả"),
)


def make_plan(tasks: Sequence[Task] = TASKS, **fields: Any) -> Plan:
    keys = ("addressees", "front_matter", "sections", "back_matter", "recipients", "cited_documents")
    base: dict[str, Any] = {
        "source": {"name": "hộ tịch.docx", "format": "docx", "sha256": "0" * 64},
        "document_type": {"code": "KH", "name": "Kế hoạch"},
        "number": "12/KH-UBND",
        "symbol": "KH-UBND",
        "place": "Tân Lộc",
        "date": "2026-06-15",
        "issuer": "UBND xã Tân Lộc",
        "superior": None,
        "title": "Rà soát, số hóa hồ sơ hộ tịch năm 2026",
        "signature": None,
        "legal_references": [
            make_reference("Luật Hộ tịch năm 2014", "basis"),
            make_reference("Điều 7 Luật Hộ tịch", "citation"),
        ],
        "warnings": [
            {
                "code": "missing_lead",
                "message": "Task II/3 names nobody.",
                "span": _span("3. Báo cáo kết quả"),
            }
        ],
        "text": LINES,
        **{key: [] for key in keys},
    }
    return Plan(**{**base, "tasks": list(tasks), **fields})


@pytest.fixture
def plan() -> Plan:
    """A plan with three tasks: dated, recurring, and one without anything."""
    return make_plan()


@pytest.fixture
def build_plan() -> Callable[..., Plan]:
    """Build a plan with other tasks or other keys."""
    return make_plan


@pytest.fixture
def build_deadline() -> Callable[..., Deadline]:
    """Build a deadline from its words, kind and further fields."""
    return make_deadline
