"""Patterns that say what they cannot do without."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import kehoach.parse
from kehoach.fold import fold
from kehoach.parse.patterns import Pattern
from tests.words import lexicon_words

SAMPLES = Path(__file__).parents[2] / "samples"
TEXTS = [
    fold("\n".join(lexicon_words())),
    *(fold(page.read_text("utf-8")) for page in sorted(SAMPLES.glob("*.md"))),
]


def patterns() -> dict[str, Pattern]:
    """Every pattern of the parser that needs words, by its place."""
    found = {}
    for module in pkgutil.walk_packages(kehoach.parse.__path__, "kehoach.parse."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, item in enumerate(value if isinstance(value, tuple) else [value]):
                if isinstance(item, Pattern) and r"\N<" in item.source:
                    found[f"{module.name}.{name}.{number}"] = item
    return found


@pytest.mark.parametrize("pattern", patterns().values(), ids=patterns())
def test_no_match_does_without_the_words_it_needs(pattern: Pattern) -> None:
    """Otherwise what it finds would hang on whether it has been compiled before."""
    without = Pattern(re.sub(r"\\N<\w+>", "(?!)", pattern.source), **pattern.lists)
    assert not any(list(without.finditer(text)) or without.match(text) for text in TEXTS)
    assert without.match("") is None


def test_a_needed_word_is_looked_for_in_the_bounds() -> None:
    pattern = Pattern(r"\N<unit> \b", unit=["tuần"])
    assert pattern.search("hai tuần", 5) is None
    assert pattern.search("hai tuần", 0, 7) is None
    assert "compiled" not in vars(pattern)
    assert pattern.search("hai tuần", 4)
    assert pattern.search("hai tuần", 5) is None
