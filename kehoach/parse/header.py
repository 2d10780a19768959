"""The front matter: letterhead, number, place and date, type, title, addressees.

A letterhead is two columns, however the clerk made them (a table of any shape, a tab, spaces, none): the
agency and the number on the left, the state's name, place and date on the right. What stands in it is told
by its words; which names are the issuer's and which the superior's, by bold and by how a name begins.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from kehoach.document import Document, Passage
from kehoach.fold import fold
from kehoach.lexicon import load_lexicon, load_words
from kehoach.parse.document_types import type_codes, type_names
from kehoach.parse.patterns import Match, Pattern, which
from kehoach.parse.pieces import Piece, gaps, join, opening, read_items, read_pieces, rejoin, trim
from kehoach.parse.tail import Tail
from kehoach.values import DocumentType, Span, Warning


def _letterhead(key: str) -> tuple[str, ...]:
    return load_words("letterhead", key)


class Header(NamedTuple):
    """What the front matter says; `preamble` are offsets into the document's text.

    `title_year` is the year that the title names (`… năm 2026`), not a range's nor a school year's.
    """

    document_type: DocumentType | None = None
    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    date: str | None = None
    issuer: str | None = None
    superior: str | None = None
    title: str | None = None
    addressees: tuple[str, ...] = ()
    title_year: int | None = None
    preamble: tuple[int, int] | None = None


_LINES = 300  # more than any letterhead with its addressees has
_LATE = 12  # lines from the type's name to a date below the title
_PAGE = 30  # lines of a web page and of a letterhead's left column, above the state's name
_ROW = 12  # lines on either side that may belong to one row of a table
_MOTTO = Pattern(r"""
    (?: c[ộô]ng \s* )? h[òoóõị]a \s* xã \s* hội                          # the state's name, often cut short
        (?: [\w\s]{0,16} việt \s+ nam (?: \s* độc \s+ lập \s* - \s* tự \s+ do \s* - \s* hạnh \s+ phúc )?
          | [^\t\n]{0,30} )
  | độc \s* lập \s* [-.,]? \s* tự \s* do (?: \s* [-.,]? \s* hạnh \s* phúc )?
  | (?: (?: (?: hội \s+ )? chủ \s+ )? nghĩa \s+ việt \s+ nam          # a part of it in a line of its own
      | (?: tự \s* do \s* [-.,]? \s* )? hạnh \s+ phúc
      | (?<! \w [ ] ) (?: việt \s+ nam | cộng (?: \s+ hòa (?: \s+ xã )? )? | độc \s+ lập \s* -? ) ) $
  | đảng \s+ cộng \s+ sản \s+ việt \s+ nam $
""")
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
_DATE = Pattern(r"""
    (?: ngày \s* | (?= tháng ) ) (?:
        (?P<day> \d{1,2} )? [\s._]*+ tháng \s* (?P<month> \d{1,2} )? [\s._]*+ năm \s*
        (?P<year> \d[\d\s]{0,4} )?
      | (?P<day2> \d{1,2} )? [\s._]*+ (?P<dash> [/-] )? (?(dash) [\s._]*+ | (?: (?<= [.] ) | (?<= [.] \s ) ) )
        (?P<month2> \d{1,2} )? [\s._]*+ (?(dash) (?P=dash) | (?: (?<= [.] ) | (?<= [.] \s ) ) ) \s*
        (?P<year2> \d{4} )
    ) [\s.]* $
