"""Directions, ranges and notes put together with every way of writing a time: what they mean is known."""

from __future__ import annotations

import itertools
import random
from datetime import date, timedelta
from typing import NamedTuple

import pytest

from kehoach.document import Block, Document, Passage, Source
from kehoach.fold import normalise
from kehoach.parse.deadlines import Calendar, read_deadlines
from kehoach.values import Deadline, Warning

CALENDAR = Calendar("2026-07-20")


class Stretch(NamedTuple):
    """What a time means, and the ways of writing it."""

    grain: str
    first: str
    last: str
    wordings: tuple[str, ...]


TIMES = (
    Stretch(
        "day",
        "2026-09-16",
        "2026-09-16",
        (
            "ngày 16/9/2026",
            "16/9/2026",
            "ngày 16 tháng 9 năm 2026",
            "ngày 16-9-2026",
            "16.9.2026",
            "ngày16/9/2026",
            "ngày 16 tháng 9 của năm 2026",
            "ngày 16/9 năm 2026",
            "ngày 16 tháng 9, năm 2026",
            "ngày 16 /9 /2026",
            "ngày 16/9/26",
            "ngày 16/9/2026 dương lịch",
        ),
    ),
    Stretch(
        "month",
        "2026-09-01",
        "2026-09-30",
        (
            "tháng 9/2026",
            "tháng 9 năm 2026",
            "tháng 09/ 2026",
            "tháng 9-2026",
            "tháng9/2026",
            "9/2026",
            "T9/2026",
            "tháng 9 của năm 2026",
            "tháng chín năm 2026",
            "tháng 9 (năm 2026)",
            "tháng 9, năm 2026",
        ),
    ),
    Stretch(
        "list",
        "2026-08-01",
        "2026-10-31",
        (
            "tháng 8, 9, 10/2026",
            "các tháng 8,9,10 năm 2026",
            "tháng 8 - 10/2026",
            "tháng 8 - tháng 10/2026",
        ),
    ),
    Stretch(
        "quarter",
        "2026-10-01",
        "2026-12-31",
        (
            "quý IV/2026",
            "quý 4/2026",
            "quý IV năm 2026",
            "Quí IV-2026",
            "quý IV của năm 2026",
            "quý tư năm 2026",
            "Q4/2026",
            "Q.IV/2026",
            "quý 04 năm 2026",
        ),
    ),
    Stretch(
        "half",
        "2027-01-01",
        "2027-06-30",
        (
            "6 tháng đầu năm 2027",
            "sáu tháng đầu năm 2027",
            "nửa đầu năm 2027",
            "hai quý đầu năm 2027",
        ),
    ),
    Stretch(
        "list", "2027-01-01", "2027-06-30", ("quý I, II/2027", "quý I và quý II năm 2027", "quý I-II/2027")
    ),
    Stretch("year", "2027-01-01", "2027-12-31", ("năm 2027",)),
    Stretch(
        "point",
        "",
        "2026-09-30",
        (
            "cuối tháng 9/2026",
            "cuối quý III/2026",
            "ngày cuối cùng của tháng 9/2026",
            "cuối tháng 9 năm 2026",
        ),
    ),
    Stretch("point", "", "2026-12-31", ("cuối năm 2026", "ngày cuối cùng của năm 2026")),
    Stretch(
        "week", "2026-08-17", "2026-08-23", ("tuần thứ 3 tháng 8/2026", "tuần thứ ba của tháng 8 năm 2026")
    ),
    Stretch("week", "2026-09-01", "2026-09-10", ("thượng tuần tháng 9/2026", "10 ngày đầu tháng 9/2026")),
)
DIRECTIONS = {
    "before": (
        "trước",
        "chậm nhất trước",
        "hoàn thành trước",
        "xong trước",
        "đến trước",
        "phấn đấu xong trước",
    ),
    "by": (
        "chậm nhất",
        "chậm nhất là",
        "chậm nhất vào",
        "chậm nhất trong",
        "chậm nhất đến hết",
        "muộn nhất là",
        "đến",
        "không muộn hơn",
        "đến hết",
        "hết",
        "cho đến hết",
        "hạn cuối là",
        "phải xong chậm nhất",
        "dự kiến đến hết",
        "thời hạn đến",
        "chậm nhất dự kiến",
        "không vượt quá",
    ),
    "within": (
        "",
        "trong",
        "vào",
        "dự kiến",
        "dự kiến trong",
        "khoảng",
        "vào khoảng",
        "hoàn thành trong",
        "hoàn thành vào",
        "xong trong",
        "ngay trong",
        "trong thời gian",
        "dự kiến hoàn thành trong",
        "tổ chức vào",
    ),
    "from": ("từ", "kể từ", "tính từ", "bắt đầu từ", "thực hiện từ", "ngay từ", "dự kiến từ"),
    "after": ("sau",),
}
OPENINGS = {
    "2026-08-10": (
        "ngày 10/8",
        "10/8/2026",
        "ngày 10 tháng 8",
        "ngày 10/8/2026 (thứ Hai)",
        "8h00 ngày 10/8/2026",
    ),
    "2026-08-01": ("tháng 8", "tháng 8/2026", "đầu tháng 8", "tháng 8 năm 2026"),
    "2026-07-01": ("quý III", "quý III/2026", "đầu quý III năm 2026"),
    "2026-08-31": ("cuối tháng 8",),
}
ENDS = {
    "2026-10-20": (
        "ngày 20/10/2026",
        "20/10/2026",
        "17h00 ngày 20/10/2026",
        "ngày 20 tháng 10 năm 2026 (thứ Ba)",
    ),
    "2026-10-31": ("tháng 10/2026", "tháng 10 năm 2026", "cuối tháng 10/2026"),
    "2026-12-31": ("quý IV/2026", "năm 2026", "cuối năm 2026"),
    "2027-01-15": ("ngày 15/01/2027", "15/01/2027"),
    "2027-03-31": ("quý I/2027", "tháng 3/2027"),
}
RANGES = (
    "từ {} đến {}",
    "từ {} đến hết {}",
    "{} đến {}",
    "kể từ {} cho đến hết {}",
    "từ {} tới {}",
    "từ {} kéo dài đến {}",
    "từ {}, kết thúc {}",
    "từ {} và kết thúc vào {}",
    "bắt đầu {}; kết thúc {}",
    "dự kiến từ {} đến {}",
    "trong khoảng thời gian từ {} đến {}",
    "(từ {} đến {})",
    "{} - {}",
)
BEFORE = ("trước", "định kỳ trước", "hoàn thành trước", "báo cáo trước")
BY = (
    "",
    "chậm nhất",
    "chậm nhất là",
    "chậm nhất vào",
    "vào",
    "định kỳ vào",
    "muộn nhất vào",
    "không quá",
    "dự kiến",
)
RHYTHMS: dict[str, tuple[tuple[str, ...], dict[str, tuple[str, ...]]]] = {
    "FREQ=YEARLY": (
        (
            "{} hằng năm",
            "{} hàng năm",
            "{} mỗi năm",
            "{} của mỗi năm",
            "{} (hằng năm)",
            "hằng năm, {}",
            "mỗi năm {}",
            "định kỳ hằng năm ({})",
            "01 lần/năm ({})",
            "hàng năm: {}",
        ),
        {
            "BYMONTH=7;BYMONTHDAY=20": ("ngày 20/7", "20/7", "ngày 20 tháng 7"),
            "BYMONTH=9;BYMONTHDAY=30": ("cuối quý III", "cuối tháng 9"),
        },
    ),
    "FREQ=MONTHLY": (
        ("{} hằng tháng", "{} mỗi tháng", "{} của tháng", "{} của mỗi tháng", "{} (hằng tháng)"),
        {
            "BYMONTHDAY=5": ("ngày 05", "ngày mùng 5"),
            "BYMONTHDAY=5,20": ("ngày 05 và ngày 20", "ngày 5, 20"),
            "BYMONTHDAY=15,-1": ("ngày 15 và ngày cuối cùng",),
        },
    ),
    "FREQ=MONTHLY;INTERVAL=3": (
        ("{}", "hằng quý, {}", "hằng quý ({})", "mỗi quý một lần, {}"),
        {
            "BYMONTHDAY=15": (
                "ngày 15 tháng cuối quý",
                "ngày 15 của tháng cuối mỗi quý",
                "ngày 15 tháng đầu quý sau",
            )
        },
    ),
    "FREQ=WEEKLY": (
        (
            "{} hằng tuần",
            "{} mỗi tuần",
            "{} của mỗi tuần",
            "{} trong tuần",
            "{} (hằng tuần)",
            "hằng tuần, {}",
            "hằng tuần ({})",
            "hằng tuần {}",
        ),
        {
            "BYDAY=FR": ("thứ Sáu", "thứ 6", "16h00 thứ Sáu", "chiều thứ Sáu"),
            "BYDAY=MO,TH": ("thứ 2, thứ 5",),
        },
    ),
}
WRAPPINGS = ("{}", "{}.", "({})", "- {};")


