"""How good `kehoach trace` is on real plans, where the corpus stands beside the repository."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kehoach
from kehoach.trace import trace_tasks

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
PAGE = Path(__file__).parents[2] / "docs" / "reading.md"

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside this repository")

# the tasks of the higher plan that a careful reader finds again in the lower one
JUDGED = {
    "a city's": ("002_", "000_", {"II/1/a/-2", "II/6/a", "II/6/b", "II/6/c", "II/7", "II/8/-1"}),
    "a province's": (
        "003_",
        "000_",
        {"II/1", "II/2/a", "II/2/b", "II/3/a", "II/5/a", "II/5/b", "II/5/c", "II/6"},
    ),
}


@pytest.mark.parametrize("name", JUDGED)
def test_the_documentation_says_how_good_tracing_is(name: str) -> None:
    higher, lower, truth = JUDGED[name]
    parent, child = (kehoach.parse_file(next(CORPUS.glob(f"{start}*"))) for start in (higher, lower))
    states = {traced.task.id: traced.state for traced in trace_tasks(parent, [child]).tasks}
    assert truth <= set(states)
    found = {
        state: {id for id, was in states.items() if was == state} for state in ("taken", "perhaps", "left")
    }
    row = next(line for line in PAGE.read_text("utf-8").split("\n") if line.startswith(f"| {name}"))
    assert list(map(int, re.findall(r"\d+", row))) == [
        len(states),
        len(truth),
        len(found["taken"] & truth),
        len(found["taken"] - truth),
        len(found["perhaps"] & truth),
        len(found["perhaps"] - truth),
        len(found["left"] & truth),
    ]
