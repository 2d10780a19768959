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
        if (
            name not in seen
            and not any(reaches(entry, name) for entry in reached)
            and not _needs_no_copy(unit)
        ):
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
        _within(word, recipient) and any(_begins(meant, beginning) for beginning in beginnings)
        for word, beginnings in covers.items()
    ) or bool(_levels(meant, first=True) & _levels(recipient))


def _is_whole(recipient: str) -> bool:
    return any(words in recipient for words in load_words("whole"))


def _needs_no_copy(unit: Unit) -> bool:
    """Whether a unit cannot be missed: a collective without a name, a person, the issuer's own leaders.

    `các cơ quan, đơn vị`, `cá nhân có liên quan`, `Thầy Lò Văn An`, `Ban Giám hiệu`.
    """
    name = _bare(_plain(unit.full_name))
    general = "liên quan" in name or (unit.group and name.startswith(load_words("everyone")))
    return general or _is_person(unit) or name.startswith(load_words("own"))


def _is_person(unit: Unit) -> bool:
    """Whether a unit is a person's own name, after a title or alone: capitals throughout, and no agency."""
    name = unit.name.split()[-len(_headless(_plain(unit.name)).split()) :]
    agencies = {beginning for beginnings in load_table("covers").values() for beginning in beginnings}
    capital = all(word[:1].isupper() and not word[1:2].isupper() for word in name)
    return 2 <= len(name) <= 5 and capital and not any(_begins(fold(" ".join(name)), a) for a in agencies)


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
        if _begins(name, level) if first else _within(level, name):
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


def _begins(name: str, words: str) -> bool:
    """Whether a name begins with whole words."""
    return f"{' '.join(_WORD.findall(name))} ".startswith(f"{words} ")


def _within(words: str, name: str) -> bool:
    """Whether the words stand whole in a name."""
    return f" {' '.join(_WORD.findall(words))} " in f" {' '.join(_WORD.findall(name))} "