def find(words: str) -> tuple[list[Deadline], list[Warning]]:
    document = Document.of(Source("words", "text", ""), [Block(normalise(words))])
    return read_deadlines(Passage(document, 0, len(document.text)), CALENDAR)


def read(words: str) -> tuple[str, str | None, str | None, bool]:
    (deadline,), warnings = find(words)
    assert not warnings, words
    return deadline.kind, deadline.start, deadline.end, deadline.end_inclusive


def meant(direction: str, time: Stretch) -> tuple[str, str | None, str | None, bool]:
    single = time.grain in ("day", "point")
    match direction:
        case "before":
            return "date", None, time.last if single else time.first, False
        case "by":
            return "date", None, time.last, True
        case "from" if time.grain == "list":
            return "period", time.first, time.last, True
        case "from":
            return "open_ended", time.first or time.last, None, True
        case "after":
            return "open_ended", (date.fromisoformat(time.last) + timedelta(1)).isoformat(), None, True
    return ("date", None, time.last, True) if single else ("period", time.first, time.last, True)


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_every_direction_with_every_time(direction: str) -> None:
    chosen = random.Random(direction)
    for words, time in itertools.product(DIRECTIONS[direction], TIMES):
        for wording in time.wordings:
            said = chosen.choice(WRAPPINGS).format(f"{words} {wording}".strip())
            assert read(said) == meant(direction, time), said


@pytest.mark.parametrize("form", RANGES)
def test_every_range_with_every_opening_and_end(form: str) -> None:
    for (first, openings), (last, ends) in itertools.product(OPENINGS.items(), ENDS.items()):
        for opening, end in itertools.product(openings, ends):
            said = form.format(opening, end)
            assert read(said) == ("period", first, last, True), said


@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_every_direction_with_every_rhythm(rhythm: str) -> None:
    forms, parts = RHYTHMS[rhythm]
    for form, (part, wordings), direction in itertools.product(forms, parts.items(), BEFORE + BY):
        for wording in wordings:
            said = form.format(f"{direction} {wording}".strip())
            (deadline,), warnings = find(said)
            assert not warnings, said
            assert deadline.kind == "recurring", said
            assert deadline.recurrence == f"{rhythm};{part}", said
            assert deadline.end_inclusive == (direction not in BEFORE), said
