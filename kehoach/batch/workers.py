"""Processes that convert one document at a time, and cost one document at most when they die or hang."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from threading import TIMEOUT_MAX, Event, Thread, Timer

from kehoach.batch.work import Job, Outcome, convert, program_version
from kehoach.errors import KehoachError

_PACKAGE = Path(__file__).parents[2]


class Worker:
    """A process that converts what it is handed; one that died or has done its part is replaced."""

    PART = 1000  # documents: whatever a library keeps of each does not add up

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._done = 0
        self._closed = False

    def convert(self, job: Job, timeout: float) -> Outcome:
        """What becomes of a job; to die of it or take longer than `timeout` seconds is a failure."""
        process = self._hand(job)
        late = Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = Timer(min(timeout, TIMEOUT_MAX), stop)
        timer.start()
        try:
            assert process.stdout
            outcome: Outcome = pickle.load(process.stdout)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            process.kill()
            outcome = _lost(process.wait(), late.is_set(), timeout)
        timer.cancel()
        timer.join()
        self._done += 1
        if process.poll() is not None or late.is_set() or self._done % self.PART == 0:
            self._drop()
        return outcome

    def close(self) -> None:
        """End the process, whatever it does; a job under way is lost."""
        self._closed = True
        self._drop()

    def _hand(self, job: Job) -> subprocess.Popen[bytes]:
        """Hand the job to the process; one that died while it had nothing to do is replaced."""
        for _ in range(2):
            process = self._process = self._process or _start()
            if self._closed:
                process.kill()
            assert process.stdin
            try:
                pickle.dump(job, process.stdin)
                process.stdin.flush()
                break
            except OSError:
                self._drop()
        return process

    def _drop(self) -> None:
        if self._process:
            process, self._process = self._process, None
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    assert pipe
                    pipe.close()


def _start() -> subprocess.Popen[bytes]:
    path = os.pathsep.join([str(_PACKAGE), *filter(None, [os.environ.get("PYTHONPATH")])])
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-c", "from kehoach.batch.workers import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
            process_group=0 if os.name == "posix" else None,  # Ctrl-C is for the parent
        )
    except OSError as error:
        raise KehoachError(f"No process can be started: {error.strerror}.", "Try fewer: --jobs 1.") from error


def _lost(code: int, late: bool, timeout: float) -> Outcome:
    if late:
        return Outcome(program_version(), kind="timeout", message=f"Not done after {timeout:g} seconds.")
    how = f"signal {-code}" if code < 0 else f"exit code {code}"
    return Outcome(program_version(), kind="worker_died", message=f"The process died of it ({how}).")


def serve() -> None:
    """Convert the jobs on standard input; the outcomes go to standard output."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not get between the outcomes
    jobs: SimpleQueue[Job] = SimpleQueue()
    Thread(target=_take, args=(jobs,), daemon=True).start()
    with suppress(BrokenPipeError):
        while True:
            pickle.dump(convert(jobs.get()), out)
            out.flush()
    os._exit(0)  # nobody waits for an answer; the thread that reads would be in the way of a plain exit


def _take(jobs: SimpleQueue[Job]) -> None:
    """Take the jobs from standard input; its end is that of the process, whatever it is doing."""
    with suppress(EOFError, pickle.UnpicklingError):
        while True:
            jobs.put(pickle.load(sys.stdin.buffer))
    os._exit(0)


def run_local(jobs: Iterator[Job], count: int, timeout: float) -> Generator[tuple[Job, Outcome], None, None]:
    """The outcome of each job as it comes, from so many processes; a few jobs at a time are taken up."""
    workers = [Worker() for _ in range(count)]
    idle: SimpleQueue[Worker] = SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def work(job: Job) -> Outcome:
        worker = idle.get()
        try:
            return worker.convert(job, timeout)
        finally:
            idle.put(worker)

    pool = ThreadPoolExecutor(count)
    running: dict[Future[Outcome], Job] = {}
    try:
        while True:
            for job in islice(jobs, 2 * count - len(running)):
                running[pool.submit(work, job)] = job
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield running.pop(future), future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.close()
        pool.shutdown()
