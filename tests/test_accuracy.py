"""Accuracy against gold annotations, where the corpus stands beside the repository."""

from __future__ import annotations

import json
import re
import tomllib
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
CLAIMED = (  # what the README shows
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

    fields: dict[str, tuple[float, float, float, int]]  # precision, recall, F1, how many there are
    broken: list[str]
    silent: int  # wrong tasks without a warning
    needless: int  # right tasks with one


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
    tallies, _, broken, (silent, needless, _) = scorer.score(golds, results)
    return Accuracy({field: tally.row() for field, tally in tallies.items()}, broken, silent, needless)


@pytest.mark.parametrize("part", ["seeds", "corpus"])
def test_no_field_falls_below_its_floor(part: str) -> None:
    accuracy = measure(part)
    assert accuracy.broken == []
    floors = FLOORS[part]
    assert {field: row[2] for field, row in accuracy.fields.items() if row[2] < floors.get(field, 0)} == {}
    assert set(floors) <= set(accuracy.fields), "a floor for a field that is not measured"


def test_the_readme_claims_no_more_than_was_measured(request: pytest.FixtureRequest) -> None:
    fields, page = measure("corpus").fields, README.read_text("utf-8")
    if request.config.getoption("--update"):
        head = "| | in the documents | precision | recall | F1 |\n| --- | --- | --- | --- | --- |\n"
        rows = [(field, fields[field]) for field in CLAIMED]
        table = "".join(f"| {field} | {n} | {p:.3f} | {r:.3f} | {f:.3f} |\n" for field, (p, r, f, n) in rows)
        README.write_text(MARKS.sub(rf"\g<1>{head}{table}\g<2>", page), "utf-8")
        return
    claims = re.findall(r"^\| ([\w ]+) \| \d+ \| [\d.]+ \| [\d.]+ \| ([\d.]+) \|$", page, re.M)
    assert [field for field, _ in claims] == list(CLAIMED)
    assert {field: claim for field, claim in claims if float(claim) > fields[field][2] + 0.001} == {}
