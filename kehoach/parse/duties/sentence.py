"""Duty sentences (`Sở X chủ trì, phối hợp với Y …`): the third surface form of an assignment.

A sentence gives a duty when it assigns (`Giao X …`, `UBND huyện yêu cầu X …`) or when a unit is the subject
of a verb (`X chủ trì …`, `Các Sở, ban, ngành rà soát …`); a clause may stand before the subject (`Căn cứ
chức năng, nhiệm vụ được giao, X …`). What is told (`X đã …`), done to X (`X được …`) or reported to X
(`báo cáo X`) is no duty of X.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

from kehoach.document import Passage
from kehoach.expressions import CAPITAL
from kehoach.fold import fold
from kehoach.lexicon import load_words
from kehoach.parse.givers import gives
from kehoach.parse.patterns import Pattern
from kehoach.parse.pieces import opening
from kehoach.parse.supports import DIRECTING
from kehoach.parse.telling import (
    forbids,
    gives_none,
    is_asked,
    is_liable,
    is_of_some,
    must,
    opens_telling,
    tells,
)
from kehoach.parse.units import match_units
from kehoach.parse.verbs import load_verbs, read_predicate, read_verb, skip
from kehoach.values import Unit

_Subject: TypeAlias = tuple[str, list[Unit], int]  # rule, leads, place of the verb


class Duty(NamedTuple):
    """What one subject has to do: from its sentence to the sentence of the next subject.

    `leads` is empty for a duty without a subject (its heading leads). `rule` is `assign` (`Giao X …`),
    `subject` (`X chủ trì …`), `aside` (`… (X chủ trì)`), `passive` (`… do X chủ trì`), `bare` (`Chủ trì, phối
    hợp với Y …`) or `unread`.
    """

    rule: str
    start: int
    end: int
    leads: tuple[Unit, ...] = ()
    supports: tuple[Unit, ...] = ()
    verb: int = 0


_ASSIGN = Pattern(r"\N<assign> (?= :? [ ] )", assign=lambda: load_words("assignments", "assign"))
AGAIN = Pattern(r"\N<again> [ ]", again=lambda: load_words("assignments", "again"))
OPENING = Pattern(  # not `Theo dõi …`, nor `Việc này do X chủ trì`
    r"\N<opening> \b (?! [ ] dõi \b"
    r" | (?<= này ) [ ] do [ ] [^,;.]{1,100}? [ ] (?: chủ [ ] trì | thực [ ] hiện | phụ [ ] trách ) \b )",
    opening=lambda: load_words("assignments", "opening"),
)
_GIVEN = Pattern(
    r"được [ ] (?: [^,;.:()]{3,60}? [ ] )? (?: giao | phân \s công ) [ ]"
    r" (?: (?: nhiệm \s vụ | trách \s nhiệm ) [ ] )?"
    r" | còn [ ] (?= (?: có \s (?: nhiệm \s vụ | trách \s nhiệm ) | chịu \s trách \s nhiệm | phải ) \b )"
)
_LABEL = Pattern(r"[^,;.:]{1,40} :")
_LABELS = Pattern(  # `phân công | đơn vị chủ trì, đơn vị phối hợp, … tại Phụ lục`
    r"\N<noun> [ ] [^,;.:]{1,20} (?: , | [ ] và ) [ ] \N<noun> [ ]",
    noun=lambda: load_words("assignments", "noun"),
)
_ISSUING = Pattern(r"\N<issuing> \b", issuing=lambda: load_words("assignments", "issuing"))
_GENERAL = Pattern(  # but `đơn vị được giao chủ trì …`, `phòng Kinh tế …`
    rf"\N<bare> \b (?! (?<! lĩnh \s vực ) [ ] (?: được [ ] (?: giao | phân [ ] công ) \b | [{CAPITAL}] ) )",
    bare=lambda: load_words("assignments", "bare"),
)
_BARE = Pattern(r"(?: chủ [ ] trì | phối [ ] hợp | chủ [ ] động , [ ] phối [ ] hợp ) \b")
_PHONE = Pattern(r"[(+]? 0 [\dx \s.()-]{7,}")  # `TS. Lê Văn An - ĐT: 0912.345.678`
_STOP = Pattern(
    rf"""
    (?P<stop> (?<! [.!?] ) [.!?]++ ) ['")\]]* (?= [ \t]+ ["'(]* [{CAPITAL}] | [ ]* \n )
    | \n
    """
)
JOIN = Pattern(r"""
    (?: đồng [ ] thời | riêng | còn | sau [ ] đó | trong [ ] đó | theo [ ] đó ) [ ,]+ (?! đối [ ] với )
  | (?: (?: một | hai | ba | bốn | năm | sáu | bảy | tám | chín | mười ) [ ] là
      | thứ [ ] (?: nhất | hai | ba | tư | năm | sáu ) ) [ ]? [,:] [ ]+  # Một là, các xã …
