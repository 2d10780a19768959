"""The promises hold for any text at all: made of the lexicon's words, of labels, of anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kehoach
from kehoach.models import Plan
from kehoach.parse import read_plan
from kehoach.read import read_string
from kehoach.write.json import encode_plan
from tests.promises import broken_promises, walk
from tests.words import lexicon_words

ROOT = Path(__file__).parents[1]
LABELS = [
    "I. ",
    "II. ",
    "V. ",
    "1. ",
    "2. ",
    "1.1. ",
    "a) ",
    "đ) ",
    "i) ",
    "(1) ",
    "- ",
    "+ ",
    "• ",
    "Điều 1. ",
    "Phần I ",
    "PHỤ LỤC ",
    "",
]
GLUE = [" ", " ", " ", ", ", "; ", ": ", ". ", "\n", "\n", " và ", " | ", "\t", "./.", "**", "("]
DATES = [
    "ngày 31/6/2026",
    "trước ngày 01/9/2026",
    "Quý IV",
    "hằng năm",
    "số 12/KH-UBND",
    "khoản 1 Điều 5",
    "tháng 13",
]
piece = st.one_of(
    st.sampled_from(LABELS), st.sampled_from(lexicon_words()), st.sampled_from(DATES), st.text(max_size=8)
)
field_text = st.lists(st.tuples(piece, st.sampled_from(GLUE)), max_size=60).map(
    lambda parts: "".join(word + glue for word, glue in parts)
)
SAMPLES = [page.read_text("utf-8") for page in sorted((ROOT / "samples").glob("*.md"))]


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """A sample plan with some of its lines cut, doubled or moved."""
    lines = draw(st.sampled_from(SAMPLES)).split("\n")
    for _ in range(draw(st.integers(1, 6))):
        at, to = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        line = lines[at][draw(st.integers(0, 12)) :]
        lines.insert(to, line)
        if draw(st.booleans()):
            del lines[at]
    return "\n".join(lines)


def check(text: str) -> None:
    plan = kehoach.parse_text(text)
    assert broken_promises(plan) == []
    printed = plan.model_dump_json()
    assert kehoach.parse_text(text).model_dump_json() == printed
    assert Plan.model_validate_json(printed).model_dump_json() == printed
    assert encode_plan(read_plan(read_string(text)), indent=None) == printed.encode() + b"\n"


@given(field_text)
@settings(max_examples=150)
def test_words_of_the_field_in_any_order(text: str) -> None:
    check(text)


@given(mangled())
@settings(max_examples=40)
def test_plans_with_lines_out_of_place(text: str) -> None:
    check(text)


@given(st.text(max_size=200))
@settings(max_examples=100)
def test_any_text_at_all(text: str) -> None:
    check(text)


@pytest.mark.parametrize("page", sorted((ROOT / "samples").glob("*.docx")), ids=lambda page: page.stem)
def test_the_sample_plans(page: Path) -> None:
    assert broken_promises(kehoach.parse_file(page)) == []


def test_a_broken_promise_is_told() -> None:
    plan = kehoach.parse_text("KẾ HOẠCH\nI. NỘI DUNG\n1. Việc thứ nhất")
    assert broken_promises(plan) == []
    assert broken_promises(plan.model_copy(update={"text": plan.text + "x"}))
    assert broken_promises(plan.model_copy(update={"text": "y" + plan.text[1:]}))
    assert broken_promises(plan.model_copy(update={"sections": []}))


@pytest.mark.parametrize(("key", "nothing"), [("heading", None), ("body", []), ("children", [])])
def test_words_missing_in_any_section_are_told(
    key: str, nothing: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = kehoach.parse_file(ROOT / "samples" / "xa-doi-thong.docx")
    sections = [section for section in walk(plan.sections) if getattr(section, key)]
    assert sections
    for section in sections:
        with monkeypatch.context() as erased:
            erased.setitem(vars(section), key, nothing)
            assert broken_promises(plan) != []
    assert broken_promises(plan) == []
