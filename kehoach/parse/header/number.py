"""Number, place and date of a letterhead, and where a line that holds them is cut."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from kehoach.document import Document
from kehoach.fold import fold
from kehoach.lexicon import load_words
from kehoach.parse.document_types import type_codes
from kehoach.parse.header.lines import MOTTO
from kehoach.parse.patterns import Match, Pattern, which
from kehoach.parse.pieces import Piece, gaps, opening

_NUMBER = Pattern(r"""
    (?: s[ốôó] \s* [:.;]? | (?: [^\W\d_]+ [ ] ){1,3} số \s* : (?= \s* \S+ $ )  # `Số:`, `Luật số:`
      | (?= [\d\s]* (?: / \s* (?:19|20)\d\d \s* )? [/-] \s* [^\W\d_]+ \s* [-/] ) ) \s*   # or it is bare
    (?P<serial> \d+ (?: \.\d+ )? [a-zđ]? (?!\w) )?
    [\s._x]*                                                                # a blank serial: dots, xx
    (?P<mark> [/-] )? \s*
    (?: (?P<year> (?:19|20)\d\d ) \s* (?P<slash> [/-] ) \s* )?
    (?P<symbol> [^\W\d_] (?: [^\W_] | [&.+] )*
        (?P<parts> \s* [-/] \s* (?: [^\W_] | [&.+] )+ | \( (?: [^\W_] | [&.+] )+ \) )* )?
""")
_DATE = Pattern(
    r"""
    (?: ngày \s* | (?= tháng ) ) (?:
        (?P<day> \d{1,2} )? [\s._]*+ tháng \s* (?P<month> \d{1,2} )? [\s._]*+ năm \s*
        (?P<year> \d[\d\s]{0,4} )?
      | (?P<day2> \d{1,2} )? [\s._]*+ (?P<dash> [/-] )? (?(dash) [\s._]*+ | (?: (?<= [.] ) | (?<= [.] \s ) ) )
        (?P<month2> \d{1,2} )? [\s._]*+ (?(dash) (?P=dash) | (?: (?<= [.] ) | (?<= [.] \s ) ) ) \s*
        (?P<year2> \d{4} )
    ) (?: [\s.]* $ | [ ]+ (?= kính [ ] (?: gửi | gởi | chuyển ) \b | \L<type> \b ) )
""",
    type=type_codes,
)
_HOUR = Pattern(
    r"(?<= , ) \s* (?: hồi | lúc | vào \s+ hồi )? \s* (?: \d{1,2} | [._]+ ) \s* (?: h | giờ | : )"
    r" [^,]* ,? \s* $"
)


class Number(NamedTuple):
    piece: Piece
    value: str | None
    symbol: str | None

    @property
    def code(self) -> str | None:
        """The type's code in the symbol: `KH` of `KH-UBND` and of `KH/TU`."""
        return self.symbol.replace("/", "-").split("-")[0] if self.symbol else None


class Date(NamedTuple):
    piece: Piece
    value: str | None
    place: str | None


def cut_columns(document: Document, start: int, end: int) -> Iterator[int]:
    """Where a line holds both columns: around the state's name, the number, place and date, and at gaps."""
    folded, text = document.folded, document.text
    if end - start > 250:  # a letterhead, type and title in one line: it is cut behind the date
        date = _DATE.search(folded, start, start + 150)
        if date is None or not (_NUMBER.match(folded, start, end) or date.start() - start < 45):
            return
        end = date.end()
        yield end
    held: list[tuple[int, int]] = []
    if motto := MOTTO.search(folded, start, end):
        held.append(motto.span())
    number = _NUMBER.match(folded, motto.end() if motto and motto.start() == start else start, end)
    if number and _is_number(number):
        held.append(number.span())
    if (date := _DATE.search(folded, start, end)) and _ends_column(text, date.end(), end):
        at = max([start, *(stop for _, stop in held if stop <= date.start())])
        tab = text.rfind("\t", at, date.start())
        if tab >= 0 and text[tab : date.start()].strip():
            at = tab
        if date.start() - at < 45:
            held.append((at, date.end()))
    for bounds in held:
        yield from bounds
    for gap in gaps(document, start, end):
        if not any(left < gap < right for left, right in held):
            yield gap


