"""Outline → tasks: attach what was read to its section, inherit, settle overlaps, warn.

The walk goes down the outline once. What a section hands down to its items stands in a frozen `Context`;
what it finds are `Draft`s, which become the tasks of the output when the walk is done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from kehoach.document import Document, Passage
from kehoach.fold import fold
from kehoach.lexicon import load_words
from kehoach.parse.assemble.assignment import (
    Assignment,
    Group,
    assigns,
    gives_duties,
    heads_duties,
    heads_duty,
    heads_sentence,
    part_closing,
    part_duties,
    part_work,
    read_assignment,
    read_field_items,
    read_groups,
    read_lines,
    read_shared_fields,
    shares_out,
    tells_who,
)
from kehoach.parse.assemble.draft import Context, Draft, find_own_deadlines, write_prose, write_title
from kehoach.parse.assemble.drafting import draft_duty, draft_labelled, draft_sibling
from kehoach.parse.assemble.headings import (
    BULLETS,
    FORWARD,
    ORDERED,
    SETTING,
    STATEMENT,
    frames_plan,
    holds_no_tasks,
    is_measure,
    is_topic,
    split_heading,
)
from kehoach.parse.assemble.lead_in import lead_below, lead_in, leads_siblings
from kehoach.parse.assemble.loose import read_loose_duties
from kehoach.parse.assemble.openings import open_sections
from kehoach.parse.assemble.rows import read_tables
from kehoach.parse.assemble.times import find_time_above
from kehoach.parse.assemble.unassigned import find_unassigned, read_unread
from kehoach.parse.closing import asks_to_obey, has_effect
from kehoach.parse.deadlines import Calendar, find_deadlines
from kehoach.parse.duties import read_duties
from kehoach.parse.duties.demands import find_demand, informs
from kehoach.parse.duties.sentence import Duty, is_told, read_duty, split_sentences, states
from kehoach.parse.duties.unread import starts_duty
from kehoach.parse.fields import Field, read_bare_label, split_fields
from kehoach.parse.patterns import Pattern
from kehoach.parse.segment.node import Node, Outline
from kehoach.parse.supports import find_supports
from kehoach.parse.telling import is_of_some, lists_conditions, lists_parts
from kehoach.parse.units import match_units, read_heading
from kehoach.parse.verbs import read_predicate, skip
from kehoach.parse.warnings import warn
from kehoach.values import Span, Task, Unit, Warning

_DESCRIBED = Pattern(
    r"\s* (?: được \s (?! giao | phân \s công | cấp )"
    r" | (?: gồm | bao \s gồm | đã | chưa | việc | chế \s độ | mức ) \s | không \s có \b"
    r" | \d+ \s* (?: % | [.;]? $ )"
    r" | \d+ \s+ (?! lần | giờ | phút | ngày | tuần | tháng | buổi ) [^\W\d]"  # 02 biên chế
    r" | (?: tốt \s nghiệp | có \s (?: bằng | trình \s độ | chứng \s chỉ ) ) \b )"
)
_COUNTED = Pattern(  # Tiểu học: 80 giáo viên
    r"\s* [^:.;]{1,60} : \s* \d [\d.,]* (?: \s [^\W\d]+ ){0,3} \s* [.;]? \s*"
)


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
    A document that `reports` (or submits) tells what was done: only its sections of proposals and next steps
    give tasks.
    """
    context = Context(outline.document, calendar, title, tuple(givers))
    roots = [root for root in outline.roots if root.kind != "appendix"]
    if reports:
        roots = [
            root
            for root in roots
            if FORWARD.search(outline.document.folded, root.heading.start, root.heading.end)
        ]
        drafts = _visit_items(roots, context)
    elif roots:
        last = find_last_line(preamble)
        led = lead_in(context, last, enacting=True)
        unread = (
            led.origin is not None
            and (not led.leads or (last is not None and informs(last)))
            and roots[0].kind in ("part", "chapter", "upper", "roman")
        )
        drafts = _visit_items(roots, context if unread else led)
    else:
        drafts = read_loose_duties(outline.unlabelled(preamble), context)
    if not reports:
        before = Passage(preamble.document, preamble.start, preamble.start)
        drafts += read_tables(outline.front_body, before, "", context)
    for root in outline.roots:
        if root.kind == "appendix":
            drafts += _visit(root, context)
    unassigned: list[Warning] = []
    if not reports:
        drafts += list(read_unread(outline, drafts, context))
        unassigned += find_unassigned(outline, drafts, context, None if roots else preamble)
    tasks, warnings = _number(sorted(drafts, key=lambda draft: draft.start))
    return tasks, warnings + unassigned


