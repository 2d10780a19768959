"""The clauses of a sentence that have a subject of their own, behind `;` or a comma."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kehoach.document import Passage
from kehoach.lexicon import load_words
from kehoach.parse.duties.demands import find_demand
from kehoach.parse.duties.sentence import (
    AGAIN,
    JOIN,
    OPENING,
    WORD,
    Duty,
    find_topic,
    has_predicate,
    parts_of_work,
    read_duty,
    states,
)
from kehoach.parse.givers import gives
from kehoach.parse.supports import COORDINATION, DIRECTING, JOINS_IN, leads_alone
from kehoach.parse.units import match_units
from kehoach.parse.verbs import load_verbs, read_predicate, read_verb, skip
from kehoach.values import Unit

_AMONG = re.compile(r", (?:trong đó|riêng|còn),? ")
_DATED = re.compile(r"(?:/|năm )\d{1,4}\Z")
_MOST_SMALL = 8  # commas of a clause behind which a subject in small letters is looked for


def cut_clauses(sentence: Passage, givers: Sequence[str]) -> Iterator[Passage]:
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
    listed, small, begin = clause.start, 0, clause.start
    duty: Duty | None = None
    read = -1  # where the clause begins whose duty that is
    for comma in _find_all(clause.document.folded, ", ", clause.start, clause.end):
        among = _AMONG.match(clause.document.folded, comma)  # `…, trong đó Sở A …`
        behind = among.end() if among is not None else comma + len(", ")
        named = _is_named(clause, behind)
        if comma < listed or (not named and small == _MOST_SMALL):
            continue  # within a list that is known to name no further subject
        if not named and read_predicate(clause.document.folded, behind, clause.end):
            continue  # `lập dự toán, | trình Sở A …`
        small += not named
        units, listed = match_units(clause._replace(start=behind))
        if not units or not _acts(clause, comma, listed):
            continue
        if read < clause.start:
            duty, read = read_duty(clause, givers), clause.start
        if (not duty or duty.rule != "assign") and gives(units, givers) and units[0].rule != "person":
            continue
        if duty and _takes_part(clause, duty, comma, units, listed, further=clause.start > begin):
            yield clause._replace(end=comma)
            clause = clause._replace(start=comma + 1)
    yield clause


def _is_named(clause: Passage, at: int) -> bool:
    """Whether what stands behind a comma begins with a capital, or is a person."""
    return clause.document.text[at : at + 1].isupper() or clause.document.folded.startswith("đồng chí ", at)


def _acts(clause: Passage, comma: int, behind: int) -> bool:
    """Whether units behind a comma take a part of some work."""
    folded = clause.document.folded
    if folded[behind : behind + 1] != " ":
        return False
    verb = read_predicate(folded, behind + 1, clause.end)
    return verb in parts_of_work() and has_predicate(clause._replace(start=comma + 2), behind) is not None


def _takes_part(
    clause: Passage, duty: Duty, comma: int, units: Sequence[Unit], behind: int, *, further: bool
) -> bool:
    """Whether what units behind a comma do is a further thing, and what stands before is a duty by itself.

    Not where a list goes on (`phối hợp với Sở A, Sở B rà soát`), nor of whom is reported to or directed
    (`báo cáo lãnh đạo, Sở B xem xét`). In small letters they must not be what the duty before may be about
    (`kiểm tra chợ, các hộ kinh doanh chấp hành`), unless that ends with a time, or goes on with a series.
    """
    if duty.rule not in ("subject", "assign", "passive") or duty.verb >= comma:
        return False
    folded = clause.document.folded
    verb = read_predicate(folded, behind + 1, clause.end)
    joins = JOINS_IN.match(folded, behind + 1, clause.end)
    if joins is not None and (joins["alone"] is not None or leads_alone(clause, duty.verb, comma)):
        return False  # it helps: `find_supports`
    joined = folded.find(" phối hợp ", duty.verb, comma) >= 0
    if not joined and verb == read_predicate(folded, skip(folded, duty.verb, comma), comma):
        return True  # `Sở A chủ trì Đoàn số 1, | Sở B chủ trì Đoàn số 2`
    begin = max(duty.verb, folded.rfind(", ", duty.verb, comma) + 2)
    if begin > duty.verb and not read_predicate(folded, begin, comma):
        return False
    if _DATED.search(folded, max(0, comma - 12), comma):
        return True  # `… xong trước ngày 30/9/2026, các xã báo cáo`
    charged = verb in load_words("assignments", "charge") or verb.endswith("trách nhiệm")
    sure = further or units[0].rule == "person" or _is_named(clause, units[0].span.start)
    return not _lists(clause._replace(start=duty.verb, end=comma), begin, sure=sure, charged=charged)


def _lists(before: Passage, begin: int, *, sure: bool, charged: bool) -> bool:
    """Whether a comma that ends a clause may part a list: of units, of whom is directed or reported to.

    `before` begins with the duty's verb, its last clause at `begin`. Where it is not `sure` that a subject
    follows, it may part any list of several, and of people; who is `charged` with work is a subject.
    """
    folded, comma = before.document.folded, before.end
    whole, said = (f" {folded[skip(folded, at, comma) : comma]}" for at in (before.start, begin))
    if said.startswith(tuple(f" làm {place}" for place in load_words("assignments", "capacity"))):
        return False  # `Phân công Sở A làm đầu mối, | Sở B bảo đảm kinh phí`
    words = () if charged else load_words("assignments", "listing")
    if not sure:
        words += load_words("assignments", "overseeing")
    if " phối hợp " in whole or any(f" {word} " in said for word in words):
        return True
    for directing in DIRECTING.finditer(folded, begin, comma):
        if match_units(before._replace(start=directing.end()), people=not sure)[0]:
            return True
    return any(
        match_units(before._replace(start=word.start()), people=not sure)[1] == comma
        for word in WORD.finditer(folded, begin, folded.rfind(" ", begin, comma))  # not `thị | trường`
    )


def _cut_at_semicolons(sentence: Passage, givers: Sequence[str]) -> Iterator[Passage]:
    document, folded = sentence.document, sentence.document.folded
    first = read_duty(sentence, givers)
    begin = first.verb if first is not None else sentence.start
    joint = COORDINATION.search(folded, begin, min(begin + 40, sentence.end))
    if joint is not None and not (
        folded.find(":", sentence.start, begin) >= 0 or folded.find(";", begin, joint.start()) >= 0
    ):
        begin = match_units(Passage(document, joint.end(), sentence.end))[1]
    demand = find_demand(sentence)  # `Đề nghị X …; đề nghị Y …`, not `Đề nghị X …; chỉ đạo Y …`
    if demand is None and first is not None and first.rule == "assign":
        before = folded[sentence.start : first.leads[0].span.start].rstrip()  # `Để kịp tiến độ, đề nghị X …`
        demand = max(
            (w for w in load_words("assignments", "demand") if before.endswith(w)), key=len, default=None
        )
    asks = states(sentence) if first is None else demand in load_words("assignments", "inviting")
    ends = list(_find_all(folded, ";", begin, sentence.end))
    yield Passage(document, sentence.start, ends[0] if ends else sentence.end)
    for n, at in enumerate(ends):
        clause = Passage(document, at + 1, ends[n + 1] if n + 1 < len(ends) else sentence.end)
        if (
            _begins_with_subject(clause)
            or ((asked := find_demand(clause)) is not None and (asks or asked == demand))
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
    joined = JOIN.match(folded, at, clause.end)
    at = joined.end() if joined is not None else at
    agreed = AGAIN.match(folded, at, clause.end)
    at = agreed.end() if agreed is not None else at
    given = next((word for word in ("giao ", "phân công ") if folded.startswith(word, at)), "")
    units, _ = match_units(Passage(clause.document, at + len(given), clause.end))
    # of its own a unit may charge some (`; phân công 01 lãnh đạo phụ trách`), not a person that is named
    return bool(units) and (given != "phân công " or units[0].rule == "person")


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
    if not (OPENING.match(folded, at, clause.end) or find_topic(clause, at)):
        return False
    duty = read_duty(clause, givers)
    if duty is None or duty.rule != "subject":
        return False
    if not read_predicate(folded, at, clause.end):
        return True
    comma = folded.find(", ", at, clause.end)  # `; trước ngày 20/6, | X tổng hợp …`
    acts = not folded.startswith(load_words("assignments", "subordinate"), at) and any(
        read_verb(folded, word.start(), comma, load_verbs("verbs"))
        for word in WORD.finditer(folded, at, comma)
    )
    return comma > 0 and not acts and duty.leads[0].span.start == skip(folded, comma + 1, clause.end)
