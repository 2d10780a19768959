"""Standard output: bytes as they are into a pipe, colours only on a terminal that wants them; messages."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from _typeshed import ReadableBuffer
    from rich.console import Console


def is_colourful() -> bool:
    """Whether standard output is a terminal that shows colours and NO_COLOR does not forbid them."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


class Messages(io.RawIOBase):
    """Standard error: the work goes on where messages find no room, or nobody who reads them."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self.held = stream  # it would close its file with itself
        buffer: Any = stream.buffer
        self.stream: io.FileIO = getattr(buffer, "raw", buffer)

    def writable(self) -> bool:
        return True

    def write(self, message: ReadableBuffer, /) -> int:
        with suppress(OSError):
            self.stream.write(message)
        return len(memoryview(message))

    def fileno(self) -> int:
        return self.stream.fileno()

    def isatty(self) -> bool:
        return self.stream.isatty()


def open_console() -> Console:
    """A console that prints words as they are: no markup, no emoji codes, no highlighting."""
    from rich.console import Console

    return Console(markup=False, emoji=False, highlight=False)


def print_json(pieces: Iterable[bytes]) -> None:
    """Print JSON, coloured on a terminal."""
    if not is_colourful():
        out = sys.stdout.buffer
        for piece in pieces:
            out.write(piece)
            out.flush()
        return
    from rich.highlighter import JSONHighlighter

    console, highlight = open_console(), JSONHighlighter()
    for piece in pieces:
        console.print(highlight(piece.decode()), soft_wrap=True, end="")
