"""Faults of the citations: no number, no date, two dates for one document, a date after the plan's own."""

from __future__ import annotations

from collections.abc import Iterator

from kehoach.check.fault import Fault, quote, warned, written
from kehoach.check.words import load_words
from kehoach.fold import fold
from kehoach.models import LegalReference, Plan, Span
from kehoach.parse.patterns import Pattern
from kehoach.parse.references.mention import words_of

_UNNUMBERED = Pattern(
    r"""
    \b (?P<type> \L<types> ) \s
    (?: số \s? :? \s? [._]* \s? (?: / \s? (?: [^\W\d_] | [&-] )+ )? \s? )?   # số, số …, số   /KH-UBND
    ngày \s (?: [\d._] [\d/._]* )                                # ngày 04/5/2026, ngày …/…/2026
    """,
    types=lambda: load_words("numbered"),
)


def find_undated(plan: Plan) -> Iterator[Fault]:
    """Numbered documents that no mention dates, at their first mention.

    A law or ordinance is cited by type and name alone: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6.
    """
    laws = words_of("types.laws")
    dated = {c.document for c in plan.cited_documents if c.date}
    for reference in _first_mentions(plan):
        if reference.number and reference.type not in laws and reference.document not in dated:
            yield Fault(reference.span, {"words": reference.text})


def find_unnumbered(plan: Plan) -> Iterator[Fault]:
    """Documents cited with the number left open, or by their date alone: `Kế hoạch số … ngày 04/5/2026`."""
    spans = [span for span in warned(plan, "unparsed_reference") if span]
    for found in _UNNUMBERED.finditer(fold(plan.text)):
        if not any(span.start < found.end() and found.start() < span.end for span in spans):
            spans.append(Span(start=found.start(), end=found.end()))
    for span in spans:
        yield Fault(span, {"words": quote(plan, span)})


def find_two_dates(plan: Plan) -> Iterator[Fault]:
    """Mentions that date a document otherwise than an earlier mention does."""
    first: dict[str, str] = {}
    for reference in plan.legal_references:
        if reference.date is None:
            continue
        earlier = first.setdefault(reference.document, reference.date)
        shorter = min(len(earlier), len(reference.date))
        if earlier[:shorter] != reference.date[:shorter]:
            yield Fault(
                reference.span,
                {"words": reference.text, "date": written(reference.date), "other": written(earlier)},
            )


def find_from_future(plan: Plan) -> Iterator[Fault]:
    """Mentions dated after the plan that cites them."""
    for reference in plan.legal_references:
        if reference.date and plan.date:
            shorter = min(len(plan.date), len(reference.date))
            if reference.date[:shorter] > plan.date[:shorter]:
                yield Fault(reference.span, {"words": reference.text, "issued": written(plan.date)})


def _first_mentions(plan: Plan) -> Iterator[LegalReference]:
    seen: set[str] = set()
    for reference in plan.legal_references:
        if reference.document not in seen:
            seen.add(reference.document)
            yield reference