""")
_HOUR = Pattern(
    r"(?<= , ) \s* (?: hồi | lúc | vào \s+ hồi )? \s* (?: \d{1,2} | [._]+ ) \s* (?: h | giờ | : )"
    r" [^,]* ,? \s* $"
)
_SUBJECT = Pattern(r"\(? \s* (?: \N<subject> ) (?!\w) \s* [:.]? \s*", subject=lambda: _letterhead("subject"))
_ABOUT = Pattern(r"[ ] (?: \N<subject> ) (?!\w)", subject=lambda: _letterhead("subject"))
_ADDRESSEES = Pattern(
    r"""
    (?: \L<label> \s* : \s* | \L<label> \s* $                               # `Kính gửi:`
      | [^:\n]{3,80} \s điện \s* : \s* $ )                                  # `CHỦ TỊCH … ĐIỆN:`
    """,
    label=lambda: _letterhead("addressees"),
)
_ENACTS = Pattern(r"\s \N<enacts> (?!\w) (?= (?P<object> .{0,40} ) )", enacts=lambda: _letterhead("enacts"))
_STOP = Pattern(r"[.;] \s+ | , \n")
_BOUNDS = Pattern(r"[\n,;.:] \s*")
_CITED = Pattern(r"số \s* \d")
_TITLE_YEAR = Pattern(r"""
    (?<! tháng \s \d \s ) (?<! tháng \s \d\d \s ) (?<! đến \s )              # the date of a cited document
    năm \s (?P<year> (?:19|20) \d\d )
    (?! \s* - \s* (?:19|20) | \s* đến \s | \d )                             # giai đoạn 2026 - 2030
""")


_STAMP = Pattern(r"[(\[]? \s* \N<stamp> [\s\d]* [)\]]?", stamp=lambda: _letterhead("stamps"))


def _opens_agency(folded: str) -> bool:
    """Whether a line begins as an agency's name does: `PHÒNG KINH TẾ`; not `PHÒNG, CHỐNG THIÊN TAI`."""
    return opening(_letterhead("agencies"), folded) > opening(_letterhead("no_agencies"), folded)


def read_header(document: Document, front: Passage) -> tuple[Header, list[Warning]]:
    """The header that the front matter holds, and what is missing in it.

    `front` is everything before the first section, the whole document where there is none. A number whose
    serial is blank, a date without its day and a text without any mark of a document leave one warning each.
    """
    lines = islice(read_pieces(document, front.start, front.end, _cut), _LINES)
    pieces = rejoin(lines, _letterhead("agencies"))
    pieces = pieces[_begin(pieces) :]
    head = _sort(pieces)
    if late := _late_column(head, pieces):
        pieces = [piece for piece in pieces if piece not in late]
    if head.type_line is None and not head.subject:
        head.subject = _floating_subject(pieces, head.body) or _other_heading(head, pieces)
        pieces = [piece for piece in pieces if piece not in head.subject]
    kind = _document_type(head, pieces)
    title, at = _read_title(head, pieces)
    addressees: list[Piece] = []
    for label in range(at, min(at + 2, len(pieces))):  # a note in parentheses may stand between
        if _ADDRESSEES.match(pieces[label].folded):
            addressees, at = _read_addressees(pieces, label)
            break
    start = pieces[at].start if at < len(pieces) else front.end
    preamble = (start, front.end) if start < front.end else None
    superior, issuer = _read_names(head)
    if issuer is None and preamble is not None and kind is not None:
        issuer = _enacting_issuer(document, preamble, kind)
    words = join(title)
    if fold(words).startswith("của ") and (about := _ABOUT.search(fold(words))):
        words = words[about.start() + 1 :]  # QUYẾT ĐỊNH CỦA CHỦ TỊCH … V/V PHÊ DUYỆT …
    if subject := _SUBJECT.match(fold(words)):
        words = words.removesuffix(")") if words.startswith("(") else words
        words = words[subject.end() :]
    words = words.strip(" .;:,")
    number, date = head.number, head.date
    header = Header(
        document_type=kind,
        number=number.value if number else None,
        symbol=number.symbol if number else None,
        place=date.place if date else None,
        date=date.value if date else None,
        issuer=issuer,
        superior=superior,
        title=words or None,
        addressees=tuple(read_items(addressees)),
        title_year=title_year(words, date.value if date else None),
        preamble=preamble,
    )
    return header, list(_warnings(header, head))


