"""What a unit is called: its name, the nouns and people of a collective, the place that follows."""

from typing import NamedTuple

from kehoach.parse.units.phrases import TOKEN, expansions, name_fields, unit_phrases
from kehoach.parse.units.words import DUTIES, REACH, Words, words_of

_OTHERS = ("people", "relations", "roles", "collectives")  # what goes on with a list, not with a name
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


class Naming(Words):
    """The parts of a name; each method gives the word behind the part that it reads.

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

    def agency_at(self, at: int) -> Found | None:
        found = self.unit(at)
        return found if found is not None and found.rule == "agency" else None

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

    def opened(self, at: int, kind: str) -> bool:
        """Whether a head of this kind, of one or two words, ends before the name here."""
        return self.longest(at - 1, kind) == at or self.longest(at - 2, kind) == at

    def heads_unit(self, at: int) -> bool:
        """Whether a phrase that opens units stands here, by itself: the unit is not read."""
        return self.longest(at, "heads", "wholes", "roles", "plurals", "collectives", "honorifics") > at

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
