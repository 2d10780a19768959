"""Documents at the limits are read in time that grows with their length, or refused in a sentence.

No time is measured: a guard of processor seconds, many times what a document takes, ends what would run away.
"""

from __future__ import annotations

import signal
import sys
import tracemalloc
from collections.abc import Callable, Iterator

import pytest

import kehoach
from kehoach.compare import compare_plans
from kehoach.errors import ReadError
from kehoach.parse import read_plan
from kehoach.read.styles import used_styles
from kehoach.write.json import encode_plan
from tests.abuse.oracle import faults
from tests.promises import walk
from tests.read.build import abstract, item, level, num, p, style, tbl, tc, tr, word

SIZE = 30_000  # characters: at this length a scan of all for each word takes longer than the guard
GUARD = 8  # seconds of processor time
HEAD = "UBND XÃ TÂN LẬP\nKẾ HOẠCH\nTriển khai công tác năm 2026\nI. NHIỆM VỤ\n"
TABLE = "| TT | Nội dung | Đơn vị chủ trì | Thời gian |\n|---|---|---|---|\n"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no timer of processor time there")


@pytest.fixture(autouse=True)
def guard() -> Iterator[None]:
    def end(*_: object) -> None:
        raise TimeoutError("this document takes many times too long")

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, GUARD)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


WORDS = [
    "- ", "Sở ", "1. ", "(", "()", ")", ".", ". ", ",", ", ", "; ", ": ", '"', "“", " | ", "*", "_", "/",
    "1", "a", "A", "phối hợp với ", "Sở Tư pháp chủ trì, phối hợp với Sở Y tế ", "giao Sở Tư pháp ",
    "đôn đốc Sở Y tế phối hợp ", "các sở, ban, ngành, ", "UBND ", "các ", "và ", "ngày 12/7/2026, ",
    "12/7/2026 ", "trước ngày ", "tháng 1, 2, 3, ", "8h00, sáng, ", "Quý I, II năm 2026, ", "hằng năm, ",
    "điểm a khoản 1 Điều 5 ", "các khoản 1, 2, 3, ", "số 12/KH-UBND ", "Luật ", "Luật Đất đai ", "Sở Y tế: ",
    "Quyết định số 12/QĐ-UBND ngày 1/2/2026 của UBND tỉnh về việc ", "sau đây gọi là ", "về việc ",
    "Căn cứ ", "(Kèm theo ", "Nội dung: ", "Đơn vị chủ trì: ", "Thời gian: ", "\t", " ", "\n", "<br>",
    "**a", "*a_b", "a\u0301\u0302", "\\", "Doanh Nghiệp Tư Nhân Ba Thắng, ", "Tổ Văn, Sử, Địa, ",
    "Văn Phòng Hđnd Và Ubnd Đ/C Lê Văn Thử Do ",
]  # fmt: skip
LINES = [
    "1. Giao Sở Tư pháp chủ trì.", "- Sở Tư pháp rà soát trước ngày 12/7/2026.", "-", "I. A",
    "I. A\n1. B\na) C\n- D\n+ E", "PHỤ LỤC\nDANH MỤC\n1. Việc", "(Kèm theo Quyết định số 1/QĐ-UBND)",
    "KẾ HOẠCH", "Nơi nhận:\n- Như trên;", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Thử",
    "Kính gửi: Sở Tư pháp", "Căn cứ Luật Đất đai năm 2024;", "tiếp tục câu", "- Các đơn vị:\n+ Rà soát",
    "1. Việc\n- Đơn vị chủ trì: Sở Tư pháp\n- Thời gian: Quý II",
    "Luật Đất đai (sau đây gọi là Luật 1); Luật 1", f"1. Việc\n\n{TABLE}| 1 | Việc | Sở Y tế | Quý I |\n",
]  # fmt: skip


