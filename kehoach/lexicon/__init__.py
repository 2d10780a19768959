"""The words: what clerks write, as literal text in TOML files that a clerk can add a line to.

Each file is one subject; each entry stands in `tests/lexicon/<same name>.toml` with real examples, so that a
test proves every phrase by an example.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from kehoach.cache import kept
from kehoach.fold import fold


@cache
@kept
def load_lexicon(name: str) -> dict[str, Any]:
    """The content of `lexicon/<name>.toml`; a text in it, with one phrase a line, is the list of its lines.

    tomllib reads such a text many times faster than an array.
    """
    return _read(name)


@cache
def _read(name: str) -> dict[str, Any]:
    import tomllib

    with open(f"{__path__[0]}/{name}.toml", "rb") as file:  # importlib.resources takes 5 ms to import
        content: dict[str, Any] = _listed(tomllib.load(file))
    return content


def _listed(entry: Any) -> Any:
    if isinstance(entry, dict):
        return {key: _listed(part) for key, part in entry.items()}
    return entry.strip("\n").split("\n") if isinstance(entry, str) and "\n" in entry else entry


@cache
def load_words(name: str, key: str) -> tuple[str, ...]:
    """The words under a dotted key of `lexicon/<name>.toml`, folded for matching."""
    return tuple(_folded(name)[key].split("\n"))


@cache
@kept
def _folded(name: str) -> dict[str, str]:
    """The lists of words of a file by their dotted keys, folded, a word a line: of a table, its keys."""
    return {key: fold("\n".join(entry)) for key, entry in _lists(_read(name), "")}


def _lists(table: dict[str, Any], prefix: str) -> Iterator[tuple[str, Iterable[str]]]:
    for key, entry in table.items():
        if isinstance(entry, dict):
            yield from _lists(entry, f"{prefix}{key}.")
        if isinstance(entry, (dict, list)):
            yield prefix + key, entry