def complete_issuer(header: Header, tail: Tail) -> Header:
    """The header with the issuer that the signature names, where nothing before it did."""
    if header.issuer is not None or tail.position_issuer is None:
        return header
    return header._replace(issuer=tail.position_issuer)


class _Number(NamedTuple):
    piece: Piece
    value: str | None
    symbol: str | None

    @property
    def code(self) -> str | None:
        """The type's code in the symbol: `KH` of `KH-UBND` and of `KH/TU`."""
        return self.symbol.replace("/", "-").split("-")[0] if self.symbol else None


class _Date(NamedTuple):
    piece: Piece
    value: str | None
    place: str | None


class _Letterhead:
    """The first lines sorted by what they are; `body` is the first that is none of them."""

    number: _Number | None = None
    date: _Date | None = None
    type_line: Piece | None = None  # the type's name, and nothing behind it
    body = 0

    def __init__(self) -> None:
        self.names: list[Piece] = []
        self.subject: list[Piece] = []


def _sort(pieces: list[Piece]) -> _Letterhead:
    """The letterhead in the first lines, up to the type line, the addressees or the first line of prose."""
    head = _Letterhead()
    motto: Piece | None = None
    in_subject = False
    for at, piece in enumerate(pieces):
        head.body = at
        if _ADDRESSEES.match(piece.folded) or _is_tabular(piece):
            break
        head.type_line = _type_line(piece)
        if head.type_line and not _is_in_name(head, piece, motto):
            break
        head.type_line = None
        number, date = _read_number(piece), _read_date(piece)
        subject = _SUBJECT.match(piece.folded)
        goes_on, in_subject = in_subject, False
        if number and not (head.number and head.number.symbol):
            head.number = number
        elif date and head.date is None and not subject:
            before = pieces[at - 1] if at else None
            inside = len(head.subject) > 1 and before == head.subject[-1] and " " in before.text
            head.date = date if before is None or inside else _whole_place(date, before)
            if head.date != date and head.subject and before == head.subject[-1]:
                head.subject.pop()  # the place's first word, and none of the subject's
        elif _MOTTO.match(piece.folded) and (motto or piece.folded != "việt nam"):
            motto = motto or piece
        elif piece.is_rule or _STAMP.fullmatch(piece.folded):
            continue
        elif subject and not head.subject:
            head.subject, in_subject = [piece], True
        elif goes_on and (
            _goes_on_below(head.subject, piece) or _SUBJECT.fullmatch(join(head.subject).lower())
        ):
            head.subject.append(piece)
            in_subject = True
        elif head.number is None and _is_agency(piece) and not _is_right_column(head.names, piece):
            head.names.append(piece)
        elif head.number and not head.subject and piece.beside(head.number.piece) and _is_short(piece):
            head.subject, in_subject = [piece], True
        elif piece.cell is None and not _is_short(piece):
            break
    else:
        head.body = len(pieces)
    if motto is not None and motto.cell is not None:
        head.names = [name for name in head.names if not name.beside(motto)]
    return head


def _begin(pieces: list[Piece]) -> int:
    """The number of the letterhead's first line: a copy from a web page has the page's title above it."""
    motto = next((at for at, piece in enumerate(pieces[:_PAGE]) if _MOTTO.match(piece.folded)), 0)
    if pieces and (cell := pieces[motto].cell):
        return next(at for at, piece in enumerate(pieces) if piece.cell and piece.cell.table == cell.table)
    return next((at for at in range(motto) if _can_begin(pieces[at])), motto)


def _can_begin(piece: Piece) -> bool:
    if piece.is_rule or _STAMP.fullmatch(piece.folded) or _type_line(piece):
        return True
    return _is_agency(piece) or _read_number(piece) is not None or _read_date(piece) is not None


