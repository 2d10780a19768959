"""Where a document may come from: the same bytes give the same document."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import docx
import pytest

from kehoach.read import read_document, read_string
from tests.read.build import p, word

TEXT = "KẾ HOẠCH\nTrồng cây".encode()


@pytest.mark.parametrize("content", [TEXT, word(p("KẾ HOẠCH") + p("Trồng cây"))], ids=["text", "docx"])
def test_every_source_gives_the_same(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "kế hoạch.bin"
    path.write_bytes(content)
    read = read_document(path)
    assert read.text == TEXT.decode()
    assert read.source.name == "kế hoạch.bin"
    assert read.source.sha256 == hashlib.sha256(content).hexdigest()
    assert read_document(str(path)) == read
    with path.open("rb") as stream:
        assert read_document(stream) == read
    assert read_document(content, name="kế hoạch.bin") == read
    assert read_document(bytearray(content), name="kế hoạch.bin") == read
    assert read_document(io.BytesIO(content)).source.name == "-"


def test_a_name_of_any_bytes_is_text() -> None:
    for name, printed in (("K\udcea.txt", "K\\xea.txt"), ("\ud800", "\\ud800"), ("\udcc6\udcb0", "ư")):
        assert read_document(TEXT, name=name).source.name == printed


def test_a_stream_is_asked_for_a_part_at_a_time() -> None:
    class Greedy(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            assert size is not None
            assert 0 < size <= 1 << 20
            return super().read(size)

    assert read_document(Greedy(TEXT)).text == TEXT.decode()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TEXT)))
    read = read_document("-")
    assert (read.text, read.source.name) == (TEXT.decode(), "-")


def test_a_stream_that_gives_a_part_at_a_time() -> None:
    class Trickle(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 0, 3))

    assert read_document(Trickle(TEXT)).text == TEXT.decode()


def test_a_document_of_python_docx() -> None:
    held = docx.Document()
    held.add_heading("KẾ HOẠCH", 1)
    held.add_table(1, 2).cell(0, 1).text = "ô"
    read = read_document(held, name="held.docx")
    assert read.text.split("\n") == ["KẾ HOẠCH", "ô"]
    assert (read.source.name, read.source.format, read.blocks[0].outline) == ("held.docx", "docx", 0)
    assert read_document(held).source.sha256 == read.source.sha256
    held.add_paragraph("thêm")
    assert read_document(held).source.sha256 != read.source.sha256


def test_any_text_is_a_document() -> None:
    for text in ("", "\x00", "%PDF", "PK\x03\x04", "\ud800"):
        assert read_string(text).source.format == "text"
    assert read_string("KẾ HOẠCH").text == read_document("KẾ HOẠCH".encode()).text


def test_reading_imports_no_more_than_it_needs() -> None:
    program = (
        "import sys, kehoach.read; print(sorted({'docx', 'lxml', 'zipfile', 'pydantic'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
