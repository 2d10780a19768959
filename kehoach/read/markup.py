"""HTML within a text (HTML Living Standard, 4 and 13.5), as programs that read scans write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.document import Block, Cell, Table
from kehoach.fold import normalise

if TYPE_CHECKING:
    from lxml.etree import _Element

_TABLE = re.compile(r"<(/?)table(?=[\s>/])[^<>]*>", re.IGNORECASE)
_WHOLE = re.compile(r"<table(?=[\s>/])[^<>]*>.*</table\s*>", re.IGNORECASE | re.DOTALL)
_MARK = re.compile(
    r"</?(?:a|b|big|del|em|font|i|ins|mark|s|small|span|strong|sub|sup|u)(?=[\s>/])[^<>]*>", re.IGNORECASE
)
_BREAK = re.compile(
    r"</?(?:article|blockquote|center|div|h[1-6]|li|ol|p|section|ul)(?=[\s>/])[^<>]*>", re.IGNORECASE
)
_CHARACTER = re.compile(  # `&nbsp;`, `Ph&ograve;ng`, `&ndash;`
    r"&(?:amp|gt|lt|nbsp|quot|#\d{1,7}|#x[0-9a-f]{1,6}|[aeiouy](?:acute|circ|grave|tilde)"
    r"|[mn]dash|[lr][ds]quo|hellip|bull|middot);",
    re.IGNORECASE,
)
_BREAKING = frozenset(("br", "caption", "div", "li", "p", "table", "tr"))  # a line of a cell ends at these
_WIDEST = 63  # columns of a table, as in Word: what is said to be wider is a mistake


def part_lines(text: str) -> list[str]:
    """The lines of a text as they are seen, without marks of HTML; each whole table is one of them."""
    lines: list[str] = []
    depth = begin = at = 0
    for tag in _TABLE.finditer(text) if "<" in text else ():
        before, depth = depth, max(depth + (-1 if tag[1] else 1), 0)
        if not before:
            begin = tag.start()
        elif not depth:
            lines += [*_plain(text[at:begin]).split("\n"), text[begin : tag.end()]]
            at = tag.end()
    return [*lines, *_plain(text[at:]).split("\n")]


def _plain(text: str) -> str:
    if "</" in text:
        text = _BREAK.sub("\n", _MARK.sub("", text))
    if "&" in text:
        from html import unescape

        text = _CHARACTER.sub(lambda match: unescape(match[0]), text)
    return text


def is_html_table(line: str) -> bool:
    return line.startswith("<") and _WHOLE.fullmatch(line) is not None


def read_html_table(line: str, tables: list[Table]) -> list[Block] | None:
    """The lines of a table, which joins `tables`; None where it cannot be read whole.

    What stands in no cell (a caption) comes first; a table within a cell is text of the cell.
    """
    from lxml.etree import HTMLParser, fromstring

    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = fromstring(line.replace("\0", "").encode("utf-8", "replace"), parser)
    if any(entry.level_name == "FATAL" for entry in parser.error_log):  # tags within tags without end
        return None
    table = next(root.iter("table"))
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    number = len(tables)
    below: dict[int, int] = {}  # column → the first row that no cell from above takes
    blocks: list[Block] = []
    cells: list[Cell] = []
    for at, row in enumerate(rows):
        column = 0
        for element in row.findall("*"):
            if element.tag not in ("td", "th"):
                continue
            while below.get(column, 0) > at:
                column += 1
            high = min(_count(element.get("rowspan")), len(rows) - at)
            wide = min(_count(element.get("colspan")), _WIDEST)
            below |= dict.fromkeys(range(column, min(column + wide, _WIDEST)), at + high)
            cell = Cell(number, at, column, high, wide, header=at == 0)
            cells.append(cell)
            blocks += (Block(words, cell=cell, continues=n > 0) for n, words in enumerate(_lines(element)))
            element.clear(keep_tail=True)
            column += wide
    width = max((cell.column + cell.columns for cell in cells), default=0)
    tables.append(Table(number, len(rows), width, tuple(cells)))
    return [*map(Block, _lines(table)), *blocks]


def _count(attribute: str | None) -> int:
    """How many rows or columns a cell takes: one where nothing, or nothing sensible, is said."""
    return int(attribute) if attribute and re.fullmatch(r"\s*[1-9][0-9]{0,3}\s*", attribute) else 1


def _lines(element: _Element) -> list[str]:
    return [line for part in "".join(_words(element)).split("\n") if (line := normalise(part))]


def _words(element: _Element) -> Iterator[str]:
    """The words in an element, line ends where its tags break them and not where the text itself does."""
    from lxml.etree import iterwalk

    for event, part in iterwalk(element, events=("start", "end")):
        words = part.text if event == "start" else part.tail if part is not element else None
        if part is not element and part.tag in _BREAKING:
            yield "\n"
        yield " ".join((words or "").split("\n"))
