"""Folders: on this machine, or wherever fsspec reaches (`s3://bucket/plans`)."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from kehoach.errors import KehoachError, MissingExtraError, ReadError, UsageError, WriteError
from kehoach.read import Limits, read_whole
from kehoach.write.files import replace_file

SUFFIXES = frozenset({".docx", ".docm", ".dotx", ".dotm", ".txt", ".md", ".markdown"})
OWN = ".kehoach"  # the folder below OUT in which a batch keeps its record


@dataclass(slots=True)
class Listing:
    """What lies below a folder: documents, other files by their suffix, and what could not be looked into."""

    suffixes: frozenset[str] = SUFFIXES  # of documents
    documents: list[str] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    unreadable: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str) -> None:
        """Sort a file in by its name; hidden files and the lock files of Word (`~$`) are nothing."""
        own = name.rpartition("/")[2]
        if own.startswith((".", "~$")):
            return
        suffix = os.path.splitext(own)[1].lower()
        if suffix in self.suffixes:
            self.documents.append(name)
        else:
            self.others[suffix or own] += 1


class Storage(Protocol):
    """A folder, its files named by their relative path with `/`."""

    def find(self, out: Storage) -> Listing:
        """The documents below it, those below `out` left out."""

    def locate(self, name: str) -> str:
        """Where a file is, for a process or machine that reads it."""

    def read(self, name: str, limits: Limits | None = None) -> bytes:
        """The content of a file, not much more than the limits allow. Raises `ReadError`."""

    def write(self, name: str, pieces: Iterable[bytes]) -> str:
        """Put a file there, whole or not at all; its fingerprint. Raises `WriteError`."""

    def append(self, name: str, content: bytes) -> None:
        """Put some more at the end of a file."""

    def fingerprint(self, name: str) -> str:
        """What tells that a file is the one that was written; empty where there is none."""

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""

    def claim(self) -> Any:
        """A context in which no other batch writes here. Raises `WriteError` where one does."""


def open_storage(place: str) -> Storage:
    """The folder at a local path, a `file://` URL, or a URL that fsspec knows."""
    if "://" not in place:
        return LocalFolder(Path(place))
    url = urlsplit(place)
    if url.scheme == "file":
        if url.netloc not in ("", "localhost") or not url.path:
            raise UsageError(f"{place} is no folder of this machine.", "Write file:///folder.")
        from urllib.request import url2pathname

        return LocalFolder(Path(url2pathname(url.path)))
    return RemoteFolder(place)


@dataclass(frozen=True, slots=True)
class LocalFolder:
    """A folder on this machine."""

    root: Path

    def find(self, out: Storage, suffixes: frozenset[str] = SUFFIXES) -> Listing:
        """Its documents in order of their names; links to files are followed, links to folders are not."""
        try:
            is_folder = stat.S_ISDIR(self.root.stat().st_mode)
        except FileNotFoundError:
            raise ReadError(f"There is no folder {self.root}.") from None
        except OSError as error:
            raise ReadError(f"{self.root} cannot be read: {error.strerror}.") from error
        if not is_folder:
            raise UsageError(f"{self.root} is a file, not a folder.", "“kehoach parse” reads single files.")
        listing = Listing(suffixes)

        def note(error: OSError) -> None:
            name = Path(error.filename).relative_to(self.root).as_posix()
            listing.unreadable.append((name, f"The folder cannot be read: {error.strerror}."))

        for folder, folders, names in os.walk(self.root, onerror=note):
            here = Path(folder)
            folders[:] = sorted(n for n in folders if not n.startswith(".") and not _is_out(here / n, out))
            for name in sorted(names):
                listing.add((here / name).relative_to(self.root).as_posix())
        return listing

    def locate(self, name: str) -> str:
        """The absolute path."""
        try:
            return Path(os.path.abspath(self.root / name)).as_posix()
        except OSError:
            raise ReadError(
                f"{self.root} cannot be found: the folder that one is in is gone.", "Go to another one."
            ) from None

    def read(self, name: str, limits: Limits | None = None) -> bytes:
        """The content; a pipe or device would never end and is refused."""
        path = self.root / name
        try:
            if path.exists() and not path.is_file():
                raise ReadError(f"{path.name} is no regular file.")
            with path.open("rb") as file:
                return read_whole(file, limits) if limits else file.read()
        except OSError as error:
            raise ReadError(f"{path.name} cannot be read: {error.strerror}.") from error

    def write(self, name: str, pieces: Iterable[bytes]) -> str:
        """Write beside the place and rename; never through a link that leads out of the folder."""
        target = self.root / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if self._leads_out(target):
                raise WriteError(f"{target} is not written: a link leads out of {self.root}.")
            if target.is_symlink():
                target.unlink()
        except OSError as error:
            raise WriteError(f"{target} cannot be written: {error.strerror}.") from error
        digest = hashlib.sha256()
        with replace_file(target) as file:
            for piece in pieces:
                digest.update(piece)
                file.write(piece)
        return digest.hexdigest()

    def append(self, name: str, content: bytes) -> None:
        """Write at the end at once, so that whatever happens next cannot undo it."""
        try:
            with (self.root / name).open("ab") as file:
                file.write(content)
        except OSError as error:
            raise WriteError(f"{self.root} cannot be written: {error.strerror}.") from error

    def fingerprint(self, name: str) -> str:
        """The SHA-256 of the content."""
        target = self.root / name
        try:
            return "" if target.is_symlink() else hashlib.sha256(target.read_bytes()).hexdigest()
        except OSError:
            return ""

    def remove(self, name: str) -> None:
        """Unlink the file, if it is in the folder."""
        target = self.root / name
        with suppress(OSError, ValueError):
            if not self._leads_out(target):
                target.unlink()

    def _leads_out(self, target: Path) -> bool:
        return not target.parent.resolve().is_relative_to(self.root.resolve())

    @contextmanager
    def claim(self) -> Iterator[None]:
        """Hold a lock that ends with the process; what an earlier one left half-written is cleared away."""
        own = self.root / OWN
        try:
            own.mkdir(parents=True, exist_ok=True)
            if own.is_symlink():
                raise WriteError(f"{own} is a link; a batch keeps its record there.", "Remove it.")
            lock = (own / "lock").open("ab")
        except OSError as error:
            raise WriteError(f"{self.root} cannot be written: {error.strerror}.") from error
        with lock:
            if not _lock(lock.fileno()):
                raise WriteError(
                    f"Another batch is writing to {self.root}.", "Wait for it, or name another folder."
                )
            for rest in self.root.rglob(".kehoach-*.tmp"):
                with suppress(OSError):
                    rest.unlink()
            yield


def _is_out(folder: Path, out: Storage) -> bool:
    try:
        return isinstance(out, LocalFolder) and folder.samefile(out.root)
    except OSError:
        return False


def _lock(descriptor: int) -> bool:
    """Lock an open file, unless another process has."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def is_fatal(error: KehoachError) -> bool:
    """Whether a failed write means that all others will fail too: the disk is full or read-only."""
    cause = error.__cause__
    return isinstance(cause, OSError) and cause.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)


