"""A task as a row of a table, in the columns that officials use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kehoach.models import Plan, Task
from kehoach.select import find_last_day, read_day

# key of a column → its heading
COLUMNS = {
    "number": "STT",
    "task": "Nội dung",
    "lead": "Đơn vị chủ trì",
    "support": "Đơn vị phối hợp",
    "deadline": "Thời hạn",
    "due": "Thời hạn chuẩn",
    "products": "Sản phẩm",
    "basis": "Căn cứ",
    "source": "Nguồn",
}


@dataclass(frozen=True, slots=True)
class Selected:
    """A plan and the tasks of it that are wanted."""

    plan: Plan
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """What each column says of one task; `due` is the first of the days on which something of it is due."""

    number: int
    task: str
    lead: str
    support: str
    deadline: str
    due: date | None
    products: str
    basis: str
    source: str

    def words(self, column: str) -> str:
        """A column as text, the day in ISO 8601."""
        value = getattr(self, column)
        return "" if value is None else str(value)


def make_rows(selected: Iterable[Selected]) -> Iterator[Row]:
    """The rows of all wanted tasks, numbered through."""
    tasks = ((each.plan, task) for each in selected for task in each.tasks)
    return (make_row(plan, task, number) for number, (plan, task) in enumerate(tasks, start=1))


def make_row(plan: Plan, task: Task, number: int) -> Row:
    """One task as a row."""
    title = "" if _is_unit(task) else task.title or ""
    heading = f"{title} ({task.scope})" if title and task.scope else title or task.scope or ""
    days = [day for deadline in task.deadlines if (day := find_last_day(deadline))]
    return Row(
        number=number,
        task="\n".join(filter(None, [heading, task.content])),
        lead="; ".join(unit.name for unit in task.lead_units),
        support="; ".join(unit.name for unit in task.supporting_units),
        deadline="; ".join(_one_line(deadline.text) for deadline in task.deadlines),
        due=min(days, default=None),
        products="; ".join(task.products),
        basis="; ".join(cite(plan, task)),
        source=f"{plan.source.name}: {task.id}",
    )


def cite(plan: Plan, task: Task) -> list[str]:
    """The citations that stand in a task's own words, each once."""
    inside = (
        _one_line(reference.text)
        for reference in plan.legal_references
        if task.span.start <= reference.span.start and reference.span.end <= task.span.end
    )
    return list(dict.fromkeys(inside))


def describe_plan(plan: Plan) -> str:
    """The plan in one line: `Kế hoạch số 12/KH-UBND: Chuyển đổi số năm 2026`."""
    name = plan.document_type.name if plan.document_type else ""
    number = plan.number and f"số {plan.number}"
    return ": ".join(filter(None, [" ".join(filter(None, [name, number])), plan.title])) or plan.source.name


def _is_unit(task: Task) -> bool:
    """Whether the title is the heading that names the leading unit, with the duties below it as content."""
    return task.origin == "heading" and "lead_units" not in task.inherited and task.content is not None


def date_plan(plan: Plan) -> date:
    """The day of a plan, the first of its month or year where no more is known, else the first of 1980.

    What is written must not tell when: the same plan gives the same bytes.
    """
    return read_day(f"{plan.date or ''}-01-01"[:10]) or date(1980, 1, 1)


def _one_line(text: str) -> str:
    return " ".join(text.split())
