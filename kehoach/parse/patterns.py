"""Patterns of the parser, from structure (code) and words (lexicon).

They match folded text (lower case, one tone placement), are written verbose with a comment to the right of
each part, take words in as named lists (`\\L<label>`), and name their groups after the model's fields. They
are compiled at their first use, so that a command that does not need them does not pay for them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from kehoach import expressions
from kehoach.parse.watch import search

Match = re.Match[str]
Words = Callable[[], Iterable[str]] | Iterable[str]

ALPHABET = "abcdđeghiklmnopqrstuvxy"  # of the labels of points, in order
_DIGITS = "0123456789"
_FAR = 2000  # characters: to look through more of them at each place takes the square of their number
_NEEDED = re.compile(r"\\N<(\w+)>")


def which(match: Match, name: str) -> str:
    r"""The group `name`, or its like `name2`, `name3` …, whichever took part: `re` names a group only once.

    >>> date = Pattern(r"(?P<year> \d{4} ) - (?P<month> \d\d ) | (?P<month2> \d\d ) / (?P<year2> \d{4} )")
    >>> match = date.search("07/2026")
    >>> match[which(match, "year")]
    '2026'
    """
    like = [group for group in match.re.groupindex if group.rstrip(_DIGITS) == name]
    return next((group for group in reversed(like) if match[group] is not None), name)


class Pattern:
    r"""A pattern that is compiled at its first use. `pos` and `endpos` bound the text it sees.

    `\L<name>` is any word of the list `name`, the longest that fits. `\N<name>` is the same, and says that
    no match does without a word of such a list; `needs` says so of other words. A text that has none of them
    need not be searched, nor the pattern be compiled for it.

    >>> digits = Pattern(r"(?P<number> \d+ ) [ ] \L<unit>   # a number of days", unit=["tuần", "tuần lễ"])
    >>> digits.search("trong 12 tuần lễ")[0]
    '12 tuần lễ'
    """

    def __init__(self, source: str, needs: Iterable[str] = (), /, **lists: Words) -> None:
        self.source = source
        self.lists = lists
        self._own_needs = needs
        self.needs = bool(needs) or r"\N<" in source

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return expressions.compile(self.source, *self.written())

    def written(self) -> list[str]:
        """The lists of the source as lines, each its name and then its words."""
        names = dict.fromkeys(expressions.LIST.findall(self.source))
        return ["\n".join((name, *self._words(name))) for name in names]

    def _words(self, name: str) -> Iterable[str]:
        words = self.lists[name]
        return words() if callable(words) else words

    @cached_property
    def _needed(self) -> list[str]:
        listed = [word for name in _NEEDED.findall(self.source) for word in self._words(name)]
        return [*self._own_needs, *listed]

    def lacks(self, text: str, pos: int, end: int, far: int = sys.maxsize) -> bool:
        """Whether a stretch of text, if no longer than `far`, holds none of the words that a match needs."""
        if end - pos > far:
            return False
        for word in self._needed:  # noqa: SIM110, `all` of a generator takes twice as long
            if text.find(word, pos, end) >= 0:
                return False
        return True

    def match(self, text: str, pos: int = 0, endpos: int | None = None) -> Match | None:
        end = len(text) if endpos is None else endpos
        if self.needs and "compiled" not in self.__dict__ and self.lacks(text, pos, end, _FAR):
            return None
        return search(self.compiled.match, text, pos, end)

    def fullmatch(self, text: str, pos: int = 0, endpos: int | None = None) -> Match | None:
        end = len(text) if endpos is None else endpos
        if self.needs and "compiled" not in self.__dict__ and self.lacks(text, pos, end, _FAR):
            return None
        return search(self.compiled.fullmatch, text, pos, end)

    def search(self, text: str, pos: int = 0, endpos: int | None = None) -> Match | None:
        end = len(text) if endpos is None else endpos
        if self.needs and self.lacks(text, pos, end):
            return None
        return search(self.compiled.search, text, pos, end)

    def _all(self, text: str, pos: int, end: int) -> list[Match]:
        return list(self.compiled.finditer(text, pos, end))

    def finditer(self, text: str, pos: int = 0, endpos: int | None = None) -> Iterator[Match]:
        end = len(text) if endpos is None else endpos
        if self.needs and self.lacks(text, pos, end):
            return iter(())
        return iter(search(self._all, text, pos, end) or ())


def leftmost(patterns: Sequence[Pattern], text: str) -> Iterator[tuple[int, Match]]:
    """The matches of several patterns from left to right, each with the place of its pattern.

    Of those that overlap the one that begins first counts, and of those that begin together the first
    pattern's.

    >>> [match[0] for _, match in leftmost([Pattern(r"quý \\s i+"), Pattern(r"\\d+ | i+")], "quý ii, 2026")]
    ['quý ii', '2026']
    """
    size = len(text)
    ahead: dict[int, Match | None] = {
        at: None
        for at, pattern in enumerate(patterns)
        if not (pattern.needs and pattern.lacks(text, 0, size))
    }
    pos = 0
    while pos < size:
        first, place = None, 0
        for at in list(ahead):
            match = ahead[at]
            if match is None or match.start() < pos:
                match = ahead[at] = search(patterns[at].compiled.search, text, pos, size)
            if match is None:
                del ahead[at]
            elif first is None or match.start() < first.start():
                first, place = match, at
                if match.start() == pos:
                    break  # no pattern behind it can begin before: they need not be compiled for this
        if first is None:
            return
        yield place, first
        pos = max(first.end(), first.start() + 1)
