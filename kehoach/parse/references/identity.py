"""Which mentions are of the same document: keys, aliases, and what all mentions of one document say together."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kehoach.fold import fold
from kehoach.models import CitedDocument
from kehoach.parse.references.mentions import Alias, Mention


def slug(*parts: str | None) -> str:
    """A key in lower case without diacritics.

    >>> slug("Quyết định", "918/QĐ-TTg")
    'quyet-dinh-918-qd-ttg'
    """
    plain = unicodedata.normalize("NFD", fold(" ".join(part for part in parts if part)).replace("đ", "d"))
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return "-".join(kept.split())


def resolve(mentions: Sequence[Mention], aliases: Sequence[Alias]) -> list[tuple[Mention, str]]:
    """The mentions that cite a document, each with its document's key; bare ones that cite none are left out."""
    keys = _Keys(m for m in mentions if not m.bare)
    bound = [(alias, _bind(alias, mentions, keys)) for alias in aliases]
    only = keys.only_law(mentions)
    resolved: list[tuple[Mention, str]] = []
    for mention in mentions:
        key = keys.of(mention) if not mention.bare else _stands_for(mention, bound, keys, only)
        if key is not None:
            resolved.append((mention, key))
    return resolved


class _Keys:
    """One key for all mentions of a document: by number, else by type and title (and year, where years differ)."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._by_number: dict[str, str] = {}
        self._by_title: dict[tuple[str, str], dict[str, str]] = {}
        self._by_serial: dict[tuple[str, str], list[tuple[int, str]]] = {}
        self.laws: dict[str, Mention] = {}
        mentions = list(mentions)
        for mention in mentions:
            if mention.number is not None:
                key = self._by_number.setdefault(_number_key(mention), slug(mention.type, mention.number))
                self._note(mention, key)
        for mention in mentions:
            if mention.number is None:
                self._note(mention, self.of(mention))

    def _note(self, mention: Mention, key: str) -> None:
        if mention.title is not None and mention.is_law:
            years = self._by_title.setdefault((mention.type, fold(mention.title)), {})
            years.setdefault(_year(mention), key)
        if mention.number is not None:
            self._by_serial.setdefault((mention.type, _serial(mention.number)), []).append(
                (mention.start, key)
            )
        self.laws.setdefault(key, mention)

    def of(self, mention: Mention) -> str:
        """The key of a mention that names its document itself."""
        if mention.number is not None:
            return self._by_number[_number_key(mention)]
        year = _year(mention)
        years = self._by_title.get((mention.type, fold(mention.title or "")), {})
        if year in years:
            return years[year]
        plain = slug(mention.type, mention.title)
        if not year and years:
            return next(iter(years.values()))
        if year and any(other and other != year for other in years):
            return f"{plain}-{year}"
        return years.get("", plain)

    def short(self, kind: str, number: str, before: int) -> str | None:
        """The key of the document of this type whose full number begins with a short one: the nearest before, else the first."""
        places = self._by_serial.get((kind, _serial(number)), [])
        nearest = [key for start, key in places if start < before]
        return nearest[-1] if nearest else places[0][1] if places else None

    def serial(self, number: str, before: int) -> str | None:
        """The key of the nearest document before, of any type, whose number begins with a short one."""
        found = [
            place
            for (_, serial), places in self._by_serial.items()
            if serial == _serial(number)
            for place in places
            if place[0] < before
        ]
        return max(found)[1] if found else None

    def only_law(self, mentions: Sequence[Mention]) -> dict[str, str]:
        """The one law (and the one code) that a document cites, its amending laws not counted."""
        found: dict[str, set[str]] = {}
        for mention in mentions:
            if mention.is_law and not mention.bare and not mention.amending and not mention.amended:
                found.setdefault(mention.type, set()).add(self.of(mention))
        return {kind: next(iter(keys)) for kind, keys in found.items() if len(keys) == 1}


def _number_key(mention: Mention) -> str:
    """What a number is the same by: its letters and its serial without leading zeros, the type where there is no symbol."""
    assert mention.number is not None
    number = fold(mention.number).lstrip("0")
    return number if mention.symbol else f"{mention.type} {number}"


def _serial(number: str) -> str:
    """The serial of a number without leading zeros."""
    digits = fold(number).lstrip("0")
    end = next((n for n, c in enumerate(digits) if c in "/-"), len(digits))
    return digits[:end]


def _year(mention: Mention) -> str:
    """The year of a law, from its date or its number."""
    if mention.date:
        return mention.date[:4]
    parts = (mention.number or "").split("/")
    return parts[1] if len(parts) > 2 else ""


def _bind(alias: Alias, mentions: Sequence[Mention], keys: _Keys) -> str | None:
    """The key of the document that an alias stands for: the nearest mention before of its number, else of its type."""
    if alias.number is not None:
        return keys.short(alias.type, alias.number, alias.start) or keys.serial(alias.number, alias.start)
    before = [m for m in mentions if m.end <= alias.start and m.type == alias.type]
    return keys.of(before[-1]) if before and not before[-1].bare else None


def _stands_for(
    mention: Mention, bound: Sequence[tuple[Alias, str | None]], keys: _Keys, only: dict[str, str]
) -> str | None:
    """The key of the document that a bare or short mention stands for, by alias, serial, or being the only law."""
    for alias, key in reversed(bound):
        if (
            alias.start < mention.start
            and alias.type == mention.type
            and (
                alias.number is None
                if mention.number is None
                else alias.number is not None and _serial(alias.number) == _serial(mention.number)
            )
        ):
            return key
    if mention.number is not None:
        key = keys.short(mention.type, mention.number, mention.start)
        return key or (slug(mention.type, mention.number) if mention.type in SHORT else None)
    return only.get(mention.type)


SHORT = frozenset(("Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Kết luận", "Thông tư", "Quy định"))


def merge(cited: Iterable[tuple[Mention, str]]) -> list[CitedDocument]:
    """The distinct documents in the order of their first mention, with what the mentions say together."""
    by_key: dict[str, list[Mention]] = {}
    for mention, key in cited:
        by_key.setdefault(key, []).append(mention)
    return [_merged(key, mentions) for key, mentions in by_key.items()]


def _merged(key: str, mentions: list[Mention]) -> CitedDocument:
    full = [m for m in mentions if not m.bare] or mentions
    dates = [m.date for m in full if m.date]
    numbers = [m.number for m in full if m.number]
    titles = [m.title for m in full if m.title]
    return CitedDocument(
        document=key,
        type=full[0].type,
        number=max(numbers, key=len) if numbers else None,
        date=max(dates, key=len) if dates else None,
        issuer=next((m.issuer for m in full if m.issuer), None)
        or next((m.implied for m in full if m.implied), None),
        title=titles[0] if titles else None,
        mentions=len(mentions),
    )


def share_issuers(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """The mentions with the issuer (and date) that stands once, behind the last of several documents."""
    shared = list(mentions)
    for n in range(len(shared) - 2, -1, -1):
        this, that = shared[n], shared[n + 1]
        if this.issuer or this.implied or this.is_law or this.number is None or not that.issuer or this.bare:
            continue
        if this.type != that.type and this.symbol.rpartition("-")[2] != that.symbol.rpartition("-")[2]:
            continue
        gap = text[this.end : that.start].strip()
        if gap in {",", ";", "và", ", và", "; và", "các"}:
            shared[n] = replace(this, issuer=that.issuer)
    return shared
