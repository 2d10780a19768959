"""Slips of typing: words that are known ones but for one letter."""

from __future__ import annotations

from collections.abc import Iterable

_SHORTEST = 4  # letters: `Tổ` is no slip for `TG`, but another word


def find_near(words: str, known: Iterable[str]) -> str | None:
    """The known wording of as many words that differs from these by one letter.

    >>> find_near("nghị đinh", ["nghị quyết", "nghị định"])
    'nghị định'
    >>> find_near("nghị", ["nghị định"])
    """
    if len(words) < _SHORTEST:
        return None
    spaces = words.count(" ")
    near = (entry for entry in known if entry.count(" ") == spaces and _one_edit(entry, words))
    return next(near, None)


def _one_edit(a: str, b: str) -> bool:
    """Whether one letter put in, left out or replaced makes one word of the other."""
    if abs(len(a) - len(b)) > 1:
        return False
    if len(a) > len(b):
        a, b = b, a
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    return a[at + (len(a) == len(b)) :] == b[at + 1 :]
