"""Tables of Word files, whose cells are merged across and down."""

from __future__ import annotations

import docx
import pytest

from kehoach import parse_document, read_document
from kehoach.models import Task
from tests.read.build import abstract, item, level, num, word

# One row a line, cells parted by ` | `: `<` is one with the cell before it, `^` with the cell above.
MONTHS = """
TT | Nội dung | Đơn vị chủ trì | Tháng năm 2027 | < | Ghi chú
^ | ^ | ^ | 1 | 2 | ^
1 | Rà soát hồ sơ | Phòng Nội vụ | x |  |
2 | Lập danh sách | Phòng Nội vụ | x | x |
"""
REPEATED = """
TT | Nội dung | Đơn vị chủ trì | Thời gian
1 | Rà soát hồ sơ | Phòng Nội vụ | 05/3/2027
2 | Lập danh sách | nt | ^
3 | In giấy mời | Văn phòng | nt
"""
DAYS = """
Tháng | Ngày | Nội dung | Đơn vị thực hiện
01/2028 | 15/01 | Thi học kỳ | Phòng Đào tạo
^ | 28/01-03/02 | Nghỉ Tết | Toàn trường
Tháng 02 | 12-15 | Hội thao | Đoàn trường
^ | 08/3 | Tọa đàm | Công đoàn
Tổng số | | 5 hoạt động |
"""
COLLECTED = """
TT | Nội dung | Cơ quan tổng hợp | Cơ quan thực hiện | Hoàn thành trước
1 | Gửi số liệu | Sở Tài chính | Thuế tỉnh | 05/3/2027
2 | Họp giao ban | Sở Tài chính | Sở Nội vụ | Ngày 15 hằng tháng
 | Tổng cộng (2 việc): | | | 20
"""
DIRECTED = """
TT | Lớp | GV chỉ đạo | Nội dung công việc | Dụng cụ
1 | 9A | Trần Thị Mai | Cắt cỏ | Liềm
"""
REPORTS = """
TT | Tên báo cáo | Đơn vị báo cáo | Nơi nhận | Thời hạn gửi
1 | Báo cáo quý | Công an xã | UBND xã | 05/3/2027
"""
STAGES = """
TT | Nội dung | Đơn vị chủ trì | Thời gian thực hiện | <
^ | ^ | ^ | Năm 2027 | Giai đoạn 2028-2030
1 | Số hóa tài liệu | Phòng Nội vụ | x | x
"""
DUTIES = """
Đơn vị | Nhiệm vụ
Phòng Nội vụ | Theo dõi, đôn đốc; báo cáo trước ngày 28/02/2027
Công an xã | Chủ trì, phối hợp với Trạm Y tế tuần tra theo Kế hoạch số 5/KH-UBND ngày 02/01/2027
"""
BROKEN = """
TT | Nội dung | Đơn vị chủ trì | Thời gian
1 | Phát quang đường trục, | Thôn 1, | 05/3/2027
TT | Nội dung | Đơn vị chủ trì | Thời gian
 | dọn kênh mương | hội, đoàn thể |
 |  | Trạm Y tế |
2 | Lập danh sách | Phòng Nội vụ |
 |  |  | 06/3/2027
3 | Trồng cây; | Công an xã | 07/3/2027
 | tưới cây | các thôn |
 |  | Trạm Y tế | 08/3/2027
II | Tổng kết |  |
 |  | Phòng Nội vụ | 09/3/2027
"""
MATRIX = """
TT | Nội dung | Đơn vị chủ trì | < | Thời gian | Ghi chú
^ | ^ | Phòng Kinh tế | Công an xã | ^ | ^
1 | Rà soát hồ sơ | x |  | 05/3/2027 | 02 buổi/tuần
2 | Lập danh sách | x | x | Tháng 3/2027 | 15/3/2027
"""
MARKED = """
Việc | Phòng Kinh tế | Công an xã | Tháng 3 | Tháng 4 | Ghi chú
Rà soát hồ sơ | CT | PH | x |  | 02 buổi/tuần
Lập danh sách |  | CT | x | x |
"""


