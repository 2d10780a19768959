"""What `read_tail` finds at the end of documents, and where `find_tail` says that the end begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from kehoach.document import Passage
from kehoach.parse.header import Header, complete_issuer
from kehoach.parse.tail import Tail, find_tail, read_tail
from tests.parse.drawing import draw, read_cases

FOLDER = Path(__file__).parent / "tails"
TAILS = [
    pytest.param(drawing, expected, id=f"{line} {name}")
    for name, line, drawing, expected in read_cases(FOLDER / "tails.txt")
]
PLACES = [
    pytest.param(drawing, id=f"{line} {name}") for name, line, drawing, _ in read_cases(FOLDER / "places.txt")
]


@pytest.mark.parametrize(("drawing", "expected"), TAILS)
def test_reads_tails(drawing: str, expected: dict[str, str]) -> None:
    document = draw(drawing)
    tail = read_tail(document, Passage(document, 0, len(document.text)))
    found = {"recipients": " | ".join(tail.recipients), "issuer": tail.position_issuer or ""}
    for key in ("authority", "position", "name"):
        found[key] = (tail.signature and getattr(tail.signature, key)) or ""
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("drawing", PLACES)
def test_finds_where_the_tail_begins(drawing: str) -> None:
    """The place is marked with `«`; a drawing without the mark has no tail."""
    document = draw(drawing.replace("«", ""))
    begin = find_tail(document, 0, len(document.text))
    marked = draw(drawing).text.find("«")
    assert begin == (None if marked < 0 else marked)


def test_the_tail_is_sought_between_two_offsets() -> None:
    document = draw("Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nHà Văn Tư\nPHỤ LỤC\nNơi nhận:\n- Lưu: VT.")
    second = document.text.rindex("Nơi nhận")
    assert find_tail(document, document.text.index("PHỤ LỤC"), len(document.text)) == second
    assert find_tail(document, 0, second) == 0


def test_the_signature_names_the_issuer_where_nothing_before_it_did() -> None:
    tail = Tail(position_issuer="ỦY BAN NHÂN DÂN XÃ")
    assert complete_issuer(Header(), tail).issuer == "ỦY BAN NHÂN DÂN XÃ"
    assert complete_issuer(Header(issuer="SỞ Y TẾ"), tail).issuer == "SỞ Y TẾ"
