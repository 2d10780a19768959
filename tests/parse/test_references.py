"""Legal references, case by case: each line of `references.*.txt` is words and what they cite."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from kehoach.document import Block, Document, Source
from kehoach.fold import split_lines
from kehoach.lexicon import load_lexicon
from kehoach.models import CitedDocument, LegalReference, Warning
from kehoach.parse.references import Citing, find_references

HERE = Path(__file__).parent


def cases(name: str) -> list[object]:
    """The cases of a file, each named by its file and line."""
    path = HERE / name
    lines = enumerate(path.read_text("utf-8").splitlines(), 1)
    return [
        pytest.param(*(part.strip() for part in line.rsplit(" | ", 1)), id=f"{name}:{number}")
        for number, line in lines
        if line.strip() and not line.startswith("#")
    ]


def document(words: str) -> Document:
    """A document of these lines; `¶` ends one."""
    blocks = [Block(line) for line in split_lines(words.replace("¶", "\n"))]
    return Document.of(Source("words.txt", "text", ""), blocks)


def read(
    words: str, citing: Citing | None = None
) -> tuple[list[LegalReference], list[CitedDocument], list[Warning]]:
    """What the reader finds, each quotation checked against its place."""
    text = document(words)
    references, cited, warnings = find_references(text, citing or Citing())
    for reference in references:
        assert text.text[reference.span.start : reference.span.end] == reference.text
    assert [r.span.start for r in references] == sorted(r.span.start for r in references)
    assert sum(c.mentions for c in cited) == len(references)
    assert {c.document for c in cited} == {r.document for r in references}
    return references, cited, warnings


def shown(reference: LegalReference) -> str:
    """A reference in one line: type, number, @date, [issuer], «title» of a law, {provisions}."""
    law = reference.type in ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")
    provisions = ", ".join(
        ".".join(part or "-" for part in (p.article, p.clause, p.point)) for p in reference.provisions
    )
    parts = (
        reference.type,
        reference.number,
        reference.date and f"@{reference.date}",
        reference.issuer and f"[{reference.issuer}]",
        reference.title and law and f"«{reference.title}»",
        provisions and "{" + provisions.replace(".-", "") + "}",
    )
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize(("words", "expected"), cases("references.mentions.txt"))
def test_mention(words: str, expected: str) -> None:
    references, _, warnings = read(words)
    found = [*map(shown, references), *(f"!{warning.code}" for warning in warnings)]
    assert (" + ".join(found) or "none") == expected


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
    assert [c.model_dump() for c in cited] == [
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


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Kế hoạch số 12/KH-UBND ngày 01/02/2031 của UBND tỉnh về việc trồng cây.", "trồng cây"),
        ("Kế hoạch số 12/KH-UBND về chuyển đổi số, UBND xã Tân Hòa ban hành Kế hoạch", "chuyển đổi số"),
        (
            "Quyết định số 12/QĐ-TTg phê duyệt Đề án phát triển chợ; Sở Nội vụ",
            "phê duyệt Đề án phát triển chợ",
        ),
        ("Nghị định số 12/2031/NĐ-CP được ban hành", None),
    ],
)
def test_subject(words: str, title: str | None) -> None:
    assert read(words)[0][0].title == title


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


def test_section_of_a_reference() -> None:
    references, _, _ = read("I. Luật Cư trú", Citing(section_at=lambda offset: f"at {offset}"))
    assert [r.section for r in references] == ["at 3"]


@pytest.mark.parametrize("kind", ["laws", "codes", "ordinances"])
def test_every_known_title_is_read_whole(kind: str) -> None:
    word = {"laws": "Luật", "codes": "Bộ luật", "ordinances": "Pháp lệnh"}[kind]
    for title in load_lexicon("laws")[kind]:
        references, _, _ = read(f"theo {word} {title} và các văn bản")
        assert [r.title for r in references] == [title]


@pytest.mark.parametrize("code", load_lexicon("citations")["codes"])
def test_every_type_code_names_a_type(code: str) -> None:
    name = load_lexicon("citations")["codes"][code]
    references, _, _ = read(f"theo {name} số 12/{code}-BXD")
    assert [(r.type, r.number) for r in references] == [(name, f"12/{code}-BXD")]


@pytest.mark.parametrize("code", load_lexicon("citations")["issuers"])
def test_every_issuer_code_names_an_issuer(code: str) -> None:
    references, _, _ = read(f"theo Quyết định số 12/QĐ-{code}")
    assert [r.issuer for r in references] == [load_lexicon("citations")["issuers"][code]]


HOSTILE = """
    Luật Đất đai | Luật | Luật số | số 12/QĐ-UBND | Quyết định số 5/QĐ- | ngày 3/3/2026 | khoản 1 | điểm a, b, |
    Điều 5, | và | các | sau đây gọi là Luật | (sau đây gọi tắt là Chỉ thị 11) | Nghị quyết số 57 | Chỉ thị 11 |
    sửa đổi, bổ sung một số điều của | tại | UBND tỉnh ban hành | đến | ; | , | số 5, | kèm theo | bởi | Căn cứ |
    về việc | QCVN 06:2022/BXD | giữa Bộ Y tế, | được | Quyết định của Bộ Y tế | 1/ | a- | ( | Luật Abc, def và
""".split(" | ")


def _seconds(words: str) -> float:
    text = document(words)
    started = time.process_time()
    find_references(text, Citing(front=(0, len(text.text))))
    return time.process_time() - started


@pytest.mark.parametrize("seed", range(3))
def test_ten_times_the_words_take_ten_times_as_long(seed: int) -> None:
    choose = random.Random(seed)
    words = [choose.choice(HOSTILE) for _ in range(12_000)]
    short, long = " ".join(words)[:10_000], " ".join(words)[:100_000]
    _seconds(short)
    assert min(_seconds(long) for _ in range(3)) <= 15 * max(min(_seconds(short) for _ in range(3)), 0.02)
