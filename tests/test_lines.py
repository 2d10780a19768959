"""Which lines are one sentence; the words of `lexicon/lines.toml` and their examples prove each other."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kehoach.document import Block, Cell
from kehoach.lexicon import load_lexicon
from kehoach.lines import continues_sentence, fold_blocks

EXAMPLES = tomllib.loads(Path(__file__).with_name("lexicon").joinpath("lines.toml").read_text("utf-8"))

JOINED = {
    "a sentence goes on": ([Block("Ủy ban"), Block("nhân dân")], "ủy ban nhân dân"),
    "a capital begins one": ([Block("Ủy ban"), Block("Nhân dân")], "ủy ban\nnhân dân"),
    "a full stop ends one": ([Block("Ủy ban."), Block("nhân dân")], "ủy ban.\nnhân dân"),
    "a typed label begins one": ([Block("Ủy ban"), Block("a) nhân dân")], "ủy ban\na) nhân dân"),
    "a drawn label begins one": ([Block("Ủy ban"), Block("a nhân dân", label="a")], "ủy ban\na nhân dân"),
    "a cell is one": ([Block("Ủy ban"), Block("nhân dân", cell=Cell(0, 0, 0))], "ủy ban\nnhân dân"),
    "a note is one": ([Block("Ủy ban"), Block("nhân dân", note=True)], "ủy ban\nnhân dân"),
    "a line in capitals names who decides": (
        [Block("Phân công cấp ủy viên theo dõi các chi bộ trực thuộc"), Block("BAN THƯỜNG VỤ ĐẢNG ỦY XÃ")],
        "phân công cấp ủy viên theo dõi các chi bộ trực thuộc\nban thường vụ đảng ủy xã",
    ),
    "a line cannot end so": ([Block("Quyết định của"), Block("Thủ tướng")], "quyết định của thủ tướng"),
    "a word that ends a longer one": (
        [Block("Thời gian: Năm 2026 và các năm tiếp theo"), Block("Kinh phí: Ngân sách xã")],
        "thời gian: năm 2026 và các năm tiếp theo\nkinh phí: ngân sách xã",
    ),
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
    "a date in figures goes on": (
        [Block("theo Công văn ngày"), Block("30/01/2026 của Sở")],
        "theo công văn ngày 30/01/2026 của sở",
    ),
    "a blank date does not": ([Block("Lâm An, ngày"), Block("5. Kinh phí")], "lâm an, ngày\n5. kinh phí"),
    "a label alone": (
        [Block("1.1."), Block("Lập sổ")],
        "1.1. lập sổ",
    ),
    "a label alone above a label": ([Block("1."), Block("1.1. Lập sổ")], "1.\n1.1. lập sổ"),
    "an article above its number": ([Block("Điều"), Block("1. Giao xã")], "điều 1. giao xã"),
    "a heading in capitals": ([Block("I. MỤC"), Block("TIÊU:")], "i. mục tiêu:"),
    "two headings in capitals": ([Block("I. MỤC TIÊU"), Block("II. KINH PHÍ")], "i. mục tiêu\nii. kinh phí"),
    "a number alone": ([Block("12"), Block("Lập sổ")], "12\nlập sổ"),
    "the number of a page": (
        [Block("Phối hợp với các đơn vị, các trường học và"), Block("2"), Block("Ủy ban")],
        "phối hợp với các đơn vị, các trường học và   ủy ban",
    ),
    "the number of a page between dashes": (
        [Block("Lập sổ và"), Block("- 12 -"), Block("trình xã")],
        "lập sổ và        trình xã",
    ),
    "the number of a page between two sentences": (
        [Block("Phối hợp với các đơn vị, các trường học, xã."), Block("2"), Block("Ủy ban")],
        "phối hợp với các đơn vị, các trường học, xã.\n2\nủy ban",
    ),
    "a number that the sentence lacks": (
        [Block("Các đơn vị, trường học gửi kết quả trước ngày"), Block("15"), Block("tháng 3")],
        "các đơn vị, trường học gửi kết quả trước ngày 15 tháng 3",
    ),
    "a column of numbers": (
        [Block("Số hộ của các đơn vị, các trường học trong"), Block("2"), Block("3"), Block("xã")],
        "số hộ của các đơn vị, các trường học trong\n2\n3 xã",
    ),
    "half a name": (
        [Block("Giám đốc Sở Lao động"), Block("- Thương binh và Xã hội")],
        "giám đốc sở lao động - thương binh và xã hội",
    ),
    "an item of its own": (
        [Block("Quản lý người lao động"), Block("- Thương mại")],
        "quản lý người lao động\n- thương mại",
    ),
    "an empty paragraph that is numbered": ([Block("1.", label="1."), Block("Lập sổ")], "1.\nlập sổ"),
    "a capital within the sentences of a text broken into lines": (
        [
            Block("- Chủ động phối hợp với UBND xã"),
            Block("Lâm An khẩn trương khắc phục các"),
            Block("tuyến đê đã hỏng, đưa vào dùng từ cầu"),
            Block("Bến Đục đến cống số 3 và"),
            Block("báo cáo."),
        ],
        "- chủ động phối hợp với ubnd xã lâm an khẩn trương khắc phục các tuyến đê đã hỏng, đưa vào dùng"
        " từ cầu bến đục đến cống số 3 và báo cáo.",
    ),
    "a heading above a paragraph of such a text": (
        [
            Block("1. Sở Nông nghiệp và Môi trường"),
            Block("Chủ động khắc phục các tuyến đê đã"),
            Block("hỏng, đôn đốc nhà"),
            Block("thầu."),
        ],
        "1. sở nông nghiệp và môi trường\nchủ động khắc phục các tuyến đê đã hỏng, đôn đốc nhà thầu.",
    ),
    "the first word of a name at the end of a numbered line of such a text": (
        [Block("1. Thường trực"), Block("Hội đồng nhân dân xã"), Block("giám sát việc"), Block("thi công.")],
        "1. thường trực hội đồng nhân dân xã giám sát việc thi công.",
    ),
    "a capital in a text of whole paragraphs": (
        [Block("- Chủ động phối hợp với UBND xã"), Block("Lâm An khẩn trương khắc phục"), Block("Bến Đục.")],
        "- chủ động phối hợp với ubnd xã\nlâm an khẩn trương khắc phục\nbến đục.",
    ),
    "what closes a bracket, and years broken at their dash": (
        [Block("ĐỀ CƯƠNG TẬP HUẤN (PHẦN"), Block("II)"), Block("Thời gian: Năm 2021 -"), Block("2025.")],
        "đề cương tập huấn (phần ii)\nthời gian: năm 2021 - 2025.",
    ),
    "nothing": ([], ""),
}


@pytest.mark.parametrize("case", JOINED, ids=str)
def test_fold_blocks(case: str) -> None:
    blocks, folded = JOINED[case]
    assert fold_blocks(blocks) == folded


@pytest.mark.parametrize("key", load_lexicon("lines"))
def test_words_and_examples_prove_each_other(key: str) -> None:
    pairs = [example.split(" / ") for example in EXAMPLES[key]["examples"]]
    joined = key not in ("topic", "noun")
    assert [pair for pair in pairs if continues_sentence(*pair) != joined] == []
    words = load_lexicon("lines")[key]
    shown = {
        word
        for word in words
        for before, behind in pairs
        for half, _, rest in [word.partition(" / ")]
        if (before.endswith(f" {half}") or ((key == "ground" or not joined) and half in before))
        and behind.startswith(rest)
    }
    assert shown == set(words)


@pytest.mark.parametrize("pair", [pair for entry in EXAMPLES.values() for pair in entry.get("counter", ())])
def test_lines_that_are_sentences_of_their_own(pair: str) -> None:
    assert not continues_sentence(*pair.split(" / "))
