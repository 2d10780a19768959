"""The same batch on a Dask cluster of this machine, and through fsspec."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from socket import socket
from threading import Thread

import pytest
from click.testing import CliRunner, Result

import kehoach.batch.cluster
from kehoach.batch import Options, Summary, convert_folders
from kehoach.batch.cluster import convert_apart
from kehoach.batch.storage import RemoteFolder, open_storage
from kehoach.batch.work import Job, Outcome
from kehoach.batch.workers import Worker
from kehoach.cli import group

pytest.importorskip("fsspec", reason="extra cluster is not installed")
pytest.importorskip("distributed", reason="extra cluster is not installed")

Write = Callable[..., None]

# What the cluster's machines import first. A document with CHET leaves the number of the machine that has it
# in a folder, and waits for ever the first time.
SABOTAGE = """\
import os, pathlib, threading
import kehoach
parse_file = kehoach.parse_file
def sabotaged(content, *rest):
    if b"CHET" in content:
        folder = pathlib.Path(os.environ["TOLD"])
        again = any(folder.iterdir())
        (folder / str(os.getppid())).touch()
        if not again:
            threading.Event().wait()
    return parse_file(content, *rest)
kehoach.parse_file = sabotaged
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(group, ["batch", *map(str, arguments), "--jobs", "1"])


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.json*")}


class Cluster:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes = ExitStack()
        command = ["dask_scheduler", "--port", "0", "--host", "127.0.0.1", "--no-dashboard"]
        _, line = self._start(command, "Scheduler at:")
        self.address = line.partition("tcp://")[2].strip()

    def add_worker(self) -> int:
        """Start a worker; its process."""
        command = ["dask_worker", f"tcp://{self.address}", "--no-nanny", "--nthreads", "1", "--no-dashboard"]
        process, _ = self._start([*command, "--local-directory", str(self._folder)], "Registered to:")
        return process

    def _start(self, command: list[str], ready: str) -> tuple[int, str]:
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{command[0]}", *command[1:]],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        self._processes.callback(process.communicate)
        self._processes.callback(process.kill)
        assert process.stderr
        line = next(line for line in process.stderr if ready in line)
        Thread(target=process.stderr.read, daemon=True).start()
        return process.pid, line

    def close(self) -> None:
        """End all processes."""
        self._processes.close()


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the machine leaves its number that has the document with CHET."""
    folder = tmp_path / "sabotage"
    (folder / "told").mkdir(parents=True)
    (folder / "sitecustomize.py").write_text(SABOTAGE)
    monkeypatch.setenv("PYTHONPATH", str(folder), prepend=os.pathsep)
    monkeypatch.setenv("TOLD", str(folder / "told"))
    return folder / "told"


@pytest.fixture
def cluster(told: Path, tmp_path: Path) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path / "dask")
    yield cluster
    cluster.close()


def test_machine_that_dies_loses_nothing(
    cluster: Cluster, told: Path, plans: Path, tmp_path: Path, write_plan: Write
) -> None:
    for number in range(10):
        write_plan(plans / f"{number}.txt", number)
    write_plan(plans / "chết.txt", 4, "CHET")
    (plans / "rỗng.txt").touch()
    machines = {cluster.add_worker(), cluster.add_worker()}
    reported: list[str] = []
    killed: list[int] = []

    def report(number: int, total: int, job: Job, outcome: Outcome) -> None:
        reported.append(job.input)
        if not killed and number == total - 1:  # all are done but the one that its machine keeps
            killed.extend(int(path.name) for path in told.iterdir())
            os.kill(killed[0], signal.SIGKILL)

    out, summary = tmp_path / "out", Summary()
    options = Options(executor=f"dask://{cluster.address}")
    convert_folders([str(plans)], str(out), options, report, summary)
    assert killed[0] in machines
    assert sorted(reported) == sorted({path.relative_to(plans).as_posix() for path in plans.rglob("*.*")})
    assert (summary.documents, summary.read, list(summary.failures)) == (15, 14, ["rỗng.txt"])

    run(plans, "-o", tmp_path / "local")
    assert tree(tmp_path / "local") == tree(out)
    result = run(plans, "-o", out, "--executor", f"dask://{cluster.address}")
    assert "0 read, 14 unchanged, 1 failed" in result.stderr


@pytest.mark.usefixtures("sabotage")
def test_document_that_hangs_costs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    idle: list[Worker] = []
    monkeypatch.setattr(kehoach.batch.cluster, "_idle", idle)
    good, hanging = (Job("a.txt", "a.json", "", content=content) for content in (b"KE HOACH", b"TREO"))
    assert convert_apart(good, 120).plan
    assert convert_apart(hanging, 0.2).kind == "timeout"
    assert convert_apart(good, 120).plan
    (worker,) = idle
    worker.close()


def test_no_scheduler(plans: Path, tmp_path: Path) -> None:
    with socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(kehoach.batch.cluster, "PATIENCE", 1)
            result = run(plans, "-o", tmp_path / "out", "--executor", f"dask://{address}")
    assert (result.exit_code, "No Dask scheduler answers" in result.stderr) == (1, True)


def test_folders_behind_fsspec(plans: Path, tmp_path: Path, write_plan: Write) -> None:
    write_plan(plans / ".ẩn.txt")
    write_plan(plans / "out" / "cũ.txt")
    (plans / "rỗng.txt").touch()
    source, target = f"local://{plans}", f"local://{plans}/out"
    assert isinstance(open_storage(source), RemoteFolder)
    result = run(source, "-o", target)
    assert result.exit_code == 1
    assert "4 documents: 3 read, 0 unchanged, 1 failed" in result.stderr
    assert "4 documents: 0 read, 3 unchanged, 1 failed" in run(source, "-o", target).stderr
    (plans / "rỗng.txt").unlink()
    run(plans, "-o", tmp_path / "local")
    local = tree(tmp_path / "local")
    for name in ("một.json", "xã/hai.json", "xã/thôn/ba bốn.json"):
        assert tree(plans / "out")[name] == local[name]
    assert run(source, "-o", target, "-f", "jsonl", "--force").exit_code == 0
    assert len((plans / "out/plans.jsonl").read_bytes().splitlines()) == 3


def test_file_urls_are_local(plans: Path, tmp_path: Path) -> None:
    result = run(plans.as_uri(), "-o", (tmp_path / "đích đến").as_uri())
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "đích đến/xã/hai.json").exists()
