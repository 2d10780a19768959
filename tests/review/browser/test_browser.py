from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import kehoach
from kehoach.review import render_page

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NODE = shutil.which("node")

if not (CHROMIUM and NODE):
    pytest.skip("no chromium or no node on the PATH", allow_module_level=True)
if not (HERE / "node_modules" / "playwright-core").is_dir():
    pytest.skip("run `npm install` in tests/review/browser first", allow_module_level=True)

ITEM = """\
{n}. Rà soát hồ sơ kho {n} <img src=x onerror="window.hacked = 1">
- Cơ quan chủ trì: Phòng Tư pháp
- Cơ quan phối hợp: Công an xã
- Thời gian thực hiện: Trước ngày {n:02}/9/2026
"""
TEXT = """\
KẾ HOẠCH
Số hóa hồ sơ </script><script>window.hacked = 1</script>
Căn cứ Luật Lưu trữ năm 2024;
II. NỘI DUNG
{items}21. Kiểm kê kho lưu trữ theo Luật Lưu trữ
- Cơ quan chủ trì: Văn phòng UBND xã
- Thời gian thực hiện: chưa rõ lúc nào
22. Báo cáo kết quả
- Cơ quan chủ trì: Văn phòng UBND xã
- Thời gian thực hiện: Trước ngày 25/9/2026
""".format(items="".join(ITEM.format(n=n) for n in range(1, 21)))


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a browser saw of a page, at two widths."""
    page = tmp_path_factory.mktemp("review") / "page.html"
    page.write_text(render_page(kehoach.parse_text(TEXT), "en"), "utf-8")
    command = [str(NODE), str(HERE / "use.js"), str(CHROMIUM), str(page)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.fixture(params=["wide", "phone"])
def page(request: pytest.FixtureRequest, seen: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = seen[request.param]
    return told


def test_no_error_and_no_request(seen: dict[str, Any]) -> None:
    assert seen["errors"] == []
    assert seen["requests"] == []


def test_hostile_words_do_nothing(page: dict[str, Any]) -> None:
    assert page["hacked"] == "undefined"
    assert page["faults"] == ""


def test_nothing_is_wider_than_the_window(page: dict[str, Any]) -> None:
    assert page["overflow"] <= 0


def test_a_value_lights_up_its_words_and_scrolls_to_them(page: dict[str, Any]) -> None:
    assert page["deadlineLit"] == page["deadline"] == "Trước ngày 25/9/2026"
    assert page["deadlineInView"]
    assert page["leadLit"] == page["lead"] == "Phòng Tư pháp"


def test_words_show_what_was_read_from_them(page: dict[str, Any]) -> None:
    assert "Trước ngày 25/9/2026 — II/22" in page["here"]
    assert page["cardInView"]
    assert page["released"]
    assert page["hereHidden"]


def test_no_serious_accessibility_fault(page: dict[str, Any]) -> None:
    assert page["axe"] == []
    assert page["axeDialog"] == []


def test_keyboard(page: dict[str, Any]) -> None:
    assert page["first"].startswith("card warning")
    assert page["task"].startswith("card task")
    assert page["mark"].startswith("mark ")
    assert page["dialog"]


def test_filters(page: dict[str, Any]) -> None:
    assert (page["filtered"], page["all"], page["ofUnit"]) == (20, 22, 20)
    assert page["groups"] == ["references"]
    assert page["nothing"]


def test_language_and_print(page: dict[str, Any]) -> None:
    assert (page["language"], page["title"]) == ("vi", "Nhiệm vụ")
    assert page["printed"]
