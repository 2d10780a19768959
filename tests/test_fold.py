"""The two steps between a file's characters and the rules: `normalise` and `fold`."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach.document import Block, Cell
from kehoach.fold import fold, fold_blocks, normalise, split_lines

NORMALISED = {
    "  a  b ": "a b",
    "a\u00a0\u2003b\u3000": "a b",
    "a \t b\t\t c\t": "a\tb\tc",
    "a\nb\r\nc\u2028d": "a b c d",
    "ho\u00adàn\u200bthành\ufeff": "hoànthành",
    "a \u200b b": "a b",
    "Ke\u0302\u0301 hoa\u0323ch": "Kế hoạch",
    "Ke\u0301\u0302 hoạ\u0323ch": "Kế hoạch",
    "Kê\u200b\u0301": "Kế",
    "ươ\u031bng": "ương",
    "x\x00y\x1fz": "xy z",
    "\ud800": "",
}


@pytest.mark.parametrize("text", NORMALISED)
def test_normalise(text: str) -> None:
    assert normalise(text) == NORMALISED[text]


@given(st.text(st.characters() | st.sampled_from(" \t\u00a0\u200b\u0301\u0302\u0323eơư")))
def test_what_is_normalised_stays(text: str) -> None:
    line = normalise(text)
    assert normalise(line) == line
    assert line == line.strip()
    assert unicodedata.is_normalized("NFC", line)
    assert not set(line) & set("\n\r\v\f\u00a0\u200b")


def test_split_lines() -> None:
    assert split_lines("a\r\nb\r\n\r\n  \x0bc\x85d\u2029e") == ["a", "b", "c", "d", "e"]


FOLDED = {
    "HOÀ Hoá khoẻ TUỲ quý": "hòa hóa khỏe tùy qúy",
    "Ðảng Ɖông": "đảng đông",
    "a – b — c − d‑e": "a - b - c - d-e",
    "“a” «b» ‘c’": '"a" "b" \'c\'',
    "a\tb\u00a0c…": "a b c.",
    "hoàn toàn": "hòan tòan",
}


@pytest.mark.parametrize("text", FOLDED)
def test_fold(text: str) -> None:
    assert fold(text) == FOLDED[text]


@given(st.text(st.characters() | st.sampled_from("oÒàÁuỳİΣßŉ…")))
def test_fold_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


JOINED = {
    "a sentence goes on": ([Block("Ủy ban"), Block("nhân dân")], "ủy ban nhân dân"),
    "a capital begins one": ([Block("Ủy ban"), Block("Nhân dân")], "ủy ban\nnhân dân"),
    "a full stop ends one": ([Block("Ủy ban."), Block("nhân dân")], "ủy ban.\nnhân dân"),
    "a typed label begins one": ([Block("Ủy ban"), Block("a) nhân dân")], "ủy ban\na) nhân dân"),
    "a drawn label begins one": ([Block("Ủy ban"), Block("a nhân dân", label="a")], "ủy ban\na nhân dân"),
    "a cell is one": ([Block("Ủy ban"), Block("nhân dân", cell=Cell(0, 0, 0))], "ủy ban\nnhân dân"),
    "a note is one": ([Block("Ủy ban"), Block("nhân dân", note=True)], "ủy ban\nnhân dân"),
    "a line cannot end so": ([Block("Quyết định của"), Block("Thủ tướng")], "quyết định của thủ tướng"),
    "a full line ends in a comma": (
        [Block("Thủ trưởng các sở, ban, ngành và các cơ quan của tỉnh,"), Block("Ủy ban nhân dân các xã")],
        "thủ trưởng các sở, ban, ngành và các cơ quan của tỉnh, ủy ban nhân dân các xã",
    ),
    "an item of a list ends in a comma": ([Block("Sở Y tế,"), Block("Sở Nội vụ")], "sở y tế,\nsở nội vụ"),
    "a full line ends within a name": (
        [Block("Yêu cầu Thủ trưởng các sở, ban, ngành của tỉnh, Chủ tịch"), Block("UBND các xã thực hiện")],
        "yêu cầu thủ trưởng các sở, ban, ngành của tỉnh, chủ tịch ubnd các xã thực hiện",
    ),
    "a heading names an office": (
        [Block("1. Chủ tịch"), Block("Chỉ đạo chung")],
        "1. chủ tịch\nchỉ đạo chung",
    ),
    "a date goes on": ([Block("Lâm An, ngày"), Block("5 tháng 3")], "lâm an, ngày 5 tháng 3"),
    "a blank date does not": ([Block("Lâm An, ngày"), Block("5. Kinh phí")], "lâm an, ngày\n5. kinh phí"),
    "nothing": ([], ""),
}


@pytest.mark.parametrize("case", JOINED, ids=str)
def test_fold_blocks(case: str) -> None:
    blocks, folded = JOINED[case]
    assert fold_blocks(blocks) == folded