def _visit_items(nodes: Sequence[Node], context: Context) -> list[Draft]:
    """The tasks of sibling sections: each on its own, then what its siblings make of it."""
    found: list[list[Draft]] = []
    handed = context
    for node, following in zip_longest(nodes, nodes[1:]):
        kept, led = lead_below(node, following, handed)
        drafts = _visit(kept, handed)
        found.append(drafts)
        handed = led
        if leads_siblings(node, drafts):
            handed = context._replace(
                origin="lead_in",
                leads=drafts[0].leads,
                supports=drafts[0].supports,
                demanding=False,
                instructing=False,
            )
    kinds = {
        node.kind
        for node, drafts in zip(nodes, found, strict=True)
        if any(_sets_example(draft, node, context.document) for draft in drafts)
    }
    headed = any(draft.origin == "heading" for drafts in found for draft in drafts)
    for at, node in enumerate(nodes):
        silent = node.kind not in kinds or node.kind not in ORDERED or holds_no_tasks(node)
        if not (found[at] or silent) and is_measure(node, headed=headed):
            found[at] = [draft_sibling(node, context)]
    return [draft for drafts in found for draft in drafts]


def _sets_example(draft: Draft, node: Node, document: Document) -> bool:
    """Whether a draft makes tasks of its section's siblings; of a mere time and place, none."""
    if draft.section != node.path:
        return False
    named = bool(draft.leads or draft.supports)
    return named or SETTING.match(document.folded, node.heading.start, node.heading.end) is None


def _visit(node: Node, context: Context) -> list[Draft]:
    """The tasks of a section and of all that stands below it."""
    heading = node.heading
    if holds_no_tasks(node):
        return []
    node = open_sections(node)
    context = context._replace(deadlines=find_time_above(node, heading, context) or context.deadlines)
    if groups := read_groups(node):
        return [*read_tables(node.body, heading, node.path, context), *_read_groups(groups, context)]
    said = None if _lists_reach(node) else _read_heading(node, heading, context)
    if said is None:
        return list(read_tables(node.body, heading, node.path, context))
    lead_text, fields, spoken = said
    fields, paragraphs = _read_body(node, fields, spoken)
    nested, items, shared = _part_items(node, fields, context)
    own = read_assignment(nested, context.calendar)
    handed = context._replace(
        leads=own.leads or context.leads,
        supports=own.supports or (() if own.leads else context.supports),
        deadlines=own.deadlines or context.deadlines,
        products=own.products or context.products,
        origin="labelled" if shared else context.origin,
    )
    units: tuple[Unit, ...] = ()
    if not own.leads:
        named, duty = split_heading(lead_text)
        asks = context.demanding and find_demand(named)  # `- Phân công các tiểu ban.` below a unit
        units = () if asks or is_of_some(named, named.start) else tuple(read_heading(named))
        if units and duty is not None:
            office = not paragraphs and read_heading(duty)  # `Trưởng ban: Chủ tịch UBND tỉnh`
            if not items and (office or _DESCRIBED.match(duty.folded)):  # `Ban Tổ chức: gồm 5 người`
                return list(read_tables(node.body, heading, node.path, handed))
            paragraphs.insert(0, _without_post(duty) if units[-1].rule == "person" else duty)
    tables = list(read_tables(node.body, heading, node.path, handed._replace(leads=units or handed.leads)))
    prose = [lead_text, *paragraphs] if lead_text.text.strip() else paragraphs
    if units:
        return tables + _visit_unit(node, items, paragraphs, units, own, context)
    below = _visit_below(items, prose, handed) if items else []
    if tables or below:
        return tables + below
    if own.assigns and not own.leads and not own.supports and frames_plan(heading):
        return []  # when and where the plan as a whole is carried out
    if own.assigns:
        subjects = _find_subjects(prose, own, context)
        if len(subjects) > 1:
            return _read_prose(node, prose, own, handed)
        return [draft_labelled(node, lead_text, paragraphs, own, subjects, context)]
    return _read_prose(node, prose, own, context)


