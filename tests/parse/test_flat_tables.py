"""Tables that were copied one cell a line are tables again."""

from __future__ import annotations

import pytest

import kehoach
from kehoach.read import read_string

HEADS = ["STT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian", "Ghi chú"]
HEAD = "\n".join(["KẾ HOẠCH", "Về y tế", "I. TIẾN ĐỘ", *HEADS, ""])
TAIL = "II. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế thực hiện Kế hoạch.\n"
FULL = "1\nRà soát hồ sơ\nTrạm Y tế\nCác thôn\nQuý I/2026\nLần đầu\n"
CASES = {
    "all cells": (
        FULL
        + "2\nTiêm chủng\nBạn Lan\nCác thôn\nTháng 4/2026\n—\n"
        + "3\nBáo cáo\nTrạm Y tế\nCác thôn\nQuý II/2026\nHết\n",
        ["Rà soát hồ sơ: Trạm Y tế / Các thôn / Quý I/2026", "Tiêm chủng: Bạn Lan / Các thôn / Tháng 4/2026",
         "Báo cáo: Trạm Y tế / Các thôn / Quý II/2026"],
    ),
    "empty cells": (
        FULL + "2\nTiêm chủng\nTrạm Y tế\nTháng 4/2026\n3\nBáo cáo\nVăn phòng HĐND và UBND\n",
        ["Rà soát hồ sơ: Trạm Y tế / Các thôn / Quý I/2026", "Tiêm chủng: Trạm Y tế /  / Tháng 4/2026",
         "Báo cáo: Văn phòng HĐND và UBND /  / "],
    ),
    "numbers of the columns, groups": (
        "(1)\n(2)\n(3)\n(4)\n(5)\n(6)\nI\nTruyền thông\n1\nViết tin\nTrạm Y tế\nQuý I/2026\nII\nTiêm chủng\n"
        "1\nLập danh sách\nTrạm Y tế\nTháng 4/2026\n2\nTiêm\nTrạm Y tế\nCác thôn\nTháng 5/2026\n",
        ["Viết tin: Trạm Y tế /  / Quý I/2026", "Lập danh sách: Trạm Y tế /  / Tháng 4/2026",
         "Tiêm: Trạm Y tế / Các thôn / Tháng 5/2026"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_line_stands_in_its_column(case: str) -> None:
    rows, expected = CASES[case]
    plan = kehoach.parse_text(HEAD + rows + TAIL)
    *tasks, last = plan.tasks
    assert [
        f"{task.title}: "
        + " / ".join(
            "; ".join(value.text for value in values)
            for values in (task.lead_units, task.supporting_units, task.deadlines)
        )
        for task in tasks
    ] == expected
    assert all(task.origin == "table" and task.section.startswith("I/T1/") for task in tasks)
    assert (last.id, last.lead_units[0].name) == ("II/1", "Trạm Y tế")
    assert plan.text == read_string(HEAD + rows + TAIL).text


UNEVEN = {
    "a cell of two lines": FULL
    + "2\nTiêm chủng\ncho trẻ em\nTrạm Y tế\nCác thôn\nTháng 4/2026\nHết\n3\nBáo cáo\n",
    "a number is missing": FULL + "3\nTiêm chủng\nTrạm Y tế\nTháng 4/2026\n",
    "one row alone": "1\nRà soát hồ sơ\nTrạm Y tế\nQuý I/2026\n",
    "words where a unit is due": FULL + "2\nTiêm chủng\nai rảnh thì làm\nTrạm Y tế\n3\nBáo cáo\n",
}


@pytest.mark.parametrize("case", UNEVEN, ids=str)
def test_lines_that_do_not_fit_stay_and_are_told(case: str) -> None:
    plan = kehoach.parse_text(HEAD + UNEVEN[case] + TAIL)
    assert not [task for task in plan.tasks if task.origin == "table"]
    told = [warning for warning in plan.warnings if warning.code == "unread_content"]
    assert [plan.text[warning.span.start : warning.span.end] for warning in told if warning.span] == ["STT"]


@pytest.mark.parametrize(
    "text", ["TT\nĐảng ủy xã\nHĐND xã\n1\n2", "STT\nHọ tên\nNăm sinh\n1\nLan\n1990\n2\nMai"]
)
def test_other_lines_are_left_alone(text: str) -> None:
    plan = kehoach.parse_text(f"KẾ HOẠCH\nVề y tế\nI. NỘI DUNG\n{text}\n")
    assert not [task for task in plan.tasks if task.origin == "table"]
    assert not [warning for warning in plan.warnings if warning.code == "unread_content"]


@pytest.mark.parametrize(
    "rest", ["", "1", "(1)", "(1)\n(2)\n(3)", "(1)\n(2)\n(3)\n1", "1\nRà soát", "I", "I\nA\n1"]
)
def test_a_text_may_end_within_a_table(rest: str) -> None:
    text = f"KẾ HOẠCH\nVề y tế\nI. NỘI DUNG\nTT\nNội dung\nĐơn vị chủ trì\n{rest}".rstrip()
    assert kehoach.parse_text(text).text == text