def _ends_column(text: str, at: int, end: int) -> bool:
    """Whether a line ends with its date, or `Kính gửi` or a type in capitals stands behind it."""
    return at == end or text.startswith("Kính", at) or text[at : at + 2].isupper()


def _is_number(match: Match) -> bool:
    """Whether words after `số` are a document's number: a slash or dash, or a colon before the symbol.

    Of a symbol in one part (`Số: 119/VHXH`) both, and the serial.
    """
    if match["mark"]:
        return match["parts"] is not None or (
            match["symbol"] is not None and match["serial"] is not None and ":" in match[0]
        )
    return ":" in match[0] and (match["parts"] is not None or not match[0].strip("sốôó:. _x"))


def read_number(piece: Piece) -> Number | None:
    """The number in a line that begins with it; `value` is None where the serial is blank.

    `Số: 12/KH-UBND`, `Số 35-KH/TU`, `Số:     /KH-UBND`, `Số: …-KH/HU`, `Số   / PGD&ĐT`, `12/KH-UBND`; not
    `Số hóa tài liệu`.
    """
    match = _NUMBER.match(piece.document.folded, piece.start, piece.end)
    if match is None:
        return None
    symbol = _words(match, "symbol", piece).rstrip(".") or None
    named = match[0].startswith("s") or ":" in match[0]
    whole = symbol is not None and _is_code(symbol) and match.end() == piece.end
    if not ((_is_number(match) and (named or whole)) or (named and whole and match["mark"])):
        return None
    serial = _words(match, "serial", piece)
    if not serial:
        return Number(piece, None, symbol)
    year = f"{match['year']}{match['slash']}" if match["year"] else ""
    return Number(piece, f"{serial}{match['mark'] or '/'}{year}{symbol}" if symbol else serial, symbol)


def _is_code(symbol: str) -> bool:
    """Whether a symbol is mostly of capitals: `KH-UBND`, `TTr-VPCP`."""
    return 2 * sum(map(str.isupper, symbol)) > sum(map(str.isalpha, symbol))


def _words(match: Match, group: str, piece: Piece) -> str:
    """A group's words as written, without spaces, with plain dashes."""
    start, end = match.span(group)
    words = "".join(piece.document.text[start:end].split()) if start >= 0 else ""
    return words.translate(_PLAIN)


_PLAIN = str.maketrans({"–": "-", "—": "-", "‑": "-", "Ð": "Đ", "Ɖ": "Đ"})


def read_date(piece: Piece) -> Date | None:
    """Place and date where they are the whole line; blank days or months reduce the date.

    `Tân Lập, ngày 05 tháng 3 năm 2026`, `Tân Lập, ngày … tháng 3 năm 2026`, `Tân Lập, ngày   /3/2026`,
    `Tân Lập, hồi 17 giờ 00 ngày 05 tháng 3 năm 2026`, `Phường 12, ngày 05 tháng 3 năm 2026`.
    """
    match = _DATE.search(piece.document.folded, piece.start, piece.end)
    if match is None or match.start() - piece.start > 45:
        return None
    words = piece.document.quote(piece.start, match.start())
    if hour := _HOUR.search(fold(words)):
        words = words[: hour.start()]
    place = words.strip(" ,.") or None
    if place and (not place[0].isupper() or len(place.split()) > 6):
        return None
    if (
        place
        and any(map(str.isdigit, place))
        and not opening(load_words("signatures", "places"), fold(place))
    ):
        return None
    if not words.endswith(",") and (match[0].startswith("tháng") or len(words.split()) > 4):
        return None
    day, month, year = (match[which(match, part)] for part in ("day", "month", "year"))
    return Date(piece, _iso(day, month, year), place)


def _iso(day: str | None, month: str | None, year: str | None) -> str | None:
    """An ISO date as far as it is given: a day that the month has not is left out."""
    year = "".join((year or "").split())
    if len(year) != 4:
        return None
    if not month or not 1 <= int(month) <= 12:
        return year
    try:
        return datetime.date(int(year), int(month), int(day or 0)).isoformat()
    except ValueError:
        return f"{year}-{int(month):02}"
