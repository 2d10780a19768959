"""A Word file as it stands on paper: one walk over document.xml makes the blocks and tables."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from kehoach.document import Block, Cell, Document, Finding, Source, Table
from kehoach.errors import ReadError
from kehoach.fold import normalise
from kehoach.read.fields import counts, shown_by_code, shown_by_form
from kehoach.read.grid import BLOCKS, read_grid
from kehoach.read.legacy import decode_part, is_suspect
from kehoach.read.names import VAL, W, integer, on
from kehoach.read.numbering import Counters, Numbering
from kehoach.read.package import RESAVE, Package
from kehoach.read.styles import ALIGN, Look, Styles, used_styles
from kehoach.read.symbols import symbol, symbols
from kehoach.read.wrappers import ALTERNATE, UNREAD, choose_variant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.etree import _Element

    from kehoach.document import Align
    from kehoach.read.legacy import Encoding

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"

_P, _R, _T, _TBL = (W + name for name in ("p", "r", "t", "tbl"))
_PPR, _RPR = W + "pPr", W + "rPr"
_TEXT_BOX, _ALT_CHUNK, _SUBDOCUMENT = (W + name for name in ("txbxContent", "altChunk", "subDoc"))
_TAB, _PTAB, _BR, _CR, _HYPHEN, _SYM = (
    W + name for name in ("tab", "ptab", "br", "cr", "noBreakHyphen", "sym")
)
_FIELD, _INSTRUCTION = W + "fldChar", W + "instrText"
_B, _I, _VANISH, _FONTS, _R_STYLE = (W + name for name in ("b", "i", "vanish", "rFonts", "rStyle"))
_P_STYLE, _NUM_PR, _NUM_ID, _ILVL = (W + name for name in ("pStyle", "numPr", "numId", "ilvl"))
_JC, _IND, _OUTLINE = (W + name for name in ("jc", "ind", "outlineLvl"))
_PAGE_BEFORE, _SECTION, _TYPE = (W + name for name in ("pageBreakBefore", "sectPr", "type"))
_FRAME, _DROP_CAP = W + "framePr", W + "dropCap"
_DEL, _MOVE_FROM, _STYLE_SEPARATOR = (W + name for name in ("del", "moveFrom", "specVanish"))
_ASCII, _H_ANSI, _CHAR, _FONT = (f"{W}{name}".encode() for name in ("ascii", "hAnsi", "char", "font"))
_LEFT, _START, _ID, _FIELD_KIND = (f"{W}{name}".encode() for name in ("left", "start", "id", "fldCharType"))

_TABS = frozenset({_TAB, _PTAB})
_JOINS = frozenset({_DEL, _MOVE_FROM})  # on a mark: the next paragraph goes on with this one
_MATH = frozenset({_M + "oMath", _M + "oMathPara"})
_LOOSE = frozenset({_R, *_MATH})  # what may stand without a paragraph, or does in damaged files
_DRAWINGS = frozenset(W + name for name in ("drawing", "pict", "object"))
_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
_SOFT, _PAGE = "\v", "\f"  # neither can stand in XML, so they mark the breaks among the pieces of a paragraph
_SOON = 50  # paragraphs over which the code of a field may run

_MISSED = {
    "image": "Images were not read: {}.",
    "object": "Embedded objects were not read: {}.",
    "diagram": "Charts and diagrams were not read: {}.",
    "chunk": "Inserted documents (altChunk) were not read: {}.",
    "subdocument": "Subdocuments were not read: {}.",
    "number": "Numbers that Word counts as it opens the file (AUTONUM, LISTNUM) were not read: {}.",
}


class _Paragraph:
    """The paragraph being read: its properties, its pieces of text, and what hangs on it."""

    look: Look
    style: str | None = None
    number: str | None = None
    depth: int | None = None
    align: Align | None = None
    indent: int | None = None
    outline: int | None = None
    section: _Element | None = None
    joins = False  # its mark was deleted, or it is a drop cap: the next paragraph goes on with it
    separates = False  # its mark is a style separator: the next one goes on with it, behind its number
    drawn: tuple[str, str, int | None] = ("", "", None)  # number, what parts it from the text, list level
    hidden_mark = False
    filled = False  # with a picture or a text box
    visible = bold = italic = 0  # characters
    fields = 0  # how many are open
    code = 0  # the outermost of them whose code runs, counted from one
    code_at = 0  # the piece at which that code began
    instruction = ""  # that code
    choice = ""  # what that field shows where it has no result
    uncounted = 0  # fields that would show a number, and have none

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.boxes: list[_Element] = []
        self.notes: list[tuple[str, str]] = []

    def take(self, before: _Paragraph) -> None:
        """Put the paragraph before, whose mark was deleted, at the front of this one."""
        self.pieces, self.boxes, self.notes = before.pieces, before.boxes, before.notes
        self.visible, self.bold, self.italic = before.visible, before.bold, before.italic
        self.filled, self.drawn = before.filled, before.drawn
        self.fields, self.code, self.code_at = before.fields, before.code, before.code_at
        self.instruction, self.choice = before.instruction, before.choice
        self.uncounted = before.uncounted

    def mark(self, properties: _Element) -> None:
        """Take what the paragraph mark is like."""
        for part in properties:
            if part.tag in _JOINS:
                self.joins = True
            elif part.tag == _STYLE_SEPARATOR:
                self.separates = on(part)
            elif part.tag == _VANISH:
                self.hidden_mark = on(part)


class _Story:
    """A run of paragraphs that belong together: the body, a cell, a note, a text box."""

    __slots__ = ("carried", "cell", "counters", "note")

    def __init__(self, counters: Counters, cell: Cell | None = None, note: bool = False) -> None:
        self.counters = counters
        self.cell = cell
        self.note = note
        self.carried: _Paragraph | None = None  # goes on with the next one


class _Walk:
    """One reading of one Word file."""

    def __init__(self, package: Package, main: str) -> None:
        self.package = package
        root = package.parse(main)
        if root is None or root.tag != W + "document" or root.find(W + "body") is None:
            raise ReadError("The Word file has no text that can be read.", RESAVE)
        self.root = root  # a body is all in it that has content, but for damaged files
        self.parts = dict(package.relationships(main).values())
        self.styles = Styles(self.part("styles", used_styles))
        self.numbering = Numbering(self.part("numbering"), self.styles.number)
        self.notes: dict[str, dict[str, _Element]] = {}
        self.counters = {kind: Counters() for kind in ("body", "footnotes", "endnotes", "boxes")}
        self.blocks: list[Block] = []
        self.tables: list[Table | None] = []
        self.unread: dict[str, list[int]] = {}  # kind of content → the blocks before which it stood
        self.nesting = 0  # tables around the place
        self.waiting: list[tuple[str, str]] = []  # notes of a table: they follow it
        self.new_page = self.new_section = False

    def part(self, kind: str, spare: Callable[[bytes], bytes] | None = None) -> _Element | None:
        """The root of a part that belongs to the main part, told by the kind of its relationship."""
        name = self.parts.get(kind, f"word/{kind}.xml")
        if kind in self.parts and name not in self.package.members and name not in self.package.damaged:
            self.package.damaged.append(name)
        return self.package.parse(name, spare)

    def read(self) -> None:
        self.story(self.root, _Story(self.counters["body"]))

    def decode(self) -> list[Encoding]:
        """Make text of the old encodings Unicode, in the parsed parts, and say which there were."""
        roots = [self.root, *(root for kind in _NOTES.values() if (root := self.part(kind)) is not None)]
        numbering = self.part("numbering")
        return sorted({found for root in roots for found in decode_part(root, numbering, self.styles)})

    # containers

    def story(self, element: _Element, story: _Story) -> None:
        self.container(element, story)
        self.close(story)

    def container(self, element: Iterable[_Element], story: _Story) -> None:
        for child in element:
            tag = child.tag
            if tag == _P:
                self.paragraph(child, story)
            elif tag == _TBL:
                self.close(story)
                self.table(child, story)
            elif tag == ALTERNATE:
                if (chosen := choose_variant(child)) is not None:
                    self.container(chosen, story)
            elif tag == _ALT_CHUNK:
                self.miss("chunk")
            elif tag == _SUBDOCUMENT:
                self.miss("subdocument")
            elif tag in _LOOSE:
                self.paragraph(child, story)
            elif len(child) and tag not in UNREAD:
                self.container(child, story)

    def close(self, story: _Story) -> None:
        """Write out a paragraph whose mark was deleted, but that no other paragraph follows."""
        if story.carried is not None:
            paragraph, story.carried = story.carried, None
            self.write(paragraph, story)

    def miss(self, kind: str) -> None:
        self.unread.setdefault(kind, []).append(len(self.blocks))

    # paragraphs

    def paragraph(self, element: _Element, story: _Story) -> None:
        paragraph = _Paragraph()
        if len(element) and (first := element[0]).tag == _PPR:
            self.properties(first, paragraph)
        paragraph.look = look = self.styles.paragraph(paragraph.style)
        if look.page_break:
            self.new_page = True
        if story.carried is not None:
            paragraph.take(story.carried)
            story.carried = None
        self.inline(element if element.tag == _P else (element,), paragraph)
        section = paragraph.section
        if section is None and (paragraph.joins or (paragraph.code and _goes_on(paragraph, element))):
            story.carried = paragraph
            return
        number = paragraph.number or look.number
        if (
            number
            and number != "0"
            and not paragraph.drawn[0]
            and (paragraph.visible or paragraph.filled or not (paragraph.hidden_mark or section is not None))
        ):
            depth = paragraph.depth
            if depth is None:
                depth = 0 if paragraph.number else self.depth_of_style(look, number)
            drawn = self.numbering.draw(number, depth, story.counters)
            if drawn is not None:
                paragraph.drawn = drawn.label, drawn.separator, drawn.level
                if paragraph.indent is None and (paragraph.number or look.indent is None):
                    paragraph.indent = drawn.indent
        if paragraph.separates and section is None:
            story.carried = paragraph
            return
        self.write(paragraph, story)
        if section is not None:
            kind = section.find(_TYPE)
            self.new_section = True
            if kind is None or kind.get(VAL) not in ("continuous", "nextColumn"):
                self.new_page = True

    def properties(self, element: _Element, paragraph: _Paragraph) -> None:
        for child in element[:]:
            tag = child.tag
            if tag == _P_STYLE:
                paragraph.style = child.get(VAL)
            elif tag == _NUM_PR:
                for part in child:
                    if part.tag == _NUM_ID:
                        paragraph.number = part.get(VAL)
                    elif part.tag == _ILVL:
                        paragraph.depth = integer(part.get(VAL))
            elif tag == _JC:
                paragraph.align = ALIGN.get(child.get(VAL), "left")
            elif tag == _IND:
                left = child.get(_LEFT) or child.get(_START)
                if left is not None:
                    paragraph.indent = integer(left)
            elif tag == _OUTLINE:
                paragraph.outline = integer(child.get(VAL), 9)
            elif tag == _PAGE_BEFORE:
                if on(child):
                    self.new_page = True
            elif tag == _SECTION:
                paragraph.section = child
            elif tag == _RPR:
                paragraph.mark(child)
            elif tag == _FRAME and child.get(_DROP_CAP, "none") != "none":
                paragraph.joins = True

    def depth_of_style(self, look: Look, number: str) -> int:
        """The list level of a style: the one that names the style, else the style's own."""
        for style in look.numbered_by:
            depth = self.numbering.level_of_style(number, style)
            if depth is not None:
                return depth
        return look.depth or 0

    def write(self, paragraph: _Paragraph, story: _Story) -> None:
        """Make the blocks of a paragraph, one a line, and those of its text boxes and notes after it."""
        look = paragraph.look
        label, separator, level = paragraph.drawn
        half = paragraph.visible / 2
        outline = look.outline if paragraph.outline is None else paragraph.outline
        indent = look.indent if paragraph.indent is None else paragraph.indent
        for _ in range(paragraph.uncounted):
            self.miss("number")
        first = True
        for line in _lines("".join(paragraph.pieces)):
            if line[:1] == _PAGE:
                self.new_page = True
            line = normalise(line)
            if label and first:
                line = label + separator + line if line else label
            elif not line:
                continue
            self.blocks.append(
                Block(
                    line,
                    label if first else "",
                    story.cell,
                    story.note,
                    level,
                    outline if outline is not None and outline < 9 else None,
                    look.name,
                    paragraph.bold > half,
                    paragraph.italic > half,
                    paragraph.align or look.align,
                    indent or 0,
                    self.new_page,
                    self.new_section,
                    not first,
                )
            )
            first = self.new_page = self.new_section = False
        for box in paragraph.boxes:
            if box.tag in BLOCKS:
                self.container((box,), story)
            else:
                self.story(box, _Story(self.counters["boxes"], story.cell, story.note))
        self.waiting += paragraph.notes
        if self.waiting and not self.nesting:
            self.write_notes()

    def write_notes(self) -> None:
        """Write the notes that wait, each once; those of a table follow the table."""
        waiting, self.waiting = self.waiting, []
        for kind, identity in waiting:
            if kind not in self.notes:
                root = self.part(kind)
                self.notes[kind] = {} if root is None else {note.get(_ID, ""): note for note in root}
            note = self.notes[kind].pop(identity, None)
            if note is not None:
                self.story(note, _Story(self.counters[kind], None, True))

    # runs

    def inline(self, element: Iterable[_Element], paragraph: _Paragraph) -> None:
        for child in element:
            tag = child.tag
            if tag == _R:
                self.run(child, paragraph)
            elif tag in _MATH:
                text = "".join(
                    part.text or ""
                    for part in child.iter(_M + "t", _T)
                    if next(part.iterancestors(_DEL, _MOVE_FROM), None) is None
                )
                paragraph.pieces.append(text)
                paragraph.visible += len(text)
            elif tag == ALTERNATE:
                if (chosen := choose_variant(child)) is not None:
                    self.inline(chosen, paragraph)
            elif tag in BLOCKS:  # invalid, but seen
                paragraph.boxes.append(child)
            elif tag in _DRAWINGS:
                self.drawing(child, paragraph)
            elif tag == _SUBDOCUMENT:
                self.miss("subdocument")
            elif len(child) and tag not in UNREAD:
                self.inline(child, paragraph)

    def run(self, element: _Element, paragraph: _Paragraph) -> None:
        look = paragraph.look
        bold, italic, hidden, font = look.bold, look.italic, look.hidden, look.font
        pieces = paragraph.pieces
        for child in element[:]:  # a slice is much faster than the element's own iterator
            tag = child.tag
            if tag == _T:
                text = child.text
                if not text or hidden:
                    continue
                if "dings" in font or not text.isprintable():
                    text = symbols(text, font)
                pieces.append(text)
                size = len(text)
                paragraph.visible += size
                if bold:
                    paragraph.bold += size
                if italic:
                    paragraph.italic += size
            elif tag == _RPR:
                bold, italic, hidden, font = self.run_properties(child, look)
            elif tag == _FIELD:
                _turn_field(child, paragraph)
            elif tag == _INSTRUCTION:
                if paragraph.code == paragraph.fields:
                    paragraph.instruction += child.text or ""
            elif hidden:
                continue
            elif tag in _TABS:
                pieces.append("\t")
            elif tag == _BR:
                pieces.append(_PAGE if child.get(_TYPE) == "page" else _SOFT)
            elif tag == _CR:
                pieces.append(_SOFT)
            elif tag == _HYPHEN:
                pieces.append("-")
            elif tag == _SYM:
                pieces.append(symbol(child.get(_CHAR, ""), child.get(_FONT, "")))
                paragraph.visible += 1
            elif tag in _NOTES:
                paragraph.notes.append((_NOTES[tag], child.get(_ID, "")))
            elif tag in _DRAWINGS:
                self.drawing(child, paragraph)
            elif tag == ALTERNATE:
                if (chosen := choose_variant(child)) is not None:
                    self.run(chosen, paragraph)
            elif len(child):
                self.inline((child,), paragraph)

    def run_properties(self, element: _Element, look: Look) -> tuple[bool, bool, bool, str]:
        """Whether a run is bold, italic and hidden in a paragraph of this look, and its font."""
        bold, italic, hidden, font = look.bold, look.italic, look.hidden, look.font
        for part in element[:]:
            tag = part.tag
            if tag == _FONTS:
                font = part.get(_ASCII) or part.get(_H_ANSI) or font
            elif tag == _B:
                bold = on(part)
            elif tag == _I:
                italic = on(part)
            elif tag == _VANISH:
                hidden = on(part)
            elif tag == _R_STYLE:
                style = self.styles.run(part.get(VAL, ""))
                bold, italic, hidden = bold ^ style.bold, italic ^ style.italic, hidden ^ style.hidden
                font = style.font or font
        return bold, italic, hidden, font

    def drawing(self, element: _Element, paragraph: _Paragraph) -> None:
        paragraph.filled = True
        boxes = list(_text_boxes(element))
        if boxes:
            paragraph.boxes += boxes
            pictures = element.iter(_PIC + "pic", _V + "imagedata")
            if any(_outer(picture, element) is element for picture in pictures):
                self.miss("image")
        elif words := [art.get("string", "") for art in element.iter(_V + "textpath")]:
            paragraph.pieces += (_SOFT, _SOFT.join(words), _SOFT)
            paragraph.visible += sum(map(len, words))
        elif next(element.iter(_O + "OLEObject"), None) is not None:
            self.miss("object")
        elif next(element.iter(_A + "blip", _V + "imagedata"), None) is not None:
            self.miss("image")
        elif next(element.iter(_C + "chart", _DGM + "relIds", _A + "t"), None) is not None:
            self.miss("diagram")

    # tables

    def table(self, element: _Element, story: _Story) -> None:
        number = len(self.tables)
        self.tables.append(None)
        rows, width, strays = read_grid(element)
        cells = []
        self.nesting += 1
        for row in rows:
            for slot in row:
                cell = Cell(number, slot.row, slot.column, slot.rows, slot.columns, slot.header)
                cells.append(cell)
                self.story(slot.content, _Story(story.counters, cell, story.note))
        self.nesting -= 1
        self.tables[number] = Table(number, len(rows), width, tuple(cells), self.nesting)
        self.container(strays, story)
        if self.waiting and not self.nesting:
            self.write_notes()

    def findings(self) -> list[Finding]:
        """What could not be read, each kind of it once."""
        found = [
            Finding(
                "unread_content", f"The file is damaged: {name} could be read only in part, or not at all."
            )
            for name in self.package.damaged
        ]
        last = len(self.blocks) - 1
        for kind, places in self.unread.items():
            place = min(places[0], last) if last >= 0 else None
            found.append(Finding("unread_content", _MISSED[kind].format(len(places)), place))
        return found


