"""Time expressions: days, months, quarters, years, rhythms and durations, each known by a letter.

`shade` gives a copy of the folded text in which every time expression is drawn over with its letter, one for
each character, so that a rule about directions (`trước`, `từ … đến …`) is a pattern over a few letters and
its offsets are the document's own. `trước ngày 01/9/2026` becomes `trước DDDDDDDDDDDDDD`.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal, NamedTuple

from kehoach.document import Passage
from kehoach.expressions import compile
from kehoach.fold import fold
from kehoach.lexicon import load_lexicon
from kehoach.parse.patterns import Match, Pattern, leftmost, which

Grain = Literal["day", "week", "month", "quarter", "half", "year", "point"]


class Unreadable(ValueError):
    """A time that has no place in the calendar; the message says why."""


def _length(year: int, month: int) -> int:
    """The days of a month, as `calendar` has them, which takes a hundredth of a start to import."""
    return 31 if month == 12 else (date(year, month + 1, 1) - timedelta(days=1)).day


class MonthDay(NamedTuple):
    """A day of an unknown year; day 0 is the month's last."""

    month: int
    day: int

    def on(self, year: int) -> date:
        """The date in a year. Raises `Unreadable` where there is none (31/6)."""
        try:
            return date(year, self.month, self.day or _length(year, self.month))
        except ValueError:
            raise Unreadable("names a day that the calendar does not have") from None


class Time(NamedTuple):
    """A stretch of the calendar: its first and last day, and the years of both as far as they are written."""

    grain: Grain
    first: MonthDay | None
    last: MonthDay | None
    year: int | None = None
    last_year: int | None = None
    week: int = 0  # of the month of `first`, counted by its Mondays; -1 is the last
    last_week: int = 0

    def dated(self, year: int) -> "Time":
        """The same with a year where none is written; `tháng 11 - 01` goes on into the next."""
        return self if self.year else self._replace(year=year, last_year=year + self.crossing)

    def dates(self) -> tuple[date | None, date | None]:
        """First and last day. Raises `Unreadable` where the calendar has no such day or no year is known."""
        if self.year is None:
            raise Unreadable("names no year, and the document's is not known")
        if self.week and self.first:
            month = self.first.on(self.year)
            mondays = [month + timedelta(-month.weekday() % 7 + 7 * week) for week in range(5)]
            mondays = [monday for monday in mondays if monday.month == month.month]
            if max(self.week, self.last_week) > len(mondays):
                raise Unreadable("names a week that its month does not have")
            monday, last_monday = (mondays[week - (week > 0)] for week in (self.week, self.last_week))
            return monday, last_monday + timedelta(6)
        first = self.first.on(self.year) if self.first else None
        last = self.last.on(self.last_year or self.year) if self.last else None
        return first, last

    @property
    def crossing(self) -> bool:
        """Whether it ends in the year behind the one that it begins in."""
        return bool(self.first and self.last and self.last.month < self.first.month)

    @property
    def several(self) -> bool:
        """Whether it is more than one of its kind: `tháng 8 - 10`, `quý I, II`, `2026 - 2030`."""
        if self.first is None or self.last is None:
            return False
        longest = {"day": 0, "month": 0, "quarter": 2, "year": 11}.get(self.grain)
        if longest is None:
            return False
        within = 0 <= self.last.month - self.first.month <= longest
        return not within or self.year != self.last_year or (self.grain == "day" and self.first != self.last)

    @property
    def recurrence(self) -> str:
        """What it is when it comes back every year: `BYMONTH=7;BYMONTHDAY=20`."""
        if self.grain == "year" or self.last is None:
            return "FREQ=YEARLY"
        if self.grain in ("day", "point"):
            at = self.last
            at.on(2024)
            if self.grain == "day" and self.first and self.first != at and self.first.month == at.month:
                days = ",".join(map(str, range(self.first.day, at.day + 1)))
                return f"FREQ=YEARLY;BYMONTH={at.month};BYMONTHDAY={days}"
            last = -1 if at.month == 2 else _length(2024, at.month)
            return f"FREQ=YEARLY;BYMONTH={at.month};BYMONTHDAY={at.day or last}"
        start = (self.first or self.last).month
        end = self.last.month + 12 * (self.last.month < start)
        months = sorted((month - 1) % 12 + 1 for month in range(start, end + 1))
        return "FREQ=YEARLY;BYMONTH=" + ",".join(map(str, months))


def is_behind(time: Time, other: Time) -> bool:
    """Whether a time begins in a later month than another does, so that in one year it would follow it."""
    first, second = time.first or time.last, other.first or other.last
    return first is not None and second is not None and first.month > second.month


def in_order(times: list[Time]) -> list[Time]:
    """Times of one list whose last names the year: `tháng 11, 12 và tháng 01/2027` begins the year before."""
    ordered = times[-1:]
    for time in reversed(times[:-1]):
        after = ordered[0]
        year = after.year - is_behind(time, after) if after.year else None
        ordered.insert(0, time._replace(year=year, last_year=year))
    return ordered


class Duration(NamedTuple):
    """A number of days, working days, weeks, months, … (`10 ngày làm việc`)."""

    number: float
    unit: str


class Days(NamedTuple):
    """Days of a month that is not named: `ngày 15`, `ngày cuối cùng` (-1), `ngày làm việc cuối cùng`."""

    days: tuple[int, ...]
    month: str = ""  # of the quarter: `đầu`, `hai`, `cuối`
    working: bool = False

    @property
    def recurrence(self) -> str:
        if self.working:
            return f"BYDAY=MO,TU,WE,TH,FR;BYSETPOS={self.days[0]}"
        return "BYMONTHDAY=" + ",".join(map(str, self.days))


class Weekdays(NamedTuple):
    """Days of the week, and the weeks of the month that they stand in."""

    days: tuple[str, ...]
    weeks: tuple[int, ...] = ()

    @property
    def recurrence(self) -> str:
        if self.weeks:
            return "FREQ=MONTHLY;BYDAY=" + ",".join(
                f"{week}{day}" for week in self.weeks for day in self.days
            )
        return "FREQ=WEEKLY;BYDAY=" + ",".join(self.days)


