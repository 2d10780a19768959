"""What begins like a duty and could not be read as one."""

from __future__ import annotations

from kehoach.document import Passage
from kehoach.expressions import CAPITAL, SMALL
from kehoach.fold import fold
from kehoach.parse.deadlines import Calendar
from kehoach.parse.duties.sentence import OPENING, WORD, Duty
from kehoach.parse.patterns import Pattern
from kehoach.parse.telling import (
    gives_none,
    is_liable,
    is_of_some,
    is_past,
    lists_conditions,
)
from kehoach.parse.units import match_units
from kehoach.parse.verbs import read_predicate, skip

_MEASURED = Pattern(  # Chi hội có từ 30 hội viên trở lên; Hộ gia đình văn hóa đạt 92%
    r"(?: [^\W\d]+ \s ){0,4}?"
    r" (?: có \s từ | cách | đạt | chiếm | tăng | tăng \s trưởng | giảm ) \s"
    r" (?: tỷ \s lệ \s | trên \s | từ \s )* \d"
)


_LONGEST_NAME = 100  # characters
_NAME = Pattern(  # two words at least, or one in capitals: `BTL`
    rf"(?: [{CAPITAL}]{{2,}} (?: [ ] [{CAPITAL}\d] \w* )* | [{CAPITAL}] \w* (?: [ ] [{CAPITAL}\d] \w* )+ )"
    rf" (?= [ ] [{SMALL}] )"
)


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
    words = (match.start() for match in WORD.finditer(folded, then, min(then + 60, head.end)))
    soon = next(
        (at + len(verb) for at in words if " " in (verb := read_predicate(folded, at, head.end))), None
    )
    if soon is None and not sentence:
        return None
    return Duty("unread", begin, soon or head.end, tuple(units), (), then)


def find_unknown_subject(paragraph: Passage) -> Passage | None:
    """The name in capitals of no known unit that a paragraph begins with, before a verb of a duty.

    `Ga Diêu Trì | bố trí lực lượng`, `BTL Quân khu 5 | huấn luyện …`; not `Luật Đất đai quy định …`.
    """
    document, folded = paragraph.document, paragraph.document.folded
    begin = skip(folded, paragraph.start, paragraph.end)
    name = _NAME.match(document.text, begin, min(paragraph.end, begin + _LONGEST_NAME))
    if name is None or read_predicate(folded, begin, name.end()) or OPENING.match(folded, begin):
        return None  # `Sau Lễ phát động, các thôn …`
    behind = name.end() + 1
    verb = read_predicate(folded, behind, paragraph.end)
    if " " not in verb or match_units(Passage(document, begin, paragraph.end), people=True)[0]:
        return None
    return Passage(document, begin, name.end())


def starts_duty(passage: Passage) -> bool:
    """Whether words begin with a verb of a duty, of two words: `Tổ chức thi: …`; not `Tính chất: …`."""
    folded = passage.document.folded
    return " " in read_predicate(folded, skip(folded, passage.start, passage.end), passage.end)
