"""The words that begin a duty, looked up: compiling a pattern of so many takes longer than reading a plan."""

from __future__ import annotations

import re
from functools import cache

from kehoach.lexicon import load_words

_RUN = re.compile(r"\w+(?: \w+){0,4}")  # no verb of a duty is longer


@cache
def load_verbs(*kinds: str) -> frozenset[str]:
    """The words of these kinds (`verbs`, `obligations`, `manners`, `deeds`), folded."""
    return frozenset(word for kind in kinds for word in load_words("duties", kind))


def read_verb(folded: str, at: int, end: int, verbs: frozenset[str]) -> str:
    """The longest of these verbs that begins at an offset; empty where none does.

    >>> read_verb("tổ chức thực hiện kế hoạch", 0, 26, frozenset({"tổ chức", "tổ chức thực hiện"}))
    'tổ chức thực hiện'
    """
    run = _RUN.match(folded, at, end)
    words = run[0] if run is not None else ""
    while words and words not in verbs:
        words = words.rpartition(" ")[0]
    return words


@cache
def _duties() -> frozenset[str]:
    return load_verbs("verbs", "obligations", "manners", "deeds").union(load_words("assignments", "adverb"))


def read_predicate(folded: str, at: int, end: int) -> str:
    """The longest verb of a duty, or word before one, that begins here; empty where none does."""
    return read_verb(folded, at, end, _duties())


def skip(folded: str, at: int, end: int, characters: str = ' \t\n-+•*"(') -> int:
    """Where words begin behind white space, bullets and opening marks."""
    while at < end and folded[at] in characters:
        at += 1
    return at
