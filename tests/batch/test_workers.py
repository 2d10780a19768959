"""A worker that dies or hangs costs one document."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kehoach.batch.work import Job, convert, program_version
from kehoach.batch.workers import Worker, run_local

LONG = 120.0


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


def job(words: str, **fields: str) -> Job:
    return Job("a.txt", "a.json", "", content=f"KẾ HOẠCH\n{words}".encode(), **fields)


def test_work_is_a_function_of_the_bytes() -> None:
    first, second = convert(job("Trồng cây")), convert(job("Trồng cây"))
    assert first == second
    assert first.plan == second.plan
    assert first.plan
    assert first.program == program_version()


def test_known_content_is_not_read_again() -> None:
    known = hashlib.sha256("KẾ HOẠCH\nTrồng cây".encode()).hexdigest()
    outcome = convert(job("Trồng cây", known=known))
    assert (outcome.plan, outcome.kind, outcome.sha256) == (None, "", known)


def test_missing_file_is_a_failure(tmp_path: Path) -> None:
    outcome = convert(Job("a.txt", "a.json", str(tmp_path / "a.txt")))
    assert outcome.kind == "ReadError"
    assert "a.txt" in outcome.message


@pytest.mark.usefixtures("sabotage")
def test_worker_survives_everything(worker: Worker) -> None:
    assert worker.convert(job("Trồng cây"), LONG).plan
    assert worker.convert(job("TREO"), 0.2).kind == "timeout"
    died = worker.convert(job("GIET"), LONG)
    assert (died.kind, "exit code 9" in died.message) == ("worker_died", True)
    assert worker.convert(job("LOI"), LONG).kind == "InternalError"
    assert worker.convert(job("IN RA"), LONG).plan
    assert worker._process
    worker._process.kill()  # while it has nothing to do: costs nothing
    worker._process.wait()
    assert worker.convert(job("Trồng cây"), LONG).plan


def test_worker_does_its_part_and_is_replaced(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Worker, "PART", 2)
    processes = []
    for _ in range(4):
        assert worker.convert(job("Trồng cây"), LONG).plan
        processes.append(worker._process)
    assert processes[0]
    assert (processes[1], processes[3]) == (None, None)
    assert processes[2] not in processes[:2]


def test_few_jobs_are_taken_up_at_a_time() -> None:
    taken = 0

    def jobs() -> Iterator[Job]:
        nonlocal taken
        for _ in range(30):
            taken += 1
            yield job("Trồng cây")

    for done, _ in enumerate(run_local(jobs(), 2, LONG), start=1):
        assert taken - done < 8
    assert taken == 30


def test_batch_that_is_given_up_leaves_no_process(write_plan: Callable[..., None]) -> None:
    outcomes = run_local((job(f"Trồng cây {number}") for number in range(50)), 2, LONG)
    next(outcomes)
    outcomes.close()
    assert list(outcomes) == []
