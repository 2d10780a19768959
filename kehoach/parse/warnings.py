"""Warnings that quote the words they speak of."""

from __future__ import annotations

from kehoach.document import Document
from kehoach.values import Span, Warning, WarningCode


def warn(code: WarningCode, message: str, document: Document, start: int, end: int) -> Warning:
    """A warning at the words between two offsets; they stand for `{}` in its message."""
    return Warning(code, message.replace("{}", document.quote(start, end)), Span(start, end))
