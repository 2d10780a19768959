"""Document → Outline: front matter, the tree of numbered sections, appendices, back matter.

The outline is inferred over the whole document: each line that begins with a label has several readings (a
sibling of an open list, the start of a new list at some depth, no label at all), each reading has a cost
(surprise), and the cheapest way through the document wins. What costs is written in `_Cost`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kehoach.document import Document, Passage
from kehoach.lexicon import load_words
from kehoach.parse.patterns import CAPITAL, SMALL, Pattern
from kehoach.parse.tail import find_tail, is_closing
from kehoach.values import Section, SectionKind, Span, Warning


class TextLine(NamedTuple):
    """A logical line: one paragraph, or several that a broken sentence runs through."""

    start: int
    end: int
    block: int


class TablePlace(NamedTuple):
    """A table that stands in the body of a section: its number and its blocks `[first, last)`."""

    table: int
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Node:
    """A section while the plan is being read. The heading is `text[heading_start:heading_end]`."""

    kind: SectionKind
    label: str
    start: int
    heading_start: int
    heading_end: int
    end: int
    path: str = ""
    parent: Node | None = field(default=None, repr=False)
    children: list[Node] = field(default_factory=list, repr=False)
    body: list[TextLine | TablePlace] = field(default_factory=list, repr=False)

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()

    def ancestors(self) -> Iterator[Node]:
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    @property
    def lines(self) -> list[TextLine]:
        return [item for item in self.body if isinstance(item, TextLine)]


class Outline(NamedTuple):
    """The document in its parts. `front` and `back` are stretches of text, `roots` the sections between."""

    document: Document
    front: Passage
    roots: tuple[Node, ...]
    back: Passage
    warnings: tuple[Warning, ...]

    def walk(self) -> Iterator[Node]:
        for root in self.roots:
            yield from root.walk()


# --- labels -----------------------------------------------------------------------------------------------

_LABEL = Pattern(
    rf"""
    (?:
      (?P<part>     (?i:phần) [ ]+ (?: (?i:thứ) [ ]+ \w+ (?:[ ]\w+)? | [IVXLC]+ | \d{{1,2}} | [A-Z] )
                    (?= [ ]* [.:\-–] | \s | $ ) ) [ ]* [.:\-–]?      # Phần I. · Phần thứ nhất
    | (?P<chapter>  (?i:chương) [ ]+ (?: [IVXLC]+ | \d{{1,2}} ) ) (?= \W | $ ) [ ]* [.:\-–]?
    | (?P<article>  (?i:điều) [ ]+ \d{{1,3}} [a-zđ]? ) [ ]* [.:]       # Điều 1. (not: Điều 5 của Luật)
    | (?P<decimal>  (?: [IVX]{{1,4}} | \d{{1,2}} ) (?: \. \d{{1,2}} )+ )
                    (?: [.)] (?=\s|[^\W\d]) | [\-–] (?=[ ]) | (?=\s+[{CAPITAL}]) )  # 1.1. · 1.1- · 2.2.2 Xây
    | (?P<roman>    [IVXLC]{{1,7}} )
                    (?: [ ]? [.):] (?=\s|[^\W\d]) | / (?=\s) | [ ]? [\-–] (?=[ ])
                      | (?=[ ]+[{CAPITAL}]{{2}}[^{SMALL}]*$) )
    | (?P<arabic>   \d{{1,3}} ) (?: [ ]? [.)] (?=\s|[^\W\d]) | / (?=[ ]|[^\W\d]) | [\-–] (?=[ ]) )
    | (?P<upper>    [A-ZĐ] ) [.)/] (?=\s)
    | (?P<letter>   [a-zđ] ) [ ]? (?: [)] | [.] (?=\s|[_{CAPITAL}]) | / (?=[ ]|[_{CAPITAL}]) )
    | (?P<lower>    [ivx]{{2,5}} ) [.)]
    | \( (?P<paren> \d{{1,2}} | [ivx]{{1,5}} | [a-zđ] ) \)
    | (?P<dash>     [\-–—−] ) (?! [\-–—−_=.] )
    | (?P<plus>     \+ )
    | (?P<bullet>   [•●▪■□◦○▫◆◇❖➢►➤→✓✔√·∙*] ) (?! \* )
    )
    \s*
    """,
)

_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_LETTERS = {letter: n for n, letter in enumerate("abcdđeghiklmnopqrstuvxy", start=1)}


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
    match = _LABEL.match(text, line.start, line.end)
    if match is None or match.lastgroup is None:
        return []
    kind, label, end = match.lastgroup, match[match.lastgroup], match.end()
    if end >= line.end and kind in ("dash", "plus", "bullet"):
        return []  # a rule, the star of a party letterhead
    after = text[match.end(kind)] if match.end(kind) < line.end else ""
    form = after if after in ".)/:" else ""
    block = document.blocks[line.block]
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
    return _LETTERS.get(letter) or {"f": 6, "j": 9, "w": 21, "z": 23}.get(letter, 1)


# --- the cheapest outline ---------------------------------------------------------------------------------


class _Cost:
    """What each surprise costs. A label that continues its list, or starts at 1 one step deeper, is free."""

    GAP = 3.0  # a, b, d
    GAP_EACH = 0.7  # for each further label that is missing
    DOUBLE = 5.0  # 2, 2
    BACKWARD = 7.0  # 3, 2
    FORM = 2.0  # 1. then 2)
    START = 4.0  # a list that begins with another label than its first
    START_EACH = 0.6
    NO_LABEL = 6.5  # the line is a sentence that only looks labelled
    LEVEL = 0.25  # any new list: prefer to continue one
    CLOSE = 1.0  # a new list not below the last item but below one of its ancestors
    RANK = 2.5  # a list outside of its usual depth (`a)` below `-`)
    BULLET_RANK = 0.6
    AGAIN = 5.0  # a list of one look below a list of the same look
    NEWS = 0.3  # a nesting that was not seen before in this document
    WIDTH = 5  # states kept
    MARGIN = 7.0  # states that are so much dearer than the best are given up


_DEEPEST = 30  # levels that stand below the first: no plan has half as many


class _Frame(NamedTuple):
    style: str
    number: int
    label: str
    rank: float


class _Step(NamedTuple):
    line: int
    depth: int
    label: Label | None
    before: _Step | None


class _State(NamedTuple):
    cost: float
    frames: tuple[_Frame, ...]
    seen: frozenset[str]
    last: _Step | None


def _continuation(last: _Frame, label: Label) -> float:
    """What it costs that a label follows another one in one list."""
    if not label.number:
        return 0.0
    step = label.number - last.number
    if step == 1 or (step == 2 and last.label == "d" and label.text == "e"):
        return 0.0
    if label.kind == "letter" and len(last.label) == 1 and ord(label.text) - ord(last.label) == 1:
        return 0.0  # Word's own letters: e, f, g
    if step == 0:
        return _Cost.DOUBLE
    if step < 0:
        return _Cost.BACKWARD
    return _Cost.GAP + _Cost.GAP_EACH * min(step - 2, 6)


def _siblings(frames: tuple[_Frame, ...], label: Label) -> Iterator[tuple[int, float]]:
    """The depths at which a label can continue an open list, and what that costs."""
    prefix = label.text.rpartition(".")[0] if label.kind == "decimal" else ""
    for depth in range(len(frames) - 1, -1, -1):
        frame = frames[depth]
        if frame.style == label.style:
            cost = _continuation(frame, label)
        elif label.number and frame.style.rstrip(".)/:") == label.style.rstrip(".)/:"):
            cost = _continuation(frame, label) + _Cost.FORM
        else:
            continue
        if prefix and frame.label.rpartition(".")[0] != prefix:
            cost += _Cost.BACKWARD
        yield depth, cost


def _children(frames: tuple[_Frame, ...], seen: frozenset[str], label: Label) -> Iterator[tuple[int, float]]:
    """The depths at which a label can begin a new list, and what that costs."""
    start = _Cost.LEVEL
    if label.number > 1:
        start += _Cost.START + _Cost.START_EACH * min(label.number - 2, 10)
    prefix = label.text.rpartition(".")[0] if label.kind == "decimal" else ""
    for depth in range(min(len(frames), _DEEPEST), -1, -1):
        parent = frames[depth - 1] if depth else None
        cost = start + _Cost.CLOSE * (len(frames) - depth)
        if parent is not None:
            if (prefix and parent.label == prefix) or (
                label.opened and depth == len(frames) and label.number < 2
            ):
                cost -= start  # 1.1. below 1.; a list that the item above announces
            elif label.rank <= parent.rank or prefix:
                cost += _Cost.RANK if label.number else _Cost.BULLET_RANK
        if any(frame.style == label.style for frame in frames[:depth]):
            cost += _Cost.AGAIN
        if _nesting(parent, label) not in seen:
            cost += _Cost.NEWS
        yield depth, cost


def _nesting(parent: _Frame | None, label: Label) -> str:
    return f"{parent.style if parent else ''}>{label.style}"


def _choose_outline(readings: Sequence[list[Label]]) -> list[tuple[int, int, Label | None]]:
    """For each labelled line its depth and reading (None: no label): the cheapest way through all lines."""
    states = [_State(0.0, (), frozenset(), None)]
    for at, labels in enumerate(readings):
        following: dict[tuple[_Frame, ...], _State] = {}
        limit = float("inf")

        def keep(cost: float, frames: tuple[_Frame, ...], seen: frozenset[str], step: _Step) -> None:
            known = following.get(frames)  # noqa: B023
            if known is None or cost < known.cost:
                following[frames] = _State(cost, frames, seen, step)  # noqa: B023

        for state in states:
            for label in labels:
                frame = _Frame(label.style, label.number, label.text, label.rank)
                for depth, cost in _siblings(state.frames, label):
                    cost += state.cost
                    if cost <= limit:
                        limit = min(limit, cost + _Cost.MARGIN)
                        step = _Step(at, depth, label, state.last)
                        keep(cost, (*state.frames[:depth], frame), state.seen, step)
                for depth, cost in _children(state.frames, state.seen, label):
                    cost += state.cost
                    if cost <= limit:
                        limit = min(limit, cost + _Cost.MARGIN)
                        nesting = _nesting(state.frames[depth - 1] if depth else None, label)
                        seen = state.seen if nesting in state.seen else state.seen | {nesting}
                        step = _Step(at, depth, label, state.last)
                        keep(cost, (*state.frames[:depth], frame), seen, step)
            if labels[0].number and state.cost + _Cost.NO_LABEL <= limit:
                step = _Step(at, 0, None, state.last)
                keep(state.cost + _Cost.NO_LABEL, state.frames, state.seen, step)
        ranked = sorted(following.values(), key=lambda state: state.cost)
        states = [s for s in ranked[: _Cost.WIDTH] if s.cost <= ranked[0].cost + _Cost.MARGIN]
    chosen = []
    last = states[0].last
    while last is not None:
        chosen.append((last.line, last.depth, last.label))
        last = last.before
    return chosen[::-1]


# --- the parts of the document ----------------------------------------------------------------------------

_APPENDIX = Pattern(
    r"""
    (?P<label> \L<appendix> (?: [ ]* (?: [ivx]+ | \d{1,2} (?:[.-]\d{1,2})? | [a-zđ] ) (?![^\W\d_]) )? )
    [ ]* (?: [.:–-] | (?=\() | $ | (?=[ ]) ) [ ]*
    """,
    appendix=lambda: load_words("headings", "appendix"),
)
_ATTACHED = Pattern(r"\L<attached>", attached=lambda: load_words("headings", "attached"))
_BASIS = Pattern(r"\L<basis> \b", basis=lambda: load_words("headings", "basis"))
_ADDRESS = Pattern(r"kính \s+ gửi | .{0,120} \b điện \s* : $")
_CLOSING = Pattern(r"nơi \s+ nhận")


def _is_upper(text: str) -> bool:
    return any(c.isalpha() for c in text) and text == text.upper()


def _is_title(document: Document, line: TextLine) -> bool:
    """Whether a line looks like part of a title: centred, bold or in capitals, and no sentence."""
    block = document.blocks[line.block]
    text = document.text[line.start : line.end]
    if block.cell is not None or block.note or text[-1:] in ".;:," or text.startswith(("-", "+", "•")):
        return False
    return block.align == "center" or block.bold or _is_upper(text)


def split_lines(document: Document) -> list[TextLine]:
    """The logical lines of a document, in order."""
    lines, block = [], 0
    folded, starts = document.folded, document.starts
    at = 0
    while at <= len(folded) and block < len(starts):
        end = folded.find("\n", at)
        end = len(folded) if end < 0 else end
        lines.append(TextLine(at, end, block))
        while block < len(starts) and starts[block] <= end:
            block += 1
        at = end + 1
    return lines


def _find_appendices(document: Document, lines: Sequence[TextLine], first: int) -> list[tuple[int, int, int]]:
    """Each appendix as (its first line, the line behind its title, the offset where its title begins).

    An appendix begins at `Phụ lục …`, or at a title of its own that `(Kèm theo …)` follows. `first` is the
    first line that may begin one: the document's own title has `(Kèm theo …)` under it and is none.
    """
    folded = document.folded
    found: list[tuple[int, int, int]] = []
    at = first
    while at < len(lines):
        line = lines[at]
        block = document.blocks[line.block]
        begins = None
        if block.cell is None and not block.note:
            named = _APPENDIX.match(folded, line.start, line.end)
            if named and _begins_appendix(document, lines, at, named.end()):
                begins, title = at, named.end()
            elif _ATTACHED.match(folded, line.start, line.end):
                begins = _find_title(document, lines, found[-1][1] if found else first, at)
                title = lines[begins].start
                if begins == at:
                    begins = None
        if begins is None:
            at += 1
            continue
        behind = max(at, begins) + (1 if begins == at else 0)
        while (
            begins == at
            and behind < len(lines)
            and behind - begins < 7
            and _is_title(document, lines[behind])
            and not _ATTACHED.match(folded, lines[behind].start, lines[behind].end)
            and not _APPENDIX.match(folded, lines[behind].start, lines[behind].end)
            and not (read_labels(document, lines[behind]))
        ):
            behind += 1
        found.append((begins, behind, title))
        at = max(behind, at + 1)
        if at < len(lines) and _ATTACHED.match(folded, lines[at].start, lines[at].end):
            at += 1  # the (Kèm theo …) of the appendix just found
    return found


def _find_title(document: Document, lines: Sequence[TextLine], floor: int, at: int) -> int:
    """The first line of the title above `(Kèm theo …)` at line `at`; `at` itself where there is none.

    A title begins at the name of a type (`KẾ HOẠCH`), else it is the centred, bold or capital lines above.
    """
    begins = reach = at
    while reach > floor and at - reach < 6:
        line = lines[reach - 1]
        block = document.blocks[line.block]
        sentence = document.text[line.end - 1] in ".;:," or line.end - line.start > 250
        if block.cell is not None or block.note or sentence or read_labels(document, line):
            break
        reach -= 1
        if document.folded[line.start : line.end] in load_words("headings", "titled"):
            return reach
        if _is_title(document, line) and begins == reach + 1:
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


def segment(document: Document) -> Outline:
    """The outline of a document; text without any label is front matter as a whole."""
    lines = split_lines(document)
    labels = [_labels_in_body(document, line) for line in lines]
    body = _find_body(document, lines, labels)
    appendices = _find_appendices(document, lines, _behind_title(document, lines, body))
    main_end = appendices[0][0] if appendices else len(lines)
    body = min(body, main_end)
    size = len(document.text)
    end_offset = lines[main_end].start if main_end < len(lines) else size
    tail = None
    if lines:
        tail = find_tail(document, lines[body].start if body < main_end else 0, end_offset)
    tail_line = main_end
    if tail is not None:
        tail_line = next((n for n, line in enumerate(lines) if line.end > tail), main_end)
    body = min(body, tail_line)

    warnings: list[Warning] = []
    roots = _build(document, lines, labels, body, tail_line, None)
    back_start = lines[tail_line].start if tail_line < main_end else end_offset
    front_end = roots[0].start if roots else back_start  # the first label may have turned out to be none
    for number, (begins, behind, title) in enumerate(appendices, start=1):
        until = appendices[number][0] if number < len(appendices) else len(lines)
        node = _appendix_node(document, lines, begins, behind, title)
        node.path = "PL" if len(appendices) == 1 else f"PL{number}"
        inner_end = _find_end(document, lines, behind, until)
        inner = next((n for n in range(behind, inner_end) if labels[n]), inner_end)
        _add_body(document, node, lines[behind:inner])
        node.children = _build(document, lines, labels, inner, inner_end, node)
        _add_body(document, node, lines[inner_end:until])
        node.end = lines[until - 1].end
        roots.append(node)
    for root in roots:
        _name_paths(root.children if root.kind == "appendix" else [], root.path)
    _name_paths([root for root in roots if root.kind != "appendix"], "")
    for siblings in _sibling_lists(roots):
        warnings.extend(_check_labels(document, siblings))
    return Outline(
        document,
        Passage(document, 0, front_end),
        tuple(roots),
        Passage(document, back_start, end_offset),
        tuple(warnings),
    )


def _find_end(document: Document, lines: Sequence[TextLine], begin: int, end: int) -> int:
    """The line at which the sections of an appendix end: its own tail, or its closing paragraph."""
    if begin >= end:
        return end
    tail = find_tail(document, lines[begin].start, lines[end - 1].end)
    if tail is not None:
        end = next((n for n in range(begin, end) if lines[n].end > tail), end)
    while end > begin and is_closing(document, lines[end - 1].block):
        end -= 1
    return end


def _labels_in_body(document: Document, line: TextLine) -> list[Label]:
    block = document.blocks[line.block]
    if block.cell is not None or block.note:
        return []
    return read_labels(document, line)


def _behind_title(document: Document, lines: Sequence[TextLine], body: int) -> int:
    """The first line that may begin an appendix: behind a `(Kèm theo …)` under the document's own title."""
    for at, line in enumerate(lines[: min(body, 30)]):
        if _CLOSING.match(document.folded, line.start, line.end) or _APPENDIX.match(
            document.folded, line.start, line.end
        ):
            break
        if _ATTACHED.match(document.folded, line.start, line.end):
            return at + 1
    return 0


def _find_body(document: Document, lines: Sequence[TextLine], labels: list[list[Label]]) -> int:
    """The first line of the first section: the first label but for bullets of addressees or grounds.

    There is none behind `Nơi nhận`: the number of lines is returned.
    """
    addressed = False
    for at, line in enumerate(lines):
        if _ADDRESS.match(document.folded, line.start, line.end):
            addressed = True
            continue
        if _CLOSING.match(document.folded, line.start, line.end):
            break
        if not labels[at]:
            if document.blocks[line.block].cell is None:
                addressed = False
            continue
        label = labels[at][0]
        if label.number == 0 and (addressed or _BASIS.match(document.folded, label.end, line.end)):
            labels[at] = []
            continue
        return at
    return len(lines)


def _build(
    document: Document,
    lines: Sequence[TextLine],
    labels: Sequence[list[Label]],
    begin: int,
    end: int,
    parent: Node | None,
) -> list[Node]:
    """The sections of the lines `[begin, end)`, lines without a label in the body of the section before."""
    labelled = [n for n in range(begin, end) if labels[n]]
    chosen = {
        labelled[line]: (depth, label)
        for line, depth, label in _choose_outline([labels[n] for n in labelled])
    }
    roots: list[Node] = []
    stack: list[Node] = []
    run: list[TextLine] = []
    for at in range(begin, end):
        depth, label = chosen.get(at, (0, None))
        line = lines[at]
        if label is None:
            run.append(line)
            continue
        if stack:
            _add_body(document, stack[-1], run)
        elif parent is not None:
            _add_body(document, parent, run)
        run = []
        del stack[depth:]
        node = Node(label.kind, label.text, line.start, label.end, line.end, line.end)
        node.parent = stack[-1] if stack else parent
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)
    if stack:
        _add_body(document, stack[-1], run)
    elif parent is not None:
        _add_body(document, parent, run)
    for root in roots:
        _close(root)
    return roots


