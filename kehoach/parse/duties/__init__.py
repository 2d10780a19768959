"""The duties of a section's own text, in order: of its sentences and their clauses, each with its subject."""

from __future__ import annotations

from collections.abc import Sequence

from kehoach.document import Passage
from kehoach.fold import fold
from kehoach.lexicon import load_words
from kehoach.parse.deadlines import Calendar
from kehoach.parse.duties.clauses import cut_clauses
from kehoach.parse.duties.demands import find_demand
from kehoach.parse.duties.sentence import Duty, is_told, read_duty, split_sentences
from kehoach.parse.fields import read_bare_label
from kehoach.parse.patterns import Pattern
from kehoach.parse.supports import JOINS_IN, find_supports, leads_alone
from kehoach.parse.telling import (
    is_asked,
    is_past,
    lists_conditions,
)
from kehoach.values import Unit

_CAPACITY = Pattern(
    r"\L<capacity> (?= [ ]* [,;.(] | [ ] của )", capacity=lambda: load_words("assignments", "capacity")
)


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
        for clause in cut_clauses(sentence, givers):
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
            if duty.rule == "aside" and demanding and not duties:
                duty = _begin_aside(duty, clause)
            if duty.rule == "bare" and (headed or duties):
                continue
            if demanding and not duties and _tells_office(clause, demanding, duty):
                continue  # `Sở Y tế: Cơ quan thường trực, tổng hợp …`
            if duties and _joins_in(clause, duty.verb, duties[-1]):
                continue
            if duties and _same_units(duties[-1].leads, duty.leads):
                continue
            if (demanding or duties) and _is_each(duty.leads):
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


def _tells_office(clause: Passage, heading: Sequence[Unit], duty: Duty) -> bool:
    """Whether a clause begins with what the unit of the heading is in the matter.

    `Sở Y tế: Cơ quan thường trực, tổng hợp …`, `Đ/c Mai: Trưởng ban, chỉ đạo chung`.
    """
    if _CAPACITY.match(clause.folded.lstrip()):
        return True
    person = len(heading) == 1 and fold(heading[0].name).startswith(load_words("units", "honorifics"))
    if not person or duty.rule != "subject" or fold(duty.leads[0].name) not in load_words("units", "roles"):
        return False
    return clause.document.folded[duty.leads[0].span.end] == ","


def _begin_aside(duty: Duty, clause: Passage) -> Duty:
    """A duty given beside another, from where it is given: `… bắn pháo hoa | (giao X bảo đảm an toàn)`."""
    given = clause.document.folded.rfind("giao ", clause.start, duty.leads[0].span.start)
    return duty._replace(start=given) if given >= 0 else duty


def _is_one_of(asked: Sequence[Unit], heading: Sequence[Unit]) -> bool:
    """Whether those asked are of a group that the heading names: `Hội Nông dân` below `Các hội, đoàn thể`."""
    kinds = {word.strip(",;") for unit in heading if unit.group for word in fold(unit.name).split()}
    return all(not unit.group and fold(unit.name).split()[0] in kinds for unit in asked)


def _joins_in(clause: Passage, verb: int, before: Duty) -> bool:
    """Whether a further subject only coordinates (`X chủ trì; Y phối hợp`): it supports, no more."""
    joins = JOINS_IN.match(clause.document.folded, verb, clause.end)
    if joins is None or joins["alone"] is not None:
        return joins is not None
    return leads_alone(clause._replace(start=before.verb), before.verb, clause.start - 1)


def _says_more(passages: Sequence[Passage], before: int) -> bool:
    return any(p.start < before and p.document.text[p.start : min(p.end, before)].strip() for p in passages)


def _same_units(one: Sequence[Unit], other: Sequence[Unit]) -> bool:
    """Whether all of the second stand among the first (`Các cơ sở …`, then `cơ sở …`), shorter or not."""
    named = [f"{_bare_name(unit)} " for unit in one]
    return bool(named) and all(any(n.startswith(f"{_bare_name(u)} ") for n in named) for u in other)


def _is_each(leads: Sequence[Unit]) -> bool:
    """Whether a subject is each of those named before: `mỗi đơn vị cử 02 cán bộ`."""
    first, _, body = fold(leads[0].name).partition(" ") if len(leads) == 1 else ("", "", "")
    return first in ("mỗi", "từng") and body in load_words("assignments", "bare_body")


def _bare_name(unit: Unit) -> str:
    return unit.name.casefold().removeprefix("các ")
