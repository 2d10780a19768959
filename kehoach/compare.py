"""Two plans side by side: what changed between drafts, and what a lower plan takes up of a higher one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TypeAlias, TypeVar

from kehoach.fold import fold
from kehoach.models import Deadline, Plan, Section, Task, Unit
from kehoach.parse.units import full_name

_Value = TypeVar("_Value")
Words: TypeAlias = Counter[tuple[str, str]]  # of a task, in pairs of neighbours
_WORD = re.compile(r"\w+")
_AROUND = 5  # words shown around a changed one
_SAME_TASK = 0.5  # share of word pairs that two wordings of one task have in common at least

HEADER = ("document_type", "number", "symbol", "place", "date", "issuer", "superior", "title", "signature")
_NAMES = ("issuer", "superior", "title", "signature")


@dataclass(frozen=True, slots=True)
class Change:
    """A key whose value differs: a text that was replaced (`old`, `new`), or a list (`gone`, `added`)."""

    key: str
    old: str | None = None
    new: str | None = None
    gone: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskChange:
    """A task that both plans have. `moved`: it stands elsewhere, not just under another number."""

    old: Task
    new: Task
    moved: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from one plan to another."""

    header: tuple[Change, ...]
    added: tuple[Task, ...]
    gone: tuple[Task, ...]
    changed: tuple[TaskChange, ...] = field(default=())
    lists: tuple[Change, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.header or self.added or self.gone or self.changed or self.lists)


def compare_plans(old: Plan, new: Plan) -> Difference:
    """What changed from `old` to `new`: header, tasks, cited documents, recipients.

    A task is the same where its words are, wherever it stands; a task under a new number alone is unchanged.
    """
    pairs = _pair_tasks(old.tasks, new.tasks)
    paired_old = {i for i, _ in pairs}
    paired_new = {j for _, j in pairs}
    in_order = _longest_rise([j for _, j in pairs])
    homes = _headings(old.sections), _headings(new.sections)
    changed = []
    for i, j in pairs:
        before, after = old.tasks[i], new.tasks[j]
        moved = j not in in_order or homes[0].get(_parent(before)) != homes[1].get(_parent(after))
        changes = tuple(_compare_tasks(before, after))
        if moved or changes:
            changed.append(TaskChange(before, after, moved, changes))
    return Difference(
        header=tuple(_compare_headers(old, new)),
        added=tuple(task for j, task in enumerate(new.tasks) if j not in paired_new),
        gone=tuple(task for i, task in enumerate(old.tasks) if i not in paired_old),
        changed=tuple(changed),
        lists=tuple(
            _compare_lists(key, getter(old), getter(new))
            for key, getter in _LISTS.items()
            if set(map(fold, getter(old))) != set(map(fold, getter(new)))
        ),
    )


def describe_task(task: Task) -> str:
    """A task in words: its title, with its scope where it has one."""
    return " · ".join(part for part in (task.title or task.content, task.scope) if part) or task.id


def describe_deadline(deadline: Deadline) -> str:
    """A deadline as written, with the part of the task that it holds for."""
    return f"{deadline.scope}: {deadline.text}" if deadline.scope else deadline.text


def describe_rewording(old: str, new: str) -> str:
    """Two wordings in one line: `[-gone-]`, `{+added+}`, and `…` for long stretches that are the same.

    >>> describe_rewording("Rà soát hồ sơ bằng giấy", "Rà soát toàn bộ hồ sơ giấy")
    'Rà soát {+toàn bộ+} hồ sơ [-bằng-] giấy'
    """
    before, after = old.split(), new.split()
    parts: list[str] = []
    for change, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if change == "equal":
            kept = before[a:b]
            if len(kept) > 2 * _AROUND:
                kept = [
                    *kept[: _AROUND * bool(a)],
                    "…",
                    *kept[len(kept) - _AROUND * (b < len(before) or d < len(after)) :],
                ]
            parts += kept
            continue
        parts += [f"[-{' '.join(before[a:b])}-]"] if a < b else []
        parts += [f"{{+{' '.join(after[c:d])}+}}"] if c < d else []
    return " ".join(parts)


def _cited(plan: Plan) -> list[str]:
    return [
        " ".join(part for part in (cited.type, cited.number or cited.title) if part) or cited.document
        for cited in plan.cited_documents
    ]


_LISTS: dict[str, Callable[[Plan], list[str]]] = {
    "cited_documents": _cited,
    "addressees": lambda plan: plan.addressees,
    "recipients": lambda plan: plan.recipients,
}


def _compare_headers(old: Plan, new: Plan) -> Iterator[Change]:
    for key in HEADER:
        before, after = _told(getattr(old, key)), _told(getattr(new, key))
        # UBND xã … and ỦY BAN NHÂN DÂN XÃ … are one
        same = _name_key(before) == _name_key(after) if key in _NAMES else before == after
        if not same:
            yield Change(key, before, after)


def _name_key(name: str | None) -> list[str]:
    return _WORD.findall(fold(full_name(name or "")))


