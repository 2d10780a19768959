"""Each wording is read once: tables and folders of plans name the same units and days again and again."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

from kehoach.document import Passage
from kehoach.values import Deadline, Span, Unit, Warning

Value = TypeVar("Value", Unit, Deadline)
Options = ParamSpec("Options")
_KEPT = 4096  # wordings of one kind
_LONGEST = 400  # characters; longer ones do not come again


def read_once(
    read: Callable[Concatenate[Passage, Options], tuple[list[Value], list[Warning]]],
) -> Callable[Concatenate[Passage, Options], tuple[list[Value], list[Warning]]]:
    """A reader that reads a wording once, and moves what it read to wherever the same words stand.

    It must look at nothing but the words, the characters beside them, and its further arguments.
    """
    known: dict[tuple[Any, ...], tuple[int, tuple[list[Value], list[Warning]]]] = {}

    def reader(
        passage: Passage, /, *given: Options.args, **options: Options.kwargs
    ) -> tuple[list[Value], list[Warning]]:
        start = passage.start
        if passage.end - start > _LONGEST:
            return read(passage, *given, **options)
        key = (*_words_around(passage), *given, *options.items())
        found = known.get(key)
        if found is None:
            if len(known) >= _KEPT:
                known.clear()
            found = known[key] = start, read(passage, *given, **options)
        there, (values, warnings) = found
        return _moved(values, start - there), _moved(warnings, start - there)

    update_wrapper(reader, read)
    return reader


def _words_around(passage: Passage) -> tuple[str, str, int, int]:
    document, start, end = passage
    around = slice(max(0, start - 1), end + 1)
    return document.text[around], document.folded[around], start - around.start, end - start


def _moved(values: list[Any], by: int) -> list[Any]:
    return [
        value._replace(span=Span(span.start + by, span.end + by)) if (span := value.span) else value
        for value in values
    ]
