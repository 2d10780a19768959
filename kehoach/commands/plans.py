"""Plans that a command compares or shows: documents, or the JSON that `kehoach parse` printed of them."""

from __future__ import annotations

from typing import BinaryIO

from kehoach.commands.inputs import failing_as
from kehoach.errors import ReadError
from kehoach.models import Plan
from kehoach.read import Limits, open_source
from kehoach.read.plan_json import load_plans


def open_plan(name: str, limits: Limits) -> Plan:
    """The one Plan of a file: of a document, or as `kehoach parse` printed it.

    Raises `ReadError` where the file holds several.
    """
    with failing_as(name), open_source(name) as file:
        return pick_plan(file, name, limits)


def pick_plan(file: BinaryIO, name: str, limits: Limits) -> Plan:
    """The one Plan in an open file. Raises `ReadError` where it holds several."""
    plans = list(load_plans(file, name, limits))
    if len(plans) != 1:
        raise ReadError(f"{name} holds {len(plans)} plans, not one.", "Give each a file of its own.")
    return plans[0]
