"""Units: the agencies, collectives, office holders and persons that lead or support.

A unit is read word by word: a head (`Sở`, `UBND`, `Trung tâm`), an office (`Giám đốc`) or a plural (`các`)
opens it, its name goes on through known names (`Văn hóa, Thể thao và Du lịch`), capitals, places and
qualifiers (`có liên quan`, `trên địa bàn xã`), and ends at a verb, at a list mark, or where the next begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from kehoach.document import Passage
from kehoach.fold import fold
from kehoach.lexicon import load_lexicon, load_words
from kehoach.models import Span, Unit, Warning

_TOKEN = re.compile(r"đ/c|\w+(?:&\w+)*|\n|[^\w\s]")

Trie = dict[str, Any]


@cache
def _trie(name: str, *keys: str) -> Trie:
    """The phrases under these keys of a lexicon file, word by word; a phrase ends where `""` is."""
    root: Trie = {}
    for key in keys:
        for phrase in load_words(name, key):
            node = root
            for word in _TOKEN.findall(phrase):
                node = node.setdefault(word, {})
            node[""] = True
    return root


@cache
def _words(name: str, key: str) -> frozenset[str]:
    return frozenset(load_words(name, key))


@dataclass(frozen=True, slots=True)
class Found:
    """A unit between two tokens: its first, the one behind its last, and whether it is a collective."""

    start: int
    end: int
    group: bool
    rule: str


class Reading:
    """The tokens of a passage and the grammar that reads units from them.

    `whole` tells that the passage is the value of a field: every word belongs to a unit or says what it does.
    Otherwise it is a sentence, in which a verb follows.
    """

    def __init__(self, passage: Passage, *, whole: bool, persons: bool = False) -> None:
        self.passage = passage
        self.whole = whole
        self.persons = persons
        text = passage.document.text
        matches = list(_TOKEN.finditer(passage.document.folded, passage.start, passage.end))
        self.words = [m[0] for m in matches]
        self.starts = [m.start() for m in matches]
        self.ends = [m.end() for m in matches]
        self.capital = [text[at].isupper() or text[at].isdigit() for at in self.starts]
        self.count = len(matches)
        letters = [c for c in passage.text if c.isalpha()]
        self.shouting = len(letters) > 3 and sum(c.isupper() for c in letters) > 0.8 * len(letters)
        self.memo: dict[tuple[int, bool], Found | None] = {}

    # -- words ------------------------------------------------------------------------------------------

    def word(self, at: int) -> str:
        return self.words[at] if at < self.count else ""

    def longest(self, at: int, name: str, *keys: str) -> int:
        """The token behind the longest phrase of the lexicon that stands here; `at` where none does."""
        node, end, here = _trie(name, *keys), at, at
        while here < self.count and (node := node.get(self.words[here], {})):
            here += 1
            if "" in node:
                end = here
        return end

    def verb(self, at: int) -> bool:
        """Whether a duty begins here: a verb or a word of manner, in lower case."""
        if at >= self.count or (self.capital[at] and not self.shouting):
            return False
        return self.longest(at, "duties", "obligations", "verbs") > at

    def edge(self, at: int) -> bool:
        """Whether the list is cut here for certain: its end, a line end, `;`, `.` or `:`."""
        return at >= self.count or self.words[at] in "\n;.:" or self.words[at] in ("(", ")", '"')

    # -- places and qualifiers --------------------------------------------------------------------------

    def proper(self, at: int) -> int:
        """Capitalised words and numbers: `Đại Sơn`, `số 1`, `Văn Miếu - Quốc Tử Giám`."""
        end = at
        while end < self.count:
            if self.capital[end] and not (end > at and self.unit_begins(end) and not self.shouting):
                end += 1
            elif self.words[end] == "số" and end + 1 < self.count and self.words[end + 1][0].isdigit():
                end += 2
            elif (
                end > at
                and self.words[end] in "-'.’"
                and end + 1 < self.count
                and self.capital[end + 1]
                and not self.unit_begins(end + 1)
                and (self.words[end] != "." or self.starts[end + 1] == self.ends[end])
            ):
                end += 2
            else:
                break
        return end

    def place(self, at: int) -> tuple[int, bool]:
        """The token behind a place or a list of places (`các xã, phường`, `tỉnh Lào Cai`), whether it is plural."""
        end, group = at, False
        while True:
            here = end
            if here > at:
                here = self.joint(here)
                if here == end:
                    break
            if self.longest(here, "units", "plurals") > here:
                here = self.longest(here, "units", "plurals")
                plural = True
            else:
                plural = False
            if self.word(here).isdigit():
                here += 1
                plural = True
            if self.word(here) == "cấp":
                here += 1
                if plural and self.longest(here, "places", "levels") == here:
                    end, group = here, True
                    continue
            after = self.longest(here, "places", "levels")
            if after == here:
                break
            if self.word(after) == "." and self.words[after - 1] in ("tp", "t"):
                after += 1
            named = after if self.shouting else self.proper(after)
            if self.shouting:
                named = self.proper_shouted(after)
            group = group or plural or end > at
            end = named
            if self.word(end) == "(" and self.longest(end + 1, "places", "levels") > end + 1:
                close = self.longest(end + 1, "places", "levels")
                if self.word(close) == ")":
                    end, group = close + 1, True
        return end, group

    def proper_shouted(self, at: int) -> int:
        end = at
        while not self.edge(end) and self.words[end] not in (",", "và", "-") and not self.unit_begins(end):
            end += 1
        return end

    def joint(self, at: int) -> int:
        """The token behind a list mark inside a name: `,`, `và`, `/`, `-`, `hoặc`, `, và`."""
        if self.word(at) == "," and self.word(at + 1) == "và":
            return at + 2
        return at + 1 if self.word(at) in (",", "và", "/", "-", "hoặc", "&") else at

    def tail(self, at: int, group: bool) -> tuple[int, bool]:
        """The token behind the places, qualifiers and clauses that continue a name."""
        end = at
        while end < self.count:
            if self.words[end] == "-" and self.place(end + 1)[0] > end + 1:
                end += 1
            after, plural = self.place(end)
            if after > end:
                end, group = after, group or plural
                continue
            if group and self.longest(end, "units", "clauses") > end:
                after = self.clause(end)
                if after > end:
                    end = after
                    continue
            if self.verb(end) and not self.qualified(end):
                break
            after = self.longest(end, "units", "qualifiers")
            if after > end and not self.unit_begins(end, nested=True):
                end = after
                if self.word(end) in ("đến", "tới"):
                    end = self.clause(end)
                continue
            after = self.longest(end, "units", "relations")
            if after > end:
                inner = self.nested(after)
                if inner > after:
                    end = inner
                    continue
                if group and self.words[end] in ("thuộc", "trên", "tại", "đóng", "phụ"):
                    end = self.clause(end)
                    continue
            break
        return end, group

    def qualified(self, at: int) -> bool:
        """Whether the verb here is part of a qualifier that ends the unit (`phối hợp`, `chủ trì` at a list mark)."""
        after = self.longest(at, "units", "qualifiers")
        return after > at and (self.edge(after) or self.word(after) in (",", "và")) and self.whole

    def nested(self, at: int) -> int:
        """The token behind the unit or place that another unit belongs to."""
        found = self.unit(at, nested=True)
        if found:
            return found.end
        end, _ = self.place(at)
        return end if end > at else self.proper(at)

    def clause(self, at: int) -> int:
        """The token behind a relative clause (`được phân công`, `có cụm công nghiệp`), `at` where it is the duty."""
        end = at + 1
        bound = None
        commanding = self.words[at : at + 3] == ["có", "trách", "nhiệm"]
        if commanding:
            end = at + 3
        first_verb = first_obliged = None
        here = end
        while here < self.count and self.words[here] not in ("\n", ";", ":", ")"):
            if self.words[here] == "." and (here + 1 >= self.count or self.capital[here + 1]):
                break
            if self.whole and self.words[here] in (",", "và") and self.unit_begins(here + 1):
                break
            if self.words[here] == "có" and self.words[here + 1 : here + 3] == ["trách", "nhiệm"]:
                if self.words[here - 1] not in (",", "và"):
                    bound = here
                    break
            elif not self.capital[here] and here > end:
                if first_obliged is None and self.longest(here, "duties", "obligations") > here:
                    if self.words[here - 1] not in (",", "và"):
                        first_obliged = here
                elif first_verb is None and self.verb(here) and self.words[here - 1] not in (",", "và", "được"):
                    first_verb = here
            here += 1
            if here - at > 80:
                break
        if self.whole:
            return here
        if bound is not None:
            return bound
        if commanding:
            return at
        if first_obliged is not None:
            return first_obliged
        if first_verb is not None:
            return first_verb
        if self.verb(at):
            return at
        return here

    # -- names ------------------------------------------------------------------------------------------

    def name(self, at: int) -> int:
        """The token behind the name that a head opens; `at` where there is none."""
        end, known = at, False
        while end < self.count and not self.edge(end):
            word = self.words[end]
            after = self.longest(end, "units", "names")
            if after > end and not (end > at and self.unit_begins(end) and not self.capital_run(end)) and (
                end == at or not known
            ):
                end, known = after, True
                continue
            if self.joint(end) > end:
                after = self.joint(end)
                if after >= self.count or self.unit_begins(after) or self.verb(after):
                    break
                if word in (",", "và", "&") and known and not (word == "và" and self.capital[after]):
                    break
                if word in ("/", "hoặc"):
                    break
                if self.capital[after] or (word == "-" and not self.edge(after)):
                    end, known = after, False
                    continue
                if word == "và" and self.whole and not known and self.longest(after, "units", "collectives") == after:
                    end = after
                    continue
                break
            if self.capital[end] or self.shouting:
                if end > at and self.shouting and self.unit_begins(end):
                    break
                if end > at and self.longest(end, "places", "levels") > end:
                    break
                end += 1
                continue
            if end == at:
                break
            if self.verb(end) or word in _words("units", "stops"):
                break
            if (
                self.longest(end, "places", "levels") > end
                or self.longest(end, "units", "relations", "plurals") > end
                or self.longest(end, "units", "qualifiers") > end
            ):
                break
            if known and not self.whole:
                break
            end += 1
        return end

    def capital_run(self, at: int) -> bool:
        return self.capital[at] and at > 0 and self.capital[at - 1]

    def collective(self, at: int) -> int:
        """The token behind a list of collective nouns: `sở, ban, ngành`, `cơ quan, đơn vị và địa phương`."""
        end = self.longest(at, "units", "collectives")
        while end > at:
            after = self.joint(end)
            if after > end + 1 or (after > end and self.word(end) not in (",", "/", "và", "-")):
                pass
            following = self.longest(after, "units", "collectives")
            if following == after:
                break
            if after > end and self.trap(after):
                break
            if self.verb(after) and not (following < self.count and self.word(following) in (",", "và")):
                if self.longest(after, "duties", "verbs") >= following and self.words[after] != "tổ":
                    break
            # a head with a name of its own ends the list: `các sở, ngành, Trung tâm Y tế`
            if self.word(end) in (",", "và", "/") and self.named(after, following):
                break
            end = following
        return end

    def named(self, at: int, end: int) -> bool:
        """Whether the noun here is the head of a name: a capital or a known name follows it."""
        if end >= self.count or self.shouting:
            return False
        return self.capital[end] and self.longest(at, "units", "heads", "wholes") > at and self.capital[at]

    # -- units ------------------------------------------------------------------------------------------

    def trap(self, at: int) -> bool:
        return self.longest(at, "units", "traps") > at

    def unit_begins(self, at: int, *, nested: bool = False) -> bool:
        """Whether a unit of its own begins here."""
        if at >= self.count:
            return False
        return self.unit(at, nested=nested) is not None

    def unit(self, at: int, *, nested: bool = False) -> Found | None:
        key = (at, nested)
        if key not in self.memo:
            self.memo[key] = None  # a unit cannot begin inside the question whether it does
            self.memo[key] = self.read(at, nested)
        return self.memo[key]

    def read(self, at: int, nested: bool) -> Found | None:
        if at >= self.count or self.trap(at):
            return None
        return (
            self.titled(at)
            or self.plural(at)
            or self.person(at)
            or self.office(at)
            or self.agency(at, nested)
            or self.bare(at, nested)
        )

    def titled(self, at: int) -> Found | None:
        end = self.longest(at, "units", "titles")
        if end == at:
            return None
        end = self.name(end) if self.capital_at(end) else end
        end, group = self.tail(end, False)
        return Found(at, end, group, "known-name")

    def capital_at(self, at: int) -> bool:
        return at < self.count and self.capital[at]

    def plural(self, at: int) -> Found | None:
        after = self.longest(at, "units", "plurals")
        if after == at:
            return None
        if self.word(after).isdigit():
            after += 1
        end = self.collective(after)
        office = self.longest(after, "units", "roles", "honorifics")
        head = self.longest(after, "units", "heads", "wholes")
        if office > end:
            found = self.office(after) or self.person(after)
            return Found(at, found.end, True, "plural-office") if found else None
        if head >= end and head > after and (self.capital_at(head) or self.longest(head, "units", "names") > head):
            named = self.name(head)
            if named > head:
                end = named
        end = max(end, head)
        if end == after:
            return None
        end = self.described(end)
        end, _ = self.tail(end, True)
        return Found(at, end, True, "collective")

    def described(self, at: int) -> int:
        """The token behind the words that tell which collective is meant: `các cơ quan báo chí`."""
        end = at
        while end < self.count and not self.edge(end):
            if self.joint(end) > end:
                after = self.joint(end)
                if self.words[end] == "-" and not self.edge(after):
                    end = after
                    continue
                break
            if (
                self.verb(end)
                or self.words[end] in _words("units", "stops")
                or self.place(end)[0] > end
                or self.longest(end, "units", "qualifiers", "relations", "clauses", "plurals") > end
                or (self.capital[end] and self.unit_begins(end))
            ):
                break
            end += 1
        return end

    def person(self, at: int) -> Found | None:
        """`Đồng chí Lê Văn A`, `Thầy …`, and a bare name of two to five capitalised words."""
        after = self.longest(at, "units", "honorifics")
        if after > at:
            if self.word(after) == "." and not self.edge(after + 1):
                after += 1
            nested = self.longest(after, "units", "roles", "heads", "wholes")
            if nested > after and (found := self.unit(after)):
                return Found(at, found.end, found.group, "person")
            end = self.proper(after)
            return Found(at, end, False, "person") if end > after else None
        if not self.capital[at] or self.shouting and not self.persons:
            return None
        if not self.persons and (not self.whole or self.words[at] not in _words("units", "surnames")):
            return None
        if self.longest(at, "units", "heads", "wholes", "roles") > at and not self.persons:
            return None
        end = at
        while end < self.count and self.capital[end] and self.words[end].isalpha():
            end += 1
        if 2 <= end - at <= 5 and (self.edge(end) or self.words[end] in (",", "và", "-", "/")):
            return Found(at, end, False, "person")
        return None

    def office(self, at: int) -> Found | None:
        after = self.longest(at, "units", "roles")
        if after == at:
            return None
        joined = self.joint(after)
        if joined > after and self.longest(joined, "units", "roles") > joined and self.word(after) in (",", "và", "/"):
            second = self.office(joined)
            first_bare = self.word(after) == "," and not self.capital[joined]
            if second and first_bare:
                return Found(at, second.end, True, "office")
        if self.word(after) in ("của", "phụ"):
            pass
        group = False
        end = after
        inner = self.unit(after, nested=True)
        if inner:
            end, group = inner.end, inner.group
        else:
            plural = self.longest(after, "units", "plurals")
            if plural > after:
                end, group = self.collective(plural), True
            if end <= plural:
                end, placed = self.place(after)
                group = group or placed
                if end == after:
                    end = self.proper(after)
        end, group = self.tail(max(end, after), group)
        return Found(at, end, group, "office")

    def agency(self, at: int, nested: bool) -> Found | None:
        head = self.longest(at, "units", "heads")
        whole = self.longest(at, "units", "wholes")
        after = max(head, whole)
        if after == at:
            return None
        if self.longest(at, "units", "collectives") > after:
            return None
        # HĐND, UBND xã: two bodies that share their place are one unit
        if self.word(at) in ("hđnd",) or self.words[at:after] == ["hội", "đồng", "nhân", "dân"]:
            following = self.joint(after)
            if following > after and (
                self.word(following) == "ubnd" or self.words[following : following + 4] == ["ủy", "ban", "nhân", "dân"]
            ):
                second = self.unit(following)
                if second:
                    return Found(at, second.end, second.group, "shared-place")
        end = after
        named = self.name(after)
        inner = self.unit(after, nested=True) if self.words[at] in ("văn", "vp", "đảng", "ban", "cơ", "công") else None
        if inner and not (named > after and self.longest(after, "units", "names") == named):
            named = inner.end
        placed, group = self.place(after)
        if named > after:
            end = max(named, placed)
        elif placed > after:
            end = placed
        elif whole >= head and whole > at:
            end = after
        elif nested and self.capital[at] and (self.edge(after) or self.word(after) in (",", "và")):
            end = after
        else:
            return None
        end, more = self.tail(end, group and placed > after)
        return Found(at, end, group or more, "agency")

    def bare(self, at: int, nested: bool) -> Found | None:
        """Collectives without `các`: `Sở, ban, ngành`, `cơ quan, tổ chức liên quan`, `địa phương`."""
        end = self.collective(at)
        if end == at:
            return None
        single = self.longest(at, "units", "collectives") == end
        described, _ = self.tail(end, True)
        if single and self.longest(at, "units", "weak") == end:
            if not nested or not (self.edge(end) or self.word(end) in (",", "và")):
                return None
            return Found(at, end, False, "collective")
        if single and not self.whole and described == end and self.verb(end) and self.words[at] == "tổ":
            return None
        return Found(at, max(end, described), not single or described > end, "collective")

    # -- lists ------------------------------------------------------------------------------------------

    def build(self, found: Found, note: str | None, end: int, duty: str | None) -> Unit:
        document = self.passage.document
        start, stop = self.starts[found.start], self.ends[end - 1]
        name = document.quote(start, self.ends[found.end - 1]).strip(" .;:,")
        return Unit.found(
            found.rule,
            text=document.text[start:stop],
            name=name,
            full_name=full_name(name),
            group=found.group,
            note=note,
            duty=duty,
            span=Span(start=start, end=stop),
        )

    def noted(self, at: int) -> tuple[int, str | None]:
        """The token behind parentheses that stand here, and what stands in them."""
        if self.word(at) != "(":
            return at, None
        depth, end = 0, at
        while end < self.count:
            depth += (self.words[end] == "(") - (self.words[end] == ")")
            end += 1
            if not depth:
                break
        inner = self.passage.document.quote(self.ends[at], self.starts[end - 1]).strip(" .;:,")
        return end, inner or None


def read_units(passage: Passage, *, persons: bool = False) -> tuple[list[Unit], list[Warning]]:
    """The units of the value of a field or table cell, and warnings for what could not be read."""
    reading = Reading(passage, whole=True, persons=persons)
    units: list[Unit] = []
    lost: list[tuple[int, int]] = []
    at = 0
    while at < reading.count:
        word = reading.words[at]
        if word in ("\n", ";", ",", ".", "và", "-", "+", "•", "*", "/", ":", "cùng", "với"):
            at += 1
            continue
        found = reading.unit(at)
        if found is None:
            start = at
            while at < reading.count and reading.words[at] not in ("\n", ";"):
                at += 1
            lost.append((start, at))
            continue
        end, note = reading.noted(found.end)
        stop = end
        duty: str | None = None
        if end < reading.count and not reading.edge(end) and reading.joint(end) == end:
            stop = end
            while stop < reading.count and reading.words[stop] not in ("\n", ";"):
                stop += 1
            duty = passage.document.quote(reading.starts[end], reading.ends[stop - 1]).strip(" .;:,") or None
            units.append(reading.build(found, note, stop, duty))
            at = stop
            continue
        units.append(reading.build(found, note, end, None))
        at = end
    warnings = [
        Warning(
            code="unparsed_units",
            message=f"No unit could be read in «{passage.document.quote(reading.starts[a], reading.ends[b - 1])}».",
            span=Span(start=reading.starts[a], end=reading.ends[b - 1]),
        )
        for a, b in lost
    ]
    return units, warnings


def match_units(passage: Passage) -> tuple[list[Unit], int]:
    """The units at the very start of a sentence, and the offset where their list ends."""
    reading = Reading(passage, whole=False)
    units, at = _leading(reading)
    return units, (reading.ends[at - 1] if units else passage.start)


def _leading(reading: Reading) -> tuple[list[Unit], int]:
    units: list[Unit] = []
    at = end = 0
    while found := reading.unit(at):
        end, note = reading.noted(found.end)
        units.append(reading.build(found, note, end, None))
        at = reading.joint(end)
        if reading.word(end) == ";":
            at = end + 1
        if at == end:
            break
    return units, end


def read_heading(passage: Passage) -> list[Unit]:
    """The units of a heading that is nothing but units; empty for every other heading."""
    reading = Reading(passage.stripped(), whole=False)
    start = reading.longest(0, "units", "addresses")
    if start:
        first = passage.stripped()
        if start >= reading.count:
            return []
        reading = Reading(Passage(first.document, reading.starts[start], first.end), whole=False)
    units, end = _leading(reading)
    return units if units and end == reading.count else []


def full_name(name: str) -> str:
    """The name with its abbreviations spelled out.

    >>> full_name("UBND xã Đại Sơn")
    'Ủy ban nhân dân xã Đại Sơn'
    >>> full_name("Sở GD&ĐT")
    'Sở Giáo dục và Đào tạo'
    """
    expansions = _expansions()
    out, last = [], 0
    tokens = list(_TOKEN.finditer(name))
    at = 0
    while at < len(tokens):
        node, end, value = expansions, at, None
        here = at
        while here < len(tokens) and (node := node.get(tokens[here][0], {})):
            here += 1
            if "" in node:
                end, value = here, node[""]
        if value is None:
            at += 1
            continue
        out.append(name[last : tokens[at].start()] + value)
        last = tokens[end - 1].end()
        at = end
    return "".join(out) + name[last:]


@cache
def _expansions() -> Trie:
    root: Trie = {}
    for short, long in load_lexicon("abbreviations")["expansions"].items():
        node = root
        for word in _TOKEN.findall(short):
            node = node.setdefault(word, {})
        node[""] = long
    return root
