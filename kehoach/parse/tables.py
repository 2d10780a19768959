"""Task tables: the second surface form of an assignment, one task a row.

A table is a task table when its header names the content and one of lead, support or time. A list of who is
inspected when, statistics, attendance and empty forms are none. Merged cells hold for all their rows.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from kehoach.document import Cell, Document, Passage
from kehoach.fold import fold
from kehoach.lexicon import load_lexicon, load_words
from kehoach.lines import continues_sentence
from kehoach.parse.cells import read_number
from kehoach.parse.fields import is_body, read_label, yields
from kehoach.parse.patterns import ALPHABET, Pattern
from kehoach.parse.segment.node import TablePlace

Column = Literal[
    "index",
    "content",
    "scope",
    "lead",
    "implement",
    "support",
    "deadline",
    "event",
    "product",
    "monitor",
    "other",
    "none",
]
WHO: frozenset[Column] = frozenset(("lead", "implement", "support"))
WHEN: frozenset[Column] = frozenset(("deadline", "event"))


class Entry(NamedTuple):
    """What stands in a cell: its words (lines parted by line breaks), and how far the cell reaches."""

    cell: Cell
    passage: Passage | None

    @property
    def text(self) -> str:
        return self.passage.text if self.passage is not None else ""


class Header(NamedTuple):
    """The columns of a task table: their roles and labels. `rows` is how many rows the header takes."""

    roles: tuple[Column, ...]
    labels: tuple[str, ...]
    rows: int

    @property
    def is_task_table(self) -> bool:
        return "content" in self.roles and not (WHO | WHEN).isdisjoint(self.roles)


class Row(NamedTuple):
    """A task row: the entries of each column (a merged cell in each), the scope above it, its words' extent.

    `broken`: whether it goes on with the row above; a column has several entries when both are put together.
    """

    number: int
    columns: tuple[tuple[Entry, ...], ...]
    scope: Passage | None
    start: int
    end: int
    broken: Literal["no", "maybe", "yes"]


_NAME = "tên "  # may stand before what a column is of: `Tên nhiệm vụ`
_LABEL = Pattern(r"(?P<number> [ivxlc]{1,6} | \d{1,2} (?: \. \d{1,2} )* | [a-zđ] ) \s? [.)/] \s+ (?! $ )")
_BULLET = Pattern(r"(?P<number> [-+] ) \s* (?= \w )")
_ASIDE = Pattern(r"\( [^()]* \)")


_COLUMNS: dict[str, Column] = {  # of the lexicon; of a word that stands in several the last one counts
    "column_none": "none",
    "index": "index",
    "column_content": "content",
    "column_deadline": "deadline",
    "column_day": "deadline",
    "column_start": "deadline",
    "column_end": "deadline",
    "column_lead": "lead",
    "column_support": "support",
}


@cache
def load_columns() -> dict[str, Column]:
    """Header words, folded, with the role of their column."""
    roles: dict[str, Column] = {}
    for key, role in _COLUMNS.items():
        roles |= dict.fromkeys(load_words("labels", f"{key}.words"), role)
    return roles


def read_column(label: str) -> Column:
    """The role of a column from its header's words: the whole header first, then what it speaks of.

    >>> [read_column(x) for x in ("TT", "Nội dung công việc", "Sở, ngành chủ trì tham mưu", "Ghi chú")]
    ['index', 'content', 'lead', 'other']
    >>> read_column("Đơn vị được kiểm tra"), read_column("Vai trò")
    ('none', 'other')
    """
    words = " ".join(fold(label).split()).strip(" .:;*")
    known = load_columns()
    bare = _ASIDE.compiled.sub("", words)
    bare = " ".join(bare.split()).strip(" .:;*")
    before, joint, _ = bare.partition("phối hợp")
    if joint and ("chủ trì" in before or "thực hiện" in before) and "nội dung" not in before:
        return "lead"  # both in one column: each cell says which
    for candidate in (
        words,
        bare,
        bare.removeprefix(_NAME),
        bare.replace(" / ", "/"),
        bare.replace("/", ", "),
    ):
        found = known.get(candidate) or read_label(candidate)
        if found is not None:
            return "deadline" if found == "plan_time" else found
    if bare.startswith(load_words("labels", "column_part.content")):
        return "content"  # `Nhiệm vụ được phân công`
    if "chủ trì" in bare and "phối hợp" in bare:
        return "lead"
    if len(bare) <= 90:
        parts: dict[Column, list[str]] = load_lexicon("labels")["column_part"]
        for role in parts:
            if any(word in bare for word in load_words("labels", f"column_part.{role}")):
                return "lead" if role == "monitor" and "chủ trì" in bare else role
    return "other"


def read_grid(document: Document, place: TablePlace) -> list[list[Entry | None]]:
    """The rows of a table, with an entry for every column; a merged cell is the same entry everywhere."""
    table = document.tables[place.table]
    words: dict[tuple[int, int], list[int]] = {}
    first, last = document.block_at(place.start), document.block_at(place.end)
    if len(table.cells) == 1:  # a frame around a table
        cells = (block.cell for block in document.blocks[first : last + 1])
        nested = (cell.table for cell in cells if cell and cell.table != place.table)
        table = document.tables[next(nested, place.table)]
    outer: tuple[int, int] | None = None
    for number in range(first, last + 1):
        cell = document.blocks[number].cell
        if cell is None:
            continue
        if cell.table == table.number:
            outer = (cell.row, cell.column)
        if outer is not None:  # the words of a nested table are words of the cell that it stands in
            words.setdefault(outer, []).append(number)
    grid: list[list[Entry | None]] = [[None] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        blocks = words.get((cell.row, cell.column))
        passage = (
            Passage(document, document.starts[blocks[0]], document.end_of(blocks[-1])) if blocks else None
        )
        entry = Entry(cell, passage)
        for row in grid[cell.row : cell.row + cell.rows]:
            for column in range(cell.column, min(cell.column + cell.columns, table.columns)):
                row[column] = entry
    return grid


def turn_grid(grid: Sequence[Sequence[Entry | None]]) -> list[list[Entry | None]]:
    """The grid with its columns as rows; empty where its first column holds no labels (`Chủ trì`, `Hạn`)."""
    first = [fold(entry.text).strip(" \n.:;*") for row in grid if row and (entry := row[0]) is not None]
    known = load_columns()
    if len(first) < 2 or not all(label in known or read_label(label) for label in first):
        return []
    turned: dict[int, Entry] = {}
    for entry in (entry for row in grid for entry in row if entry is not None):
        row, column, rows, columns = entry.cell[1:5]
        turned[id(entry)] = entry._replace(
            cell=entry.cell._replace(row=column, column=row, rows=columns, columns=rows)
        )
    return [[turned[id(entry)] if entry else None for entry in column] for column in zip(*grid, strict=True)]


def read_header(grid: Sequence[Sequence[Entry | None]]) -> Header | None:
    """The header of a table, of one or two rows, within its first rows; None where no row names columns."""
    for at, row in enumerate(grid[:4]):
        entries = _distinct(row)
        named = [entry for entry in entries if entry.text.strip()]
        if len(named) < 2 or any(len(entry.text) > 120 for entry in named):
            continue
        depth = max((entry.cell.row + entry.cell.rows - at for entry in named), default=1)
        depth = depth if depth <= 3 else 1
        split = any(entry.cell.columns > 1 and entry.cell.rows < depth for entry in named)
        if depth == 1 and any(entry.cell.columns > 1 for entry in named) and at + 1 < len(grid):
            below = _distinct(grid[at + 1])
            split = len(below) > len(entries) and all(len(entry.text) <= 60 for entry in below)
            depth = 2 if split else 1
        if depth == 1 and at + 1 < len(grid) and _goes_on(row, grid[at + 1]):
            depth = 2
        labels, roles = [], []
        for column in range(len(row)):
            words: list[str] = []
            for line in grid[at : at + depth]:
                entry = line[column]
                text = " ".join(entry.text.split()) if entry is not None else ""
                if text and text not in words:
                    words.append(text)
            label = " ".join(words)
            role = read_column(words[-1]) if words else "other"
            if role == "other" and len(words) > 1:
                role = read_column(label)
                if role == "other" and read_column(words[0]) == "index":
                    role = "index"  # `STT`, parted into `TT` and `Chi tiết`
            labels.append(label)
            roles.append(role)
        if sum(role not in ("other", "index") for role in roles) >= 1 and len(set(roles)) > 1:
            return Header(tuple(_settle(roles, labels)), tuple(labels), at + depth)
    return None


def _goes_on(header: Sequence[Entry | None], row: Sequence[Entry | None]) -> bool:
    """Whether a row parts the columns of the header above: nothing but `Chủ trì`, `Phối hợp` …."""
    named = [entry for entry in _distinct(row) if entry.text.strip()]
    if len(named) < 2 or not {read_column(entry.text) for entry in named} <= {"lead", "implement", "support"}:
        return False
    return len(named) < len([entry for entry in _distinct(header) if entry.text.strip()])


def _settle(roles: Sequence[Column], labels: Sequence[str]) -> list[Column]:
    """Who implements, or monitors where that is the work, leads where no column leads; else a further field.

    A group of tasks is the scope of a row where another column says what is to be done.
    """
    groups = load_words("labels", "column_scope.words")
    settled = [
        "scope" if role == "content" and fold(label).removeprefix(_NAME) in groups else role
        for role, label in zip(roles, labels, strict=True)
    ]
    if "content" not in settled:
        settled = list(roles)
    if "lead" not in settled:
        work = next((fold(x) for x, role in zip(labels, settled, strict=True) if role == "content"), "")
        doers = [x for x, role in zip(labels, settled, strict=True) if role == "implement"]
        doers = [x for x in doers if not yields(x)] or doers
        settled = [
            "lead"
            if (role == "implement" and label in doers)
            or (role in ("monitor", "other") and _does(fold(label), work))
            else role
            for role, label in zip(settled, labels, strict=True)
        ]
    return ["other" if role in ("implement", "monitor") else role for role in settled]


def _does(label: str, work: str) -> bool:
    """Whether a label asks for the body that does the work: `Cơ quan giám sát` beside `Nội dung giám sát`."""
    words = label.split(" ")
    return any(is_body(" ".join(words[:at])) and " ".join(words[at:]) in work for at in range(1, len(words)))


def _distinct(row: Sequence[Entry | None]) -> list[Entry]:
    return list({id(entry): entry for entry in row if entry is not None}.values())


def read_rows(grid: Sequence[Sequence[Entry | None]], header: Header) -> Iterator[Row]:
    """The task rows behind the header; rows that group give the scope, repeated header rows nothing.

    A row that is broken in two, as at the end of a page, is one.
    """
    parts: list[Row] = []
    for row in _read_rows(grid, header):
        if parts and row.broken != "yes":
            yield _join(parts)
            parts = []
        parts.append(row)
    if parts:
        yield _join(parts)


def _join(parts: Sequence[Row]) -> Row:
    """The row whose parts these are."""
    columns = tuple(
        tuple({id(entry): entry for entries in column for entry in entries}.values())
        for column in zip(*(part.columns for part in parts), strict=True)
    )
    return parts[0]._replace(columns=columns, end=parts[-1].end)


def _read_rows(grid: Sequence[Sequence[Entry | None]], header: Header) -> Iterator[Row]:
    scope: Passage | None = None
    outer: Passage | None = None
    within, nested = "", False  # a group's own number, and whether a row below has it as its first part
    count, begun = 0, False
    heads = [{_clean(label), ""} for label in header.labels]
    for line in grid[: header.rows]:
        for head, entry in zip(heads, line, strict=True):
            head.add(_clean(entry.text) if entry is not None else "")
    days = _day_columns(header)
    before = ""  # the number of the task row above
    heading: tuple[str, dict[int, Entry]] = "", {}  # of the row that others are below, and what it hands down
    above: dict[int, Entry] = {}  # what a blank cell of these columns holds
    last: dict[int, Entry] = {}  # what stands above in each column, and a mark of repetition holds
    asked = [column for column, role in enumerate(header.roles) if role in WHO | WHEN]
    if not any(entry.text.strip() for row in grid[header.rows :] for c in asked if (entry := row[c])):
        return  # an empty form
    for at in range(header.rows, len(grid)):
        row = [
            last.get(column, entry) if entry is not None and _repeats(entry.text) else entry
            for column, entry in enumerate(grid[at])
        ]
        own = [entry for entry in _distinct(row) if entry.text.strip()]
        if not own:
            continue
        cells = [_clean(entry.text) if entry is not None else "" for entry in row]
        said = [entry for entry in own if not read_number(entry.text)]
        repeated = len(said) > 1 and all(cell in head for cell, head in zip(cells, heads, strict=True))
        if repeated or (len(own) > 1 and not said) or _adds_up(said):
            continue
        number = _read_number(row, header)
        handed, others = _read_shared(row, number, grid, at, header)
        group = _read_group(row, [entry for entry in own if entry not in others], header)
        grouping = group is not None and not _stands_alone(number, before, grid, at, header)
        heading = (number, handed) if handed or grouping else heading
        if group is not None and grouping:
            above, begun = {}, False
            outer = outer if within else scope
            scope, within, nested = _bare(group), number if number[:1].isdigit() else "", False
            continue
        if within and number:  # 4 behind 3.2 or behind c stands beside the group 3
            below = _is_below(number, within)
            if nested and not below:
                scope, within = outer, ""
            nested = nested or below
        if all(entry.cell.row < at for entry in own if header.roles[entry.cell.column] != "index"):
            continue  # nothing but what is merged from above
        words = {column: entry for column, entry in enumerate(row) if entry and entry.text.strip()}
        broken = _is_broken(words, last, header) if begun and not number else "no"
        content = [column for column, role in enumerate(header.roles) if role == "content"]
        if broken == "maybe":
            words |= {column: last[column] for column in content if column in last and column not in words}
        last |= words
        if broken != "yes" and not any(column in words and _says(words[column]) for column in content):
            continue
        above |= {column: words[column] for column in days if column in words}
        words = above | (heading[1] if _is_below(number, heading[0]) else {}) | words
        count, begun, before = count + (broken != "yes"), True, number
        columns = tuple((words[column],) if column in words else () for column in range(len(row)))
        spans = [entry.passage for entry in own if entry.passage is not None and entry.cell.row == at]
        spans = spans or [entry.passage for entry in own if entry.passage is not None]
        yield Row(count, columns, scope, min(p.start for p in spans), max(p.end for p in spans), broken)


def _read_shared(
    row: Sequence[Entry | None], number: str, grid: Sequence[Sequence[Entry | None]], at: int, header: Header
) -> tuple[dict[int, Entry], list[Entry]]:
    """What the columns of a row hand down to rows of its own (`a` below `1`), and what is of these only.

    That are cells merged with the rows below; and all, where only these name who leads.
    """
    asked = {
        column: entry
        for column, entry in enumerate(row)
        if entry is not None and entry.text.strip() and header.roles[column] not in ("content", "index")
    }
    merged = [entry for entry in asked.values() if entry.cell.row == at and entry.cell.rows > 1]
    following = _row_below(grid, at)
    if following is None or not _is_below(_read_number(following, header), number):
        return {}, merged
    leads = [column for column, role in enumerate(header.roles) if role == "lead"]
    led = any(entry.text.strip() for column in leads if (entry := following[column]) is not None)
    return asked, list(asked.values()) if led and asked.keys().isdisjoint(leads) else merged


def _is_below(number: str, group: str) -> bool:
    """Whether a row with this number is of the group with that: 3.1, a or a bullet of 3."""
    lettered = len(number) == 1 and number in f"-+{ALPHABET}" and group[-1:].isdigit()
    return lettered or (bool(group) and number.startswith(f"{group}."))


def _row_below(grid: Sequence[Sequence[Entry | None]], at: int) -> Sequence[Entry | None] | None:
    """The next row that has words."""
    below = (grid[n] for n in range(at + 1, len(grid)))
    return next((row for row in below if any(entry.text.strip() for entry in _distinct(row))), None)


def _stands_alone(
    number: str, before: str, grid: Sequence[Sequence[Entry | None]], at: int, header: Header
) -> bool:
    """Whether the next row of the same kind follows at once (3 and 4, b and c), or none: a group has rows.

    So does the next letter behind a task (b behind a), but for rows that are below it.
    """
    row = _row_below(grid, at)
    if row is None:
        return number[-1:].isdigit()
    following = _read_number(row, header)
    lettered = following and not following[:1].isalpha() and number.isalpha() and _is_next(before, number)
    return bool(lettered) or _is_next(number, following)


def _is_next(number: str, following: str) -> bool:
    """Whether a number follows another in one list: 3.2 and 3.3, b and c."""
    *before, last = number.split(".")
    *others, next_ = following.split(".")
    if before != others:
        return False
    if last.isdigit() and next_.isdigit():
        return int(next_) == int(last) + 1
    return last in ALPHABET[:-1] and bool(last) and next_ == ALPHABET[ALPHABET.index(last) + 1]


def _is_broken(
    words: dict[int, Entry], last: dict[int, Entry], header: Header
) -> Literal["no", "maybe", "yes"]:
    """How a row without a number goes on with the one above, by its columns with words and those above.

    `dọn kênh mương` goes on with `Phát quang đường trục,` if its other cells go on too. What stands beside no
    work is of the work above; who and when together may be a task of their own.
    """
    own = {column: entry for column, entry in words.items() if last.get(column) is not entry}
    roles = {header.roles[column] for column in own}
    if "index" not in header.roles or "content" in {header.roles[column] for column in words} - roles:
        return "no"  # the work is merged from above
    if "content" not in roles:
        return "yes" if roles.isdisjoint(WHO) or roles.isdisjoint(WHEN) else "maybe"
    goes_on = {
        header.roles[column]: column in last and continues_sentence(last[column].text.rstrip(), entry.text)
        for column, entry in own.items()
    }
    return "yes" if all(goes_on.values()) else "maybe" if goes_on["content"] else "no"


def _says(entry: Entry) -> bool:
    return any(map(str.isalnum, entry.text))


def _adds_up(said: Sequence[Entry]) -> bool:
    """Whether a row with these words adds up the others: `Tổng cộng (A + B)`, `Tổng cộng: 6 việc`."""
    words = _ASIDE.compiled.sub("", fold(said[0].text)).partition(":")[0] if said else ""
    return _clean(words).strip(" .") in load_words("labels", "column_total.words")


def _repeats(text: str) -> bool:
    """Whether a cell is a mark that it holds what stands above: `nt`, `như trên`, `-"-`."""
    return len(text) < 12 and fold(text).strip(" \n-.()") in load_words("labels", "column_repeated.words")


def _day_columns(header: Header) -> list[int]:
    """The columns before the content that name no more than a day or a month: `Thứ, ngày`, `Tháng`."""
    days = load_words("labels", "column_day.words")
    before = header.roles[: header.roles.index("content")] if "content" in header.roles else ()
    return [column for column, _ in enumerate(before) if fold(header.labels[column]) in days]


def _read_number(row: Sequence[Entry | None], header: Header) -> str:
    """The number of a row, or that typed before its work, without its mark; empty where it has none."""
    columns = list(zip(row, header.roles, strict=True))
    numbers = [
        " ".join(e.text.split()).rstrip(".)") for e, role in columns if role == "index" and e is not None
    ]
    work = (entry.passage for entry, role in columns if role == "content" and entry is not None)
    labels = (_LABEL.match(p.folded) or _BULLET.match(p.folded) for p in work if p)
    typed = (label["number"] for label in labels if label)
    return next(filter(None, reversed(numbers)), "") or next(typed, "")


def _read_group(row: Sequence[Entry | None], own: Sequence[Entry], header: Header) -> Passage | None:
    """The words of a row that only groups: one merged cell, a number and a name, a mere time."""
    width = len(row)
    words = [entry for entry in own if not read_number(entry.text)]
    if len(words) != 1 or words[0].cell.rows > 1:
        return None
    entry = words[0]
    text = " ".join(entry.text.split())
    role = header.roles[entry.cell.column] if entry.cell.column < len(header.roles) else "other"
    if entry.cell.columns >= max(2, width - 1) or (len(own) == 1 and entry.cell.columns >= width - 1):
        return entry.passage
    timed = role in WHEN and len(own) == 1 and "content" in header.roles[entry.cell.column :]
    if (role == "index" and width > 2) or timed:
        return entry.passage
    if role != "content" or not header.is_task_table:
        return None
    if len(own) == 1 and _LABEL.match(fold(text)):
        return entry.passage
    if len(own) == 1 and "index" in header.roles:
        return entry.passage if entry.cell.columns > 1 or text == text.upper() else None
    number = next((found for entry in own if (found := read_number(entry.text))), None)
    return entry.passage if number and (number["group"] or len(own) == 2) else None


def _bare(group: Passage) -> Passage:
    """The words of a group without the number typed before them: `II. Công tác hậu cần`."""
    label = _LABEL.match(group.folded)
    return group._replace(start=group.start + label.end()) if label else group


def _clean(text: str) -> str:
    return " ".join(text.split())
