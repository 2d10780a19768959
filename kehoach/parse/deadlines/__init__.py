"""Deadlines: the dates, periods and rhythms that a field's value or a duty's sentence names."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from itertools import pairwise

from kehoach.document import Passage
from kehoach.lexicon import load_words
from kehoach.parse.deadlines.duties import FINISHED, OCCASION, belongs, opens
from kehoach.parse.deadlines.productions import yearly
from kehoach.parse.deadlines.reading import Calendar, Context, Reading
from kehoach.parse.deadlines.rules import apply_rules
from kehoach.parse.deadlines.times import Days, Duration, Lexeme, Time, Weekdays, shade
from kehoach.parse.patterns import Pattern
from kehoach.parse.warnings import warn
from kehoach.parse.wordings import ReadOnce
from kehoach.values import Deadline, Span, Warning

__all__ = ["Calendar", "find_deadlines", "read_deadlines"]

_BREAK = Pattern(r"[.;\n·] (?= \s | $ ) | \n | ·")
_JOIN = Pattern(r"[\s,(:-]* (?: và | hoặc | hay )? [\s,(]*")
_LOOSE = " \t\n.;:,()-·"
_AND = Pattern(r"[\s,;.·-]* (?: và | riêng | đồng \s thời | hoặc ) \s")
_OPENING = Pattern(r"[\s,;.:()·-]*+ (?: (?: và | riêng | đồng \s thời | hoặc ) \s++ )?+")
_CLOSING = Pattern(r"[\s,;.:(]++ (?: và | hoặc | lúc | vào ) \s*+ $")
_EMPTY = Pattern(
    r"(?: [\s.,;:()·ABD-Z-]++ | \d{1,2} \b | \b \L<empty> \b | \b \L<whole> \b | \b theo \b [^,;:.]*+ )*+",
    empty=partial(load_words, "deadlines", "scope.empty"),
    whole=partial(load_words, "deadlines", "condition.whole"),
)
_COUNTED_FROM_ISSUE = ("tuần này", "tuần tới", "tuần sau", "tháng này", "tháng tới", "tháng sau")
_NEAR = 8  # how many deadlines of one sentence are looked at together
_MONTHS_ONLY = Pattern(r"FREQ=YEARLY;BYMONTH=[\d,]+")
_UNREAD = Pattern(r"\d \s* [/.-] \s* \d | \b (?: tháng | ngày | qúy | quí | năm ) \s+ [\d.]+ (?! [\d%] )")
_APPOSED = Pattern(r"[\s,(]*")
_FINISHED_GAP = Pattern(
    r"[\s,]* (?: phải \s+ )? (?: \L<finished> )? \s*",
    finished=partial(load_words, "deadlines", "sentence.finished"),
)
_LIST = Pattern(r"\s* (?: , | ; | và | hoặc ) \s*")
_NOTE = Pattern(r"\s* \( [^()\n]* \)")
_IN_NOTE = Pattern(r"\s* \( [^()\n]*")
_LATER_YEARS = Pattern(
    r"\b (?: các | những ) \s năm \s \N<following> [^.;\n]{0,40} $",
    following=partial(load_words, "deadlines", "open.following"),
)
_CONDITION = Pattern(
    r"[\s,;(]* (?: hoặc \s+ )? (?: \N<heads> | \N<manner> ) \b",
    heads=partial(load_words, "deadlines", "condition.heads"),
    manner=partial(load_words, "deadlines", "condition.manner"),
)
_CLOCKED = Pattern(
    r"""[\s,(]* (?: (?: bắt \s đầu | khai \s mạc | tập \s trung | có \s mặt ) \s+ )?
        (?: vào \s+ | lúc \s+ | vào \s+ lúc \s+ | (?P<before> trước ) \s+ )?"""
)
_DAYS_OF = Pattern(
    r"[\s,]* (?: (?: các | những | mỗi | vào | của | trong | buổi | sáng | chiều | tối | ngày ) \s+ )*"
)
_AIM = Pattern(r"[^.;\n]* \b (?: để | nhằm | phục \s vụ ) \b [^.;\n]*")
_PARALLEL = Pattern(r"\L<parallel> \b", parallel=partial(load_words, "deadlines", "scope.parallel"))
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
    readings = _settle(apply_rules(text, context), text)
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
        if ";" not in text[before.end : reading.start] and _LIST.fullmatch(text, before.end, reading.start):
            _share_direction(before, reading)
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
        if rhythm and reading.floating is not None and _is_apposed(rhythm, reading, text):
            reading.silent = False
        if not reading.silent or reading.rule == "rhythm":
            readings.append(reading)
    settled = [reading for reading in _settle(readings, text) if not reading.silent]
    if not settled:
        return [], [
            _unparsed(_within(passage, reading), reading.problem)
            for reading in found
            if reading.silent and reading.rule == "bare" and reading.kind == "date" and reading.problem
        ]
    return _deadlines(settled, passage, text, calendar, scoped=False)


def _within(passage: Passage, reading: Reading) -> Passage:
    return Passage(passage.document, passage.start + reading.start, passage.start + reading.end)


def _is_apposed(rhythm: Reading, reading: Reading, text: str) -> bool:
    """Whether a time is of the rhythm before it: `hằng quý (tháng cuối quý)`, `Hằng tuần họp vào thứ Sáu`."""
    if _APPOSED.fullmatch(text, rhythm.end, reading.start):
        return True
    lacks = isinstance(reading.floating, Days | Weekdays) and not rhythm.silent
    rule = _with(rhythm.recurrence or "", reading.floating, reading.direction) if lacks else None
    return rule is not None and not _BREAK.search(text, rhythm.end, reading.start)


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


def _settle(readings: list[Reading], text: str) -> list[Reading]:
    """The readings of one value, those that speak of one deadline made one."""
    settled: list[Reading] = []
    opened = 0
    for reading in readings:
        before = settled[-1] if settled else None
        gap = text[before.end : reading.start] if before else text[: reading.start]
        same = before if before and not _BREAK.search(gap) else None  # the one before it in its sentence
        opened = opened if same else len(settled)
        in_list = same is not None and same.kind == "recurring"
        if _LATER_YEARS.search(gap) or (in_list and gap.rstrip().endswith("C")):
            _make_yearly(reading)  # `báo cáo tháng trước ngày 20, năm trước ngày 15/12`
        if before and _LIST.fullmatch(gap):
            _share_direction(before, reading)
        if before and _takes_note(before, reading, gap):
            continue
        if before and reading.rule == "duration" and not reading.condition:
            reading.first = reading.last = None  # `xong trong tháng 9, chạy thử trong 01 tháng`
        if same and (_takes_clock(same, reading, gap) or _adds_nothing(same, reading, text, gap)):
            continue
        if same and _is_yearly(reading) and _NOTE.fullmatch(gap.rstrip()) and _give_years(settled):
            continue
        if same and reading.floating and not _is_year(same) and _take_rhythm(settled, reading, text, opened):
            continue
        if (
            reading.kind == "recurring"
            and reading.rule != "rhythm"
            and (same or _parallel(text, before, gap))
        ):
            _give_rhythm(settled, reading)
        if same and same.kind == "conditional" and _replaces(reading, text[same.start : same.end], gap):
            settled.pop()
        elif same and same.rule == "rhythm" and _bounds(reading, gap):
            continue
        elif same and _follows(reading, same, gap):
            same.last, same.end = reading.last, reading.end
            continue
        elif same and _leads_to(same, reading, gap):
            settled.pop()
        elif same and same.rule == "clock" != reading.rule and _DAYS_OF.fullmatch(gap):
            reading.start = settled.pop().start  # `17h00 các ngày từ 18/5 đến 23/5`
        settled.append(reading)
    return settled


def _is_yearly(reading: Reading) -> bool:
    return reading.rule == "rhythm" and reading.recurrence == "FREQ=YEARLY"


def _is_year(reading: Reading) -> bool:
    return reading.rule == "bare" and reading.grain == "year"


def _make_yearly(reading: Reading) -> bool:
    """Whether a date comes back each year, when it is made to: `các năm sau trước ngày 30/11`."""
    rule = _with("FREQ=YEARLY", reading.floating, reading.direction) if reading.kind == "date" else None
    if rule is not None:
        reading.come_back(rule)
    return rule is not None


def _takes_note(before: Reading, reading: Reading, gap: str) -> bool:
    """Whether brackets only say how long a time takes or what else it is: `Tháng 9/2026 (01 ngày)`,
    `15/02/2026 (trước ngày bầu cử 28 ngày)`."""
    at_once = gap.strip() == "("
    if reading.rule == "duration" and not reading.condition and at_once:
        return True
    if before.last is None or reading.kind != "relative" or _IN_NOTE.fullmatch(gap) is None:
        return False
    before.end = reading.end if at_once else before.end
    return True


def _takes_clock(before: Reading, reading: Reading, gap: str) -> bool:
    """Whether an hour is the day's before it: `ngày 15/9/2026, trước 16 giờ`."""
    clock = _CLOCKED.fullmatch(gap) if reading.rule == "clock" else None
    if clock is not None:
        before.end, before.inclusive = reading.end, before.inclusive and clock["before"] is None
    return clock is not None


def _adds_nothing(before: Reading, reading: Reading, text: str, gap: str) -> bool:
    """Whether a day is only of an occasion, or a condition goes with the time before it."""
    if reading.rule == "bare" and reading.grain == "day" and OCCASION.search(gap):
        return True
    words = text[reading.start : reading.end]
    if reading.kind != "conditional" or "đột xuất" in words:
        return False
    noted = _noted(text, before.end)
    joined = _JOIN.fullmatch(text, noted if noted < reading.start else before.end, reading.start)
    loose = "và" in gap or "hoặc" in gap
    either = "hoặc" in gap and words.startswith(("khi", "nếu", "ngay khi"))
    return joined is not None and (not loose or either)


def _parallel(text: str, before: Reading | None, gap: str) -> bool:
    """Whether the like is listed: `Báo cáo 6 tháng: trước 20/6; báo cáo năm: trước 20/12 hằng năm`."""
    if before is None:
        return False
    earlier = _PARALLEL.match(text[max(0, before.start - 80) : before.start].lstrip(_LOOSE))
    later = _PARALLEL.match(gap.lstrip(_LOOSE))
    return earlier is not None and later is not None and earlier[0] == later[0]


def _replaces(reading: Reading, words: str, gap: str) -> bool:
    """Whether a condition names a date of its own: `Theo tiến độ, hoàn thành trước ngày 30/6/2026`."""
    if "đột xuất" in words:
        return False
    if words == "định kỳ":
        return reading.kind in ("recurring", "date", "period") and _JOIN.fullmatch(gap) is not None
    finished = reading.direction in ("by", "until", "within") and _FINISHED_GAP.fullmatch(gap) is not None
    return reading.last is not None and (reading.direction == "before" or finished)


def _bounds(reading: Reading, gap: str) -> bool:
    """Whether a time is only how long a rhythm before it goes on: `Hằng năm, giai đoạn 2026 - 2030`."""
    if _APPOSED.fullmatch(gap) is None:
        return False
    long = reading.kind == "period" or reading.direction == "until"
    return reading.kind == "open_ended" or (long and reading.grain in ("year", "half"))


def _follows(reading: Reading, before: Reading, gap: str) -> bool:
    """Whether a period goes on at once with the one before it: `Quý III và Quý IV/2026`."""
    if not (before.kind == reading.kind == "period" and before.last and reading.first):
        return False
    listed = _LIST.fullmatch(gap) is not None and ";" not in gap and reading.direction in ("", "within")
    return listed and before.grain == reading.grain and before.last + timedelta(1) == reading.first


def _leads_to(before: Reading, reading: Reading, gap: str) -> bool:
    """Whether a time only leads to the next: `Riêng năm 2026 xong quý II`, `lễ 30/4 (từ 30/4 đến …)`."""
    if _is_year(before) and before.first and before.last and before.first.year == before.last.year:
        return not gap.partition("(")[2].strip() and _lies_in(reading, before)
    if not gap.endswith("("):
        return False
    if before.rule == "rhythm":  # `6 tháng (trước 10/7/2026)`: a half-year's name
        return reading.kind == "date" and reading.last is not None and "year" not in reading.inferred
    if before.kind == "relative":  # `Trong thời gian nghỉ hè (từ 01/6 đến 31/8/2026)`
        return reading.kind in ("date", "period") and before.last is None
    return before.kind == "date" and reading.kind == "period" and _lies_in(before, reading)


def _lies_in(inner: Reading, outer: Reading) -> bool:
    if not (outer.first and outer.last and inner.last and inner.kind in ("date", "period")):
        return False
    return outer.first <= (inner.first or inner.last) and inner.last <= outer.last


def _share_direction(before: Reading, reading: Reading) -> None:
    """`trước ngày 15/6 và 15/12`: the direction of the first holds for the second."""
    day = before.direction in ("before", "by") and reading.grain in ("day", "")
    month = before.direction == "within" and before.grain == reading.grain in ("month", "quarter", "point")
    if reading.rule == "bare" and (day or month):
        reading.direction, reading.inclusive = before.direction, before.inclusive


def _give_rhythm(settled: list[Reading], reading: Reading) -> None:
    """Let what comes back draw the dates listed before it along, and take up the rhythm it is part of."""
    base = (reading.recurrence or "").split(";BY")[0]
    for place in range(len(settled) - 1, max(-1, len(settled) - 1 - _NEAR), -1):
        other = settled[place]
        if other.rule == "rhythm" and other.recurrence == base:
            if place == len(settled) - 1:
                reading.start = other.start
            del settled[place]
            return
        undated = other.kind in ("date", "period") or (other.kind == "unparsed" and base == "FREQ=MONTHLY")
        rule = _with(base, other.floating, other.direction) if undated else None
        if rule is None:
            return
        other.come_back(rule)


def _give_years(settled: list[Reading]) -> bool:
    """Whether the dates at the end, each with its note, come back: `trước 10/6 (…) và 10/12 (…) hằng năm`."""
    given = False
    for other in reversed(settled):
        if not _make_yearly(other):
            break
        given = True
    return given


def _take_rhythm(settled: list[Reading], reading: Reading, text: str, opened: int) -> bool:
    """Whether a rhythm before it made the reading recurring: `Hằng năm … trước ngày 20/7`.

    `opened` is the place where its sentence begins.
    """
    for place in range(len(settled) - 1, max(-1, len(settled) - 1 - _NEAR), -1):
        rhythm = settled[place]
        if rhythm.kind != "recurring" or rhythm.recurrence is None:
            continue
        if rhythm.silent and (
            place < opened
            or reading.direction not in ("before", "by")
            or FINISHED.search(text, rhythm.end, reading.start)
        ):
            continue
        used = rhythm.rule != "rhythm"
        if used and not (isinstance(reading.floating, Time) and "BYMONTH=" in rhythm.recurrence):
            continue
        rule = _with(rhythm.recurrence, reading.floating, reading.direction)
        if rule is None:
            continue
        if used and text[rhythm.end : reading.start].strip() == "(":
            used, reading.start = False, rhythm.start  # `Tháng 3 hằng năm (trước ngày 26/3)`
        if used and rhythm.end == reading.end and _MONTHS_ONLY.fullmatch(rule):
            rhythm.recurrence += "," + rule.rpartition("=")[2]
            return True
        reading.come_back(rule)
        if not used:
            if place == len(settled) - 1:
                reading.start = rhythm.start
            settled.pop(place)
        elif place and settled[place - 1].rule == "rhythm":
            settled.pop(place - 1)  # `6 tháng, năm … trước ngày 15/6 và 15/12`: a date for each rhythm
        settled.append(reading)
        return True
    return False


def _with(rhythm: str, part: Time | Days | Weekdays | None, direction: str) -> str | None:
    """The rule of a rhythm at a part of it; None where the part does not lie in the rhythm."""
    base = rhythm.split(";BY")[0]
    if isinstance(part, Time):
        if not base.startswith(("FREQ=YEARLY", "FREQ=MONTHLY;INTERVAL=")) or part.grain == "year":
            return None
        try:
            rule = yearly(part, direction)
        except ValueError:
            return None
        return rule.replace("FREQ=YEARLY", base) if base.startswith("FREQ=YEARLY") else rule
    if isinstance(part, Days):
        return f"{base};{part.recurrence}" if base.startswith("FREQ=MONTHLY") else None
    if isinstance(part, Weekdays):
        return (
            f"{base};{part.recurrence.removeprefix('FREQ=WEEKLY;')}"
            if base.startswith("FREQ=WEEKLY")
            else None
        )
    return None


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
            words = Passage(document, value.start + start, value.start + end).stripped(_LOOSE)
            condition = document.quote(words.start, words.end) or None
        scope = None
        if scoped:
            since = readings[place - 1].end if place else 0
            since = noted if place and (noted := _noted(text, since)) <= reading.start else since
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
        if issued and reading.last and reading.kind in ("date", "period") and reading.last < issued:
            message = "“{}” ends before the document was issued."
            warnings.append(warn("deadline_before_issue", message, document, here.start, here.end))
    return deadlines, warnings


def _unparsed(passage: Passage, why: str) -> Warning:
    return warn("unparsed_deadline", f"“{{}}” {why}.", *passage)


def _noted(text: str, end: int) -> int:
    """Where the parentheses behind a deadline end, else the deadline itself: they speak of it."""
    note = _NOTE.match(text, end)
    return note.end() if note else end


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
    if (mark := _BREAK.search(text, start, until)) is not None:
        return mark.span()
    bracket = text.rfind("(", start, until)
    opened = bracket >= 0 and until < len(text) and text.find(")", bracket, until) < 0
    return (bracket, bracket + 1) if opened and text[bracket + 1 : until].strip() else None


def _scope(value: Passage, text: str, since: int, reading: Reading, until: int, side: str) -> str | None:
    """The words that say what a deadline holds for: those before it in its sentence, else those behind it."""
    broken = max((match.end() for match in _BREAK.finditer(text, since, reading.start)), default=since)
    behind = _parted(text, reading.end, until)
    last = behind[0] if behind else until
    if _CONDITION.match(text, reading.end, until):
        last = reading.end
    elif (noted := _noted(text, reading.end)) > reading.end:
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
        words = words.stripped(_LOOSE)
        if scope := value.document.quote(words.start, words.end):
            opened = scope.count("(") > scope.count(")") and text.startswith(")", words.end - value.start)
            return f"{scope})" if opened else scope
    return None
