"""What a sentence that ends with `:` hands down to the items below it."""

from __future__ import annotations

from collections.abc import Sequence

from kehoach.document import Passage
from kehoach.lexicon import load_words
from kehoach.parse.assemble.draft import Context, Draft
from kehoach.parse.assemble.headings import BULLETS
from kehoach.parse.assemble.openings import keep_lines, last_of
from kehoach.parse.assemble.times import read_time_alone
from kehoach.parse.deadlines import find_deadlines
from kehoach.parse.duties import read_duties
from kehoach.parse.duties.demands import find_asked, find_demand, informs
from kehoach.parse.duties.sentence import Duty, split_sentences
from kehoach.parse.givers import gives
from kehoach.parse.patterns import Pattern
from kehoach.parse.segment.node import Node, TextLine
from kehoach.parse.supports import find_supports
from kehoach.parse.telling import lists_parts

_BINDS = Pattern(  # Sở Y tế có trách nhiệm:, các đơn vị cần tập trung thực hiện các nội dung sau:
    r"(?: (?: cần | phải | chủ \s động | tập \s trung | tổ \s chức | tiếp \s tục | khẩn \s trương ) \s+ )*"
    r"(?: (?: có | chịu ) \s (?: các \s )? (?: trách \s nhiệm | nhiệm \s vụ ) \b"
    r" | thực \s hiện \b [^:]{0,60} \b sau (?: \s đây )? \s* : | chủ \s trì \b )"
)


def lead_below(node: Node, following: Node | None, context: Context) -> tuple[Node, Context]:
    """An item without the line below its bullets that leads in what follows, and what that hands down.

    `- Một số xã làm chậm. | UBND huyện yêu cầu các xã thực hiện:`, and then `1. …`.
    """
    last = last_of(node)
    line = last.body[-1] if last.body else None
    listed = following is not None and last.kind in BULLETS and following.kind not in BULLETS
    if not listed or not isinstance(line, TextLine):
        return node, context
    led = lead_in(context, Passage(context.document, line.start, line.end))
    if led.origin != "lead_in" or led.leads == context.leads:
        return node, context
    return keep_lines(node, len(last.body) - 1), led


def leads_siblings(node: Node, drafts: Sequence[Draft]) -> bool:
    """Whether an item names units, ends with `:` and has nothing below: it leads in the siblings after it."""
    if node.children or len(drafts) != 1 or not drafts[0].leads or node.kind in BULLETS:
        return False
    return drafts[0].origin == "inline" and node.document.text[node.start : node.end].rstrip().endswith(":")


def lead_in(context: Context, passage: Passage | None, *, enacting: bool = False) -> Context:
    """What a sentence that ends with `:` hands down to the items below it.

    The sentence that enacts the document (`UBND xã … ban hành Kế hoạch … như sau:`) hands down nothing,
    unless it assigns (`UBND xã … yêu cầu các đơn vị … như sau:`).
    """
    if passage is None or not passage.text.rstrip().endswith(":") or lists_parts(passage):
        return context
    sentences = split_sentences(passage)
    last = sentences[-1]
    if len(sentences) > 1 and last.folded.strip(" \n:") in load_words("headings", "opener"):
        last = sentences[-2]
    duties = read_duties(
        [last],
        context.givers,
        headed=context.origin is not None,
        demanding=context.leads if context.demanding else (),
    )
    named = next(
        (duty for duty in duties if duty.leads and (not enacting or _binds(duty, last, context.givers))), None
    )
    asks = named is not None and named.rule == "subject" and _demands(named, last)
    if (named is None or asks) and context.origin is None and (asked := find_asked(last)) is not None:
        behind = Passage(last.document, asked.verb, last.end)
        named = asked._replace(supports=tuple(find_supports(behind, asked.leads, asked.verb)))
    if named is None and context.origin is None:
        return context._replace(deadlines=read_time_alone(last, context) or context.deadlines)
    semicolon = passage.document.folded.rfind(";", last.start, last.end)
    clause = last._replace(start=max(last.start, semicolon + 1))
    deadlines = tuple(find_deadlines(clause, context.calendar)[0]) or context.deadlines
    if named is not None:
        told = named.rule == "subject" and not _demands(named, last)
        return context._replace(  # below `Sở Y tế chỉ đạo:` what it demands (`Yêu cầu …`) is its duty
            origin="lead_in", leads=named.leads, supports=named.supports, deadlines=deadlines, demanding=told,
            instructing=informs(last),
        )  # fmt: skip
    supports = tuple(find_supports(last, context.leads)) or context.supports
    return context._replace(origin="lead_in", supports=supports, deadlines=deadlines)


def _demands(duty: Duty, sentence: Passage) -> bool:
    """Whether the subject asks others: `Bộ Y tế | yêu cầu các trường:`, not `Sở Y tế | chỉ đạo:`."""
    return find_demand(sentence._replace(start=duty.verb)) not in (None, "chỉ đạo")


def _binds(duty: Duty, sentence: Passage, givers: Sequence[str]) -> bool:
    """Whether it assigns, or tells what others than the issuer have to do."""
    if duty.rule == "assign":
        return True
    binds = _BINDS.match(sentence.document.folded, duty.verb, sentence.end)
    return duty.rule == "subject" and binds is not None and not gives(duty.leads, givers)
