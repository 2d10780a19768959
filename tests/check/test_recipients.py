from __future__ import annotations

import pytest

from kehoach.check.recipients import reaches


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
