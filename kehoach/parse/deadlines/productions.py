"""What the rules make of their matches: each function reads one kind of deadline.

A production takes the rule's name, its match in the shaded text and the `Context`.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from functools import partial

from kehoach.fold import fold
from kehoach.lexicon import load_words
from kehoach.parse.deadlines.reading import Context, Inferred, Reading, unparsed
from kehoach.parse.deadlines.times import Days, Duration, MonthDay, Rhythm, Time, Unreadable, Weekdays
from kehoach.parse.patterns import Match, Pattern, which

_OWN_ISSUE = ("issue", "own", "own_with_this", "now")
_ISSUE = Pattern(
    r"""(?: (?: khi | ngày ) \s+ )? (?: \L<issue> (?: \s+ (?: \L<own> | \L<own_with_this> \s+ này ) )?
        | (?: \L<own> | \L<own_with_this> \s+ này ) \s+ được \s+ \L<issue> | \L<now> )""",
    **{name: partial(load_words, "deadlines", f"event.{name}") for name in _OWN_ISSUE},
)


_DIRECTIONS = ("before", "by", "until", "from", "after", "within")


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


def read_range(rule: str, match: Match, context: Context) -> list[Reading]:
    last = context.times(match, "until")[-1]
    opening = context.lexemes[match.start("time")].meaning
    if isinstance(opening, Days):
        at = last.first or last.last
        if at is None:
            return unparsed(rule, match, "names no day of the calendar")
        first = Time(
            "day", at._replace(day=opening.days[0]), at._replace(day=opening.days[0]), last.year, last.year
        )
    else:
        first = context.times(match, "time")[0]
    if match["crossing"]:
        return [Reading(rule, *match.span(), kind="recurring", recurrence="FREQ=YEARLY")]
    again = _again(match, context)
    opens, closes = first.first or first.last, last.last
    days = first.grain == last.grain == "day" and opens and closes and opens.month == closes.month
    whole = Time("day" if days else "month", opens, closes)
    if match["annual"] and _yearly_again(again) and opens and closes:
        return [Reading(rule, *match.span(), kind="recurring", recurrence=whole.recurrence)]
    start, end, inferred = _ordered(first, last, context, match.start())
    if match["exclusive"] and last.grain not in ("day", "point"):
        end = last.dated(end.year if end else 0).dates()[0] or end
    if start and end and start > end:
        return unparsed(rule, match, "ends before it begins")
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


def read_days_range(rule: str, match: Match, context: Context) -> list[Reading]:
    """`từ ngày 01 đến ngày 05 hằng tháng`."""
    first = context.lexemes[match.start("time")].meaning
    last = context.lexemes[match.start("until")].meaning
    if not isinstance(first, Days) or not isinstance(last, Days) or first.days[0] > last.days[-1]:
        return unparsed(rule, match, "names no days of a month")
    days = Days(tuple(range(first.days[0], last.days[-1] + 1)))
    return (
        [Reading(rule, *match.span(), kind="unparsed", floating=days, problem="names no month")]
        if not match["monthly"]
        else [Reading(rule, *match.span(), kind="recurring", recurrence=f"FREQ=MONTHLY;{days.recurrence}")]
    )


def read_since_issue(rule: str, match: Match, context: Context) -> list[Reading]:
    """`từ khi ban hành đến hết năm 2030`, `từ nay đến 30/6/2026`, `từ ngày ban hành trở đi`."""
    anchor = match["anchor"].strip()
    issued = context.calendar.issued if _ISSUE.fullmatch(anchor) else None
    inferred: list[Inferred] = ["day"] if issued and not context.calendar.issue_day else []
    if "until" not in match.groupdict() or match["until"] is None:
        return [
            Reading(rule, *match.span(), kind="open_ended" if issued else "relative", first=issued,
                    condition=None if issued else match.span("anchor"), inferred=inferred)
        ]  # fmt: skip
    until = context.times(match, "until")[-1]
    _, end, guessed = context.resolve(until, match.start())
    return [
        Reading(rule, *match.span(), kind="period", first=issued, last=end, inferred=guessed + inferred,
                inclusive=match["exclusive"] is None, condition=None if issued else match.span("anchor"),
                grain=until.grain)
    ]  # fmt: skip


def read_onward(rule: str, match: Match, context: Context) -> list[Reading]:
    first, last, inferred = context.resolve(context.times(match, "time")[0], match.start())
    reading = Reading(
        rule, *match.span(), kind="open_ended", first=first or last, inferred=inferred, grain="year"
    )
    if match["until"] is not None:
        until = context.times(match, "until")[-1]
        reading.kind, reading.last = "period", context.resolve(until, match.start())[1]
    return [reading]


def read_dated(rule: str, match: Match, context: Context) -> list[Reading]:
    """A time with the direction before it and what makes it come back behind it."""
    direction = next((name for name in _DIRECTIONS if match[name] is not None), "")
    if direction == "from" and match["clock"] and not _OPEN_END.match(match.string, match.end()):
        direction = ""  # `từ 7h30 ngày …`, `từ 7h30 đến 11h30 ngày …`: an event on its day
    meaning = context.lexemes[match.start("time")].meaning
    if isinstance(meaning, Weekdays):
        return _weekdays(direction, match, context, meaning)
    if isinstance(meaning, Days):
        of_months = _days_of_months if match["months"] else _days_of_month
        return of_months(direction, match, context, meaning)
    try:
        return _times(direction, match, context)
    except Unreadable as why:
        return unparsed(direction or "bare", match, str(why))


def _weekdays(direction: str, match: Match, context: Context, days: Weekdays) -> list[Reading]:
    """`thứ Sáu hằng tuần`, `thứ Hai tuần đầu hằng tháng`."""
    returns = days.weeks or match["weekly"] or "WEEKLY" in context.report_before(match.start())
    rule = _every(match, "weekly", days, context) if returns else None
    return _returning(direction, match, days, rule, "names a weekday without a date")


def _days_of_month(direction: str, match: Match, context: Context, days: Days) -> list[Reading]:
    """`trước ngày 20 hằng tháng`, `ngày 05 tháng đầu quý`; of a report, in the rhythm of its name."""
    quarterly = days.month or "qúy" in (match["term"] or "")
    rhythm = "FREQ=MONTHLY;INTERVAL=3" if quarterly else "FREQ=MONTHLY" if match["monthly"] else ""
    if not rhythm and "MONTHLY" in (reported := context.report_before(match.start())):
        rhythm = reported
    named = context.lexemes.get(match.start("monthly"))
    if named and isinstance(named.meaning, Rhythm) and "MONTHLY" in "".join(named.meaning.rules[:1]):
        rhythm = named.meaning.rules[0]
    rule = f"{rhythm};{days.recurrence}" if rhythm else None
    return _returning(direction, match, days, rule, "names no month")


def _returning(
    direction: str, match: Match, days: Days | Weekdays, rule: str | None, lacks: str = ""
) -> list[Reading]:
    """Days that come back by a rule; without one, they may be of a rhythm beside them."""
    return [
        Reading(direction or "bare", *match.span(), kind="recurring" if rule else "unparsed", recurrence=rule,
                inclusive=direction != "before", direction=direction, floating=None if rule else days,
                problem="" if rule else lacks)
    ]  # fmt: skip


def _times(direction: str, match: Match, context: Context) -> list[Reading]:
    """Times of the calendar, of one year or of each."""
    times = context.times(match, "time")
    name, weekday = direction or "bare", which(match, "weekday")
    inclusive = direction != "before"
    clocked = match["clock"] is not None or match["clocked"] is not None
    annual, again = match["annual"], _again(match, context)
    parted = annual is not None and (times[0].year is not None or not _yearly_again(again))
    if annual and not parted and not annual.startswith(("của năm thực", "năm thực")):
        rules = [yearly(time, direction) for time in times]
        if len(rules) > 1 and times[0].grain in ("month", "quarter") and inclusive:
            rules = ["FREQ=YEARLY;BYMONTH=" + ",".join(rule.split("BYMONTH=")[1] for rule in rules)]
        return [
            Reading(name, *match.span(), kind="recurring", inclusive=inclusive, direction=direction,
                    recurrence=rule)
            for rule in rules
        ]  # fmt: skip
    span = (match.start(), match.start("annual")) if parted else match.span()
    event = context.event or clocked or match[weekday] is not None
    readings = []
    for time in times:
        first, last, inferred = context.resolve(time, match.start())
        floating = None if time.year else time
        reading = Reading(name, *span, inclusive=inclusive, inferred=inferred, direction=direction,
                          grain=time.grain, clocked=clocked, floating=floating)  # fmt: skip
        _direct(reading, direction, time, first, last, event=event)
        if annual and not parted:
            reading.kind = "relative"
        if match[weekday] is not None and last and time.grain == "day":
            named = context.lexemes[match.start(weekday)].meaning
            if isinstance(named, Weekdays) and _WEEK[last.weekday()] not in named.days:
                reading.problem = "names a weekday that the date does not fall on"
        readings.append(reading)
    return readings + again if parted else readings


def _days_of_months(direction: str, match: Match, context: Context, days: Days) -> list[Reading]:
    """`trước ngày 15 các tháng 3, 6, 9, 12`: each year, where none is written."""
    months = context.times(match, "months")
    if any(time.year for time in months) or days.working or days.month:
        return unparsed(direction or "bare", match, "names days of months that no rule can say")
    listed = ",".join(time.recurrence.partition("BYMONTH=")[2] for time in months)
    rule = f"FREQ=YEARLY;BYMONTH={listed};{days.recurrence}"
    return _returning(direction, match, days, rule)


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


def read_length_from(rule: str, match: Match, context: Context) -> list[Reading]:
    """`1,5 ngày (bắt đầu từ 13h30 thứ Hai ngày 06/7/2026)`."""
    length = context.lexemes[match.start("length")].meaning
    first, last, inferred = context.resolve(context.times(match, "time")[0], match.start())
    start = first or last
    if not isinstance(length, Duration) or start is None:
        return unparsed(rule, match, "has no length in days")
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
        case "tháng" | "qúy" | "năm":
            months = number * {"tháng": 1, "năm": 12}.get(length.unit, 3) + start.month - 1
            year, month = start.year + months // 12, months % 12 + 1
            for day_number in (start.day, 30, 29, 28):
                try:
                    return date(year, month, day_number) - timedelta(count_first)
                except ValueError:
                    continue
    return None


def read_duration(rule: str, match: Match, context: Context) -> list[Reading]:
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
        except Unreadable:
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


def read_coming(rule: str, match: Match, context: Context) -> list[Reading]:
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
_SLASHED = Pattern(r"/ \s* [\dDMY]")  # `trước ngày 35/9/2026`


def read_event(rule: str, match: Match, context: Context) -> list[Reading]:
    words = match["anchor"].strip(" ,")
    if _SLASHED.search(words):
        return unparsed(rule, match, "names a day that was not read")
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


def read_shifted(rule: str, match: Match, context: Context) -> list[Reading]:
    """`năm tiếp theo`, `tháng này`, `trong tuần`: counted from the document's date."""
    issued = context.calendar.issued
    named = match[which(match, "unit")]
    step = 0 if (match["shift"] or "") in ("", "này", "nay") else 1
    precise = len(context.calendar.date or "")
    needed = {"năm": 4, "qúy": 7, "tháng": 7, "tuần": 10}[named]
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


