"""Duty sentences (`Sở X chủ trì, phối hợp với Y …`): the third surface form of an assignment.

A sentence gives a duty when it assigns (`Giao X …`, `UBND huyện yêu cầu X …`) or when a unit is the subject
of a verb (`X chủ trì …`, `Các Sở, ban, ngành rà soát …`); a clause may stand before the subject (`Căn cứ
chức năng, nhiệm vụ được giao, X …`). What is told (`X đã …`), done to X (`X được …`) or reported to X
(`báo cáo X`) is no duty of X.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

from kehoach.document import Passage
from kehoach.fold import fold
from kehoach.lexicon import load_words
from kehoach.parse.deadlines import Calendar
from kehoach.parse.fields import read_bare_label
from kehoach.parse.givers import gives
from kehoach.parse.patterns import CAPITAL, Pattern
from kehoach.parse.supports import COORDINATION, DIRECTING, JOINS_IN, find_supports
from kehoach.parse.telling import (
    forbids,
    gives_none,
    is_asked,
    is_liable,
    is_of_some,
    is_past,
    lists_conditions,
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


_ASSIGN = Pattern(r"\N<assign> (?= [ ] )", assign=lambda: load_words("assignments", "assign"))
_DEMAND = Pattern(r"\N<demand> (?= [ ] )", demand=lambda: load_words("assignments", "demand"))
_AGAIN = Pattern(r"\N<again> [ ]", again=lambda: load_words("assignments", "again"))
_OPENING = Pattern(r"\N<opening> \b (?! [ ] dõi \b )", opening=lambda: load_words("assignments", "opening"))
_GIVEN = Pattern(
    r"được [ ] (?: [^,;.:()]{3,60}? [ ] )? (?: giao | phân \s công ) [ ]"
    r" (?: (?: nhiệm \s vụ | trách \s nhiệm ) [ ] )?"
    r" | còn [ ] (?= (?: có \s (?: nhiệm \s vụ | trách \s nhiệm ) | chịu \s trách \s nhiệm | phải ) \b )"
)
_LABEL = Pattern(r"[^,;.:]{1,40} :")
_ISSUING = Pattern(r"\N<issuing> \b", issuing=lambda: load_words("assignments", "issuing"))
_GENERAL = Pattern(  # but `đơn vị được giao chủ trì …`, `phòng Kinh tế …`
    rf"\N<bare> \b (?! [ ] (?: được [ ] (?: giao | phân [ ] công ) \b | [{CAPITAL}] ) )",
    bare=lambda: load_words("assignments", "bare"),
)
_CAPACITY = Pattern(
    r"\L<capacity> (?= [ ]* [,;.(] | [ ] của )", capacity=lambda: load_words("assignments", "capacity")
)
_BARE = Pattern(r"(?: chủ [ ] trì | phối [ ] hợp | chủ [ ] động , [ ] phối [ ] hợp ) \b")
_STOP = Pattern(
    rf"""
    (?P<stop> (?<! [.!?] ) [.!?]++ ) ['")\]]* (?= [ \t]+ ["'(]* [{CAPITAL}] | [ ]* \n )
    | \n
    """
)
_JOIN = Pattern(r"""
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
# `Xây kè (Sở X chủ trì, phối hợp với Y)`, `Thống nhất xây kè, giao Sở X tham mưu`
_ASIDE = Pattern(r"(?: \( | [ ] - [ ] | [,;] [ ] (?= giao [ ] ) ) (?P<given> giao [ ]+ )?")
_LEADS = Pattern(
    r"[ ]+ (?: chủ [ ] trì | thực [ ] hiện | phụ [ ] trách | (?: làm | là ) [ ] đầu [ ] mối ) \b"
)
_PASSIVE = Pattern(  # Việc in tài liệu | do Sở X chủ trì, … · được giao cho Sở X thực hiện trong …
    r"(?<! \w ) (?: do | (?: được [ ] )? (?: giao | phân [ ] công ) [ ] (?: cho [ ] )? ) [ ]*"
)
_IN_CHARGE = Pattern(
    r"[ ]+ \L<charge> (?= [ ]* (?: [,.;:(\n] | $ ) | [ ] \L<charged> \b )",
    charge=lambda: load_words("assignments", "charge"),
    charged=lambda: load_words("assignments", "charged"),
)
_ACTED = Pattern(r"\b được [ ]")
_TOWARDS = "đối với "
_CLAUSE = Pattern(r"[,:] [ ]+ (?: thì [ ]+ )? | [ ] thì [ ]+")
_ABBREVIATION = Pattern(  # TP. Hồ Chí Minh, Nguyễn V. An; not: quý I., thôn Khe Tre., về PCCC.
    r"\b (?<! & ) (?: (?<! u[ýí] \s ) [A-ZĐƯ] | (?i: \L<dotted> ) ) \. $",
    dotted=lambda: load_words("assignments", "dotted"),
)
_LONGEST_CLAUSE = 300  # characters in which the one who directs is looked for


