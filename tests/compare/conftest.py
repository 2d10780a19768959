"""Plans written by hand, in the words of an invented commune."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from kehoach.models import Plan

Row = tuple[str, str, str, str]  # id, title, lead units parted by `;`, deadline

ROWS: Sequence[Row] = (
    ("II/1", "Rà soát hồ sơ hộ tịch bằng giấy", "Phòng Tư pháp", "2026-09-01"),
    ("II/2", "Kiểm kê trang thiết bị số hóa tại kho lưu trữ", "Văn phòng UBND", "2026-07-15"),
    ("II/3", "Tuyên truyền trên đài truyền thanh", "Phòng Văn hóa; Đài Truyền thanh", "2026-12-31"),
    ("III/1", "Báo cáo kết quả thực hiện về UBND tỉnh", "Phòng Tư pháp", "2026-11-30"),
)


def make_plan(rows: Sequence[Row] = ROWS, **fields: Any) -> Plan:
    lines: list[str] = []
    tasks: list[dict[str, Any]] = []
    roots: dict[str, dict[str, Any]] = {}
    at = 0
    for id, title, leads, end in rows:
        root, _, label = id.partition("/")
        span = {"start": at, "end": at + len(title)}
        tasks.append(
            {
                "id": id,
                "section": id,
                "title": title,
                "content": None,
                "scope": None,
                "lead_units": [
                    dict.fromkeys(("text", "name", "full_name"), unit)
                    | {"group": False, "note": None, "duty": None, "span": span}
                    for unit in leads.split("; ")
                ],
                "supporting_units": [],
                "deadlines": [
                    {
                        "text": f"ngày {end}",
                        "kind": "date",
                        "start": None,
                        "end": end,
                        "end_inclusive": True,
                        "recurrence": None,
                        "condition": None,
                        "scope": None,
                        "inferred": [],
                        "span": span,
                    }
                ],
                "products": [],
                "other": [],
                "origin": "labelled",
                "inherited": [],
                "span": span,
            }
        )
        empty = {"body": [], "children": [], "span": span}
        section = {"label": label, "kind": "arabic", "path": id, "heading": title, **empty}
        part = {
            "label": root,
            "kind": "roman",
            "path": root,
            "heading": f"Phần {root}",
            **empty,
            "children": [],
        }
        roots.setdefault(root, part)["children"].append(section)
        lines.append(title)
        at += len(title) + 1
    base: dict[str, Any] = dict.fromkeys(
        ("document_type", "number", "symbol", "place", "date", "issuer", "superior", "title", "signature")
    )
    base |= {
        key: []
        for key in ("addressees", "front_matter", "back_matter", "legal_references", "cited_documents")
    }
    base |= {"recipients": ["Lưu: VT"], "warnings": [], "sections": list(roots.values()), "tasks": tasks}
    base |= {
        "source": {"name": "hộ tịch.docx", "format": "docx", "sha256": "0" * 64},
        "text": "\n".join(lines),
    }
    return Plan.model_validate(base | fields)


@pytest.fixture
def build_plan() -> Callable[..., Plan]:
    """Build a plan of rows (id, title, leads, end), the model's own where none are given."""
    return make_plan


@pytest.fixture
def rows() -> list[Row]:
    """The rows of the plan that `build_plan` makes by itself, to change."""
    return list(ROWS)