class RemoteFolder:
    """A folder behind a URL, through fsspec. Object stores put a file there whole or not at all."""

    APPENDED = 100  # what is appended is uploaded this often, and at the end

    def __init__(self, url: str) -> None:
        try:
            from fsspec.core import url_to_fs
        except ImportError:
            raise MissingExtraError("cluster", url) from None
        self.url = url.rstrip("/")
        try:
            self._files, self._root = url_to_fs(self.url)
        except (ValueError, ImportError) as error:
            raise UsageError(f"{url} cannot be opened: {error}.") from error
        self._appended: dict[str, list[bytes]] = {}

    def find(self, out: Storage) -> Listing:
        """Its documents in order of their names."""
        try:
            found = sorted(self._files.find(self._root)) if self._files.isdir(self._root) else None
        except Exception as error:  # each file system has its own
            raise ReadError(f"{self.url} cannot be read: {error}.") from error
        if found is None:
            raise ReadError(f"There is no folder {self.url}.")
        listing = Listing()
        outside = out._root + "/" if isinstance(out, RemoteFolder) and out._root != self._root else None
        for path in found:
            name = path.removeprefix(self._root).lstrip("/")
            hidden = any(part.startswith(".") for part in name.split("/"))
            if not hidden and not (outside and path.startswith(outside)):
                listing.add(name)
        return listing

    def locate(self, name: str) -> str:
        """The URL."""
        return f"{self.url}/{name}"

    def read(self, name: str, limits: Limits | None = None) -> bytes:
        """The content."""
        end = limits.file + 1 if limits else None
        try:
            content: bytes = self._files.cat_file(f"{self._root}/{name}", end=end)
        except Exception as error:
            raise ReadError(f"{name} cannot be read: {error}.") from error
        return content

    def write(self, name: str, pieces: Iterable[bytes]) -> str:
        """Upload in one transaction."""
        path = f"{self._root}/{name}"
        try:
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            with self._files.transaction, self._files.open(path, "wb") as file:
                for piece in pieces:
                    file.write(piece)
        except Exception as error:
            raise WriteError(f"{self.locate(name)} cannot be written: {error}.") from error
        return self.fingerprint(name)

    def append(self, name: str, content: bytes) -> None:
        """Keep it, and upload the whole file from time to time: nothing can be appended to an object."""
        if name not in self._appended:
            self._appended[name] = [self.read(name)]
        parts = self._appended[name]
        parts.append(content)
        if len(parts) % self.APPENDED == 0:
            self.write(name, parts)

    def fingerprint(self, name: str) -> str:
        """The size: reading all that was written would cost as much as to write it again."""
        self._files.invalidate_cache()
        try:
            return str(self._files.size(f"{self._root}/{name}"))
        except OSError:
            return ""

    def remove(self, name: str) -> None:
        """Delete the object."""
        with suppress(OSError):
            self._files.rm_file(f"{self._root}/{name}")

    @contextmanager
    def claim(self) -> Iterator[None]:
        """Nothing: object stores know no locks."""
        yield