def split_sentences(passage: Passage) -> list[Passage]:
    """The sentences of a passage; the dot of an abbreviation (`TP. Hồ Chí Minh`, `PCT. UBND`) ends none."""
    document = passage.document
    text, folded = document.text, document.folded
    found: list[Passage] = []
    start = passage.start
    for match in _STOP.finditer(text, passage.start, passage.end):
        if match["stop"] and _ABBREVIATION.search(
            text, max(start, match.start() - 5), match.start("stop") + 1
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


def _has_predicate(passage: Passage, at: int, *, enacting: bool = False) -> int | None:
    """Where the predicate begins behind a subject that ends at `at`; None where no duty follows.

    That a plan is issued is told of the issuer (`enacting`), and a duty of all others.
    """
    folded, end = passage.document.folded, passage.end
    at = skip(folded, at, end, " \t\n,")
    if at < end and folded[at] == "(":
        closing = folded.find(")", at, end)
        at = skip(folded, closing + 1, end, " \t\n,") if closing > 0 else at
    at = _behind_head(passage, at)
    if at < end and folded[at] == ":":
        at = skip(folded, at + 1, end, " \t\n")
        return at if at < end else None
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
        or (verb == "giao" and mark in ".;,)")
        or (mark == "." and verb in load_words("duties", "manners"))
    ):
        return None  # `nhiệm vụ được UBND tỉnh | giao.`, `Phòng Giáo dục | thường xuyên`
    return at


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


def _match_subject(passage: Passage, at: int, givers: Sequence[str]) -> _Subject | None:
    document, folded = passage.document, passage.document.folded
    verb = _ASSIGN.match(folded, at, passage.end)
    if verb is not None:
        units, behind = match_units(Passage(document, skip(folded, verb.end(), passage.end), passage.end))
        if units:
            return "assign", units, behind
        return _read_receiver(passage, verb.end()) if verb[0].startswith(("giao", "phân công")) else None
    units, behind = match_units(Passage(document, at, passage.end))
    alone = fold(units[0].name) if len(units) == 1 else ""
    if not units or alone == "lãnh đạo":
        return None  # `Lãnh đạo phát triển kinh tế …`: the verb
    if alone in load_words("assignments", "noun") and _LABEL.match(folded, behind, passage.end):
        return None  # `Cơ quan giúp việc: Sở Y tế`: a label
    if any("nào" in fold(unit.name).split() for unit in units):
        return None  # `Đơn vị nào chậm trễ …`: what would become of any
    then = skip(folded, behind, passage.end, " \t,")
    again = _AGAIN.match(folded, then, passage.end)
    verb = _ASSIGN.match(folded, again.end() if again else then, passage.end)
    if verb is not None and verb[0] != "chỉ đạo" and gives(units, givers):
        assigned, end = match_units(Passage(document, skip(folded, verb.end(), passage.end), passage.end))
        return ("assign", assigned, end) if assigned else None
    timed = folded.endswith(":", passage.start, max(at - 1, passage.start))  # `Tháng 5/2026: X ban hành …`
    enacting = not timed and (not givers or gives(units, givers))
    predicate = _has_predicate(passage, behind, enacting=enacting)
    if predicate is not None and is_of_some(passage, at) and not is_asked(passage, predicate):
        return None  # of some it is told what they do
    return ("subject", units, predicate) if predicate is not None else None


