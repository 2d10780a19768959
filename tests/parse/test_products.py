"""Products of parts with known readings: what is read of each part is read of them all together."""

from __future__ import annotations

import random
from itertools import product

import pytest

from kehoach.document import Block, Document, Passage, Source
from kehoach.parse.units import full_name, match_units, read_heading, read_units
from kehoach.values import Unit
from tests.parse.citations import read, show

# ----------------------------------------------------------------------------------------------- references

NUMBERS = [  # type word, number, the issuer that it tells
    ("Quyết định", "45/QĐ-TTg", "Thủ tướng Chính phủ"),
    ("Nghị định", "45/2031/NĐ-CP", "Chính phủ"),
    ("Thông tư", "08/2031/TT-BNV", "Bộ Nội vụ"),
    ("Kế hoạch", "210/KH-UBND", ""),
    ("Công văn", "1512/SNV-CCHC&PC", "Sở Nội vụ"),
    ("Nghị quyết", "57-NQ/TW", ""),
    ("Nghị quyết", "12/NQ-HĐND", ""),
    ("Chương trình hành động", "08-CTr/TU", ""),
    ("Thông tư liên tịch", "05/2014/TTLT-BTP-BCA", "Bộ Tư pháp; Bộ Công an"),
]
SIGNS = [
    ("-", "-"),
    ("-", " - "),
    ("-", "- "),
    ("-", "-¶"),
    ("-", "–"),
    ("/", " /"),
    ("/", "/ "),
    ("/", " / "),
]
WORDED = [" số ", " số: ", " Số ", " "]
DATES = [("", None), (" ngày 05/3/2031", "2031-03-05"), (", ngày 5 tháng 3 năm 2031", "2031-03-05")]
DATES += [
    (" ngày 05-3-2031", "2031-03-05"),
    (" ngày 5.3.2031", "2031-03-05"),
    (" (ngày 5/3/2031)", "2031-03-05"),
]
ISSUERS = [("", None), (" của UBND tỉnh Hà Nam", "UBND tỉnh Hà Nam")]
ISSUERS += [
    (" của Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh ủy"),
    (" của Bộ trưởng Bộ Y tế", "Bộ trưởng Bộ Y tế"),
]
LAWS = [  # written, shown
    ("Luật Cư trú", "Luật{} «Cư trú»"),
    ("Luật Phòng, chống tham nhũng", "Luật{} «Phòng, chống tham nhũng»"),
    ("Bộ luật Dân sự", "Bộ luật{} «Dân sự»"),
    ("Luật Kinh tế tuần hoàn", "Luật{} «Kinh tế tuần hoàn»"),
]
YEARS = [("", ""), (" năm 2031", " @2031"), (" ngày 05/3/2031", " @2031-03-05")]
PROVISIONS = [
    ("", ""),
    ("Điều 5 ", "5"),
    ("khoản 2 Điều 5 của ", "5.2"),
    ("điểm a khoản 2 Điều 5 ", "5.2.a"),
    ("điểm a, b khoản 2, Điều 5 ", "5.2.a, 5.2.b"),
    ("khoản 1, khoản 3 Điều 4 và Điều 7 ", "4.1, 4.3, 7"),
    ("Điều 5 (khoản 2, 3) ", "5.2, 5.3"),
    ("các Điều 3, 4 và 6 ", "3, 4, 6"),
    ("từ Điều 3 đến Điều 5 ", "3, 4, 5"),
    ("Mục 2 Chương IV ", ""),
]
AROUND = [
    ("Thực hiện ", "."),
    ("theo quy định tại ", ", Sở Nội vụ tổ chức triển khai."),
    ("Rà soát theo ", "; báo cáo kết quả."),
    ("", " để tổ chức thực hiện."),
]


def numbered(choose: random.Random, kind: str, number: str, implied: str) -> tuple[str, str]:
    sign, spaced = choose.choice(SIGNS)
    head, sign, tail = number.rpartition(sign)
    written = head + (spaced if sign else "") + tail
    date, day = choose.choice(DATES)
    of, issuer = choose.choice(ISSUERS)
    if kind == "Thông tư liên tịch":
        of, issuer = " của Bộ Tư pháp và Bộ Công an", None
    behind = of + date if of and choose.random() < 0.3 else date + of
    where, provisions = choose.choice(PROVISIONS)
    issuer = issuer or implied
    parts = (kind, number, day and f"@{day}", issuer and f"[{issuer}]", provisions and f"{{{provisions}}}")
    return where + kind + choose.choice(WORDED) + written + behind, " ".join(filter(None, parts))


def law(choose: random.Random, written: str, shown: str) -> tuple[str, str]:
    year, date = choose.choice(YEARS)
    where, provisions = choose.choice(PROVISIONS)
    return where + written + year, shown.format(date) + (f" {{{provisions}}}" if provisions else "")


@pytest.mark.parametrize("seed", range(300))
def test_references(seed: int) -> None:
    choose = random.Random(seed)
    parts: list[tuple[str, ...]] = choose.sample([*NUMBERS, *LAWS], choose.randint(1, 3))
    cited = [law(choose, *part) if len(part) == 2 else numbered(choose, *part) for part in parts]
    before, behind = choose.choice(AROUND)
    words = before + "; ".join(words for words, _ in cited) + behind
    said = [show(reference) for reference in read(words)[0]]
    assert said == [shown for _, shown in cited], words


