"""The grammar of the units: a head, an office or a plural opens one, its parts go on with it."""

from __future__ import annotations

from kehoach.parse.patterns import Match
from kehoach.parse.units.naming import LEVELS, Found
from kehoach.parse.units.parts import OBLIGED, Parts
from kehoach.parse.units.words import DUTIES, REACH, words_of

_LONGEST_NAME = 6  # no bare name of a person or a firm has more words
_DEPTH = 5  # units that belong to units that belong to units


class Grammar(Parts):
    """The kinds of units, each a method that gives the unit that begins at a word; what is read is kept."""

    def take(self, tokens: list[Match]) -> None:
        super().take(tokens)
        self.read: dict[int, Found | None] = {}
        self.partly: dict[tuple[int, int], Found | None] = {}
        self.doubts = set()
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
            agency = following is not None and following.rule not in ("person", "people", "office")
            office = self.longest(start, "roles") == at and not self.names_body(start, at)
            incomplete = agency and bare and (head is None or office)
            runs_on = not opens and (
                not self.capital(at + 1) or self.proper(at + 1) in (self.line_end(at + 1),)
            )
            marked = before in ("và", ",", "-", "thuộc", "của") or after in ("và", ",", "(")
            if marked or incomplete or (head and runs_on and after.isalpha() and not self.persons):
                joints.append(at)
            else:
                start = at + 1
        return joints

    def names_body(self, start: int, end: int) -> bool:
        """Whether an office ends with the body that it is of: `Tổng phụ trách Đội`, `Bí thư Đoàn`."""
        parts = range(start + 1, end)
        return any(self.capital(part) and self.longest(part, "heads", "wholes") == end for part in parts)

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
        return bool(self.ends(at)) or self.words[at].isdigit() or (self.whole and self.capital(at))

    def trapped(self, at: int) -> bool:
        """Whether the words only open like a unit: `phòng dịch`, not `Phòng Dịch vụ` nor `báo cáo viên`."""
        end = self.longest(at, "traps")
        if end == at or (self.capital(at + 1) and not (self.shouting or self.abbreviated(at + 1))):
            return False
        longer = self.longest(at, "roles", "wholes", "titles", "collectives", "people")
        return max(longer, self.longest(at + 1, "names")) <= end

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
        placed = self.longest(end, "levels") > end  # `Văn phòng HĐND và UBND | Thành phố`
        return self.found(at, end if placed else self.proper(end), False, "known-name")

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
        if (several := self.longest(at, "qualifiers")) > end + 1:
            end = several  # `các ngành, các cấp`
        unknown = end == noun and not (self.phrases(noun) or self.capital(noun))
        if self.whole and unknown and (at == 0 or self.edge(at - 1) or self.word(at - 1) == ","):
            end = self.described(noun)  # `các lò mổ`
            return self.found(at, end, True, "unknown-name") if end > noun else None
        if (
            self.word(noun) == "cấp"
            and end == noun
            and (self.edge(noun + 1) or self.joint(noun + 1) > noun + 1 or self.duty(noun + 1))
        ):
            return Found(at, noun + 1, True, "collective")
        addressed = self.longest(noun, "honorifics")
        if addressed > noun and (comrades := self.people(addressed)) > max(end, addressed):
            return self.found(at, comrades, True, "people")  # `các đồng chí công chức`
        office = self.longest(noun, "roles", "honorifics")
        if office > end:
            inner = self.unit(noun)
            if inner is not None:
                return self.found(at, inner.end, True, inner.rule)
            told = self.found(at, office, True, "people")  # `Các đồng chí | được phân công`
            return told if addressed == office < told.end else None
        people = self.people(noun)
        if people > end:
            return self.found(at, people, True, "people")
        head = self.longest(noun, "heads", "wholes")
        if head >= end and head > noun:
            end = max(self.name(head), self.place(head)[0])
            end = head if self.longest(head, "qualifiers") > end else end  # `các Sở | quản lý chuyên ngành`
        if end == noun and self.whole and self.abbreviated(noun):
            end += 1  # `các NHTM`
        if end == noun:
            return None
        end = self.classes(end)  # `các tổ 1, 2, 3`
        return self.found(at, self.before_deed(end, self.described(end)), True, "collective")

    def counted(self, at: int) -> int:
        """The units that a number counts: `12 | thôn`, `15/15 | thôn`, `… và 21 | Ban công tác`.

        In a field a share of them too: `100% | chi đoàn`, `100% các | chi đoàn`.
        """
        if self.whole and self.word(at + 1) == "%":
            return self.longest(at + 2, "plurals")
        opens = at == 0 or self.edge(at - 1) or self.joint(at - 1) > at - 1
        opens = opens or any(
            self.longest(role, "roles") == at for role in (at - 1, at - 2)
        )  # `Trưởng 12 | thôn`
        kinds = ("weak", "collectives", "wholes", "roles") if self.whole or at else ("weak",)
        noun = at + 3 if self.word(at + 1) == "/" and self.word(at + 2).isdigit() else at + 1
        return noun if opens and self.longest(noun, *kinds) > noun else at

    def person(self, at: int) -> Found | None:
        """`Đồng chí Lê Văn A`, `Thầy …`; bare, two to five capitalised words, in a field only."""
        after = self.longest(at, "honorifics")
        if after > at and self.word(after) == ":":
            after += 1  # `Đ/c: Hoa`
        while after > at and (rank := self.longest(after, "honorifics")) > after and self.capital(rank):
            after = rank  # `Đồng chí Đại úy | Lê Văn A`
        if self.longest(at, "provinces") > after:
            return None
        if after > at and (self.capital(after) or self.longest(after, "roles") > after):
            if (named := self.proper(after)) > after and self.longest(after, "roles", "heads") == after:
                return self.entitled(at, named)
            inner = self.unit(after)
            while inner and not inner.group and self.word(inner.end) == "-":
                further = self.longest(inner.end + 1, "roles") > inner.end + 1 and self.unit(inner.end + 1)
                if not further or further.group:
                    break
                inner = further  # `Đồng chí Chủ tịch UBND xã | - Trưởng ban Chỉ đạo`
            return Found(at, inner.end, inner.group, "person") if inner else None
        return self.bare_person(at) if self.whole else None

    def bare_person(self, at: int) -> Found | None:
        """A name without a form of address: in a field, or in a sentence behind one with it."""
        if not self.capital(at) or (self.shouting and not self.persons):
            return None
        known = self.word(at) in words_of("surnames") and self.longest(at, "wholes") == at  # `Đoàn Đội`
        if not (known or (self.persons and self.longest(at, "heads", "wholes", "roles", "titles") == at)):
            return None
        if self.longest(at, "provinces") > at and not self.whole:
            return None
        end = at
        while self.capital(end) and self.word(end).isalpha() and end - at < 6:
            end += 2 if self.word(end + 1) == "'" and self.capital(end + 2) else 1
        if self.abbreviated(at + 1) and not self.shouting:
            return None  # `Đoàn TN`
        closed = self.edge(end) or self.joint(end) > end or (not self.whole and self.duty(end))
        return self.entitled(at, end) if 2 <= end - at <= 5 and closed else None

    def called(self, at: int) -> int:
        """The word behind what only addresses the units behind it: `Các ông (bà): | …`."""
        titled = title = self.longest(at, "plurals")
        while (after := self.longest(title, "honorifics")) > title:
            titled, title = after, self.joint(after)
        named = titled + 1
        if titled == at or self.word(titled) != ":" or not (self.unit(named) or self.bare_person(named)):
            return at
        return named

    def entitled(self, at: int, end: int) -> Found:
        """A person with the offices behind the name: `Lê Văn A, Phó Bí thư Đảng ủy, Chủ tịch UBND xã`.

        In a field a colon may stand before them: `Đ/c An: Chủ tịch UBND xã`.
        """
        if self.whole and (agency := self.agency_at(end)):
            end = agency.end  # `đ/c Hương VP`
        name = end
        while self.word(end) in (("-", ",", ":") if self.whole else ("-", ",")):
            officer = self.longest(end + 1, "roles", "briefs", "people") > end + 1
            inner = self.unit(end + 1) if officer else None
            if (
                inner is None
                or inner.rule == "people"
                or (end > name and (inner.group or not self.capital(end + 1)))
            ):
                return Found(at, end if officer else self.unknown_post(end), False, "person")
            parted, end = self.word(end) == ",", inner.end
            if parted and self.speaking:
                end = self.apposed(end)
            if self.whole and self.words[end - 2 : end] == ["phụ", "trách"] and self.names_place(end - 2):
                end -= 2  # the duty: `Lê Văn A - Phó Bí thư Đoàn xã | phụ trách`
        return Found(at, end, False, "person")

    def unknown_post(self, mark: int) -> int:
        """The word behind a post that is not known, last in a heading: `Ông An | , Trưởng ấp trại`."""
        start = mark + 1
        if not (self.heading and self.capital(start)) or self.speaking or self.begins(start):
            return mark
        end = self.described(start + 1)
        plain = end > start + 1 and self.edge(end) and not any(map(self.capital, range(start + 1, end)))
        return end if plain else mark

    def apposed(self, at: int) -> int:
        """The comma that ends what an officer named between commas is in charge of.

        `ông Lê Văn A, Phó Giám đốc phụ trách chuyên môn | , chỉ đạo …`
        """
        end = at + 2
        if self.words[at:end] != ["phụ", "trách"]:
            return at
        while end - at < 8 and not (self.edge(end) or self.joint(end) > end or self.duty(end)):
            end += 1
        return end if end > at + 2 and self.word(end) == "," and self.duty(end + 1) else at

    def office(self, at: int) -> Found | None:
        """`Chủ tịch UBND …`, `Trưởng các thôn`, `Phó Hiệu trưởng Lê Văn A`, `Trưởng, phó các phòng`."""
        end = self.longest(at, "roles")
        if self.longest(at, "briefs") > end and self.unit(self.longest(at, "briefs")):
            end = self.longest(at, "briefs")
        if end == at:
            return None
        people = self.longest(at, "people")
        if people > at and self.capital(people) and self.longest(people, "names") > end:
            return None  # `Công chức | Địa chính - Nông nghiệp - …`, longer than `Công chức địa chính`
        while (after := self.joint(end)) > end and (role := self.longest(after, "roles")) > after:
            if not self.one_office(at, end, role):
                break
            end = role
        if (charged := self.charge(end)) > end:
            return self.found(at, charged, False, "office")
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
            several = inner.rule != "joined-bodies" or any(
                self.longest(word, "plurals") > word for word in range(inner.start, inner.end)
            )
            found = self.found(at, inner.end, inner.group and several, "office")
            return self.further_office(found)
        placed, group = self.place(end)
        if placed == end and (plural := self.longest(end, "plurals")) > end:
            placed, group = self.described(plural), True
        named = (
            self.name(end) if self.longest(end, "names") > end and not self.duty(end) else self.proper(end)
        )
        if self.capital(end):
            named = max(named, self.longest(end, "qualifiers"))  # `Phó Chủ tịch Thường trực | dự họp`
        if self.speaking and max(placed, named) == end == self.longest(at, "verbs"):
            return None  # `Trực ban | nghiêm túc`, the verb
        if named > max(placed, end) and ((rest := self.described(named)) == named + 1 or self.whole):
            named = rest if self.whole or self.followed(rest) else named  # `Phó Giám đốc Kỹ | thuật`
        if end == max(placed, named) and self.heading and not self.speaking:
            rest = self.described(end)
            if rest - end < 4 and (self.edge(rest) or self.joint(rest) > rest):
                named = rest  # `Phó Giám đốc | kỹ thuật`
        return self.further_office(self.found(at, max(placed, named), group, "office"))

    def one_office(self, at: int, mark: int, role: int) -> bool:
        """Whether an office and the one behind a mark share what follows: `Trưởng, phó các phòng`."""
        after, comma = self.joint(mark), self.word(mark) == ","
        if self.unit_follows(role) and self.capital(after) and not self.unit_follows(mark):
            return not comma or self.shares(at, mark, role)
        if comma and (self.capital(after) or self.longest(at, "people") > at):
            return False  # `công chức chuyên môn, trưởng các thôn`
        if comma and self.has_body(at, mark) and not self.has_body(after, role):
            return False  # `Bí thư chi bộ, trưởng các thôn`
        if self.word(mark) != "-" and self.word(at) != self.word(after) in self.words[role : role + 3]:
            return False  # `Phó Hiệu trưởng, tổ trưởng các tổ`: its own body follows it
        return not ((comma or self.word(mark) == "và") and self.ends_list(at, mark, role))

    def has_body(self, at: int, end: int) -> bool:
        """Whether an office says whose it is, or of what: `Bí thư chi bộ`, `tổ trưởng chuyên môn`."""
        kinds = ("collectives", "wholes", "qualifiers")
        return any(self.longest(body, *kinds) == end for body in range(at + 1, end))

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
        return self.words[at:end] != ["trưởng"] and (
            self.edge(role) or self.joint(role) > role or self.duty(role)
        )

    def shares(self, at: int, end: int, role: int) -> bool:
        """Whether an office is that of the units behind the next: `Giám đốc, Thủ trưởng các sở`."""
        head = self.word(self.longest(role, "plurals"))
        return self.words[at:end] == (["giám", "đốc"] if head == "sở" else ["trưởng"])

    def unit_follows(self, at: int) -> bool:
        return self.unit(at) is not None or self.owner(at) is not None

    def calling(self, at: int) -> int:
        """The word behind the work that a body is named after: `Ban Chỉ đạo | thực hiện Nghị quyết 57`.

        In a field or heading all work names it (`Khoa xét nghiệm`). In a sentence it must be known to name
        bodies, and a place or the duty must follow (`Hội đồng thẩm định hồ sơ` has a duty).
        """
        start = self.longest(at, "qualifiers")  # `Tổ công tác chuyên trách | cải cách …`
        governs = self.longest(start, "governors")
        end = self.longest(start, "callings")
        if self.longest(start, "obligations", "manners") > end:
            return at  # `Ban Chỉ đạo | trực tiếp rà soát`
        if end == start and not self.speaking and governs == start:
            end = self.longest(start, "verbs", "deeds")
        if end == start or self.capital(at) or self.shouting or (end == governs and self.edge(end)):
            return at
        for short in (False, True) if self.speaking and end > governs else (False,):
            named = self.work(end, short=short)
            last = self.found(at, named, False, "agency").end
            ends = self.followed(last) or self.lists_on(last)
            if self.whole or ends or (self.edge(last) and not self.speaking):
                return named
        return at

    def lists_on(self, at: int) -> bool:
        """Whether a mark parts what ends here from another body, in lower case too: `tổ trực | , đội …`."""
        after = self.joint(at)
        return after > at and self.longest(after, "heads", "wholes") > after and not self.duty(after)

    def working(self, at: int, start: int, end: int) -> int:
        """The word behind the work that a name of many kinds ends with, which is a doubt.

        `Cục Nghệ thuật | biểu diễn`, but `Phòng Kinh tế | rà soát` has a duty: the name is known. A mark
        joins the work to any name: `Tổ Kiểm tra | , giám sát`; in a sentence to other work only.
        """
        found, after = Found(at, end, False, "agency"), self.joint(end)
        if end == start == after or not self.names_department(found):
            return end
        if after == end:
            works = not (self.speaking or self.complete(found))
        else:
            post = self.longest(after, "posts")  # `Tổ Văn phòng, | bảo vệ`; not `…, bảo vệ thực vật`
            alone = post > after and (self.edge(post) or self.joint(post) > post)
            works = not alone and self.longest(after, "callings") > after
            works = works or (self.word(end) == "và" and not self.speaking)
            further = any(self.longest(verb, "callings") == end for verb in range(max(end - 3, 0), end))
            works = works and (further or not self.speaking)
        behind = self.calling(after) if works else after
        if behind == after:
            return end
        self.doubts.add(end)
        return behind

    def work(self, at: int, *, short: bool) -> int:
        """The word behind what a verb of work goes on with: its object and further verbs.

        `kiểm tra | liên ngành`, `quản lý | khai thác công trình`; `short`: up to the next verb.
        """
        end, plain = at, short
        while not self.edge(end) and end - at < REACH:
            named, verb = self.longest(end, "names"), self.longest(end, *DUTIES, "governors")
            if named > verb > end or (named == verb > end and (self.duty(named) or self.lists_on(named))):
                end = named  # `thanh tra | xây dựng | kiểm tra …`
                continue
            after = self.joint(end)
            placed = plain and not self.word(end).isdigit() and self.place(end)[0] > end
            stopped = self.longest(after, "links", "obligations", "stops", "governors") > after
            levels = self.longest(end, "qualifiers") > self.longest(end, "plurals") > end  # `… | các cấp`
            if placed or stopped or levels or self.word(end) in words_of("passives"):
                break
            if after > end and (self.edge(after) or self.begins(after)):
                break
            if after == end and self.duty(end) and (plain or self.longest(end, "callings") == end):
                break
            verb = self.longest(after, "verbs") if self.duty(after) else after
            plain = verb == after
            end = max(verb, self.longest(after, "names"), after + 1)
        return end

    def complete(self, found: Found) -> bool:
        """Whether an agency's name ends with what ends one: a known name, a place, a capital.

        So does one of two parts: `Ban Chính sách - Pháp luật`.
        """
        if found.group:
            return False
        if any(self.word(at) == "-" and self.capital(at + 1) for at in range(found.start, found.end - 1)):
            return True
        ends = ("names", "wholes", "titles", "levels", "provinces", "qualifiers")
        last = range(found.start, found.end)
        return self.capital(found.end - 1) or any(self.longest(at, *ends) == found.end for at in last)

    def names_department(self, found: Found) -> bool:
        """Whether a unit is of the kind whose names are many: `Phòng …`, `Chi cục …`, `Ban Quản lý …`."""
        return found.rule == "agency" and self.longest(found.start, "varied") > found.start

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
        lettered = self.capital(noun) and self.word(noun).isalpha()  # not `Tổ chức 02 lớp`
        if self.longest(at, "verbs") == noun:  # `Tổ chức Y tế thế giới`, not `Tổ chức Ngày hội đọc sách`
            lettered = lettered and self.longest(noun, "names") > self.longest(noun, "verbs")
        proper = not self.shouting and (self.capital(after) or lettered)
        if after == at or (noun > after and not proper):
            return None
        if head > at and self.longest(head, "names") > after:
            after = head  # `Ban | Quản lý dự án hạ tầng đô thị`, not `Ban Quản lý | …`
        named = self.name(after, alone=whole >= head)
        inner_head = self.longest(after, "heads", "wholes") > self.longest(after, "names")
        several = False
        if inner_head and self.capital(after) and (inner := self.unit(after)) and inner.rule == "agency":
            several = inner.group and inner.end > named  # `BCH Đoàn các xã`
            named = max(named, inner.end)  # `Chi nhánh Văn phòng …`
        listed = self.joint(at - 1) > at - 1 and not self.duty(at)  # `…, tổ | tuần tra kiểm soát`
        if (self.capital(at) or listed) and self.longest(at, "committees") >= after:
            named = max(named, self.calling(max(after, self.longest(at, "committees"))))
        named = self.working(at, after, named)
        placed, group = self.place(after)
        bare = named == after and placed == after and whole < after
        body = self.whole or self.longest(at, "committees") == after
        if bare and body and self.capital(at) and self.longest(at, "people") == at:
            named = self.lower_name(after)  # `Đội xe`, `Đoàn nghệ thuật | biểu diễn`
        if bare and named == after:
            if self.word(after) == ":" and self.longest(after + 1, "names") > after + 1:
                return Found(at, after, True, "collective")  # `Phòng: Kinh tế, Nội vụ`
            inner = self.unit(after)
            if inner is None or not self.capital(at):
                return None
            noun = self.longest(after, "plurals")
            if self.longest(noun, "departments") > noun:
                return self.found(at, inner.end, True, "agency")  # `Thanh tra các bộ, ngành`
            if not self.capital(after):
                return None
            named = inner.end
        if placed > named or placed > after == named:
            return self.found(at, placed, group, "agency")
        return self.found(at, named, several, "agency")

    def bare_collective(self, at: int) -> Found | None:
        """`Sở, ban, ngành`, `cơ quan, tổ chức liên quan`, `địa phương`, `cán bộ, giáo viên`."""
        people = self.people(at)
        field = people > at and self.longest(people, "names") > people and not self.duty(people)
        if people > at and (self.capital(people) or field):
            return self.found(at, self.name(people), False, "office")  # `Công chức Tư pháp - Hộ tịch`
        if people > at and (self.heading or self.whole) and self.place(people)[0] == people:
            described = self.described(people)
            people = described if described - people < 4 else people  # `Nhân viên nuôi dưỡng`
        if people > at:
            found = self.found(at, people, True, "people")
            return found if self.groups or self.acts(at, found.end) else None
        post = self.longest(at, "posts")
        if post > at and (self.whole or self.heading) and (self.edge(post) or self.joint(post) > post):
            return Found(at, post, False, "people")  # `Phó Hiệu trưởng, bảo vệ`; not `bảo vệ rừng`
        end = self.nouns(at)
        if end == self.longest(at, "honorifics") and self.edge(end):
            return None  # the blank of a form: `Ông (bà): …… - Trưởng ban`
        if end == at or self.organises(at, end) or (self.duty(at) and self.runs_on(at)):
            return None  # no noun, or the verb of a unit: `Tổ chuyên môn | tổ chức thao giảng`
        single = self.longest(at, "collectives") == end
        if self.words[at:end] == ["cơ", "quan"] and self.capital(at) and self.capital(end):
            return self.found(at, self.name(end), False, "agency")  # `Cơ quan Đại diện Thương mại`
        if single and self.capital(end) and (inner := self.unit(end)):
            return Found(at, inner.end, inner.group, "agency")
        weak = single and self.longest(at, "weak") == end  # `khoa`, `xã`: with a qualifier only
        if weak and (at == 0 or self.beside) and self.stands_alone(at, end):
            return self.found(at, end, True, "collective")  # `Thôn | tổ chức họp dân`
        counts = self.word(end).isdigit() or self.longest(end, "heads") > self.longest(end, "wholes")
        if weak and not self.whole and counts:
            return None  # a verb: `Tổ chức câu lạc bộ`, `Tổ chức 02 lớp`
        described = end if weak else self.described(end)
        listed = self.joint(at - 1) == at and self.duty(described)  # `…, doanh nghiệp viễn thông | bảo đảm`
        if single and not (self.whole or listed):
            acts = self.longest(at, "verbs") == end  # `Tổ chức thẩm định phải đúng luật`, the verb
            told = end if acts or not (weak or self.duty(end)) else self.obliged(end)
            bound = self.words[told : told + 3] in OBLIGED  # `Cơ sở khám bệnh | có trách nhiệm …`
            described = told if bound or not weak else end
        found = self.found(at, described, True, "collective")
        if self.place(at)[0] >= end and (weak or not self.whole):
            return None  # a scope, no unit: `Huyện, xã:`
        return None if weak and found.end == end else found

    def organises(self, at: int, end: int) -> bool:
        """Whether `tổ chức` is what is done with the noun behind it: `Tổ chức | đoàn công tác thăm hỏi`.

        So with one that only opens like a body: `Tổ chức | hội thi`, `… | Hội khỏe`; not `Tổ chức đảng`,
        `Tổ chức hội các cấp`.
        """
        verb = self.longest(at, "verbs")
        if self.whole or self.words[at:verb] != ["tổ", "chức"]:
            return False
        if verb == end:
            named = self.capital(end) or self.longest(end, "peers") > end  # `Tổ chức công đoàn`
            kinds = ("plurals",) if named else ("plurals", "heads", "wholes", "collectives")
            return self.longest(end, *kinds) > end
        weak = self.longest(verb, "weak") == end  # `hội`
        return weak and not (self.place(end)[0] > end or self.edge(end) or self.followed(end))

    def stands_alone(self, at: int, end: int) -> bool:
        """Whether a place is who acts: it begins a sentence or clause, a verb of two words follows.

        So does a body named by its kind, where the sentence says what it has to do: `Tổ | có trách nhiệm …`.
        Who joins in may be a place with no more behind it: `phối hợp với | tổ dân phố`.
        """
        place = self.longest(at, "levels") == end or self.words[at:end] == ["trường"]
        if not (place or self.bound(end) > end):
            return False
        if self.beside:
            return self.edge(end) or self.joint(end) > end or self.duty(end)
        opens = self.capital(0) or self.before in (",", ";")
        return opens and self.duty(end) and self.longest(end, *DUTIES) > end + 1

    def acts(self, at: int, end: int) -> bool:
        """Whether people have a duty at the start of a sentence or clause (`Giáo viên | thực hiện …`).

        One word is enough of a verb behind what tells which people (`Công chức được giao việc | lập hồ sơ`),
        and of one that hands something in (`Giáo viên | nộp hồ sơ`; not `Giáo viên dạy tốt`).
        """
        subject = at == 0 and (self.capital(0) or self.before in (",", ";"))
        short = self.longest(end, *DUTIES) == end + 1 and self.word(end) not in words_of("handing")
        sure = not short or end > self.people(at)
        further = self.unit(self.joint(end)) if self.joint(end) > end else None
        officers = further is not None and further.rule == "office" and self.duty(further.end)
        return subject and (self.followed(end) or officers) and sure

    def item(self, at: int, *, behind: bool, person: bool = False) -> Found | None:
        """What is a unit as an item of a list only: a place, a bare name, `behind` other units people.

        Behind a `person` a name may stand bare: `Đồng chí Lê Văn An, | Trần Bình phụ trách …`.
        """
        if person and (found := self.bare_person(at)):
            return found
        placed = self.whole or self.beside or behind
        found = self.named_place(at) if placed or (at == 0 and self.capital(0)) else None
        if found is not None and not (placed or self.duty(found.end)):
            found = None  # `Xã Tân An | tổ chức …`; not `Xã Tân An có ba thôn`
        found = found or self.bare_name(at, listed=self.beside or behind)
        if found is None and behind:
            found = self.listed_people(at)
        return found or self.unknown_name(at, behind=behind)

    def named_place(self, at: int) -> Found | None:
        """`Thôn Đông`, `xã Tân An`: a place that stands for those who run it, as an item of a field."""
        level = self.longest(at, *LEVELS)
        end = max(self.place(at)[0], self.place(level)[0])  # `Tổ dân phố khu vực Hòa Bình`
        return Found(at, end, False, "place") if end > level > at else None

    def bare_name(self, at: int, *, listed: bool) -> Found | None:
        """An item that is an abbreviation or a known name alone: `TNMT`, `Tư pháp, Địa chính`.

        In a sentence it is `listed`: `phối hợp với | Quản lý thị trường, Kiểm lâm kiểm tra …`.
        """
        if not (self.whole or (listed and self.longest(at, "names") > at)):
            return None
        if self.shouting or not self.capital(at):
            return None
        end = self.longest(at, "names")
        if self.abbreviated(at) and self.word(at + 1) != "số":
            end = max(end, self.name(at + 1, alone=True))
            while self.word(end) == "-" and self.abbreviated(end + 1) and self.hyphen(end):
                end += 2  # `TTGDNN-GDTX`
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
