"""What a unit is made of: its name, its place, the clause that tells which it is."""

from typing import NamedTuple

from kehoach.parse.units.phrases import TOKEN, expansions, name_fields, unit_phrases
from kehoach.parse.units.words import DUTIES, REACH, Words, words_of

_OTHERS = ("people", "relations", "roles", "collectives")  # what goes on with a list, not with a name
_DEMANDED = ("obligations", "manners")  # what opens a duty behind a comma
_OBLIGED = (["có", "trách", "nhiệm"], ["chịu", "trách", "nhiệm"])
_TIMES = frozenset(("thứ", "ngày", "tuần", "tháng", "qúy", "năm"))
LEVELS = ("levels", "schools")  # what a proper name of a place or a school stands behind


class Found(NamedTuple):
    """A unit between two words, its first and the one behind its last, and the rule that read it.

    `name` is what it is called where its words do not say it: `Sở Tài chính` of `các Sở: Nội vụ, Tài chính`.
    """

    start: int
    end: int
    group: bool
    rule: str
    name: str = ""


class Parts(Words):
    """The parts that a unit is put together from; each method gives the word behind the part that it reads.

    `doubts` are the marks of which it is not sure whether they join two parts of one name.
    """

    doubts: set[int]

    def unit(self, at: int) -> Found | None:
        """The unit that begins here: the grammar of the units says."""
        raise NotImplementedError

    def begins(self, at: int) -> bool:
        """Whether a unit that is no bare name of a person begins here."""
        found = self.unit(at)
        return found is not None and not (found.rule == "person" and self.longest(at, "honorifics") == at)

    def owner(self, at: int) -> Found | None:
        """`Sở`, `Bộ`, `trường`, `Phòng` as the one that an office or a section belongs to."""
        end = self.longest(at, "collectives", "heads", "wholes")
        if end == at or not (self.capital(at) or self.longest(at, "owners") == end):
            return None
        if self.edge(end) or self.joint(end) > end or self.duty(end):
            return Found(at, end, False, "owner")
        return None

    def agency_at(self, at: int) -> Found | None:
        found = self.unit(at)
        return found if found is not None and found.rule == "agency" else None

    def body(self, at: int) -> int:
        """The word behind the body that people are in: `trong | Ban Tổ chức`, `trong | tiểu ban`."""
        found = self.unit(at)
        named = found is not None and found.rule in ("agency", "collective")
        return found.end if found and named else self.longest(at, "collectives", "heads", "wholes")

    def found(self, at: int, end: int, group: bool, rule: str) -> Found:
        """The unit with what follows its name: places, owners, qualifiers, clauses."""
        found, told = Found(at, end, group, rule), False
        while found.end < min(self.count, at + 3 * REACH):
            longer = self.placed(found)
            if longer == found and (which := self.which_does(found, told=told)) > found.end:
                longer, told = found._replace(end=which), True
            if longer == found and found.group:
                longer = found._replace(end=max(self.further_work(found.end), self.stretch(found.end)))
            if longer == found:
                longer = self.related(found)
            if longer == found:
                break
            found = longer
        return found

    def placed(self, found: Found) -> Found:
        """The unit with the place or the body behind it, or with what an officer is in charge of."""
        end, plural = self.place(found.end)
        if end > found.end:
            return found._replace(end=end, group=found.group or plural)
        if found.rule == "office":
            return found._replace(end=self.charge(end))
        dashed = self.word(end) == "-" and found.rule == "agency" and self.belongs(found.start, end + 1)
        body = self.agency_at(end + 1) if dashed else None
        return found._replace(end=body.end) if body else found

    def which_does(self, found: Found, *, told: bool) -> int:
        """The word behind a clause that tells which collective is meant, or which place does the rest.

        `Các đơn vị | được phân công`, `Các xã | đăng ký đạt chuẩn (…) | tập trung …`; `told`: once is enough.
        """
        end = found.end
        chosen = self.speaking and self.word(end) == ("được" if found.rule == "office" else "nơi")
        if self.speaking and self.duty(end) and self.names_place(end):  # `Các xã | khai thác quỹ đất`
            after = self.obliged(end)
            return after if self.word(after) == "(" else end
        return self.clause(end) if (found.group or chosen) and not told else end

    def related(self, found: Found) -> Found:
        """The unit with what says whose it is, what for or of which kind, where no duty begins behind it."""
        end, group = found.end, found.group
        qualified = self.longest(end, "qualifiers")
        if self.duty(end) and max(qualified, self.longest(end, "relations")) <= self.longest(end, *DUTIES):
            return found
        if qualified > end:
            return self.qualified(found, qualified)
        if (after := self.longest(end, "topics")) > end and (named := self.topic(found, after)) > after:
            return found._replace(end=named)
        if group and self.word(end) == "trong" and (body := self.body(end + 1)) > end + 1:
            return found._replace(end=body)  # `Các đồng chí trong Ban Tổ chức`, `… trong tiểu ban`
        if (after := self.longest(end, "relations")) > end and (owner := self.relation(found, after)) > after:
            return found._replace(end=owner)
        inner = None if self.edge(end) or self.joint(end) > end else self.unit(end) or self.owner(end)
        if inner is None or inner.rule in ("person", "people"):
            return found
        return found._replace(end=inner.end, group=group or (inner.group and found.rule == "office"))

    def qualified(self, found: Found, after: int) -> Found:
        """The unit with the qualifier that ends before `after`, and the name or clause behind that.

        `Các cơ quan | có liên quan`, `các đơn vị | trong ngành Công Thương`, `Đảng ủy | trực thuộc Tỉnh ủy`.
        """
        end = found.end
        if self.word(end) == "trong" and self.duty(after - 1):
            return found  # `các trường | trong tổ chức huấn luyện`, not `trong tổ`
        if self.duty(end) and "để" in self.words[after : after + 4]:
            return found  # `các xã | sử dụng ngân sách để bố trí …`
        group = found.group or self.longest(end, "plurals") > end  # `… các ngành, các cấp`
        further = self.word(after) in ("đến", "tới")
        told = max(after, self.clause_end(after, end)) if further else after
        if self.capital(after) and self.word(after - 1) == "ngành":
            told = self.longest(after, "names")  # `trong ngành | Công Thương`
        if self.word(after - 1) in words_of("regions"):
            told = max(told, self.place(after - 1)[0])  # `trong vùng | Tây Nguyên`
        if group or further:
            return found._replace(end=told, group=group)
        if self.place(after)[0] > after:
            return found._replace(end=after)  # `… trực thuộc | Trung ương`
        within = self.agency_at(after)  # `Đảng ủy trực thuộc | Tỉnh ủy`
        return found._replace(end=max(self.proper(after), within.end if within else 0))

    def topic(self, found: Found, after: int) -> int:
        """The word behind what a body is for: `Ban Chỉ đạo | về chăm lo người già`, `… về CCHC`."""
        named = max(self.longest(after, "names"), after + self.abbreviated(after))
        wide = self.longest(found.start, "committees") > found.start
        if wide and named == after and self.ends_unit(described := self.described(after)):
            return described
        return named

    def relation(self, found: Found, after: int) -> int:
        """The word behind whom or where a unit belongs to: `của | Sở Y tế`, `thuộc | các xã ven biển`."""
        inner = self.unit(after) or self.owner(after)
        named = self.proper(after)
        closed = self.whole and (self.edge(named) or self.joint(named) > named)
        if self.word(found.end) in ("tại", "ở") and not closed:
            named = self.longest(after, "provinces")  # not `tại Kế hoạch`
        behind = max(inner.end if inner else after, self.place(after)[0], named, self.longest(after, "names"))
        several = self.longest(after, "plurals")
        return self.described(several) if behind == after and (found.group or several > after) else behind

    def belongs(self, at: int, body: int) -> bool:
        """Whether an agency may be a part of the one behind a dash: `Đội … - Công an huyện`.

        Not of its like, nor a `Phòng` of a commune's bodies: only its UBND has one.
        """
        if self.word(at) == self.word(body) or self.longest(body, "appositions") > body:
            return False
        peers = (self.longest(start, "peers") > start for start in (at, body))
        communal = self.word(at) == "phòng" and self.word(self.longest(body, "wholes")) in ("xã", "phường")
        return not (all(peers) or (communal and self.longest(body, "bodies") == body))

    def further_work(self, at: int) -> int:
        """The word behind a further verb of a collective's name: `cơ sở đào tạo | , bồi dưỡng cán bộ`.

        In a sentence it must have no object: `các đoàn thanh tra | , kiểm tra | phải …`, `… | của tỉnh`.
        """
        after = self.joint(at)
        worked = any(self.longest(verb, "verbs") == at for verb in (at - 3, at - 2, at - 1))
        if after == at or not worked or not self.duty(after):
            return at
        if self.speaking:
            end = self.longest(after, "verbs")
            ends = self.longest(end, "obligations", "manners", "relations") > end
            return end if end > after and ends else at
        end = self.described(self.longest(after, *DUTIES))
        return end if self.edge(end) or self.joint(end) > end else at

    def charge(self, at: int) -> int:
        """The word behind what an officer is in charge of: `Phó Hiệu trưởng | phụ trách chuyên môn`.

        In a sentence the officer's duty must follow (`… phụ trách chuyên môn | chỉ đạo`); else that is it,
        in a field nothing (`Phó Giám đốc phụ trách`). The title may hold the word: `Cán bộ phụ trách | y tế`.
        """
        start = at if self.words[at : at + 2] == ["phụ", "trách"] else at - 2
        end = start + 2
        if self.words[start:end] != ["phụ", "trách"]:
            return at
        if self.whole:
            return end if self.edge(end) or self.joint(end) > end else at
        if self.speaking and self.duty(end):
            return self.charged_work(end) or at
        if self.speaking:
            while end - start < 12 and not (self.edge(end) or self.parts(end) or self.duty(end)):
                end += 1
            return end if end > start + 2 and self.duty(end) else at
        wide = self.words[end : end + 2] == ["lĩnh", "vực"]
        while not self.edge(end):
            after = self.joint(end)
            if after > end and self.begins(after) and not (wide and self.names_field(after)):
                break
            end += 1
        return end

    def charged_work(self, at: int) -> int:
        """The word behind verbs that name what an officer is in charge of; 0 where they are the duty.

        What follows must be one: `phụ trách tuần tra kiểm soát | trực tiếp …`, `phụ trách truyền thông |
        phối hợp …`; not `phụ trách | theo dõi đôn đốc các lớp`.
        """
        end = self.longest(at, "verbs")
        while not self.goes_ahead(end) and self.longest(end, "verbs") > end:
            end = self.longest(end, "verbs")
        return end if end > at and self.goes_ahead(end) else 0

    def goes_ahead(self, at: int) -> bool:
        """Whether a manner, an obligation, or who leads or helps is told here: `có trách nhiệm …`."""
        led = self.words[at : at + 2] in (["phối", "hợp"], ["chủ", "trì"])
        return led or self.longest(at, "obligations", "manners") > at

    def names_field(self, at: int) -> bool:
        """Whether the unit here tells a field: `… phụ trách lĩnh vực Dân tộc và | các Hội quần chúng`."""
        found = self.unit(at)
        return self.nameless(at) or (found is not None and found.rule == "collective")

    def nouns(self, at: int) -> int:
        """The word behind a list of collective nouns: `sở, ban, ngành`, `cơ quan, đơn vị và địa phương`."""
        end = self.longest(at, "collectives")
        while end > at and end - at < REACH:
            after = self.joint(end)
            following = self.longest(after, "collectives")
            trapped = self.longest(after, "traps") >= following and not self.villages(at, after)
            if following == after or trapped:
                break
            if after == end and not self.runs_together(end, following):
                break
            placed = self.capital(at) and self.longest(following, "levels") > following  # `Sở, Ngành Tỉnh`
            named = not placed and any(map(self.capital, range(after + 1, following + 1)))  # `Trạm Y tế`
            named = named or (not self.capital(at) and self.agency_at(after) is not None)
            paired = "/" in self.words[at:end] and self.word(end) != "/"  # `các Phòng/Ban | , Trung tâm`
            named = named or (paired and self.longest(after, "varied") > after)
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

    def villages(self, at: int, after: int) -> bool:
        """Whether one place of a list follows another: `các thôn, bản | đăng ký …`, no `bản đăng ký`."""
        return self.longest(at, "levels") > at and self.longest(after, "levels") > after

    def runs_together(self, at: int, following: int) -> bool:
        """Whether a collective goes on without a mark: `sở | ban ngành`, `cơ quan | tổ chức có liên quan`."""
        if self.words[at:following] == ["tổ", "chức"]:
            return self.word(at - 1) == "quan" and self.longest(following, "qualifiers") > following
        return self.word(at) in ("ban", "ngành", "phòng", "đòan") and (
            self.word(at - 1) != "chức" or self.capital(at)
        )

    def people(self, at: int) -> int:
        """The word behind a list of people: `cán bộ, giáo viên, học sinh`."""
        end = self.longest(at, "people")
        while end > at and end - at < REACH:
            after = self.joint(end)
            following = self.longest(after, "people")
            if following == after or self.longest(after, "roles") > following:
                break  # `cha mẹ học sinh và | nhân viên y tế trường học`
            end = following
        return end

    def lower_name(self, at: int) -> int:
        """The word behind an unknown name in lower case; in a sentence a place or a verb must follow it."""
        start = self.longest(at, "plurals")
        deed = self.longest(start, "deeds")  # `Đội | in giấy mời`; but `Trạm bơm Tân Hòa`
        acts = deed > start and not (self.capital(deed) or self.duty(deed))
        if self.speaking and (acts or (start == at and self.begins(at))):  # `Văn phòng | nhà trường`
            return at
        end = self.described(start)
        named = any(map(self.capital, range(at, end)))
        closed = self.whole or (self.heading and end - start > 1 and self.edge(end))
        if end > start and (closed or named or self.place(end)[0] > end or self.followed(end)):
            return end
        return at

    def name(self, at: int, *, alone: bool = False) -> int:
        """The word behind the name that a head opens; `at` where there is none. `alone`: it needs none."""
        end, known = self.before_work(at, self.longest(at, "names")), True
        told = not (self.whole or (self.heading and not (alone or self.speaking))) and self.duty(at)
        goes_on = alone and not (self.capital(end) or self.ends_unit(end))
        organises = self.words[at : at + 2] == ["tổ", "chức"] and self.duty(at + 2)
        if told and (goes_on or organises or self.longest(at, *DUTIES) >= end):
            return at  # `Chính phủ xây dựng …`: only a field's `sở xây dựng` is a name
        if end == at:
            known = False
            end = self.capitals(at)
            if end == at:
                end = self.lower_name(at) if alone else at
                halved = end > at and self.word(end) == "-" and self.capital(end + 1)
                return self.further_part(at, end, False) if halved else end  # `… công tác Văn hóa | - Xã hội`
        if self.capital(at) and self.longest(at, "transitives") >= end:
            end, known = self.with_verb(at, end), False
        while end - at < REACH:
            if (after := self.numbers(end)) > end:
                end = after
                continue
            if self.capital(end) and not self.begins(end) and self.longest(end, *LEVELS) == end:
                after, known = self.longest(end, "names"), self.longest(end, "names") > end
                end = max(after, self.capitals(end))
                continue
            if not known and self.longest(end, "names") > self.duties(end):
                end = self.longest(end, "names")  # `Công ty Cổ phần cấp nước …`
                continue
            open_ended = (self.whole or not known or self.of_firm(at)) and self.joint(end) == end
            if open_ended and (after := self.before_deed(end, self.described(end))) > end:
                end = after
                continue
            further = self.further_part(at, end, known)
            if further == end:
                break
            part = self.joint(end)
            known = self.longest(part, "names") == further > self.longest(part, "transitives")
            end = further
        return end

    def of_firm(self, at: int) -> bool:
        """Whether the name here is a firm's, which goes on behind a known one: `Công ty Cấp nước | sạch`."""
        return any(self.words[head : head + 2] == ["công", "ty"] for head in range(max(at - 7, 0), at - 1))

    def before_work(self, at: int, end: int) -> int:
        """The word behind the known name here without the verb that it may end with in a sentence.

        `Phòng Kinh tế | tổng hợp kết quả`; but `Phòng Kinh tế tổng hợp | rà soát …`.
        """
        if not self.speaking or end == at or self.edge(end) or self.duty(end):
            return end
        shorter = (mid for mid, kinds in unit_phrases().at(self.words, at) if "names" in kinds and mid < end)
        return next((mid for mid in shorter if self.duty(mid) and self.longest(mid, *DUTIES) == end), end)

    def further_part(self, at: int, end: int, known: bool) -> int:
        """The word behind the part of a name that a mark joins to it; the mark where none is.

        `known` tells that the name is a known one up to there: a comma joins nothing to it but in the
        name of a department (`Phòng Kinh tế, Đô thị`), which is a doubt.
        """
        after, mark = self.joint(end), self.word(end)
        if mark == "/" and self.word(end - 1).isdigit() and self.abbreviated(after):
            return after + 1  # `Ban Chỉ đạo 389/TP`
        begins = self.begins(after) and not (mark == "-" and self.staff(after))
        if after == end or self.edge(after) or begins:
            return end
        if self.duty(after):
            return end if known or mark == "và" else self.mere_work(after, end)
        level = self.longest(after, "levels", "plurals")
        if level > after and not (self.capital(after) and self.field(after) > level):  # `Lao động, Xã hội`
            return end
        capital, named = self.capital(after), self.longest(after, "names")
        if not capital and self.longest(after, *_OTHERS) > after:
            return end
        several = 0 < self.longest(at - 2, "plurals") == at - 1  # `các phòng Kinh tế, Nội vụ`
        department = self.opened(at, "departments")
        shared = known and named > after and (several or department)
        if mark == "-":
            return max(named, self.capitals(after), after + 1)
        if mark == "và" and capital and not (shared and (several or self.word(at - 1) != "phòng")):
            return self.with_verb(after, max(named, self.capitals(after)))
        if mark == "và" and not known and (following := self.described(after)) > after:
            return following if self.whole or any(map(self.capital, range(after, following))) else end
        if mark != "," or not capital:
            return end
        fields = end if several else self.fields(at, end)
        if shared:
            return fields
        if self.abbreviated(after) and not self.shouting:
            part = self.short_part(after)
            return part if part > after else end
        varied = self.opened(at, "varied")
        if varied and not (self.whole or department) and (subjects := self.subjects(at, end)) > end:
            return subjects
        closed = known and not varied and department
        if not closed and (series := self.series(after)) > after:
            return series
        if fields > end:
            return fields
        if self.whole and (varied or named > after) and self.longest(after, *LEVELS) == after:
            if not (known and named > after):
                self.doubts.add(end)
            return self.with_verb(after, max(self.described(after), after + 1))
        return end

    def subjects(self, at: int, mark: int) -> int:
        """The word behind the subjects of a school or hospital that a name lists: `Tổ Toán | , Lý, Tin`.

        The first are single words, as those of places are not: `Tổ Hòa An, Tân Lập`.
        """
        end = mark
        while self.word(end) == "," and self.capital(after := end + 1) and end - mark < REACH:
            if self.heads_unit(after):
                break
            last = max(self.longest(after, "names"), self.capitals(after))
            if end == mark and (mark > at + 1 or last > after + 1):
                return mark
            end = max(last, self.described(last))
        ends = self.edge(end) or self.duty(end) or self.heads_unit(self.joint(end))
        return end if ends else mark

    def opened(self, at: int, kind: str) -> bool:
        """Whether a head of this kind, of one or two words, ends before the name here."""
        return self.longest(at - 1, kind) == at or self.longest(at - 2, kind) == at

    def heads_unit(self, at: int) -> bool:
        """Whether a phrase that opens units stands here, by itself: the unit is not read."""
        return self.longest(at, "heads", "wholes", "roles", "plurals", "collectives", "honorifics") > at

    def fields(self, at: int, mark: int) -> int:
        """The word behind the further fields of a name: `Phòng Kinh tế | , Hạ tầng, Đô thị`; else the mark.

        Whole names may be those of several: `Phòng Kinh tế, Văn hóa - Xã hội`, `Chi cục Thủy lợi, Kiểm lâm`.
        """
        if not self.opened(at, "varied"):
            return mark
        shares = self.opened(at, "departments")
        end, part = mark, not shares
        while self.word(end) == "," and self.capital(after := end + 1) and not self.begins(after):
            last, named = self.field(after), self.longest(after, "names")
            if self.word(last) == "-" or (not shares and "," in self.words[at:end]):
                last = max(last, named)
            if last == after or not (self.edge(last) or self.joint(last) > last or self.ends_name(last)):
                break
            end, part = last, part or named != last
        return end if part else mark

    def field(self, at: int) -> int:
        """The word behind a field that known names of several are made of: `Hạ tầng`; `at` where none is."""
        known = name_fields().at(self.words, at)
        return known[-1][0] if known else at

    def mere_work(self, at: int, mark: int) -> int:
        """The word behind a verb without an object that ends an unknown name; else the mark before it.

        `Tiểu ban Nội dung | , tuyên truyền`; not `Tổ Thư ký | , phối hợp` nor in a sentence.
        """
        end = self.longest(at, "verbs")
        if self.speaking or end == at or self.longest(at, "governors") > at:
            return mark
        return end if self.edge(end) or self.joint(end) > end else mark

    def with_verb(self, at: int, end: int) -> int:
        """The word behind the verb that a capitalised noun takes with it: `Cục Quản lý | đấu thầu`.

        In a sentence what may be a whole name takes none: `Phòng Đào tạo | rà soát …`; elsewhere one with an
        object is a doubt.
        """
        work = self.longest(at, "transitives")
        trade = self.longest(at, "trades") == work
        if not self.capital(at) or work < end or (self.speaking and trade):
            return end
        end = self.longest(work, "verbs", "clauses")
        if trade and end > work and not (self.edge(end) or self.joint(end) > end):
            self.doubts.add(work)  # `Phòng Đào tạo lập danh sách thí sinh`
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
        while end - at < REACH and not self.edge(end):
            after = self.joint(end)
            if after > end:
                closes = self.word(end) == "và"
                named = self.begins(after) and not (closes and self.nameless(after))
                if not self.capital(after) or named:
                    return at
                if closes:
                    last = max(self.capitals(after), self.longest(after, "wholes"))
                    while not self.edge(last) and self.joint(last) == last and not self.ends_name(last):
                        last += 1
                    return last
                end = after
            elif self.capital(end) or not self.ends_name(end):
                end += 1
            else:
                return at
        return at

    def nameless(self, at: int) -> bool:
        """Whether the unit here is a mere head: `Thư viện` of `Gia đình và Thư viện`."""
        found = self.unit(at)
        return found is not None and found.end == self.longest(at, "wholes")

    def capitals(self, at: int) -> int:
        """The word behind capitalised words that begin no unit (in a heading in capitals: up to a mark)."""
        end = at
        while self.capital(end) and end - at < REACH:
            if end > at and (self.longest(end, *LEVELS) > end or self.begins(end)):
                break
            end += 1
        return end

    def proper(self, at: int) -> int:
        """The word behind a proper name: `Đại Sơn`, `số 1`, `Văn Miếu - Quốc Tử Giám`, `"Vì tương lai"`."""
        end = at
        while end - at < REACH:
            if (province := self.longest(end, "provinces", "territories")) > end:
                end = province
            elif (after := self.numbers(end)) > end:
                end = after
            elif self.capital(end) and (end == at or not self.begins(end) or self.person_goes_on(end)):
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

    def names_place(self, end: int) -> bool:
        """Whether the word before is one of a place, without its name: `các xã`, `UBND các xã, phường`."""
        return any(self.longest(at, *LEVELS) == end for at in range(end - 3, end))

    def person_goes_on(self, at: int) -> bool:
        """Whether a capitalised form of address is part of a person's name: `Phạm | Anh Tuấn`."""
        found = self.unit(at)
        return found is not None and found.rule == "person" and self.longest(at, "honorifics") == at + 1

    def numbers(self, at: int) -> int:
        """The word behind `số 1`, `số 1, số 2`, `số 1, 2`; `at` where none stands."""
        end = at
        while self.word(at) == "số" and self.word(at + 1)[:1].isdigit():
            end = at + 2
            at = self.joint(end)
            while (
                at > end
                and self.word(at).isdigit()
                and (self.edge(at + 1) or self.joint(at + 1) > at + 1 or self.duty(at + 1))
            ):
                end = at + 1  # `Tổ dân phố số 12, | 13`
                at = self.joint(end)
        return end

    def ends_unit(self, at: int) -> bool:
        """Whether what stands here follows a name: a place, a sentence's duty, else a mark or the end."""
        closed = self.followed(at) if self.speaking else self.edge(at) or self.joint(at) > at
        return closed or self.place(at)[0] > at

    def followed(self, at: int) -> bool:
        """Whether a unit of a sentence may end here: its duty follows, or a mark and another unit."""
        after = self.joint(at)
        if after == at or self.longest(after, "plurals") > after:
            timed = self.longest(at, "stops") > at and self.longest(at, "verbs", "obligations") == at
            return after > at or (self.duty(at) and not timed)  # not `Đội rà soát …, báo cáo | trước ngày`
        return self.capital(after) and self.longest(after, "heads", "wholes", "titles", "roles") > after

    def ends_name(self, at: int) -> bool:
        """Whether a name cannot go on with the word here: a verb, a qualifier, a place."""
        if self.longest(at, "levels") > at or self.capital(at):
            return self.longest(at, "levels") > at
        if self.word(at) == "ngày" and self.word(at + 1).isdigit():
            return True  # `Báo Hà Lam | ngày 26/02/2026 đưa tin`
        ends = self.longest(
            at, "stops", "qualifiers", "relations", "topics", "plurals", "clauses", "activities"
        )
        return (ends > at and not self.compounded(at, ends)) or self.duty(at)

    def before_deed(self, at: int, end: int) -> int:
        """The deed among words that go on with a name, in a sentence that has no other verb behind them.

        `Trung tâm Công viên cây xanh | trồng hoa`; not `Trung tâm Kỹ thuật đo lường | kiểm tra`.
        """
        if not self.speaking:
            return end
        village = any(self.longest(before, "levels") == at for before in range(max(at - 3, 0), at))
        if self.deed(at) > at and (village or (self.deed(at) == at + 1 and self.duty(at + 1))):
            return at  # `Các thôn | hiến đất làm đường`, `Vườn Quốc gia Ba Bể | thả bổ sung`
        behind = self.noted(end)[0]
        followed = self.duty(behind) and self.longest(behind, "stops") == behind  # not by `trước ngày …`
        if followed or self.place(end)[0] > end:
            return end
        return next((here for here in range(at, end) if self.deed(here) > here), end)

    def deed(self, at: int) -> int:
        """The word behind a deed here that is no part of a longer word; `at` where there is none."""
        end = self.longest(at, "deeds")
        return end if end > at and not self.compounded(at, end) else at

    def described(self, at: int) -> int:
        """The word behind lower-case words that go on with a name: `báo chí` of `các cơ quan báo chí`."""
        end = at
        while not self.edge(end) and end - at < REACH and not self.ends_name(end):
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
        while end - at < REACH:
            after = self.joint(end) if end > at else end
            if end > at and after == end:
                end = self.stretch(end) if group else end
                break
            level = self.longest(after, "plurals")
            plural = level > after
            if plural and end > at and not group:
                break  # `đoàn thể xã và các thôn`
            if self.word(level).isdigit() and (plural or self.word(level)[0] == "0"):
                level, plural = level + 1, True
            if self.word(level) == "cấp":
                level += 1
                if plural and self.longest(level, *LEVELS) == level:
                    end, group = level, True
                    continue
            named = self.longest(level, *LEVELS)
            if named == level and group and self.halved_level(level):
                named = level + 1
            longer = self.longest(level, "wholes", "titles", "roles", "clauses", "qualifiers") > named
            if named == level or (longer and not self.duty(named)):  # `tỉnh ủy`, but `tỉnh | ủy quyền`
                break
            if end > at and (following := self.unit(after)) and following.rule != "collective":
                break
            named_level = self.capital(level) and not (self.abbreviated(level) or self.shouting)
            if end > at and named_level and not (group or self.capital(at)):
                break  # `đoàn thể phường và | Tổ dân phố Hòa Bình`; not `các huyện, | Thành phố`
            group = (
                group or plural or end > at or self.word(named - 2) == "cấp" or self.word(level - 1) == "cấp"
            )
            mixed = end > at or " ".join(self.words[level:named]) in words_of("regions")
            end = self.proper(named)
            if end > named and self.longest(level, "schools") == named:
                end = max(self.classes(end), self.longest(named, "names"))
            if end > named:
                while mixed and (after := self.joint(end)) > end:
                    again = self.word(after) in words_of("regions")  # `vùng Tây Bắc và | vùng Thủ đô`
                    if self.begins(after) or (not again and self.longest(after, *LEVELS) > after):
                        break
                    if (further := self.proper(after + again)) == after + again:
                        break
                    end = further  # `các tỉnh, thành phố khu vực Bắc Bộ và Thanh Hóa`
                break  # a list of named places is a list of units: `UBND xã A, xã B`
        return end, group

    def stretch(self, at: int) -> int:
        """The word behind where places begin and end: `các tỉnh | từ Quảng Trị đến Khánh Hòa`.

        `các chi bộ | từ thôn 1 đến thôn 5`; not `các xã | từ 2026 đến 2030`, `… từ Thứ Hai đến Thứ Sáu`.
        """
        named = self.longest(at + 1, *LEVELS)
        placed = named > at + 1 or (self.word(named).isalpha() and self.word(named) not in _TIMES)
        first = self.proper(named) if self.word(at) == "từ" and placed else at
        level = self.longest(first + 1, *LEVELS)
        last = self.proper(level) if self.word(first) in ("đến", "tới") else first
        return last if last > level and first > named else at

    def halved_level(self, at: int) -> bool:
        """Whether a list of levels goes on with half a word: `các huyện, | thành, | thị`; not `thành lập`."""
        if self.word(at) not in ("thành", "thị") or self.longest(at, *DUTIES) > at:
            return False
        return self.edge(at + 1) or self.joint(at + 1) > at + 1 or self.duty(at + 1)

    def classes(self, at: int) -> int:
        """The word behind further numbers of a list of classes: `lớp 4A | , 5B`."""
        end = at
        while self.word(end - 1)[:1].isdigit() and self.word(self.joint(end))[:1].isdigit():
            end = self.joint(end) + 1
        return end

    def clause(self, at: int) -> int:
        """The word behind a clause that tells which collective is meant; `at` where there is none.

        `được phân công chủ trì` and `có cụm công nghiệp` tell which one; `có trách nhiệm rà soát` is a duty
        unless the field ends with it or the true duty follows; so is `chủ trì`.
        """
        if self.word(at) == "đã" and (obliged := self.obliged(at)) > at:
            return obliged  # `Các đơn vị | đã có trang tin | phải …`
        end = self.longest(at, "activities", "clauses")
        verb = self.longest(at, "verbs")
        if verb > at and self.words[verb : verb + 3] in _OBLIGED and not self.capital(at):
            return verb  # `Đơn vị | thực hiện | có trách nhiệm …`
        charge = at if self.whole else self.longest(at, "leaderships")
        if self.speaking or self.longest(charge, "governors") == charge:
            end = max(end, charge)
        if end == at or (self.capital(at) and not self.shouting) or self.longest(at, "qualifiers") > at:
            return at
        if self.longest(at, "stops") > end:
            return at  # `Cơ sở giáo dục | có thể bố trí thêm`
        if self.speaking and self.longest(at, "verbs") > end:
            return at  # `Các trường | đóng dấu`, `… có báo cáo`
        return self.clause_end(end, at)

    def obliged(self, at: int) -> int:
        """The word behind what tells which are meant, in a sentence that then says what they must.

        `Cơ quan | thẩm định dự thảo | phải …`; `at` where no such word follows before a mark.
        """
        end = at
        while self.speaking and end - at < REACH and self.word(at) != "là":
            if self.word(end) in ("phải", "có", "chịu") and self.longest(end, "obligations") > end:
                return end
            if self.edge(end) or self.joint(end) > end:
                must = self.noted(end)[0]
                return end if must > end and self.longest(must, "obligations") > must else at
            end += 1
        return at

    def parts(self, at: int) -> bool:
        """Whether units may be parted here; not within a field: `văn hóa | - xã hội`, `trường học | /…`."""
        return self.joint(at) > at and self.word(at) not in "-/"

    def demanded(self, at: int) -> bool:
        """Whether an obligation or a manner begins here: `phải`, `trước ngày`; not `chỉ` of `chỉ đạo`."""
        return self.longest(at, *_DEMANDED) > max(at, self.longest(at, "verbs") - 1)

    def bound(self, at: int) -> int:
        """The word behind what says that somebody has a duty: `có trách nhiệm | …`, `có các nhiệm vụ | …`."""
        return self.longest(at, "obligations") if self.word(at) == "có" else at

    def leads_jointly(self, at: int) -> bool:
        """Whether a duty with others begins: `chủ trì, phối hợp với Y`, not `chủ trì, phối hợp rà soát`."""
        behind = at + 3 if self.word(at + 2) == "," else at + 2
        joint = self.words[at : at + 2] + self.words[behind : behind + 2] == ["chủ", "trì", "phối", "hợp"]
        return joint and self.word(behind + 2) in ("với", "cùng")

    def clause_end(self, at: int, opening: int) -> int:
        end, last = at, min(self.count, at + 2 * REACH)
        if self.whole:
            while (
                end < last
                and self.word(end) not in "\n;:"
                and not (self.joint(end) > end and self.unit(self.joint(end)))
            ):
                end += 1
            return end
        bound = self.bound(opening)
        obliged = bound > opening and (not self.speaking or self.words[opening:bound] in _OBLIGED)
        guest = self.unit(at) if self.word(opening) == "nơi" else None
        at = guest.end if guest else at
        end = bound if obliged else at
        start, verb, acts, further = end, 0, False, 0
        made = self.word(opening) == "do"  # `các dự án do Sở Xây dựng quản lý | rà soát …`
        governs = at == opening + 1 or self.word(opening) == "chịu"  # not `nhận ủy thác | kiểm tra`
        first = self.longest(start, "verbs")
        if self.leads_jointly(opening):
            return opening  # `Thủ trưởng các đơn vị | chủ trì, phối hợp với Y:`
        while end < last and not self.sentence_ends(end):
            after = self.longest(end, *DUTIES)
            comma = self.word(end) == "," and self.speaking and not obliged
            if comma and self.active(opening) and self.begins(end + 1):
                return end  # `các đơn vị tư vấn | , nhà thầu thi công`
            if comma and self.demanded(end + 1):
                verb, acts = verb or end, True
                break  # `các xã có đường đi qua, trước ngày 15/9, phải …`
            if not self.duty(end):
                end += 1
            elif self.joint(end - 1) > end - 1:
                further = further or end - 1
                start = end = after  # a further verb of the same clause: `…, kiểm tra`
            elif self.longest(end, "verbs") == after and any(
                self.longest(noun, "purposes") == end for noun in (end - 2, end - 1)
            ):
                start = end = after  # `có hoạt động | khai thác nước`
            elif self.words[end : end + 3] in _OBLIGED:
                return end
            elif self.word(end - 1) in words_of("passives") or (
                end == start and governs and self.longest(end, "obligations", "manners") == end
            ):  # `được phân công chủ trì thực hiện`; but `được kiểm tra | báo cáo`
                if start in (at, first) and self.word(opening) in ("được", "bị", "chịu"):
                    governs = self.longest(end, "governors") == after
                else:
                    governs = True
                start = end = after
            elif guest and self.duty(after):
                return after  # `các xã nơi Đoàn đến giám sát | bố trí …`
            elif made and end > start:
                start, end, made = after, after, False
            else:
                based = self.words[end : end + 2] == [
                    "căn",
                    "cứ",
                ]  # never a part of what tells which are meant
                sure = self.longest(end, "obligations") > end and (based or self.duty(after))
                joins = self.beside and self.longest(opening, "leaderships") > opening
                told = joins or not (obliged or self.active(opening))
                if not verb and (sure or told):  # `phối hợp các sở phụ trách việc A | rà soát`
                    verb = end
                acts = acts or self.longest(end, "verbs", "obligations") > end
                end = after
        passive = not self.heading and self.word(opening) in words_of("passives")
        led = self.longest(first, "leaderships") if self.word(first - 1) == "giao" else first
        given = led if self.duty(self.joint(led)) else first  # `được giao chủ trì | phối hợp với Y …`
        if passive and self.leads_jointly(first):
            return given  # `được phân công | chủ trì, phối hợp với Y xây dựng …`
        joined = self.heading and self.behind == ":" and self.word(opening) == "có" and not obliged
        if verb == bound > opening:
            return opening  # `Các đơn vị | có trách nhiệm khẩn trương rà soát`
        if verb and (acts or self.heading) and not joined:
            return verb  # but `Các cơ quan có thành viên tham gia Đoàn kiểm tra: …`
        named = self.heading and not self.speaking  # a heading that is a sentence says a duty
        if obliged or (not named and (self.duty(opening) or self.active(opening))):
            return opening
        if first > at and passive:
            return given  # `được phân công | chủ động triển khai`
        if further and self.speaking and self.word(further) == ",":
            return further  # `phối hợp với các hộ có đất thu hồi | , kiểm đếm tài sản.`
        return end