def _read_receiver(passage: Passage, at: int) -> _Subject | None:
    """Whom the work behind an assigning verb is given to: `Giao nhiệm vụ trực cho X chủ trì …`."""
    folded = passage.document.folded
    end = min(passage.end, at + _LONGEST_CLAUSE)
    while (at := folded.find(" cho ", at, end)) >= 0:
        at += len(" cho ")
        units, behind = match_units(Passage(passage.document, at, passage.end))
        if units and _LEADS.match(folded, behind, passage.end):
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
            if rule == "subject" and (is_liable(passage, verb) or (telling and not is_asked(passage, verb))):
                return None
            return Duty(rule, passage.start, passage.end, tuple(units), (), verb)
    if telling:
        return None
    if _BARE.match(folded, at, passage.end):
        return Duty("bare", passage.start, passage.end, (), (), at)
    for aside in _ASIDE.finditer(folded, at, passage.end):
        if folded.find(" đã ", at, aside.start()) >= 0:
            break  # told: `UBND tỉnh đã phê duyệt Đề án, giao Sở X chủ trì`
        units, behind = match_units(Passage(document, aside.end(), passage.end))
        given = aside["given"] and _has_predicate(passage, behind) is not None
        if units and (given or _LEADS.match(folded, behind, passage.end)):
            return Duty("aside", passage.start, passage.end, tuple(units), (), behind)
    return _read_passive(passage, at)


def _read_passive(passage: Passage, at: int) -> Duty | None:
    """The duty of a sentence whose subject is the work: `Việc in tài liệu do Sở X chủ trì, …`.

    Not what was done (`đã`), nor what only tells which is meant (`Mô hình do X thực hiện góp phần …`), nor a
    clause that opens the sentence.
    """
    document, folded = passage.document, passage.document.folded
    if folded.find(" đã ", at, passage.end) >= 0:
        return None
    begin = folded.find(", ", at, passage.end) if _OPENING.match(folded, at, passage.end) else at
    for passive in _PASSIVE.finditer(folded, begin, passage.end) if begin >= 0 else ():
        units, behind = match_units(Passage(document, passive.end(), passage.end))
        charge = behind + 1
        leads = folded.startswith("chủ trì ", charge) and read_predicate(folded, charge + 8, passage.end)
        charged = _IN_CHARGE.match(folded, behind, passage.end) or _shares_work(passage, behind)
        if units and passive.start() > at and (leads or charged):
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
    return bool(units) and read_predicate(folded, then + 1, len(folded)) in _parts_of_work()


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
    if (joined := _JOIN.match(folded, at, passage.end)) is not None:
        places.append(joined.end())
    if folded.startswith(_TOWARDS, at) and _is_addressed(passage, at + len(_TOWARDS)):
        places.append(at + len(_TOWARDS))
    elif _OPENING.match(folded, at, passage.end):
        places += _behind_opening(passage, at)
    elif not _BARE.match(folded, at) and not folded.startswith(load_words("assignments", "told_topic"), at):
        behind = at
        for _ in range(2):  # `Bước 3: Khám tuyển (từ ngày 01/11): | Trạm Y tế …`
            topic = _TOPIC.match(folded, behind, passage.end)
            behind = topic.end() if topic is not None else passage.end
            places += [behind, *_behind_opening(passage, behind)] if topic is not None else []
    if (rest := _REST.match(folded, at, passage.end)) is not None:
        places.append(rest.end())
    then = folded.find(" thì ", at, min(passage.end, at + _LONGEST_CLAUSE))
    if then >= 0 and " nào " not in folded[at:then]:  # not what would become of any
        places.append(then + len(" thì "))  # `Người thuộc quân đội thì Tổng cục A xem xét`
    for place in places:
        general = _GENERAL.match(passage.document.text, place, passage.end) if place > at else None
        if general is None or (
            general[0] in load_words("assignments", "bare_body")
            and must(passage, match_units(passage._replace(start=place))[1])
        ):
            yield place  # `Khi có cháy, | đơn vị chủ rừng phải …`


