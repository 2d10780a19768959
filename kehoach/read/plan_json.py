"""Plans that were written as JSON before: an object, an array, or JSON Lines."""

from __future__ import annotations

import codecs
import json
import re
import sys
from collections.abc import Iterator
from typing import BinaryIO

from pydantic import ValidationError

from kehoach import parse_file
from kehoach.errors import ReadError
from kehoach.models import Plan

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # what `>` writes in Windows PowerShell
_SPACE = re.compile(r"\s*")
_OPENING = re.compile(r'\s*(?:\{\s*(?:"|$)|\[\s*(?:[{\]]|$))')  # {"… or [{…, or the bracket alone on its line


def load_plans(name: str) -> Iterator[Plan]:
    """The plans in a file (`-` is standard input): the one that a document says, or those written as JSON.

    The first line tells: `[DỰ THẢO] KẾ HOẠCH` begins a document. JSON Lines are read one by one.
    Raises `ReadError` where the file cannot be read, is broken JSON, or JSON that is no Plan.
    """
    if name == "-":
        yield from _read(sys.stdin.buffer, name)
        return
    try:
        with open(name, "rb") as file:
            if _is_json(file.readline(256)):
                file.seek(0)
                yield from _read(file, name)
                return
    except OSError:
        pass  # the reader says best what is wrong with it
    yield parse_file(name)


def _is_json(head: bytes) -> bool:
    text = head.decode("utf-16" if head.startswith(_UTF_16) else "utf-8-sig", "ignore")
    return _OPENING.match(text) is not None


def _read(file: BinaryIO, name: str) -> Iterator[Plan]:
    first = file.readline()
    if not _is_json(first):
        yield parse_file(first + file.read(), name=name)
        return
    if first.startswith(_UTF_16):
        yield from _decode((first + file.read()).decode("utf-16", "replace").encode(), name)
        return
    opening = first.removeprefix(codecs.BOM_UTF8)
    try:
        value = json.loads(opening)
    except (ValueError, RecursionError):  # an object or array over several lines, or several of them
        yield from _decode(opening + file.read(), name)
        return
    yield from _validate(value, f"{name}, line 1")
    for number, line in enumerate(file, start=2):
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
