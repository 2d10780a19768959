"""Outline → tasks: attach what was read to its section, inherit, settle overlaps, warn.

The walk goes down the outline once. What a section hands down to its items stands in a frozen `Context`;
what it finds are `Draft`s, which become the tasks of the output when the walk is done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kehoach.document import Document, Passage
from kehoach.lexicon import load_words
from kehoach.parse.assemble.assignment import (
    Assignment,
    Group,
    assigns,
    gives_duties,
    heads_duties,
    heads_duty,
    part_closing,
    part_duties,
    read_assignment,
    read_field_items,
    read_groups,
    read_lines,
    read_shared_fields,
    tells_who,
)
from kehoach.parse.assemble.draft import Context, Draft, find_own_deadlines, write_prose, write_title
from kehoach.parse.assemble.headings import (
    BULLETS,
    FORWARD,
    ORDERED,
    SETTING,
    STATEMENT,
    frames_plan,
    holds_no_tasks,
    is_item,
    is_measure,
    is_scope,
    is_sentence,
    is_topic,
    split_heading,
)
from kehoach.parse.assemble.openings import keep_lines, last_of, open_sections
from kehoach.parse.assemble.rows import read_tables
from kehoach.parse.assemble.unassigned import find_unassigned
from kehoach.parse.deadlines import Calendar, find_deadlines, read_deadlines
from kehoach.parse.duties import read_duties
from kehoach.parse.duties.demands import find_asked, find_demand, informs
from kehoach.parse.duties.sentence import Duty, is_told, split_sentences
from kehoach.parse.duties.unread import find_unread
from kehoach.parse.fields import Field, split_fields
from kehoach.parse.givers import gives
from kehoach.parse.patterns import Pattern
from kehoach.parse.segment.node import Node, Outline, TextLine
from kehoach.parse.supports import find_supports
from kehoach.parse.tail import asks_no_more, asks_to_obey, has_effect
from kehoach.parse.telling import is_of_some, lists_conditions, lists_parts, must
from kehoach.parse.units import match_units, read_heading
from kehoach.parse.verbs import read_predicate, skip
from kehoach.values import Deadline, InheritedKey, Span, Task, Unit, Warning

_DESCRIBED = Pattern(
    r"\s* (?: được \s (?! giao | phân \s công | cấp )"
    r" | (?: gồm | bao \s gồm | đã | chưa ) \s | không \s có \b"
    r" | \d+ \s* (?: % | [.;]? $ )"
    r" | \d+ \s+ (?! lần | giờ | phút | ngày | tuần | tháng | buổi ) [^\W\d]"  # 02 biên chế
    r" | (?: tốt \s nghiệp | có \s (?: bằng | trình \s độ | chứng \s chỉ ) ) \b )"
)
_COUNTED = Pattern(  # Tiểu học: 80 giáo viên
    r"\s* [^:.;]{1,60} : \s* \d [\d.,]* (?: \s [^\W\d]+ ){0,3} \s* [.;]? \s*"
)
_MERE_CONTENT = Pattern(r"\N<content>", content=lambda: load_words("headings", "content"))


def find_tasks(
    outline: Outline,
    calendar: Calendar,
    title: str | None,
    givers: Sequence[str],
    preamble: Passage,
    *,
    reports: bool = False,
) -> tuple[list[Task], list[Warning]]:
    """Every task of a document in reading order, and warnings for what they lack or could not be read.

    `givers` are the names of the issuer and of the agency above it, `preamble` is the text behind the title.
    A document that `reports` tells what was done: only its sections of proposals and next steps give tasks.
    """
    context = Context(outline.document, calendar, title, tuple(givers))
    roots = [root for root in outline.roots if root.kind != "appendix"]
    if reports:
        roots = [
            root
            for root in roots
            if FORWARD.search(outline.document.folded, root.heading_start, root.heading_end)
        ]
        drafts = _visit_items(roots, context)
    elif roots:
        last = _last_line(preamble)
        led = _lead_in(context, last, enacting=True)
        unread = (
            led.origin is not None
            and (not led.leads or (last is not None and informs(last)))
            and roots[0].kind in ("part", "chapter", "upper", "roman")
        )
        drafts = _visit_items(roots, context if unread else led)
    else:
        drafts = _read_loose_duties(preamble, context)
    if not reports:
        before = Passage(preamble.document, preamble.start, preamble.start)
        drafts += read_tables(outline.front_body, before, "", context)
    for root in outline.roots:
        if root.kind == "appendix":
            drafts += _visit(root, context)
    unassigned: list[Warning] = []
    if not reports:
        drafts += list(_read_unread(outline, drafts, context))
        unassigned += find_unassigned(outline, drafts, context)
    tasks, warnings = _number(sorted(drafts, key=lambda draft: draft.start))
    return tasks, warnings + unassigned


def _read_unread(outline: Outline, drafts: Sequence[Draft], context: Context) -> Iterator[Draft]:
    """A task, with a warning, of each paragraph that begins like a duty, in a section that gave no task."""
    document = outline.document
    drafted = {draft.section for draft in drafts}
    holding = {path[:at] for path in drafted if path for at, sign in enumerate(path) if sign == "/"}
    silent: set[int] = set()
    for node in outline.walk():
        heading = Passage(document, node.heading_start, node.heading_end)
        if id(node.parent) in silent or node.path in drafted or holds_no_tasks(document, node):
            silent.add(id(node))
            continue
        last = Passage(document, *node.lines[-1][:2]) if node.lines else heading
        if lists_conditions(last):
            silent.add(id(node))
        found = 0
        above = node.path in holding
        for paragraph in (heading, *(Passage(document, line.start, line.end) for line in node.lines)):
            sentence = paragraph is heading and is_sentence(document, node)
            if (paragraph.end - paragraph.start <= 40 and not sentence) or split_fields(paragraph)[1]:
                continue
            if above and (paragraph is heading or paragraph.text.endswith(":")):
                continue  # it leads in the tasks below
            duty = find_unread(paragraph, context.calendar, sentence=sentence)
            if duty is not None:
                yield _from_unread(node, paragraph, duty, context, found)
                found += 1


def _from_unread(node: Node, paragraph: Passage, duty: Duty, context: Context, number: int) -> Draft:
    """The task of a paragraph whose subject has a predicate that is not known, with a warning."""
    document = context.document
    supports = find_supports(paragraph._replace(start=duty.verb), duty.leads, duty.verb)
    whole = duty._replace(start=paragraph.start, end=paragraph.end, supports=tuple(supports))
    heading = Passage(document, node.heading_start, node.heading_end)
    draft = _from_duty(node, whole, context, number, node.path, [heading, paragraph])
    warning = Warning(
        code="unparsed_units",
        message=f"“{document.quote(duty.start, duty.end)}” begins like a duty, but may be none.",
        span=Span(start=duty.start, end=duty.end),
    )
    return draft._replace(warnings=(*draft.warnings, warning))


def _visit_items(nodes: Sequence[Node], context: Context) -> list[Draft]:
    """The tasks of sibling sections: each on its own, then what its siblings make of it."""
    found: list[list[Draft]] = []
    handed = context
    for node, following in zip(nodes, (*nodes[1:], None), strict=True):
        kept, led = _lead_below(node, following, handed)
        drafts = _visit(kept, handed)
        found.append(drafts)
        handed = led
        if _leads_siblings(context.document, node, drafts):
            handed = context._replace(
                origin="lead_in", leads=drafts[0].leads, supports=drafts[0].supports, demanding=False
            )
    kinds = {
        node.kind
        for node, drafts in zip(nodes, found, strict=True)
        if any(_sets_example(draft, node, context.document) for draft in drafts)
    }
    headed = any(draft.origin == "heading" for drafts in found for draft in drafts)
    for at, node in enumerate(nodes):
        if (
            not found[at]
            and node.kind in kinds
            and node.kind in ORDERED
            and is_measure(context.document, node, headed=headed)
        ):
            found[at] = [_sibling(node, context)]
    return [draft for drafts in found for draft in drafts]


def _lead_below(node: Node, following: Node | None, context: Context) -> tuple[Node, Context]:
    """An item without the line below its bullets that leads in what follows, and what that hands down.

    `- Một số xã làm chậm. | UBND huyện yêu cầu các xã thực hiện:`, and then `1. …`.
    """
    last = last_of(node)
    line = last.body[-1] if last.body else None
    listed = following is not None and last.kind in BULLETS and following.kind not in BULLETS
    if not listed or not isinstance(line, TextLine):
        return node, context
    led = _lead_in(context, Passage(context.document, line.start, line.end))
    if led.origin != "lead_in" or led.leads == context.leads:
        return node, context
    return keep_lines(node, len(last.body) - 1), led


def _sets_example(draft: Draft, node: Node, document: Document) -> bool:
    """Whether a draft makes tasks of its section's siblings; of a mere time and place, none."""
    if draft.section != node.path:
        return False
    named = bool(draft.leads or draft.supports)
    return named or SETTING.match(document.folded, node.heading_start, node.heading_end) is None


