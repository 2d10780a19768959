"""Which line goes on with the sentence of the one before: a PDF or OCR broke it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from kehoach.fold import fold
from kehoach.lexicon import load_lexicon

if TYPE_CHECKING:
    from kehoach.document import Block

_ENDS = frozenset(".;:!?")
_LABEL = r"(?:[a-zđ]{1,4}[.)/][.)/:–-]?|[a-zđ],|\([a-zđ0-9]{1,4}\))(?:\s|$)"
_DATED = (
    r"\bngày\n\d{1,2}(?: tháng\b|/\d{1,2}/)|\btháng\n\d{1,2} năm\b|\bnăm\n(?:19|20)\d\d\b|\bsố\n\d{1,5} ?[/-]"
)
_FULL_LINE = 40  # characters; a shorter line that ends in a comma may be an item of a list


def continues_sentence(previous: str, line: str) -> bool:
    """Whether a line goes on with the sentence of the one before.

    It begins in lower case, is no label (`a)`), and what stands before did not end in `.`, `;` or `:`. One
    that begins with a capital goes on where no sentence can end before it: `… của` / `Thủ tướng Chính phủ`;
    one that begins with a digit, where a number is due: `… ngày 23 tháng` / `4 năm 2018 …`. A short line
    (`Lâm An, ngày`) goes on with the rest of the date or number alone, a ground with who proposed.
    """
    long = len(previous) > _FULL_LINE
    if line[:1].islower():
        return previous[-1:] not in _ENDS and not re.match(_LABEL, line)
    if line[:1].isdigit():
        if long:
            return previous.endswith(_words("number"))
        return re.search(_DATED, f"{previous[-5:]}\n{line[:9]}") is not None
    if not line[:1].isupper() or re.match(r"Điều \d+\.", line):
        return False
    if previous.endswith(_words("open")):
        return True
    full = long or previous.startswith(tuple(load_lexicon("lines")["ground"]))
    enacts = line.isupper() and not previous.isupper()  # `…,` / `QUYẾT ĐỊNH:`
    named = previous.endswith(_words("name")) or (previous.endswith(",") and long)
    asked = previous.endswith(_words("whom")) and not _tells_topic(previous[-_FULL_LINE:])
    return full and ((named and not enacts) or asked)


def _tells_topic(words: str) -> bool:
    """Whether the last words are about a topic: `Chế độ thông tin, báo cáo`."""
    clause = re.split("[.;:]", words.lower())[-1]
    return any(re.search(rf"\b{topic.strip()}\b", clause) for topic in _words("topic"))


@cache
def _words(key: str) -> tuple[str, ...]:
    """The words of a list, each behind a space."""
    return tuple(f" {word}" for word in load_lexicon("lines")[key])


def fold_blocks(blocks: Sequence[Block]) -> str:
    """The folded text of a document: a line break inside a sentence is a space, every other one stays."""
    lines = fold("\n".join(block.text for block in blocks)).split("\n")
    parts: list[str] = []
    previous: Block | None = None
    for block, line in zip(blocks, lines, strict=False):
        if previous is not None:
            joined = (
                line[:1].isalnum()
                and previous.cell is None
                and block.cell is None
                and not previous.note
                and not block.note
                and not block.label
                and continues_sentence(previous.text, block.text)
            )
            parts.append(" " if joined else "\n")
        parts.append(line)
        previous = block
    return "".join(parts)
