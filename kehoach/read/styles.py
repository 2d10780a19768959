"""What a paragraph or a run looks like before its own properties speak: the styles, resolved."""

import re
from typing import TYPE_CHECKING, NamedTuple

from kehoach.document import Align
from kehoach.read.names import VAL, W, integer, on

if TYPE_CHECKING:
    from lxml.etree import _Element

ALIGN: dict[str | None, Align] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "both",
    "distribute": "both",
    "thaiDistribute": "both",
}
# what no paragraph and no run refers to: its first tag, and its last
_UNUSED = (
    (re.compile(rb'<w:style\s(?=[^<>]*\bw:type="table")(?:[^<>"]++|"[^<"]*+")*+(?<!/)>'), b"</w:style>"),
    (re.compile(rb'<w:latentStyles\s(?:[^<>"]++|"[^<"]*+")*+(?<!/)>'), b"</w:latentStyles>"),
)
_LONGEST = 50  # styles based on one another, also those that are in a circle


class Look(NamedTuple):
    """A style with all that it is based on. `number` and `depth` are its automatic numbering, if any."""

    name: str = ""
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    font: str = ""
    align: Align = "left"
    indent: int | None = None
    outline: int | None = None
    number: str | None = None
    depth: int | None = None
    numbered_by: tuple[str, ...] = ()
    page_break: bool = False


def used_styles(content: bytes) -> bytes:
    """A styles part without its table styles and latent styles, which often are nine tenths of it.

    >>> used_styles(b'<w:styles><w:style w:type="table" w:styleId="T">...</w:style><w:style/></w:styles>')
    b'<w:styles><w:style/></w:styles>'
    """
    if content.find(b"<!") >= 0 or content.find(b"<?", 1) >= 0:
        return content  # a mark may stand where it is none
    for first, last in _UNUSED:
        kept, pos = [], 0
        for match in first.finditer(content):
            if match.start() < pos:
                continue
            end = content.find(last, match.end())
            if end < 0:
                break
            kept.append(content[pos : match.start()])
            pos = end + len(last)
        content = b"".join((*kept, content[pos:]))
    return content


class Styles:
    """The styles of a document, each resolved when it is first asked for."""

    def __init__(self, root: "_Element | None") -> None:
        self.elements: dict[tuple[str, str], _Element] = {}  # by kind and id
        self.looks: dict[tuple[str, str], Look] = {}
        self.standard: str = ""
        defaults = Look()
        if root is not None:
            for style in root[:]:
                if style.tag == W + "style":
                    identity, kind = style.get(W + "styleId", ""), style.get(W + "type", "paragraph")
                    self.elements.setdefault((kind, identity), style)
                    default = style.get(W + "default") in ("1", "true", "on")
                    if default and kind == "paragraph":
                        self.standard = identity
                elif style.tag == W + "docDefaults":
                    for part in style.iter(W + "rPr", W + "pPr"):
                        defaults = _with_properties(defaults, part)
        self.defaults = defaults

    def paragraph(self, identity: str | None) -> Look:
        """The look of a paragraph style; of the default one where there is none of this id."""
        if identity is None or ("paragraph", identity) not in self.elements:
            identity = self.standard
        return self._look("paragraph", identity, self.defaults)

    def run(self, identity: str) -> Look:
        """The look of a character style alone, without the document's defaults."""
        return self._look("character", identity, _PLAIN)

    def number(self, identity: str) -> str | None:
        """The numId that a numbering style names."""
        return self._look("numbering", identity, _PLAIN).number

    def _look(self, kind: str, identity: str, ground: Look) -> Look:
        found = self.looks.get((kind, identity))
        if found is not None:
            return found
        chain: list[_Element] = []
        at: str | None = identity
        while at is not None and len(chain) < _LONGEST:
            element = self.elements.get((kind, at))
            if element is None:
                break
            chain.append(element)
            based = element.find(W + "basedOn")
            at = based.get(VAL) if based is not None else None
        look = ground
        for element in reversed(chain):
            for part in element:
                if part.tag == W + "pPr":
                    look = _with_properties(look, part, element.get(W + "styleId", ""))
                elif part.tag == W + "rPr":
                    look = _with_properties(look, part)
        if chain:
            name = chain[0].find(W + "name")
            look = look._replace(name=name.get(VAL, "") if name is not None else identity)
        self.looks[kind, identity] = look
        return look


_PLAIN = Look()


def _with_properties(look: Look, properties: "_Element", style: str = "") -> Look:
    changes: dict[str, object] = {}
    for child in properties:
        tag = child.tag
        value = child.get(VAL)
        if tag == W + "b":
            changes["bold"] = on(child)
        elif tag == W + "i":
            changes["italic"] = on(child)
        elif tag == W + "vanish":
            changes["hidden"] = on(child)
        elif tag == W + "rFonts":
            if font := child.get(W + "ascii") or child.get(W + "hAnsi"):
                changes["font"] = font
        elif tag == W + "jc":
            changes["align"] = ALIGN.get(value, "left")
        elif tag == W + "ind":
            if (left := child.get(W + "left") or child.get(W + "start")) is not None:
                changes["indent"] = integer(left)
        elif tag == W + "outlineLvl":
            outline = integer(value, 9)
            changes["outline"] = outline if outline < 9 else None
        elif tag == W + "pageBreakBefore":
            changes["page_break"] = on(child)
        elif tag == W + "numPr":
            number, depth = child.find(W + "numId"), child.find(W + "ilvl")
            if number is not None:
                changes["number"] = number.get(VAL)
            if depth is not None:
                changes["depth"] = integer(depth.get(VAL))
            changes["numbered_by"] = (style,)
    if style and "numbered_by" not in changes and look.number is not None:
        changes["numbered_by"] = (style, *look.numbered_by)
    return look._replace(**changes) if changes else look  # type: ignore[arg-type]
