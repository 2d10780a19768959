"""How long reading takes against its floor: bytes → Document, against zipfile and lxml alone, in one run.

    python benchmarks/reading.py [pages]

The document is a plan of 20 pages with automatic numbering and a task table of 60 rows, built with
python-docx. The floor unpacks and parses document.xml, styles.xml, numbering.xml and footnotes.xml, no more.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
import zipfile
from collections.abc import Callable

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from kehoach.read import read_document

PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml")
ROWS = 60
LINES_A_PAGE = 14
SENTENCE = (
    "Ủy ban nhân dân xã Bình Sơn phối hợp với các phòng, ban, ngành rà soát, tổng hợp kết quả thực hiện "
    "nhiệm vụ được giao, báo cáo Ủy ban nhân dân tỉnh trước ngày 20 hằng tháng theo quy định."
)
LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-"))


def build(pages: int) -> bytes:
    """A Word file of so many pages: headings, numbered items, plain paragraphs, and one table."""
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
    for line in range(pages * LINES_A_PAGE):
        paragraph = document.add_paragraph()
        depth = (0, 1, 2, 3, 3, 2, 3)[line % 7]
        if line % 5:
            number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(number))
        for part, text in enumerate((f"Nhiệm vụ {line}. ", SENTENCE[:80], SENTENCE[80:])):
            run = paragraph.add_run(text)
            run.bold = part == 0
            run.font.name = "Times New Roman"
            run.font.size = docx.shared.Pt(14)
    table = document.add_table(ROWS, 5)
    for at, row in enumerate(table.rows):
        texts = (
            str(at + 1),
            SENTENCE[:90],
            "Phòng Kinh tế",
            "Công an xã; Ban Chỉ huy quân sự xã",
            "Quý III/2026",
        )
        for cell, text in zip(row.cells, texts, strict=True):
            run = cell.paragraphs[0].add_run(text)
            run.font.name = "Times New Roman"
            run.font.size = docx.shared.Pt(12)
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


def median(task: Callable[[bytes], object], content: bytes, repeats: int) -> float:
    """The median time of a task, in milliseconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        task(content)
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def main() -> None:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    content = build(pages)
    repeats = max(5, 1000 // pages)
    read_document(content)
    rounds = [(median(floor, content, 5), median(read_document, content, 5)) for _ in range(repeats // 5)]
    least = statistics.median(low for low, _ in rounds)
    read = statistics.median(high for _, high in rounds)
    ratio = statistics.median(high / low for low, high in rounds)
    print(
        f"{pages} pages, {len(content):,} bytes: "
        f"floor {least:.2f} ms, reading {read:.2f} ms, ratio {ratio:.2f}"
    )


if __name__ == "__main__":
    main()
