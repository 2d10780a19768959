"""The last line against a pattern that runs away: a search that does not end is given up, and told.

Every pattern is tested with its own worst words, and none is known to run away. Should one do so all the
same, the plan lacks what that search would have found, and a warning says so. The clock is that of the
process, so that a busy machine gives nothing up. It needs the main thread of a Unix process; elsewhere
nothing is watched, and `kehoach batch --timeout` remains.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

Found = TypeVar("Found")

SECONDS = 10.0  # of processor time: a search that is under way at one tick and at the next is given up

given_up: list[tuple[str, int, int]] = []  # each a text, and the stretch of it that was searched


class EndlessSearchError(Exception):
    """One search of one pattern takes longer than `SECONDS`."""


def search(method: Callable[[str, int, int], Found], text: str, start: int, end: int) -> Found | None:
    """What one method of a pattern finds in a stretch of a text; None where it does not end."""
    try:
        return method(text, start, end)
    except EndlessSearchError:
        given_up.append((text, start, end))
        return None


@contextmanager
def watched() -> Iterator[list[tuple[str, int, int]]]:
    """What was given up while this is open: it is filled until then."""
    del given_up[:]
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield given_up
        return
    under_way: FrameType | None = None

    def tick(_: int, frame: FrameType | None) -> None:
        nonlocal under_way
        before, under_way = under_way, None
        for place in (frame, frame.f_back if frame else None):
            if place is not None and place.f_code is search.__code__:
                if place is before:
                    raise EndlessSearchError
                under_way = place

    other = signal.signal(signal.SIGVTALRM, tick)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS, SECONDS)
    try:
        yield given_up
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, other or signal.SIG_DFL)