def _lists_reach(node: Node) -> bool:
    """Whether a heading is but a label of place or reach above bullets: `Địa bàn:` above `- Các đơn vị …`."""
    if not node.children or node.lines or node.children[0].kind not in BULLETS:
        return False
    if not node.heading.folded.strip(" .:").startswith(load_words("headings", "reach")):
        return False
    given = (read_duty(child.heading) for child in node.children)
    return read_bare_label(node.heading) is not None and all(
        duty is None or duty.rule != "assign" for duty in given
    )


def _without_post(duty: Passage) -> Passage:
    """What a person named in a heading does, without the post: `Đồng chí An: Trưởng ban, | chỉ đạo chung`."""
    posts, end = match_units(duty.stripped())
    held = len(posts) == 1 and posts[0].rule == "office" and duty.document.folded.startswith(",", end)
    return duty._replace(start=end + 1) if held else duty


def _read_heading(
    node: Node, heading: Passage, context: Context
) -> tuple[Passage, list[Field], list[Passage]] | None:
    """The words of a heading, its fields, and the duties that are told behind them.

    None where it is but a field of the whole plan, which is no task's.
    """
    document = context.document
    lead_text, fields = split_fields(heading)
    if not fields:
        lead_text, fields = part_closing(heading, context.calendar)
    if not fields and (context.demanding or shares_out(node.parent)):
        lead_text, fields = part_work(heading, persons=context.demanding)
    if not fields:
        return lead_text, [], []
    labelled = not lead_text.text.strip()
    duty_told = labelled and (
        tells_who(fields, shared=node.kind in ORDERED) or (bool(context.leads) and heads_duty(fields))
    )
    if duty_told or heads_sentence(node, fields) or _names_nobody(fields[-1], node, document):
        return heading, [], []
    if not labelled:
        return lead_text, *part_duties(fields)
    if node.children or node.lines:
        return lead_text, fields, []
    spoken = [fields[0].value] if gives_duties(fields) else part_duties(fields)[1]
    return (lead_text, [], spoken) if spoken else None


def _read_body(node: Node, fields: list[Field], spoken: list[Passage]) -> tuple[list[Field], list[Passage]]:
    """The fields and the paragraphs of a section, behind those of its heading.

    A label above no fields that assign may only be the topic of a duty: `Ghi chú: Giao Công an xã …`.
    """
    fields, paragraphs = [*fields], [*spoken]
    lines = read_lines(node)
    assigned = assigns((*fields, *(found for _, more in lines for found in more)))
    for before, more in lines:
        if not assigned and not before.text.strip() and tells_who(more):
            paragraphs.append(before._replace(start=more[0].start, end=more[-1].value.end))
            continue
        if before.text.strip(" \t.;-–("):
            paragraphs.append(before)
            if fields and not more and not fields[-1].value.text.strip():
                fields[-1] = fields[-1]._replace(value=paragraphs.pop())
        more, told = part_duties(more)
        paragraphs += told
        fields += more
    return fields, paragraphs


def _part_items(
    node: Node, fields: Sequence[Field], context: Context
) -> tuple[list[tuple[Field, list[Passage]]], list[Node], bool]:
    """All fields of a section, the items of it that are none, and whether the fields are of all of these.

    So are who leads and who helps, behind items that each have their time: `a) Đợt 1: … b) Đợt 2: … c) Đơn vị
    chủ trì: …`.
    """
    document = context.document
    items: list[Node] = []
    nested: list[tuple[Field, list[Passage]]] = [(f, [f.value]) for f in fields]
    listed = read_field_items(document, node.children, context.calendar)
    assigned = any(assigns(found for found, _ in values) for values in listed)
    for child, values in zip(node.children, listed, strict=True):
        duties = [] if assigned or child.kind not in ORDERED else part_duties([f for f, _ in values])[1]
        if values and not duties:  # not `4. Kinh phí: Ngân sách xã. Phòng Kinh tế thẩm định dự toán.`
            nested += values
        else:
            items.append(child)
    assigning = assigns(found for found, _ in nested)
    shared = [] if assigning else read_shared_fields(document, items, context.calendar)
    if shared:
        items = [] if items[-1].kind in BULLETS else [*items[:-1], items[-1].heading_alone()]
    when = any(field.role in ("deadline", "event") for field, _ in nested)
    timed = len(items) > 1 and assigning and not when and all(_is_timed(item, context) for item in items)
    return nested + shared, items, bool(shared) or timed