def _is_addressed(passage: Passage, at: int) -> bool:
    """Whether units and what they are to do stand here: `Đối với | các thôn: Lập danh sách …`."""
    folded = passage.document.folded
    units, behind = match_units(passage._replace(start=at))
    if not units or not folded.startswith(":", behind):
        return False
    return read_predicate(folded, skip(folded, behind + 1, passage.end), passage.end) != ""


def _behind_opening(passage: Passage, at: int) -> list[int]:
    """Where a subject may stand behind the clause that opens a sentence: `Trước ngày 30/4/2026, X …`."""
    folded = passage.document.folded
    if not _OPENING.match(folded, at, passage.end):
        return []
    listed = folded.find(", phối hợp ", at, passage.end)  # behind it a comma parts who coordinates
    if listed < 0 or folded.count('"', at, listed) % 2:
        listed = passage.end
    colon = folded.find(": ", at, listed)  # `Về ngân sách: ưu tiên cho các xã, | phường đầu tư …`
    commas = list(_CLAUSE.finditer(folded, at, min(colon + 2 if colon > at else listed, at + 500)))[:10]
    acted = (
        [  # `Căn cứ kế hoạch đã được Đảng ủy, Ban Giám hiệu phê duyệt, phòng A …`
            range(by, match_units(Passage(passage.document, by, passage.end))[1])
            for by in (match.end() for match in _ACTED.finditer(folded, at, commas[-1].start()))
        ]
        if commas
        else []
    )
    return [
        match.end()
        for match in commas
        if not any(match.start() in list_ for list_ in acted)
        and not ("thì" in match[0] and " nào " in folded[at : match.start()])  # what would become of any
    ]


_MEASURED = Pattern(  # Chi hội có từ 30 hội viên trở lên; Hộ gia đình văn hóa đạt 92%
    r"(?: [^\W\d]+ \s ){0,4}?"
    r" (?: có \s từ | cách | đạt | chiếm | tăng | tăng \s trưởng | giảm ) \s"
    r" (?: tỷ \s lệ \s | trên \s | từ \s )* \d"
)
_WORD = re.compile(r"(?<!\w)\w")


def find_unread(paragraph: Passage, calendar: Calendar, *, sentence: bool = False) -> Duty | None:
    """Where a paragraph begins with units and soon has a verb, but what they are to do could not be read.

    It ends at that verb; a numbered item that is a `sentence` need not have one. Only the beginning is looked
    at. What is told of the units (`X đã …`) is no duty and is read well enough.
    """
    document, folded = paragraph.document, paragraph.document.folded
    begin = skip(folded, paragraph.start, paragraph.end)
    if lists_conditions(paragraph):
        return None
    head = Passage(document, begin, min(paragraph.end, begin + 200))
    units, behind = match_units(head)
    then = skip(folded, behind, head.end, " \t,")
    if not units or then >= head.end or not folded[then].isalpha() or is_of_some(head, begin):
        return None
    if folded.startswith(("là ", "do "), then) or any("nào" in fold(unit.name).split() for unit in units):
        return None  # what a body is, whom it consists of; what would become of any
    if folded.find(" gồm", then, then + 40) >= 0:
        return None  # a list: `Các đơn vị được kiểm tra năm 2026 gồm: …`
    if gives_none(head, then) or is_liable(paragraph, then) or is_past(head, then, calendar):
        return None
    if _MEASURED.match(folded, then, head.end):
        return None
    words = (match.start() for match in _WORD.finditer(folded, then, min(then + 60, head.end)))
    soon = next(
        (at + len(verb) for at in words if " " in (verb := read_predicate(folded, at, head.end))), None
    )
    if soon is None and not sentence:
        return None
    return Duty("unread", begin, soon or head.end, tuple(units), (), then)