def draw(rows: str, *headings: str) -> list[Task]:
    """The tasks of a plan with this table in its last section."""
    cells = [[cell.strip() for cell in f"{row} ".split("| ")] for row in rows.strip().splitlines()]
    document = docx.Document()
    document.add_paragraph("Tân Hòa, ngày 10 tháng 01 năm 2028" if "2028" in rows else "")
    for heading in headings or ("I. PHÂN CÔNG",):
        document.add_paragraph(heading)
    table = document.add_table(len(cells), len(cells[0]))
    for at, row in enumerate(cells):
        for column, words in enumerate(row):
            if words in ("<", "^"):
                before = table.cell(at, column - 1) if words == "<" else table.cell(at - 1, column)
                before.merge(table.cell(at, column))
            else:
                table.cell(at, column).text = words
    return parse_document(read_document(document)).tasks


def tell(task: Task) -> tuple[str, ...]:
    supports = (f"+{unit.name}" for unit in task.supporting_units)
    return (
        *(unit.name for unit in task.lead_units),
        *supports,
        *(f"{d.start or ''}..{d.end}" for d in task.deadlines),
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            MONTHS,
            [
                ("Phòng Nội vụ", "2027-01-01..2027-01-31"),
                ("Phòng Nội vụ", "2027-01-01..2027-01-31", "2027-02-01..2027-02-28"),
            ],
        ),
        (
            REPEATED,
            [
                ("Phòng Nội vụ", "..2027-03-05"),
                ("Phòng Nội vụ", "..2027-03-05"),
                ("Văn phòng", "..2027-03-05"),
            ],
        ),
        (
            DAYS,
            [
                ("Phòng Đào tạo", "..2028-01-15"),
                ("Toàn trường", "2028-01-28..2028-02-03"),
                ("Đoàn trường", "2028-02-12..2028-02-15"),
                ("Công đoàn", "2028-02-01..2028-02-29", "..2028-03-08"),
            ],
        ),
        (DIRECTED, [("Trần Thị Mai",)]),
        (DIRECTED.replace("Dụng cụ", "Người thực hiện").replace("Liềm", "Lê Văn Tám"), [("Lê Văn Tám",)]),
        (REPORTS, [("Công an xã", "..2027-03-05")]),
        (STAGES, [("Phòng Nội vụ", "2027-01-01..2027-12-31", "2028-01-01..2030-12-31")]),
        (DUTIES, [("Phòng Nội vụ", "..2027-02-28"), ("Công an xã", "+Trạm Y tế")]),
        (
            MATRIX,
            [("Phòng Kinh tế", "..2027-03-05"), ("Phòng Kinh tế", "Công an xã", "2027-03-01..2027-03-31")],
        ),
        (
            MATRIX.replace("chủ trì", "phối hợp"),
            [("+Phòng Kinh tế", "..2027-03-05"), ("+Phòng Kinh tế", "+Công an xã", "2027-03-01..2027-03-31")],
        ),
        (
            MARKED.replace("Tháng 3", "3/2027").replace("Tháng 4", "4/2027"),
            [
                ("Phòng Kinh tế", "+Công an xã", "2027-03-01..2027-03-31"),
                ("Công an xã", "2027-03-01..2027-03-31", "2027-04-01..2027-04-30"),
            ],
        ),
        (COLLECTED, [("Thuế tỉnh", "..2027-03-05"), ("Sở Nội vụ", "..None")]),
    ],
)
def test_merged_cells(rows: str, expected: list[tuple[str, ...]]) -> None:
    assert [tell(task) for task in draw(rows)] == expected


ALONE = """
TT | Nội dung | Đơn vị chủ trì | Thời gian
1 | Rà soát hồ sơ | Phòng Nội vụ | 05/3/2027
2 | Lập danh sách |  |
3 | Công tác hậu cần |  |
a | In giấy mời |  |
b | Thuê âm thanh | Văn phòng | 06/3/2027
III | Tổng kết |  |
4 | Họp rút kinh nghiệm |  |
"""


def test_a_number_and_a_name_group_only_what_stands_below() -> None:
    assert [(task.title, task.scope, *tell(task)) for task in draw(ALONE)] == [
        ("Rà soát hồ sơ", None, "Phòng Nội vụ", "..2027-03-05"),
        ("Lập danh sách", None),
        ("In giấy mời", "Công tác hậu cần"),
        ("Thuê âm thanh", "Công tác hậu cần", "Văn phòng", "..2027-03-06"),
        ("Họp rút kinh nghiệm", "Tổng kết"),
    ]
    blank = [f"{row.rsplit(' | ', 2)[0]} | |" for row in ALONE.strip().splitlines()[1:]]
    assert draw("\n".join([ALONE.strip().splitlines()[0], *blank])) == []  # an empty form


