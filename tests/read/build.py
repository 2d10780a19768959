"""Word files of a few lines, written as raw parts, so that each test shows the very XML it is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def p(*content: str, properties: str = "") -> str:
    """A paragraph: plain words become a run, anything that begins with `<` stands as it is."""
    inside = "".join(part if part.startswith("<") else r(part) for part in content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text: str, number: int | str = 1, level: int = 0, more: str = "") -> str:
    """A paragraph of an automatic list."""
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(*([text] if text else []), properties=listed + more)


def tc(*content: str, properties: str = "") -> str:
    """A cell: plain words become a paragraph."""
    inside = "".join(part if part.startswith("<") else p(part) for part in content) or p()
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row: plain words become a cell."""
    inside = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inside}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def level(depth: int, text: str, kind: str = "decimal", start: int | None = 1, more: str = "") -> str:
    """A level of a list."""
    first = "" if start is None else f'<w:start w:val="{start}"/>'
    number = f'<w:numFmt w:val="{kind}"/>'
    return f'<w:lvl w:ilvl="{depth}">{first}{number}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(number: int, *levels: str, more: str = "") -> str:
    """An abstract list."""
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def num(number: int, target: int, *overrides: str) -> str:
    """A list that paragraphs name."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{target}"/>{"".join(overrides)}</w:num>'


def style(identity: str, properties: str = "", kind: str = "paragraph", more: str = "") -> str:
    """A style; `properties` stand behind its name."""
    name = f'<w:name w:val="{identity}"/>'
    return f'<w:style w:type="{kind}" {more} w:styleId="{identity}">{name}{properties}</w:style>'


def package(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def document(body: str) -> str:
    """A document part."""
    return f"{HEAD}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def parts(
    body: str, *, numbering: str = "", styles: str = "", footnotes: str = "", endnotes: str = ""
) -> dict[str, str | bytes]:
    """The parts of a Word file with this body."""
    further = {
        "numbering": f"{HEAD}<w:numbering {NAMESPACES}>{numbering}</w:numbering>" if numbering else "",
        "styles": f"{HEAD}<w:styles {NAMESPACES}>{styles}</w:styles>" if styles else "",
        "footnotes": f"{HEAD}<w:footnotes {NAMESPACES}>{footnotes}</w:footnotes>" if footnotes else "",
        "endnotes": f"{HEAD}<w:endnotes {NAMESPACES}>{endnotes}</w:endnotes>" if endnotes else "",
    }
    relationships = "".join(
        f'<Relationship Id="{name}" Type="{R}/{name}" Target="{name}.xml"/>'
        for name, part in further.items()
        if part
    )
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN_TYPE}"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="main" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": document(body),
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f"{relationships}</Relationships>",
    }
    return found | {f"word/{name}.xml": part for name, part in further.items() if part}


def word(body: str, **further: str) -> bytes:
    """A Word file with this body."""
    return package(parts(body, **further))
