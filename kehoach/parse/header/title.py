"""The title and the addressees: what stands between the letterhead and the preamble."""

from __future__ import annotations

from kehoach.fold import fold
from kehoach.lexicon import load_words
from kehoach.parse.header.letterhead import Letterhead, is_authority, read_names
from kehoach.parse.header.lines import (
    ADDRESSEES,
    SUBJECT,
    is_ornament,
    is_scrap,
    is_short,
    letterhead_words,
    opens_agency,
)
from kehoach.parse.patterns import Pattern
from kehoach.parse.pieces import Piece, join, opening, trim

_STOP = Pattern(r"[.;] \s+ | , \n")
_ABOUT = Pattern(r"[ ] (?: \N<subject> ) (?!\w)", subject=lambda: letterhead_words("subject"))
_NUMBERED = Pattern(  # CỦA BỘ XÂY DỰNG SỐ 04/2001/TT-BXD NGÀY 20 THÁNG 8 NĂM 2001 HƯỚNG DẪN …
    r"của \s [^:;,/\d]{2,80} \s số \s* :? \s* \d [^\s]* / [^\s]+ \s+ ngày \s \d{1,2}"
    r" (?: \s tháng \s \d{1,2} \s năm \s | [/.-] \d{1,2} [/.-] ) \d{4} \s+ (?= [^\W\d] )"
)
_TITLE_YEAR = Pattern(r"""
    (?<! tháng \s \d \s ) (?<! tháng \s \d\d \s ) (?<! đến \s )              # the date of a cited document
    năm \s (?P<year> (?:19|20) \d\d )
    (?! \s* - \s* (?:19|20) | \s* đến \s | \d )                             # giai đoạn 2026 - 2030
""")


def find_floating_subject(pieces: list[Piece], body: int) -> list[Piece]:
    """The subject in a text box that is anchored at the addressees: its lines stand behind them."""
    for at in range(body, min(body + 12, len(pieces))):
        if SUBJECT.match(pieces[at].folded) and is_short(pieces[at]):
            end = at + 1
            while end < len(pieces) and pieces[end].text[:1].islower() and is_short(pieces[end]):
                end += 1
            return pieces[at:end]
    return []


def find_other_heading(head: Letterhead, pieces: list[Piece]) -> list[Piece]:
    """The heading of a document of no known type: `LỊCH LÀM VIỆC` and what goes on below it."""
    known = [*head.names, *(found.piece for found in (head.number, head.date) if found)]
    last = max((piece.start for piece in known), default=len(pieces[-1].document.text) if pieces else 0)
    at = next((at for at, piece in enumerate(pieces) if piece.start > last and not is_ornament(piece)), -1)
    if at < 0 or pieces[at].cell or not pieces[at].in_capitals or ADDRESSEES.match(pieces[at].folded):
        return []
    heading = [pieces[at]]
    for piece in pieces[at + 1 :]:
        if piece.is_rule or piece.cell or not _goes_on(heading, piece, head):
            break
        heading.append(piece)
    return heading


def read_title(head: Letterhead, pieces: list[Piece]) -> tuple[list[Piece], int]:
    """The lines of the title and the number of the first piece behind them."""
    if head.type_line is None:
        return head.subject, head.body
    document, line = head.type_line.document, head.type_line
    at = head.body + 1
    rest = trim(document, line.end, pieces[head.body].end, line.block)
    title = [_without_authority(rest, head)] if rest else []
    while not title and at < len(pieces) and pieces[at].is_rule:
        at += 1
    whose = [*title, *pieces[at : at + 2]][:2]  # CHỈ THỊ / CỦA CHỦ TỊCH … / Về việc …
    if len(whose) > 1 and whose[0].folded.startswith("của ") and whose[1].folded.startswith(("về ", "v/v ")):
        title, at = [], pieces.index(whose[1])
    while at < len(pieces) and not pieces[at].is_rule and _goes_on(title, pieces[at], head):
        if pieces[at].cell and not pieces[at].beside(title[-1] if title else line):
            break  # the table that the plan consists of
        title.append(pieces[at])
        at += 1
    while at < len(pieces) and pieces[at].is_rule:
        at += 1
    return title or head.subject, at


def _without_authority(title: Piece, head: Letterhead) -> Piece:
    """A title without the authority that stands behind it in one line: `… NĂM 2026 ỦY BAN NHÂN DÂN XÃ …`.

    Not `… CỦA ỦY BAN NHÂN DÂN XÃ …`, which is what the title is about.
    """
    issuer = fold(read_names(head)[1] or "\n")
    words = title.folded.removesuffix(issuer).rstrip()
    if len(words) == len(title.folded) or not title.text.isupper() or len(words.split()) < 3:
        return title
    words = words.removesuffix("chủ tịch").rstrip()
    about = words.endswith(tuple(f" {word}" for word in load_words("lines", "open")))
    return title if about else title._replace(end=title.start + len(words))