def _close(node: Node) -> int:
    for child in node.children:
        node.end = max(node.end, _close(child))
    return node.end


def _add_body(document: Document, node: Node, lines: Sequence[TextLine]) -> None:
    at = 0
    while at < len(lines):
        cell = document.blocks[lines[at].block].cell
        if cell is None:
            node.body.append(lines[at])
            at += 1
            continue
        outer, first = _outer_table(document, cell.table), at
        while at < len(lines):
            inner = document.blocks[lines[at].block].cell
            if inner is None or (inner.table != outer and document.tables[inner.table].depth == 0):
                break
            at += 1
        node.body.append(TablePlace(outer, lines[first].start, lines[at - 1].end))
    if lines:
        node.end = max(node.end, lines[-1].end)


def _outer_table(document: Document, number: int) -> int:
    while number > 0 and document.tables[number].depth > 0:
        number -= 1
    return number


def _appendix_node(
    document: Document, lines: Sequence[TextLine], begins: int, behind: int, title: int
) -> Node:
    start = lines[begins].start
    heading_end = lines[behind - 1].end
    label = document.quote(start, title).rstrip(" .:–-")
    return Node("appendix", label, start, min(title, heading_end), heading_end, heading_end)


def _name_paths(nodes: Sequence[Node], base: str) -> None:
    counts: dict[str, int] = {}
    used: dict[str, int] = {}
    for node in nodes:
        if node.kind in ("dash", "plus", "bullet"):
            counts[node.kind] = counts.get(node.kind, 0) + 1
            name = f"{node.label}{counts[node.kind]}"
        elif node.kind == "article":
            name = "Đ" + node.label.split()[-1]
        else:
            name = node.label
        used[name] = used.get(name, 0) + 1
        if used[name] > 1:
            name = f"{name}~{used[name]}"
        node.path = f"{base}/{name}" if base else name
        _name_paths(node.children, node.path)


