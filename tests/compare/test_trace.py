from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kehoach.cli import group
from kehoach.models import Plan
from kehoach.trace import Trace, trace_tasks

Build = Callable[..., Plan]
LEAD, END = "Phòng Lưu trữ", "2026-09-01"
HIGHER = (
    "Số hóa sổ hộ tịch viết tay, cập nhật vào cơ sở dữ liệu điện tử",
    "Tổ chức tập huấn nghiệp vụ cho công chức các xã, phường",
    "Xây dựng, ban hành kế hoạch triển khai thực hiện của các cơ quan, đơn vị trên địa bàn",
    "Mua sắm máy quét chuyên dụng cho kho lưu trữ",
)
LOWER = (
    "Thực hiện số hóa sổ hộ tịch viết tay lưu tại xã",
    "Cử người tham gia lớp tập huấn nghiệp vụ do tỉnh mở",
    "Các cơ quan, đơn vị xây dựng kế hoạch triển khai thực hiện",
)


@pytest.fixture
def higher(build_plan: Build) -> Plan:
    rows = [(f"II/{n}", title, LEAD, END) for n, title in enumerate(HIGHER, 1)]
    return build_plan(rows, number="12/KH-UBND", title="Kế hoạch số hóa")


@pytest.fixture
def lower(build_plan: Build) -> Plan:
    rows = [(f"I/{n}", title, LEAD, END) for n, title in enumerate(LOWER, 1)]
    return build_plan(rows, title="Kế hoạch năm 2026")


@pytest.fixture
def trace(higher: Plan, lower: Plan) -> Trace:
    return trace_tasks(higher, [lower])


def test_states(trace: Trace) -> None:
    assert [traced.state for traced in trace.tasks] == ["taken", "taken", "left", "left"]


def test_the_nearest_task_comes_first_with_the_words_as_written(trace: Trace) -> None:
    match = trace.tasks[0].matches[0]
    assert match.task.id == "I/1"
    assert match.phrases == ("hóa sổ hộ tịch viết tay",)
    assert (match.shared, match.telling) == (5, 11)


def test_words_of_every_plan_of_titles_and_of_units_count_nothing(trace: Trace) -> None:
    assert trace.tasks[2].matches == ()
    assert not any("trữ" in phrase for match in trace.tasks[3].matches for phrase in match.phrases)
    assert not any("Số" in phrase for match in trace.tasks[0].matches for phrase in match.phrases)


def test_several_lower_plans_are_told_apart(higher: Plan, lower: Plan, build_plan: Build) -> None:
    other = build_plan([("I/1", "Mua sắm máy quét chuyên dụng", LEAD, END)], title=None)
    trace = trace_tasks(higher, [lower, other])
    assert [match.plan for match in trace.tasks[3].matches] == [1]
    assert trace.citing == (False, False)


def test_a_lower_plan_that_cites_the_higher_one(higher: Plan, build_plan: Build) -> None:
    cited = {"document": "ke-hoach-12", "type": "Kế hoạch", "number": "12/KH-UBND", "mentions": 1}
    cited |= dict.fromkeys(("date", "issuer", "title"))
    assert trace_tasks(higher, [build_plan(cited_documents=[cited])]).citing == (True,)


@pytest.fixture
def files(tmp_path: Path, higher: Plan, lower: Plan) -> tuple[str, str]:
    for name, plan in (("higher", higher), ("lower", lower)):
        (tmp_path / f"{name}.json").write_text(plan.model_dump_json(), "utf-8")
    return str(tmp_path / "higher.json"), str(tmp_path / "lower.json")


def run(*arguments: str) -> Result:
    return CliRunner(env={"LC_ALL": "C.UTF-8"}).invoke(group, ["trace", *arguments])


def test_people_read_counts_words_and_what_is_left(files: tuple[str, str]) -> None:
    out = run(*files).stdout
    assert out.startswith("2 of 4 tasks are taken up (=), 0 perhaps (?), 2 are left (-).\n")
    assert "      5 of 11 pairs: “hóa sổ hộ tịch viết tay”" in out
    assert f"- II/4  {HIGHER[3]}" in out
    assert "không viện dẫn" in run(*files, "--lang", "vi").stdout


def test_json(files: tuple[str, str]) -> None:
    told = json.loads(run(*files, "-f", "json").stdout)
    assert [task["state"] for task in told["tasks"]] == ["taken", "taken", "left", "left"]
    assert told["children"][0]["cites_parent"] is False


def test_a_lower_plan_is_needed(files: tuple[str, str]) -> None:
    assert run(files[0]).exit_code == 2
