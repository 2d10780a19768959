"""The rules: what stands around a time expression and makes a deadline of it.

`RULES` is the order in which they are tried at a place; the first that fits wins, and what it found
carries its name. Patterns match the shaded text of `times.shade`: capitals are time expressions (D day,
M month, Q quarter, S half-year or week, Y year, X day of a month not named, W weekday, H clock, R rhythm,
N duration, B a date with a blank, L a day of the moon, C a citation), everything else is folded words.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property, partial
from typing import Literal, NamedTuple

from kehoach.fold import fold
from kehoach.lexicon import load_words
from kehoach.parse.deadlines.times import (
    Days,
    Duration,
    Lexeme,
    MonthDay,
    Rhythm,
    Time,
    Weekdays,
    is_behind,
)
from kehoach.parse.patterns import Match, Pattern, leftmost, which
from kehoach.values import DeadlineKind

Day = date  # `Calendar` has a field of that name
Inferred = Literal["year", "month", "day"]


_LABELLED = Pattern(r"năm \s (?P<year> 20\d\d ) (?! \d | \s? - )")


class Calendar(NamedTuple):
    """What a year that is not written is taken from.

    `date` is the document's date in ISO 8601 reduced precision (`2026-07`), `year` the year that its title
    names, which beats the document's: a plan for 2026 is signed in December 2025. `labelled` is the year of
    the label or head above, which beats both.
    """

    date: str | None = None
    year: int | None = None
    labelled: int | None = None

    def below(self, label: str) -> Calendar:
        """The calendar of what stands below a label or head that names its year: `Tiến độ năm 2026`."""
        named = _LABELLED.search(fold(label))
        return self._replace(labelled=int(named["year"])) if named is not None else self

    @property
    def issued(self) -> Day | None:
        """The first day on which the document may have been issued."""
        if self.date is None:
            return None
        parts = [int(part) for part in self.date.split("-")]
        return Day(parts[0], *[*parts[1:], 1, 1][:2])

    @property
    def issue_day(self) -> Day | None:
        """The day of issue, where it is known."""
        return self.issued if self.date and len(self.date) == 10 else None


class Reading:
    """What a rule read, before the readings of one value are settled with each other.

    `condition` is where its words stand, `floating` what a rhythm beside it can take: it names no year.
    `silent` is a rhythm that is told of something else: only a date behind it takes it up.
    """

    def __init__(
        self,
        rule: str,
        start: int,
        end: int,
        kind: DeadlineKind = "date",
        *,
        first: date | None = None,
        last: date | None = None,
        inclusive: bool = True,
        recurrence: str | None = None,
        condition: tuple[int, int] | None = None,
        inferred: Sequence[Inferred] = (),
        floating: Time | Days | Weekdays | None = None,
        direction: str = "",
        grain: str = "",
        clocked: bool = False,
        silent: bool = False,
        problem: str = "",
    ) -> None:
        self.rule, self.start, self.end, self.kind = rule, start, end, kind
        self.first, self.last, self.inclusive = first, last, inclusive
        self.recurrence, self.condition, self.floating = recurrence, condition, floating
        self.inferred = list(inferred)
        self.direction, self.grain, self.problem = direction, grain, problem
        self.clocked, self.silent = clocked, silent

    def come_back(self, rule: str) -> None:
        """Make a date a rhythm: it has a rule (RFC 5545, 3.3.10) instead of bounds, and no inferred year."""
        self.kind, self.recurrence = "recurring", rule
        self.first = self.last = None
        self.inferred, self.problem = [], ""


class NoYear(ValueError):
    """A time names no year, and neither the title nor the document's date does."""


class Context:
    """What a rule may look at beside its match: the lexemes of the value and its calendar."""

    def __init__(
        self, lexemes: dict[int, Lexeme], calendar: Calendar, *, event: bool, carry: bool = True
    ) -> None:
        self.lexemes, self.calendar = lexemes, calendar
        self.event, self.carry = event, carry

    def times(self, match: Match, group: str) -> list[Time]:
        meaning = self.lexemes[match.start(group)].meaning
        return meaning if isinstance(meaning, list) else []

    @cached_property
    def _written(self) -> tuple[list[int], list[Time]]:
        """The times of the value that name their year, by place."""
        named = [
            (at, lexeme.meaning[-1])
            for at, lexeme in self.lexemes.items()
            if isinstance(lexeme.meaning, list) and lexeme.meaning and lexeme.meaning[-1].year
        ]
        return [at for at, _ in named], [time for _, time in named]

    def written_year(self, offset: int, time: Time | None = None) -> int | None:
        """The year written nearest before, else after, a place of the value; times stand in their order, so
        the year before it where a later time has an earlier month: `tháng 11 và tháng 01/2027`."""
        places, times = self._written
        if not self.carry or not places:
            return None
        before = bisect_left(places, offset)
        if before:
            return times[before - 1].last_year
        later = times[0]
        if later.grain == "year" or later.year is None:  # `trước 15/12; năm 2027 trước 15/11`
            return None
        return later.year - (time is not None and is_behind(time, later))

    @cached_property
    def _places(self) -> list[int]:
        return list(self.lexemes)

    def report_before(self, offset: int) -> str:
        """The rhythm that a report before a place is called by: `báo cáo tháng trước ngày 20`."""
        before = bisect_left(self._places, offset)
        named = self.lexemes[self._places[before - 1]] if before else None
        if named is None or named.letter != "C" or not isinstance(named.meaning, Rhythm):
            return ""
        return named.meaning.rules[0] if offset - named.end < 80 else ""

    def resolve(
        self, time: Time, offset: int, *, written: bool = True
    ) -> tuple[date | None, date | None, list[Inferred]]:
        """The dates of a time. Raises ValueError where there are none.

        A year that is not written is the nearest one in the same value, else the title's, else the
        document's; of the last two the next year where the time would lie before the document
        (`trước ngày 15/01` of a plan of October).
        """
        if time.year:
            return *time.dates(), []
        if written and (year := self.written_year(offset, time) or self.calendar.labelled):
            return *time.dated(year).dates(), ["year"]
        issued = self.calendar.issued
        year = self.calendar.year or (issued.year if issued else None)
        if year is None:
            raise NoYear
        first, last = time.dated(year).dates()
        if issued and (last or first or issued) < issued and year <= issued.year:
            first, last = time.dated(year + 1).dates()
        return first, last, ["year"]


Production = Callable[[str, Match, Context], list[Reading]]


def _problem(rule: str, match: Match, why: str) -> list[Reading]:
    return [Reading(rule, *match.span(), kind="unparsed", problem=why, direction=rule)]


