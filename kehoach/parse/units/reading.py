"""The grammar that reads units from the words of a passage."""

from __future__ import annotations

from functools import cache, cached_property
from typing import NamedTuple

from kehoach.document import Passage
from kehoach.lexicon import load_words
from kehoach.parse.patterns import Match
from kehoach.parse.units.names import ABBREVIATING, full_name
from kehoach.parse.units.phrases import TOKEN, expansions, unit_phrases
from kehoach.values import Span, Unit

_REACH = 40  # no name, list of places or clause is longer, in words: keeps reading linear
_LONGEST_NAME = 6  # nor any bare name of a person or a firm
_DEPTH = 5  # units that belong to units that belong to units
_DUTIES = ("verbs", "obligations", "manners")
_OTHERS = ("people", "relations", "roles", "collectives")  # what goes on with a list, not with a name
_LEVELS = ("levels", "schools")  # what a proper name of a place or a school stands behind


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(load_words("units", kind))


class Found(NamedTuple):
    """A unit between two words, its first and the one behind its last, and the rule that read it.

    `name` is what it is called where its words do not say it: `Sở Tài chính` of `các Sở: Nội vụ, Tài chính`.
    """

    start: int
    end: int
    group: bool
    rule: str
    name: str = ""


class Reading:
    """The words of a passage, and the grammar that reads units from them.

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
        self.take(list(TOKEN.finditer(passage.document.folded, passage.start, passage.end)))
        if "." in self.words:
            self.take([token for at, token in enumerate(self.tokens) if not self.shortens(at)])
        if whole and "\n" in self.words:
            broken = set(self.broken_lines())
            self.take([token for at, token in enumerate(self.tokens) if at not in broken])

    def take(self, tokens: list[Match]) -> None:
        self.tokens = tokens
        self.words = [token[0] for token in tokens]
        if "&" in self.words:
            self.words = ["và" if word == "&" else word for word in self.words]
        self.count = len(tokens)
        self.kinds: dict[int, dict[str, int]] = {}
        self.read: dict[int, Found | None] = {}
        self.partly: dict[tuple[int, int], Found | None] = {}
        self.doubts: set[int] = set()
        self.depth, self.cut = 0, False

    def broken_lines(self) -> list[int]:
        """The line ends inside a name: the line before is no whole unit, or the next goes on with it."""
        joints, start = [], 0
        for at, word in enumerate(self.words):
            if word != "\n" or at + 1 >= self.count:
                continue
            before, after = self.word(at - 1), self.word(at + 1)
            head = self.unit(start)
            bare = self.longest(start, "roles", "heads", "wholes", "plurals", "collectives") == at
            following = self.unit(at + 1)
            opens = following is not None
            agency = following is not None and following.rule != "person"
            incomplete = agency and bare and (head is None or self.longest(start, "roles") == at)
            runs_on = not opens and (
                not self.capital(at + 1) or self.proper(at + 1) in (self.line_end(at + 1),)
            )
            marked = before in ("và", ",", "-", "thuộc", "của") or after in ("và", ",", "(")
            if marked or incomplete or (head and runs_on and after.isalpha() and not self.persons):
                joints.append(at)
            else:
                start = at + 1
        return joints

    # -- words ------------------------------------------------------------------------------------------

    @cached_property
    def shouting(self) -> bool:
        """Whether the passage is written in capitals."""
        text = self.passage.text
        letters = sum(map(str.isalpha, text))
        capitals = [letter for letter in text if letter.isupper()]
        return letters > 3 and len(capitals) > 0.8 * letters and not ABBREVIATING.issuperset(capitals)

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
        """Whether the word is the dot of an abbreviation (`P.VHXH`, `TT. UBND`), and ends no sentence."""
        if self.words[at] != "." or not 0 < at < self.count - 1:
            return False
        start, end = self.tokens[at - 1].span()
        text, behind = self.passage.document.text, self.tokens[at + 1].start()
        short = self.words[at - 1] in _words("dotted") or (
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
            ends = self.kinds[at] = self.phrases(at)
        if not ends:
            return at
        longest = at
        for kind in kinds:
            if (end := ends.get(kind, at)) > longest:
                longest = end
        return longest

    def phrases(self, at: int) -> dict[str, int]:
        """The kinds of phrases that stand here, each with the word behind the longest of it."""
        ends: dict[str, int] = {}
        if 0 <= at < self.count:
            for end, there in unit_phrases().at(self.words, at):
                ends.update(dict.fromkeys(there, end))
        return ends

    def edge(self, at: int) -> bool:
        """Whether nothing goes on here: the end, a line end, a full stop, a parenthesis."""
        return at >= self.count or self.words[at] in '\n;.:()"|'

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
        end = self.longest(at, *_DUTIES)
        return end > at and not (self.capital(at) or self.shouting or self.compounded(at, end))

    def compounded(self, at: int, end: int) -> bool:
        """Whether the words up to `end` are part of a noun: `trình` of `công trình`."""
        before = (start for start in (at - 1, at - 2) if start >= 0)
        return self.longest(at, "compounds") > end or any(self.longest(b, "compounds") > at for b in before)

    # -- units ------------------------------------------------------------------------------------------

    def unit(self, at: int) -> Found | None:
        """The unit that begins here."""
        if at in self.read:
            return self.read[at]
        place = (at, self.depth)
        if self.depth >= _DEPTH or place in self.partly:
            self.cut = True
            return self.partly.get(place)
        before, self.cut = self.cut, False
        self.depth += 1
        found = self.any_unit(at) if self.opens(at) and not self.trapped(at) else None
        self.depth -= 1
        if self.cut:
            self.partly[place] = found  # it may be longer, read from a lower depth
        else:
            self.read[at] = found
        self.cut = self.cut or before
        return found

    def opens(self, at: int) -> bool:
        """Whether a unit can begin here: with a phrase or a number, or in a field with a bare name."""
        if at >= self.count:
            return False
        if at not in self.kinds:
            self.kinds[at] = self.phrases(at)
        return bool(self.kinds[at]) or self.words[at].isdigit() or (self.whole and self.capital(at))

    def trapped(self, at: int) -> bool:
        """Whether the words only open like a unit: `phòng dịch`, not `Phòng Dịch vụ` nor `báo cáo viên`."""
        end = self.longest(at, "traps")
        if end == at or (self.capital(at + 1) and not self.shouting):
            return False
        longer = self.longest(at, "roles", "wholes", "titles", "collectives", "people")
        return max(longer, self.longest(at + 1, "names")) <= end

    def begins(self, at: int) -> bool:
        """Whether a unit that is no bare name of a person begins here."""
        found = self.unit(at)
        return found is not None and not (found.rule == "person" and self.longest(at, "honorifics") == at)

    def any_unit(self, at: int) -> Found | None:
        return (
            self.titled(at)
            or self.person(at)
            or self.collective(at)
            or self.office(at)
            or self.joined_bodies(at)
            or self.agency(at)
            or self.bare_collective(at)
        )

    def titled(self, at: int) -> Found | None:
        """A known name that no head opens: `Báo và Phát thanh, Truyền hình …`."""
        end = self.longest(at, "titles")
        if end == at:
            return None
        return self.found(at, self.proper(end), False, "known-name")

    def collective(self, at: int) -> Found | None:
        """`Các sở, ban, ngành …`, `các Trung tâm Y tế`, `các Phó Chủ tịch`."""
        noun = self.longest(at, "plurals")
        if self.word(at).isdigit():
            noun = self.counted(at)
        if noun == at:
            return None
        if self.word(noun).isdigit():
            noun += 1
        if self.trapped(noun):
            return None
        end = self.nouns(noun)
        if (
            self.word(noun) == "cấp"
            and end == noun
            and (self.edge(noun + 1) or self.joint(noun + 1) > noun + 1)
        ):
            return Found(at, noun + 1, True, "collective")
        addressed = self.longest(noun, "honorifics")
        if addressed > noun and (comrades := self.people(addressed)) > max(end, addressed):
            return self.found(at, comrades, True, "people")  # `các đồng chí công chức`
        office = self.longest(noun, "roles", "honorifics")
        if office > end:
            inner = self.unit(noun)
            if inner is None and self.word(office) == "trong" and self.agency_at(office + 1):
                return self.found(at, office, True, "people")
            return self.found(at, inner.end, True, inner.rule) if inner else None
        people = self.people(noun)
        if people > end:
            return self.found(at, people, True, "people")
        head = self.longest(noun, "heads", "wholes")
        if head >= end and head > noun:
            end = max(self.name(head), self.place(head)[0])
        if end == noun:
            return None
        return self.found(at, self.described(end), True, "collective")

    def counted(self, at: int) -> int:
        """The units that a number counts: `12 | thôn`, `15/15 | thôn`, `… và 21 | Ban công tác Mặt trận`."""
        opens = at == 0 or self.edge(at - 1) or self.joint(at - 1) > at - 1
        kinds = ("weak", "collectives", "wholes", "roles") if self.whole or at else ("weak",)
        noun = at + 3 if self.word(at + 1) == "/" and self.word(at + 2).isdigit() else at + 1
        return noun if opens and self.longest(noun, *kinds) > noun else at

    def person(self, at: int) -> Found | None:
        """`Đồng chí Lê Văn A`, `Thầy …`; bare, two to five capitalised words, in a field only."""
        after = self.longest(at, "honorifics")
        if after > at and self.word(after) == ":" and self.longest(at, "addresses") == at:
            after += 1  # `Đ/c: Hoa`
        if self.longest(at, "provinces") > after:
            return None
        if after > at and (self.capital(after) or self.longest(after, "roles") > after):
            if (named := self.proper(after)) > after and self.longest(after, "roles", "heads") == after:
                return self.entitled(at, named)
            inner = self.unit(after)
            return Found(at, inner.end, inner.group, "person") if inner else None
        if not self.whole or not self.capital(at) or (self.shouting and not self.persons):
            return None
        known = self.word(at) in _words("surnames") and self.longest(at, "wholes") == at  # `Đoàn Đội`
        if not (known or (self.persons and self.longest(at, "heads", "wholes", "roles", "titles") == at)):
            return None
        end = at
        while self.capital(end) and self.word(end).isalpha() and end - at < 6:
            end += 2 if self.word(end + 1) == "'" and self.capital(end + 2) else 1
        if 2 <= end - at <= 5 and (self.edge(end) or self.joint(end) > end):
            return self.entitled(at, end)
        return None

    def entitled(self, at: int, end: int) -> Found:
        """A person with the offices behind the name: `Lê Văn A, Phó Bí thư Đảng ủy, Chủ tịch UBND xã`."""
        name = end
        while self.word(end) in ("-", ","):
            inner = self.unit(end + 1) if self.longest(end + 1, "roles", "briefs") > end + 1 else None
            if inner is None or (end > name and (inner.group or not self.capital(end + 1))):
                break
            end = inner.end
        return Found(at, end, False, "person")

    def office(self, at: int) -> Found | None:
        """`Chủ tịch UBND …`, `Trưởng các thôn`, `Phó Hiệu trưởng Lê Văn A`, `Trưởng, phó các phòng`."""
        end = self.longest(at, "roles")
        if self.longest(at, "briefs") > end and self.unit(self.longest(at, "briefs")):
            end = self.longest(at, "briefs")
        if end == at:
            return None
        while (after := self.joint(end)) > end and (role := self.longest(after, "roles")) > after:
            if not self.one_office(at, end, role):
                break
            end = role
        if self.word(end) == "của":
            end += 1
        for section in range(
            at + 1, end
        ):  # `Trưởng | ban Công tác mặt trận`, `Chánh | Văn phòng HĐND và UBND`
            if self.longest(section, "sections") == end and (inner := self.unit(section)) and inner.end > end:
                return self.found(at, inner.end, inner.group, "office")
            if self.longest(section, "levels") == end and self.joint(end) > end:
                placed, _ = self.place(section)
                ends = self.edge(placed) or self.joint(placed) > placed or self.ends_name(placed)
                if placed > end and ends:
                    return self.found(at, placed, True, "office")  # `Trưởng thôn, bản`
        if self.word(end) == "-" and self.longest(end + 1, "names") > end + 1:
            return self.found(at, self.name(end + 1), False, "office")  # `Công chức địa chính - Xây dựng`
        inner = self.unit(end) or self.owner(end)
        if inner:
            found = self.found(at, inner.end, inner.group and inner.rule != "joined-bodies", "office")
            return self.further_office(found)
        placed, group = self.place(end)
        if placed == end and (plural := self.longest(end, "plurals")) > end:
            placed, group = self.described(plural), True
        named = (
            self.name(end) if self.longest(end, "names") > end and not self.duty(end) else self.proper(end)
        )
        return self.further_office(self.found(at, max(placed, named), group, "office"))

    def one_office(self, at: int, mark: int, role: int) -> bool:
        """Whether an office and the one behind a mark share what follows: `Trưởng, phó các phòng`."""
        after, comma = self.joint(mark), self.word(mark) == ","
        if self.unit_follows(role) and self.capital(after) and not self.unit_follows(mark):
            return not comma or self.shares(at, mark, role)
        if comma and (self.capital(after) or self.longest(at, "people") > at):
            return False  # `công chức chuyên môn, trưởng các thôn`
        return not ((comma or self.word(mark) == "và") and self.ends_list(at, mark, role))

    def further_office(self, found: Found) -> Found:
        """A member of a committee with the office behind it: `UVBTV, Phó Chủ tịch HĐND`."""
        if found.group or self.longest(found.start, "memberships") == found.start:
            return found
        role = found.end + 1
        if self.word(found.end) not in (",", "-") or self.longest(role, "roles", "briefs") == role:
            return found
        inner = self.unit(role)
        return found._replace(end=inner.end) if inner and not inner.group else found

    def ends_list(self, at: int, end: int, role: int) -> bool:
        """Whether two offices share nothing: `Hiệu trưởng, tổ trưởng`, not `Trưởng, phó các phòng`."""
        return self.words[at:end] != ["trưởng"] and (self.edge(role) or self.joint(role) > role)

    def shares(self, at: int, end: int, role: int) -> bool:
        """Whether an office is that of the units behind the next: `Giám đốc, Thủ trưởng các sở`."""
        head = self.word(self.longest(role, "plurals"))
        return self.words[at:end] == (["giám", "đốc"] if head == "sở" else ["trưởng"])

    def unit_follows(self, at: int) -> bool:
        return self.unit(at) is not None or self.owner(at) is not None

    def calling(self, at: int) -> int:
        """The word behind the work that a body is named after: `Ban Chỉ đạo | thực hiện Nghị quyết 57`.

        In a sentence a place or the duty must follow (`Hội đồng thẩm định hồ sơ` has a duty).
        """
        start = self.longest(at, "qualifiers")  # `Tổ công tác chuyên trách | cải cách …`
        end = self.longest(start, "callings")
        if end == start or self.capital(at) or self.shouting or self.edge(end):
            return at
        plain = False
        while not self.edge(end) and end - at < _REACH:
            after = self.joint(end)
            placed = plain and not self.word(end).isdigit() and self.place(end)[0] > end
            if placed or self.longest(end, "links", "obligations", "stops") > end:
                break
            if after > end and (self.edge(after) or self.begins(after)):
                break
            if after == end and plain and self.duty(end):
                break
            verb = self.longest(after, "verbs") if self.duty(after) else after
            plain = verb == after
            end = max(verb, after + 1)
        last = self.found(at, end, False, "agency").end
        return end if self.whole or self.duty(last) else at

    def owner(self, at: int) -> Found | None:
        """`Sở`, `Bộ`, `trường`, `Phòng` as the one that an office or a section belongs to."""
        end = self.longest(at, "collectives", "heads", "wholes")
        if end == at or not (self.capital(at) or self.longest(at, "owners") == end):
            return None
        if self.edge(end) or self.joint(end) > end or self.duty(end):
            return Found(at, end, False, "owner")
        return None

    def joined_bodies(self, at: int) -> Found | None:
        """`HĐND, UBND xã`: the council and the committee that share one place are one unit."""
        end = self.longest(at, "bodies")
        after = self.joint(end)
        if end == at or after == end or self.longest(after, "bodies") == after:
            return None
        inner = self.unit(after)
        return Found(at, inner.end, True, "joined-bodies") if inner else None

    def agency(self, at: int) -> Found | None:
        """A head with its name, its place, or the unit it belongs to."""
        head, whole = self.longest(at, "heads"), self.longest(at, "wholes")
        if self.abbreviated(at):
            whole = max(whole, self.longest(at, "shorts"))
        after = max(head, whole)
        noun = self.longest(at, "collectives")  # but `Trường Đại học …`, `Viện nghiên cứu Địa chất`
        proper = not self.shouting and (self.capital(after) or self.capital(noun))
        if after == at or (noun > after and not proper):
            return None
        if head > at and self.longest(head, "names") > after:
            after = head  # `Ban | Quản lý dự án hạ tầng đô thị`, not `Ban Quản lý | …`
        named = self.name(after, alone=whole >= head)
        inner_head = self.longest(after, "heads", "wholes") > self.longest(after, "names")
        if inner_head and self.capital(after) and (inner := self.unit(after)):
            named = max(named, inner.end if inner.rule == "agency" else named)  # `Chi nhánh Văn phòng …`
        if self.capital(at) and self.longest(at, "committees") >= after:
            named = max(named, self.calling(max(after, self.longest(at, "committees"))))
        placed, group = self.place(after)
        if named == after and placed == after and whole < after:
            if self.word(after) == ":" and self.longest(after + 1, "names") > after + 1:
                return Found(at, after, True, "collective")  # `Phòng: Kinh tế, Nội vụ`
            inner = self.unit(after)
            if inner is None or not self.capital(at):
                return None
            if self.word(self.longest(after, "plurals")) in _words("departments"):
                return self.found(at, inner.end, True, "agency")  # `Thanh tra các bộ, ngành`
            if not self.capital(after):
                return None
            named = inner.end
        if placed > named or placed > after == named:
            return self.found(at, placed, group, "agency")
        return self.found(at, named, False, "agency")

    def bare_collective(self, at: int) -> Found | None:
        """`Sở, ban, ngành`, `cơ quan, tổ chức liên quan`, `địa phương`, `cán bộ, giáo viên`."""
        people = self.people(at)
        if people > at and self.capital(people):
            return self.found(at, self.name(people), False, "office")  # `Công chức Tư pháp - Hộ tịch`
        if people > at and (self.heading or self.whole) and self.place(people)[0] == people:
            described = self.described(people)
            people = described if described - people < 4 else people  # `Nhân viên nuôi dưỡng`
        if people > at:
            found = self.found(at, people, True, "people")
            return found if self.groups or self.acts(at, people, found.end) else None
        post = self.longest(at, "posts")
        if post > at and (self.whole or self.heading) and (self.edge(post) or self.joint(post) > post):
            return Found(at, post, False, "people")  # `Phó Hiệu trưởng, bảo vệ`; not `bảo vệ rừng`
        end = self.nouns(at)
        if end == at or (self.duty(at) and self.runs_on(at)):
            return None  # no noun, or the verb of a unit: `Tổ chuyên môn | tổ chức thao giảng`
        single = self.longest(at, "collectives") == end
        if single and self.capital(end) and (inner := self.unit(end)):
            return Found(at, inner.end, inner.group, "agency")
        weak = single and self.longest(at, "weak") == end  # `khoa`, `xã`: with a qualifier only
        if weak and at == 0 and self.stands_alone(end):
            return Found(at, end, True, "collective")  # `Thôn | tổ chức họp dân`
        if weak and not self.whole and self.longest(end, "heads") > self.longest(end, "wholes"):
            return None  # a verb: `Tổ chức câu lạc bộ`
        described = end if weak else self.described(end)
        if single and not self.whole and not (self.joint(at - 1) == at and self.duty(described)):
            described = end  # but `Các công ty điện lực, doanh nghiệp viễn thông | bảo đảm …`
        found = self.found(at, described, True, "collective")
        if self.place(at)[0] >= end and (weak or not self.whole):
            return None  # a scope, no unit: `Huyện, xã:`
        return None if weak and found.end == end else found

    def runs_on(self, at: int) -> bool:
        """Whether a word goes on from the one before: no mark, no relation (`thuộc tổ chức`) parts them."""
        related = any(self.longest(before, "relations") == at for before in range(max(at - 4, 0), at))
        return at > 0 and not (self.edge(at - 1) or self.joint(at - 1) > at - 1 or related)

    def stands_alone(self, end: int) -> bool:
        """Whether a place that a sentence or clause begins with is who acts: a verb of two words follows."""
        opens = self.capital(0) or self.before in (",", ";")
        place = self.longest(0, "levels") == end or self.words[:end] == ["trường"]
        return opens and place and self.duty(end) and self.longest(end, *_DUTIES) > end + 1

    def acts(self, at: int, people: int, end: int) -> bool:
        """Whether people have a duty at the start of a sentence or clause (`Giáo viên | thực hiện …`)."""
        subject = at == 0 and (self.capital(0) or self.before in (",", ";"))
        chosen = self.word(people) == "được"  # `Công chức được phân công phụ trách thôn`
        acting = subject and (chosen or any(self.longest(here, "actors") > here for here in range(people)))
        return acting and self.duty(end) and self.longest(end, *_DUTIES) > end + 1

    def item(self, at: int, *, behind: bool) -> Found | None:
        """What is a unit as an item of a list only: a place, a bare name, `behind` other units people."""
        found = (self.named_place(at) if self.whole or behind else None) or self.bare_name(at)
        if found is None and behind:
            found = self.listed_people(at)
        return found or self.unknown_name(at, behind=behind)

    def named_place(self, at: int) -> Found | None:
        """`Thôn Đông`, `xã Tân An`: a place that stands for those who run it, as an item of a field."""
        level = self.longest(at, *_LEVELS)
        end = max(self.place(at)[0], self.place(level)[0])  # `Tổ dân phố khu vực Hòa Bình`
        return Found(at, end, False, "place") if end > level > at else None

    def bare_name(self, at: int) -> Found | None:
        """An item of a field that is an abbreviation or a known name alone: `TNMT`, `Tư pháp, Địa chính`."""
        if not self.whole or self.shouting or not self.capital(at):
            return None
        end = self.longest(at, "names")
        if self.abbreviated(at) and self.word(at + 1) != "số":
            end = max(end, self.name(at + 1, alone=True))
        if end == at:
            return None
        found = self.found(at, end, False, "bare-name")
        end = found.end
        return found if self.edge(end) or self.joint(end) > end or self.duty(end) else None

    def unknown_name(self, at: int, *, behind: bool) -> Found | None:
        """An item that is nothing but a name in capitals: `Sở Tài chính, | Vinamilk`, `Khúc Thị Bảo`.

        The first of a field has two words at least (not `Không`); in a sentence the duty must follow.
        """
        end = at
        while self.capital(end) and self.word(end).isalpha() and end - at < _LONGEST_NAME:
            end += 1
        if end == at or self.shouting or (not behind and (end == at + 1 or self.phrases(at))):
            return None
        closed = self.edge(end) or self.joint(end) > end
        ends = closed if self.whole else behind and self.duty(end)
        return Found(at, end, False, "unknown-name") if ends else None

    def listed_people(self, at: int) -> Found | None:
        """People behind the agencies of a list: `Các tổ chuyên môn | , cán bộ, giáo viên nhà trường`."""
        people = self.people(at)
        return self.found(at, people, True, "people") if people > at else None

    # -- parts of a unit --------------------------------------------------------------------------------

    def found(self, at: int, end: int, group: bool, rule: str) -> Found:
        """The unit with what follows its name: places, owners, qualifiers, clauses."""
        told = False
        while end < self.count:
            after, plural = self.place(end)
            if (
                after == end
                and self.word(end) == "-"
                and rule == "agency"
                and self.word(end + 1) != self.word(at)
                and not (self.longest(at, "peers") > at and self.longest(end + 1, "peers") > end + 1)
            ):
                after = inner.end if (inner := self.unit(end + 1)) and inner.rule == "agency" else end
            if after > end:
                end, group = after, group or plural
                continue
            if rule == "office" and (after := self.charge(end)) > end:
                end = after
                continue
            if group and not told and (after := self.clause(end)) > end:
                end, told = after, True
                continue
            if group and not self.speaking and (after := self.further_work(end)) > end:
                end = after
                continue
            if self.duty(end) and self.longest(end, "qualifiers", "relations") <= self.longest(end, *_DUTIES):
                break
            if (after := self.longest(end, "qualifiers")) > end:
                group = group or self.longest(end, "plurals") > end  # `… các ngành, các cấp`
                further = self.word(after) in ("đến", "tới")
                end = self.clause_end(after, end) if further else after if group else self.proper(after)
                continue
            if (after := self.longest(end, "topics")) > end:
                named = max(self.longest(after, "names"), after + self.abbreviated(after))
                if named > after:
                    end = named
                    continue
            if group and self.word(end) == "trong" and (body := self.agency_at(end + 1)):
                end = body.end  # `Các đồng chí trong Ban Tổ chức`
                continue
            if (after := self.longest(end, "relations")) > end:
                inner = self.unit(after) or self.owner(after)
                placed = self.place(after)[0]
                named = self.proper(after)
                closed = self.whole and (self.edge(named) or self.joint(named) > named)
                if self.word(end) in ("tại", "ở") and not closed:
                    named = self.longest(after, "provinces")  # not `tại Kế hoạch`
                behind = max(inner.end if inner else after, placed, named, self.longest(after, "names"))
                if behind == after and (group or self.longest(after, "plurals") > after):
                    behind = self.described(self.longest(after, "plurals"))
                if behind > after:
                    end = behind
                    continue
            inner = None if self.edge(end) or self.joint(end) > end else self.unit(end) or self.owner(end)
            if inner is None or inner.rule in ("person", "people"):
                break
            end, group = inner.end, group or (inner.group and rule == "office")
        return Found(at, end, group, rule)

    def further_work(self, at: int) -> int:
        """The word behind a further verb of a collective's name: `cơ sở đào tạo | , bồi dưỡng cán bộ`."""
        after = self.joint(at)
        worked = any(self.longest(verb, "verbs") == at for verb in (at - 3, at - 2, at - 1))
        if after == at or not worked or not self.duty(after):
            return at
        end = self.described(self.longest(after, *_DUTIES))
        return end if self.edge(end) or self.joint(end) > end else at

    def charge(self, at: int) -> int:
        """The word behind what an officer is in charge of, in a heading: `Phó Hiệu trưởng phụ trách đội`.

        In a sentence, and so in a heading that ends like one, it is what the officer has to do.
        """
        if not self.heading or self.speaking or self.words[at : at + 2] != ["phụ", "trách"]:
            return at
        end = at + 2
        while not self.edge(end) and not (self.joint(end) > end and self.begins(self.joint(end))):
            end += 1
        return end

    def nouns(self, at: int) -> int:
        """The word behind a list of collective nouns: `sở, ban, ngành`, `cơ quan, đơn vị và địa phương`."""
        end = self.longest(at, "collectives")
        while end > at and end - at < _REACH:
            after = self.joint(end)
            following = self.longest(after, "collectives")
            if following == after or self.longest(after, "traps") > after:
                break
            if after == end and self.word(after) not in ("ban", "ngành", "phòng", "đoàn"):
                break
            named = self.capital(following) or (not self.capital(at) and self.agency_at(after) is not None)
            if after > end and not self.shouting and self.capital(after) and named:
                break  # a name of its own: `các sở, ngành, Trung tâm Y tế`
            if (
                self.longest(after, "roles", "people") > following
                or self.longest(after, "wholes", "titles") > following
            ):
                break
            if self.words[after:following] == ["tổ", "chức"] and not (
                self.edge(following)
                or self.joint(following) > following
                or self.duty(following)
                or self.whole
                or self.longest(following, "qualifiers", "relations", "clauses", "activities") > following
            ):
                break  # a verb: `các trường, tổ chức khai giảng`
            end = following
        return end

    def agency_at(self, at: int) -> Found | None:
        found = self.unit(at)
        return found if found is not None and found.rule == "agency" else None

    def people(self, at: int) -> int:
        """The word behind a list of people: `cán bộ, giáo viên, học sinh`."""
        end = self.longest(at, "people")
        while end > at and end - at < _REACH:
            after = self.joint(end)
            following = self.longest(after, "people")
            if following == after:
                break
            end = following
        return end

    def lower_name(self, at: int) -> int:
        """The word behind an unknown name in lower case; in a sentence a place or a verb must follow it."""
        start = self.longest(at, "plurals")
        end = self.described(start)
        named = any(map(self.capital, range(at, end)))
        closed = self.whole or (self.heading and end - start > 1 and self.edge(end))
        if end > start and (closed or named or self.place(end)[0] > end or self.duty(end)):
            return end
        return at

    def name(self, at: int, *, alone: bool = False) -> int:
        """The word behind the name that a head opens; `at` where there is none. `alone`: it needs none."""
        end, known = self.longest(at, "names"), True
        told = not (self.whole or (self.heading and not alone)) and self.duty(at)
        if told and self.longest(at, *_DUTIES) >= end:
            return at  # `Chính phủ xây dựng …`: only a field's `sở xây dựng` is a name
        if end == at:
            known = False
            end = self.capitals(at)
            if end == at:
                return self.lower_name(at) if alone else at
        if self.capital(at) and self.longest(at, "transitives") >= end:
            end, known = self.with_verb(at, end), False
        while end - at < _REACH:
            if self.word(end) == "số" and self.word(end + 1).isdigit():
                end += 2
                continue
            if self.capital(end) and not self.begins(end) and self.longest(end, *_LEVELS) == end:
                after, known = self.longest(end, "names"), self.longest(end, "names") > end
                end = max(after, self.capitals(end))
                continue
            if not known and self.longest(end, "names") > self.longest(end, *_DUTIES):
                end = self.longest(end, "names")  # `Công ty Cổ phần cấp nước …`
                continue
            open_ended = (self.whole or not known) and self.joint(end) == end
            if open_ended and (after := self.before_deed(end, self.described(end))) > end:
                end = after
                continue
            further = self.further_part(at, end, known)
            if further == end:
                break
            known = self.longest(self.joint(end), "names") == further
            end = further
        return end

    def further_part(self, at: int, end: int, known: bool) -> int:
        """The word behind the part of a name that a mark joins to it; the mark where none is.

        `known` tells that the name is a known one up to there: a comma joins nothing to it but in the
        name of a department (`Phòng Kinh tế, Đô thị`), which is a doubt.
        """
        after, mark = self.joint(end), self.word(end)
        begins = self.begins(after) and not (mark == "-" and self.staff(after))
        if after == end or self.edge(after) or begins or self.duty(after):
            return end
        if self.longest(after, "levels", "plurals") > after:
            return end
        capital, named = self.capital(after), self.longest(after, "names")
        if not capital and self.longest(after, *_OTHERS) > after:
            return end
        several = 0 < self.longest(at - 2, "plurals") == at - 1  # `các phòng Kinh tế, Nội vụ`
        shared = known and named > after and (several or self.word(at - 1) in _words("departments"))
        if mark == "-":
            return max(named, self.capitals(after), after + 1)
        if mark == "và" and capital and not (shared and (several or self.word(at - 1) != "phòng")):
            return self.with_verb(after, max(named, self.capitals(after)))
        if mark == "và" and not known and (following := self.described(after)) > after:
            return following if self.whole or any(map(self.capital, range(after, following))) else end
        if mark != "," or not capital or shared:
            return end
        if self.abbreviated(after) and not self.shouting:
            part = self.short_part(after)
            return part if part > after else end
        varied = any(self.longest(head, "varied") == at for head in (at - 2, at - 1))
        closed = known and not varied and self.word(at - 1) in _words("departments")
        if not closed and (series := self.series(after)) > after:
            return series
        if self.whole and (varied or named > after) and self.longest(after, *_LEVELS) == after:
            if not (known and named > after):
                self.doubts.add(end)
            return self.with_verb(after, max(self.described(after), after + 1))
        return end

    def with_verb(self, at: int, end: int) -> int:
        """The word behind the verb that a capitalised noun takes with it: `Cục Quản lý | đấu thầu`."""
        if not self.capital(at) or self.longest(at, "transitives") < end:
            return end
        end = self.longest(self.longest(at, "transitives"), "verbs")
        if self.word(end) == "và" and self.longest(end + 1, "verbs") > end + 1:
            end = self.longest(end + 1, "verbs")  # `Phòng Quản lý đào tạo và bồi dưỡng`
        return end

    def short_part(self, at: int) -> int:
        """The word behind an abbreviation that a comma joins to another: `Sở VH | , TT&DL`; `at` where none.

        `Phòng KT, TN&MT` are two: the second is a name that is known by itself.
        """
        if not (self.abbreviated(at) and self.abbreviated(at - 2)):
            return at
        stop = self.tokens[min(at + 2, self.count - 1)].end()
        words = TOKEN.findall(self.passage.document.text[self.tokens[at - 2].start() : stop])
        for end, _ in reversed(expansions().at(words, 0)):
            if end > 2:
                return at + end - 2
        last = "&" in words[2] or (self.word(at + 1) == "và" and self.abbreviated(at + 2))
        return at + 1 if last and not expansions().at(words, 2) else at

    def staff(self, at: int) -> bool:
        """Whether people begin here, part of a name behind a dash: `Vụ Công chức - Viên chức`."""
        found = self.unit(at)
        return self.capital(at) and found is not None and found.rule in ("people", "office")

    def series(self, at: int) -> int:
        """The word behind the rest of a name such as `Văn hóa, Gia đình và Trẻ em`; `at` where none is."""
        end = at
        while end - at < _REACH and not self.edge(end):
            after = self.joint(end)
            if after > end:
                if not self.capital(after) or self.begins(after):
                    return at
                if self.word(end) == "và":
                    last = self.capitals(after)
                    while not self.edge(last) and self.joint(last) == last and not self.ends_name(last):
                        last += 1
                    return last
                end = after
            elif self.capital(end) or not self.ends_name(end):
                end += 1
            else:
                return at
        return at

    def capitals(self, at: int) -> int:
        """The word behind capitalised words that begin no unit (in a heading in capitals: up to a mark)."""
        end = at
        while self.capital(end) and end - at < _REACH:
            if end > at and (self.longest(end, *_LEVELS) > end or self.begins(end)):
                break
            end += 1
        return end

    def proper(self, at: int) -> int:
        """The word behind a proper name: `Đại Sơn`, `số 1`, `Văn Miếu - Quốc Tử Giám`, `"Vì tương lai"`."""
        end = at
        while end - at < _REACH:
            if (province := self.longest(end, "provinces")) > end:
                end = province
            elif self.word(end) == "số" and self.word(end + 1)[:1].isdigit():
                end += 2
            elif self.capital(end) and (end == at or not self.begins(end)):
                end += 1
            elif (
                end > at
                and self.word(end) in ("-", "'")
                and self.capital(end + 1)
                and not self.begins(end + 1)
            ):
                end += 2
            elif (
                end > at
                and self.shouting
                and self.joint(end) == end
                and not self.edge(end)
                and not self.begins(end)
            ):
                end += 1
            else:
                break
        return end

    def ends_name(self, at: int) -> bool:
        """Whether a name cannot go on with the word here: a verb, a qualifier, a place."""
        if self.longest(at, "levels") > at or self.capital(at):
            return self.longest(at, "levels") > at
        ends = self.longest(
            at, "stops", "qualifiers", "relations", "topics", "plurals", "clauses", "activities"
        )
        return (ends > at and not self.compounded(at, ends)) or self.duty(at)

    def before_deed(self, at: int, end: int) -> int:
        """The deed among words that go on with a name, in a sentence that has no other verb behind them.

        `Trung tâm Công viên cây xanh | trồng hoa`; not `Trung tâm Kỹ thuật đo lường | kiểm tra`.
        """
        if not self.speaking or self.duty(end) or self.place(end)[0] > end:
            return end
        return next((here for here in range(at, end) if self.longest(here, "deeds") > here), end)

    def described(self, at: int) -> int:
        """The word behind lower-case words that go on with a name: `báo chí` of `các cơ quan báo chí`."""
        end = at
        while not self.edge(end) and end - at < _REACH and not self.ends_name(end):
            if self.joint(end) > end:
                plain = not (self.edge(end + 1) or self.capital(end + 1) or self.begins(end + 1))
                if self.word(end) == "-" and plain:
                    end += 2
                    continue
                break
            if self.capital(end) and self.begins(end):
                break
            end += 1
        return end

    def place(self, at: int) -> tuple[int, bool]:
        """The word behind a place or a list of places (`các xã, phường`), and whether it is plural."""
        end, group = at, False
        while end - at < _REACH:
            after = self.joint(end) if end > at else end
            if end > at and after == end:
                break
            level = self.longest(after, "plurals")
            plural = level > after
            if plural and end > at and not group:
                break  # `đoàn thể xã và các thôn`
            if self.word(level).isdigit() and (plural or self.word(level)[0] == "0"):
                level, plural = level + 1, True
            if self.word(level) == "cấp":
                level += 1
                if plural and self.longest(level, *_LEVELS) == level:
                    end, group = level, True
                    continue
            named = self.longest(level, *_LEVELS)
            if (
                named == level
                or self.longest(level, "wholes", "titles", "roles", "clauses", "qualifiers") > named
            ):
                break
            if end > at and (following := self.unit(after)) and following.rule != "collective":
                break
            group = (
                group or plural or end > at or self.word(named - 2) == "cấp" or self.word(level - 1) == "cấp"
            )
            if end > at and self.capital(level) and not (self.capital(at) or self.shouting):
                break  # `đoàn thể phường và | Tổ dân phố Hòa Bình`
            end = self.proper(named)
            if end > named and self.longest(level, "schools") == named:
                end = self.classes(end)
            if end > named:
                break  # a list of named places is a list of units: `UBND xã A, xã B`
        return end, group

    def classes(self, at: int) -> int:
        """The word behind further numbers of a list of classes: `lớp 4A | , 5B`."""
        end = at
        while self.word(end - 1)[:1].isdigit() and self.word(self.joint(end))[:1].isdigit():
            end = self.joint(end) + 1
        return end

    def clause(self, at: int) -> int:
        """The word behind a clause that tells which collective is meant; `at` where there is none.

        `được phân công chủ trì` and `có cụm công nghiệp` tell which one; `có trách nhiệm rà soát` is a duty
        unless the field ends with it or the true duty follows.
        """
        end = self.longest(at, "activities", "clauses")
        if end == at or (self.capital(at) and not self.shouting) or self.longest(at, "qualifiers") > at:
            return at
        return self.clause_end(end, at)

    def clause_end(self, at: int, opening: int) -> int:
        end, last = at, min(self.count, at + 2 * _REACH)
        if self.whole:
            while (
                end < last
                and self.word(end) not in "\n;:"
                and not (self.joint(end) > end and self.unit(self.joint(end)))
            ):
                end += 1
            return end
        obliged = self.words[opening : opening + 3] == ["có", "trách", "nhiệm"]
        end = opening + 3 if obliged else at
        start, verb, acts = end, 0, False
        governs = at == opening + 1 or self.word(opening) == "chịu"  # not `nhận ủy thác | kiểm tra`
        first = self.longest(start, "verbs")
        while end < last and not self.sentence_ends(end):
            after = self.longest(end, *_DUTIES)
            if not self.duty(end):
                end += 1
            elif self.joint(end - 1) > end - 1:
                start = end = after  # a further verb of the same clause: `…, kiểm tra`
            elif self.words[end : end + 3] in (["có", "trách", "nhiệm"], ["chịu", "trách", "nhiệm"]):
                return end
            elif self.word(end - 1) in _words("passives") or (
                end == start and governs and self.longest(end, "obligations", "manners") == end
            ):  # `được phân công chủ trì thực hiện`; but `được kiểm tra | báo cáo`
                if start == at and self.word(opening) in ("được", "bị", "chịu"):
                    governs = self.longest(end, "governors") == after
                else:
                    governs = True
                start = end = after
            else:
                sure = self.longest(end, "obligations") > end and self.duty(after)
                if not verb and (sure or not (obliged or self.active(opening))):
                    verb = end
                acts = acts or self.longest(end, "verbs", "obligations") > end
                end = after
        joined = self.heading and self.behind == ":" and self.word(opening) == "có" and not obliged
        if verb and (acts or self.heading) and not joined:
            return verb  # but `Các cơ quan có thành viên tham gia Đoàn kiểm tra: …`
        named = self.heading and not self.speaking  # a heading that is a sentence says a duty
        if obliged or (not named and (self.duty(opening) or self.active(opening))):
            return opening
        if first > at and not self.heading and self.word(opening) in _words("passives"):
            return first  # `được phân công | chủ động triển khai`
        return end

    def sentence_ends(self, at: int) -> bool:
        word = self.word(at)
        return word in "\n;:()" or (word == "." and (self.capital(at + 1) or at + 1 >= self.count))

    def active(self, at: int) -> bool:
        return self.longest(at, "activities") > at

    # -- lists ------------------------------------------------------------------------------------------

    def shared(self, first: Found) -> list[Found]:
        """The further units of a list that names its head once, all of them after a colon.

        `các Sở: Nội vụ, Tài chính`, `Sở Nội vụ, Tài chính`, `UBND xã Tân An, xã Long Hòa`.
        """
        colon = self.word(first.end) == ":"
        at = first.end + 1 if colon else self.joint(first.end)
        if (
            at == first.end
            or self.word(first.end) == "-"
            or not (first.group or not colon)
            or first.rule not in ("agency", "office", "collective")
        ):
            return []
        levels = [here for here in range(first.start, first.end) if self.longest(here, *_LEVELS) > here]
        heads = [here for here in range(first.start, first.end) if self.word(here) in _words("departments")]
        if colon or first.group:
            kinds = ("heads", "collectives") if self.abbreviated(first.end - 1) else ("heads",)
            heads = [here for here in range(first.start, first.end) if self.longest(here, *kinds) > here]
        units: list[Found] = []
        while at < self.count:
            named = colon and heads and self.longest(at, "names") > at  # `Các Bộ: Công an, Quốc phòng`
            if self.begins(at) and not named:
                break
            level = self.longest(at, *_LEVELS)
            if levels and level > at:
                end, shared = self.proper(level), self.left_out(first.start, levels[0])
                if end == level:
                    break
            elif levels and self.capital(at) and (colon or self.capital(first.end - 1)):
                one = self.longest(levels[0], *_LEVELS) if len(levels) == 1 else levels[0]
                end, shared = self.proper(at), self.left_out(first.start, one)
            elif heads and self.capital(at) and (self.longest(at, "names") > at or self.abbreviated(at)):
                end = self.longest(at, "names") if self.longest(at, "names") > at else at + 1
                shared = self.left_out(first.start, self.longest(heads[0], "heads", "collectives"))
            else:
                break
            if not (self.edge(end) or self.joint(end) > end or self.duty(end)):
                break
            units.append(Found(at, end, False, "shared-head", f"{shared} {self.quote(at, end)}".strip()))
            at = self.joint(end)
            if colon and self.word(end) == ";":
                at = end + 1
            if at == end:
                break
        return units if len(units) > 1 or not colon else []

    def left_out(self, start: int, end: int) -> str:
        """The words of a list's head in the singular: `Giám đốc Sở` of `Giám đốc các Sở`."""
        parts, at = [], start
        for here in range(start, end):
            after = self.longest(here, "plurals")
            if after > here or here == end - 1:
                parts.append(self.quote(at, here if after > here else end))
                at = after
        singular = " ".join(filter(None, parts))
        return singular[:1].upper() + singular[1:]

    def leading(self, at: int) -> tuple[list[tuple[Found, int, str | None]], int]:
        """The units of the list here, each with the word behind it and its note; where it ends."""
        units: list[tuple[Found, int, str | None]] = []
        end = at
        while found := self.unit(at) or self.item(at, behind=bool(units)):
            end, note = self.noted(found.end)
            if note and note.isupper() and (owned := self.owned(end)) > end:  # `Phòng … (PC04) Công an tỉnh`
                name = f"{self.quote(found.start, found.end)} {self.quote(end, owned)}"
                found, end = found._replace(end=owned, name=name), owned
            further = self.shared(found)
            if further and found.group:  # `các Sở Nội vụ, Tài chính`: one by one
                name = self.left_out(found.start, found.end)
                found = found._replace(group=False, name=name)
            if not further or self.word(found.end) != ":":
                units.append((found, end, note))
            for found in further:
                end, note = self.noted(found.end)
                units.append((found, end, note))
            at = self.joint(end)
            if (
                not (note or further or self.unit(at) or self.people(at) > at)
                and (rest := self.rest(found)) > end
            ):
                units[-1] = found._replace(end=rest), rest, None
                end, at = rest, self.joint(rest)
            if at == end and self.word(end) == ";":
                at = end + 1
            if at == end:
                break
        return units, end

    def rest(self, found: Found) -> int:
        """The word behind the unknown rest of a name (`Chi cục Giống | cây trồng, vật nuôi`); else its end.

        In a field it is all that is no duty. Elsewhere a mark joins it, and in a sentence a place or the
        duty must follow, in a heading the end.
        """
        end = start = found.end
        if found.rule not in ("agency", "collective", "known-name") or self.edge(start):
            return start
        if self.speaking and self.longest(start, "deeds") > start:
            return start
        if not self.whole and self.joint(start) == start and not self.names_department(found):
            return start
        while end - start < _REACH:
            after = self.joint(end)
            if after == end and self.names_department(found):
                after = self.longest(end, "plurals")  # `Ban Quản lý dự án | các công trình giao thông`
            if self.capital(after) and (after == end or self.word(end) == ","):
                break
            if self.whole and self.word(end) == "và" and not self.begins(after):
                after = self.longest(after, "plurals")
            following = max(self.longest(after, "qualifiers"), self.described(after))
            if self.begins(after) or self.duty(after) or following == after:
                break
            end = following
        if end == start:
            return start
        last = self.found(found.start, end, found.group, found.rule).end
        if self.heading and not self.edge(last):
            return start
        if not (self.whole or self.heading) and (end - start > 10 or not (last > end or self.duty(last))):
            return start
        return last

    def names_department(self, found: Found) -> bool:
        """Whether a unit is of the kind whose names are many: `Phòng …`, `Chi cục …`, `Ban Quản lý …`."""
        return found.rule == "agency" and self.longest(found.start, "varied") > found.start

    def duty_end(self, at: int) -> int:
        """The word behind a field's duty: a line end, `;`, units that only coordinate (`, Y phối hợp`).

        A mere verb takes no list of units with it: `GV giảng dạy | , Đoàn TN`.
        """
        end, seen, mere = at, at, self.longest(at, *_DUTIES)
        while end < self.count and self.words[end] not in "\n;":
            after = self.joint(end)
            if after > end >= seen and self.unit(after):
                _, seen = self.leading(after)
                if self.coordinates(seen) or (end == mere and self.word(end) == "," and self.edge(seen)):
                    return end
            end += 1
        return end

    def coordinates(self, at: int) -> bool:
        """Whether the whole duty here is `phối hợp` or `phối hợp thực hiện`."""
        further = self.words[at + 2 : at + 4] == ["thực", "hiện"]
        return self.words[at : at + 2] == ["phối", "hợp"] and self.edge(at + (4 if further else 2))

    def owned(self, at: int) -> int:
        """The word behind the agency or the place that a name goes on with behind its short form."""
        if self.edge(at) or self.joint(at) > at or self.duty(at):
            return at
        inner = self.unit(at)
        return max(self.place(at)[0], inner.end if inner and inner.rule == "agency" else at)

    def noted(self, at: int) -> tuple[int, str | None]:
        """The word behind parentheses that stand here, and what stands in them."""
        if self.word(at) != "(":
            return at, None
        depth, end = 0, at
        while end < min(self.count, at + 2 * _REACH):
            depth += (self.words[end] == "(") - (self.words[end] == ")")
            end += 1
            if not depth:
                return end, self.quote(at + 1, end - 1) or None
        return at, None

    def quote(self, start: int, end: int) -> str:
        if start >= end:
            return ""
        return self.passage.document.quote(self.tokens[start].start(), self.tokens[end - 1].end()).strip(
            " .;:,-"
        )

    def build(self, found: Found, end: int, note: str | None, duty: str | None) -> Unit:
        start, stop = self.tokens[found.start].start(), self.tokens[end - 1].end()
        name = found.name or self.quote(found.start, found.end)
        return Unit(
            rule=found.rule,
            text=self.passage.document.text[start:stop],
            name=name,
            full_name=full_name(name),
            group=found.group,
            note=note,
            duty=duty,
            span=Span(start=start, end=stop),
        )
