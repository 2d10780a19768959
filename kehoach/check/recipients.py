"""Faults of the Nơi nhận: a unit that the plan charges, and that the list does not reach."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kehoach.check.fault import Fault
from kehoach.check.words import load_table, load_words
from kehoach.fold import fold
from kehoach.models import Plan, Unit
from kehoach.parse.units import full_name

_WORD = re.compile(r"\w+")


def find_unreached_units(plan: Plan) -> Iterator[Fault]:
    """Units that lead or support a task and that no recipient stands for, each once, where it is first named.

    A collective stands for its members (`các sở, ban, ngành` for `Sở Nội vụ`), a person for the unit he
    heads. `Các cơ quan liên quan` is nobody who could be missed.
    """
    if not plan.recipients:
        return
    reached = [_plain(entry) for entry in (*plan.recipients, *plan.addressees)]
    if plan.issuer:
        reached.append(_plain(plan.issuer))
    if any(_is_whole(entry) for entry in reached):
        return
    seen: set[str] = set()
    units = (unit for task in plan.tasks for unit in (*task.lead_units, *task.supporting_units))
    for unit in sorted(units, key=lambda unit: unit.span.start):
        name = _plain(unit.full_name)
        if name not in seen and not any(reaches(entry, name) for entry in reached) and not _is_anyone(unit):
            yield Fault(unit.span, {"unit": unit.name})
        seen.add(name)


def reaches(recipient: str, unit: str) -> bool:
    """Whether a recipient stands for a unit, both spelled out and folded.

    >>> reaches("các sở, ban, ngành", "sở nội vụ"), reaches("các sở, ban, ngành", "công an tỉnh")
    (True, True)
    >>> reaches("trưởng các thôn", "các thôn"), reaches("sở nội vụ", "sở nội vụ tỉnh hà đông")
    (True, True)
    >>> reaches("ủy ban nhân dân các xã, phường", "ủy ban nhân dân xã đông hải")
    True
    >>> reaches("các phòng chuyên môn", "sở nội vụ"), reaches("sở tài chính", "sở nội vụ")
    (False, False)
    """
    recipient, unit = _headless(recipient), _headless(unit)
    if _within(_core(unit), recipient) or _within(_core(recipient), unit):
        return True
    if unit.startswith(load_words("councils")):
        return bool(_levels(recipient) & _levels(unit))
    if not _is_collective(recipient):
        return False
    covers = load_table("covers")
    meant = _bare(unit)
    return any(
        _within(word, recipient) and (meant.startswith(tuple(f"{b} " for b in names)) or meant in names)
        for word, names in covers.items()
    ) or bool(_levels(meant, first=True) & _levels(recipient))


def _is_whole(recipient: str) -> bool:
    return any(words in recipient for words in load_words("whole"))


def _is_anyone(unit: Unit) -> bool:
    """Whether a collective is too general to be missed: `các cơ quan, đơn vị`, `cá nhân có liên quan`."""
    name = _bare(_plain(unit.full_name))
    return "liên quan" in name or (unit.group and name.startswith(load_words("everyone")))


def _is_collective(name: str) -> bool:
    return (
        name.startswith(("các ", "toàn thể ", "tất cả ", "toàn bộ ", "những "))
        or " các " in name
        or "," in name
    )


def _levels(name: str, first: bool = False) -> set[str]:
    """The levels that a name speaks of; with `first` only one that it begins with (`thôn`)."""
    grades = load_table("grades")
    found = {level for grade, levels in grades.items() if _within(grade, name) for level in levels}
    for level in load_words("levels"):
        if name.startswith(f"{level} ") or name == level if first else _within(level, name):
            found.add(level)
    return found


def _plain(name: str) -> str:
    """A name spelled out, folded, with single spaces and `và` for `&`."""
    return " ".join(fold(full_name(name)).replace("&", " và ").replace("(", " ").replace(")", " ").split())


def _headless(name: str) -> str:
    """A name without the person in front: `trưởng các thôn` → `các thôn`."""
    for title in sorted(load_words("people"), key=len, reverse=True):
        if name.startswith(f"{title} "):
            return _headless(name.removeprefix(title).lstrip(" ,"))
    return name


def _bare(name: str) -> str:
    """A name without the collective word in front: `các thôn` → `thôn`."""
    return re.sub(r"^(?:(?:các|toàn thể|tất cả|những|toàn bộ) )+", "", _headless(name))


def _core(name: str) -> str:
    """A name without the level or place behind it: `sở nội vụ tỉnh hà đông` → `sở nội vụ`."""
    words = _bare(name)
    levels = "|".join(sorted(load_words("levels"), key=len, reverse=True))
    core = re.sub(rf"(?<=\w\s)(?:cấp )?(?:{levels})(?: \w+){{0,3}}$", "", words).strip(" ,")
    return core if core and not core.startswith(load_words("councils")) else words


def _within(words: str, name: str) -> bool:
    """Whether the words stand whole in a name."""
    return f" {' '.join(_WORD.findall(words))} " in f" {' '.join(_WORD.findall(name))} "
