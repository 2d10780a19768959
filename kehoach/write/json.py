"""Plans as JSON: UTF-8, the keys in the order of the contract, a line break at the end."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from kehoach import values
from kehoach.errors import UsageError

if TYPE_CHECKING:
    from kehoach import models

    AnyPlan: TypeAlias = models.Plan | values.Plan

_TOGETHER = (
    10_000  # pieces, each a key, a value or a bracket: all at once take ten times the room of the text
)


def check_fields(fields: Sequence[str]) -> None:
    """Raise `UsageError` where a plan has no such top-level key."""
    keys = ["schema_version", *values.Plan._fields]
    if unknown := [name for name in fields if name not in keys]:
        raise UsageError(f"There is no key {unknown[0]!r} in a plan.", f"Choose from {', '.join(keys)}.")


def encode_plan(plan: AnyPlan, fields: Sequence[str] = (), indent: int | None = 2) -> bytes:
    """One plan as a JSON object; `fields` picks top-level keys, `indent=None` puts it on one line."""
    keys = values.to_data(plan) if isinstance(plan, values.Plan) else plan.model_dump()
    if fields:
        keys = {key: value for key, value in keys.items() if key in fields}
    if indent is None:
        return json.dumps(keys, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    content = BytesIO()
    pieces = json.JSONEncoder(ensure_ascii=False, indent=indent).iterencode(keys)
    while part := "".join(islice(pieces, _TOGETHER)):
        content.write(part.encode())
    content.write(b"\n")
    return content.getvalue()


def encode_lines(plans: Iterable[AnyPlan], fields: Sequence[str] = ()) -> Iterator[bytes]:
    """JSON Lines: each plan on a line of its own."""
    return (encode_plan(plan, fields, indent=None) for plan in plans)


def encode_array(plans: Iterable[AnyPlan], fields: Sequence[str] = ()) -> Iterator[bytes]:
    """A JSON array, one piece for each plan as it comes."""
    opening = b"[\n"
    for plan in plans:
        yield opening + b"  " + encode_plan(plan, fields).rstrip().replace(b"\n", b"\n  ")
        opening = b",\n"
    yield b"[]\n" if opening == b"[\n" else b"\n]\n"