def _place(day: MonthDay | None) -> tuple[int, int]:
    """Where a day stands in its year; the last of a month behind all others."""
    return (day.month, day.day or 31) if day else (0, 0)


def _ordered(
    first: Time, last: Time, context: Context, offset: int
) -> tuple[date | None, date | None, list[Inferred]]:
    """First and last day of a range; a year written on one side only holds for both, as far as it goes."""
    inferred: list[Inferred] = []
    if first.year is None and last.year is None:
        _, end, inferred = context.resolve(last, offset)
        last = last.dated(end.year if end else 0)
    if last.year is None and first.year is not None:
        year = first.last_year or first.year
        last = last.dated(year)
        if _place(last.last or last.first) < _place(first.first or first.last):
            last = Time(last.grain, last.first, last.last, year + 1, year + 1)
    if first.year is None and last.year is not None:
        year = last.last_year or last.year
        later = _place(first.first or first.last) > _place(last.last or last.first)
        issued = context.calendar.issued
        if last.grain == "year" and issued and issued.year < year:
            # `từ ngày 11/9 đến hết năm 2027` begins behind the document, not in its last year
            start, end, inferred = context.resolve(first, offset, written=False)
            first = first.dated((start or end or issued).year)
        else:
            first = first.dated(year - 1 if later and last.grain != "year" else year)
    start = first.dates()[0] or first.dates()[1]
    end = last.dates()[1] or last.dates()[0]
    return start, end, inferred


def _again(match: Match, context: Context) -> list[Reading]:
    """The rhythm written behind a time; none where it is told in words (`của năm sau`)."""
    lexeme = context.lexemes.get(match.start("annual"))
    if lexeme is None or not isinstance(lexeme.meaning, Rhythm):
        return []
    span = lexeme.start, lexeme.end
    return [Reading("rhythm", *span, kind="recurring", recurrence=each) for each in lexeme.meaning.rules]


def _yearly_again(again: list[Reading]) -> bool:
    return all(reading.recurrence == "FREQ=YEARLY" for reading in again)


def _range(rule: str, match: Match, context: Context) -> list[Reading]:
    last_times = context.times(match, "until")
    opening = context.lexemes[match.start("time")].meaning
    if not last_times:
        return _problem(rule, match, "names no month of the calendar")
    last = last_times[-1]
    if isinstance(opening, Days):
        at = last.first or last.last
        if at is None:
            return _problem(rule, match, "names no day of the calendar")
        first = Time(
            "day", at._replace(day=opening.days[0]), at._replace(day=opening.days[0]), last.year, last.year
        )
    elif isinstance(opening, list) and opening:
        first = opening[0]
    else:
        return _problem(rule, match, "names no month of the calendar")
    if match["crossing"]:
        return [Reading(rule, *match.span(), kind="recurring", recurrence="FREQ=YEARLY")]
    again = _again(match, context)
    opens, closes = first.first or first.last, last.last
    days = first.grain == last.grain == "day" and opens and closes and opens.month == closes.month
    whole = Time("day" if days else "month", opens, closes)
    if match["annual"] and _yearly_again(again) and opens and closes:
        return [Reading(rule, *match.span(), kind="recurring", recurrence=whole.recurrence)]
    try:
        start, end, inferred = _ordered(first, last, context, match.start())
    except ValueError:
        return _problem(rule, match, "names a day that the calendar does not have")
    if match["exclusive"] and last.grain not in ("day", "point"):
        end = last.dated(end.year if end else 0).dates()[0] or end
    if start and end and start > end:
        return _problem(rule, match, "ends before it begins")
    of_noun = first.grain == "year" != last.grain and match.start() == match.start("time")
    if of_noun and match["till"] and not context.carry:  # `giải ngân vốn năm 2026 đến hết 31/01/2027`
        return [
            Reading("until", match.start("till"), match.end(), last=end, inferred=inferred,
                    inclusive=match["exclusive"] is None, direction="until", grain=last.grain)
        ]  # fmt: skip
    return [
        Reading(
            rule,
            match.start(),
            match.start("annual") if match["annual"] else match.end(),
            kind="period",
            first=start,
            last=end,
            inclusive=match["exclusive"] is None,
            inferred=inferred,
            floating=whole if first.year is last.year is None else None,
            direction="range",
            grain=last.grain,
        ),
        *again,
    ]


def _days_range(rule: str, match: Match, context: Context) -> list[Reading]:
    """`từ ngày 01 đến ngày 05 hằng tháng`."""
    first = context.lexemes[match.start("time")].meaning
    last = context.lexemes[match.start("until")].meaning
    if not isinstance(first, Days) or not isinstance(last, Days) or first.days[0] > last.days[-1]:
        return _problem(rule, match, "names no days of a month")
    days = Days(tuple(range(first.days[0], last.days[-1] + 1)))
    return (
        [Reading(rule, *match.span(), kind="unparsed", floating=days, problem="names no month")]
        if not match["monthly"]
        else [Reading(rule, *match.span(), kind="recurring", recurrence=f"FREQ=MONTHLY;{days.recurrence}")]
    )


def _since_issue(rule: str, match: Match, context: Context) -> list[Reading]:
    """`từ khi ban hành đến hết năm 2030`, `từ nay đến 30/6/2026`, `từ ngày ban hành trở đi`."""
    anchor = match["anchor"].strip()
    issued = context.calendar.issued if _ISSUE.fullmatch(anchor) else None
    inferred: list[Inferred] = ["day"] if issued and not context.calendar.issue_day else []
    if "until" not in match.groupdict() or match["until"] is None:
        return [
            Reading(rule, *match.span(), kind="open_ended" if issued else "relative", first=issued,
                    condition=None if issued else match.span("anchor"), inferred=inferred)
        ]  # fmt: skip
    try:
        _, end, guessed = context.resolve(context.times(match, "until")[-1], match.start())
    except (ValueError, IndexError):
        return _problem(rule, match, "names a day that the calendar does not have")
    return [
        Reading(rule, *match.span(), kind="period", first=issued, last=end, inferred=guessed + inferred,
                inclusive=match["exclusive"] is None, condition=None if issued else match.span("anchor"),
                grain=context.times(match, "until")[-1].grain)
    ]  # fmt: skip


def _onward(rule: str, match: Match, context: Context) -> list[Reading]:
    try:
        first, last, inferred = context.resolve(context.times(match, "time")[0], match.start())
    except (ValueError, IndexError):
        return _problem(rule, match, "names a day that the calendar does not have")
    reading = Reading(
        rule, *match.span(), kind="open_ended", first=first or last, inferred=inferred, grain="year"
    )
    if match["until"] is not None and (until := context.times(match, "until")):
        reading.kind, reading.last = "period", context.resolve(until[-1], match.start())[1]
    return [reading]


