"""The words of a passage, and the phrases of the lexicon that stand at each of them."""

from __future__ import annotations

from functools import cache, cached_property

from kehoach.document import Passage
from kehoach.lexicon import load_words
from kehoach.parse.patterns import Match
from kehoach.parse.units.names import ABBREVIATING
from kehoach.parse.units.phrases import TOKEN, unit_phrases

REACH = 40  # no name, list of places or clause is longer, in words: keeps reading linear
DUTIES = ("verbs", "obligations", "manners")
_WORDS = ("verbs", "deeds", "callings", "clauses", "roles", "heads", "wholes")  # `đăng ký`, `cảnh sát`


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of a list of the lexicon: `departments`, `passives`, …"""
    return frozenset(load_words("units", kind))


class Words:
    """The words of a passage: what is written at each, and what kinds of phrases begin there.

    `whole`: the passage is the value of a field, every word belongs to a unit or says what it does.
    `heading`: it may be nothing but units. Else it is a sentence, in which a verb follows.
    `persons`: names of persons may stand bare; `people`: so may groups of people.
    """

    def __init__(
        self,
        passage: Passage,
        *,
        whole: bool = False,
        heading: bool = False,
        persons: bool = False,
        people: bool = False,
    ) -> None:
        self.passage, self.whole, self.heading, self.persons = passage, whole, heading, persons
        self.groups = people or whole or heading
        self.beside = people
        self.take(list(TOKEN.finditer(passage.document.folded, passage.start, passage.end)))
        if "." in self.words:
            dots = {at for at, word in enumerate(self.words) if word == "." and self.shortens(at)}
            self.take([token for at, token in enumerate(self.tokens) if at not in dots])
        if whole and "\n" in self.words:
            broken = set(self.broken_lines())
            self.take([token for at, token in enumerate(self.tokens) if at not in broken])

    def broken_lines(self) -> list[int]:
        """The line ends inside a name, which part no units."""
        raise NotImplementedError

    def take(self, tokens: list[Match]) -> None:
        self.tokens = tokens
        self.words = [token[0] for token in tokens]
        if "&" in self.words:
            self.words = ["và" if word == "&" else word for word in self.words]
        self.count = len(tokens)
        self.kinds: dict[int, dict[str, int]] = {}

    @cached_property
    def shouting(self) -> bool:
        """Whether the passage is written in capitals."""
        text = self.passage.text
        letters = sum(map(str.isalpha, text))
        if letters < 4 or sum(map(str.isupper, text)) <= 0.8 * letters:
            return False
        return not ABBREVIATING.issuperset(letter for letter in text if letter.isupper())

    @property
    def behind(self) -> str:
        """The character behind the passage: the colon or the full stop that a heading is cut off from."""
        return self.passage.document.text[self.passage.end : self.passage.end + 1]

    @property
    def speaking(self) -> bool:
        """Whether the passage is a sentence, no field, nor a heading that does not end like one."""
        return not self.whole and (not self.heading or self.behind in (".", ";"))

    @property
    def before(self) -> str:
        """The character before the passage, spaces aside: the comma that a clause begins behind."""
        start = self.passage.start
        return self.passage.document.text[max(start - 2, 0) : start].rstrip()[-1:]

    def shortens(self, at: int) -> bool:
        """Whether a dot is that of an abbreviation (`P.VHXH`, `TT. UBND`), and ends no sentence."""
        if not 0 < at < self.count - 1:
            return False
        start, end = self.tokens[at - 1].span()
        text, behind = self.passage.document.text, self.tokens[at + 1].start()
        short = any(self.words[at - 1] in words_of(kind) for kind in ("dotted", "honorifics")) or (
            text[start:end].isupper() and (end + 1 == behind or (self.persons and end - start == 1))
        )
        return short and text[behind].isalpha()

    def word(self, at: int) -> str:
        return self.words[at] if 0 <= at < self.count else ""

    def capital(self, at: int) -> bool:
        """Whether the word begins with a capital, or is a number."""
        if not 0 <= at < self.count:
            return False
        word = self.words[at]
        if self.passage.document.text[self.tokens[at].start()].isupper():
            return word not in ("và", "hoặc", "cùng")
        return word[0].isdigit()

    def abbreviated(self, at: int) -> bool:
        """Whether the word is an abbreviation: all of its letters are capitals."""
        if not 0 <= at < self.count:
            return False
        start, end = self.tokens[at].span()
        return end - start > 1 and self.capital(at) and self.passage.document.text[start:end].isupper()

    def longest(self, at: int, *kinds: str) -> int:
        """The word behind the longest phrase of these kinds that stands here; `at` where none does."""
        ends = self.kinds.get(at)
        if ends is None:
            ends = self.ends(at)
        longest = at
        for kind in kinds:
            if (end := ends.get(kind, at)) > longest:
                longest = end
        return longest

    def ends(self, at: int) -> dict[str, int]:
        """The kinds of phrases that stand here, each with the word behind the longest of it; kept."""
        ends = self.kinds.get(at)
        if ends is None:
            ends = self.kinds[at] = self.phrases(at)
        return ends

    def phrases(self, at: int) -> dict[str, int]:
        """The kinds of phrases that stand here, looked up."""
        ends: dict[str, int] = {}
        if 0 <= at < self.count:
            for end, there in unit_phrases().at(self.words, at):
                ends.update(dict.fromkeys(there, end))
        return ends

    def edge(self, at: int) -> bool:
        """Whether nothing goes on here: the end, a line end, a full stop, a parenthesis."""
        return at >= self.count or self.words[at] in '\n;.:()"|'

    def hyphen(self, at: int) -> bool:
        """Whether a dash stands between two words without a space."""
        start, end = self.tokens[at].span()
        text = self.passage.document.text
        return not (text[start - 1 : start].isspace() or text[end : end + 1].isspace())

    def line_end(self, at: int) -> int:
        while at < self.count and self.words[at] != "\n":
            at += 1
        return at

    def joint(self, at: int) -> int:
        """The word behind a mark that may join two units or two parts of one; `at` where there is none."""
        if self.word(at) == "," and self.word(at + 1) in ("và", "cùng"):
            at += 1
        if self.word(at) == "cùng" and self.word(at + 1) in ("với", "các"):
            return at + (2 if self.word(at + 1) == "với" else 1)
        return at + 1 if self.word(at) in (",", "và", "/", "+", "hoặc", "cùng", "-") else at

    def duty(self, at: int) -> bool:
        """Whether a duty begins here: a verb or what stands before one, in lower case."""
        end = self.longest(at, *DUTIES)
        return end > at and not (self.capital(at) or self.shouting or self.compounded(at, end))

    def duties(self, at: int) -> int:
        """The word behind the verbs of a duty that stand here one behind the other: `tổ chức kiểm tra`."""
        end = self.longest(at, *DUTIES)
        return max(end, self.longest(end, *DUTIES)) if self.speaking and end > at else end

    def compounded(self, at: int, end: int) -> bool:
        """Whether the words up to `end` are part of a longer one: `công | trình`, `Đăng | ký`.

        Not behind a known name: `Trung tâm Phục vụ hành chính công | lập danh sách`.
        """
        if self.longest(at, "compounds") > end or self.longest(at - 2, "compounds") > at:
            return True
        whole = end == at + 1 and self.longest(at - 1, *_WORDS) >= end
        if not whole and self.longest(at - 1, "compounds") <= at:
            return end == at + 1 and self.halved(at)
        names = range(max(at - 6, 0), at - 1)
        return not any(self.longest(name, "names", "wholes", "titles") == at for name in names)

    def halved(self, at: int) -> bool:
        """Whether one capitalised syllable behind a head needs the word here: `Trung tâm Lưu | ký`.

        Not in a sentence: `Bệnh viện Phổi | cử bác sĩ`.
        """
        if self.speaking:
            return False
        whole = any(end == at and kind not in _WORDS for kind, end in self.ends(at - 1).items())
        if whole or not (self.capital(at - 1) and self.word(at - 1).isalpha()) or self.abbreviated(at - 1):
            return False
        return any(self.longest(head, "heads", "wholes") == at - 1 for head in range(max(at - 4, 0), at - 1))

    def active(self, at: int) -> bool:
        return self.longest(at, "activities", "leaderships") > at

    def sentence_ends(self, at: int) -> bool:
        word = self.word(at)
        return word in "\n;:()" or (word == "." and (self.capital(at + 1) or at + 1 >= self.count))

    def noted(self, at: int) -> tuple[int, str | None]:
        """The word behind parentheses that stand here (in a field also behind a dot), and what they hold."""
        dot = self.whole and self.word(at) == "." and self.word(at + 1) == "("
        if self.word(at) != "(" and not dot:
            return at, None
        depth, end = 0, at + dot
        while end < min(self.count, at + 2 * REACH):
            depth += (self.words[end] == "(") - (self.words[end] == ")")
            end += 1
            if not depth:
                return end, self.quote(at + dot + 1, end - 1) or None
        return at, None

    def quote(self, start: int, end: int) -> str:
        if start >= end:
            return ""
        return self.passage.document.quote(self.tokens[start].start(), self.tokens[end - 1].end()).strip(
            " .;:,-*"
        )
