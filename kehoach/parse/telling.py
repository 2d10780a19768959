"""What a sentence tells and does not ask: what was, how things stand, what becomes of whom."""

from __future__ import annotations

from kehoach.document import Passage
from kehoach.lexicon import load_words
from kehoach.parse.deadlines import Calendar, read_deadlines
from kehoach.parse.patterns import Pattern
from kehoach.parse.pieces import opening
from kehoach.parse.units import match_units
from kehoach.parse.verbs import read_predicate, skip

_DEMANDS = "yêu cầu "
_ASKED = ("yêu cầu:", "đề nghị:", "kiến nghị:")
_WANTING = Pattern(  # `không gửi báo cáo sẽ bị …`, `không hoàn thành` tell of a want, and forbid nothing
    r"\L<wanting> \b | [^.;]* \b \L<consequence> \b",
    wanting=lambda: load_words("assignments", "wanting"),
    consequence=lambda: load_words("assignments", "consequence"),
)
_SOME = Pattern(r"\L<some> [ ]", some=lambda: load_words("assignments", "some"))
_MUST = Pattern(r"\L<must> \b", must=lambda: load_words("assignments", "must"))
_DUE = Pattern(r"\b \N<due> \b", due=lambda: load_words("assignments", "due"))
_PAST = Pattern(r"\N<past> \b", past=lambda: load_words("assignments", "past"))
_LIABLE = Pattern(  # `X chịu trách nhiệm nếu để xảy ra …`
    r"chịu [ ] trách [ ] nhiệm .{0,200}? \b (?: nếu | khi ) [ ] (?: để | xảy [ ] ra | không | chậm ) \b"
    r" | [^.;]{0,200}? \b sẽ [ ] bị \b | sẽ [ ] (?: xem [ ] xét [ ,]+ )?"
    r" (?: phê [ ] bình | kiểm [ ] điểm | xử [ ] lý | kỷ [ ] luật | trách [ ] nhiệm ) \b"
    r" | [^.;,]{0,200}? \b sẽ [ ] (?: không [ ] )? được [ ] (?: xem [ ] )? (?: xét | biểu | khen | tuyên ) \b"
)
_CONDITIONS = Pattern(
    r"\b (?: có | đủ | đáp \s ứng | đạt | thuộc | một \s trong | thỏa \s mãn ) \s (?: các \s | những \s )?"
    r" (?: điều \s kiện | tiêu \s chuẩn | tiêu \s chí | trường \s hợp ) \b [^,;.:]{0,40}? : \s* $"
)
_PARTS = Pattern(  # `Ủy ban triệu tập hội nghị gồm:`; not `… thực hiện các nội dung bao gồm:`
    r"(?<! nội [ ] dung ) (?<! nhiệm [ ] vụ ) (?<! việc ) (?<! giải [ ] pháp ) (?<! biện [ ] pháp )"
    r" (?<! họat [ ] động ) (?<! sau | bao ) (?<! [ ,] ) [ ,]+"
    r" (?: (?: bao [ ] )? gồm (?: [ ] có )? | đối [ ] với ) [ ]* : \s* $"
    r" | , [ ] (?: với [ ] )? (?: các [ ] )? nội [ ] dung [ ] (?: [^,;.:]{1,30} [ ] )?"
    r" (?: bao [ ] )? gồm [ ]* : \s* $"
)
_IF = Pattern(r"(?: nếu | trường [ ] hợp | để [ ] xảy [ ] ra | khi [ ] để ) \b")
_TIME = Pattern(
    r"(?: từ | ngày | tháng | qúy | năm | vào | trong ) [ ] [^,;.:]{0,60}? \b (?: 19 | 20 ) \d\d \b"
)
_ANSWERS = Pattern(  # `Nếu để xảy ra …, X phải chịu trách nhiệm trước …`
    r"(?: phải [ ] | sẽ [ ] )? chịu [ ] (?: hòan [ ] tòan [ ] )? trách [ ] nhiệm"
    r" (?: [ ] (?: hòan [ ] tòan | trước | về ) \b | [ ]* [.;,] )"
)


def opens_telling(passage: Passage, at: int) -> bool:
    """Whether a sentence begins as one that tells does: `Thời gian qua, …`, `Qua kiểm tra, …`."""
    return _PAST.match(passage.document.folded, at, passage.end) is not None


def lists_conditions(sentence: Passage) -> bool:
    """Whether what is listed below tells who is meant: `Hộ được hỗ trợ phải có đủ các điều kiện sau:`."""
    if not sentence.text.rstrip().endswith(":"):
        return False
    return _CONDITIONS.search(sentence.document.folded, sentence.start, sentence.end) is not None


