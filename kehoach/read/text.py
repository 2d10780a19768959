"""Plain text and Markdown: each line that is not blank is a block."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from kehoach.document import Block, Cell, Document, Finding, Source, Table
from kehoach.fold import normalise, split_lines
from kehoach.read.columns import begins_index, numbers_row, read_columns
from kehoach.read.markup import is_html_table, part_lines, read_html_table

_HEADING = re.compile(r" {0,3}(#{1,6})\s")
_EMPHASIS = re.compile(
    r"(?<![\w*\\])\*(?=[^\s*])([^*\n]+?)(?<=[^\s\\])\*(?![\w*])|(?<![\w\\])_(?=[^\s_{])([^_\n]+?)(?<=[^\s\\])_(?![\w{])"
)
_BLANK = re.compile(r"\n[ \t\r]*\n")
_LETTER = re.compile(r"\w")
_RULE = re.compile(r"\s*([-*_])(?:\s*\1){2,}\s*$")
_FENCE = re.compile(r"\s*(?:```|~~~)\s*\w*\s*$")
_OUTER_BULLET = re.compile(r"\s*[-*+]\s+(?=[-+*•–—]\s)")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_BAR = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


def read_text(text: str, source: Source, findings: tuple[Finding, ...] = ()) -> Document:
    """The document in a text: Markdown where it carries Markdown's marks, else one block a line.

    Lines that follow each other and have two bars or more (`STT | Nội dung | Chủ trì`) are rows of a table,
    so are three or more lines whose cells are parted by tabs, numbered rows whose columns are kept apart by
    blanks, and those of a table in HTML.
    """
    lines = part_lines(text.replace("\r\n", "\n").replace("\r", "\n"))
    markdown = _is_markdown(text, lines)
    read = _read_markdown if markdown else _read_plain
    blocks: list[Block] = []
    tables: list[Table] = []
    for html, part in groupby(lines, is_html_table):
        if not html:
            blocks += read(list(part), tables)
            continue
        for line in part:
            found = read_html_table(line, tables)
            blocks += read([line], tables) if found is None else found
    return Document.of(
        source._replace(format="markdown" if markdown else source.format), blocks, tables, findings
    )


def _read_plain(lines: list[str], tables: list[Table]) -> list[Block]:
    blocks: list[Block] = []
    page = False
    end = 0
    for number, line in enumerate(lines):
        if number < end:
            continue
        if _bars(line) > 1 and (end := _last_row(lines, number)) > number + 1:
            blocks += _read_table(map(_part_bars, lines[number:end]), tables)
            continue
        if line.count("\t") > 1:
            end, tabbed = _tabbed_rows(lines, number)
            if len(tabbed) > 2:
                blocks += _read_table(tabbed, tables)
                continue
        end, rows = read_columns(lines, number, tables)
        if rows:
            blocks += rows
            continue
        for at, part in enumerate(line.split("\f")):
            page = page or at > 0
            for piece in split_lines(_BREAK.sub("\n", part)):
                blocks.append(Block(piece, page_break=page))
                page = False
    return blocks


def _bars(line: str) -> int:
    """How many bars stand between the words of a line; those at its ends part nothing."""
    return line.strip(" |\t").count("|") if "|" in line else 0


def _last_row(lines: list[str], first: int) -> int:
    """The number behind the last line that goes on with the table whose first row this is."""
    width, end = _bars(lines[first]), first + 1
    while end < len(lines) and 0 < _bars(lines[end]) <= width:
        end += 1
    return end


def _tabbed_rows(lines: list[str], first: int) -> tuple[int, list[list[str]]]:
    """The number behind the last row of a table whose cells tabs part, and its rows; no head is blank.

    Where the rows are numbered, a line without a number goes on with a row that lacks cells: `2  Tổ chức` /
    `hội nghị  Phòng Nội vụ`.
    """
    heads, at = lines[first].split("\t"), first + 1
    rows = [heads]
    if len(heads) < 3 or not all(map(str.strip, heads)):
        return first, []
    room = 0  # for cells that the latest row lacks
    numbered = begins_index(heads[0])
    while at < len(lines) and "\f" not in lines[at]:
        cells = lines[at].rstrip().split("\t")
        tabs = lines[at].count("\t")
        if numbered and _goes_on(lines, at, room):
            rows[-1][-1] += f"<br>{cells[0]}"
            rows[-1] += cells[1:]
            room -= tabs
        elif 1 < len(cells) <= len(heads):
            rows.append(cells)
            room = len(heads) - 1 - tabs
        else:
            break
        at += 1
    return at, rows


def _goes_on(lines: list[str], at: int, room: int) -> bool:
    """Whether a line goes on with a row that has room for so many more cells, none of them begun."""
    cells = lines[at].rstrip().split("\t")
    if room < 1 or not cells[0].strip() or numbers_row(cells[0]):
        return False
    if len(cells) > 1:
        return len(cells) - 1 <= room
    if cells[0][-1] in ".;:/":
        return False
    return (
        at + 1 < len(lines)
        and 0 < lines[at + 1].rstrip().count("\t") <= room
        and _goes_on(lines, at + 1, room)
    )


def _is_markdown(text: str, lines: list[str]) -> bool:
    """Whether a text carries a mark of Markdown: words between `**`, the rule of a table, or two headings."""
    if "**" in text and any(_holds_strong(paragraph) for paragraph in _BLANK.split(text)):
        return True
    headings = 0
    for at, line in enumerate(lines):
        if _HEADING.match(line):
            headings += 1
        elif at and "|" in line and "|" in lines[at - 1] and _TABLE_RULE.match(line):
            return True
    return headings > 1


def _holds_strong(paragraph: str) -> bool:
    """Whether a paragraph has words between two `**`; `(**)` and `*****` are none."""
    parts = paragraph.split("**")
    return any(part[:1] not in ("", " ", "*", ")") and _LETTER.search(part) for part in parts[1:-1:2])


class _Marks:
    """Emphasis, told across the lines of a paragraph."""

    def __init__(self) -> None:
        self.strong = False

    def strip(self, line: str, closes: bool) -> tuple[str, bool, bool]:
        """A line without its marks of emphasis, and whether most of it is bold, or italic.

        `closes` tells that a `**` left open in this line is closed in the lines of its paragraph that follow.
        """
        if "*" not in line and "_" not in line and "\\" not in line:
            return line, self.strong, False
        parts = line.split("**")
        if len(parts) % 2 == 0 and not self.strong and not closes:
            parts[-2:] = ["**".join(parts[-2:])]  # a lone mark is text
        bold = total = slanted = 0
        for at, part in enumerate(parts):
            if at:
                self.strong = not self.strong
            size = len(part.strip())
            total += size
            bold += size if self.strong else 0
        text = "".join(parts)
        for match in _EMPHASIS.finditer(text):
            slanted += len(match[0])
        text = _EMPHASIS.sub(lambda match: match[1] or match[2], text)
        return _ESCAPE.sub(r"\1", text), bold * 2 > total, slanted * 2 > total


def _closed_below(lines: list[str]) -> list[bool]:
    """For each line, whether a line of its paragraph that follows has a `**`."""
    closed, found = [], False
    for line in reversed(lines):
        closed.append(found)
        found = bool(line.strip()) and (found or "**" in line)
    return closed[::-1]


def _without_marks(line: str) -> tuple[str, int | None]:
    """A line without the mark of a heading, outer bullet or quotation; and a heading's level (0 first)."""
    heading = _HEADING.match(line)
    if heading is None:
        bullet = _OUTER_BULLET.match(line)
        line = line[bullet.end() :] if bullet else line
        return line.lstrip()[1:] if line.lstrip().startswith("> ") else line, None
    text = line[heading.end() :].strip()
    words = text.rstrip("#")  # those that may close it
    return words.rstrip() if not words or words[-1].isspace() else text, len(heading[1]) - 1


