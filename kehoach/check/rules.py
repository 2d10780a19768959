"""The rules of `kehoach check`: how each fault is found (here) and what is said of it (`rules.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from kehoach.check import assignment, dates, header, outline, recipients, references
from kehoach.check.fault import Fault, find_absent, find_warned
from kehoach.language import Phrase
from kehoach.models import Plan

Level = Literal["error", "warning"]
Changes = tuple[tuple[str, str], ...]  # words of the model plan and what stands in their place

FIND: dict[str, Callable[[Plan], Iterator[Fault]]] = {
    "missing_national_name": header.find_missing_national_name,
    "missing_motto": header.find_missing_motto,
    "missing_issuer": find_absent("issuer"),
    "missing_number": header.find_missing_number,
    "type_against_symbol": header.find_type_against_symbol,
    "missing_place": find_absent("place"),
    "missing_date": find_absent("date"),
    "missing_type": find_absent("document_type"),
    "missing_title": find_absent("title"),
    "label_gap": outline.find_gaps,
    "duplicate_label": outline.find_doubles,
    "missing_lead": assignment.find_missing_leads,
    "missing_deadline": assignment.find_missing_deadlines,
    "unparsed_units": find_warned("unparsed_units"),
    "unparsed_deadline": dates.find_unclear_deadlines,
    "possible_typo": find_warned("possible_typo"),
    "impossible_date": dates.find_impossible_dates,
    "wrong_weekday": dates.find_wrong_weekdays,
    "reversed_period": dates.find_reversed_periods,
    "deadline_before_issue": dates.find_deadlines_before_issue,
    "reference_without_number": references.find_unnumbered,
    "reference_without_date": references.find_undated,
    "two_dates": references.find_two_dates,
    "reference_after_issue": references.find_from_future,
    "missing_recipients": header.find_missing_recipients,
    "unit_not_in_recipients": recipients.find_unreached_units,
    "missing_signature": header.find_missing_signature,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code, how grave a breach is, how it is found, what to tell the author, and examples."""

    code: str
    level: Level
    find: Callable[[Plan], Iterator[Fault]]
    message: Phrase
    hint: Phrase
    bad: Changes
    good: Changes


def _load_rules() -> tuple[Rule, ...]:
    words = tomllib.loads(files(__package__).joinpath("rules.toml").read_text("utf-8"))
    return tuple(
        Rule(
            code,
            entry["level"],
            FIND[code],
            Phrase(entry["en"], entry["vi"]),
            Phrase(entry["hint"]["en"], entry["hint"]["vi"]),
            tuple((old, new) for old, new in entry["bad"]),
            tuple((old, new) for old, new in entry["good"]),
        )
        for code, entry in words.items()
    )


RULES = _load_rules()
