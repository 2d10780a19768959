"""Which line goes on with the sentence of the one before: a PDF or OCR broke it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from kehoach.expressions import compile
from kehoach.fold import fold
from kehoach.lexicon import load_lexicon, load_words

if TYPE_CHECKING:
    from kehoach.document import Block

_ENDS = frozenset(".;:!?")
_LABEL = r"(?:[a-zđ]{1,4}[.)/][.)/:–-]?|[a-zđ],|\([a-zđ0-9]{1,4}\))(?:\s|$)"
_ALONE = compile(  # a label, and no more
    r"\d{1,2} (?: \. \d{1,2} ){0,3} [.)] | [IVX]{1,4} \. | [a-zđ] \) | Điều [ ] \d{1,3} \."
)
_LABEL_BELOW = rf"{_LABEL}|[IVX]+[.)]|Điều \d|Phần|PHẦN|PHỤ LỤC"
_HEADING = r"(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*)[.)] "
_NUMBERED = r"\d{1,2}(?:\.\d{1,2})*[.)]\s"
_DATED = (
    r"\bngày\n\d{1,2}(?: tháng\b|/\d{1,2}/)|\btháng\n\d{1,2} năm\b|\bnăm\n(?:19|20)\d\d\b|\bsố\n\d{1,5} ?[/-]"
)
_YEARS = r" (?:19|20)\d\d(?:\n[-–] | [-–]\n)(?:19|20)\d\d\b"  # `… giai đoạn 2021` / `- 2025, …`
_PAGE = compile(  # its number, folded
    r"\d{1,3} | - [ ]? \d{1,3} [ ]? - | trang [ ] \d{1,3} (?: [ ]? / [ ]? \d{1,3} )?"
)
_FULL_LINE = 40  # characters; a shorter line that ends in a comma may be an item of a list


def continues_sentence(previous: str, line: str) -> bool:
    """Whether a line goes on with the sentence of the one before.

    It begins in lower case, is no label (`a)`), and what stands before did not end in `.`, `;` or `:`. One
    that begins with a capital goes on where no sentence can end before it: `… của` / `Thủ tướng Chính phủ`;
    one that begins with a digit, where a number is due: `… ngày 23 tháng` / `4 năm 2018 …`. A short line
    (`Lâm An, ngày`) goes on with the rest of the date or number alone, a ground with who proposed, half a
    name with its other half: `Sở Lao động` / `- Thương binh và Xã hội`. A label alone goes on with its text,
    `Điều` with its number, a labelled heading in capitals with a line in capitals: `I. MỤC` / `TIÊU:`.
    """
    if len(previous) < 12 and _ALONE.fullmatch(previous):
        return line[:1].isalpha() and not re.match(_LABEL_BELOW, line)
    if previous == "Điều":
        return re.match(r"\d{1,3}\.", line) is not None
    if previous.isupper() and line.isupper() and previous[-1] not in _ENDS and re.match(_HEADING, previous):
        agency = fold(line).startswith(load_words("letterhead", "agencies"))
        return line[0].isalpha() and not agency and not re.match(_LABEL_BELOW, line)
    closes = previous.rfind("(") > previous.rfind(")") and previous[-1:] not in _ENDS
    if closes and re.match(r"[\w ]{1,20}\)", line):
        return True  # `… (GIAI ĐOẠN` / `II)`
    if re.search(_YEARS, f"{previous[-7:]}\n{line[:7]}"):
        return True
    long = len(previous) > _FULL_LINE
    if line[:1].islower():
        path = "\\" in line  # of the file, below the list of recipients
        return not path and previous[-1:] not in _ENDS and not re.match(_LABEL, line)
    if line[:1].isdigit():
        if long:
            return previous.endswith(_words("number")) and not re.match(_NUMBERED, line)
        return re.search(_DATED, f"{previous[-5:]}\n{line[:9]}") is not None
    if any(previous.endswith(half) and line.startswith(rest) for half, rest in _halves()):
        return True
    if not line[:1].isupper() or re.match(r"Điều \d+\.", line):
        return False
    noun = previous.endswith(_words("noun"))
    enacts = line.isupper() and not previous.isupper()  # `…,` / `QUYẾT ĐỊNH:`
    if previous.endswith(_words("open")) and not noun:
        return not (enacts and len(line) > _FULL_LINE / 2)  # `… trực thuộc` / `BAN THƯỜNG VỤ ĐẢNG ỦY XÃ …`
    full = long or previous.startswith(tuple(load_lexicon("lines")["ground"])) or previous.startswith("Điều ")
    named = previous.endswith(_words("name")) or (previous.endswith(",") and long)
    asked = previous.endswith(_words("whom")) and not (noun or _tells_topic(previous[-_FULL_LINE:]))
    return full and ((named and not enacts) or asked)


def _tells_topic(words: str) -> bool:
    """Whether the last words are about a topic: `Chế độ thông tin, báo cáo`."""
    clause = re.split("[.;:]", words.lower())[-1]
    return any(re.search(rf"\b{topic.strip()}\b", clause) for topic in _words("topic"))


@cache
def _words(key: str) -> tuple[str, ...]:
    """The words of a list, each behind a space."""
    return tuple(f" {word}" for word in load_lexicon("lines")[key])


@cache
def _halves() -> tuple[tuple[str, str], ...]:
    """The names that a line can break, in two parts."""
    parts = (name.split(" / ") for name in load_lexicon("lines")["halves"])
    return tuple((f" {half}", rest) for half, rest in parts)


def fold_blocks(blocks: Sequence[Block]) -> str:
    """The folded text of a document: a line break inside a sentence is a space, every other one stays.

    The number of a page inside a sentence is blank: `… với các sở và` / `2` / `UBND các xã`.
    """
    lines = fold("\n".join(block.text for block in blocks)).split("\n")
    parts: list[str] = []
    previous: Block | None = None
    numbered = ""  # the line of a page's number, until it is known whether the sentence goes on behind it
    broken = _is_broken(blocks)
    within = False  # whether the line before is the rest of a sentence
    for at, (block, line) in enumerate(zip(blocks, lines, strict=False)):
        if previous is not None:
            if not numbered and at < len(blocks) - 1 and _counts_page(previous, block, line):
                numbered = line
                continue
            joined = not _is_set(previous) and not _is_set(block) and _goes_on(previous, block, line)
            if broken and not joined and not _is_set(block):
                joined = _runs_on(previous, block, within=within)
            within = joined
            if numbered:
                joined = joined and (not numbered.isdigit() or len(previous.text) > _FULL_LINE)
                parts += [" ", " " * len(numbered)] if joined else ["\n", numbered]
                numbered = ""
            parts.append(" " if joined else "\n")
        parts.append(line)
        previous = block
    return "".join(parts)


def _is_broken(blocks: Sequence[Block]) -> bool:
    """Whether a text is broken into lines of some width: a third of them begin within a sentence."""
    within = sum(block.text[:1].islower() and block.text[1:2] not in (".", ")", "/") for block in blocks)
    return within * 3 > len(blocks)


def _runs_on(previous: Block, block: Block, *, within: bool) -> bool:
    """Whether a line of a broken text goes on with a capital: `- … với UBND xã` / `Lâm An khẩn trương …`.

    So do the rest of a sentence (`within`), a bullet, and any line that ends in the first word of a name; in
    small letters the rest of a pair of words: `… phát triển kinh tế` / `- xã hội`.
    """
    line, words = block.text.lstrip('("“'), previous.text
    if re.match(r"[-–] \w", line):
        return line[2].islower() and words[-1:].isalpha() and len(words) > _FULL_LINE / 2
    begins = line[:1].isalpha() and not line.isupper() and not re.match(_LABEL_BELOW, block.text)
    full = (within or words[:2] in ("- ", "+ ")) and words[-1:].isalnum() and len(words) > _FULL_LINE / 2
    return begins and not _is_set(previous) and (full or words.endswith(_words("name")))


def _counts_page(previous: Block, block: Block, line: str) -> bool:
    """Whether a line is the number of a page, and none that the line before lacks: `… ngày` / `15`."""
    if _PAGE.fullmatch(line) is None or _is_set(block) or block.label:
        return False
    return not continues_sentence(previous.text, block.text)


def _is_set(block: Block) -> bool:
    """Whether a block is no line of the text's own: a cell, or a note."""
    return block.cell is not None or block.note


def _goes_on(previous: Block, block: Block, line: str) -> bool:
    begins = line[:1].isalnum() or "thương binh" in line[:13] or line[2:6].isdigit()
    numbered = previous.text.strip() == previous.label  # an empty paragraph that Word numbers
    return begins and not block.label and not numbered and continues_sentence(previous.text, block.text)
