"""What the documentation keeps of the code is what the code says."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_schema_in_the_docs_is_the_one_of_the_models(recorded: Callable[[Path, str], None]) -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "kehoach", "schema"], capture_output=True, check=True, cwd=ROOT
    ).stdout
    recorded(ROOT / "docs" / "schema.json", printed.decode())


def test_every_relative_link_of_the_docs_leads_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    links = [
        (page, target)
        for page in pages
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text("utf-8"))
    ]
    assert {target for page, target in links if page.name == "README.md" and page.parent.name == "docs"} >= {
        page.name for page in (ROOT / "docs").glob("*.md") if page.name != "README.md"
    }
    assert [f"{page.name}: {target}" for page, target in links if not (page.parent / target).exists()] == []
