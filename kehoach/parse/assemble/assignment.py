"""Fields → values: who leads and supports by when, of one section or table row."""

from collections.abc import Iterable, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from kehoach.document import Document, Passage
from kehoach.fold import fold
from kehoach.lexicon import load_words
from kehoach.parse.assemble.headings import BULLETS, FUNDING, ORDERED, SETTING
from kehoach.parse.cells import is_one_time, read_times
from kehoach.parse.deadlines import Calendar, find_deadlines, read_deadlines
from kehoach.parse.duties import read_duties
from kehoach.parse.duties.sentence import read_duty, split_sentences
from kehoach.parse.duties.unread import starts_duty
from kehoach.parse.fields import (
    Field,
    cut_items,
    names_body,
    read_bare_label,
    split_fields,
    warn_typos,
    yields,
)
from kehoach.parse.patterns import Pattern
from kehoach.parse.segment.node import Node
from kehoach.parse.supports import find_supports
from kehoach.parse.units import match_units, read_heading, read_units
from kehoach.values import Deadline, OtherField, Span, Unit, Warning

_WHO = {"lead", "implement", "support"}
_WHAT_OR_WHEN = {"content", "deadline", "event"}
_TIMES = ("deadline", "event", "plan_time")


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


def read_lines(node: Node) -> list[tuple[Passage, list[Field]]]:
    """Each line of a section's body as its words before the first field, and its fields; notes left out.

    A label needs no colon where several stand alone on their lines, each above its value, and one asks who.
    """
    document = node.document
    said = (line for line in node.lines if not document.blocks[document.block_at(line.start)].note)
    lines = [split_fields(line) for line in said]
    bare = [None if fields else read_bare_label(words) for words, fields in lines]
    bare = [found if not after else None for found, after in zip_longest(bare, bare[1:])]
    asked = [found for found in bare if found is not None]
    if len(asked) < 2 or _WHO.isdisjoint(found.role for found in asked):
        return lines
    return [
        (words._replace(end=words.start), [found]) if found else (words, fields)
        for found, (words, fields) in zip(bare, lines, strict=True)
    ]


def read_field_items(
    document: Document, items: Sequence[Node], calendar: Calendar
) -> list[list[tuple[Field, list[Passage]]]]:
    """The fields of each item that is nothing but fields (`a) Cơ quan thực hiện: …`), with nested values.

    Where all items are labels and together tell who and what or by when, or who leads and who helps, a label
    needs no colon (`b) Thời gian thực hiện`, with the time in the next line).
    """
    labelled = [_heading_fields(item) for item in items]
    parted = [_part_label(item, calendar) for item in items]
    if items and not all(labelled):
        triples = [*zip(items, labelled, parted, strict=True)]
        bare = [fields or _bare_field(item) or [f for f, _ in told[:1]] for item, fields, told in triples]
        roles = {fields[0].role for fields in bare if fields}
        named = (fields or _names_units(item) for item, fields, _ in triples)
        paired = roles >= {"lead", "support"} and all(named)
        if all(bare) and roles & _WHO and (roles & _WHAT_OR_WHEN or paired):
            labelled = bare
    mixed = bool(items) and items[0].kind in ORDERED and not all(labelled)
    if mixed:  # `3. Phân công nhiệm vụ: theo Phụ lục` among measures
        labelled = [[] if _names_no_unit(fields) else fields for fields in labelled]
    if items and items[0].kind in ORDERED and any(map(_is_told_topic, labelled)):
        labelled = [
            [] if tells_who(fields, shared=True) and not _is_of_money(fields[0]) else fields
            for fields in labelled
        ]
    roles = {found.role for fields in labelled for found in fields}
    if roles.isdisjoint(_WHO):  # `Kinh phí: Sở Tài chính bố trí`, but not beside `Thời gian`, `Địa điểm`
        alone = mixed or roles.isdisjoint(_TIMES)
        labelled = [
            [] if tells_who(fields) and (alone or not _is_of_money(fields[0])) else fields
            for fields in labelled
        ]
        if not any(found.role in _TIMES for fields in labelled for found in fields):
            labelled = [[] if heads_duty(fields) else fields for fields in labelled]
    if any(labelled):  # beside fields, a label that is not known is one too; beside one, if it tells when
        pairs = zip(items, labelled, strict=True)
        known = [fields or _unknown_field(item, calendar) for item, fields in pairs]
        timed = all(fields and fields[0].role in (*_WHO, *_TIMES) for fields in known)
        labelled = known if sum(map(bool, labelled)) > 1 or timed else labelled
    led = any(found.role == "lead" for fields in labelled for found in fields)
    return [
        told if fields and told else _read_field_item(item, fields, led=led)
        for item, fields, told in zip(items, labelled, parted, strict=True)
    ]


