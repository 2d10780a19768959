"""Units: the cases of `units.*.txt`, the promises every case keeps, and how reading grows with its input."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from kehoach.document import Block, Document, Passage, Source
from kehoach.models import Unit, Warning
from kehoach.parse.units import full_name, match_units, read_heading, read_units
from kehoach.parse.units.reading import Reading

HERE = Path(__file__).parent


def cases(name: str) -> list[object]:
    """The lines `words | expected` of a file, each named by file and line."""
    return [
        pytest.param(*(part.strip() for part in line.split("|")), id=f"{name}:{number}")
        for number, line in enumerate((HERE / name).read_text("utf-8").splitlines(), 1)
        if line and not line.startswith("#")
    ]


def passage(words: str) -> Passage:
    document = Document.of(Source("", "text", ""), [Block(line) for line in words.split("⏎")])
    return Passage(document, 0, len(document.text))


def shown(units: list[Unit], warnings: list[Warning] | None = None) -> str:
    parts = [
        f"{u.name}{'*' * u.group}{f' ({u.note})' if u.note else ''}{f' => {u.duty}' if u.duty else ''}"
        for u in units
    ]
    return " + ".join(parts + [f"!{w.code}" for w in warnings or []]) or "-"


def keeps_its_promises(units: list[Unit], where: Passage) -> None:
    last = where.start
    for unit in units:
        assert last <= unit.span.start < unit.span.end <= where.end
        assert where.document.text[unit.span.start : unit.span.end] == unit.text
        assert unit.rule
        assert unit.name == unit.name.strip(" .;:,") == " ".join(unit.name.split())
        last = unit.span.end


@pytest.mark.parametrize(("words", "expected"), [*cases("units.fields.txt"), *cases("units.names.txt")])
def test_fields(words: str, expected: str) -> None:
    where = passage(words)
    units, warnings = read_units(where)
    assert shown(units, warnings) == expected
    keeps_its_promises(units, where)


@pytest.mark.parametrize(("words", "expected"), cases("units.persons.txt"))
def test_columns_of_persons(words: str, expected: str) -> None:
    where = passage(words)
    units, warnings = read_units(where, persons=True)
    assert shown(units, warnings) == expected
    keeps_its_promises(units, where)


@pytest.mark.parametrize(("words", "expected"), cases("units.sentences.txt"))
def test_sentences(words: str, expected: str) -> None:
    subject, _, rest = words.partition("‖")
    where = passage(subject + rest)
    units, end = match_units(where)
    assert (shown(units), end) == (expected, len(subject))
    keeps_its_promises(units, where)


@pytest.mark.parametrize(("words", "expected"), cases("units.headings.txt"))
def test_headings(words: str, expected: str) -> None:
    where = passage(words)
    units = read_heading(where)
    assert shown(units) == expected
    keeps_its_promises(units, where)


@pytest.mark.parametrize(("name", "expected"), cases("units.full_names.txt"))
def test_full_names(name: str, expected: str) -> None:
    assert full_name(name) == expected


def test_offsets_are_those_of_the_document() -> None:
    document = Document.of(Source("", "text", ""), [Block("1. Giao Sở Nội vụ, Sở Y tế rà soát.")])
    units, end = match_units(Passage(document, 8, len(document.text)))
    assert [(u.span.start, u.span.end) for u in units] == [(8, 17), (19, 26)]
    assert end == 26
    assert match_units(Passage(document, 0, len(document.text))) == ([], 0)


def test_a_broken_line_stands_in_the_text_and_not_in_the_name() -> None:
    units, _ = read_units(passage("Trung tâm Phục vụ⏎hành chính công xã"))
    assert [u.text for u in units] == ["Trung tâm Phục vụ\nhành chính công xã"]
    assert [u.name for u in units] == ["Trung tâm Phục vụ hành chính công xã"]


@pytest.mark.parametrize(
    "words", ["", " ", "\u0301", "(", ")", "((((", "; ; ;", "-", "các", "Sở", "của của của"]
)
def test_what_is_no_unit_reads_without_error(words: str) -> None:
    where = passage(words)
    assert read_units(where)[0] == []
    assert match_units(where) == ([], 0)
    assert read_heading(where) == []


HOSTILE = [
    "Sở ", "các ", "UBND xã A, ", "Sở của ", "phòng, ", "và ", "Trưởng ", "thuộc ", "Sở Y tế (",
    "xã, phường, ", "Các đơn vị có trách nhiệm ", "Các đơn vị được giao ", "Đồng chí ",
    "HĐND, UBND ", "Văn phòng UBND ", "- ", "Ban Ban các ", "trên địa bàn các ", "Nguyễn ",
    "Văn hóa, Thể thao và ", "Sở Nội vụ, Tài chính, ", "Phó, Phó, ", "các Sở: A, ", "SỞ VÀ ",
    "Các đơn vị liên quan đến ", "Các tổ chức có hoạt động ", "Các đơn vị được kiểm tra ", "Tổ kiểm tra ",
    "phụ trách ", "Trưởng thôn, ", "Hội đồng quản lý khai thác ",
]  # fmt: skip


class Counting(Reading):
    """A reading that counts how often it looks at a word."""

    looks = 0

    def longest(self, at: int, *kinds: str) -> int:
        Counting.looks += 1
        return super().longest(at, *kinds)


def looks(words: str, *, whole: bool) -> int:
    Counting.looks = 0
    reading, at = Counting(passage(words), whole=whole), 0
    while at < reading.count:
        _, end = reading.leading(at)
        at = max(end, at + 1)
    return Counting.looks


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("words", HOSTILE)
def test_ten_times_the_words_take_ten_times_the_looks(words: str, whole: bool) -> None:
    short, long = words * (500 // len(words)), words * (5_000 // len(words))
    assert looks(long, whole=whole) <= 15 * looks(short, whole=whole)


@pytest.mark.parametrize("seed", range(3))
def test_ten_times_the_words_take_no_more_than_fifteen_times_as_long(seed: int) -> None:
    words = "".join(random.Random(seed).choices(HOSTILE, k=15_000))

    def best(size: int, tries: int) -> float:
        where, took = passage(words[:size]), []
        for _ in range(tries):
            start = time.process_time()
            read_units(where)
            match_units(where)
            took.append(time.process_time() - start)
        return min(took)

    assert best(100_000, 2) <= 15 * best(10_000, 3) + 0.5


def test_any_words_keep_the_promises() -> None:
    """Words of units in any order, drawn with a fixed seed."""
    source = random.Random(5)
    words = "Sở Nội vụ các cơ quan , đơn vị ; UBND xã và ( ) chủ trì - : có trách nhiệm được ông Trưởng ."
    for _ in range(300):
        where = passage(" ".join(source.choices(words.split(), k=source.randint(1, 25))))
        keeps_its_promises(read_units(where)[0], where)
        keeps_its_promises(read_units(where, persons=True)[0], where)
        keeps_its_promises(read_heading(where), where)
        units, end = match_units(where)
        keeps_its_promises(units, where)
        assert end == (units[-1].span.end if units else where.start)
