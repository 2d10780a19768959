"""Which tasks are shown, and what a row says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kehoach.models import Deadline, Plan
from kehoach.select import Filter, find_last_day
from kehoach.write.rows import make_row

FILTERS = [
    (Filter(), "123"),
    (Filter(units=("Sở Tư pháp",)), "1"),
    (Filter(units=("sở tư pháp",)), "1"),
    (Filter(units=("So\u031b\u0309 Tư pháp",)), "1"),  # decomposed, as a Mac types it
    (Filter(units=("Phòng Tư pháp",)), ""),
    (Filter(units=("Tư",)), "1"),
    (Filter(units=("Tư ph",)), ""),  # not a whole word
    (Filter(units=("Uỷ ban nhân dân các xã",)), "1"),  # full form and old tone placement
    (Filter(units=("UBND các xã",)), "1"),
    (Filter(units=("CA xã",)), "1"),  # short where the plan writes it in full
    (Filter(units=("UBND các xã",), lead_only=True), ""),
    (Filter(units=("Công an xã", "Phòng Văn hóa - Xã hội")), "12"),
    (Filter(before=date(2026, 9, 1)), "1"),  # before 1 September: 31 August at the latest
    (Filter(before=date(2026, 8, 31)), ""),
    (Filter(after=date(2026, 8, 30)), "12"),
    (Filter(after=date(2026, 8, 31)), "2"),
    (Filter(after=date(2026, 8, 31), before=date(2026, 12, 31)), ""),
    (Filter(kinds=("recurring",)), "2"),
    (Filter(kinds=("recurring",), before=date(2027, 1, 1)), ""),  # the rhythm has no last day
    (Filter(kinds=("date", "period")), "12"),
    (Filter(missing=("lead",)), "3"),
    (Filter(missing=("deadline",), units=("Công an xã",)), ""),
]


@pytest.mark.parametrize(("wanted", "kept"), FILTERS)
def test_filter(plan: Plan, wanted: Filter, kept: str) -> None:
    assert "".join(task.id[-1] for task in wanted.select(plan)) == kept


def test_heading_that_is_the_unit_is_not_said_twice(plan: Plan) -> None:
    said = {"title": "Phòng Văn hóa - Xã hội", "content": "Đưa tin, bài.", "origin": "heading"}
    task = plan.tasks[1].model_copy(update=said)
    assert make_row(plan, task, 1).task == "Đưa tin, bài."
    inherited = task.model_copy(update={"inherited": ["lead_units"]})
    assert make_row(plan, inherited, 1).task == "Phòng Văn hóa - Xã hội\nĐưa tin, bài."


def test_last_day(plan: Plan) -> None:
    days = [find_last_day(deadline) for task in plan.tasks for deadline in task.deadlines]
    assert days == [date(2026, 8, 31), None, date(2026, 12, 31)]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Trước ngày 30/9/2026", 29),
        ("Trước 17h00 ngày 30/9/2026", 30),
        ("trước 9 giờ, thứ Tư ngày 30/9/2026", 30),
        ("ngày 30/9/2026 (trước lúc 16:30)", 30),
        ("trước 24h ngày 30/9/2026", 30),
        ("trước 0h00 ngày 30/9/2026", 29),
        ("từ 8h00 ngày 01/9 đến trước ngày 30/9/2026", 29),
    ],
)
def test_an_hour_ends_within_its_day(build_deadline: Callable[..., Deadline], words: str, day: int) -> None:
    deadline = build_deadline(words, end="2026-09-30", end_inclusive=False)
    assert find_last_day(deadline) == date(2026, 9, day)
