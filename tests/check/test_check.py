from __future__ import annotations

import json
import string
from pathlib import Path

import pytest
from click.testing import CliRunner

import kehoach
from kehoach.check import RULES, Rule, check_plan
from kehoach.check.rules import FIND, Changes
from kehoach.cli import group
from kehoach.language import LANGUAGES

MODEL = Path(__file__).with_name("model_plan.txt").read_text("utf-8")


def change(changes: Changes) -> str:
    text = MODEL
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the model plan"
        text = text.replace(old, new)
    return text


def codes(text: str) -> list[str]:
    return [finding.rule.code for finding in check_plan(kehoach.parse_text(text))]


def test_nothing_is_wrong_with_the_model_plan() -> None:
    assert [f"{f.rule.code}: {f.message('en')}" for f in check_plan(kehoach.parse_text(MODEL))] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_each_rule_finds_its_bad_example(rule: Rule) -> None:
    assert rule.code in codes(change(rule.bad))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_each_rule_passes_its_good_example(rule: Rule) -> None:
    assert rule.good
    assert rule.code not in codes(change(rule.good))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_each_rule_says_in_both_languages_what_is_wrong_and_what_to_do(rule: Rule) -> None:
    finding = next(f for f in check_plan(kehoach.parse_text(change(rule.bad))) if f.rule.code == rule.code)
    for language in LANGUAGES:
        for words in (finding.message(language), finding.hint(language)):
            assert words.endswith(".")
            assert not set("{}") & set(words)
    fields = [
        {name for _, name, _, _ in string.Formatter().parse(w) if name}
        for w in (rule.message.en, rule.message.vi)
    ]
    assert fields[0] >= fields[1]


def test_every_rule_has_words_and_a_way_to_find_it() -> None:
    assert [rule.code for rule in RULES] == list(FIND)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(MODEL.replace("30/6/2026", "31/6/2026").replace("Thứ Bảy", "Thứ Sáu"), "utf-8")
    return path


def run(*arguments: str, **environment: str) -> tuple[int, str]:
    result = CliRunner(env={"LC_ALL": "", "LC_MESSAGES": "", "LANG": "C.UTF-8", **environment}).invoke(
        group, ["check", *arguments]
    )
    return result.exit_code, result.stdout


def test_people_read_place_fault_and_hint(draft: Path) -> None:
    code, out = run(str(draft))
    assert code == 0
    assert "II/2/b/-3, line" in out
    assert "No calendar has the day “31/6/2026”." in out
    assert "is a Saturday (thứ Bảy)" in out


@pytest.mark.parametrize(
    ("arguments", "environment"), [(["--lang", "vi"], {}), ([], {"LC_ALL": "vi_VN.UTF-8"})]
)
def test_vietnamese_by_option_or_locale(
    draft: Path, arguments: list[str], environment: dict[str, str]
) -> None:
    _, out = run(str(draft), *arguments, **environment)
    assert "Không có ngày “31/6/2026” trên lịch." in out


def test_strict_exits_with_4_only_where_something_is_wrong(draft: Path, tmp_path: Path) -> None:
    assert run(str(draft), "--strict")[0] == 4
    good = tmp_path / "good.txt"
    good.write_text(MODEL, "utf-8")
    code, out = run(str(good), "--strict", "--lang", "vi")
    assert (code, out) == (0, f"{good}: không có gì phải sửa\n")


def test_json_holds_place_and_words(draft: Path) -> None:
    [plan] = json.loads(run(str(draft), "-f", "json")[1])
    found = {finding["code"]: finding for finding in plan["findings"]}
    text = draft.read_text("utf-8")
    span = found["impossible_date"]["span"]
    assert kehoach.parse_text(text).text[span["start"] : span["end"]] == "31/6/2026"
    assert found["impossible_date"]["section"] == "II/2/b/-3"


def test_github_commands_are_escaped(tmp_path: Path) -> None:
    path = tmp_path / "a,b:c%.txt"
    path.write_text(MODEL.replace("30/6/2026", "31/6/2026"), "utf-8")
    _, out = run(str(path), "-f", "github")
    assert "::error file=" in out
    assert "a%2Cb%3Ac%25.txt,line=" in out
    assert "title=impossible_date::No calendar has the day “31/6/2026”." in out


def test_ignored_rules_are_left_out(draft: Path) -> None:
    assert "impossible_date" not in run(str(draft), "--ignore", "impossible_date")[1]
    assert run(str(draft), "--ignore", "no_such_rule")[0] == 2


def test_codes_are_listed_in_both_languages() -> None:
    _, out = run("--codes")
    assert all(rule.code in out and rule.message.vi in out for rule in RULES)


def test_a_file_that_cannot_be_read_fails_alone(draft: Path, tmp_path: Path) -> None:
    code, out = run(str(tmp_path / "none.docx"), str(draft))
    assert code == 1
    assert "31/6/2026" in out


@pytest.mark.parametrize(
    ("day", "issued", "year", "wrong"),
    [
        ("Thứ Bảy, ngày 30/5", "5", "2026", False),
        ("Thứ Sáu, ngày 30/5", "5", "2026", True),
        ("Thứ Hai, ngày 11/01", "5", "2026", False),  # lies before the document: of the next year
        ("Chủ nhật, ngày 30/5", "11", "2027", False),  # the title's year
        ("Thứ Bảy, ngày 30/5", "11", "2027", True),
        ("Thứ Bảy, ngày 30/5", "5", "2027", False),  # the document's, long before that of the title
        ("Thứ Bảy, ngày 30/02", "5", "2026", False),
    ],
)
def test_a_weekday_without_a_year_falls_in_the_year_that_the_parser_infers(
    day: str, issued: str, year: str, wrong: bool
) -> None:
    title = "sốt xuất huyết năm 2026\n\n"
    changes = (
        ("ngày 12 tháng 5 năm 2026", f"ngày 12 tháng {issued} năm 2026"),
        (title, title.replace("2026", year)),
        ("Thứ Bảy, ngày 30/5/2026", day),
    )
    assert ("wrong_weekday" in codes(change(changes))) == wrong