def _visit(node: Node, context: Context) -> list[Draft]:
    """The tasks of a section and of all that stands below it."""
    document = context.document
    heading = Passage(document, node.heading_start, node.heading_end)
    if holds_no_tasks(document, node):
        return []
    node = open_sections(document, node)
    context = context._replace(deadlines=_time_above(node, heading, context) or context.deadlines)
    if groups := read_groups(document, node):
        return [*read_tables(node.body, heading, node.path, context), *_read_groups(groups, context)]
    lead_text, fields = split_fields(heading)
    if not fields:
        lead_text, fields = part_closing(heading, context.calendar)
    labelled = bool(fields) and not lead_text.text.strip()
    spoken: list[Passage] = []
    duty_told = labelled and (tells_who(fields) or (bool(context.leads) and heads_duty(fields)))
    if fields and (duty_told or _names_nobody(fields[-1], node, document)):
        lead_text, fields = heading, []
    elif labelled and not is_item(document, node) and gives_duties(fields):
        spoken, fields = [fields[0].value], []
    elif labelled and not is_item(document, node):  # a field of the whole plan: no task's
        fields, spoken = [], part_duties(fields)[1]
        if not spoken:
            return list(read_tables(node.body, heading, node.path, context))
    elif not labelled:
        fields, spoken = part_duties(fields)
    paragraphs: list[Passage] = [*spoken]
    for before, more in read_lines(document, node):
        if before.text.strip(" \t.;-–("):
            paragraphs.append(before)
            if fields and not more and not fields[-1].value.text.strip():
                fields[-1] = fields[-1]._replace(value=paragraphs.pop())
        more, told = part_duties(more)
        paragraphs += told
        fields += more
    items: list[Node] = []
    nested: list[tuple[Field, list[Passage]]] = [(f, [f.value]) for f in fields]
    listed = read_field_items(document, node.children)
    timed = any(assigns(values) for values in listed)
    for child, values in zip(node.children, listed, strict=True):
        duties = [] if timed or child.kind not in ORDERED else part_duties([f for f, _ in values])[1]
        if values and not duties:  # not `4. Kinh phí: Ngân sách xã. Phòng Kinh tế thẩm định dự toán.`
            nested += values
        else:
            items.append(child)
    shared = [] if assigns(nested) else read_shared_fields(document, items, context.calendar)
    if shared:
        nested += shared
        items = [] if items[-1].kind in BULLETS else [*items[:-1], items[-1].heading_alone()]
    own = read_assignment(nested, context.calendar)
    handed = context._replace(
        leads=own.leads or context.leads,
        supports=own.supports or (() if own.leads else context.supports),
        deadlines=own.deadlines or context.deadlines,
        products=own.products or context.products,
        origin="labelled" if shared else context.origin,
    )
    tables = list(read_tables(node.body, heading, node.path, handed))
    units: tuple[Unit, ...] = ()
    if not own.leads:
        named, duty = split_heading(lead_text)
        asks = context.demanding and find_demand(named)  # `- Phân công các tiểu ban.` below a unit
        units = () if asks or is_of_some(named, named.start) else tuple(read_heading(named))
        if units and duty is not None and not items and not paragraphs and read_heading(duty):
            return tables  # who holds an office: `Trưởng ban: Chủ tịch UBND tỉnh`
        if units and duty is not None and not items and _DESCRIBED.match(duty.folded):
            return tables  # what they are: `Ban Tổ chức: gồm 5 người`
        if units and duty is not None:
            paragraphs.insert(0, duty)
    prose = [lead_text, *paragraphs] if lead_text.text.strip() else paragraphs

    if units:
        return tables + _visit_unit(node, items, paragraphs, units, own, context)
    if items:
        below = _visit_below(node, items, prose, handed)
        if below:
            return tables + below
    if tables:
        return tables
    if own.assigns and not own.leads and not own.supports and frames_plan(heading):
        return []  # when and where the plan as a whole is carried out
    if own.assigns:
        subjects = _find_subjects(prose, own, context)
        if len(subjects) > 1:
            return _read_prose(node, prose, items, own, handed)
        return [_labelled(node, lead_text, paragraphs, own, subjects, context)]
    return _read_prose(node, prose, items, own, context)


