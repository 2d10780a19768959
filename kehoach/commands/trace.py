"""`kehoach trace`: which tasks of a higher plan its lower plans take up."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import click

from kehoach import Limits
from kehoach.commands.inputs import PLACE, limits_option
from kehoach.commands.language import language_option
from kehoach.commands.plans import open_plan
from kehoach.commands.terminal import print_json
from kehoach.compare import describe_task
from kehoach.language import Language, Phrase
from kehoach.models import Plan
from kehoach.trace import ENOUGH, Match, Trace, trace_tasks

_COUNT = Phrase(
    "{taken} of {all} tasks are taken up (=), {perhaps} perhaps (?), {left} are left (-).",
    "{taken}/{all} nhiệm vụ được cụ thể hóa (=), {perhaps} có thể (?), {left} chưa thấy (-).",
)
_MEASURE = Phrase(
    "Counted: pairs of neighbouring syllables that both write and that tell tasks apart; = from {enough}.",
    "Cách đếm: số cặp âm tiết liền nhau cùng có, đủ để phân biệt nhiệm vụ; từ {enough} cặp là “=”.",
)
_CITES = Phrase("cites the higher plan", "có viện dẫn kế hoạch cấp trên")
_CITES_NOT = Phrase("does not cite the higher plan's number", "không viện dẫn số của kế hoạch cấp trên")
_SHARED = Phrase("{shared} of {telling} pairs", "{shared}/{telling} cặp")


@click.command(
    epilog="""\b
Examples:
  kehoach trace province.docx commune.docx
  kehoach trace --lang vi province.json communes/*.docx
  kehoach trace -f json province.docx commune.docx | jq '.tasks[] | select(.state == "left").id'
"""
)
@click.argument("parent", type=PLACE)
@click.argument("children", metavar="CHILD...", nargs=-1, required=True, type=PLACE)
@click.option(
    "-f", "--format", type=click.Choice(["text", "json"]), default="text", help="For people, or JSON."
)
@language_option
@limits_option
def command(parent: str, children: tuple[str, ...], format: str, language: Language, limits: Limits) -> None:
    """Show which tasks of a higher plan its lower plans take up, and which are left.

    It compares words, not meanings: what it shows is where to look. The words in common stand beside each
    task, so that a person can decide. The plans are documents, or JSON files that `kehoach parse` wrote.
    """
    higher, lower = open_plan(parent, limits), [open_plan(child, limits) for child in children]
    trace = trace_tasks(higher, lower)
    if format == "json":
        print_json([_encode(higher, lower, trace)])
    else:
        for line in _write_people(lower, trace, language):
            click.echo(line)


def _write_people(lower: Sequence[Plan], trace: Trace, language: Language) -> Iterator[str]:
    states = [traced.state for traced in trace.tasks]
    numbers = {state: states.count(state) for state in ("taken", "perhaps", "left")}
    yield click.style(_COUNT.say(language, all=len(states), **numbers), bold=True)
    yield _MEASURE.say(language, enough=ENOUGH)
    for plan, cites in zip(lower, trace.citing, strict=True):
        yield f"{plan.source.name}: {(_CITES if cites else _CITES_NOT).say(language)}"
    signs = {"taken": ("=", "green"), "perhaps": ("?", "yellow"), "left": ("-", "red")}
    for traced in trace.tasks:
        sign, colour = signs[traced.state]
        yield click.style(f"{sign} {traced.task.id}  {describe_task(traced.task)}", fg=colour)
        for match in traced.telling_matches:
            yield f"    {_write_match(match, lower, language)}"


def _write_match(match: Match, lower: Sequence[Plan], language: Language) -> str:
    shared = _SHARED.say(language, shared=match.shared, telling=match.telling)
    words = ", ".join(f"“{phrase}”" for phrase in match.phrases)
    task = describe_task(match.task)
    return f"{lower[match.plan].source.name} {match.task.id}  {task}\n      {shared}: {words}"


def _encode(higher: Plan, lower: Sequence[Plan], trace: Trace) -> bytes:
    """An object: the plans, and each task of the higher one with its state and the tasks that share words."""
    encoded = {
        "parent": higher.source.model_dump(),
        "children": [
            {**plan.source.model_dump(), "cites_parent": cites}
            for plan, cites in zip(lower, trace.citing, strict=True)
        ],
        "tasks": [
            {
                "id": traced.task.id,
                "title": describe_task(traced.task),
                "state": traced.state,
                "matches": [
                    {
                        "child": match.plan,
                        "id": match.task.id,
                        "title": describe_task(match.task),
                        "shared": match.shared,
                        "telling": match.telling,
                        "words": match.phrases,
                    }
                    for match in traced.matches
                ],
            }
            for traced in trace.tasks
        ],
    }
    return json.dumps(encoded, ensure_ascii=False, indent=2).encode() + b"\n"
