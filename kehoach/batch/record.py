"""What a folder of outputs remembers, so that the next run goes on where this one ended."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from kehoach.batch.storage import OWN, Storage
from kehoach.errors import ReadError

_NAME = f"{OWN}/record.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """One output: from which input and content it was made, by which program, and how to know it again."""

    output: str
    input: str
    sha256: str
    program: str
    fingerprint: str
    tasks: int
    warnings: Mapping[str, int]


class Record:
    """The outputs that are done: JSON Lines below OUT, a line added at once for each output."""

    def __init__(self, out: Storage) -> None:
        self._out = out
        self._entries: dict[str, Entry] = {}
        try:
            lines = out.read(_NAME).splitlines()
        except ReadError:
            lines = []
        for line in lines:
            try:
                entry = Entry(**json.loads(line))
            except (ValueError, TypeError, RecursionError):
                continue  # half a line, where the machine stopped
            if _is_sound(entry):
                self._entries[entry.output] = entry
        self.save()

    def get(self, output: str) -> Entry | None:
        """What is known of an output."""
        return self._entries.get(output)

    def outputs(self) -> list[str]:
        """All outputs that are known."""
        return list(self._entries)

    def add(self, entry: Entry) -> None:
        """Remember an output that is written."""
        self._entries[entry.output] = entry
        self._out.append(_NAME, _encode(entry))

    def drop(self, output: str) -> None:
        """Remove an output that is no longer its input's."""
        if self._entries.pop(output, None):
            self._out.remove(output)

    def save(self) -> None:
        """Write each entry once, in order."""
        self._out.write(_NAME, (_encode(self._entries[output]) for output in sorted(self._entries)))


def _is_sound(entry: Entry) -> bool:
    """Whether a line of a file that anyone may have changed says what an entry does."""
    kinds = [type(getattr(entry, name)) for name in Entry.__slots__]
    return kinds == [*[str] * 5, int, dict] and {*map(type, entry.warnings.values())} <= {int}


def _encode(entry: Entry) -> bytes:
    fields = {name: getattr(entry, name) for name in Entry.__slots__}
    return json.dumps(fields, separators=(",", ":")).encode() + b"\n"