def _read_groups(groups: Sequence[Group], context: Context) -> Iterator[Draft]:
    """The tasks that stand one below the other in a section, each with its own fields."""
    document = context.document
    for node, prose, fields, end in groups:
        own = read_assignment(fields, context.calendar)
        subjects = _find_subjects(prose, own, context)
        heading = prose[0] if prose else Passage(document, node.heading_start, node.heading_end)
        draft = _labelled(node, heading, prose[1:], own, subjects[:1], context)
        start = min(heading.start, fields[0][0].start) if prose else fields[0][0].start
        yield draft._replace(start=start, end=end)


def _names_nobody(field: Field, node: Node, document: Document) -> bool:
    """Whether a label that stands for who does it has words below it that name nobody: it is a heading."""
    if field.role not in ("lead", "implement", "support") or field.value.text.strip():
        return False
    if not node.lines:
        return heads_duties(document, node)
    line = node.lines[0]
    return not match_units(Passage(document, line.start, line.end), people=True)[0]


def _visit_below(node: Node, items: Sequence[Node], prose: Sequence[Passage], handed: Context) -> list[Draft]:
    """The tasks of a section's items, led in by its last sentence if that names units and ends with `:`."""
    document = handed.document
    deep = any(item.children for item in items)
    if handed.origin in ("heading", "lead_in") and not deep and not is_topic(document, node, prose):
        drafts = _visit_items(items, handed)  # what stands below only says it in detail, or names who does it
        own = all(draft.origin == "inline" and draft.rule == "subject" for draft in drafts)
        return drafts if own and len(drafts) >= len(items) > 1 else []
    last = prose[-1] if prose else None
    if last is not None and lists_conditions(last):
        return []
    return _visit_items(items, _lead_in(handed, last))


