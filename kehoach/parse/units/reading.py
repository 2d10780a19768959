"""The lists of units that a passage holds: what they share, where they end, what is noted beside them."""

from __future__ import annotations

from kehoach.lexicon import load_words
from kehoach.parse.units.grammar import Grammar
from kehoach.parse.units.names import full_name
from kehoach.parse.units.naming import LEVELS, Found
from kehoach.parse.units.words import DUTIES, REACH
from kehoach.values import Span, Unit


class Reading(Grammar):
    """The units of a passage, list by list."""

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
            or first.rule not in ("agency", "office", "collective", *(("person",) if colon else ()))
        ):
            return []
        places = (*LEVELS, "localities") if first.group else LEVELS
        levels = [
            here
            for here in range(first.start, first.end)
            if self.longest(here, *places) > max(here, self.longest(here, "roles"))  # not `TP KT`, an office
        ]
        heads = [
            here
            for here in range(first.start, first.end)
            if self.longest(here, "departments") > here >= self.longest(here - 1, "wholes")
        ]
        if colon or first.group:
            kinds = ["heads"]
            kinds += ["collectives"] if self.abbreviated(first.end - 1) else []
            kinds += ["wholes"] if colon else []  # `các Trung tâm: Y tế, …`
            start = self.longest(first.start, "roles")  # `Bộ trưởng | các Bộ: …`
            heads = [here for here in range(start, first.end) if self.longest(here, *kinds) > here]
        units: list[Found] = []
        while at < self.count:
            name = self.longest(at, "names")
            named = name > at
            whole = self.unit(at) if self.begins(at) else None
            if whole is not None and not (heads and named):
                break
            members = whole is not None and whole.rule == "people" and self.names_members(heads, at)
            if whole is not None and not (members or (colon and whole.end == name)):
                break  # but `Hội Nông dân, Phụ nữ`, `Các Bộ: Công an, Quốc phòng`
            level = self.longest(at, *LEVELS)
            if levels and level > at and (first.group or colon or self.capital(first.end - 1)):
                end, shared = self.proper(level), self.left_out(first.start, levels[0])
                if end == level:
                    break
            elif levels and self.capital(at) and (colon or self.capital(first.end - 1)):
                one = self.longest(levels[0], *places) if len(levels) == 1 else levels[0]
                end, shared = self.proper(at), self.left_out(first.start, one)
            elif heads and self.capital(at) and (colon or named or self.abbreviated(at)):
                end = self.listed_name(at) if colon else self.place(max(name, self.compound(at)))[0]
                one = self.longest(heads[0], "heads", "collectives", "departments")
                if colon:  # `các Ban Quản lý dự án: 2, Thăng Long`
                    one = max(one, min(self.longest(heads[0] + 1, "names"), first.end))
                shared = self.left_out(first.start, one)
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
        named = any(self.longest(unit.start, "names") == unit.end for unit in units)
        does = bool(units) and units[0].start < self.longest(units[0].start, *DUTIES) < units[0].end
        listed = len(units) > 1 or (named and self.begins(at))  # `Các phòng: Kinh tế, Văn phòng UBND`
        if colon and not (listed and (named or not does)):
            return []  # `Các tổ trưởng: Xây dựng chuyên đề cho khối 3, 4`
        return units

    def listed_name(self, at: int) -> int:
        """The word behind a name of a list that a colon opens: `các Cục: | Đường sắt Việt Nam, …`."""
        end, last = max(self.longest(at, "names"), self.capitals(at)), at
        while last < end < at + REACH and not (self.edge(end) or self.duty(end)):
            last, dash = end, self.word(end) == "-"
            part = end + dash
            if self.capital(part):
                end = max(self.longest(part, "names"), self.capitals(part))
            elif not dash and self.joint(end) == end:
                end = self.described(end)
        return self.place(end)[0]

    def names_members(self, heads: list[int], at: int) -> bool:
        """Whether people name an association as those before do: `Hội Nông dân, | Phụ nữ`; no `Nhân dân`."""
        behind = heads[0] + 1
        named = self.word(heads[0]) == "hội" and (self.capital(behind) or self.word(behind) == ":")
        return named and self.words[at : at + 2] != ["nhân", "dân"]

    def compound(self, at: int) -> int:
        """The word behind an abbreviation that dashes join: `VH-XH`."""
        end = at + 1
        while self.word(end) == "-" and self.hyphen(end) and self.abbreviated(end + 1):
            end += 2
        return end

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
        end, office = at, ""
        called = self.called(at)
        at, person = called, called > at
        while found := self.unit(at) or self.item(at, behind=bool(units), person=person):
            person = found.rule == "person"
            end, note = self.remark(found)
            halved = note and (note.isupper() or self.longest(found.start, "roles") == found.end)
            if halved and (owned := self.owned(end)) > end:  # `Phòng … (PC04) | Công an tỉnh`
                name = f"{self.quote(found.start, found.end)} {self.quote(end, owned)}"
                body = self.unit(end)  # `Giám đốc (Thủ trưởng) | các sở`
                group = found.group or (body is not None and body.group)
                found, end = found._replace(end=owned, name=name, group=group), owned
            further = self.shared(found)
            heads = not found.group and self.longest(found.start, "chiefs") == found.end
            announces = (found.rule == "collective" or heads) and self.word(found.end) == ":" and not further
            announces = announces and self.word(found.end + 1) not in ("mỗi", "từng")  # `Các lớp: | Mỗi lớp`
            if announces and self.unit(found.end + 1):  # `Các đơn vị: | Phòng Kinh tế, Công an xã`
                office = self.quote(found.start, found.end) if heads else ""  # `Giám đốc: Sở Y tế, Sở Nội vụ`
                at = found.end + 1
                continue
            if office and found.rule in ("agency", "collective") and not found.name:
                found = found._replace(name=f"{office} {self.quote(found.start, found.end)}")
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
                end, note = self.noted(rest)
                units[-1] = found._replace(end=rest), end, note
                at = self.joint(end)
            if at == end and self.word(end) == ";":
                at, office = end + 1, ""
            if at == end:
                break
            asked = at if self.whole or self.beside else self.longest(at, "addresses")
            if asked > at and (self.heading or self.words[at:asked] == ["đề", "nghị"]):
                at = asked  # `Các sở và đề nghị | Hội Nông dân tỉnh`
        return units, end

    def numbered(self, at: int) -> int:
        """The word behind the number of an item at the start of a line: `1. | Phòng Kinh tế`."""
        opens = self.word(at).isdigit() and (at == 0 or self.word(at - 1) == "\n")
        return at + 2 if opens and self.word(at + 1) in (".", ")") else at

    def remark(self, found: Found) -> tuple[int, str | None]:
        """The word behind what is noted of a unit, and the note: in parentheses, or what it is besides.

        `Sở Nội vụ (chủ trì)`, `Sở Nội vụ - cơ quan thường trực Ban Chỉ đạo`.
        """
        start = found.end + 1
        role = self.longest(start, "appositions")
        if found.rule != "agency" or self.word(found.end) != "-" or role == start:
            return self.noted(found.end)
        body = self.unit(role)
        end = body.end if body else role
        if body is None and not self.speaking:
            end = max(self.proper(role), self.described(role))  # `… - cơ quan thường trực Chương trình`
        return end, self.quote(start, end)

    def rest(self, found: Found) -> int:
        """The word behind the unknown rest of a name (`Chi cục Giống | cây trồng, vật nuôi`); else its end.

        In a field it is all that is no duty. Elsewhere a mark joins it, and in a sentence a place or the
        duty must follow, in a heading the end.
        """
        end = start = found.end
        if found.rule not in ("agency", "collective", "known-name") or self.edge(start):
            return start
        if self.speaking and self.deed(start) > start:
            return start
        open_ended = found.rule == "collective" if self.heading and not self.speaking else self.whole
        if self.joint(start) == start and not (open_ended or self.names_department(found)):
            return start
        if self.word(start) == "," and self.complete(found):
            if not self.names_department(found):
                return start
            self.doubts.add(start)
        while end - start < REACH:
            after = self.joint(end)
            if after == end and self.names_department(found):
                after = self.longest(end, "plurals")  # `Ban Quản lý dự án | các công trình giao thông`
            if self.capital(after) and (after == end or self.word(end) == ","):
                break
            if not self.speaking and self.word(end) == "và" and not self.begins(after):
                after = self.longest(after, "plurals")
            following = max(self.longest(after, "qualifiers"), self.described(after))
            if self.begins(after) or self.duty(after) or following == after:
                break
            end = following
        if end == start:
            return start
        last = self.found(found.start, end, found.group, found.rule).end
        if self.heading and not (self.edge(last) or self.followed(last)):
            return start
        if not (self.whole or self.heading) and (end - start > 10 or not (last > end or self.followed(last))):
            return start
        return last

    def duty_end(self, at: int) -> int:
        """The word behind a field's duty: a line end, `;`, units that only coordinate (`, Y phối hợp`).

        A mere verb takes no list of units with it (`GV giảng dạy | , Đoàn TN`), nor do unknown words.
        """
        end, seen, mere = at, at, self.longest(at, *DUTIES)
        unknown = self.unknown(at)
        while end < self.count and self.words[end] not in "\n;":
            after = self.joint(end)
            if after > end >= seen and self.unit(after):
                _, seen = self.leading(after)
                listed = self.word(end) == "," and (self.edge(seen) or self.duty(seen))
                person = self.longest(after, "honorifics") > after  # `Đ/c A lo hậu cần | , đ/c B …`
                if self.coordinates(seen) or (listed and (unknown or person or end == mere)):
                    return end
            end += 1
        return end

    def helping(self, found: Found) -> tuple[Found, str | None]:
        """A unit beside one that leads, the help that its last words tell apart: `các trường | tham gia`."""
        end = found.end
        while not self.words[end - 1][0].isalnum():
            end -= 1
        if end - 2 > found.start and self.helps(end - 2, end):
            return found._replace(end=end - 2), self.quote(end - 2, end)
        return found, None

    def unknown(self, at: int) -> bool:
        """Whether the words behind a name are no duty: they may be the rest of the name."""
        starts = (at, self.longest(at, "manners"))  # `chỉ | tham gia`, but `chỉ đạo`
        return self.joint(at) == at and all(self.longest(s, "verbs", "obligations") == s for s in starts)

    def coordinates(self, at: int) -> bool:
        """Whether the whole duty here is to help: `phối hợp`, `cùng tham gia`, `phối hợp thực hiện`."""
        at += self.word(at) == "cùng"
        further = self.words[at + 2 : at + 4] == ["thực", "hiện"]
        return self.helps(at, at + 2) and self.edge(at + (4 if further else 2))

    def helps(self, at: int, end: int) -> bool:
        return " ".join(self.words[at:end]) in load_words("labels", "column_part.support")

    def owned(self, at: int) -> int:
        """The word behind the body or the place that a name goes on with behind its note."""
        if self.edge(at) or self.joint(at) > at or self.duty(at):
            return at
        inner = self.unit(at)
        body = inner is not None and inner.rule in ("agency", "collective")
        return max(self.place(at)[0], inner.end if inner and body else at)

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
