"""What follows the name of a unit: whose it is, which is meant, what for."""

from typing import NamedTuple

from kehoach.parse.units.naming import Found, Naming
from kehoach.parse.units.words import DUTIES, REACH, words_of

_DEMANDED = ("obligations", "manners")  # what opens a duty behind a comma
_MUST = ("phải", "có", "chịu")  # what an obligation begins with that no other clause tells
OBLIGED = (["có", "trách", "nhiệm"], ["chịu", "trách", "nhiệm"])
_RUNNING = (["quản", "lý"], ["vận", "hành"])  # what an outfit does at all times


class _Clause(NamedTuple):
    """A clause followed to its end: the verb in it that may be the duty, and whether that one does something.

    `further` is the mark before a second verb of it; all are 0 where there is none. `sure`: it ends there.
    """

    end: int
    verb: int = 0
    acts: bool = False
    further: int = 0
    sure: bool = False


class Parts(Naming):
    """What goes on with a name; each method gives the word behind what it reads, or the unit with it."""

    def owner(self, at: int) -> Found | None:
        """`Sở`, `Bộ`, `trường`, `Phòng` as the one that an office or a section belongs to."""
        end = self.longest(at, "collectives", "heads", "wholes")
        if end == at or not (self.capital(at) or self.longest(at, "owners") == end):
            return None
        if self.edge(end) or self.joint(end) > end or self.duty(end):
            return Found(at, end, False, "owner")
        return None

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
        if self.whole and self.duty(end) and self.vague(end) and self.nouns(found.start) == end:
            linked = self.longest(end, "links") > end or self.runs_on(found.start)
            return end if linked else self.field_clause_end(end)  # `Cơ quan, đơn vị | chủ trì soạn thảo`
        return self.clause(end) if (found.group or chosen) and not told else end

    def vague(self, end: int) -> bool:
        """Whether the collective noun before does not say by itself who is meant: `cơ quan`, `đơn vị`."""
        return any(" ".join(self.words[at:end]) in words_of("vague") for at in (end - 2, end - 1))

    def runs_on(self, at: int) -> bool:
        """Whether a word goes on from the one before: no mark, no relation (`thuộc tổ chức`) parts them."""
        related = any(self.longest(before, "relations") == at for before in range(max(at - 4, 0), at))
        return at > 0 and not (self.edge(at - 1) or self.joint(at - 1) > at - 1 or related)

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
        apart = self.edge(end) or self.joint(end) > end or self.word(end) in ("mỗi", "từng")
        inner = None if apart else self.unit(end) or self.owner(end)  # `Công an xã | mỗi đơn vị cử …`
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

    def clause(self, at: int) -> int:
        """The word behind a clause that tells which collective is meant; `at` where there is none.

        `được phân công chủ trì` and `có cụm công nghiệp` tell which one; `có trách nhiệm rà soát` is a duty
        unless the field ends with it or the true duty follows; so is `chủ trì`.
        """
        if self.word(at) == "đã" and (obliged := self.obliged(at)) > at:
            return obliged  # `Các đơn vị | đã có trang tin | phải …`
        end = self.longest(at, "activities", "clauses")
        verb = self.longest(at, "verbs")
        if verb > at and self.words[verb : verb + 3] in OBLIGED and not self.capital(at):
            return verb  # `Đơn vị | thực hiện | có trách nhiệm …`
        charge = at if self.whole else self.longest(at, "leaderships")
        if self.speaking or self.longest(charge, "governors") == charge:
            end = max(end, charge)
        if end == at or (self.capital(at) and not self.shouting) or self.longest(at, "qualifiers") > at:
            return at
        if self.longest(at, "stops") > end:
            return at  # `Cơ sở giáo dục | có thể bố trí thêm`
        if self.speaking and self.longest(at, "verbs", "manners") > end:
            return at  # `Các trường | đóng dấu`, `… có báo cáo`, `… chậm nhất`
        return self.clause_end(end, at)

    def obliged(self, at: int) -> int:
        """The word behind what tells which are meant, in a sentence that then says what they must.

        `Cơ quan | thẩm định dự thảo | phải …`; `at` where no such word follows before a mark.
        """
        end = at
        while self.speaking and end - at < REACH and self.word(at) != "là":
            if self.word(end) in _MUST and self.longest(end, "obligations") > end:
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
        """The word behind a clause that `opening` begins, its first words up to `at`.

        In a sentence or heading it may be a duty instead: then `opening`, or the word where the duty begins.
        """
        if self.whole:
            return self.field_clause_end(at)
        if self.leads_jointly(opening):
            return opening  # `Thủ trưởng các đơn vị | chủ trì, phối hợp với Y:`
        bound = self.bound(opening)
        obliged = bound > opening and (not self.speaking or self.words[opening:bound] in OBLIGED)
        guest = self.unit(at) if self.word(opening) == "nơi" else None
        at = guest.end if guest else at
        clause = self.follow(
            at, bound if obliged else at, opening, obliged=obliged, visited=guest is not None
        )
        if clause.sure:
            return clause.end
        passive = not self.heading and self.word(opening) in words_of("passives")
        first = self.longest(bound if obliged else at, "verbs")
        led = self.longest(first, "leaderships") if self.word(first - 1) == "giao" else first
        given = led if self.duty(self.joint(led)) else first  # `được giao chủ trì | phối hợp với Y …`
        if passive and self.leads_jointly(first):
            return given  # `được phân công | chủ trì, phối hợp với Y xây dựng …`
        joined = self.heading and self.behind == ":" and self.word(opening) == "có" and not obliged
        if clause.verb == bound > opening:
            return opening  # `Các đơn vị | có trách nhiệm khẩn trương rà soát`
        if clause.verb and (clause.acts or self.heading) and not joined:
            return clause.verb  # but `Các cơ quan có thành viên tham gia Đoàn kiểm tra: …`
        named = self.heading and not self.speaking  # a heading that is a sentence says a duty
        if obliged or (not named and (self.duty(opening) or self.active(opening))):
            return opening
        if first > at and passive:
            return given  # `được phân công | chủ động triển khai`
        if clause.further and self.speaking and self.word(clause.further) == ",":
            return clause.further  # `phối hợp với các hộ có đất thu hồi | , kiểm đếm tài sản.`
        return clause.end

    def field_clause_end(self, at: int) -> int:
        """The word behind a clause of a field: a line end, a mark, or what joins a further unit."""
        end, last = at, min(self.count, at + 2 * REACH)
        while end < last and self.word(end) not in "\n;:":
            if (after := self.joint(end)) > end and self.unit(after):
                break
            end += 1
        return end

    def follow(self, at: int, start: int, opening: int, *, obliged: bool, visited: bool) -> _Clause:
        """A clause followed from `start` on, verb by verb, to where it or the sentence ends.

        `obliged`: it says that somebody has a duty; `visited`: that others come to them (`nơi Đoàn đến`).
        """
        end, last = start, min(self.count, at + 2 * REACH)
        verb, acts, further = 0, False, 0
        made = self.word(opening) == "do"  # `các dự án do Sở Xây dựng quản lý | rà soát …`
        governs = at == opening + 1 or self.word(opening) == "chịu"  # not `nhận ủy thác | kiểm tra`
        first = self.longest(start, "verbs")
        runs = self.words[opening : opening + 2] in _RUNNING and self.vague(opening)
        joins = self.beside and (runs or self.longest(opening, "leaderships") > opening)
        told = joins or not (obliged or self.active(opening))
        while end < last and not self.sentence_ends(end):
            after = self.longest(end, *DUTIES)
            comma = self.word(end) == "," and self.speaking and not obliged
            if comma and self.active(opening) and self.begins(end + 1):
                return _Clause(end, sure=True)  # `các đơn vị tư vấn | , nhà thầu thi công`
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
            elif self.words[end : end + 3] in OBLIGED:
                return _Clause(end, sure=True)
            elif self.word(end - 1) in words_of("passives") or (
                end == start and governs and self.longest(end, "obligations", "manners") == end
            ):  # `được phân công chủ trì thực hiện`; but `được kiểm tra | báo cáo`
                if start in (at, first) and self.word(opening) in ("được", "bị", "chịu"):
                    governs = self.longest(end, "governors") == after
                else:
                    governs = True
                start = end = after
            elif visited and self.duty(after):
                return _Clause(after, sure=True)  # `các xã nơi Đoàn đến giám sát | bố trí …`
            elif made and end > start:
                start, end, made = after, after, False
            else:  # `căn cứ` is never a part of what tells which are meant
                must = self.longest(end, "obligations") > end and (not obliged or self.word(end) in _MUST)
                based = self.words[end : end + 2] == ["căn", "cứ"]
                if not verb and ((told and not (must and runs)) or (must and (based or self.duty(after)))):
                    verb = end  # `phối hợp các sở phụ trách việc A | rà soát`
                acts = acts or must or self.longest(end, "verbs") > end
                end = after
        return _Clause(end, verb, acts, further)
