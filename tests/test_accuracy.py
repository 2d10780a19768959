"""Accuracy against gold annotations, where the corpus stands beside the repository."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import kehoach
from tests.scripts import load_script

CORPUS = Path(__file__).parents[2] / "shared"
README = Path(__file__).parents[1] / "README.md"
FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))
SEEDS = ("000_", "001_", "002_", "003_", "004_", "dai-son", "lai-chau", "hai-phong", "bac-ninh", "can-duoc")
SHOWN = (  # in the README
    "header",
    "sections",
    "tasks",
    "lead units",
    "supporting units",
    "deadlines",
    "products",
    "references",
    "recipients",
    "signature",
)
MARKS = re.compile(r"(<!-- accuracy -->\n).*?(<!-- /accuracy -->)", re.S)

pytestmark = pytest.mark.skipif(
    not (CORPUS / "score.py").exists(), reason="the annotated corpus is not beside this repository"
)


class Accuracy(NamedTuple):
    """What the scorer says of a set of documents."""

    documents: int
    fields: dict[str, tuple[float, float, float, int]]  # precision, recall, F1, how many there are
    broken: list[str]
    silent: int  # wrong tasks without a warning


@cache
def measure(part: str) -> Accuracy:
    """The accuracy on the ten `seeds`, or on the whole `corpus`."""
    scorer = load_script(CORPUS / "score.py")
    pages = [
        page
        for page in sorted((CORPUS / "gold").glob("*.json"))
        if part == "corpus" or page.name.startswith(SEEDS)
    ]
    golds: dict[str, Any] = {page.stem: json.loads(page.read_text("utf-8")) for page in pages}
    results = {
        name: (kehoach.parse_file(CORPUS / "corpus" / gold["document"]).model_dump(mode="json"), None)
        for name, gold in golds.items()
    }
    tallies, _, broken, (silent, *_) = scorer.score(golds, results)
    rows = {field: tally.row() for field, tally in tallies.items()}
    return Accuracy(len(golds), rows, broken, silent)


@pytest.mark.parametrize("part", ["seeds", "corpus"])
def test_no_field_falls_below_its_floor(part: str) -> None:
    accuracy = measure(part)
    assert (accuracy.broken, accuracy.silent) == ([], 0)
    floors = FLOORS[part]
    assert {field: row[2] for field, row in accuracy.fields.items() if row[2] < floors.get(field, 0)} == {}
    assert set(floors) <= set(accuracy.fields), "a floor for a field that is not measured"


def test_the_readme_shows_what_was_measured(recorded: Callable[[Path, str], None]) -> None:
    accuracy = measure("corpus")
    table = f"| in {accuracy.documents} documents | there are | precision | recall | F1 |\n"
    table += "| --- | ---: | ---: | ---: | ---: |\n"
    for field in SHOWN:
        precision, recall, f1, there = accuracy.fields[field]
        table += f"| {field} | {there} | {precision:.3f} | {recall:.3f} | {f1:.3f} |\n"
    recorded(README, MARKS.sub(rf"\g<1>{table}\g<2>", README.read_text("utf-8")))
