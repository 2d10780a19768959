"""Plans that were written as JSON before: an object, an array, or JSON Lines."""

from __future__ import annotations

import codecs
import json
import os
import re
from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import BinaryIO

from pydantic import ValidationError

from kehoach import parse_file
from kehoach.errors import ReadError
from kehoach.models import Plan
from kehoach.read import Limits, check_size, holds_json, read_whole

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # what `>` writes in Windows PowerShell
_SPACE = re.compile(r"\s*")
_HEAD = 1024  # bytes that tell JSON from a document


def load_plans(file: BinaryIO, name: str, limits: Limits) -> Iterator[Plan]:
    """The plans in a file: the one that a document says, or those that were written as JSON.

    The file is read once, so a pipe is as good. JSON Lines are read one by one. Raises `ReadError` where it
    cannot be read, is broken JSON, or JSON that is no Plan.
    """
    head = file.read(_HEAD)
    wide = head.startswith(_UTF_16)
    if not holds_json(head.decode("utf-16" if wide else "utf-8-sig", "ignore")):
        yield parse_file(head + read_whole(file, limits), os.path.basename(name), limits)
    elif wide:
        yield from _decode((head + read_whole(file, limits)).decode("utf-16", "replace").encode(), name)
    else:
        head = head.removeprefix(codecs.BOM_UTF8) + file.readline(limits.file)
        rest = iter(partial(file.readline, limits.file), b"")
        yield from _read_lines(chain(head.splitlines(keepends=True), rest), name, limits)


def _read_lines(lines: Iterator[bytes], name: str, limits: Limits) -> Iterator[Plan]:
    first = next(lines)
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):  # an object or array over several lines, or several of them
        content = bytearray(first)
        for line in lines:
            content += line
            check_size(len(content), limits)
        yield from _decode(bytes(content), name)
        return
    yield from _validate(value, f"{name}, line 1")
    for number, line in enumerate(lines, start=2):
        if line.strip():
            try:
                value = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise ReadError(f"{name}, line {number} is broken JSON: {error}.") from error
            yield from _validate(value, f"{name}, line {number}")


def _decode(content: bytes, name: str) -> Iterator[Plan]:
    decode = json.JSONDecoder().raw_decode
    at = 0
    try:
        text = content.decode()
        while space := _SPACE.match(text, at):
            if space.end() == len(text):
                return
            value, at = decode(text, space.end())
            yield from _validate(value, name)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{name} is broken JSON: {error}.") from error


def _validate(value: object, place: str) -> Iterator[Plan]:
    for item in value if isinstance(value, list) else [value]:
        try:
            yield Plan.model_validate(item)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            key = ".".join(map(str, first["loc"])) or "it"
            raise ReadError(
                f"{place} is JSON, but no whole plan: {key}: {first['msg']}.",
                "`kehoach parse` writes whole plans.",
            ) from error