def _late_column(head: _Letterhead, pieces: list[Piece]) -> list[Piece]:
    """The lines of a letterhead's right column that stand below the title, where all of the left came first.

    `head` learns the number and date that they give.
    """
    late: list[Piece] = []
    if head.date is not None or head.type_line is None:
        return late
    for piece in pieces[head.body + 1 : head.body + _LATE]:
        if _ADDRESSEES.match(piece.folded) or piece.text.endswith((";", ":")) or head.date is not None:
            break
        date, number = _read_date(piece), _read_number(piece)
        if date and date.place:
            head.date = date
        elif number and not (head.number and head.number.symbol):
            head.number = number
        elif not (_MOTTO.match(piece.folded) or (late and piece.is_rule)):
            continue
        late.append(piece)
    return late


def _floating_subject(pieces: list[Piece], body: int) -> list[Piece]:
    """The subject in a text box that is anchored at the addressees: its lines stand behind them."""
    for at in range(body, min(body + 12, len(pieces))):
        if _SUBJECT.match(pieces[at].folded) and _is_short(pieces[at]):
            end = at + 1
            while end < len(pieces) and pieces[end].text[:1].islower() and _is_short(pieces[end]):
                end += 1
            return pieces[at:end]
    return []


def _other_heading(head: _Letterhead, pieces: list[Piece]) -> list[Piece]:
    """The heading of a document of no known type: `LỊCH LÀM VIỆC` and what goes on below it."""
    known = [*head.names, *(found.piece for found in (head.number, head.date) if found)]
    last = max((piece.start for piece in known), default=len(pieces[-1].document.text) if pieces else 0)
    at = next((at for at, piece in enumerate(pieces) if piece.start > last and not _is_ornament(piece)), -1)
    if at < 0 or pieces[at].cell or not pieces[at].in_capitals or _ADDRESSEES.match(pieces[at].folded):
        return []
    heading = [pieces[at]]
    for piece in pieces[at + 1 :]:
        if piece.is_rule or piece.cell or not _goes_on(heading, piece, ""):
            break
        heading.append(piece)
    return heading


def _is_ornament(piece: Piece) -> bool:
    """Whether a line of a letterhead says nothing of its own: the state's name, a rule, a stamp."""
    return piece.is_rule or bool(_MOTTO.match(piece.folded) or _STAMP.fullmatch(piece.folded))


def _is_in_name(head: _Letterhead, piece: Piece, motto: Piece | None) -> bool:
    """Whether a line above number and date is part of a name: `BAN QUẢN LÝ` / `DỰ ÁN ĐẦU TƯ XÂY DỰNG`."""
    if not head.names or head.number or head.date or not piece.beside(head.names[-1]):
        return False
    if motto and motto.cell is None and motto.start > head.names[-1].start:
        return False
    return piece.in_capitals and _named_type(piece) not in type_codes()


def _is_right_column(names: list[Piece], piece: Piece) -> bool:
    """Whether a line stands beside the names (`ĐOÀN TNCS HỒ CHÍ MINH`) or below their table."""
    if piece.cell is not None or not names:
        return False
    return names[0].cell is not None or names[-1].block == piece.block


def _is_tabular(piece: Piece) -> bool:
    """Whether a piece stands in a row of three written cells: a table of the plan. A letterhead has two.

    One that holds the state's name is a letterhead's, whatever else stands beside it (`Mẫu số 01`).
    """
    if piece.cell is None:
        return False
    document, place = piece.document, (piece.cell.table, piece.cell.row)
    row = [
        Piece(document, document.starts[number], document.end_of(number), number)
        for number in range(max(piece.block - _ROW, 0), min(piece.block + _ROW, len(document.blocks)))
        if (cell := document.blocks[number].cell) and (cell.table, cell.row) == place
    ]
    written = {other.cell.column for other in row if other.cell and not other.is_rule}
    return len(written) > 2 and not any(_MOTTO.match(other.folded) for other in row)


