"""Word's automatic numbers, drawn from numbering.xml (ISO/IEC 29500-1, §17.9)."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from kehoach.fold import normalise
from kehoach.read.names import VAL, W, integer, on

if TYPE_CHECKING:
    from lxml.etree import _Element

_SEPARATORS = {"tab": "\t", "space": " ", "nothing": ""}
_PLACE = re.compile(r"%([1-9])")
_SIGNS = {"\uf02d": "-", "\uf02b": "+", "\uf02a": "*", **{sign: sign for sign in "-+*–—−"}}
_HUNDREDS = (
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), *_HUNDREDS)
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def roman(number: int) -> str:
    """A number in small roman letters.

    >>> roman(4), roman(19), roman(2026)
    ('iv', 'xix', 'mmxxvi')
    """
    if not 0 < number < 32_768:
        return str(number)
    parts = []
    for value, letters in _ROMAN:
        parts.append(letters * (number // value))
        number %= value
    return "".join(parts)


def letter(number: int) -> str:
    """A number in small letters as Word counts them: after z come aa, bb.

    >>> letter(1), letter(26), letter(27), letter(28)
    ('a', 'z', 'aa', 'bb')
    """
    if not 0 < number <= 780:
        return str(number)
    turns, place = divmod(number - 1, 26)
    return chr(97 + place) * (turns + 1)


def ordinal(number: int) -> str:
    """An English ordinal, as Word draws it for documents of no other language.

    >>> ordinal(1), ordinal(12), ordinal(23)
    ('1st', '12th', '23rd')
    """
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def spelled(number: int) -> str:
    """A number in Vietnamese words, with a capital.

    >>> [spelled(n) for n in (1, 10, 15, 21, 34)]
    ['Một', 'Mười', 'Mười lăm', 'Hai mươi mốt', 'Ba mươi bốn']
    """
    if not 0 <= number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones].capitalize()
    words = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones:
        words.append("mốt" if ones == 1 and tens > 1 else "lăm" if ones == 5 else _DIGITS[ones])
    return " ".join(words).capitalize()


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda number: letter(number).upper(),
    "lowerLetter": letter,
    "ordinal": ordinal,
    "vietnameseCounting": spelled,
    "cardinalText": spelled,
    "decimalEnclosedCircle": lambda number: chr(0x245F + number) if 0 < number < 21 else str(number),
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
}
_LONGEST = 255  # characters of a label; what is longer is an attack
_STYLE_LINK = W + "numStyleLink"
_NO_NUMBER = frozenset({"bullet", "none"})


class Level(NamedTuple):
    """One level of a list: how it counts and what it draws."""

    start: int = 0
    format: str = "decimal"
    text: str = ""
    separator: str = "\t"
    legal: bool = False
    restart: int | None = None
    style: str = ""
    indent: int | None = None
    hidden: bool = False
    picture: bool = False


class Number(NamedTuple):
    """What Word draws before a paragraph: the label, what parts it from the text, its level and indent."""

    label: str
    separator: str
    level: int
    indent: int | None


class _List(NamedTuple):
    abstract: str  # whose counters it shares
    levels: dict[int, Level]
    starts: dict[int, int]
    single: bool


class Counters:
    """How far the lists of one story (the body, the notes, the text boxes) have counted."""

    def __init__(self) -> None:
        self.values: dict[str, dict[int, int]] = {}
        self.started: set[tuple[str, int]] = set()


class Numbering:
    """The lists of a document, from `w:numbering`; `number_of_style` gives a numbering style's own numId."""

    def __init__(self, root: "_Element | None", number_of_style: Callable[[str], str | None]) -> None:
        self.abstracts: dict[str, _Element] = {}
        self.numbers: dict[str, _Element] = {}
        self.lists: dict[str, _List | None] = {}
        self.number_of_style = number_of_style
        self.owned: dict[str, str] | None = None  # numbering style → the list that says it is that style's
        for element in () if root is None else root:
            if element.tag == W + "abstractNum":
                self.abstracts.setdefault(element.get(W + "abstractNumId", ""), element)
            elif element.tag == W + "num":
                self.numbers.setdefault(element.get(W + "numId", ""), element)

    def find(self, number: str) -> _List | None:
        """The list of a numId, with the levels of the style it links to; None where there is no such list."""
        if number not in self.lists:
            self.lists[number] = None  # the answer to a style that links to itself
            self.lists[number] = self._read(number)
        return self.lists[number]

    def _read(self, number: str) -> _List | None:
        element = self.numbers.get(number)
        link = None if element is None else element.find(W + "abstractNumId")
        found = None if link is None else self._read_abstract(link.get(VAL, ""))
        if element is None or found is None:
            return None
        for override in element.iter(W + "lvlOverride"):
            depth = integer(override.get(W + "ilvl"))
            if (start := override.find(W + "startOverride")) is not None:
                found.starts[depth] = integer(start.get(VAL))
            if (level := override.find(W + "lvl")) is not None:
                found.levels[depth] = _read_level(level)
        return found

    def _read_abstract(self, name: str) -> _List | None:
        abstract = self.abstracts.get(name)
        if abstract is None:
            return None
        levels: dict[int, Level] = {}
        single = False
        for child in abstract:
            if child.tag == W + "lvl":
                levels[integer(child.get(W + "ilvl"))] = _read_level(child)
            elif child.tag == W + "multiLevelType":
                single = child.get(VAL) == "singleLevel"
            elif child.tag == _STYLE_LINK:
                linked = self._read_style(child.get(VAL, ""))
                if linked is not None:
                    return _List(linked.abstract, dict(linked.levels), dict(linked.starts), linked.single)
        return _List(name, levels, {}, single)

    def _read_style(self, style: str) -> _List | None:
        """The list of a numbering style; without the style, the list that names it as its own."""
        if number := self.number_of_style(style):
            return self.find(number)
        if self.owned is None:
            self.owned = {
                owner.get(VAL, ""): name
                for name, abstract in self.abstracts.items()
                if (owner := abstract.find(W + "styleLink")) is not None
                and abstract.find(_STYLE_LINK) is None
            }
        return self._read_abstract(self.owned.get(style, ""))

    def level_of_style(self, number: str, style: str) -> int | None:
        """The level of a list that names a paragraph style as its own."""
        found = self.find(number)
        if found is not None:
            for depth, level in found.levels.items():
                if level.style == style:
                    return depth
        return None

    def draw(self, number: str, depth: int, counters: Counters) -> Number | None:
        """Count one paragraph of a list, and give what Word draws before it; None for an unknown list."""
        found = self.find(number)
        if found is None:
            return None
        levels = found.levels
        depth = 0 if found.single else min(depth, 8)
        level = levels.get(depth)
        if level is None:
            return None
        values = counters.values.setdefault(found.abstract, {})
        if depth in found.starts and (number, depth) not in counters.started:
            counters.started.add((number, depth))
            values[depth] = found.starts[depth]
        elif depth in values:
            values[depth] += 1
        else:
            values[depth] = level.start
        for other in list(values):
            if other > depth:
                restart = levels[other].restart if other in levels else None
                if restart is None or depth < restart:
                    del values[other]
        for upper in range(depth):
            if upper not in values and upper in levels:
                values[upper] = levels[upper].start
        label = "" if level.hidden else _label(level, levels, values)
        return Number(label, level.separator if label else "", depth, level.indent)


