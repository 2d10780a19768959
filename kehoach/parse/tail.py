"""The back matter behind the closing paragraph: recipients, signature.

The two lists stand side by side as the letterhead's columns do: in the cells of a table, in either order, or
one below the other. A signature is a chain of authority (`TM.`, `KT.`, …), a position and a name.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kehoach.document import Cell, Document, Passage
from kehoach.expressions import CAPITAL
from kehoach.lexicon import load_words
from kehoach.parse.closing import LABELLED, find_paragraph, is_closing, speaks_of_itself
from kehoach.parse.patterns import Match, Pattern
from kehoach.parse.pieces import Piece, gaps, opening, read_items, read_pieces, rejoin, trim
from kehoach.values import Signature


class Tail(NamedTuple):
    """What the back matter says; `position_issuer` is the body that the signature names (`TM. ỦY BAN …`)."""

    recipients: tuple[str, ...] = ()
    signature: Signature | None = None
    position_issuer: str | None = None


def _words(key: str) -> tuple[str, ...]:
    return load_words("signatures", key)


def _names() -> tuple[str, ...]:
    """What a line of a signature may break: `TM. UBND THÀNH` / `PHỐ LÂM AN`."""
    return tuple(name for key in ("positions", "bodies", "places") for name in _words(key))


_RECIPIENTS = Pattern(r"[*-]? \s* \L<label> \s* (?: [:;] | $ ) \s*", label=lambda: _words("recipients"))
_LISTED = Pattern(r"\L<label> | [-+]", label=lambda: _words("recipients"))
_BESIDE = Pattern(r"[^:;.]* [:;.] \s+")  # `- Như trên; KT. CHỦ TỊCH`
_AUTHORITY = Pattern(
    r"(?P<mark> \L<mark> ) (?P<dot> \s* [./] )? \s* (?<! \w ) (?P<whom> [^\W\d_] .* )",
    mark=lambda: _words("marks"),
)
_LONGEST_SIGNATURE = 150  # characters in one line
_CAPITALS = Pattern(rf"(?: [{CAPITAL}\d.,;/&()-]+ (?: \s+ | $ ) )+")
_NEXT_POST = Pattern(  # TM. ĐOÀN CHỦ TỊCH | KT. TỔNG GIÁM ĐỐC | PHÓ TỔNG GIÁM ĐỐC
    r"""
    (?<! \b phó ) (?<! \b tổng ) (?<! \b quyền ) (?<! \b kiêm ) (?<! \b và ) (?<! [,;&-] ) (?P<gap> \s+ )
    (?: (?P<mark> \L<mark> [.] ) (?: \s* \L<position> \b )? | \L<position> \b )
    """,
    mark=lambda: _words("marks"),
    position=lambda: _words("positions"),
)
_NOTE = Pattern(r"[(\[] .* [)\]] $ | \L<note> (?: \s* [:.] .* )? $", note=lambda: _words("notes"))
_NAME = Pattern(  # Lê Thị Hoa; K'Brơi, which is one word
    r"(?: (?: [^\W\d_] | [.'’-] )+ \s+ ){1,6} (?: [^\W\d_] | ['’-] )+ \.? $ | [^\W\d_] ['’] [^\W\d_]+ $"
)
_STORED = Pattern(r"[-+\s]* lưu \b")


def read_tail(document: Document, back: Passage) -> Tail:
    """The recipients and the signature that the back matter holds.

    They may stand in the cells of a table, its label and list in rows of their own, in either order, in one
    line parted by a tab, or one below the other. A missing signature is no fault.
    """
    lines = (
        piece
        for piece in read_pieces(document, back.start, back.end, _cut)
        if not (piece.is_rule or "\\" in piece.text)  # the path of its file: `d:\\2011\\CV\\bau cu`
    )
    pieces = rejoin(lines, _names(), _words("marks"))
    recipients, rest = _recipients(pieces)
    signatures = list(_signatures(_without_approvals(rest))) or list(_signatures(rest))
    if not signatures:
        return Tail(tuple(read_items(recipients)))
    whole = Signature(
        authority=_together(s.authority for s in signatures),
        position=_together(s.position for s in signatures),
        name=_together(s.name for s in signatures),
    )
    return Tail(tuple(read_items(recipients)), whole, _issuer(signatures[0]))


def find_tail(document: Document, start: int, end: int) -> int | None:
    """The offset at which the back matter begins: its closing paragraph, else `Nơi nhận` or the signature.

    A closing paragraph has no label and stands directly before them: `Trên đây là …`, `Trong quá trình thực
    hiện, nếu có vướng mắc …`, `… yêu cầu các đơn vị nghiêm túc thực hiện./.`; or it ends, with `./.`, a
    document without a tail. None where there is none of them.
    """
    pieces = rejoin(read_pieces(document, start, end, _cut), _names(), _words("marks"))
    first = next((piece for at, piece in enumerate(pieces) if _opens_tail(pieces, at)), None)
    if first is not None:
        return max(start, document.starts[_find_closing(document, start, _row_begins(document, first))])
    last = document.block_at(max(start, end - 1))
    if not document.blocks[last].text.endswith("./."):  # the mark of the end
        return None
    closing = _find_closing(document, start, last + 1)
    return max(start, document.starts[closing]) if closing <= last else None


def _row_begins(document: Document, piece: Piece) -> int:
    """The first block of the row that a piece stands in: the signature may stand on the left."""
    block = piece.block
    while piece.cell and block > 0 and _same_row(document.blocks[block - 1].cell, piece.cell):
        block -= 1
    return block


def _find_closing(document: Document, start: int, block: int) -> int:
    """The first block of the closing paragraphs that stand directly before one; that one where none do."""
    while block > 0 and document.starts[block - 1] >= start and _may_close(document, block - 1):
        opens = find_paragraph(document, block - 1)[0]
        if opens > 0 and _leads_in(document, opens - 1, opens):
            break
        block = opens
    return block


def _may_close(document: Document, number: int) -> bool:
    """Whether a paragraph is a closing one, or a line drawn below it."""
    drawn = trim(document, document.starts[number], document.end_of(number), number)
    return drawn is None or drawn.is_rule or _approves(drawn) or is_closing(document, number)


def _cut(document: Document, start: int, end: int) -> Iterator[int]:
    """Where a line holds both columns or a whole signature.

    At its gaps, where the capitals of a signature follow an item, and before its posts (`KT. … PHÓ …`).
    """
    columns = [start, *gaps(document, start, end), end]
    yield from columns[1:-1]
    number = document.block_at(start)
    signed = [
        at
        for left, right in pairwise(columns)
        if right - left <= _LONGEST_SIGNATURE and (piece := trim(document, left, right, number))
        for at in _signature_parts(piece)
    ]
    if signed:
        yield from signed
        return
    words = _LISTED.match(document.folded, start, end) if end - start <= 200 else None
    if words is None or document.blocks[number := document.block_at(start)].cell is not None:
        return
    if _STORED.match(document.folded, start, end):  # `- Lưu: VT. Hoa | KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Văn An`
        for post in _NEXT_POST.finditer(document.folded, start, end):
            signature = trim(document, post.end("gap"), end, number)
            if signature and (parts := list(_signature_parts(signature))):
                yield from (signature.start, *parts)
                return
    while words := words and _BESIDE.match(document.folded, words.end(), end):
        piece = trim(document, words.end(), end, number)
        if piece and (_is_post(piece) or opening(_words("notes"), piece.folded.lstrip("(["))):
            yield words.end()
            return


def _signature_parts(piece: Piece) -> Iterator[int]:
    """Where further posts and the name begin in a line that holds a signature: `KT. … PHÓ … Lê Văn A`."""
    words = _CAPITALS.match(piece.text)
    if words is None:
        return
    posts = piece._replace(end=piece.start + words.end())
    name = trim(piece.document, posts.end, piece.end, piece.block)
    chain = _authority(posts)
    if not (chain or _is_bare_post(posts)) or (name and not _is_name(name)):
        return
    begin = opening((*_words("positions"), *_words("bodies")), chain["whom"]) if chain else 0
    further = chain is not None
    for post in _NEXT_POST.finditer(posts.folded, chain.start("whom") + begin if chain else len(posts.text)):
        if post["mark"] or further:
            further = post["mark"] is not None
            yield piece.start + post.end("gap")
    if name:
        yield name.start


def _leads_in(document: Document, number: int, opens: int) -> bool:
    """Whether all that a heading leads in stands in the paragraph below: `4. Tổ chức thực hiện:`.

    Below a unit's name (`2. Các thôn`) so do its duties: `Căn cứ Kế hoạch này, lập danh sách …`.
    """
    text, start = document.blocks[number].text, document.starts[find_paragraph(document, number)[0]]
    if text.endswith((":", ".", ";", "/")):
        return text.endswith(":")
    label = LABELLED.match(document.folded, start, start + 12)
    paragraph = document.folded[document.starts[opens] : document.end_of(opens)]
    return label is not None and label[0].endswith((".", ")", "/")) and speaks_of_itself(paragraph)


def _authority(piece: Piece) -> Match | None:
    """The line of authority that a piece is: `KT. CHỦ TỊCH`, `KT. Chủ tịch`; not `TM VẬN TẢI BÌNH MINH`."""
    match = _AUTHORITY.match(piece.folded) if piece.end - piece.start <= 100 else None
    if match is None or not piece.text[: match.end("mark")].isupper():
        return None
    whom = match["whom"]
    named = _names_position(whom) or opening(_words("bodies"), whom)
    capitals = match["dot"] and piece.in_capitals and not any(map(str.isdigit, whom))  # not `Q.IV/2026`
    return match if named or capitals else None


def _names_position(folded: str) -> bool:
    """Whether words begin with a position: `Phó Chủ tịch`, `P. Chủ tịch`."""
    return opening(_words("positions"), folded.removeprefix("p.").lstrip()) > 0


def _is_post(piece: Piece) -> bool:
    """Whether a piece is a line of authority, or a position in capitals: `KT. CHỦ TỊCH`, `PHÓ GIÁM ĐỐC`."""
    if piece.document.text[piece.start + 1 : piece.start + 2].islower():
        return False
    return _authority(piece) is not None or _is_bare_post(piece)


def _is_bare_post(piece: Piece) -> bool:
    """Whether a piece is a position in capitals, without a mark before it: `PHÓ GIÁM ĐỐC`."""
    return piece.end - piece.start < 100 and _names_position(piece.folded) and piece.in_capitals


def _is_position(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a piece is a position in small letters: in a cell, or above a name."""
    piece = pieces[at]
    if len(piece.text) > 60 or not _names_position(piece.folded):
        return False
    below = next((line for line in pieces[at + 1 :] if not _NOTE.match(line.folded)), None)
    return piece.cell is not None or (below is not None and _is_name(below))


