"""Vietnamese text from before Unicode: TCVN3 (ABC, the .VnTime fonts) and VNI (VNI-Times), made Unicode.

Both put Vietnamese letters where Latin-1 has other characters: such a text reads `Céng hoµ x· héi`. What
a text is written in is told by its syllables. The name of a font only says how much of a text belongs
together and how many syllables are proof: text that is Unicode already stays as it is, whatever its font.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Literal

from kehoach.read.names import VAL, W

if TYPE_CHECKING:
    from lxml.etree import _Element

    from kehoach.read.styles import Styles

Encoding = Literal["TCVN3", "VNI"]

# TCVN3 has capitals only of the letters without tone: words in capitals are small letters in a font whose
# name ends in H.
_TCVN3 = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)
# VNI writes a mark behind its vowel (ô and ö are its ơ and ư), and a few letters by one character.
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303",
    "ä": "\u0302\u0323", "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309",
    "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_LETTERS = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
# Patterns as text are compiled when a document in an old encoding first needs them; `re` keeps them then.
_VNI = f"(?i)([aeouyôö])([{''.join(_VNI_MARKS)}])|[{''.join(_VNI_LETTERS)}]"
_VNI_MARK = f"(?i)[{''.join(_VNI_MARKS)}]"

_LETTERS_OF_UNICODE = (
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
)
# What no Vietnamese text in Unicode writes next to a letter («» it does).
_STRANGE = "¡¢£¤¥¦§¨©ª¬®µ¶·¸¹¼½¾ÆÇËÎÏÑÖ×ØÜÞßäåæçëîïñö÷øûüþ"
_SUSPECT = re.compile(f"[{_STRANGE}]")
_BESIDE_LETTER = f"[A-Za-z][{_STRANGE}]|[{_STRANGE}][A-Za-z]"
_WORD = "[A-Za-z\xa1-\xff\u0102-\u1ef9]*[\xa1-\u1ef9][A-Za-z\xa1-\xff\u0102-\u1ef9]*"

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED_TONES = "\u0301\u0323"  # the only ones before a closing c, ch, p or t
_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
    "i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu "
    "o oa oac oach oai oan oang oanh oat oay oăc oăm oăn oăng oăt oc oe oen oet oi om on ong oong op ot "
    "ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung "
    "uôc uôi uôm uôn uông uôt uơ up ut uy uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưng ươc ươi ươm ươn "
    "ương ươp ươt ươu ưt ưu "
    "y yêm yên yêt yêu"
)
_SYLLABLE = (
    r"(?:ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"  # the opening consonant
    rf"(?:{'|'.join(sorted(_RIMES.split(), key=len, reverse=True))})"
)


def is_suspect(text: str) -> bool:
    """Whether a text holds characters that no Vietnamese text in Unicode writes next to a letter.

    >>> is_suspect("KÕ ho¹ch"), is_suspect("Keá hoaïch"), is_suspect("Kế hoạch «Biển xanh», 5 m²")
    (True, True, False)
    """
    return _SUSPECT.search(text) is not None and re.search(_BESIDE_LETTER, text) is not None


def decode(text: str, encoding: Encoding) -> str:
    """A text of an old encoding in Unicode; one that holds Vietnamese letters of Unicode stays as it is.

    >>> decode("KÕ ho¹ch thùc hiÖn", "TCVN3"), decode("Keá hoaïch thöïc hieän", "VNI")
    ('Kế hoạch thực hiện', 'Kế hoạch thực hiện')
    """
    if re.search(_LETTERS_OF_UNICODE, text):
        return text
    if encoding == "TCVN3":
        return text.translate(_TCVN3)
    return unicodedata.normalize("NFC", re.sub(_VNI, _vni_letter, text))


def _vni_letter(match: re.Match[str]) -> str:
    vowel, mark = match[1], match[2]
    if not vowel:
        letter = _VNI_LETTERS[match[0].lower()]
        return letter.upper() if match[0].isupper() else letter
    plain = _VNI_LETTERS.get(vowel.lower(), vowel.lower())
    return (plain.upper() if vowel.isupper() else plain) + _VNI_MARKS[mark.lower()]


def is_syllable(word: str) -> bool:
    """Whether a word can be one Vietnamese syllable in Unicode.

    >>> [is_syllable(word) for word in ("thực", "Nghiêng", "quyết", "thùc", "ho¹ch", "España")]
    [True, True, True, False, False, False]
    """
    marked = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in marked if mark in _TONES]
    plain = unicodedata.normalize("NFC", "".join(mark for mark in marked if mark not in _TONES))
    if len(tones) > 1 or not re.fullmatch(_SYLLABLE, plain):
        return False
    return not plain.endswith(("c", "ch", "p", "t")) or (tones and tones[0] in _STOPPED_TONES) is True


def tell(texts: Iterable[str], proof: int) -> Encoding | None:
    """The old encoding that texts of one origin are in, or None where they are Unicode (or not Vietnamese).

    Of the words with a character beyond ASCII, at least `proof` and two in three must be syllables in that
    encoding, and more than are syllables as they stand. A text with Vietnamese letters of Unicode has no say.
    """
    words = Counter(
        word
        for text in texts
        if not re.search(_LETTERS_OF_UNICODE, text)
        for word in re.findall(_WORD, text)
        if len(word) > 1
    )
    encodings: tuple[Encoding, ...] = ("TCVN3", "VNI")
    standing = _syllables(words, str)
    counts = {encoding: _syllables(words, partial(decode, encoding=encoding)) for encoding in encodings}
    best = max(encodings, key=lambda encoding: counts[encoding])
    found = counts[best]
    return best if found >= proof and found > standing and found * 3 >= words.total() * 2 else None


def _syllables(words: Counter[str], made: Callable[[str], str]) -> int:
    return sum(count for word, count in words.items() if is_syllable(made(word)))


def decode_text(text: str) -> tuple[str, Encoding | Literal["UTF-8 read as Windows-1252"] | None]:
    """A plain text, made Unicode where it is not, and the encoding that it was in.

    >>> decode_text("Phòng Kế hoạch".encode().decode("cp1252"))
    ('Phòng Kế hoạch', 'UTF-8 read as Windows-1252')
    """
    if not is_suspect(text):
        return text, None
    try:
        return text.translate(_windows_letters()).encode("latin-1").decode(), "UTF-8 read as Windows-1252"
    except UnicodeError:
        encoding = tell(text.split("\n"), 5)
        return (decode(text, encoding) if encoding else text), encoding


def _windows_letters() -> dict[int, int]:
    """Where Windows-1252 has a letter and Latin-1 none."""
    letters = bytes(range(0x80, 0xA0)).decode("cp1252", "replace")
    return {ord(letter): code for code, letter in enumerate(letters, 0x80) if letter != "\ufffd"}


def decode_part(root: _Element, numbering: _Element | None, styles: Styles) -> set[Encoding]:
    """Make the text of a Word part Unicode, in place, and give the encodings that were found in it.

    With the text go the words that the automatic numbers of such a document draw (`§iÒu %1.`).
    All fonts named .Vn… are one origin, and all named VNI-…; any other font is one by itself.
    """
    groups: dict[str, list[list[tuple[_Element, str]]]] = {}
    for paragraph in root.iter(W + "p"):
        held: dict[str, list[tuple[_Element, str]]] = {}
        for text, font in _texts(paragraph, styles):
            held.setdefault(_origin(font), []).append((text, font))
        for origin, texts in held.items():
            groups.setdefault(origin, []).append(texts)
    found: set[Encoding] = set()
    for origin, paragraphs in groups.items():
        lines = ["".join(text.text or "" for text, _ in texts) for texts in paragraphs]
        encoding = tell(lines, 1 if origin in _OLD_FONTS else 5)
        if encoding is None:
            continue
        found.add(encoding)
        for line, texts in zip(lines, paragraphs, strict=True):
            if not re.search(_LETTERS_OF_UNICODE, line):
                _decode_texts(texts, encoding)
    for words in () if numbering is None or len(found) != 1 else numbering.iter(W + "lvlText"):
        if is_suspect(label := words.get(VAL, "")):
            words.set(VAL, decode(label, min(found)))
    return found


_OLD_FONTS = (".vn", "vni-")


def _origin(font: str) -> str:
    name = font.lower()
    return next((prefix for prefix in _OLD_FONTS if name.startswith(prefix)), name)


def _texts(paragraph: _Element, styles: Styles) -> Iterator[tuple[_Element, str]]:
    """The text elements of a paragraph, each with the name of its font."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    ground = styles.paragraph(None if style is None else style.get(VAL)).font
    for run in paragraph.iter(W + "r"):
        if next(run.iterancestors(W + "p")) is not paragraph:  # a text box has paragraphs of its own
            continue
        font = ground
        style = run.find(f"{W}rPr/{W}rStyle")
        if style is not None:
            font = styles.run(style.get(VAL, "")).font or font
        fonts = run.find(f"{W}rPr/{W}rFonts")
        if fonts is not None:
            font = fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or font
        for element in run:
            if element.tag == W + "softHyphen" and _origin(font) == ".vn":  # where TCVN3 has its ư
                element.tag, element.text = W + "t", "\xad"
            if element.tag == W + "t" and element.text:
                yield element, font


def _decode_texts(texts: list[tuple[_Element, str]], encoding: Encoding) -> None:
    before: _Element | None = None
    for element, font in texts:
        text = element.text or ""
        if encoding == "VNI" and before is not None and re.match(_VNI_MARK, text) and before.text:
            joined = decode(before.text[-1:] + text[:1], encoding)
            if len(joined) == 1:  # the mark of a vowel that ended the run before
                before.text, text = before.text[:-1] + joined, text[1:]
        text = decode(text, encoding)
        element.text = text.upper() if encoding == "TCVN3" and font.endswith("H") else text
        before = element
