"""Word's automatic numbers, one rule a test."""

from __future__ import annotations

import pytest

from kehoach.read import read_document
from tests.read.build import abstract, item, level, num, p, r, style, tbl, tc, tr, word

PLAN = abstract(
    1,
    level(0, "%1.", "upperRoman"),
    level(1, "%2."),
    level(2, "%3)", "lowerLetter"),
    level(3, "-", "bullet"),
)
DECIMAL = abstract(1, level(0, "%1."), level(1, "%1.%2."), level(2, "%1.%2.%3."))


def lines(body: str, numbering: str, styles: str = "") -> list[str]:
    return read_document(word(body, numbering=numbering, styles=styles)).text.split("\n")


def override(depth: int, content: str) -> str:
    return f'<w:lvlOverride w:ilvl="{depth}">{content}</w:lvlOverride>'


def start(number: int) -> str:
    return f'<w:startOverride w:val="{number}"/>'


def test_the_levels_of_a_plan() -> None:
    body = item("Mục đích") + item("Yêu cầu", level=1) + item("một", level=2) + item("hai", level=2)
    body += item("ba", level=3) + item("Nội dung") + item("bốn", level=1)
    read = read_document(word(body, numbering=PLAN + num(1, 1)))
    assert read.text.split("\n") == [
        "I.\tMục đích",
        "1.\tYêu cầu",
        "a)\tmột",
        "b)\thai",
        "-\tba",
        "II.\tNội dung",
        "1.\tbốn",
    ]
    assert [block.label for block in read.blocks] == ["I.", "1.", "a)", "b)", "-", "II.", "1."]
    assert [block.level for block in read.blocks] == [0, 1, 2, 2, 3, 0, 1]


FORMATS = {
    ("decimal", 7): "7.",
    ("decimalZero", 7): "07.",
    ("decimalZero", 12): "12.",
    ("upperRoman", 14): "XIV.",
    ("lowerRoman", 9): "ix.",
    ("upperLetter", 3): "C.",
    ("lowerLetter", 27): "aa.",
    ("ordinal", 3): "3rd.",
    ("vietnameseCounting", 1): "Một.",
    ("unheardOf", 5): "5.",
}


@pytest.mark.parametrize(("kind", "number"), FORMATS)
def test_formats(kind: str, number: int) -> None:
    found = lines(item("x"), abstract(1, level(0, "%1.", kind, number)) + num(1, 1))
    assert found == [f"{FORMATS[kind, number]}\tx"]


BULLETS = {
    "\uf0b7": "•",
    "\uf0a7": "•",
    "v": "•",
    "o": "•",
    "§": "•",
    "-": "-",
    "+": "+",
    "–": "–",
    "\uf02d": "-",
}


@pytest.mark.parametrize("glyph", BULLETS)
def test_bullets(glyph: str) -> None:
    assert lines(item("x"), abstract(1, level(0, glyph, "bullet")) + num(1, 1)) == [f"{BULLETS[glyph]}\tx"]


def test_a_level_may_draw_words_or_nothing() -> None:
    numbering = abstract(1, level(0, "Ghi chú:", "none"), level(1, "", "none"), level(2, "%1%3.")) + num(1, 1)
    assert lines(item("a") + item("b", level=1) + item("c", level=2), numbering) == [
        "Ghi chú:\ta",
        "b",
        "1.\tc",
    ]


@pytest.mark.parametrize(("kind", "between"), [("tab", "\t"), ("space", " "), ("nothing", "")])
def test_what_stands_between_number_and_text(kind: str, between: str) -> None:
    numbering = abstract(1, level(0, "Điều %1.", more=f'<w:suff w:val="{kind}"/>')) + num(1, 1)
    assert lines(item("x"), numbering) == [f"Điều 1.{between}x"]


def test_legal_numbers_are_all_decimal() -> None:
    numbering = abstract(1, level(0, "%1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>")) + num(1, 1)
    assert lines(item("a") + item("b", level=1), numbering) == ["I\ta", "1.1\tb"]


def test_an_item_restarts_the_deeper_levels() -> None:
    body = item("a") + item("b", level=1) + item("c", level=1) + item("d") + item("e", level=1)
    assert lines(body, DECIMAL + num(1, 1)) == ["1.\ta", "1.1.\tb", "1.2.\tc", "2.\td", "2.1.\te"]


@pytest.mark.parametrize(("restart", "last"), [("0", "[2]"), ("1", "[2]"), ("2", "[1]"), (None, "[1]")])
def test_a_level_may_restart_later_or_never(restart: str | None, last: str) -> None:
    more = "" if restart is None else f'<w:lvlRestart w:val="{restart}"/>'
    numbering = abstract(1, level(0, "%1."), level(1, "%2."), level(2, "[%3]", more=more)) + num(1, 1)
    body = item("a") + item("b", level=1) + item("c", level=2) + item("d", level=1) + item("e", level=2)
    assert lines(body, numbering)[-1] == f"{last}\te"