def _is_short(piece: Piece) -> bool:
    """Whether a line is one of a letterhead, not of prose."""
    if piece.cell is not None:
        return True
    return (
        len(piece.text) < 100
        and not piece.text.endswith((";", ":", "."))
        and not opening(_letterhead("preamble"), piece.folded)
    )


def _goes_on_below(subject: list[Piece], piece: Piece) -> bool:
    """Whether a line of the letterhead goes on with the subject above; an office in capitals does not."""
    if piece.in_capitals and not subject[0].in_capitals and _opens_agency(piece.folded):
        return False
    return piece.beside(subject[-1]) and (_is_short(piece) or _is_scrap(piece))


def _is_scrap(piece: Piece) -> bool:
    """Whether a line is too short and open for prose, whatever it begins with: `Ngày thành lập Đoàn`."""
    return len(piece.text) < 60 and not piece.text.endswith((";", ":", ".", ","))


def _is_agency(piece: Piece) -> bool:
    """Whether a line of the letterhead can be (part of) a name."""
    if len(piece.text) > 100 or piece.text.endswith(";") or ":" in piece.text:
        return False
    return piece.in_capitals or (_opens_agency(piece.folded) and not piece.text.endswith("."))


def _cut(document: Document, start: int, end: int) -> Iterator[int]:
    """Where a line holds both columns: around the state's name, the number, place and date, and at gaps."""
    if end - start > 250:
        return
    folded, text = document.folded, document.text
    held: list[tuple[int, int]] = []
    if motto := _MOTTO.search(folded, start, end):
        held.append(motto.span())
    number = _NUMBER.match(folded, motto.end() if motto and motto.start() == start else start, end)
    if number and _is_number(number):
        held.append(number.span())
    if date := _DATE.search(folded, start, end):
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


def _is_number(match: Match) -> bool:
    """Whether words after `số` are a document's number: a slash or dash, or a colon before the symbol.

    Of a symbol in one part (`Số: 119/VHXH`) both, and the serial.
    """
    if match["mark"]:
        return match["parts"] is not None or (
            match["symbol"] is not None and match["serial"] is not None and ":" in match[0]
        )
    return ":" in match[0] and (match["parts"] is not None or not match[0].strip("sốôó:. _x"))


def _read_number(piece: Piece) -> _Number | None:
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
        return _Number(piece, None, symbol)
    year = f"{match['year']}{match['slash']}" if match["year"] else ""
    return _Number(piece, f"{serial}{match['mark'] or '/'}{year}{symbol}" if symbol else serial, symbol)


def _is_code(symbol: str) -> bool:
    """Whether a symbol is mostly of capitals: `KH-UBND`, `TTr-VPCP`."""
    return 2 * sum(map(str.isupper, symbol)) > sum(map(str.isalpha, symbol))


def _words(match: Match, group: str, piece: Piece) -> str:
    """A group's words as written, without spaces, with plain dashes."""
    start, end = match.span(group)
    words = "".join(piece.document.text[start:end].split()) if start >= 0 else ""
    return words.translate(_PLAIN)


_PLAIN = str.maketrans({"–": "-", "—": "-", "‑": "-", "Ð": "Đ", "Ɖ": "Đ"})


def _read_date(piece: Piece) -> _Date | None:
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
    return _Date(piece, _iso(day, month, year), place)


def _whole_place(date: _Date, before: Piece) -> _Date:
    """The date with the place's first words, where the line broke behind them: `Lâm` / `An, ngày 5 …`."""
    if not date.place or before.cell or before.in_capitals or _is_ornament(before):
        return date
    kind = opening(load_words("signatures", "places"), before.folded)
    words = before.text[kind:].replace("-", " ").split()
    named = len(words) < 5 and all(word.isalpha() and word[0].isupper() for word in words)
    if not named or not before.text[0].isupper() or _opens_agency(before.folded):
        return date
    return date._replace(place=f"{before.text} {date.place}")


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


