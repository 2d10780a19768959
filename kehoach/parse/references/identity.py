"""Which mentions are of the same document: keys, aliases, and what they say together."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from kehoach.fold import fold
from kehoach.lexicon import load_lexicon
from kehoach.parse.references.mention import Alias, Mention, serial_of, words_of
from kehoach.values import CitedDocument


@lru_cache(maxsize=1024)  # the same documents and issuers come again and again
def slug(*parts: str | None) -> str:
    """A key in lower case without diacritics.

    >>> slug("Quyết định", "918/QĐ-TTg")
    'quyet-dinh-918-qd-ttg'
    """
    plain = unicodedata.normalize("NFD", fold(" ".join(part for part in parts if part)).replace("đ", "d"))
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return "-".join(kept.split())


def resolve(
    mentions: Sequence[Mention], aliases: Sequence[Alias], subject: str = ""
) -> list[tuple[Mention, str]]:
    """The mentions that cite a document, each with its key; bare ones that cite none are left out.

    `subject` is the title of the citing document: a bare `Luật` is the only law cited, or the only one there.
    """
    named = {(alias.type, slug(alias.title)) for alias in aliases if alias.title}
    keys = _Keys([m for m in mentions if not m.bare and (m.type, slug(m.title)) not in named], slug(subject))
    known = _Known(keys)
    resolved: list[tuple[Mention, str]] = []
    both: list[Mention | Alias] = [*mentions, *aliases]
    for said in sorted(both, key=lambda said: said.start):
        if isinstance(said, Alias):
            known.define(said)
        elif (key := known.key_of(said)) is not None:
            resolved.append((said, key))
    return [(m, known.alias_of(m) or key) if m.rule == "short" else (m, key) for m, key in resolved]


class _Keys:
    """One key for all mentions of a document: by number, else by type and title (and year)."""

    def __init__(self, mentions: Sequence[Mention], subject: str) -> None:
        self._by_number: dict[str, str] = {}
        self._by_title: dict[tuple[str, str], dict[str, str]] = {}
        self.first: dict[tuple[str, str], str] = {}  # by type and serial
        self._told: dict[str, tuple[str, str]] = {}  # number and issuer
        laws: dict[str, set[str]] = {}
        subjects: dict[str, set[str]] = {}
        titles: dict[str, str] = {}
        amending: dict[str, set[str]] = {}
        for mention in sorted(mentions, key=lambda m: m.number is None):  # numbered ones lend their keys
            key = self.of(mention)
            if mention.number is not None:
                self._by_number.setdefault(_number_key(mention), key)
                self.first.setdefault((mention.type, _serial(mention.number)), key)
                issuer = slug(mention.issuer or mention.implied)
                self._told.setdefault(key, (fold(mention.number).lstrip("0"), issuer))
            if mention.title is not None and mention.is_law:
                self._by_title.setdefault((mention.type, slug(mention.title)), {}).setdefault(
                    _year(mention), key
                )
            if mention.is_law and not mention.amended:
                if mention.amending:
                    amending.setdefault(mention.type, set()).add(slug(mention.title))
                else:
                    laws.setdefault(mention.type, set()).add(key)
                    titles[key] = titles.get(key) or slug(mention.title)
                if mention.title is not None and slug(mention.type, mention.title) in subject:
                    subjects.setdefault(mention.type, set()).add(key)
        self.only_law: dict[str, str] = {}
        for kind in laws | subjects:
            found = subjects.get(kind) or laws[kind]
            found = found if len(found) == 1 else found & laws.get(kind, set())
            if len(found) != 1:
                continue
            key = next(iter(found))
            others = () if kind in subjects else amending.get(kind, ())
            if all(titles.get(key, "") in other for other in others):  # not a law that amends another
                self.only_law[kind] = key

    def agree(self, mention: Mention, key: str) -> bool:
        """Whether a short mention names no other year and issuer than the document of this key."""
        number, there = self._told.get(key, ("", ""))
        here, short = slug(mention.issuer), fold(mention.number or "").lstrip("0")
        same = number.startswith(short) and not number[len(short) :][:1].isdigit()
        return same and (here in there or there in here)

    def of(self, mention: Mention) -> str:
        """The key of a mention that names its document itself."""
        if mention.number is not None:
            return self._by_number.get(_number_key(mention)) or slug(mention.type, mention.number)
        year = _year(mention)
        years = self._by_title.get((mention.type, slug(mention.title)), {})
        if year in years:
            return years[year]
        if years and (not year or "" in years):
            return next(iter(years.values())) if not year else years[""]
        return slug(mention.type, mention.title, year if years else None)


class _Known:
    """What the document has named so far, for the aliases and short mentions that follow."""

    def __init__(self, keys: _Keys) -> None:
        self._keys = keys
        self._last: dict[str, str | None] = {}  # by type; None after a mention that cites nothing
        self._serials: dict[tuple[str, str], str] = {}
        self._aliases: dict[tuple[str, str], str | None] = {}

    def define(self, alias: Alias) -> None:
        """Take an alias: it stands for the nearest document before of its number, else of its type."""
        if alias.number is None:
            self._aliases[alias.type, slug(alias.title)] = self._last.get(alias.type)
        else:
            serial = _serial(alias.number)
            self._aliases[alias.type, serial] = self._serials.get((alias.type, serial)) or self._serials.get(
                ("", serial)
            )

    def alias_of(self, mention: Mention) -> str | None:
        """The document that an alias gives to a short number, also one that is defined behind it."""
        return self._aliases.get((mention.type, _serial(mention.number or "")))

    def key_of(self, mention: Mention) -> str | None:
        """The key of the document that a mention cites or stands for; None where it cites none."""
        key = self._aliases.get((mention.type, slug(mention.title))) if mention.title else None
        key = key or (self._keys.of(mention) if not mention.bare else self._stands_for(mention))
        self._last[mention.type] = key
        if mention.number is not None and not mention.bare:
            self._serials[mention.type, _serial(mention.number)] = key or ""
            self._serials["", _serial(mention.number)] = key or ""
        return key

    def _stands_for(self, mention: Mention) -> str | None:
        """The document behind a bare `Luật` or a short `Chỉ thị 11`: by alias, by serial, or the only law."""
        serial = _serial(mention.number or "")
        if key := self.alias_of(mention):
            return key
        if mention.number is None:
            return self._keys.only_law.get(mention.type)
        key = self._serials.get((mention.type, serial)) or self._keys.first.get((mention.type, serial))
        if key and not self._keys.agree(mention, key):
            key = None
        alone = mention.rule == "serial" or mention.type in words_of("types.short")
        return key or (slug(mention.type, mention.number) if alone else None)


def _number_key(mention: Mention) -> str:
    """What numbers are compared by: without leading zeros and case; with the type if there is no symbol."""
    number = fold(mention.number or "").lstrip("0")
    return number if mention.symbol else f"{mention.type} {number}"


def _serial(number: str) -> str:
    """The serial of a number without leading zeros."""
    return serial_of(fold(number)).lstrip("0")


def _year(mention: Mention) -> str:
    """The year of a law, from its date or its number."""
    if mention.date:
        return mention.date[:4]
    parts = (mention.number or "").split("/")
    return parts[1] if len(parts) > 2 else ""


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


def _same_organ(one: str, other: str) -> bool:
    """Whether two symbols name one organ, that of a letter standing first: `TB-UBND`, `UBND-KT`."""
    organs = [set(symbol.replace("/", "-").split("-")) for symbol in (one, other)]
    return one == other or bool(organs[0] & organs[1] - set(load_lexicon("citations")["codes"]))


_BETWEEN = {",", ";", "và", ", và", "; và", "các", "và các", ", các"}


def share_issuers(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """The mentions with the issuer (or `cùng ngày` the date) that stands once, beside the last of several."""
    shared = list(mentions)
    for n in range(len(shared) - 2, -1, -1):
        this, that = shared[n], shared[n + 1]
        if this.is_law or this.number is None or this.bare:
            continue
        between = text[this.end : that.start].strip()
        apart = between[:1] == ";" and this.type != that.type and that.rule != "number-alone"
        if between not in _BETWEEN or apart:
            continue
        if this.date is None and that.same_day:
            this = this._replace(date=that.date, same_day=True)
        elif that.date is None and that.same_day:
            shared[n + 1] = that._replace(date=this.date)
        if _same_organ(this.symbol, that.symbol) or (
            this.type == that.type and not (this.symbol and that.symbol)
        ):
            told = this.implied and this.symbol != that.symbol
            this = this._replace(issuer=this.issuer or (None if told else that.issuer))
        shared[n] = this
    return shared
