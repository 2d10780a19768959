"""Tasks as a table that a person reads in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kehoach.write.rows import COLUMNS, Selected, describe_plan, make_row

if TYPE_CHECKING:
    from rich.console import Console

# what fits on a screen
SHOWN = ("number", "task", "lead", "support", "deadline")
_RATIOS = {"task": 5, "lead": 3, "support": 3, "deadline": 3, "products": 3, "basis": 3, "source": 2}


def print_tasks(console: Console, selected: Iterable[Selected], columns: Sequence[str] = SHOWN) -> None:
    """Print a table for each plan under its name, a line between tasks."""
    from rich.table import Table
    from rich.text import Text

    for each in selected:
        if not each.tasks:
            continue
        table = Table(show_lines=True, expand=True)
        for column in columns:
            table.add_column(
                COLUMNS[column], ratio=_RATIOS.get(column), overflow="fold", no_wrap=column == "due"
            )
        for number, task in enumerate(each.tasks, start=1):
            row = make_row(each.plan, task, number)
            table.add_row(*(Text(row.words(column)) for column in columns))
        console.print(Text(describe_plan(each.plan), "bold"))
        console.print(table)


def draw_tasks(selected: Iterable[Selected], columns: Sequence[str] = SHOWN) -> Iterator[bytes]:
    """The same table for a file, wide enough for paper in landscape."""
    from io import StringIO

    from rich.console import Console

    page = StringIO()
    print_tasks(Console(file=page, width=140, markup=False, emoji=False, highlight=False), selected, columns)
    yield page.getvalue().encode()
