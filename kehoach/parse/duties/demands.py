"""What a sentence demands, and of whom: `Yêu cầu các đơn vị …`, `UBND xã đề nghị X …`."""

from __future__ import annotations

from kehoach.document import Passage
from kehoach.lexicon import load_words
from kehoach.parse.duties.sentence import OPENING, Duty, match_asked
from kehoach.parse.patterns import Pattern
from kehoach.parse.verbs import read_predicate, skip

_DEMAND = Pattern(r"\N<demand> (?= [ :] )", demand=lambda: load_words("assignments", "demand"))


def find_asked(sentence: Passage) -> Duty | None:
    """Whom a lead-in sentence asks, whoever asks: `Thường trực Huyện ủy yêu cầu các chi bộ thực hiện:`.

    The leads are empty where those who are asked could not be read.
    """
    document, folded, text = sentence.document, sentence.document.folded, sentence.document.text
    for verb in _ASKS.finditer(folded, sentence.start, sentence.end):
        begin = max(sentence.start, *(folded.rfind(mark, sentence.start, verb.start()) + 1 for mark in ",;"))
        begin = skip(folded, begin, verb.start())
        asker = text[begin : verb.start()].strip()
        if not asker[:1].isupper() or len(asker) > 80 or OPENING.match(folded, begin, verb.start()):
            continue
        if not text[verb.start()].islower() or asker == "Xét" or asker.startswith("Được "):
            continue  # `Ban Chỉ đạo`, `Xét đề nghị Giám đốc Sở A, …`, `Được sự chỉ đạo của …`
        behind = skip(folded, verb.end(), sentence.end)
        units, end = match_asked(Passage(document, behind, sentence.end), people=True)
        if units:
            return Duty("assign", sentence.start, sentence.end, tuple(units), (), end)
        informs = verb[0] in load_words("assignments", "informing")
        asked = not (informs or read_predicate(folded, behind, sentence.end))  # not `yêu cầu | tiếp tục …`
        if asked and _ADDRESSED.match(folded, behind, sentence.end):
            return Duty("assign", sentence.start, sentence.end, (), (), behind)
    return None


_ASKS = Pattern(
    r"(?<! \w ) (?<! được [ ] ) (?<! theo [ ] )"
    r" (?: \L<assign> | \L<informing> ) (?= [ ] )",
    assign=lambda: load_words("assignments", "assign"),
    informing=lambda: load_words("assignments", "informing"),
)
_ADDRESSED = Pattern(  # who, and then what they are to do
    r"(?! (?: của | tại | về | số | như | một [ ] số | (?: các [ ] | những [ ] )? nội [ ] dung ) \b )"
    r" (?: (?! (?: thực [ ] hiện | triển [ ] khai | tập [ ] trung ) \b ) \w+ [ ,;]+ ){2,40}?"
    r" (?: tổ [ ] chức | thực [ ] hiện | triển [ ] khai | tập [ ] trung | khẩn [ ] trương | lưu [ ] ý ) \b"
)


def informs(sentence: Passage) -> bool:
    """Whether a sentence instructs and demands nothing: `Tỉnh đoàn hướng dẫn các cơ sở Đoàn như sau:`."""
    folded = sentence.folded
    told = any(f" {word} " in folded for word in load_words("assignments", "informing") if word != "chỉ đạo")
    return told and not any(f" {word} " in folded for word in ("giao", *load_words("assignments", "demand")))


def find_demand(passage: Passage) -> str | None:
    """The verb of the demand that a sentence begins with (`Yêu cầu các đơn vị …`, `Chỉ đạo X …`)."""
    folded = passage.document.folded
    match = _DEMAND.match(folded, skip(folded, passage.start, passage.end), passage.end)
    return match[0] if match is not None else None
