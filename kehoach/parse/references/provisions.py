"""Điều, khoản and điểm before a citation: lists and ranges, in either order."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from kehoach.document import Document
from kehoach.fold import fold
from kehoach.parse.patterns import ALPHABET, Match, Pattern
from kehoach.values import Provision

_CLAUSE = fold("khoản")  # folding moves its tone mark
_LEVELS = {"điểm": "point", _CLAUSE: "clause", "điều": "article"}
_MOST = 200  # words of a phrase, labels of a range

_JOINT = r"(?: , \s? (?: và \s )? | \s và \s | \s (?: đến | tới ) \s | \s?-\s? )"
_POINT = rf"(?: [a-zđ]\d? (?: \) (?= ,? \s {_CLAUSE} ) )? | \d{{1,2}} (?: \.\d+ )? ) (?!\w)"
_NUMBER = r"\d{1,3} [a-zđ]? (?!\w) (?!\.\d)"
_PART = r"(?: [ivxlc]+ | \d+ | [a-zđ] ) (?!\w)"
_ITEM = rf"""
    (?: (?: điểm | tiết ) \s {_POINT} (?: {_JOINT} {_POINT} )*          # điểm a, b và c
      | (?: {_CLAUSE} | điều ) \s (?: từ \s )? {_NUMBER} (?: {_JOINT} {_NUMBER} )*   # các Điều 9, 10 và 11
      | (?: tiểu\smục | mục | chương | phần | phụ\slục ) \s {_PART} (?: {_JOINT} {_PART} )* )
    """
_BETWEEN = r"""
    (?: \s? [,;] \s? (?: và \s )? | \s - \s | \s (?: (?: và | đến | tới | của | thuộc ) \s )? )
    (?: (?: sửa \s đổi | bổ \s sung | bãi \s bỏ | thay \s thế ) \s )? (?: (?: các | từ ) \s )?
    """
_BRACKET = rf"\s? \( (?: các \s )? {_ITEM} (?: {_BETWEEN} {_ITEM} )*+ \)"  # Điều 5 (khoản 2, 3)
_PHRASE = Pattern(rf"(?<!\w) {_ITEM} (?: {_BETWEEN} {_ITEM} | {_BRACKET} )*")
_TOKEN = Pattern(
    rf"""
    (?P<range> (?<!\w) (?: đến | tới ) (?!\w) | - )
    | (?P<kind> (?<!\w)
        (?: điểm | {_CLAUSE} | điều | tiết | tiểu\smục | mục | chương | phần | phụ\slục ) (?!\w) )
    | (?P<each> (?<!\w) các (?!\w) )
    | (?P<label> (?<!\w) (?: \d+ (?: \.\d+ )*+ [a-zđ]? | [a-zđ]\d? | [ivxlc]+ ) (?!\w) )
    """
)


class Phrase(NamedTuple):
    """A phrase of provisions in a document and what it reads."""

    start: int
    end: int
    provisions: tuple[Provision, ...]


class _Place(NamedTuple):
    article: str | None = None
    clause: str | None = None
    point: str | None = None


def find_provisions(document: Document) -> Iterator[Phrase]:
    """Every phrase of điểm, khoản, Điều, Mục, Chương or Phụ lục, its lists and ranges expanded.

    `các khoản 1, 2 và 3 Điều 5` is three provisions, `Mục 4 Chương VI` a phrase of none.
    """
    for match in _PHRASE.finditer(document.folded):
        text = document.quote(match.start(), match.end())
        yield Phrase(
            match.start(),
            match.end(),
            tuple(
                Provision(article=place.article, clause=place.clause, point=place.point, text=text)
                for place in _places(match)
            ),
        )


def _places(phrase: Match) -> list[_Place]:
    """The provisions of a phrase: what is named later holds for all before it that lack it.

    `khoản 1 các Điều 5, 6` is a clause of each article, `khoản 1 Điều 5, 6` one of the first.
    """
    parts = phrase[0].split(";")
    if len(parts) > 1 and all("điều" in part for part in parts):  # Điều 47, khoản 3; Điều 51
        return [place for part in parts for place in _places_in(part)]
    return _places_in(phrase[0])


def _places_in(phrase: str) -> list[_Place]:
    tokens = [(m.lastgroup or "", m[0]) for m in islice(_TOKEN.finditer(phrase), _MOST)]
    kinds = [word for group, word in tokens if group == "kind" and word in _LEVELS]
    if kinds and kinds[0] == "điều" and (kinds[-1] != "điều" or "(" in phrase):
        return _places_downwards(tokens)
    if kinds and kinds[0] == _CLAUSE and kinds[-1] == "điểm" and "điều" not in kinds:
        return _places_downwards(tokens)  # khoản 2 điểm a
    places: list[_Place] = []
    level, ranged, opened, last = "", False, 0, ""
    each, held = False, list[_Place]()
    for group, word in tokens:
        if group == "range":
            ranged = True
        elif group == "each":
            each = True
        elif group == "kind":
            opened, held = len(places), []  # an enumeration under one kind word is filled together
            last = last if ranged and level == _LEVELS.get(word, "") else ""  # `khoản 3 - Điều 4`: no range
            level = _LEVELS.get(word, "")
        elif level:
            labels = _between(last, word) if ranged else [word]
            fresh: list[_Place] = []
            waiting = [
                n
                for n, place in enumerate(places[:opened])
                if getattr(place, level) is None and _below(place, level)
            ]
            for label in labels:
                if waiting:
                    held, each = [places[n] for n in waiting if each], False
                    for n in waiting:
                        filled = places[n]._replace(**{level: label})
                        places[n] = filled
                    opened = 0
                else:
                    fresh += [place._replace(**{level: label}) for place in held or [_Place()]]
            places += fresh
            last, ranged = word, False
    return [place for place in places if place != _Place()]


def _below(place: _Place, level: str) -> bool:
    """Whether a provision is of a lower level than this one: a clause waits for its article."""
    return level == "article" or (level == "clause" and place.point is not None)


def _places_downwards(tokens: list[tuple[str, str]]) -> list[_Place]:
    """The provisions of a phrase that goes from the article (or clause) down (`Điều 5 khoản 2 điểm a`)."""
    places: list[_Place] = []
    stem, level, last, ranged = _Place(), "", "", False
    for group, word in tokens:
        if group == "range":
            ranged = True
        elif group == "kind":
            level = _LEVELS.get(word, "")
            if level and places and getattr(places[-1], level) is None and level != "article":
                stem = places.pop()
        elif level:
            base = _Place() if level == "article" else stem._replace(**{level: None})
            labels = _between(last, word) if ranged else [word]
            places += [base._replace(**{level: label}) for label in labels]
            last, ranged = word, False
    return places


def _between(first: str, last: str) -> list[str]:
    """The labels after `first` up to `last`: numbers, or letters in Vietnamese order."""
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) < _MOST:
        return [str(n) for n in range(int(first) + 1, int(last) + 1)]
    if len(first) == len(last) == 1 and first in ALPHABET and last in ALPHABET:
        return list(ALPHABET[ALPHABET.index(first) + 1 : ALPHABET.index(last) + 1]) or [last]
    return [last]
