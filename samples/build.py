"""Builds the sample plans: `python samples/build.py` makes a Word file of each Markdown file beside it.

The plans are fiction in the style of real ones. A line is a paragraph; `| a | b |` is a table row, `<br>` a
new line in its cell, `^^` a cell merged with the one above; a row of fewer cells ends in one merged cell;
`| --- |` gives a table borders and a header row; `**bold**`, `*italic*`. In `AUTOMATIC` plans the labels are
left to Word's numbering, as many clerks do; in the others they are typed.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

HERE = Path(__file__).parent
AUTOMATIC = {"xa-doi-thong"}
LEVELS = [  # of automatic numbering: the label as typed, its format, its text
    (r"[IVX]+\. ", "upperRoman", "%1."),
    (r"\d+\. ", "decimal", "%2."),
    (r"[a-eghik]\) ", "lowerLetter", "%3)"),
    (r"- ", "bullet", "-"),
]


def build(source: Path) -> bytes:
    """The Word file of a Markdown source: the same bytes each time."""
    document = Document()
    drop_table_styles(document)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.paragraph_format.space_after = Pt(6)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Cm(3), Cm(2), Cm(2), Cm(2)
    automatic = source.stem in AUTOMATIC
    if automatic:
        define_numbering(document)
    for is_table, lines in groupby(
        source.read_text("utf-8").splitlines(), key=lambda line: line.startswith("|")
    ):
        if is_table:
            add_table(document, [list(split_row(line)) for line in lines])
            continue
        for line in filter(None, lines):
            if line.startswith("**PHỤ LỤC"):
                add_landscape_section(document)
            add_paragraph(document, line, automatic)
    return pack(document)


def drop_table_styles(document: WordDocument) -> None:
    """Leave only the table styles that a clerk's Word writes: python-docx's template holds a hundred more."""
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
            style.delete()


def add_paragraph(document: WordDocument, line: str, automatic: bool) -> None:
    paragraph = document.add_paragraph()
    if line.startswith("*"):
        paragraph.alignment = ALIGN.CENTER
    else:
        paragraph.alignment = ALIGN.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
    if automatic:
        for level, (label, *_) in enumerate(LEVELS):
            if match := re.match(label, line):
                line = line[match.end() :]
                properties = paragraph._p.get_or_add_pPr()
                properties._add_numPr()._add_ilvl().val = level
                properties.numPr._add_numId().val = 1
                break
    add_runs(paragraph, line, bold=bool(re.match(r"[IVX]+\. ", line)) or line.isupper())


def add_runs(paragraph: Paragraph, line: str, bold: bool = False) -> None:
    """Add runs for `**bold**`, `*italic*` and `***both***`."""
    for stars, words, plain in re.findall(r"(\*{1,3})(.+?)\1|([^*]+)", line):
        run = paragraph.add_run(words or plain)
        run.bold = bold or len(stars) >= 2 or None
        run.italic = len(stars) in (1, 3) or None


def split_row(line: str) -> Iterator[str]:
    return (cell.strip() for cell in line.strip().strip("|").split("|"))


def add_table(document: WordDocument, rows: list[list[str]]) -> None:
    grid = any(set(row[0]) == {"-"} for row in rows)
    rows = [row for row in rows if set(row[0]) != {"-"}]
    columns = max(map(len, rows))
    table = document.add_table(len(rows), columns, style="Table Grid" if grid else None)
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            cell = table.cell(number, column)
            if words == "^^":
                table.cell(number - 1, column).merge(cell)
                continue
            if column == len(row) - 1 < columns - 1:
                cell = cell.merge(table.cell(number, columns - 1))
            fill_cell(cell, words, bold=grid and number == 0, centred=not grid and "Nơi nhận" not in words)
    if grid:
        repeat_header(table)


def fill_cell(cell, words: str, bold: bool, centred: bool) -> None:  # type: ignore[no-untyped-def]
    for number, line in enumerate(words.split("<br>")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = ALIGN.CENTER if centred else ALIGN.LEFT
        add_runs(paragraph, line, bold)


def repeat_header(table: Table) -> None:
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def add_landscape_section(document: WordDocument) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def define_numbering(document: WordDocument) -> None:
    """One outline numbering of four levels: I. / 1. / a) / -"""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for level, (_, form, text) in enumerate(LEVELS)
    )
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    numbering.append(
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
            f"{levels}</w:abstractNum>"
        )
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="1"><w:abstractNumId w:val="0"/></w:num>'))


def pack(document: WordDocument) -> bytes:
    """The package with its parts in order and the time stamps of all of them fixed."""
    saved, packed = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            package.writestr(zipfile.ZipInfo(name), parts.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


if __name__ == "__main__":
    for source in sorted(HERE.glob("*.md")):
        source.with_suffix(".docx").write_bytes(build(source))
