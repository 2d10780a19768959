"""The two steps between a file's characters and the rules: `normalise` and `fold`."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehoach.fold import fold, normalise, split_lines

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
    "Quí III, qui định, quỉ, quít, tui": "qúy iii, quy định, qủy, quít, tui",
    "Định kì, tỉ lệ, kĩ sư, thi, khi, Vi, 2ti": "định kỳ, tỷ lệ, kỹ sư, thi, khi, vi, 2ti",
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
