"""What a start must not pay for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "kehoach"
MODULES = {str(file.relative_to(PACKAGE)): file.read_text("utf-8") for file in sorted(PACKAGE.rglob("*.py"))}
TUPLES = {name: source for name, source in MODULES.items() if "(NamedTuple)" in source}


@pytest.mark.parametrize("source", TUPLES.values(), ids=TUPLES)
def test_named_tuples_know_their_types(source: str) -> None:
    """`typing` compiles each annotation that is a text: of all the tuples, a thirtieth of a start."""
    assert "from __future__ import annotations" not in source


def test_the_parser_imports_no_more_than_it_needs() -> None:
    program = "import sys, kehoach.parse; print(sorted({'calendar', 'pydantic', 'regex'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
