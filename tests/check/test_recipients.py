from __future__ import annotations

from pathlib import Path

import pytest

import kehoach
from kehoach.check import check_plan
from kehoach.check.recipients import reaches

MODEL = Path(__file__).with_name("model_plan.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("recipient", "unit"),
    [
        ("sở tư pháp", "sở tư pháp"),
        ("sở tư pháp", "lãnh đạo sở tư pháp"),
        ("các sở, ban, ngành tỉnh", "sở tư pháp"),
        ("các sở, ban, ngành tỉnh", "bảo hiểm xã hội tỉnh"),
        ("các phòng, ban chuyên môn", "phòng kinh tế"),
        ("các phòng: kinh tế, văn hóa - xã hội", "phòng văn hóa - xã hội xã"),
        ("các cơ quan, đơn vị thuộc ủy ban nhân dân xã", "trung tâm dịch vụ công ích"),
        ("trưởng các thôn", "trưởng thôn"),
        ("trưởng các thôn, tổ dân phố", "các thôn"),
        ("ủy ban nhân dân các xã, phường", "ủy ban nhân dân cấp xã"),
        ("ủy ban nhân dân các xã, phường", "ủy ban nhân dân xã suối hồng"),
        ("ủy ban mặt trận tổ quốc và các tổ chức chính trị - xã hội xã", "hội liên hiệp phụ nữ xã"),
        ("công an xã, ban chỉ huy quân sự xã", "công an xã"),
        ("các cơ quan chuyên môn thuộc ủy ban nhân dân tỉnh", "thủ trưởng các sở, ban, ngành"),
        ("ủy ban nhân dân các xã, phường", "ủy ban nhân dân các cấp"),
        ("các trường học trên địa bàn", "trường tiểu học suối hồng"),
    ],
)
def test_a_recipient_stands_for_a_unit(recipient: str, unit: str) -> None:
    assert reaches(recipient, unit)


@pytest.mark.parametrize(
    ("recipient", "unit"),
    [
        ("sở tư pháp", "sở tài chính"),
        ("sở y tế", "trạm y tế xã"),
        ("trưởng các thôn", "trạm y tế xã"),
        ("các sở, ban, ngành tỉnh", "hội liên hiệp phụ nữ tỉnh"),
        ("ủy ban nhân dân tỉnh", "ủy ban nhân dân xã suối hồng"),
        ("các phòng chuyên môn", "trạm y tế xã"),
        ("lưu: vt", "công an xã"),
        ("thường trực đảng ủy, hội đồng nhân dân xã", "công an xã"),
    ],
)
def test_a_recipient_does_not_stand_for_another_unit(recipient: str, unit: str) -> None:
    assert not reaches(recipient, unit)


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("- Công an xã;\n", "", ["Công an xã"]),
        ("- Công an xã;\n", "- Như trên;\n", ["Công an xã"]),  # nothing stands above: no Kính gửi
        ("- Công an xã;\n", "- Như phần II;\n", []),
        ("Công an xã.", "các cơ quan, đơn vị có liên quan.", []),
        ("Công an xã.", "Đ/c Lò Văn Pao.", []),
        ("Công an xã.", "Văn phòng HĐND và UBND xã.", []),
        ("Công an xã.", "Điện lực huyện.", ["Điện lực huyện"]),
    ],
)
def test_units_of_a_plan_that_nobody_in_the_list_stands_for(old: str, new: str, missing: list[str]) -> None:
    assert MODEL.count(old) == 1
    findings = check_plan(kehoach.parse_text(MODEL.replace(old, new)))
    found = [f.fault.values["unit"] for f in findings if f.rule.code == "unit_not_in_recipients"]
    assert found == missing