def _dated(rule: str, match: Match, context: Context) -> list[Reading]:
    """A time with the direction before it and what makes it come back behind it."""
    direction = next((name for name in DIRECTIONS if match[name] is not None), "")
    if direction == "from" and match["clock"] and not _OPEN_END.match(match.string, match.end()):
        direction = ""  # `từ 7h30 ngày …`, `từ 7h30 đến 11h30 ngày …`: an event on its day
    lexeme = context.lexemes[match.start("time")]
    weekday = which(match, "weekday")
    name = direction or "bare"
    inclusive = direction != "before"
    clocked = match["clock"] is not None or match["clocked"] is not None
    readings = []
    reported = context.report_before(match.start())
    if isinstance(lexeme.meaning, Weekdays):
        recurring = bool(lexeme.meaning.weeks) or match["weekly"] is not None or "WEEKLY" in reported
        return [
            Reading(name, *match.span(), kind="recurring" if recurring else "unparsed", inclusive=inclusive,
                    recurrence=_every(match, "weekly", lexeme.meaning, context) if recurring else None,
                    floating=None if recurring else lexeme.meaning, direction=direction,
                    problem="" if recurring else "names a weekday without a date")
        ]  # fmt: skip
    if isinstance(lexeme.meaning, Days) and match["months"]:
        return _days_of_months(name, match, context, lexeme.meaning)
    if isinstance(lexeme.meaning, Days):
        days = lexeme.meaning
        quarterly = days.month or any(word in (match["term"] or "") for word in ("qúy", "quí"))
        rhythm = "FREQ=MONTHLY;INTERVAL=3" if quarterly else "FREQ=MONTHLY" if match["monthly"] else None
        if rhythm is None and "MONTHLY" in reported:
            rhythm = reported
        if match["monthly"] and context.lexemes.get(match.start("monthly")):
            meaning = context.lexemes[match.start("monthly")].meaning
            if isinstance(meaning, Rhythm) and meaning.rules and "MONTHLY" in meaning.rules[0]:
                rhythm = meaning.rules[0]
        return [
            Reading(name, *match.span(), kind="recurring" if rhythm else "unparsed", inclusive=inclusive,
                    recurrence=f"{rhythm};{days.recurrence}" if rhythm else None, direction=direction,
                    floating=None if rhythm else days, problem="" if rhythm else "names no month")
        ]  # fmt: skip
    times = lexeme.meaning if isinstance(lexeme.meaning, list) else []
    if not times:
        return _problem(name, match, "names no month of the calendar")
    annual, again = match["annual"], _again(match, context)
    parted = annual is not None and (times[0].year is not None or not _yearly_again(again))
    span = (match.start(), match.start("annual")) if parted else match.span()
    for time in times:
        if annual and not parted and not annual.startswith(("của năm thực", "năm thực")):
            try:
                readings.append(
                    Reading(name, *match.span(), kind="recurring", inclusive=inclusive, direction=direction,
                            recurrence=yearly(time, direction))
                )  # fmt: skip
            except ValueError:
                return _problem(name, match, "names a day that the calendar does not have")
            continue
        try:
            first, last, inferred = context.resolve(time, match.start())
        except NoYear:
            return _problem(name, match, "names no year, and the document's is not known")
        except ValueError:
            return _problem(name, match, "names a day that the calendar does not have")
        reading = Reading(
            name,
            *span,
            inclusive=inclusive,
            inferred=inferred,
            direction=direction,
            grain=time.grain,
            clocked=clocked,
        )
        if time.year is None:
            reading.floating = time
        _direct(
            reading,
            direction,
            time,
            first,
            last,
            event=context.event or clocked or match[weekday] is not None,
        )
        if annual and not parted:
            reading.kind = "relative"
        if match[weekday] is not None and last and time.grain == "day":
            named = context.lexemes[match.start(weekday)].meaning
            if isinstance(named, Weekdays) and _WEEK[last.weekday()] not in named.days:
                reading.problem = "names a weekday that the date does not fall on"
        readings.append(reading)
    if (
        annual is not None
        and readings
        and all(r.recurrence for r in readings)
        and len(readings) > 1
        and times[0].grain in ("month", "quarter")
        and direction != "before"
    ):
        months = ",".join(r.recurrence.split("BYMONTH=")[1] for r in readings if r.recurrence)
        readings[0].recurrence = f"FREQ=YEARLY;BYMONTH={months}"
        readings = readings[:1]
    return readings + again if parted else readings


def _days_of_months(name: str, match: Match, context: Context, days: Days) -> list[Reading]:
    """`trước ngày 15 các tháng 3, 6, 9, 12`: each year, where none is written."""
    months = context.times(match, "months")
    if not months or any(time.year for time in months) or days.working or days.month:
        return _problem(name, match, "names days of months that no rule can say")
    listed = ",".join(time.recurrence.partition("BYMONTH=")[2] for time in months)
    rule = f"FREQ=YEARLY;BYMONTH={listed};{days.recurrence}"
    return [
        Reading(name, *match.span(), kind="recurring", recurrence=rule, inclusive=name != "before",
                direction=name)
    ]  # fmt: skip


_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def _every(match: Match, group: str, days: Weekdays, context: Context) -> str:
    lexeme = context.lexemes.get(match.start(group))
    if not days.weeks and lexeme and isinstance(lexeme.meaning, Rhythm) and lexeme.meaning.rules:
        rule = lexeme.meaning.rules[0]
        if rule.startswith("FREQ=WEEKLY"):
            return f"{rule};{days.recurrence.removeprefix('FREQ=WEEKLY;')}"
    return days.recurrence


def yearly(time: Time, direction: str) -> str:
    """What comes back each year; `trước tháng 10` is before its first day."""
    if direction == "before" and time.grain in ("month", "quarter") and time.first:
        return f"FREQ=YEARLY;BYMONTH={time.first.month};BYMONTHDAY=1"
    return time.recurrence


def _direct(
    reading: Reading, direction: str, time: Time, first: date | None, last: date | None, *, event: bool
) -> None:
    """Lay a time's dates into a reading, as its direction says."""
    match direction:
        case "before":
            reading.last = (first or last) if time.grain not in ("day", "point") else last or first
        case "by" | "until":
            reading.last = last or first
        case "from" if time.several:
            reading.kind, reading.first, reading.last = "period", first, last
        case "from":
            reading.kind, reading.first = "open_ended", first or last
        case "after":
            reading.kind, reading.first = "open_ended", (last or first or date.min) + timedelta(1)
        case _:
            if time.grain == "point":
                reading.first, reading.last = (first, last) if last is None else (None, last)
            elif time.grain == "day" and first == last:
                reading.first, reading.last = (last, last) if event else (None, last)
            else:
                reading.kind, reading.first, reading.last = "period", first, last


