"""The reader of deadlines on its corpus: `deadlines.fields.txt` and `deadlines.sentences.txt`."""

from __future__ import annotations

import itertools
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from kehoach.document import Block, Document, Passage, Source
from kehoach.fold import fold, normalise
from kehoach.lexicon import load_lexicon
from kehoach.models import Deadline, Warning
from kehoach.parse.deadlines import Calendar, find_deadlines, read_deadlines
from tests.parse.times import show_deadlines

HERE = Path(__file__).parent
Reader = Callable[[Passage, Calendar], tuple[list[Deadline], list[Warning]]]


def passage(*lines: str) -> Passage:
    document = Document.of(Source("words", "text", ""), [Block(line) for line in lines])
    return Passage(document, 0, len(document.text))


def corpus(name: str) -> list[ParameterSet]:
    cases = []
    for number, line in enumerate((HERE / name).read_text("utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            day, words, expected = line.split(" | ")
            day, _, year = day.partition(" @ ")
            calendar = Calendar(None if day == "-" else day, int(year) if year else None)
            cases.append(pytest.param(calendar, normalise(words), expected, id=f"{name}:{number}"))
    return cases


def assert_quoted(deadlines: list[Deadline], place: Passage) -> None:
    for deadline in deadlines:
        assert place.document.text[deadline.span.start : deadline.span.end] == deadline.text
        assert place.start <= deadline.span.start < deadline.span.end <= place.end
        assert deadline.rule


@pytest.mark.parametrize(("calendar", "words", "expected"), corpus("deadlines.fields.txt"))
def test_field(calendar: Calendar, words: str, expected: str) -> None:
    place = passage(words)
    deadlines, warnings = read_deadlines(place, calendar)
    assert show_deadlines(deadlines, warnings) == expected
    assert_quoted(deadlines, place)


@pytest.mark.parametrize(("calendar", "words", "expected"), corpus("deadlines.sentences.txt"))
def test_sentence(calendar: Calendar, words: str, expected: str) -> None:
    place = passage(words)
    deadlines, warnings = find_deadlines(place, calendar)
    assert show_deadlines(deadlines, warnings) == expected
    assert_quoted(deadlines, place)


@pytest.mark.parametrize("words", ["30/9/2026", "Ngày 30 tháng 9 năm 2026", "Vào ngày 30/9/2026"])
def test_an_event_begins_and_ends_on_its_day(words: str) -> None:
    (deadline,), _ = read_deadlines(passage(words), Calendar("2026-07"), event=True)
    assert (deadline.kind, deadline.start, deadline.end) == ("date", "2026-09-30", "2026-09-30")


def test_an_event_has_a_last_day_to_be_announced() -> None:
    (deadline,), _ = read_deadlines(passage("Trước ngày 30/9/2026"), Calendar("2026-07"), event=True)
    assert (deadline.start, deadline.end, deadline.end_inclusive) == (None, "2026-09-30", False)


def test_spans_are_the_documents() -> None:
    document = passage("Thời gian hoàn thành: Trước ngày 01/9/2026.").document
    place = Passage(document, document.text.index("Trước"), len(document.text))
    (deadline,), _ = read_deadlines(place, Calendar())
    assert deadline.text == "Trước ngày 01/9/2026"
    assert deadline.span.start == place.start


@pytest.mark.parametrize(
    ("words", "scopes"),
    [
        (
            "Năm 2026 và năm tiếp theo. Hoàn thành tập huấn trước ngày 30/8/2026.",
            [None, "Hoàn thành tập huấn"],
        ),
        ("Quý III/2026 (mô hình thử nghiệm). Vận hành trong năm 2027", ["mô hình thử nghiệm", "Vận hành"]),
        ("Ban hành trước ngày 15/8/2026; kiểm tra chậm nhất ngày 30/9/2026", ["Ban hành", "kiểm tra"]),
        ("Hoàn thành trước ngày 15/8/2026", [None]),
        ("Thực hiện thường xuyên", [None]),
    ],
)
def test_scope(words: str, scopes: list[str | None]) -> None:
    deadlines, _ = read_deadlines(passage(words), Calendar("2026-07"))
    assert [deadline.scope for deadline in deadlines] == scopes


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("Theo hướng dẫn của Sở Nội vụ", "Theo hướng dẫn của Sở Nội vụ"),
        ("Trong vòng 10 ngày kể từ ngày ban hành", "ngày ban hành"),
        ("Ngay sau khi có Hướng dẫn", "có Hướng dẫn"),
        ("Trước kỳ họp cuối năm", "kỳ họp cuối năm"),
        ("Sau bầu cử", "bầu cử"),
    ],
)
def test_condition(words: str, condition: str) -> None:
    (deadline,), warnings = read_deadlines(passage(words), Calendar("2026-07"))
    assert (deadline.condition, warnings) == (condition, [])