def read_ongoing(rule: str, match: Match, context: Context) -> list[Reading]:
    reading = Reading(rule, *match.span(), kind="ongoing")
    if match["time"] is not None:
        times = context.times(match, "time")
        until = context.times(match, "until") if match["until"] is not None else times
        if times[0].year or until[-1].year:
            reading.first, reading.last, _ = _ordered(times[0], until[-1], context, match.start())
            if match["since"] and match["until"] is None:
                reading.last = None
            if match["ending"]:
                reading.first = None
    if match["rhythm"] is not None:
        meaning = context.lexemes[match.start("rhythm")].meaning
        if isinstance(meaning, Rhythm) and meaning.rules:
            if meaning.periodic:
                reading.end = match.start("rhythm")
                return [reading, *read_rhythm("rhythm", match, context)]
            reading.recurrence = meaning.rules[0]
    return [reading]


def read_rhythm(rule: str, match: Match, context: Context) -> list[Reading]:
    meaning = context.lexemes[match.start("rhythm")].meaning
    if not isinstance(meaning, Rhythm) or not meaning.rules:
        return unparsed(rule, match, "names a rhythm that no rule can say")
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


def read_edge(rule: str, match: Match, context: Context) -> list[Reading]:
    """`cuối mỗi quý`, `đầu hằng năm`: the first or last day of each."""
    meaning = context.lexemes[match.start("rhythm")].meaning
    if (
        not isinstance(meaning, Rhythm)
        or not meaning.rules
        or not meaning.rules[0].startswith(("FREQ=MONTHLY", "FREQ=YEARLY"))
    ):
        return unparsed(rule, match, "names a rhythm that no rule can say")
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


def read_conditional(rule: str, match: Match, context: Context) -> list[Reading]:
    return [Reading(rule, *match.span(), kind="conditional", condition=match.span())]


def read_clock(rule: str, match: Match, context: Context) -> list[Reading]:
    return [Reading(rule, *match.span(), kind="relative", condition=None, clocked=True)]


def read_nothing(rule: str, match: Match, context: Context) -> list[Reading]:
    return []


def read_blank(rule: str, match: Match, context: Context) -> list[Reading]:
    bound = "before" if match["bound"] else rule
    return unparsed(bound, match, "has no day or month that can be read")


# ---------------------------------------------------------------------------------------------------------
