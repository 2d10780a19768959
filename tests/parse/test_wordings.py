"""Wordings in small plans: each line of `wordings.*.txt` is put into a plan, and read as the plan's."""

from __future__ import annotations

from pathlib import Path

import pytest

import kehoach
from kehoach.models import Deadline, Plan, Unit, Warning
from tests.parse.citations import show
from tests.parse.times import show_deadlines

HERE = Path(__file__).parent
ISSUED = "2026-07-20"
LETTERHEAD = """ỦY BAN NHÂN DÂN
XÃ TÂN HÒA
Số: 12/KH-UBND
Tân Hòa, ngày {day} tháng {month} năm {year}
KẾ HOẠCH
Triển khai công tác rà soát hồ sơ{title}
{basis}
I. NỘI DUNG
"""
FIELDS = """1. Rà soát hồ sơ lưu
- Đơn vị chủ trì: {lead}
- Đơn vị phối hợp: {support}
- {label}: {time}
"""
TABLE = """| STT | Nội dung | Cơ quan chủ trì | Thời gian thực hiện |
| --- | --- | --- | --- |
| 1 | Rà soát hồ sơ lưu | {lead} | {time} |
"""


def lines(name: str, columns: int) -> list[object]:
    return [
        pytest.param(*(part.strip() for part in line.split(" | ")), id=f"{name}:{number}")
        if line.count(" | ") == columns - 1
        else pytest.param(ISSUED, *(part.strip() for part in line.split(" | ")), id=f"{name}:{number}")
        for number, line in enumerate((HERE / name).read_text("utf-8").splitlines(), 1)
        if line and not line.startswith("#")
    ]


def plan_of(body: str, day: str = ISSUED, title: str = "", basis: str = "") -> Plan:
    year, month, date = day.split("-")
    head = LETTERHEAD.format(year=year, month=month, day=date, title=title, basis=basis)
    if body.startswith("|"):
        head = head.replace("\n", "\n\n")
    return kehoach.parse_text(head + body)


def times_of(deadlines: list[Deadline], warnings: list[Warning]) -> str:
    told = [w for w in warnings if w.code not in ("missing_deadline", "deadline_before_issue")]
    return show_deadlines(deadlines, told, scopes=True)


def shown_units(units: list[Unit]) -> str:
    return " + ".join(
        f"{u.name}{'*' * u.group}{f' ({u.note})' if u.note else ''}{f' => {u.duty}' if u.duty else ''}"
        for u in units
    )


@pytest.mark.parametrize(("day", "shape", "words", "expected"), lines("wordings.deadlines.txt", 4))
def test_deadline(day: str, shape: str, words: str, expected: str) -> None:
    issued, _, year = day.partition(" @ ")
    title = f" năm {year}" if year else ""
    if shape == "cell":
        body = TABLE.format(lead="Phòng Kinh tế", time=words)
    elif shape == "duty":
        body = f"1. Sở Nội vụ {words}"
    else:
        label = {"field": "Thời gian thực hiện", "event": "Thời gian tổ chức"}[shape]
        body = FIELDS.format(lead="Phòng Kinh tế", support="Công an xã", label=label, time=words)
    plan = plan_of(body, issued, title)
    (task,) = plan.tasks
    said = times_of(task.deadlines, plan.warnings)
    assert said == expected, said
    assert all(plan.text[d.span.start : d.span.end] == d.text for d in task.deadlines)


@pytest.mark.parametrize(("_", "shape", "words", "expected"), lines("wordings.references.txt", 4))
def test_reference(_: str, shape: str, words: str, expected: str) -> None:
    words = words.replace("¶", "\n")
    plan = plan_of("1. Yêu cầu", basis=f"Căn cứ {words};") if shape == "basis" else plan_of(f"1. {words}")
    noted = [f"!{w.code}" for w in plan.warnings if w.code in ("unparsed_reference", "possible_typo")]
    said = " + ".join([*map(show, plan.legal_references), *noted]) or "none"
    assert said == expected, said
    roles = [r.role for r in plan.legal_references]
    assert roles[:1] == [{"basis": "basis", "item": "citation"}[shape]][: len(roles)]


@pytest.mark.parametrize(("_", "shape", "words", "expected"), lines("wordings.units.txt", 4))
def test_unit(_: str, shape: str, words: str, expected: str) -> None:
    if shape == "cell":
        body = TABLE.format(lead=words, time="Quý III/2026")
    elif shape == "duty":
        body = f"1. {words}"
    elif shape == "heading":
        body = f"1. {words}\nTham mưu rà soát hồ sơ lưu, tổng hợp kết quả."
    else:
        lead, support = ("Phòng Kinh tế", words) if shape == "support" else (words, "Công an xã")
        body = FIELDS.format(lead=lead, support=support, label="Thời gian thực hiện", time="Quý III/2026")
    plan = plan_of(body)
    (task,) = plan.tasks
    leads, supports = task.lead_units, task.supporting_units
    if shape == "names":
        said = " + ".join(unit.full_name for unit in leads)
    elif shape == "duty":
        said = f"{shown_units(leads)} || {shown_units(supports)}".strip()
    else:
        said = shown_units(supports if shape == "support" else leads)
    noted = [f"!{w.code}" for w in plan.warnings if w.code == "unparsed_units"]
    said = " ".join([said, *noted])
    assert said == expected, said