def _type_line(piece: Piece) -> Piece | None:
    """The type's name at the beginning of a line: alone in any letters, in capitals where the title follows.

    `KẾ HOẠCH`, `Kế hoạch`, `K Ế H O Ạ C H`, `KẾ HOẠCH Triển khai …`, `KẾ HOẠCH: Triển khai …`; not `Kế hoạch
    triển khai …`.
    """
    words = piece.folded.split()
    if _named_type(piece) in type_codes():
        return piece
    for count in range(min(len(words), 5), 0, -1):
        name = " ".join(words[:count]).rstrip(":")
        if name in type_codes() and piece.folded.startswith(name) and piece.text[: len(name)].isupper():
            return Piece(piece.document, piece.start, piece.start + len(name), piece.block)
    return None


def _named_type(line: Piece) -> str:
    """The words of a type line, folded; spread letters (`K Ế  H O Ạ C H`) are put together."""
    words = line.folded.strip(" .:")
    if len(words) < 2 * len(words.split()):
        together = fold(words.replace(" ", ""))
        return next((name for name in type_codes() if fold(name.replace(" ", "")) == together), words)
    return words


def _document_type(head: _Letterhead, pieces: list[Piece]) -> DocumentType | None:
    """The type that the type line names, else the symbol; công văn where a letter has neither.

    Where the type line says more than the symbol's type (`CHƯƠNG TRÌNH HÀNH ĐỘNG`, `CTr-UBND`), the symbol
    decides.
    """
    code = head.number.code if head.number else None
    known = type_names().get(code or "")
    if head.type_line:
        line = _named_type(head.type_line)
        if known is None or not line.startswith(fold(known)):
            code = type_codes()[line]
    elif _is_letter(head, pieces):
        code = "CV"
    elif known is None:
        code = "CV" if head.number and not (head.subject and head.subject[0].in_capitals) else None
    return DocumentType(code=code, name=type_names()[code]) if code else None


def _is_letter(head: _Letterhead, pieces: list[Piece]) -> bool:
    """Whether `V/v` or `Kính gửi` stands where other documents have their type line."""
    if head.subject and _SUBJECT.match(head.subject[0].folded):
        return True
    return head.body < len(pieces) and _ADDRESSEES.match(pieces[head.body].folded) is not None


def _read_title(head: _Letterhead, pieces: list[Piece]) -> tuple[list[Piece], int]:
    """The lines of the title and the number of the first piece behind them."""
    if head.type_line is None:
        return head.subject, head.body
    document, line, issuer = head.type_line.document, head.type_line, _spelled(_read_names(head)[1] or "")
    at = head.body + 1
    rest = trim(document, line.end, pieces[head.body].end, line.block)
    title = [rest] if rest else []
    while not title and at < len(pieces) and pieces[at].is_rule:
        at += 1
    whose = [*title, *pieces[at : at + 2]][:2]  # CHỈ THỊ / CỦA CHỦ TỊCH … / Về việc …
    if len(whose) > 1 and whose[0].folded.startswith("của ") and whose[1].folded.startswith(("về ", "v/v ")):
        title, at = [], pieces.index(whose[1])
    while at < len(pieces) and not pieces[at].is_rule and _goes_on(title, pieces[at], issuer):
        if pieces[at].cell and not pieces[at].beside(title[-1] if title else line):
            break  # the table that the plan consists of
        title.append(pieces[at])
        at += 1
    while at < len(pieces) and pieces[at].is_rule:
        at += 1
    return title or head.subject, at