def _visit_unit(
    node: Node,
    items: Sequence[Node],
    paragraphs: Sequence[Passage],
    units: tuple[Unit, ...],
    own: Assignment,
    context: Context,
) -> list[Draft]:
    """The duties below a heading that is itself a unit; a list of its members (`Ban tổ chức`) gives none."""
    document = context.document
    if items and not (items[0].children or items[0].lines):
        first = items[0]
        member, office = split_heading(Passage(document, first.heading_start, first.heading_end))
        listed = read_heading(member) and (office is None or read_heading(office))  # `Ông An: Trưởng ban`
        if find_demand(member) is None and listed:  # not `- Phân công các tiểu ban.`
            return []
    handed = context._replace(
        origin="heading",
        demanding=True,
        leads=units,
        supports=own.supports,
        deadlines=own.deadlines or context.deadlines,
        products=own.products or context.products,
    )
    if items:
        below = _visit_items(items, _lead_in(handed, paragraphs[-1]) if paragraphs else handed)
        if below:
            return below
    if not paragraphs and not own.assigns:
        return []
    drafts = []
    heading = Passage(document, node.heading_start, node.heading_end)
    for n, duty in enumerate(
        read_duties(paragraphs, context.givers, calendar=context.calendar, headed=True, demanding=units)
    ):
        passage = Passage(document, duty.start, duty.end)
        if duty.leads:
            drafts.append(_from_duty(node, duty, context, n, node.path, [heading, *paragraphs]))
            continue
        supports = own.supports or tuple(find_supports(passage, units, duty.verb))
        deadlines, warnings = find_own_deadlines(passage, own, context)
        drafts.append(
            Draft(
                node.path, "heading", "unit heading", node.start, node.end, write_title(document, node),
                content=write_prose(document, [passage]), leads=units, supports=supports, deadlines=deadlines,
                products=own.products, other=own.other, warnings=(*own.warnings, *warnings),
            )
        )  # fmt: skip
    return drafts


