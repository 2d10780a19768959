"""Whether a time inside a sentence is the deadline of the sentence's duty.

A field's value is a deadline because it stands there; a sentence names many times that are none: of cited
documents, of reporting periods, of effect, of targets, of other people's plans.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache, partial
from typing import NamedTuple

from kehoach.lexicon import load_words
from kehoach.parse.deadlines.reading import Calendar, Reading
from kehoach.parse.patterns import Pattern
from kehoach.parse.verbs import load_verbs, read_verb


@cache
def _anniversaries() -> frozenset[str]:
    return frozenset(load_words("deadlines", "sentence.anniversaries"))


def _words(source: str, *keys: str) -> Pattern:
    return Pattern(source, **{key: partial(load_words, "deadlines", f"sentence.{key}") for key in keys})


_CLAUSE = Pattern(r"(?s: .* ) [.;\n] (?= \s )")  # up to the last end of a clause
_LABEL = Pattern(r"\s* [-+*•]? \s* (?: \(? [a-zđ0-9.]{1,4} [.)] )? \s*")
_COMPLETION = _words(r"(?<! đã \s ) \b \N<completion> \b", "completion")
_FINISHED_BEFORE = _words(r"(?<! đã \s ) \b \N<finished> [\s,:(]*+ $", "finished")
_FINISHED_BEHIND = _words(r"[\s,]* (?: phải \s+ | cơ \s+ bản \s+ )? \N<finished> \b", "finished")
FINISHED = _words(r"(?<! đã \s ) \b \N<finished> \b", "finished")
_KEPT = _words(r"\b \N<kept> \b [^,;]*+ $", "kept")
_BEGUN = _words(r"\b \N<begun> \s* (?: kể \s+ )? (?: $ | từ \b | [A-Z] )", "begun")
_BARRED = _words(r"\b \N<barred> \b [^.,;\n]*+ $", "barred")
_BEGUN_BEHIND = _words(r"\s* ,? \s* \N<begun> \b", "begun")
_FOREIGN = _words(
    r"""(?<! định \s ) (?<! thường \s ) (?<! các \s ) (?<! những \s ) (?<! (?: học | thí ) \s )
        (?<! vệ \s ) (?<! tuyển \s ) (?<! (?: giữa | cuối | giấy ) \s ) (?<! thư \s )
        \b \N<foreign> (?: \s mới )? [\s,]*+ (?: N++ [\s(]*+ )? $""",
    "foreign",
)
_MATTER_BEFORE = _words(
    r"\b \N<matter> (?: \s được )? (?: \s (?: thực \s hiện | chốt | tính | lấy | tổng \s hợp ) )? \s*+ $",
    "matter",
)
_MADE = _words(r"\b \N<made> [\s,]*+ $", "made")
_EARLIER = _words(r"\b \N<earlier> \s*+ $", "earlier")
_TOLD_OF = Pattern(r"\b (?: đã | chưa ) \b [^,;]*+ $")
_HELD_BY_OTHERS = _words(
    r"\b do \s [^,;.()]{1,60} \b (?: \N<held> | \N<staged> | \N<opened> ) [\s,]*+ $",
    *("held", "staged", "opened"),
)
_ANNOUNCED = _words(r"\b \N<announced> (?: [^.;:]{0,20} : )? \s*+ $", "announced")
_TURNS = r"(?: đợt | lần | vòng | giai \s đ(?:oạ|ọa)n ) \s \w{1,3}"
_TURN = Pattern(  # `(đợt 1: quý II, đợt 2 tháng 10)`
    rf"(?P<listed> (?: \A | [(,;:] ) \s? )? \b {_TURNS} (?P<colon> \s* : )? \s*+ $"
)
_NEXT_TURN = Pattern(rf"\s? [,;] \s {_TURNS}")
_DATED_BEHIND = Pattern(
    r"""\s* (?: [,(] \s* (?: (?: trước | chậm \s nhất | vào ) \s+ )?
            | \b (?: trước | chậm \s nhất | vào ) \s+ ) [XDWMQH]"""
)
_AVOIDED = Pattern(
    r"\b (?: không | tránh ) \s (?: để \s )? dồn \b [^,;]*+ $"
)  # `không để dồn việc vào cuối năm`
_PURPOSE = Pattern(r"\b (?: để | nhằm | bảo \s đảm | đảm \s bảo | đối \s với ) \b")
_IN_ORDER_TO = Pattern(r"\b (?: để | nhằm ) \b [^,;]*+ $")
_TOPIC = _words(r"\s* \N<topic> \b", "topic")
_MATTER = Pattern(rf"{_LABEL.source} (?: công \s tác | việc | tình \s hình | kết \s quả | họat \s động ) \b")
_REGULAR = _words(r"\b (?<! tổ \s ) (?<! đ(?:oà|òa)n \s ) \N<regular> \b", "regular")
_DOING = _words(r"\b \N<doing> \b", "doing")
_DOING_BEHIND = _words(r"\s* (?: \N<doing> | \N<jointly> ) \b", "doing", "jointly")
_ACTS_BEHIND = _words(r"\s (?: \N<doing> | \N<staged> | \N<opened> ) \b", "doing", "staged", "opened")
_NOT_HELD = (
    r"(?<! việc \s | được \s ) (?<! công \s tác \s ) (?<! dự \s án \s ) (?<! công \s trình \s ) (?<! đã \s )"
)
_HELD = _words(
    rf"""{_NOT_HELD} \b \N<held> \s
        (?: (?! \b (?: các | những | mọi | đã | được | (?<! làm \s ) việc (?! \s làm ) ) \b ) [^,;] )*+ $""",
    "held",
)
_MAY_BE_HELD = _words(  # `phê duyệt Đề án sắp xếp các đơn vị | trong năm 2026`
    rf"{_NOT_HELD} \b \N<held> \s (?: (?! \b (?: đã | được | việc ) \b ) [^,;] )*+ $", "held"
)
_SUBMITTED = Pattern(  # `trình kỳ họp HĐND tỉnh tháng 12/2026`, `trong sinh hoạt định kỳ tháng 9`
    r"\b (?: trình \s [^,;]*? | (?: tại | trong ) \s (?: \w+ \s ){0,2} )"
    r" \b (?<! trước \s )"
    r" (?: kỳ \s họp | phiên \s họp | cuộc \s họp | hội \s nghị | sinh \s họat ) \b [^,;]*+ $"
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
    r"""(?<! việc \s ) (?<! công \s tác \s ) (?<! đã \s ) (?<! được \s ) \b (?<! ngày \s )
        (?: \N<staged> | \N<opened> ) \s (?! viên \b )
        (?: (?! \b (?: các | những | đã | được | do ) \b ) [^,;] )*+ $""",
    *("staged", "opened"),
)
_OPENED = _words(r"\b (?<! ngày \s ) (?<! lễ \s ) \N<opened> \s*+ $", "opened")
_DONE = _words(r"\b \N<doing> \s*+ $", "doing")
_TELLS_RESULTS = Pattern(  # `báo cáo kết quả thực hiện Nghị quyết này | hằng năm`
    r"\b báo \s cáo \s kết \s quả (?: \s triển \s khai )? (?: \s thực \s hiện )?"
    r" (?: \s \w+ \s \w+ \s này )? \s*+ $"
)
_SINCE = Pattern(r"\b sau \s [^,;]*+ $")
_TO = Pattern(
    r"\s* (?: cho | về | với | tới | đến | gửi | tại \s (?: các \s )? (?: kỳ | phiên | cuộc ) \s họp ) \b"
)
_HANDED = _words(r"\b \N<handed> \b", "handed")
_CLOSES = Pattern(r"\s* (?: [.;)/] | $ | , \s* (?: đồng \s+ thời | báo \s+ cáo | gửi ) )")
_PAUSES = Pattern(r"\s* (?: [.,;)/] | $ )")
_DOES_TOO = _words(r"\s và \s (?P<verb> \N<doing> ) \b", "doing")
_RECEIVER = Pattern(r"\b (?: cho | gửi | lên ) \s")  # `báo cáo kết quả | cho UBND xã | hằng quý`
OCCASION = Pattern(r"\b \L<occasion> \b", occasion=partial(load_words, "deadlines", "event.occasion"))
_REVIEWED = Pattern(  # sơ kết giữa kỳ | năm 2028
    r"\b \N<review> (?: \s (?: giữa | cuối ) \s (?: kỳ | giai \s đ(?:oạ|ọa)n ) )? \s $",
    review=partial(load_words, "deadlines", "event.review"),
)
_LIMIT = Pattern(r"trong | chậm | muộn | không \s quá | trước | sau | ít \s nhất | tối \s thiểu")
_TERM = Pattern(r"\b thời \s hạn \b [^,;:.]*+ $")  # `thời hạn thanh tra 30 ngày kể từ ngày công bố`
_SOON = Pattern(
    r"(?: ngay \s )? (?: trong \s (?: vòng | thời \s hạn ) | chậm \s nhất | muộn \s nhất | trước )"
)
_ANSWERED = Pattern(r"\b (?: báo \s cáo | trả \s lời | trình | gửi | nộp ) \b (?: [^,;] | , (?= \d ) )*+ $")
_COUNTED = Pattern(r"\s+ (?: ít \s nhất | tối \s thiểu | \d )")
_AIMED = ("vào ", "trước ", "chậm nhất ")
_SHORTLY = ("trong tuần ", "ngay trong tuần ", "trong tháng ", "ngay trong tháng ")
_WORD = re.compile(r"\b\w")
_FRACTION = Pattern(r"\d{1,2} / \d{1,2}")
_OWN_PARENTHESIS = Pattern(r"\s* [.,;]? \s* \)")


class _Place(NamedTuple):
    """Where a reading stands: its own words, its clause before it, what follows, and the plan's issue."""

    reading: Reading
    text: str
    spoken: str
    before: str
    behind: str
    calendar: Calendar

    @property
    def issued(self) -> date | None:
        return self.calendar.issued

    @property
    def since(self) -> date | None:
        """The day of issue; for a time without a day that of its month (`thực hiện từ tháng 7/2026`)."""
        issued = self.calendar.issued
        return issued.replace(day=1) if issued and self.reading.grain == "month" else issued

    @property
    def near(self) -> str:
        return self.before[-60:]

    @property
    def bound(self) -> bool:
        """Whether it says by when something is done."""
        return self.reading.direction in ("before", "by")

    @property
    def leads(self) -> bool:
        """Whether the clause begins with it."""
        return _LABEL.fullmatch(self.before) is not None

    @property
    def heads(self) -> bool:
        """Whether the clause begins with it, or what stands behind a comma."""
        return self.leads or self.before.endswith(", ")

    @property
    def opens(self) -> bool:
        """Whether the clause begins with it, or nearly, and a comma or colon follows: `Riêng quý III, …`."""
        bare = self.before.removesuffix("riêng ").removesuffix("phấn đấu ")
        return self.behind.startswith((",", ":")) and _LABEL.fullmatch(bare) is not None

    @property
    def closes(self) -> bool:
        return _CLOSES.match(self.behind) is not None

    @property
    def pauses(self) -> bool:
        return _PAUSES.match(self.behind) is not None

    @property
    def finished(self) -> bool:
        """Whether something is finished at the time."""
        start = self.reading.start
        return bool(
            _FINISHED_BEFORE.search(self.near) or _FINISHED_BEHIND.match(self.text, start, start + 40)
        )

    @property
    def enclosed(self) -> bool:
        """Whether it stands in brackets by itself."""
        return self.before.rstrip().endswith("(") and _OWN_PARENTHESIS.match(self.behind) is not None

    @property
    def of_occasion(self) -> bool:
        """Whether it is the day of what is only named: `chào mừng Ngày truyền thống (15/10)`."""
        return self.enclosed and OCCASION.search(self.near) is not None


def opens(reading: Reading, text: str) -> bool:
    """Whether what is told from an hour on goes on from its day: `Cấm biển từ 10 giờ ngày 23/9/2026`."""
    begun = reading.clocked and text.startswith(("từ ", "kể từ "), reading.start)
    return begun and _BARRED.search(text, max(0, reading.start - 200), reading.start) is not None


def belongs(reading: Reading, text: str, words: str, calendar: Calendar) -> bool:
    """Whether what a rule read in a sentence is the duty's own deadline."""
    begin = max(0, reading.start - 600)
    if text.count('"', begin, reading.start) % 2:
        return False  # quoted from another document
    clause = _CLAUSE.match(text, begin, reading.start)
    place = _Place(
        reading,
        text,
        words[reading.start : reading.end],
        text[clause.end() if clause else begin : reading.start],
        text[reading.end : reading.end + 60],
        calendar,
    )
    if _is_of_its_noun(place):
        return False
    if reading.rule in ("rhythm", "edge"):
        aimed = reading.rule == "edge" and place.spoken.startswith(_AIMED)  # `vào cuối mỗi quý`
        return reading.clocked or aimed or _is_adverbial(place.spoken, place.before, place.behind)
    if reading.rule in ("duration", "around an event"):
        return _is_limit(place)
    if reading.kind == "recurring":
        return True
    if reading.rule == "week or month of issue":
        handed = place.spoken.startswith(_SHORTLY) and _COMPLETION.search(place.before) is not None
        finished = handed or _FINISHED_BEFORE.search(place.near) is not None
        return finished and place.spoken.endswith(("này", "tới", "sau"))
    if reading.rule == "since now":
        return reading.grain != "year" or "hết" in place.spoken or place.leads
    if reading.kind == "unparsed":
        return place.bound
    if _has_passed(place) or (not place.bound and _is_held_by_others(place)):
        return False
    told = _TOLD.get(reading.direction)
    return told is not None and told(place)


def _is_of_its_noun(place: _Place) -> bool:
    """Whether the noun or participle right before a time has it: `có hiệu lực từ …`, `hồ sơ cấp ngày …`."""
    reading, near = place.reading, place.near
    foreign = _FOREIGN.search(near)
    span = reading.rule in ("duration", "around an event")
    handed = place.bound or span or place.spoken.startswith("vào")
    noun = foreign[0].rstrip(" ,") if foreign else ""
    finished = noun == "phấn đấu" and _FINISHED_BEHIND.match(place.behind)
    passed = place.bound and noun == "thông qua"  # `họp, thông qua trước ngày 25/8`
    if foreign and not (place.opens or finished or passed or (handed and noun in ("số liệu", "kỳ"))):
        return True
    if reading.direction in ("range", "from", "until") and _MATTER_BEFORE.search(near):
        return True
    begins = reading.first or reading.last
    ahead = begins is None or (place.issued is not None and begins >= place.issued)
    return not ahead and _MADE.search(near) is not None


def _is_limit(place: _Place) -> bool:
    """Whether a length is the time that a duty may take, not how long something lasts."""
    if place.reading.condition is not None:
        start = place.reading.start
        return (_LIMIT.match(place.text, start) or _TERM.search(place.near)) is not None
    ends = place.heads or place.behind.startswith(" đối với") or place.closes
    given = place.closes and place.spoken.startswith("trong")
    if given and (_ANSWERED.search(place.near) or FINISHED.search(place.near)):
        return True
    soon = _SOON.match(place.text, place.reading.start) and not place.spoken.endswith(" năm")
    working = place.spoken.startswith("trong") and place.spoken.endswith("làm việc")
    return (ends and (bool(soon) or place.finished)) or (working and (ends or place.pauses))


def _has_passed(place: _Place) -> bool:
    """Whether a time lies before the plan, and is not the bound of a duty all the same."""
    reading, issued = place.reading, place.since
    ends = reading.last or reading.first
    if issued is None or ends is None or (ends >= issued and not _is_just_over(place, issued, ends)):
        return False
    if reading.last and (_EARLIER.search(place.near) or _TOLD_OF.search(place.near)):
        return True
    if issued - ends > _LONG_AGO:
        return True
    return not (place.bound and _COMPLETION.search(place.before))


def _is_just_over(place: _Place, issued: date, ends: date) -> bool:
    """Whether only a year that is not written lays a time far ahead: `Trong tháng 9, …`, told in October."""
    next_year = ends.year > (place.calendar.year or issued.year)
    inferred = "year" in place.reading.inferred and not place.bound
    return inferred and next_year and ends - issued > timedelta(274)


def _is_held_by_others(place: _Place) -> bool:
    return " do " in place.before[-80:] and _HELD_BY_OTHERS.search(place.before[-80:]) is not None


def _by(place: _Place) -> bool:
    due = place.finished or place.closes or _COMPLETION.search(place.before) is not None
    return due or place.reading.grain != "year"


def _until(place: _Place) -> bool:
    counted, whole = place.spoken.startswith("tính"), place.reading.grain != "year"
    if _FINISHED_BEHIND.match(place.behind) and (whole or place.heads):
        return not counted
    if place.opens and whole and FINISHED.search(place.behind):
        return True
    if place.before.endswith(("bảo đảm ", "đảm bảo ")):
        return whole or "hết" in place.spoken
    if place.reading.grain == "day" and "hết" in place.spoken and "gia hạn" not in place.before:
        return not (counted or place.leads or _LABEL.fullmatch(place.before.removesuffix("phấn đấu ")))
    if "hết" in place.spoken and place.closes and FINISHED.search(place.before):
        return _KEPT.search(place.before) is None  # `hoàn thành số hóa hồ sơ đến hết tháng 9/2026`
    return place.finished


def _from(place: _Place) -> bool:
    reading = place.reading
    if reading.kind == "period":
        return reading.grain != "year"
    if (place.leads or reading.grain == "day") and _BEGUN_BEHIND.match(place.behind):
        return True
    if _BEGUN.search(place.text, max(0, reading.start - 20), reading.end):
        return _IN_ORDER_TO.search(place.before) is None
    ahead = place.since is not None and reading.first is not None and reading.first >= place.since
    ends = place.behind.startswith((" và ", " đến khi ", " cho đến khi ")) or place.pauses
    own = place.spoken.startswith("kể từ") or _PURPOSE.search(place.before) is None
    return ahead and ends and reading.grain in _NARROW and own


def _range(place: _Place) -> bool:
    first, last = place.reading.first, place.reading.last
    recurs = first and last and first.year < last.year and (first.month, first.day) == (last.month, last.day)
    return place.reading.grain in (*_NARROW, "week") and not recurs  # `(20/10/1930 - 20/10/2026)`


def _within(place: _Place) -> bool:
    target = place.reading.grain == "year" and place.before.endswith("C ")  # `lên 85% vào năm 2027`
    if target or _AVOIDED.search(place.before):
        return False
    named = "year" not in place.reading.inferred
    if named and (place.finished or place.spoken.startswith("vào")):
        return True
    if "," not in place.before and _TOPIC.match(place.before):
        return False
    if place.reading.grain not in ("year", "half"):
        return True
    if place.leads and place.behind.startswith(","):
        return named
    due = FINISHED.search(place.before) or _HELD.search(place.before)
    ends = place.pauses or place.behind.startswith((" để ", " nhằm "))
    if not (named and ends) or _MATTER.match(place.before):
        return False
    if due is None and _MAY_BE_HELD.search(place.before):
        place.reading.problem = "may be the year that this is to be done in"
    return due is not None


def _bare(place: _Place) -> bool:
    grain, before = place.reading.grain, place.before
    if _FRACTION.fullmatch(place.spoken) and not (place.closes or place.behind.startswith(" và ")):
        return False  # `hoàn thành 8/10 tuyến đường`
    if place.finished or place.reading.clocked or _ANNOUNCED.search(place.near):
        return True
    if place.heads and _FINISHED_BEHIND.match(place.behind):
        return True
    if (place.leads or grain == "point") and grain != "year" and _ACTS_BEHIND.match(place.behind):
        return True
    if grain == "year" and _is_to_come(place) and _REVIEWED.search(place.near):
        return True  # `sơ kết năm 2028`; but `tổng kết năm 2026`, that of the year
    turn = _TURN.search(place.near) if grain in _NARROW else None
    if turn and (turn["listed"] or turn["colon"] or _NEXT_TURN.match(place.behind)):
        return True
    counted = before.rstrip(" (:,").endswith("N")  # `trong 02 ngày 15-16/9/2026`
    several = place.reading.kind == "period" or place.behind.startswith((" và D", ", D"))
    if counted and grain == "day" and (several or not before.endswith("N ")):
        return True
    if several and grain == "day" and place.pauses and "các ngày" in f"{before[-4:]}{place.spoken}":
        return " đã " not in before  # `trực tại trụ sở các ngày 15, 16/10/2026`
    if place.opens and place.issued and grain != "year":
        return True
    if place.enclosed:
        return grain != "year" and not place.of_occasion
    if grain in _NARROW and place.pauses and "kết luận" not in before and _SUBMITTED.search(before):
        return True
    named = _REPORTED.search(before[-25:]) or _NAMED_BEFORE.search(before[-25:])
    if grain in (*_NARROW, "point") and place.closes and not named and FINISHED.search(before):
        return True
    if grain in _NARROW and place.pauses and _OPENED.search(before):
        return True
    apart = before.endswith(", ") and before[-3:-2].islower()  # `Sở A chủ trì khảo sát, | quý IV/2026.`
    if apart and grain in ("month", "quarter") and place.closes and "year" not in place.reading.inferred:
        return True
    return grain == "day" and _is_its_day(place)


def _is_to_come(place: _Place) -> bool:
    """Whether a year begins after the one in which the plan was issued."""
    first, issued = place.reading.first, place.issued
    return first is not None and issued is not None and first.year > issued.year


def _is_its_day(place: _Place) -> bool:
    """Whether a bare day that ends a clause is the duty's: `tổ chức lễ phát động ngày 15/9/2026`.

    Where a full day to come may be its day, behind a verb that is not known, the reading keeps the doubt.
    """
    ends = place.behind.startswith((" tại ", " (")) or place.pauses
    written, called = "year" not in place.reading.inferred, place.spoken.startswith("ngày")
    if not ends or OCCASION.search(place.near) or not (written or (called and not _recalls(place))):
        return False
    if _STAGED.search(place.before) or _is_scheduled(place.text[: place.reading.start][-300:]):
        return True
    if written and called and " đã " not in place.before:
        place.reading.problem = "may be the day that this is to be done on"
    return False


def _is_scheduled(before: str) -> bool:
    """Whether a day closes a part of a list, without a verb: `theo lịch: thôn 1 ngày 05/8; thôn 2 …`."""
    colon = before.rfind(":")
    part = max(colon, before.rfind(";")) + 1
    return colon >= 0 and not any(_acts(before, word.start()) for word in _WORD.finditer(before, part))


def _recalls(place: _Place) -> bool:
    """Whether a day is known for what it commemorates: `tổ chức gặp mặt ngày 27/7`."""
    day = place.reading.last
    return day is not None and f"{day.day}/{day.month}" in _anniversaries()


_NARROW = ("day", "month", "quarter")
_LONG_AGO = timedelta(2 * 366)  # `người tham gia kháng chiến trước ngày …`
_TOLD: dict[str, Callable[[_Place], bool]] = {
    "before": _by,
    "by": _by,
    "until": _until,
    "from": _from,
    "range": _range,
    "within": _within,
    "": _bare,
}


def _is_first_verb(before: str, behind: str) -> bool:
    """Whether a rhythm stands between a subject and its verb: `Công an xã | hằng đêm | tuần tra`."""
    if not _acts(behind, 1):
        return False
    return not any(_acts(before, word.start()) for word in _WORD.finditer(before))


def _acts(text: str, at: int) -> bool:
    """Whether a verb of a duty begins here, of two words."""
    return " " in read_verb(text, at, len(text), load_verbs("verbs"))


_OF_REGIME = Pattern(r"\b chế [ ] độ [ ] [^,;.]* $")


def _is_adverbial(rhythm: str, before: str, behind: str) -> bool:
    """Whether a rhythm says when a duty is done (`Hằng năm, …`, `Định kỳ hằng quý …`), not which one."""
    if rhythm.startswith("theo") or (rhythm[0].isdigit() and _SINCE.search(before[-30:])):
        return False
    if _DATED_BEHIND.match(behind):
        return True
    each = rhythm.startswith("mỗi") and _COUNTED.match(behind) is not None
    if each or "trước" in rhythm or rhythm.startswith("chậm"):
        return "phấn đấu" not in before
    if behind.startswith(" của "):
        return False  # `kế hoạch 5 năm, hằng năm của bộ, ngành`
    counted = "lần" in rhythm or "/" in rhythm
    if counted and (before.endswith(("quá ", "trên ", "dưới ", "từ ")) or _OF_REGIME.search(before[-120:])):
        return False  # `đi muộn quá 03 lần/tháng`, `chế độ tiếp dân (ít nhất 02 ngày/tháng)`
    if counted or _LABEL.fullmatch(before) or before.rstrip().endswith((",", "(", ":")):
        return True
    if before.endswith((", thực hiện ", "(thực hiện ")) and _CLOSES.match(behind):
        return True
    if rhythm.startswith("định"):
        regular = _REGULAR.search(before[-25:])
        result = regular is not None and regular[0] == "kết quả"  # `báo cáo kết quả thực hiện định kỳ …`
        return regular is None or (result and _HANDED.search(before[-80:]) is not None)
    named = before.endswith("chế độ báo cáo ") or (
        not before.endswith("báo cáo ") and _NAMED_BEFORE.search(before[-20:])
    )
    if not named and _TO.match(behind) and _HANDED.search(before[-80:]):
        return True  # `báo cáo tình hình dịch bệnh | hằng tuần | về UBND tỉnh`
    if (_DOING_BEHIND.match(behind) or _is_first_verb(before, behind)) and not _REGULAR.search(before[-25:]):
        return not (_DOING.search(before) or _COMPLETION.search(before))
    if _LISTED.search(before[-60:]):
        return False
    if _TELLS_RESULTS.search(before[-60:]) and (_PAUSES.match(behind) or _TO.match(behind)):
        return True
    too = _DOES_TOO.match(behind)  # not `gồm thống kê hằng năm và thống kê …`
    pauses = _PAUSES.match(behind) or (too is not None and too["verb"] not in before[-20:])
    if _DONE.search(before[-20:]) and pauses:
        return not _REGULAR.search(before, max(before.rfind(mark) for mark in (",", " và ", ";")) + 1)
    if not pauses:
        return False
    told = [match.start() for match in _HANDED.finditer(before, max(0, len(before) - 80))]
    if not told or _NAMED_BEFORE.search(before[: told[-1]][-20:]):
        return False
    regular = _REGULAR.search(before, max(0, told[-1] - len("trong ")))
    return regular is None or _RECEIVER.search(before, regular.end()) is not None