def _is_of_money(found: Field) -> bool:
    return found.role not in (*_TIMES, "content") and FUNDING.match(fold(found.label)) is not None


def _part_label(item: Node, calendar: Calendar) -> list[tuple[Field, list[Passage]]]:
    """The fields that stand below a label which only groups them.

    `2. Cơ quan chủ trì, phối hợp` above `a) Cơ quan chủ trì` and `b) Cơ quan phối hợp`.
    """
    label = read_bare_label(item.heading) if item.children and not item.lines else None
    if label is None or label.role not in _WHO or item.children[0].kind not in ORDERED:
        return []
    below = read_field_items(item.document, item.children, calendar)
    return [pair for values in below for pair in values] if all(below) else []


def _names_no_unit(fields: Sequence[Field]) -> bool:
    """Whether fields say who and no more, and name no unit in their own line."""
    values = [found.value for found in fields if found.value.text.strip()]
    return (
        bool(values)
        and all(found.role in _WHO for found in fields)
        and not any(read_units(value)[0] for value in values)
    )


def _heading_fields(item: Node) -> list[Field]:
    """The fields that an item's heading is and nothing else; `III. KINH PHÍ: …` has none."""
    if item.kind in ("part", "chapter", "article", "roman"):
        return []
    before, fields = split_fields(item.heading)
    valued = any(found.value.text.strip() for found in fields)
    timed = bool(fields) and fields[-1].role in _TIMES  # `Thời gian:` above `- Bắt đầu lúc 7 giờ …`
    heads = not valued and ((not timed and heads_duties(item)) or heads_sentence(item, fields))
    return [] if before.text.strip() or heads else fields


def heads_sentence(item: Node, fields: Sequence[Field]) -> bool:
    """Whether a label stands above a sentence that gives units a duty: `Thời gian:` / `Các xã gửi …`."""
    alone = len(fields) == 1 and len(item.lines) == 1 and not fields[0].value.text.strip()
    return alone and tells_who([fields[0]._replace(value=item.lines[0])])


def heads_duties(item: Node) -> bool:
    """Whether duties stand below a label: `Các cơ quan chủ trì nhiệm vụ:` above `- Xây dựng kế hoạch …`."""
    first = item.children[0] if item.children else None
    if first is None:
        return False
    return starts_duty(first.heading) or _heads_work(item)


def _heads_work(item: Node) -> bool:
    """Whether work that is shared out stands below: `Phân công:` above `- Trang trí: Tổ Văn phòng`."""
    first = item.children[0] if item.children and shares_out(item) else None
    return first is not None and bool(part_work(first.heading)[1])


def shares_out(node: Node | None) -> bool:
    """Whether a heading says that work is shared out, and names nobody: `Phân công nhiệm vụ:`, `Chuẩn bị`."""
    if node is None:
        return False
    if node.heading.folded.strip(" .:") in load_words("headings", "prepared"):
        return True
    label = read_bare_label(node.heading)
    return label is not None and label.role in _WHO and not names_body(label.label)


def part_work(passage: Passage, *, persons: bool = False) -> tuple[Passage, list[Field]]:
    """A line below a heading that shares work out, and who does it: `Trang trí: Tổ Văn phòng`.

    Not who holds an office (`Trưởng ban: Đồng chí Lan`). With `persons`, only who is called so (`đ/c Lan`).
    """
    colon = passage.document.folded.rfind(": ", passage.start, passage.end)
    if colon < 0 or passage.end - colon > 400:
        return passage, []
    work, who = passage._replace(end=colon), passage._replace(start=colon + 1).stripped()
    if persons and not who.folded.startswith(load_words("units", "honorifics")):
        return passage, []
    units, warnings = read_units(who)
    if not units or warnings or any(unit.duty for unit in units) or match_units(work, people=True)[0]:
        return passage, []
    return work, [Field("lead", "", who.start, who)]


