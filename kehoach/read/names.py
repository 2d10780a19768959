"""The tag and attribute names of WordprocessingML that the readers look at, in lxml's notation."""

from __future__ import annotations

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

VAL = W + "val"


def on(value: str | None) -> bool:
    """What an on/off attribute says: its absence is on.

    >>> on(None), on("1"), on("false"), on("off")
    (True, True, False, False)
    """
    return value not in ("0", "false", "off")


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
