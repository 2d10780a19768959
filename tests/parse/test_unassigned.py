"""What says who or by when and stands in no task is told."""

from __future__ import annotations

import pytest

import kehoach

PLAN = """KẾ HOẠCH
Chuyển đổi số năm 2026
Hà Lam, ngày 05 tháng 01 năm 2026
I. MỤC TIÊU
{aim}
II. NHIỆM VỤ
1. Phòng Kinh tế mở lớp tập huấn trước ngày 30/6/2026.
{measure}
"""


def told(aim: str = "Nâng cao kỹ năng số.", measure: str = "") -> list[tuple[str, str]]:
    """The code and the quotation of each warning of what no task has."""
    plan = kehoach.parse_text(PLAN.format(aim=aim, measure=measure))
    warnings = [warning for warning in plan.warnings if "no task" in warning.message]
    return [
        (warning.code, plan.text[warning.span.start : warning.span.end])
        for warning in warnings
        if warning.span
    ]


def test_what_tasks_have_is_not_told() -> None:
    assert told() == []


def test_a_day_that_no_task_has() -> None:
    assert told(measure="III. HỒ SƠ\nDanh sách gửi qua thư điện tử trước ngày 15/7/2026.") == [
        ("ambiguous_scope", "trước ngày 15/7/2026")
    ]


@pytest.mark.parametrize(
    "measure",
    [
        "III. HỒ SƠ\nDanh sách được lập trước khi mở lớp.",  # no day
        "III. HỒ SƠ\nDanh sách đã gửi trước ngày 15/7/2025.",  # before the document
    ],
)
def test_other_times_are_not_told(measure: str) -> None:
    assert told(measure=measure) == []


def test_what_an_aim_says_is_due_is_no_tasks() -> None:
    assert told(aim="100% hộ dân có tài khoản trước ngày 30/9/2026.") == []


def test_a_label_of_who_among_aims_is_told() -> None:
    aim = "1. 95% hồ sơ được giải quyết đúng hạn.\nĐơn vị chủ trì: Phòng Kinh tế."
    assert told(aim=aim) == [("ambiguous_scope", "Đơn vị chủ trì: Phòng Kinh tế")]


def test_a_label_that_names_nobody_is_not_told() -> None:
    assert told(aim="1. Phân công nhiệm vụ: theo Phụ lục kèm theo Kế hoạch này.") == []


def test_a_heading_that_begins_with_a_unit_is_told_where_its_duties_are_lost() -> None:
    duties = "\n- Rà soát danh sách hộ.\n- Lập biên bản kiểm tra."
    plan = kehoach.parse_text(PLAN.format(aim="", measure=f"III. PHÂN CÔNG\n1. Công an xã các{duties}"))
    told = [w.message for w in plan.warnings if w.code == "unparsed_units"]
    assert told == ["“Công an xã” may be who does what stands below."]
    plan = kehoach.parse_text(PLAN.format(aim="", measure=f"III. PHÂN CÔNG\n1. Công an xã{duties}"))
    assert not [w for w in plan.warnings if w.code == "unparsed_units"]


@pytest.mark.parametrize(
    ("middle", "expected"),
    [
        ("2. Khối cửa hàng miền Tây\n- Rà soát hàng tồn kho.\n- Lập kế hoạch nhập hàng.", 1),
        ("2. Khối cửa hàng miền Tây\n- Phòng Kho rà soát hàng tồn.", 0),  # somebody has it
        ("2. Hàng tồn kho\n- 120 thùng sữa.", 0),  # no duty
    ],
)
def test_duties_of_nobody_between_those_of_units_are_told(middle: str, expected: int) -> None:
    before, after = "1. Phòng Kế toán\n- Lập dự toán chi.", "3. Phòng Nhân sự\n- Rà soát hợp đồng lao động."
    plan = kehoach.parse_text("\n".join(["KẾ HOẠCH", "Cuối năm", "I. PHÂN CÔNG", before, middle, after]))
    assert sum("between headings" in warning.message for warning in plan.warnings) == expected