def _sibling_lists(roots: Sequence[Node]) -> Iterator[list[Node]]:
    waiting = [list(roots)]
    while waiting:
        nodes = waiting.pop()
        if nodes:
            yield nodes
        waiting.extend(node.children for node in nodes)


def _check_labels(document: Document, siblings: Sequence[Node]) -> Iterator[Warning]:
    """Warnings for labels that skip (`label_gap`) or stand twice (`duplicate_label`) among siblings."""
    last: dict[str, Node] = {}
    for node in siblings:
        span = Span(start=node.start, end=node.heading_start)
        before = last.get(node.kind)
        last[node.kind] = node
        if "~" in node.path.rpartition("/")[2]:
            yield Warning(
                code="duplicate_label",
                message=f"The label “{node.label}” stands twice in one list.",
                span=span,
            )
        elif before is not None and node.kind not in ("dash", "plus", "bullet", "appendix"):
            labels = read_labels(document, TextLine(node.start, node.end, document.block_at(node.start)))
            olds = read_labels(document, TextLine(before.start, before.end, document.block_at(before.start)))
            here = next((x for x in labels if x.kind == node.kind), None)
            old = next((x for x in olds if x.kind == node.kind), None)
            if (
                here
                and old
                and _Cost.GAP
                <= _continuation(_Frame(old.style, old.number, old.text, 0), here)
                != _Cost.DOUBLE
            ):
                yield Warning(
                    code="label_gap",
                    message=f"The label “{node.label}” follows “{before.label}”: labels are missing.",
                    span=span,
                )