def _is_name(piece: Piece) -> bool:
    """Whether a piece can be a person's name: two to seven words that begin in capitals, behind a rank."""
    if opening(_words("bodies"), piece.folded) or opening(_words("places"), piece.folded):
        return False
    words = piece.text[opening(_words("ranks"), piece.folded) :].strip(" ,")
    return _NAME.match(words) is not None and all(word[:1].isupper() for word in words.split())


def _opens_tail(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a piece is the label of the recipients or the first line of a signature."""
    piece = pieces[at]
    if label := _RECIPIENTS.match(piece.folded):  # a column's heading has no items below
        below = pieces[at + 1 : at + 5]
        return ":" in label[0] or any(line.is_item or opening(_words("first"), line.folded) for line in below)
    if not _is_post(piece):
        return False
    noted = pieces[at + 1] if at + 1 < len(pieces) else piece
    if noted.beside(piece) and opening(_words("notes"), noted.folded.lstrip("([")):
        return True  # `TRƯỞNG BAN` / `(Ký, ghi rõ họ tên)`
    for line in pieces[at + 1 : at + 9]:  # a heading in capitals has no person below
        if _RECIPIENTS.match(line.folded):
            return True
        if not piece.beside(line):
            continue
        if not (_is_post(line) or line.in_capitals or _NOTE.match(line.folded)):
            return _is_name(line)
    return _authority(piece) is not None or (len(pieces) - at <= 9 and all(map(_is_post, pieces[at:])))


def _same_row(one: Cell | None, two: Cell) -> bool:
    return one is not None and one.table == two.table and one.row == two.row


def _recipients(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The lines of the list of recipients, and the lines that remain for the signature."""
    label = next((piece for piece in pieces if _RECIPIENTS.match(piece.folded)), None)
    if label is None:
        return [], list(pieces)
    at = pieces.index(label)
    found: list[Piece] = []
    rest = list(pieces[:at])
    match = _RECIPIENTS.match(label.folded)
    behind = trim(label.document, label.start + (match.end() if match else 0), label.end, label.block)
    if behind:
        found.append(behind)
    open_list = True
    for piece in pieces[at + 1 :]:
        last = found[-1] if found else None
        whole = last is None or last.text.endswith((";", "."))
        signs = rest[at:] and rest[-1].block == piece.block - 1 and not piece.is_item
        if not open_list or not piece.beside(label) or _is_post(piece) or signs:
            rest.append(piece)
        elif piece.is_item or (last and piece.text[0].islower()):
            found.append(piece)
        elif _is_name(piece) and any(_is_post(line) for line in rest[at:]):
            rest.append(piece)
        elif last is not None and last.is_item and last.block == piece.block:
            rest.append(piece)  # parted from the item in its own line: `- Như trên;⇥(Đã ký)`
        elif not whole or last is None or not last.is_item:  # an item goes on; a list without dashes
            found.append(piece)
        else:
            rest.append(piece)
        if found and _STORED.match(found[-1].folded) and found[-1].text.endswith("."):
            open_list = False
    return found, rest


def _without_approvals(pieces: Sequence[Piece]) -> list[Piece]:
    """The lines without the columns and blocks of who approves: `DUYỆT CỦA BGH`, up to the name below it."""
    kept: list[Piece] = []
    approves: Piece | None = None
    for piece in pieces:
        if _approves(piece):
            approves = piece
        elif approves is None or not piece.beside(approves):
            kept.append(piece)
        elif _is_name(piece) and not piece.in_capitals:
            approves = None
    return kept


def _approves(piece: Piece) -> bool:
    return piece.in_capitals and opening(_words("approvals"), piece.folded) > 0


def _signatures(pieces: Sequence[Piece]) -> Iterator[Signature]:
    """The signatures that stand in these lines, one for each column that holds one."""
    seen: list[Piece] = []
    for at, piece in enumerate(pieces):
        if any(piece.beside(other) for other in seen):
            continue
        if not (_is_post(piece) or _is_position(pieces, at)):
            continue
        seen.append(piece)
        yield _read_signature([line for line in pieces[at:] if line.beside(piece)])


def _read_signature(lines: Sequence[Piece]) -> Signature:
    """The signature in the lines of one column: chain of authority, position, name."""
    chain: list[str] = []
    posts: list[str] = []
    name: str | None = None
    for at, line in enumerate(lines):
        words = " ".join(line.text.split())
        follows = posts or chain
        match = _authority(line)
        if _NOTE.match(line.folded):
            continue
        if match:
            chain.append(_spaced(line, match.end("mark"), match.start("whom")))
        elif _names_position(line.folded):
            posts.append(words)
        elif (
            follows
            and (opening(_words("places"), line.folded) or opening(_words("bodies"), line.folded))
            and name is None
        ):
            follows[-1] += " " + words
        elif _is_name(line):
            name = words
            if line.cell is None:
                beside = (other for other in lines[at + 1 :] if other.block == line.block)
                name = "; ".join([name, *(" ".join(other.text.split()) for other in beside)])
                break
        elif line.in_capitals and follows and name is None and at + 1 < len(lines):
            follows[-1] += " " + words
    if not posts and chain and chain[-1].lower().startswith(("q.", "q ")):  # acting: the post is theirs
        posts.append(chain.pop())
    return Signature(authority=_together(chain), position=_together(posts), name=name)


def _spaced(line: Piece, behind: int, whom: int) -> str:
    """`KT.HIỆU TRƯỞNG` with one space behind its mark; `TM/BAN CHẤP HÀNH` as it is."""
    mark = line.text[behind:whom].strip()
    space = "" if mark == "/" else " "
    return f"{line.text[:behind]}{mark}{space}{' '.join(line.text[whom:].split())}"


def _together(parts: Iterable[str | None]) -> str | None:
    return "; ".join(part for part in parts if part) or None


def _issuer(signature: Signature) -> str | None:
    """The body in whose name a document is signed: `ỦY BAN NHÂN DÂN` of `TM. ỦY BAN NHÂN DÂN`."""
    if not signature.authority:
        return None
    first = signature.authority.split("; ")[0]
    mark, _, whom = first.partition(" ")
    return whom if mark.rstrip(".").lower() in {"tm", "t/m"} else None
