"""Legal references as cases of words: how they are read, and how they are shown in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kehoach.document import Block, Document, Source
from kehoach.fold import split_lines
from kehoach.models import CitedDocument, LegalReference, Warning
from kehoach.parse.references import Citing, find_references

HERE = Path(__file__).parent


def cases(name: str) -> list[object]:
    """The cases of a file, each named by its file and line."""
    path = HERE / name
    lines = enumerate(path.read_text("utf-8").splitlines(), 1)
    return [
        pytest.param(*(part.strip() for part in line.rsplit(" | ", 1)), id=f"{name}:{number}")
        for number, line in lines
        if line.strip() and not line.startswith("#")
    ]


def document(words: str) -> Document:
    """A document of these lines; `¶` ends one."""
    blocks = [Block(line) for line in split_lines(words.replace("¶", "\n"))]
    return Document.of(Source("words.txt", "text", ""), blocks)


def read(
    words: str, citing: Citing | None = None
) -> tuple[list[LegalReference], list[CitedDocument], list[Warning]]:
    """What the reader finds, each quotation checked against its place."""
    text = document(words)
    references, cited, warnings = find_references(text, citing or Citing())
    for reference in references:
        assert text.text[reference.span.start : reference.span.end] == reference.text
    assert [r.span.start for r in references] == sorted(r.span.start for r in references)
    assert sum(c.mentions for c in cited) == len(references)
    assert {c.document for c in cited} == {r.document for r in references}
    return references, cited, warnings


def show(reference: LegalReference) -> str:
    """A reference in one line: type, number, @date, [issuer], «title» of a law, {provisions}."""
    law = reference.type in ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")
    provisions = ", ".join(
        ".".join(part or "-" for part in (p.article, p.clause, p.point)) for p in reference.provisions
    )
    parts = (
        reference.type,
        reference.number,
        reference.date and f"@{reference.date}",
        reference.issuer and f"[{reference.issuer}]",
        reference.title and law and f"«{reference.title}»",
        provisions and "{" + provisions.replace(".-", "") + "}",
    )
    return " ".join(part for part in parts if part)


def shown(words: str) -> str:
    """What words cite, in one line; warnings as `!code`, `none` where nothing is cited."""
    references, _, warnings = read(words)
    return " + ".join([*map(show, references), *(f"!{warning.code}" for warning in warnings)]) or "none"
