"""Plans that a command compares or shows: documents, or the JSON that `kehoach parse` printed of them."""

from __future__ import annotations

from pathlib import Path

import click

from kehoach.commands.inputs import parse_safely
from kehoach.errors import ReadError
from kehoach.language import LANGUAGES, Language, choose_language
from kehoach.models import Plan


def open_plan(name: str) -> Plan:
    """The Plan of a file: a document is parsed, the JSON of one plan is taken as it is.

    Raises `ReadError` for JSON that is no plan.
    """
    if Path(name).suffix.lower() != ".json":
        return parse_safely(name)
    from pydantic import ValidationError

    try:
        return Plan.model_validate_json(Path(name).read_bytes())
    except OSError as error:
        raise ReadError(f"{name} cannot be read: {error.strerror or error}.") from error
    except ValidationError as error:
        raise ReadError(
            f"{name} is not the JSON of one plan ({error.error_count()} faults).",
            "Make it with: kehoach parse FILE -o FILE.json",
        ) from error


def _choose(ctx: click.Context, option: click.Parameter, value: str | None) -> Language:
    return choose_language(value)


language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    callback=_choose,
    help="English or Vietnamese; the locale's where it is not given.",
)
