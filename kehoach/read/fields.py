"""What a field of Word shows that has no result in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kehoach.read.names import VAL, W, integer, on
from kehoach.read.symbols import symbol

if TYPE_CHECKING:
    from lxml.etree import _Element

_COUNTED = frozenset({"AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM", "SEQ"})


def shown_by_code(code: str) -> str:
    r"""The symbol, the formula or the words to click on that a field's code says; `""` for any other code.

    >>> shown_by_code(r' SYMBOL 252 \f "Wingdings" \s 14'), shown_by_code("MACROBUTTON NoMacro [Nhập tên]")
    ('✓', '[Nhập tên]')
    >>> shown_by_code(r" EQ \f(1;2) "), shown_by_code(" PAGE "), shown_by_code("SYMBOL")
    ('\\f(1;2)', '', '')
    """
    kind, _, rest = code.strip().partition(" ")
    first, _, others = rest.strip().partition(" ")
    match kind.upper():
        case "EQ":
            return rest.strip()
        case "MACROBUTTON" | "GOTOBUTTON":
            return others.strip()
        case "SYMBOL":
            font = others.partition("\\f")[2].strip().partition(" \\")[0].strip('"')
            return symbol(first if first[:2] == "0x" else f"{integer(first):x}", font)
    return ""


def counts(code: str) -> bool:
    """Whether a field draws a number that Word counts when it opens the file, and need not write into it.

    >>> counts(" LISTNUM NumberDefault \\\\l 1"), counts("AUTONUM"), counts(" PAGE ")
    (True, True, False)
    """
    return code.strip().upper().partition(" ")[0] in _COUNTED


def shown_by_form(mark: _Element) -> str:
    """A box, ticked or not, or the chosen line of a list; `""` for a field that is no such."""
    box, choices = mark.find(f"{W}ffData/{W}checkBox"), mark.find(f"{W}ffData/{W}ddList")
    if box is not None:
        ticks = [tick for name in ("checked", "default") if (tick := box.find(W + name)) is not None]
        return "☒" if ticks and on(ticks[0]) else "☐"
    if choices is None:
        return ""
    lines = [line.get(VAL, "") for line in choices.iter(W + "listEntry")]
    chosen = [integer(line.get(VAL)) for name in ("result", "default") for line in choices.iter(W + name)]
    return "".join(lines[at] for at in (chosen or [0])[:1] if 0 <= at < len(lines))
