"""The days beside a citation, and the names of the agencies that issue: where each begins and ends."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from kehoach.cache import kept
from kehoach.document import Document
from kehoach.expressions import CAPITAL
from kehoach.lexicon import load_words
from kehoach.parse.patterns import Pattern, which
from kehoach.parse.pieces import opening


def words(key: str) -> tuple[str, ...]:
    """The folded words under a key of the citations lexicon."""
    return load_words("citations", key)


# --------------------------------------------------------------------------------------------- phrase look-up


class Phrases:
    """Phrases by their first word, the longest first: what a text continues with, in one look-up."""

    def __init__(self, by_word: dict[str, list[str]]) -> None:
        self._by_word = by_word

    def longest(self, folded: str, pos: int) -> int | None:
        """The end of the longest phrase that stands whole at `pos`, or None.

        >>> Phrases(by_word(["đầu tư", "đầu tư công"])).longest("luật đầu tư công.", 5)
        16
        """
        for phrase in self._by_word.get(_first_word(folded, pos), ()):
            end = pos + len(phrase)
            if folded.startswith(phrase, pos) and not folded[end : end + 1].isalnum():
                return end
        return None


_FIRST_WORD = re.compile(r"[^\W_]{0,24}")


def _first_word(folded: str, pos: int) -> str:
    word = _FIRST_WORD.match(folded, pos)
    return word[0] if word is not None else ""


def by_word(phrases: Iterable[str]) -> dict[str, list[str]]:
    """The phrases by their first word, the longest first."""
    grouped: dict[str, list[str]] = {}
    for phrase in sorted(set(phrases), key=len, reverse=True):
        grouped.setdefault(_first_word(phrase, 0), []).append(phrase)
    return grouped


@cache
def phrases(*keys: str) -> Phrases:
    """The phrases under these keys of the citations lexicon."""
    return Phrases(_grouped("citations", *keys))


@kept
def _grouped(lexicon: str, *keys: str) -> dict[str, list[str]]:
    return by_word(word for key in keys for word in load_words(lexicon, key))


# ------------------------------------------------------------------------------------------------------ dates

_DATE = Pattern(
    r"""
    (?: ngày \s? )?
    (?: (?P<day> \d{1,2} )? \s? (?P<dot>[/.-]) \s? (?P<month> \d{1,2} ) \s? (?P=dot) \s? (?P<year> \d{4} )
      | (?P<day5> \d{1,2} ) / (?P<month5> \d{1,2} ) \s năm \s (?P<year5> \d{4} )
      | (?: (?P<day2> \d{1,2} ) \s? )?
        tháng \s? (?P<month2> \d{1,2} ) \s? (?: năm \s? | [/.-] \s? ) (?P<year2> \d{4} )
      | [/] (?P<month3> \d{1,2} ) / (?P<year3> \d{4} )
      | năm \s (?P<year4> \d{4} ) (?! \s? [-–] )
    )
    (?! \d | /\d )
    """
)
_DATED = Pattern(
    r"""
    [,\x20(]{0,3}  # never over the end of a line
    (?: (?: hồi | lúc ) \s \d{1,2} \s? (?: h | g | giờ | : ) \s? (?: \d\d (?: ’ | ' | \s? phút )? )? ,? [ ] )?
    (?: (?: ban \s hành | ký | cùng )? \s? ngày \s? (?= [\d/] | tháng ) | (?= tháng \s? \d )
      | (?<! [,(] ) (?<! [,(]\x20 ) (?= năm \s \d )
      | (?<= \( ) (?= \d{1,2} / \d{1,2} / \d{4} \) ) )
    """
)


class Day(NamedTuple):
    """A date beside a citation: ISO 8601, reduced where the day is blank; None where it is impossible."""

    value: str | None
    start: int
    end: int


def read_date(folded: str, pos: int) -> Day | None:
    """The date that stands at `pos`: `21/5/2026`, `26 tháng 8 năm 2024`, `/4/2026`, `năm 2026`.

    >>> read_date("31/6/2026", 0).value
    >>> read_date("ngày 26 tháng 8 năm 2024", 0).value
    '2024-08-26'
    """
    match = _DATE.match(folded, pos)
    if match is None:
        return None
    year, month, day = (int(match[which(match, part)] or 0) for part in ("year", "month", "day"))
    value: str | None = None
    if not day and not month:
        value = f"{year:04}"
    elif not day and month <= 12:
        value = f"{year:04}-{month:02}"
    elif day:
        try:
            value = date(year, month, day).isoformat()
        except ValueError:
            value = None
    return Day(value, match.start(), match.end())


def find_impossible(folded: str, start: int, end: int) -> Day | None:
    """The date of a citation that the calendar does not have: `ngày 30/2/2026`."""
    at = folded.find("ngày", start, end)
    day = read_date(folded, at) if at >= 0 else None
    return day if day is not None and day.value is None else None


def read_dated(folded: str, pos: int) -> Day | None:
    """The date after `ngày`, `tháng` or `năm` that follows a citation, also behind a comma or bracket."""
    match = _DATED.match(folded, pos)
    return read_date(folded, match.end()) if match else None


# ---------------------------------------------------------------------------------------------------- issuers

_PLACE = Pattern(
    rf"""
    (?: \s \( [{CAPITAL}] [{CAPITAL}&]* \) )?                     # Ủy ban nhân dân (UBND) tỉnh
    (?: \s (?P<level> \L<levels> ) (?! [^\W\d_] ) )?                     # tỉnh, thành phố, xã
    (?: [ ] (?: [{CAPITAL}] [^\W\d_]*+ (?!/v) | \d+ (?![\d/.]) )
        (?: [ ] (?: [-–] [ ] )? (?: [{CAPITAL}] [^\W\d_]*+ (?!/v) | \d++ (?![/.]) ) )*+  # Bà Rịa - Vũng Tàu
        (?: \s \L<levels> (?! [^\W\d_] ) (?: [ ] [{CAPITAL}] [^\W\d_]*+ )*+ )? )?  # Khối CCQ tỉnh
    """,
    levels=lambda: [
        level for word in words("names.levels") for level in (word, word.capitalize(), word.upper())
    ],
)
_WORD = Pattern(r"(?: [^\W_] | & ) (?: [^\W_] | [&.'/-] )*")
_MOST_WORDS = 26


class Name(NamedTuple):
    """The name of an agency, post or firm, as written."""

    text: str
    start: int
    end: int
    known: bool


def read_issuer(document: Document, pos: int, limit: int | None = None) -> Name | None:
    """The agency, post or firm whose name begins at `pos`; a known name ends where it ends.

    `Chủ tịch UBND tỉnh` of `Chủ tịch UBND tỉnh công bố …`; `Sở Giáo dục và Đào tạo Đồng Tháp`; else up to a
    word that ends names (`về`, `ban hành`, …) or a mark; `cấp có thẩm quyền` is none.
    """
    end = _known_end(document, pos)
    if end is not None:
        term = _TERM.match(flat(document), end)
        end = term.end() if term else end
        return Name(document.quote(pos, end), pos, end, True)
    if liaison := _LIAISON.match(document.folded, pos):
        end = _words_end(document, liaison.end(), len(document.text) if limit is None else limit)
        return Name(document.quote(pos, end), pos, end, False) if end is not None else None
    end = _words_end(document, pos, len(document.text) if limit is None else limit)
    if end is not None and document.folded.startswith(" của ", end):
        end = _known_end(document, end + len(" của ")) or end  # Tổ công tác … | của Thủ tướng Chính phủ
    return Name(document.quote(pos, end), pos, end, False) if end is not None else None


_LIAISON = Pattern(r"liên \s (?: bộ | sở | ngành ) (?: \s? : \s? | \s )")  # Liên Sở: Nội vụ - Tài chính


def _known_end(document: Document, pos: int) -> int | None:
    """The end of a name that the lexicon knows, with the post before it and the place behind it."""
    folded, text = flat(document), document.text
    start = pos
    while (office := phrases("names.offices").longest(folded, pos)) is not None:
        if folded[office : office + 1] != " " or not _named(document, office + 1):
            break
        pos = office + 1
    levels = phrases("names.levels").longest(folded, pos)
    shouted = (  # BAN CHẤP HÀNH ĐẢNG BỘ | TỈNH; not … TỈNH ỦY
        levels is not None
        and text[pos:levels].isupper()
        and phrases("names.local").longest(document.folded, pos) is None
    )
    if shouted or not text[pos : pos + 1].isupper():
        if pos != start and levels is not None:
            return max(levels, place_end(document, pos - 1))
        local = phrases("names.local").longest(folded, pos)  # trường Mầm non Tân Hòa, công an xã
        place = place_end(document, local) if local is not None else pos
        return place if local is not None and place > local else None
    end = phrases("names.central").longest(folded, pos)
    if end is not None and text[end + 1 : end + 2].isupper():
        at = end + (len(" trung ương ") if folded.startswith(" trung ương ", end) else 1)
        end = phrases("names.mass").longest(folded, at) or end  # `Ban Bí thư Trung ương Đoàn`
    if end is not None:
        return end
    end = phrases("names.local").longest(folded, pos)
    if end is not None:  # Phòng Kinh tế | , Hạ tầng và Đô thị
        end = max(end, _fields().longest(folded, folded.find(" ", pos) + 1) or 0)
    while end is not None:
        following = None
        if document.folded[end : end + 1] == " " and text[end + 1].isupper():
            following = phrases("names.local", "names.central").longest(document.folded, end + 1)
        if following is None:
            name, end = end, place_end(document, end)
            if name == end and folded[pos:end] in load_words("letterhead", "unfinished"):
                return None  # Ban Tổ chức | lễ hội
            if name == end and folded.startswith(" các ", end):
                return None  # Đảng ủy | các cơ quan Đảng tỉnh
            return None if _breaks_off(document, name + 1, end) else end
        end = following
    return None


def _breaks_off(document: Document, pos: int, end: int) -> bool:
    """Whether a place of one word is the beginning of a name: `Trường Cao đẳng Kỹ | thuật An Hòa`."""
    text = document.text
    return (
        pos < end
        and text[pos].isupper()
        and text[pos:end].isalpha()
        and text[end : end + 1] == " "
        and text[end + 1 : end + 2].islower()
        and phrases("ends.words").longest(flat(document), end + 1) is None
    )


def _tells_subject(document: Document, pos: int) -> bool:
    """Whether what a document is about begins here: `UBND tỉnh | Về việc …`, `UBND tỉnh | Quy định …`."""
    about = ("leads.about",) if document.text[pos].isupper() else ()  # not `Cảnh sát quản lý | về trật tự`
    return phrases("leads.subjects", *about).longest(flat(document), pos) is not None


def place_end(document: Document, pos: int) -> int:
    """The end of the place behind a name; a subject in capitals is none of it (`UBND tỉnh | Quy định …`)."""
    place = _PLACE.match(document.text, pos)
    if place is None:
        return pos
    for word in _WORD.finditer(document.text, pos, place.end()):
        if _tells_subject(document, word.start()):
            return max(pos, word.start() - 1)
    return place.end()


_TERM = Pattern(
    r"""
    \s (?: nước \s cộng \s hòa \s xã \s hội \s chủ \s nghĩa \s việt \s nam (?: ,? \s khóa \s [ivxlc]+ )?
         | khóa \s [ivxlc]+ | (?: khu \s vực | chuyên \s ngành ) \s (?: [ivxlc]+ | \d+ ) ) (?!\w)
    """
)


def _named(document: Document, pos: int) -> bool:
    """Whether a name goes on at `pos` behind a post: an agency that the lexicon knows, or a level."""
    folded = flat(document)
    return any(
        phrases(key).longest(folded, pos) is not None
        for key in ("names.offices", "names.central", "names.local", "names.levels")
    )


_OF_NUMBER = Pattern(r"\s (?= \d ) (?! \d{1,2} (?! [\d/] | \s?[/-] ) )")  # not of a team


@cache
def _fields() -> Phrases:
    """What agencies are named after, of which a name never ends in the middle."""
    return Phrases(_grouped("units", "names"))


def _words_end(document: Document, pos: int, limit: int) -> int | None:
    """The end of a name that is not known: it begins with a capital and ends at a mark or an ending word."""
    text, folded = document.text, flat(document)
    if not text[pos : pos + 1].isupper():
        level = phrases("names.levels").longest(folded, pos)
        return place_end(document, level) if level is not None and folded[pos:level] != "tp" else None
    stops, others = phrases("ends.words"), phrases("ends.others")
    heads = (*load_words("letterhead", "unfinished"), *words("names.heads"))
    end = paired = whole = pos  # where a pair of words, and a compound, ends
    for count, word in enumerate(_WORD.finditer(text, pos, min(limit, pos + 200))):
        lower = text[word.start()].islower()
        gap = (
            (folded if lower else text)[end : word.start()] if count else ""
        )  # over a line end in small letters
        field = phrases("names.fields").longest(folded, word.start()) or 0
        if not lower:  # Phòng | Cán bộ, công chức, viên chức
            field = max(field, _fields().longest(folded, word.start()) or 0)
        whole = max(whole, field, phrases("ends.compounds").longest(folded, word.start()) or 0)
        stop = stops.longest(folded, word.start()) if lower and word.start() >= whole else None
        if folded[pos:end] in heads and phrases("names.tasks").longest(folded, word.start()) is not None:
            end = word.end()  # `Ban | chỉ đạo`, `Ban Chỉ đạo | thực hiện phong trào`
            continue
        if stop is not None and word[0] == "số" and not _OF_NUMBER.match(folded, stop):
            stop = None  # `Ban Chỉ đạo chuyển đổi số tỉnh`, `Đội Quản lý thị trường số 3`
        if gap == ", " and word.start() >= paired:
            paired = _listed(document, end)
        known = word.start() < paired  # `Ban Chỉ đạo phòng, chống tội phạm`
        paired = max(paired, field, phrases("ends.pairs").longest(folded, word.start()) or 0)
        if gap not in ("", " ", " - ", " – ", ", " if known else "") or stop is not None:
            break
        if (word[0].lower() == "và" and word.start() >= whole) and (
            others.longest(folded, word.end() + 1) is not None
            or phrases("names.central", "names.local").longest(folded, word.end() + 1) is not None
            or (text[word.end() + 1 : word.end() + 2].isupper() and _begins_agency(folded, word.end() + 1))
        ):
            break
        if (
            count
            and text[word.end() + 1 : word.end() + 2].islower()
            and _tells_subject(document, word.start())
        ):
            break  # `Tổng cục Thủy lợi | Ban hành Quy chế …`
        if count >= _MOST_WORDS:
            return None
        end = word.end()
    while end > pos and text[end - 1] in ".-/":
        end -= 1
    return end if end > pos else None


_COMMAS = Pattern(
    rf"(?: , [ ] [{CAPITAL}] [^\W\d_]*+ (?: [ ] [^\W\d_]++ ){{0,4}}? ){{1,3}} [ ] và [ ] [{CAPITAL}]"
)


def _begins_agency(folded: str, pos: int) -> bool:
    return opening(load_words("letterhead", "agencies"), folded[pos : pos + 40]) > 0


def _listed(document: Document, pos: int) -> int:
    """Where the list ends that a comma begins within a name (`Văn hóa | , Thể thao và Truyền thanh`)."""
    match = _COMMAS.match(document.text, pos)
    if match is None or document.text[pos - 1].isdigit() or _begins_agency(document.folded, pos + 2):
        return pos
    return match.end()


def read_issuers(document: Document, pos: int) -> Name | None:
    """The issuers after `của` or `giữa`; several of a joint document are parted by `; `."""
    names, folded = _one_or_shared(document, pos), flat(document)
    if not names:
        return None
    while gap := _AND.match(folded, names[-1].end):
        following = _one_or_shared(document, gap.end())
        last = "và" in gap[0]
        opens = _begins_agency(folded, gap.end())
        capital = document.text[gap.end()].isupper()
        if not following or not (following[0].known or (capital and (last or opens))):
            break
        names += following
        if last:
            break  # the last: `của Bộ Y tế và Bộ Công an, Sở Nội vụ tổ chức …`
    return Name("; ".join(n.text for n in names), pos, names[-1].end, names[0].known)


def _one_or_shared(document: Document, pos: int) -> list[Name]:
    """The issuer at `pos`, or those that share a head: `các Sở: Y tế, Nội vụ` are two."""
    folded = flat(document)
    shared = _SHARED.match(folded, pos)
    if shared is None:
        name = read_issuer(document, pos)
        return [name] if name is not None else []
    head = document.quote(*shared.span("head"))
    names: list[Name] = []
    at = shared.end()
    while (end := _fields().longest(folded, at)) is not None and document.text[at].isupper():
        if phrases("names.levels").longest(folded, end + 1) is not None:
            break  # `các Sở: Y tế, Nội vụ và | Công an tỉnh`
        names.append(Name(f"{head} {document.quote(at, end)}", at, end, True))
        gap = _AND.match(folded, end)
        if gap is None:
            break
        at = gap.end()
    return names


_SHARED = Pattern(
    r"(?P<all> các \s )? (?P<head> bộ | sở | phòng | ban ) \s? (?: : | (?(all) (?=\s) | (?!) ) ) \s (?=\w)"
)
_AND = Pattern(r"\s? (?: , \s (?: và \s )? | và \s | \s (?: và | với ) \s | - \s ) (?=\w)")


@lru_cache(maxsize=2)  # asked for many times, for one document after the other
def _flat(folded: str) -> str:
    return folded.replace("\n", " ")


def flat(document: Document) -> str:
    """The folded text with its line breaks as spaces: a name may be broken over a line end."""
    return _flat(document.folded)
