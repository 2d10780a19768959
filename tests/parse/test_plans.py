"""Outlines and tasks of small plans: each case of `outlines.txt`, `tasks.txt` and `duties.txt` is a text.

A case begins with `== title`, goes on with the text, and after `--` says what is expected, a line each:
sections as `path | heading`, tasks as `id origin | leads | supports | deadlines | further`. Lists are parted
by `; `. A deadline is `kind start..end`, `<` before an exclusive end, the RRULE behind it. `further` names
scope (`scope=`), products (`products=`), other fields (`other=`), inherited keys (`inherits=`) and title
(`title=`) where the case is about them. Warnings but `missing_deadline` are lines `! code words`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import kehoach
from kehoach.models import Deadline, Plan, Section, Task

HERE = Path(__file__).parent


class Case(NamedTuple):
    text: str
    expected: list[str]


def read_cases(name: str) -> list[object]:
    return list(_cases(name))


def _cases(name: str) -> Iterator[object]:
    title, at, text, expected = "", 0, [], None
    for number, line in enumerate([*(HERE / name).read_text("utf-8").splitlines(), "== end"], start=1):
        if line.startswith("== "):
            if title:
                assert expected is not None, f"{name}:{at}: nothing is expected"
                yield pytest.param(Case("\n".join(text), expected), id=f"{name}:{at}")
            title, at, text, expected = line[3:], number, [], None
        elif line == "--":
            expected = []
        elif expected is not None:
            if line.strip():
                expected.append(line)
        else:
            text.append(line)


def show_sections(sections: list[Section]) -> Iterator[str]:
    for section in sections:
        yield f"{section.path} | {section.heading or ''}".rstrip()
        yield from show_sections(section.children)


def show_deadline(deadline: Deadline) -> str:
    span = ""
    if deadline.start or deadline.end:
        mark = "" if deadline.end_inclusive else "<"
        span = f" {deadline.start or ''}..{mark}{deadline.end or ''}"
    return f"{deadline.kind}{span}{' ' + deadline.recurrence if deadline.recurrence else ''}"


def show_task(task: Task, further: bool) -> str:
    parts = [
        f"{task.id} {task.origin}",
        "; ".join(unit.name for unit in task.lead_units),
        "; ".join(unit.name for unit in task.supporting_units),
        "; ".join(map(show_deadline, task.deadlines)),
    ]
    if further:
        more = {
            "title": task.title or "",
            "scope": task.scope or "",
            "products": "/".join(task.products),
            "other": "/".join(f"{field.label}: {field.text}" for field in task.other),
            "inherits": "/".join(task.inherited),
        }
        parts.append(" ".join(f"{key}={value}" for key, value in more.items() if value))
    return " | ".join(parts).rstrip(" |")


def show_warnings(plan: Plan) -> Iterator[str]:
    for warning in plan.warnings:
        if warning.code not in ("missing_deadline", "missing_number", "missing_date", "not_a_plan"):
            words = plan.text[warning.span.start : warning.span.end] if warning.span else ""
            yield f"! {warning.code} {words.splitlines()[0] if words else ''}".rstrip()


@pytest.mark.parametrize("case", read_cases("outlines.txt"))
def test_outline(case: Case) -> None:
    plan = kehoach.parse_text(case.text)
    shown = [*show_sections(plan.sections), *show_warnings(plan)]
    kept = [line for line in shown if not line.startswith(("! missing_lead", "! no_sections"))]
    assert kept == case.expected


@pytest.mark.parametrize("case", [*read_cases("tasks.txt"), *read_cases("duties.txt")])
def test_tasks(case: Case) -> None:
    plan = kehoach.parse_text(case.text)
    further = {line.split(" | ")[0]: line.count(" | ") >= 4 for line in case.expected}
    shown = [show_task(task, further.get(f"{task.id} {task.origin}", False)) for task in plan.tasks]
    expected_warnings = [line for line in case.expected if line.startswith("! ")]
    warned = [
        line
        for line in show_warnings(plan)
        if line in expected_warnings or not line.startswith("! no_sections")
    ]
    assert [*shown, *warned] == [line.rstrip(" |") for line in case.expected]


@pytest.mark.parametrize(
    ("section", "content"),
    [
        ("1. Về công tác giám sát\nTrạm Y tế giám sát dịch.", "Trạm Y tế giám sát dịch."),
        ("1. Trạm Y tế giám sát dịch.\nBáo cáo theo mẫu.", "Báo cáo theo mẫu."),
        ("1. Trạm Y tế\nGiao các thôn giám sát dịch.", "Giao các thôn giám sát dịch."),
        ("1. Trạm Y tế: Giao các thôn giám sát dịch.", None),
    ],
)
def test_content_is_what_a_task_says_below_its_title(section: str, content: str | None) -> None:
    plan = kehoach.parse_text(f"KẾ HOẠCH\nPhòng, chống dịch\nI. NHIỆM VỤ\n{section}\n")
    assert [task.content for task in plan.tasks] == [content]
