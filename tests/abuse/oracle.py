"""What must hold of any input at all: a Plan that keeps its promises, or a refusal in one sentence."""

from __future__ import annotations

from pathlib import Path

import kehoach
from kehoach.errors import ReadError
from kehoach.models import Plan
from tests.promises import broken_promises

ROOT = Path(__file__).parents[2]


def faults(content: bytes | str) -> list[str]:
    """What an input breaks, one sentence each. An exception but `ReadError` is not caught."""
    try:
        if isinstance(content, str):
            plans = [kehoach.parse_text(content) for _ in range(2)]
        else:
            plans = [kehoach.parse_file(content, name="x") for _ in range(2)]
    except ReadError as error:
        if not error.message or not error.hint or "\n" in str(error):
            return [f"the refusal {str(error)!r} is not one sentence and a hint"]
        return []
    printed = [plan.model_dump_json() for plan in plans]
    found = broken_promises(plans[0])
    if printed[0] != printed[1]:
        found.append("the second time it is another plan")
    if Plan.model_validate_json(printed[0]).model_dump_json() != printed[0]:
        found.append("the JSON does not read back the same")
    return found
