"""HTML whose every word is escaped, because nothing but a tag makes `Html`."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_EMPTY = {"input"}


class Html(str):
    """Markup made by `tag`; any other string is words and is escaped."""

    __slots__ = ()


def tag(name: str, *content: str, **attributes: str | int | bool | None) -> Html:
    """An element with its content; `data_start=3` is the attribute `data-start`, `None` leaves one out.

    >>> tag("p", "1 < 2", tag("b", "!"), class_="a", hidden=True, title=None)
    '<p class="a" hidden>1 &lt; 2<b>!</b></p>'
    """
    told = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(str(value))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    inside = join(content)
    return Html(f"<{name}{told}>" if name in _EMPTY else f"<{name}{told}>{inside}</{name}>")


def join(content: Iterable[str]) -> Html:
    """Markup and words one after the other."""
    return Html("".join(part if isinstance(part, Html) else escape(part) for part in content))