def _length_from(rule: str, match: Match, context: Context) -> list[Reading]:
    """`1,5 ngày (bắt đầu từ 13h30 thứ Hai ngày 06/7/2026)`."""
    length = context.lexemes[match.start("length")].meaning
    try:
        first, last, inferred = context.resolve(context.times(match, "time")[0], match.start())
    except (ValueError, IndexError):
        return _problem(rule, match, "names a day that the calendar does not have")
    start = first or last
    if not isinstance(length, Duration) or start is None:
        return _problem(rule, match, "has no length in days")
    end = _after(start, length, count_first=True)
    return [Reading(rule, *match.span(), kind="period", first=start, last=end, inferred=inferred)]


def _after(start: date, length: Duration, *, count_first: bool = False) -> date | None:
    """The day on which a duration ends; its first day does not count (Điều 147 Bộ luật Dân sự)."""
    number = math.ceil(length.number)
    match length.unit:
        case "ngày":
            return start + timedelta(number - count_first)
        case "tuần":
            return start + timedelta(7 * number - count_first)
        case "working day":
            day, left = start - timedelta(count_first), number
            while left and number <= 400:
                day += timedelta(1)
                left -= day.weekday() < 5
            return day
        case "tháng" | "qúy" | "quí" | "năm":
            months = number * {"tháng": 1, "năm": 12}.get(length.unit, 3) + start.month - 1
            year, month = start.year + months // 12, months % 12 + 1
            for day_number in (start.day, 30, 29, 28):
                try:
                    return date(year, month, day_number) - timedelta(count_first)
                except ValueError:
                    continue
    return None


def _duration(rule: str, match: Match, context: Context) -> list[Reading]:
    """A duration and the event it runs from; the plan's own issue where none is named."""
    at, side, stretch = (which(match, name) for name in ("anchor", "side", "length"))
    length = context.lexemes[match.start(stretch)].meaning if match[stretch] else None
    words = (match[at] or "").strip(" ,")
    anchor: date | None = None
    backwards = (match[side] or "").startswith("trước")
    if not words or _ISSUE.fullmatch(words.removeprefix("ngày ").removeprefix("khi ")):
        anchor = (
            context.calendar.issue_day if words or not (match["lead"] or "").startswith(_BOUNDS) else None
        )
    elif match["time"] is not None:
        try:
            anchor = context.resolve(context.times(match, "time")[0], match.start())[1]
        except (ValueError, IndexError):
            anchor = None
    reading = Reading(rule, *match.span(), kind="relative", condition=match.span(at) if words else None)
    if match["time"] is None and words and not any(name in words for name in _OWN_PAPER):
        reading.grain = "issue"
    if match.groupdict().get("each"):
        anchor = None
    if anchor and isinstance(length, Duration) and not backwards:
        reading.last = _after(anchor, length)
        lead = match["lead"] or ""
        if reading.last and not lead.startswith(_ENDS):
            reading.first = anchor + timedelta(1)
    elif anchor and isinstance(length, Duration) and length.unit == "ngày":
        reading.last = anchor - timedelta(math.ceil(length.number))
    return [reading]


_OWN_PAPER = ("này", fold("kế hoạch"))  # `ngày Kế hoạch này được ban hành`, not a bare `ngày ký`
_BOUNDS = ("chậm", "muộn", "trễ", "không", "sau", "trước", "tối", "quá")
_ENDS = ("hết", "chậm", "không", "muộn", "sau", "tối", "trễ", "trước", "đến")


def _coming(rule: str, match: Match, context: Context) -> list[Reading]:
    """`3 tháng tới`: the whole months after the document's."""
    length, issued = context.lexemes[match.start("length")].meaning, context.calendar.issued
    reading = Reading(rule, *match.span(), kind="relative", condition=match.span())
    if issued and isinstance(length, Duration) and length.unit == "tháng":
        reading.first = _after(issued.replace(day=1), Duration(1, "tháng"))
        reading.last = _after(reading.first, length, count_first=True) if reading.first else None
    elif isinstance(length, Duration) and (day := context.calendar.issue_day):
        reading.first, reading.last = day + timedelta(1), _after(day, length)
    return [reading]


_OPEN_END = Pattern(r"\s+ (?: cho \s+ )? đến \s+ khi \b")
_SLASHED = Pattern(r"/ \s* \d")  # `trước ngày 3O/9/2026`


def _event(rule: str, match: Match, context: Context) -> list[Reading]:
    words = match["anchor"].strip(" ,")
    if _SLASHED.search(words):
        return _problem(rule, match, "names a day that was not read")
    reading = Reading(
        rule, *match.span(), kind="relative", condition=match.span("anchor") if words else match.span()
    )
    if _ISSUE.fullmatch(words) and match["after"]:
        reading.first = context.calendar.issue_day
        if reading.first and match["after"].startswith(("từ", "kể")):
            reading.kind, reading.condition = "open_ended", None
    for at, lexeme in context.lexemes.items():
        if match.start() <= at < match.end() and isinstance(lexeme.meaning, Rhythm) and lexeme.meaning.rules:
            reading.recurrence = lexeme.meaning.rules[0]
    return [reading]


def _shifted(rule: str, match: Match, context: Context) -> list[Reading]:
    """`năm tiếp theo`, `tháng này`, `trong tuần`: counted from the document's date."""
    issued = context.calendar.issued
    named = match[which(match, "unit")]
    step = 0 if (match["shift"] or "") in ("", "này", "nay") else 1
    precise = len(context.calendar.date or "")
    needed = {"năm": 4, "qúy": 7, "quí": 7, "tháng": 7, "tuần": 10}[named]
    if issued is None or precise < needed:
        return [Reading(rule, *match.span(), kind="relative", condition=match.span())]
    match named:
        case "năm":
            year = issued.year if step else context.calendar.year or issued.year
            if match["onward"] and step:
                year = context.written_year(match.start()) or year
                return [Reading(rule, *match.span(), kind="open_ended", first=date(year + 1, 1, 1))]
            first, last = date(year + step, 1, 1), date(year + step, 12, 31)
        case "tuần":
            first = issued - timedelta(issued.weekday() - 7 * step)
            last = first + timedelta(6)
        case unit:
            months = 1 if unit == "tháng" else 3
            month = (issued.month - 1) // months * months
            start = (
                _after(date(issued.year, month + 1, 1), Duration(step * months, "tháng"))
                if step
                else date(issued.year, month + 1, 1)
            )
            first = start or issued
            last = _after(first, Duration(months, "tháng"), count_first=True) or first
    return [Reading(rule, *match.span(), kind="period", first=first, last=last, inferred=["year"])]


