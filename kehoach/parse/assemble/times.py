"""A task's time that stands apart from its duty: above it, behind its topic, before who does it."""

from __future__ import annotations

from kehoach.document import Passage
from kehoach.lexicon import load_words
from kehoach.parse.assemble.draft import Context
from kehoach.parse.cells import is_one_time
from kehoach.parse.deadlines import find_deadlines, read_deadlines
from kehoach.parse.duties.sentence import Duty, is_told, split_sentences
from kehoach.parse.patterns import Pattern
from kehoach.parse.pieces import opening
from kehoach.parse.segment.node import Node
from kehoach.values import Deadline

_OF_TIMES = (*"0123456789", "ngày", "tuần", "tháng", "qúy", "năm", "kỳ")


def read_time_alone(sentence: Passage, context: Context, *, event: bool = False) -> tuple[Deadline, ...]:
    """The time that a heading of items is and nothing else: `Trước ngày 30/4/2026:`."""
    words = sentence.stripped()
    if len(words.text) > 60 or not any(sign in words.folded for sign in _OF_TIMES):
        return ()
    read, _ = read_deadlines(words, context.calendar, event=event)
    return tuple(read) if is_one_time(read, words.text) else ()


def find_time_above(node: Node, heading: Passage, context: Context) -> tuple[Deadline, ...]:
    """The time a heading holds for its items: `Quý I/2026` alone, `Đợt 1: tháng 5/2026`, `… (từ … đến …)`.

    Not another time in parentheses, which may be of what the heading names.
    """
    alone = read_time_alone(heading, context)
    words = heading.folded.rstrip(" .:")
    if alone or not node.children or len(words) > 300:
        return alone
    staged = words.lstrip().startswith(load_words("headings", "stage"))
    colon = words.find(":") if staged else -1
    stretches = [(colon + 1, len(words))] if colon >= 0 else []
    for end in (colon, len(words)):  # `Đợt 1 (từ … đến …): Tuyên truyền`
        if words.endswith(")", 0, max(end, 0)):
            stretches.append((words.rfind("(", 0, end) + 1, end - 1))
    for begin, end in stretches:
        closing = heading._replace(start=heading.start + begin, end=heading.start + end).stripped()
        done = opening(load_words("deadlines", "sentence.finished"), closing.folded)
        spans = staged or done or closing.folded.startswith(("từ ", "trước ngày ", "chậm nhất "))
        closing = closing._replace(start=closing.start + done).stripped()
        if spans and (times := read_time_alone(closing, context)):
            return times
    return ()


def find_time_label(paragraph: Passage, context: Context) -> tuple[Deadline, ...]:
    """The time that labels all that a paragraph says: `Quý I/2026: đăng ký đề tài; các khoa gửi kế hoạch`."""
    colon = paragraph.document.folded.find(":", paragraph.start, min(paragraph.end, paragraph.start + 60))
    return read_time_alone(paragraph._replace(end=colon), context) if colon >= 0 else ()


def find_topic_time(passage: Passage, context: Context) -> tuple[Deadline, ...]:
    """The time that stands behind the topic of an item: `Lễ phát động: dự kiến ngày 26/4/2026. Sở Y tế …`."""
    folded = passage.document.folded
    colon = folded.find(": ", passage.start, min(passage.end, passage.start + 120))
    if colon < 0:
        return ()
    ends = [at for mark in (". ", ", ", "; ") if (at := folded.find(mark, colon, passage.end)) >= 0]
    words = Passage(passage.document, colon + 2, min(ends, default=colon + 2)).stripped()
    begin = words.start + len("dự kiến ") * words.folded.startswith("dự kiến ")
    return read_time_alone(words._replace(start=begin), context, event=True)


_WHO_ONLY = Pattern(  # Phòng Kinh tế | chủ trì, phối hợp với Công an xã.
    r"[ ,]* (?: chủ [ ] trì | thực [ ] hiện | phụ [ ] trách | tham [ ] mưu | làm [ ] đầu [ ] mối )"
    r" [ ]* (?: [.;,] | $ )"
)


def find_time_before(passage: Passage, duty: Duty, context: Context) -> tuple[Deadline, ...]:
    """The time of the work that a sentence names before the next says who: `Hằng quý giao ban. X chủ trì.`"""
    before = passage._replace(end=max(passage.start, min(duty.start, passage.end)))
    if not before.text.strip() or _WHO_ONLY.match(passage.document.folded, duty.verb) is None:
        return ()
    work = split_sentences(before)[-1]
    return () if is_told(work) else tuple(find_deadlines(work, context.calendar)[0])
