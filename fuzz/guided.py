"""Fuzzing guided by coverage: `make fuzz SECONDS=3600`, or `python fuzz/guided.py FOLDER-OF-FINDINGS`.

A first byte chooses: the rest is a text, a file of any bytes, or the seed and depth of a mutated Word file.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))

with atheris.instrument_imports(include=["kehoach"]):
    import kehoach.parse
    import kehoach.read.word  # noqa: F401
    from tests.abuse.mutations import mutate_trees
    from tests.abuse.oracle import ROOT, faults
    from tests.words import lexicon_words

WORDS = lexicon_words()
FILES = [page.read_bytes() for page in sorted((ROOT / "samples").glob("*.docx"))]


def try_input(content: bytes) -> None:
    """Fail where the input breaks a promise."""
    way, rest = content[:1], content[1:]
    if way < b"\x80":
        found = faults(" ".join(_spell(rest)))
    elif way < b"\xe0":
        found = faults(rest)
    else:
        random = Random(rest)
        found = faults(mutate_trees(random, random.choice(FILES), WORDS))
    if found:
        raise AssertionError(found)


def _spell(codes: bytes) -> list[str]:
    """Two bytes are a word of the lexicon where the first is high, else characters as they are."""
    text, pieces = codes.decode("utf-8", "replace"), []
    for part in text.split("~"):
        pieces.append(WORDS[sum(map(ord, part)) % len(WORDS)] if len(part) == 2 else part)
    return pieces


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_input)
    atheris.Fuzz()
