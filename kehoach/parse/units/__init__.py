"""Units: the agencies, collectives, office holders and persons that lead or support.

A unit is read word by word. A head (`Sở`, `UBND`, `Trung tâm`), an office (`Giám đốc`) or a plural (`các`)
opens it; its name goes on through known names (`Văn hóa, Thể thao và Du lịch`), capitals, places and
qualifiers (`có liên quan`, `trên địa bàn xã`); it ends at a verb, a mark of the list, or the next unit.
"""

from __future__ import annotations

from kehoach.document import Passage
from kehoach.parse.units.names import full_name
from kehoach.parse.units.phrases import TOKEN, unit_phrases
from kehoach.parse.units.reading import Reading
from kehoach.parse.warnings import warn
from kehoach.parse.wordings import ReadOnce
from kehoach.values import Unit, Warning

__all__ = ["full_name", "match_units", "read_heading", "read_units"]

_LONGEST = 4000  # no list of units at the start of a sentence is longer, in characters
_USUAL = 600  # most are no longer
_FARTHEST = 80  # words that the grammar looks ahead


@ReadOnce
def read_units(passage: Passage, *, persons: bool = False) -> tuple[list[Unit], list[Warning]]:
    """The units of the value of a field or table cell, and warnings for what could not be read.

    Cut at `;` and line ends, at `,` and `và` only before a unit of its own (`Sở Y tế, các sở, ban, ngành` is
    two). Words behind a name are its duty. `Theo phân công tại Quyết định …` names no unit: a warning, as
    there is for an unknown name behind a comma (`Sở Y tế, Vinmec`; `Phòng Kinh tế, Đô thị`).
    With `persons`, bare names count (`Lê Văn An`), one for each line.
    """
    reading = Reading(passage, whole=True, persons=persons)
    units: list[Unit] = []
    warnings: list[Warning] = []
    at = 0
    while at < reading.count:
        listed, end = reading.leading(at)
        if not listed and (opened := max(reading.longest(at, "addresses"), reading.numbered(at))) > at:
            at = opened
            continue
        if not listed:
            if not reading.words[at][0].isalnum() or reading.words[at] in ("và", "cùng", "với"):
                at += 1
                continue
            end = at
            while end < reading.count and reading.words[end] not in "\n;":
                if reading.word(end) == "," and (reading.unit(end + 1) or reading.item(end + 1, behind=True)):
                    break
                end += 1
            going_on = bool(units and units[-1].duty) and reading.longest(at, "verbs") > at
            if going_on or reading.longest(at, "nothing") == end:
                at = end
                continue
            warnings.append(_warn("No unit could be read in “{}”.", reading, at, end))
            at = end
            continue
        duty = None
        stop = end
        joint = reading.joint(end)
        linked = reading.longest(joint, "links")
        if linked > joint and reading.unit(linked):
            stop, duty = linked, reading.quote(end, linked)
        elif not reading.edge(end) and (joint == end or reading.duty(joint)):
            stop = reading.duty_end(stop)
            duty = reading.quote(end, stop) or None
            if reading.unknown(end) and reading.words[end] != "theo":
                warnings.append(_warn("Where “{}” ends as a name is not sure.", reading, at, stop))
        for found, behind, _ in listed:
            if found.rule == "unknown-name" or not reading.doubts.isdisjoint(range(found.start, behind)):
                warnings.append(_warn("Whether “{}” is one unit is not sure.", reading, found.start, behind))
        for found, behind, note in listed[:-1]:
            units.append(reading.build(found, behind, note, None))
        found, behind, note = listed[-1]
        if duty is None and any(unit.duty for unit in units):
            found, duty = reading.helping(found)
        units.append(reading.build(found, stop if duty else behind, note, duty))
        at = stop
    return units, warnings


def _warn(message: str, reading: Reading, start: int, end: int) -> Warning:
    begin, behind = reading.tokens[start].start(), reading.tokens[end - 1].end()
    return warn("unparsed_units", message, reading.passage.document, begin, behind)


def match_units(passage: Passage, *, people: bool = False) -> tuple[list[Unit], int]:
    """The units at the very start of a sentence, and the offset where their list ends.

    `Sở Y tế và UBND các xã | chủ trì …`, `Các đơn vị được phân công | rà soát …`; none in
    `Tổ chức hội nghị …`, and then the passage's own start. With `people`, a list may begin with them
    (`cha mẹ học sinh`), as behind `phối hợp với`.
    """
    if not _opens(passage):
        return [], passage.start
    for reach in (_USUAL, _LONGEST):
        stop = min(passage.end, passage.start + reach)
        reading = Reading(Passage(passage.document, passage.start, stop), people=people)
        listed, end = reading.leading(0)
        if stop == passage.end or end + _FARTHEST < reading.count:
            break
    units = [reading.build(found, behind, note, None) for found, behind, note in listed]
    return units, (reading.tokens[end - 1].end() if units else passage.start)


def _opens(passage: Passage) -> bool:
    """Whether the first word of a passage begins a phrase of units: without, there is nothing to be read."""
    first = TOKEN.match(passage.document.folded, passage.start, passage.end)
    return first is not None and first[0] in unit_phrases().reach


def read_heading(passage: Passage) -> list[Unit]:
    """The units of a heading that is nothing but units; empty for every other heading.

    `Trách nhiệm của Sở Y tế`, `Công an xã, Trạm Y tế`; not `Phòng, chống dịch bệnh`, not `Huyện, xã`.
    """
    passage = passage.stripped()
    if not _opens(passage):
        return []
    reading = Reading(passage, heading=True)
    after = reading.longest(0, "addresses")
    if after and after < reading.count:
        reading = Reading(Passage(passage.document, reading.tokens[after].start(), passage.end), heading=True)
    listed, end = reading.leading(0)
    asked = after > 0 and reading.coordinates(end)  # `Đề nghị Công an xã phối hợp`
    if not listed or not (asked or end == reading.count):
        return []
    return [reading.build(found, behind, note, None) for found, behind, note in listed]
