from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kehoach.cli import group
from kehoach.compare import compare_plans, describe_rewording
from kehoach.models import OtherField, Plan

Build = Callable[..., Plan]
Rows = list[tuple[str, str, str, str]]


def test_a_plan_does_not_differ_from_itself(build_plan: Build) -> None:
    assert not compare_plans(build_plan(), build_plan())


def test_added_and_gone_tasks(build_plan: Build, rows: Rows) -> None:
    new = [*rows[:2], ("II/3", "Mua máy quét chuyên dụng", "Văn phòng UBND", "2026-08-01"), rows[3]]
    difference = compare_plans(build_plan(), build_plan(new))
    assert [task.title for task in difference.added] == ["Mua máy quét chuyên dụng"]
    assert [task.title for task in difference.gone] == ["Tuyên truyền trên đài truyền thanh"]
    assert not difference.changed


def test_a_task_under_a_new_number_is_unchanged(build_plan: Build, rows: Rows) -> None:
    new = [("II/1", "Mua máy quét chuyên dụng", "Văn phòng UBND", "2026-08-01")]
    new += [(f"II/{n}", *row[1:]) for n, row in enumerate(rows[:3], 2)]
    difference = compare_plans(build_plan(), build_plan([*new, rows[3]]))
    assert [task.id for task in difference.added] == ["II/1"]
    assert not difference.changed
    assert not difference.gone


def test_a_task_out_of_its_order_has_moved(build_plan: Build, rows: Rows) -> None:
    new = [("II/1", *rows[1][1:]), ("II/2", *rows[2][1:]), ("II/3", *rows[0][1:]), rows[3]]
    [moved] = compare_plans(build_plan(), build_plan(new)).changed
    assert (moved.old.id, moved.new.id, moved.moved, moved.changes) == ("II/1", "II/3", True, ())


def test_a_task_under_another_heading_has_moved(build_plan: Build, rows: Rows) -> None:
    new = [rows[0], rows[1], ("III/1", *rows[2][1:]), ("III/2", *rows[3][1:])]
    [moved] = compare_plans(build_plan(), build_plan(new)).changed
    assert (moved.old.id, moved.new.id, moved.moved) == ("II/3", "III/1", True)


def test_changed_units_and_deadlines(build_plan: Build, rows: Rows) -> None:
    new = [("II/1", rows[0][1], "Trung tâm Hành chính công", "2026-10-01"), *rows[1:]]
    [pair] = compare_plans(build_plan(), build_plan(new)).changed
    assert not pair.moved
    assert [(change.key, change.gone, change.added) for change in pair.changes] == [
        ("lead_units", ("Phòng Tư pháp",), ("Trung tâm Hành chính công",)),
        ("deadlines", ("ngày 2026-09-01",), ("ngày 2026-10-01",)),
    ]


def test_changed_other_fields(build_plan: Build) -> None:
    def with_cost(text: str) -> Plan:
        plan = build_plan()
        other = [OtherField(label="Kinh phí", text=text)]
        return plan.model_copy(update={"tasks": [plan.tasks[0].model_copy(update={"other": other})]})

    assert not compare_plans(with_cost("50 triệu đồng"), with_cost("50 triệu đồng."))
    [pair] = compare_plans(with_cost("50 triệu đồng"), with_cost("70 triệu đồng")).changed
    assert [(change.key, change.gone, change.added) for change in pair.changes] == [
        ("other", ("Kinh phí: 50 triệu đồng",), ("Kinh phí: 70 triệu đồng",))
    ]


def test_equal_tasks_keep_their_partners(build_plan: Build, rows: Rows) -> None:
    twice = [rows[0], ("III/1", *rows[0][1:])]
    difference = compare_plans(build_plan(twice), build_plan(twice[1:]))
    assert [task.id for task in difference.gone] == ["II/1"]
    assert not difference.changed


def test_a_reworded_task_is_the_same_task(build_plan: Build, rows: Rows) -> None:
    new = [("II/1", "Rà soát toàn bộ hồ sơ hộ tịch bằng giấy", *rows[0][2:]), *rows[1:]]
    [pair] = compare_plans(build_plan(), build_plan(new)).changed
    assert [change.key for change in pair.changes] == ["title"]


def test_letter_case_dashes_and_tone_placement_are_no_change(build_plan: Build, rows: Rows) -> None:
    new = [*rows[:1], ("II/2", "Kiểm kê trang thiết bị số hoá tại kho lưu trữ.", *rows[1][2:]), *rows[2:]]
    assert not compare_plans(build_plan(), build_plan(new, recipients=["lưu: VT"]))


def test_an_agency_spelled_out_is_the_same_agency(build_plan: Build) -> None:
    short, long = build_plan(issuer="UBND xã Suối Hồng"), build_plan(issuer="ỦY BAN NHÂN DÂN XÃ SUỐI HỒNG")
    assert not compare_plans(short, long)
    assert compare_plans(short, build_plan(issuer="UBND xã Suối Lạnh"))


def test_a_long_rewording_shows_what_changed() -> None:
    words = [f"từ{n}" for n in range(40)]
    told = describe_rewording(" ".join(words), " ".join([*words[:20], "khác", *words[21:]]))
    around = " ".join(words[15:20]), " ".join(words[21:26])
    assert told == f"… {around[0]} [-từ20-] {{+khác+}} {around[1]} …"


def test_header_and_lists(build_plan: Build) -> None:
    difference = compare_plans(
        build_plan(symbol="KH-UBND"),
        build_plan(symbol="KH-UBND", number="12/KH-UBND", recipients=["Lưu: VT", "UBND tỉnh"]),
    )
    [number] = difference.header
    assert (number.key, number.old, number.new) == ("number", None, "12/KH-UBND")
    [recipients] = difference.lists
    assert (recipients.key, recipients.gone, recipients.added) == ("recipients", (), ("UBND tỉnh",))


@pytest.fixture
def drafts(tmp_path: Path, build_plan: Build, rows: Rows) -> tuple[str, str]:
    new = [("II/1", rows[0][1], "Trung tâm Hành chính công", "2026-10-01"), *rows[2:]]
    for name, plan in (("old", build_plan()), ("new", build_plan(new))):
        (tmp_path / f"{name}.json").write_text(plan.model_dump_json(), "utf-8")
    return str(tmp_path / "old.json"), str(tmp_path / "new.json")


def run(*arguments: str) -> Result:
    return CliRunner(env={"LC_ALL": "C.UTF-8"}).invoke(group, ["diff", *arguments])


def test_people_read_what_changed(drafts: tuple[str, str]) -> None:
    out = run(*drafts, "--lang", "vi").stdout
    assert "nhiệm vụ: thêm 0, bỏ 1, sửa 1, chuyển chỗ 0" in out
    assert "- II/2  Kiểm kê trang thiết bị số hóa tại kho lưu trữ" in out
    assert "      - Phòng Tư pháp\n      + Trung tâm Hành chính công" in out


def test_json_names_the_tasks(drafts: tuple[str, str]) -> None:
    tasks = json.loads(run(*drafts, "-f", "json").stdout)["tasks"]
    assert [task["id"] for task in tasks["gone"]] == ["II/2"]
    assert [task["new_id"] for task in tasks["changed"]] == ["II/1"]


def test_exit_code_like_diff_only_when_asked(drafts: tuple[str, str]) -> None:
    assert run(*drafts).exit_code == 0
    assert run(*drafts, "--exit-code").exit_code == 1
    assert run(drafts[0], drafts[0], "--exit-code").exit_code == 0
