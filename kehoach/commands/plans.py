"""Plans that a command compares or shows: documents, or the JSON that `kehoach parse` printed of them."""

from __future__ import annotations

from typing import BinaryIO

import click

from kehoach.commands.inputs import failing_as
from kehoach.errors import ReadError
from kehoach.language import LANGUAGES, Language, choose_language
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


def _choose(ctx: click.Context, option: click.Parameter, value: str | None) -> Language:
    return choose_language(value)


language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    callback=_choose,
    help="English or Vietnamese; the locale's where it is not given.",
)