def _label(level: Level, levels: dict[int, Level], values: dict[int, int]) -> str:
    if level.format == "bullet":
        text = normalise(level.text)
        if level.picture:
            return "•"
        return _SIGNS.get(text, "•") if len(text) == 1 else text

    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        shown = levels.get(at)
        if shown is None or shown.format in _NO_NUMBER or at not in values:
            return ""
        if level.legal:
            return str(values[at])
        if shown.format.isdecimal():
            return str(values[at]).zfill(len(shown.format))
        return _FORMATS.get(shown.format, str)(values[at])

    return normalise(_PLACE.sub(number, level.text)[:_LONGEST])


def _read_level(element: "_Element") -> Level:
    found: dict[str, object] = {}
    for child in element:
        tag = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        value = child.get(VAL)
        if tag == "start":
            found["start"] = integer(value)
        elif tag == "numFmt":
            found["format"] = _format(child)
        elif tag == "lvlText":
            found["text"] = (value or "")[:_LONGEST]
        elif tag == "suff":
            found["separator"] = _SEPARATORS.get(value or "tab", "\t")
        elif tag == "isLgl":
            found["legal"] = on(child)
        elif tag == "lvlRestart":
            found["restart"] = integer(value)
        elif tag == "pStyle":
            found["style"] = value or ""
        elif tag == "lvlPicBulletId":
            found["picture"] = True
        elif tag == "pPr" and (indent := child.find(W + "ind")) is not None:
            found["indent"] = integer(indent.get(W + "left") or indent.get(W + "start"))
        elif tag == "rPr" and (vanish := child.find(W + "vanish")) is not None:
            found["hidden"] = on(vanish)
        elif tag == "AlternateContent":  # a format newer than the standard, with an old one beside it
            formats = [_format(format) for format in child.iter(W + "numFmt")]
            if formats:
                found["format"] = formats[0] if formats[0].isdecimal() else formats[-1]
    return Level(**found)  # type: ignore[arg-type]


def _format(element: "_Element") -> str:
    """How a level counts; a format of one's own (`001, 002, …`) is its first number."""
    if element.get(VAL) == "custom":
        return element.get(W + "format", "").partition(",")[0] or "decimal"
    return element.get(VAL) or "decimal"
