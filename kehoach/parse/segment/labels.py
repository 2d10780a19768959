"""The label that a line begins with, in all its readings."""

from typing import NamedTuple

from kehoach.document import Document
from kehoach.expressions import CAPITAL, SMALL
from kehoach.parse.patterns import ALPHABET, Pattern
from kehoach.parse.segment.node import TextLine
from kehoach.values import SectionKind

_TWO_MARKS = r"(?: [.)/] [.)/:\-–] (?=\s|[^\W\d]) | , (?=\s+[^\W\d]) )"  # 1/. · I.- · a.) · a, Thời gian
_LABEL = Pattern(
    rf"""
    (?:
      (?P<part>     (?i:phần) [ ]+ (?: (?i:thứ) [ ]+ \w+ (?:[ ]\w+)? | [IVXLC]+ | \d{{1,2}} | [A-Z] )
                    (?= [ ]* [.:\-–] | \s | $ ) ) [ ]* [.:\-–]?      # Phần I. · Phần thứ nhất
    | (?P<chapter>  (?i:chương) [ ]+ (?: [IVXLC]+ | \d{{1,2}} ) ) (?= \W | $ ) [ ]* [.:\-–]?
    | (?P<article>  (?i:điều) \s+ \d{{1,3}} [a-zđ]? ) [ ]* [.:]       # Điều 1. (not: Điều 5 của Luật)
    | (?P<decimal>  (?: [IVX]{{1,4}} | \d{{1,2}} ) (?: \. \d{{1,2}} )+ )
                    (?: {_TWO_MARKS} | [.)/] (?=\s|[^\W\d]) | [\-–] (?=[ ])
                      | (?=\s+[{CAPITAL}]) )                             # 1.1. · 1.1- · 2.2.2 Xây
    | (?P<roman>    [IVXLC]{{1,7}} )
                    (?: {_TWO_MARKS} | [ ]? [.):] (?= \s | [^\W\d] | $ ) | / (?=\s) | [ ]? [\-–] (?=[ ])
                      | (?=[ ]+[{CAPITAL}]{{2}}[^{SMALL}]*$) )
    | (?P<arabic>   \d{{1,3}} )
                    (?: {_TWO_MARKS} | [ ]? [.)] (?=\s|[^\W\d]) | / (?=[ ]|[^\W\d]) | [\-–] (?=[ ]) )
    | (?P<bare>     [1-9]\d? ) (?= [ \t]+ [{CAPITAL}] )
    | (?P<upper>    [A-ZĐ] ) (?: {_TWO_MARKS} | [ ]? [.)] (?=\s) | / (?=\s) )
    | (?P<letter>   [a-zđ] )
                    (?: {_TWO_MARKS} | [ ]? (?: [)] | [.] (?=\s|[_{CAPITAL}]) | / (?=[ ]|[_{CAPITAL}]) ) )
    | (?P<lower>    [ivx]{{2,5}} ) [.)]
    | \( (?P<paren> \d{{1,2}} | [ivx]{{1,5}} | [a-zđ] ) \)
    | (?P<dash>     [\-–—−] ) (?! [\-–—−_=.] )
    | (?P<plus>     \+ )
    | (?P<bullet>   [•●▪■□◦○▫◆◇❖➢►➤→✓✔√·∙*] )
                    (?! \* | \t [^\t\n,]{{2,40}} , [ ] (?i:ngày) [ ] )  # not the star of a party letterhead
    )
    \s*
    """,
)
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def read_roman(numeral: str) -> int | None:
    """The value of a Roman numeral; None for letters that are none.

    >>> [read_roman(n) for n in ("I", "iv", "XIX", "IIX", "VX")]
    [1, 4, 19, None, None]
    """
    values = [_ROMAN_DIGITS.get(c, 0) for c in numeral.lower()]
    total = sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))
    return total if total > 0 and write_roman(total) == numeral.upper() else None