def _read_prose(
    node: Node, prose: Sequence[Passage], items: Sequence[Node], own: Assignment, context: Context
) -> list[Draft]:
    """The tasks of a section without assignment fields: by its sentences, or by what is handed down to it."""
    document = context.document
    duties = read_duties(
        prose,
        context.givers,
        calendar=context.calendar,
        headed=context.origin is not None,
        demanding=context.leads if context.demanding else (),
    )
    drafts: list[Draft] = []
    for n, duty in enumerate(duties):
        if n and duty.rule == "assign" and asks_to_obey(Passage(document, duty.start, duty.end).stripped()):
            continue  # `Đề nghị các đơn vị nghiêm túc thực hiện; giao X đôn đốc`
        if not duty.leads and duty.rule == "headed":
            if not context.leads and context.origin != "lead_in":
                continue
            passage = Passage(document, duty.start, duty.end)
            if has_effect(passage.folded.lstrip()) or _COUNTED.fullmatch(prose[0].folded):
                continue  # `Chỉ thị này có hiệu lực …`, `Tiểu học: 80 giáo viên`
            if (len(duties) > 1 or not context.demanding) and _only_opens(passage, prose, len(duties)):
                continue
            found = tuple(find_supports(passage, context.leads, duty.verb))
            deadlines, warnings = find_own_deadlines(passage, own, context)
            warnings += _warn_named(passage, 2 if context.origin == "lead_in" else 1)
            drafts.append(
                Draft(
                    node.path, context.origin or "heading", "handed down", node.start, node.end,
                    write_title(document, node), content=write_prose(document, prose[1:]),
                    leads=context.leads, supports=found or context.supports,
                    deadlines=deadlines or context.deadlines,
                    products=own.products or context.products, other=own.other,
                    inherited=(
                        *(("lead_units",) if context.leads else ()),
                        *(("supporting_units",) if context.supports and not found else ()),
                        *(("deadlines",) if context.deadlines and not deadlines else ()),
                        *(("products",) if context.products and not own.products else ()),
                    ),
                    warnings=(*own.warnings, *warnings),
                )
            )  # fmt: skip
        else:
            drafts.append(_from_duty(node, duty, context, n, node.path, prose))
    return drafts


def _warn_named(item: Passage, least: int) -> tuple[Warning, ...]:
    """A warning where an item begins with units, of a lead-in with a list of them: it may be theirs."""
    folded = item.document.folded
    begin = skip(folded, item.start, item.end)
    about = folded.startswith("đối với ", begin)  # `Đối với xã A, yêu cầu sớm báo cáo`
    units, end = match_units(item._replace(start=begin + about * len("đối với ")))
    asked = about and folded[end : end + 12].lstrip(", ").startswith(("yêu cầu ", "đề nghị "))
    if len(units) < (2 if about else least) - asked or read_predicate(folded, begin, item.end):
        return ()  # `Tổ chức thi …`, the verb
    span = Span(start=units[0].span.start, end=units[-1].span.end)
    name = item.document.quote(*span)
    message = f"“{name}” may be who is to do this, instead of whom the text above names."
    return (Warning(code="unparsed_units", message=message, span=span),)


def _only_opens(passage: Passage, prose: Sequence[Passage], duties: int) -> bool:
    """Whether what stands before the first subject is a topic (`5. Báo cáo`) or opinion (`Đồng ý với …`)."""
    words = passage.text.strip()
    if STATEMENT.match(passage.folded.lstrip()):
        return True
    topic = duties > 1 and len(prose) > 1 and passage.end <= prose[1].start
    return topic and len(words) < 80 and not words.endswith((".", ";", ":"))


