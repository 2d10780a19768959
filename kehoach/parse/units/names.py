"""The full name of a unit: its abbreviations spelled out."""

from __future__ import annotations

from kehoach.fold import fold
from kehoach.lexicon import load_words
from kehoach.parse.units.phrases import TOKEN, expansions

_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZĐ0123456789&-., ")  # that abbreviations are made of


def full_name(name: str) -> str:
    """The name with its abbreviations spelled out; one that nothing tells the meaning of is left as written.

    >>> full_name("UBND xã Đại Sơn")
    'Ủy ban nhân dân xã Đại Sơn'
    >>> full_name("TT Đảng ủy"), full_name("TT PVHCC"), full_name("TT")
    ('Thường trực Đảng ủy', 'Trung tâm Phục vụ hành chính công', 'TT')
    """
    tokens = list(TOKEN.finditer(name))
    words = [token[0] for token in tokens]
    if expansions().reach.keys().isdisjoint(words):
        return name
    parts: list[str] = []
    kept: list[str] = []
    last = at = 0
    while at < len(tokens):
        found = expansions().at(words, at)
        if not found or _runs_on(words, at, found[-1][0]):
            at += 1
            continue
        start = tokens[at].start()
        at, spelled = found[-1]
        kept.append(name[last:start])
        parts += [kept[-1], spelled if start else spelled[:1].upper() + spelled[1:]]
        last = tokens[at - 1].end()
    kept.append(name[last:])
    if not parts:
        return name
    rest = "".join(kept)
    if rest.isupper() and not set(rest) <= _LETTERS:
        parts = [part.upper() for part in parts]  # `UBND TỈNH …`, a line in capitals
    full = "".join(parts) + kept[-1]
    if "Tỉnh ủy" in full and "Tỉnh ủy" not in name and _of_city(name):
        full = full.replace("Tỉnh ủy", "Thành ủy")
    return full


def _runs_on(words: list[str], at: int, end: int) -> bool:
    """Whether a longer abbreviation begins within: `Phòng | TC-KH`, not `Phòng TC | -KH`."""
    inner = (expansions().at(words, start) for start in range(at + 1, end))
    return any(found and found[-1][0] > end for found in inner)


def _of_city(name: str) -> bool:
    """Whether a name speaks of a city under the central government."""
    folded = fold(name)
    return any(city in folded for city in ("thành phố", "tp", *load_words("places", "cities")))
