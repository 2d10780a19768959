"""The types of document that the lexicon knows, by name and by code."""

from __future__ import annotations

from functools import cache

from kehoach.fold import fold
from kehoach.lexicon import load_lexicon


@cache
def type_codes() -> dict[str, str]:
    """The code of each type's name, folded: `KH` of `kế hoạch`."""
    types: dict[str, str] = {}
    for group in load_lexicon("document_types").values():
        for code, names in group.items():
            for name in names:
                types.setdefault(fold(name), code)
    return types


@cache
def type_names() -> dict[str, str]:
    """The name of each code: `Kế hoạch` of `KH`."""
    groups = load_lexicon("document_types").values()
    return {code: names[0] for group in groups for code, names in group.items()}