def starts_duty(passage: Passage) -> bool:
    """Whether words begin with a verb of a duty, of two words: `Tổ chức thi: …`; not `Tính chất: …`."""
    folded = passage.document.folded
    return " " in read_predicate(folded, skip(folded, passage.start, passage.end), passage.end)


def find_asked(sentence: Passage) -> Duty | None:
    """Whom a lead-in sentence asks, whoever asks: `Thường trực Huyện ủy yêu cầu các chi bộ thực hiện:`.

    The leads are empty where those who are asked could not be read.
    """
    document, folded, text = sentence.document, sentence.document.folded, sentence.document.text
    for verb in _ASKS.finditer(folded, sentence.start, sentence.end):
        begin = max(sentence.start, *(folded.rfind(mark, sentence.start, verb.start()) + 1 for mark in ",;"))
        begin = skip(folded, begin, verb.start())
        asker = text[begin : verb.start()].strip()
        if not asker[:1].isupper() or len(asker) > 80 or _OPENING.match(folded, begin, verb.start()):
            continue
        if not text[verb.start()].islower() or asker.startswith("Được "):
            continue  # `Ban Chỉ đạo`, `Được sự chỉ đạo của …`
        behind = skip(folded, verb.end(), sentence.end)
        units, end = match_units(Passage(document, behind, sentence.end), people=True)
        if units:
            return Duty("assign", sentence.start, sentence.end, tuple(units), (), end)
        if verb[0] not in load_words("assignments", "informing") and _ADDRESSED.match(
            folded, behind, sentence.end
        ):
            return Duty("assign", sentence.start, sentence.end, (), (), behind)
    return None


_ASKS = Pattern(
    r"(?<! \w ) (?<! được [ ] ) (?<! theo [ ] )"
    r" (?: \L<assign> | \L<informing> ) (?= [ ] )",
    assign=lambda: load_words("assignments", "assign"),
    informing=lambda: load_words("assignments", "informing"),
)
_ADDRESSED = Pattern(  # who, and then what they are to do
    r"(?! (?: của | tại | về | số | như | một [ ] số | (?: các [ ] | những [ ] )? nội [ ] dung ) \b )"
    r" (?: (?! (?: thực [ ] hiện | triển [ ] khai | tập [ ] trung ) \b ) \w+ [ ,;]+ ){2,40}?"
    r" (?: tổ [ ] chức | thực [ ] hiện | triển [ ] khai | tập [ ] trung | khẩn [ ] trương | lưu [ ] ý ) \b"
)


def informs(sentence: Passage) -> bool:
    """Whether a sentence instructs and demands nothing: `Tỉnh đoàn hướng dẫn các cơ sở Đoàn như sau:`."""
    folded = sentence.folded
    return " hướng dẫn " in folded and not any(
        f" {word} " in folded for word in ("giao", *load_words("assignments", "demand"))
    )


def find_demand(passage: Passage) -> str | None:
    """The verb of the demand that a sentence begins with (`Yêu cầu các đơn vị …`, `Chỉ đạo X …`)."""
    folded = passage.document.folded
    match = _DEMAND.match(folded, skip(folded, passage.start, passage.end), passage.end)
    return match[0] if match is not None else None


