"""The page that leads to the review pages of many plans."""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import quote

from kehoach.language import Language
from kehoach.models import Plan
from kehoach.review.html import Html, join, tag
from kehoach.review.words import tell, write_filter

_COLUMNS = (
    "interface.file",
    "keys.number",
    "keys.date",
    "keys.issuer",
    "keys.title",
    "interface.tasks",
    "interface.warnings",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the index: what its plan and page are, or why there is none."""

    name: str
    page: str = ""
    words: tuple[str, ...] = ()
    tasks: int = 0
    warnings: int = 0
    failure: str = ""

    @classmethod
    def of(cls, name: str, page: str, plan: Plan) -> Entry:
        """The entry of a plan, without the plan: an index may have thousands."""
        words = (plan.number or plan.symbol, plan.date, plan.issuer, plan.title)
        return cls(name, page, tuple(word or "" for word in words), len(plan.tasks), len(plan.warnings))


def write_index(entries: list[Entry], language: Language) -> Html:
    """The body of the index: a row for each file, the failed ones first, then those with most warnings."""

    heads = (tell(key, language, "th", scope="col") for key in _COLUMNS)
    rows = (
        _write_entry(entry, language)
        for entry in sorted(entries, key=lambda entry: (not entry.failure, -entry.warnings, entry.name))
    )
    count = tag("span", str(len(entries)), class_="count")
    return join(
        (
            tag(
                "header",
                tag("h1", tell("interface.plans", language), " ", count),
                tag(
                    "div",
                    write_filter(language),
                    tell("interface.other_language", language, "button", type="button", id="language"),
                    class_="controls",
                ),
                id="top",
            ),
            tag(
                "main",
                tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows)),
                tell("interface.nothing_left", language, "p", id="nothing-left", hidden=""),
                class_="index",
                tabindex=0,
            ),
        )
    )


def _write_entry(entry: Entry, language: Language) -> Html:
    if entry.failure:
        failure = tag(
            "td", tell("interface.failed", language), ": ", entry.failure, colspan=len(_COLUMNS) - 1
        )
        return tag("tr", tag("th", entry.name, scope="row"), failure, class_="card failed")
    return tag(
        "tr",
        tag("th", tag("a", entry.name, href=quote(os.fsencode(entry.page))), scope="row"),
        *(tag("td", word, lang="vi") for word in entry.words),
        *(tag("td", str(number), class_="number") for number in (entry.tasks, entry.warnings)),
        class_="card",
    )
