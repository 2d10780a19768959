"""Seeded fuzzing: mutated Word files and texts give a Plan that keeps its promises, or a clean refusal.

`KEHOACH_FUZZ=20000 pytest tests/abuse` makes so many of each instead of a few; a failure names its seed.
"""

from __future__ import annotations

import os
import zipfile
import zlib
from functools import cache
from pathlib import Path
from random import Random

import pytest

from tests.abuse.mutations import compose_text, mutate_bytes, mutate_file, mutate_text
from tests.abuse.oracle import ROOT, faults
from tests.read.build import abstract, item, level, num, p, r, tbl, tc, tr, word
from tests.words import lexicon_words

ROUNDS = int(os.environ.get("KEHOACH_FUZZ", "40"))
START = int(os.environ.get("KEHOACH_FUZZ_SEED", "0"))

SHARED = ROOT.parent / "shared"
FEATURES = word(
    p("KẾ HOẠCH")
    + p("Triển khai công tác năm 2026")
    + item("NHIỆM VỤ")
    + item("Rà soát quy hoạch", level=1)
    + p("Đơn vị chủ trì: ", r("Phòng Kinh tế", "<w:b/>"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    + p("<w:del><w:r><w:delText>đã xóa</w:delText></w:r></w:del>")
    + p("<w:ins><w:r><w:t>thêm vào</w:t></w:r></w:ins>")
    + p(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "12/7/2026",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:r><w:br/><w:tab/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
    )
    + p(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>'
        + p("Hộp chữ")
        + '</w:txbxContent></wps:txbx></w:drawing></mc:Choice></mc:AlternateContent></w:r>'
    )
    + "<w:sdt><w:sdtContent>" + item("Trong khung", level=1) + "</w:sdtContent></w:sdt>"
    + tbl(
        tr("TT", "Nội dung", "Đơn vị chủ trì", "Thời gian", properties="<w:tblHeader/>"),
        tr("1", tc("Việc một", properties='<w:vMerge w:val="restart"/>'), "Công an xã", "Quý II/2026"),
        tr("2", tc("", properties="<w:vMerge/>"), tc("Trạm Y tế" , tbl(tr("trong", "bảng"))), "Quý III/2026"),
        tr(tc("Gộp", properties='<w:gridSpan w:val="4"/>')),
    )
    + p("Nơi nhận:") + p("- Như trên;") + p("- Lưu: VT.")
    + p("TM. ỦY BAN NHÂN DÂN") + p("CHỦ TỊCH") + p("Lê Văn Thử"),
    numbering=abstract(0, level(0, "%1.", "upperRoman"), level(1, "%2.")) + num(1, 0),
    footnotes='<w:footnote w:id="2">' + p("Chú thích") + "</w:footnote>",
)  # fmt: skip

words = cache(lexicon_words)


@cache
def texts() -> list[str]:
    return [page.read_text("utf-8") for page in sorted((ROOT / "samples").glob("*.md"))]


@cache
def files() -> list[bytes]:
    return [FEATURES, FEATURES, *(page.read_bytes() for page in sorted((ROOT / "samples").glob("*.docx")))]


@cache
def shared() -> list[Path]:
    """The Word files and texts of the corpus, where it is there and the fuzzing is a long one."""
    if ROUNDS < 1000:
        return []
    return sorted(path for path in SHARED.glob("*/**/*") if path.suffix in (".docx", ".txt", ".md"))


def seeds(rounds: int) -> range:
    return range(START, START + rounds)


def check(content: bytes | str, seed: int) -> None:
    try:
        found = faults(content)
    except Exception as error:
        error.add_note(f"seed {seed}")
        raise
    assert not found, f"seed {seed}: {found}"


def test_texts_of_the_lexicon() -> None:
    for seed in seeds(ROUNDS):
        check(compose_text(Random(f"compose {seed}"), words()), seed)


def test_mutated_texts() -> None:
    for seed in seeds(ROUNDS):
        random = Random(f"text {seed}")
        check(mutate_text(random, random.choice(texts()), words()), seed)


def test_mutated_bytes_of_texts() -> None:
    for seed in seeds(ROUNDS // 3):
        random = Random(f"bytes {seed}")
        encoding = random.choice(("utf-8", "utf-8-sig", "utf-16", "cp1258"))
        text = mutate_text(random, random.choice(texts()), words())
        check(mutate_bytes(random, text.encode(encoding, "replace")), seed)


def test_mutated_word_files() -> None:
    for seed in seeds(ROUNDS):
        random = Random(f"file {seed}")
        check(mutate_file(random, random.choice(files()), words()), seed)


@pytest.mark.skipif(not shared(), reason="only with KEHOACH_FUZZ=1000 or more, where the corpus is there")
def test_mutated_corpus() -> None:
    for seed in seeds(ROUNDS):
        random = Random(f"corpus {seed}")
        path = random.choice(shared())
        content = path.read_bytes()
        if path.suffix == ".docx":
            try:
                check(mutate_file(random, content, words()), seed)
            except (zipfile.BadZipFile, zlib.error):
                check(mutate_bytes(random, content), seed)
        else:
            check(mutate_text(random, content.decode("utf-8", "replace"), words()), seed)
