"""The words: what clerks write, as literal text in TOML files that a clerk can add a line to.

Each file is one subject; each entry stands in `tests/lexicon/<same name>.toml` with real examples, so that a
test proves every phrase by an example.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from kehoach.fold import fold


@cache
def load_lexicon(name: str) -> dict[str, Any]:
    """The content of `lexicon/<name>.toml`."""
    with open(f"{__path__[0]}/{name}.toml", "rb") as file:  # importlib.resources takes 5 ms to import
        return tomllib.load(file)


@cache
def load_words(name: str, key: str) -> tuple[str, ...]:
    """The words under a dotted key of `lexicon/<name>.toml`, folded for matching.

    They are a list, or a text with one phrase a line (which a long list is read faster from).
    """
    entry: Any = load_lexicon(name)
    for part in key.split("."):
        entry = entry[part]
    lines = entry if isinstance(entry, str) else "\n".join(entry)
    return tuple(fold(lines).strip().split("\n"))  # folded at once: each by itself takes five times as long
