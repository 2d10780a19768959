"""The guarded opener: a Word file's parts, unpacked within limits and parsed without outside references."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from copy import copy
from typing import TYPE_CHECKING

from lxml import etree

from kehoach.errors import ReadError
from kehoach.read.limits import TRUST, Limits

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN_TYPES = r"(?:document|template)(?:\.macroEnabled\w*)?\.main\+xml$"
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
_DOCTYPE = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_HEAD = 1 << 16  # what stands before a root element is here; what does not is seen after parsing
_REFERENCE = re.compile("&(?:#?[0-9A-Za-z]+;)?")
_CHUNK = 1 << 16  # what a damage takes with it at most
_SMALL = 1 << 20  # whatever it was packed to
_LEAST_TAG = len("<a>")
_MEMBER = b"PK\x01\x02"  # begins each entry of an archive's directory
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # Word has no other, and others know no bounds
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)

RESAVE = "Open it in Word or LibreOffice, save it again as .docx, and read that file."


class HostileFileError(ReadError):
    """The file would unpack to more than the limits allow, or refers to what lies outside of it."""


class Package:
    """The parts of a zip file by name, each unpacked only when it is asked for.

    Names are compared without case and spelled out (`%20`), and a backslash counts as a slash. Of two parts
    of one name the last one counts, as in Word.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        self.limits = limits
        self.spent = 0
        self.damaged: list[str] = []
        self.roots: dict[str, _Element | None] = {}
        members = content.count(_MEMBER)
        if members > limits.members:  # told before the archive is opened, which takes long with very many
            raise HostileFileError(f"The file holds {members:,} parts, which no Word document needs.", RESAVE)
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(content))
        except _UNREADABLE as error:
            raise ReadError(
                "The file is a damaged or incomplete zip archive, so no Word document can be read from it.",
                "Copy or download it again; if that does not help, have Word repair it (Open and Repair).",
            ) from error
        self.members = {_clean(member.filename): member for member in self.archive.infolist()}

    def names(self) -> list[str]:
        """The names of the parts, in lower case, without a leading slash."""
        return list(self.members)

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, or None where there is no such part. Raises `ReadError` beyond a limit."""
        member = self.members.get(_clean(name))
        if member is None:
            return None
        limits = self.limits
        if member.flag_bits & 1:
            raise ReadError(
                "The file is an encrypted zip archive.",
                "Unpack it with its password and read the document inside.",
            )
        room = min(limits.part, limits.total - self.spent)
        if member.file_size > room:
            raise self._too_large(name)
        if member.compress_type not in _METHODS:
            raise HostileFileError(
                f"The part {posixpath.basename(name)} is packed in a way that Word does not know.",
                "Unpack the file and pack it again as an ordinary zip, or get it again from whoever sent it.",
            )
        most = max(_SMALL, member.compress_size * limits.ratio)
        content = io.BytesIO()
        unchecked = copy(member)
        del unchecked.CRC  # with it, the end of what is damaged would be withheld
        try:
            with self.archive.open(unchecked) as stream:
                while chunk := stream.read(min(_CHUNK, room - content.tell() + 1)):
                    content.write(chunk)
                    if content.tell() > room or content.tell() > most:
                        raise self._too_large(name)
            whole = zlib.crc32(content.getbuffer()) == member.CRC
        except _UNREADABLE:
            whole = False
        if not whole:
            self.damaged.append(name)  # what came before the damage is read
        self.spent += content.tell()
        return content.getvalue()

    def _too_large(self, name: str) -> HostileFileError:
        return HostileFileError(
            f"The part {posixpath.basename(name)} unpacks to far more than a document needs.",
            f"Save its text alone to a new file and read that. {TRUST}",
        )

    def parse(self, name: str, spare: Callable[[bytes], bytes] | None = None) -> _Element | None:
        """The root element of a part; None where it is missing or cannot be read (`damaged` names it then).

        `spare` gives the part without what its reader has no use for. A part with a document type declaration
        is refused: Word writes none, and they only serve attacks.
        """
        if name not in self.roots:
            self.roots[name] = self._parse(name, spare)
        return self.roots[name]

    def _parse(self, name: str, spare: Callable[[bytes], bytes] | None) -> _Element | None:
        content = self.read(name)
        if content is None:
            return None
        if len(content) > self.limits.tags * _LEAST_TAG and content.count(b"<") > self.limits.tags:
            raise self._too_large(name)
        head = content[:_HEAD]
        if any(mark in head for mark in _DOCTYPE):
            raise _declares_entities()
        if _STRICT in head:
            for strict, transitional in _TRANSITIONAL:
                content = content.replace(strict, transitional)
        root = _tree(spare(content) if spare else content)
        if root is None and b"utf-8" in content[:100].lower() and _DOCTYPE[0] not in content:
            root = _tree(content, huge_tree=True)  # as deep and long as the limits above allow
        if root is None:
            if name not in self.damaged:
                self.damaged.append(name)
            root = _tree(_spell_out(content), recover=True)
        if root is not None and root.getroottree().docinfo.internalDTD is not None:
            raise HostileFileError(
                "The file declares entities of its own, which no Word document does.", RESAVE
            )
        return root

    def relationships(self, part: str) -> dict[str, tuple[str, str]]:
        """The internal relationships of a part (`""`: of the package): id → last word of its type, target."""
        folder, base = posixpath.split(part)
        root = self.parse(posixpath.join(folder, "_rels", base + ".rels"))
        found: dict[str, tuple[str, str]] = {}
        if root is None:
            return found
        for relationship in root.iter(_RELATIONSHIP):
            target = relationship.get("Target", "").replace("\\", "/")
            if relationship.get("TargetMode") == "External" or not target or target.startswith("#"):
                continue
            kind = relationship.get("Type", "").rpartition("/")[2]
            found[relationship.get("Id", "")] = (kind, _clean(posixpath.join("/" + folder, target)))
        return found

    def main_part(self) -> str | None:
        """The name of the main part: by the relationships, else its content type, else its usual name."""
        for kind, target in self.relationships("").values():
            if kind == "officeDocument" and target in self.members:
                return target
        types = self.parse("[Content_Types].xml")
        if types is not None:
            for override in types.iter("{*}Override"):
                name = _clean(override.get("PartName", ""))
                if re.search(_MAIN_TYPES, override.get("ContentType", "")) and name in self.members:
                    return name
        return "word/document.xml" if "word/document.xml" in self.members else None


def _declares_entities() -> HostileFileError:
    return HostileFileError("The file declares entities of its own, which no Word document does.", RESAVE)


def _spell_out(content: bytes) -> bytes:
    """A damaged part, its references to characters by numbers that XML knows.

    >>> _spell_out(b"R & D&nbsp;&amp; &#xD800;")
    b'R &amp; D&#160;&amp; &#65533;'
    """
    from html import escape, unescape

    def spell(reference: re.Match[str]) -> str:
        return escape(unescape(reference[0])).encode("ascii", "xmlcharrefreplace").decode()

    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1"
    return _REFERENCE.sub(spell, content.decode(encoding, "replace")).encode(encoding, "replace")


def _clean(name: str) -> str:
    if "%" in name:
        from urllib.parse import unquote

        name = unquote(name)
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()


def _tree(content: bytes, *, recover: bool = False, huge_tree: bool = False) -> _Element | None:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
        huge_tree=huge_tree,
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        return None
    except ValueError:
        return None
