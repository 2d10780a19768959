"""What a section is, by its heading: an aim, a scope, a topic, a measure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kehoach.document import Passage
from kehoach.lexicon import load_words
from kehoach.parse.closing import has_effect
from kehoach.parse.duties.demands import find_asked
from kehoach.parse.duties.sentence import is_told, read_duty, split_sentences
from kehoach.parse.duties.unread import starts_duty
from kehoach.parse.fields import split_fields
from kehoach.parse.patterns import Pattern
from kehoach.parse.segment.node import Node
from kehoach.parse.telling import lists_parts
from kehoach.parse.units import match_units, read_heading

BULLETS = ("dash", "plus", "bullet")
ORDERED = ("arabic", "decimal", "letter", "paren")
_PART = Pattern(r" [ ]* (?: , | ; | \b và \b | - (?! [ ]? \d ) | / | & ) [ ]* (?: các [ ]+ )?")
_AIM = Pattern(
    r"""
    (?: về [ ]+ )? (?: các [ ]+ )? \L<aim>
    (?: [ ] (?: chung | cụ \s thể | tổng \s quát | chủ \s yếu | trọng \s tâm | cơ \s bản | phấn \s đấu ) )*
    (?: [ ] (?: đến | trong | của | giai \s đọan | năm | đối \s với | về | cho ) \b .* )?
    """,
    aim=lambda: load_words("headings", "aim"),
)
_TARGET = Pattern(  # Một số chỉ tiêu cơ bản năm học 2026 - 2027; not: Mục tiêu, nhiệm vụ
    r"(?: (?: một \s số | các | những | hệ \s thống ) [ ] )* \N<target> \b [^:;.]*",
    target=lambda: load_words("headings", "target"),
)
FORWARD = Pattern(r"\b \N<forward> \b", forward=lambda: load_words("headings", "forward"))
_FRAME = Pattern(
    r"\L<frame> (?P<of> [ ] \L<framed> )?",
    frame=lambda: load_words("headings", "frame"),
    framed=lambda: load_words("headings", "framed"),
)
_NARRATIVE = Pattern(  # Đánh giá chung · Về tình hình thực hiện: …
    r"(?: về [ ] )? \N<narrative> \b (?P<topic> [^.;:]{0,60} : )?",
    narrative=lambda: load_words("headings", "narrative"),
)
_ASSESSED = Pattern(r"(?: về [ ] )? \N<assessed> \b", assessed=lambda: load_words("headings", "assessed"))
_DATED = Pattern(r"\d / \d | \b (?: tháng | qúy | năm ) \s [\divx]")
_LEVEL = Pattern(  # Ở cấp tỉnh · Tại các địa phương: · Cấp huyện, cấp xã
    r"\s* (?: (?: ở | tại | đối \s với ) \s )? (?: các \s )?"
    r" \L<level> (?: (?: , | \s và ) \s \L<level> )* [\s:.]*",
    level=lambda: load_words("headings", "level"),
)
SETTING = Pattern(r"(?: \N<setting> ) \b", setting=lambda: load_words("headings", "setting"))
FUNDING = Pattern(r"(?: \N<funding> ) \b", funding=lambda: load_words("headings", "funding"))
STATEMENT = Pattern(r"(?: \N<statement> ) \b", statement=lambda: load_words("headings", "statement"))


def holds_no_tasks(node: Node) -> bool:
    """Whether a section is one of aims, of assessment or of an outline: by its heading, and what it heads.

    `I. Đánh giá kết quả thực hiện` above items tells; `2. Đánh giá kết quả mô hình, báo cáo …` is a measure.
    Whatever it heads, what a sentence above its items asks is to be done: `… Chính phủ yêu cầu các bộ:`.
    """
    heading = node.named
    upper = node.label.isupper()  # A. · I.
    parts = (node.kind in ("part", "chapter") or upper) and bool(node.children)
    if not (gives_no_tasks(heading) or (parts and _ASSESSED.match(heading.folded.lstrip()) is not None)):
        return False
    return not _asks_below(node)


def _asks_below(node: Node) -> bool:
    """Whether a section's last line leads in what it asks of units."""
    if not (node.children and node.lines):
        return False
    line = node.lines[-1]
    if not line.text.rstrip().endswith(":"):
        return False
    sentence = split_sentences(line)[-1]
    asked = find_asked(sentence) or read_duty(sentence)
    return asked is not None and asked.rule == "assign" and bool(asked.leads)


def gives_no_tasks(heading: Passage) -> bool:
    """Whether a heading is of purpose, requirements, assessment, or of an outline for others to fill in."""
    return _gives_none(" ".join(heading.stripped().folded.split()))


@lru_cache(1024)
def _gives_none(words: str) -> bool:
    told = _NARRATIVE.match(words)
    if told is not None and (len(words) <= 160 or told["topic"]):
        return True
    if not words or len(words) > 160:
        return False
    parts = [part for part in _PART.compiled.split(words) if part]
    if all(_AIM.fullmatch(part) for part in parts):
        return True
    return _TARGET.fullmatch(words) is not None and FORWARD.search(words) is None


