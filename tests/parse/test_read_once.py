"""A wording that was read before gives the same values where it stands again."""

from __future__ import annotations

import pytest

from kehoach.document import Passage
from kehoach.parse.deadlines import Calendar, read_deadlines
from kehoach.parse.units import read_units
from kehoach.read import read_string

LINES = (
    "Công an xã; Trạm Y tế, Ủy ban",
    "Công an xã; Trạm Y tế, Ủy ban",
    "Lê Văn An",
    "giao Lê Văn An",
    "Công an xã",
    "trước ngày 30/9, quý cuối năm",
    "trước ngày 30/9, quý cuối năm",
    "30/9",
    "30/9/2026",
    "Công an xã; Trạm Y tế",
)
DOCUMENT = read_string("\n".join(LINES))


def passages(line: int) -> list[Passage]:
    """The line, and what is left of it without the first or the last character."""
    start, end = DOCUMENT.starts[line], DOCUMENT.end_of(line)
    return [Passage(DOCUMENT, *bounds) for bounds in ((start, end), (start + 1, end), (start, end - 1))]


@pytest.mark.parametrize("line", range(len(LINES)))
def test_reads_as_if_for_the_first_time(line: int) -> None:
    for passage in passages(line):
        for persons in (False, True):
            assert read_units(passage, persons=persons) == read_units.read(passage, persons=persons)
        for calendar in (Calendar("2026-01-05"), Calendar("2025-12", 2026), Calendar()):
            for event in (False, True):
                once = read_deadlines(passage, calendar, event=event)
                assert once == read_deadlines.read(passage, calendar, event=event)


def test_moves_what_it_read() -> None:
    first, second = (read_units(passages(line)[0])[0] for line in (0, 1))
    by = DOCUMENT.starts[1] - DOCUMENT.starts[0]
    assert [unit.span.start + by for unit in first] == [unit.span.start for unit in second]
    assert [DOCUMENT.text[unit.span.start : unit.span.end] for unit in second] == [u.text for u in second]
