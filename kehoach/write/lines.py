"""Tasks as JSON Lines: each with the plan that it stands in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from kehoach.models import Task
from kehoach.write.rows import Selected

# what a line says of the plan, before the keys of the task
PLAN_KEYS = ("source", "sha256", "number", "date", "issuer")
KEYS = (*PLAN_KEYS, *Task.model_fields)


def encode_tasks(selected: Iterable[Selected], keys: Sequence[str] = KEYS) -> Iterator[bytes]:
    """A line for each task: what `PLAN_KEYS` say of its plan, then the task's own keys."""
    for each in selected:
        plan = each.plan
        about = {
            "source": plan.source.name,
            "sha256": plan.source.sha256,
            "number": plan.number,
            "date": plan.date,
            "issuer": plan.issuer,
        }
        for task in each.tasks:
            line = {**about, **task.model_dump(mode="json")}
            picked = {key: line[key] for key in line if key in keys}
            yield json.dumps(picked, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
