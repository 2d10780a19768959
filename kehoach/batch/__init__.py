"""Many documents: found, converted in parallel, written whole or not at all, and not twice."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Literal

from kehoach.batch.names import name_folders, name_outputs
from kehoach.batch.record import Entry, Record
from kehoach.batch.storage import OWN, Storage, is_fatal, open_storage
from kehoach.batch.work import Job, Outcome, fail, program_version
from kehoach.batch.workers import run_local
from kehoach.errors import WriteError, print_name
from kehoach.read.limits import Limits

Executor = Callable[[Iterator[Job]], Generator[tuple[Job, Outcome], None, None]]
Report = Callable[[int, int, Job, Outcome], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How a batch is run: `format` json (a file for each) or jsonl (one file), `executor` local or dask://…"""

    format: Literal["json", "jsonl"] = "json"
    jobs: int = 1
    timeout: float = 120
    force: bool = False
    executor: str = "local"
    limits: Limits = field(default_factory=Limits)


@dataclass(slots=True)
class Summary:
    """What a batch did: every document is read, unchanged or failed."""

    documents: int = 0
    read: int = 0
    unchanged: int = 0
    tasks: int = 0
    warnings: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)
    failures: dict[str, dict[str, str]] = field(default_factory=dict)
    left: int = 0


def convert_folders(
    folders: Sequence[str], target: str, options: Options, report: Report, summary: Summary
) -> None:
    """Write the plan of every document below the folders into the target folder, and `errors.jsonl`.

    What is done and unchanged is not done again. `summary` is filled as it goes on, `report` is told each
    outcome. Raises `KehoachError` where a folder cannot be read or nothing can be written.
    """
    out = open_storage(target)
    places = {place.locate(""): place for place in map(open_storage, folders)}
    jobs = _find_jobs(list(places.values()), out, options, summary)
    with out.claim():
        record = Record(out)
        try:
            _convert(jobs, out, record, options, report, summary)
            if options.format == "jsonl":
                _join(jobs, out, record)
        finally:
            lines = (
                json.dumps(failure, ensure_ascii=False) for _, failure in sorted(summary.failures.items())
            )
            out.write("errors.jsonl", (line.encode() + b"\n" for line in lines))
            record.save()
        wanted = {job.output for job in jobs}
        summary.left = sum(output not in wanted for output in record.outputs() if not output.startswith(OWN))


def _find_jobs(places: Sequence[Storage], out: Storage, options: Options, summary: Summary) -> list[Job]:
    found: list[tuple[str, str]] = []
    for place, prefix in zip(places, name_folders([place.locate("") for place in places]), strict=True):
        listing = place.find(out)
        found += [(prefix + name, place.locate(name)) for name in listing.documents]
        summary.others += listing.others
        for name, message in listing.unreadable:
            _note(summary, print_name(prefix + name), "ReadError", message)
    found.sort()
    below = f"{OWN}/parts/" if options.format == "jsonl" else ""
    summary.documents = len(found)
    return [
        Job(
            print_name(name),
            below + output,
            location,
            limits=options.limits,
            compact=options.format == "jsonl",
        )
        for (name, location), output in zip(found, name_outputs([name for name, _ in found]), strict=True)
    ]


def _convert(
    jobs: Sequence[Job], out: Storage, record: Record, options: Options, report: Report, summary: Summary
) -> None:
    prepared = (replace(job, known=_known(job, out, record, options.force)) for job in jobs)
    with closing(_choose_executor(options)(prepared)) as outcomes:
        for number, (job, outcome) in enumerate(outcomes, start=1):
            outcome = _keep(job, outcome, out, record)
            entry = record.get(job.output)
            if outcome.kind or entry is None:
                _note(summary, job.input, outcome.kind, outcome.message)
            else:
                summary.read += outcome.plan is not None
                summary.unchanged += outcome.plan is None
                summary.tasks += entry.tasks
                summary.warnings.update(entry.warnings)
            report(number, summary.documents, job, outcome)


def _choose_executor(options: Options) -> Executor:
    if options.executor == "local":
        return lambda jobs: run_local(jobs, options.jobs, options.timeout)
    from kehoach.batch.cluster import run_on_dask

    return lambda jobs: run_on_dask(jobs, options.executor, options.timeout)


def _known(job: Job, out: Storage, record: Record, force: bool) -> str:
    """The content that need not be read again: this program made of it the output that is still there."""
    entry = None if force else record.get(job.output)
    if (
        entry is None
        or (entry.input, entry.program) != (job.input, program_version())
        or entry.fingerprint != out.fingerprint(job.output)
    ):
        return ""
    return entry.sha256


def _keep(job: Job, outcome: Outcome, out: Storage, record: Record) -> Outcome:
    """Write what was made; the output of a document that can no longer be read is taken away."""
    if outcome.plan is not None:
        try:
            fingerprint = out.write(job.output, [outcome.plan])
        except WriteError as error:
            if is_fatal(error):
                raise
            outcome = fail(error)
        else:
            entry = Entry(
                job.output,
                job.input,
                outcome.sha256,
                outcome.program,
                fingerprint,
                outcome.tasks,
                outcome.warnings,
            )
            record.add(entry)
    if outcome.kind:
        record.drop(job.output)
    return outcome


def _join(jobs: Sequence[Job], out: Storage, record: Record) -> None:
    """Write `plans.jsonl`, a line for each plan in the order of the inputs; drop the parts of others."""
    out.write("plans.jsonl", (out.read(job.output) for job in jobs if record.get(job.output)))
    wanted = {job.output for job in jobs}
    for output in record.outputs():
        if output.startswith(f"{OWN}/parts/") and output not in wanted:
            record.drop(output)


def _note(summary: Summary, input: str, kind: str, message: str) -> None:
    summary.failures[input] = {"input": input, "kind": kind, "message": message}
