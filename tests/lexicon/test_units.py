"""The phrases of units, duties and places, and their examples, prove each other; so do the abbreviations."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kehoach.document import Block, Document, Passage, Source
from kehoach.fold import fold
from kehoach.lexicon import load_lexicon, load_words
from kehoach.models import Unit
from kehoach.parse.units import full_name, match_units, read_heading, read_units

LEXICONS = ("units", "duties", "places")
KINDS = [(name, kind) for name in LEXICONS for kind in load_lexicon(name)]


def examples(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))


def read(words: str, by: str) -> list[Unit]:
    document = Document.of(Source("", "text", ""), [Block(words.replace("‖", ""))])
    where = Passage(document, 0, len(document.text))
    if by == "field":
        return read_units(where)[0]
    if by == "heading":
        return read_heading(where)
    units, end = match_units(where)
    assert end == words.index("‖")
    return units


def phrases(name: str, kind: str) -> list[str]:
    """The phrases as the lexicon writes them."""
    lines: list[str] = load_lexicon(name)[kind]
    return lines


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_every_phrase_does_what_its_kind_says(name: str, kind: str) -> None:
    entry = examples(name)[kind]
    by = next(key for key in ("field", "heading", "sentence") if key in entry)
    wrong = []
    for phrase in phrases(name, kind):
        start = phrase if entry[by].startswith(("{", "‖{")) is False else phrase[:1].upper() + phrase[1:]
        words = entry[by].replace("{}", start)
        expected = [unit.replace("{}", start) for unit in entry["units"]]
        try:
            found = [u.name + "*" * u.group + (f" => {u.duty}" if u.duty else "") for u in read(words, by)]
        except AssertionError:
            found = ["another end"]
        if [fold(unit).rstrip("*") for unit in found] != [fold(unit).rstrip("*") for unit in expected]:
            wrong.append((words, found))
    assert not wrong, wrong


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_counter_examples_hold_no_unit(name: str, kind: str) -> None:
    assert [words for words in examples(name)[kind]["no"] if read(words, "heading")] == []


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_no_phrase_stands_twice(name: str, kind: str) -> None:
    words = load_words(name, kind)
    assert [word for word in words if words.count(word) > 1] == []


def test_every_abbreviation_is_spelled_out() -> None:
    lines = [line.partition(" = ") for line in phrases("abbreviations", "expansions")]
    assert [short for short, _, spelled in lines if full_name(f"Bà {short}") != f"Bà {spelled}"] == []


def test_abbreviations_by_the_words_beside_them() -> None:
    entry = examples("abbreviations")
    assert [(short, full_name(short)) for short, _ in entry["yes"]] == [tuple(pair) for pair in entry["yes"]]
    assert [full_name(short) for short in entry["no"]] == entry["no"]