def _ongoing(rule: str, match: Match, context: Context) -> list[Reading]:
    reading = Reading(rule, *match.span(), kind="ongoing")
    if match["time"] is not None:
        times = context.times(match, "time")
        until = context.times(match, "until") if match["until"] is not None else times
        if times and until and (times[0].year or until[-1].year):
            try:
                reading.first, reading.last, _ = _ordered(times[0], until[-1], context, match.start())
            except (ValueError, IndexError):
                return _problem(rule, match, "names a day that the calendar does not have")
            if match["since"] and match["until"] is None:
                reading.last = None
            if match["ending"]:
                reading.first = None
    if match["rhythm"] is not None:
        meaning = context.lexemes[match.start("rhythm")].meaning
        if isinstance(meaning, Rhythm) and meaning.rules:
            if meaning.periodic:
                reading.end = match.start("rhythm")
                return [reading, *_rhythm("rhythm", match, context)]
            reading.recurrence = meaning.rules[0]
    return [reading]


def _rhythm(rule: str, match: Match, context: Context) -> list[Reading]:
    meaning = context.lexemes[match.start("rhythm")].meaning
    if not isinstance(meaning, Rhythm) or not meaning.rules:
        return _problem(rule, match, "names a rhythm that no rule can say")
    groups = match.groupdict()  # `Thường xuyên, định kỳ …` has no `before`
    bound = groups.get("before") is not None or groups.get("before2") is not None
    span = match.span() if bound or match[0].startswith("chậm") else match.span("rhythm")
    return [
        Reading(
            rule,
            *span,
            kind="recurring",
            recurrence=each,
            inclusive=not bound,
            clocked=groups.get("clock") is not None,
        )
        for each in meaning.rules
    ]


def _edge(rule: str, match: Match, context: Context) -> list[Reading]:
    """`cuối mỗi quý`, `đầu hằng năm`: the first or last day of each."""
    meaning = context.lexemes[match.start("rhythm")].meaning
    if (
        not isinstance(meaning, Rhythm)
        or not meaning.rules
        or not meaning.rules[0].startswith(("FREQ=MONTHLY", "FREQ=YEARLY"))
    ):
        return _problem(rule, match, "names a rhythm that no rule can say")
    base, late = meaning.rules[0], match["edge"] == "cuối"
    by = (
        ("BYMONTH=12;BYMONTHDAY=31" if late else "BYMONTH=1;BYMONTHDAY=1")
        if "YEARLY" in base
        else f"BYMONTHDAY={-1 if late else 1}"
    )
    return [
        Reading(
            rule,
            *match.span(),
            kind="recurring",
            recurrence=f"{base};{by}",
            inclusive=match["before"] is None,
        )
    ]


def _conditional(rule: str, match: Match, context: Context) -> list[Reading]:
    return [Reading(rule, *match.span(), kind="conditional", condition=match.span())]


def _clock(rule: str, match: Match, context: Context) -> list[Reading]:
    return [Reading(rule, *match.span(), kind="relative", condition=None, clocked=True)]


def _nothing(rule: str, match: Match, context: Context) -> list[Reading]:
    return []


def _blank(rule: str, match: Match, context: Context) -> list[Reading]:
    bound = "before" if match["bound"] else rule
    return _problem(bound, match, "has no day or month that can be read")


# ---------------------------------------------------------------------------------------------------------
DIRECTIONS = ("before", "by", "until", "from", "after", "within")

_CLOCK = r"H+ (?: \s* (?: - | đến ) \s* H+ )?"
# `mùng 6 tháng Giêng năm Bính Ngọ (tức ngày 22/02/2026)`: the day in brackets is meant
_MOON = r"""(?: L+ (?: \s [^\W\d_A-Z]++ ){0,4}+ \s* \( (?: (?: tức | nhằm ) \s+ (?: là \s+ )? )?
            (?: (?: từ | vào ) \s+ )? )"""
_MOON_NOTE = r"""(?: \s+ dương \s+ lịch )?
            (?: \s* [,(] \s* (?: (?: tức | nhằm | là ) \s+ ){0,2} L+ (?: \s [^\W\d_A-Z]++ ){0,4}+ \)? )?"""
_BEFORE_TIME = rf"""(?: (?P<clock> {_CLOCK} (?: [\s,;]+ (?: và \s+ )? {_CLOCK} )? ) [\s,]*
                (?: (?: các | vào | trong ) \s+ )* )?
            (?: (?P<weekday> W+ ) [\s,()]* )? {_MOON}?"""
_AFTER_TIME = rf"""(?: \s* [,(]? \s* (?P<weekday2> W+ ) \s* \)? )? {_MOON_NOTE}
                   (?: \s* [,(]? \s* (?: (?: lúc | vào \s lúc | từ ) \s+ )?
            (?P<clocked> {_CLOCK} ) \s* \)? )?"""
_TO_X, _TO_W = (
    rf"(?: (?<= {day} ) | (?<= {day} [\s(,] ) | (?<= {day} \s [\s(] ) | (?<= {day} , \s ) ) (?: của \s+ )?"
    for day in "XW"
)
_TIME = r"(?: D+ | M+ | Q+ | S+ | Y+ )"
_FILL = r"(?: \s* :? \s+ (?: \L<filler> | \L<bound> ) ){0,4}+"
_FILL_WITHIN = r"(?: \s* :? \s+ \L<filler> ){0,4}+"  # `dự kiến đến hết tháng 9` is a bound
_DAY_NAME = r"""(?: (?: (?<= ngày \s ) | (?<= dịp \s )
            | (?= (?: quốc \s khánh | tết | lễ ) \b ) )  # `trước ngày bầu cử 15/3`
            (?: (?! (?: trước | sau | đến | tới | hết | từ | và | xong | h(?:oà|òa)n | chậm | muộn | trong
            | vào ) \b ) [^\W\d_A-Z]++ \s+ ){1,8}+ \(? (?= (?<! D ) D ) )?"""
_ANNUAL = r"""(?P<annual> R+
    | (?: của \s+ )? năm \s+ (?: trước \s+ )? (?: liền \s+ (?: kề | sau | trước ) (?: \s+ (?: trước
            | sau ) )? | trước | sau | tiếp \s+ theo | kế \s+ tiếp )
        (?: \s+ (?: liền \s+ kề | năm \s+ kế \s+ h(?:oạ|ọa)ch | năm \s+ báo \s+ cáo ) )?
    | (?: của \s+ )? năm \s+ (?: (?: thực \s+ hiện \s+ )? kế \s+ h(?:oạ|ọa)ch | báo \s+ cáo ) )"""