def lists_parts(sentence: Passage) -> bool:
    """Whether what is listed below is what something consists of, no work: `Hồ sơ gửi về Sở gồm:`.

    Or what it is done for: `Sửa đổi quy chế để:`; not `Phối hợp với Sở Y tế để:`.
    """
    aims = sentence.text.rstrip().endswith((" để:", " nhằm:")) and " phối hợp " not in f" {sentence.folded}"
    return aims or _PARTS.search(sentence.document.folded, sentence.start, sentence.end) is not None


def is_of_some(passage: Passage, at: int) -> bool:
    """Whether a subject is some of many, of whom it is told what they do: `Một số đơn vị …`."""
    return _SOME.match(passage.document.folded, at, passage.end) is not None


def forbids(passage: Passage, at: int) -> bool:
    """Whether a predicate forbids: `Sở A | không giao khoán …`; not `không đủ cán bộ`."""
    folded = passage.document.folded
    return folded.startswith("không ", at, passage.end) and not _WANTING.match(folded, at + 6, passage.end)


def tells(passage: Passage, at: int) -> bool:
    """Whether a predicate tells of its subject: `Sở A | đã rà soát …`; not `hiện đại hóa …`, a verb."""
    return _begins(load_words("assignments", "told"), passage, at)


def gives_none(passage: Passage, at: int) -> bool:
    """Whether a predicate tells, or is none at all: `Sở A | được khen`, `Sở A | và …`.

    So what is demanded of all: `Ban Thường vụ | yêu cầu tiếp tục thực hiện …`, `Ban Chỉ huy | yêu cầu:`, not
    `… yêu cầu Sở B …`.
    """
    folded, asked = passage.document.folded, at + len(_DEMANDS)
    if folded[at : min(passage.end, at + 16)].rstrip(" \n") in _ASKED:
        return True
    if folded.startswith(_DEMANDS, at) and read_predicate(folded, asked, passage.end):
        return not match_units(passage._replace(start=asked))[0]
    return tells(passage, at) or _begins(load_words("assignments", "no_duty"), passage, at)


def _begins(words: tuple[str, ...], passage: Passage, at: int) -> bool:
    """Whether such words stand here and begin no longer verb: `hiện quản lý`, not `hiện đại hóa`.

    Nor are they the name of a document: `thông báo kết luận này`.
    """
    folded, end = passage.document.folded, passage.end
    size = opening(words, folded[at:end])
    named = folded.startswith(" này", at + size)
    return size > 0 and not named and size >= len(read_predicate(folded, at, end))


def is_asked(passage: Passage, verb: int) -> bool:
    """Whether what stands among telling words is a duty all the same: one must do it, or by a day."""
    due = _DUE.search(passage.document.folded, passage.start, passage.end)
    return must(passage, verb) or due is not None


def must(passage: Passage, verb: int) -> bool:
    """Whether a predicate says that its subject must: `Sở A | có trách nhiệm rà soát …`."""
    folded = passage.document.folded
    return _MUST.match(folded, skip(folded, verb, passage.end), passage.end) is not None


def is_liable(clause: Passage, verb: int) -> bool:
    """Whether a clause only says what becomes of its subject, and no verb behind `;` goes on with a duty."""
    folded = clause.document.folded
    liable = _LIABLE.match(folded, verb, clause.end)
    if liable is None and _IF.match(folded, skip(folded, clause.start, verb), verb):
        liable = _ANSWERS.match(folded, verb, clause.end)
    if liable is None:
        return False
    semicolon = folded.find(";", liable.end() - 1, clause.end + 1)
    at = skip(folded, semicolon + 1, len(folded))
    return semicolon < 0 or not read_predicate(folded, at, len(folded))


def is_past(sentence: Passage, verb: int, calendar: Calendar | None) -> bool:
    """Whether a sentence opens with a time that was over when the document was issued: `Năm 2025, Sở A mở …`.

    So may its predicate (`Sở A | từ ngày 5 đến ngày 9/6/2026 kiểm tra …`). A month of the document's own,
    `Trước ngày 10/7, …` and the times of a schedule (`Tháng 6: …`) are none.
    """
    if calendar is None or calendar.issued is None:
        return False
    document, folded = sentence.document, sentence.document.folded
    begin, verb = (skip(folded, at, sentence.end) for at in (sentence.start, verb))
    comma = folded.find(", ", begin, min(begin + 50, sentence.end))
    behind = _TIME.match(folded, verb, sentence.end)
    spans = [(begin, comma)] if comma >= 0 else []
    spans += [behind.span()] if behind is not None else []
    issued = calendar.issued.isoformat()
    for start, end in spans:
        if not any(map(str.isdigit, folded[start:end])):
            continue
        times, _ = read_deadlines(Passage(document, start, end), calendar)
        time = times[0] if len(times) == 1 and times[0].span.end == end else None
        if time is None or time.end is None or not (time.start or folded.startswith("ngày ", start)):
            continue
        if time.end < (issued if time.kind == "date" else issued[:7]):
            return True
    return False
