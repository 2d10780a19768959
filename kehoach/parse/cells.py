"""What a cell of a task table is, told by its words alone: a number, units, times."""

from __future__ import annotations

from collections.abc import Sequence

from kehoach.document import Passage
from kehoach.parse.deadlines import Calendar, read_deadlines
from kehoach.parse.patterns import Match, Pattern
from kehoach.parse.units import read_units
from kehoach.values import Deadline

_NUMBER = Pattern(
    r"""
    \s* (?P<bracket> \( \s* )?
    (?: (?P<group> [ivxlc]{1,6} | [a-hđ] )(?! [\w.]* \d )  # II, B: of several rows
      | (?P<count> \d{1,3} )(?! \. \d )  # 2, but not 2.1
      | (?: \d{1,3} | [ivxlc]{1,6} | [a-zđ] ) (?: \. \d{1,3} )* )
    [\s.)]* (?: = .* )?  # (5) = (3) + (4)
    """
)


def read_number(text: str) -> Match | None:
    """The number of a row that is the whole of a cell: `1`, `2.1.`, `IV`, `b)`, `(3)`; None for other words.

    >>> [bool(read_number(x)) for x in ("12", "3.1.", "II", "(4) = (2) + (3)", "3 lớp", "05/3")]
    [True, True, True, True, False, False]
    >>> [found and found.group("group", "count") for found in map(read_number, ("IV.", "I.1", "1)", "2.1"))]
    [('iv', None), (None, None), (None, '1'), (None, None)]
    """
    return _NUMBER.fullmatch(text.lower())


def is_units(value: Passage) -> bool:
    """Whether a cell names units and nothing of it is in doubt; what they do may stand beside them."""
    units, warnings = read_units(value)
    return bool(units) and not warnings


def read_times(value: Passage, calendar: Calendar) -> list[Deadline]:
    """The times of a cell that holds nothing else: `Quý I/2026`, `Thường xuyên`; none for a mere `15`.

    A time may have passed when the document was issued.
    """
    times, warnings = read_deadlines(value, calendar)
    return times if all(warning.code == "deadline_before_issue" for warning in warnings) else []


def is_one_time(times: Sequence[Deadline], text: str) -> bool:
    """Whether what was read in a text is one day or period, and all of the text."""
    return len(times) == 1 and times[0].kind in ("date", "period") and len(times[0].text) == len(text)