def read_duties(
    passages: Sequence[Passage],
    givers: Sequence[str] = (),
    *,
    calendar: Calendar | None = None,
    headed: bool = False,
    demanding: Sequence[Unit] = (),
) -> list[Duty]:
    """The duties of a section's own text, in order, each with its leads and supporting units.

    Each new subject opens a further duty: in a new sentence, or behind `;` where the clause begins with it.
    None, unless asked for, is in a sentence that begins with a time before the document's (`calendar`), nor
    behind `;` in one that tells what was done. `headed` tells that units are handed down to the section: a
    first duty without a subject is then theirs (rule `headed`). `demanding` are the units of a heading: what
    they demand of others (`Yêu cầu các đơn vị …`) names no new lead, unless it is asked of one of them, or in
    a paragraph behind one that names its own; nor do, below any units, those they direct (`Chỉ đạo X …`).
    """
    duties: list[Duty] = []
    spoken = [passage for passage in passages if read_bare_label(passage) is None]
    for begun, sentence in [(p.start, s) for p in spoken for s in split_sentences(p)]:
        if lists_conditions(sentence):
            continue
        apart = bool(duties and duties[-1].leads) and duties[-1].start < begun
        for clause in _clauses(sentence, givers):
            duty = read_duty(clause, givers)
            if duty is None:
                continue
            if duty.rule == "subject" and not is_asked(clause, duty.verb):
                done = " đã " in sentence.document.folded[sentence.start : clause.start]
                if (done and is_told(sentence)) or is_past(sentence, duty.verb, calendar):
                    continue
            if demanding and duty.rule == "subject" and fold(duty.leads[0].name).startswith("lãnh đạo "):
                continue  # below `Đảng ủy xã`: `Lãnh đạo UBND xã đẩy nhanh …`, the verb
            demand = find_demand(clause) if duty.rule == "assign" else None
            demands = bool(demanding) and not (apart or _is_one_of(duty.leads, demanding))
            if demand is not None and (demands or (headed and demand == "chỉ đạo")):
                continue
            if duty.rule == "passive" and headed:
                break
            if duty.rule == "bare" and (headed or duties):
                continue
            if demanding and not duties and _CAPACITY.match(clause.folded.lstrip()):
                continue  # `Sở Y tế: Cơ quan thường trực, tổng hợp …`
            if duties and _joins_in(clause, duty.verb):
                continue
            if duties and _same_units(duties[-1].leads, duty.leads):
                continue
            duties.append(duty)
    end = passages[-1].end if passages else 0
    complete: list[Duty] = []
    begin = passages[0].start if passages else 0
    if headed and passages and (not duties or _says_more(passages, duties[0].start)):
        first = duties[0].start if duties else end
        duties.insert(0, Duty("headed", begin, first, (), (), begin))
    for n, duty in enumerate(duties):
        until = duties[n + 1].start if n + 1 < len(duties) else end
        document = passages[0].document
        verb = duty.verb
        supports = find_supports(Passage(document, max(duty.start, verb), until), duty.leads, verb)
        complete.append(Duty(duty.rule, duty.start, until, duty.leads, tuple(supports), verb))
    return complete


def _is_one_of(asked: Sequence[Unit], heading: Sequence[Unit]) -> bool:
    """Whether those asked are of a group that the heading names: `Hội Nông dân` below `Các hội, đoàn thể`."""
    kinds = {word.strip(",;") for unit in heading if unit.group for word in fold(unit.name).split()}
    return all(not unit.group and fold(unit.name).split()[0] in kinds for unit in asked)


def _joins_in(clause: Passage, verb: int) -> bool:
    """Whether a further subject only coordinates (`X chủ trì; Y phối hợp`): it supports, no more."""
    joins = JOINS_IN.match(clause.document.folded, verb, clause.end)
    return joins is not None and joins["alone"] is not None


def _says_more(passages: Sequence[Passage], before: int) -> bool:
    return any(p.start < before and p.document.text[p.start : min(p.end, before)].strip() for p in passages)


def _clauses(sentence: Passage, givers: Sequence[str]) -> Iterator[Passage]:
    """A sentence, and then each of its clauses with a subject of its own, behind `;` or a comma.

    A `;` inside the list of the first subject (`Giám đốc các Sở; Chủ tịch UBND các xã …`) parts no clause,
    nor does one in the list of those who coordinate with it (`Chủ trì, phối hợp với X; Y rà soát …`).
    """
    if sentence.document.folded.find(";", sentence.start, sentence.end) < 0:
        yield from _cut_at_subjects(sentence, givers)
        return
    for clause in _cut_at_semicolons(sentence, givers):
        yield from _cut_at_subjects(clause, givers)