class Rhythm(NamedTuple):
    """How often: one RRULE for each rhythm named. `periodic` where it says `định kỳ`."""

    rules: tuple[str, ...]
    periodic: bool = False


Meaning = list[Time] | Duration | Days | Weekdays | Rhythm | None


class Lexeme(NamedTuple):
    """A time expression in the text: its letter, its place, what it means (None: not in the calendar)."""

    letter: str
    start: int
    end: int
    meaning: Meaning


@cache
def numbers() -> dict[str, int]:
    return {fold(word): number for word, number in load_lexicon("deadlines")["numbers"].items()}


@cache
def weekdays() -> dict[str, str]:
    return {fold(word): code for word, code in load_lexicon("deadlines")["weekdays"].items()}


@cache
def named() -> dict[str, int]:
    """What a month or a quarter is called: `tháng giêng`, `quý tư`."""
    return numbers() | {fold(word): number for word, number in load_lexicon("deadlines")["named"].items()}


def _number(word: str) -> int:
    return int(word) if word.isdigit() else named()[word]


_MORE_NUMBERS = Pattern(r"\d{1,2}")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_QUARTERS = Pattern(r"\b(?: [ivx]{1,4} | \d{1,2} | \L<named> )\b", named=lambda: named())
_MIDDLE = {"day": 15, "month": 6, "quarter": 2}


def _year(match: Match) -> int | None:
    year = match[which(match, "year")]
    if year is None:
        return None
    return int(year) + (2000 if len(year) == 2 else 0)


def _runs(written: str, number: Pattern, value: Callable[[str], int]) -> list[tuple[int, int]]:
    """Days, months or quarters in a list as runs: `1, 2, 4` → (1, 2), (4, 4); `3 - 4, 9` → (3, 4), (9, 9)."""
    runs: list[tuple[int, int]] = []
    at = 0
    for match in number.finditer(written):
        between, found = written[at : match.start()], value(match[0])
        if runs and ("-" in between or "đến" in between or found == runs[-1][1] + 1):
            runs[-1] = (runs[-1][0], found)
        else:
            runs.append((found, found))
        at = match.end()
    return runs


def _day(match: Match) -> Meaning:
    month, year = _number(match[which(match, "month")]), _year(match)
    runs = _runs((match["days"] or "") + match["day"], _MORE_NUMBERS, int)
    if not all(1 <= day <= 31 for run in runs for day in run):
        return []
    return [Time("day", MonthDay(month, first), MonthDay(month, last), year, year) for first, last in runs]


def _at(match: Match, first: MonthDay, last: MonthDay, grain: Grain, year: int | None) -> Time:
    """The stretch, or its early, middle or late point (Điều 148 Bộ luật Dân sự)."""
    at = match["at"]
    whole = Time(grain, first, last, None)
    if at and grain == "month" and whole.several:  # `cuối tháng 8 - tháng 10`: its first month's end
        day = {"đầu": 1, "giữa": 15, "cuối": 0}[at]
        whole, at = whole._replace(first=MonthDay(first.month, day)), None
    if at is None:
        return whole._replace(year=year - whole.crossing, last_year=year) if year else whole
    if at == "đầu":
        if grain == "quarter":
            return Time("month", first, MonthDay(first.month, 0), year, year)
        return Time("point", first, None, year, year)
    if at == "giữa":
        last = {
            "month": MonthDay(first.month, 15),
            "quarter": MonthDay(first.month + 1, 15),
            "year": MonthDay(6, 30),
        }[grain]
    return Time("point", None, last, year, year)


def _month(match: Match) -> Meaning:
    written = match[which(match, "months")]
    runs = _runs(written, _MORE_NUMBERS, int) or [(named()[written], named()[written])]
    if not all(1 <= month <= 12 for run in runs for month in run):
        return []
    return in_order(
        [_at(match, MonthDay(first, 1), MonthDay(last, 0), "month", _year(match)) for first, last in runs]
    )


def _quarter_number(name: str) -> int:
    return _ROMAN.get(name, 0) if name[0] in "ivx" else _number(name)


def _quarter(match: Match) -> Meaning:
    runs = _runs(match["quarters"], _QUARTERS, _quarter_number)
    if not all(1 <= quarter <= 4 for run in runs for quarter in run):
        return []
    return [
        _at(match, MonthDay(3 * first - 2, 1), MonthDay(3 * last, 0), "quarter", _year(match))
        for first, last in runs
    ]


def _half(match: Match) -> Meaning:
    year = _year(match)
    written = match[which(match, "number")]
    number = 6 if written is None else _number(written) if written else 0
    if match[which(match, "term")] == "qúy":
        number = 3 * (_number(written) if written else 1)
    if number > 12:
        return []
    if match["side"] in (None, "đầu"):
        return [Time("half", MonthDay(1, 1), MonthDay(number or 6, 0), year, year)]
    first = MonthDay(13 - number, 1) if number else None
    return [Time("half", first, MonthDay(12, 0), year, year)]


_DECADE = {
    "thượng tuần": (1, 10),
    "trung tuần": (11, 20),
    "hạ tuần": (21, 0),
    "nửa đầu": (1, 15),
    "nửa cuối": (16, 0),
}


def _decade(match: Match) -> Meaning:
    month = int(match["month"])
    if not 1 <= month <= 12:
        return []
    if match["decade"]:
        first, last = _DECADE[" ".join(match["decade"].split())]
    elif (number := _number(match["number"])) > 28:
        return []
    elif match["side"] == "đầu":
        first, last = 1, number
    else:
        first, last = _length(_year(match) or 2026, month) - number + 1, 0
    return [Time("week", MonthDay(month, first), MonthDay(month, last), _year(match), _year(match))]


def _week(match: Match) -> Meaning:
    """Week n of a month begins on its n-th Monday."""
    month, written = int(match["month"]), [match["week"], match["until"] or match["week"]]
    first, last = (_ORDINAL.get(week) or _number(week) for week in written)
    if not (1 <= month <= 12 and -1 <= first <= last <= 5):
        return []
    return [Time("week", MonthDay(month, 1), MonthDay(month, 0), _year(match), _year(match), first, last)]


