"""Reading: bytes → `Document`, one module per format, dispatched by content and not by file name."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from kehoach.document import Document, Source
from kehoach.errors import ReadError, print_name
from kehoach.read.digest import hash_parts
from kehoach.read.limits import TRUST, Limits

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    Readable: TypeAlias = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO | WordDocument

__all__ = ["Limits", "check_size", "holds_json", "open_source", "read_document", "read_string", "read_whole"]

_AS_DOCX = "Open it in Word or LibreOffice, save it as .docx (Word document), and read that file."
_SCAN = "Run text recognition (OCR) over it, save the result as .docx or as text, and read that file."
_OBJECT = re.compile(r'\s*\[?\s*\{\s*"[^"]*"\s*:')
_WEB_PAGE = rb"(?s)(?>\s|<!--.*?-->)*+<(?:!doctype html|html|head|body|meta|style)\b|mime-version:"
_PART = 1 << 20
# first bytes → what it is, what to do
_FOREIGN = (
    (b"%PDF", "a PDF file", "Convert it to .docx or to text (pdftotext -layout), and read that file."),
    (b"{\\rtf", "an RTF file", _AS_DOCX),
    (b"\x89PNG", "a picture", _SCAN),
    (b"\xff\xd8\xff", "a picture", _SCAN),
    (b"GIF8", "a picture", _SCAN),
    (b"II*\x00", "a picture", _SCAN),
    (b"MM\x00*", "a picture", _SCAN),
    (b"\x1f\x8b", "a compressed file", "Unpack it and read the document inside."),
    (b"Rar!", "a compressed file", "Unpack it and read the document inside."),
    (b"7z\xbc\xaf", "a compressed file", "Unpack it and read the document inside."),
    (b"\xfd7zXZ", "a compressed file", "Unpack it and read the document inside."),
    (b"BZh", "a compressed file", "Unpack it and read the document inside."),
)


def read_document(source: Readable, *, name: str | None = None, limits: Limits | None = None) -> Document:
    """The document in a path, bytes, a binary file or a python-docx `Document`; `-` is standard input.

    The format is told by the content: Word (.docx, .docm, .dotx, .dotm), Markdown or plain text. `name` is
    what `Document.source.name` says where the source has no name of its own. Raises `ReadError`, with one
    sentence and a hint, where the source is missing, empty, damaged, encrypted, hostile or no document.
    """
    limits = limits or Limits()
    content, own_name, digest = _content(source, limits)
    if not content:
        raise ReadError(
            f"{own_name or name or 'The input'} is empty.", "Check that the right file was given."
        )
    check_size(len(content), limits)
    sha256 = digest or hash_parts(content)
    told = Source(print_name(own_name or name or "-"), "docx", sha256)
    head = content[:1024]
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _checked(_read_zip(content, told, limits), limits)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise _ole_error(content)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    for mark, what, hint in _FOREIGN:
        if start.startswith(mark):
            raise ReadError(f"This is {what}, not a Word document or text.", hint)
    lowered = start.lower()
    if re.match(_WEB_PAGE, lowered):
        raise ReadError("This is a web page (HTML), not a Word document or text.", _AS_DOCX)
    if lowered.startswith(b"<?xml"):
        raise ReadError("This is an XML file, not a Word document or text.", _AS_DOCX)
    if b"PK\x05\x06" in content[-66_000:]:  # behind other bytes
        return _checked(_read_zip(content, told, limits), limits)
    if len(content) > limits.text or content.count(b"\n") + content.count(b"\r") > 2 * limits.lines:
        raise _too_long()
    from kehoach.read.encodings import decode_content
    from kehoach.read.text import read_text

    text, findings = decode_content(content)
    if holds_json(text):
        raise ReadError(
            "This is JSON, not a Word document or text.",
            "Plans in JSON are for “kehoach tasks”, “diff”, “trace” and “review”; here, give the document.",
        )
    return _checked(read_text(text, Source(told.name, "text", sha256), findings), limits)


def _checked(document: Document, limits: Limits) -> Document:
    if len(document.blocks) > limits.lines:
        raise _too_long()
    return document


def _too_long() -> ReadError:
    return ReadError("The text is far longer than a document needs.", TRUST)


def check_size(size: int, limits: Limits) -> None:
    """Nothing, or `ReadError` where so many bytes are more than a file may hold."""
    if size > limits.file:
        raise ReadError(f"The file is larger than {limits.file >> 20} MB, which no plan is.", TRUST)


def holds_json(text: str) -> bool:
    """Whether a text, or its beginning, is JSON: an object with a key, an array of such, or JSON as a whole.

    >>> holds_json('{"tasks":'), holds_json("[]"), holds_json("[DỰ THẢO] KẾ HOẠCH"), holds_json("[1] Xem")
    (True, True, False, False)
    """
    if _OBJECT.match(text):
        return True
    try:
        return text.lstrip().startswith(("{", "[")) and json.loads(text) is not None
    except (ValueError, RecursionError):
        return False


def read_string(text: str, *, name: str = "-") -> Document:
    """The document in a text that the caller already holds: plain text or Markdown. Any text is one."""
    from kehoach.read.text import read_text

    sha256 = hash_parts(text.encode("utf-8", "surrogatepass"))
    return read_text(text, Source(name, "text", sha256))


def _content(source: Readable, limits: Limits) -> tuple[bytes, str, str]:
    """The bytes of a source, its own name, and the digest where it is not that of the bytes."""
    if isinstance(source, (bytes, bytearray, memoryview)):
        return bytes(source), "", ""
    if isinstance(source, (str, os.PathLike)):
        path = os.fspath(source)
        with open_source(path) as stream:
            return read_whole(stream, limits), os.path.basename(path), ""
    word = sys.modules.get("docx.document")
    if word is not None and isinstance(source, word.Document):
        return _held(source)
    own = getattr(source, "name", "")
    return read_whole(source, limits), os.path.basename(own) if isinstance(own, str) else "", ""  # type: ignore[arg-type]


@contextmanager
def open_source(path: str) -> Iterator[BinaryIO]:
    """The file at a path, open to be read once; `-` is standard input. Raises `ReadError`."""
    if "\0" in path:
        raise ReadError(f"{path!r} cannot be opened: no name holds a zero byte.", "Check the name.")
    try:
        with open(path, "rb") if path != "-" else nullcontext(sys.stdin.buffer) as stream:
            yield stream
    except FileNotFoundError:
        raise ReadError(f"There is no file {path}.", "Check the name and the folder.") from None
    except IsADirectoryError:
        raise ReadError(f"{path} is a folder, not a file.", "Give the files inside it.") from None
    except PermissionError:
        if os.path.isdir(path):
            raise ReadError(f"{path} is a folder, not a file.", "Give the files inside it.") from None
        raise ReadError(
            f"{path} may not be read.", "Check who may open it, and whether it is open in Word."
        ) from None
    except OSError as error:
        raise ReadError(f"{path} cannot be opened ({error}).", "Check the name and the folder.") from None


def read_whole(stream: BinaryIO, limits: Limits) -> bytes:
    """All that a stream holds, or more than the limit; a part at a time: what is asked for takes room."""
    content = io.BytesIO()
    while part := stream.read(min(_PART, limits.file + 1 - content.tell())):
        if isinstance(part, str):
            raise ReadError(
                "The input is open as text, not as bytes.", "Open the file in binary mode ('rb')."
            )
        content.write(part)
    return content.getvalue()


def _held(document: WordDocument) -> tuple[bytes, str, str]:
    """A python-docx document as a file, with a digest of its parts, since a zip carries the time of day."""
    packed = io.BytesIO()
    document.save(packed)
    parts = sorted(document.part.package.iter_parts(), key=lambda part: part.partname)
    named = (piece for part in parts for piece in (part.partname.encode() + b"\0", part.blob))
    return packed.getvalue(), "", hash_parts(*named)


def _read_zip(content: bytes, source: Source, limits: Limits) -> Document:
    from kehoach.read.package import Package
    from kehoach.read.word import read_word

    package = Package(content, limits)
    main = package.main_part()
    if main is not None:
        return read_word(package, main, source)
    names = package.names()
    if any(name.startswith("word/") for name in names):
        raise ReadError("The Word file has lost its main part.", "Get the file again from whoever sent it.")
    if "content.xml" in names:
        raise ReadError("This is an OpenDocument file, not a Word document.", _AS_DOCX)
    if any(name.startswith("xl/") for name in names):
        raise ReadError("This is an Excel workbook, not a Word document.", "Give the plan itself, as .docx.")
    if any(name.startswith("ppt/") for name in names):
        raise ReadError(
            "This is a PowerPoint presentation, not a Word document.", "Give the plan itself, as .docx."
        )
    raise ReadError("This is a zip archive without a Word document.", "Unpack it and give the files inside.")


def _ole_error(content: bytes) -> ReadError:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return ReadError(
            "The Word file is encrypted with a password.",
            "Open it in Word, remove the password, save it, and read it then.",
        )
    if "WordDocument".encode("utf-16-le") in content:
        return ReadError("This is a Word file of the old .doc format.", _AS_DOCX)
    return ReadError("This is an old Office file, not a Word document.", _AS_DOCX)