def tells_who(fields: Sequence[Field], *, shared: bool = False) -> bool:
    """Whether a field is a sentence that gives units a duty: `Thời hạn báo cáo: Các xã báo cáo trước …`.

    So may one that shares work out, where it is `shared`: `Phân công nhiệm vụ: Khoa Toán coi thi`.
    """
    if not fields or (fields[0].role in _WHO and not (shared and not names_body(fields[0].label))):
        return False
    value = fields[0].value
    duty = read_duty(value)
    if duty is None or not duty.leads:
        return False
    return duty.rule == "assign" or duty.leads[0].span.start == value.start


def _is_told_topic(fields: Sequence[Field]) -> bool:
    return tells_who(fields) and fields[0].role == "other" and not _is_of_money(fields[0])


def heads_duty(fields: Sequence[Field]) -> bool:
    """Whether a label is the topic of a duty: `Chế độ báo cáo: Tổng hợp kết quả …`; not `Sản phẩm: …`."""
    return bool(fields) and fields[0].role == "other" and starts_duty(fields[0].value)


def gives_duties(fields: Sequence[Field]) -> bool:
    """Whether a label and its value are a heading and duties: `Thực hiện: Sở A chủ trì; Sở B cấp …`.

    One is enough where it is given to somebody: `Tổ chức thực hiện: Giao Sở A …`.
    """
    if fields[0].role != "implement":
        return False
    duties = read_duties([fields[0].value])
    given = any(duty.rule == "assign" for duty in duties)
    return given or len({unit.name for duty in duties for unit in duty.leads}) > 1


def part_duties(fields: list[Field]) -> tuple[list[Field], list[Passage]]:
    """The fields of a line, and the sentences behind the value of the last that give units a duty.

    `… Thời gian: Tháng 11/2026. Giao Sở A chủ trì …`, `Kinh phí: Ngân sách xã. Phòng B thẩm định …`; not
    `Thời gian: Năm 2026. Hoàn thành trước …`.
    """
    if not fields or fields[-1].role not in (*_TIMES, "other"):
        return fields, []
    value = fields[-1].value
    first, *further = split_sentences(value)[:2] or [value]
    duty = read_duty(further[0]) if further else None
    if duty is None or duty.rule not in ("assign", "subject"):
        return fields, []
    rest = value._replace(start=duty.start)
    return [*fields[:-1], fields[-1]._replace(value=first.stripped())], [rest]


_UNKNOWN = Pattern(r"(?P<label> [^\W\d_] [^:;.,]{2,40}? ) [ ]* : [ ]* (?P<value> [^:]{1,200} )")


def _unknown_field(item: Node, calendar: Calendar) -> list[Field]:
    """A bullet that is a short label and its value, whatever the label: `- Tính chất: Thường xuyên`.

    One whose value is a day or period tells when, whatever is done then: `- Nhận bài dự thi: Tháng 5/2026`.
    """
    document = item.document
    field = _UNKNOWN.fullmatch(document.folded, item.heading.start, item.heading.end)
    if item.kind not in BULLETS or item.children or item.lines or field is None:
        return []
    heading = item.heading
    if len(field["label"].split()) > 6 or match_units(heading, people=True)[0]:
        return []
    value = Passage(document, field.start("value"), field.end("value"))
    timed = is_one_time(read_times(value, calendar), value.text.rstrip(" .;"))
    if (not timed and starts_duty(heading)) or (shares_out(item.parent) and part_work(heading)[1]):
        return []
    label = document.text[field.start("label") : field.end("label")]
    return [Field("event" if timed else "other", label, field.start("label"), value)]


def _bare_field(item: Node) -> list[Field]:
    field = read_bare_label(item.heading)
    if field is None or not (item.children or item.lines):
        return []
    if field.role != "content" and any(child.kind in ORDERED for child in item.children):
        return []
    return [] if _heads_work(item) else [field]


