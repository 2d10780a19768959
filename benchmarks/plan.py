"""The plan that the benchmarks read: a Word file of so many pages, built with python-docx.

A letterhead, the legal grounds, sections with automatic numbers and labelled fields, a task table of 60 rows,
recipients and a signature, each paragraph in the three runs that Word makes of it.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from kehoach.errors import KehoachError
from kehoach.read import read_document

PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml")
ROWS = 60
LINES_A_PAGE = 14
LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-"))
OPENING = (
    "ỦY BAN NHÂN DÂN", "XÃ TÂN LẬP", "Số: 15/KH-UBND", "Tân Lập, ngày 05 tháng 3 năm 2026", "KẾ HOẠCH",
    "Phát triển kinh tế - xã hội năm 2026",
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;",
)  # fmt: skip
SECTION = (  # list level (None: no number), text
    (0, "Nhiệm vụ phát triển hạ tầng, nhóm {}"),
    (1, "Rà soát, chỉnh trang các tuyến đường thôn, giai đoạn {}"),
    (None, "Thực hiện Kế hoạch số {}/KH-UBND ngày 12/01/2026 của Ủy ban nhân dân tỉnh Hà Lam về chỉnh trang "
           "hạ tầng nông thôn, bảo đảm tiến độ, chất lượng và an toàn lao động trong quá trình thi công."),
    (3, "Cơ quan chủ trì: Phòng Kinh tế."),
    (3, "Cơ quan phối hợp: Công an xã; Ban Chỉ huy quân sự xã; các đoàn thể, các thôn."),
    (3, "Thời gian hoàn thành: Trước ngày 30/9/2026."),
    (2, "Giao Phòng Văn hóa - Xã hội chủ trì, phối hợp với Trạm Y tế xã tổng hợp, báo cáo Ủy ban nhân dân xã "
        "trước ngày 20 hằng tháng theo quy định tại khoản {} Điều 5 Luật Đất đai."),
)  # fmt: skip
HEADER = ("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành")
ROW = ("{}", "Tổ chức tập huấn kỹ năng số cho tổ công nghệ số cộng đồng đợt {}", "Phòng Kinh tế",
       "Công an xã; Ban Chỉ huy quân sự xã", "Quý III/2026")  # fmt: skip
CLOSING = ("Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn An")


def build(pages: int) -> bytes:
    """A Word file of so many pages, its table on the last."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (kind, text) in enumerate(LEVELS)
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))

    def write(text: str, level: int | None = None) -> None:
        paragraph = document.add_paragraph()
        if level is not None:
            number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(number))
        for part, words in enumerate((text[:8], text[8:60], text[60:])):
            run = paragraph.add_run(words)
            run.bold = part == 0
            run.font.name = "Times New Roman"
            run.font.size = docx.shared.Pt(14)

    for text in OPENING:
        write(text)
    for line in range(max(0, pages * LINES_A_PAGE - len(OPENING) - len(CLOSING))):
        level, text = SECTION[line % len(SECTION)]
        write(text.format(line // len(SECTION) + 1), level)
    table = document.add_table(ROWS + 1, len(HEADER))
    for number, row in enumerate(table.rows):
        for cell, text in zip(row.cells, ROW if number else HEADER, strict=True):
            run = cell.paragraphs[0].add_run(text.format(number))
            run.font.name = "Times New Roman"
            run.font.size = docx.shared.Pt(12)
    for text in CLOSING:
        write(text)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def floor(content: bytes) -> None:
    """What any reader has to do: unpack the parts and parse them."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        for part in PARTS:
            if part in names:
                etree.fromstring(archive.read(part))


def readable(folder: Path) -> list[bytes]:
    """The Word files below a folder that kehoach reads."""
    found = []
    for path in sorted(folder.rglob("*.docx")):
        try:
            read_document(path)
        except KehoachError:
            continue
        found.append(path.read_bytes())
    return found
