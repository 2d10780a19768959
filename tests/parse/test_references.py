"""Legal references, case by case: each line of `references.*.txt` is words and what they cite."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from kehoach.parse.references import Citing, find_references
from kehoach.values import to_data
from tests.parse.citations import cases, document, read, shown

HERE = Path(__file__).parent


@pytest.mark.parametrize(("words", "expected"), cases("references.mentions.txt"))
def test_mention(words: str, expected: str) -> None:
    assert shown(words) == expected


@pytest.mark.parametrize(("words", "expected"), cases("references.preambles.txt"))
def test_role(words: str, expected: str) -> None:
    front = (0, len(words.replace("¶", "\n")))
    references, _, _ = read(words, Citing(front=front))
    assert " + ".join(f"{r.role} {r.number or r.title or r.type}" for r in references) == expected


@pytest.mark.parametrize(("words", "expected"), cases("references.documents.txt"))
def test_document(words: str, expected: str) -> None:
    references, _, _ = read(words)
    assert " + ".join(f"{r.number or r.title or r.type} = {r.document}" for r in references) == expected


def test_what_the_mentions_say_is_merged() -> None:
    _, cited, _ = read(
        "Nghị định số 61/2031/NĐ-CP quy định. Nghị định số 61/2031/NĐ-CP ngày 05/6/2031 của Chính phủ về phí."
    )
    assert to_data(cited) == [
        {
            "document": "nghi-dinh-61-2031-nd-cp",
            "type": "Nghị định",
            "number": "61/2031/NĐ-CP",
            "date": "2031-06-05",
            "issuer": "Chính phủ",
            "title": "phí",
            "mentions": 2,
        }
    ]


@pytest.mark.parametrize(("words", "expected"), cases("references.subjects.txt"))
def test_subject(words: str, expected: str) -> None:
    assert (read(words)[0][0].title or "none") == expected


@pytest.mark.parametrize(
    "words",
    [
        "Theo Kế hoạch số 45/KH-UBND này",
        "(Kèm theo Kế hoạch số /KH-UBND ngày /01/2031 của UBND xã Tân Hòa)",
        "(Ban hành kèm theo Kế hoạch số      /KH-UBND ngày    tháng 01 năm 2031)",
        "Số: 45/KH-UBND",
        "nhiệm vụ tại Kế hoạch này",
    ],
)
def test_the_document_itself_is_no_reference(words: str) -> None:
    citing = Citing(type="Kế hoạch", number="45/KH-UBND", symbol="KH-UBND")
    assert read(words, citing) == ([], [], [])


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Triển khai thi hành Luật Cư trú", ["luat-cu-tru"]),
        ("Triển khai thi hành Luật Cư trú, Luật Nhà ở", []),
        ("Kiểm tra công tác quản lý cư trú", []),
    ],
)
def test_the_law_that_a_plan_is_for_is_meant_by_a_bare_one(title: str, expected: list[str]) -> None:
    references, _, _ = read("Luật Cư trú; Luật Nhà ở. Phổ biến nội dung của Luật.", Citing(title=title))
    assert [r.document for r in references if r.text == "Luật"] == expected


def test_a_plan_for_an_amending_law_means_that_by_a_bare_one() -> None:
    title = "Thi hành Luật sửa đổi, bổ sung một số điều của Luật Thủy lợi"
    references, _, _ = read(f"{title}. Nội dung của Luật; Luật Ngân sách nhà nước.", Citing(title=title))
    bare = [r.document for r in references if r.text == "Luật"]
    assert bare == ["luat-sua-doi-bo-sung-mot-so-dieu-cua-luat-thuy-loi"]


def test_section_of_a_reference() -> None:
    references, _, _ = read("I. Luật Cư trú", Citing(section_at=lambda offset: f"at {offset}"))
    assert [r.section for r in references] == ["at 3"]


HOSTILE = (HERE / "references.hostile.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("seed", range(50))
def test_any_words_are_read(seed: int) -> None:
    choose = random.Random(seed)
    words = "".join(choose.choice(HOSTILE) + choose.choice((" ", " ", "¶", "")) for _ in range(60))
    references, _, _ = read(words, Citing(symbol="KH-UBND", front=(0, len(words) // 2)))
    ends = [r.span.end for r in references]
    assert all(end <= r.span.start for end, r in zip(ends, references[1:], strict=False))


def _seconds(words: str) -> float:
    text = document(words)
    started = time.process_time()
    find_references(text, Citing(front=(0, len(text.text))))
    return time.process_time() - started


@pytest.mark.parametrize("seed", range(3))
def test_ten_times_the_words_take_not_a_hundred_times_as_long(seed: int) -> None:
    choose = random.Random(seed)
    words = [choose.choice(HOSTILE) for _ in range(12_000)]
    short, long = " ".join(words)[:10_000], " ".join(words)[:100_000]
    _seconds(short)
    assert min(_seconds(long) for _ in range(3)) <= 30 * max(min(_seconds(short) for _ in range(3)), 0.02)
