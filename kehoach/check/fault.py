"""A fault and its place, and the two commonest ways to find one: an empty key, a warning of the parser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kehoach.models import Plan, Span

_QUOTED = 90  # characters of a quotation in a message


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where a rule is broken (`None`: the document as a whole) and the values of its message."""

    span: Span | None
    values: dict[str, str] = field(default_factory=dict)


def find_absent(key: str) -> Callable[[Plan], Iterator[Fault]]:
    """A rule's `find` for a key of the plan that holds nothing."""

    def find(plan: Plan) -> Iterator[Fault]:
        if not getattr(plan, key):
            yield Fault(None)

    return find


def find_warned(code: str) -> Callable[[Plan], Iterator[Fault]]:
    """A rule's `find` for what the parser warns of under this code."""

    def find(plan: Plan) -> Iterator[Fault]:
        for span in warned(plan, code):
            yield Fault(span, {"words": quote(plan, span)})

    return find


def warned(plan: Plan, code: str) -> Iterator[Span | None]:
    """The places of the parser's warnings with this code."""
    return (warning.span for warning in plan.warnings if warning.code == code)


def quote(plan: Plan, span: Span | None) -> str:
    """The words of a span in one line, shortened at a word's end.

    They stand in messages, so that an author finds the place in Word, which knows no offsets.
    """
    words = " ".join(plan.text[span.start : span.end].split()) if span else ""
    if len(words) <= _QUOTED:
        return words
    return words[:_QUOTED].rsplit(" ", 1)[0] + " …"


def written(iso: str) -> str:
    """An ISO date as a plan writes it.

    >>> written("2026-08-01"), written("2026-08")
    ('01/08/2026', '08/2026')
    """
    return "/".join(reversed(iso.split("-")))