def write_section(document: Document, node: Node) -> Section:
    """A section of the output from a node of the outline."""
    body: list[str] = []
    for item in node.body:
        if isinstance(item, TextLine):
            body.append(document.quote(item.start, item.end))
        else:
            body.extend(write_rows(document, item))
    return Section(
        label=node.label or node.path,
        kind=node.kind,
        path=node.path,
        heading=document.quote(node.heading_start, node.heading_end) or None,
        body=body,
        children=[write_section(document, child) for child in node.children],
        span=Span(start=node.start, end=node.end),
    )


def write_rows(document: Document, place: TablePlace) -> list[str]:
    """The rows of a table as lines, cells joined by ` | `; rows without any text are left out."""
    first, last = document.block_at(place.start), document.block_at(place.end)
    rows: dict[tuple[int, int], dict[int, list[str]]] = {}
    for block in document.blocks[first : last + 1]:
        if block.cell is not None:
            row = rows.setdefault((block.cell.table, block.cell.row), {})
            row.setdefault(block.cell.column, []).append(block.text)
    columns: dict[tuple[int, int], list[int]] = {}
    for table in {table for table, _ in rows}:
        for cell in document.tables[table].cells:
            columns.setdefault((table, cell.row), []).append(cell.column)
    lines = []
    for row_place, cells in rows.items():
        lines.append(" | ".join(" ".join(cells.get(column, ())) for column in columns[row_place]))
    return lines