def test_a_row_broken_in_two_is_one() -> None:
    """What stands beside no work belongs to the work above, but not who and when together."""
    tasks = draw(BROKEN)
    assert [(task.section, task.title, *tell(task)) for task in tasks] == [
        ("I/T1/1", "Phát quang đường trục, dọn kênh mương",
         "Thôn 1", "hội, đoàn thể", "Trạm Y tế", "..2027-03-05"),
        ("I/T1/2", "Lập danh sách", "Phòng Nội vụ", "..2027-03-06"),
        ("I/T1/3", "Trồng cây", "Công an xã", "..2027-03-07"),
        ("I/T1/4", "tưới cây", "các thôn"),
        ("I/T1/5", "tưới cây", "Trạm Y tế", "..2027-03-08"),
    ]  # fmt: skip


def test_who_the_heading_above_names_leads() -> None:
    rows = "Nhiệm vụ | Thời hạn\nRà soát hồ sơ | 05/3/2027"
    headings = ("I. NHIỆM VỤ CỦA CÁC PHÒNG", "1. Phòng Nội vụ")
    assert [(task.section, *tell(task), *task.inherited) for task in draw(rows, *headings)] == [
        ("I/1/T1/1", "Phòng Nội vụ", "..2027-03-05", "lead_units")
    ]
    assert [tell(task) for task in draw(rows, "1. Công tác văn phòng")] == [("..2027-03-05",)]


SHARED = """
STT | < | Nội dung | Chủ trì | Phối hợp | Thời gian
TT | Mục | ^ | ^ | ^ | ^
 | 1 | Làm sạch dữ liệu |  | Sở Nội vụ | 30/8/2027
1 | a | Dữ liệu giá | Sở Tài chính | ^ | ^
2 | b | Dữ liệu y tế | Sở Y tế |  | 15/8/2027
 | 2 | Số hóa hồ sơ | Sở Nội vụ |  |
3 | a | Hồ sơ đất đai | ^ | Sở Y tế | 30/7/2027
4 | b | Hồ sơ hộ tịch | ^ |  | 30/8/2027
5 | 3 | Họp báo | Sở Công Thương | Sở Y tế | 01/9/2027
 | a | In tài liệu |  |  |
 | b | Mời đại biểu | Văn phòng |  |
6 | 4 | Tổng kết | Văn phòng |  |
"""


def test_a_row_hands_down_to_rows_of_its_own() -> None:
    """One that names no lead where these do, or whose cells are merged with theirs, is no task."""
    assert [(task.title, task.scope, *tell(task)) for task in draw(SHARED)] == [
        ("Dữ liệu giá", "Làm sạch dữ liệu", "Sở Tài chính", "+Sở Nội vụ", "..2027-08-30"),
        ("Dữ liệu y tế", "Làm sạch dữ liệu", "Sở Y tế", "+Sở Nội vụ", "..2027-08-15"),
        ("Hồ sơ đất đai", "Số hóa hồ sơ", "Sở Nội vụ", "+Sở Y tế", "..2027-07-30"),
        ("Hồ sơ hộ tịch", "Số hóa hồ sơ", "Sở Nội vụ", "..2027-08-30"),
        ("Họp báo", None, "Sở Công Thương", "+Sở Y tế", "..2027-09-01"),
        ("In tài liệu", None, "Sở Công Thương", "+Sở Y tế", "..2027-09-01"),
        ("Mời đại biểu", None, "Văn phòng", "+Sở Y tế", "..2027-09-01"),
        ("Tổng kết", None, "Văn phòng"),
    ]


SPOKEN = """
TC | Thời gian | Nội dung
II. Chuẩn bị | < | <
1 | Tuần 1 - 2 (từ 01/3 đến 14/3/2027) | Văn phòng lập danh sách
2 | 15/3/2027 | Lập danh sách đại biểu
"""
STARRED = """
TC | Tiêu chuẩn | Nhóm phụ trách | Thời gian
1 | Mục tiêu đào tạo | Sở Y tế*, Sở Nội vụ | 15/3/2027
2 | Chuẩn đầu ra | Sở Y tế | 15/3/2027
"""


def test_the_work_tells_who_where_no_column_does() -> None:
    assert [(task.title, task.scope, *tell(task)) for task in draw(SPOKEN)] == [
        ("Văn phòng lập danh sách", "Chuẩn bị", "Văn phòng", "2027-03-01..2027-03-14"),
        ("Lập danh sách đại biểu", "Chuẩn bị", "..2027-03-15"),
    ]


