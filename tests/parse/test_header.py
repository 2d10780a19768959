"""What `read_header` finds in letterheads of every shape; the cases are drawings in `letterheads/*.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest

from kehoach.document import Passage
from kehoach.parse.header import read_header
from tests.parse.drawing import draw, read_cases

CASES = [
    pytest.param(drawing, expected, id=f"{path.name}:{line} {name}")
    for path in sorted((Path(__file__).parent / "letterheads").glob("*.txt"))
    for name, line, drawing, expected in read_cases(path)
]


@pytest.mark.parametrize(("drawing", "expected"), CASES)
def test_reads_letterheads(drawing: str, expected: dict[str, str]) -> None:
    document = draw(drawing)
    header, warnings = read_header(document, Passage(document, 0, len(document.text)))
    found: dict[str, str] = {
        "document_type": header.document_type.code if header.document_type else "",
        "addressees": " | ".join(header.addressees),
        "title_year": str(header.title_year or ""),
        "warnings": " ".join(warning.code for warning in warnings),
        "preamble": document.text[slice(*header.preamble)] if header.preamble else "",
    }
    for key in ("number", "symbol", "place", "date", "issuer", "superior", "title"):
        found[key] = getattr(header, key) or ""
    if "preamble" in expected:
        found["preamble"] = found["preamble"][: len(expected["preamble"])]
    assert {key: found[key] for key in expected} == expected
