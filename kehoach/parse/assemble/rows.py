"""Task tables → drafts: one for each task row, its columns read as fields."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from kehoach.document import Block, Document, Passage, Source
from kehoach.fold import fold
from kehoach.lexicon import load_words
from kehoach.parse.assemble.assignment import Assignment, read_assignment
from kehoach.parse.assemble.draft import Context, Draft
from kehoach.parse.cells import is_units, read_number, read_times
from kehoach.parse.deadlines import Calendar, find_deadlines, read_deadlines
from kehoach.parse.duties import read_duties
from kehoach.parse.fields import Field, is_body, split_fields
from kehoach.parse.header.title import title_year
from kehoach.parse.patterns import Match, Pattern
from kehoach.parse.segment.node import TablePlace, TextLine
from kehoach.parse.supports import find_supports
from kehoach.parse.tables import (
    WHEN,
    WHO,
    Column,
    Entry,
    Header,
    Row,
    read_grid,
    read_header,
    read_rows,
    turn_grid,
)
from kehoach.parse.units import match_units, read_units
from kehoach.parse.verbs import read_predicate, skip
from kehoach.values import Deadline, Span, Warning

_DAY = Pattern(
    r"(?<! \d ) (?P<day> \d{1,2} ) [ ]? (?: [/.-] | tháng ) [ ]? (?P<month> \d{1,2} )"
    r" [ ]? (?: [/.-] | năm ) [ ]? (?P<year> \d{4} )"
)
_TICKS = frozenset("xX×✓✔√vV+")
_MARKED: tuple[Literal["lead", "support"], ...] = ("lead", "support")
_NUMBERS = Pattern(r"\s* (?: \d{1,2} | [ivx]{1,3} ) (?: \s* [,;–-] \s* (?: \d{1,2} | [ivx]{1,3} ) )* \s*")
_SHORT = Pattern(r"\b ( [tq] ) \.? [ ]? (?= \d | [iv]+ \b )")
_UNITS = {"t": "tháng ", "q": fold("quý ")}
_HOURS = Pattern(
    r"[ ]* (?: (?: từ [ ]+ )? \d{1,2} [ ]* (?: h | g | giờ | : ) [ ]* \d{0,2} (?: (?! ngày | / ) . )*"
    r" | (?: buổi [ ]+ )? (?: sáng | trưa | chiều | tối ) | cả [ ] ngày ) [ ]*"
)


def read_tables(
    body: Sequence[TextLine | TablePlace], heading: Passage, path: str, context: Context
) -> Iterator[Draft]:
    """The tasks of the tables in the body of a section, which has this heading and path.

    A table without a header goes on with the columns of the one before, or tells its columns by its cells.
    """
    number = 0
    before: Header | None = None
    heads: Sequence[Entry | None] = ()
    for place in body:
        if not isinstance(place, TablePlace):
            continue
        titles = _titles_above(body, heading, place)
        calendar = _calendar_below(titles, context.calendar)
        grid = read_grid(context.document, place)
        header = read_header(grid)
        if (header is None or not header.is_task_table) and (turned := turn_grid(grid)):
            grid, header = turned, read_header(turned)
        if header is None and before is not None and grid and len(grid[0]) == len(before.roles):
            header = before._replace(rows=0)
        header = _complete(grid, header, calendar) if header is not None else None
        if (header is None or not header.is_task_table) and (told := _infer_header(grid, calendar)):
            header, heads = told, [None] * len(grid[0])
        before = header
        if header is None or not header.is_task_table:
            continue
        number += 1
        day = _day_above(titles)
        heads = grid[header.rows - 1] if header.rows else heads
        for row in read_rows(grid, header):
            group = _line(row.scope) if row.scope else ""
            within = _day_of_group(group, calendar) or day
            below = context._replace(calendar=calendar.below(group))
            yield _read_row(row, header, heads, within, f"{path}/T{number}/{row.number}".lstrip("/"), below)


def _infer_header(grid: Sequence[Sequence[Entry | None]], calendar: Calendar) -> Header | None:
    """The columns of a table without a header: times, units, and before these the work.

    Of two columns the first may be who, and the second what they do: `Liên chi Đoàn | Trang trí hội trường`.
    """
    blank: list[Column] = ["other" for _ in grid[0]] if grid else []
    none = Header(tuple(blank), ("",) * len(blank), 0)
    columns = [_column_values(grid, none, column) for column in range(len(blank))]
    roles: list[Column] = [
        "index" if all(v.text.strip(" .").isdigit() for v in values) else "other" for values in columns
    ]
    for column, values in enumerate(columns):
        if roles[column] != "other" or 2 * len(values) < len(grid) or len(grid) == 1:
            continue
        if all(_is_time(value, calendar) for value in values):
            roles[column] = "deadline"
        elif ("content" in roles or len(roles) == 2) and all(map(is_units, values)):
            roles[column] = "support" if "lead" in roles else "lead"
        elif "content" not in roles and (
            not any(match_units(value)[0] for value in values)
            if "lead" not in roles
            else 2 * sum(map(_begins_duty, values)) >= len(values)
        ):
            roles[column] = "content"
    asked = {"content", "lead"} if roles == ["lead", "content"] else {"content", "lead", "deadline"}
    return none._replace(roles=tuple(roles)) if asked <= {*roles} else None


def _begins_duty(value: Passage) -> bool:
    folded = value.document.folded
    return bool(read_predicate(folded, skip(folded, value.start, value.end), value.end))


def _complete(grid: Sequence[Sequence[Entry | None]], header: Header, calendar: Calendar) -> Header:
    """The header with what its words do not tell: an unknown column of nothing but times is the time.

    Where it names who and when, but not what, its first unknown column of more than names is the content.
    A bare `Bộ phận`, `Đơn vị` leads where no column does, but not in a table of who is inspected; so do
    persons beside what they are given to do, which is no post (`Trưởng ban`). A `Phòng` of `A101`, `P.305` is
    where something takes place. A column of nothing but marks asks for the time or the unit that its head
    names; one of fields for these.
    """
    roles = list(header.roles)
    heads = grid[header.rows - 1] if header.rows else []
    for column, head in enumerate(heads):
        values = _column_values(grid, header, column) if roles[column] == "other" else []
        marks = {_read_mark(value.text, head, header, column, calendar) for value in values}
        if values and None not in marks:
            roles[column] = min(filter(None, marks))
    words = [fold(" ".join(label.split())) for label in header.labels]
    examined = any(word in label for word in load_words("labels", "column_examined.words") for label in words)
    for column, role in enumerate(roles):
        values = _column_values(grid, header, column) if role == "other" else []
        if not values:
            continue
        if {"deadline", "event"}.isdisjoint(roles) and all(_is_time(value, calendar) for value in values):
            roles[column] = "deadline"
        elif (
            "content" not in roles
            and _assigns(roles)
            and not any(match_units(v)[0] for v in values)
            and not all(read_number(v.text) for v in values)
        ):
            roles[column] = "content"
        elif "lead" not in roles and (
            all(_part_work(value)[1] for value in values)
            or (is_body(words[column]) and not (examined or all(map(_is_room, values))))
        ):
            roles[column] = "lead"
        elif "lead" not in roles and words[column] in load_words("labels", "column_person.words"):
            work = roles.index("content") if "content" in roles else None
            given = work is not None and any(
                word in words[work] for word in load_words("labels", "column_person.given")
            )
            posts = work is not None and all(map(is_units, _column_values(grid, header, work)))
            roles[column] = "lead" if given and not posts else role
    return header._replace(roles=tuple(roles))


_ROOM = Pattern(r"\s* (?: p(?:hòng)? [.\s]* )? [a-zđ]? [.-]? \d{2,4} [a-zđ]? \b [^\n]{0,20}")


def _is_room(value: Passage) -> bool:
    return _ROOM.fullmatch(value.folded) is not None


def _assigns(roles: Sequence[Column]) -> bool:
    return "lead" in roles and not {"deadline", "event"}.isdisjoint(roles)


def _column_values(grid: Sequence[Sequence[Entry | None]], header: Header, column: int) -> list[Passage]:
    """What stands below the header in a column, once for each cell."""
    cells = {id(entry): entry for row in grid[header.rows :] if (entry := row[column]) is not None}
    return [e.passage for e in cells.values() if e.passage is not None and any(map(str.isalnum, e.text))]


def _is_time(value: Passage, calendar: Calendar) -> bool:
    """Whether a cell names days or months and nothing else: `Quý I/2026`; not `Khi có yêu cầu`."""
    times = read_times(value, calendar) if not split_fields(value)[1] else []
    return bool(times) and all(d.kind in ("date", "period", "open_ended", "recurring") for d in times)


class _Cells(NamedTuple):
    """What the cells of a row say: its work, where that stands, its group, and the others as fields."""

    title: str
    content: str
    work: list[Passage]
    scope: str | None
    fields: list[tuple[Field, list[Passage]]]


def _read_row(
    row: Row, header: Header, heads: Sequence[Entry | None], day: str | None, path: str, context: Context
) -> Draft:
    """The task of one row. Its work may tell the time, who leads and who helps, that no column asks for.

    So may the row that groups it: `II. Các Chi cục`, `Tháng 3`.
    """
    title, content, work, scope, fields = _read_cells(row, header, heads, context.calendar)
    own, deadlines = _read_fields(fields, day, context.calendar)
    leads, supports, warnings = own.leads, own.supports, own.warnings
    if not leads and "lead" not in header.roles and row.scope and is_units(row.scope):
        context = context._replace(leads=tuple(read_units(row.scope)[0]))
    if "lead" not in header.roles and not leads and not context.leads:
        duties = read_duties(work, context.givers, calendar=context.calendar)
        leads = duties[0].leads if duties else ()
    if "support" not in header.roles and not supports:
        supports = tuple(unit for passage in work for unit in find_supports(passage, leads or context.leads))
    if WHEN.isdisjoint(header.roles) and not deadlines:
        for passage in work:
            read, more = find_deadlines(passage, context.calendar)
            deadlines += read
            warnings += tuple(more)
        if not deadlines and row.scope and _is_time(row.scope, context.calendar):
            deadlines = read_times(row.scope, context.calendar)
    return Draft(
        path, "table", "table row", row.start, row.end, title or None, content=content or None, scope=scope,
        leads=leads or context.leads, supports=supports, deadlines=tuple(deadlines),
        products=own.products, other=own.other,
        inherited=("lead_units",) if context.leads and not leads else (),
        warnings=(*warnings, *_warn_going_on(row)),
    )  # fmt: skip


def _read_cells(row: Row, header: Header, heads: Sequence[Entry | None], calendar: Calendar) -> _Cells:
    """The words of a row by their columns. A mark below a time (`Quý I`) is that time."""
    scope = _line(row.scope) if row.scope else None
    said: list[str] = []
    work: list[Passage] = []
    fields: list[tuple[Field, list[Passage]]] = []
    columns = list(zip(row.columns, header.roles, header.labels, heads, strict=True))
    seen = {id(e) for es, role, *_ in columns if role == "lead" for e in es}  # merged over both: no unit
    seen &= {id(e) for es, role, *_ in columns if role == "support" for e in es}
    for column, (entries, role, label, head) in enumerate(columns):
        cells = [entry for entry in entries if id(entry) not in seen and entry.text.strip()]
        seen.update(map(id, cells))
        words = " ".join(" ".join(entry.text.split()) for entry in cells)
        values = [entry.passage for entry in cells if entry.passage is not None]
        within = [found for value in values for found in _fields_in_cell(value, role, label)]
        if not words:
            continue
        if role == "content":
            parts = [_part_work(value) for value in values]
            said.append(" ".join(_line(before) for before, _ in parts).strip(" .;:-–+•*"))
            work += [before for before, _ in parts]
            fields += [found for _, more in parts for found in more]
        elif role == "scope":
            scope = words.rstrip(" .;:")
        elif role in ("index", "none"):
            continue
        elif within and role in ("lead", "support", "other"):
            fields += within
        elif head and head.passage and (marked := _read_mark(words, head, header, column, calendar)):
            fields.append((_cell_field(marked, label, head.passage), [head.passage]))
        else:
            fields.append((_cell_field(role, label, values[0]), values))
    title, *content = filter(None, said) if any(said) else ("",)
    return _Cells(title, "\n".join(content), work, scope, fields)


def _read_fields(
    fields: list[tuple[Field, list[Passage]]], day: str | None, calendar: Calendar
) -> tuple[Assignment, list[Deadline]]:
    """What the fields of a row assign; its deadlines. Hours beside a day, or below it, are of that day."""
    times = [(f, v) for f, v in fields if f.role in WHEN]
    hours = [(f, v) for f, v in times if _HOURS.fullmatch(v[0].folded)]
    if not day and len(hours) == len(times):
        hours = []  # nothing tells of which day
    if hours:  # the day beside them is that of an event
        fields = [(_as_event(f), v) for f, v in fields if (f, v) not in hours]
        times = [(f, v) for f, v in fields if f.role == "event"]
    short: list[Deadline] = []
    parting: Deadline | None = None
    for found, values in times:
        numbered = _read_short(found, values[0], calendar.below(found.label), parting)
        if numbered:
            short += numbered
            fields.remove((found, values))
        if parting is None and fold(found.label) in load_words("labels", "column_day.words"):
            read = numbered or read_times(values[0], calendar.below(found.label))
            parting = read[0] if len(read) == 1 and read[0].kind == "period" else None
            year = parting.start[:4] if parting and parting.start else None
            calendar = calendar._replace(labelled=int(year)) if year else calendar
    own = read_assignment(fields, calendar)
    if parting is not None and calendar.labelled is not None:  # `21/12 - 09/01` ends a year on
        later = read_assignment(fields, calendar._replace(labelled=calendar.labelled + 1))
        own = own if _within(own.deadlines, parting) or not _within(later.deadlines, parting) else later
    deadlines = _narrow([*short, *own.deadlines], parting) or [
        Deadline(
            rule="hours of the day above", text=v[0].text, kind="date", start=day, end=day,
            end_inclusive=True, recurrence=None, condition=None, scope=None, inferred=[],
            span=Span(start=v[0].start, end=v[0].end),
        )
        for _, v in hours
        if day
    ]  # fmt: skip
    return own, deadlines


def _narrow(deadlines: list[Deadline], parting: Deadline | None) -> list[Deadline]:
    """Without the month of a column that parts the rows where another tells the day: `9/2026` and `05/9`."""
    within = parting is not None and _within(deadlines, parting)
    return [found for found in deadlines if found.span != parting.span] if parting and within else deadlines


def _within(deadlines: Sequence[Deadline], parting: Deadline) -> bool:
    """Whether a time begins within that of the column that parts the rows."""
    days = [found.start or found.end for found in deadlines if found.span != parting.span]
    return any((parting.start or "") <= day <= (parting.end or "") for day in days if day)


def _read_short(found: Field, cell: Passage, calendar: Calendar, month: Deadline | None) -> list[Deadline]:
    """The times of which a cell tells the number only: `4 - 6` below `Tháng`, `12` of a month, `Cuối T10`."""
    unit, label = _counted(found.label), fold(found.label)
    numbered = _NUMBERS.fullmatch(cell.folded)
    if unit is not None and numbered:
        words = f"{unit} {cell.text}"
    elif numbered and "ngày" in label and month and month.start and month.start[:7] == (month.end or "")[:7]:
        words = f"ngày {cell.text} tháng {month.start[5:7]}/{month.start[:4]}"
    elif "thứ" not in label and read_deadlines(cell, calendar)[1]:
        words = _SHORT.compiled.sub(lambda short: _UNITS[short[1]], cell.folded)
    else:
        return []
    span = Span(start=cell.start, end=cell.end)
    read = _read_words(words, calendar)
    return [deadline._replace(text=cell.text, span=span) for deadline in read]


def _read_words(words: str, calendar: Calendar) -> list[Deadline]:
    """The times that words say which stand so nowhere in the document; none where they leave a doubt."""
    said = Document.of(Source("", "text", ""), [Block(words)])
    return read_times(Passage(said, 0, len(said.text)), calendar)


def _names_time(head: Passage, label: str, calendar: Calendar) -> bool:
    """Whether a header cell is a time (`Quý I`, `T3`), or the number of one: `3` below `Tháng`."""
    found = _cell_field("deadline", label, head)
    below = calendar.below(label)
    return _is_time(head, below) or bool(_read_short(found, head, below, None))


def _read_mark(
    mark: str, head: Entry | None, header: Header, column: int, calendar: Calendar
) -> Column | None:
    """What a mark (`x`, `CT`, `PH`) below a time or a unit says of it: when, who leads, who helps."""
    mark, role = mark.strip(), header.roles[column]
    asked = next((r for r in _MARKED if fold(mark) in load_words("labels", f"column_mark.{r}")), None)
    if head is None or head.passage is None or not (asked or mark in _TICKS):
        return None
    if not asked and _names_time(head.passage, header.labels[column], calendar):
        return "deadline"
    if not is_units(head.passage):
        return None
    return asked or (role if role in WHO else None if "lead" in header.roles else "lead")


def _counted(label: str) -> str | None:
    """What the numbers below a label count: months or quarters."""
    return next((unit for unit in map(fold, ("tháng", "quý")) if unit in fold(label)), None)


def _warn_going_on(row: Row) -> Iterator[Warning]:
    if row.broken == "maybe":
        message = "Whether the row is a task of its own or goes on with the one above is not sure."
        yield Warning(code="ambiguous_scope", message=message, span=Span(start=row.start, end=row.end))


def _as_event(found: Field) -> Field:
    return found._replace(role="event") if found.role == "deadline" else found


def _cell_field(role: str, label: str, passage: Passage) -> Field:
    field_role = role if role in ("lead", "support", "deadline", "event", "product") else "other"
    if role == "deadline" and fold(label).startswith(("thứ", "buổi")):
        field_role = "event"  # `Thứ, ngày`, `Buổi/Ngày`: a schedule's day
    return Field(field_role, label or "Khác", passage.start, passage)  # type: ignore[arg-type]


def _part_work(cell: Passage) -> tuple[Passage, list[tuple[Field, list[Passage]]]]:
    """The work that a cell tells, and the fields behind it if they say who: `In thư mời. Chủ trì: Sở X`."""
    before, fields = split_fields(cell)
    if WHO.isdisjoint(found.role for found in fields):
        return cell, []
    return before, [(found, [found.value]) for found in fields]


def _fields_in_cell(cell: Passage, role: str, label: str) -> list[tuple[Field, list[Passage]]]:
    """The fields that stand inside one cell: `Chủ trì: X` / `Phối hợp: Y`, or `X; phối hợp: Y` of a lead."""
    before, fields = split_fields(cell)
    asked = {found.role for found in fields}
    if before.text.strip(" -–+•*"):
        if role != "lead" or asked != {"support"}:
            return []
        before = before._replace(end=before.start + len(before.text.rstrip(" -–+•*(;,\n")))
        fields = [_cell_field(role, label, before), *fields]
    return [(f, [f.value]) for f in fields] if asked & WHO else []


def _line(passage: Passage) -> str:
    return " ".join(passage.text.split())


def _day_of_group(scope: str, calendar: Calendar) -> str | None:
    """The day that a row which groups names: `Thứ Ba, ngày 24/6` above `08h00`."""
    days = _read_words(scope, calendar) if scope and any(map(str.isdigit, scope)) else []
    return days[0].end if len(days) == 1 and days[0].kind == "date" and days[0].end_inclusive else None


def _titles_above(
    body: Sequence[TextLine | TablePlace], heading: Passage, place: TablePlace
) -> list[Passage]:
    """What may name the time of a whole table: its caption, and the heading of its section."""
    text = heading.document.text
    lines = [
        item
        for item in body
        if isinstance(item, TextLine)
        and item.end <= place.start
        and text[item.start] != "("  # (Kèm theo … ngày …)
    ]
    return [*(Passage(heading.document, line.start, line.end) for line in lines[-1:]), heading]


def _calendar_below(titles: Sequence[Passage], calendar: Calendar) -> Calendar:
    """The calendar with the year that the titles above a table name: `CHƯƠNG TRÌNH CÔNG TÁC NĂM 2027`.

    So does the last day of a span: `LỊCH CÔNG TÁC TUẦN 42 (từ 12/10 đến 17/10/2026)`.
    """
    years = (title_year(title.text, calendar.date) or _year_of_span(title) for title in titles)
    return calendar._replace(year=next(filter(None, years), calendar.year))


def _year_of_span(title: Passage) -> int | None:
    folded = title.folded
    return next((int(day["year"]) for day in _DAY.finditer(folded) if _ends_span(folded, day)), None)


def _ends_span(folded: str, day: Match) -> bool:
    before = folded[max(0, day.start() - 20) : day.start()].rstrip()
    return before.removesuffix(" ngày").endswith((" đến", " -"))


def _day_above(titles: Sequence[Passage]) -> str | None:
    """The day that the titles above a table name, for rows that give only the hour."""
    for passage in titles:
        days = list(_DAY.finditer(passage.folded))
        if len(days) != 1 or _ends_span(passage.folded, days[0]):
            continue  # none, or the week of all rows
        day, month, year = (int(days[0][part]) for part in ("day", "month", "year"))
        if month in range(1, 13) and day in range(1, 32):
            return f"{year}-{month:02}-{day:02}"
    return None
