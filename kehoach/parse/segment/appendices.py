"""Where appendices and attached plans begin, and what their titles are."""

from __future__ import annotations

from collections.abc import Sequence

from kehoach.document import Document, Passage
from kehoach.lexicon import load_words
from kehoach.parse.patterns import Pattern
from kehoach.parse.pieces import opening
from kehoach.parse.segment.labels import BARE, read_labels
from kehoach.parse.segment.node import Node, TextLine

_APPENDIX = Pattern(
    r"""
    (?P<label> \N<appendix> (?: [ ]* (?: [ivx]+ | \d{1,2} (?:[.-]\d{1,2})? | [a-zđ] ) (?![^\W\d_]) )? )
    [ ]* (?: [.:–-] | (?=\() | $ | (?=[ ]) ) [ ]*
    """,
    appendix=lambda: load_words("headings", "appendix"),
)
_ATTACHED = Pattern(r"\N<attached>", attached=lambda: load_words("headings", "attached"))
_LONGEST_NAME = 5  # words
CLOSING = Pattern(r"nơi \s+ nhận")


def _is_upper(text: str) -> bool:
    """Whether words are in capitals, but for the numbers of documents: `THỰC HIỆN CHỈ THỊ 15/CT-TTg`."""
    words = " ".join(word for word in text.split() if "/" not in word)
    return any(c.isalpha() for c in words) and words == words.upper()


def _is_title(document: Document, line: TextLine) -> bool:
    """Whether a line looks like part of a title: centred, bold or in capitals, and no sentence."""
    block = document.blocks[line.block]
    text = document.text[line.start : line.end]
    if block.cell is not None or block.note or text[-1:] in ".;:," or text.startswith(("-", "+", "•")):
        return False
    return block.align == "center" or block.bold or _is_upper(text)


def _opens_with_type(document: Document, line: TextLine) -> bool:
    """Whether a line begins with the name of a type that has a title: `Quy chế xét tặng danh hiệu`."""
    return opening(load_words("headings", "titled"), document.folded[line.start : line.end][:40]) > 0


def _is_labelled(document: Document, line: TextLine) -> bool:
    """Whether a line opens with a label; the number of a title (`79 DỰ ÁN CẦN THU HỒI`) is none."""
    return any(label.style != BARE for label in read_labels(document, line))


def find_attachment(document: Document, line: TextLine) -> int | None:
    """Where `(Kèm theo …)` begins behind a title in its own line: `KẾ HOẠCH NĂM 2026 (Kèm theo …)`.

    Not behind a sentence or a labelled item: `2. Lập danh sách (Kèm theo mẫu)`.
    """
    if not document.folded.endswith(")", line.start, line.end):
        return None
    attached = _ATTACHED.search(document.folded, line.start + 1, line.end)
    if attached is None or _is_labelled(document, line):
        return None
    title = document.text[line.start : attached.start()].rstrip()
    named = title and _is_title(document, line._replace(end=line.start + len(title)))
    return attached.start() if named else None


def find_appendices(document: Document, lines: Sequence[TextLine], first: int) -> list[tuple[int, int, int]]:
    """Each appendix as (its first line, the line behind its title, the offset where its title begins).

    An appendix begins at `Phụ lục …`, or at a title of its own that `(Kèm theo …)` follows; behind the
    `Nơi nhận` of what stands before also at a title in capitals (`KẾ HOẠCH`). `first` is the first line that
    may begin one: the document's own title has `(Kèm theo …)` under it and is none.
    """
    folded = document.folded
    closed = False
    found: list[tuple[int, int, int]] = []
    at = first
    while at < len(lines):
        line = lines[at]
        block = document.blocks[line.block]
        begins = None
        closed = closed or CLOSING.match(folded, line.start, line.end) is not None
        if block.cell is None and not block.note:
            named = _APPENDIX.match(folded, line.start, line.end)
            if named and _begins_appendix(document, lines, at, named.end()):
                begins, title = at, named.end()
            elif _ATTACHED.match(folded, line.start, line.end):
                begins = _find_title(document, lines, found[-1][1] if found else first, at)
                title = lines[begins].start
                if begins == at:
                    begins = None
            elif closed and _begins_attached(document, lines, at):
                begins, title = at, line.start
        if begins is None:
            at += 1
            continue
        behind = max(at, begins) + (1 if begins == at else 0)
        while (
            begins == at
            and behind < len(lines)
            and behind - begins < 7
            and (_is_title(document, lines[behind]) or _is_subject(document, lines, behind))
            and not _ATTACHED.match(folded, lines[behind].start, lines[behind].end)
            and not _APPENDIX.match(folded, lines[behind].start, lines[behind].end)
            and not _is_labelled(document, lines[behind])
        ):
            behind += 1
        at = max(behind, at + 1)
        if at < len(lines) and _ATTACHED.match(folded, lines[at].start, lines[at].end):
            at += 1  # the (Kèm theo …) of the appendix just found
            if begins + 1 == behind and title >= line.end:  # its title stands below that
                below = _read_title(document, lines, at)
                if below > at:
                    title, at, behind = lines[at].start, below, below
        found.append((begins, behind, title))
        closed = False
    return found


