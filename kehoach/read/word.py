"""A Word file as it stands on paper: one walk over document.xml makes the blocks and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kehoach.document import Block, Cell, Document, Finding, Source, Table
from kehoach.errors import ReadError
from kehoach.fold import normalise
from kehoach.read.names import VAL, W, integer, on
from kehoach.read.numbering import Counters, Numbering
from kehoach.read.package import RESAVE, Package
from kehoach.read.styles import ALIGN, Look, Styles
from kehoach.read.symbols import symbol, symbols

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_P, _R, _T, _TBL, _TR, _TC = (W + name for name in ("p", "r", "t", "tbl", "tr", "tc"))
_PPR, _RPR, _TEXT_BOX, _SDT_CONTENT = (W + name for name in ("pPr", "rPr", "txbxContent", "sdtContent"))
_ALTERNATE, _CHOICE, _FALLBACK = (_MC + name for name in ("AlternateContent", "Choice", "Fallback"))
# What only wraps: its content is read as if it stood alone.
_WRAPPERS = frozenset(
    W + name
    for name in (
        "ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo",
        "ruby", "rubyBase", "body",
    )
)  # fmt: skip
_MATH = frozenset({_M + "oMath", _M + "oMathPara"})
_DRAWINGS = frozenset(W + name for name in ("drawing", "pict", "object"))
_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
_SOFT, _PAGE = "\v", "\f"  # neither can stand in XML, so they can mark breaks among the pieces of a paragraph
_WIDEST = 1000  # columns that one cell may span; Word allows 63


class _Paragraph:
    """The paragraph being read: its pieces of text, and what hangs on it."""

    __slots__ = ("bold", "boxes", "fields", "hidden_at", "italic", "look", "notes", "pieces", "visible")

    def __init__(self, look: Look) -> None:
        self.look = look
        self.pieces: list[str] = []
        self.visible = self.bold = self.italic = 0
        self.fields: list[bool] = []  # open fields, true while their code runs
        self.hidden_at = 0
        self.boxes: list[_Element] = []
        self.notes: list[tuple[str, str]] = []


class _Story:
    """What holds between the paragraphs of one container: a joined mark, breaks to come, the counters."""

    __slots__ = ("carried", "cell", "counters", "note", "page", "section")

    def __init__(self, counters: Counters, cell: Cell | None = None, note: bool = False) -> None:
        self.counters = counters
        self.cell = cell
        self.note = note
        self.carried: _Paragraph | None = None
        self.page = False
        self.section = False


class _Walk:
    """One reading of one Word file."""

    def __init__(self, package: Package, main: str) -> None:
        self.package = package
        root = package.parse(main)
        body = None if root is None or root.tag != W + "document" else root.find(W + "body")
        if body is None:
            raise ReadError("The Word file has no text part that can be read.", RESAVE)
        self.body = body
        self.targets = package.relationships(main)
        parts = {kind: target for kind, target in self.targets.values()}
        self.parts = parts
        self.styles = Styles(self._part("styles"))
        self.numbering = Numbering(self._part("numbering"), self.styles.number)
        self.blocks: list[Block] = []
        self.tables: list[Table | None] = []
        self.findings: list[Finding] = []
        self.unread: dict[str, tuple[int, int]] = {}
        self.notes: dict[str, dict[str, _Element]] = {}
        self.counters = {kind: Counters() for kind in ("footnotes", "endnotes", "boxes")}
        self.pending: list[tuple[str, str]] = []  # notes of a table, which follow it
        self.depth = 0  # tables around the place

    def _part(self, kind: str) -> _Element | None:
        name = self.parts.get(kind, f"word/{kind}.xml")
        return self.package.parse(name)

    # containers

    def read(self) -> None:
        story = _Story(Counters())
        self.container(self.body, story)
        self.close(story)

    def container(self, element: _Element, story: _Story) -> None:
        for child in element:
            tag = child.tag
            if tag == _P:
                self.paragraph(child, story)
            elif tag == _TBL:
                self.close(story)
                self.table(child, story)
            elif tag in _WRAPPERS:
                self.container(child, story)
            elif tag == _ALTERNATE:
                if (chosen := _alternative(child)) is not None:
                    self.container(chosen, story)
            elif tag == W + "altChunk":
                self.miss("chunk")
            elif tag == W + "subDoc":
                self.miss("subdocument")

    def close(self, story: _Story) -> None:
        """Write out a paragraph whose deleted mark found no other paragraph to join."""
        if story.carried is not None:
            paragraph, story.carried = story.carried, None
            self.emit(paragraph, story, "", "", None, paragraph.look.align, paragraph.look.indent or 0, None)

    # paragraphs

    def paragraph(self, element: _Element, story: _Story) -> None:
        own: _Element | None = None
        first = element[0] if len(element) else None
        style = number = depth = align = outline = None
        indent: int | None = None
        joins = marked_hidden = False
        section: _Element | None = None
        if first is not None and first.tag == _PPR:
            own = first
            for child in own:
                tag = child.tag
                if tag == W + "pStyle":
                    style = child.get(VAL)
                elif tag == W + "numPr":
                    for part in child:
                        if part.tag == W + "numId":
                            number = part.get(VAL)
                        elif part.tag == W + "ilvl":
                            depth = integer(part.get(VAL))
                elif tag == W + "jc":
                    align = ALIGN.get(child.get(VAL), "left")
                elif tag == W + "ind":
                    left = child.get(W + "left") or child.get(W + "start")
                    if left is not None:
                        indent = integer(left)
                elif tag == W + "outlineLvl":
                    outline = integer(child.get(VAL), 9)
                elif tag == W + "pageBreakBefore":
                    story.page = story.page or on(child.get(VAL))
                elif tag == W + "sectPr":
                    section = child
                elif tag == _RPR:
                    for part in child:
                        if part.tag == W + "del" or part.tag == W + "moveFrom":
                            joins = True
                        elif part.tag == W + "vanish":
                            marked_hidden = on(part.get(VAL))
                        elif part.tag == W + "specVanish":
                            joins = joins or on(part.get(VAL))
        look = self.styles.paragraph(style)
        if look.page_break:
            story.page = True
        carried = story.carried
        paragraph = _Paragraph(look)
        if carried is not None:
            story.carried = None
            carried.look = look
            paragraph = carried
        self.inline(element, paragraph)
        if joins:
            story.carried = paragraph
            if section is not None:
                self.close(story)
        else:
            if outline is None:
                outline = look.outline
            elif outline > 8:
                outline = None
            label = separator = ""
            level: int | None = None
            listed = look.number if number is None else number
            if listed is not None and listed != "0":
                text_hidden = (marked_hidden or section is not None) and not paragraph.visible
                if not text_hidden:
                    if number is None and depth is None:
                        depth = self.depth_of_style(look, listed)
                    drawn = self.numbering.draw(listed, depth or 0, story.counters)
                    if drawn is not None:
                        label, separator, level = drawn.label, drawn.separator, drawn.level
                        if indent is None and (number is not None or look.indent is None):
                            indent = drawn.indent
            self.emit(
                paragraph,
                story,
                label,
                separator,
                level,
                align or look.align,
                (look.indent or 0) if indent is None else indent,
                outline,
            )
        if section is not None:
            kind = section.find(W + "type")
            story.section = True
            story.page = story.page or kind is None or kind.get(VAL) not in ("continuous", "nextColumn")

    def depth_of_style(self, look: Look, number: str) -> int:
        for style in look.numbered_by:
            depth = self.numbering.level_of_style(number, style)
            if depth is not None:
                return depth
        return look.depth or 0

    def emit(
        self,
        paragraph: _Paragraph,
        story: _Story,
        label: str,
        separator: str,
        level: int | None,
        align: str,
        indent: int,
        outline: int | None,
    ) -> None:
        text = "".join(paragraph.pieces)
        if label:
            text = label + separator + text
        look = paragraph.look
        bold = paragraph.bold * 2 > paragraph.visible
        italic = paragraph.italic * 2 > paragraph.visible
        if _SOFT in text or _PAGE in text:
            lines = text.replace(_PAGE, _SOFT + _PAGE).split(_SOFT)
        else:
            lines = [text]
        continues = False
        for line in lines:
            if line[:1] == _PAGE:
                story.page = True
            line = normalise(line)
            if not line:
                continue
            self.blocks.append(
                Block(
                    line,
                    "" if continues else label,
                    story.cell,
                    story.note,
                    level,
                    outline,
                    look.name,
                    bold,
                    italic,
                    align,  # type: ignore[arg-type]
                    indent,
                    story.page,
                    story.section,
                    continues,
                )
            )
            continues = True
            story.page = story.section = False
        for box in paragraph.boxes:
            if box.tag == _TBL:
                self.table(box, story)
                continue
            inside = _Story(self.counters["boxes"], story.cell, story.note)
            self.container(box, inside)
            self.close(inside)
        if paragraph.notes:
            if self.depth or story.note:
                self.pending += paragraph.notes
            else:
                self.write_notes(paragraph.notes)

    def write_notes(self, references: list[tuple[str, str]]) -> None:
        for kind, identity in references:
            if kind not in self.notes:
                root = self._part(kind)
                self.notes[kind] = {} if root is None else {note.get(W + "id", ""): note for note in root}
            note = self.notes[kind].pop(identity, None)
            if note is not None:
                story = _Story(self.counters[kind], None, True)
                self.container(note, story)
                self.close(story)

    # runs

    def inline(self, element: _Element, paragraph: _Paragraph) -> None:
        for child in element:
            tag = child.tag
            if tag == _R:
                self.run(child, paragraph)
            elif tag in _WRAPPERS:
                self.inline(child, paragraph)
            elif tag in _MATH:
                text = "".join(part.text or "" for part in child.iter(_M + "t", _T))
                paragraph.pieces.append(text)
                paragraph.visible += len(text)
            elif tag == _ALTERNATE:
                if (chosen := _alternative(child)) is not None:
                    self.inline(chosen, paragraph)
            elif tag == _TBL:
                paragraph.boxes.append(child)
            elif tag in _DRAWINGS:
                self.drawing(child, paragraph)
        if element.tag == _P and any(paragraph.fields):
            paragraph.fields.clear()  # a field code that is never closed hides nothing

    def run(self, element: _Element, paragraph: _Paragraph) -> None:
        look = paragraph.look
        bold, italic, hidden, font = look.bold, look.italic, look.hidden, look.font
        pieces = paragraph.pieces
        for child in element:
            tag = child.tag
            if tag == _T:
                text = child.text
                if text and not hidden:
                    if not text.isascii():
                        text = symbols(text, font)
                    pieces.append(text)
                    size = len(text)
                    paragraph.visible += size
                    if bold:
                        paragraph.bold += size
                    if italic:
                        paragraph.italic += size
            elif tag == _RPR:
                for part in child:
                    name = part.tag
                    if name == W + "b":
                        bold = on(part.get(VAL))
                    elif name == W + "i":
                        italic = on(part.get(VAL))
                    elif name == W + "vanish":
                        hidden = on(part.get(VAL))
                    elif name == W + "rFonts":
                        font = part.get(W + "ascii") or part.get(W + "hAnsi") or font
                    elif name == W + "rStyle":
                        style = self.styles.run(part.get(VAL, ""))
                        bold, italic, hidden = bold ^ style.bold, italic ^ style.italic, hidden ^ style.hidden
                        font = style.font or font
            elif tag == W + "fldChar":
                self.field(child.get(W + "fldCharType"), paragraph)
            elif hidden:
                continue
            elif tag == W + "tab" or tag == W + "ptab":
                pieces.append("\t")
            elif tag == W + "br":
                pieces.append(_PAGE if child.get(W + "type") == "page" else _SOFT)
            elif tag == W + "cr":
                pieces.append(_SOFT)
            elif tag == W + "noBreakHyphen":
                pieces.append("-")
            elif tag == W + "sym":
                pieces.append(symbol(child.get(W + "char", ""), child.get(W + "font", "")))
                paragraph.visible += 1
            elif tag in _NOTES:
                paragraph.notes.append((_NOTES[tag], child.get(W + "id", "")))
            elif tag in _DRAWINGS:
                self.drawing(child, paragraph)
            elif tag == _ALTERNATE:
                if (chosen := _alternative(child)) is not None:
                    self.run(chosen, paragraph)
            elif tag == W + "ruby":
                self.inline(child, paragraph)

    def field(self, kind: str | None, paragraph: _Paragraph) -> None:
        """A complex field shows its result, not its code, and not the fields that stand in its code."""
        fields = paragraph.fields
        if kind == "begin":
            if not any(fields):
                paragraph.hidden_at = len(paragraph.pieces)
            fields.append(True)
        elif fields:
            ran = fields[-1]
            if kind == "separate":
                fields[-1] = False
            else:
                fields.pop()
            if ran and not any(fields):
                del paragraph.pieces[paragraph.hidden_at :]

    def drawing(self, element: _Element, paragraph: _Paragraph) -> None:
        boxes = list(_text_boxes(element))
        if boxes:
            paragraph.boxes += boxes
        elif next(element.iter(_O + "OLEObject"), None) is not None:
            self.miss("object")
        elif next(element.iter(_A + "blip", _V + "imagedata"), None) is not None:
            self.miss("image")
        elif next(element.iter(_C + "chart", _DGM + "relIds"), None) is not None:
            self.miss("diagram")

    def miss(self, kind: str) -> None:
        count, block = self.unread.get(kind, (0, len(self.blocks)))
        self.unread[kind] = (count + 1, block)

    # tables

    def table(self, element: _Element, story: _Story) -> None:
        number = len(self.tables)
        self.tables.append(None)
        rows, cells, extent = _grid(element, number)
        self.tables[number] = Table(number, len(rows), extent, tuple(cells), self.depth)
        self.depth += 1
        for row in rows:
            for content, cell in row:
                inside = _Story(story.counters, cell, story.note)
                inside.page, inside.section = story.page, story.section
                story.page = story.section = False
                self.container(content, inside)
                self.close(inside)
                story.page, story.section = inside.page, inside.section
        self.depth -= 1
        if not self.depth and not story.note and self.pending:
            pending, self.pending = self.pending, []
            self.write_notes(pending)

    def document(self, source: Source) -> Document:
        for name in self.package.damaged:
            self.findings.append(
                Finding(
                    "unread_content",
                    f"The file is damaged: {name} could be read only in part, or not at all.",
                )
            )
        for kind, (count, block) in self.unread.items():
            at = min(block, len(self.blocks) - 1)
            self.findings.append(
                Finding("unread_content", _MISSED[kind].format(count), at if at >= 0 else None)
            )
        tables = [table for table in self.tables if table is not None]
        return Document.of(source, self.blocks, tables, self.findings)


_MISSED = {
    "image": "Images were not read: {}.",
    "object": "Embedded objects were not read: {}.",
    "diagram": "Charts and diagrams were not read: {}.",
    "chunk": "Inserted documents (altChunk) were not read: {}.",
    "subdocument": "Subdocuments were not read: {}.",
}


def read_word(package: Package, main: str, source: Source) -> Document:
    """The document in a Word package: paragraphs and tables in body order, automatic numbers drawn."""
    walk = _Walk(package, main)
    try:
        walk.read()
    except RecursionError:
        raise ReadError("The document is nested too deeply to be read.", RESAVE) from None
    return walk.document(source)


def _alternative(element: _Element) -> _Element | None:
    """The one variant of an mc:AlternateContent that is read: the first that says something."""
    variants = [child for child in element if child.tag == _CHOICE or child.tag == _FALLBACK]
    for variant in variants:
        if next(variant.iter(_T, _M + "t"), None) is not None:
            return variant
    return variants[0] if variants else None


def _text_boxes(element: _Element) -> Iterator[_Element]:
    for child in element:
        if child.tag == _TEXT_BOX:
            yield child
        elif child.tag == _ALTERNATE:
            if (chosen := _alternative(child)) is not None:
                yield from _text_boxes(chosen)
        else:
            yield from _text_boxes(child)


def _rows(element: _Element) -> Iterator[_Element]:
    for child in element:
        if child.tag == _TR:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _rows(child)
        elif child.tag == _ALTERNATE and (chosen := _alternative(child)) is not None:
            yield from _rows(chosen)


def _row_cells(element: _Element) -> Iterator[_Element]:
    for child in element:
        if child.tag == _TC:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _row_cells(child)


class _Slot:
    __slots__ = ("column", "columns", "content", "header", "row", "rows")

    def __init__(self, content: _Element, row: int, column: int, columns: int, header: bool) -> None:
        self.content, self.row, self.column = content, row, column
        self.rows, self.columns, self.header = 1, columns, header


def _grid(element: _Element, number: int) -> tuple[list[list[tuple[_Element, Cell]]], list[Cell], int]:
    """The rows of a table with the cells that begin in each, all cells, and the number of columns."""
    grid: list[list[_Slot]] = []
    above: dict[int, _Slot] = {}  # column → the merged cell that reaches down to the row before
    widest = 0
    for row in _rows(element):
        column, header, deleted = 0, False, False
        properties = row.find(W + "trPr")
        if properties is not None:
            for child in properties:
                if child.tag == W + "gridBefore":
                    column = min(max(integer(child.get(VAL)), 0), _WIDEST)
                elif child.tag == W + "tblHeader":
                    header = on(child.get(VAL))
                elif child.tag == W + "del":
                    deleted = True
        if deleted:
            continue
        at = len(grid)
        slots: list[_Slot] = []
        open_here: dict[int, _Slot] = {}
        last: _Slot | None = None
        for content in _row_cells(row):
            span, merge, across, gone = 1, "", False, False
            properties = content.find(W + "tcPr")
            if properties is not None:
                for child in properties:
                    tag = child.tag
                    if tag == W + "gridSpan":
                        span = min(max(integer(child.get(VAL), 1), 1), _WIDEST)
                    elif tag == W + "vMerge":
                        merge = child.get(VAL) or "continue"
                    elif tag == W + "hMerge":
                        across = (child.get(VAL) or "continue") == "continue"
                    elif tag == W + "cellDel":
                        gone = True
            if gone:
                continue
            if across and last is not None:
                last.columns += span
            elif merge == "continue" and column in above:
                last = above[column]
                last.rows += 1
                open_here[column] = last
            else:
                last = _Slot(content, at, column, span, header)
                slots.append(last)
                if merge:
                    open_here[column] = last
            column += span
        above = open_here
        widest = max(widest, column)
        grid.append(slots)
    rows = []
    cells = []
    for slots in grid:
        row_cells = [
            (slot.content, Cell(number, slot.row, slot.column, slot.rows, slot.columns, slot.header))
            for slot in slots
        ]
        cells += [cell for _, cell in row_cells]
        rows.append(row_cells)
    return rows, cells, widest
