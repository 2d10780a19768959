"""Outline → tasks: attach what was read to its section, inherit, settle overlaps, warn.

The walk goes down the outline once. What a section hands down to its items stands in a frozen `Context`;
what it finds are `Draft`s, which become the tasks of the output when the walk is done.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kehoach.document import Document, Passage
from kehoach.fold import fold
from kehoach.lexicon import load_words
from kehoach.parse.deadlines import Calendar, find_deadlines, read_deadlines
from kehoach.parse.duties import Duty, find_supports, find_unread, gives, read_duties, split_sentences
from kehoach.parse.fields import Field, cut_items, split_fields, warn_typos
from kehoach.parse.patterns import Pattern
from kehoach.parse.segment import Node, Outline, TablePlace
from kehoach.parse.tables import Entry, Header, Row, read_grid, read_header, read_rows
from kehoach.parse.units import match_units, read_heading, read_units
from kehoach.values import Deadline, InheritedKey, Origin, OtherField, Span, Task, Unit, Warning


class Assignment(NamedTuple):
    """What fields say: the values of one section, row or lead-in sentence."""

    leads: tuple[Unit, ...] = ()
    supports: tuple[Unit, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    products: tuple[str, ...] = ()
    other: tuple[OtherField, ...] = ()
    content: tuple[str, ...] = ()
    roles: frozenset[str] = frozenset()
    warnings: tuple[Warning, ...] = ()

    @property
    def assigns(self) -> bool:
        """Whether it says who or by when."""
        return bool(self.roles & {"lead", "implement", "support", "deadline", "event"})


class Context(NamedTuple):
    """What a section hands down to its items. `origin` is set where its items are duties of `leads`."""

    document: Document
    calendar: Calendar
    title: str | None
    givers: tuple[str, ...] = ()
    origin: Origin | None = None
    leads: tuple[Unit, ...] = ()
    supports: tuple[Unit, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    products: tuple[str, ...] = ()


class Draft(NamedTuple):
    """A task before it has its id."""

    section: str | None
    origin: Origin
    rule: str
    start: int
    end: int
    title: str | None
    content: str | None = None
    scope: str | None = None
    leads: tuple[Unit, ...] = ()
    supports: tuple[Unit, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    products: tuple[str, ...] = ()
    other: tuple[OtherField, ...] = ()
    inherited: tuple[InheritedKey, ...] = ()
    warnings: tuple[Warning, ...] = ()


_BULLETS = ("dash", "plus", "bullet")
_ORDERED = ("arabic", "decimal", "letter", "paren")

_PART = Pattern(r" [ ]* (?: , | ; | \b và \b | - | / | & ) [ ]* (?: các [ ]+ )?")
_AIM = Pattern(
    r"""
    (?: về [ ]+ )? (?: các [ ]+ )? \L<aim>
    (?: [ ] (?: chung | cụ \s thể | tổng \s quát | chủ \s yếu | trọng \s tâm | cơ \s bản | phấn \s đấu ) )*
    (?: [ ] (?: đến | trong | của | giai \s đoạn | năm | đối \s với | về | cho ) \b .* )?
    """,
    aim=lambda: load_words("headings", "aim"),
)
_NARRATIVE = Pattern(r"(?: \L<narrative> ) \b", narrative=lambda: load_words("headings", "narrative"))
_FUNDING = Pattern(r"(?: \L<funding> ) \b", funding=lambda: load_words("headings", "funding"))
_STATEMENT = Pattern(r"(?: \L<statement> ) \b", statement=lambda: load_words("headings", "statement"))
_FORWARD = Pattern(r"\b \L<forward> \b", forward=lambda: load_words("headings", "forward"))
_MERE_FIELD = Pattern(
    r"(?! \L<verbs> \b ) (?: [^\s:]+ [ ] ){0,4} [^\s:]+ : .{1,80}",  # Lệ phí: Không thu.
    verbs=lambda: load_words("duties", "verbs"),
)
_MERE_CONTENT = Pattern(r"\L<content>", content=lambda: load_words("headings", "content"))
_DAY = Pattern(
    r"(?<! \d ) (?P<day> \d{1,2} ) [ ]? [/.-] [ ]? (?P<month> \d{1,2} ) [ ]? [/.-] [ ]? (?P<year> \d{4} )"
)
_TICKS = frozenset("xX×✓✔√vV+")
_SPAN = Pattern(r"\L<span> [ ] (?: [ivx]+ | \d+ ) \b", span=lambda: map(fold, ("quý", "tháng", "tuần")))
_HOURS = Pattern(r"[ ]* (?: từ [ ]+ )? \d{1,2} [ ]* (?: h | g | giờ | : ) [ ]* \d{0,2} .*")


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
            if _FORWARD.search(outline.document.folded, root.heading_start, root.heading_end)
        ]
        drafts = _visit_items(roots, context)
    elif roots:
        drafts = _visit_items(roots, _lead_in(context, _last_line(preamble), enacting=True))
    else:
        drafts = _read_loose_duties(preamble, context)
    for root in outline.roots:
        if root.kind == "appendix":
            drafts += _visit(root, context)
    tasks, warnings = _number(sorted(drafts, key=lambda draft: draft.start))
    return tasks, [*warnings, *_warn_unread(outline, {draft.section for draft in drafts})]


def _warn_unread(outline: Outline, drafted: Collection[str | None]) -> Iterator[Warning]:
    """A warning for each paragraph that begins like a duty, in a section that gave no task."""
    document = outline.document
    silent: set[int] = set()
    for node in outline.walk():
        heading = Passage(document, node.heading_start, node.heading_end)
        if id(node.parent) in silent or node.path in drafted or _gives_no_tasks(heading):
            silent.add(id(node))
            continue
        paragraphs = [heading, *(Passage(document, line.start, line.end) for line in node.lines)]
        for paragraph in paragraphs:
            place = find_unread(paragraph) if paragraph.end - paragraph.start > 40 else None
            leads = paragraph.text.endswith(":") and any(p and p.startswith(f"{node.path}/") for p in drafted)
            if place is not None and not leads and not split_fields(paragraph)[1]:
                words = document.quote(*place)
                yield Warning(
                    code="unparsed_units",
                    message=f"“{words}” begins like a duty, but who is to do what could not be read.",
                    span=Span(start=place[0], end=place[1]),
                )


# --- sections ---------------------------------------------------------------------------------------------


def _visit_items(nodes: Sequence[Node], context: Context) -> list[Draft]:
    """The tasks of sibling sections: each on its own, then what its siblings make of it."""
    found: list[list[Draft]] = []
    handed = context
    for node in nodes:
        drafts = _visit(node, handed)
        found.append(drafts)
        if _leads_siblings(context.document, node, drafts):
            handed = context._replace(origin="lead_in", leads=drafts[0].leads, supports=drafts[0].supports)
    kinds = {
        node.kind
        for node, drafts in zip(nodes, found, strict=True)
        if any(d.section == node.path for d in drafts)
    }
    for at, node in enumerate(nodes):
        if (
            not found[at]
            and node.kind in kinds
            and node.kind in _ORDERED
            and _is_measure(context.document, node)
        ):
            found[at] = [_sibling(node, context)]
    return [draft for drafts in found for draft in drafts]


def _visit(node: Node, context: Context) -> list[Draft]:
    """The tasks of a section and of all that stands below it."""
    document = context.document
    heading = Passage(document, node.heading_start, node.heading_end)
    if _gives_no_tasks(heading):
        return []
    lead_text, fields = split_fields(heading)
    if fields and not lead_text.text.strip() and not _is_item(document, node):
        return []  # a field of the whole plan: no task's
    paragraphs: list[Passage] = []
    for line in node.lines:
        if document.blocks[line.block].note:
            continue
        before, more = split_fields(Passage(document, line.start, line.end))
        if before.text.strip(" \t.;-–("):
            paragraphs.append(before)
            if fields and not more and not fields[-1].value.text.strip():
                fields[-1] = fields[-1]._replace(value=paragraphs.pop())
        fields += more
    items: list[Node] = []
    nested: list[tuple[Field, list[Passage]]] = [(f, [f.value]) for f in fields]
    for child in node.children:
        values = _read_field_item(document, child)
        if values:
            nested += values
        else:
            items.append(child)
    shared = [] if _assigns(nested) else _trailing_fields(document, items)
    if shared:
        nested += shared
        items = [] if items[-1].kind in _BULLETS else [*items[:-1], replace(items[-1], body=[], children=[])]
    own = read_assignment(nested, context.calendar)
    handed = context._replace(
        leads=own.leads or context.leads,
        supports=own.supports or (() if own.leads else context.supports),
        deadlines=own.deadlines or context.deadlines,
        products=own.products or context.products,
        origin="labelled" if shared else context.origin,
    )
    tables = list(_read_tables(node, handed))
    units: tuple[Unit, ...] = ()
    if not own.leads:
        named, duty = _split_heading(lead_text)
        units = tuple(read_heading(named))
        if units and duty is not None and not items and not paragraphs and read_heading(duty):
            return tables  # who holds an office: `Trưởng ban: Chủ tịch UBND tỉnh`
        if units and duty is not None:
            paragraphs.insert(0, duty)
    prose = [lead_text, *paragraphs] if lead_text.text.strip() else paragraphs

    if units:
        return tables + _visit_unit(node, items, paragraphs, units, own, context)
    if items:
        below = _visit_below(node, items, prose, own, handed)
        if below:
            return tables + below
    if tables:
        return tables
    if own.assigns:
        return [_labelled(node, lead_text, paragraphs, own, context)]
    return _read_prose(node, prose, items, own, context)


def _visit_below(
    node: Node, items: Sequence[Node], prose: Sequence[Passage], own: Assignment, handed: Context
) -> list[Draft]:
    """The tasks of a section's items, led in by its last sentence if that names units and ends with `:`."""
    document = handed.document
    if handed.origin in ("heading", "lead_in") and not _is_topic(document, node, prose):
        return []  # a duty of its own: what stands below only says it in detail
    context = handed
    if prose:
        context = _lead_in(handed, prose[-1])
    if context is handed and handed.origin is None and own.leads:
        context = handed  # fields are inherited, but do not make tasks of mere measures
    return _visit_items(items, context)


