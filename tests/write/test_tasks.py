"""`kehoach tasks`: formats, filters, inputs, and what it says to bad ones."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from kehoach.cli import group
from kehoach.models import Plan
from kehoach.write.lines import KEYS, PLAN_KEYS
from kehoach.write.rows import COLUMNS
from kehoach.write.separated import disarm


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(group, ["tasks", *map(str, arguments)], input=stdin)


@pytest.fixture
def file(tmp_path: Path, plan: Plan) -> Path:
    path = tmp_path / "plan.json"
    path.write_text(plan.model_dump_json(indent=2), "utf-8")
    return path


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_holds_every_column(file: Path) -> None:
    first, second, third = read_csv(run(file, "-f", "csv").stdout_bytes)
    assert list(first) == list(COLUMNS.values())
    assert first == {
        "STT": "1",
        "Nội dung": "Rà soát hồ sơ theo Điều 7 Luật Hộ tịch (cấp xã)",
        "Đơn vị chủ trì": "Giám đốc Sở Tư pháp",
        "Đơn vị phối hợp": "UBND các xã, phường; Công an xã",
        "Thời hạn": "Trước ngày 01/9/2026",
        "Thời hạn chuẩn": "2026-08-31",
        "Sản phẩm": "Danh mục hồ sơ",
        "Căn cứ": "Điều 7 Luật Hộ tịch",
        "Nguồn": "hộ tịch.docx: II/1",
    }
    assert second["Nội dung"] == "'=SUM(A1:A9) kiểm kê kho | lưu trữ\n- kho cấp xã\n- kho cấp tỉnh"
    assert second["Thời hạn chuẩn"] == "2026-12-31"
    assert third["Đơn vị chủ trì"] == third["Thời hạn chuẩn"] == ""


def test_csv_begins_with_the_mark_on_request(file: Path) -> None:
    assert run(file, "-f", "csv", "--bom").stdout_bytes.startswith(b"\xef\xbb\xbfSTT,")
    assert run(file, "-f", "csv").stdout_bytes.startswith(b"STT,")


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@A1", "\t=1", "  =1", "＝1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert disarm(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=1", " ", "'=1", "Sở - ban", "1-2"])
def test_other_cells_stay(cell: str) -> None:
    assert disarm(cell) == cell


def test_markdown_keeps_its_columns(file: Path) -> None:
    lines = run(file, "-f", "md", "--fields", "number,task").stdout.splitlines()
    assert lines[:2] == ["| STT | Nội dung |", "| --- | --- |"]
    assert lines[3] == r"| 2 | =SUM(A1:A9) kiểm kê kho \| lưu trữ<br>- kho cấp xã<br>- kho cấp tỉnh |"
    assert len(lines) == 5


def test_json_lines_carry_the_task_and_its_plan(file: Path, plan: Plan) -> None:
    lines = [json.loads(line) for line in run(file, "-f", "jsonl").stdout.splitlines()]
    assert [tuple(line) for line in lines] == [KEYS] * 3
    assert lines[0]["number"] == "12/KH-UBND"
    assert {key: lines[1][key] for key in plan.tasks[1].model_dump()} == plan.tasks[1].model_dump()


def test_json_lines_keep_their_order_whatever_the_order_of_the_fields(file: Path) -> None:
    line = run(file, "-f", "jsonl", "--fields", "title,source,id").stdout.splitlines()[2]
    assert line == '{"source":"hộ tịch.docx","id":"II/3","title":"Báo cáo kết quả"}'


def test_table_shows_each_plan_under_its_name(file: Path) -> None:
    shown = run(file).stdout
    assert "Kế hoạch số 12/KH-UBND: Rà soát, số hóa hồ sơ hộ tịch năm 2026" in shown
    assert "Đơn vị chủ trì" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("form", ["{0}", "[{0},{0}]", "{0}\n{0}\n", "[\n{0}\n,\n{0}\n]"])
def test_plan_json_is_as_good_as_a_document(plan: Plan, form: str, indent: int | None) -> None:
    written = plan.model_dump_json(indent=indent)
    result = run("-", "-f", "csv", stdin=form.replace("{0}", written).encode())
    assert result.exit_code == 0, result.stderr
    assert len(read_csv(result.stdout_bytes)) == 3 * form.count("{0}")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_json_as_windows_saves_it(plan: Plan, tmp_path: Path, encoding: str) -> None:
    written = (plan.model_dump_json() + "\r\n").encode(encoding)
    (tmp_path / "plans.jsonl").write_bytes(written)
    for result in (run("-", "-f", "csv", stdin=written), run(tmp_path / "plans.jsonl", "-f", "csv")):
        assert len(read_csv(result.stdout_bytes)) == 3, result.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_text_that_begins_like_json_is_a_document(encoding: str) -> None:
    result = run("-", "-f", "csv", stdin="[DỰ THẢO]\nKẾ HOẠCH\n{trích}".encode(encoding))
    assert result.exit_code == 0, result.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
@pytest.mark.parametrize("form", ["document", "json"])
def test_a_named_pipe_is_read_once_and_whole(form: str, plan: Plan, tmp_path: Path) -> None:
    written = (
        plan.model_dump_json() if form == "json" else "KẾ HOẠCH\nI. VIỆC\n" + "1. Sở Y tế rà soát.\n" * 500
    )
    os.mkfifo(tmp_path / "pipe")
    writer = Thread(target=(tmp_path / "pipe").write_text, args=(written, "utf-8"))
    writer.start()
    result = run(tmp_path / "pipe", "-f", "jsonl")
    writer.join()
    assert result.stdout_bytes.count(b"\n") == (3 if form == "json" else 500)


def test_filters_reach_every_format(file: Path, tmp_path: Path) -> None:
    for format in ("csv", "md", "jsonl", "table"):
        shown = run(file, "-f", format, "--unit", "Sở Tư pháp", "--before", "1/9/2026").stdout
        assert "Sở Tư pháp" in shown
        assert "lưu trữ" not in shown


def test_nothing_left_is_no_failure(file: Path) -> None:
    result = run(file, "-f", "csv", "--unit", "Sở Thiên văn")
    assert result.exit_code == 0
    assert result.stdout_bytes.count(b"\n") == 1
    assert "no task" in result.stderr


def test_output_takes_its_format_from_its_name(file: Path, tmp_path: Path) -> None:
    assert run(file, "-o", tmp_path / "out.csv").exit_code == 0
    assert len(read_csv((tmp_path / "out.csv").read_bytes())) == 3
    assert run(file, "-o", tmp_path / "out.txt").exit_code == 0
    assert "STT" in (tmp_path / "out.txt").read_text("utf-8")


def test_null_separated_names(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "tên có cách\nvà dòng.json"
    other.write_bytes(file.read_bytes())
    result = run("-0", "-f", "csv", stdin=f"{file}\0{other}\0".encode())
    assert len(read_csv(result.stdout_bytes)) == 6


def test_one_bad_input_of_several_costs_itself_only(file: Path, tmp_path: Path) -> None:
    result = run(tmp_path / "none.docx", file, "-f", "csv")
    assert result.exit_code == 1
    assert len(read_csv(result.stdout_bytes)) == 3
    assert "none.docx" in result.stderr


BAD = [
    (b'{"schema_version": "1"', 3, "broken JSON"),
    (b'{"tasks": []}\n', 3, "no whole plan"),
    (b"{}\n", 3, "no whole plan"),
    (b"[1]", 3, "no whole plan"),
    (b'{"a": 1}\n{"b"\n', 3, "no whole plan"),
    (b'[{"a": "\xff"}]', 3, "broken JSON"),
    (b'{"a":' + b"[" * 100_000, 3, "broken JSON"),
]


@pytest.mark.parametrize(("content", "code", "words"), BAD)
def test_bad_json_is_told_in_a_sentence(content: bytes, code: int, words: str) -> None:
    result = run("-", stdin=content)
    assert (result.exit_code, words in result.stderr) == (code, True), result.stderr
    assert result.stderr.count("\n") == 1


def test_bad_line_is_named(plan: Plan) -> None:
    result = run("-", "-f", "csv", stdin=plan.model_dump_json().encode() + b'\n\n{"x"\n')
    assert result.exit_code == 3
    assert "line 3" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--before", "32/13/2026"],
        ["--before", "soon"],
        ["--kind", "someday"],
        ["--lead-only"],
        ["--bom"],
        ["--events"],
        ["-o", "out.pdf"],
        ["--fields", "nobody"],
        ["-f", "docx", "--fields", "task"],
    ],
)
def test_bad_options_are_usage_errors(file: Path, arguments: list[str]) -> None:
    result = run(file, *arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr


def test_the_help_names_every_column() -> None:
    told = " ".join(run("--help").stdout.split())
    assert ", ".join(COLUMNS) in told
    assert ", ".join(PLAN_KEYS) in told


def test_output_that_cannot_be_written(file: Path, tmp_path: Path) -> None:
    result = run(file, "-o", tmp_path / "no folder" / "out.csv")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_long_plans_cost_one_at_a_time(tmp_path: Path, build_plan: Callable[..., Plan]) -> None:
    plans = tmp_path / "plans.jsonl"
    plans.write_text((build_plan().model_dump_json() + "\n") * 40, "utf-8")
    rows = read_csv(run(plans, "-f", "csv").stdout_bytes)
    assert [row["STT"] for row in rows] == [str(number) for number in range(1, 121)]
