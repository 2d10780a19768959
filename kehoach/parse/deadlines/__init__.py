"""Deadlines: the dates, periods and rhythms that a field's value or a duty's sentence names."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from kehoach.document import Passage
from kehoach.lexicon import load_words
from kehoach.parse.deadlines.duties import OCCASION, belongs, opens
from kehoach.parse.deadlines.reading import Calendar, Context, Reading
from kehoach.parse.deadlines.rules import apply_rules
from kehoach.parse.deadlines.settling import (
    BREAK,
    LIST,
    LOOSE,
    find_note_end,
    is_apposed,
    make_yearly,
    settle,
    share_direction,
)
from kehoach.parse.deadlines.times import Duration, Lexeme, shade
from kehoach.parse.patterns import Pattern
from kehoach.parse.warnings import warn
from kehoach.parse.wordings import ReadOnce
from kehoach.values import Deadline, Span, Warning

__all__ = ["Calendar", "find_deadlines", "read_deadlines"]
_AND = Pattern(r"[\s,;.·-]* (?: và | riêng | đồng \s thời | hoặc ) \s")
_OPENING = Pattern(r"[\s,;.:()·-]*+ (?: (?: và | riêng | đồng \s thời | hoặc ) \s++ )?+")
_CLOSING = Pattern(r"[\s,;.:(]++ (?: và | hoặc | lúc | vào ) \s*+ $")
_EMPTY = Pattern(
    r"(?: [\s.,;:()·ABD-Z-]++ | \d{1,2} \b | \b \L<empty> \b | \b \L<whole> \b | \b theo \b [^,;:.]*+ )*+",
    empty=partial(load_words, "deadlines", "scope.empty"),
    whole=partial(load_words, "deadlines", "condition.whole"),
)
_COUNTED_FROM_ISSUE = ("tuần này", "tuần tới", "tuần sau", "tháng này", "tháng tới", "tháng sau")
_UNREAD = Pattern(  # of a day, of a month
    r"(?<! tuần \s ) (?<! tuần \s \d ) \d \s* [/.-] \s* \d | (?<= [DM] ) / \d"
    r" | \b (?: tháng | ngày | qúy | năm ) \s+ [\d.]+ (?! [\d%] )"
)
_CONDITION = Pattern(
    r"[\s,;(]* (?: hoặc \s+ )? (?: \N<heads> | \N<manner> ) \b",
    heads=partial(load_words, "deadlines", "condition.heads"),
    manner=partial(load_words, "deadlines", "condition.manner"),
)
_LETTERED = Pattern(r"[oil] \d | \d [oilv] | \b qúy \s l")
_AIM = Pattern(r"[^.;\n]* \b (?: để | nhằm | phục \s vụ ) \b [^.;\n]*")
_NEXT = Pattern(r"[,;] \s (?: [^\W\d_A-Z]++ \s ){0,4} | \s và \s")
_OTHER_PAPER = Pattern(
    r"\b \N<papers> \b [^.;\n]* $", papers=partial(load_words, "deadlines", "sentence.papers")
)
_NUMBER = Pattern(r"\d{1,3}")


@ReadOnce
def read_deadlines(
    passage: Passage, calendar: Calendar, *, event: bool = False, unit: str | None = None
) -> tuple[list[Deadline], list[Warning]]:
    """The deadlines that the whole value of a deadline field or cell holds, and what could not be read.

    `event` is for the fields in which a bare date is a start too (`Thời gian tổ chức`), `unit` what the label
    counts in (`Số ngày dự kiến`): a bare number is so many days, with a warning where no label says so. What
    is no deadline at all is one of kind `unparsed` with a warning; a blank value has none.
    """
    value = passage.stripped()
    if not any(map(str.isalnum, value.folded)):
        return [], []
    text, lexemes = shade(value)
    context = Context(lexemes, calendar, event=event)
    number = _NUMBER.fullmatch(text)
    if number:
        lexemes[0] = Lexeme("N", 0, len(text), Duration(int(text), unit or "ngày"))
        text = "N" * len(text)
    readings = settle(apply_rules(text, context), text)
    if number and not unit:
        readings[0].problem = "is a number without a unit, read as days"
    if not readings:
        readings = [
            Reading("unparsed", 0, len(text), kind="unparsed", problem="is no deadline that is known")
        ]
    deadlines, warnings = _deadlines(readings, value, text, calendar, scoped=True)
    return deadlines, warnings + _unread(readings, value, text)


def find_deadlines(passage: Passage, calendar: Calendar) -> tuple[list[Deadline], list[Warning]]:
    """The deadlines inside a duty's sentences: what names a date, a period or a rhythm and is the duty's own.

    `gửi về Sở Tư pháp trước ngày 15/7/2026`, `Định kỳ hằng quý tổng hợp …`; not the date of a cited document,
    nor `dự toán ngân sách hằng năm`, nor a mere `thường xuyên`.
    """
    text, lexemes = shade(passage)
    if not lexemes and not any(words in text for words in _COUNTED_FROM_ISSUE):
        return [], []
    context = Context(lexemes, calendar, event=False, carry=False)
    words = passage.folded
    found = apply_rules(text, context, sentence=True)
    for before, reading in pairwise(found):
        if ";" not in text[before.end : reading.start] and LIST.fullmatch(text, before.end, reading.start):
            share_direction(before, reading)
    for before, reading in reversed([*pairwise(found)]):  # `vào ngày 15/6 và 15/12 hằng năm`
        yearly = reading.kind == "recurring" and reading.rule in ("bare", before.rule)
        if yearly and before.grain == "day" and LIST.fullmatch(text, before.end, reading.start):
            make_yearly(before)
    readings: list[Reading] = []
    for reading in found:
        near = max(0, reading.start - 100)
        unanchored = reading.kind == "relative" and reading.condition is None
        of_another = reading.grain == "issue" and _OTHER_PAPER.search(text, near, reading.start)
        if unanchored or of_another:  # `trả lời trong vòng 03 ngày`, `gửi văn bản 05 ngày kể từ ngày ký`
            reading.first = reading.last = None
        if opens(reading, text):
            reading.kind, reading.last = "open_ended", None
        reading.silent = not (
            belongs(reading, text, words, calendar) or _is_next(readings, reading, text)
        ) or _aims(readings, reading, text)
        rhythm = readings[-1] if readings and readings[-1].rule == "rhythm" else None
        if rhythm and reading.floating is not None and is_apposed(rhythm, reading, text):
            reading.silent = False
        if not reading.silent or reading.rule == "rhythm":
            readings.append(reading)
    settled = [reading for reading in settle(readings, text) if not reading.silent]
    if not settled:
        return [], [
            _unparsed(_within(passage, reading), reading.problem)
            for reading in found
            if reading.silent and reading.problem.startswith("may be")
        ]
    return _deadlines(settled, passage, text, calendar, scoped=False)


def _within(passage: Passage, reading: Reading) -> Passage:
    return Passage(passage.document, passage.start + reading.start, passage.start + reading.end)


def _is_next(readings: list[Reading], reading: Reading, text: str) -> bool:
    """Whether a bare day is the next of a list: `tổ chức sơ khảo ngày 10/11, chung khảo ngày 18/11`."""
    before = readings[-1] if readings else None
    if (
        before is None
        or not before.rule == reading.rule == "bare"
        or not before.grain == reading.grain == "day"
    ):
        return False
    return bool(_NEXT.fullmatch(text, before.end, reading.start)) and not OCCASION.search(
        text, before.end, reading.start
    )


def _aims(readings: list[Reading], reading: Reading, text: str) -> bool:
    """Whether a time is of what the duty is for: `bàn giao trước ngày 15/8 để khởi công vào ngày 20/8`."""
    before = readings[-1] if readings else None
    return before is not None and not before.silent and bool(_AIM.fullmatch(text, before.end, reading.start))


def _unread(readings: list[Reading], value: Passage, text: str) -> list[Warning]:
    """A warning for each time that stands between the deadlines and that no rule took."""
    bounds = [0, *(place for reading in readings for place in (reading.start, reading.end)), len(text)]
    found = (
        match
        for start, end in zip(bounds[::2], bounds[1::2], strict=True)
        if (match := _UNREAD.search(text, start, max(start, end)))
    )
    places = [
        Passage(value.document, value.start + match.start(), value.start + match.end()) for match in found
    ]
    return [_unparsed(place, "stands beside a deadline and was not read") for place in places]


def _deadlines(
    readings: list[Reading], value: Passage, text: str, calendar: Calendar, *, scoped: bool
) -> tuple[list[Deadline], list[Warning]]:
    """The readings as values of the contract, and what is to be said about them."""
    document, issued = value.document, calendar.issued
    deadlines: list[Deadline] = []
    warnings: list[Warning] = []
    sides = _sides(readings, text) if scoped else []
    for place, reading in enumerate(readings):
        spoken = text[reading.start : reading.end]
        if spoken.count("(") > spoken.count(")") and text.startswith(")", reading.end):
            reading.end += 1  # `Định kỳ hằng quý (trước ngày 20 …)`
        if spoken.count(")") > spoken.count("(") and text.startswith("(", reading.start - 1):
            reading.start -= 1  # `(09/11) hằng năm`
        here = Passage(document, value.start + reading.start, value.start + reading.end).stripped()
        span = Span(start=here.start, end=here.end)
        condition = None
        if reading.condition:
            start, end = reading.condition
            words = Passage(document, value.start + start, value.start + end).stripped(LOOSE)
            condition = document.quote(words.start, words.end) or None
        scope = None
        if scoped:
            since = readings[place - 1].end if place else 0
            since = noted if place and (noted := find_note_end(text, since)) <= reading.start else since
            until = readings[place + 1].start if place + 1 < len(readings) else len(text)
            scope = _scope(value, text, since, reading, until, sides[place])
        deadlines.append(
            Deadline(
                rule=reading.rule,
                text=here.text,
                kind=reading.kind,
                start=reading.first.isoformat() if reading.first else None,
                end=reading.last.isoformat() if reading.last else None,
                end_inclusive=reading.inclusive,
                recurrence=reading.recurrence,
                condition=condition,
                scope=scope,
                inferred=reading.inferred,
                span=span,
            )
        )
        if reading.problem:
            warnings.append(_unparsed(here, reading.problem))
        elif _LETTERED.search(here.folded):
            message = "“{}” is read with a letter for a digit."
            warnings.append(warn("possible_typo", message, *here))
        if issued and reading.last and reading.kind in ("date", "period") and reading.last < issued:
            message = "“{}” ends before the document was issued."
            warnings.append(warn("deadline_before_issue", message, document, here.start, here.end))
    return deadlines, warnings


def _unparsed(passage: Passage, why: str) -> Warning:
    return warn("unparsed_deadline", f"“{{}}” {why}.", *passage)


def _sides(readings: list[Reading], text: str) -> list[str]:
    """Where the words of each deadline stand in a sentence of several: `quý I chọn thầu, quý II thi công`."""
    sides: list[str] = []
    first = broken = 0
    for place, reading in enumerate(readings):
        follows = readings[place + 1].start if place + 1 < len(readings) else len(text)
        behind = _parted(text, reading.end, follows)
        if behind is None and follows < len(text):
            continue
        opens = _EMPTY.fullmatch(text, broken, readings[first].start)
        closes = _EMPTY.fullmatch(text, reading.end, behind[0] if behind else follows)
        side = "" if first == place else "before" if closes else "behind" if opens else ""
        sides += [side] * (place + 1 - first)
        first, broken = place + 1, behind[1] if behind else follows
    return sides


def _parted(text: str, start: int, until: int) -> tuple[int, int] | None:
    """The mark that parts a deadline from the next: a full stop, or the bracket that the next stands in."""
    if (mark := BREAK.search(text, start, until)) is not None:
        return mark.span()
    bracket = text.rfind("(", start, until)
    opened = bracket >= 0 and until < len(text) and text.find(")", bracket, until) < 0
    return (bracket, bracket + 1) if opened and text[bracket + 1 : until].strip() else None


def _scope(value: Passage, text: str, since: int, reading: Reading, until: int, side: str) -> str | None:
    """The words that say what a deadline holds for: those before it in its sentence, else those behind it."""
    broken = max((match.end() for match in BREAK.finditer(text, since, reading.start)), default=since)
    behind = _parted(text, reading.end, until)
    last = behind[0] if behind else until
    if _CONDITION.match(text, reading.end, until):
        last = reading.end
    elif (noted := find_note_end(text, reading.end)) > reading.end:
        last = min(last, noted)
    elif side == "before":
        last = reading.end
    places = [(reading.start if side == "behind" else broken, reading.start), (reading.end, last)]
    for start, end in places:
        if (
            start >= end
            or _EMPTY.fullmatch(text, start, end)
            or (start == reading.end and _AND.match(text, start, end))
        ):
            continue
        if closing := _CLOSING.search(text, start, end):
            end = closing.start()
        words = Passage(value.document, value.start + start, value.start + end)
        if joined := _OPENING.match(text, start, end):
            words = Passage(value.document, value.start + joined.end(), words.end)
        words = words.stripped(LOOSE)
        if scope := value.document.quote(words.start, words.end):
            opened = scope.count("(") > scope.count(")") and text.startswith(")", words.end - value.start)
            return f"{scope})" if opened else scope
    return None