def write_roman(number: int) -> str:
    """The Roman numeral of a number from 1 to 399.

    >>> write_roman(14)
    'XIV'
    """
    tens = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "C" * (number // 100) + tens[number // 10 % 10] + ones[number % 10]


BARE = "arabic bare"  # a number without any mark: a label only above decimals of its own


class Label(NamedTuple):
    """One reading of the label that a line begins with.

    `style` tells the lists of one look from another; `number` is its place in the list (0 for bullets);
    `rank` the usual depth of the kind, outermost first; `opened` tells that the words before it end with `:`.
    """

    kind: SectionKind
    style: str
    text: str
    number: int
    rank: float
    end: int
    opened: bool


_RANK: dict[str, float] = {
    "part": 0, "chapter": 1, "upper": 2, "roman": 3, "article": 4, "arabic": 5, "decimal": 6, "letter": 7,
    "paren": 8, "star": 9, "dash": 10, "plus": 11, "bullet": 11.5,
}  # fmt: skip
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")


def _number_word(text: str) -> int:
    word = text.split()[-1]
    if word.isdigit():
        return int(word)
    if word.lower() in _ORDINALS:
        return _ORDINALS.index(word.lower()) + 1
    return read_roman(word) or (ord(word[0].upper()) - 64 if len(word) == 1 else 1)


def read_labels(document: Document, line: TextLine) -> list[Label]:
    """The readings of the label at the start of a line, the likeliest first; none for a line without one."""
    text = document.text
    block = document.blocks[line.block]
    match = _LABEL.match(text, line.start, line.end)
    drawn = f"{block.label}. "
    if (match is None or match["bare"]) and block.label and text.startswith(drawn[:-2], line.start):
        match = _LABEL.match(drawn)  # Word draws it: also without any mark
    if match is None or match.lastgroup is None:
        return []
    kind, label, end = match.lastgroup, match[match.lastgroup], match.end()
    if match.string is drawn:
        end = min(line.start + end - 1, line.end)
    if end >= line.end and kind in ("dash", "plus", "bullet"):
        return []  # a rule, the star of a party letterhead
    after = match.string[match.end(kind) : match.end()].lstrip()[:1]
    form = after if after in ".)/:" else ""
    level = f"@{block.level}" if block.label and block.level is not None else ""

    opened = line.start > 1 and text[line.start - 2] == ":"

    def reading(kind: SectionKind, style: str, number: int, rank: str, label: str = label) -> Label:
        return Label(kind, style, label, number, _RANK[rank], end, opened)

    match kind:
        case "part" | "chapter" | "article":
            return [reading(kind, kind, _number_word(label), kind, " ".join(label.split()))]
        case "decimal":
            parts = label.split(".")
            return [reading("decimal", f"decimal{len(parts)}", int(parts[-1]), "decimal")]
        case "roman" | "upper":
            readings = []
            if (value := read_roman(label)) is not None:
                readings.append(reading("roman", "roman", value, "roman"))
            if len(label) == 1 and form:
                readings.append(reading("letter", "upper" + form, ord(label.replace("Đ", "D")) - 64, "upper"))
            return readings
        case "arabic":
            return [reading("arabic", "arabic" + form, int(label), "arabic")] if int(label) else []
        case "bare":
            return [reading("arabic", BARE, int(label), "arabic")]
        case "letter":
            readings = [reading("letter", "letter" + form, _letter_number(label), "letter")]
            if label in "ivx":
                readings.append(reading("paren", "lower" + form, read_roman(label) or 1, "paren"))
            return readings
        case "lower":
            value = read_roman(label)
            return [reading("paren", "lower" + form, value, "paren")] if value else []
        case "paren":
            readings = []
            if label.isdigit():
                return [reading("paren", "(1)", int(label), "paren")]
            if (value := read_roman(label)) is not None:
                readings.append(reading("paren", "(i)", value, "paren"))
            if len(label) == 1:
                readings.append(reading("paren", "(a)", _letter_number(label), "paren"))
            return readings
        case "dash":
            return [reading("dash", "dash" + level, 0, "dash", "-")]
        case "plus":
            return [reading("plus", "plus" + level, 0, "plus", "+")]
        case _:
            star = label == "*"
            return [
                reading(
                    "bullet", ("star" if star else "bullet") + level, 0, "star" if star else "bullet",
                    "*" if star else "•",
                )
            ]  # fmt: skip


def _letter_number(letter: str) -> int:
    """The place of a letter in the Vietnamese order (a, b, c, d, đ, e, …); f, j, w, z after their like."""
    return ALPHABET.find(letter) + 1 or {"f": 6, "j": 9, "w": 21, "z": 23}[letter]
