"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from kehoach.errors import UsageError, WriteError


@contextmanager
def replace_file(path: str | os.PathLike[str], sources: Iterable[str] = ()) -> Iterator[BinaryIO]:
    """A binary file that takes the place of `path` when the block ends, and vanishes when the block fails.

    It is written beside its place under a name of its own and renamed, so nobody ever sees half of it. What
    is no regular file (`/dev/stdout`, a named pipe) is written as it is.
    Raises `WriteError` where it cannot be written, `UsageError` where it is one of the `sources`, which would
    be lost (`-` is standard input).
    """
    from pathlib import Path  # 5 ms that a command without a file to write need not pay

    path = Path(path)
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
            return
        for source in sources:
            with suppress(OSError):
                if os.path.samefile(path, 0 if source == "-" else source):
                    raise UsageError(f"{path} is read here and would be lost.", "Name another file with -o.")
        target = Path(os.path.realpath(path))  # a symbolic link stays one
        temporary = target.with_name(f".kehoach-{os.urandom(8).hex()}.tmp")
        try:
            with temporary.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                temporary.chmod(target.stat().st_mode & 0o7777)
            temporary.replace(target)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise WriteError(f"{path} cannot be written: {error.strerror or error}.") from error
