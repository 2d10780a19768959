"""Tasks as a Markdown table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kehoach.write.rows import COLUMNS, Row

_SPECIAL = re.compile(r"([\\`*_\[\]<>|&~#])")


def encode_markdown(rows: Iterable[Row], columns: Sequence[str] = tuple(COLUMNS)) -> Iterator[bytes]:
    """A pipe table (GitHub's Markdown); what is markup in a cell is escaped."""
    yield _line(COLUMNS[column] for column in columns)
    yield _line("---" for _ in columns)
    for row in rows:
        yield _line(escape(row.words(column)) for column in columns)


def escape(cell: str) -> str:
    r"""A cell whose words mean themselves, its lines parted by `<br>`.

    >>> escape("a | b\n- c_d")
    'a \\| b<br>- c\\_d'
    """
    return "<br>".join(_SPECIAL.sub(r"\\\1", line.strip()) for line in cell.splitlines())


def _line(cells: Iterable[str]) -> bytes:
    return f"| {' | '.join(cells)} |\n".encode()
