"""Which tasks of a higher plan its lower plans take up, by the words that both write.

The measure is a count that a person can check: pairs of neighbouring syllables (a Vietnamese word is mostly
two) that a task of the higher plan shares with a task of a lower one. Pairs that say nothing about the task
are left out: those of the plans' titles and of units' names, those that stand in every plan (`words.toml`),
and those that a good part of the higher plan's tasks holds.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from kehoach.fold import fold
from kehoach.models import Plan, Task

__all__ = ["ENOUGH", "Match", "Trace", "Traced", "trace_tasks"]

ENOUGH = 3  # shared pairs that make a lower task one that takes the higher one up
_COMMON = 5  # a pair that more than one in so many tasks holds tells nothing
_SHOWN = 5  # matches kept for each task

_SYLLABLE = re.compile(r"\w+")

Pair = tuple[str, str]
State = Literal["taken", "perhaps", "left"]


@dataclass(frozen=True, slots=True)
class Match:
    """A task of a lower plan that shares `shared` of the `telling` pairs of a task of the higher one."""

    plan: int
    task: Task
    shared: int
    telling: int
    phrases: tuple[str, ...]

    @property
    def takes_up(self) -> bool:
        """Whether enough is shared to say that the lower task takes the higher one up."""
        return self.shared >= ENOUGH or self.shared == self.telling > 1


@dataclass(frozen=True, slots=True)
class Traced:
    """A task of the higher plan and the tasks that share words with it, the nearest first."""

    task: Task
    matches: tuple[Match, ...]

    @property
    def state(self) -> State:
        """`taken` where a lower task takes it up, `perhaps` where one shares two pairs, else `left`."""
        if any(match.takes_up for match in self.matches):
            return "taken"
        return "perhaps" if self.telling_matches else "left"

    @property
    def telling_matches(self) -> tuple[Match, ...]:
        """The matches that share more than one pair."""
        return tuple(match for match in self.matches if match.shared > 1)


@dataclass(frozen=True, slots=True)
class Trace:
    """What lower plans take up of a higher one, and of each lower plan whether it cites the higher one."""

    tasks: tuple[Traced, ...]
    citing: tuple[bool, ...]


def trace_tasks(parent: Plan, children: Sequence[Plan]) -> Trace:
    """Each task of a higher plan with the tasks of its lower plans that share words with it."""
    own = [_find_pairs(_subject(task)) for task in parent.tasks]
    held = Counter(pair for pairs in own for pair in pairs)
    empty = {pair for pair, number in held.items() if number > max(2, len(own) / _COMMON)}
    empty.update(pair for name in _names(parent, *children) for pair in _find_pairs(name))
    lower = [
        (number, task, _find_pairs("\n".join(filter(None, (task.title, task.scope, task.content)))).keys())
        for number, child in enumerate(children)
        for task in child.tasks
    ]
    traced = []
    for task, pairs in zip(parent.tasks, own, strict=True):
        telling = pairs.keys() - empty
        matches = [
            Match(number, other, len(shared), len(telling), tuple(_quote(_subject(task), pairs, shared)))
            for number, other, others in lower
            if (shared := telling & others)
        ]
        traced.append(Traced(task, tuple(sorted(matches, key=lambda match: -match.shared)[:_SHOWN])))
    return Trace(tuple(traced), tuple(_cites(child, parent) for child in children))


def _cites(child: Plan, parent: Plan) -> bool:
    return parent.number is not None and any(c.number == parent.number for c in child.cited_documents)


def _names(*plans: Plan) -> Iterator[str]:
    """What the plans call themselves and their units: no sign of a common task."""
    for plan in plans:
        yield plan.title or ""
        for task in plan.tasks:
            yield from (unit.name for unit in (*task.lead_units, *task.supporting_units) if not unit.group)


def _subject(task: Task) -> str:
    """What a task is about: its title, but where that is a unit's name, its duties."""
    return (task.content if task.origin == "heading" else None) or task.title or ""


def _find_pairs(text: str) -> dict[Pair, tuple[int, int]]:
    """The pairs of neighbouring syllables that can tell tasks apart, each with its first place in the text.

    >>> list(_find_pairs("Tổ chức kiểm kê tài sản, kho của thôn"))
    [('kiểm', 'kê'), ('kê', 'tài'), ('tài', 'sản')]
    """
    found: dict[Pair, tuple[int, int]] = {}
    folded = fold(text)
    joining, everywhere = _load_joining(), _load_everywhere()
    last: re.Match[str] | None = None
    before: re.Match[str] | None = None
    skip = False
    syllables = [*_SYLLABLE.finditer(folded)]
    for at, syllable in enumerate(syllables):
        following = syllables[at + 1][0] if at + 1 < len(syllables) else ""
        if skip or syllable[0] in joining or (syllable[0], following) in everywhere:
            skip = not skip and syllable[0] not in joining
            last = None
            continue
        before, last = last, syllable
        if before and not folded[before.end() : syllable.start()].strip(" "):
            found.setdefault((before[0], syllable[0]), (before.start(), syllable.end()))
    return found


def _quote(text: str, places: dict[Pair, tuple[int, int]], shared: set[Pair]) -> Iterator[str]:
    """The words of the shared pairs, those that touch as one phrase."""
    phrases: list[tuple[int, int]] = []
    for begin, stop in sorted(places[pair] for pair in shared):
        start = phrases.pop()[0] if phrases and not text[phrases[-1][1] : begin].strip() else begin
        phrases.append((start, stop))
    return (text[start:stop] for start, stop in phrases)


@cache
def _load() -> dict[str, list[str]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))


@cache
def _load_joining() -> frozenset[str]:
    return frozenset(fold(word) for word in _load()["joining"])


@cache
def _load_everywhere() -> frozenset[Pair]:
    return frozenset((first, second) for first, second in (fold(w).split() for w in _load()["everywhere"]))