def _goes_on(title: list[Piece], piece: Piece, issuer: str) -> bool:
    """Whether a line below the type line belongs to the title.

    The first does; a further one where it looks like it (bold, centred, capitals) and no sentence has ended.
    The authority that a decision names before its grounds (`CHỦ TỊCH ỦY BAN NHÂN DÂN …`) does not.
    """
    if _ADDRESSEES.match(piece.folded):
        return False
    if piece.text.startswith("("):  # `(Giai đoạn 2026 - 2030)`, `(19/5/1890 - 19/5/2030)`; not `(Kèm theo …)`
        if not title:
            return _SUBJECT.match(piece.folded) is not None
        return piece.text[1:2].isdigit() or opening(_letterhead("periods"), piece.folded[1:]) > 0
    if piece.text.endswith((";", ":")) or _sets(piece):
        return False
    if not title or _is_opening(title):
        return not (
            len(piece.text) > 150
            and piece.text.endswith(".")
            and opening(_letterhead("preamble"), piece.folded)
        )
    first, last = title[0], title[-1]
    if piece.source.continues or piece.text[:1].islower():
        return True
    centred = first.source.align == "center"
    if last.text.endswith((".", ";")) or centred != (piece.source.align == "center"):
        return False
    if piece.source.bold != first.source.bold and not centred:
        return False
    if piece.in_capitals and _opens_agency(piece.folded):
        return first.in_capitals and not (issuer and issuer[:20] in _spelled(piece.text))
    if first.source.bold or centred or (opening(_letterhead("periods"), piece.folded) and _is_scrap(piece)):
        return True
    if first.in_capitals:
        if " của " in first.folded and opening(_letterhead("said"), piece.folded):
            return len(piece.text) < 120 and piece.text[-1:].isalnum()
        return piece.in_capitals or not any(c.isalpha() for c in piece.text)
    return (
        len(piece.text) < 120
        and not piece.text.endswith(".")
        and not opening(_letterhead("preamble"), piece.folded)
    )


def _is_opening(title: list[Piece]) -> bool:
    """Whether a title is but a word beside the type: `KẾ HOẠCH TRIỂN KHAI`, not `KẾ HOẠCH NĂM 2026`."""
    first = title[-1].folded
    return len(title) == 1 and len(first.split()) <= 2 and first.replace(" ", "").isalpha()


def _sets(piece: Piece) -> bool:
    """Whether a line says when, where or with whom: `Thời gian: 8h30, ngày 05/01/2026`."""
    label, colon, _ = piece.folded.partition(":")
    return bool(colon) and opening(load_words("headings", "setting"), label) == len(label.rstrip())


def _spelled(name: str) -> str:
    return fold(name).replace("ubnd", "ủy ban nhân dân").replace("hđnd", "hội đồng nhân dân")


def _read_addressees(pieces: list[Piece], at: int) -> tuple[list[Piece], int]:
    """The lines of the list behind `Kính gửi:` and the number of the first piece behind them."""
    label = pieces[at]
    match = _ADDRESSEES.match(label.folded)
    begin = label.start + (match.end() if match else 0)
    stops = (stop.end() for stop in _STOP.finditer(label.text))  # the letter may go on in the same line
    goes_on = (stop for stop in stops if opening(_letterhead("preamble"), label.folded[stop:]))
    behind = trim(label.document, begin, label.start + next(goes_on, len(label.text)), label.block)
    found = [behind] if behind else []
    at += 1
    while at < len(pieces):
        piece, last = pieces[at], found[-1] if found else None
        if label.cell is not None:
            if piece.cell is None or piece.cell.table != label.cell.table:
                break
        elif (
            piece.is_rule
            or not (
                last is None
                or piece.is_item
                or last.text.endswith(";")
                or (piece.text[:1].islower() and not last.text.endswith("."))
            )
            or (opening(_letterhead("preamble"), piece.folded) and last is not None)
            or len(piece.text) > 250
        ):
            break
        found.append(piece)
        at += 1
    return found, at


