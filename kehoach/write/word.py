"""Tasks as the appendix of a plan, in the form of Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from io import BytesIO
from typing import Any

from kehoach.fold import fold
from kehoach.lexicon import load_words
from kehoach.models import Plan
from kehoach.parse.units import full_name
from kehoach.write.rows import Row, Selected, date_plan, make_row

_FONT = "Times New Roman"
# heading of a column → its field, its width in centimetres; together the width between the margins
_COLUMNS = {
    "STT": ("number", 1.4),
    "Nội dung nhiệm vụ": ("task", 8.0),
    "Đơn vị chủ trì": ("lead", 4.2),
    "Đơn vị phối hợp": ("support", 4.6),
    "Thời hạn": ("deadline", 3.5),
    "Sản phẩm": ("products", 3.5),
}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLANK = "\u2002" * 4  # what is filled in by hand


def encode_appendix(selected: Iterable[Selected]) -> Iterator[bytes]:
    """A Word file with the appendix *Phân công nhiệm vụ* of each plan, in landscape, ready to attach."""
    import docx

    document = docx.Document()
    _set_styles(document)
    appendices = [each for each in selected if each.tasks]
    for number, each in enumerate(appendices):
        section = document.add_section() if number else document.sections[0]
        _set_page(section)
        _write_heading(document, each.plan)
        _write_table(document, [make_row(each.plan, task, n) for n, task in enumerate(each.tasks, start=1)])
    about = document.core_properties
    about.title, about.author, about.comments, about.language = "Phân công nhiệm vụ", "", "", "vi-VN"
    stamps = [datetime.combine(date_plan(each.plan), time()) for each in appendices]
    about.created = about.modified = min(stamps, default=datetime(1980, 1, 1))
    yield _pack(document)


def _set_styles(document: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(13)
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        style.element.rPr.rFonts.set(qn(script), _FONT)
    language = style.element.rPr.makeelement(qn("w:lang"), {qn("w:val"): "vi-VN"})
    style.element.rPr.append(language)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)


def _set_page(section: Any) -> None:
    """A4 across; margins 20, 20, 30 and 15 mm; pages numbered from the second, centred above."""
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    section._sectPr.append(numbering)
    section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _write_heading(document: Any, plan: Plan) -> None:
    from docx.shared import Pt

    _write_centred(document, "Phụ lục").font.size = Pt(14)
    name = plan.document_type.name if plan.document_type else "văn bản"
    title = f"Phân công nhiệm vụ thực hiện {name} {plan.title or ''}".strip().upper()
    _write_centred(document, title)
    told = _write_centred(document, f"(Kèm theo {name} {_identify(plan)})")
    told.bold, told.italic = False, True
    document.paragraphs[-1].paragraph_format.space_after = Pt(12)


def _write_centred(document: Any, words: str) -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run(_clean(words))
    run.bold = True
    return run


def _identify(plan: Plan) -> str:
    """`số 12/KH-UBND ngày 15 tháng 6 năm 2026 của UBND xã Tân Lộc`, room left for what is not there yet."""
    number = plan.number or f"{_BLANK}/{plan.symbol or ''}"
    year, month, day = [*(plan.date or "").split("-"), "", ""][:3]
    issued = f"ngày {day or _BLANK} tháng {month.lstrip('0') or _BLANK} năm {year or _BLANK}"
    return f"số {number} {issued} của {_name_issuer(plan) or _BLANK}"


def _name_issuer(plan: Plan) -> str:
    """The issuer in the case of running text: the letterhead has `ỦY BAN NHÂN DÂN XÃ TÂN LỘC`.

    As the document says it elsewhere; else the committee or council of a place, spelled by rule; else as
    it stands in the letterhead.
    """
    issuer = " ".join((plan.issuer or "").split())
    if not issuer.isupper():
        return issuer
    for match in re.finditer(re.escape(fold(issuer)), fold(plan.text)):
        written = plan.text[match.start() : match.end()]
        if not written.isupper():
            return written
    for head in (full_name("UBND"), full_name("HĐND")):
        for level in load_words("places", "levels"):
            opening = f"{fold(head)} {level} "
            if fold(issuer).startswith(opening):
                return f"{head} {level} {issuer[len(opening) :].title()}"
    return issuer


def _write_table(document: Any, rows: list[Row]) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    table = document.add_table(rows=1 + len(rows), cols=len(_COLUMNS), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    widths = [Cm(width) for _, width in _COLUMNS.values()]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    heading, *lines = table.rows
    heading._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, width, title in zip(heading.cells, widths, _COLUMNS, strict=True):
        _write_cell(cell, width, title, centred=True, bold=True)
    for line, row in zip(lines, rows, strict=True):
        for cell, width, (column, _) in zip(line.cells, widths, _COLUMNS.values(), strict=True):
            _write_cell(cell, width, row.words(column), centred=column == "number")


def _write_cell(cell: Any, width: int, words: str, centred: bool = False, bold: bool = False) -> None:
    from docx.enum.table import WD_ALIGN_VERTICAL
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    cell.width = width
    if bold:
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    for number, line in enumerate(words.split("\n")):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(_clean(line))
        run.bold = bold or None


def _clean(words: str) -> str:
    return _NOT_XML.sub("", words)


def _pack(document: Any) -> bytes:
    """The file as bytes, the same ones every time: python-docx writes the time of day into the archive."""
    saved, packed = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(
                zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED
            )
    return packed.getvalue()
