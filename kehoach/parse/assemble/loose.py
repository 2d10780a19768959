"""The tasks of a document without labelled items: a short công văn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kehoach.document import Passage
from kehoach.parse.assemble.draft import Context, Draft
from kehoach.parse.assemble.drafting import draft_duty
from kehoach.parse.assemble.lead_in import lead_in
from kehoach.parse.closing import asks_no_more
from kehoach.parse.deadlines import find_deadlines
from kehoach.parse.duties import read_duties
from kehoach.parse.duties.sentence import Duty
from kehoach.parse.givers import gives
from kehoach.parse.telling import must


def read_loose_duties(paragraphs: Iterable[Passage], context: Context) -> list[Draft]:
    """The duties of the paragraphs of a document that has no labelled items (a short công văn).

    What its issuer says of itself there (`Sở Y tế sẽ tổng hợp …`) assigns nothing. A sentence that ends with
    `:` leads in the paragraphs below it: of those without a subject, the ones with a time are duties of its
    units (`Báo cáo gửi trước ngày 15/10/2026.`).
    """
    document = context.document
    drafts: list[Draft] = []
    led, opened = context, None  # the latest lead-in sentence
    begun = 0
    for paragraph in _joined(paragraphs):
        if _is_tabled(paragraph):
            continue
        found = lead_in(context, paragraph)
        if found.leads and not gives(found.leads, context.givers):
            led, opened, begun = found, paragraph, len(drafts)
            if not found.deadlines:
                continue
        asked = {unit.name for draft in drafts for unit in draft.leads}
        duties = [
            draft
            for draft in _loose_duties(paragraph, context)
            if not (
                asked.issuperset(unit.name for unit in draft.leads)
                and asks_no_more(document.folded[draft.leads[-1].span.end : draft.end])
            )
        ]  # not, at the end: `UBND tỉnh yêu cầu Sở Y tế thực hiện./.`
        drafts += duties
        if led.leads and not duties and find_deadlines(paragraph, context.calendar)[0]:
            duty = Duty("headed", paragraph.start, paragraph.end, led.leads)
            further = draft_duty(None, duty, context, 1, None)
            drafts.append(further._replace(origin="lead_in", inherited=("lead_units", *further.inherited)))
    if opened and led.leads and not led.deadlines and len(drafts) == begun:
        drafts += _loose_duties(opened, context)  # nothing below it
    return drafts


def _joined(lines: Iterable[Passage]) -> Iterator[Passage]:
    """The paragraphs of these lines: behind `;` one in small letters goes on with the one before."""
    whole: Passage | None = None
    for line in lines:
        text = line.document.text
        goes_on = whole is not None and text[whole.end - 1] == ";" and text[line.start].islower()
        if whole is not None and not goes_on:
            yield whole
        whole = whole._replace(end=line.end) if whole is not None and goes_on else line
    if whole is not None:
        yield whole


def _is_tabled(paragraph: Passage) -> bool:
    """Whether a paragraph stands in a table, or leads one in: `Phân công đơn vị thực hiện:`."""
    blocks, number = paragraph.document.blocks, paragraph.document.block_at(paragraph.start)
    below = blocks[number + 1 : number + 2] if paragraph.text.rstrip().endswith(":") else ()
    return any(block.cell is not None for block in (blocks[number], *below))


def _loose_duties(paragraph: Passage, context: Context) -> list[Draft]:
    return [
        draft_duty(None, duty, context, 1, None)._replace(section=None)
        for duty in read_duties([paragraph], context.givers, calendar=context.calendar)
        if duty.leads
        and not (
            duty.rule == "subject" and gives(duty.leads, context.givers) and not must(paragraph, duty.verb)
        )
    ]
