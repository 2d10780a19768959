"""What the author of a plan should mend before it is signed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kehoach.check.fault import Fault
from kehoach.check.rules import RULES, Rule
from kehoach.language import Language
from kehoach.models import Plan, Section, Span

__all__ = ["CODES", "RULES", "Finding", "Rule", "check_plan", "find_line", "find_section"]

CODES = tuple(rule.code for rule in RULES)


@dataclass(frozen=True, slots=True)
class Finding:
    """A breach of a rule in a plan."""

    rule: Rule
    fault: Fault

    @property
    def span(self) -> Span | None:
        return self.fault.span

    def message(self, language: Language) -> str:
        """What is wrong, in one sentence."""
        return self.rule.message.say(language, **self.fault.values)

    def hint(self, language: Language) -> str:
        """What to do about it."""
        return self.rule.hint.say(language)


def check_plan(plan: Plan, ignore: Collection[str] = ()) -> list[Finding]:
    """The breaches of the rules in a plan: those of the whole document first, then in reading order."""
    found = [Finding(rule, fault) for rule in RULES if rule.code not in ignore for fault in rule.find(plan)]
    return sorted(found, key=lambda finding: finding.span.start if finding.span else -1)


def find_line(plan: Plan, span: Span) -> tuple[int, int]:
    """The line and column, both from 1, at which a span begins in what `kehoach text` prints."""
    before = plan.text.rfind("\n", 0, span.start) + 1
    return plan.text.count("\n", 0, span.start) + 1, span.start - before + 1


def find_section(plan: Plan, span: Span) -> str | None:
    """The path of the innermost section in which a span begins."""

    def holding(sections: list[Section]) -> Iterator[Section]:
        for section in sections:
            if section.span.start <= span.start < section.span.end:
                yield section
                yield from holding(section.children)

    return max((s.path for s in holding(plan.sections)), key=len, default=None)