def test_skipped_levels_take_their_start() -> None:
    numbering = abstract(1, level(0, "%1.", start=3), level(1, "%1.%2."), level(2, "%1.%2.%3.")) + num(1, 1)
    assert lines(item("a") + item("b", level=2), numbering) == ["3.\ta", "3.1.1.\tb"]


def test_a_missing_start_is_zero() -> None:
    assert lines(item("a"), abstract(1, level(0, "%1.", start=None)) + num(1, 1)) == ["0.\ta"]


def test_lists_of_one_abstract_list_count_together() -> None:
    assert lines(item("a", 1) + item("b", 2) + item("c", 1), DECIMAL + num(1, 1) + num(2, 1)) == [
        "1.\ta",
        "2.\tb",
        "3.\tc",
    ]


def test_a_start_override_counts_once() -> None:
    numbering = DECIMAL + num(1, 1) + num(2, 1, override(0, start(1))) + num(3, 1, override(0, start(5)))
    body = item("a") + item("b") + item("c", 2) + item("d", 2) + item("e", 3) + item("f", 1) + item("g", 2)
    assert [line[:2] for line in lines(body, numbering)] == ["1.", "2.", "1.", "2.", "5.", "6.", "7."]


def test_an_override_may_replace_the_level() -> None:
    numbering = DECIMAL + num(1, 1) + num(2, 1, override(0, level(0, "Phần %1:", "upperLetter")))
    assert lines(item("a") + item("b", 2), numbering) == ["1.\ta", "Phần B:\tb"]


def test_a_single_level_list_has_one_level() -> None:
    numbering = abstract(
        1, level(0, "%1."), level(1, "%2)"), more='<w:multiLevelType w:val="singleLevel"/>'
    ) + num(1, 1)
    assert lines(item("a", level=1), numbering) == ["1.\ta"]


def listed(number: int | str, depth: int | None = None) -> str:
    inside = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    return f'<w:pPr><w:numPr>{inside}<w:numId w:val="{number}"/></w:numPr></w:pPr>'


def test_a_style_brings_its_number() -> None:
    styled = abstract(
        1,
        level(0, "%1.", "upperRoman", more='<w:pStyle w:val="Muc1"/>'),
        level(1, "%2.", more='<w:pStyle w:val="Muc2"/>'),
    )
    styles = style("Muc1", listed(1)) + style("Muc2", listed(1)) + style("Con", '<w:basedOn w:val="Muc2"/>')
    body = "".join(p(name, properties=f'<w:pStyle w:val="{name}"/>') for name in ("Muc1", "Muc2", "Con"))
    assert lines(body, styled + num(1, 1), styles) == ["I.\tMuc1", "1.\tMuc2", "2.\tCon"]


def test_a_style_without_a_level_of_its_own_has_the_one_it_names() -> None:
    styles = style("A", listed(1, 1)) + style("B", listed(1))
    body = p("a", properties='<w:pStyle w:val="A"/>') + p("b", properties='<w:pStyle w:val="B"/>')
    assert lines(body, DECIMAL + num(1, 1), styles) == ["1.1.\ta", "2.\tb"]


def test_a_direct_level_goes_with_the_number_of_the_style() -> None:
    body = p("a", properties='<w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="2"/></w:numPr>')
    assert lines(body, DECIMAL + num(1, 1), style("A", listed(1))) == ["1.1.1.\ta"]