def _read_names(head: _Letterhead) -> tuple[str | None, str | None]:
    """The superior and the issuer that the lines of the letterhead name.

    A line that begins with no kind of agency goes on with the name before (`ỦY BAN NHÂN DÂN` / `XÃ …`), so
    does any that follows an unfinished one (`BAN CHỈ ĐẠO` / `PHÒNG, CHỐNG …`). Offices that issue a document
    together have no superior.
    """
    names: list[list[Piece]] = []
    for piece in head.names:
        if names and _same_name(names[-1], piece):
            names[-1].append(piece)
        else:
            names.append([piece])
    words = [join(name).strip(" .,;:*") for name in names]
    if not words:
        return None, None
    together = _opens_agency(fold(words[-1].partition(" - ")[2]))  # UBND TỈNH … / SỞ TƯ PHÁP - SỞ NỘI VỤ
    joint = head.number is not None and head.number.code in load_lexicon("letterhead")["joint"]
    if len(words) > 1 and joint and not together:
        return None, "; ".join(words)
    return (words[-2] if len(words) > 1 else None), words[-1]


def _same_name(name: list[Piece], piece: Piece) -> bool:
    before = fold(join(name))
    if f"{before} {piece.folded}" in _letterhead("agencies"):
        return True
    if before in _letterhead("unfinished") or before.endswith((",", "-", " và")):
        return True
    if _opens_agency(piece.folded):
        return False
    place = (
        piece.folded.startswith(("-", "&")) or opening(load_words("signatures", "places"), piece.folded) > 0
    )
    return place or not (piece.source.bold and not name[-1].source.bold)


def _enacting_issuer(document: Document, preamble: tuple[int, int], kind: DocumentType) -> str | None:
    """The subject of the sentence that enacts the document: `…, UBND xã Tân Lập ban hành Kế hoạch …`.

    The verb may say the type (`Chủ tịch UBND tỉnh chỉ thị:`); who writes asks.
    """
    found: str | None = None
    for match in _ENACTS.finditer(document.folded, *preamble):
        subject = _subject(document, max(preamble[0], match.start() - 120), match.start())
        if subject is None:
            continue
        if fold(kind.name) in match[0] + match["object"]:
            if not _CITED.search(match["object"]):
                return subject
        elif kind.code in {"CV", "CT", "CĐ"}:
            found = subject
    return found


def _subject(document: Document, start: int, end: int) -> str | None:
    """The agency that the clause before a verb names; commas may stand in it (`Sở Văn hóa, Thể thao …`)."""
    begins = [start, *(bound.end() for bound in _BOUNDS.finditer(document.folded, start, end))]
    for begin in reversed(begins):
        if document.folded.startswith("nay ", begin):
            begin += len("nay ")
        words = document.folded[begin:end].partition(" phối hợp ")[0]
        if _opens_agency(words):  # not `Sở` / `xây dựng …`, not `X ban hành Quyết định …`
            whole = words not in _letterhead("unfinished") and " ban hành " not in words
            name = document.quote(begin, begin + len(words))
            return re.sub(r"\s*\([^()]*\)", "", name) if whole else None
        if document.text[start:begin].rstrip()[-1:] != ",":
            return None
    return None


def title_year(title: str, date: str | None) -> int | None:
    """The last year that a title names and that is not past when the document is issued."""
    years = [int(match["year"]) for match in _TITLE_YEAR.finditer(fold(title))]
    return years[-1] if years and (date is None or years[-1] >= int(date[:4])) else None


def _warnings(header: Header, head: _Letterhead) -> Iterator[Warning]:
    if header.document_type is None:
        yield Warning(
            code="not_a_plan", message="Neither a type of document nor a letterhead was found.", span=None
        )
        return
    if header.number is None:
        place = head.number.piece if head.number else None
        yield Warning(code="missing_number", message="The document has no number.", span=_span(place))
    if header.date is None or len(header.date) < 10:
        place = head.date.piece if head.date else None
        yield Warning(code="missing_date", message="The document's date is not whole.", span=_span(place))


def _span(piece: Piece | None) -> Span | None:
    return Span(start=piece.start, end=piece.end) if piece else None
