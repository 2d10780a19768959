"""Which tasks are wanted: by unit, by day, by kind of deadline, by what is missing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from kehoach.fold import fold
from kehoach.models import Deadline, Plan, Task, Unit

_HOUR = re.compile(r"\btrước (?:lúc |hồi )?(?P<hour>\d{1,2}) ?(?:h|g|:\d)")  # trước 17h00, trước 9 giờ

Missing = Literal["lead", "deadline"]


def find_last_day(deadline: Deadline) -> date | None:
    """The last day on which the duty can still be done, null where no day is known.

    `Trước ngày 01/9/2026` is done on 31/8/2026 at the latest, `trước 17h00 ngày 01/9/2026` on that day.
    """
    end = read_day(deadline.end or "")
    return end if end is None or holds_its_end(deadline) or end == date.min else end - timedelta(days=1)


def holds_its_end(deadline: Deadline) -> bool:
    """Whether the day that ends it is one of it: not before that day, but before an hour of that day."""
    hour = _HOUR.search(fold(deadline.text))
    return deadline.end_inclusive or (hour is not None and int(hour["hour"]) > 0)


def read_day(written: str) -> date | None:
    """The day of a whole ISO date; null for a year, a month, or a day that no calendar has.

    >>> read_day("2026-09-01")
    datetime.date(2026, 9, 1)
    >>> read_day("2026-09"), read_day("2026-02-30")
    (None, None)
    """
    try:
        return date.fromisoformat(written) if len(written) == 10 else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Filter:
    """The tasks to keep: what is given must hold, and of several units, kinds or gaps one is enough.

    `before` and `after` bound the last day of one and the same deadline and are not part of the range.
    """

    units: tuple[str, ...] = ()
    lead_only: bool = False
    before: date | None = None
    after: date | None = None
    kinds: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()

    def keeps(self, task: Task) -> bool:
        """Whether the task is wanted."""
        return self._keeps_units(task) and self._keeps_deadlines(task) and self._keeps_gaps(task)

    def select(self, plan: Plan) -> Iterator[Task]:
        """The wanted tasks of a plan, in its order."""
        return (task for task in plan.tasks if self.keeps(task))

    def _keeps_units(self, task: Task) -> bool:
        if not self.units:
            return True
        units = task.lead_units if self.lead_only else [*task.lead_units, *task.supporting_units]
        return any(is_named(wanted, unit) for wanted in self.units for unit in units)

    def _keeps_deadlines(self, task: Task) -> bool:
        if self.before is None and self.after is None and not self.kinds:
            return True
        return any(self._keeps_deadline(deadline) for deadline in task.deadlines)

    def _keeps_deadline(self, deadline: Deadline) -> bool:
        if self.kinds and deadline.kind not in self.kinds:
            return False
        if self.before is None and self.after is None:
            return True
        day = find_last_day(deadline)
        return (
            day is not None
            and (self.before is None or day < self.before)
            and (self.after is None or day > self.after)
        )

    def _keeps_gaps(self, task: Task) -> bool:
        gaps = {"lead": not task.lead_units, "deadline": not task.deadlines}
        return not self.missing or any(gaps[gap] for gap in self.missing)


def is_named(wanted: str, unit: Unit) -> bool:
    """Whether a unit goes by the wanted name, short or full on either side, alone or as part of its name.

    `Sở Y tế` is in `Giám đốc Sở Y tế` and not in `Phòng Y tế`; case and tone placement do not matter.
    """
    names = {_spell(form) for form in (unit.name, unit.full_name, unit.text)}
    return any(form in name for form in _forms(wanted) for name in names)


@cache
def _forms(wanted: str) -> frozenset[str]:
    """The wanted name as it is written and with its abbreviations spelled out."""
    from kehoach.parse.units import full_name

    wanted = unicodedata.normalize("NFC", wanted)
    return frozenset({_spell(wanted), _spell(full_name(wanted))})


def _spell(name: str) -> str:
    """A name as its words, a space around each, so that one in another is whole words of it."""
    folded = fold(unicodedata.normalize("NFC", name))
    words = "".join(c if c.isalnum() or c == "&" else " " for c in folded).split()
    return f" {' '.join(words)} "