def _visit_unit(
    node: Node,
    items: Sequence[Node],
    paragraphs: Sequence[Passage],
    units: tuple[Unit, ...],
    own: Assignment,
    context: Context,
) -> list[Draft]:
    """The duties below a heading that is itself a unit."""
    document = context.document
    handed = context._replace(
        origin="heading",
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
    for n, duty in enumerate(read_duties(paragraphs, context.givers, headed=True, demanding=True)):
        passage = Passage(document, duty.start, duty.end)
        if duty.leads:
            drafts.append(_from_duty(node, duty, context, n, node.path))
            continue
        supports = own.supports or tuple(find_supports(passage, units, duty.verb))
        deadlines, warnings = _own_deadlines(passage, own, context)
        drafts.append(
            Draft(
                node.path, "heading", "unit heading", node.start, node.end, _title(document, node),
                content=_prose(document, [passage]), leads=units, supports=supports, deadlines=deadlines,
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
        prose, context.givers, headed=context.origin is not None, demanding=context.origin == "heading"
    )
    drafts: list[Draft] = []
    for n, duty in enumerate(duties):
        if not duty.leads and duty.rule == "headed":
            if not context.leads:
                continue
            passage = Passage(document, duty.start, duty.end)
            if len(duties) > 1 and _only_opens(passage, prose):
                continue
            found = tuple(find_supports(passage, context.leads, duty.verb))
            deadlines, warnings = _own_deadlines(passage, own, context)
            drafts.append(
                Draft(
                    node.path, context.origin or "heading", "handed down", node.start, node.end,
                    _title(document, node), content=_prose(document, prose[1:]),
                    leads=context.leads, supports=found or context.supports,
                    deadlines=deadlines or context.deadlines,
                    products=own.products or context.products, other=own.other,
                    inherited=(
                        "lead_units",
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


def _only_opens(passage: Passage, prose: Sequence[Passage]) -> bool:
    """Whether what stands before the first subject is a topic (`5. Báo cáo`) or opinion (`Đồng ý với …`)."""
    words = passage.text.strip()
    if _STATEMENT.match(passage.folded.lstrip()):
        return True
    topic = len(prose) > 1 and passage.end <= prose[1].start
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
    found = tuple(deadlines)
    first = number == 0 and node is not None
    within = [p for p in prose if duty.start < p.end and p.start < duty.end]
    title = _title(document, node) if first and node is not None else document.quote(duty.start, duty.end)
    return Draft(
        path, "inline", duty.rule, node.start if first and node is not None else duty.start,
        node.end if first and node is not None else duty.end, title.rstrip(" .;:,/") if title else None,
        content=_prose(document, within[1:]) if first else None,
        leads=duty.leads, supports=duty.supports, deadlines=found or context.deadlines,
        products=context.products,
        inherited=(
            *(("deadlines",) if context.deadlines and not found else ()),
            *(("products",) if context.products else ()),
        ),
        warnings=tuple(warnings),
    )  # fmt: skip


def _labelled(
    node: Node, lead_text: Passage, paragraphs: Sequence[Passage], own: Assignment, context: Context
) -> Draft:
    """The task of a section that has assignment fields."""
    document = context.document
    scope, title = None, _title(document, node, lead_text)
    if _is_scope(document, node):
        scope = title
        above = next((a for a in node.ancestors() if not _is_scope(document, a)), None)
        title = _title(document, above) if above is not None else title
    if title is not None and _MERE_CONTENT.fullmatch(title.lower()):
        title = context.title or title
    content = [*own.content, *([_prose(document, paragraphs) or ""] if paragraphs else [])]
    deadlines, warnings = _own_deadlines(Passage(document, lead_text.start, lead_text.end), own, context)
    if "lead" not in own.roles and not own.leads:
        own = _with_subject(own, [lead_text, *paragraphs], context)
    supports = own.supports or (() if own.leads else context.supports)
    inherited: tuple[tuple[InheritedKey, bool], ...] = (
        ("lead_units", bool(context.leads and not own.leads)),
        ("supporting_units", bool(supports and not own.supports)),
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


def _with_subject(own: Assignment, prose: Sequence[Passage], context: Context) -> Assignment:
    """What fields say, with the units of the one duty sentence beside them: `Sở X mở lớp; thời gian: …`."""
    duties = [duty for duty in read_duties(prose, context.givers, headed=bool(context.leads)) if duty.leads]
    if len(duties) != 1:
        return own
    return own._replace(leads=duties[0].leads, supports=own.supports or duties[0].supports)


def _sibling(node: Node, context: Context) -> Draft:
    """The task of an item whose sibling is a task."""
    document = context.document
    passage = Passage(document, node.heading_start, node.heading_end)
    deadlines, warnings = find_deadlines(passage, context.calendar)
    return Draft(
        node.path, "sibling", "sibling of a task", node.start, node.end, _title(document, node),
        content=_prose(document, [Passage(document, line.start, line.end) for line in node.lines]),
        deadlines=tuple(deadlines) or context.deadlines, warnings=tuple(warnings),
        inherited=("deadlines",) if context.deadlines and not deadlines else (),
    )  # fmt: skip


# --- what a section is ------------------------------------------------------------------------------------


def _gives_no_tasks(heading: Passage) -> bool:
    """Whether a heading is of purpose, requirements, assessment, or of an outline for others to fill in."""
    words = " ".join(heading.stripped().folded.split())
    if not words or len(words) > 160:
        return False
    if _NARRATIVE.match(words):
        return True
    parts = [part for part in _PART.compiled.split(words) if part]
    return all(_AIM.fullmatch(part) for part in parts)


def _split_heading(heading: Passage) -> tuple[Passage, Passage | None]:
    """A heading before and behind its first colon: `Phòng Tổng hợp: Là đầu mối …`."""
    text = heading.text
    at = text.find(":")
    if at < 0 or not text[at + 1 :].strip() or at > 200:
        return heading, None
    if match_units(heading)[1] > heading.start + at:
        return heading, None  # `Giám đốc các Sở: Y tế, Nội vụ căn cứ …`
    document = heading.document
    return Passage(document, heading.start, heading.start + at), Passage(
        document, heading.start + at + 1, heading.end
    )


def _is_item(document: Document, node: Node) -> bool:
    return bool(node.children) or any(True for line in node.lines)


def _is_scope(document: Document, node: Node) -> bool:
    """Whether a bullet only says for whom its fields are: `- Thành phố:`."""
    text = document.quote(node.heading_start, node.heading_end)
    return node.kind in _BULLETS and text.endswith(":") and bool(node.children) and len(text) < 120


def _is_topic(document: Document, node: Node, prose: Sequence[Passage]) -> bool:
    """Whether a section only opens its items: its last words end with `:`, or its heading is no sentence."""
    if not prose:
        return True
    last = prose[-1].text.rstrip()
    if last.endswith(":"):
        return True
    return len(prose) == 1 and last[-1:] not in ".;" and len(last) < 160


def _is_measure(document: Document, node: Node) -> bool:
    """Whether an item without any assignment is a task because its sibling is one."""
    heading = Passage(document, node.heading_start, node.heading_end)
    if _gives_no_tasks(heading) or not heading.text.strip() or read_heading(heading):
        return False
    if _STATEMENT.match(heading.folded.lstrip()):
        return False
    before, fields = split_fields(heading)
    if (fields and not before.text.strip()) or _MERE_FIELD.fullmatch(heading.folded):
        return False
    return _FUNDING.match(heading.folded.lstrip()) is None


def _leads_siblings(document: Document, node: Node, drafts: Sequence[Draft]) -> bool:
    """Whether an item names units, ends with `:` and has nothing below: it leads in the siblings after it."""
    if node.children or len(drafts) != 1 or not drafts[0].leads or node.kind in _BULLETS:
        return False
    return drafts[0].origin == "inline" and document.text[: node.end].rstrip().endswith(":")


def _lead_in(context: Context, passage: Passage | None, *, enacting: bool = False) -> Context:
    """What a sentence that ends with `:` hands down to the items below it.

    The sentence that enacts the document (`UBND xã … ban hành Kế hoạch … như sau:`) hands down nothing,
    unless it assigns (`UBND xã … yêu cầu các đơn vị … như sau:`).
    """
    if passage is None or not passage.text.rstrip().endswith(":"):
        return context
    last = split_sentences(passage)[-1]
    duties = read_duties(
        [last], context.givers, headed=context.origin is not None, demanding=context.origin == "heading"
    )
    named = next((duty for duty in duties if duty.leads and (duty.rule == "assign" or not enacting)), None)
    if named is not None:
        return context._replace(origin="lead_in", leads=named.leads, supports=named.supports)
    if context.origin is not None:
        supports = tuple(find_supports(last, context.leads))
        return context._replace(origin="lead_in", supports=supports or context.supports)
    return context


def _last_line(preamble: Passage) -> Passage | None:
    folded, end = preamble.document.folded, preamble.end
    while end > preamble.start and folded[end - 1].isspace():
        end -= 1
    start = max(folded.rfind("\n", preamble.start, end) + 1, preamble.start)
    return Passage(preamble.document, start, end) if start < end else None


# --- fields -----------------------------------------------------------------------------------------------


def _read_field_item(document: Document, node: Node) -> list[tuple[Field, list[Passage]]]:
    """The fields of an item that is nothing but fields (`a) Cơ quan thực hiện: …`), with nested values.

    An item such as `1. Nội dung: …` that has assignment fields of its own below it is none.
    """
    before, fields = split_fields(Passage(document, node.heading_start, node.heading_end))
    if not fields or before.text.strip():
        return []
    if fields[0].role in ("content", "other", "product") and _has_assignment(document, node):
        return []
    values = [(f, [f.value]) for f in fields]
    nested = [Passage(document, line.start, line.end) for line in node.lines]
    for child in node.children:
        for below in child.walk():
            nested.append(Passage(document, below.heading_start, below.heading_end))
            nested += [Passage(document, line.start, line.end) for line in below.lines]
    for passage in nested:
        before, more = split_fields(passage)
        if before.text.strip():
            values[-1][1].append(before)
        values += [(f, [f.value]) for f in more]
    return values


def _has_assignment(document: Document, node: Node) -> bool:
    """Whether assignment fields stand below an item."""
    for below in node.walk():
        passages = [Passage(document, line.start, line.end) for line in below.lines]
        if below is not node:
            passages.append(Passage(document, below.heading_start, below.heading_end))
        for passage in passages:
            if _assigns([(found, []) for found in split_fields(passage)[1]]):
                return True
    return False


def _trailing_fields(document: Document, items: Sequence[Node]) -> list[tuple[Field, list[Passage]]]:
    """Fields given once, behind the last of several items that have none: they are of all the items."""
    if len(items) < 2 or items[-1].kind not in (*_BULLETS, *_ORDERED):
        return []
    if any(_has_assignment(document, item) for item in items[:-1]):
        return []
    last = items[-1]
    values: list[tuple[Field, list[Passage]]] = []
    for line in last.lines:
        before, fields = split_fields(Passage(document, line.start, line.end))
        if before.text.strip() or not fields:
            return []
        values += [(f, [f.value]) for f in fields]
    if last.children and any(item.children for item in items[:-1]):
        return []
    for child in last.children:
        below = _read_field_item(document, child)
        if not below:
            return []
        values += below
    return values if _assigns(values) else []


def _assigns(fields: Sequence[tuple[Field, list[Passage]]]) -> bool:
    return any(f.role in ("lead", "implement", "support", "deadline") for f, _ in fields)


def read_assignment(fields: Sequence[tuple[Field, list[Passage]]], calendar: Calendar) -> Assignment:
    """The values of the fields of one section or row."""
    leads: list[Unit] = []
    carried: list[Unit] = []
    supports: list[Unit] = []
    deadlines: list[Deadline] = []
    products: list[str] = []
    other: list[OtherField] = []
    content: list[str] = []
    warnings = warn_typos([f for f, _ in fields])
    has_lead = any(f.role == "lead" for f, _ in fields)
    for found, values in fields:
        passages = [value for value in values if value.text.strip()]
        match found.role:
            case "lead" | "implement" if found.role == "lead" or not has_lead:
                own: list[Unit] = []
                for passage in passages:
                    units, more = read_units(passage)
                    warnings += more
                    carried += (beside := find_supports(passage))
                    places = {unit.span.start for unit in beside}
                    own += [unit for unit in units if unit.span.start not in places]
                first, further, more = _part_roles(found, own, bool(carried))
                leads += first
                carried += further
                warnings += more
            case "support":
                for passage in passages:
                    units, more = read_units(passage)
                    warnings += more
                    supports += [*units, *find_supports(passage, units)]
            case "deadline" | "event":
                for passage in passages:
                    read, more = read_deadlines(passage, calendar, event=found.role == "event")
                    deadlines += read
                    warnings += more
            case "product":
                products += cut_items(passages[0].document, passages) if passages else []
            case "content":
                content += [" ".join(p.text.split()) for p in passages]
            case "plan_time":
                continue
            case _:
                text = "; ".join(" ".join(p.text.split()).rstrip(" .;") for p in passages)
                if text:
                    other.append(OtherField(label=found.label, text=text))
    if not any(f.role in ("deadline", "event") for f, _ in fields):  # `Sở A tham mưu … trước ngày 30/11`
        for found, values in fields:
            for passage in values if found.role in ("lead", "implement", "support") else ():
                read, more = find_deadlines(passage, calendar)
                deadlines += read
                warnings += more
    return Assignment(
        _once(leads), _once([*supports, *carried]), tuple(deadlines), tuple(products), tuple(other),
        tuple(content), frozenset(f.role for f, values in fields), tuple(warnings),
    )  # fmt: skip


def _part_roles(
    found: Field, units: list[Unit], parted: bool
) -> tuple[list[Unit], list[Unit], list[Warning]]:
    """Who leads and who supports of the units of a lead field: `Sở A (chủ trì), Sở B (phối hợp)`.

    Under one label for both (`Cơ quan chủ trì, phối hợp`) the first leads, with a warning.
    """
    notes = [fold(unit.note or "") for unit in units]
    if any(note.startswith("chủ trì") for note in notes):
        leads = [unit for unit, note in zip(units, notes, strict=True) if note.startswith("chủ trì")]
        return leads, [unit for unit in units if unit not in leads], []
    supports = [unit for unit, note in zip(units, notes, strict=True) if note.startswith("phối hợp")]
    leads = [unit for unit in units if unit not in supports]
    label = fold(found.label)
    if supports or parted or len(units) < 2 or not ("chủ trì" in label and "phối hợp" in label):
        return leads, supports, []
    warning = Warning(
        code="unparsed_units",
        message=f"“{found.label}” is for both who leads and who supports; the first was taken to lead.",
        span=Span(start=units[0].span.start, end=units[-1].span.end),
    )
    return units[:1], units[1:], [warning]


def _once(units: Sequence[Unit]) -> tuple[Unit, ...]:
    kept: dict[str, Unit] = {}
    for unit in units:
        kept.setdefault(unit.name.casefold(), unit)
    return tuple(kept.values())


def _own_deadlines(
    passage: Passage, own: Assignment, context: Context
) -> tuple[tuple[Deadline, ...], tuple[Warning, ...]]:
    """The deadlines of the fields, else those in the sentence itself."""
    if own.deadlines or "deadline" in own.roles or "event" in own.roles:
        return own.deadlines, ()
    deadlines, warnings = find_deadlines(passage, context.calendar)
    return tuple(deadlines), tuple(warnings)


# --- tables -----------------------------------------------------------------------------------------------


def _read_tables(node: Node, context: Context) -> Iterator[Draft]:
    """The tasks of a section's tables; one without a header goes on with the columns of the one before."""
    number = 0
    before: Header | None = None
    heads: Sequence[Entry | None] = ()
    for place in node.body:
        if not isinstance(place, TablePlace):
            continue
        grid = read_grid(context.document, place)
        header = read_header(grid)
        if header is None and before is not None and grid and len(grid[0]) == len(before.roles):
            header = before._replace(rows=0)
        before = header
        if header is None or not header.is_task_table:
            continue
        number += 1
        day = _day_above(context.document, node, place)
        heads = grid[header.rows - 1] if header.rows else heads
        for row in read_rows(grid, header):
            yield _read_row(row, header, heads, day, f"{node.path}/T{number}/{row.number}", context)


def _read_row(
    row: Row, header: Header, heads: Sequence[Entry | None], day: str | None, path: str, context: Context
) -> Draft:
    """The task of one row: its columns are fields. A mark below a time (`Quý I`) is that time."""
    calendar = context.calendar
    title: str | None = None
    content: list[str] = []
    fields: list[tuple[Field, list[Passage]]] = []
    seen: list[Entry] = []
    leading = {id(e) for e, role in zip(row.entries, header.roles, strict=True) if role == "lead" and e}
    for entry, role, label, head in zip(row.entries, header.roles, header.labels, heads, strict=True):
        if entry is None or entry.passage is None or not entry.text.strip() or any(entry is e for e in seen):
            continue
        seen.append(entry)
        if role == "support" and id(entry) in leading:
            continue
        match role:
            case "content":
                text = " ".join(entry.text.split()).rstrip(" .;:")
                if title is None:
                    title = text
                else:
                    content.append(text)
            case "index" | "none":
                continue
            case _:
                within = _fields_in_cell(entry.passage)
                if within and role in ("lead", "support", "other"):
                    fields += within
                elif entry.text.strip() in _TICKS and head and head.passage and _is_span(head.passage):
                    fields.append((_cell_field("deadline", label, head.passage), [head.passage]))
                else:
                    fields.append((_cell_field(role, label, entry.passage), [entry.passage]))
    merged = [
        e for e, role in zip(row.entries, header.roles, strict=True)
        if role == "support" and e is not None and id(e) in leading
    ]  # fmt: skip
    if merged:
        fields = [(f, v) for f, v in fields if f.role != "lead"]
    hours = [
        (f, v) for f, v in fields if f.role in ("deadline", "event") and day and _HOURS.fullmatch(v[0].folded)
    ]
    own = read_assignment([pair for pair in fields if pair not in hours], calendar)
    deadlines = own.deadlines or tuple(
        Deadline(
            rule="hours of the day above", text=v[0].text, kind="date", start=day, end=day,
            end_inclusive=True, recurrence=None, condition=None, scope=None, inferred=[],
            span=Span(start=v[0].start, end=v[0].end),
        )
        for _, v in hours
    )  # fmt: skip
    return Draft(
        path, "table", "table row", row.start, row.end, title, content="\n".join(content) or None,
        scope=row.scope, leads=own.leads or context.leads, supports=own.supports, deadlines=deadlines,
        products=own.products, other=own.other,
        inherited=("lead_units",) if context.leads and not own.leads else (), warnings=own.warnings,
    )  # fmt: skip


def _is_span(passage: Passage) -> bool:
    """Whether a header cell names a time itself: `Quý I`, `Tháng 3`."""
    return _SPAN.match(passage.folded) is not None


def _cell_field(role: str, label: str, passage: Passage) -> Field:
    field_role = role if role in ("lead", "support", "deadline", "event", "product") else "other"
    return Field(field_role, label or "Khác", passage.start, passage)  # type: ignore[arg-type]


def _fields_in_cell(passage: Passage) -> list[tuple[Field, list[Passage]]]:
    """The fields that stand inside one cell: `Chủ trì: X` / `Phối hợp: Y`."""
    before, fields = split_fields(passage)
    if before.text.strip(" -–+•*") or not any(f.role in ("lead", "implement", "support") for f in fields):
        return []
    return [(f, [f.value]) for f in fields]


def _day_above(document: Document, node: Node, place: TablePlace) -> str | None:
    """The day that the caption or the heading above a table names, for rows that give only the hour."""
    lines = [line for line in node.lines if line.end <= place.start]
    passages = [Passage(document, line.start, line.end) for line in lines[-1:]]
    passages.append(Passage(document, node.heading_start, node.heading_end))
    for passage in passages:
        match = _DAY.search(passage.folded)
        if match is not None and int(match["month"]) in range(1, 13) and int(match["day"]) in range(1, 32):
            return f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}"
    return None


# --- a document without sections --------------------------------------------------------------------------


def _read_loose_duties(preamble: Passage, context: Context) -> list[Draft]:
    """The duties of the paragraphs of a document that has no labelled items (a short công văn).

    What its issuer says of itself there (`Sở Y tế sẽ tổng hợp …`) assigns nothing.
    """
    document = context.document
    drafts: list[Draft] = []
    start = preamble.start
    while start < preamble.end:
        end = document.folded.find("\n", start, preamble.end)
        end = preamble.end if end < 0 else end
        paragraph = Passage(document, start, end)
        start = end + 1
        if document.blocks[document.block_at(paragraph.start)].cell is not None:
            continue
        for duty in read_duties([paragraph], context.givers):
            if duty.leads and not (duty.rule == "subject" and gives(duty.leads, context.givers)):
                drafts.append(_from_duty(None, duty, context, 1, None)._replace(section=None))
    return drafts


# --- the tasks of the output ------------------------------------------------------------------------------


def _title(document: Document, node: Node | None, passage: Passage | None = None) -> str | None:
    """The heading of a section without closing punctuation."""
    if node is None:
        return None
    start, end = (
        (passage.start, passage.end) if passage is not None else (node.heading_start, node.heading_end)
    )
    return document.quote(start, end).rstrip(" .;:,/(–-") or None


def _prose(document: Document, passages: Sequence[Passage]) -> str | None:
    return "\n".join(text for p in passages if (text := document.quote(p.start, p.end))) or None


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
