"""Standard output: bytes as they are into a pipe, colours only on a terminal that wants them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def is_colourful() -> bool:
    """Whether standard output is a terminal that shows colours and NO_COLOR does not forbid them."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


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
