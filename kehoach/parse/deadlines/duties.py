"""Whether a time inside a sentence is the deadline of the sentence's duty.

A field's value is a deadline because it stands there; a sentence names many times that are none: of cited
documents, of reporting periods, of effect, of targets, of other people's plans.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from kehoach.lexicon import load_words
from kehoach.parse.deadlines.rules import Calendar, Reading
from kehoach.parse.patterns import Pattern


def _words(source: str, *keys: str) -> Pattern:
    return Pattern(source, **{key: partial(load_words, "deadlines", f"sentence.{key}") for key in keys})


_CLAUSE = Pattern(r"(?s: .* ) [.;\n] (?= \s )")  # up to the last end of a clause
_LABEL = Pattern(r"\s* [-+*•]? \s* (?: \(? [a-zđ0-9.]{1,4} [.)] )? \s*")
_COMPLETION = _words(r"\b \N<completion> \b", "completion")
_FINISHED_BEFORE = _words(r"\b \N<finished> [\s,:(]*+ $", "finished")
_FINISHED_BEHIND = _words(r"[\s,]* (?: phải \s+ | cơ \s+ bản \s+ )? \N<finished> \b", "finished")
FINISHED = _words(r"\b \N<finished> \b", "finished")
_BEGUN = _words(r"\b \N<begun> \s* (?: kể \s+ )? (?: $ | từ \b | [A-Z] )", "begun")
_BEGUN_BEHIND = _words(r"\s* ,? \s* \N<begun> \b", "begun")
_FOREIGN = _words(
    r"""(?<! định \s ) (?<! các \s ) (?<! những \s ) (?<! (?: học | thí ) \s ) (?<! vệ \s ) (?<! tuyển \s )
        \b \N<foreign> (?: \s mới )? [\s,]*+ (?: N++ [\s(]*+ )? $""",
    "foreign",
)
_MATTER_BEFORE = _words(r"\b \N<matter> (?: \s thực \s hiện )? \s*+ $", "matter")
_MADE = _words(r"\b \N<made> [\s,]*+ $", "made")
_EARLIER = _words(r"\b \N<earlier> \s*+ $", "earlier")
_HELD_BY_OTHERS = _words(r"\b do \s [^,;.()]{1,60} \b \N<held> [\s,]*+ $", "held")
_ANNOUNCED = _words(r"\b \N<announced> (?: [^.;:]{0,20} : )? \s*+ $", "announced")
_DATED_BEHIND = Pattern(
    r"""\s* (?: [,(] \s* (?: (?: trước | chậm \s nhất | vào ) \s+ )?
            | \b (?: trước | chậm \s nhất | vào ) \s+ ) [XDWMQH]"""
)
_PURPOSE = Pattern(r"\b (?: để | nhằm | bảo \s đảm | đảm \s bảo | đối \s với ) \b")
_TOPIC = _words(r"\s* \N<topic> \b", "topic")
_MATTER = Pattern(rf"{_LABEL.source} (?: công \s tác | việc | tình \s hình | kết \s quả | hoạt \s động ) \b")
_REGULAR = _words(r"\b (?<! tổ \s ) (?<! đ(?:oà|òa)n \s ) \N<regular> \b", "regular")
_DOING = _words(r"\s* \b \N<doing> \b", "doing")
_HELD = _words(
    r"""(?<! việc \s ) (?<! công \s tác \s ) (?<! đã \s ) (?<! được \s ) \b \N<held> \s
        (?: (?! \b (?: các | những | mọi | đã | được | (?<! làm \s ) việc ) \b ) [^,;] )*+ $""",
    "held",
)
_REPORTED = Pattern(r"\b (?: báo \s cáo | kỳ | đợt | giai \s đ(?:oạ|ọa)n ) \s*+ $")
_NAMED_BEFORE = _words(r"\b \N<regular> \s*+ $", "regular")
_LISTED = _words(  # `vào kế hoạch kiểm tra, giám sát hằng năm`
    r"""\b \N<regular> \s+ \N<doing> \s* (?: , | \b và \b ) \s*
        (?! báo \s cáo | gửi ) \w+ \s+ \w+ \s*+ $""",
    "regular",
    "doing",
)
_STAGED = _words(
    r"""(?<! việc \s ) (?<! công \s tác \s ) (?<! đã \s ) (?<! được \s ) \b \N<staged> \s
        (?: (?! \b (?: các | những | đã | được | do ) \b ) [^,;] )*+ $""",
    "staged",
)
_DONE = _words(r"\b \N<doing> \s*+ $", "doing")
_TELLS_RESULTS = Pattern(r"\b báo \s cáo \s kết \s quả (?: \s thực \s hiện )? \s*+ $")
_HANDED = _words(r"\b \N<handed> \b", "handed")
_CLOSES = Pattern(r"\s* (?: [.;)/] | $ | , \s* (?: đồng \s+ thời | báo \s+ cáo | gửi ) )")
_PAUSES = Pattern(r"\s* (?: [.,;)/] | $ )")
OCCASION = Pattern(r"\b \L<occasion> \b", occasion=partial(load_words, "deadlines", "event.occasion"))
_LIMIT = Pattern(r"trong | chậm | muộn | không \s quá | trước | sau | ít \s nhất | tối \s thiểu")
_SOON = Pattern(r"(?: ngay \s )? (?: trong \s (?: vòng | thời \s hạn ) | chậm \s nhất | muộn \s nhất )")
_COUNTED = Pattern(r"\s+ (?: ít \s nhất | tối \s thiểu | \d )")
_OWN_PARENTHESIS = Pattern(r"\s* [.,;]? \s* \)")
_SPANS = ("duration", "around an event")


def belongs(reading: Reading, text: str, words: str, calendar: Calendar) -> bool:
    """Whether what a rule read in a sentence is the duty's own deadline."""
    begin = max(0, reading.start - 600)
    if text.count('"', begin, reading.start) % 2:
        return False  # quoted from another document
    clause = _CLAUSE.match(text, begin, reading.start)
    before = text[clause.end() if clause else begin : reading.start]
    behind = text[reading.end : reading.end + 60]
    foreign = _FOREIGN.search(before[-40:])
    spoken = words[reading.start : reading.end]
    handed = reading.direction in ("before", "by") or reading.rule in _SPANS or spoken.startswith("vào")
    bare = before.removesuffix("riêng ").removesuffix("phấn đấu ")
    opens = behind.startswith(",") and _LABEL.fullmatch(bare) is not None
    if foreign and not opens and not (handed and foreign[0].rstrip(" ,") in ("số liệu", "kỳ")):
        return False
    if reading.direction in ("range", "from", "until") and _MATTER_BEFORE.search(before[-40:]):
        return False
    issued = calendar.issued
    begins = reading.first or reading.last
    if _MADE.search(before[-40:]) and not (issued and begins and begins >= issued):
        return False
    if reading.rule in ("rhythm", "edge"):
        return _is_adverbial(spoken, before, behind)
    if reading.rule in _SPANS and reading.condition is None:
        ends = behind.startswith(" đối với") or _CLOSES.match(behind) is not None
        return ends and _SOON.match(text, reading.start) is not None
    if reading.rule in _SPANS:
        return _LIMIT.match(text, reading.start) is not None
    if reading.kind == "recurring":
        return True
    if reading.rule == "week or month of issue":
        return spoken.endswith(("này", "tới", "sau")) and _FINISHED_BEFORE.search(before[-40:]) is not None
    if reading.rule == "since now":
        return reading.grain != "year" or "hết" in spoken or _LABEL.fullmatch(before) is not None
    if reading.kind == "unparsed":
        return reading.direction in ("before", "by")
    if (
        issued
        and (reading.last or reading.first or issued) < issued
        and not (reading.direction in ("before", "by") and _COMPLETION.search(before))
    ):
        return False
    if issued and reading.last and reading.last < issued and _EARLIER.search(before[-40:]):
        return False
    enclosed = before.rstrip().endswith("(") and _OWN_PARENTHESIS.match(behind) is not None
    occasion = enclosed and OCCASION.search(before[-60:]) is not None
    by_others = " do " in before[-80:] and _HELD_BY_OTHERS.search(before[-80:])
    if by_others and reading.direction not in ("before", "by"):
        return False
    finished = bool(_FINISHED_BEFORE.search(before[-40:]) or _FINISHED_BEHIND.match(text, reading.start))
    match reading.direction:
        case "before" | "by":
            return reading.grain != "year" or finished or _COMPLETION.search(before) is not None
        case "until":
            if _FINISHED_BEHIND.match(behind) and (reading.grain != "year" or _LABEL.fullmatch(before)):
                return not spoken.startswith("tính")
            if opens and reading.grain != "year" and FINISHED.search(behind):
                return True
            if reading.grain == "day" and "hết" in spoken:
                return not (spoken.startswith("tính") or _LABEL.fullmatch(bare))
            return finished
        case "from":
            if reading.kind == "period":
                return reading.grain != "year"
            if _LABEL.fullmatch(before) and _BEGUN_BEHIND.match(behind):
                return True
            if _BEGUN.search(text, max(0, reading.start - 20), reading.end):
                return True
            ahead = issued is not None and reading.first is not None and reading.first >= issued
            ends = behind.startswith(" và ") or _PAUSES.match(behind) is not None
            return ahead and ends and reading.grain == "day" and not _PURPOSE.search(before)
        case "range":
            history = issued and reading.first and reading.first < issued - timedelta(366)
            return reading.grain in ("day", "month", "quarter", "week") and not (occasion and history)
        case "within":
            if (finished or spoken.startswith("vào")) and "year" not in reading.inferred:
                return True
            if "," not in before and _TOPIC.match(before):
                return False
            if reading.grain in ("year", "half") and _LABEL.fullmatch(before) and behind.startswith(","):
                return "year" not in reading.inferred
            if reading.grain in ("year", "half"):
                return (
                    "year" not in reading.inferred
                    and _PAUSES.match(behind) is not None
                    and not _MATTER.match(before)
                    and (FINISHED.search(before) or _HELD.search(before)) is not None
                )
            return True
        case "":
            opening = _LABEL.fullmatch(before) and _FINISHED_BEHIND.match(behind)
            if opening or _ANNOUNCED.search(before[-60:]):
                return True
            counted = before.rstrip(" (:,").endswith("N")  # `trong 02 ngày 15-16/9/2026`
            parted = reading.kind == "period" or not before.endswith("N ")
            lasting = counted and parted and reading.grain == "day"
            if finished or lasting or reading.clocked:
                return True
            if opens and issued and reading.grain != "year":
                return True
            if reading.grain in ("day", "month", "quarter") and _CLOSES.match(behind):
                named = _REPORTED.search(before[-25:]) or _NAMED_BEFORE.search(before[-25:])
                if FINISHED.search(before) and not (enclosed or named):
                    return True
            if reading.grain == "day" and not enclosed and "year" not in reading.inferred:
                ends = behind.startswith(" tại ") or _CLOSES.match(behind) is not None
                return ends and _STAGED.search(before) is not None and not OCCASION.search(before[-60:])
            return enclosed and reading.grain != "year" and not occasion
    return False


def _is_adverbial(rhythm: str, before: str, behind: str) -> bool:
    """Whether a rhythm says when a duty is done (`Hằng năm, …`, `Định kỳ hằng quý …`), not which one."""
    if rhythm.startswith("theo"):
        return False
    if _DATED_BEHIND.match(behind):
        return True
    if rhythm.startswith("trước") or (rhythm.startswith("mỗi") and _COUNTED.match(behind)):
        return "phấn đấu" not in before
    counted = "lần" in rhythm or "/" in rhythm
    if counted or _LABEL.fullmatch(before) or before.rstrip().endswith((",", "(", ":")):
        return True
    if before.endswith((", thực hiện ", "(thực hiện ")) and _CLOSES.match(behind):
        return True
    if rhythm.startswith("định"):
        regular = _REGULAR.search(before[-25:])
        result = regular is not None and regular[0] == "kết quả"  # `báo cáo kết quả thực hiện định kỳ …`
        return regular is None or (result and _HANDED.search(before[-80:]) is not None)
    if _DOING.match(behind) and not _REGULAR.search(before[-25:]):
        return not (_DOING.search(before) or _COMPLETION.search(before))
    if _LISTED.search(before[-60:]):
        return False
    if _TELLS_RESULTS.search(before[-40:]) and _PAUSES.match(behind):
        return True
    if _DONE.search(before[-20:]) and _PAUSES.match(behind):
        return not _REGULAR.search(before, max(before.rfind(mark) for mark in (",", " và ", ";")) + 1)
    if not _PAUSES.match(behind):
        return False
    told = [match.start() for match in _HANDED.finditer(before, max(0, len(before) - 80))]
    if not told or _NAMED_BEFORE.search(before[: told[-1]][-20:]):
        return False
    return not _REGULAR.search(before, max(0, told[-1] - len("trong ")))
