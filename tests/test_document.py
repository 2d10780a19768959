"""The text in the middle: offsets, blocks, quotations."""

from __future__ import annotations

import pytest

from kehoach.document import Block, Document, Passage, Source
from kehoach.fold import fold

DOCUMENT = Document.of(Source("a.txt", "text", ""), [Block("KẾ HOẠCH"), Block("Ủy ban"), Block("nhân dân;")])


def test_the_text_is_one_block_a_line() -> None:
    assert DOCUMENT.text == "KẾ HOẠCH\nỦy ban\nnhân dân;"
    assert DOCUMENT.starts == (0, 9, 16)
    assert DOCUMENT.folded == fold("KẾ HOẠCH") + "\nủy ban nhân dân;"


@pytest.mark.parametrize(("offset", "block"), [(0, 0), (7, 0), (8, 0), (9, 1), (15, 1), (16, 2), (24, 2)])
def test_the_block_of_an_offset(offset: int, block: int) -> None:
    assert DOCUMENT.block_at(offset) == block


def test_the_end_of_a_block() -> None:
    assert [DOCUMENT.text[start : DOCUMENT.end_of(at)] for at, start in enumerate(DOCUMENT.starts)] == [
        block.text for block in DOCUMENT.blocks
    ]


def test_a_quotation_is_one_line() -> None:
    assert DOCUMENT.quote(9, 24) == "Ủy ban nhân dân"


def test_a_passage_without_what_surrounds_it() -> None:
    passage = Passage(DOCUMENT, 8, len(DOCUMENT.text))
    assert passage.text == "\nỦy ban\nnhân dân;"
    assert passage.folded == "\nủy ban nhân dân;"
    assert passage.stripped() == Passage(DOCUMENT, 9, 24)
    assert Passage(DOCUMENT, 8, 9).stripped().text == ""


def test_no_block_is_a_document() -> None:
    assert (Document.of(Source("", "text", ""), []).text, Document.of(Source("", "text", ""), []).folded) == (
        "",
        "",
    )
