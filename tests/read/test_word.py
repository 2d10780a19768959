"""What Word shows on paper, one feature a test."""

from __future__ import annotations

import pytest

from kehoach.read import read_document
from tests.read.build import HEAD, NAMESPACES, R, document, p, package, parts, r, style, tbl, tc, tr, word

BOX = "<w:txbxContent>{}</w:txbxContent>"
SHAPE = "<w:drawing><wp:inline><a:graphic><wps:txbx>{}</wps:txbx></a:graphic></wp:inline></w:drawing>"
TRACKED = 'w:id="1" w:author="A"'
ALTERNATE = "<mc:AlternateContent>{}{}</mc:AlternateContent>"
UNKNOWN = '<mc:Choice xmlns:new="urn:new" Requires="wps new">{}</mc:Choice>'


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def lines(body: str, **further: str) -> list[str]:
    text = read_document(word(body, **further)).text
    return text.split("\n") if text else []


def form(content: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{content}</w:ffData></w:fldChar></w:r>'


CHOICES = '<w:listEntry w:val="Nội vụ"/><w:listEntry w:val="Y tế"/>'
CASES = {
    "paragraphs without text make no line": (p("một") + p() + p("  ") + p("hai"), ["một", "hai"]),
    "words split over runs are joined": (p(r("Kế h"), r("oạch", "<w:b/>")), ["Kế hoạch"]),
    "white space is made single": (p("Số:      /KH-UBND "), ["Số: /KH-UBND"]),
    "decomposed letters are composed": (p("Ke\u0302\u0301 hoa\u0323ch"), ["Kế hoạch"]),
    "a tab stays a tab": (p(r("Số"), "<w:r><w:tab/></w:r>", "1", "<w:r><w:ptab/></w:r>", "2"), ["Số\t1\t2"]),
    "soft breaks part lines": (
        p("một", "<w:r><w:br/></w:r>", "hai", "<w:r><w:cr/></w:r>", "ba"),
        ["một", "hai", "ba"],
    ),
    "a no-break hyphen is a hyphen": (p("15", "<w:r><w:noBreakHyphen/></w:r>", "KH"), ["15-KH"]),
    "a soft hyphen shows nothing": (
        p("hoàn", "<w:r><w:softHyphen/></w:r>", "thành, xong\u00adxuôi"),
        ["hoànthành, xongxuôi"],
    ),
    "a symbol is a character": (p("a", '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "b"), ["a✓b"]),
    "a private character is a bullet": (p(r("\uf0b7", '<w:rFonts w:ascii="Symbol"/>'), " mục"), ["• mục"]),
    "letters in Wingdings are signs": (p(r("ü", '<w:rFonts w:ascii="Wingdings"/>'), " xong"), ["✓ xong"]),
    "hidden text is not read": (
        p("hiện", r("ẩn", "<w:vanish/>"), r("rõ", '<w:vanish w:val="0"/>')),
        ["hiệnrõ"],
    ),
    "insertions are read": (p(f"<w:ins {TRACKED}>{r('thêm')}</w:ins>"), ["thêm"]),
    "deletions are not": (
        p("giữ", f"<w:del {TRACKED}><w:r><w:delText>bỏ</w:delText></w:r></w:del>"),
        ["giữ"],
    ),
    "moves are read where they went": (
        p(f"<w:moveFrom {TRACKED}>{r('xưa')}</w:moveFrom>") + p(f"<w:moveTo {TRACKED}>{r('nay')}</w:moveTo>"),
        ["nay"],
    ),
    "a deleted mark joins paragraphs": (
        p("một ", properties=f"<w:rPr><w:del {TRACKED}/></w:rPr>") + p("hai"),
        ["một hai"],
    ),
    "a drop cap begins the next paragraph": (
        p("K", properties='<w:framePr w:dropCap="drop"/>')
        + p("ế hoạch")
        + p("khung", properties="<w:framePr/>")
        + p("sau"),
        ["Kế hoạch", "khung", "sau"],
    ),
    "a second body": (p("một") + "</w:body><w:body>" + p("hai"), ["một", "hai"]),
    "a deleted mark before a table joins nothing": (
        p("một", properties=f"<w:rPr><w:del {TRACKED}/></w:rPr>") + tbl(tr("ô")) + p("hai"),
        ["một", "ô", "hai"],
    ),
    "a deleted mark at the end is written": (
        p("một", properties=f"<w:rPr><w:del {TRACKED}/></w:rPr>"),
        ["một"],
    ),
    "links are read": (
        p("xem ", f'<w:hyperlink r:id="x">{r("trang")}</w:hyperlink>', " này"),
        ["xem trang này"],
    ),
    "content controls in a line": (
        p(f"<w:sdt><w:sdtPr/><w:sdtContent>{r('ô')}</w:sdtContent></w:sdt>"),
        ["ô"],
    ),
    "content controls around paragraphs": (f"<w:sdt><w:sdtContent>{p('ô')}</w:sdtContent></w:sdt>", ["ô"]),
    "smart tags and custom XML": (
        p(f"<w:smartTag>{r('a')}<w:customXml>{r('b')}</w:customXml></w:smartTag>"),
        ["ab"],
    ),
    "directions": (p(f"<w:dir>{r('a')}</w:dir><w:bdo>{r('b')}</w:bdo>"), ["ab"]),
    "a simple field shows its result": (
        p(f'<w:fldSimple w:instr="DATE">{r("hôm nay")}</w:fldSimple>'),
        ["hôm nay"],
    ),
    "a field shows its result, not its code": (
        p(field("begin"), code("REF"), r("mã"), field("separate"), "kết quả", field("end"), " sau"),
        ["kết quả sau"],
    ),
    "a field in the code of another is not shown": (
        p(
            *("trước ", field("begin"), code("IF")),
            *(field("begin"), code("X"), field("separate"), "trong", field("end")),
            *(field("separate"), "kết quả", field("end")),
        ),
        ["trước kết quả"],
    ),
    "a field in the result of another is shown": (
        p(
            *(field("begin"), code("TOC"), field("separate"), "mục "),
            *(field("begin"), code("PAGE"), field("separate"), "7", field("end"), field("end")),
        ),
        ["mục 7"],
    ),
    "a field whose code runs over paragraphs": (
        p("trước ", field("begin"), code("IF"))
        + p(field("begin"), code("X"), field("separate"), "trong", field("end"))
        + p(field("separate"), "kết quả", field("end"))
        + p("sau"),
        ["trước kết quả", "sau"],
    ),
    "a box to tick": (
        p(form("<w:checkBox><w:default/></w:checkBox>"), field("separate"), field("end"), " Có ")
        + p(
            form('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>'),
            field("end"),
            "Không",
        ),
        ["☒ Có", "☐Không"],
    ),
    "the chosen line of a list": (
        p(
            "Sở ",
            form(f'<w:ddList><w:result w:val="1"/>{CHOICES}</w:ddList>'),
            code("FORMDROPDOWN"),
            field("end"),
        )
        + p("Sở ", form(f"<w:ddList>{CHOICES}</w:ddList>"), field("separate"), "Tư pháp", field("end"))
        + p("Sở ", form(f'<w:ddList><w:result w:val="9"/>{CHOICES}</w:ddList>'), field("end")),
        ["Sở Y tế", "Sở Tư pháp", "Sở"],
    ),
    "a field that says in its code what it shows": (
        p("Xong ", field("begin"), code(r" SYMBOL 252 \f Wingdings "), field("end"), " rồi")
        + p(
            *(field("begin"), code("MACROBUTTON NoMacro "), code("[Nhập tên]")),
            *(field("begin"), code("PAGE"), field("end"), field("separate"), field("end")),
        )
        + p(field("begin"), code("GOTOBUTTON b7 Trang 7"), field("separate"), "Trang 8", field("end"))
        + p(field("begin"), code(r"EQ \f(1;2)"), field("end")),
        ["Xong ✓ rồi", "[Nhập tên]", "Trang 8", r"\f(1;2)"],
    ),
    "a field whose code never ends hides nothing": (p(field("begin"), "chữ") + p("còn"), ["chữ", "còn"]),
    "a text box is read once, after its paragraph": (
        p(
            "trước",
            "<w:r><mc:AlternateContent>"
            f'<mc:Choice Requires="wps">{SHAPE.format(BOX.format(p("hộp")))}</mc:Choice>'
            f"<mc:Fallback><w:pict><v:shape><v:textbox>{BOX.format(p('hộp'))}</v:textbox></v:shape></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>",
            "sau",
        ),
        ["trướcsau", "hộp"],
    ),
    "an old text box": (
        p("trước", f"<w:r><w:pict><v:textbox>{BOX.format(p('hộp'))}</v:textbox></w:pict></w:r>"),
        ["trước", "hộp"],
    ),
    "alternate content around paragraphs": (
        f"<mc:AlternateContent><mc:Choice>{p('a')}</mc:Choice><mc:Fallback>{p('b')}</mc:Fallback></mc:AlternateContent>",
        ["a"],
    ),
    "a variant of a kind that Word does not know": (
        ALTERNATE.format(UNKNOWN.format(p("a")), f"<mc:Fallback>{p('b')}</mc:Fallback>")
        + p(ALTERNATE.format(UNKNOWN.format(r("c")), f'<mc:Choice Requires="wps">{r("d")}</mc:Choice>'))
        + ALTERNATE.format(UNKNOWN.format(p("e")), ""),
        ["b", "d"],
    ),
    "the variant that says something": (
        f"<mc:AlternateContent><mc:Choice>{p()}</mc:Choice><mc:Fallback>{p('b')}</mc:Fallback></mc:AlternateContent>",
        ["b"],
    ),
    "the text of an equation": (
        p("kết quả ", "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"),
        ["kết quả x=1"],
    ),
    "an equation between paragraphs": (
        p("trước") + "<m:oMathPara><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></m:oMathPara>" + p("sau"),
        ["trước", "x=1", "sau"],
    ),
    "elements of other makers": (
        f'<new:a xmlns:new="urn:new" mc:ProcessContent="new:a">{p("một")}</new:a>'
        + p(f'<new:b xmlns:new="urn:new">{r("hai")}</new:b>'),
        ["một", "hai"],
    ),
    "what is deleted in an equation": (
        p("<m:oMath><m:r><m:t>x</m:t></m:r><w:del><m:r><m:t>y</m:t></m:r></w:del></m:oMath>"),
        ["x"],
    ),
    "words drawn as a picture": (
        p("a", '<w:r><w:pict><v:shape><v:textpath string="KẾ HOẠCH"/></v:shape></w:pict></w:r>', "b"),
        ["a", "KẾ HOẠCH", "b"],
    ),
    "letters in Webdings are signs": (p(r("a", '<w:rFonts w:ascii="Webdings"/>'), " xong"), ["✓ xong"]),
    "comments are not read": (p("thân", '<w:r><w:commentReference w:id="0"/></w:r>'), ["thân"]),
    "text in capitals by formatting stays as typed": (p(r("Kế hoạch", "<w:caps/>")), ["Kế hoạch"]),
    "a table inside a paragraph": (p("trước", tbl(tr("ô"))), ["trước", "ô"]),
    "a break in the XML is white space": (p(r("Kế\n  hoạch")), ["Kế hoạch"]),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_text(case: str) -> None:
    body, expected = CASES[case]
    assert lines(body) == expected


def note(identity: int, content: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{identity}">{content}</w:{kind}>'


def refer(identity: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{identity}"/></w:r>'


def test_notes_follow_the_paragraph_that_refers_to_them() -> None:
    found = read_document(
        word(
            p("một", refer(2), refer(3, "endnote")) + p("hai", refer(2)),
            footnotes=note(0, p("vạch")) + note(2, p("chân trang")),
            endnotes=note(3, p("cuối"), "endnote"),
        )
    )
    assert [(block.text, block.note) for block in found.blocks] == [
        ("một", False),
        ("chân trang", True),
        ("cuối", True),
        ("hai", False),
    ]


def test_notes_of_a_table_follow_the_table() -> None:
    found = read_document(
        word(tbl(tr(tc(p("a", refer(1))), "b"), tr("c", "d")) + p("sau"), footnotes=note(1, p("chân trang")))
    )
    assert found.text.split("\n") == ["a", "b", "c", "d", "chân trang", "sau"]
    assert found.blocks[4].note
    assert found.blocks[4].cell is None


def test_a_note_that_refers_to_itself_is_read_once() -> None:
    assert lines(p("a", refer(1)), footnotes=note(1, p("b", refer(1)))) == ["a", "b"]


def test_headers_and_footers_are_not_in_the_body() -> None:
    assert lines(
        p("thân") + f'<w:sectPr><w:headerReference w:type="default" r:id="h" xmlns:r="{R}"/></w:sectPr>'
    ) == ["thân"]


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr></w:rPrDefault></w:docDefaults>'
    + style("Normal", more='w:default="1"')
    + style("Base", '<w:pPr><w:jc w:val="center"/><w:ind w:left="720"/></w:pPr><w:rPr><w:b/></w:rPr>')
    + style("Head", '<w:basedOn w:val="Base"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:i/></w:rPr>')
    + style("Strong", "<w:rPr><w:b/></w:rPr>", "character")
    + style("Secret", "<w:rPr><w:vanish/></w:rPr>", "character")
    + style("Loop", '<w:basedOn w:val="Loop"/>')
)


def hints(body: str, *names: str) -> list[tuple[object, ...]]:
    return [
        tuple(getattr(block, name) for name in names)
        for block in read_document(word(body, styles=STYLES)).blocks
    ]


@pytest.mark.parametrize(
    "between",
    [
        style("Grid", '<w:tblPr/><w:rPr><w:vanish/></w:rPr><w:tblStylePr w:type="firstRow"/>', "table"),
        '<w:style w:type="table" w:styleId="a&gt;b"/>',
        '<w:style w:type="table" w:styleId="a>b"/>',
        '<w:latentStyles w:count="1"><w:lsdException w:name="Normal"/></w:latentStyles>',
        '<w:latentStyles w:count="0"/>',
        '<!-- <w:style w:type="table"> -->',
        "<!-- <w:latentStyles > -->",
        '<w:style w:styleId="x"><![CDATA[<w:style w:type="table">]]></w:style>',
    ],
)
def test_styles_of_tables_and_of_lists_to_choose_from_hide_no_style_of_a_paragraph(between: str) -> None:
    head = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="H"/><w:rPr><w:b/></w:rPr></w:style>'
    for styles in (between + head, head + between, between + head + between):
        (block,) = read_document(word(p("a", properties='<w:pStyle w:val="H"/>'), styles=styles)).blocks
        assert (block.style, block.bold) == ("H", True)


def test_hints_come_from_the_style_and_what_it_is_based_on() -> None:
    named = '<w:pStyle w:val="Head"/>'
    assert hints(p("a", properties=named), "style", "bold", "italic", "align", "indent", "outline") == [
        ("Head", True, True, "center", 720, 1)
    ]


def test_direct_properties_come_before_the_style() -> None:
    named = '<w:pStyle w:val="Head"/><w:jc w:val="end"/><w:ind w:start="10.5"/><w:outlineLvl w:val="9"/>'
    plain = '<w:b w:val="0"/><w:i w:val="false"/>'
    assert hints(p(r("a", plain), properties=named), "bold", "italic", "align", "indent", "outline") == [
        (False, False, "right", 10, None)
    ]


def test_a_paragraph_without_style_has_the_standard_one() -> None:
    assert hints(p("a") + p("b", properties='<w:pStyle w:val="Loop"/>'), "style") == [("Normal",), ("Loop",)]


def test_bold_is_what_most_of_the_text_is() -> None:
    bold = '<w:rStyle w:val="Strong"/>'
    assert hints(p(r("Mục đích", bold), r(" 1")) + p(r("Số", bold), r(" 12 ngày")), "bold") == [
        (True,),
        (False,),
    ]


def test_bold_of_paragraph_and_character_style_cancel_each_other() -> None:
    assert hints(p(r("a", '<w:rStyle w:val="Strong"/>'), properties='<w:pStyle w:val="Base"/>'), "bold") == [
        (False,)
    ]


def test_a_style_may_hide_text() -> None:
    assert lines(p("a", r("b", '<w:rStyle w:val="Secret"/>')), styles=STYLES) == ["a"]


def test_a_style_of_another_kind_is_none() -> None:
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    styles = style("P", hidden) + style("C", hidden, "character")
    body = p(r("a", '<w:rStyle w:val="P"/>')) + p("b", properties='<w:pStyle w:val="C"/>')
    assert lines(body, styles=styles) == ["a", "b"]


def test_breaks_stand_on_the_block_that_they_precede() -> None:
    section = "<w:sectPr/>"
    continuous = '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    body = (
        p("a", '<w:r><w:br w:type="page"/></w:r>', "b")
        + p("c", properties="<w:pageBreakBefore/>")
        + p("d", properties=section)
        + p("e", properties=continuous)
        + p("f")
    )
    assert hints(body, "text", "page_break", "section_break") == [
        ("a", False, False),
        ("b", True, False),
        ("c", True, False),
        ("d", False, False),
        ("e", True, True),
        ("f", False, True),
    ]


def test_the_lines_of_one_paragraph_are_told() -> None:
    assert hints(p("a", "<w:r><w:br/></w:r>", "b") + p("c"), "text", "continues") == [
        ("a", False),
        ("b", True),
        ("c", False),
    ]


PICTURE = '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><a:blip/></pic:pic>'
UNREAD = {
    "images": (p("a", "<w:r><w:drawing><a:blip/></w:drawing></w:r>" * 3), "Images were not read: 3."),
    "old images": (p("a", "<w:r><w:pict><v:imagedata/></w:pict></w:r>"), "Images were not read: 1."),
    "objects": (
        p("a", "<w:r><w:object><o:OLEObject/></w:object></w:r>"),
        "Embedded objects were not read: 1.",
    ),
    "a picture beside a text box": (
        p("a", f"<w:r><w:drawing><wps:wsp>{BOX.format(p('b'))}</wps:wsp>{PICTURE}</w:drawing></w:r>"),
        "Images were not read: 1.",
    ),
    "a picture in a text box": (
        p(
            "a",
            f"<w:r><w:drawing>{BOX.format(p(f'<w:r><w:drawing>{PICTURE}</w:drawing></w:r>'))}</w:drawing></w:r>",
        ),
        "Images were not read: 1.",
    ),
    "drawings with words": (
        p("a", "<w:r><w:drawing><a:t>b</a:t></w:drawing></w:r>"),
        "Charts and diagrams were not read: 1.",
    ),
    "numbers that Word counts": (
        p("a", field("begin"), code(" LISTNUM "), field("end"))
        + p(field("begin"), code("AUTONUM"), field("separate"), field("end"), " b")
        + p(field("begin"), code("SEQ Bảng"), field("separate"), "1", field("end")),
        "Numbers that Word counts as it opens the file (AUTONUM, LISTNUM) were not read: 2.",
    ),
    "subdocuments": (p("a", '<w:subDoc r:id="x"/>'), "Subdocuments were not read: 1."),
    "charts": (
        p("a", "<w:r><w:drawing><c:chart/></w:drawing></w:r>"),
        "Charts and diagrams were not read: 1.",
    ),
    "documents": (p("a") + '<w:altChunk r:id="x"/>', "Inserted documents (altChunk) were not read: 1."),
}


@pytest.mark.parametrize("case", UNREAD, ids=str)
def test_what_is_not_read_is_told_once(case: str) -> None:
    body, message = UNREAD[case]
    (finding,) = read_document(word(body)).findings
    assert (finding.code, finding.message, finding.block) == ("unread_content", message, 0)


def test_a_line_drawn_under_the_letterhead_is_no_loss() -> None:
    assert read_document(word(p("a", "<w:r><w:drawing><wps:wsp/></w:drawing></w:r>"))).findings == ()


def main_part(name: str, kind: str, content: str | bytes) -> bytes:
    found = parts("")
    del found["word/document.xml"], found["word/_rels/document.xml.rels"]
    found[f"word/{name}"] = content
    found["_rels/.rels"] = str(found["_rels/.rels"]).replace("word/document.xml", f"/word/{name}")
    types = str(found["[Content_Types].xml"]).replace("document.xml", name)
    found["[Content_Types].xml"] = types.replace("wordprocessingml.document", kind)
    return package(found)


STRICT = (
    document(p("chữ"))
    .replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    .replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math",
    )
)
PACKAGES = {
    "another name": main_part("document2.xml", "wordprocessingml.document", document(p("chữ"))),
    "with macros": main_part("document.xml", "ms-word.document.macroEnabled", document(p("chữ"))),
    "a template": main_part("document.xml", "wordprocessingml.template", document(p("chữ"))),
    "strict": main_part("document.xml", "wordprocessingml.document", STRICT),
    "UTF-16": main_part(
        "document.xml",
        "wordprocessingml.document",
        document(p("chữ")).replace("UTF-8", "UTF-16").encode("utf-16"),
    ),
    "letters by their codes": package(
        {
            name.replace("document.xml", "tài liệu.xml"): str(part).replace(
                "document.xml", "t%C3%A0i%20li%E1%BB%87u.xml"
            )
            for name, part in parts(p("chữ")).items()
        }
    ),
    "another prefix": main_part(
        "document.xml",
        "x",
        document(p("chữ"))
        .replace("<w:", "<ns0:")
        .replace("</w:", "</ns0:")
        .replace("xmlns:w=", "xmlns:ns0="),
    ),
    "no content types": package(
        {name: part for name, part in parts(p("chữ")).items() if "Types" not in name}
    ),
    "no relationships": package({name: part for name, part in parts(p("chữ")).items() if "rels" not in name}),
    "only the text": package({"word/document.xml": document(p("chữ"))}),
    "names with backslashes": package(
        {name.replace("/", "\\"): part for name, part in parts(p("chữ")).items()}
    ),
    "names in capitals": package({name.upper(): part for name, part in parts(p("chữ")).items()}),
    "names from the root": package({f"/{name}": part for name, part in parts(p("chữ")).items()}),
    "bytes before the archive": b"junk" * 9
    + package({name.upper(): part for name, part in parts(p("chữ")).items()}),
}


@pytest.mark.parametrize("case", PACKAGES, ids=str)
def test_packages(case: str) -> None:
    found = read_document(PACKAGES[case])
    assert (found.text, found.source.format, found.findings) == ("chữ", "docx", ())


def test_relationships_that_lead_nowhere_do_no_harm() -> None:
    found = parts(p("chữ"))
    found["word/_rels/document.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{R}/image" Target="NULL"/>'
        f'<Relationship Id="b" Type="{R}/hyperlink" Target="#x"/>'
        f'<Relationship Id="c" Type="{R}/styles" Target="../../../../etc/passwd"/></Relationships>'
    )
    assert read_document(package(found)).text == "chữ"


def test_a_part_that_is_missing_is_told() -> None:
    found = parts(p("a", '<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes=note(2, p("b")))
    del found["word/footnotes.xml"]
    read = read_document(package(found))
    assert (read.text, [finding.code for finding in read.findings]) == ("a", ["unread_content"])


def test_a_document_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    found = parts("")
    found["word/document.xml"] = document(p("một") + p("hai"))[:-30]
    read = read_document(package(found))
    assert read.text.split("\n")[0] == "một"
    assert [finding.code for finding in read.findings] == ["unread_content"]


def test_the_namespaces_of_the_builder_hold() -> None:
    assert NAMESPACES in document("")