def test_zero_takes_numbering_away() -> None:
    body = p("a", properties='<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body += p("b", properties='<w:pStyle w:val="B"/>') + p("c", properties='<w:pStyle w:val="A"/>')
    styles = style("A", listed(1)) + style("B", '<w:basedOn w:val="A"/>' + listed(0))
    assert lines(body, DECIMAL + num(1, 1), styles) == ["a", "b", "1.\tc"]


def test_an_unknown_list_is_none() -> None:
    assert lines(item("a", 9), DECIMAL + num(1, 1)) == ["a"]


def test_a_list_may_be_that_of_a_numbering_style() -> None:
    numbering = PLAN + abstract(2, more='<w:numStyleLink w:val="Ds"/>') + num(1, 1) + num(2, 2)
    styles = style("Ds", listed(1), "numbering")
    assert lines(item("a", 2) + item("b", 2, 1) + item("c", 1), numbering, styles) == [
        "I.\ta",
        "1.\tb",
        "II.\tc",
    ]


def test_a_numbering_style_that_links_to_itself_is_no_list() -> None:
    numbering = abstract(2, more='<w:numStyleLink w:val="Ds"/>') + num(2, 2)
    assert lines(item("a", 2), numbering, style("Ds", listed(2), "numbering")) == ["a"]


def test_a_list_may_be_that_of_a_numbering_style_that_is_missing() -> None:
    own = '<w:styleLink w:val="Ds"/>'
    link = '<w:numStyleLink w:val="Ds"/>'
    assert lines(
        item("a", 2), abstract(1, level(0, "%1)"), more=own) + abstract(2, more=link) + num(2, 2)
    ) == ["1)\ta"]
    assert lines(item("a", 2), abstract(2, more=own + link) + num(2, 2)) == ["a"]


def test_formats_of_ones_own() -> None:
    own = '<w:numFmt w:val="custom" w:format="{}, …"/>'
    choice = (
        "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    )
    for counting, label in (
        (own.format("001"), "012."),
        (choice.format(own.format("0001"), '<w:numFmt w:val="decimal"/>'), "0012."),
        (choice.format(own.format("α"), '<w:numFmt w:val="upperRoman"/>'), "XII."),
    ):
        numbering = abstract(1, level(0, "%1.", start=12, more=counting)) + num(1, 1)
        assert lines(item("a"), numbering) == [f"{label}\ta"]


def test_no_label_is_very_long() -> None:
    for text in ("x" * 9000, "%1" * 9000):
        numbering = abstract(1, level(0, text, "upperRoman", 3000)) + num(1, 1)
        assert [len(line) for line in lines(item("a"), numbering)] == [257]


def test_typed_letters_stand_between_automatic_ones() -> None:
    letters = abstract(1, level(0, "%1)", "lowerLetter", 4)) + num(1, 1)
    read = read_document(word(item("a") + p("đ) typed") + item("b"), numbering=letters))
    assert [(block.label, block.text) for block in read.blocks] == [
        ("d)", "d)\ta"),
        ("", "đ) typed"),
        ("e)", "e)\tb"),
    ]


def test_empty_cells_of_a_number_column_count() -> None:
    table = tbl(*(tr(tc(item("")), text) for text in ("một", "hai")))
    read = read_document(word(table + item("ba"), numbering=DECIMAL + num(1, 1)))
    assert read.text.split("\n") == ["1.", "một", "2.", "hai", "3.\tba"]
    assert read.blocks[2].label == "2."


def test_what_is_not_counted() -> None:
    hidden = p(
        r("ẩn", "<w:vanish/>"), properties='<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>'
    )
    deleted = item("", more='<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>')
    section = item("", more="<w:sectPr/>")
    assert lines(item("a") + hidden + deleted + section + item("b"), DECIMAL + num(1, 1)) == [
        "1.\ta",
        "2.\tb",
    ]


def test_a_picture_counts_also_at_the_end_of_a_section() -> None:
    picture = '<w:r><w:drawing><a:blip r:embed="p"/></w:drawing></w:r>'
    section = item("a") + item("", more="<w:sectPr/>").replace("</w:pPr>", "</w:pPr>" + picture) + item("b")
    assert lines(section, DECIMAL + num(1, 1)) == ["1.\ta", "2.", "3.\tb"]


def test_text_boxes_and_notes_count_apart() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{item('hộp')}</w:txbxContent></w:pict></w:r>"
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    body = item("a") + p("b", box, reference) + item("c")
    read = read_document(
        word(
            body, numbering=DECIMAL + num(1, 1), footnotes=f'<w:footnote w:id="1">{item("chân")}</w:footnote>'
        )
    )
    assert read.text.split("\n") == ["1.\ta", "b", "1.\thộp", "1.\tchân", "2.\tc"]


def test_the_indent_of_the_level_goes_before_that_of_no_style() -> None:
    indented = abstract(
        1, level(0, "%1.").replace("</w:lvl>", '<w:pPr><w:ind w:left="360"/></w:pPr></w:lvl>')
    )
    body = item("a") + item("b", more='<w:ind w:left="90"/>')
    read = read_document(word(body, numbering=indented + num(1, 1)))
    assert [block.indent for block in read.blocks] == [360, 90]


def test_a_style_separator_leaves_the_number_before_it() -> None:
    separator = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
    body = item("Mục đích", more=separator) + p(" là") + item("b") + item("c", more=separator)
    assert lines(body, DECIMAL + num(1, 1)) == ["1.\tMục đích là", "2.\tb", "3.\tc"]


def test_the_label_stands_on_the_first_line_only() -> None:
    body = p("a", "<w:r><w:br/></w:r>", "b", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    read = read_document(word(body, numbering=DECIMAL + num(1, 1)))
    assert [(block.text, block.label, block.continues) for block in read.blocks] == [
        ("1.\ta", "1.", False),
        ("b", "", True),
    ]
