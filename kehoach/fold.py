"""Two steps between a file's characters and the rules: `normalise` and `fold`.

`normalise` makes the text that a person reads (it may change the length, and runs before any offset
exists); `fold` makes of it the text that rules match on (it never changes the length).
"""

from __future__ import annotations

import re
import unicodedata

from kehoach.expressions import CAPITAL, SMALL, compile

_INVISIBLE = (  # as text: compiled at the first use, which few documents need
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffd\ud800-\udfff]"
)
_WIDE = 5 * " "  # parts columns
_MARKS = "[\u0300-\u036f]{2,}"
_SHAPES = "\u0302\u0306\u031b"  # circumflex, breve, horn: part of the letter, the tone comes after
_FUSED = compile(rf"[{CAPITAL}](?<=[{SMALL}].)")  # the rarer letter first: most are small
_BREAKS = compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def normalise(text: str) -> str:
    """One line as a person reads it: NFC, no control or invisible characters, white space single, ends bare.

    A run of white space becomes one space, or one tab where a tab is in it or where it parts two columns.
    The blank that a copy lost before a capital is there.

    >>> normalise("  Số:            /KH-UBND ")
    'Số: /KH-UBND'
    >>> normalise("Kê\u0301 hoạ\u0323ch") == "Kế hoạch"
    True
    >>> normalise("I.\\t MỤC  ĐÍCH") == "I.\\tMỤC ĐÍCH"
    True
    >>> normalise("- Như trên;        (Đã ký)") == "- Như trên;\\t(Đã ký)"
    True
    >>> normalise("Văn phòngUBND tỉnh; VNeID")
    'Văn phòng UBND tỉnh; VNeID'
    """
    composed = unicodedata.normalize("NFC", text)
    if composed is not text:  # it held combining marks
        composed = _mend_marks(composed)
    if _FUSED.search(composed):
        composed = _part_words(composed)
    if composed.isprintable():  # of all white space, it holds the plain space alone
        line = composed.strip(" ")
        return _single(line) if "  " in line else line
    if "\t" in composed:
        cells = (normalise(cell) for cell in composed.split("\t"))
        return "\t".join(cell for cell in cells if cell)
    line = _single(composed.replace("\u00a0", " "))
    visible = re.sub(_INVISIBLE, "", line)
    return line if visible == line else normalise(visible)


def _single(line: str) -> str:
    """A line with its white space single; a wide run before a capital or `(` parts columns, and is a tab.

    Not the blank to fill in of `ngày        tháng 6` or `Số:            /KH-UBND`.
    """
    parts = [" ".join(part.split()) for part in line.split(_WIDE) if not part.isspace()]
    if len(parts) == 1:
        return parts[0]
    columns = (("\t" if part[:1].isupper() or part[:1] == "(" else " ") + part for part in parts if part)
    return "".join(columns).lstrip()


def _part_words(text: str) -> str:
    """A text with a blank before each capital within a Vietnamese word; not in `TikTok`, `QyĐ-TU`."""

    def part(word: re.Match[str]) -> str:
        return word[0] if word[0].isascii() else re.sub(f"(?<=[{SMALL}]{{2}})(?=[{CAPITAL}])", " ", word[0])

    return re.sub(r"\w+", part, text)


def _mend_marks(text: str) -> str:
    """NFC also where a mark was typed twice, or the tone before the circumflex, breve or horn."""

    def mend(marks: re.Match[str]) -> str:
        return "".join(sorted(dict.fromkeys(marks[0]), key=lambda mark: mark not in _SHAPES))

    return unicodedata.normalize("NFC", re.sub(_MARKS, mend, unicodedata.normalize("NFD", text)))


def split_lines(text: str) -> list[str]:
    """The lines of a text at every kind of line break, each normalised, the blank ones left out."""
    return [line for part in _BREAKS.split(text) if (line := normalise(part))]


# Tone placement is written both ways (hoà/hòa, uỷ/ủy), y as i behind qu or one consonant (quí, kì, tỉ lệ;
# not thi); Ð (Icelandic) and Ɖ (African) stand for Đ, Ƣ (Latin OI) for Ư; no syllable has ơ behind a bare u
# and goes on (`truớc` is `trước`), and none has o behind ư (`trưóc`); dashes, quotes and spaces come in
# many shapes.
_ONE = {
    "-": "‐‑‒–—―−",
    '"': "“”„‟«»″",
    "'": "‘’‚‛′`´",
    " ": "\t\u00a0",
    "đ": "ðɖ",
    "ư": "ƣ",
    ".": "…",
}
_SHAPE_OF = tuple((shape, plain) for plain, shapes in _ONE.items() for shape in shapes)
_SHAPED = compile(f"[{''.join(_ONE.values())}]")
# each way begins with its letter: a look-behind first would have every character tried
_TONE = compile(
    r"o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]|u[ơờớởỡợ](?=[cimnptu])|ư[oòóỏõọ]|u[iìíỉĩị](?<=qu.)\b"
    r"|[iìíỉĩị](?<=\b[hklmst].)\b"
)
_TONE_OF = {
    first + late: early + second
    for first, second, early_row, late_row in (
        ("o", "a", "òóỏõọ", "àáảãạ"),
        ("o", "e", "òóỏõọ", "èéẻẽẹ"),
        ("u", "y", "ùúủũụ", "ỳýỷỹỵ"),
    )
    for early, late in zip(early_row, late_row, strict=True)
}
_TONE_OF |= dict(zip("iìíỉĩị", "yỳýỷỹỵ", strict=True))
_TONE_OF |= {"u" + late: early + "y" for early, late in zip("uùúủũụ", "iìíỉĩị", strict=True)}
_TONE_OF |= {"u" + late: "ư" + late for late in "ơờớởỡợ"}
_TONE_OF |= {"ư" + bare: "ư" + late for bare, late in zip("oòóỏõọ", "ơờớởỡợ", strict=True)}


def fold(text: str) -> str:
    """The text for matching, of the same length: lower case, one tone placement, plain dashes and quotes.

    >>> fold("Uỷ ban Nhân dân – Hoà Bình") == "ủy ban nhân dân - hòa bình"
    True
    >>> fold("QUÝ II") == fold("Qúy II") == fold("Quí II")
    True
    >>> fold("Định kì")
    'định kỳ'
    >>> fold("Trƣớc") == fold("Truớc") == fold("Trưóc") == "trước"
    True
    """
    lower = text.lower()
    if lower.isascii():
        return lower.replace("`", "'").replace("\t", " ")
    if len(lower) != len(text):  # İ and its like grow in lower case
        lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    if _SHAPED.search(lower):
        for shape, plain in _SHAPE_OF:  # many times faster than str.translate
            lower = lower.replace(shape, plain)
    return _TONE.sub(lambda match: _TONE_OF[match[0]], lower)
