"""The closing paragraph: what the last words of a document say and ask, which is no duty."""

from __future__ import annotations

from kehoach.document import Document, Passage
from kehoach.lexicon import load_words
from kehoach.parse.document_types import type_codes
from kehoach.parse.patterns import Pattern
from kehoach.parse.pieces import opening
from kehoach.parse.units import match_units


def _words(key: str) -> tuple[str, ...]:
    return load_words("signatures", key)


_ASKED = Pattern(r"\b \N<asks> \b", asks=lambda: _words("asks"))
_BY_DAY = Pattern(r"\b (?: trước | chậm \s nhất | muộn \s nhất ) \b [^.;,]{0,30}? \d")
LABELLED = Pattern(
    r"(?: [ivxlc]+ | \d+ (?: \.\d+ )* | [a-zđ] ) \s* (?: [.)] | / (?! \d ) ) | \( \w{1,3} \) | [-+*•●▪]"
)


def find_paragraph(document: Document, number: int) -> tuple[int, int]:
    """The first and the last block of the sentence that this one has a part of."""
    first = last = number
    while first > 0 and document.folded[document.end_of(first - 1)] == " ":
        first -= 1
    while last + 1 < len(document.blocks) and document.folded[document.end_of(last)] == " ":
        last += 1
    return first, last


def is_closing(document: Document, number: int) -> bool:
    """Whether a paragraph is one that closes the document, or a note on what is sent with it."""
    first, last = find_paragraph(document, number)
    block = document.blocks[first]
    if block.cell is not None or block.note or block.label:
        return False
    folded = document.folded[document.starts[first] : document.end_of(last)]
    if LABELLED.match(folded):
        return False
    if folded.startswith("("):
        return folded.rstrip(".;/ ").endswith(")")
    if opening(_words("closing"), folded):
        return True
    asked = _ASKED.search(folded)  # `Nhận được …, đề nghị X … trước ngày …`: a duty
    if ". giao " in folded or "; giao " in folded or (asked and _BY_DAY.search(folded, asked.end())):
        return False
    return (
        speaks_of_itself(folded)
        or _tells_of_trouble(folded)
        or _asks_at_last(folded)
        or asks_to_obey(Passage(document, document.starts[first], document.end_of(last)))
    )


def asks_no_more(folded: str) -> bool:
    """Whether what is asked of a unit is only that it be done: `… yêu cầu Sở Y tế | thực hiện./.`"""
    left, done = _without_course(f" {folded.strip(' ./')}")
    return done and not left.strip(" ,")


def asks_to_obey(paragraph: Passage) -> bool:
    """Whether words ask for nothing but that what stands above be done: `Yêu cầu các đơn vị … thực hiện.`"""
    return _asks_all(paragraph.folded) or _asks_listed(paragraph) or _all_obey(paragraph)


def speaks_of_itself(folded: str) -> bool:
    """`Kế hoạch này có hiệu lực …`, `Nhận được Công văn này, …`, `Căn cứ nội dung Chỉ thị này, …`."""
    rest = _names_itself(folded)
    return rest is not None and (opening(_words("received"), folded) > 0 or has_effect(folded))


def has_effect(folded: str) -> bool:
    """`Kế hoạch này có hiệu lực …`: what becomes of the document, and no duty."""
    rest = _names_itself(folded)
    if rest is None or opening(_words("received"), folded):
        return False
    return opening(_words("effects"), rest) > 0


def _names_itself(folded: str) -> str | None:
    """What stands behind the name of the document itself (`Căn cứ Kế hoạch này | , …`), where it opens."""
    words, this, rest = folded[:80].partition(" này")
    name = words[opening(_words("received"), words) :].strip()
    return rest.lstrip() if this and (name in type_codes() or name in _words("itself")) else None


def _tells_of_trouble(folded: str) -> bool:
    """`Trong quá trình thực hiện, nếu có khó khăn, vướng mắc …`."""
    return opening(_words("course"), folded) > 0 and any(word in folded for word in _words("trouble"))


def _without_trouble(sentence: str) -> str:
    """A sentence without what its last clauses tell of trouble: `… thực hiện | , vướng mắc báo cáo Sở …`."""
    at = sentence.find(", ")
    while at >= 0 and not _tells_of_trouble(sentence[at + 2 :]):
        at = sentence.find(", ", at + 2)
    return sentence[:at] if at >= 0 else sentence


