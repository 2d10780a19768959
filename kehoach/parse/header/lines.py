"""What a line of the front matter is, told by its words: a name, a stamp, the subject, the type."""

from __future__ import annotations

from kehoach.fold import fold
from kehoach.lexicon import load_words
from kehoach.parse.document_types import type_codes
from kehoach.parse.patterns import Pattern
from kehoach.parse.pieces import Piece, opening


def letterhead_words(key: str) -> tuple[str, ...]:
    return load_words("letterhead", key)


_ROW = 12  # lines on either side that may belong to one row of a table
MOTTO = Pattern(r"""
    (?: c[ộô]ng \s* )? h[òoóõị]a \s* xã \s* hội                          # the state's name, often cut short
        (?: [\w\s]{0,16} việt \s+ nam (?: \s* độc \s+ lập \s* - \s* tự \s+ do \s* - \s* hạnh \s+ phúc )?
          | [^\t\n]{0,30} )
  | độc \s* lập \s* [-.,]? \s* tự \s* do (?: \s* [-.,]? \s* hạnh \s* phúc )?
  | (?: (?: (?: hội \s+ )? chủ \s+ )? nghĩa \s+ việt \s+ nam          # a part of it in a line of its own
      | (?: tự \s* do \s* [-.,]? \s* )? hạnh \s+ phúc
      | (?<! \w [ ] ) (?: việt \s+ nam | cộng (?: \s+ hòa (?: \s+ xã )? )? | độc \s+ lập \s* -? ) ) $
  | đảng \s+ cộng \s+ sản \s+ việt \s+ nam $
""")
SUBJECT = Pattern(
    r"\(? \s* (?: \N<subject> ) (?!\w) \s* [:.]? \s*", subject=lambda: letterhead_words("subject")
)
ADDRESSEES = Pattern(
    r"""
    (?: \L<label> \s* : \s* | \L<label> \s* $                               # `Kính gửi:`
      | [^:\n]{3,80} \s điện \s* : \s* $ )                                  # `CHỦ TỊCH … ĐIỆN:`
    """,
    label=lambda: letterhead_words("addressees"),
)
STAMP = Pattern(r"[(\[]? \s* \N<stamp> [\s\d]* [)\]]?", stamp=lambda: letterhead_words("stamps"))


def opens_agency(folded: str) -> bool:
    """Whether a line begins as an agency's name does: `PHÒNG KINH TẾ`; not `PHÒNG, CHỐNG THIÊN TAI`."""
    return opening(letterhead_words("agencies"), folded) > opening(letterhead_words("no_agencies"), folded)


def is_ornament(piece: Piece) -> bool:
    """Whether a line of a letterhead says nothing of its own: the state's name, a rule, a stamp."""
    return piece.is_rule or bool(MOTTO.match(piece.folded) or STAMP.fullmatch(piece.folded))


def is_tabular(piece: Piece) -> bool:
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
    return len(written) > 2 and not any(MOTTO.match(other.folded) for other in row)


def is_short(piece: Piece) -> bool:
    """Whether a line is one of a letterhead, not of prose."""
    if piece.cell is not None:
        return True
    return (
        len(piece.text) < 100
        and not piece.text.endswith((";", ":", "."))
        and not opening(letterhead_words("preamble"), piece.folded)
    )


def is_scrap(piece: Piece) -> bool:
    """Whether a line is too short and open for prose, whatever it begins with: `Ngày thành lập Đoàn`."""
    return len(piece.text) < 60 and not piece.text.endswith((";", ":", ".", ","))


def is_agency(piece: Piece) -> bool:
    """Whether a line of the letterhead can be (part of) a name."""
    if len(piece.text) > 100 or piece.text.endswith(";") or ":" in piece.text:
        return False
    return piece.in_capitals or (opens_agency(piece.folded) and not piece.text.endswith("."))


def read_type_line(piece: Piece) -> Piece | None:
    """The type's name at the beginning of a line: alone in any letters, in capitals where the title follows.

    `KẾ HOẠCH`, `Kế hoạch`, `K Ế H O Ạ C H`, `KẾ HOẠCH Triển khai …`, `KẾ HOẠCH: Triển khai …`; not `Kế hoạch
    triển khai …`.
    """
    words = piece.folded.split()
    if named_type(piece) in type_codes():
        return piece
    for count in range(min(len(words), 5), 0, -1):
        name = " ".join(words[:count]).rstrip(":")
        if name in type_codes() and piece.folded.startswith(name) and piece.text[: len(name)].isupper():
            return Piece(piece.document, piece.start, piece.start + len(name), piece.block)
    return None


def named_type(line: Piece) -> str:
    """The words of a type line, folded; spread letters (`K Ế  H O Ạ C H`) are put together."""
    words = line.folded.strip(" .:")
    if len(words) < 2 * len(words.split()):
        together = fold(words.replace(" ", ""))
        return next((name for name in type_codes() if fold(name.replace(" ", "")) == together), words)
    return words
