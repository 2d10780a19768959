"""Patterns that say what they cannot do without."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
import regex

import kehoach.parse
from kehoach.expressions import bare, spell
from kehoach.fold import fold
from kehoach.parse.patterns import Pattern
from tests.words import lexicon_words

SAMPLES = Path(__file__).parents[2] / "samples"
TEXTS = [
    fold("\n".join(lexicon_words())),
    *(fold(page.read_text("utf-8")) for page in sorted(SAMPLES.glob("*.md"))),
]


def patterns() -> dict[str, Pattern]:
    """Every pattern of the parser, by its place."""
    found = {}
    for module in pkgutil.walk_packages(kehoach.parse.__path__, "kehoach.parse."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, item in enumerate(value if isinstance(value, tuple) else [value]):
                if isinstance(item, Pattern):
                    found[f"{module.name}.{name}.{number}"] = item
    return found


PATTERNS = patterns()
NEEDING = {place: pattern for place, pattern in PATTERNS.items() if r"\N<" in pattern.source}


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_means_the_same_without_spaces_and_comments(pattern: Pattern) -> None:
    spelled = spell(pattern.source, *pattern.written())
    text = "\n".join(TEXTS[1:])
    laid_out = [match.span() for match in regex.finditer(spelled, text, regex.VERBOSE)]
    assert [match.span() for match in pattern.compiled.finditer(text)] == laid_out
    assert not re.search(r"\\\d [0-9]", spelled)  # a group and a digit behind it would be one number


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_a_cold_start_does_without_regex(pattern: Pattern) -> None:
    """What `re` cannot compile imports `regex`, which takes as long as compiling all the others."""
    assert isinstance(pattern.compiled, re.Pattern)


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_is_spelled_as_folded_text_is(pattern: Pattern) -> None:
    """Folding moves tone marks (`hoàn` → `hòan`): what is spelled otherwise would never match."""
    source = bare(pattern.source)
    words = set(re.findall(r"[^\W\d_]+", re.sub(r"\\[a-zA-Z]", " ", source)))
    assert [word for word in words if word == word.lower() and fold(word) not in source] == []


def holds(parsed: Any, word: int) -> bool:
    """Whether no way through a parsed pattern does without a letter."""
    for kind, value in parsed:
        match str(kind):
            case "LITERAL":
                found = value == word
            case "BRANCH":
                found = all(holds(branch, word) for branch in value[1])
            case "SUBPATTERN":
                found = holds(value[3], word)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                found = value[0] > 0 and holds(value[2], word)
            case "ASSERT":
                found = holds(value[1], word)
            case "ATOMIC_GROUP":
                found = holds(value, word)
            case _:
                found = False
        if found:
            return True
    return False


@pytest.mark.parametrize("pattern", NEEDING.values(), ids=NEEDING)
def test_no_match_does_without_the_words_it_needs(pattern: Pattern) -> None:
    """Otherwise what it finds would hang on whether it has been compiled before."""
    listed = re.sub(r"\\N<\w+>", "\ue000", pattern.source)
    source = bare(spell(listed, *pattern.written()))
    assert holds(parser.parse(source), ord("\ue000"))


@pytest.mark.parametrize(
    ("source", "needed"),
    [
        ("a \ue000", True),
        ("(?: \ue000 | b )", False),
        ("(?: \ue000 | b \ue000 )", True),
        ("\ue000?", False),
        ("(?: \ue000 )+", True),
        ("(?! \ue000 )", False),
        ("(?= \ue000 )", True),
        ("(?> \ue000 )", True),
    ],
)
def test_the_test_itself_sees_what_a_pattern_needs(source: str, needed: bool) -> None:
    assert holds(parser.parse(bare(source)), ord("\ue000")) is needed


def test_a_needed_word_is_looked_for_in_the_bounds() -> None:
    pattern = Pattern(r"\N<unit> \b", unit=["tuần"])
    assert pattern.search("hai tuần", 5) is None
    assert pattern.search("hai tuần", 0, 7) is None
    assert "compiled" not in vars(pattern)
    assert pattern.search("hai tuần", 4)
    assert pattern.search("hai tuần", 5) is None


def test_other_words_that_are_needed_are_looked_for_too() -> None:
    pattern = Pattern(r"\d+ \s \w+", ["tuần", "tháng"])
    assert pattern.search("12 ngày") is None
    assert "compiled" not in vars(pattern)
    assert pattern.search("3 ngày, 12 tháng")
