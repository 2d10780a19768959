from __future__ import annotations

import json
import os
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

import kehoach
from kehoach.cli import group
from kehoach.language import LANGUAGES
from kehoach.models import DeadlineKind, Origin, Plan, Span, WarningCode
from kehoach.review import Entry, render_index, render_page
from kehoach.review.words import load_words

HOSTILE = (
    "</script><script>window.hacked = 1</script>",
    "<img src=x onerror='window.hacked = 1'>",
    '" onmouseover="window.hacked = 1" x="',
    "{{script}} {{body}} \\u003c &lt;b&gt; &#60;i&#62;",
    "<!-- ]]> </style> </p></main>",
)
TEXT = """\
KẾ HOẠCH
Số hóa hồ sơ {0}
Căn cứ Luật Lưu trữ {2};
II. NỘI DUNG
1. Rà soát hồ sơ {1}
- Cơ quan chủ trì: Phòng Tư pháp {2}
- Thời gian thực hiện: Trước ngày 01/9/2026 theo Luật Lưu trữ {3}
2. Kiểm kê kho theo Luật Lưu trữ {4}
- Cơ quan chủ trì: Văn phòng UBND xã
- Thời gian thực hiện: khi nào xong {0}
""".format(*HOSTILE)


class Page(HTMLParser):
    """The elements of a page and the words of its document."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.lines: list[str] = []
        self.words: dict[str, str] = {}
        self.inside = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside = tag
        if tag == "p" and (dict(attrs).get("class") or "").startswith("line"):
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if self.inside == "span" and "data-at" in self.tags[-1][1]:
            self.lines[-1] += data
        if self.inside == "script":
            self.words[self.tags[-1][1].get("type") or "script"] = data

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""


@pytest.fixture(scope="module")
def plan() -> Plan:
    return kehoach.parse_text(TEXT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_stands_in_the_page_word_for_word(plan: Plan, language: str) -> None:
    assert "\n".join(Page(render_page(plan, language)).lines) == plan.text


def test_hostile_words_become_neither_markup_nor_script(plan: Plan) -> None:
    page = Page(render_page(plan, "en"))
    plain = Page(render_page(kehoach.parse_text("KẾ HOẠCH\nSố hóa hồ sơ"), "en"))
    assert {tag for tag, _ in page.tags} <= {tag for tag, _ in plain.tags} | {
        "dl",
        "dt",
        "dd",
        "small",
        "li",
        "article",
    } | {"ul", "h3", "code", "button", "option"}
    assert [tag for tag, _ in page.tags].count("script") == 2
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert page.words["script"] == plain.words["script"]
    assert json.loads(page.words["application/json"]) == load_words()


def test_nothing_is_loaded_and_only_the_pages_own_script_runs(plan: Plan) -> None:
    page = render_page(plan, "en")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'; "
        r"base-uri 'none'; form-action 'none'",
        policy[1],
    )
    assert not [a for _, a in Page(page).tags for name in ("src", "href", "style", "action") if name in a]


def test_every_value_has_its_words(plan: Plan) -> None:
    page = Page(render_page(plan, "en"))
    starts = {int(a["data-at"] or 0) for tag, a in page.tags if "data-at" in a}
    placed = [(a["data-start"], a["data-end"]) for _, a in page.tags if "data-start" in a]
    spans = {u.span for task in plan.tasks for u in (*task.lead_units, *task.supporting_units)}
    spans |= {d.span for task in plan.tasks for d in task.deadlines} | {r.span for r in plan.legal_references}
    assert spans
    for span in spans:
        assert (str(span.start), str(span.end)) in placed
        assert span.start in starts
        assert span.end in starts or plan.text[span.end : span.end + 1] in ("\n", "")


def test_nested_overlapping_and_doubled_spans_keep_the_text(plan: Plan) -> None:
    [warning] = plan.warnings[:1]
    spans = [(0, 60), (5, 12), (5, 12), (10, 200), (11, 11), (0, len(plan.text)), (199, len(plan.text))]
    warnings = [warning.model_copy(update={"span": Span(start=s, end=e)}) for s, e in spans]
    page = Page(render_page(plan.model_copy(update={"warnings": warnings}), "vi"))
    assert "\n".join(page.lines) == plan.text
    assert len([1 for _, a in page.tags if a.get("class") == "card warning"]) == len(spans)


def test_the_page_has_words_for_everything_it_can_say() -> None:
    words = load_words()
    for table, names in (
        ("warnings", WarningCode),
        ("advice", WarningCode),
        ("kinds", DeadlineKind),
        ("origins", Origin),
    ):
        assert {key.partition(".")[2] for key in words if key.startswith(f"{table}.")} == set(get_args(names))
    assert all(set(entry) == set(LANGUAGES) and all(entry.values()) for entry in words.values())


def test_every_word_of_the_page_is_used(plan: Plan) -> None:
    source = "".join(
        path.read_text("utf-8") for path in Path(kehoach.__path__[0], "review").glob("*.[jp][sy]")
    )
    told = {
        a["data-say"]
        for _, a in Page(render_page(plan, "en") + render_index([Entry("a", failure="b")], "en")).tags
        if "data-say" in a
    }
    for key in load_words():
        table, _, name = key.partition(".")
        if table in ("interface", "keys"):
            assert key in told or name in source, key


def test_index_leads_to_pages_and_names_what_failed(plan: Plan) -> None:
    page = render_index(
        [Entry.of("<b>.txt", "a b?#.html", plan), Entry("bad.docx", failure="<i>broken</i>")], "en"
    )
    assert 'href="a%20b%3F%23.html"' in page
    assert "&lt;b&gt;.txt" in page
    assert page.index("&lt;i&gt;broken") < page.index("&lt;b&gt;.txt")


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner(env={"LC_ALL": "C.UTF-8"}).invoke(group, ["review", *arguments])
    return result.exit_code, result.output


def test_a_folder_becomes_pages_and_an_index(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "deep" / "b.txt").write_text(TEXT, "utf-8")
    (folder / "~$a.docx").write_bytes(b"lock")
    (folder / "bad.docx").write_bytes(b"PK\x03\x04 no archive")
    code, told = run(str(folder), "-o", str(folder / "pages"), "--lang", "vi")
    assert code == 1
    assert "bad.docx" in told
    pages = sorted(path.relative_to(folder / "pages").as_posix() for path in folder.rglob("*.html"))
    assert pages == ["a.txt.html", "deep/b.txt.html", "index.html"]
    index = (folder / "pages" / "index.html").read_text("utf-8")
    assert '<html lang="vi">' in index
    assert 'href="deep/b.txt.html"' in index


@pytest.mark.skipif(sys.platform != "linux", reason="only here may a name be no Unicode")
def test_a_folder_is_read_as_a_batch_reads_it(tmp_path: Path) -> None:
    folder, pages = tmp_path / "plans", tmp_path / "pages"
    folder.mkdir()
    (folder / "a.markdown").write_text(TEXT, "utf-8")
    (folder / os.fsdecode(b"k\xe9.txt")).write_text(TEXT, "utf-8")
    (folder / "lost.docx").symlink_to("nowhere.docx")
    os.mkfifo(folder / "pipe.txt")
    code, told = run(str(folder), "-o", str(pages))
    assert code == 1
    assert "lost.docx: lost.docx" not in told
    assert "lost.docx cannot be read" in told
    assert "pipe.txt is no regular file" in told
    index = (pages / "index.html").read_text("utf-8")
    assert 'href="a.markdown.html"' in index
    assert 'href="k%E9.txt.html">k\\xe9.txt<' in index
    assert (pages / os.fsdecode(b"k\xe9.txt.html")).exists()


def test_an_empty_folder_and_a_folder_as_page_are_refused(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(TEXT, "utf-8")
    (tmp_path / "empty").mkdir()
    assert run(str(tmp_path / "empty"), "-o", str(tmp_path / "pages"))[0] == 2
    assert run(str(tmp_path / "plan.txt"), "-o", str(tmp_path / "empty"))[0] == 2


def test_a_page_of_a_plan_written_as_json(tmp_path: Path, plan: Plan) -> None:
    source, page = tmp_path / "plan.json", tmp_path / "plan.html"
    source.write_text(plan.model_dump_json(), "utf-8")
    assert run(str(source), "-o", str(page)) == (0, "")
    assert page.read_text("utf-8") == render_page(plan, "en")
