"""Every phrase of labels, headings and assignment words is proven by an example, and the other way round."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kehoach
from kehoach.document import Block, Document, Passage, Source
from kehoach.fold import fold
from kehoach.lexicon import load_lexicon, load_words
from kehoach.parse.assemble.drafting import _MERE_CONTENT
from kehoach.parse.assemble.headings import (
    _LEVEL,
    FORWARD,
    FUNDING,
    SETTING,
    STATEMENT,
    frames_plan,
    gives_no_tasks,
    lists_grounds,
)
from kehoach.parse.duties import read_duties
from kehoach.parse.duties.demands import find_asked
from kehoach.parse.duties.sentence import is_told, read_duty, split_sentences
from kehoach.parse.fields import ROLES, Field, read_label, split_fields
from kehoach.parse.segment import _BASIS, _amends
from kehoach.parse.segment.appendices import _APPENDIX, _ATTACHED
from kehoach.parse.supports import find_supports, find_unread_supports
from kehoach.parse.tables import load_columns, read_column
from kehoach.parse.units import match_units

HERE = Path(__file__).parents[1] / "lexicon"


def load_examples(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))


def read(text: str) -> Passage:
    document = Document.of(Source("-", "text", ""), [Block(text)])
    return Passage(document, 0, len(document.text))


def read_field(text: str) -> Field | None:
    """The field that a line begins with."""
    before, fields = split_fields(read(text))
    return fields[0] if fields and not before.text.strip() else None


LABELS = load_examples("labels")
HEADINGS = load_examples("headings")
SENTENCES = load_examples("assignments")
COLUMNS = load_examples("columns")
HEADERS = {  # lists of header cells and the role of their columns
    "index": "index",
    "column_content": "content",
    "column_scope": "content",
    "column_deadline": "deadline",
    "column_day": "deadline",
    "column_start": "deadline",
    "column_end": "deadline",
    "column_lead": "lead",
    "column_support": "support",
    "column_none": "none",
}


ASKED = [key for key in LABELS if key not in ("counter", "qualifier", "opener", "body")]


@pytest.mark.parametrize("role", ASKED)
def test_labels_have_their_role(role: str) -> None:
    for line in LABELS[role]["examples"]:
        field = read_field(line)
        assert field is not None, line
        assert (field.role, field.typo) == (role, False), line


@pytest.mark.parametrize("role", ASKED)
def test_every_label_has_an_example(role: str) -> None:
    shown = {line.partition(":")[0] for line in LABELS[role]["examples"]}
    entry = load_lexicon("labels")[role]
    assert not [word for word in entry["words"] if word not in shown]
    assert not [
        head for head in entry.get("heads", ()) if not any(label.startswith(f"{head} ") for label in shown)
    ]
    assert not [
        tail for tail in entry.get("tails", ()) if not any(label.endswith(f" {tail}") for label in shown)
    ]


def test_every_body_heads_a_label() -> None:
    shown = {
        line.partition(":")[0]
        for role in ("lead", "implement", "support")
        for line in LABELS[role]["examples"]
    }
    words = " | ".join(
        fold(label).replace(",", " ,").replace("/ ", "/").replace("/", " / ") for label in shown
    )
    bodies = [*load_words("labels", "body.words"), *load_words("labels", "body.named")]
    assert not [body for body in bodies if f" {body.replace('/', ' / ')} " not in f" {words} "]


@pytest.mark.parametrize("place", ["before", "behind"])
def test_what_qualifies_a_label_leaves_its_role(place: str) -> None:
    words, proven = load_words("labels", f"qualifier.{place}"), []
    for label in map(fold, LABELS["qualifier"][place]):
        word = max((w for w in words if f" {w} " in f" {label} "), key=len)
        rest = label.removeprefix(word) if place == "before" else label.removesuffix(word)
        assert read_label(label) == read_label(rest.strip()) is not None, label
        proven.append(word)
    assert sorted(proven) == sorted(words)


def test_what_stands_behind_a_label_says_for_what_it_holds() -> None:
    words, proven = load_words("labels", "opener.words"), set()
    for role, labels in LABELS["opener"].items():
        for label in labels:
            field = read_field(f"{label}: Theo quy định.")
            assert field is not None, label
            assert field.role == role, label
            assert read_label(fold(label)) is None, label
            proven.add(max((w for w in words if fold(label).startswith(w)), key=len))
    assert sorted(proven) == sorted(words)


@pytest.mark.parametrize("line", LABELS["counter"])
def test_lines_without_a_field(line: str) -> None:
    assert read_field(line) is None


def test_clauses_are_fields_without_a_label() -> None:
    begun = []
    for line in LABELS["deadline"]["clauses"]:
        _, fields = split_fields(read(line))
        assert [field.role for field in fields] == ["lead", "deadline"], line
        begun.append(fields[-1].value.folded)
    words = load_words("labels", "deadline.clauses")
    assert [word for word in words if not any(value.startswith(word) for value in begun)] == []


def test_no_two_roles_share_a_label() -> None:
    roles = {word: role for role in ROLES for word in load_words("labels", f"{role}.words") if word}
    assert {word: read_label(word) for word in roles} == roles


@pytest.mark.parametrize("role", COLUMNS)
def test_columns_have_their_role(role: str) -> None:
    assert {header: read_column(header) for header in COLUMNS[role]} == dict.fromkeys(COLUMNS[role], role)


@pytest.mark.parametrize(("key", "role"), HEADERS.items())
def test_every_header_has_an_example(key: str, role: str) -> None:
    assert [word for word in load_lexicon("labels")[key]["words"] if word not in COLUMNS[role]] == []


def test_every_part_of_a_header_has_an_example() -> None:
    """A header proves a part where it is no known header as a whole and holds no other part."""
    lexicon = load_lexicon("labels")["column_part"]
    parts = [(role, fold(part)) for role, words in lexicon.items() for part in words]
    proven = []
    for role, headers in COLUMNS.items():
        for header in map(fold, headers):
            held = [(role, part) for _, part in parts if part in header]
            known = header in load_columns() or read_label(header) is not None
            proven += held if len(held) == 1 and not known else []
    assert [part for part in parts if part not in proven] == []


def test_every_list_of_labels_has_examples() -> None:
    assert set(load_lexicon("labels")) == {
        *HEADERS,
        "body",
        "column_part",
        "column_examined",
        "column_mark",
        "column_person",
        "column_repeated",
        "column_total",
        "persons",
        *LABELS,
    } - {"counter"}


def _aims(text: str) -> bool:
    return gives_no_tasks(read(text))


MATCHES: dict[str, Callable[[str], bool]] = {
    "aim": _aims,
    "target": _aims,
    "setting": lambda text: SETTING.match(fold(text)) is not None,
    "reach": lambda text: fold(text).startswith(load_words("headings", "reach")),
    "prepared": lambda text: fold(text).strip(" .:") in load_words("headings", "prepared"),
    "frame": lambda text: frames_plan(read(text)),
    "framed": lambda text: frames_plan(read(text)),
    "narrative": _aims,
    "grounds": lambda text: lists_grounds(read(text)),
    "funding": lambda text: FUNDING.match(fold(text)) is not None,
    "statement": lambda text: STATEMENT.match(fold(text)) is not None,
    "content": lambda text: _MERE_CONTENT.fullmatch(fold(text)) is not None,
    "forward": lambda text: FORWARD.search(fold(text)) is not None,
    "opener": lambda text: fold(text).strip(":") in load_words("headings", "opener"),
    "assessed": lambda text: fold(text).startswith(load_words("headings", "assessed")),
    "part": lambda text: fold(text).startswith(load_words("headings", "part")),
    "level": lambda text: _LEVEL.fullmatch(fold(text)) is not None,
    "stage": lambda text: fold(text).startswith(load_words("headings", "stage")),
    "titled": lambda text: fold(text) in load_words("headings", "titled"),
    "basis": lambda text: _BASIS.match(fold(text)) is not None,
    "attached": lambda text: _ATTACHED.match(fold(text)) is not None,
    "amending": lambda text: _amends(fold(text)),
    "appendix": lambda text: _APPENDIX.match(fold(text)) is not None,
}


@pytest.mark.parametrize("key", HEADINGS)
def test_headings(key: str) -> None:
    matches = MATCHES[key]
    assert [text for text in HEADINGS[key]["examples"] if not matches(text)] == []
    assert [text for text in HEADINGS[key]["counter"] if matches(text)] == []
    shown = [fold(text) for text in HEADINGS[key]["examples"]]
    assert [word for word in load_words("headings", key) if not any(word in text for text in shown)] == []


def test_every_list_has_examples() -> None:
    assert set(HEADINGS) == set(load_lexicon("headings"))
    assert set(SENTENCES) == set(load_lexicon("assignments"))


def _leads(text: str, giver: str = "") -> list[str]:
    duty = read_duty(read(text), [giver] if giver else [])
    return [unit.name for unit in duty.leads] if duty is not None else []


def _unproven(key: str, begin: str = "") -> list[str]:
    shown = [fold(text.removeprefix(begin)) for text in SENTENCES[key]["examples"]]
    return [
        word for word in load_words("assignments", key) if not any(text.startswith(word) for text in shown)
    ]


def test_what_stands_before_a_reasoned_demand() -> None:
    def count(words: str) -> int:
        asked = f"{words}, yêu cầu Sở Y tế rà soát văn bản."
        text = f"Đề nghị các xã:\n1. Theo dự toán, kinh phí tạm ứng 50%. {asked}"
        return len(kehoach.parse_text(text).tasks)

    entry = SENTENCES["reasoned"]
    assert [words for words in entry["examples"] if count(words) != 1] == []
    assert [words for words in entry["counter"] if count(words) != 2] == []
    assert _unproven("reasoned") == []


@pytest.mark.parametrize(("key", "begin"), [("short", ""), ("demanding", "Bộ ")])
def test_short_names(key: str, begin: str) -> None:
    entry = SENTENCES[key]
    assert [text for text in entry["examples"] if _leads(text) != ["Sở Y tế"]] == []
    assert [text for text in entry["counter"] if _leads(text) == ["Sở Y tế"]] == []
    assert _unproven(key, begin) == []


@pytest.mark.parametrize("key", ["assign", "opening"])
def test_sentences_that_give_a_duty(key: str) -> None:
    assert [text for text in SENTENCES[key]["examples"] if _leads(text) != ["Sở Y tế"]] == []
    assert [text for text in SENTENCES[key]["counter"] if _leads(text)] == []
    assert _unproven(key) == []


def test_sentences_that_give_none() -> None:
    assert [text for text in SENTENCES["no_duty"]["examples"] if _leads(text)] == []
    assert _unproven("no_duty", "Sở Y tế ") == []


def test_who_must_do_a_thing_behind_an_opening() -> None:
    def leads(words: str, verb: str) -> list[str]:
        return _leads(f"Khi có cháy, {words} sở tại {verb} báo cáo ngay.")

    entry = SENTENCES["bare_body"]
    assert [words for words in entry["examples"] if leads(words, "phải") != [f"{words} sở tại"]] == []
    assert [words for words in entry["examples"] if leads(words, "đã")] == []
    assert [words for words in entry["counter"] if leads(words, "phải")] == []
    assert _unproven("bare_body") == []


def test_what_stands_between_who_gives_a_duty_and_the_verb() -> None:
    def leads(words: str) -> list[str]:
        return _leads(f"Ủy ban nhân dân tỉnh {words} yêu cầu Sở Y tế rà soát.", "Ủy ban nhân dân tỉnh")

    entry = SENTENCES["again"]
    assert [words for words in entry["examples"] if leads(words) != ["Sở Y tế"]] == []
    assert [words for words in entry["counter"] if leads(words)] == []
    assert _unproven("again") == []


def test_who_is_asked_behind_the_duty_of_another() -> None:
    def count(words: str) -> int:
        return len(
            read_duties([read(f"Phòng Kinh tế rà soát hồ sơ; đề nghị {words} vận động nhân dân.")], [])
        )

    entry = SENTENCES["requested"]
    assert [words for words in entry["examples"] if count(words) != 2] == []
    assert [words for words in entry["counter"] if count(words) != 1] == []
    assert _unproven("requested") == []


def test_who_is_invited_asks_nobody() -> None:
    def count(words: str) -> int:
        return len(read_duties([read(f"{words} Sở Y tế rà soát hồ sơ; yêu cầu Phòng Kinh tế góp ý.")], []))

    entry = SENTENCES["inviting"]
    assert [words for words in entry["examples"] if count(words) != 2] == []
    assert [words for words in entry["counter"] if count(words) != 1] == []
    assert _unproven("inviting") == []


@pytest.mark.parametrize(("key", "begin"), [("charge", ""), ("charged", "phụ trách ")])
def test_who_is_in_charge_of_the_work(key: str, begin: str) -> None:
    def leads(words: str) -> list[str]:
        return _leads(f"Việc in tài liệu do Sở Y tế {begin}{words}")

    assert [words for words in SENTENCES[key]["examples"] if leads(words) != ["Sở Y tế"]] == []
    assert [words for words in SENTENCES[key]["counter"] if leads(words)] == []
    assert _unproven(key) == []


@pytest.mark.parametrize(
    ("key", "sentence", "other"),
    [
        ("deciding", "Sở Y tế lập dự toán, Bộ Tài chính {} trong năm.", "Bộ Tài chính"),
        ("listing", "Sở Y tế lập bảng {} lãnh đạo, Bộ Tài chính bố trí kinh phí.", "Bộ Tài chính"),
        ("overseeing", "Sở Y tế chủ trì {} hàng quán, thủ quỹ lập dự toán.", "thủ quỹ"),
    ],
)
def test_who_takes_no_part_of_the_work_behind_a_comma(key: str, sentence: str, other: str) -> None:
    def leads(words: str) -> list[str]:
        return [unit.name for duty in read_duties([read(sentence.format(words))]) for unit in duty.leads]

    assert [words for words in SENTENCES[key]["examples"] if leads(words) != ["Sở Y tế"]] == []
    both = ["Sở Y tế", other]
    assert [words for words in SENTENCES[key]["counter"] if leads(words) != both] == []
    assert _unproven(key) == []


def test_clauses_before_a_subject_behind_a_semicolon() -> None:
    def leads(words: str) -> list[str]:
        text = f"Sở Y tế rà soát; {words}ban hành kế hoạch, Bộ Tài chính bố trí kinh phí."
        return [unit.name for duty in read_duties([read(text)]) for unit in duty.leads]

    entry = SENTENCES["subordinate"]
    assert [words for words in entry["examples"] if leads(words) != ["Sở Y tế", "Bộ Tài chính"]] == []
    assert [words for words in entry["counter"] if leads(words) != ["Sở Y tế"]] == []
    assert _unproven("subordinate") == []


def test_sentences_that_tell_of_their_subject() -> None:
    examples, counter = SENTENCES["told"]["examples"], SENTENCES["told"]["counter"]
    assert [text for text in examples if _leads(text) or not is_told(read(text))] == []
    assert [text for text in counter if not _leads(text) or is_told(read(text))] == []
    assert _unproven("told", "Sở Y tế ") == []


def test_what_the_unit_of_a_heading_is_names_no_new_lead() -> None:
    heading = match_units(read("Sở Nội vụ"))[0]

    def leads(text: str) -> bool:
        return any(duty.leads for duty in read_duties([read(text)], headed=True, demanding=heading))

    assert [text for text in SENTENCES["capacity"]["examples"] if leads(text)] == []
    assert [text for text in SENTENCES["capacity"]["counter"] if not leads(text)] == []
    assert _unproven("capacity") == []


def test_sentences_of_what_was() -> None:
    assert [text for text in SENTENCES["past"]["examples"] if _leads(text)] == []
    assert [text for text in SENTENCES["past"]["counter"] if not _leads(text)] == []
    assert _unproven("past") == []


@pytest.mark.parametrize(
    ("key", "sentence", "leads"),
    [
        ("must", "Qua kiểm tra, Sở Y tế {}", ["Sở Y tế"]),
        ("due", "Qua kiểm tra, Sở Y tế {}", ["Sở Y tế"]),
        ("some", "{} rà soát chậm.", []),
        ("wanting", "Sở Y tế không {}.", []),
        ("consequence", "Sở Y tế không {}.", []),
        ("told_topic", "{}: Sở Y tế hoàn thành báo cáo.", []),
    ],
)
def test_what_is_told_and_what_is_asked(key: str, sentence: str, leads: list[str]) -> None:
    found = {words: _leads(sentence.format(words)) for words in SENTENCES[key]["examples"]}
    assert {words: units for words, units in found.items() if units != leads} == {}
    others = {words: _leads(sentence.format(words)) for words in SENTENCES[key]["counter"]}
    assert {words: units for words, units in others.items() if bool(units) == bool(leads)} == {}
    shown = [fold(words) for words in SENTENCES[key]["examples"]]
    assert [w for w in load_words("assignments", key) if not any(w in words for words in shown)] == []


def test_labels_that_name_no_unit() -> None:
    assert [words for words in SENTENCES["noun"]["examples"] if _leads(f"{words}: Sở Y tế.")] == []
    assert _unproven("noun") == []


def test_lead_ins_that_may_only_inform() -> None:
    def asks(verb: str) -> bool:
        return find_asked(read(f"Thường trực Đảng ủy {verb} toàn thể lữ khách gần xa tổ chức:")) is not None

    assert [verb for verb in SENTENCES["informing"]["examples"] if asks(verb)] == []
    assert [verb for verb in SENTENCES["informing"]["counter"] if not asks(verb)] == []
    assert _unproven("informing") == []


def test_sentences_that_give_none_to_the_issuer() -> None:
    for text in SENTENCES["issuing"]["examples"]:
        assert (_leads(text, "Sở Y tế"), _leads(text, "Sở Nội vụ")) == ([], ["Sở Y tế"])
    assert _unproven("issuing", "Sở Y tế ") == []


def test_words_between_subject_and_verb() -> None:
    assert [
        text for text in SENTENCES["adverb"]["examples"] if _leads(f"Sở Y tế {text}.") != ["Sở Y tế"]
    ] == []
    assert _unproven("adverb") == []


def test_demands_name_no_new_lead() -> None:
    heading = match_units(read("Sở Nội vụ"))[0]

    def leads(text: str) -> list[str]:
        duties = read_duties([read(text)], headed=True, demanding=heading)
        return [unit.name for duty in duties for unit in duty.leads]

    for text in [*SENTENCES["demand"]["examples"], *SENTENCES["demand"]["counter"]]:
        assert _leads(text) == ["Sở Y tế"], text
    assert [text for text in SENTENCES["demand"]["examples"] if leads(text)] == []
    assert [text for text in SENTENCES["demand"]["counter"] if not leads(text)] == []
    assert _unproven("demand") == []


def test_agencies_in_general_lead_at_the_beginning_only() -> None:
    for text in [*SENTENCES["bare"]["examples"], *SENTENCES["bare"]["counter"]]:
        assert _leads(text) != [], text
    assert [text for text in SENTENCES["bare"]["examples"] if _leads(f"Căn cứ tình hình, {text}")] == []
    assert [text for text in SENTENCES["bare"]["counter"] if not _leads(f"Căn cứ tình hình, {text}")] == []
    assert _unproven("bare") == []


def test_offices_speak_for_their_agency() -> None:
    def leads(office: str, agency: str) -> list[str]:
        return _leads(f"{office} {agency} yêu cầu Sở Y tế rà soát văn bản.", agency)

    examples, counter = SENTENCES["office"]["examples"], SENTENCES["office"]["counter"]
    assert [pair for pair in examples if leads(*pair) != ["Sở Y tế"]] == []
    assert [pair for pair in counter if leads(*pair) == ["Sở Y tế"]] == []
    assert {fold(office) for office, _ in examples} == set(load_words("assignments", "office"))


@pytest.mark.parametrize(
    ("key", "sentence", "named"),
    [
        ("coordination_noun", "{} phối hợp với Sở Y tế.", []),
        ("coordination_manner", "Phối hợp {} với Sở Y tế.", ["Sở Y tế"]),
        ("directing", "Sở Nội vụ {} các xã phối hợp với Sở Y tế.", []),
    ],
)
def test_coordination(key: str, sentence: str, named: list[str]) -> None:
    for words in SENTENCES[key]["examples"]:
        text = sentence.format(words)
        assert [unit.name for unit in find_supports(read(text))] == named, text
    shown = [fold(words) for words in SENTENCES[key]["examples"]]
    assert [w for w in load_words("assignments", key) if not any(text.endswith(w) for text in shown)] == []


def test_what_is_done_with_other_work_names_no_unit() -> None:
    def unread(words: str) -> list[str]:
        return [found.text for found in find_unread_supports(read(f"Công an xã phối hợp với {words}."), {})]

    entry = SENTENCES["coordination_matter"]
    assert [words for words in entry["examples"] if unread(words)] == []
    assert [words for words in entry["counter"] if not unread(words)] == []
    assert _unproven("coordination_matter") == []


def test_dots_that_end_no_sentence() -> None:
    def ends(words: str) -> bool:
        return len(split_sentences(read(f"Làm việc với {words}. Minh Tân để rà soát"))) == 2

    assert [words for words in SENTENCES["dotted"]["examples"] if ends(words)] == []
    assert [words for words in SENTENCES["dotted"]["counter"] if not ends(words)] == []
    shown = [fold(words) for words in SENTENCES["dotted"]["examples"]]
    assert [
        w for w in load_words("assignments", "dotted") if not any(text.endswith(w) for text in shown)
    ] == []