def _is_timed(item: Node, context: Context) -> bool:
    """Whether a lettered or numbered item says in its own words by when."""
    return item.kind in ORDERED and bool(find_deadlines(item.heading, context.calendar)[0])


def _read_groups(groups: Sequence[Group], context: Context) -> Iterator[Draft]:
    """The tasks that stand one below the other in a section, each with its own fields."""
    for node, prose, fields, end in groups:
        own = read_assignment(fields, context.calendar)
        subjects = _find_subjects(prose, own, context)
        heading = prose[0] if prose else node.heading
        draft = draft_labelled(node, heading, prose[1:], own, subjects[:1], context)
        start = min(heading.start, fields[0][0].start) if prose else fields[0][0].start
        yield draft._replace(start=start, end=end)


def _names_nobody(field: Field, node: Node, document: Document) -> bool:
    """Whether a label that stands for who does it has words below it that name nobody: it is a heading."""
    if field.role not in ("lead", "implement", "support") or field.value.text.strip():
        return False
    if not node.lines:
        return heads_duties(node)
    line = node.lines[0]
    return not match_units(line, people=True)[0]


def _visit_below(items: Sequence[Node], prose: Sequence[Passage], handed: Context) -> list[Draft]:
    """The tasks of a section's items, led in by its last sentence if that names units and ends with `:`."""
    deep = any(item.children for item in items)
    if handed.origin in ("heading", "lead_in") and not deep and not is_topic(prose, items):
        drafts = _visit_items(items, handed)  # what stands below only says it in detail, or names who does it
        own = all(draft.origin == "inline" and draft.rule == "subject" for draft in drafts)
        return drafts if own and len(drafts) >= len(items) > 1 else []
    last = prose[-1] if prose else None
    if last is not None and (lists_conditions(last) or (handed.origin is not None and lists_parts(last))):
        return []  # what it consists of: `Hoàn thành hồ sơ gồm:`
    return _visit_items(items, lead_in(handed, last))


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
    if items and not (items[0].children or items[0].body):
        first = items[0]
        member, office = split_heading(first.heading)
        listed = read_heading(member) and (office is None or read_heading(office))  # `Ông An: Trưởng ban`
        if find_demand(member) is None and listed:  # not `- Phân công các tiểu ban.`
            return []
    handed = context._replace(
        origin="heading",
        demanding=True,
        instructing=False,
        leads=units,
        supports=own.supports,
        deadlines=own.deadlines or context.deadlines,
        products=own.products or context.products,
    )
    if items:
        below = _visit_items(items, lead_in(handed, paragraphs[-1]) if paragraphs else handed)
        if below:
            lost = [warn("ambiguous_scope", "“{}” is in no task.", *p) for p in paragraphs if _asks_more(p)]
            below[0] = below[0]._replace(warnings=(*below[0].warnings, *lost))
            return below
    if not paragraphs and not own.assigns:
        return []
    drafts = []
    heading = node.heading
    for n, duty in enumerate(
        read_duties(paragraphs, context.givers, calendar=context.calendar, headed=True, demanding=units)
    ):
        passage = Passage(document, duty.start, duty.end)
        if duty.leads and not _is_each_of(units, duty):
            drafts.append(draft_duty(node, duty, context, n, node.path, [heading, *paragraphs]))
            continue
        supports = own.supports or tuple(find_supports(passage, units, duty.verb))
        deadlines, warnings = find_own_deadlines(passage, own, context)
        drafts.append(
            Draft(
                node.path, "heading", "unit heading", node.start, node.end, write_title(node),
                content=write_prose(document, [passage]), leads=units, supports=supports,
                deadlines=deadlines or context.deadlines, products=own.products, other=own.other,
                inherited=("deadlines",) if context.deadlines and not deadlines else (),
                warnings=(*own.warnings, *warnings),
            )
        )  # fmt: skip
    return drafts