@pytest.mark.parametrize(
    "piece", [*WORDS, *(line + "\n" for line in LINES)], ids=lambda piece: repr(piece[:20])
)
@pytest.mark.parametrize("head", ["", HEAD], ids=["alone", "in a section"])
def test_one_thing_over_and_over(head: str, piece: str) -> None:
    text = head + piece * (SIZE // len(piece))
    document = kehoach.read_document(text.encode(), name="x") if text.strip() else None
    if document is not None:
        assert read_plan(document).text == document.text


PLACES = {
    "lead": f"{HEAD}1. Việc\n- Đơn vị chủ trì: %",
    "support": f"{HEAD}1. Việc\n- Đơn vị chủ trì: Sở Y tế\n- Phối hợp: %",
    "deadline": f"{HEAD}1. Việc\n- Đơn vị chủ trì: Sở Y tế\n- Thời gian: %",
    "duty": f"{HEAD}1. Sở Y tế chủ trì, phối hợp với %",
    "lead-in": f"{HEAD}1. Sở Y tế có trách nhiệm %:\n- Rà soát.",
    "unit": f"{HEAD}1. Trách nhiệm của %\n- Rà soát.",
    "cell": f"{HEAD}\n{TABLE}| 1 | Việc | % | Quý I |\n",
    "quotation": f'{HEAD}1. Sở Y tế "%" rà soát',
    "subject": f"{HEAD}1. Thực hiện Quyết định số 12/QĐ-TTg ngày 1/2/2026 về việc %",
    "provision": f"{HEAD}1. Theo quy định tại điểm %",
    "number": "UBND XÃ TÂN LẬP\nSố: %\nKẾ HOẠCH\n",
    "date": "UBND XÃ TÂN LẬP\nTân Lập, ngày %\nKẾ HOẠCH\n",
    "title": "UBND XÃ TÂN LẬP\nKẾ HOẠCH\n%\nI. VIỆC",
    "addressees": "UBND XÃ TÂN LẬP\nKính gửi: %\nĐề nghị Sở Y tế rà soát.",
    "basis": "KẾ HOẠCH\nTriển khai\nCăn cứ %;\nI. VIỆC",
    "recipients": f"{HEAD}1. Việc\nNơi nhận:\n- %",
    "signature": f"{HEAD}1. Việc\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n%",
}


@pytest.mark.parametrize("place", PLACES)
def test_one_thing_over_and_over_in_every_place(place: str) -> None:
    for piece in (
        ". ",
        ".",
        "1",
        "1.",
        "a, ",
        "(",
        '"',
        "- ",
        "Sở Y tế, ",
        "ngày 1/2, ",
        "đôn đốc Sở Y tế phối hợp ",
    ):
        text = PLACES[place].replace("%", piece * (2000 // len(piece)))
        assert read_plan(kehoach.read_document(text.encode(), name="x")).warnings


def test_names_of_units_without_end() -> None:
    names = "Thường Trực Hđnd Quy Trách Nhiệm\tKết Luận\t" * 1200
    assert read_plan(kehoach.read_document(PLACES["lead"].replace("%", names).encode(), name="x")).warnings


def test_many_who_do_a_thing_of_which_none_has_a_duty() -> None:
    text = "tẩy độc tổ trưởng bảo vệ CPVP = Chánh, Phó Văn phòng\n" * 3000
    assert read_plan(kehoach.read_document(text.encode(), name="x")).warnings


def test_the_json_of_a_plan_takes_little_more_room_than_its_text() -> None:
    plan = read_plan(kehoach.read_document((HEAD + "1. Giao Công an xã rà soát.\n" * 4000).encode()))
    tracemalloc.start()
    content = encode_plan(plan)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6 * len(content)


def test_a_row_of_very_many_cells() -> None:
    document = kehoach.read_document(f"{TABLE}| 1 | {'.. | ' * 32_000}".encode(), name="x")
    assert read_plan(document).text == document.text


def test_outline_of_two_hundred_levels() -> None:
    labels = "\n".join(".".join("1" * depth) + ". Việc" for depth in range(1, 200))
    assert faults(HEAD + labels) == []


def test_long_closing_paragraph() -> None:
    closing = "Căn cứ nội dung Kế hoạch này, " + "đề nghị các sở trước " * 20_000
    assert faults(f"{HEAD}1. Sở Y tế rà soát.\n{closing}.\nNơi nhận:\n- Lưu: VT.") == []


@pytest.mark.parametrize("line", ["****", "-", "("])
def test_lines_without_words_among_fields(line: str) -> None:
    task = "- Chủ trì: Sở Y tế\n- Thời gian: Quý I\n"
    assert faults(f"{HEAD}Rà soát: thôn: xã\n{task}{line}\n{task}") == []


@pytest.mark.parametrize("opening", ["(", "“", "[", "**"])
def test_brackets_in_brackets(opening: str) -> None:
    assert faults(f"{HEAD}1. Giao {opening * 1000}Sở Y tế{')' * 1000} rà soát.") == []


def test_long_table() -> None:
    rows = "".join(tr(str(n), f"Việc {n}", "Sở Y tế", "Quý II/2026") for n in range(1500))
    plan = read_plan(
        kehoach.read_document(
            word(p("KẾ HOẠCH") + p("I. VIỆC") + tbl(tr("TT", "Nội dung", "Chủ trì", "Thời gian"), rows))
        )
    )
    assert len(plan.tasks) == 1500


def test_wide_table() -> None:
    plan = kehoach.parse_file(word(p("I. VIỆC") + tbl(tr(*["ô"] * 3000))))
    assert plan.sections[0].body == [" | ".join(["ô"] * 3000)]


def test_many_tables() -> None:
    table = tbl(tr("TT", "Nội dung", "Đơn vị chủ trì"), tr("1", "Việc", "Sở Y tế"))
    plan = kehoach.parse_file(word(p("KẾ HOẠCH") + "".join(p(f"{n}. Mục") + table for n in range(1, 400))))
    assert len(plan.tasks) == 399


def test_many_warnings() -> None:
    fields = "- Đơn vị chủ trì: xyz tuv\n- Thời gian: sớm mai\n"
    plan = kehoach.parse_text(HEAD + "".join(f"{n % 900 + 1}. Rà soát\n{fields}" for n in range(1500)))
    assert {warning.code for warning in plan.warnings} >= {
        "unparsed_units",
        "unparsed_deadline",
        "missing_lead",
    }
    assert len(plan.warnings) > 4500


@pytest.mark.parametrize("depth", [3, 30, 300, 3000])
@pytest.mark.parametrize(
    "nest",
    [
        lambda inner: tbl(tr(tc(inner))),
        lambda inner: f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>",
        lambda inner: p(f"<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>"),
    ],
    ids=["tables", "controls", "boxes"],
)
def test_nesting(nest: Callable[[str], str], depth: int) -> None:
    before, _, after = nest("<w:p/>").partition("<w:p/>")
    content = word(p("I. VIỆC") + before * depth + p("1. Trong") + after * depth + p("2. Sau"))
    try:
        plan = kehoach.parse_file(content)
    except ReadError as error:
        refusal = str(error)
    else:
        refusal = ""
        words = [section.heading for section in walk(plan.sections)]
        assert "Sau" in words or any(warning.code == "unread_content" for warning in plan.warnings)
        assert "Trong" in plan.text or depth > 30
    assert not refusal or ("nested" in refusal and depth > 30)


def test_many_tasks_against_as_many() -> None:
    plan = kehoach.parse_text(HEAD + "1. Giao Sở Tư pháp rà soát.")
    tasks = [plan.tasks[0].model_copy(update={"title": f"Rà soát {n} kho {n * 7919}"}) for n in range(6000)]
    plan = plan.model_copy(update={"tasks": tasks})
    assert not compare_plans(plan, plan)


def test_many_styles_based_on_one_another() -> None:
    names = [f"s{n}" for n in range(8000)]
    styles = "".join(map(style, names, (f'<w:basedOn w:val="{name}"/>' for name in names[1:])))
    body = "".join(p("a", properties=f'<w:pStyle w:val="{name}"/>') for name in names)
    assert len(kehoach.read_document(word(body, styles=styles)).blocks) == len(names)


def test_long_tag_of_a_style() -> None:
    tag = b'<w:styles><w:style w:type="table" ' + b"a " * 1_000_000
    tracemalloc.start()
    assert used_styles(tag) == tag
    assert tracemalloc.get_traced_memory()[1] < 4 * len(tag)
    tracemalloc.stop()


def test_many_lists_of_a_numbering_style_that_is_missing() -> None:
    lists = range(8000)
    link = '<w:numStyleLink w:val="s"/>'
    numbering = "".join([*(abstract(n, more=link) for n in lists), *(num(n, n) for n in lists)])
    body = "".join(item("a", n) for n in lists)
    assert len(kehoach.read_document(word(body, numbering=numbering)).blocks) == len(lists)


def test_many_fields_in_one_another() -> None:
    body = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    assert kehoach.read_document(word(p(body * 60_000, "a"))).text == "a"


def test_long_labels_of_many_paragraphs() -> None:
    numbering = abstract(0, level(0, "%1" * 20_000)) + num(1, 0)
    assert len(kehoach.read_document(word(item("a") * 3000, numbering=numbering)).text) < 1_000_000
