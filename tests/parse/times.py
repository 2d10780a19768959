"""Deadlines as cases of words: how one is shown in one line."""

from __future__ import annotations

from kehoach.models import Deadline, Warning


def show_deadlines(deadlines: list[Deadline], warnings: list[Warning], *, scopes: bool = False) -> str:
    """`kind start..end rule [scope]` of each, `<` before an end that is not included, `~` where the year is
    inferred; then the codes of the warnings."""
    shown = " + ".join(_show(deadline, scopes) for deadline in deadlines) or "-"
    return " ".join([shown, *(f"!{warning.code}" for warning in warnings)])


def _show(deadline: Deadline, scopes: bool) -> str:
    bound = "" if deadline.end_inclusive else "<"
    parts: list[str] = [deadline.kind]
    if deadline.start or deadline.end:
        parts.append(f"{deadline.start or ''}..{bound if deadline.end else ''}{deadline.end or ''}")
    if deadline.recurrence:
        parts.append(bound + deadline.recurrence)
    if "year" in deadline.inferred:
        parts[-1] += "~"
    if scopes and deadline.scope:
        parts.append(f"[{deadline.scope}]")
    return " ".join(parts)
