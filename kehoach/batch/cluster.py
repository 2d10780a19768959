"""The same work on a Dask cluster."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator
from dataclasses import replace
from typing import Any

from kehoach.batch.work import Job, Outcome, fail, program_version, read
from kehoach.batch.workers import Worker
from kehoach.errors import KehoachError, MissingExtraError, ReadError, UsageError

PATIENCE = 10  # seconds in which a scheduler answers

_idle: list[Worker] = []  # of this machine of the cluster


def run_on_dask(
    jobs: Iterator[Job], executor: str, timeout: float
) -> Generator[tuple[Job, Outcome], None, None]:
    """The outcome of each job as it comes, from the cluster whose scheduler is at `dask://HOST:PORT`.

    Documents on this machine travel with their job, others are read where the work is done. What a machine of
    the cluster had under way when it died is done again by another.
    """
    scheme, _, address = executor.partition("://")
    if scheme != "dask" or not address:
        raise UsageError(f"There is no executor “{executor}”.", "It is local or dask://HOST:PORT.")
    try:
        from distributed import Client, as_completed
    except ImportError:
        raise MissingExtraError("cluster", executor) from None
    try:
        client = Client(f"tcp://{address}", timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise KehoachError(f"No Dask scheduler answers at {address}.", str(error)) from error
    with client:
        running: dict[Any, Job] = {}
        finished = as_completed(loop=client.loop)
        while True:
            most = 4 * max(1, sum(client.nthreads().values()))
            while len(running) < most and (job := next(jobs, None)):
                loaded = _load(job)
                if isinstance(loaded, Outcome):
                    yield job, loaded
                    continue
                future = client.submit(convert_apart, loaded, timeout, pure=False)
                running[future] = job
                finished.add(future)
            if not running:
                return
            future = next(finished)
            yield running.pop(future), _take(future)


def convert_apart(job: Job, timeout: float) -> Outcome:
    """What becomes of a job, in a process that may die or hang without harm to the cluster."""
    worker = _idle.pop() if _idle else Worker()
    try:
        return worker.convert(job, timeout)
    finally:
        _idle.append(worker)


def _load(job: Job) -> Job | Outcome:
    """The job with its document, where that lies on this machine; the outcome, where it needs no cluster."""
    if "://" in job.location:
        return job
    try:
        content = read(job.location, job.limits)
    except ReadError as error:
        return fail(error)
    if hashlib.sha256(content).hexdigest() == job.known:
        return Outcome(program_version(), job.known)
    return replace(job, content=content)


def _take(future: Any) -> Outcome:
    """The outcome that the cluster sends."""
    from distributed import CancelledError, KilledWorker

    try:
        outcome: Outcome = future.result()
    except KilledWorker:
        return Outcome(
            program_version(), kind="worker_died", message="The machines that took it up died, one by one."
        )
    except (CancelledError, OSError) as error:
        raise KehoachError("The Dask scheduler is gone.", "Run again to go on from here.") from error
    if outcome.program != program_version():
        raise UsageError(
            f"The cluster runs kehoach {outcome.program}, this machine {program_version()}.",
            "Install the same on both.",
        )
    return outcome
