"""Document → Outline: front matter, the tree of numbered sections, appendices, back matter.

The outline is inferred over the whole document: each line that begins with a label has several readings (a
sibling of an open list, the start of a new list at some depth, no label at all), each reading has a cost
(surprise), and the cheapest way through the document wins. What costs is written in `_Cost`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kehoach.document import Document, Passage
from kehoach.lexicon import load_words
from kehoach.parse.closing import is_closing
from kehoach.parse.patterns import Pattern
from kehoach.parse.segment.appendices import (
    CLOSING,
    appendix_node,
    behind_title,
    find_appendices,
    find_attachment,
)
from kehoach.parse.segment.labels import BARE, Label, read_labels
from kehoach.parse.segment.node import Node, Outline, TablePlace, TextLine
from kehoach.parse.segment.search import Cost, Frame, choose_outline, cost_of_following
from kehoach.parse.tail import find_tail
from kehoach.values import Section, Span, Warning

_BASIS = Pattern(r"\L<basis> \b (?! [ ] dõi \b )", basis=lambda: load_words("headings", "basis"))
_ADDRESSED = Pattern(r"kính \s+ (?: gửi | gởi | chuyển ) \s* :?")  # alone: a list follows
_LISTS = Pattern(  # Kính gửi · Lâm An, ngày 5/3/2026 Kính gửi: · … điện: · Căn cứ:
    r"kính \s+ (?: gửi | gởi | chuyển )"
    r" | .{0,120} \b (?: điện | kính \s+ (?: gửi | gởi | chuyển ) ) \s* : $"
    r" | \L<grounds> [^\d,;.:]{0,30} : $",
    grounds=lambda: load_words("headings", "grounds"),
)
_PROVISION = Pattern(r"\b (?: quy \s định | (?: điều | khỏan ) \s \d )")
_LONGEST_QUOTATION = 40  # lines


def split_lines(document: Document) -> list[TextLine]:
    """The logical lines of a document, in order; the `(Kèm theo …)` behind a title is one of its own."""
    lines, block = [], 0
    folded, starts = document.folded, document.starts
    at = 0
    while at <= len(folded) and block < len(starts):
        end = folded.find("\n", at)
        end = len(folded) if end < 0 else end
        line = TextLine(at, end, block)
        titled = find_attachment(document, line)
        if titled is not None:
            lines.append(TextLine(at, at + len(folded[at:titled].rstrip()), block))
            line = TextLine(titled, end, block)
        lines.append(line)
        while block < len(starts) and starts[block] <= end:
            block += 1
        at = end + 1
    return lines


def segment(document: Document) -> Outline:
    """The outline of a document; text without any label is front matter as a whole."""
    lines = _mark_quoted(document, split_lines(document))
    labels = _read_all_labels(document, lines)
    body = _find_body(document, lines, labels)
    appendices = find_appendices(document, lines, behind_title(document, lines, body))
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
        node = appendix_node(document, lines, begins, behind, title)
        node.path = "PL" if len(appendices) == 1 else f"PL{number}"
        inner_end = _find_end(document, lines, behind, until)
        inner = next((n for n in range(behind, inner_end) if labels[n]), inner_end)
        _add_body(document, node, lines[behind:inner])
        node.children = _build(document, lines, labels, inner, inner_end, node)
        closing = list(_body(document, lines[inner_end:until]))
        node.tail += (item for item in closing if isinstance(item, TextLine))
        node.body += (item for item in closing if not isinstance(item, TextLine))
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
        tuple(_body(document, [line for line in lines if line.end <= front_end])),
        tuple(roots),
        Passage(document, back_start, end_offset),
        tuple(warnings),
    )


def _mark_quoted(document: Document, lines: list[TextLine]) -> list[TextLine]:
    """The lines, those marked that are quoted from a law: below a colon, up to the mark at a line's end.

    So laws are quoted (`Điều 5 quy định:` / `“1. …` / `2. …”`); what an amendment puts in their place is not.
    """
    folded, quoted = document.folded, 0
    for at, (before, line) in enumerate(pairwise(lines), start=1):
        if at < quoted or not folded.startswith('"', line.start) or document.blocks[line.block].cell:
            continue
        above = folded[before.start : before.end].rstrip()
        if above[-1:] != ":" or not _PROVISION.search(above) or _amends(above):
            continue
        marks = 0
        for end, last in enumerate(lines[at : at + _LONGEST_QUOTATION], start=at + 1):
            words = folded[last.start : last.end]
            marks += words.count('"')
            if marks % 2 == 0 and words.rstrip(" .;,/").endswith('"'):
                lines[at:end] = [inner._replace(quoted=True) for inner in lines[at:end]]
                quoted = end
                break
    return lines


def _amends(folded: str) -> bool:
    """Whether a line puts words in the place of others: `1. Sửa đổi Điều 2 như sau:`, `… được bổ sung:`.

    Not `Điều 2 Quyết định … sửa đổi, bổ sung một số điều của … quy định:`.
    """
    ends = folded[:20], folded[-40:]
    return any(word in end for word in load_words("headings", "amending") for end in ends)


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


def _read_all_labels(document: Document, lines: Sequence[TextLine]) -> list[list[Label]]:
    """The readings of each line's label; a number without a mark is one above its decimals (`2`, `2.1`).

    A list that a paragraph announces, and not an item, may be of any depth.
    """
    labels = [_labels_in_body(document, line) for line in lines]
    for read, before in zip(labels[1:], labels, strict=False):
        if read and not before:
            read[:] = [label._replace(opened=False) for label in read]
    known = [label for read in labels for label in read]
    opened = {label.text.removesuffix(".1") for label in known if label.text.endswith(".1")}
    opened -= {label.text for label in known if label.style != BARE}
    return [[label for label in read if label.style != BARE or label.text in opened] for read in labels]


def _labels_in_body(document: Document, line: TextLine) -> list[Label]:
    block = document.blocks[line.block]
    if block.cell is not None or block.note or line.quoted:
        return []
    return read_labels(document, line)


def _find_body(document: Document, lines: Sequence[TextLine], labels: list[list[Label]]) -> int:
    """The first line of the first section: the first label but for a list of addressees or bulleted grounds.

    There is none behind `Nơi nhận`: the number of lines is returned.
    """
    listed = addressed = False
    for at, line in enumerate(lines):
        if _LISTS.match(document.folded, line.start, line.end):
            listed = True
            addressed = _ADDRESSED.fullmatch(document.folded, line.start, line.end) is not None
            continue
        if CLOSING.match(document.folded, line.start, line.end):
            break
        if not labels[at]:
            if document.blocks[line.block].cell is None:
                listed = addressed = False
            continue
        label = labels[at][0]
        if addressed and label.kind == "arabic":
            labels[at] = []
            continue
        if label.number == 0 and (listed or _BASIS.match(document.folded, label.end, line.end)):
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
        labelled[line]: (depth, label) for line, depth, label in choose_outline([labels[n] for n in labelled])
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
        node = Node(label.kind, label.text, line.start, Passage(document, label.end, line.end), line.end)
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
    node.body += _body(document, lines)
    if lines:
        node.end = max(node.end, lines[-1].end)


def _body(document: Document, lines: Sequence[TextLine]) -> Iterator[TextLine | TablePlace]:
    """The lines, those of a table's cells as one table."""
    at = 0
    while at < len(lines):
        cell = document.blocks[lines[at].block].cell
        if cell is None:
            yield lines[at]
            at += 1
            continue
        outer, first = _outer_table(document, cell.table), at
        while at < len(lines):
            inner = document.blocks[lines[at].block].cell
            if inner is None or (inner.table != outer and document.tables[inner.table].depth == 0):
                break
            at += 1
        yield TablePlace(outer, lines[first].start, lines[at - 1].end)


def _outer_table(document: Document, number: int) -> int:
    while number > 0 and document.tables[number].depth > 0:
        number -= 1
    return number


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
        span = Span(start=node.start, end=node.heading.start)
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
                and Cost.GAP
                <= cost_of_following(Frame(old.style, old.number, old.text, 0), here)
                != Cost.DOUBLE
            ):
                yield Warning(
                    code="label_gap",
                    message=f"The label “{node.label}” follows “{before.label}”: labels are missing.",
                    span=span,
                )


def write_section(node: Node) -> Section:
    """A section of the output from a node of the outline."""
    document = node.document
    body: list[str] = []
    for item in sorted((*node.body, *node.tail), key=lambda item: item.start):
        if isinstance(item, TextLine):
            body.append(document.quote(item.start, item.end))
        else:
            body.extend(write_rows(document, item))
    return Section(
        label=node.label or node.path,
        kind=node.kind,
        path=node.path,
        heading=document.quote(node.heading.start, node.heading.end) or None,
        body=body,
        children=[write_section(child) for child in node.children],
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
