"""The letterhead: agency and number on the left, the state's name, place and date on the right.

It is two columns, however the clerk made them (a table of any shape, a tab, spaces, none). What stands in it
is told by its words; which names are the issuer's and which the superior's, by bold and by how a name begins.
"""

from __future__ import annotations

from kehoach.fold import fold
from kehoach.lexicon import load_lexicon, load_words
from kehoach.parse.document_types import type_codes, type_names
from kehoach.parse.header.lines import (
    ADDRESSEES,
    MOTTO,
    STAMP,
    SUBJECT,
    is_agency,
    is_ornament,
    is_scrap,
    is_short,
    is_tabular,
    letterhead_words,
    named_type,
    opens_agency,
    read_type_line,
)
from kehoach.parse.header.number import Date, Number, read_date, read_number
from kehoach.parse.patterns import Pattern
from kehoach.parse.pieces import Piece, join, opening

_COMMITTEE = Pattern(  # UBND THÀNH PHỐ HẢI PHÒNG | SỞ Y TẾ, BỘ TÀI CHÍNH | TỔNG CỤC THUẾ
    r"(?: ubnd | ủy [ ] ban [ ] nhân [ ] dân ) [ ] \L<place> [ ] (?: \w+ [ ] ){1,4} (?= \L<office> [ ] \w )"
    r" | bộ [ ] (?: \w+ [ ] ){1,8}? (?= \L<department> [ ] \w )",
    place=lambda: load_words("signatures", "places"),
    office=lambda: letterhead_words("offices"),
    department=lambda: letterhead_words("departments"),
)
_LATE = 12  # lines from the type's name to a date below the title
_PAGE = 30  # lines of a web page and of a letterhead's left column, above the state's name


class Letterhead:
    """The first lines sorted by what they are; `body` is the first that is none of them."""

    number: Number | None = None
    date: Date | None = None
    type_line: Piece | None = None  # the type's name, and nothing behind it
    body = 0

    def __init__(self) -> None:
        self.names: list[Piece] = []
        self.subject: list[Piece] = []


def sort_letterhead(pieces: list[Piece]) -> Letterhead:
    """The letterhead in the first lines, up to the type line, the addressees or the first line of prose."""
    head = Letterhead()
    motto: Piece | None = None
    in_subject = False
    for at, piece in enumerate(pieces):
        head.body = at
        if ADDRESSEES.match(piece.folded) or is_tabular(piece):
            break
        head.type_line = read_type_line(piece)
        if head.type_line and not _is_in_name(head, piece, motto):
            if _is_title(head, piece):
                head.type_line = head.type_line._replace(end=piece.start)
            break
        head.type_line = None
        number, date = read_number(piece), read_date(piece)
        subject = SUBJECT.match(piece.folded)
        goes_on, in_subject = in_subject, False
        if number and not (head.number and head.number.symbol):
            head.number = number
        elif date and head.date is None and not subject:
            before = pieces[at - 1] if at else None
            inside = len(head.subject) > 1 and before == head.subject[-1] and " " in before.text
            head.date = date if before is None or inside else _whole_place(date, before)
            if head.date != date and head.subject and before == head.subject[-1]:
                head.subject.pop()  # the place's first word, and none of the subject's
        elif MOTTO.match(piece.folded) and (motto or piece.folded != "việt nam"):
            motto = motto or piece
        elif piece.is_rule or STAMP.fullmatch(piece.folded):
            continue
        elif subject and not head.subject:
            head.subject, in_subject = [piece], True
        elif goes_on and (_goes_on_below(head, piece) or SUBJECT.fullmatch(join(head.subject).lower())):
            head.subject.append(piece)
            in_subject = True
        elif head.number is None and is_agency(piece) and not _is_right_column(head.names, piece):
            head.names.append(piece)
        elif head.number and not head.subject and piece.beside(head.number.piece) and _is_subject(piece):
            head.subject, in_subject = [piece], True
        elif piece.cell is None and not is_short(piece):
            break
    else:
        head.body = len(pieces)
    if motto is not None and motto.cell is not None:
        head.names = [name for name in head.names if not name.beside(motto)]
    return head


def find_letterhead(pieces: list[Piece]) -> int:
    """The number of the letterhead's first line: a copy from a web page has the page's title above it."""
    motto = next((at for at, piece in enumerate(pieces[:_PAGE]) if MOTTO.match(piece.folded)), 0)
    if pieces and (cell := pieces[motto].cell):
        return next(at for at, piece in enumerate(pieces) if piece.cell and piece.cell.table == cell.table)
    first = 0  # behind the properties that the page tells: `Số hiệu: 15/QĐ-UBND`, `Người ký` / `Lê Văn An`
    for at, piece in enumerate(pieces[:motto]):
        if size := opening(letterhead_words("properties"), piece.folded):
            first = at + (2 if size == len(piece.folded.rstrip(" :")) else 1)
    return next((at for at in range(first, motto) if _can_begin(pieces[at])), motto)


def _can_begin(piece: Piece) -> bool:
    named = read_type_line(piece)
    if named is not None and piece.folded[len(named.text) :].lstrip()[:1].isdigit():
        return False  # `QUYẾT ĐỊNH 15/QĐ-UBND NĂM 2026 BAN HÀNH …`
    if piece.is_rule or STAMP.fullmatch(piece.folded) or named:
        return True
    return is_agency(piece) or read_number(piece) is not None or read_date(piece) is not None


