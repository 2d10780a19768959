"""Standard streams that are full, closed or cut short: a sentence and an exit code, never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

resource = pytest.importorskip("resource")

ROOT = Path(__file__).parents[2]
PLAN = str(ROOT / "samples" / "xa-doi-thong.docx")
FULL = Path("/dev/full")
SMALL = 4096  # bytes that a file may grow to in these tests

pytestmark = pytest.mark.skipif(not FULL.exists(), reason="only where there is a device that is always full")


def run(*words: str, before: Callable[[], None] | None = None, **environment: str) -> tuple[int, bytes, str]:
    """The exit code, standard output and standard error of the program."""
    done = subprocess.run(
        [sys.executable, "-m", "kehoach", *words],
        capture_output=True,
        cwd=ROOT,
        env=os.environ | environment,
        preexec_fn=before,
    )
    return done.returncode, done.stdout, done.stderr.decode()


def fill_output() -> None:
    os.dup2(os.open(FULL, os.O_WRONLY), 1)


def limit_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL))


@pytest.mark.parametrize(
    "command", [["parse", PLAN], ["tasks", PLAN], ["text", PLAN], ["schema"], ["--help"]]
)
@pytest.mark.parametrize("buffering", ["", "1"])
def test_full_output(command: list[str], buffering: str) -> None:
    code, _, told = run(*command, before=fill_output, PYTHONUNBUFFERED=buffering)
    assert (code, told) == (1, "kehoach: The output cannot be written: No space left on device.\n")


@pytest.mark.parametrize("buffering", ["", "1"])
def test_output_that_takes_a_part_only(buffering: str, tmp_path: Path) -> None:
    place = tmp_path / "plan.json"

    def before() -> None:
        limit_files()
        os.dup2(os.open(place, os.O_WRONLY | os.O_CREAT), 1)

    code, _, told = run("parse", PLAN, before=before, PYTHONUNBUFFERED=buffering)
    assert (code, told) == (1, "kehoach: The output cannot be written: File too large.\n")
    assert place.stat().st_size <= SMALL


def test_file_that_takes_a_part_only_is_not_there(tmp_path: Path) -> None:
    code, _, told = run("parse", PLAN, "-o", str(tmp_path / "plan.json"), before=limit_files)
    assert code == 1
    assert told.endswith("plan.json cannot be written: File too large.\n")
    assert list(tmp_path.iterdir()) == []


def test_closed_streams() -> None:
    for command in ("parse", "tree"):
        code, _, told = run(command, PLAN, before=lambda: os.close(1))
        assert (code, told) == (1, "kehoach: The output cannot be written: it is closed.\n")
    code, _, told = run("parse", "-", before=lambda: os.close(0))
    assert code == 3
    assert "is empty" in told
    code, printed, _ = run("parse", PLAN, before=lambda: os.close(2))
    assert code == 0
    assert printed.endswith(b"}\n")


def test_reader_that_has_seen_enough() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "kehoach", "parse", "-f", "jsonl", *[PLAN] * 8],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(1) == b"{"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["parse", "--help"], ["parse", PLAN]])
def test_reader_that_was_never_there(arguments: list[str]) -> None:
    def before() -> None:
        reader, writer = os.pipe()
        os.close(reader)
        os.dup2(writer, 1)

    assert run(*arguments, before=before) == (0, b"", "")


@pytest.mark.parametrize("end", ["closed", "full", "without a reader"])
def test_messages_that_nobody_can_read_stop_nothing(end: str, tmp_path: Path) -> None:
    def before() -> None:
        if end == "closed":
            os.close(2)
        else:
            reader, writer = os.pipe()
            os.close(reader)
            os.dup2(os.open(FULL, os.O_WRONLY) if end == "full" else writer, 2)

    missing = str(tmp_path / "không.docx")
    code, printed, _ = run("parse", "-f", "jsonl", missing, PLAN, before=before)
    assert (code, printed.count(b"\n")) == (1, 1)
    assert run("parse", missing, before=before)[:2] == (3, b"")
    assert run("parse", "--no-such-option", before=before)[:2] == (2, b"")
    plans = tmp_path / "plans"
    plans.mkdir()
    for name in ("a.docx", "b.docx", "c.docx"):
        (plans / name).write_bytes(Path(PLAN).read_bytes())
    (plans / "d.docx").touch()
    assert run("batch", str(plans), "-o", str(tmp_path / "out"), before=before)[0] == 1
    assert sorted(path.name for path in (tmp_path / "out").glob("*.json*")) == [
        *("a.json", "b.json", "c.json"),
        "errors.jsonl",
    ]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_program_that_is_told_to_end_leaves_nothing_half_written(
    number: signal.Signals, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with (
        subprocess.Popen(
            [sys.executable, "-m", "kehoach", "parse", PLAN, str(pipe), "-o", str(tmp_path / "plan.json")],
            stderr=subprocess.PIPE,
            cwd=ROOT,
        ) as process,
        pipe.open("wb"),
    ):  # the program has begun to write when it opens the second of its inputs
        process.send_signal(number)
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == 130
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_streams_that_do_not_wait_are_waited_for() -> None:
    given, taken = os.pipe(), os.pipe()
    os.set_blocking(given[0], False)
    os.set_blocking(taken[1], False)
    with subprocess.Popen(
        [sys.executable, "-m", "kehoach", "parse", "-f", "jsonl", PLAN, "-", *[PLAN] * 8],
        stdin=given[0],
        stdout=taken[1],
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        os.close(given[0])
        os.close(taken[1])
        with open(given[1], "wb") as writer, open(taken[0], "rb") as reader:
            assert reader.readline()  # now it asks for what is not there yet
            writer.write(Path(PLAN).read_bytes())
            writer.close()
            assert len(reader.read().splitlines()) == 9
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_too_few_files_for_the_processes_of_a_batch(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/a.docx").write_bytes(Path(PLAN).read_bytes())

    def before() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (12, 12))

    code, _, told = run(
        "batch", str(tmp_path / "plans"), "-o", str(tmp_path / "out"), "--jobs", "9", before=before
    )
    assert code in (0, 1)
    assert not told.startswith("kehoach: The output")


def test_too_little_memory_is_told_as_such(tmp_path: Path) -> None:
    place = tmp_path / "plan.txt"
    place.write_text("KẾ HOẠCH\n" * 100_000)

    def before() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (120 << 20, 120 << 20))

    code, _, told = run("parse", str(place), before=before)
    assert (code, told) == (1, f"kehoach: {place}: there is not enough memory for it. Give it more.\n")
    assert run("parse", PLAN, before=before)[0] == 0
