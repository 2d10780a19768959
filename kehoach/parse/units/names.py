"""The full name of a unit: its abbreviations spelled out."""

from __future__ import annotations

from kehoach.fold import fold
from kehoach.lexicon import load_words
from kehoach.parse.units.phrases import TOKEN, expansions, unit_phrases

ABBREVIATING = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZĐƯ0123456789&-., ")  # what abbreviations are made of


def full_name(name: str) -> str:
    """The name with its abbreviations spelled out; one that nothing tells the meaning of is left as written.

    >>> full_name("UBND xã Đại Sơn")
    'Ủy ban nhân dân xã Đại Sơn'
    >>> full_name("TT Đảng ủy"), full_name("TT PVHCC"), full_name("TT")
    ('Thường trực Đảng ủy', 'Trung tâm Phục vụ hành chính công', 'TT')
    >>> full_name("P.VHXH"), full_name("P. An Lộc"), full_name("PCT.UBND")
    ('Phòng Văn hóa - Xã hội', 'Phường An Lộc', 'Phó Chủ tịch Ủy ban nhân dân')
    """
    if " & " in name and (full := full_name(name.replace(" & ", "&"))) and "&" not in full:
        return full  # `Sở GD & ĐT`
    tokens = list(TOKEN.finditer(name))
    words = [token[0] for token in tokens]
    if expansions().reach.keys().isdisjoint(words):
        return name
    parts: list[str] = []
    kept: list[str] = []
    last = at = 0
    while at < len(tokens):
        start, begin = tokens[at].start(), at
        found = expansions().at(words, at)
        if (behind := _department(words, at)) > at:
            at, spelled, end = behind, "Phòng ", tokens[behind].start()
        elif not found or _runs_on(words, at, found[-1][0]):
            at += 1
            continue
        else:
            at, spelled = found[-1]
            end = tokens[at - 1].end()
        between = name[last:start]
        kept.append(" " if parts and between.strip() == "." else between)
        opens = not start or _behind_head(words, begin)
        parts += [kept[-1], spelled[:1].upper() + spelled[1:] if opens else spelled]
        last = end
    kept.append(name[last:])
    if not parts:
        return name
    rest = "".join(kept)
    if rest.isupper() and not set(rest) <= ABBREVIATING:
        parts = [part.upper() for part in parts]  # `UBND TỈNH …`, a line in capitals
    full = "".join(parts) + kept[-1]
    if "Tỉnh ủy" in full and "Tỉnh ủy" not in name and _of_city(name):
        full = full.replace("Tỉnh ủy", "Thành ủy")
    return full


def _behind_head(words: list[str], at: int) -> bool:
    """Whether a name begins here, behind the head of a department: `Phòng | CNTT`."""
    before = [fold(word) for word in words[max(at - 2, 0) : at]]
    return any(
        end == len(before) and "varied" in kinds
        for start in range(len(before))
        for end, kinds in unit_phrases().at(before, start)
    )


def _department(words: list[str], at: int) -> int:
    """The word behind `P.` where it is a department (`P. Nội vụ`, `P.TCHC`), no ward; else `at`."""
    if words[at] != "P":
        return at
    behind = at + 1 + (words[at + 1 : at + 2] == ["."])
    if behind >= len(words):
        return at
    short = len(words[behind]) > 1 and words[behind].isupper()
    rest = [fold(word) for word in words[behind:]]
    known = any("names" in kinds for _, kinds in unit_phrases().at(rest, 0))
    longer = any(end > behind for end, _ in expansions().at(words, at))  # `P. HT`
    return behind if (short or known) and not longer else at


def _runs_on(words: list[str], at: int, end: int) -> bool:
    """Whether a longer abbreviation begins within: `Phòng | TC-KH`, not `Phòng TC | -KH`."""
    inner = (expansions().at(words, start) for start in range(at + 1, end))
    return any(found and found[-1][0] > end for found in inner)


def _of_city(name: str) -> bool:
    """Whether a name speaks of a city under the central government."""
    folded = fold(name)
    return any(city in folded for city in ("thành phố", "tp", *load_words("places", "cities")))