def take_late_column(head: Letterhead, pieces: list[Piece]) -> list[Piece]:
    """The lines of a letterhead's right column that stand below the title, where all of the left came first.

    `head` learns the number and date that they give.
    """
    late: list[Piece] = []
    if head.date is not None or head.type_line is None:
        return late
    for piece in pieces[head.body + 1 : head.body + _LATE]:
        if ADDRESSEES.match(piece.folded) or piece.text.endswith((";", ":")) or head.date is not None:
            break
        date, number = read_date(piece), read_number(piece)
        if date and date.place:
            head.date = date
        elif number and not (head.number and head.number.symbol):
            head.number = number
        elif not (MOTTO.match(piece.folded) or (late and piece.is_rule)):
            continue
        late.append(piece)
    return late


def _is_in_name(head: Letterhead, piece: Piece, motto: Piece | None) -> bool:
    """Whether a line above number and date is part of a name: `BAN QUẢN LÝ` / `DỰ ÁN ĐẦU TƯ XÂY DỰNG`."""
    if not head.names or head.number or head.date or not piece.beside(head.names[-1]):
        return False
    if motto and motto.cell is None and motto.start > head.names[-1].start:
        return False
    return piece.in_capitals and named_type(piece) not in type_codes()


def _is_title(head: Letterhead, piece: Piece) -> bool:
    """Whether a line is the title, with no type above it: `QUY ĐỊNH MỨC THU …` below `12/NQ-HĐND`."""
    line, code = head.type_line, head.number.code if head.number else None
    if line is None or line.end == piece.end or code not in type_names():
        return False
    return type_codes()[named_type(line)] != code


def _is_right_column(names: list[Piece], piece: Piece) -> bool:
    """Whether a line stands beside the names (`ĐOÀN TNCS HỒ CHÍ MINH`) or below their table."""
    if piece.cell is not None or not names:
        return False
    return names[0].cell is not None or names[-1].block == piece.block


def _is_subject(piece: Piece) -> bool:
    """Whether a line below the number, without a label, is what the letter is about."""
    return is_short(piece) or piece.folded.startswith("về ")


def _goes_on_below(head: Letterhead, piece: Piece) -> bool:
    """Whether a line of the letterhead goes on with the subject above; an office in capitals does not."""
    first, last = head.subject[0], head.subject[-1]
    office = piece.in_capitals and opens_agency(piece.folded)
    if office and (not first.in_capitals or is_authority(piece, head)):
        return False
    return piece.beside(last) and (is_short(piece) or is_scrap(piece))


def is_authority(piece: Piece, head: Letterhead) -> bool:
    """Whether a line names the issuer: below a title it is who decides (`CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH`)."""
    issuer = _spelled(read_names(head)[1] or "")
    return bool(issuer) and issuer[:20] in _spelled(piece.folded)


def _spelled(name: str) -> str:
    return fold(name).replace("ubnd", "ủy ban nhân dân").replace("hđnd", "hội đồng nhân dân")


def _whole_place(date: Date, before: Piece) -> Date:
    """The date with the place's first words, where the line broke behind them: `Lâm` / `An, ngày 5 …`."""
    if not date.place or before.cell or before.in_capitals or is_ornament(before):
        return date
    kind = opening(load_words("signatures", "places"), before.folded)
    words = before.text[kind:].replace("-", " ").split()
    named = len(words) < 5 and all(word.isalpha() and word[0].isupper() for word in words)
    if not named or not before.text[0].isupper() or opens_agency(before.folded):
        return date
    return date._replace(place=f"{before.text} {date.place}")


def read_names(head: Letterhead) -> tuple[str | None, str | None]:
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
    words = [part for name in names for part in _parted(join(name).strip(" .,;:*"))]
    if not words:
        return None, None
    together = opens_agency(fold(words[-1].partition(" - ")[2]))  # UBND TỈNH … / SỞ TƯ PHÁP - SỞ NỘI VỤ
    joint = head.number is not None and head.number.code in load_lexicon("letterhead")["joint"]
    if len(words) > 1 and joint and not together:
        return None, "; ".join(words)
    return (words[-2] if len(words) > 1 else None), words[-1]


def _parted(name: str) -> tuple[str, ...]:
    """The committee or ministry and its office that one line names: `UBND TỈNH LÀO CAI SỞ CÔNG THƯƠNG`."""
    committee = _COMMITTEE.match(fold(name))
    return (name,) if committee is None else (name[: committee.end()].rstrip(), name[committee.end() :])


def _same_name(name: list[Piece], piece: Piece) -> bool:
    before = fold(join(name))
    if f"{before} {piece.folded}" in letterhead_words("agencies"):
        return True
    if before in letterhead_words("unfinished") or before.endswith((",", "-", " và")):
        return True
    if opens_agency(piece.folded):
        return False
    place = (
        piece.folded.startswith(("-", "&")) or opening(load_words("signatures", "places"), piece.folded) > 0
    )
    return place or not (piece.source.bold and not name[-1].source.bold)
