"""The readings of one value, settled with each other: what belongs together, repeats, adds nothing."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from kehoach.lexicon import load_words
from kehoach.parse.deadlines.duties import FINISHED, OCCASION
from kehoach.parse.deadlines.productions import yearly
from kehoach.parse.deadlines.reading import Reading
from kehoach.parse.deadlines.times import Days, Time, Weekdays
from kehoach.parse.patterns import Pattern

BREAK = Pattern(r"[.;\n·] (?= \s | $ ) | \n | ·")
_JOIN = Pattern(r"[\s,(:-]* (?: và | hoặc | hay )? [\s,(]*")
LOOSE = " \t\n.;:,()-·"
_NEAR = 8  # how many deadlines of one sentence are looked at together
_MONTHS_ONLY = Pattern(r"FREQ=YEARLY;BYMONTH=[\d,]+")
_APPOSED = Pattern(r"[\s,(]*")
_FINISHED_GAP = Pattern(
    r"[\s,]* (?: phải \s+ )? (?: \L<finished> )? \s*",
    finished=partial(load_words, "deadlines", "sentence.finished"),
)
LIST = Pattern(r"\s* (?: , | ; | và | hoặc ) \s*")
_NOTE = Pattern(r"\s* \( [^()\n]* \)")
_IN_NOTE = Pattern(r"\s* \( [^()\n]*")
_LATER_YEARS = Pattern(
    r"\b (?: các | những ) \s năm \s \N<following> [^.;\n]{0,40} $",
    following=partial(load_words, "deadlines", "open.following"),
)
_CLOCKED = Pattern(
    r"""[\s,(]* (?: (?: bắt \s đầu | khai \s mạc | tập \s trung | có \s mặt ) \s+ )?
        (?: vào \s+ | lúc \s+ | vào \s+ lúc \s+ | (?P<before> trước ) \s+ )?"""
)
_DAYS_OF = Pattern(
    r"[\s,]* (?: (?: các | những | mỗi | vào | của | trong | buổi | sáng | chiều | tối | ngày ) \s+ )*"
)
_PARALLEL = Pattern(r"\L<parallel> \b", parallel=partial(load_words, "deadlines", "scope.parallel"))


def is_apposed(rhythm: Reading, reading: Reading, text: str) -> bool:
    """Whether a time is of the rhythm before it: `hằng quý (tháng cuối quý)`, `Hằng tuần họp vào thứ Sáu`."""
    if _APPOSED.fullmatch(text, rhythm.end, reading.start):
        return True
    lacks = isinstance(reading.floating, Days | Weekdays) and not rhythm.silent
    rule = with_part(rhythm.recurrence or "", reading.floating, reading.direction) if lacks else None
    return rule is not None and not BREAK.search(text, rhythm.end, reading.start)


def settle(readings: list[Reading], text: str) -> list[Reading]:
    """The readings of one value, those that speak of one deadline made one."""
    settled: list[Reading] = []
    opened = 0
    for reading in readings:
        before = settled[-1] if settled else None
        gap = text[before.end : reading.start] if before else text[: reading.start]
        same = before if before and not BREAK.search(gap) else None  # the one before it in its sentence
        opened = opened if same else len(settled)
        in_list = same is not None and same.kind == "recurring"
        if _LATER_YEARS.search(gap) or (in_list and gap.rstrip().endswith("C")):
            make_yearly(reading)  # `báo cáo tháng trước ngày 20, năm trước ngày 15/12`
        if before and LIST.fullmatch(gap):
            share_direction(before, reading)
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


def make_yearly(reading: Reading) -> bool:
    """Whether a date comes back each year, when it is made to: `các năm sau trước ngày 30/11`."""
    rule = with_part("FREQ=YEARLY", reading.floating, reading.direction) if reading.kind == "date" else None
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
    noted = find_note_end(text, before.end)
    joined = _JOIN.fullmatch(text, noted if noted < reading.start else before.end, reading.start)
    loose = "và" in gap or "hoặc" in gap
    either = "hoặc" in gap and words.startswith(("khi", "nếu", "ngay khi"))
    return joined is not None and (not loose or either)


def _parallel(text: str, before: Reading | None, gap: str) -> bool:
    """Whether the like is listed: `Báo cáo 6 tháng: trước 20/6; báo cáo năm: trước 20/12 hằng năm`."""
    if before is None:
        return False
    earlier = _PARALLEL.match(text[max(0, before.start - 80) : before.start].lstrip(LOOSE))
    later = _PARALLEL.match(gap.lstrip(LOOSE))
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
    listed = LIST.fullmatch(gap) is not None and ";" not in gap and reading.direction in ("", "within")
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


def share_direction(before: Reading, reading: Reading) -> None:
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
        rule = with_part(base, other.floating, other.direction) if undated else None
        if rule is None:
            return
        other.come_back(rule)


def _give_years(settled: list[Reading]) -> bool:
    """Whether the dates at the end, each with its note, come back: `trước 10/6 (…) và 10/12 (…) hằng năm`."""
    given = False
    for other in reversed(settled):
        if not make_yearly(other):
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
        rule = with_part(rhythm.recurrence, reading.floating, reading.direction)
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


def with_part(rhythm: str, part: Time | Days | Weekdays | None, direction: str) -> str | None:
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


def find_note_end(text: str, end: int) -> int:
    """Where the parentheses behind a deadline end, else the deadline itself: they speak of it."""
    note = _NOTE.match(text, end)
    return note.end() if note else end