_FOUR = Pattern(r"\d{4}")


def _years(match: Match) -> Meaning:
    runs = _runs(match["years"], _FOUR, int)
    if runs != sorted(runs) or any(first > last for first, last in runs):
        return []
    return [Time("year", MonthDay(1, 1), MonthDay(12, 0), first, last) for first, last in runs]


def _this_year(match: Match) -> Meaning:
    return [_at(match, MonthDay(1, 1), MonthDay(12, 0), "year", _year(match))]


def _days_of_month(match: Match) -> Meaning:
    month = match[which(match, "which")] or ""
    if match["edge"]:
        return Days((1 if match["edge"] == "đầu" else -1,), month, working=match["working"] is not None)
    runs = _runs(match[which(match, "days")], _MORE_NUMBERS, int)
    days = tuple(day for first, last in runs for day in range(first, last + 1))
    if match["ending"]:
        days += (-1,)
    return Days(days, month) if days and all(1 <= day <= 31 or day == -1 for day in days) else None


_WEEKDAY = Pattern(
    r"\L<weekday> | (?<= [,\s] ) [2-7] | cn | (?<= , \s ) (?:hai|ba|tư|năm|sáu|bảy)",
    weekday=lambda: weekdays(),
)
_WEEKS = Pattern(r"\d | nhất | hai | ba | tư | đầu | cuối")
_ORDINAL = {"nhất": 1, "đầu": 1, "hai": 2, "ba": 3, "tư": 4, "cuối": -1}
_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def _weekdays(match: Match) -> Meaning:
    days = [] if match["weekdays"] else ["MO"]
    for name in _WEEKDAY.finditer(match["weekdays"] or ""):
        word = "chủ nhật" if name[0] == "cn" else name[0]
        days.append(weekdays()[word if word in weekdays() else f"thứ {word}"])
    if match["ranged"] and len(days) == 2:
        days = list(_WEEK[_WEEK.index(days[0]) : _WEEK.index(days[1]) + 1])
    weeks = tuple(
        _ORDINAL.get(week[0]) or int(week[0]) for week in _WEEKS.finditer(match[which(match, "weeks")] or "")
    )
    return Weekdays(tuple(days), weeks)


def _duration(match: Match) -> Meaning:
    number = match["number"]
    value = float(number.replace(",", ".")) if number[0].isdigit() else float(numbers().get(number, 5))
    unit = "working day" if match["working"] else {"h": "giờ"}.get(match["unit"], match["unit"])
    return Duration(value, unit)


_RHYTHM_UNIT = Pattern(
    r"""(?: \b (?P<number> \d{1,2} | \L<number> ) \s* )?
        (?P<half> nửa \s+ )?
        (?P<unit> ngày | đêm | tuần | tháng | qúy | năm )""",
    number=lambda: numbers(),
)
_OCCURRENCE = "(?: kỳ | buổi | cuộc | đợt | phiên | số | ngày | lớp | tin | bài | lượt | chuyến )"
_TIMES = Pattern(
    rf"(?P<times> \d{{1,2}} | \L<number> ) \s* (?: lần | {_OCCURRENCE} (?= \s* / (?! \s* lần ) ) )",
    number=lambda: numbers(),
)
_MONTHS = {"tháng": 1, "qúy": 3, "năm": 12}