def _from_duty(
    node: Node | None,
    duty: Duty,
    context: Context,
    number: int,
    path: str | None,
    prose: Sequence[Passage] = (),
) -> Draft:
    """The task of a sentence that names its own subject."""
    document = context.document
    passage = Passage(document, duty.start, duty.end)
    deadlines, warnings = find_deadlines(passage, context.calendar)
    first = number == 0 and node is not None
    found = tuple(deadlines)
    if first and prose and not found:
        found = _topic_time(prose[0], context) or _time_before(prose[0], duty, context)
    below = [p for p in prose[1:] if p.start >= prose[0].end and duty.start < p.end and p.start < duty.end]
    sentence = document.quote(duty.start, duty.end)
    title = write_title(document, node) if first and node is not None else sentence
    above = context.leads if duty.rule == "bare" else ()  # `Phối hợp với Y …` above `Người phụ trách: X`
    return Draft(
        path, "inline", duty.rule, node.start if first and node is not None else duty.start,
        node.end if first and node is not None else duty.end, title.rstrip(" .;:,/") if title else None,
        content=write_prose(document, below) if first else None,
        leads=duty.leads or above, supports=duty.supports, deadlines=found or context.deadlines,
        products=context.products,
        inherited=(
            *(("lead_units",) if above and not duty.leads else ()),
            *(("deadlines",) if context.deadlines and not found else ()),
            *(("products",) if context.products else ()),
        ),
        warnings=tuple(warnings),
    )  # fmt: skip


def _labelled(
    node: Node,
    lead_text: Passage,
    paragraphs: Sequence[Passage],
    own: Assignment,
    subjects: Sequence[Duty],
    context: Context,
) -> Draft:
    """The task of a section that has assignment fields."""
    document = context.document
    scope, title = None, write_title(document, node, lead_text)
    if is_scope(document, node):
        scope = title
        above = next((a for a in node.ancestors() if not is_scope(document, a)), None)
        title = write_title(document, above) if above is not None else title
    if title is not None and _MERE_CONTENT.fullmatch(title.lower()):
        title = context.title or title
    content = [*own.content, *([write_prose(document, paragraphs) or ""] if paragraphs else [])]
    deadlines, warnings = find_own_deadlines(Passage(document, lead_text.start, lead_text.end), own, context)
    for duty in subjects:
        own = own._replace(leads=duty.leads, supports=own.supports or duty.supports)
    joint = lead_text.folded.startswith(("phối hợp ", "chủ trì, phối hợp "))
    beside = find_supports(lead_text) if joint else ()
    supports = own.supports or tuple(beside) or (() if own.leads else context.supports)
    inherited: tuple[tuple[InheritedKey, bool], ...] = (
        ("lead_units", bool(context.leads and not own.leads)),
        ("supporting_units", bool(supports and not own.supports and not beside)),
        ("deadlines", bool(context.deadlines and not deadlines)),
        ("products", bool(context.products and not own.products)),
    )
    return Draft(
        node.path, "labelled", "labelled fields", node.start, node.end, title,
        content="\n".join(c for c in content if c) or None, scope=scope,
        leads=own.leads or context.leads, supports=supports,
        deadlines=deadlines or context.deadlines, products=own.products or context.products, other=own.other,
        inherited=tuple(key for key, holds in inherited if holds), warnings=(*own.warnings, *warnings),
    )  # fmt: skip


def _find_subjects(prose: Sequence[Passage], own: Assignment, context: Context) -> list[Duty]:
    """The duties that name who, beside fields that do not: `Sở X mở lớp. Thời gian: …`."""
    if "lead" in own.roles or own.leads:
        return []
    return [duty for duty in read_duties(prose, context.givers, headed=bool(context.leads)) if duty.leads]


def _sibling(node: Node, context: Context) -> Draft:
    """The task of an item whose sibling is a task."""
    document = context.document
    heading = Passage(document, node.heading_start, node.heading_end)
    lines = [Passage(document, line.start, line.end) for line in node.lines]
    deadlines: list[Deadline] = []
    warnings: list[Warning] = []
    for passage in (heading, *lines):
        sentence = passage is heading and is_sentence(document, node)
        unread = find_unread(passage, context.calendar, sentence=sentence)
        if unread is not None:
            return _from_unread(node, passage, unread, context, 0)
        found, more = find_deadlines(passage, context.calendar)
        deadlines += found
        warnings += more
    return Draft(
        node.path, "sibling", "sibling of a task", node.start, node.end, write_title(document, node),
        content=write_prose(document, lines),
        deadlines=tuple(deadlines) or context.deadlines, warnings=tuple(warnings),
        inherited=("deadlines",) if context.deadlines and not deadlines else (),
    )  # fmt: skip