def _is_subject(document: Document, lines: Sequence[TextLine], at: int) -> bool:
    """Whether a line is what a type's name alone in the line above is about: `KẾ HOẠCH` / `Kiểm tra …`."""
    above, line = lines[at - 1], lines[at]
    bare = document.folded[above.start : above.end] in load_words("headings", "titled")
    return bare and document.blocks[line.block].cell is None and document.text[line.end - 1] not in ".;:,"


def _begins_attached(document: Document, lines: Sequence[TextLine], at: int) -> bool:
    """Whether a title in capitals begins something attached, with sections or a table of its own below.

    It names a type (`KẾ HOẠCH`), or its first section stands right below it: `NỘI DUNG BÁO CÁO` / `1. …`. Not
    where `(Kèm theo …)` stands below, which tells the title better.
    """
    if not _is_heading(document, lines[at]):
        return False
    below = lines[at + 1 : at + 40]
    if any(_ATTACHED.match(document.folded, line.start, line.end) for line in below[:6]):
        return False
    if _opens_with_type(document, lines[at]):
        return any(document.blocks[line.block].cell or _is_labelled(document, line) for line in below)
    titled = not _is_heading(document, lines[at - 1])
    first = next((line for line in below if not _is_heading(document, line)), lines[at])
    return titled and any(label.number == 1 for label in read_labels(document, first))


def _is_heading(document: Document, line: TextLine) -> bool:
    """Whether a line is in capitals and neither labelled nor a part of a signature: `THUYẾT MINH DỰ TOÁN`."""
    if not _is_upper(document.text[line.start : line.end]) or not _is_title(document, line):
        return False
    folded = document.folded[line.start : line.end]
    words = folded.split()
    posts = load_words("signatures", "positions"), load_words("signatures", "marks")
    signs = any(opening(known, folded) for known in posts)
    named = words[0] in load_words("units", "surnames") and len(words) <= _LONGEST_NAME
    return not (signs or named or _is_labelled(document, line))


def _read_title(document: Document, lines: Sequence[TextLine], at: int) -> int:
    """The line behind the title that begins at line `at`: if that is in capitals, all its lines are."""
    behind = at
    while behind < min(len(lines), at + 6) and _is_title(document, line := lines[behind]):
        upper = _is_upper(document.text[lines[at].start : lines[at].end])
        if _is_labelled(document, line) or (upper and not _is_upper(document.text[line.start : line.end])):
            break
        behind += 1
    return behind


def _find_title(document: Document, lines: Sequence[TextLine], floor: int, at: int) -> int:
    """The first line of the title above `(Kèm theo …)` at line `at`; `at` itself where there is none.

    A title begins at the name of a type (`KẾ HOẠCH`), else it is the centred, bold or capital lines above, or
    the one right above that names a type: `Quy chế xét tặng danh hiệu` / `(Kèm theo …)`.
    """
    begins = reach = at
    while reach > floor and at - reach < 6:
        line = lines[reach - 1]
        block = document.blocks[line.block]
        long = line.end - line.start > 250 and not _is_upper(document.text[line.start : line.end])
        sentence = long or document.text[line.end - 1] in ".;:,"
        if block.cell is not None or block.note or sentence or _is_labelled(document, line):
            break
        reach -= 1
        if document.folded[line.start : line.end] in load_words("headings", "titled"):
            return reach
        typed = reach == at - 1 and _opens_with_type(document, line)
        if (_is_title(document, line) or typed) and begins == reach + 1:
            begins = reach
    return begins


def _begins_appendix(document: Document, lines: Sequence[TextLine], at: int, behind: int) -> bool:
    """Whether a line that begins with `Phụ lục …` is a title and no sentence that speaks of an appendix."""
    line = lines[at]
    rest = document.text[behind : line.end]
    if not rest.strip() or _is_upper(rest):
        return True
    mark = document.text[behind - 2 : behind].strip()[-1:]
    if mark in (":", ".", "-", "–") or _is_title(document, line):
        return rest[-1:] not in ".;"
    return rest.startswith("(") and _ATTACHED.match(document.folded, behind, line.end) is not None


def behind_title(document: Document, lines: Sequence[TextLine], body: int) -> int:
    """The first line that may begin an appendix: behind a `(Kèm theo …)` under the document's own title."""
    for at, line in enumerate(lines[: min(body, 30)]):
        if CLOSING.match(document.folded, line.start, line.end) or _APPENDIX.match(
            document.folded, line.start, line.end
        ):
            break
        if _ATTACHED.match(document.folded, line.start, line.end):
            return at + 1
    return 0


def appendix_node(
    document: Document, lines: Sequence[TextLine], begins: int, behind: int, title: int
) -> Node:
    start = lines[begins].start
    end = lines[behind - 1].end
    label = document.quote(start, min(title, lines[begins].end)).rstrip(" .:–-")
    node = Node("appendix", label, start, Passage(document, min(title, end), end), end)
    node.body += [line for line in lines[begins + 1 : behind] if line.end <= title]
    return node
