"""`kehoach batch`: what is read, what is written, what is not done twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner, Result

import kehoach.batch
from kehoach import parse_file
from kehoach.batch.names import name_outputs
from kehoach.batch.storage import LocalFolder
from kehoach.cli import group
from kehoach.errors import WriteError

Write = Callable[..., None]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(group, ["batch", *map(str, arguments), "--jobs", "2"])


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(files)}


def shown(folder: Path) -> list[str]:
    return [name for name in tree(folder) if not name.startswith(".kehoach/")]


def failures(out: Path) -> dict[str, str]:
    lines = (out / "errors.jsonl").read_text("utf-8").splitlines()
    return {failure["input"]: failure["kind"] for failure in map(json.loads, lines)}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.mark.parametrize("seconds", ["inf", "1e10"])
def test_any_time_may_be_given(plans: Path, out: Path, seconds: str) -> None:
    result = run(plans, "-o", out, "--timeout", seconds)
    assert (result.exit_code, "Traceback" in result.stderr) == (0, False), result.stderr


def test_every_document_gives_its_plan(plans: Path, out: Path) -> None:
    result = run(plans, "-o", out)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    assert shown(out) == ["errors.jsonl", "một.json", "xã/hai.json", "xã/thôn/ba bốn.json"]
    plan = json.loads((out / "xã/hai.json").read_bytes())
    alone = json.loads(parse_file(plans / "xã/hai.md").model_dump_json())
    assert plan["source"].pop("name") == "xã/hai.md"
    assert alone["source"].pop("name") == "hai.md"
    assert plan == alone
    assert "3 documents: 3 read, 0 unchanged, 0 failed." in result.stderr
    assert failures(out) == {}


def test_same_bytes_whatever_the_number_of_jobs(plans: Path, tmp_path: Path, write_plan: Write) -> None:
    (plans / "rỗng.docx").touch()
    for number in range(12):
        write_plan(plans / f"{number}.txt", number)
    for jobs in ("1", "3"):
        for format in ("json", "jsonl"):
            run(plans, "-o", tmp_path / format / jobs, "-f", format, "--jobs", jobs)
    assert tree(tmp_path / "json/1") == tree(tmp_path / "json/3")
    assert tree(tmp_path / "jsonl/1") == tree(tmp_path / "jsonl/3")


@pytest.mark.usefixtures("in_process")
def test_what_is_done_is_not_done_again(plans: Path, out: Path, write_plan: Write) -> None:
    run(plans, "-o", out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.json")}
    assert "0 read, 3 unchanged" in run(plans, "-o", out).stderr
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.json")} == before

    write_plan(plans / "một.txt", 9)
    assert "1 read, 2 unchanged" in run(plans, "-o", out).stderr
    assert json.loads((out / "một.json").read_bytes())["number"] == "9/KH-UBND"

    (out / "xã/hai.json").write_text("{}")  # no longer what was written
    assert "1 read, 2 unchanged" in run(plans, "-o", out).stderr
    assert "3 read, 0 unchanged" in run(plans, "-o", out, "--force").stderr


@pytest.mark.usefixtures("in_process")
def test_another_program_reads_all_again(plans: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(plans, "-o", out)
    monkeypatch.setattr(kehoach.batch, "program_version", lambda: "another")
    assert "3 read, 0 unchanged" in run(plans, "-o", out).stderr


@pytest.mark.usefixtures("in_process")
def test_damaged_record_costs_what_it_lost(plans: Path, out: Path) -> None:
    run(plans, "-o", out)
    record = out / ".kehoach/record.jsonl"
    record.write_bytes(record.read_bytes()[:-30])
    assert "1 read, 2 unchanged" in run(plans, "-o", out).stderr
    assert "0 read, 3 unchanged" in run(plans, "-o", out).stderr
    record.write_bytes(record.read_bytes() + b"[" * 100_000 + b"\n")
    assert "0 read, 3 unchanged" in run(plans, "-o", out).stderr


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize(
    "change",
    [
        {"output": []},
        {"output": None},
        {"output": ".kehoach/parts/../../../mine.txt"},
        {"output": ".kehoach/parts/\0"},
        {"output": ".kehoach/parts/\ud800"},
        {"tasks": "9"},
        {"warnings": 9},
        {"warnings": {"missing_lead": "9"}},
    ],
    ids=str,
)
def test_record_that_another_hand_wrote_costs_nothing(
    plans: Path, tmp_path: Path, out: Path, change: dict[str, object]
) -> None:
    (tmp_path / "mine.txt").touch()
    run(plans, "-o", out, "-f", "jsonl")
    before = (out / "plans.jsonl").read_bytes()
    record = out / ".kehoach/record.jsonl"
    line = json.loads(record.read_bytes().splitlines()[0]) | change
    record.write_bytes(record.read_bytes() + json.dumps(line).encode())
    result = run(plans, "-o", out, "-f", "jsonl")
    assert (result.exit_code, (out / "plans.jsonl").read_bytes()) == (0, before), result.stderr
    assert (tmp_path / "mine.txt").exists()


@pytest.mark.usefixtures("in_process")
def test_no_more_is_read_than_the_limits_allow(plans: Path, out: Path) -> None:
    with (plans / "lớn.txt").open("wb") as file:
        file.truncate(1 << 40)
    assert run(plans, "-o", out).exit_code == 1
    assert failures(out) == {"lớn.txt": "ReadError"}


@pytest.mark.usefixtures("in_process")
def test_folder_that_one_is_in_and_that_is_gone(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    result = run(".", "-o", out)
    assert result.exit_code == 3
    assert "is gone" in result.stderr


@pytest.mark.usefixtures("in_process")
@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_each_document_has_one_line_whatever_its_name(plans: Path, out: Path) -> None:
    (plans / "hai\ndòng.txt").write_bytes(b"")
    (plans / "đỏ\x1b[31m.txt").write_text("KẾ HOẠCH", encoding="utf-8")
    told = run(plans, "-o", out).stderr.splitlines()
    assert len([line for line in told if line.startswith("[")]) == 5
    assert not any("\x1b" in line for line in told)
    assert any(r"hai\ndòng.txt: failed" in line for line in told)


@pytest.mark.usefixtures("in_process")
def test_a_folder_that_may_not_be_read(plans: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, **_: bool) -> NoReturn:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    monkeypatch.setattr(Path, "stat", refuse)
    result = run(plans, "-o", out)
    assert (result.exit_code, result.stderr) == (3, f"kehoach: {plans} cannot be read: Permission denied.\n")


@pytest.mark.usefixtures("in_process")
def test_failures_are_told_and_their_outputs_taken_away(plans: Path, out: Path) -> None:
    run(plans, "-o", out)
    (plans / "một.txt").write_bytes(b"")
    (plans / "giả.docx").write_bytes(b"%PDF-1.7")
    result = run(plans, "-o", out)
    assert result.exit_code == 1
    assert failures(out) == {"giả.docx": "ReadError", "một.txt": "ReadError"}
    assert not (out / "một.json").exists()
    assert "4 documents: 0 read, 2 unchanged, 2 failed." in result.stderr
    assert "errors.jsonl" in result.stderr


@pytest.mark.usefixtures("sabotage")
def test_worker_that_dies_costs_its_document_only(plans: Path, out: Path, write_plan: Write) -> None:
    write_plan(plans / "chết.txt", more="GIET")
    write_plan(plans / "lỗi.txt", more="LOI")
    assert run(plans, "-o", out).exit_code == 1
    assert failures(out) == {"chết.txt": "worker_died", "lỗi.txt": "InternalError"}
    assert len(list(out.rglob("*.json"))) == 3


@pytest.mark.usefixtures("in_process")
def test_one_file_for_all(plans: Path, out: Path) -> None:
    assert run(plans, "-o", out, "-f", "jsonl").exit_code == 0
    written = out / "plans.jsonl"
    names = [json.loads(line)["source"]["name"] for line in written.read_bytes().splitlines()]
    assert names == ["một.txt", "xã/hai.md", "xã/thôn/ba bốn.txt"]
    (plans / "một.txt").unlink()
    result = run(plans, "-o", out, "-f", "jsonl")
    assert "0 read, 2 unchanged" in result.stderr
    assert len(written.read_bytes().splitlines()) == 2
    assert len(tree(out / ".kehoach/parts")) == 2


@pytest.mark.usefixtures("in_process")
def test_what_is_left_of_earlier_runs_is_counted(plans: Path, out: Path) -> None:
    assert "earlier runs" not in run(plans, "-o", out).stderr
    told = "Outputs of earlier runs that this one left as they were: 3."
    assert told in run(plans, "-o", out, "-f", "jsonl").stderr  # the documents are in this one, too


@pytest.mark.usefixtures("in_process")
def test_several_folders_stand_under_their_names(
    plans: Path, tmp_path: Path, out: Path, write_plan: Write
) -> None:
    for folder in ("a/năm", "b/năm"):
        write_plan(tmp_path / folder / "kế hoạch.txt")
    run(tmp_path / "a/năm", tmp_path / "b/năm", plans, plans, "-o", out)
    assert shown(out) == [
        "errors.jsonl",
        "năm/kế hoạch.json",
        "năm~2/kế hoạch.json",
        "plans/một.json",
        "plans/xã/hai.json",
        "plans/xã/thôn/ba bốn.json",
    ]


@pytest.mark.usefixtures("in_process")
def test_names_as_they_come(tmp_path: Path, out: Path, write_plan: Write) -> None:
    folder = tmp_path / "in"
    nfc, nfd = "Kế hoạch số 1.txt", unicodedata.normalize("NFD", "Kế hoạch số 2.txt")
    for name in (
        nfc,
        nfd,
        ".ẩn.txt",
        "~$khóa.docx",
        ".git/a.txt",
        "ảnh.png",
        "- dash.txt",
        "a\nb.txt",
        "%s{0}[b].txt",
    ):
        write_plan(folder / name)
    result = run(folder, "-o", out)
    assert result.exit_code == 0, result.stderr
    assert set(shown(out)) == {
        "errors.jsonl", "Kế hoạch số 1.json", nfd.replace("txt", "json"), "- dash.json", "a\nb.json",
        "%s{0}[b].json",
    }  # fmt: skip
    assert "not read: 1 .png" in result.stderr


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
@pytest.mark.usefixtures("in_process")
def test_name_that_is_no_unicode(tmp_path: Path, out: Path, write_plan: Write) -> None:
    write_plan(tmp_path / "in" / os.fsdecode(b"v\xe0n b\xb6n.txt"))
    (tmp_path / "in" / os.fsdecode(b"h\xe1ng.docx")).touch()
    assert run(tmp_path / "in", "-o", out).exit_code == 1
    assert failures(out) == {"h\\xe1ng.docx": "ReadError"}
    (written,) = out.glob("*.json")
    assert os.fsencode(written.name) == b"v\xe0n b\xb6n.json"
    assert json.loads(written.read_bytes())["source"]["name"] == "v\\xe0n b\\xb6n.txt"
    assert "0 read, 1 unchanged" in run(tmp_path / "in", "-o", out).stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes there")
@pytest.mark.usefixtures("in_process")
def test_links_and_pipes(plans: Path, tmp_path: Path, out: Path, write_plan: Write) -> None:
    write_plan(tmp_path / "elsewhere" / "năm.txt", 5)
    (plans / "liên kết.txt").symlink_to(tmp_path / "elsewhere" / "năm.txt")
    (plans / "vòng").symlink_to(plans, target_is_directory=True)
    (plans / "đứt.docx").symlink_to(tmp_path / "nowhere")
    os.mkfifo(plans / "ống.txt")
    assert run(plans, "-o", out).exit_code == 1
    assert failures(out) == {"đứt.docx": "ReadError", "ống.txt": "ReadError"}
    assert "liên kết.json" in shown(out)
    assert not (out / "vòng").exists()


@pytest.mark.usefixtures("in_process")
def test_two_inputs_never_share_an_output(tmp_path: Path, out: Path, write_plan: Write) -> None:
    folder = tmp_path / "in"
    for number, name in enumerate(("a.txt", "a.md", "a.md.txt", "b.txt"), start=1):
        write_plan(folder / name, number)
    write_plan(folder / "b.json" / "c.txt", 5)
    assert run(folder, "-o", out).exit_code == 0
    numbers = {
        name: json.loads((out / name).read_bytes())["number"] for name in shown(out) if name[-1] == "n"
    }
    assert sorted(numbers.values()) == [f"{number}/KH-UBND" for number in range(1, 6)]


@pytest.mark.parametrize(
    "names",
    [
        ["KẾ.docx", unicodedata.normalize("NFD", "KẾ.docx")],
        ["a.docx", "A.docx"],
        ["a.docx", "a.txt", "a.docx.md", "a.docx~2.md"],
        ["a.docx", "a.json/b.docx"],
        ["ế" * 84 + ".md", "ế" * 84 + ".txt", "ế" * 84 + "a.md"],
    ],
)
def test_outputs_differ_on_every_machine(names: list[str]) -> None:
    keys = {unicodedata.normalize("NFC", name).casefold() for name in name_outputs(names)}
    assert len(keys) == len(names)
    assert not keys & {name.split("/")[0].casefold() for name in names if "/" in name}
    assert max(len(name.encode()) for name in keys) < 256


@pytest.mark.usefixtures("in_process")
def test_output_below_the_input_is_not_read(plans: Path) -> None:
    for _ in range(2):
        assert run(plans, "-o", plans / "xã" / "out").exit_code == 0
    (plans / "xã/out/ghi chú.txt").write_text("KẾ HOẠCH", "utf-8")
    assert "3 documents" in run(plans, "-o", plans / "xã" / "out").stderr


@pytest.mark.usefixtures("in_process")
def test_output_may_be_the_input(plans: Path) -> None:
    assert run(plans, "-o", plans).exit_code == 0
    assert "0 read, 3 unchanged" in run(plans, "-o", plans).stderr
    assert (plans / "xã/hai.json").exists()


@pytest.mark.usefixtures("in_process")
def test_nothing_is_written_outside(plans: Path, tmp_path: Path, out: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "một.json").write_text("mine")
    out.mkdir()
    (out / "xã").symlink_to(outside, target_is_directory=True)
    (out / "một.json").symlink_to(outside / "một.json")
    assert run(plans, "-o", out).exit_code == 1
    assert failures(out) == {"xã/hai.md": "WriteError", "xã/thôn/ba bốn.txt": "WriteError"}
    assert tree(outside) == {"một.json": b"mine"}
    assert json.loads((out / "một.json").read_bytes())["number"] == "1/KH-UBND"


@pytest.mark.usefixtures("in_process")
def test_record_behind_a_link_is_refused(plans: Path, tmp_path: Path, out: Path) -> None:
    out.mkdir()
    (out / ".kehoach").symlink_to(tmp_path, target_is_directory=True)
    result = run(plans, "-o", out)
    assert result.exit_code == 1
    assert "link" in result.stderr
    assert not (tmp_path / "lock").exists()


@pytest.mark.usefixtures("in_process")
def test_folder_that_cannot_be_read(plans: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("thôn"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    result = run(plans, "-o", out)
    assert result.exit_code == 1
    assert failures(out) == {"xã/thôn": "ReadError"}
    assert "2 documents: 2 read" in result.stderr


def test_bad_arguments(plans: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    cases = [
        ((plans / "một.txt", "-o", tmp_path / "o"), 2, "is a file, not a folder"),
        ((tmp_path / "none", "-o", tmp_path / "o"), 3, "no folder"),
        ((plans, "-o", blocked), 1, "cannot be written"),
        ((plans, "-o", blocked / "sub"), 1, "cannot be written"),
        ((plans,), 2, "--output"),
        ((plans, "-o", tmp_path / "o", "--timeout", "0"), 2, "--timeout"),
        ((plans, "-o", tmp_path / "o", "--timeout", "nan"), 2, "nan is no time"),
        ((plans, "-o", tmp_path / "o", "--executor", "spark://x"), 2, "no executor"),
        (("nope://x", "-o", tmp_path / "o"), 2, "nope://x"),
        (("file://plans", "-o", tmp_path / "o"), 2, "file:///folder"),
        (("", "-o", tmp_path / "o"), 2, "the name is empty"),
        ((plans, "-o", ""), 2, "the name is empty"),
    ]
    for arguments, code, words in cases:
        result = run(*arguments)
        assert (result.exit_code, words in result.stderr) == (code, True), result.stderr
        assert "bug" not in result.stderr
    assert not (tmp_path / "o" / "errors.jsonl").exists() or failures(tmp_path / "o") == {}


@pytest.mark.usefixtures("in_process")
def test_empty_folder_is_no_failure(tmp_path: Path, out: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run(tmp_path / "empty", "-o", out)
    assert (result.exit_code, "0 documents" in result.stderr) == (0, True)


@pytest.mark.usefixtures("in_process")
def test_two_batches_do_not_meet(plans: Path, out: Path) -> None:
    with LocalFolder(out).claim():
        result = run(plans, "-o", out)
    assert (result.exit_code, "Another batch" in result.stderr) == (1, True)
    assert run(plans, "-o", out).exit_code == 0


@pytest.mark.usefixtures("in_process")
def test_full_disk_ends_the_batch(plans: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = LocalFolder.write

    def fill(self: LocalFolder, name: str, pieces: object) -> str:
        if name.endswith(".json"):
            raise WriteError(f"{name} cannot be written: No space left on device.") from OSError(
                28, "No space"
            )
        return write(self, name, pieces)  # type: ignore[arg-type]

    monkeypatch.setattr(LocalFolder, "write", fill)
    result = run(plans, "-o", out)
    assert (result.exit_code, "No space left" in result.stderr) == (1, True)
    monkeypatch.undo()
    assert "3 read" in run(plans, "-o", out).stderr


@pytest.mark.usefixtures("in_process")
def test_what_was_half_written_is_cleared_away(plans: Path, out: Path) -> None:
    (out / "xã").mkdir(parents=True)
    (out / "xã" / ".kehoach-0123.tmp").write_bytes(b"half")
    run(plans, "-o", out)
    assert not list(out.rglob("*.tmp"))


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.usefixtures("sabotage")
@pytest.mark.parametrize(("stop", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_stopped_batch_goes_on(
    plans: Path, out: Path, write_plan: Write, stop: signal.Signals, code: int
) -> None:
    write_plan(plans / "treo.txt", 4, "TREO")
    arguments = [sys.executable, "-m", "kehoach", "batch", plans, "-o", out, "--jobs", "2"]
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stderr
        for line in process.stderr:
            if line.startswith("[3/4]"):
                break
        process.send_signal(stop)
        rest = process.stderr.read()  # ends when the last worker has let go of it
    assert process.returncode == code
    assert "Traceback" not in rest
    assert not list(out.rglob("*.tmp"))
    write_plan(plans / "treo.txt", 4)
    assert "1 read, 3 unchanged" in run(plans, "-o", out).stderr