def _leads_siblings(document: Document, node: Node, drafts: Sequence[Draft]) -> bool:
    """Whether an item names units, ends with `:` and has nothing below: it leads in the siblings after it."""
    if node.children or len(drafts) != 1 or not drafts[0].leads or node.kind in BULLETS:
        return False
    return drafts[0].origin == "inline" and document.text[: node.end].rstrip().endswith(":")


def _lead_in(context: Context, passage: Passage | None, *, enacting: bool = False) -> Context:
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
    named = next((duty for duty in duties if duty.leads and (duty.rule == "assign" or not enacting)), None)
    if named is None and context.origin is None and (named := find_asked(last)) is not None:
        behind = Passage(last.document, named.verb, last.end)
        named = named._replace(supports=tuple(find_supports(behind, named.leads, named.verb)))
    if named is None and context.origin is None:
        return context._replace(deadlines=_time_alone(last, context) or context.deadlines)
    semicolon = passage.document.folded.rfind(";", last.start, last.end)
    clause = last._replace(start=max(last.start, semicolon + 1))
    deadlines = tuple(find_deadlines(clause, context.calendar)[0]) or context.deadlines
    if named is not None:
        told = named.rule == "subject" and find_demand(last._replace(start=named.verb)) in (None, "chỉ đạo")
        return context._replace(  # below `Sở Y tế chỉ đạo:` what it demands (`Yêu cầu …`) is its duty
            origin="lead_in", leads=named.leads, supports=named.supports, deadlines=deadlines, demanding=told
        )
    supports = tuple(find_supports(last, context.leads)) or context.supports
    return context._replace(origin="lead_in", supports=supports, deadlines=deadlines)


_OF_TIMES = (*"0123456789", "ngày", "tuần", "tháng", "qúy", "quí", "năm", "kỳ")


def _time_alone(sentence: Passage, context: Context, *, event: bool = False) -> tuple[Deadline, ...]:
    """The time that a heading of items is and nothing else: `Trước ngày 30/4/2026:`."""
    words = sentence.stripped()
    if len(words.text) > 60 or not any(sign in words.folded for sign in _OF_TIMES):
        return ()
    read, _ = read_deadlines(words, context.calendar, event=event)
    whole = len(read) == 1 and read[0].kind in ("date", "period") and len(read[0].text) == len(words.text)
    return tuple(read) if whole else ()


def _time_above(node: Node, heading: Passage, context: Context) -> tuple[Deadline, ...]:
    """The time a heading holds for its items: `Quý I/2026` alone, `Đợt 1: tháng 5/2026`, `… (từ … đến …)`.

    Not another time in parentheses, which may be of what the heading names.
    """
    alone = _time_alone(heading, context)
    words = heading.folded.rstrip(" .:")
    if alone or not node.children or len(words) > 300:
        return alone
    staged = words.lstrip().startswith(load_words("headings", "stage"))
    begin = words.rfind("(") if words.endswith(")") else words.find(":") if staged else -1
    if begin < 0:
        return ()
    end = heading.start + len(words.rstrip(")"))
    closing = heading._replace(start=heading.start + begin + 1, end=end).stripped()
    return _time_alone(closing, context) if staged or closing.folded.startswith("từ ") else ()


def _topic_time(passage: Passage, context: Context) -> tuple[Deadline, ...]:
    """The time that stands behind the topic of an item: `Lễ phát động: dự kiến ngày 26/4/2026. Sở Y tế …`."""
    folded = passage.document.folded
    colon = folded.find(": ", passage.start, min(passage.end, passage.start + 120))
    if colon < 0:
        return ()
    ends = [at for mark in (". ", ", ", "; ") if (at := folded.find(mark, colon, passage.end)) >= 0]
    words = Passage(passage.document, colon + 2, min(ends, default=colon + 2)).stripped()
    begin = words.start + len("dự kiến ") * words.folded.startswith("dự kiến ")
    return _time_alone(words._replace(start=begin), context, event=True)


