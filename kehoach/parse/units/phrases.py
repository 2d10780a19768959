"""The phrases of the lexicon that units are made of, found word by word in a passage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Generic, TypeVar

from kehoach.cache import kept
from kehoach.lexicon import load_lexicon, load_words

Value = TypeVar("Value")

TOKEN = re.compile(r"[đĐ]/c|\w+(?:&\w+)*|\n|[^\w\s]")
_JOINT = re.compile(", | và | - ")  # between the parts of a name, often left out or all of them commas

_KINDS = {
    "units": "heads wholes names titles roles honorifics plurals collectives people posts weak qualifiers"
    " relations clauses activities passives schools localities links bodies sections topics transitives"
    " trades owners briefs memberships peers committees callings appositions nothing varied traps compounds"
    " stops addresses departments governors purposes leaderships chiefs",
    "duties": "verbs obligations manners deeds",
    "places": "levels provinces territories",
}


class Phrases(Generic[Value]):
    """Phrases with what they stand for, looked up by the words of a passage: many are as fast as few.

    `reach`: by the first word of a phrase, how many more the longest has that begins with it.
    """

    def __init__(self, values: dict[str, Value], reach: dict[str, int]) -> None:
        self.values, self.reach = values, reach

    def words_of(self, phrase: str) -> str:
        """The phrase as it is looked up, its words and marks parted by spaces."""
        if not phrase.replace(" ", "").isalnum():
            phrase = " ".join(TOKEN.findall(phrase))
        first, count = phrase.partition(" ")[0], phrase.count(" ")
        if self.reach.get(first, -1) < count:
            self.reach[first] = count
        return phrase

    def at(self, words: Sequence[str], at: int) -> list[tuple[int, Value]]:
        """The phrases that stand at a word, the shortest first, each as the word behind it and its value."""
        phrase = words[at]
        if phrase not in self.reach:
            return []
        found = []
        last = min(at + self.reach[phrase], len(words) - 1)
        for end in range(at, last + 1):
            if end > at:
                phrase = f"{phrase} {words[end]}"
            if (value := self.values.get(phrase)) is not None:
                found.append((end + 1, value))
        return found


@cache
def unit_phrases() -> Phrases[tuple[str, ...]]:
    """Every phrase that units are made of, with its kinds: `heads`, `names`, `verbs`, …"""
    return Phrases(*_unit_phrases())


@kept
def _unit_phrases() -> tuple[dict[str, tuple[str, ...]], dict[str, int]]:
    phrases = Phrases[list[str]]({}, {})
    names = frozenset(load_words("units", "names"))
    for lexicon, kinds in _KINDS.items():
        for kind in kinds.split():
            for phrase in load_words(lexicon, kind):
                if "." in phrase:  # as `Reading` drops it
                    phrase = " ".join(phrase.replace(".", " ").split())
                phrases.values.setdefault(phrases.words_of(phrase), []).append(kind)
                if kind == "names" and len(parts := _JOINT.split(phrase)) > 1:
                    phrases.values.setdefault(phrases.words_of(" ".join(parts)), []).append(kind)
                    if not names.issuperset(parts):  # `Phòng Kinh tế, Tài chính` may be two
                        phrases.values.setdefault(phrases.words_of(", ".join(parts)), []).append(kind)
    titles = load_words("units", "titles")
    for line in load_words("abbreviations", "expansions"):  # `STP`, `BQLDA`: an agency in one word
        short, _, spelled = line.partition(" = ")
        named = {"heads", "wholes", "roles"}.intersection(phrases.values.get(spelled, ()))
        if short.isalnum() and named:  # each name in a title may be short: `VP HĐND và Ủy ban nhân dân`
            titles = (*titles, *(title.replace(spelled, short) for title in titles if spelled in title))
        if short.isalnum() and " " in spelled:
            opening = phrases.at(spelled.split(), 0)
            if any(kind in ("heads", "wholes") for _, kinds_there in opening for kind in kinds_there):
                phrases.values.setdefault(phrases.words_of(short), []).append("shorts")
    for title in titles:
        kinds_there = phrases.values.setdefault(phrases.words_of(title), [])
        if "titles" not in kinds_there:
            kinds_there.append("titles")
    once: dict[tuple[str, ...], tuple[str, ...]] = {}  # many are of the same kinds, and are kept as one
    kinds_of = ((phrase, tuple(kinds)) for phrase, kinds in phrases.values.items())
    return {phrase: once.setdefault(kinds, kinds) for phrase, kinds in kinds_of}, phrases.reach


@cache
def name_fields() -> Phrases[bool]:
    """Every part of a known name that has several: `Hạ tầng` of `Kinh tế, Hạ tầng và Đô thị`."""
    return Phrases(*_name_fields())


@kept
def _name_fields() -> tuple[dict[str, bool], dict[str, int]]:
    phrases = Phrases[bool]({}, {})
    for name in load_words("units", "names"):
        if len(parts := _JOINT.split(name)) > 1:
            phrases.values.update((phrases.words_of(part), True) for part in parts)
    return phrases.values, phrases.reach


@cache
def expansions() -> Phrases[str]:
    """Every abbreviation with what it stands for, the case as written."""
    return Phrases(*_expansions())


@kept
def _expansions() -> tuple[dict[str, str], dict[str, int]]:
    phrases = Phrases[str]({}, {})
    for line in load_lexicon("abbreviations")["expansions"]:
        short, _, spelled = line.partition(" = ")
        phrases.values[phrases.words_of(short)] = spelled
        first, space, rest = short.partition(" ")
        if space and first[:2].isupper():  # `TT. PVHCC` as `TT PVHCC`
            phrases.values[phrases.words_of(f"{first}. {rest}")] = spelled
    return phrases.values, phrases.reach