_MONTHLY = r"""(?P<monthly> R+ | (?: của \s+ )? (?: mỗi \s+ )? tháng \s+ (?: liền \s+ (?: kề | sau )
            | sau | kế \s+ tiếp | tiếp \s+ theo )
            (?: \s+ liền \s+ kề | \s+ ngay \s+ sau \s+ kỳ \s+ báo \s+ cáo )?
    | (?: của \s+ )? tháng \b (?! \s+ (?: này | nay ) \b ) )"""
_TERM = r"""(?: (?: của \s+ )? (?: mỗi \s+ )? (?: kỳ (?: \s+ báo \s+ cáo )? | (?: qúy | quí ) (?: \s+
            (?: sau | trước | tiếp \s+ theo | kế \s+ tiếp | liền \s+ kề
            | báo \s+ cáo (?! \s+ \w ) ) )? ) )"""
_REST = r"[^.;()\n]{0,300}"
_PLACE = r"[^.;,()\n]{0,200}"
_ANCHOR = r"[^.;()\nDMQYSXHNR]{1,80}?"

_HAPPENS = r"""(?: khi | ngày | tổ \s+ chức | diễn \s+ ra | bắt \s+ đầu | họp | kỳ \s+ (?: họp | thi )
            | cuộc | đợt | đại \s+ hội | lễ | tết | phiên \s+ họp | hội \s+ (?: nghị | thảo | thi )
            | khai \s+ (?: mạc | giảng ) | bầu \s+ cử ) \b"""

_SINCE = rf"""(?: \s* ,? \s+ (?: cho \s+ )? (?: đến | tới ) \s+
            (?: (?: hết | cuối | (?P<exclusive> trước ) ) \s+ )?
            (?: ngày \s+ )? {_DAY_NAME} (?P<until> {_TIME} )
        | \s+ trở \s+ đi | \s+ (?: cho \s+ )? đến \s+ khi \s+ [^.;()\n]{{1,120}} )"""

