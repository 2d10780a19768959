"""Who speaks for the document: its issuer, the agency above it, and whoever holds an office there."""

from __future__ import annotations

from collections.abc import Sequence

from kehoach.fold import fold
from kehoach.lexicon import load_words
from kehoach.parse.patterns import Pattern
from kehoach.parse.units import full_name
from kehoach.values import Unit

_OFFICE = Pattern(
    r"(?: đồng \s chí \s )? \N<office> (?: \s thường \s trực )? (?: \s | $ )",
    office=lambda: load_words("assignments", "office"),
)
_BUREAU = "văn phòng "


def gives(units: Sequence[Unit], givers: Sequence[str]) -> bool:
    """Whether a subject speaks for the document's issuer: what it demands is the duty of those it names.

    So does who holds an office there (`Phó Chủ tịch UBND tỉnh Lê Văn A`), or an office of no agency (`Ban
    Giám hiệu`, `Thứ trưởng Lê Văn A`); an agency's bureau speaks for the agency.
    """
    if len(units) != 1 or units[0].group or not givers:
        return False
    name = _agency(units[0].name).removeprefix("nhà ")  # `nhà trường`, of `TRƯỜNG TIỂU HỌC …`
    agencies = [agency for giver in map(_agency, givers) for agency in (giver, *_served(giver))]
    return any(
        name.startswith(agency) or agency.startswith(name) or agency.endswith(f" {name}")
        for agency in agencies
    )


def _served(giver: str) -> list[str]:
    """The agencies that a bureau works for: of `văn phòng hội đồng nhân dân và ủy ban nhân dân xã` both."""
    return giver.removeprefix(_BUREAU).split(" và ") if giver.startswith(_BUREAU) else []


def _agency(name: str) -> str:
    """The agency of an office holder, folded, spelled out; empty where the office stands alone.

    `Chủ tịch UBND tỉnh`, `Đồng chí Lê Văn A, Chủ tịch UBND tỉnh` → `ủy ban nhân dân tỉnh`.
    """
    words = fold(full_name(name))
    for part in words.replace(" - ", ", ").split(", "):
        office = _OFFICE.match(part)
        if office is not None:
            return _without_person(part[office.end() :])
    return words


def _without_person(words: str) -> str:
    """Words without the person's name that they end with."""
    parts = words.split()
    surnames = load_words("units", "surnames")
    at = next((n for n, word in enumerate(parts) if word in surnames and 2 <= len(parts) - n <= 5), None)
    return " ".join(parts[:at])
