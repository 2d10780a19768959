"""`kehoach diff`: what changed from one plan to another."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click

from kehoach import Limits
from kehoach.commands.inputs import PLACE, limits_option
from kehoach.commands.language import language_option
from kehoach.commands.plans import open_plan
from kehoach.commands.terminal import print_json
from kehoach.compare import (
    Change,
    Difference,
    compare_plans,
    describe_deadline,
    describe_rewording,
    describe_task,
)
from kehoach.language import Language, Phrase
from kehoach.models import Plan, Task

_SAME = Phrase(
    "no difference in header, tasks, cited documents and recipients",
    "thể thức, nhiệm vụ, văn bản viện dẫn và nơi nhận không có gì khác nhau",
)
_COUNTS = Phrase(
    "tasks: {added} added, {gone} gone, {changed} changed, {moved} moved",
    "nhiệm vụ: thêm {added}, bỏ {gone}, sửa {changed}, chuyển chỗ {moved}",
)
_MOVED = Phrase("moved", "chuyển chỗ")
_NOTHING = Phrase("nothing", "không có")
KEYS = {
    "document_type": Phrase("type", "tên loại"),
    "number": Phrase("number", "số, ký hiệu"),
    "symbol": Phrase("symbol", "ký hiệu"),
    "place": Phrase("place", "địa danh"),
    "date": Phrase("date", "ngày ban hành"),
    "issuer": Phrase("issuer", "cơ quan ban hành"),
    "superior": Phrase("superior agency", "cơ quan chủ quản"),
    "title": Phrase("title", "tên"),
    "signature": Phrase("signature", "người ký"),
    "content": Phrase("content", "nội dung"),
    "scope": Phrase("scope", "phạm vi"),
    "lead_units": Phrase("lead", "chủ trì"),
    "supporting_units": Phrase("support", "phối hợp"),
    "deadlines": Phrase("deadline", "thời hạn"),
    "products": Phrase("product", "sản phẩm"),
    "other": Phrase("other fields", "mục khác"),
    "cited_documents": Phrase("cited documents", "văn bản viện dẫn"),
    "addressees": Phrase("addressees", "kính gửi"),
    "recipients": Phrase("recipients", "nơi nhận"),
}


@click.command(
    epilog="""\b
Examples:
  kehoach diff draft.docx signed.docx
  kehoach diff --lang vi old.json new.docx
  kehoach diff -f json old.docx new.docx | jq '.tasks.added[].title'
"""
)
@click.argument("old", type=PLACE)
@click.argument("new", type=PLACE)
@click.option(
    "-f",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="text (default) for people; json.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 where a difference is shown.")
@language_option
@limits_option
@click.pass_context
def command(
    ctx: click.Context,
    old: str,
    new: str,
    format: str,
    exit_code: bool,
    language: Language,
    limits: Limits,
) -> None:
    """Show what changed from one plan to another: header, tasks, cited documents, recipients.

    OLD and NEW are documents, or JSON files that `kehoach parse` wrote. Other text is not compared; two files
    that `kehoach text` wrote show that to any diff.
    """
    plans = open_plan(old, limits), open_plan(new, limits)
    difference = compare_plans(*plans)
    if format == "json":
        print_json([_encode(*plans, difference)])
    else:
        for line in _write_people(*plans, difference, language):
            click.echo(line)
    ctx.exit(1 if exit_code and difference else 0)


def _write_people(old: Plan, new: Plan, difference: Difference, language: Language) -> Iterator[str]:
    yield click.style(f"--- {old.source.name}", fg="red")
    yield click.style(f"+++ {new.source.name}", fg="green")
    if not difference:
        yield _SAME.say(language)
        return
    for change in difference.header:
        yield from _write_change(change, language, "")
    moved = sum(change.moved for change in difference.changed)
    changed = sum(bool(change.changes) for change in difference.changed)
    counts = {
        "added": len(difference.added),
        "gone": len(difference.gone),
        "changed": changed,
        "moved": moved,
    }
    yield click.style(_COUNTS.say(language, **counts), bold=True)
    for task in difference.gone:
        yield from _write_task("-", task, language)
    for task in difference.added:
        yield from _write_task("+", task, language)
    for pair in difference.changed:
        place = pair.new.id if pair.old.id == pair.new.id else f"{pair.old.id} → {pair.new.id}"
        note = f" ({_MOVED.say(language)})" if pair.moved else ""
        yield f"~ {place}{note}  {describe_task(pair.new)}"
        for change in pair.changes:
            yield from _write_change(change, language, "    ")
    for change in difference.lists:
        yield from _write_change(change, language, "")


def _write_task(sign: str, task: Task, language: Language) -> Iterator[str]:
    colour = "red" if sign == "-" else "green"
    yield click.style(f"{sign} {task.id}  {describe_task(task)}", fg=colour)
    for key, values in (
        ("lead_units", [unit.name for unit in task.lead_units]),
        ("deadlines", [describe_deadline(deadline) for deadline in task.deadlines]),
    ):
        if values:
            yield click.style(f"    {KEYS[key].say(language)}: {'; '.join(values)}", fg=colour)


def _write_change(change: Change, language: Language, indent: str) -> Iterator[str]:
    name = KEYS[change.key].say(language)
    if change.gone or change.added:
        yield f"{indent}{name}:"
        for sign, colour, values in (("-", "red", change.gone), ("+", "green", change.added)):
            for value in values:
                yield indent + click.style(f"  {sign} {value}", fg=colour)
    elif change.old and change.new and change.key in ("title", "content", "scope"):
        yield f"{indent}{name}: {describe_rewording(change.old, change.new)}"
    else:
        nothing = _NOTHING.say(language)
        yield f"{indent}{name}:"
        yield indent + click.style(f"  - {change.old or nothing}", fg="red")
        yield indent + click.style(f"  + {change.new or nothing}", fg="green")


def _encode(old: Plan, new: Plan, difference: Difference) -> bytes:
    """An object: the two sources, the header's changes, the tasks', and the lists'."""
    encoded = {
        "old": old.source.model_dump(),
        "new": new.source.model_dump(),
        "header": [_change(change) for change in difference.header],
        "tasks": {
            "added": [task.model_dump() for task in difference.added],
            "gone": [task.model_dump() for task in difference.gone],
            "changed": [
                {
                    "old_id": pair.old.id,
                    "new_id": pair.new.id,
                    "title": describe_task(pair.new),
                    "moved": pair.moved,
                    "changes": [_change(change) for change in pair.changes],
                }
                for pair in difference.changed
            ],
        },
        "lists": [_change(change) for change in difference.lists],
    }
    return json.dumps(encoded, ensure_ascii=False, indent=2).encode() + b"\n"


def _change(change: Change) -> dict[str, object]:
    if change.gone or change.added:
        return {"key": change.key, "gone": change.gone, "added": change.added}
    return {"key": change.key, "old": change.old, "new": change.new}
