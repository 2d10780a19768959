"""Which input gives which output."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import count

_LONGEST = 255  # bytes of a name


def name_outputs(inputs: Sequence[str]) -> list[str]:
    """The output of each input: its suffix replaced, or kept where two would meet; no two are the same.

    Names that differ only in case or in normal form (NFC, NFD) meet too: they are one on many machines.

    >>> name_outputs(["a.docx", "b/c.docx", "b/c.txt", "b/C.TXT"])
    ['a.json', 'b/c.docx.json', 'b/c.txt.json', 'b/C.TXT~2.json']
    """
    wishes = [os.path.splitext(name)[0] for name in inputs]
    wanted = Counter(map(_key, wishes))
    taken = {_key(folder) for name in inputs for folder in _folders(name)}
    outputs = []
    for name, wish in zip(inputs, wishes, strict=True):
        base = wish if wanted[_key(wish)] == 1 else name
        candidates = (_fit(base, f"~{number}.json" if number > 1 else ".json") for number in count(1))
        output = next(candidate for candidate in candidates if _key(candidate) not in taken)
        taken.add(_key(output))
        outputs.append(output)
    return outputs


def name_folders(folders: Sequence[str]) -> list[str]:
    """What stands before the names of each folder's documents: nothing for one, its own name for several.

    >>> name_folders(["plans/2025", "plans/2026/", "old/2025"])
    ['2025/', '2026/', '2025~2/']
    >>> name_folders(["plans"])
    ['']
    """
    if len(folders) == 1:
        return [""]
    seen: Counter[str] = Counter()
    prefixes = []
    for folder in folders:
        own = os.path.basename(folder.rstrip("/") if "://" in folder else os.path.abspath(folder)) or "root"
        seen[_key(own)] += 1
        number = seen[_key(own)]
        prefixes.append(f"{own}/" if number == 1 else f"{own}~{number}/")
    return prefixes


def _fit(name: str, ending: str) -> str:
    """A name with an ending, cut where a file system has no room for it."""
    folder, slash, own = name.rpartition("/")
    while len(os.fsencode(own + ending)) > _LONGEST:
        own = own[:-1]
    return folder + slash + own + ending


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _folders(name: str) -> list[str]:
    parts = name.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts))]
