"""Characters of symbol fonts (Symbol, Wingdings) as the Unicode characters that look like them."""

from __future__ import annotations

import re

_PRIVATE = re.compile("[\uf020-\uf0ff]")
_SHAPES = {  # by the character's place in the font; what stands in no table is a bullet
    "wingdings": dict(
        zip(
            b"\x22\x23\x28\x2a\x3f\x6f\xa8\xfb\xfc\xfd\xfe\xdf\xe0\xe1\xe2\xe8\xef\xf0",
            "✂✁☎✉✍☐☐✗✓☒☑←→↑↓→⇦⇨",
            strict=True,
        )
    ),
    "symbol": dict(
        zip(
            b"\x2a\x2b\x2d\x2e\x3c\x3d\x3e\x61\x62\x64\x65\x6d\x70\x73\x44\x53\x57\xa3\xb0\xb1\xb3\xb4\xb8\xb9\xbb\xbc"
            b"\xab\xac\xad\xae\xaf\xde\xa5\xd6\xe5",
            "*+-.<=>αβδεμπσΔΣΩ≤°±≥×÷≠≈…↔←↑→↓⇒∞√∑",
            strict=True,
        )
    ),
}
_SHAPES["wingdings 2"] = dict(zip(b"\x4f\x50\x51\x52\x53\xa3", "✗✓☒☑☒☐", strict=True))
_SHAPES["webdings"] = dict(zip(b"\x61\x63\x72", "✓☐✗", strict=True))


def _shape(place: int, font: str) -> str:
    family = font.lower()
    shapes = _SHAPES.get(family) or _SHAPES["wingdings" if place != 0xB7 else "symbol"]
    return shapes.get(place, "•")


def symbol(code: str, font: str) -> str:
    """What a `w:sym` shows: its hexadecimal code in a font.

    >>> symbol("F0FC", "Wingdings"), symbol("F0B7", "Symbol"), symbol("2610", "MS Gothic")
    ('✓', '•', '☐')
    """
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if 0xF020 <= point <= 0xF0FF:
        return _shape(point - 0xF000, font)
    if font.lower() in _SHAPES and point < 0x100:
        return _shape(point, font)
    return chr(point) if 0x20 <= point < 0xD800 or 0xE000 <= point < 0x110000 else ""


def symbols(text: str, font: str) -> str:
    """A run's text with the characters of symbol fonts made readable."""
    if "dings" in font:
        return "".join(_shape(ord(c), font) if " " < c <= "\xff" else c for c in text)
    return _PRIVATE.sub(lambda match: _shape(ord(match[0]) - 0xF000, font), text)