def _names_units(item: Node) -> bool:
    """Whether what stands below an item is units and no more: `a) Cơ quan chủ trì` above `- Sở Nội vụ.`."""
    below = _stands_below(item)
    return bool(below) and all(read_units(words.stripped())[0] and not read_duty(words) for words in below)


def _stands_below(item: Node) -> list[Passage]:
    """The lines of an item, and the headings of its own items."""
    return [*item.lines, *(child.heading for child in item.children)]


def _read_field_item(
    node: Node, fields: Sequence[Field], *, led: bool = False
) -> list[tuple[Field, list[Passage]]]:
    """An item such as `1. Nội dung: …` that has assignment fields of its own below it is none.

    Nor is `4. Tổ chức thực hiện:`, `Phân công nhiệm vụ:` or `Nhiệm vụ trọng tâm:` above sentences that give
    units a duty: it is a heading. Where another item tells who leads (`led`), all below `Nội dung:` must.
    """
    if not fields:
        return []
    if fields[0].role in ("content", "other", "product") and _has_assignment(node):
        return []
    values = [(f, [f.value]) for f in fields]
    nested = node.lines
    role = fields[-1].role
    heads = role in ("implement", "content") or (role in _WHO and not names_body(fields[-1].label))
    if heads and (role == "content" or not fields[-1].value.text.strip()):
        prose = [words for words in _stands_below(node) if not split_fields(words)[1]]
        given = [any(duty.leads for duty in read_duties([words])) for words in prose]
        if any(given) and (all(given) or not (led and role == "content")):
            return []
    for child in node.children:
        for below in child.walk():
            nested += [below.heading, *below.lines]
    for passage in nested:
        before, more = split_fields(passage)
        if before.text.strip():
            values[-1][1].append(before)
        values += [(f, [f.value]) for f in more]
    return values


def _says_who(item: Node, calendar: Calendar) -> bool:
    """Whether an item's own words say who is to do it: `Giao Sở X …`, `… (Sở X, trước ngày 01/3/2026)`."""
    said = (item.heading, *item.lines)
    duties = (read_duty(sentence) for passage in said for sentence in split_sentences(passage))
    return bool(part_closing(item.heading, calendar)[1]) or any(duty and duty.leads for duty in duties)


def _has_assignment(node: Node) -> bool:
    """Whether assignment fields stand below an item."""
    for below in node.walk():
        for passage in below.lines if below is node else (*below.lines, below.heading):
            if assigns(split_fields(passage)[1]):
                return True
    return False


def read_shared_fields(
    document: Document, items: Sequence[Node], calendar: Calendar
) -> list[tuple[Field, list[Passage]]]:
    """Fields given once, behind the last of several items that have none: they are of all the items.

    They ask who; a mere time and place (`a) Thời gian: … b) Địa điểm: …`) are of the last item itself, but
    behind dashes those marked `*`.
    """
    if len(items) < 2 or items[-1].kind not in (*BULLETS, *ORDERED):
        return []
    last = items[-1]
    if SETTING.match(document.folded, last.heading.start, last.heading.end):
        return []  # its own time and place: `2. Thời gian, địa điểm thi`
    values: list[tuple[Field, list[Passage]]] = []
    for line in last.lines:
        before, fields = split_fields(line)
        if before.text.strip() or not fields:
            return []
        values += [(f, [f.value]) for f in fields]
    if last.children and any(item.children for item in items[:-1]):
        return []
    for below in read_field_items(document, last.children, calendar):
        if not below:
            return []
        values += below
    starred = last.kind == "dash" and {child.kind for child in last.children} == {"bullet"}
    if not (starred or any(field.role in _WHO for field, _ in values)):
        return []
    others = items[:-1]
    own = any(_has_assignment(item) or _says_who(item, calendar) for item in others)
    return [] if own else values