RULES: tuple[tuple[str, Iterable[str], str, Production], ...] = (
    # name, what it cannot do without but for words of the lexicon (see `Pattern`), pattern on the shaded
    # text, production
    ("outlook", "", r"""
        (?: (?<= [\w)] [\s,;:.(-] ) | (?<= [\w)] [\s,;:.(-]{2} ) | (?<= [\w)] [\s,;:.(-]{3} ) )
        \N<outlook> \s+ (?! h(?:oà|òa)n \s thành | xong )
        (?: [^.;,\n]{0,20} \s )?
        (?: đến | tới | năm ) \s+ (?: hết \s+ )? Y+""", _nothing),
    ("range", ("đến", "tới", "-", "→", "hết", "kết thúc"), rf"""
        (?: (?: \L<within> | \L<by> ) \s+ )? (?: thời \s+ gian \s+ )?
        (?: (?: \L<from> | ngày ) \s* :? \s+ (?: vào \s+ )? )?
        {_BEFORE_TIME} (?P<time> D+ | M+ | Q+ | S+ | Y+ | X+ ) (?: \s* \(? \s* W+ \)? )? {_MOON_NOTE}
            (?P<crossing> \s+ (?: của \s+ )? năm \s+ trước )?
        \s* (?: (?: ,? \s* (?: và \s+ )? (?: kéo \s+ dài \s+ )? (?P<till> \L<until> )
                | ; \s* (?: (?: thời \s+ gian | ngày ) \s+ )? kết \s+ thúc \s* :? ) \s+
                (?: (?: hết | cuối | vào | trong | (?P<exclusive> trước ) ) \s+ )?
            | (?<! \n ) (?: - | → ) \s* (?: hết \s+ )? )
        (?: {_CLOCK} [\s,]* )? (?: W+ [\s,]* )? (?P<until> {_TIME} ) (?: \s* \(? \s* W+ \s* \)? )?
            {_MOON_NOTE} (?: \s+ (?: của \s+ )? năm \s+ sau )?
        (?: [\s,]+ {_ANNUAL} )?""", _range),
    ("days of each month", "X", rf"""(?: \L<from> \s+ )? (?P<time> X+ ) \s* (?: \L<until> \s+ | - \s* )
            (?P<until> X+ ) (?: \s+ {_MONTHLY} )?""", _days_range),
    ("since now", ("nay ", "giờ "), rf"""\L<from> \s+ (?P<anchor> \L<now> ) {_SINCE}""", _since_issue),
    ("since issue", ("đến", "tới", "trở"), rf"""(?: \L<from> \s+ (?: (?: khi | ngày | lúc
            | thời \s+ điểm ) \s+ )? ) (?P<anchor> {_ANCHOR} ) {_SINCE}""", _since_issue),
    ("period and its end", ("tính",), rf"""(?: \L<within> \s+ )?
            (?P<time> {_TIME} ) \s* ,? \s* và \s+ tính \s+ (?: đến | tới ) \s+ (?: hết \s+ )?
            (?P<until> {_TIME} ) (?P<crossing> (?!) )? (?P<annual> (?!) )?
            (?P<exclusive> (?!) )? (?P<till> (?!) )?""", _range),
    ("onward", ("tiếp", "các năm", "những năm", "sau", "tới", "trở", "(liên", "lâu", "đến khi"), rf"""
        (?: (?: \L<within>
            | \L<from> ) \s+ )? (?P<time> {_TIME} ) \s* ,? \s* (?: \L<onward>
        | (?: và | , | - ) \s* (?: (?: các | những | trong | cho | tiếp \s+ tục | \L<ongoing> ) \s+ )*
            (?: năm | qúy | quí | tháng | giai \s+ đ(?:oạ|ọa)n | thời \s+ gian | thời \s+ kỳ
            | nhiệm \s+ kỳ ) \s+ \L<following>
        | (?: cho \s+ )? đến \s+ khi \s+ [^.;()\n]{{1,120}} )
        (?: \s* ,? \s* (?: đến | tới ) \s+ (?: hết \s+ )? (?P<until> {_TIME} ) )?""", _onward),
    ("length from", "N", rf"""(?P<length> N+ ) \s* [,(]* \s* (?: bắt \s+ đầu \s+ )? từ \s+ {_BEFORE_TIME}
            (?P<time> D+ ) (?: \s* \) )? (?! \s* (?: - | đến | tới | cho \s đến ) )""", _length_from),
    ("length", "N", r"""
        (?: trong \s+ (?: thời \s+ gian \s+ )? )? N+
        (?: \s* [:,(]+ \s* (?: dự \s+ kiến \s+ )?
            (?= (?: (?: từ | vào | ngày | trong | trước | bắt \s+ đầu | h(?:oà|òa)n \s+ thành | xong
                | kết \s+ thúc | tổ \s+ chức ) \s+ ){0,3} [HWDXMQSY] )
          | \s+ (?= [HWDX] ) )""", _nothing),
    ("around an event", "NH", rf"""(?P<lead> trước | chậm \s nhất | muộn \s nhất | ít \s nhất
            | tối \s thiểu )? (?: \s+ là )? \s* (?P<length> N+ | H+ ) \s* ,? \s+ (?P<side> trước )
            (?! \s* {_TIME} ) \s* (?P<anchor> (?: (?P<time> (?!) ) | {_REST} ) )
        | (?P<side2> trước ) \s+ (?P<anchor2> (?: mỗi \s+ )? {_HAPPENS} [^.;,()\n]{{0,80}}? ) \s+
            (?: (?: ít \s nhất | tối \s thiểu | là ) \s+ )* (?P<length2> N+ )
            (?! \s+ (?: kể | tính ) )
        | (?P<side4> sau ) \s+ (?P<anchor4> {_HAPPENS} [^.;,()\n]{{1,80}}? ) \s+ (?P<length4> N+ )
            (?! \s+ (?: kể | tính ) )
        | (?P<side3> trước ) \s+ (?P<length3> N+ | H+ ) \s+ (?P<anchor3> {_HAPPENS} [^.;,()\n]{{0,80}} )""",
        _duration),
    ("duration", "N", rf"""(?: (?P<lead> (?: ngay \s+ )? (?: trong (?: \s+ (?: vòng | thời \s+ hạn
            | thời \s+ gian | khỏang ) )? | hết \s+ (?: thời \s+ hạn )? | không \s+ quá | chậm \s+ nhất
            | muộn \s+ nhất | trễ \s+ nhất | tối \s+ đa | sau | trước | thời \s+ hạn | đến \s+ hết | quá )
          (?: \s+ (?: là | sau | không \s+ quá | tối \s+ đa | vòng | thời \s+ hạn | ít \s+ nhất
            | tối \s+ thiểu ) )* ) \s+ )?
        (?P<length> N+ ) (?P<each> / [^\W\d_A-Z] [^.;,()\n]{{0,30}} )?  # 05 ngày làm việc/hồ sơ
        (?: \s+ liên \s+ (?: tục | tiếp ) )?
        (?: \s* ,? \s+ (?P<side> kể \s+ từ | tính \s+ (?: từ | đến ) | so \s+ với | sau | từ | (?= khi \b ) )
            \s* (?<= \s ) (?P<anchor> (?: khi \s+
            | ngày \s+ | thời \s+ điểm \s+ )? (?: (?P<time> D+ ) | {_PLACE} ) ) )?
        (?! \s* (?: tới | tiếp \s+ theo | đầu | cuối ) \b )""", _duration),
    ("coming", "N", r"(?: trong \s+ )? (?P<length> N+ ) \s+ (?: tới | tiếp \s+ theo )", _coming),
    ("edge", "R", r"""(?: (?P<before> trước ) \s+ | chậm \s+ nhất \s+ (?: là \s+ | vào \s+ )? | vào \s+
            | đến \s+ )? (?: ngày \s+ )? (?P<edge> đầu | cuối ) \s+ (?P<rhythm> R+ )""", _edge),
    ("dated", "DMQSYXW", rf"""(?: (?: (?: (?P<before> \L<before> ) | (?P<by> \L<by> ) |
            (?P<until> (?! kết \s+ thúc \s+ (?: trong | vào ) \s ) \L<until> ) ) {_FILL}
            | (?: (?P<from> \L<from> ) | (?P<after> \L<after> ) |
            (?P<within> \L<within> ) ) {_FILL_WITHIN} ) \s* :? \s+ {_DAY_NAME} )? (?: (?: các
            | thời \s+ gian ) \s+ )? {_BEFORE_TIME} (?P<time> {_TIME} | X+ | W+ ) {_AFTER_TIME}
        (?: [^\S\n]* (?: [,)] | (?P<open> \( ) )? [^\S\n]*
          (?: {_TO_X} (?: (?P<months> M+ ) (?: \s* ,? \s+ R+ )? | {_MONTHLY} (?: \s+ {_TERM} )?
              | (?P<term> {_TERM} ) ) |
            {_TO_W} (?P<weekly> R+ | (?: của \s+ )? (?: mỗi \s+ )? tháng \b
              | (?: trong \s+ )? tuần \b (?! \s+ (?: \w | \d ) ) )
            | (?: của \s+ )? {_ANNUAL} ) (?(open) [^\S\n]* \) ) )?""", _dated),
    ("ongoing", "", rf"""
        \N<ongoing> (?: \s* (?: , | và )? \s+ (?: \L<ongoing> | kịp \s+ thời
            | định \s+ kỳ (?! \s+ (?: báo | tổng | hoặc | và ) ) ) )*
        (?: (?: (?: \s* [,(] \s* | \s+ ) (?: (?: trong | cả | suốt | trong \s+ suốt | ngay \s+ trong
            | (?P<since> (?: kể \s+ | bắt \s+ đầu \s+ )? từ ) | (?P<ending> đến | tới ) (?: \s+ hết )? )
            \s+ )? (?P<time> Y+ | Q+ | M+ | S+ |
            (?: (?<= từ \s ) | (?<= (?: đến | hết ) \s ) ) D+ )
              (?: \s* (?: đến | - ) \s* (?: hết \s+ )? (?P<until> {_TIME} ) )? \s* \)? )
          | \s+ trong \s+ (?: (?: các | những | cả | suốt ) \s+ )? (?: B+ | (?: năm (?: \s+ học )? | tháng
            | tuần | qúy | quí | nhiệm \s+ kỳ ) \b (?: \s+ \L<following> \b )? )
          | \s+ (?: các | những ) \s+ năm \s+ \L<following> \b
          | \s* ,? \s+ (?P<rhythm> R+ ) (?= \s* (?: $ | [.;)] | và ) ) )?""", _ongoing),
    ("week or month of issue", ("tuần", "tháng", "qúy", "quí", "năm"), r"""(?: (?: trong
            | ngay \s+ trong ) \s+ (?P<unit> tuần | tháng | qúy | quí ) | (?: trong \s+
            | ngay \s+ trong \s+ )? (?: (?P<onward> các | những ) \s+ )?
            (?P<unit2> năm | tháng | tuần | qúy | quí ) \s+ (?P<shift> này | sau
            | tới | tiếp \s+ theo | kế \s+ tiếp ) ) (?= \s* (?: $ | [.;,)] ) )""", _shifted),
    ("named condition", "", r"""
        \N<whole> \b (?: \s* \( (?: khi | nếu | theo ) [^)]{0,80} \) )?
        (?: \s* (?: , | hoặc | và ) \s* \L<whole> \b )* (?: \s+ (?: khi | nếu | theo ) \b [^.;,)\n]* )?""",
        _conditional),
    ("event", "", r"""(?:
            (?P<after> \N<after_event> (?<! năm \s sau ) (?<! tháng \s sau ) ) \s+ (?! [A-Z] )
              | \N<before_event> (?<! năm \s trước ) (?: \s+ | (?= \s* $ ) ) (?! [A-Z] ) | \N<beside> \s+ )
            (?! (?: mắt | hết | đó | này | đây | tiên ) \b )
            (?P<anchor> (?: (?! , \s \L<ongoing> | \b và \s (?: (?: thực \s hiện \s )? \L<ongoing>
                | h(?:oà|òa)n \s thành | kết \s thúc | báo \s cáo | gửi )
              | , \s (?: (?: h(?:oà|òa)n \s thành | xong | \L<before> | \L<by> | \L<until> | \L<within> ) \s
                ){0,3} [DMQYS] ) [^.;()\n] ){0,300} )""", _event),
    ("term", "", r"""
        (?: (?: \L<by> | \L<until> | \L<within> ) \s+ (?: là \s+ )? )?
            (?P<anchor> (?: (?: \L<edge> \s+ ){0,2} \N<term>
              | (?<! [^\W\d_A-Z] \s ) (?: \L<edge> \s+ ){0,2} \N<season> ) \b
              (?! [^.;\n]{0,60} D | [^.;,()\n]{0,60} [:(] [^.;,\n]{0,20} [MQSY] ) [^.;,()\n]{0,60} )
            (?P<after> (?!) )?""", _event),
    ("review", "N", rf"(?P<anchor> \N<review> \s+ N+ {_REST} ) (?P<after> (?!) )?", _event),
    ("rhythm", "R", rf"""
            (?: (?: (?: từ | chậm \s nhất | lúc | vào | vào \s lúc ) \s+ | (?P<before> trước ) \s+ )?
                (?P<clock> {_CLOCK} ) [\s,]* )? (?P<rhythm> R+ )
            (?: [\s,(]+ (?P<before2> trước ) \s+ H+ \)? (?! [\s,]* [DWX] ) )?""", _rhythm),
    ("blank", "B", rf"(?: (?P<bound> \L<before> | \L<by> ) {_FILL} \s+ )? B+", _blank),
    ("moon", "L", rf"""
        (?: (?P<bound> \L<before> | \L<by> | \L<until> | \L<from> | \L<within> ) {_FILL} \s+ )?
        (?: {_CLOCK} [\s,]* )? L+ (?: \s* ,? \s+ R+ )?""", _blank),
    ("condition", "", r"""
        (?: (?<! tiếp \s ) (?<! kèm \s ) (?! theo \s dõi \b ) \N<heads>
          | (?: (?<! [^\W\d_A-Z] \s ) | (?<= hiện \s ) | (?<= khai \s ) | (?<= thành \s ) | (?<= và \s ) )
            \N<manner> ) \b
        (?: (?! \s (?: h(?:oà|òa)n \s thành | xong | chậm \s nhất | muộn \s nhất
                        | trước \s (?: H+ \s* )? [DMQYX] ) | \s* \( ) [^.;)\n] ){0,600}+""", _conditional),
    ("clock", "H", rf"(?: từ \s+ )? {_CLOCK}", _clock),
)  # fmt: skip