def test_a_mark_tells_who_leads() -> None:
    assert [(task.title, *tell(task)) for task in draw(STARRED)] == [
        ("Mục tiêu đào tạo", "Sở Y tế", "+Sở Nội vụ", "..2027-03-15"),
        ("Chuẩn đầu ra", "Sở Y tế", "..2027-03-15"),
    ]
    document = docx.Document()
    document.add_paragraph("I. PHÂN CÔNG")
    table = document.add_table(2, 2)
    for cell, words in zip(table.row_cells(0), ("Nội dung", "Chủ trì, phối hợp"), strict=True):
        cell.text = words
    table.cell(1, 0).text = "Rà soát hồ sơ"
    for words in ("Sở Nội vụ", "Sở Y tế"):
        table.cell(1, 1).add_paragraph().add_run(words).bold = words == "Sở Y tế"
    plan = parse_document(read_document(document))
    assert [tell(task) for task in plan.tasks] == [("Sở Y tế", "+Sở Nội vụ")]
    assert "unparsed_units" not in {warning.code for warning in plan.warnings}


def test_a_unit_that_groups_rows_leads_where_no_column_does() -> None:
    rows = "Nhiệm vụ | Thời hạn\nII. Các Chi cục | <\nRà soát | 05/3/2027\nCông tác khác | <\nGửi | 06/3/2027"
    assert [(task.scope, *tell(task), *task.inherited) for task in draw(rows)] == [
        ("Các Chi cục", "Các Chi cục", "..2027-03-05", "lead_units"),
        ("Công tác khác", "..2027-03-06"),
    ]


def test_a_head_that_the_next_page_repeats_with_other_cells_is_no_row() -> None:
    head = "TT | Nội dung | Phân công | < | Quý I/2027 | Quý II/2027\n^ | ^ | Chủ trì | Phối hợp | ^ | ^\n"
    flat = "TT | Nội dung | Chủ trì | Phối hợp | Quý I/2027 | Quý II/2027\n"
    rows = "1 | Rà soát | Sở Nội vụ | Sở Y tế | x | \n"
    total = " | Tổng cộng: 02 việc |  |  |  | \n"
    one = ("Sở Nội vụ", "+Sở Y tế", "2027-01-01..2027-03-31")
    assert [tell(task) for task in draw(head + rows + flat + rows.replace("1", "2") + total)] == [one, one]


def test_a_turned_table_is_read_by_its_columns() -> None:
    rows = """
Nội dung | Lập dự toán | Công khai dự toán
Đơn vị chủ trì | Các sở, ban, ngành | Sở Tài chính
Thời gian | Trước 20/7/2027 | Tháng 8/2027
"""
    assert [(task.section, task.title, *tell(task)) for task in draw(rows)] == [
        ("I/T1/1", "Lập dự toán", "Các sở, ban, ngành", "..2027-07-20"),
        ("I/T1/2", "Công khai dự toán", "Sở Tài chính", "2027-08-01..2027-08-31"),
    ]
    assert draw("Nội dung | Năm 2026 | Năm 2027\nSố hộ | 15 | 16") == []


def test_fields_within_the_cell_of_the_work() -> None:
    rows = """
TT | Nhiệm vụ | Chi tiết
1 | Rà soát | Chủ trì: Sở Nội vụ; Phối hợp: Sở Y tế; Thời gian: 20/7/2027
2 | Gửi. Chủ trì: Sở Y tế | Chủ trì: Sở Nội vụ
"""
    assert [(task.title, *tell(task)) for task in draw(rows)] == [
        ("Rà soát", "Sở Nội vụ", "+Sở Y tế", "..2027-07-20"),
        ("Gửi", "Sở Y tế", "Sở Nội vụ"),
    ]


def test_who_beside_what_they_do_needs_no_head() -> None:
    rows = "Liên chi Đoàn (nòng cốt) | Trang trí hội trường\nPhòng Đào tạo | In giấy mời trước 13/11/2027"
    assert [(task.title, *tell(task)) for task in draw(rows)] == [
        ("Trang trí hội trường", "Liên chi Đoàn"),
        ("In giấy mời trước 13/11/2027", "Phòng Đào tạo", "..2027-11-13"),
    ]
    assert draw("Ông Lê Văn Tám | Trưởng ban\nBà Trần Thị Mai | Phó Trưởng ban") == []


