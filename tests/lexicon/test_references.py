"""The words of citations: every phrase of the lexicon is proven by an example, every example by a phrase."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from kehoach.lexicon import load_lexicon
from kehoach.parse.references import Citing
from tests.parse.citations import read, shown

HERE = Path(__file__).parent
LEXICONS = ("laws", "citations")


def examples(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))


def role(words: str) -> str:
    (reference,), _, _ = read(words, Citing(front=(0, len(words))))
    return reference.role


def title(words: str) -> str:
    (reference,), _, _ = read(words)
    return reference.title or ""


READERS: dict[str, Callable[[str], str]] = {"reading": shown, "role": role, "title": title}


def reader(example: dict[str, Any]) -> str:
    """The key under which an example says what its words are read as."""
    return next(key for key in READERS if key in example)


def words_under(name: str, key: str) -> list[tuple[str, str]]:
    """The phrases under a key, each with what a table makes of it."""
    entry = reduce(lambda table, part: table[part], key.split("."), load_lexicon(name))
    return list(entry.items()) if isinstance(entry, dict) else [(word, "") for word in entry]


def keys(name: str) -> Iterator[str]:
    """The dotted keys of a lexicon's lists and tables of words."""
    for key, entry in load_lexicon(name).items():
        if isinstance(entry, dict) and not all(isinstance(value, str) for value in entry.values()):
            yield from (f"{key}.{part}" for part in entry)
        else:
            yield key


@pytest.mark.parametrize("name", LEXICONS)
def test_every_list_has_an_example(name: str) -> None:
    assert set(keys(name)) == set(examples(name))


@pytest.mark.parametrize(
    ("name", "key"),
    [pytest.param(name, key, id=f"{name}:{key}") for name in LEXICONS for key in examples(name)],
)
def test_every_phrase_is_read(name: str, key: str) -> None:
    example = examples(name)[key]
    by = reader(example)
    readings = {
        phrase: (
            READERS[by](example["words"].format(phrase, value=value)),
            example[by].format(phrase, value=value),
        )
        for phrase, value in words_under(name, key)
    }
    assert {phrase: found for phrase, (found, expected) in readings.items() if found != expected} == {}


@pytest.mark.parametrize(
    ("by", "words", "reading"),
    [
        pytest.param(reader(example), *near, id=f"{name}:{key}")
        for name in LEXICONS
        for key, example in examples(name).items()
        for near in example["near"]
    ],
)
def test_near_misses(by: str, words: str, reading: str) -> None:
    assert READERS[by](words) == reading
