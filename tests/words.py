"""The words of the lexicon, for texts made of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LEXICON = Path(__file__).parents[1] / "kehoach" / "lexicon"


def lexicon_words() -> list[str]:
    """Every phrase of the lexicon, in order."""
    pages = LEXICON.glob("*.toml")
    return sorted(
        {word for page in pages for word in _phrases(tomllib.loads(page.read_text("utf-8"))) if word}
    )


def _phrases(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.split("\n")
    elif isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from _phrases(part)
    elif isinstance(value, list):
        for part in value:
            yield from _phrases(part)