@pytest.mark.parametrize(("month", "end"), [("06", "2026-07-15"), ("08", "2027-07-15"), ("11", "2027-07-15")])
def test_a_title_of_the_next_year(month: str, end: str) -> None:
    """In June the days of a plan for the next year are those ahead."""
    title = f"Tân Hòa, ngày 10 tháng {month} năm 2026\nKẾ HOẠCH\nXây dựng dự toán ngân sách năm 2027"
    headings = (*title.splitlines(), "I. TIẾN ĐỘ")
    tasks = draw("Việc phải làm | Đơn vị | Hạn\nGửi báo cáo | Thuế tỉnh | 15/7", *headings)
    assert [tell(task) for task in tasks] == [("Thuế tỉnh", f"..{end}")]


def test_a_number_that_word_draws_is_a_label_without_a_mark() -> None:
    numbering = abstract(1, level(0, "%1", "upperRoman")) + num(1, 1)
    plan = parse_document(read_document(word(item("MỤC ĐÍCH") + item("NỘI DUNG"), numbering=numbering)))
    assert [(section.path, section.heading) for section in plan.sections] == [
        ("I", "MỤC ĐÍCH"),
        ("II", "NỘI DUNG"),
    ]


def test_what_groups_rows_may_be_typed_into_the_column_of_the_work() -> None:
    rows = """
Nội dung | Thời gian | Bộ phận thực hiện
1. Công tác tham mưu |  |
Ban hành kế hoạch | Trước 10/3/2027 | Đội Tham mưu
2. Công tác kiểm tra |  |
2.1. Kiểm tra chợ | 15/4/2027 | Đội 3
3. Sơ kết |  |
4. Tổng kết |  | Đội Tham mưu
"""
    assert [(task.scope, *tell(task)) for task in draw(rows)] == [
        ("Công tác tham mưu", "Đội Tham mưu", "..2027-03-10"),
        ("Công tác kiểm tra", "Đội 3", "..2027-04-15"),
        (None,),
        (None, "Đội Tham mưu"),
    ]


def test_a_month_that_groups_rows_is_their_time_where_no_column_asks() -> None:
    rows = "Nội dung | Ban thực hiện\nTháng 3/2027 | <\nRà soát | Ban Pháp chế\nGửi trước 20/3/2027 | Sở Y tế"
    assert [tell(task) for task in draw(rows)] == [
        ("Ban Pháp chế", "2027-03-01..2027-03-31"),
        ("Sở Y tế", "..2027-03-20"),
    ]


def test_posts_are_no_work() -> None:
    rows = "Họ và tên | Nhiệm vụ\nLê Văn Tám | Trưởng ban\nTrần Thị Mai | Thành viên"
    assert draw(rows) == []
    assert [tell(task) for task in draw(rows.replace("Trưởng ban", "Duyệt kịch bản"))] == [
        ("Lê Văn Tám",),
        ("Trần Thị Mai",),
    ]


def test_bullets_are_rows_of_the_number_above() -> None:
    rows = """
TT | Nội dung | Chủ trì | Thời gian
3 | Đôn đốc chủ đầu tư: |  | 05/3/2027
 | - Dự án A | Sở Nội vụ |
 | - Dự án B | Sở Y tế | 06/3/2027
4 | Báo cáo | Văn phòng |
"""
    assert [(task.scope, *tell(task)) for task in draw(rows)] == [
        ("Đôn đốc chủ đầu tư:", "Sở Nội vụ", "..2027-03-05"),
        ("Đôn đốc chủ đầu tư:", "Sở Y tế", "..2027-03-06"),
        (None, "Văn phòng"),
    ]


def test_a_frame_of_one_cell_around_a_table_does_not_count() -> None:
    document = docx.Document()
    document.add_paragraph("I. PHÂN CÔNG")
    inner = document.add_table(1, 1).cell(0, 0).add_table(2, 3)
    for row, words in zip(
        inner.rows, ("Việc | Ai làm | Hạn", "In thư mời | Văn phòng | 05/3/2027"), strict=True
    ):
        for cell, word_ in zip(row.cells, words.split(" | "), strict=True):
            cell.text = word_
    plan = parse_document(read_document(document))
    assert [tell(task) for task in plan.tasks] == [("Văn phòng", "..2027-03-05")]