def read_word(package: Package, main: str, source: Source) -> Document:
    """The document in a Word package: paragraphs and tables in body order, automatic numbers drawn."""
    try:
        walk = _Walk(package, main)
        walk.read()
        findings = []
        if is_suspect("\n".join(block.text for block in walk.blocks)):
            findings = [
                Finding("legacy_encoding", f"Text in the old encoding {encoding} was made Unicode.")
                for encoding in walk.decode()
            ]
            if findings:
                walk = _Walk(package, main)
                walk.read()
    except RecursionError:
        raise ReadError("The document is nested too deeply to be read.", RESAVE) from None
    if main in package.damaged and not walk.blocks:
        raise ReadError("The Word file is damaged, and nothing of its text can be read.", RESAVE)
    tables = [table for table in walk.tables if table is not None]
    return Document.of(source, walk.blocks, tables, findings + walk.findings())


def _lines(text: str) -> list[str]:
    """The lines of a paragraph; one that begins a page begins with the mark of it."""
    if _PAGE in text:
        text = text.replace(_PAGE, _SOFT + _PAGE)
    return text.split(_SOFT)


def _turn_field(mark: _Element, paragraph: _Paragraph) -> None:
    """Follow a complex field: it shows its result, not its code, nor the fields that stand in its code.

    A code that is never closed hides nothing. A field that has no result may show something all the same.
    """
    kind = mark.get(_FIELD_KIND)
    if kind == "begin":
        paragraph.fields += 1
        if not paragraph.code:
            paragraph.code, paragraph.code_at = paragraph.fields, len(paragraph.pieces)
            paragraph.choice = shown_by_form(mark) if len(mark) else ""
            paragraph.instruction = ""
    elif paragraph.fields:
        if paragraph.code == paragraph.fields:
            paragraph.code = 0
            del paragraph.pieces[paragraph.code_at :]
            paragraph.choice = paragraph.choice or shown_by_code(paragraph.instruction)
        if kind != "separate":
            paragraph.fields -= 1
            if not paragraph.code and len(paragraph.pieces) == paragraph.code_at:
                paragraph.uncounted += counts(paragraph.instruction)
                paragraph.pieces += filter(None, [paragraph.choice])
                paragraph.visible += len(paragraph.choice)
            paragraph.choice = ""


def _goes_on(paragraph: _Paragraph, element: _Element) -> bool:
    """Whether the code of a field that a paragraph leaves open ends in one that follows soon."""
    depth = paragraph.fields
    for mark in chain.from_iterable(next_.iter(_FIELD) for next_ in islice(element.itersiblings(_P), _SOON)):
        kind = mark.get(_FIELD_KIND)
        if kind == "begin":
            depth += 1
        elif depth == paragraph.code:
            return True
        elif kind != "separate":
            depth -= 1
    return False


def _outer(element: _Element, drawing: _Element) -> _Element:
    """The text box of a drawing that an element stands in, else the drawing."""
    return next(around for around in element.iterancestors() if around is drawing or around.tag == _TEXT_BOX)


def _text_boxes(element: _Element) -> Iterator[_Element]:
    for child in element:
        if child.tag == _TEXT_BOX:
            yield child
        elif child.tag == ALTERNATE:
            if (chosen := choose_variant(child)) is not None:
                yield from _text_boxes(chosen)
        else:
            yield from _text_boxes(child)
