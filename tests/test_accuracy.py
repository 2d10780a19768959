"""Accuracy against gold annotations, where the corpus stands beside the repository."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parents[2] / "shared"
FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))
SEEDS = ("000_", "001_", "002_", "003_", "004_", "dai-son", "lai-chau", "hai-phong", "bac-ninh", "can-duoc")

pytestmark = pytest.mark.skipif(
    not (CORPUS / "score.py").exists(), reason="the annotated corpus is not beside this repository"
)


def measure(gold: Path, report: Path) -> dict[str, Any]:
    """The scorer's report on the documents whose gold stands in a folder."""
    command = f"{sys.executable} -m kehoach parse {{}}"
    done = subprocess.run(
        [sys.executable, CORPUS / "score.py", "--gold", gold, "--run", command, "--json", report],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[1],
    )
    assert report.exists(), done.stdout + done.stderr
    scores: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return scores


@pytest.mark.parametrize("part", ["seeds", "corpus"])
def test_no_field_falls_below_its_floor(part: str, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    for page in (CORPUS / "gold").glob("*.json"):
        if part == "corpus" or page.name.startswith(SEEDS):
            (gold / page.name).symlink_to(page)
    scores = measure(gold, tmp_path / "report.json")
    assert scores["broken"] == []
    floors = FLOORS[part]
    below = {field: scores[field]["f1"] for field in floors if scores[field]["f1"] < floors[field]}
    assert below == {}, f"below their floors: {below}"
