"""The front and back matter as a person sees it: pieces of lines, side by side in columns."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kehoach.document import Block, Cell, Document
from kehoach.fold import fold
from kehoach.parse.document_types import type_codes
from kehoach.parse.patterns import Pattern

_RULE = frozenset("-_=*~–—―─━.…| ")
_MARK = Pattern(r"""(?: - \s )? [^\w\s(\[{"'.,;:/] \s* (?! [-_*=] )""")
_COUNTED = Pattern(r"(?P<number> \d{1,2} ) [.)/] \s* (?! \d )")
_NEXT_ITEM = Pattern(r"[;,] \s* (?: \( [^()\n]{1,40} \) \s* )? (?= [-+] \s )")  # `- A; (báo cáo) | - B`


def opening(words: tuple[str, ...], text: str) -> int:
    """The length of the longest of these words with which a text begins, 0 where it begins with none.

    >>> opening(("phó", "phó chủ tịch", "sở"), "phó chủ tịch xã")
    12
    >>> opening(("phó",), "phóng sự")
    0
    """
    if not text.startswith(words):
        return 0
    return max(
        (len(w) for w in words if text.startswith(w) and not text[len(w) : len(w) + 1].isalnum()), default=0
    )


class Piece(NamedTuple):
    """A stretch of one line that stands for itself: a cell's line, or what a tab parts from it."""

    document: Document
    start: int
    end: int
    block: int

    @property
    def text(self) -> str:
        return self.document.text[self.start : self.end]

    @property
    def folded(self) -> str:
        return self.document.folded[self.start : self.end].replace("\n", " ")

    @property
    def source(self) -> Block:
        return self.document.blocks[self.block]

    @property
    def cell(self) -> Cell | None:
        return self.source.cell

    @property
    def is_rule(self) -> bool:
        """Whether the piece is a line drawn with characters."""
        return _RULE.issuperset(self.text)

    @property
    def is_item(self) -> bool:
        """Whether the piece begins with a dash or another bullet."""
        return _MARK.match(self.folded) is not None

    @property
    def in_capitals(self) -> bool:
        """Whether the piece is written in capitals; a few small letters (`THPTĐBKiều`) do not matter."""
        text = self.text
        return sum(map(str.isupper, text)) > 0.75 * sum(map(str.isalpha, text))

    def beside(self, other: "Piece") -> bool:
        """Whether both stand in one column of one table; outside of tables there is one column."""
        one, two = self.cell, other.cell
        if one is None or two is None:
            return one is two
        return (
            one.table == two.table
            and one.column < two.column + two.columns
            and two.column < one.column + one.columns
        )


def trim(document: Document, start: int, end: int, block: int) -> Piece | None:
    """The piece between two offsets without white space and bars at its ends; None where nothing is left."""
    text = document.text
    while start < end and (text[start].isspace() or text[start] == "|"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == "|"):
        end -= 1
    if text.endswith("---", start, end) and (words := text[start:end].rstrip("- ")):
        end = start + len(words)  # `ỦY BAN NHÂN DÂN XÃ TÂN LẬP -------`
    return Piece(document, start, end, block) if start < end else None


def gaps(document: Document, start: int, end: int) -> Iterator[int]:
    """The offsets of the tabs and bars that part columns; one behind a bare bullet (`-⇥Sở …`) does not."""
    text = document.text
    in_words = False
    if text.find("\t", start, end) < 0 and text.find("|", start, end) < 0:
        return
    for at in range(start, end):
        in_words = in_words or text[at].isalnum()
        if in_words and text[at] in "\t|":
            yield at


def read_pieces(
    document: Document,
    start: int,
    end: int,
    cut: Callable[[Document, int, int], Iterable[int]] = gaps,
) -> Iterator[Piece]:
    """The pieces between two offsets: lines, cut at the offsets that `cut` finds; notes are left out."""
    for number, first, last in _lines(document, start, end):
        offsets = sorted({first, last, *cut(document, first, last)})
        for left, right in pairwise(offsets):
            if piece := trim(document, left, right, number):
                yield piece


def _lines(document: Document, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The first block and the offsets of each line; lines that one broken sentence makes are one."""
    if start >= end:
        return
    last_block = document.block_at(end - 1)
    number = document.block_at(start)
    while number <= last_block:
        first = number
        while number < last_block and _is_broken(document, number):
            number += 1
        if not document.blocks[first].note:
            begin, stop = max(start, document.starts[first]), min(end, document.end_of(number))
            while stop > begin and document.text[stop - 1] in " \t|":
                stop -= 1
            yield first, begin, stop
        number += 1


def _is_broken(document: Document, number: int) -> bool:
    """Whether the next line goes on with this one's sentence; `KẾ HOẠCH` / `thực hiện …` are two."""
    if document.folded[document.end_of(number)] != " ":
        return False
    text = document.blocks[number].text
    return not (text.isupper() or fold(text) in type_codes())


def rejoin(pieces: Iterable[Piece], names: tuple[str, ...], marks: tuple[str, ...] = ()) -> list[Piece]:
    """The pieces with lines in capitals put together that break one of these names: `ỦY` / `BAN NHÂN DÂN`.

    So with a line that is one of these marks: `TM.` / `ỦY BAN NHÂN DÂN`.
    """
    whole: list[Piece] = []
    for piece in pieces:
        last = whole[-1] if whole else None
        if last and _breaks(last, piece, names, marks):
            whole[-1] = Piece(piece.document, last.start, piece.end, last.block)
        else:
            whole.append(piece)
    return whole


def _breaks(last: Piece, piece: Piece, names: tuple[str, ...], marks: tuple[str, ...]) -> bool:
    """Whether a name of several words begins with the last words of one line and ends in the next."""
    text = piece.document.text
    mark = text[last.end - 1]
    if not (text[piece.start].isupper() and (mark.isupper() or mark == ".")) or piece.end - piece.start > 60:
        return False
    if last.cell or piece.cell or "\t" in text[last.end : piece.start]:
        return False
    if not (last.in_capitals and piece.in_capitals):
        return False
    words = last.folded.split()[-3:]
    ends = (" ".join(words[at:]) for at in range(len(words)))
    whole = any(opening(names, f"{end} {piece.folded}") > len(end) for end in ends)
    return whole or last.folded.rstrip(".") in marks


def join(pieces: Iterable[Piece]) -> str:
    """The words of some pieces in one line."""
    return " ".join(" ".join(piece.text.split()) for piece in pieces)


def read_items(pieces: Sequence[Piece]) -> list[str]:
    """The items of a list: dashes and closing `;` and `.` removed, broken lines joined.

    Where items have dashes, a line without one goes on with the item before; where none has, `;` parts them.
    The numbers of a list that counts from 1 are no part of its items.
    """
    dashed = any(piece.is_item for piece in pieces)
    items: list[str] = []
    open_item = False
    for piece in pieces:
        for part in _parts(piece, ";" if not dashed else None):
            words = " ".join(part.split())
            mark = _MARK.match(words)
            small = words[:1].islower()
            if mark is None and ((open_item and (dashed or small)) or (items and dashed and small)):
                items[-1] += " " + words
            else:
                items.append(words[mark.end() :] if mark else words)
            open_item = not words.endswith((";", "."))
    items = [words for item in items if (words := item.strip(" ;.,/"))]
    counts = [_COUNTED.match(item) for item in items]
    numbers = [match["number"].lstrip("0") for match in counts if match]
    if len(items) > 1 and numbers == [str(number) for number in range(1, len(items) + 1)]:
        return [item[match.end() :] for item, match in zip(items, counts, strict=True) if match]
    return items


def _parts(piece: Piece, separator: str | None) -> list[str]:
    """The items that stand on one line: `- A; - B`, and `A; B` where no item has a dash."""
    text, at, parts = piece.text, 0, []
    if separator:
        return [part + separator for part in text.split(separator)[:-1]] + [text.split(separator)[-1]]
    for match in _NEXT_ITEM.finditer(piece.folded):
        parts.append(text[at : match.end()])
        at = match.end()
    return [*parts, text[at:]]
