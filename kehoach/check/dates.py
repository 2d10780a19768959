"""Faults of the calendar: days that do not exist, weekdays that do not fit, periods that run backwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kehoach.check.fault import Fault, quote, warned, written
from kehoach.fold import fold
from kehoach.models import Plan, Span
from kehoach.parse.deadlines.reading import Calendar, Context
from kehoach.parse.deadlines.times import MonthDay, Time
from kehoach.parse.header.title import title_year
from kehoach.parse.patterns import Match, Pattern, which

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAY = {fold(name): number for number, name in enumerate(WEEKDAYS)} | {
    f"thứ {number + 2}": number for number in range(6)
}

_DAY = r"""
    (?<! [\d/.] )
    (?P<day> \d{1,2} )
    (?: \s? / \s? (?P<month> \d{1,2} )                           # 31/9
        (?: \s? / \s? (?P<year> (?:19|20)\d\d ) )?               # 31/9/2026
      | \s tháng \s (?P<month2> \d{1,2} )                        # 31 tháng 9
        (?: \s năm \s (?P<year2> (?:19|20)\d\d ) )?               # 31 tháng 9 năm 2026
    )
    (?! [\d/] | -\w )                                            # not 01/2026/QH16, 30/12-KH
"""
_DATE = Pattern(
    rf"""
    (?: (?P<said> ngày | sáng | chiều | tối ) \s )?              # ngày 31/9: a bare 31/9 may be a fraction
    {_DAY}
    """
)
_WEEKDAY_DATE = Pattern(
    rf"""
    \b (?P<weekday> \L<weekdays> ) \b \s? [,(]? \s?              # thứ Hai, / thứ Hai (
    (?: ngày \s )?
    {_DAY}
    """,
    weekdays=_WEEKDAY,
)
_DATE_WEEKDAY = Pattern(
    rf"""
    {_DAY}
    \s? [,(] \s?                                                 # ngày 25/8/2026 (
    (?P<weekday> \L<weekdays> ) \b
    """,
    weekdays=_WEEKDAY,
)


def find_impossible_dates(plan: Plan) -> Iterator[Fault]:
    """Days that no calendar has: `31/9/2026`, `ngày 30 tháng 02`; a day without a year only after `ngày`."""
    for found in _DATE.finditer(fold(plan.text)):
        if (_year(found) or found["said"]) and _date(found, _year(found) or "2024") is None:
            span = Span(start=found.start("day"), end=found.end())
            yield Fault(span, {"date": plan.text[span.start : span.end]})


def find_wrong_weekdays(plan: Plan) -> Iterator[Fault]:
    """Weekdays that do not fall on the day beside them; a missing year is the one that the parser infers."""
    folded = fold(plan.text)
    calendar = Calendar(plan.date, title_year(plan.title or "", plan.date))
    for pattern in (_WEEKDAY_DATE, _DATE_WEEKDAY):
        for found in pattern.finditer(folded):
            year = _year(found)
            day = _date(found, year) if year else _infer_day(found, calendar)
            if day is None or day.weekday() == _WEEKDAY[found["weekday"]]:
                continue
            span = Span(start=found.start(), end=found.end())
            yield Fault(
                span,
                {
                    "words": plan.text[span.start : span.end],
                    "date": day.strftime("%d/%m/%Y"),
                    "weekday": WEEKDAYS[day.weekday()],
                    "day": day.strftime("%A"),
                },
            )


def find_reversed_periods(plan: Plan) -> Iterator[Fault]:
    """Periods whose last day lies before their first."""
    for span in warned(plan, "unparsed_deadline"):
        if span and _runs_backwards(plan, span):
            yield Fault(span, {"words": quote(plan, span)})


def find_unclear_deadlines(plan: Plan) -> Iterator[Fault]:
    """Words in a deadline's place that say no time, and that no other rule of the calendar explains."""
    days = [fault.span for find in (find_impossible_dates, find_wrong_weekdays) for fault in find(plan)]
    for span in warned(plan, "unparsed_deadline"):
        explained = span and any(day and span.start <= day.start < span.end for day in days)
        if not explained and not (span and _runs_backwards(plan, span)):
            yield Fault(span, {"words": quote(plan, span)})


def _runs_backwards(plan: Plan, span: Span) -> bool:
    found = _DATE.finditer(fold(plan.text[span.start : span.end]))
    dates = (_date(one, _year(one) or "") for one in found)
    days = [day for day in dates if day]
    return len(days) == 2 and days[1] < days[0]


def find_deadlines_before_issue(plan: Plan) -> Iterator[Fault]:
    """Deadlines that have passed on the day of issue."""
    for span in warned(plan, "deadline_before_issue"):
        yield Fault(span, {"words": quote(plan, span), "issued": written(plan.date or "")})


def _infer_day(found: Match, calendar: Calendar) -> date | None:
    """The day in the year that the parser infers."""
    day = _date(found, "2024")
    if day is None:
        return None
    written = MonthDay(day.month, day.day)
    try:
        return Context({}, calendar, event=False).resolve(Time("day", written, written), 0)[1]
    except ValueError:
        return None


def _year(found: Match) -> str | None:
    return found[which(found, "year")]


def _date(found: Match, year: str) -> date | None:
    try:
        return date(int(year), int(found[which(found, "month")]), int(found["day"]))
    except ValueError:
        return None