# ---------------------------------------------------------------------------------------------------- units

UNITS = [  # written, whether a collective
    ("Sở Nội vụ", False),
    ("Sở Văn hóa, Thể thao và Du lịch", False),
    ("UBND xã An Lộc", False),
    ("UBND các xã, phường", True),
    ("Công an tỉnh", False),
    ("Phòng Kinh tế, Hạ tầng và Đô thị", False),
    ("Phòng Phát triển nguồn nhân lực tỉnh", False),
    ("Chi cục Thủy sản và Biển đảo", False),
    ("Trung tâm Dịch vụ tổng hợp xã", False),
    ("Ủy ban MTTQ Việt Nam xã", False),
    ("Văn phòng HĐND và UBND xã", False),
    ("Hội Liên hiệp Phụ nữ xã", False),
    ("các sở, ban, ngành tỉnh", True),
    ("các cơ quan, đơn vị có liên quan", True),
    ("các trường học trên địa bàn xã", True),
    ("Thủ trưởng các cơ quan, đơn vị", True),
    ("Hiệu trưởng các trường THCS", True),
    ("Giám đốc Sở Tài chính", False),
    ("Trưởng các thôn", True),
    ("Trưởng Công an xã", False),
    ("Trưởng thôn, bản", True),
    ("Bí thư các chi bộ", True),
    ("Ban Chỉ huy Quân sự xã", False),
    ("Báo và Phát thanh, Truyền hình tỉnh", False),
]
NOTES = ["", "", "", " (bộ phận một cửa)"]
DUTIES = [
    "rà soát hồ sơ lưu.",
    "tổ chức thực hiện.",
    "chủ trì, phối hợp rà soát.",
    "chịu trách nhiệm triển khai.",
    "có trách nhiệm báo cáo.",
]


def listed(choose: random.Random, marks: list[str]) -> tuple[str, list[str]]:
    units = choose.sample(UNITS, choose.randint(1, 4))
    words, shown = "", []
    for n, (name, group) in enumerate(units):
        if n:
            words += (mark := choose.choice(marks))
            name = name[0].upper() + name[1:] if mark == "\n" else name
        else:
            name = name[0].upper() + name[1:]
        note = choose.choice(NOTES)
        words += name + note
        shown.append(name + "*" * group + note)
    return words, shown


def passage(words: str) -> Passage:
    document = Document.of(Source("", "text", ""), [Block(line) for line in words.split("\n")])
    return Passage(document, 0, len(document.text))


def names(units: list[Unit]) -> list[str]:
    return [unit.name + "*" * unit.group + (f" ({unit.note})" if unit.note else "") for unit in units]


@pytest.mark.parametrize("seed", range(200))
def test_units_of_a_field(seed: int) -> None:
    words, shown = listed(random.Random(seed), [", ", "; ", " và ", "\n", ", và "])
    units, warnings = read_units(passage(words))
    assert (names(units), [unit.duty for unit in units if unit.duty], warnings) == (shown, [], []), words


@pytest.mark.parametrize("seed", range(200))
def test_units_of_a_sentence(seed: int) -> None:
    choose = random.Random(seed)
    words, shown = listed(choose, [", ", "; ", " và "])
    units, end = match_units(passage(f"{words} {choose.choice(DUTIES)}"))
    assert (names(units), end) == (shown, len(words)), words


@pytest.mark.parametrize("seed", range(200))
def test_units_of_a_heading(seed: int) -> None:
    choose = random.Random(seed)
    words, shown = listed(choose, [", ", "; ", " và "])
    before = choose.choice(["", "Trách nhiệm của ", "Đề nghị ", "Đối với "])
    assert names(read_heading(passage(before + words + choose.choice(["", ":"])))) == shown, words


SHORT = [  # written, spelled out
    ("UBND", "Ủy ban nhân dân"),
    ("HĐND", "Hội đồng nhân dân"),
    ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
    ("Sở VHTT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
    ("Sở LĐTBXH", "Sở Lao động - Thương binh và Xã hội"),
    ("VP HĐND&UBND", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
    ("UBMTTQVN", "Ủy ban Mặt trận Tổ quốc Việt Nam"),
    ("Hội LHPN", "Hội Liên hiệp Phụ nữ"),
    ("Hội CCB", "Hội Cựu chiến binh"),
    ("TAND", "Tòa án nhân dân"),
    ("VKSND", "Viện kiểm sát nhân dân"),
    ("LĐLĐ", "Liên đoàn Lao động"),
]
BEFORE = [("", ""), ("Chủ tịch ", "Chủ tịch "), ("PCT ", "Phó Chủ tịch "), ("Lãnh đạo ", "Lãnh đạo ")]
BEHIND = ["", " xã", " tỉnh Hà Nam", " các xã, phường", " cấp xã"]


@pytest.mark.parametrize(("short", "spelled"), SHORT)
def test_abbreviations(short: str, spelled: str) -> None:
    wrong = [
        words
        for (office, said), place in product(BEFORE, BEHIND)
        if full_name(words := f"{office}{short}{place}") != f"{said}{spelled}{place}"
    ]
    assert not wrong, wrong