def part_closing(passage: Passage, calendar: Calendar) -> tuple[Passage, list[Field]]:
    """A line without labels and what closes it, where that is who and by when and nothing else.

    `Thành lập Ban Tổ chức (Văn phòng, trước ngày 01/3/2026)`, `Kịch bản: Phòng Kinh tế, xong trong tháng 3`;
    not `Hội nghị (UBND xã, ngày 05/3/2026)`, which may be a place. Persons need no time:
    `Trang trí (cô Lan)`.
    """
    folded = passage.folded.rstrip(" .;")
    begin = folded.rfind("(" if folded.endswith(")") else ": ") + 1
    value = passage._replace(
        start=passage.start + begin, end=passage.start + len(folded.rstrip(")"))
    ).stripped()
    mark = _MARK.search(value.folded)
    if begin and mark is None and _are_doers(passage._replace(end=passage.start + begin - 1), value):
        return passage._replace(end=passage.start + begin - 1), [Field("lead", "", value.start, value)]
    if not begin or mark is None:
        return passage, []
    who = value._replace(end=value.start + mark.start())
    if not read_heading(who) or read_duty(who) is not None:
        return passage, []
    time = value._replace(start=value.start + mark.end())
    read, warnings = read_deadlines(time, calendar)
    if len(read) != 1 or warnings or read[0].kind not in ("date", "period", "recurring"):
        return passage, []
    fields = [Field("lead", "", who.start, who), Field("deadline", "", time.start, time)]
    return passage._replace(end=passage.start + begin - 1), fields


def _are_doers(work: Passage, who: Passage) -> bool:
    """Whether persons in brackets do the work before: `Trang trí (cô Lan)`; not `Nộp bài cho tổ (cô Lan)`."""
    persons = work.document.folded.startswith("(", work.end) and who.folded.startswith(_persons())
    if not persons or _RECEIVED.search(work.folded) or not starts_duty(work):
        return False
    told = read_duty(work)
    return bool(read_heading(who)) and (told is None or not told.leads)


def _persons() -> tuple[str, ...]:
    return tuple(f"{word} " for word in load_words("units", "honorifics"))


_RECEIVED = Pattern(
    r"\b (?: gửi | nộp | báo \s cáo | liên \s hệ | đăng \s ký | về | cho | qua | tới | với ) \b"
)
_MARK = Pattern(  # Văn phòng | trước ngày 01/3/2026
    r"[ ]* [,;–-] [ ]+ (?: \L<done> [ ] )?"
    r" (?= (?: trước | trong | chậm \s nhất | qúy | tháng | từ ) [ ] [^,;]* $ )",
    done=lambda: load_words("labels", "deadline.clauses"),
)


class Group(NamedTuple):
    """A task of a section that holds several: its words, the section they stand in, and its fields."""

    node: Node
    prose: tuple[Passage, ...]
    fields: tuple[tuple[Field, list[Passage]], ...]
    end: int


def read_groups(node: Node) -> list[Group]:
    """The tasks that stand one below the other in a section without labels of their own, fields behind each.

    `Rà soát hồ sơ` / `- Chủ trì: A` / `- Thời gian: …` / `Cấp mã số` / `- Chủ trì: B` / `- Thời gian: …`;
    none where its fields do not say the same of several.
    """
    if node.document.folded.count(":", node.heading.end, node.end) < 4:
        return []
    groups: list[Group] = []
    for passage, fields, owner in _entries(node):
        says = bool(passage.text.strip(" \t.;-–+•*("))
        if not says and not fields:
            continue
        last = groups[-1] if groups else None
        if (
            says
            and not fields
            and last
            and last.fields
            and not any(p.text.strip() for p in last.fields[-1][1])
        ):
            last.fields[-1][1].append(passage)  # `Chủ trì:` / `Phòng Nội vụ`
            continue
        opens = says or fields[0].role == "content"
        if last is None or (opens and last.fields):
            groups.append(last := Group(owner if says else node, (), (), 0))
        groups[-1] = last._replace(
            prose=(*last.prose, passage) if says else last.prose,
            fields=(*last.fields, *((found, [found.value]) for found in fields)),
            end=fields[-1].value.end if fields else passage.end,
        )
    roles = [{found.role for found, _ in group.fields} & _TOLD for group in groups]
    again = all(one & other for one, other in pairwise(roles))
    return groups if len(groups) > 1 and again else []


_TOLD = {"lead", "implement", "deadline", "event"}