def _cut_at_subjects(clause: Passage, givers: Sequence[str]) -> Iterator[Passage]:
    """A clause, cut where a further unit takes a part: `Sở A lo nội dung, | Sở B lo hậu cần`."""
    listed = clause.start
    for comma in _find_all(clause.document.folded, ", ", clause.start, clause.end):
        if comma < listed or not _may_name(clause, comma):
            continue  # within a list that is known to name no further subject
        units, listed = match_units(clause._replace(start=comma + len(", ")))
        if units and _takes_part(clause, comma, units, listed, givers):
            yield clause._replace(end=comma)
            clause = clause._replace(start=comma + 1)
    yield clause


def _may_name(clause: Passage, comma: int) -> bool:
    document, folded, at = clause.document, clause.document.folded, comma + len(", ")
    if document.text[at : at + 1].isupper() or folded.startswith("đồng chí ", at):
        return True
    closed = folded[comma - 1].isdigit()  # by a time: `xong trước ngày 30/9, các xã báo cáo`
    return closed and folded.startswith("các ", at)


def _takes_part(
    clause: Passage, comma: int, units: Sequence[Unit], behind: int, givers: Sequence[str]
) -> bool:
    """Whether units behind a comma do a further thing, and what stands before is a duty by itself.

    Not where a list goes on (`phối hợp với Sở A, Sở B rà soát`), nor of whom is reported to or directed
    (`báo cáo lãnh đạo, Sở B xem xét`).
    """
    folded, at = clause.document.folded, comma + len(", ")
    if folded[behind : behind + 1] != " ":
        return False
    if gives(units, givers) and not folded.startswith("đồng chí ", at):
        return False
    verb = read_predicate(folded, behind + 1, clause.end)
    if verb not in _parts_of_work() or _has_predicate(clause._replace(start=at), behind) is None:
        return False
    if JOINS_IN.match(folded, behind + 1, clause.end):
        return False  # it helps: `find_supports`
    duty = read_duty(clause, givers)
    if duty is None or duty.rule not in ("subject", "assign", "passive") or duty.verb >= comma:
        return False
    begin = max(duty.verb, folded.rfind(", ", duty.verb, comma) + 2)
    if begin > duty.verb and not read_predicate(folded, begin, comma):
        return False
    return not _lists(clause._replace(start=duty.verb, end=comma), begin)


def _lists(before: Passage, begin: int) -> bool:
    """Whether a comma that ends a clause may part a list: of units, of whom is directed or reported to.

    `before` begins with the duty's verb, its last clause at `begin`.
    """
    folded, comma = before.document.folded, before.end
    whole, said = (f" {folded[skip(folded, at, comma) : comma]}" for at in (before.start, begin))
    if said.startswith(tuple(f" làm {place}" for place in load_words("assignments", "capacity"))):
        return False  # `Phân công Sở A làm đầu mối, | Sở B bảo đảm kinh phí`
    words = load_words("assignments", "listing")
    if " phối hợp " in whole or any(f" {word} " in said for word in words):
        return True
    for directing in DIRECTING.finditer(folded, begin, comma):
        if match_units(before._replace(start=directing.end()))[0]:
            return True
    return any(
        match_units(before._replace(start=word.start()))[1] == comma
        for word in _WORD.finditer(folded, begin, folded.rfind(" ", begin, comma))  # not `thị | trường`
    )


@cache
def _parts_of_work() -> frozenset[str]:
    """What a further subject of a sentence may do in the work; that it decides on it is only told."""
    doing = load_verbs("verbs", "obligations").union(
        load_words("assignments", "charge"),
        load_words("assignments", "must"),
        (f"là {place}" for place in load_words("assignments", "capacity")),
    )
    return doing.difference(load_words("assignments", "deciding"))


