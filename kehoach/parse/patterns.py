"""Compiled patterns from structure (code) and words (lexicon): the only module that compiles.

Patterns match folded text (lower case, one tone placement), are written verbose with a comment to the right
of each part, take words in as named lists (`\\L<label>`), and name their groups after the model's fields.
They are compiled at their first use, so that a command that does not need them does not pay for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

import regex

Match = regex.Match[str]
Words = Callable[[], Iterable[str]] | Iterable[str]


class Pattern:
    """A pattern that is compiled at its first use. `pos` and `endpos` bound the text it sees.

    >>> digits = Pattern(r"(?P<number> \\d+ )   # a serial")
    >>> digits.search("số 12")["number"]
    '12'
    """

    def __init__(self, source: str, **lists: Words) -> None:
        self.source = source
        self.lists = lists

    @cached_property
    def compiled(self) -> regex.Pattern[str]:
        lists: dict[str, Any] = {
            name: frozenset(words() if callable(words) else words) for name, words in self.lists.items()
        }
        return regex.compile(self.source, regex.VERBOSE, **lists)

    def match(self, text: str, pos: int = 0, endpos: int | None = None) -> Match | None:
        return self.compiled.match(text, pos, len(text) if endpos is None else endpos)

    def fullmatch(self, text: str, pos: int = 0, endpos: int | None = None) -> Match | None:
        return self.compiled.fullmatch(text, pos, len(text) if endpos is None else endpos)

    def search(self, text: str, pos: int = 0, endpos: int | None = None) -> Match | None:
        return self.compiled.search(text, pos, len(text) if endpos is None else endpos)

    def finditer(self, text: str, pos: int = 0, endpos: int | None = None) -> Iterator[Match]:
        return self.compiled.finditer(text, pos, len(text) if endpos is None else endpos)
