"""What is refused, and with which sentence; what is damaged but readable is read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kehoach.errors import ReadError
from kehoach.read import Limits, read_document
from tests.read.build import R, document, p, package, parts, tbl, tr, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
GOOD = word(p("chữ"))


def with_text(text: str | bytes) -> bytes:
    return package({**parts(""), "word/document.xml": text})


DECLARED = '<!DOCTYPE w:document [<!ENTITY e "{}">]>'


def declared(entity: str, text: str) -> bytes:
    head, body = document(p(text)).split("?>")
    return with_text(f"{head}?>{entity}{body}")


def broken_member() -> bytes:
    at = GOOD.index(b"word/document.xml") + len("word/document.xml")
    return GOOD[:at] + bytes(40) + GOOD[at + 40 :]


def locked() -> bytes:
    """A zip archive whose members say that they are encrypted."""
    content = bytearray(GOOD)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(mark, at + 1)) >= 0:
            content[at + offset] |= 1
    return bytes(content)


REFUSED = {
    "empty": (b"", "is empty"),
    "PDF": (b"%PDF-1.7\n", "PDF"),
    "RTF": (b"{\\rtf1\\ansi", "RTF"),
    "HTML": (b"\xef\xbb\xbf <!DOCTYPE HTML><html>", "web page"),
    "HTML without its head": (b"<!-- xuat tu cong -->\n<meta charset=utf-8><table>", "web page"),
    "HTML in UTF-16": ("<html>".encode("utf-16"), "web page"),
    "HTML in one file": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "web page"),
    "XML": (b'<?xml version="1.0"?><a/>', "XML"),
    "JSON": (b'{\n  "schema_version": "1"', "JSON"),
    "JSON Lines": (b'{"a": 1}\n{"a": 2}\n', "JSON"),
    "JSON in UTF-16": ('[{"a": 1}]'.encode("utf-16"), "JSON"),
    "JSON without a key": (b"\xef\xbb\xbf[1, {}]\n", "JSON"),
    "picture": (b"\x89PNG\r\n\x1a\n", "picture"),
    "compressed": (b"\x1f\x8b\x08", "compressed"),
    "compressed otherwise": (b"BZh91AY&SY", "compressed"),
    "the note of an open file": (
        b"\x04Binh" + b" " * 49 + "\4Binh".encode("utf-16-le"),
        "neither a Word document nor a text",
    ),
    "zeros": (b"\0" * 4096, "neither a Word document nor a text"),
    "other bytes": (b"\x00\x01\xff\xfe" * 9, "neither a Word document nor a text"),
    "old Word": (OLE + "WordDocument".encode("utf-16-le"), "old .doc format"),
    "old Word around a new one": (OLE + "WordDocument".encode("utf-16-le") + GOOD, "old .doc format"),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted with a password"),
    "old Office": (OLE, "old Office file"),
    "encrypted zip": (locked(), "encrypted zip"),
    "truncated": (GOOD[:-40], "damaged or incomplete"),
    "half": (GOOD[: len(GOOD) // 2], "damaged or incomplete"),
    "other zip": (package({"a.txt": "a"}), "without a Word document"),
    "Excel": (package({"xl/workbook.xml": "<a/>"}), "Excel"),
    "PowerPoint": (package({"ppt/presentation.xml": "<a/>"}), "PowerPoint"),
    "OpenDocument": (package({"content.xml": "<a/>"}), "OpenDocument"),
    "no main part": (package({"word/styles.xml": "<a/>"}), "lost its main part"),
    "no body": (with_text(document("").replace("<w:body></w:body>", "")), "no text that can be read"),
    "another root": (with_text("<a/>"), "no text that can be read"),
    "no XML": (with_text("KẾ HOẠCH"), "no text that can be read"),
    "empty part": (with_text(""), "no text that can be read"),
    "breaks off at once": (with_text(document("")[:-22]), "nothing of its text"),
    "compressed badly": (broken_member(), "text that can be read"),
    "entities": (declared(DECLARED.format("a" * 9), "&e;"), "declares entities"),
    "external entity": (
        declared('<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;"),
        "declares entities",
    ),
    "document type": (declared('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">', "a"), "declares entities"),
    "document type in UTF-16": (
        with_text(f"<!DOCTYPE a []>{document(p('a')).split('?>')[1]}".encode("utf-16")),
        "declares entities",
    ),
    "bomb": (with_text(b" " * 5_000_000), "unpacks to far more"),
    "nested": (
        word("<w:sdt><w:sdtContent>" * 700 + p("a") + "</w:sdtContent></w:sdt>" * 700),
        "nested too deeply",
    ),
    "nested beyond XML": (word("<w:sdt><w:sdtContent>" * 2000 + p("a")), "damaged"),
}


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_refused_with_a_sentence_and_a_hint(case: str) -> None:
    content, words = REFUSED[case]
    with pytest.raises(ReadError) as caught:
        read_document(content)
    error = caught.value
    assert words in error.message
    assert error.message.endswith(".")
    assert error.hint
    assert error.exit_code == 3
    assert "\n" not in str(error)


@pytest.mark.parametrize(
    "text", ["[DỰ THẢO]\nKẾ HOẠCH", "[1] Xem", "[ ] Rà soát", "{trích}", '{"a"} b', "[" * 9999]
)
def test_text_that_begins_like_json_is_text(text: str) -> None:
    assert read_document(text.encode()).source.format == "text"


def test_size_claimed_by_the_archive_is_not_believed() -> None:
    content = bytearray(with_text(b"<a>" + b" " * 3_000_000))
    info = zipfile.ZipFile(io.BytesIO(content)).getinfo("word/document.xml")
    claimed = info.file_size.to_bytes(4, "little")
    at = content.index(claimed, content.index(b"PK\x01\x02"))
    content[at : at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(ReadError):
        read_document(bytes(content))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_unpacks_without_bounds_is_not_unpacked(method: int) -> None:
    with pytest.raises(ReadError, match="packed in a way that Word does not know"):
        read_document(package(parts(p("chữ")), method))


LIMITS = {
    "file": Limits(file=100),
    "members": Limits(members=2),
    "part": Limits(part=500),
    "total": Limits(total=700),
    "tags": Limits(tags=2),
    "lines": Limits(lines=0),
}


@pytest.mark.parametrize("case", LIMITS, ids=str)
def test_limits_can_be_set(case: str) -> None:
    assert read_document(GOOD).text == "chữ"
    with pytest.raises(ReadError):
        read_document(GOOD, limits=LIMITS[case])


def test_the_ratio_can_be_set() -> None:
    content = word(p("chữ") * 60_000)
    with pytest.raises(ReadError):
        read_document(content, limits=Limits(ratio=10))
    assert len(read_document(content).blocks) == 60_000


def test_the_length_of_a_text_is_limited() -> None:
    for limits in (Limits(text=3), Limits(lines=1), Limits(lines=0)):
        with pytest.raises(ReadError, match="far longer"):
            read_document(b"a\n\nb", limits=limits)
    assert read_document(b"a\n\nb", limits=Limits(lines=2)).text == "a\nb"


def test_what_is_not_needed_is_not_unpacked() -> None:
    content = package({**parts(p("chữ")), "word/media/image1.png": b" " * 9_000_000})
    assert read_document(content, limits=Limits(total=10_000)).text == "chữ"


def test_of_two_parts_of_one_name_the_last_counts() -> None:
    packed = io.BytesIO(GOOD)
    with zipfile.ZipFile(packed, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", document(p("sau")))
    assert read_document(packed.getvalue()).text == "sau"


def test_parts_outside_of_the_package_are_not_followed() -> None:
    found = parts(p("chữ"))
    found["word/_rels/document.xml.rels"] = str(found["word/_rels/document.xml.rels"]).replace(
        "</Relationships>",
        f'<Relationship Id="x" Type="{R}/styles" Target="/../../etc/passwd"/></Relationships>',
    )
    assert read_document(package(found)).text == "chữ"


def test_a_damaged_part_beside_the_text_leaves_the_text() -> None:
    read = read_document(package({**parts(p("chữ"), styles="<a/>"), "word/styles.xml": "<w:styles"}))
    assert read.text == "chữ"
    assert [finding.code for finding in read.findings] == ["unread_content"]


def test_tables_in_tables_are_read_as_deep_as_anyone_nests_them() -> None:
    table = "chữ"
    for _ in range(60):
        table = tbl(tr(f"<w:tc>{p(table) if table == 'chữ' else table + p()}</w:tc>"))
    assert read_document(word(table)).text == "chữ"


def test_a_path_that_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="There is no file"):
        read_document(tmp_path / "không.docx")
    with pytest.raises(ReadError, match=r"There is no file hai\\ndòng\. "):
        read_document("hai\ndòng")
    with pytest.raises(ReadError, match="is a folder"):
        read_document(str(tmp_path))
    with pytest.raises(ReadError, match="cannot be opened"):
        read_document("a\0b")


def test_a_file_open_as_text_is_told() -> None:
    with pytest.raises(ReadError, match="as text, not as bytes"):
        read_document(io.StringIO("KẾ HOẠCH"))  # type: ignore[arg-type]
