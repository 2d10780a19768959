"""Plan → bytes: one module for each format, and files that are never half-written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, BinaryIO

from kehoach.errors import UsageError
from kehoach.write.files import replace_file
from kehoach.write.json import check_fields, encode_array, encode_lines

if TYPE_CHECKING:
    from kehoach.models import Plan

ENCODERS = {"json": encode_array, "jsonl": encode_lines}


def write_plans(
    plans: Iterable[Plan],
    target: str | os.PathLike[str] | BinaryIO,
    format: str = "json",
    fields: Sequence[str] = (),
) -> None:
    """Write plans to a path or a binary file: a JSON array (`json`) or one compact line each (`jsonl`).

    They are written as they come, so that many cost no more memory than one, and a path is replaced in one
    step when all is there. `fields` picks top-level keys. Raises `KehoachError` where there is no such format
    or key, or the file cannot be written.
    """
    if format not in ENCODERS:
        raise UsageError(f"There is no format “{format}”.", f"Choose from {', '.join(ENCODERS)}.")
    check_fields(fields)
    pieces = ENCODERS[format](plans, fields)
    if isinstance(target, str | os.PathLike):
        with replace_file(target) as file:
            file.writelines(pieces)
    else:
        target.writelines(pieces)