def _asks_more(paragraph: Passage) -> bool:
    """Whether a paragraph above the items of a unit is a duty of its own, and no lead-in."""
    return starts_duty(paragraph) and paragraph.text.rstrip().endswith((".", ";"))


def _is_each_of(units: Sequence[Unit], duty: Duty) -> bool:
    """Whether a duty's subject is each of the units of a heading: `Các lớp, Tổ Toán:` above `Mỗi tổ …`."""
    each, _, kind = fold(duty.leads[0].name).partition(" ")
    named = (f" {fold(unit.name)} " for unit in units)
    return each in ("mỗi", "từng") and (kind == "đơn vị" or any(f" {kind} " in name for name in named))


def _read_prose(node: Node, prose: Sequence[Passage], own: Assignment, context: Context) -> list[Draft]:
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
            if context.instructing and _states_rule(passage):
                message = "“{}” may be a rule, and not what those named above are to do."
                warnings += (warn("unparsed_units", message, document, passage.start, passage.end),)
            drafts.append(
                Draft(
                    node.path, context.origin or "heading", "handed down", node.start, node.end,
                    write_title(node), content=write_prose(document, prose[1:]),
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
            drafts.append(draft_duty(node, duty, context, n, node.path, prose))
    return drafts


def _warn_named(item: Passage, least: int) -> tuple[Warning, ...]:
    """A warning where an item begins with units, of a lead-in with a list of them: it may be theirs.

    Or where nothing but units stands behind its colon, below a unit: `Nước uống: Phòng Hành chính`.
    """
    folded = item.document.folded
    begin = skip(folded, item.start, item.end)
    work = part_work(item)[1] if least == 1 else []
    about = folded.startswith("đối với ", begin)  # `Đối với xã A, yêu cầu sớm báo cáo`
    units, end = match_units(item._replace(start=begin + about * len("đối với ")))
    asked = about and folded[end : end + 12].lstrip(", ").startswith(("yêu cầu ", "đề nghị "))
    if work:
        span = work[0].value.start, work[0].value.end
    elif len(units) < (2 if about else least) - asked or read_predicate(folded, begin, item.end):
        return ()  # `Tổ chức thi …`, the verb
    else:
        span = units[0].span.start, units[-1].span.end
    message = "“{}” may be who is to do this, instead of whom the text above names."
    return (warn("unparsed_units", message, item.document, *span),)


def _states_rule(passage: Passage) -> bool:
    """Whether no verb of a duty opens a sentence of an item, nor what stands behind its topic.

    `Mức phụ cấp là 200.000 đồng/ngày.`; not `Công tác thi đua: Tổng kết …`.
    """
    behind = split_heading(passage)[1]
    return all(map(states, split_sentences(passage))) and (behind is None or states(behind))


def _only_opens(passage: Passage, prose: Sequence[Passage], duties: int) -> bool:
    """Whether what stands before the first subject is a topic (`5. Báo cáo`) or opinion (`Đồng ý với …`).

    Or the reason for what is asked behind it: `Kinh phí mới được cấp 50%. Vì vậy, đề nghị X …`.
    """
    words = passage.text.strip()
    behind = passage.document.folded[passage.end : passage.end + 20].lstrip()
    told = behind.startswith(load_words("assignments", "reasoned")) or all(
        map(is_told, split_sentences(passage))
    )
    if STATEMENT.match(passage.folded.lstrip()) or (duties > 1 and told):
        return True
    topic = duties > 1 and len(prose) > 1 and passage.end <= prose[1].start
    closed = words.endswith((".", ";")) or (words.endswith(":") and not words.startswith("Về "))
    return topic and len(words) < 80 and not closed


def _find_subjects(prose: Sequence[Passage], own: Assignment, context: Context) -> list[Duty]:
    """The duties that name who, beside fields that do not: `Sở X mở lớp. Thời gian: …`."""
    if "lead" in own.roles or own.leads:
        return []
    return [duty for duty in read_duties(prose, context.givers, headed=bool(context.leads)) if duty.leads]


def find_last_line(preamble: Passage) -> Passage | None:
    folded, end = preamble.document.folded, preamble.end
    while end > preamble.start and folded[end - 1].isspace():
        end -= 1
    start = max(folded.rfind("\n", preamble.start, end) + 1, preamble.start)
    return Passage(preamble.document, start, end) if start < end else None


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