def _read_markdown(lines: list[str], tables: list[Table]) -> list[Block]:
    blocks: list[Block] = []
    marks = _Marks()
    closed = _closed_below(lines)
    at = 0
    broken = page = False
    while at < len(lines):
        line = lines[at].expandtabs(4) if lines[at][:1] == "\t" else lines[at]
        if "\f" in line:
            line, page = line.replace("\f", ""), True
        at += 1
        if not line.strip():
            marks.strong = broken = False
            continue
        if _FENCE.match(line) or _RULE.match(line):
            continue
        if "|" in line and at < len(lines) and "|" in lines[at] and _TABLE_RULE.match(lines[at]):
            rows = [line]
            at += 1
            while at < len(lines) and "|" in lines[at] and lines[at].strip():
                rows.append(lines[at])
                at += 1
            blocks += _read_table(map(_part_bars, rows), tables)
            broken = False
            continue
        line, outline = _without_marks(line)
        hard = outline is None and line.endswith(("  ", "\\"))
        stripped, bold, italic = marks.strip(line.removesuffix("\\"), closed[at - 1])
        bold = bold or outline is not None
        for piece in _BREAK.split(stripped):
            if text := normalise(piece):
                blocks.append(
                    Block(text, outline=outline, bold=bold, italic=italic, page_break=page, continues=broken)
                )
                page, broken = False, True
        broken = hard
    return blocks


def _part_bars(line: str) -> list[str]:
    line = line.strip()
    parts = _BAR.split(line[1:] if line.startswith("|") else line)
    return parts[:-1] if len(parts) > 1 and not parts[-1].strip() else parts


def _read_table(rows: Iterable[list[str]], tables: list[Table]) -> list[Block]:
    number = len(tables)
    blocks: list[Block] = []
    cells: list[Cell] = []
    height = widest = 0
    for row, parts in enumerate(rows):
        height, widest = row + 1, max(widest, len(parts))
        for column, part in enumerate(parts):
            cell = Cell(number, row, column, header=row == 0)
            cells.append(cell)
            continues = False
            stripped, bold, italic = _Marks().strip(part, False)
            for piece in _BREAK.split(stripped):
                if text := normalise(piece):
                    blocks.append(Block(text, cell=cell, bold=bold, italic=italic, continues=continues))
                    continues = True
    tables.append(Table(number, height, widest, tuple(cells)))
    return blocks
