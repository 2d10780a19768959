"""What a rule may look at (`Context`, `Calendar`) and what it makes of it (`Reading`)."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from kehoach.fold import fold
from kehoach.parse.deadlines.times import Days, Lexeme, Rhythm, Time, Unreadable, Weekdays, is_behind
from kehoach.parse.patterns import Match, Pattern
from kehoach.values import DeadlineKind

Day = date  # `Calendar` has a field of that name
Inferred = Literal["year", "month", "day"]
_LABELLED = Pattern(r"(?: năm \s | tháng \s? \d{1,2} \s? / \s? ) (?P<year> 20\d\d ) (?! \d | \s? - )")


class Calendar(NamedTuple):
    """What a year that is not written is taken from.

    `date` is the document's date in ISO 8601 reduced precision (`2026-07`), `year` the year that its title
    names, which beats the document's: a plan for 2026 is signed in December 2025. `labelled` is the year of
    the label or head above, which beats both.
    """

    date: str | None = None
    year: int | None = None
    labelled: int | None = None

    def below(self, label: str) -> "Calendar":
        """The calendar below a label or head that names its year: `Tiến độ năm 2026`, `THÁNG 9/2026`."""
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
    def is_early(self) -> bool:
        """Whether the document is issued before a plan for the next year is: in June, of the next budget."""
        return self.date is not None and "01" <= self.date[5:7] < "09"

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


def unparsed(rule: str, match: Match, why: str) -> list[Reading]:
    """What a rule found and could not read."""
    return [Reading(rule, *match.span(), kind="unparsed", problem=why, direction=rule)]


class Context:
    """What a rule may look at beside its match: the lexemes of the value and its calendar."""

    def __init__(
        self, lexemes: dict[int, Lexeme], calendar: Calendar, *, event: bool, carry: bool = True
    ) -> None:
        self.lexemes, self.calendar = lexemes, calendar
        self.event, self.carry = event, carry

    def times(self, match: Match, group: str) -> list[Time]:
        """The times of a group. Raises `Unreadable` where they are none of the calendar (`tháng 13`)."""
        meaning = self.lexemes[match.start(group)].meaning
        if isinstance(meaning, list) and meaning:
            return meaning
        raise Unreadable("names no month of the calendar")

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
        whole = time is not None and time.grain in ("half", "quarter")  # `6 tháng và cả năm 2026`
        if later.year is None or (later.grain == "year" and not whole):
            return None  # `trước 15/12; năm 2027 trước 15/11`
        return later.year - (time is not None and later.grain != "year" and is_behind(time, later))

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
        """The dates of a time. Raises `Unreadable` where there are none.

        A year that is not written is the nearest one in the same value, else the title's, unless the
        document is issued long before that year, else the document's; of the last two the next year where
        the time would lie before the document (`trước ngày 15/01` of a plan of October).
        """
        if time.year:
            return *time.dates(), []
        if written and (year := self.written_year(offset, time) or self.calendar.labelled):
            return *time.dated(year).dates(), ["year"]
        issued, year = self.calendar.issued, self.calendar.year
        if issued and (not year or (year > issued.year and self.calendar.is_early)):
            year = issued.year
        first, last = (time.dated(year) if year else time).dates()
        if year and issued and (last or first or issued) < issued and year <= issued.year:
            first, last = time.dated(year + 1).dates()
        return first, last, ["year"]
