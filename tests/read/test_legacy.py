"""Vietnamese from before Unicode."""

from __future__ import annotations

import unicodedata

import pytest

from kehoach.read import read_document
from kehoach.read.legacy import decode, is_syllable, tell
from tests.read.build import abstract, item, level, num, p, r, style, word

TCVN3 = {
    "Céng hoµ x· héi chñ nghÜa ViÖt Nam": "Cộng hoà xã hội chủ nghĩa Việt Nam",
    "§éc lËp - Tù do - H¹nh phóc": "Độc lập - Tự do - Hạnh phúc",
    "KÕ ho¹ch triÓn khai thùc hiÖn": "Kế hoạch triển khai thực hiện",
    "®Þa ph\xad¬ng, ®¬n vÞ, c¬ quan": "địa phương, đơn vị, cơ quan",
    "Tr\xadíc ngµy 30 th¸ng 9 n¨m 2004": "Trước ngày 30 tháng 9 năm 2004",
    "Uû ban nh©n d©n tØnh": "Uỷ ban nhân dân tỉnh",
}
VNI = {
    "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam": "Cộng hòa xã hội chủ nghĩa Việt Nam",
    "Ñoäc laäp - Töï do - Haïnh phuùc": "Độc lập - Tự do - Hạnh phúc",
    "KEÁ HOAÏCH TRIEÅN KHAI THÖÏC HIEÄN": "KẾ HOẠCH TRIỂN KHAI THỰC HIỆN",
    "ñòa phöông, ñôn vò, cô quan": "địa phương, đơn vị, cơ quan",
    "Tröôùc ngaøy 30 thaùng 9 naêm 2004": "Trước ngày 30 tháng 9 năm 2004",
    "UÛy ban nhaân daân tænh": "Ủy ban nhân dân tỉnh",
}
FONT = '<w:rFonts w:ascii="{}" w:hAnsi="{}"/>'


def fonted(text: str, font: str) -> str:
    return r(text, FONT.format(font, font))


@pytest.mark.parametrize("text", TCVN3)
def test_tcvn3(text: str) -> None:
    assert decode(text, "TCVN3") == TCVN3[text]
    assert tell([text], 1) == "TCVN3"


@pytest.mark.parametrize("text", VNI)
def test_vni(text: str) -> None:
    assert decode(text, "VNI") == VNI[text]
    assert tell([text], 1) == "VNI"


VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


def test_every_small_letter_has_one_character_in_tcvn3() -> None:
    letters = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES}
    made = {decode(chr(code), "TCVN3") for code in range(0xA1, 0x100)}
    assert letters | {"đ", *"ĂÂÊÔƠƯĐ"} - set("aeiouy") <= made | set("aeiouy")


@pytest.mark.parametrize(
    "text", [*TCVN3.values(), *VNI.values(), "Thủ tướng quyết định giữa giếng", "Giám đốc Ngô Quyền"]
)
def test_unicode_is_told(text: str) -> None:
    assert tell([text], 1) is None
    assert decode(text, "TCVN3") == decode(text, "VNI") == text
    assert all(is_syllable(word) for word in text.split() if word.isalpha())


@pytest.mark.parametrize(
    "text", ["España, Nuñez", "à la carte, déjà vu", "5 µm, 20 °C, 3 m²", "© 2020 ABC®", "Ångström"]
)
def test_other_languages_are_left_alone(text: str) -> None:
    assert read_document(word(p(text))).text == text
    assert read_document(text.encode()).text == text


def test_a_word_file_in_tcvn3() -> None:
    lines = list(TCVN3)
    read = read_document(word("".join(p(fonted(line, ".VnTime")) for line in lines)))
    assert read.text.split("\n") == [TCVN3[line] for line in lines]
    assert [(finding.code, "TCVN3" in finding.message) for finding in read.findings] == [
        ("legacy_encoding", True)
    ]


def test_a_font_of_capitals() -> None:
    read = read_document(word(p(fonted("KÕ ho¹ch", ".VnTimeH")) + p(fonted("thùc hiÖn", ".VnTime"))))
    assert read.text == "KẾ HOẠCH\nthực hiện"


def test_the_font_may_come_from_the_style() -> None:
    named = style("Cu", f"<w:rPr>{FONT.format('.VnTime', '.VnTime')}</w:rPr>")
    assert (
        read_document(word(p("KÕ ho¹ch", properties='<w:pStyle w:val="Cu"/>'), styles=named)).text
        == "Kế hoạch"
    )


def test_the_soft_hyphen_of_word_is_a_letter_of_tcvn3() -> None:
    font = FONT.format(".VnTime", "")
    soft = f"<w:r><w:rPr>{font}</w:rPr><w:t>ph</w:t><w:softHyphen/><w:t>¬ng ®Þa</w:t></w:r>"
    assert read_document(word(p(soft))).text == "phương địa"


def test_a_word_file_in_vni_split_over_runs() -> None:
    body = p(*(fonted(part, "VNI-Times") for part in ("Ke", "á hoaïch th", "öï", "c hieän")))
    assert read_document(word(body)).text == "Kế hoạch thực hiện"


def test_unicode_in_an_old_font_stays() -> None:
    body = p(fonted("Kế hoạch thực hiện và có là", ".VnTime")) + p(fonted("là và cá", ".VnTimeH"))
    read = read_document(word(body))
    assert read.text == "Kế hoạch thực hiện và có là\nlà và cá"
    assert read.findings == ()


def test_old_and_new_paragraphs_in_one_font() -> None:
    body = p(fonted("KÕ ho¹ch thùc hiÖn", ".VnTime")) + p(fonted("Ủy ban nhân dân có ý kiến", ".VnTime"))
    assert read_document(word(body)).text == "Kế hoạch thực hiện\nỦy ban nhân dân có ý kiến"


def test_old_text_in_a_new_font_is_told_by_its_words() -> None:
    lines = list(TCVN3)
    assert read_document(word("".join(map(p, lines)))).text.split("\n") == [TCVN3[line] for line in lines]


def test_automatic_numbers_are_old_too() -> None:
    numbering = abstract(1, level(0, "§iÒu %1.")) + num(1, 1)
    body = item("", more="") + p(fonted("Tæ chøc thùc hiÖn", ".VnTime"))
    assert read_document(word(body, numbering=numbering)).text == "Điều 1.\nTổ chức thực hiện"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
@pytest.mark.parametrize("old", [TCVN3, VNI], ids=["TCVN3", "VNI"])
def test_plain_text(old: dict[str, str], encoding: str) -> None:
    read = read_document("\n".join(old).encode(encoding))
    assert read.text.split("\n") == list(old.values())
    assert [finding.code for finding in read.findings] == ["legacy_encoding"]