def _entries(node: Node) -> list[tuple[Passage, list[Field], Node]]:
    """The lines and items of a section, parted in words and fields, with the section each stands in.

    None where an item holds more than a line.
    """
    entries = [(*line, node) for line in read_lines(node)]
    for child in node.children:
        if child.children or (child.lines and not _heading_fields(child)):
            return []
        entries.append((*split_fields(child.heading), child))
        entries += [(*line, node) for line in read_lines(child)]
    return entries


def assigns(fields: Iterable[Field]) -> bool:
    """Whether fields say who or by when."""
    return any(found.role in ("lead", "implement", "support", "deadline") for found in fields)


def read_assignment(fields: Sequence[tuple[Field, list[Passage]]], calendar: Calendar) -> Assignment:
    """The values of the fields of one section or row."""
    leads: list[Unit] = []
    carried: list[Unit] = []
    supports: list[Unit] = []
    products: list[str] = []
    other: list[OtherField] = []
    content: list[str] = []
    warnings = warn_typos([f for f, _ in fields])
    deadlines, bounds = _read_span(fields, calendar)
    has_lead = any(f.role == "lead" for f, _ in fields)
    has_doer = any(f.role == "implement" and not yields(f.label) for f, _ in fields)
    for found, values in fields:
        passages = [value for value in values if value.text.strip()]
        match found.role:
            case "lead" | "implement" if found.role == "lead" or not (
                has_lead or (has_doer and yields(found.label))
            ):
                own: list[Unit] = []
                for passage in passages:
                    units, more = read_units(passage, persons=_asks_for_persons(found))
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
                for passage in passages if (found, values) not in bounds else ():
                    read, more = read_deadlines(
                        passage, calendar.below(found.label), event=found.role == "event"
                    )
                    deadlines += [_before(deadline) for deadline in read] if _excludes(found) else read
                    warnings += more
            case "product":
                products += cut_items(passages)
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


def _excludes(found: Field) -> bool:
    """Whether a label names the day by which something is done: `Hoàn thành trước ngày`."""
    return fold(found.label).endswith((" trước", " trước ngày"))


def _before(deadline: Deadline) -> Deadline:
    """A day that is the end, once or again and again, left out itself."""
    ends = (deadline.kind == "date" and deadline.start is None) or "DAY=" in (deadline.recurrence or "")
    return deadline._replace(end_inclusive=False) if ends else deadline


def _read_span(
    fields: Sequence[tuple[Field, list[Passage]]], calendar: Calendar
) -> tuple[list[Deadline], list[tuple[Field, list[Passage]]]]:
    """The period of two fields (`Bắt đầu`, `Kết thúc`), and these fields; neither where there is none."""
    times = [pair for pair in fields if pair[0].role in ("deadline", "event") and pair[1]]
    if len(times) != 2 or not (_ends_with(times[0], "start") and _ends_with(times[1], "end")):
        return [], []
    read = [read_deadlines(values[0], calendar)[0] for _, values in times]
    if [len(deadlines) for deadlines in read] != [1, 1]:
        return [], []
    first, last = read[0][0], read[1][0]
    start, end = first.start or first.end, last.end
    if start is None or end is None or not start <= end or last.end_inclusive is False:
        return [], []
    within = Span(start=first.span.start, end=last.span.end)
    text = times[0][1][0].document.text[within.start : within.end]
    inferred = list(dict.fromkeys([*first.inferred, *last.inferred]))
    period = Deadline(
        rule="fields of a start and an end", text=text, kind="period", start=start, end=end,
        end_inclusive=True, recurrence=None, condition=None, scope=None, inferred=inferred, span=within,
    )  # fmt: skip
    return [period], times


def _ends_with(pair: tuple[Field, list[Passage]], which: str) -> bool:
    label = f" {fold(pair[0].label)}"
    return any(label.endswith(f" {word}") for word in load_words("labels", f"column_{which}.words"))


def _asks_for_persons(found: Field) -> bool:
    """Whether a label asks for persons: `Người thực hiện`, `GV phụ trách`."""
    label = fold(found.label)
    return any(word in label for word in load_words("labels", "persons.words"))