def _cut_at_semicolons(sentence: Passage, givers: Sequence[str]) -> Iterator[Passage]:
    document, folded = sentence.document, sentence.document.folded
    first = read_duty(sentence, givers)
    begin = first.verb if first is not None else sentence.start
    joint = COORDINATION.search(folded, begin, min(begin + 40, sentence.end))
    if joint is not None and folded.find(":", sentence.start, begin) < 0:
        begin = match_units(Passage(document, joint.end(), sentence.end))[1]
    demand = find_demand(sentence)  # `Đề nghị X …; đề nghị Y …`, not `Đề nghị X …; chỉ đạo Y …`
    if demand is None and first is not None and first.rule == "assign":
        before = folded[sentence.start : first.leads[0].span.start].rstrip()  # `Để kịp tiến độ, đề nghị X …`
        demand = max(
            (w for w in load_words("assignments", "demand") if before.endswith(w)), key=len, default=None
        )
    ends = list(_find_all(folded, ";", begin, sentence.end))
    yield Passage(document, sentence.start, ends[0] if ends else sentence.end)
    for n, at in enumerate(ends):
        clause = Passage(document, at + 1, ends[n + 1] if n + 1 < len(ends) else sentence.end)
        if (
            _begins_with_subject(clause)
            or (demand is not None and find_demand(clause) == demand)
            or _asks_another(clause)
            or _has_subject_later(clause, givers)
            or (first is not None and first.rule == "passive" and _is_passive(clause))
        ):
            yield clause


def _find_all(text: str, mark: str, start: int, end: int) -> Iterator[int]:
    at = text.find(mark, start, end)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1, end)


def _begins_with_subject(clause: Passage) -> bool:
    """Whether a clause behind a semicolon begins with a subject of its own, or gives a duty (`giao X …`)."""
    folded = clause.document.folded
    at = skip(folded, clause.start, clause.end)
    joined = _JOIN.match(folded, at, clause.end)
    at = joined.end() if joined is not None else at
    if folded.startswith("giao ", at):
        at += len("giao ")
    return bool(match_units(Passage(clause.document, at, clause.end))[0])


def _asks_another(clause: Passage) -> bool:
    """Whether the document asks a body that it may not order: `…; đề nghị Hội Nông dân tỉnh vận động …`.

    Of others the subject before may ask it: `Thẩm định hồ sơ; đề nghị UBND tỉnh khen thưởng`.
    """
    if find_demand(clause) != "đề nghị":
        return False
    folded = clause.folded
    named = folded[folded.index("đề nghị") + len("đề nghị") :].lstrip()
    return named.startswith(load_words("assignments", "requested"))


def _is_passive(clause: Passage) -> bool:
    """Whether a clause goes on with a list of works: `Hậu cần do X phụ trách; | y tế do Y phụ trách`."""
    duty = read_duty(clause)
    return duty is not None and duty.rule == "passive"


def _has_subject_later(clause: Passage, givers: Sequence[str]) -> bool:
    """Whether what opens a clause is followed by a subject: `; nội dung vượt thẩm quyền, X báo cáo …`.

    Not what may go on with the duty before it: `; định kỳ tổng hợp, báo cáo UBND tỉnh, Bộ Nội vụ …`.
    """
    folded = clause.document.folded
    at = skip(folded, clause.start, clause.end)
    if not _OPENING.match(folded, at, clause.end):
        return False
    duty = read_duty(clause, givers)
    if duty is None or duty.rule != "subject":
        return False
    if not read_predicate(folded, at, clause.end):
        return True
    comma = folded.find(", ", at, clause.end)  # `; trước ngày 20/6, | X tổng hợp …`
    acts = not folded.startswith(load_words("assignments", "subordinate"), at) and any(
        read_verb(folded, word.start(), comma, load_verbs("verbs"))
        for word in _WORD.finditer(folded, at, comma)
    )
    return comma > 0 and not acts and duty.leads[0].span.start == skip(folded, comma + 1, clause.end)


def _same_units(one: Sequence[Unit], other: Sequence[Unit]) -> bool:
    """Whether all of the second stand among the first (`Các cơ sở …`, then `cơ sở …`)."""
    return {_bare_name(u) for u in other} <= {_bare_name(u) for u in one}


def _bare_name(unit: Unit) -> str:
    return unit.name.casefold().removeprefix("các ")