_LISTS = {
    name: partial(load_words, "deadlines", key)
    for name, key in {
        "before": "direction.before",
        "by": "direction.by",
        "until": "direction.until",
        "from": "direction.from",
        "after": "direction.after",
        "within": "direction.within",
        "filler": "filler.words",
        "bound": "filler.bound",
        "onward": "open.onward",
        "following": "open.following",
        "ongoing": "ongoing.words",
        "heads": "condition.heads",
        "manner": "condition.manner",
        "whole": "condition.whole",
        "after_event": "event.after",
        "before_event": "event.before",
        "beside": "event.beside",
        "edge": "event.edge",
        "term": "event.term",
        "season": "event.season",
        "now": "event.now",
        "review": "event.review",
        "outlook": "outlook.words",
    }.items()
}


def _pattern(source: str, needs: Iterable[str]) -> Pattern:
    source = rf"\b (?: {source} )"
    whole = re.sub(
        r"([DMQSYXWHRNBL])\+", r"(?<! \1 ) \1++", source
    )  # a time expression matches whole or not at all
    return Pattern(whole, needs, **_LISTS)


_PATTERNS = tuple(_pattern(source, needs) for _, needs, source, _ in RULES)
_OWN_ISSUE = ("issue", "own", "own_with_this", "now")
_ISSUE = Pattern(
    r"""(?: (?: khi | ngày ) \s+ )? (?: \L<issue> (?: \s+ (?: \L<own> | \L<own_with_this> \s+ này ) )?
        | (?: \L<own> | \L<own_with_this> \s+ này ) \s+ được \s+ \L<issue> | \L<now> )""",
    **{name: partial(load_words, "deadlines", f"event.{name}") for name in _OWN_ISSUE},
)


# What a sentence may hold; the other rules speak of a whole value.
SENTENCE = frozenset(
    {
        "outlook",
        "range",
        "days of each month",
        "since now",
        "length from",
        "length",
        "around an event",
        "duration",
        "edge",
        "dated",
        "blank",
        "moon",
        "rhythm",
        "week or month of issue",
    }
)
_IN_SENTENCES = tuple(place for place, (name, *_) in enumerate(RULES) if name in SENTENCE)
_SENTENCE_PATTERNS = tuple(_PATTERNS[place] for place in _IN_SENTENCES)


def apply_rules(text: str, context: Context, *, sentence: bool = False) -> list[Reading]:
    """The readings of the shaded text from left to right: at each place the first rule that fits."""
    readings: list[Reading] = []
    for number, match in leftmost(_SENTENCE_PATTERNS if sentence else _PATTERNS, text):
        name, _, _, read = RULES[_IN_SENTENCES[number] if sentence else number]
        readings += read(name, match, context)
    return readings
