"""The work of one file: a pure function of its bytes that any process or machine can do."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from kehoach import __version__, parse_file
from kehoach.errors import InternalError, KehoachError
from kehoach.read.limits import Limits
from kehoach.write.json import encode_plan


@dataclass(frozen=True, slots=True)
class Job:
    """One document to convert.

    `input` and `output` are its name and its plan's below the folders, with `/`; `location` is where it is
    read from, within its `limits`, unless its `content` comes along. A content whose SHA-256 is `known` is
    done already. `compact` puts the plan on one line.
    """

    input: str
    output: str
    location: str
    limits: Limits = field(default_factory=Limits)
    known: str = ""
    compact: bool = False
    content: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: a plan, a failure, or neither where it was done already.

    `kind` and `message` tell the failure, `program` which program did it.
    """

    program: str
    sha256: str = ""
    plan: bytes | None = field(default=None, repr=False)
    tasks: int = 0
    warnings: Mapping[str, int] = field(default_factory=dict)
    kind: str = ""
    message: str = ""


def convert(job: Job) -> Outcome:
    """What becomes of a job. Never raises."""
    try:
        content = read(job.location, job.limits) if job.content is None else job.content
        sha256 = hashlib.sha256(content).hexdigest()
        if sha256 == job.known:
            return Outcome(program_version(), sha256)
        plan = parse_file(content, job.input, job.limits)
        return Outcome(
            program=program_version(),
            sha256=sha256,
            plan=encode_plan(plan, indent=None if job.compact else 2),
            tasks=len(plan.tasks),
            warnings=dict(Counter(warning.code for warning in plan.warnings)),
        )
    except KehoachError as error:
        return fail(error)
    except Exception as error:
        return fail(InternalError.of(error))


def fail(error: KehoachError) -> Outcome:
    """The outcome that a failure is."""
    return Outcome(program_version(), kind=type(error).__name__, message=str(error))


def read(location: str, limits: Limits) -> bytes:
    """The content of a local path or a URL, not much more than the limits allow."""
    from kehoach.batch.storage import open_storage

    folder, _, name = location.rpartition("/")
    return open_storage(folder or "/").read(name, limits)


@cache
def program_version() -> str:
    """The version with a digest of the program's files: a word more in the lexicon is another program."""
    digest = hashlib.sha256()
    for path, file in sorted(_program_files(files("kehoach"))):
        digest.update(path.encode() + b"\0" + file.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:12]}"


def _program_files(folder: Traversable, prefix: str = "") -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _program_files(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".py", ".toml")):
            found.append((prefix + entry.name, entry))
    return found