def _told(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return ", ".join(str(part) for _, part in value if part)  # type: ignore[attr-defined]


def _compare_lists(key: str, old: Sequence[str], new: Sequence[str]) -> Change:
    before, after = {fold(v) for v in old}, {fold(v) for v in new}
    return Change(
        key,
        gone=tuple(v for v in old if fold(v) not in after),
        added=tuple(v for v in new if fold(v) not in before),
    )


def _compare_tasks(old: Task, new: Task) -> Iterator[Change]:
    for key in ("title", "content", "scope"):
        before, after = getattr(old, key), getattr(new, key)
        if _WORD.findall(fold(before or "")) != _WORD.findall(fold(after or "")):
            yield Change(key, before, after)
    for key in ("lead_units", "supporting_units"):
        yield from _compare_values(
            key, getattr(old, key), getattr(new, key), _unit_key, lambda unit: unit.name
        )
    yield from _compare_values("deadlines", old.deadlines, new.deadlines, _deadline_key, describe_deadline)
    yield from _compare_values("products", old.products, new.products, fold, str)
    yield from _compare_values(
        "other",
        old.other,
        new.other,
        lambda field: (fold(field.label), *_WORD.findall(fold(field.text))),
        lambda field: f"{field.label}: {field.text}",
    )


def _compare_values(
    key: str,
    old: Sequence[_Value],
    new: Sequence[_Value],
    identity: Callable[[_Value], object],
    tell: Callable[[_Value], str],
) -> Iterator[Change]:
    before, after = {identity(v) for v in old}, {identity(v) for v in new}
    if before != after:
        yield Change(
            key,
            gone=tuple(tell(v) for v in old if identity(v) not in after),
            added=tuple(tell(v) for v in new if identity(v) not in before),
        )


def _unit_key(unit: Unit) -> object:
    return fold(unit.full_name)


def _deadline_key(deadline: Deadline) -> object:
    dated = deadline.start, deadline.end, deadline.end_inclusive, deadline.recurrence
    words = () if any(dated[:2]) or deadline.recurrence else tuple(_WORD.findall(fold(deadline.text)))
    return deadline.kind, *dated, words


def _pair_tasks(old: Sequence[Task], new: Sequence[Task]) -> list[tuple[int, int]]:
    """The tasks that are the same in both, in the order of `old`: equal words first, then the most alike."""
    words_old, words_new = [_task_words(task) for task in old], [_task_words(task) for task in new]
    keys_old, keys_new = ([frozenset(words.items()) for words in side] for side in (words_old, words_new))
    ids_old, ids_new = [task.id for task in old], [task.id for task in new]
    pairs: dict[int, int] = {}
    _pair_equal(pairs, [*zip(keys_old, ids_old, strict=True)], [*zip(keys_new, ids_new, strict=True)])
    _pair_equal(pairs, keys_old, keys_new)
    taken = set(pairs.values())
    alike = [
        (likeness, ids_old[i] == ids_new[j], -abs(i - j), i, j)
        for likeness, i, j in _find_alike(
            {i: words for i, words in enumerate(words_old) if i not in pairs},
            {j: words for j, words in enumerate(words_new) if j not in taken},
        )
    ]
    for *_, i, j in sorted(alike, reverse=True):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return sorted(pairs.items())


def _pair_equal(pairs: dict[int, int], old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
    """Add the pairs of equal keys in their order, of what has no pair yet."""
    taken = set(pairs.values())
    waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for j, key in enumerate(new):
        if j not in taken:
            waiting[key].append(j)
    for i, key in enumerate(old):
        if i not in pairs and waiting[key]:
            pairs[i] = waiting[key].popleft()


def _task_words(task: Task) -> Words:
    """The pairs of neighbouring words of a task: a Vietnamese word is mostly two syllables."""
    words = _WORD.findall(fold(" ".join(part for part in (task.title, task.scope, task.content) if part)))
    return Counter(zip(["", *words], [*words, ""], strict=True))


def _find_alike(old: dict[int, Words], new: dict[int, Words]) -> Iterator[tuple[float, int, int]]:
    """The tasks that have enough pairs of words in common, with the share of them."""
    holders: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for j, words in new.items():
        for pair, number in words.items():
            holders[pair].append((j, number))
    for i, words in old.items():
        shared: Counter[int] = Counter()
        for pair, number in words.items():
            for j, other in holders.get(pair, ()):
                shared[j] += min(number, other)
        for j, common in shared.items():
            likeness = 2 * common / (words.total() + new[j].total())
            if likeness >= _SAME_TASK:
                yield likeness, i, j


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """The numbers of a longest rising subsequence: what kept its order.

    >>> sorted(_longest_rise([0, 3, 1, 2, 4]))
    [0, 1, 2, 4]
    """
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(tails, number)
        before[number] = tails[at - 1] if at else None
        tails[at : at + 1] = [number]
    kept, last = set[int](), tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def _parent(task: Task) -> str:
    return (task.section or "").rpartition("/")[0]


def _headings(sections: Sequence[Section]) -> dict[str, tuple[str, ...]]:
    """The words of each section's heading, by its path."""
    found: dict[str, tuple[str, ...]] = {}
    for section in sections:
        found[section.path] = tuple(_WORD.findall(fold(section.heading or "")))
        found.update(_headings(section.children))
    return found
