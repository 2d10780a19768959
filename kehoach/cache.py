"""What hangs on the program's own files alone is worked out once on a machine, and kept for the next run.

Half of a cold start would go into what comes out the same each time: what `tomllib` reads from a word list,
what `re` makes of a pattern. As Python keeps the byte code of a module, so this keeps those, in one file of
the folder `KEHOACH_CACHE` (nowhere, if that is set and empty), or else of the user's cache folder (XDG Base
Directory Specification 0.8). Nothing of a document is ever in it.

The file begins with what it holds good for: this Python, and the place, size and time of each file of the
program. One that holds good for another, is torn or another user's is passed over, and one that cannot be
written is not: all is then worked out anew, with the same result.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, wraps
from marshal import dumps, loads
from typing import Any, TypeVar
from zlib import crc32

from kehoach.errors import WriteError

Value = TypeVar("Value")

_CHECKED = 4  # bytes of the checksum


def find_path() -> str:
    """The file that is kept between runs, `""` where none is to be."""
    folder = os.environ.get("KEHOACH_CACHE")
    if folder is None:
        home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
        folder = os.path.join(home, "kehoach") if os.path.isabs(home) else ""
    return folder and os.path.join(folder, str(sys.implementation.cache_tag))


def kept(make: Callable[..., Value]) -> Callable[..., Value]:
    """A function whose values outlive the process: they hang on its words and the program's files alone.

    A value is made of what `marshal` knows: texts, numbers, tuples, lists, dicts.
    """

    @wraps(make)
    def get(*words: str) -> Value:
        store = _store()
        if not store.path:
            return make(*words)
        key = "\0".join((make.__module__, make.__qualname__, *words))
        if key not in store.values:
            made: Any = make(*words)
            store.values[key] = dumps(made)
            store.grown = True
        value: Value = loads(store.values[key])
        return value

    return get


def save() -> None:
    """Keep for the next run what this one had to work out. Where that cannot be, nothing is said."""
    if _store.cache_info().currsize and _store().grown:
        _store().write()


class _Store:
    """The kept values of this process, each as `marshal` writes it."""

    def __init__(self) -> None:
        self.path = find_path()
        self.grown = False
        if self.path:
            self.head = dumps((sys.version, *_stamps(os.path.dirname(__file__))))
            self.values = self._read()

    def _read(self) -> dict[str, bytes]:
        try:
            with open(self.path, "rb") as file:
                content = file.read()
                owner = os.fstat(file.fileno()).st_uid
        except OSError:
            return {}
        begin = len(self.head) + _CHECKED
        body = memoryview(content)[begin:]  # which copies nothing
        if content[:begin] != self._opening(body) or owner != _user():  # `marshal` is for those one trusts
            return {}
        values: dict[str, bytes] = loads(body)
        return values

    def write(self) -> None:
        from kehoach.write.files import replace_file

        with suppress(OSError, WriteError):
            os.makedirs(os.path.dirname(self.path), mode=0o700, exist_ok=True)
            with replace_file(self.path) as file:
                body = dumps(self.values)
                file.write(self._opening(body) + body)

    def _opening(self, body: bytes | memoryview) -> bytes:
        """What the file begins with: what it holds good for, and the checksum of the rest."""
        return self.head + crc32(body).to_bytes(_CHECKED)


@cache
def _store() -> _Store:
    return _Store()


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0  # as `st_uid` where there are no such users


def _stamps(folder: str) -> Iterator[tuple[str, int, int]]:
    """Size and time of each file of the program: Python knows by them which byte code holds good."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.endswith((".py", ".toml")):
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns
            elif entry.is_dir():
                yield from _stamps(entry.path)