def _part_roles(
    found: Field, units: list[Unit], parted: bool
) -> tuple[list[Unit], list[Unit], list[Warning]]:
    """Who leads and who supports of the units of a lead field: `Sở A (chủ trì), Sở B (phối hợp)`.

    Under one label for both (`Cơ quan chủ trì, phối hợp`) the first leads, with a warning; under one that a
    stroke parts (`Chủ trì/Phối hợp`) those before the stroke; under one with a bracket (`Chủ trì (phối hợp)`)
    those outside of brackets. A mark beats these.
    """
    notes = [fold(unit.note or "").removeprefix("cơ quan ").removeprefix("đơn vị ") for unit in units]
    leads = [unit for unit, note in zip(units, notes, strict=True) if note.startswith("chủ trì")]
    leads = leads or _marked(units, found)
    if leads:
        return leads, [unit for unit in units if unit not in leads], []
    supports = [unit for unit, note in zip(units, notes, strict=True) if _helps(note)]
    supports += [unit for unit in _joining(units, found.value.document.text) if unit not in supports]
    leads = [unit for unit in units if unit not in supports]
    label = fold(found.label)
    if _BRACKETED.search(label) and (noted := _read_notes(units, found.value.document)):
        return units, noted, []
    if supports or parted or len(units) < 2 or not ("chủ trì" in label and "phối hợp" in label):
        return leads, supports, []
    stroke = found.value.document.text.find("/", units[0].span.end, units[-1].span.start)
    if "/" in label and stroke >= 0:
        first = [unit for unit in units if unit.span.start < stroke]
        return first, units[len(first) :], []
    warning = Warning(
        code="unparsed_units",
        message=f"“{found.label}” is for both who leads and who supports; the first was taken to lead.",
        span=Span(start=units[0].span.start, end=units[-1].span.end),
    )
    return units[:1], units[1:], [warning]


def _marked(units: list[Unit], found: Field) -> list[Unit]:
    """The units with a star, or of a label for both in bold, which the others are not: they lead."""
    document, label = found.value.document, fold(found.label)
    starred = [unit for unit in units if "*" in document.text[unit.span.end - 1 : unit.span.end + 1]]
    if not starred and "chủ trì" in label and "phối hợp" in label:
        starred = [unit for unit in units if document.blocks[document.block_at(unit.span.start)].bold]
    return starred if len(starred) < len(units) else []


_BRACKETED = Pattern(r"\( [^()]* phối \s hợp")


def _read_notes(units: list[Unit], document: Document) -> list[Unit]:
    """The units that stand in brackets behind others: `Sở A (Sở B, Sở C)`."""
    spans = (unit.span for unit in units if unit.note and unit.text.endswith(")"))
    notes = (Passage(document, document.text.index("(", at.start) + 1, at.end - 1) for at in spans)
    return [unit for note in notes for unit in read_units(note)[0]]


def _joining(units: list[Unit], text: str) -> list[Unit]:
    """The units that only coordinate beside one that does more: `Sở A chủ trì; Sở B, Sở C phối hợp`.

    Of two parts (`Sở A; Sở B phối hợp`) the first does more, whatever it does.
    """
    joining: list[Unit] = []
    joins = others = False
    for unit in reversed(units):
        if unit.duty:
            joins = _helps(unit.duty)
            others = others or not joins
        if joins:
            joining.insert(0, unit)
    if others or not joining:
        return joining
    parts = [text[one.span.end : two.span.start].strip() == ";" for one, two in pairwise(units)]
    return units[parts.index(True) + 1 :] if parts.count(True) == 1 and joining[-1] is units[-1] else []


def _helps(duty: str) -> bool:
    """Whether a duty is to help and no more: `phối hợp`, `cùng tham gia`; not `phối hợp với Y`."""
    words = fold(duty).removeprefix("cùng ").removesuffix(" thực hiện")
    return words in load_words("labels", "column_part.support")


def _once(units: Sequence[Unit]) -> tuple[Unit, ...]:
    kept: dict[str, Unit] = {}
    for unit in units:
        kept.setdefault(unit.name.casefold(), unit)
    return tuple(kept.values())