""")
_TOPIC = Pattern(  # `Nguồn vốn: Sở Tài chính …`; not `phối hợp với: Sở Tài chính …`
    r"(?: [^.;:\n\"] | \" [^.;:\n\"]{1,80} \" ){4,120}"  # with names in quotes
    r" (?<! với | gồm | cho | của ) (?<! cùng ) (?<! là ) : [ ]+"
)
_REST = Pattern(  # `Các nội dung khác giao các sở …`
    r"(?: các [ ] | những [ ] )? (?: nội [ ] dung | nhiệm [ ] vụ | công [ ] việc ) [ ] [^.,;:\n]{0,60}?"
    r" (?<! được [ ] ) (?<! đã [ ] ) (?= giao [ ] )"
)
# `Xây kè (Sở X chủ trì, phối hợp với Y)`, `Thống nhất xây kè, giao Sở X tham mưu`, `Tiến độ chậm, yêu cầu …`
_ASIDE = Pattern(
    r"(?: \( | [ ] - [ ]"
    r" | [,;] [ ] (?= (?: giao | yêu [ ] cầu | đề [ ] nghị | đồng [ ] chí | đ/c | ông | bà ) [ ] ) )"
    r" (?P<given> giao [ ]+ | (?P<asked> (?: yêu [ ] cầu | đề [ ] nghị ) [ ]+ ) )?"
)
_LEADS = Pattern(
    r"[ ]+ (?: chủ [ ] trì | thực [ ] hiện | phụ [ ] trách | tham [ ] mưu"
    r" | (?: làm | là ) [ ] đầu [ ] mối ) \b"
)
_PASSIVE = Pattern(  # Việc in tài liệu | do Sở X chủ trì, … · được giao cho Sở X thực hiện trong …
    r"(?<! \w ) (?: do \b | (?: được [ ] )? (?: giao | phân [ ] công ) [ ] (?: cho [ ] )? ) [ ]*"
)
_LEADS_ONLY = Pattern(r"[ ] chủ [ ] trì [ ]* [,;.]")  # `Do Sở X chủ trì; …`, not the reason `Do Sở X chậm, …`
_IN_CHARGE = Pattern(
    r"[ ]+ (?: trực \s tiếp [ ]+ )? \L<charge> (?= [ ]* (?: [,.;:(\n] | $ ) | [ ] \L<charged> \b )",
    charge=lambda: load_words("assignments", "charge"),
    charged=lambda: load_words("assignments", "charged"),
)
_ACTED = Pattern(r"\b được [ ]")
_TIME = Pattern(  # `Cuối năm các chi hội …`, `Trước ngày 15/5 Công an xã …`
    r"(?: (?: ngày | tuần | tháng | qúy | năm | kỳ | hằng | hàng | mỗi | đầu | cuối | giữa | trong"
    r" | trước | hết | đến | từ | vào | định | thứ | sáng | chiều | chậm | muộn | nhất | là | i{1,3} | iv"
    r" | \d [\d/.]*+ ) [ ] ){2,12}+"
)
_REPEATED = ("hằng ", "hàng ", "định kỳ ")
_TOWARDS = "đối với "
_CLAUSE = Pattern(  # `Nếu có vướng mắc | các xã báo cáo …`
    r"[,:] [ ]+ (?: thì [ ]+ )? | [ ] thì [ ]+ | (?<= vướng [ ] mắc ) [ ]+ (?: phát [ ] sinh [ ]+ )?"
)
_ABBREVIATION = Pattern(  # TP. Hồ Chí Minh, Nguyễn V. An; not: quý I., thôn Khe Tre., về PCCC.
    r"\b (?<! & ) (?: (?<! u[ýí] \s ) [A-ZĐƯ] | (?i: \L<dotted> ) ) \. $",
    dotted=lambda: load_words("assignments", "dotted"),
)
_LONGEST_TOPIC = 120
LONGEST_CLAUSE = 300  # characters in which the one who directs is looked for


def split_sentences(passage: Passage) -> list[Passage]:
    """The sentences of a passage; the dot of an abbreviation (`TP. Hồ Chí Minh`, `PCT. UBND`) ends none."""
    document = passage.document
    text, folded = document.text, document.folded
    found: list[Passage] = []
    start = passage.start
    for match in _STOP.finditer(text, passage.start, passage.end):
        if match["stop"] and _ABBREVIATION.search(
            text, max(start, match.start() - 7), match.start("stop") + 1
        ):
            continue
        if match[0] == "\n" and folded[match.start()] != "\n":
            continue  # a sentence that goes on in the next line
        if text[start : match.start()].strip():
            found.append(Passage(document, start, match.end()))
        start = match.end()
    if text[start : passage.end].strip():
        found.append(Passage(document, start, passage.end))
    return found


def has_predicate(passage: Passage, at: int, *, enacting: bool = False) -> int | None:
    """Where the predicate begins behind a subject that ends at `at`; None where no duty follows.

    That a plan is issued is told of the issuer (`enacting`), and a duty of all others.
    """
    folded, end = passage.document.folded, passage.end
    at = skip(folded, at, end, " \t\n,")
    if folded.startswith(("(", '"'), at, end):  # `Các tổ "đi từng ngõ, gõ từng nhà" hướng dẫn …`
        closing = folded.find(")" if folded[at] == "(" else '"', at + 1, end)
        at = skip(folded, closing + 1, end, " \t\n,") if closing > 0 else at
    at = _behind_head(passage, at)
    if at < end and folded[at] == ":":
        at = skip(folded, at + 1, end, " \t\n")
        return at if at < end and not (_PHONE.match(folded, at, end) or _names_only(passage, at)) else None
    given = _GIVEN.match(folded, at, end)
    at = given.end() if given is not None else at
    if forbids(passage, at):
        return at if folded[at + 6 : at + 7].isalpha() else None
    if gives_none(passage, at) or (enacting and _ISSUING.match(folded, at, end)):
        return None
    verb = read_predicate(folded, at, end)
    behind = skip(folded, at + len(verb), end)
    mark = folded[behind] if behind < end else "."
    if (
        verb in ("", "là")  # a definition: `Tổ liên gia là mô hình …`, `Sở Y tế là cơ quan chuyên môn …`
        or (verb in ("là cơ quan", "là đơn vị") and not read_predicate(folded, behind, end))
        or (verb == "giao" and mark in ".;:,)")
        or (mark == "." and verb in load_words("duties", "manners"))
    ):
        return None  # `nhiệm vụ được UBND tỉnh | giao.`, `Phòng Giáo dục | thường xuyên`
    return at


def _names_only(passage: Passage, at: int) -> bool:
    """Whether nothing but units stands behind a colon: `Trưởng ban: | Ông Lê Văn An - Giám đốc Sở Y tế.`"""
    units, behind = match_units(passage._replace(start=at), people=True)
    return bool(units) and not passage.document.text[behind : passage.end].strip(" .;,\n")


def _behind_head(passage: Passage, begin: int) -> int:
    """Where the predicate of a body begins behind who heads it: `Đoàn | do X làm Trưởng đoàn | rà soát …`."""
    folded, at = passage.document.folded, begin
    for word in ("do ", "làm "):
        if not folded.startswith(word, at, passage.end):
            return begin
        units, at = match_units(passage._replace(start=at + len(word)))
        if not units:
            return begin
        at = skip(folded, at, passage.end, " ,")
    return at


def _read_subject(passage: Passage, at: int, givers: Sequence[str]) -> _Subject | None:
    """The rule, the leads and the place of the verb, where a duty begins at `at`.

    Of subjects behind colons the last has the duty: `Các ông (bà): X, Y căn cứ …`.
    """
    found: _Subject | None = None
    while (subject := _match_subject(passage, at, givers)) is not None:
        found, (rule, units, at) = subject, subject
        if rule == "assign" or passage.document.folded.find(":", units[-1].span.end, at) < 0:
            break
    return found


def _behind_self(passage: Passage, at: int) -> int:
    """Where a demand begins behind the short name of who writes: `Bộ | yêu cầu X …`; not `Ban chỉ đạo`.

    Nor is a name one: `Bộ Giao thông vận tải`.
    """
    folded = passage.document.folded
    behind = at + opening(load_words("assignments", "short"), folded[at : at + 20]) + 1
    demanding = opening(load_words("assignments", "demanding"), folded[behind : behind + 30])
    return behind if behind > at + 1 and demanding and passage.document.text[behind].islower() else at


def _match_subject(passage: Passage, at: int, givers: Sequence[str]) -> _Subject | None:
    document, folded = passage.document, passage.document.folded
    at = _behind_self(passage, at)
    agreed = AGAIN.match(folded, at, passage.end)  # `Cơ bản thống nhất | giao Sở Y tế …`
    verb = _ASSIGN.match(folded, agreed.end() if agreed else at, passage.end)
    demands = agreed is not None and verb is not None and verb[0] in load_words("assignments", "demand")
    if verb is not None and folded[verb.end()] == " " and not demands:
        units, behind = match_asked(Passage(document, skip(folded, verb.end(), passage.end), passage.end))
        if units and not _LABELS.match(folded, units[0].span.start, passage.end):
            return "assign", units, behind
        return _read_receiver(passage, verb.end()) if verb[0].startswith(("giao", "phân công")) else None
    units, behind = match_units(Passage(document, at, passage.end))
    alone = fold(units[0].name) if len(units) == 1 else ""
    if not units or alone == "lãnh đạo":
        return None  # `Lãnh đạo phát triển kinh tế …`: the verb
    if alone in load_words("assignments", "noun") and _LABEL.match(folded, behind, passage.end):
        return None  # `Cơ quan giúp việc: Sở Y tế`: a label
    if any(_is_any(unit) for unit in units):
        return None
    then = skip(folded, behind, passage.end, " \t,")
    again = AGAIN.match(folded, then, passage.end)
    verb = _ASSIGN.match(folded, again.end() if again else then, passage.end)
    if verb is not None and folded.endswith(_TOWARDS, passage.start, at) and _is_addressed(passage, at):
        return "assign", units, verb.end() + 1  # `Đối với các xã chưa báo cáo, yêu cầu | gửi …`
    announced = verb is not None and folded[verb.end()] == ":"  # `Chủ tịch UBND tỉnh chỉ đạo: Các sở …`
    if verb is not None and (announced or (verb[0] != "chỉ đạo" and gives(units, givers))):
        assigned, end = match_asked(passage._replace(start=skip(folded, verb.end(), passage.end, " :")))
        if assigned:
            return "assign", assigned, end
        if not announced:
            return _read_receiver(passage, verb.end(), sent=verb[0] == "chuyển")
    timed = folded.endswith(":", passage.start, max(at - 1, passage.start)) or (
        folded.startswith(_REPEATED, passage.start, at)
    )  # `Tháng 5/2026: X ban hành …`, `Hằng năm, X ban hành …`
    enacting = not timed and (not givers or gives(units, givers))
    predicate = has_predicate(passage, behind, enacting=enacting)
    told = predicate is not None and (" chưa " in folded[at:predicate] or not is_asked(passage, predicate))
    if told and is_of_some(passage, at):
        return None  # of some it is told what they do
    return ("subject", units, predicate) if predicate is not None else None


def _is_any(unit: Unit) -> bool:
    """Whether it is only said what would become of any: `Đơn vị nào chậm trễ …`, `cá nhân vi phạm …`."""
    name = fold(unit.name)
    offends = unit.rule in ("people", "collective") and " vi phạm" in name and "xử lý vi phạm" not in name
    return offends or "nào" in name.split()


def match_asked(passage: Passage, *, people: bool = False) -> tuple[list[Unit], int]:
    """The units that a verb asks, also those that a second one asks with them, and where their list ends.

    `Yêu cầu | các phòng và đề nghị Hội Nông dân xã | thực hiện …`; not `…, chỉ đạo các xã thực hiện`.
    """
    folded = passage.document.folded
    units, behind = match_units(passage, people=people)
    while units:
        joined = skip(folded, behind, passage.end, " ,")
        at = joined + len("và ") if folded.startswith("và ", joined) else joined
        verb = _ASSIGN.match(folded, at, passage.end) if folded[behind:at].strip() else None
        if verb is None or verb[0] == "chỉ đạo":
            break
        further, end = match_units(
            passage._replace(start=skip(folded, verb.end(), passage.end)), people=people
        )
        if not further:
            break
        units, behind = [*units, *further], end
    return units, behind


def _read_receiver(passage: Passage, at: int, *, sent: bool = False) -> _Subject | None:
    """Whom the work behind an assigning verb is given to: `Giao nhiệm vụ trực cho X chủ trì …`.

    A matter may be `sent` to them: `Sở A chuyển đơn đến X để xem xét, giải quyết …`.
    """
    folded = passage.document.folded
    end = min(passage.end, at + LONGEST_CLAUSE)
    for mark in (" đến ", " tới ", " cho ") if sent else (" cho ",):
        place = at
        while (place := folded.find(mark, place, end)) >= 0:
            place += len(mark)
            units, behind = match_units(Passage(passage.document, place, passage.end))
            done = sent and has_predicate(passage, behind) is not None
            if units and (done or _LEADS.match(folded, behind, passage.end)):
                return "assign", units, behind
    return None


def read_duty(passage: Passage, givers: Sequence[str] = ()) -> Duty | None:
    """The duty that a sentence gives, with its leads; None for a sentence that gives none.

    `givers` are the names of the issuer and of the agency above it: what they demand (`UBND tỉnh yêu cầu
    X …`) is a duty of X; what others demand is their own duty. Supporting units are not looked for:
    `find_supports` does that over the whole duty.
    """
    document, folded = passage.document, passage.document.folded
    at = skip(folded, passage.start, passage.end)
    telling = opens_telling(passage, at)
    for place in _places(passage, at):
        subject = _read_subject(passage, place, givers)
        if subject is not None:
            rule, units, verb = subject
            if place > at and folded.startswith("để ", verb) and _lists_receivers(passage, at, place):
                continue
            if rule == "subject" and (is_liable(passage, verb) or (telling and not is_asked(passage, verb))):
                return None
            return Duty(rule, passage.start, passage.end, tuple(units), (), verb)
    if telling:
        return None
    if _BARE.match(folded, at, passage.end):
        return Duty("bare", passage.start, passage.end, (), (), at)
    behind = at
    told = folded.find(" đã ", at, passage.end)
    for aside in _ASIDE.finditer(folded, at, passage.end):
        if aside.start() < behind:
            continue  # within the list of units before
        if 0 <= told <= aside.start() - len(" đã "):
            break  # told: `UBND tỉnh đã phê duyệt Đề án, giao Sở X chủ trì`
        if aside["asked"] and not states(passage):
            continue  # `Thẩm định hồ sơ, đề nghị UBND tỉnh khen thưởng`: who has the duty asks
        units, behind = match_units(Passage(document, aside.end(), passage.end))
        given = aside["given"] and has_predicate(passage, behind) is not None
        if units and (given or _LEADS.match(folded, behind, passage.end)):
            return Duty("aside", passage.start, passage.end, tuple(units), (), behind)
    return _read_passive(passage, at)


def _lists_receivers(passage: Passage, at: int, comma: int) -> bool:
    """Whether a list of others goes on behind a comma: `gửi về Bộ Y tế, | Bộ Tài chính để tổng hợp`."""
    clause = passage.document.folded[at:comma]
    return any(f" {word} " in clause for word in load_words("assignments", "listing"))


def states(sentence: Passage) -> bool:
    """Whether a sentence begins with no verb of a duty, but says how things are or what its author thinks.

    `Đồng ý với đề xuất của Sở A; đề nghị …`, `Hồ sơ còn thiếu, đề nghị …`.
    """
    at = skip(sentence.document.folded, sentence.start, sentence.end)
    return tells(sentence, at) or not read_predicate(sentence.document.folded, at, sentence.end)


def _read_passive(passage: Passage, at: int) -> Duty | None:
    """The duty of a sentence whose subject is the work: `Việc in tài liệu do Sở X chủ trì, …`.

    Not what was done (`đã`), nor what only tells which is meant (`Mô hình do X thực hiện góp phần …`), nor a
    clause that opens the sentence.
    """
    document, folded = passage.document, passage.document.folded
    if folded.find(" đã ", at, passage.end) >= 0:
        return None
    begin = folded.find(", ", at, passage.end) if OPENING.match(folded, at, passage.end) else at
    behind = begin
    for passive in _PASSIVE.finditer(folded, begin, passage.end) if begin >= 0 else ():
        if passive.start() < behind:
            continue  # within the list of units before
        units, behind = match_units(Passage(document, passive.end(), passage.end))
        charge = behind + 1
        leads = folded.startswith("chủ trì ", charge) and read_predicate(folded, charge + 8, passage.end)
        charged = _IN_CHARGE.match(folded, behind, passage.end) or _shares_work(passage, behind)
        named = units and not _LABELS.match(folded, passive.end(), passage.end)
        if named and (leads or charged if passive.start() > at else _LEADS_ONLY.match(folded, behind)):
            return Duty("passive", passage.start, passage.end, tuple(units), (), charge)
    return None


def _shares_work(passage: Passage, behind: int) -> bool:
    """Whether a work is done by two: `Quy hoạch do Sở A | lập, Hội đồng B thẩm định`."""
    document, folded = passage.document, passage.document.folded
    verb = read_verb(folded, behind + 1, len(folded), load_verbs("verbs"))
    comma = behind + 1 + len(verb)
    if not verb or not folded.startswith(", ", comma):
        return False
    units, then = match_units(Passage(document, comma + len(", "), len(folded)))
    return bool(units) and read_predicate(folded, then + 1, len(folded)) in parts_of_work()


def is_told(passage: Passage) -> bool:
    """Whether a sentence only tells of its subject: `Năm 2025, X đã …`, `X đánh giá cao …`."""
    document, folded = passage.document, passage.document.folded
    at = skip(folded, passage.start, passage.end)
    if opens_telling(passage, at) or (is_of_some(passage, at) and not is_asked(passage, at)):
        return True
    for place in _places(passage, at):
        units, behind = match_units(Passage(document, place, passage.end))
        if units:
            then = skip(folded, behind, passage.end, " ,")
            consists = folded.startswith(("gồm ", "bao gồm "), then, passage.end)
            of_any = "nào" in folded[place : then + len("nào ")].split()  # what would become of any
            return consists or of_any or tells(passage, then)
    mark = min(
        (end for sign in ",;." if (end := folded.find(sign, at, passage.end)) >= 0), default=passage.end
    )
    return " đã " in folded[at:mark] and not read_predicate(
        folded, at, mark
    )  # `Công tác tuyên truyền đã được …`


def _places(passage: Passage, at: int) -> Iterator[int]:
    """Where a sentence may have its subject: at its head, or behind what stands before it."""
    folded = passage.document.folded
    places = [at]
    if (joined := JOIN.match(folded, at, passage.end)) is not None:
        places.append(joined.end())
    if folded.startswith(_TOWARDS, at) and _is_addressed(passage, at + len(_TOWARDS)):
        places.append(at + len(_TOWARDS))
    elif OPENING.match(folded, at, passage.end):
        clauses = _behind_opening(passage, at)
        timed = (_TIME.match(folded, place, passage.end) for place in (at, *clauses))
        places += sorted([*clauses, *(time.end() for time in timed if time is not None)])
    elif not _BARE.match(folded, at) and not folded.startswith(load_words("assignments", "told_topic"), at):
        behind = at
        for _ in range(2):  # `Bước 3: Khám tuyển (từ ngày 01/11): | Trạm Y tế …`
            about = 0 if is_of_some(passage, at) else find_topic(passage, behind)
            places += [about] if about else []
            if (topic := _TOPIC.match(folded, behind, passage.end)) is None:
                break
            behind = topic.end()
            places += [behind, *_behind_opening(passage, behind)]
    if (rest := _REST.match(folded, at, passage.end)) is not None:
        places.append(rest.end())
    then = folded.find(" thì ", at, min(passage.end, at + LONGEST_CLAUSE))
    if then >= 0 and " nào " not in folded[at:then]:  # not what would become of any
        places.append(then + len(" thì "))  # `Người thuộc quân đội thì Tổng cục A xem xét`
    for place in places:
        general = _GENERAL.match(passage.document.text, place, passage.end) if place > at else None
        if general is None or (
            general[0] in load_words("assignments", "bare_body")
            and must(passage, match_units(passage._replace(start=place))[1])
        ):
            yield place  # `Khi có cháy, | đơn vị chủ rừng phải …`


def find_topic(passage: Passage, at: int) -> int:
    """Where a subject may stand behind what a clause is about, in small letters and without a verb; else 0.

    `Đảng viên vắng mặt có lý do, | chi ủy bố trí học bù`, `Chào cờ, | Đoàn trường tổ chức …`.
    """
    document, folded = passage.document, passage.document.folded
    comma = folded.find(", ", at, min(passage.end, at + _LONGEST_TOPIC))
    if comma < 0 or not document.text[at + 1 : comma].islower():
        return 0
    verbs = load_verbs("verbs", "deeds", "obligations")
    words = WORD.finditer(folded, at, comma)
    return 0 if any(read_verb(folded, word.start(), comma, verbs) for word in words) else comma + len(", ")


def _is_addressed(passage: Passage, at: int) -> bool:
    """Whether units and what they are to do stand here: `Đối với | các thôn: Lập danh sách …`.

    Or what is asked of them: `Đối với | các xã chưa báo cáo, yêu cầu gửi …`.
    """
    folded = passage.document.folded
    units, behind = match_units(passage._replace(start=at))
    then = skip(folded, behind, passage.end, " ,:")
    asked = opening(("yêu cầu", "đề nghị"), folded[then : then + 10])
    if not units or not (asked or folded.startswith(":", behind)):
        return False
    return read_predicate(folded, skip(folded, then + asked, passage.end), passage.end) != ""


def _behind_opening(passage: Passage, at: int) -> list[int]:
    """Where a subject may stand behind the clause that opens a sentence: `Trước ngày 30/4/2026, X …`."""
    folded = passage.document.folded
    if not OPENING.match(folded, at, passage.end):
        return []
    listed = folded.find(", phối hợp ", at, passage.end)  # behind it a comma parts who coordinates
    if listed < 0 or folded.count('"', at, listed) % 2:
        listed = passage.end
    colon = folded.find(": ", at, listed)  # `Về ngân sách: ưu tiên cho các xã, | phường đầu tư …`
    commas = list(_CLAUSE.finditer(folded, at, min(colon + 2 if colon > at else listed, at + 500)))[:10]
    acted = (
        [  # `Căn cứ kế hoạch đã được Đảng ủy, Ban Giám hiệu phê duyệt, phòng A …`
            range(by, match_units(Passage(passage.document, by, passage.end), people=True)[1])
            for pattern in (_ACTED, DIRECTING)
            for by in (match.end() for match in pattern.finditer(folded, at, commas[-1].start()))
        ]
        if commas
        else []
    )
    return [
        match.end()
        for match in commas
        if (
            not any(match.start() in list_ for list_ in acted)
            or must(passage, match_units(passage._replace(start=match.end()))[1])
        )
        and not ("thì" in match[0] and " nào " in folded[at : match.start()])  # what would become of any
    ]


WORD = re.compile(r"(?<!\w)\w")


@cache
def parts_of_work() -> frozenset[str]:
    """What a further subject of a sentence may do in the work; that it decides on it is only told."""
    doing = load_verbs("verbs", "obligations", "deeds").union(
        load_words("assignments", "charge"),
        load_words("assignments", "must"),
        (f"là {place}" for place in load_words("assignments", "capacity")),
    )
    return doing.difference(load_words("assignments", "deciding"))
