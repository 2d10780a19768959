"""The sample plans are what their sources build, and show what kehoach reads."""

from __future__ import annotations

import zipfile
from pathlib import Path
from types import ModuleType

import pytest

import kehoach
from tests.scripts import load_script

SAMPLES = Path(__file__).parents[1] / "samples"
SOURCES = sorted(SAMPLES.glob("*.md"))


@pytest.fixture(scope="module")
def build() -> ModuleType:
    return load_script(SAMPLES / "build.py")


def read_parts(package: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(package) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_sample_is_what_its_source_builds(source: Path, build: ModuleType, tmp_path: Path) -> None:
    built = tmp_path / "built.docx"
    built.write_bytes(build.build(source))
    assert build.build(source) == built.read_bytes(), "the same bytes each time"
    assert read_parts(built) == read_parts(source.with_suffix(".docx")), "run `make update`"


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_sample_reads_as_its_source(source: Path) -> None:
    text = kehoach.read_document(source.with_suffix(".docx")).text
    lines = []
    for line in source.read_text("utf-8").replace("*", "").splitlines():
        if not line.startswith("|"):
            lines.append(line)
        elif "---" not in line:
            cells = line.strip("|").split("|")
            lines += [part.strip() for cell in cells for part in cell.split("<br>") if cell.strip() != "^^"]
    assert text.splitlines() == [line for line in lines if line]


def test_the_samples_show_what_kehoach_reads() -> None:
    plans = [kehoach.parse_file(source.with_suffix(".docx")) for source in SOURCES]
    tasks = [task for plan in plans for task in plan.tasks]
    assert {task.origin for task in tasks} >= {"labelled", "inline", "heading", "table"}
    kinds = {deadline.kind for task in tasks for deadline in task.deadlines}
    assert kinds >= {"date", "period", "recurring", "ongoing", "relative"}
    assert any(task.products for task in tasks)
    assert any(task.supporting_units for task in tasks)
    assert any(reference.provisions for plan in plans for reference in plan.legal_references)
    assert any(reference.text.endswith("của Luật") for plan in plans for reference in plan.legal_references)
    assert all(plan.signature and plan.recipients for plan in plans)
