"""The calendar, read by libraries that did not write it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from itertools import islice
from typing import Any

import pytest

from kehoach.models import Deadline, Plan, Task
from kehoach.write.rows import Selected

icalendar = pytest.importorskip("icalendar", reason="extra calendar is not installed")
from dateutil.rrule import rrulestr  # noqa: E402

from kehoach.write.agenda import encode_calendar  # noqa: E402

Build = Callable[..., Plan]


def encode(*plans: Plan, events: bool = False) -> bytes:
    return b"".join(encode_calendar([Selected(plan, tuple(plan.tasks)) for plan in plans], events))


def entries(*plans: Plan, kind: str = "VTODO") -> list[Any]:
    return list(icalendar.Calendar.from_ical(encode(*plans, events=kind == "VEVENT")).walk(kind))


def with_deadline(plan: Plan, deadline: Deadline) -> Task:
    return plan.tasks[0].model_copy(update={"deadlines": [deadline]})


def test_a_to_do_for_each_deadline(plan: Plan) -> None:
    first, yearly, quarter, open_ = entries(plan)
    assert first["summary"] == "Rà soát hồ sơ theo Điều 7 Luật Hộ tịch (cấp xã)"
    assert first["due"].dt == date(2026, 8, 31)
    assert "dtstart" not in first
    assert "Thời hạn: Trước ngày 01/9/2026" in first["description"]
    assert "Đơn vị phối hợp: UBND các xã, phường; Công an xã" in first["description"]
    assert first["categories"].cats == ["Giám đốc Sở Tư pháp"]
    assert yearly["dtstart"].dt == datetime(2026, 7, 19)
    assert yearly["due"].dt == datetime(2026, 7, 19, 23, 59)
    assert (quarter["dtstart"].dt, quarter["due"].dt) == (date(2026, 10, 1), date(2026, 12, 31))
    assert "due" not in open_


def test_events_on_request(plan: Plan) -> None:
    assert not list(icalendar.Calendar.from_ical(encode(plan)).walk("VEVENT"))
    first, yearly, quarter = entries(plan, kind="VEVENT")
    assert (first["dtstart"].dt, first["dtend"].dt) == (date(2026, 8, 31), date(2026, 9, 1))
    assert (yearly["dtstart"].dt, yearly["rrule"]["FREQ"]) == (date(2026, 7, 19), ["YEARLY"])
    assert (quarter["dtstart"].dt, quarter["dtend"].dt) == (date(2026, 10, 1), date(2027, 1, 1))


# recurrence, inclusive → the first three days, for a plan of 15 June 2026
RHYTHMS = [
    ("FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=20", True, "2026-07-20 2027-07-20 2028-07-20"),
    ("FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=20", False, "2026-07-19 2027-07-19 2028-07-19"),
    ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", False, "2026-12-31 2027-12-31 2028-12-31"),
    ("FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1", False, "2026-06-30 2026-12-31 2027-06-30"),
    ("FREQ=YEARLY;BYMONTH=6", True, "2026-06-30 2027-06-30 2028-06-30"),
    ("FREQ=YEARLY;BYMONTH=6", False, "2027-05-31 2028-05-31 2029-05-31"),
    ("FREQ=YEARLY", True, "2026-12-31 2027-12-31 2028-12-31"),
    ("FREQ=MONTHLY;INTERVAL=3", True, "2026-06-30 2026-09-30 2026-12-31"),
    ("FREQ=MONTHLY;INTERVAL=6", True, "2026-06-30 2026-12-31 2027-06-30"),
    ("FREQ=MONTHLY;BYMONTHDAY=15", True, "2026-06-15 2026-07-15 2026-08-15"),
    ("FREQ=MONTHLY;BYMONTHDAY=5", False, "2026-07-04 2026-08-04 2026-09-04"),
    ("FREQ=MONTHLY;BYMONTHDAY=1", False, "2026-06-30 2026-07-31 2026-08-31"),
    ("FREQ=MONTHLY;BYDAY=2FR,4FR", True, "2026-06-26 2026-07-10 2026-07-24"),
    ("FREQ=MONTHLY", True, "2026-06-30 2026-07-31 2026-08-31"),
    ("FREQ=WEEKLY", True, "2026-06-19 2026-06-26 2026-07-03"),
    ("FREQ=WEEKLY;BYDAY=MO", True, "2026-06-15 2026-06-22 2026-06-29"),
    ("FREQ=DAILY", True, "2026-06-15 2026-06-16 2026-06-17"),
]


@pytest.mark.parametrize(("recurrence", "inclusive", "days"), RHYTHMS)
def test_rhythms(
    plan: Plan,
    build_plan: Build,
    build_deadline: Callable[..., Deadline],
    recurrence: str,
    inclusive: bool,
    days: str,
) -> None:
    deadline = build_deadline("định kỳ", "recurring", recurrence=recurrence, end_inclusive=inclusive)
    (todo,) = entries(build_plan([with_deadline(plan, deadline)]))
    start = todo["dtstart"].dt
    turns = list(islice(rrulestr(todo["rrule"].to_ical().decode(), dtstart=start), 3))
    assert " ".join(str(turn.date()) for turn in turns) == days
    assert turns[0] == start  # a DTSTART that is no turn has no meaning


def test_rhythm_that_ends_at_an_hour_keeps_its_day(
    plan: Plan, build_plan: Build, build_deadline: Callable[..., Deadline]
) -> None:
    words = "trước 16h00 ngày 25 hằng tháng"
    rule = {"recurrence": "FREQ=MONTHLY;BYMONTHDAY=25", "end_inclusive": False}
    (todo,) = entries(build_plan([with_deadline(plan, build_deadline(words, "recurring", **rule))]))
    assert todo["rrule"]["BYMONTHDAY"] == [25]


@pytest.mark.parametrize(
    "recurrence",
    [
        "FREQ=SECONDLY",
        "FREQ=MONTHLY;INTERVAL=0",
        "nonsense",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "INTERVAL=2",
    ],
)
def test_rhythm_that_is_none_is_a_to_do_without_a_day(
    plan: Plan, build_plan: Build, build_deadline: Callable[..., Deadline], recurrence: str
) -> None:
    deadline = build_deadline("định kỳ", "recurring", recurrence=recurrence)
    (todo,) = entries(build_plan([with_deadline(plan, deadline)]))
    assert not {"rrule", "dtstart", "due"} & {key.lower() for key in todo}


def test_rhythm_needs_a_day_to_count_from(
    plan: Plan, build_plan: Build, build_deadline: Callable[..., Deadline]
) -> None:
    deadline = build_deadline("hằng năm", "recurring", recurrence="FREQ=YEARLY", end="2030-12-31")
    (undated,) = entries(build_plan([with_deadline(plan, deadline)], date=None))
    assert "rrule" not in undated
    (dated,) = entries(build_plan([with_deadline(plan, deadline)], date="2026-07"))
    turns = list(rrulestr(dated["rrule"].to_ical().decode(), dtstart=dated["dtstart"].dt))
    assert (turns[0].year, turns[-1].year) == (2026, 2030)


def test_one_day_from_start_to_end(
    plan: Plan, build_plan: Build, build_deadline: Callable[..., Deadline]
) -> None:
    deadline = build_deadline("13h30’ ngày 07/7/2026", start="2026-07-07", end="2026-07-07")
    (todo,) = entries(build_plan([with_deadline(plan, deadline)]))
    assert "dtstart" not in todo
    assert todo["due"].dt == date(2026, 7, 7)


def test_impossible_day_is_no_day(
    plan: Plan, build_plan: Build, build_deadline: Callable[..., Deadline]
) -> None:
    deadline = build_deadline("ngày 30/02/2026", end="2026-02-30")
    (todo,) = entries(build_plan([with_deadline(plan, deadline)]))
    assert "due" not in todo


def test_uids_stay_and_differ(plan: Plan, build_plan: Build) -> None:
    uids = [str(todo["uid"]) for todo in entries(plan)]
    assert len(set(uids)) == 4
    saved_anew = plan.model_copy(update={"source": plan.source.model_copy(update={"sha256": "1" * 64})})
    assert [str(todo["uid"]) for todo in entries(saved_anew)] == uids
    assert len({str(todo["uid"]) for todo in entries(plan, plan)}) == 8
    assert not set(uids) & {str(todo["uid"]) for todo in entries(build_plan(number="13/KH-UBND"))}


def test_lines_are_folded_and_bytes_the_same(plan: Plan) -> None:
    content = encode(plan, events=True)
    assert content == encode(plan, events=True)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert icalendar.Calendar.from_ical(encode()).walk("VTODO") == []
