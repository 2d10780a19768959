"""Plans as JSON: UTF-8, the keys in the order of the models, a line break at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kehoach.models import Plan


def encode_plan(plan: Plan, fields: Sequence[str] = (), indent: int | None = 2) -> bytes:
    """One plan as a JSON object; `fields` picks top-level keys, `indent=None` puts it on one line."""
    return plan.model_dump_json(indent=indent, include=set(fields) or None).encode() + b"\n"


def encode_lines(plans: Iterable[Plan], fields: Sequence[str] = ()) -> Iterator[bytes]:
    """JSON Lines: each plan on a line of its own."""
    return (encode_plan(plan, fields, indent=None) for plan in plans)


def encode_array(plans: Iterable[Plan], fields: Sequence[str] = ()) -> Iterator[bytes]:
    """A JSON array, one piece for each plan as it comes."""
    opening = b"[\n"
    for plan in plans:
        yield opening + b"  " + encode_plan(plan, fields).rstrip().replace(b"\n", b"\n  ")
        opening = b",\n"
    yield b"[]\n" if opening == b"[\n" else b"\n]\n"