_WHO_ONLY = Pattern(  # Phòng Kinh tế | chủ trì, phối hợp với Công an xã.
    r"[ ,]* (?: chủ [ ] trì | thực [ ] hiện | phụ [ ] trách | tham [ ] mưu | làm [ ] đầu [ ] mối )"
    r" [ ]* (?: [.;,] | $ )"
)


def _time_before(passage: Passage, duty: Duty, context: Context) -> tuple[Deadline, ...]:
    """The time of the work that a sentence names before the next says who: `Hằng quý giao ban. X chủ trì.`"""
    before = passage._replace(end=max(passage.start, min(duty.start, passage.end)))
    if not before.text.strip() or _WHO_ONLY.match(passage.document.folded, duty.verb) is None:
        return ()
    work = split_sentences(before)[-1]
    return () if is_told(work) else tuple(find_deadlines(work, context.calendar)[0])


def _last_line(preamble: Passage) -> Passage | None:
    folded, end = preamble.document.folded, preamble.end
    while end > preamble.start and folded[end - 1].isspace():
        end -= 1
    start = max(folded.rfind("\n", preamble.start, end) + 1, preamble.start)
    return Passage(preamble.document, start, end) if start < end else None


def _read_loose_duties(preamble: Passage, context: Context) -> list[Draft]:
    """The duties of the paragraphs of a document that has no labelled items (a short công văn).

    What its issuer says of itself there (`Sở Y tế sẽ tổng hợp …`) assigns nothing. A sentence that ends with
    `:` leads in the paragraphs below it: of those without a subject, the ones with a time are duties of its
    units (`Báo cáo gửi trước ngày 15/10/2026.`).
    """
    document = context.document
    drafts: list[Draft] = []
    led, opened = context, preamble  # the latest lead-in sentence
    begun = 0
    start = preamble.start
    while start < preamble.end:
        end = document.folded.find("\n", start, preamble.end)
        end = preamble.end if end < 0 else end
        paragraph = Passage(document, start, end)
        start = end + 1
        if document.blocks[document.block_at(paragraph.start)].cell is not None:
            continue
        found = _lead_in(context, paragraph)
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
            further = _from_duty(None, duty, context, 1, None)
            drafts.append(further._replace(origin="lead_in", inherited=("lead_units", *further.inherited)))
    if led.leads and not led.deadlines and len(drafts) == begun:
        drafts += _loose_duties(opened, context)  # nothing below it
    return drafts


def _loose_duties(paragraph: Passage, context: Context) -> list[Draft]:
    return [
        _from_duty(None, duty, context, 1, None)._replace(section=None)
        for duty in read_duties([paragraph], context.givers, calendar=context.calendar)
        if duty.leads
        and not (
            duty.rule == "subject" and gives(duty.leads, context.givers) and not must(paragraph, duty.verb)
        )
    ]


def _number(drafts: Sequence[Draft]) -> tuple[list[Task], list[Warning]]:
    """The drafts as tasks with their ids, and the warnings for what they lack."""
    tasks: list[Task] = []
    warnings: list[Warning] = []
    counts: dict[str, int] = {}
    for draft in drafts:
        path = draft.section or ""
        counts[path] = number = counts.get(path, 0) + 1
        span = Span(start=draft.start, end=draft.end)
        name = path if path and number == 1 else f"{path}#{number}"
        task = Task(
            rule=draft.rule, id=name, section=draft.section, title=draft.title, content=draft.content,
            scope=draft.scope, lead_units=list(draft.leads), supporting_units=list(draft.supports),
            deadlines=list(draft.deadlines),
            products=list(draft.products), other=list(draft.other), origin=draft.origin,
            inherited=list(draft.inherited), span=span,
        )  # fmt: skip
        tasks.append(task)
        warnings += draft.warnings
        if not draft.leads:
            warnings.append(
                Warning(code="missing_lead", message=f"Task {name} names no lead unit.", span=span)
            )
        if not draft.deadlines:
            warnings.append(
                Warning(code="missing_deadline", message=f"Task {name} has no deadline.", span=span)
            )
    return tasks, warnings
