"""The collections of Word files that lie beside a checkout on some machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kehoach.document import Document
from kehoach.errors import ReadError
from kehoach.fold import normalise
from kehoach.read import read_document

SHARED = Path(__file__).parents[2].parent / "shared" / "docx"
WORD = (".docx", ".docm", ".dotx")
OTHERWISE = {
    "F17_header_footer": "headers and footers are not in the body",
    "F18_altchunk": "inserted documents are not read",
    "F30_caps": "capitals by formatting stay as typed",
}


def files(folder: str) -> list[Path]:
    return sorted(path for path in (SHARED / folder).rglob("*") if path.suffix in WORD)


pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the collections are not on this machine")


@pytest.mark.parametrize("path", files("probes") + files("numbering"), ids=lambda path: path.stem)
def test_every_probe_reads_as_word_shows_it(path: Path) -> None:
    text = read_document(path).text
    if path.stem not in OTHERWISE:
        expected = map(normalise, path.with_suffix(".txt").read_text("utf-8").split("\n"))
        assert text.split("\n") == [line for line in expected if line]


@pytest.mark.parametrize("path", files("probes"), ids=lambda path: path.stem)
def test_every_probe_holds_its_words(path: Path) -> None:
    text = read_document(path).text
    words = json.loads(path.with_suffix(".tokens.json").read_text("utf-8"))
    assert [word for word in words["mustnot"] if word in text] == []
    if path.stem not in OTHERWISE:
        assert [word for word in words["must"] + words["join"] if normalise(word) not in text] == []
        assert [word for word in words["once"] if text.count(word) != 1] == []


def read_or_refuse(path: Path) -> Document | None:
    try:
        return read_document(path)
    except ReadError:
        return None


@pytest.mark.parametrize("path", files("bad"), ids=lambda path: path.stem)
def test_bad_files_are_read_or_refused(path: Path) -> None:
    read_or_refuse(path)


def test_files_of_other_projects_are_read_or_refused() -> None:
    read = [found for path in files("torture") if (found := read_or_refuse(path))]
    for found in read:
        assert all(block.text == normalise(block.text) for block in found.blocks)
        assert [table.number for table in found.tables] == list(range(len(found.tables)))
        assert len(found.folded) == len(found.text)