def _goes_on(title: list[Piece], piece: Piece, head: Letterhead) -> bool:
    """Whether a line below the type line belongs to the title.

    The first does; a further one where it looks like it (bold, centred, capitals) and no sentence has ended.
    The authority that a decision names before its grounds (`CHỦ TỊCH ỦY BAN NHÂN DÂN …`) does not.
    """
    if ADDRESSEES.match(piece.folded):
        return False
    if piece.text.startswith("("):  # `(Giai đoạn 2026 - 2030)`, `(19/5/1890 - 19/5/2030)`; not `(Kèm theo …)`
        if not title:
            return SUBJECT.match(piece.folded) is not None
        return piece.text[1:2].isdigit() or opening(letterhead_words("periods"), piece.folded[1:]) > 0
    if piece.text.endswith((";", ":")) or _sets(piece):
        return False
    if not title or _is_opening(title):
        return not (
            len(piece.text) > 150
            and piece.text.endswith(".")
            and opening(letterhead_words("preamble"), piece.folded)
        )
    first, last = title[0], title[-1]
    if piece.source.continues or piece.text[:1].islower():
        return True
    centred = first.source.align == "center"
    if last.text.endswith((".", ";")) or centred != (piece.source.align == "center"):
        return False
    if piece.source.bold != first.source.bold and not centred:
        return False
    if piece.in_capitals and opens_agency(piece.folded):
        return first.in_capitals and not is_authority(piece, head)
    if (
        first.source.bold
        or centred
        or (opening(letterhead_words("periods"), piece.folded) and is_scrap(piece))
    ):
        return True
    if first.in_capitals:
        if " của " in first.folded and opening(letterhead_words("said"), piece.folded):
            return len(piece.text) < 120 and piece.text[-1:].isalnum()
        return piece.in_capitals or not any(c.isalpha() for c in piece.text)
    return (
        len(piece.text) < 120
        and not piece.text.endswith(".")
        and not opening(letterhead_words("preamble"), piece.folded)
    )


def _is_opening(title: list[Piece]) -> bool:
    """Whether a title is but a word beside the type: `KẾ HOẠCH TRIỂN KHAI`, not `KẾ HOẠCH NĂM 2026`."""
    first = title[-1].folded
    return len(title) == 1 and len(first.split()) <= 2 and first.replace(" ", "").isalpha()


def _sets(piece: Piece) -> bool:
    """Whether a line says when, where or with whom: `Thời gian: 8h30, ngày 05/01/2026`."""
    label, colon, _ = piece.folded.partition(":")
    return bool(colon) and opening(load_words("headings", "setting"), label) == len(label.rstrip())


def read_addressees(pieces: list[Piece], at: int) -> tuple[list[Piece], int]:
    """The lines of the list behind `Kính gửi:` and the number of the first piece behind them."""
    label = pieces[at]
    match = ADDRESSEES.match(label.folded)
    begin = label.start + (match.end() if match else 0)
    stops = (stop.end() for stop in _STOP.finditer(label.text))  # the letter may go on in the same line
    goes_on = (stop for stop in stops if opening(letterhead_words("preamble"), label.folded[stop:]))
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
            or (opening(letterhead_words("preamble"), piece.folded.lstrip("-+ ")) and last is not None)
            or len(piece.text) > 250
        ):
            break
        found.append(piece)
        at += 1
    return found, at


def write_title(lines: list[Piece]) -> str:
    """The words of a title, without `V/v`, and without whose the document is."""
    words = join(lines)
    if fold(words).startswith("của ") and (about := _ABOUT.search(fold(words))):
        words = words[about.start() + 1 :]  # QUYẾT ĐỊNH CỦA CHỦ TỊCH … V/V PHÊ DUYỆT …
    elif numbered := _NUMBERED.match(fold(words)):
        words = words[numbered.end() :]
    if subject := SUBJECT.match(fold(words)):
        words = words.removesuffix(")") if words.startswith("(") else words
        words = words[subject.end() :]
    return words.strip(" .;:,")


def title_year(title: str, date: str | None) -> int | None:
    """The last year that a title names and that is not past when the document is issued."""
    years = [int(match["year"]) for match in _TITLE_YEAR.finditer(fold(title))]
    return years[-1] if years and (date is None or years[-1] >= int(date[:4])) else None