def frames_plan(heading: Passage) -> bool:
    """Whether a heading is of the time and reach of the plan as a whole: `Thời gian, phạm vi thực hiện`.

    Not `Thời gian, địa điểm`, which is of an event.
    """
    words = " ".join(heading.stripped().folded.split())
    parts = [_FRAME.fullmatch(part) for part in _PART.compiled.split(words) if part]
    return all(parts) and any(part["of"] for part in parts if part)


def lists_grounds(heading: Passage) -> bool:
    """Whether a heading is that of a list of grounds (`CĂN CỨ PHÁP LÝ`), and no sentence that names one."""
    words = heading.stripped().folded
    return words.startswith(load_words("headings", "grounds")) and not any(mark in words for mark in ",;/.")


def split_heading(heading: Passage) -> tuple[Passage, Passage | None]:
    """A heading before and behind its first colon: `Phòng Tổng hợp: Là đầu mối …`; `Sở Y tế. Rà soát …`."""
    text = heading.text
    at = text.find(":")
    if at < 0 and (stop := text.find(". ")) > 0:
        named = heading._replace(end=heading.start + stop)
        behind = heading._replace(start=heading.start + stop + 2)
        at = stop if starts_duty(behind) and read_heading(named) else at
    if at < 0 or not text[at + 1 :].strip() or at > 200:
        return heading, None
    duty = None if starts_duty(heading._replace(start=heading.start + at + 1)) else read_duty(heading)
    asked = duty.leads[-1].span.end if duty is not None and duty.rule == "assign" and duty.leads else 0
    if max(match_units(heading)[1], asked) > heading.start + at:
        return heading, None  # `Giám đốc các Sở: Y tế, Nội vụ căn cứ …`, `Giao các Sở: Y tế, Nội vụ …`
    document = heading.document
    return Passage(document, heading.start, heading.start + at), Passage(
        document, heading.start + at + 1, heading.end
    )


def is_sentence(node: Node) -> bool:
    """Whether a numbered item's heading is a sentence: `1. Sở Y tế rà soát hồ sơ.`, not `1. Hồ sơ`."""
    return node.kind in ORDERED and node.document.text.endswith(
        (".", ";"), node.heading.start, node.heading.end
    )


def is_scope(node: Node) -> bool:
    """Whether an item only says for whom its fields are: the bullet `- Thành phố:`, `a) Ở cấp xã`."""
    document = node.document
    text = document.quote(node.heading.start, node.heading.end)
    if node.kind in ORDERED:
        return _LEVEL.fullmatch(document.folded, node.heading.start, node.heading.end) is not None
    return node.kind in BULLETS and text.endswith(":") and bool(node.children) and len(text) < 120


def is_topic(prose: Sequence[Passage], items: Sequence[Node]) -> bool:
    """Whether a section only opens its items: its last words end with `:`, or its heading is no sentence.

    A long one with bullets below, which are its details, is one without its full stop.
    """
    if not prose:
        return True
    last = prose[-1].text.rstrip()
    if last.endswith(":"):
        return True
    short = len(last) < 160 or items[0].kind in ORDERED
    return len(prose) == 1 and last[-1:] not in ".;" and short


def is_measure(node: Node, *, headed: bool) -> bool:
    """Whether an item without any assignment is a task because its sibling is one; `headed`, below a unit."""
    heading = node.heading
    if gives_no_tasks(heading) or not heading.text.strip() or read_heading(heading):
        return False
    words = heading.folded.lstrip()
    if has_effect(words) or lists_parts(heading) or any(_states(line) for line in (heading, *node.lines[:1])):
        return False
    before, fields = split_fields(heading)
    if (fields and not before.text.strip()) or _is_mere_field(heading, headed):
        return False
    if all(map(SETTING.fullmatch, _PART.compiled.split(heading.stripped().folded))):
        return False  # `1. Thời gian, địa điểm`, above bullets
    return FUNDING.match(words) is None


def _states(line: Passage) -> bool:
    """Whether a line begins with what is told or thought: `Cơ bản hoàn thành kế hoạch.`, `Các tổ đã nộp.`"""
    return STATEMENT.match(line.folded.lstrip()) is not None or is_told(split_sentences(line)[0])


def _is_mere_field(heading: Passage, headed: bool) -> bool:
    """Whether an item is a label that is not known and its value: `Lệ phí: Không thu.`

    Not `Nhật ký: bổ sung các trường; lưu tập trung`, which says what is to be done, nor `Cấp xã: Tổ chức
    đồng loạt trong tháng 3/2026`, nor beside `Văn phòng: Rà soát`, where a label is who has the duty.
    """
    at = heading.folded.find(":")
    value = heading._replace(start=heading.start + at + 1).stripped()
    if at < 0 or not 0 < len(value.text) <= 80 or len(heading.folded[:at].split()) > 5:
        return False
    if " chủ trì" in value.folded:
        return False  # `Hội thi: 02 ngày, Sở Y tế chủ trì.`
    done = starts_duty(value) and (headed or ";" in value.text or _DATED.search(value.folded) is not None)
    return not (done or starts_duty(heading))
