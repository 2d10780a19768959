"""The text in bytes: Unicode by its mark, else UTF-8, else one of the encodings from before Unicode."""

from __future__ import annotations

from contextlib import suppress

from kehoach.document import Finding
from kehoach.errors import ReadError
from kehoach.read.legacy import decode_text

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a\x1b")  # no text holds them
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def decode_content(content: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The text in bytes, and what was not as it should be. Raises `ReadError` where they are no text.

    UTF-8 with fewer bad places than a quarter of its letters beyond ASCII is damaged; with more, it is none.
    """
    wide = _decode_wide(content)
    if wide is not None:
        return _made_unicode(wide)
    content = content.removeprefix(b"\xef\xbb\xbf").rstrip(b"\0")  # what fills a block of a disk
    strange = ReadError("This is neither a Word document nor a text.", "Give a .docx, .txt or .md file.")
    if b"\0" in content or not content:
        raise strange
    with suppress(UnicodeDecodeError):
        return _made_unicode(content.decode("utf-8", "surrogatepass"))
    if len(content.translate(None, _CONTROLS)) < len(content):
        raise strange
    text = content.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if 4 * damaged < sum(not character.isascii() for character in text):
        text, found = _made_unicode(text)
        lost = f"The text is not UTF-8 at {damaged} places; what stood there is lost."
        return text, (Finding("unread_content", lost), *found)
    text, found = _made_unicode(content.decode("cp1252", "replace"))
    return (text, found) if found else (content.decode("cp1258", "replace"), (_old("Windows-1258"),))


def _made_unicode(text: str) -> tuple[str, tuple[Finding, ...]]:
    text, encoding = decode_text(text)
    return text, (_old(encoding),) if encoding else ()


def _old(encoding: str) -> Finding:
    return Finding("legacy_encoding", f"Text in the old encoding {encoding} was made Unicode.")


def _decode_wide(content: bytes) -> str | None:
    """The text in bytes of UTF-16 or UTF-32, which may have lost its mark; None for any other."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    for encoding in ("utf-16-le", "utf-16-be") if b"\0" in content else ():
        with suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            if "\0" not in text and text.count(" ") * 20 > len(text):
                return text
    return None