def _asks_all(folded: str) -> bool:
    """`… yêu cầu các đơn vị nghiêm túc thực hiện.`, `… trân trọng …`; what is asked by a day is a duty.

    However they are asked to do it, where the next sentence tells what to do in trouble.
    """
    sentence, _, next_sentence = folded.partition(". ")
    sentence = _without_name(_without_trouble(sentence.partition(";")[0].rstrip(" ./")))[0]
    asked, done = _without_course(sentence)
    ground = f"{asked} ".partition(" căn cứ ")[2].strip()
    if (
        done
        and opening(_words("all"), sentence)
        and " căn cứ" in asked
        and (not ground or ground in _words("grounds"))
    ):
        return True
    if " kính " in sentence and " xem xét" in sentence:  # a report, a submission
        return True
    if "trân trọng" in sentence or ("thông báo" in asked and asked.endswith(" biết")):
        return True
    if " gửi " in sentence and sentence.endswith(_words("sent")):
        return True
    at = min((at for word in _words("asks") if (at := sentence.find(word)) >= 0), default=-1)
    if at < 0 or not (done or _tells_of_trouble(next_sentence)) or any(map(str.isdigit, sentence)):
        return False
    return any(f" {word} " in sentence[at:] for word in _words("all"))


def _asks_at_last(folded: str) -> bool:
    """The last words ask all for nothing more, and what stands before gives nobody a duty."""
    before, stop, last = folded.rpartition(". ")
    return (
        bool(stop) and _asks_all(last) and not any(f" {word} " in f" {before} " for word in _words("gives"))
    )


def _asks_listed(paragraph: Passage) -> bool:
    """`Yêu cầu Chủ tịch UBND các xã; Giám đốc các sở nghiêm túc thực hiện.`: those asked, cut at `;`."""
    folded = paragraph.folded
    ends = (at + len(word) for word in _words("asks") if 0 <= (at := folded.find(word)) < folded.find(";"))
    behind = min(ends, default=-1)
    if behind < 0:
        return False
    start = paragraph.start + len(folded) - len(folded[behind:].lstrip())
    asked, end = match_units(Passage(paragraph.document, start, paragraph.end))
    rest = paragraph.document.folded[end : paragraph.end]
    return len(asked) > 1 and _asks_all(f"yêu cầu các đơn vị{rest}")


def _all_obey(paragraph: Passage) -> bool:
    """`Chủ tịch UBND các xã, Thủ trưởng các sở chịu trách nhiệm thực hiện nghiêm Chỉ thị này.`

    `Căn cứ Hướng dẫn, các đơn vị nghiêm túc thực hiện.` Not an article of a decision: `Các sở, ngành chịu
    trách nhiệm thi hành Quyết định này`.
    """
    words = paragraph.folded.rstrip(" ./")
    begin = words.find(", ") + 2 if words.startswith("căn cứ ") else 0
    units, end = match_units(paragraph._replace(start=paragraph.start + begin))
    rest, name = _without_name(words[end - paragraph.start :])
    if not units or not (name or begin) or name in ("quyết định", "nghị quyết"):
        return False
    left, done = _without_course(rest)
    return done and left.strip(" ,") in ("", "có trách nhiệm", "chịu trách nhiệm")


def _without_name(sentence: str) -> tuple[str, str]:
    """A sentence without the document's own name at its end, and that name: `… thực hiện | Chỉ thị này`."""
    words = sentence.removesuffix(" này")
    if words == sentence:
        return sentence, ""
    names = (name for name in (*type_codes(), *_words("itself")) if words.endswith(f" {name}"))
    name = max(names, key=len, default="")
    return words.removesuffix(name), name


def _without_course(sentence: str) -> tuple[str, bool]:
    """A sentence without the words at its end that ask for nothing but that it be done, and whether they do.

    `… các đơn vị nghiêm túc thực hiện, không được chậm trễ` does; `… các đơn vị báo cáo đầy đủ` does not, nor
    does `… các đơn vị báo cáo tình hình thực hiện`.
    """
    done = False
    while True:
        sentence = sentence.rstrip(" ,")
        if sentence.endswith(_words("told")):
            return sentence, False
        verb = next((word for word in _words("done") if sentence.endswith(f" {word}")), "")
        word = verb or next((word for word in _words("manner") if sentence.endswith(f" {word}")), "")
        if not word:
            return sentence, done
        done = done or bool(verb)
        sentence = sentence.removesuffix(word)