def test_a_number_in_the_unit_of_its_label() -> None:
    (deadline,), warnings = read_deadlines(passage("2"), Calendar("2026-07-20"), unit="tháng")
    assert (deadline.start, deadline.end, warnings) == ("2026-07-21", "2026-09-20", [])


@pytest.mark.parametrize("words", ["", " ", "...", ";"])
def test_a_blank_value_has_no_deadline(words: str) -> None:
    assert read_deadlines(passage(words), Calendar("2026-07")) == ([], [])


def test_a_dash_that_opens_a_line_is_no_range() -> None:
    deadlines, warnings = read_deadlines(passage("- Quý III", "- Quý IV"), Calendar("2026-07"))
    assert show_deadlines(deadlines, warnings) == (
        "period 2026-07-01..2026-09-30~ + period 2026-10-01..2026-12-31~"
    )


def test_a_value_of_several_lines() -> None:
    deadlines, _ = read_deadlines(passage("Trước ngày 15/8/2026", "Hằng năm"), Calendar("2026-07"))
    assert [deadline.kind for deadline in deadlines] == ["date", "recurring"]


def test_every_rule_string_is_one_that_calendars_read() -> None:
    rrule = pytest.importorskip("dateutil.rrule", reason="python-dateutil is not installed")
    seen = set()
    for name in ("deadlines.fields.txt", "deadlines.sentences.txt"):
        for case in corpus(name):
            calendar, words, _ = case.values
            for deadline in read_deadlines(passage(words), calendar)[0]:
                if deadline.recurrence:
                    seen.add(deadline.recurrence)
    assert len(seen) > 20
    for rule in seen:
        assert rrule.rrulestr(rule, dtstart=rrule.datetime.datetime(2026, 1, 1))[1]


def phrases(tree: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Every phrase of the lexicon with its key; a table of `phrase = value` is a list of its phrases."""
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from phrases(value, f"{path}.{key}".lstrip("."))
        elif isinstance(value, list):
            yield from ((f"{path}.{key}", phrase) for phrase in value)
        else:
            yield path, key


EXAMPLES = tomllib.loads((HERE.parent / "lexicon" / "deadlines.toml").read_text("utf-8"))
PROVEN = {
    (f"{key}.{name}".removesuffix("."), phrase): example
    for key, table in EXAMPLES.items()
    for name, entry in (table.items() if key not in ("numbers", "named", "weekdays") else [("", table)])
    for phrase, example in entry.items()
}


def test_every_phrase_has_an_example_and_every_example_a_phrase() -> None:
    assert sorted(phrases(load_lexicon("deadlines"))) == sorted(PROVEN)


@pytest.mark.parametrize(("key", "phrase"), PROVEN, ids=lambda words: str(words))
def test_phrase(key: str, phrase: str) -> None:
    words, expected = PROVEN[key, phrase]
    reader = find_deadlines if key.startswith("sentence.") else read_deadlines
    assert f" {fold(phrase)} " in f" {fold(words)} ".replace(",", " ").replace(".", " ").replace(":", " ")
    deadlines, warnings = reader(passage(words), Calendar("2026-07-20"))
    assert show_deadlines(deadlines, warnings) == expected
    if key == "scope.empty":
        assert [deadline.scope for deadline in deadlines] == [None]


HOSTILE = [
    "1, ",
    "ngày 1 và ",
    "từ ",
    "quý i, ",
    "trước ngày 1/1 ",
    "theo ",
    "từ ngày a đến ",
    "trong ",
    "hằng năm, ",
    "sau khi họp 3 ngày ",
    "trong thời gian 3 ngày ",
    "(",
]


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("reader", [read_deadlines, find_deadlines])
def test_ten_times_the_words_take_no_more_than_fifteen_times_as_long(words: str, reader: Reader) -> None:
    def best(size: int, tries: int) -> float:
        place = passage(normalise(words * (size // len(words))))
        took = []
        for _ in range(tries):
            start = time.process_time()
            reader(place, Calendar("2026-07"))
            took.append(time.process_time() - start)
        return min(took)

    reader(passage(normalise(words * 10)), Calendar("2026-07"))  # compile
    assert best(100_000, 2) <= 15 * best(10_000, 3) + 0.5


def test_no_words_raise() -> None:
    words = [
        "trước",
        "ngày",
        "31/6",
        "99/99/2026",
        "tháng 0",
        "quý 9",
        "thứ 9",
        "hằng",
        "năm 9999",
        "đến",
        "từ",
        "0 ngày",
        ",",
    ]
    for choice in itertools.permutations(words, 3):
        read_deadlines(passage(" ".join(choice)), Calendar("2026-02-28"))
        find_deadlines(passage(" ".join(choice)), Calendar("2026-02-28"))
