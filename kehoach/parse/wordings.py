"""Each wording is read once: tables and folders of plans name the same units and days again and again."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from kehoach.document import Passage
from kehoach.values import Span, Warning

Value = TypeVar("Value")  # a unit, a deadline
Options = ParamSpec("Options")
_KEPT = 1 << 19  # characters of the wordings of one kind


class ReadOnce(Generic[Options, Value]):
    """A reader that reads a wording once, and moves what it read to wherever the same words stand.

    What it decorates must look at nothing but the words, the characters beside them and its other arguments.
    """

    def __init__(
        self, read: Callable[Concatenate[Passage, Options], tuple[list[Value], list[Warning]]]
    ) -> None:
        update_wrapper(self, read)
        self.read = read
        self.known: dict[tuple[Any, ...], tuple[int, tuple[list[Value], list[Warning]]]] = {}
        self.kept = 0

    def __call__(
        self, passage: Passage, *given: Options.args, **options: Options.kwargs
    ) -> tuple[list[Value], list[Warning]]:
        document, start, end = passage
        around = slice(max(0, start - 1), end + 1)
        words = document.text[around], document.folded[around], start - around.start, end - start
        key = (*words, *given, *options.items())
        found = self.known.get(key)
        if found is None:
            self.kept += end - start
            if self.kept > _KEPT:
                self.known.clear()
                self.kept = end - start
            found = self.known[key] = start, self.read(passage, *given, **options)
        there, (values, warnings) = found
        return _moved(values, start - there), _moved(warnings, start - there)


def _moved(values: list[Any], by: int) -> list[Any]:
    if not by:
        return list(values)
    return [
        value._replace(span=Span(span.start + by, span.end + by)) if (span := value.span) else value
        for value in values
    ]
