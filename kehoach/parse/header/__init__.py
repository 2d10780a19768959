"""The front matter: letterhead, number, date, type, title, addressees."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from kehoach.document import Document, Passage
from kehoach.fold import fold
from kehoach.parse.document_types import type_codes, type_names
from kehoach.parse.header.letterhead import (
    Letterhead,
    find_letterhead,
    read_names,
    sort_letterhead,
    take_late_column,
)
from kehoach.parse.header.lines import ADDRESSEES, SUBJECT, letterhead_words, named_type, opens_agency
from kehoach.parse.header.number import cut_columns
from kehoach.parse.header.title import (
    find_floating_subject,
    find_other_heading,
    read_addressees,
    read_title,
    title_year,
    write_title,
)
from kehoach.parse.patterns import Pattern
from kehoach.parse.pieces import Piece, read_items, read_pieces, rejoin
from kehoach.parse.tail import Tail
from kehoach.values import DocumentType, Span, Warning


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


_STAMPED = 8  # lines of a note in parentheses or of who received it, above `Kính gửi`
_STAMP_LINE = 120  # characters
_LINES = 300  # more than any letterhead with its addressees has
_ENACTS = Pattern(
    r"\s \N<enacts> (?!\w) (?= (?P<object> .{0,40} ) )", enacts=lambda: letterhead_words("enacts")
)
_BOUNDS = Pattern(r"[\n,;.:] \s*")
_CITED = Pattern(r"số \s* \d")


def read_header(document: Document, front: Passage) -> tuple[Header, list[Warning]]:
    """The header that the front matter holds, and what is missing in it.

    `front` is everything before the first section, the whole document where there is none. A number whose
    serial is blank, a date without its day and a text without any mark of a document leave one warning each.
    """
    lines = islice(read_pieces(document, front.start, front.end, cut_columns), _LINES)
    pieces = rejoin(lines, (*letterhead_words("agencies"), *type_codes()))
    pieces = pieces[find_letterhead(pieces) :]
    head = sort_letterhead(pieces)
    if late := take_late_column(head, pieces):
        pieces = [piece for piece in pieces if piece not in late]
    if head.type_line is None and not head.subject:
        head.subject = find_floating_subject(pieces, head.body) or find_other_heading(head, pieces)
        pieces = [piece for piece in pieces if piece not in head.subject]
    kind = _document_type(head, pieces)
    title, at = read_title(head, pieces)
    addressees: list[Piece] = []
    for label, piece in enumerate(pieces[at : at + _STAMPED], start=at):
        if ADDRESSEES.match(piece.folded):
            addressees, at = read_addressees(pieces, label)
            break
        if len(piece.text) > _STAMP_LINE:
            break
    start = pieces[at].start if at < len(pieces) else front.end
    preamble = (start, front.end) if start < front.end else None
    superior, issuer = read_names(head)
    if issuer is None and preamble is not None and kind is not None:
        issuer = _enacting_issuer(document, preamble, kind)
    words = write_title(title)
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


def _document_type(head: Letterhead, pieces: list[Piece]) -> DocumentType | None:
    """The type that the type line names, else the symbol; công văn where a letter has neither.

    Where the type line says more than the symbol's type (`CHƯƠNG TRÌNH HÀNH ĐỘNG`, `CTr-UBND`), the symbol
    decides.
    """
    code = head.number.code if head.number else None
    known = type_names().get(code or "")
    if head.type_line and (line := named_type(head.type_line)):
        if known is None or not line.startswith(fold(known)):
            code = type_codes()[line]
    elif _is_letter(head, pieces):
        code = "CV"
    elif known is None:
        code = "CV" if head.number and not (head.subject and head.subject[0].in_capitals) else None
    return DocumentType(code=code, name=type_names()[code]) if code else None


def _is_letter(head: Letterhead, pieces: list[Piece]) -> bool:
    """Whether `V/v` or `Kính gửi` stands where other documents have their type line."""
    if head.subject and SUBJECT.match(head.subject[0].folded):
        return True
    return head.body < len(pieces) and ADDRESSEES.match(pieces[head.body].folded) is not None


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
        if opens_agency(words):  # not `Sở` / `xây dựng …`, not `X ban hành Quyết định …`
            whole = words not in letterhead_words("unfinished") and " ban hành " not in words
            name = document.quote(begin, begin + len(words))
            return re.sub(r"\s*\([^()]*\)", "", name) if whole else None
        if document.text[start:begin].rstrip()[-1:] != ",":
            return None
    return None


def _warnings(header: Header, head: Letterhead) -> Iterator[Warning]:
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
