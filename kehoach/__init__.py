"""kehoach reads a Vietnamese administrative plan: who does what by when, and under which law.

>>> import kehoach
>>> plan = kehoach.parse_text("KẾ HOẠCH\\nPhát động tháng vệ sinh môi trường")
>>> plan.text.splitlines()[0] == "KẾ HOẠCH"
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kehoach.errors import KehoachError
    from kehoach.models import Plan
    from kehoach.parse import parse_document
    from kehoach.read import Limits, Readable, read_document
    from kehoach.write import write_plans

__version__ = "0.1.0"

__all__ = [
    "KehoachError",
    "Limits",
    "Plan",
    "parse_document",
    "parse_file",
    "parse_text",
    "read_document",
    "write_plans",
]

# public name → the module it lives in, imported when the name is first used
_HOMES = {
    "KehoachError": "kehoach.errors",
    "Limits": "kehoach.read",
    "Plan": "kehoach.models",
    "parse_document": "kehoach.parse",
    "read_document": "kehoach.read",
    "write_plans": "kehoach.write",
}


def parse_file(source: Readable, name: str | None = None, limits: Limits | None = None) -> Plan:
    """The Plan that a document says, from a path, bytes, a binary file or a python-docx `Document`.

    The format (Word, plain text, Markdown) is told by the content, not by the name. A `str` is always a path,
    `-` is standard input. `name` is what `Plan.source.name` says of a source that has no name of its own.
    `limits` says how large the source may be where that is more than a file from outside may be.
    Raises `KehoachError` where the source cannot be read; parsing itself never fails.
    """
    from kehoach.parse import parse_document
    from kehoach.read import read_document

    return parse_document(read_document(source, name=name, limits=limits))


def parse_text(text: str, name: str = "-") -> Plan:
    """The Plan that a text says: plain text or Markdown that the caller holds. Any text gives a Plan."""
    from kehoach.parse import parse_document
    from kehoach.read import read_string

    return parse_document(read_string(text, name=name))


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'kehoach' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
