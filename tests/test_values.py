"""The plain values are the contract's: names, order and types of the models, and the same JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import pytest

from kehoach import models, values
from kehoach.parse import read_plan
from kehoach.read import read_document
from kehoach.write.json import encode_plan

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.docx"))
KINDS = [kind for kind in vars(values).values() if isinstance(kind, type) and hasattr(kind, "_fields")]


def plain(hint: Any) -> Any:
    """A type without what pydantic checks of it, its parts in one order."""
    if get_origin(hint) is Annotated:
        return plain(get_args(hint)[0])
    if get_origin(hint) is Literal:
        return ("one of", *sorted(get_args(hint)))
    if args := get_args(hint):
        parts = [plain(part) for part in args]
        return ("list" if get_origin(hint) is list else "or", *sorted(parts, key=str))
    return hint.__name__


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_values_have_the_keys_and_types_of_the_models(kind: type) -> None:
    model = getattr(models, kind.__name__)
    own = {name: plain(hint) for name, hint in get_type_hints(kind).items() if name != "rule"}
    theirs = {
        name: plain(hint)
        for name, hint in get_type_hints(model, include_extras=True).items()
        if name in model.model_fields and name != "schema_version"
    }
    assert list(own.items()) == list(theirs.items())


def test_every_model_has_its_value() -> None:
    contract = {
        name
        for name, kind in vars(models).items()
        if isinstance(kind, type) and issubclass(kind, models.Model) and kind.model_fields
    }
    assert contract == {kind.__name__ for kind in KINDS}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
@pytest.mark.parametrize("indent", [2, None])
def test_values_are_written_as_the_models_are(sample: Path, indent: int | None) -> None:
    plan = read_plan(read_document(sample))
    written = values.to_model(plan).model_dump_json(indent=indent).encode() + b"\n"
    assert encode_plan(plan, indent=indent) == written