def monthly(months: int) -> str:
    """The rule that comes back after so many months.

    >>> monthly(3), monthly(12), monthly(60)
    ('FREQ=MONTHLY;INTERVAL=3', 'FREQ=YEARLY', 'FREQ=YEARLY;INTERVAL=5')
    """
    freq, interval = ("YEARLY", months // 12) if months % 12 == 0 else ("MONTHLY", months)
    return f"FREQ={freq}" + (f";INTERVAL={interval}" if interval > 1 else "")


def _rule(unit: str, number: int, times: int) -> str:
    """So many times a period: `6 tháng`, and `2 lần/năm`, which is the same, is every six months.

    Where the times do not part the period into whole months, it is the period: `2 lần/tháng` is monthly,
    `3 lần/tuần` weekly; how often within it stays in the text.
    """
    if unit in _MONTHS:
        months = _MONTHS[unit] * number
        if months == 9 and times == 1:
            return "FREQ=YEARLY;BYMONTH=9"
        return monthly(months // times if months % times == 0 else months)
    freq = "DAILY" if unit in ("ngày", "đêm") else "WEEKLY"
    return f"FREQ={freq}" + (f";INTERVAL={number}" if number > 1 else "")


def _counted_rhythm(match: Match) -> Meaning:
    if match["workdays"]:
        return Rhythm(("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",))
    return _rhythm(match)


def _rhythm(match: Match) -> Meaning:
    text = match[0]
    count = _TIMES.search(text)
    times = _number(count["times"]) if count else 1
    if count:
        text = text[: count.start()] + " " + text[count.end() :]
    rules = []
    for unit in _RHYTHM_UNIT.finditer(text):
        number = _number(unit["number"]) if unit["number"] else 1
        if unit["half"]:
            rule = {"năm": monthly(6), "tháng": "FREQ=WEEKLY;INTERVAL=2"}.get(unit["unit"])
        else:
            rule = _rule(unit["unit"], number, times) if times else None
        if rule is None:
            return Rhythm(())
        rules.append(rule)
    return Rhythm(tuple(dict.fromkeys(rules)), match[0].startswith("định"))


def _report(match: Match) -> Meaning:
    """How often a report comes that is called by it: `báo cáo tháng`, `báo cáo tuần`."""
    unit = match[which(match, "unit")]
    return None if match[which(match, "which")] or unit == "năm" else Rhythm((_rule(unit, 1, 1),))


def _nothing(match: Match) -> Meaning:
    return None


# ---------------------------------------------------------------------------------------------------------
_YEAR = r"""(?: \s* ,? \s* (?: [/.-] | (?: của \s+ )? năm )? \s* (?P<year> (?:19|20)\d\d ) (?! \d )
            | \s* \( \s* (?: năm \s+ )? (?P<year9> (?:19|20)\d\d ) \s* \) )?"""
_YEAR_WRITTEN = r"\s+ (?P<year8> (?:19|20)\d\d ) (?! \d )"
_YEAR_AHEAD = r"(?= [\s,(]* (?: của \s+ )? (?: năm \s* | / \s* ) (?:19|20)\d\d )"
_QUARTER = r"""(?: qúy | (?<! nội \s ) \b quy (?= \s+ [iv\d] )
    | \b q \.? (?= \s? [1-4iv]{1,3} \s* [/.-] \s* 20 ) )"""
_EACH = r"(?: hằng | hàng | mỗi | từng )"
_UNIT = r"(?: ngày | đêm | tuần | qúy | (?: nửa \s+ )? (?: tháng | năm ) )"
_COUNT = r"(?: (?: \d{1,2} | \L<number> ) \s* (?: \( \s* \w+ \s* \) \s* )? )"
_TO_DAY = "(?: {} )".format(  # behind a number of one or two digits that these words announce
    " | ".join(
        rf"(?<= {words} \s {digits} )"
        for words in ("(?: ngày | nhất )", "(?: đến | vào | hết | tới )", "(?: từ | là )", "trước")
        for digits in (r"\d", r"\d\d")
    )
)
_EDGE = r"""(?: ngày \s+ )? (?P<at> đầu | giữa | cuối )
        (?: (?: (?<= ngày \s đầu ) | (?<= ngày \s cuối ) ) \s+ (?: tiên | cùng ) )?  # no `lần đầu tiên`
        \s+ (?: của \s+ )?"""
_AT = rf"(?: {_EDGE} )?"
_NO_TURN = r"""(?! (?: (?<= đợt \s ) | (?<= lần \s ) | (?<= vòng \s ) | (?<= bước \s )
        | (?<= đ(?:oạ|ọa)n \s ) | (?<= buổi \s ) | (?<= lớp \s ) | (?<= tiết \s ) | (?<= tuần \s ) )
        \d{1,2} \s+ (?: tháng | - \s ) )"""  # `đợt 2 | tháng 10`, `buổi 1 | - 14/9`

_AGAIN = rf"""
      (?: \s* (?: , | / | - | và | hoặc | ; )+ \s* (?: định \s+ kỳ \s+ )? (?: {_EACH} \s+
            | cả \s+ )? {_COUNT}? {_UNIT} \b
          (?! \s* (?: \d | / \s* \d | (?: tiếp | sau | tới | kế | học | nay | này | đầu | cuối | liền | làm
            | thứ | mùng | [ivx]+ ) \b ) ) ){{0,5}}
      (?P<often> \s* (?: / | (?: một | mỗi | 1 | 01 ) \s+ )? \s* (?: ít \s+ nhất \s+
            | tối \s+ thiểu \s+ )? {_COUNT}? lần \b )?"""
_OFTEN = (
    *("định k", "chu k", "lần", "6 tháng", "6tháng", "sáu tháng", "ngày làm việc"),
    *("tuần,", "tháng,", "tháng/", "qúy,", "qúy/"),
    *("theo qúy", "theo tháng", "theo tuần", "theo năm"),
    *("tuần (", "tháng (", "qúy (", "năm ("),
    *("/tuần", "/tháng", "/qúy", "/năm", "/ tuần", "/ tháng", "/ qúy", "/ năm"),
)
_REPORTED = ("tháng", "năm", "qúy", "tuần", "đầu", "giữa", "cuối")
_REPORTS = (
    *(f"báo cáo {word}" for word in (*"0123456789", *_REPORTED)),
    *(f"{word} {bound}" for word in _REPORTED[:4] for bound in ("trước ngày", "chậm nhất")),
)
_CLOCKS = (
    *(f"{digit}{sign}" for digit in "0123456789" for sign in ("h", " h", "g", " g", ":")),
    *("giờ", "sáng", "trưa", "chiều", "tối", "đêm"),
)

_HOURS = tuple(f"{digit}h" for digit in "0123456789")

_OF_THE_MOON = r"(?: \s* ,? \s* âm \s+ lịch \b | \s* \( \s* âm \s+ lịch \s* \) )"
_MOON_DAY = rf"""(?: (?: ngày \s+ )? rằm \s+ tháng \s+ \w+
      | (?<! [\d/.,-] ) (?: ngày \s+ )? (?: mùng \s+ | mồng \s+ )? \d{{1,2}}
        (?: \s* (?: - | , | và | đến ) \s* (?: hết \s+ )? (?: ngày \s+ )? (?: mùng \s+ | mồng \s+ )?
            \d{{1,2}} ){{0,5}} \s*
        (?: tết \b (?! \s+ dương )
          | tháng \s+ (?: chạp | giêng (?! \s* (?: / | năm ) \s* \d ) ) \b {_OF_THE_MOON}?
          | (?: / \s* \d{{1,2}} | tháng \s+ (?: \d{{1,2}} | \w+ ) ) (?: \s* (?: / | năm ) \s* \d{{4}} )?
            {_OF_THE_MOON} ) )"""

LEXEMES: tuple[tuple[str, str, Iterable[str], str, Callable[[Match], Meaning]], ...] = (
    # letter, name, what it cannot do without, pattern, what it means; the first that fits at a place wins
    ("C", "citation", "0123456789", r"""
        (?: số \s+ )? (?: \d{1,9} [a-z]? \s* (?: / \s* \d{4} \s* )? (?: / \s* (?= [a-zđ&\d]{1,20} \s? -
            | qh | tw | hđnd | ttg | ct ) | - (?= [a-zđ.]{1,20} / ) )
          | (?<! [\w] ) / (?= [a-zđ]{1,10} - ) )
        [a-zđ] [\wđ&/.-]* (?: \s - \s? [a-zđ]+ )?  # 1441/qđ-ubnd, 52/2015/nđ-cp, 11-ct/tu
        (?: \s+ của \s+ [^\d.,;()\n]{1,60} )?
        (?: [\s,]* (?: ký \s+ | ban \s+ hành \s+ )? ngày \s* [\d.\s]{0,6} (?: [/.-] | tháng )
            \s* \d{1,2} \s* (?: [/.-] | năm ) \s* \d{4} )?
      | \b (?: điều | (?<! thời \s ) điểm | (?<! chuyên \s ) mục | phụ \s+ lục | chương | phần | số
           | (?<! tiêu \s ) biểu | mẫu ) \s+
           (?: số \s+ )? (?: [\d.]{1,8} | [ivx]{1,5} ) \b (?! \s* [/-] )
           (?: \s* , \s* [\d]{1,3} \b (?! [/\d] ) ){0,5}
      | \b (?: nđ | nq | qđ | tt ) \s+ \d{1,5} / \d{4} \b
      | (?: (?<= đầu \s năm \s học \s ) | (?<= (?: cuối | giữa | thúc ) \s năm \s học \s ) )
        \d{4} \s* - \s* \d{4}
      | (?<! \d ) 1 / 2 (?= \s (?: ngày | buổi ) \b )  # nửa ngày
      | (?<= suốt \s ) 24 / (?: 7 | 24 ) \b  # at all hours
      | \d [\d.,]{0,12} \s* %""", _nothing),
    ("L", "day of the moon", ("âm lịch", "chạp", "giêng", "tết", "rằm"), rf"""
        {_MOON_DAY} (?: \s* (?: - | đến ) \s* (?: hết \s+ )? {_MOON_DAY} )?
      | tháng \s+ (?: chạp \b | (?: \d{{1,2}} | \w+ ) {_OF_THE_MOON} )""", _nothing),
    ("C", "report", _REPORTS, r"""
        (?<= báo \s cáo \s ) (?P<which> \d{1,2} \s* | (?: đầu | giữa | cuối ) \s+ )? (?P<unit> tháng
            | năm | qúy | tuần ) (?: \s+ (?: đầu | cuối ) \s+ năm )?
            (?= \s* (?: \) | \( | : | trước | chậm | gửi | vào | lúc ) )
      | (?: (?<= số \s liệu \s ) | (?<= [,;] \s ) ) (?P<which2> 0?6 \s* )? (?P<unit2> tháng | qúy
            | năm ) (?= \s (?: trước \s ngày | chậm \s nhất ) \b )""", _report),
    ("R", "rhythm", ("hằng", "hàng", "mỗi", "từng"), rf"""
      (?: định \s+ kỳ \s* ,? \s* (?: (?: báo \s+ cáo | vào | theo ) \s+ )? )? {_EACH} \s+ {_COUNT}?
            {_UNIT} \b {_AGAIN}""", _rhythm),
    ("R", "counted rhythm", _OFTEN, rf"""
      (?: (?P<workdays> (?: tất \s+ cả \s+ )? (?: các \s+ )? ngày \s+ làm \s+ việc \s+ (?: trong | hằng
            | hàng ) \s+ tuần )
      | {_COUNT} lần \s* (?: / | một \b | 1 | 01 | mỗi | trong \s+ (?: một | mỗi )? | hằng | hàng
            | trên ) \s* {_COUNT}? {_UNIT} \b (?: (?<= năm ) \s+ học \b )?
      | {_COUNT} {_OCCURRENCE} \s* / \s* (?: tuần | tháng | qúy | năm ) \b
      | định \s+ kỳ \s+ (?: báo \s+ cáo \s+ )? (?: theo \s+ )? {_COUNT}? {_UNIT} \b
            (?! \s* (?: \d | (?: đầu | cuối | thứ | mùng | mồng | làm | [ivx]+ ) \b )
              | (?<= ngày ) (?: \s* [,-] \s* | \s ) (?: và \s )? đêm \b )  # kiểm tra định kỳ ngày, đêm
      | (?: theo \s+ )? chu \s+ kỳ \s+ {_COUNT} {_UNIT} \b
      | theo \s+ (?: từng \s+ )? (?: ngày | tuần | tháng | qúy | năm ) (?= \s* (?: $ | [.;,)] ) )
      | {_COUNT}? {_UNIT} (?= \s* (?: / | (?: một | mỗi | 1 | 01 ) \s+ (?: một \s+ )? ) \s*
            (?: \d{{1,2}} \s* )? lần \b )
      | ^ (?: tuần | tháng | qúy ) (?= \s* [,/] \s* {_COUNT}? (?: tháng | qúy | năm ) \b
            (?! \s* \d ) )
      | \b (?: tháng (?= , \s qúy , ) | qúy )
            (?= (?: , \s qúy )? , \s (?: 0?6 | sáu ) \s tháng (?: , | \s và ) \s năm \b )
      | (?: (?<= \) [,;] \s ) | (?<= \) \s và \s ) ) (?: (?: một | 0?1 ) \s+ )? (?: tuần | tháng | qúy
            | năm ) (?= \s* \( \s* (?: trước | chậm \s nhất | vào ) \s )
      | (?: một | 1 | 01 ) \s+ {_UNIT} (?= \s+ (?: ít \s+ nhất \s+
            | tối \s+ thiểu \s+ )? {_COUNT} lần \b )
      | (?<! là \s ) (?<! (?: hạn | sau | quá | qúy ) \s ) (?<! (?: vòng | nhất ) \s ) (?<! trước \s )
        (?<! (?: khỏang | sơ \s kết ) \s ) (?<! thời \s gian \s )
        (?<! [\d,./] ) (?: 0?6 | sáu ) \s* tháng \b (?! \s* (?: đầu | cuối | \d | sau | trước | tới
            | kể | tính | từ | tiếp | qua | năm \s+ (?:19|20)\d\d ) )
      ) {_AGAIN}""", _counted_rhythm),
    ("D", "day", "0123456789", rf"""
        {_NO_TURN} (?: (?<! [\d/.,-] ) | (?<= / \d - ) | (?<= / \d\d - ) | (?<= / \d{{4}} - ) )
        (?: ngày \s* )? (?: hôm \s+ nay [\s,(]* (?: ngày \s+ )? )? (?: mùng \s+ | mồng \s+ )?
        (?P<days> (?: \d{{1,2}} \s* (?: , | và | - | ;
            | (?<! -\d\s ) (?<! -\s\d\s ) (?<! -\d\d\s ) (?<! -\s\d\d\s ) đến ) \s*
            (?: (?: sáng | chiều | tối ) \s+ )? (?: ngày \s+ )? ){{1,6}} )?
        (?P<day> \d{{1,2}} ) \s* ,? \s*
        (?: (?: ngày \s+ )? tháng \s* (?P<month> \d{{1,2}} | \L<named> {_YEAR_AHEAD} ) \b {_YEAR}
          | (?P<sep> [/.-] ) \s* (?P<month2> \d{{1,2}} ) \s* (?P=sep) \s* (?P<year2> (?:19|20)\d\d |
            (?<! \s ) \d\d (?! \s* [/.-] \s* \d | \.\. | … ) ) (?! \d )
          | / \s* (?P<month3> \d{{1,2}} ) (?! \s* [/\d] | \d ) (?: \s+ (?: của \s+ )? năm \s+
            (?P<year3> \d{{4}} ) | \s* \( \s* năm \s+ (?P<year4> \d{{4}} ) \s* \) )?
          | {_TO_DAY} \s* [.-] \s* (?P<month4> \d{{1,2}} )
            (?! \s* (?: [/.] | - (?! \s* \d{{1,2}} \s* [/.-] ) ) \s* \d | \d
              | (?: \s* , \s* \d{{1,2}} ){{0,5}} \s+ (?: hằng | hàng | mỗi | từng | của ) \s+ tháng \b ) )
""", _day),
    ("B", "blank", ("ngày", "tháng", "học"), r"""
        ngày (?: [\s./_]* \( ? [\s._]* \)? ) (?: tháng | / ) \s* [\d./_]* (?: \s* năm \s* \d* )?
      | tháng [\s._]* (?: / | năm ) \s* (?: \d{4} | $ )
      | ngày \s* \d{1,2} \s* / \s* \d{5,6} (?! [/\d] )
      | (?<! đầu \s ) (?<! (?: cuối | giữa | thúc ) \s ) năm \s+ học \s+ \d{4} \s* - \s* \d{4}
            (?: \s* (?: và | , ) \s* (?: các \s+ | những \s+ )? năm \s+ (?: học \s+ )? (?: tiếp | sau | kế )
              (?: \s+ theo | \s+ đó )? )?""", _nothing),
    ("S", "half", ("đầu", "cuối", "còn lại", "tháng năm 20"), rf"""
        (?: (?P<number> \d{{1,2}} | \L<number> | (?= các | những ) ) \s* (?: (?: các
            | những ) \s+ )? (?P<term> tháng | qúy ) | (?P<term2> qúy ) | nửa )
        \s+ (?P<side> đầu | cuối | còn \s+ lại ) (?: \s+ (?: tiên | cùng ) )? \s+ (?: của \s+ | trong \s+ )?
            năm \b (?! \s+ học ) {_YEAR}
      | (?<! ngày \s ) (?P<number2> 0?[369] | ba | sáu | chín ) \s+ (?P<term3> tháng )
            \s+ năm {_YEAR_WRITTEN}""", _half),
    ("S", "decade", ("tuần tháng", "nửa", "ngày đầu", "ngày cuối"), rf"""
        (?: (?P<decade> (?: thượng | trung | hạ ) \s+ tuần | nửa \s+ (?: đầu | cuối ) )
          | (?P<number> \d{{1,2}} | \L<number> ) \s* ngày \s+ (?P<side> đầu | cuối )
            (?: \s+ (?: tiên | cùng ) )? ) \s+ (?: của \s+ )?
            tháng \s* (?P<month> \d{{1,2}} ) \b {_YEAR}""", _decade),
    ("S", "week of a month", ("tuần",), rf"""
        tuần \s+ (?: lễ \s+ )? (?: thứ \s+ )? (?P<week> \d | nhất | hai | ba | tư | đầu | cuối )
            (?: \s* (?: - | , | và | đến ) \s* (?: tuần \s+ )? (?: thứ \s+ )? (?P<until> \d | ba | tư ) )?
            (?: \s+ tiên | \s+ cùng )?
        (?: \s* / \s* (?: tháng \s* )? | \s* ,? \s+ (?: của \s+ )? tháng \s* )
            (?P<month> \d{{1,2}} ) \b {_YEAR}""", _week),
    ("M", "month", ("tháng", "20", "19"), rf"""
        {_AT} (?: (?: các | hai | ba ) \s+ )? (?: tháng \s* | \b t \.? \s?
            (?= \d{{1,2}} (?: \s* (?: [,-] | đến ) \s* t \s? \d{{1,2}} ){{0,11}} \s* / \s* 20\d\d ) )
        (?P<months> \L<named> {_YEAR_AHEAD}
          | \d{{1,2}} \b (?! \s* % ) (?: [^\S\n]* (?: , | và | - | & | \+ | ; ) \s*
            (?: tháng \s* | t \s? )? \d{{1,2}} \b (?! \s* [/%.]\s*\d{{1,2}}\b ) ){{0,11}} ) {_YEAR}
      | (?: (?<! [\d/.,-] ) | (?<= 20\d\d - ) )
        (?P<months2> (?: (?: \d{{1,2}} \s* [,-] \s* ){{1,11}} )? (?: 0?[1-9] | 1[0-2] ) )
        \s* [/.-] \s* (?P<year2> (?:19|20)\d\d ) (?! \d
            | \s* / )""", _month),
    ("Q", "quarter", ("qúy", "quy ", "q.", "q ", "qi", "qv", "q1", "q2", "q3", "q4"), rf"""
        {_AT} (?: (?: các | hai | ba ) \s+ )? {_QUARTER} \s*
        (?P<quarters> (?: i{{1,3}} | iv | 0?[1-4]
            | (?: [ivx]{{1,4}} | \d{{1,2}} | (?: thứ \s+ )? \L<named> ) {_YEAR_AHEAD} ) \b
           (?: [^\S\n]* (?: , | và | - | / | & | \+ | ; ) \s* (?: {_QUARTER} \s* )? (?: i{{1,3}} | iv
            | 0?[1-4] ) \b (?! \s* [/.] \s* \d{{1,2}} \b ) ){{0,3}} ) {_YEAR}""", _quarter),
    ("Y", "years", ("20", "19"), r"""
        (?: (?: trong \s+ )? (?: giai \s+ đ(?:oạ|ọa)n | nhiệm \s+ kỳ | thời \s+ kỳ ) \s+
            | \b (?: (?: các | hai | ba | bốn | 0?[2-5] ) \s+ )? năm \s+
            | (?<! [\d/.,-] ) (?<! năm \s học \s ) )
        (?: từ \s+ )? (?: năm \s+ )?
        (?P<years> (?:19|20)\d\d (?: \s* (?: , | và | - | đến ) \s* (?: (?: hết \s+ )? năm \s+ )?
            (?:19|20)\d\d \b ){1,6} )""", _years),
    ("Y", "year", ("năm", "20", "19"), rf"""
        {_EDGE} năm \b (?! \s+ học ) (?: \s+ nay )? {_YEAR}
      | (?: năm \s* (?: ngân \s+ sách \s+ )? | (?<! [\d/.,-] ) (?<! học \s ) ) (?P<year2> (?:19|20)\d\d )
        (?! \d | \s* / )
      | (?: cả \s+ | (?<= hết \s ) | (?<= suốt \s ) | (?<= trong \s ) )
        năm \b (?: \s+ (?: nay | này ) )? (?! \s+ (?: tiếp
            | sau | tới | học | liền | trước | đầu | kế | ngân | \d ) )
      | năm \s+ (?: nay | này ) \b""", _this_year),
    ("W", "weekdays", ("thứ", "chủ nhật", "tuần"), r"""
        (?P<weeks> tuần \s+ (?: thứ \s+ )? (?: \d | nhất | hai | ba | tư | đầu
            | cuối ) \b (?: \s+ cùng | \s+ tiên )?
            (?: \s* (?: , | và ) \s* (?: tuần \s+ )? (?: thứ \s+ )? (?: \d | hai | ba | tư
            | cuối ) \b ){0,3} ) (?= \s+ (?: hằng | hàng | mỗi | từng
            | của \s+ (?: (?: mỗi | từng ) \s+ )? tháng \b
            (?! \s* \d ) | tháng \b (?! \s* \d | \s+ (?: này | nay | sau | tới ) \b ) ) )
      | (?<! (?<! hằng \s ) (?<! hàng \s ) (?<! mỗi \s ) tuần \s ) (?<! lần \s )
        (?<! (?<! định \s ) kỳ \s ) (?<! tháng \s ) (?<! năm \s ) (?<! đợt \s )
        (?<! bước \s ) (?<! đ(?:oạ|ọa)n \s ) (?<! nhóm \s ) (?<! lớp \s ) (?<! vòng \s ) (?<! phần \s )
        (?: ngày \s+ )?
        (?P<weekdays> (?P<ranged> từ \s+ )? \L<weekday> (?: \s* (?: , | và | đến | - ) \s*
            (?: ngày \s+ )? (?: \L<weekday> | [2-7] \b (?! \s* [/\d] ) | cn ) ){0,6} )
        (?: \s+ (?P<weeks2> đầu | cuối ) (?: \s+ (?: tiên | cùng ) )? (?= \s+ (?: (?: của | hằng | hàng
            | mỗi | từng ) \s+ )* tháng \b )
          | \s* ,? \s+ (?: của \s+ )? (?P<weeks3> tuần \s+ (?: thứ \s+ )? (?: \d | nhất | hai | ba | tư | đầu
            | cuối ) \b
            (?: \s* (?: , | và ) \s* (?: tuần \s+ )? (?: thứ \s+ )? (?: \d | nhất | hai | ba | tư | đầu
            | cuối ) \b ){0,3} ) (?: \s+ cùng | \s+ tiên )? )?
        (?! \s* (?: của \s+ )? tháng \s* \d )""", _weekdays),
    ("X", "days of a month", ("ngày", "tháng"), r"""
        ngày \s+ (?P<working> làm \s+ việc \s+ )? (?P<edge> đầu | cuối ) (?: \s+ (?: tiên | cùng ) )?
            (?: \s+ (?: của \s+ )? tháng \s+ (?P<which2> đầu | cuối ) (?: \s+ (?: tiên | cùng ) )?
              | (?= \s+ (?: (?: của | hằng | hàng | mỗi | từng ) \s+ )* (?: tháng | qúy ) \b
                (?! \s* \d ) ) )
      | (?<! [\d/.,-] ) (?: ngày \s+ (?: mùng \s+ | mồng \s+ )? (?P<days> \d{1,2} \b (?: \s* (?: , | và
            | - ) \s* (?: ngày \s+ )? \d{1,2} \b ){0,5} )
            (?P<ending> \s* (?: , | và ) \s* ngày \s+ cuối (?: \s+ cùng )? (?= \s+ \(? (?: (?: của | hằng
            | hàng | mỗi ) \s+ )* tháng \b (?! \s* \d ) ) )?
          | (?<! thứ \s ) (?P<days2> \d{1,2} ) (?= \s+ (?: hằng | hàng | mỗi | từng | của ) \s+ tháng ) )
        (?! \s* [/%] | \s* tháng \s* (?: \d | (?: \L<named> | chạp ) \b ) )
        (?: \s+ (?: của \s+ )? tháng (?: \s+ thứ)? \s+ (?P<which> đầu | cuối | (?<= thứ \s ) (?: nhất | hai
            | ba | [1-3] \b ) ) (?: \s+ (?: tiên | cùng ) )? )?""", _days_of_month),
    ("H", "clock", _CLOCKS, r"""
        (?: (?<! [\d/.,-] ) | (?<= \d [hg] - ) | (?<= \d [hg:] \d\d - ) )
        (?! (?: (?<= trong \s ) | (?<= vòng \s ) ) \d{1,2} h \b ) \d{1,2}
        (?: \s* [hg] (?! [^\W\d_] ) (?: \s? \d{2} \b (?! \s* / ) )? | : \d\d
          | \s* giờ (?: \s* \d{1,2} \b (?! \s* / ) | (?= [\s,]+ (?: ngày | thứ | hằng | hàng
            | phút | sáng | trưa | chiều | tối | đêm ) ) ) ) (?: \s* (?: ' | phút | p \b ) )?
            (?: \s* , \s (?: sáng | trưa | chiều | tối | đêm ) (?= \s* , ) )?
      | (?: (?<= trước \s ) | (?<= lúc \s ) | (?<= hồi \s ) | (?<= từ \s ) ) \d{1,2} \s* giờ
        (?= \s* (?: [).;] | $ | (?: trong | đến | về | và ) \b ) )
      | (?: buổi \s+ )? \b (?: sáng | trưa | chiều | tối | đêm )
        (?= \s+ (?: ngày | thứ | \d ) )""", _nothing),
    ("N", "duration", ("ngày", "tuần", "tháng", "năm", "giờ", "phút", "qúy", *_HOURS), r"""
        (?<! [\w/.,-] )
        (?P<number> \d{1,3} (?: [.,] \d )? | \L<number> | năm (?= \s+ ngày \b (?! \s* \d ) ) ) \s*
        (?: \( \s* [^()\n]{1,16} \) \s* )?
        (?P<unit> ngày | tuần | tháng (?! \s+ \d{1,2} \b (?! \s* ngày ) ) | qúy | năm (?! \s* \d )
            | giờ | phút | (?<= \d ) h )  \b
            (?P<working> \s+ làm \s+ việc )?""", _duration),
)  # fmt: skip

_LISTS: dict[str, Callable[[], dict[str, Any]]] = {"number": numbers, "named": named, "weekday": weekdays}
_PATTERNS = tuple(
    Pattern(pattern, needs, **{name: words for name, words in _LISTS.items() if f"\\L<{name}>" in pattern})
    for _, _, needs, pattern, _ in LEXEMES
)


_DIGITS = "không|một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín|mười|mươi"
_SPELLED = compile(
    rf"(?: (?<= ngày [ ] ) | (?<= tháng [ ] ) ) ( \d{{1,2}} ) [ ]? \( (?: (?: {_DIGITS} ) [ ]? )+ \)"
)  # ngày 15 (mười lăm)
_DOTTED = compile(
    r"""
    (?: (?<= ngày [ ] ) | (?<= từ [ ] ) (?= [\d\x20.-]+ (?: [;,)] | \.?$ ) ) )
    ( [0-3]?\d ) \. ( [01]?\d ) ( [ ]? - [ ]? | [ ] đến [ ] (?: ngày [ ] )? )
    ( [0-3]?\d ) \. ( [01]?\d ) (?! \.?\d )
    """
)  # từ ngày 12.9 - 30.10; not: từ 10.3 - 10.4 điểm
_CLOCK_DOTTED = compile(  # 06.30, ngày 18/11; 07.30 - 11.30 ngày 20/11
    r"""
    (?<! [\d./] ) ( [0-2]?\d ) \. ( [0-5]\d )
    (?= (?: [ ]? (?: - | đến ) [ ]? [0-2]?\d\.[0-5]\d )? ,? [ ] ngày [ ] )
    """
)


_MISTYPED = compile(  # what no slip below does without
    r"""
    [oil]\d | \d[oil] | qúy [ ] [1ilv]
    | \b (?: n (?: g[aáảãạâầ]y | [aàá]gy ) [ ]?\d | thang | nam [ ] 20 )
    | \b năm [ ] 2 (?: [ ] | 0[ ] | 0\d[ ]\d )
    """
)
_SLIP = compile(  # ngay 30/9, thang 9, nam 2026; năm 20 26; l5/9/2O26; quý lV
    r"""
    \b (?: (?P<ngày> n (?: g[aáảãạâầ]y | [aàá]gy ) (?= [ ]?\d ) )
        | (?P<tháng> thang (?= [ ]?[01]?\d\b ) ) | (?P<năm> nam (?= [ ]20\d\d\b ) ) )
    | (?<= năm [ ] ) (?P<parted> 2[ ]0\d\d | 20[ ]\d\d | 20\d[ ]\d ) (?! [\d/%] )
    | (?: (?<= ngày [ ] ) | (?<= tháng [ ] ) | (?<= năm [ ] ) | (?<= / ) ) (?= [oil]*\d ) [\doil]{1,4} \b
    | \b (?= [oil]*\d ) [\doil]{1,2} (?= / [\doil]{1,2} \b | / [\doil]{4} \b | [ ] tháng [ ] [\doil] )
    | (?<= qúy [ ] ) (?P<roman> (?= [1l]*[ivl] ) [1ilv]{1,3} \b )
    """
)
_DIGIT = str.maketrans("oil", "011")
_ROMAN_DIGIT = str.maketrans("1l", "ii")


def _mend(match: Match) -> str:
    """What a slip means: a word without its marks, a parted year, letters for digits and for Roman ones."""
    if match.lastgroup == "parted":
        return match[0].replace(" ", "").ljust(len(match[0]))
    if match.lastgroup == "roman":
        return match[0].translate(_ROMAN_DIGIT)
    return match.lastgroup or match[0].translate(_DIGIT)


def shade(passage: Passage) -> tuple[str, dict[int, Lexeme]]:
    """The folded passage, its time expressions drawn over by their letters, and their meanings by offset."""
    text = passage.folded
    if _MISTYPED.search(text):
        text = _SLIP.sub(_mend, text)
    if "(" in text:
        text = _SPELLED.sub(lambda match: match[1].rjust(len(match[0])), text)
    if "." in text:
        text = _CLOCK_DOTTED.sub(r"\1:\2", _DOTTED.sub(r"\1/\2\3\4/\5", text))
    drawn: list[str] = []
    lexemes: dict[int, Lexeme] = {}
    at = 0
    for place, match in leftmost(_PATTERNS, text):
        start, end = match.span()
        if end > start:
            letter, _, _, _, read = LEXEMES[place]
            drawn += text[at:start], letter * (end - start)
            lexemes[start] = Lexeme(letter, start, end, read(match))
            at = end
    drawn.append(text[at:])
    return "".join(drawn), lexemes
