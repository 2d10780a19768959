"""The words that the rules look for: `words.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from kehoach.fold import fold


@cache
def load_words(key: str) -> tuple[str, ...]:
    """The words under a key, folded."""
    return tuple(fold(word) for word in _load()[key])


@cache
def load_table(key: str) -> dict[str, tuple[str, ...]]:
    """The words of a table of words, by the word that stands for them, folded."""
    return {fold(word): tuple(fold(w) for w in words) for word, words in _load()[key].items()}


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
