"""The tag and attribute names of WordprocessingML that the readers look at, in lxml's notation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

VAL = f"{W}val".encode()  # the name of an attribute as bytes, which lxml need not encode at every look


_OFF = frozenset({"0", "false", "off"})


def on(switch: _Element) -> bool:
    """What an on/off element says (`w:b`, `w:vanish` …): on where its one attribute, `w:val`, is missing."""
    return _OFF.isdisjoint(switch.values())  # five times as fast as looking for an attribute by name


def integer(value: str | None, default: int = 0) -> int:
    """The whole number in an attribute; the default where there is none.

    >>> integer("720"), integer("36.5"), integer("x", 3), integer(None)
    (720, 36, 3, 0)
    """
    if value is None:
        return default
    try:
        return int(value) if len(value) < 12 else default
    except ValueError:
        head = value.partition(".")[0]
        return int(head) if head.isdecimal() and len(head) < 12 else default
