"""Word files that are damaged: what can be read of them is, and that there was more is told."""

from __future__ import annotations

import io
import zipfile

import pytest

from kehoach.document import Document
from kehoach.read import read_document
from tests.read.build import document, p, package, parts, style, tbl, tc, tr, word

BODY = p("đầu") + tbl(tr(tc("ô một"), tc("ô hai")), tr(tc("ô ba"), tc("ô tư"))) + p("giữa") + p("cuối")
WORDS = ["đầu", "ô", "một", "ô", "hai", "ô", "ba", "ô", "tư", "giữa", "cuối"]


def damaged(text: str | bytes) -> Document:
    read = read_document(package({**parts(""), "word/document.xml": text}))
    assert [finding.code for finding in read.findings] == ["unread_content"]
    return read


@pytest.mark.parametrize(
    "tag", ["</w:p>", "</w:r>", "</w:t>", "</w:tc>", "</w:tr>", "</w:tbl>", "<w:p>", "<w:tc>"]
)
def test_a_tag_that_is_missing_costs_no_more_than_the_words_beside_it(tag: str) -> None:
    whole = document(BODY)
    for at in range(whole.count(tag)):
        pieces = whole.split(tag)
        pieces[at : at + 2] = [pieces[at] + pieces[at + 1]]
        assert damaged(tag.join(pieces)).text.split() == WORDS, at


REFERENCES = {
    "&#xD800;": "a\ufffdb",  # half a character
    "&#55296;": "a\ufffdb",
    "&#xFFFFFF;": "a\ufffdb",
    "&#1;": "ab",
    "&nbsp;": "a b",
    "&ocirc;": "aôb",
    " & ": "a & b",
    "&x;": "a&x;b",
}


@pytest.mark.parametrize("reference", REFERENCES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_characters_that_xml_does_not_know(reference: str, encoding: str) -> None:
    text = document(p(f"a{reference}b") + p("sau")).replace("UTF-8", encoding.upper())
    assert damaged(text.encode(encoding)).text.split("\n") == [REFERENCES[reference], "sau"]


def test_half_a_character_in_a_property() -> None:
    found = parts(p("chữ", properties='<w:pStyle w:val="a"/>'), styles=style("a&#xD800;", "<w:b/>"))
    assert read_document(package(found)).text == "chữ"


def test_a_wrong_checksum() -> None:
    content = bytearray(word(p("chữ")))
    at = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 4) + 16
    for place in (at, content.index(b"word/document.xml", at) - 46 + 16):
        content[place] ^= 0xFF
    read = read_document(bytes(content))
    assert read.text == "chữ"
    assert {finding.code for finding in read.findings} == {"unread_content"}


def test_a_part_that_is_damaged_in_the_middle_is_read_up_to_there() -> None:
    lines = [f"dòng {number * 7919 % 10007}" for number in range(20_000)]
    content = bytearray(word("".join(map(p, lines))))
    member = zipfile.ZipFile(io.BytesIO(content)).getinfo("word/document.xml")
    at = member.header_offset + member.compress_size // 2
    content[at : at + 200] = b"\xff" * 200
    read = read_document(bytes(content))
    found = read.text.split("\n")
    assert 5_000 < len(found) < 20_000
    assert found[:5_000] == lines[:5_000]


LOOSE = {
    "a run without a paragraph": ("<w:r><w:t>chữ</w:t></w:r>", ["chữ"]),
    "a run in a cell": (tbl(tr("<w:tc><w:r><w:t>chữ</w:t></w:r></w:tc>")), ["chữ"]),
    "a paragraph in a paragraph": (p("trước", p("trong"), "sau") + p("cuối"), ["trướcsau", "trong", "cuối"]),
    "a paragraph in a run": (p("<w:r><w:t>trước</w:t>" + p("trong") + "</w:r>"), ["trước", "trong"]),
    "a row without a table": (tr("một", "hai"), ["một", "hai"]),
    "a cell without a row": (tbl(tc("một"), tr("hai")), ["hai", "một"]),
    "a paragraph between rows": (tbl(tr("một"), p("lạc"), tr("hai")), ["một", "hai", "lạc"]),
    "a table between cells": (tbl(tr("một", tbl(tr("lạc")), "hai")), ["một", "hai", "lạc"]),
    "a field over runs without a paragraph": (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/><w:t>chữ</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + p("sau"),
        ["chữ", "sau"],
    ),
}


@pytest.mark.parametrize("case", LOOSE, ids=str)
def test_what_stands_where_it_may_not_is_read(case: str) -> None:
    body, expected = LOOSE[case]
    assert read_document(word(body)).text.split("\n") == expected
