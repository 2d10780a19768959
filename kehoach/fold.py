"""Two steps between a file's characters and the rules: `normalise` and `fold`.

`normalise` makes the text that a person reads (it may change the length, and runs before any offset
exists); `fold` makes of it the text that rules match on (it never changes the length).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kehoach.document import Block

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffd\ud800-\udfff]")
_SPACE = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\r\n]+")
_BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def normalise(text: str) -> str:
    """One line as a person reads it: NFC, no control or invisible characters, white space single, ends bare.

    A run of white space becomes one space, or one tab where a tab is in it.

    >>> normalise("  Số:            /KH-UBND ")
    'Số: /KH-UBND'
    >>> normalise("I.\\t MỤC  ĐÍCH") == "I.\\tMỤC ĐÍCH"
    True
    """
    text = unicodedata.normalize("NFC", text)
    if not text.isascii() or not text.isprintable():
        text = _CONTROL.sub("", text)
    return _SPACE.sub(lambda run: "\t" if "\t" in run[0] else " ", text).strip()


def split_lines(text: str) -> list[str]:
    """The lines of a text at every kind of line break, each normalised, the blank ones left out."""
    return [line for part in _BREAKS.split(text) if (line := normalise(part))]


# Tone placement is written both ways (hoà/hòa, uỷ/ủy, quí/quý is a spelling and stays); Ð (Icelandic) and
# Ɖ (African) stand for Đ; dashes, quotes and spaces come in many shapes.
_ONE = {
    **{ord(c): "-" for c in "‐‑‒–—―−"},
    **{ord(c): '"' for c in "“”„‟«»″"},
    **{ord(c): "'" for c in "‘’‚‛′`´"},
    **{ord(c): " " for c in "\t\u00a0"},
    ord("Ð"): "đ",
    ord("ð"): "đ",
    ord("Ɖ"): "đ",
    ord("…"): ".",
}
_TONE_OF = {
    plain + late: early + second
    for plain, second, row, late_row in (
        ("o", "a", "òóỏõọ", "àáảãạ"),
        ("o", "e", "òóỏõọ", "èéẻẽẹ"),
        ("u", "y", "ùúủũụ", "ỳýỷỹỵ"),
    )
    for early, late in zip(row, late_row, strict=True)
}
_TONE = re.compile("|".join(_TONE_OF))


def fold(text: str) -> str:
    """The text for matching, of the same length: lower case, one tone placement, plain dashes and quotes.

    >>> fold("Uỷ ban Nhân dân – Hoà Bình") == "ủy ban nhân dân - hòa bình"
    True
    >>> fold("QUÝ II") == fold("Qúy II")
    True
    """
    lower = text.lower()
    if len(lower) != len(text):  # İ and its like grow in lower case
        lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return _TONE.sub(lambda m: _TONE_OF[m[0]], lower.translate(_ONE))


_ENDS = frozenset(".;:!?")
_LABEL = re.compile(r"(?:[a-zđ]{1,4}[.)]|\([a-zđ0-9]{1,4}\))(?:\s|$)")


def continues_sentence(previous: str, line: str) -> bool:
    """Whether a line goes on with the sentence of the one before (a PDF or OCR broke it).

    It begins in lower case, is no label (`a)`), and what stands before did not end in `.`, `;` or `:`.
    """
    return (
        line[:1].islower() and previous[-1:] not in _ENDS and not _LABEL.match(line)
    )


def fold_blocks(blocks: Iterable[Block]) -> str:
    """The folded text of a document: a line break inside a sentence is a space, every other one stays."""
    parts: list[str] = []
    previous: Block | None = None
    for block in blocks:
        if previous is not None:
            joined = (
                previous.cell is None
                and block.cell is None
                and not previous.note
                and not block.note
                and not block.label
                and continues_sentence(previous.text, block.text)
            )
            parts.append(" " if joined else "\n")
        parts.append(fold(block.text))
        previous = block
    return "".join(parts)
