"""The phrases of letterhead, signatures and document types, and their examples, prove each other."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import regex

from kehoach.document import Block, Document, Passage, Source
from kehoach.fold import fold
from kehoach.lexicon import load_lexicon, load_words
from kehoach.parse.header import Header, read_header


def examples(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))


def holds(phrase: str, example: str) -> bool:
    return regex.search(rf"(?<!\w){regex.escape(phrase)}(?!\w)", fold(example)) is not None


KEYS = [(name, key) for name in ("letterhead", "signatures") for key in load_lexicon(name)]


@pytest.mark.parametrize(("name", "key"), KEYS)
def test_phrases_and_examples_prove_each_other(name: str, key: str) -> None:
    entry, phrases = examples(name)[key], load_words(name, key)
    assert [p for p in phrases if not any(holds(p, e) for e in entry["yes"])] == []
    assert [e for e in entry["yes"] if not any(holds(p, e) for p in phrases)] == []
    assert [e for e in entry["no"] if any(holds(p, e) for p in phrases)] == []


def test_no_phrase_stands_twice() -> None:
    for name, key in KEYS:
        phrases = load_words(name, key)
        assert len(phrases) == len(set(phrases)), f"{name}.{key}"


def read(*lines: str) -> Header:
    document = Document.of(Source("", "text", ""), [Block(line) for line in lines if line])
    return read_header(document, Passage(document, 0, len(document.text)))[0]


@pytest.mark.parametrize(("line", "symbol", "code"), examples("document_types")["examples"])
def test_types_are_read_from_type_line_and_symbol(line: str, symbol: str, code: str) -> None:
    number = (symbol and f"Số 3{'-' if '/' in symbol else '/'}{symbol}") or ""
    kind = read("UBND XÃ TÂN LẬP", number, line, "Nạo vét kênh", "Căn cứ Luật Thủy lợi;").document_type
    assert kind is not None
    assert kind.code == code
    assert fold(line).startswith(fold(kind.name))


def test_every_type_has_an_example() -> None:
    shown = {(code, fold(line)) for line, _, code in examples("document_types")["examples"]}
    known = {
        (c, fold(n))
        for group in load_lexicon("document_types").values()
        for c, ns in group.items()
        for n in ns
    }
    assert known == shown


@pytest.mark.parametrize("line", examples("document_types")["counter_examples"])
def test_other_lines_are_no_type_lines(line: str) -> None:
    assert read(line, "Căn cứ Luật Thủy lợi;").document_type is None
