"""Titles: of laws, by which they are cited, and the subjects of other documents."""

from __future__ import annotations

from functools import cache

from kehoach.document import Document
from kehoach.lexicon import load_words
from kehoach.parse.patterns import CAPITAL, Pattern
from kehoach.parse.pieces import opening
from kehoach.parse.references.names import Phrases, flat, phrases, place_end, read_issuer

_KEYS = {"luật": "laws", "bộ luật": "codes", "pháp lệnh": "ordinances"}
_WORD = Pattern(r"[^\W_]+ (?: [/-] [^\W_]+ )*")
_COMMA_LIST = Pattern(
    r"\s? , \s (?: (?! \L<others> \b ) (?: [^\W\d_] | / )+ [,\s]+ ){1,6}? và \s [^\W\d_]",
    others=lambda: load_words("citations", "ends.others"),
)
_AMENDING = Pattern(
    r"""
    \s (?P<title> (?: sửa \s đổi (?: , | \s và )? \s (?: bổ \s sung \s )? | bổ \s sung \s )
        (?: (?: một \s số \s )? điều | (?= (?: bộ \s )? luật \s | pháp \s lệnh \s ) ) )
    """
)
_FURTHER = Pattern(r"(?: \s? [,;] \s (?: và \s )? | \s và \s ) (?= (?: bộ \s )? luật \s | pháp \s lệnh \s )")
_NUMBERED = Pattern(r"\s (?: số \s? [\d/] | ngày \s? \d | năm \s \d | được \s | có \s hiệu \s lực | đã \s )")
_MOST_WORDS = 20
_MOST_CHARACTERS = 300


@cache
def _known(kind: str) -> Phrases:
    titles = list(load_words("laws", _KEYS[kind]))
    for name, short in (("hội đồng nhân dân", "hđnd"), ("ủy ban nhân dân", "ubnd")):
        titles += [title.replace(name, short) for title in titles if name in title]
    return Phrases([*titles, *(title.replace(",", sign) for title in titles for sign in ("", " -"))])


def known_title_end(document: Document, kind: str, pos: int) -> int | None:
    """The end of the longest known title of a law, code or ordinance that stands at `pos`."""
    return _known(kind).longest(flat(document), pos) if kind in _KEYS else None


def law_title_end(document: Document, kind: str, pos: int) -> int | None:
    """The end of the title that begins at `pos`: of a known one, else where the grammar ends.

    An unknown title begins with a capital, and goes on over `và` and the commas of a list that `và` closes.
    """
    text, folded = document.text, document.folded
    stops, others, pairs = phrases("ends.words"), phrases("ends.others"), phrases("ends.pairs")
    end = known_title_end(document, kind, pos)
    if kind == "hiến pháp" or (end is not None and not _goes_on(document, end)):
        return end
    if not text[pos : pos + 1].isupper():
        return end
    numbered = _BEFORE_NUMBER.match(folded, pos)
    if numbered is not None or end is not None:
        return numbered.end() if numbered is not None else end
    end = listed = whole = pos
    for count, word in enumerate(_WORD.finditer(folded, pos, pos + _MOST_CHARACTERS)):
        gap = folded[end : word.start()] if count else ""
        if gap == ", " and word.start() > listed:
            comma = _COMMA_LIST.match(folded, end)
            if comma is None:
                break
            listed = comma.end() - 1
        elif gap not in ("", " ", ", ", " - "):
            break
        listed = max(listed, pairs.longest(folded, word.start()) or 0)
        written = text[word.start() : word.end()]
        if len(written) == 4 and written.isdigit() and written[:2] in ("19", "20"):
            break  # the year
        ends = written.islower() or (written.isupper() and len(written) > 1)  # not the capital of a name
        whole = max(whole, phrases("ends.compounds").longest(folded, word.start()) or 0)
        if count >= _MOST_WORDS or (
            ends and word.start() >= whole and stops.longest(folded, word.start()) is not None
        ):
            break
        if word[0] == "và" and others.longest(folded, word.end() + 1) is not None:
            break
        end = word.end()
    return end if end > pos else None


def _goes_on(document: Document, end: int) -> bool:
    """Whether words behind a known title may be of it (`Luật Dân số | và phát triển số 11/2033/QH16`)."""
    rest = end + (2 if document.folded.startswith(", ", end) else 1)
    return (
        document.text[rest : rest + 1].islower()
        and phrases("ends.words").longest(flat(document), rest) is None
    )


_BEFORE_NUMBER = Pattern(
    r"""
    (?: (?! (?<!\w) (?: luật | pháp \s lệnh | nghị \s định | nghị \s quyết | thông \s tư ) (?!\w) )
        [^.;:()\n] ){2,150}?
    (?= \s số \s? \d{1,3} / \d{4} / (?: qh | pl | ubtvqh ) )
    """
)


def amending_title(document: Document, pos: int, *, numbered: bool = False) -> tuple[int, int] | None:
    """The stretch of an amending law's title (`sửa đổi, bổ sung một số điều của Luật …`) behind `pos`.

    A title may number the laws that it amends, where its own number is known or one date closes their list.
    """
    folded = flat(document)
    match = _AMENDING.match(folded, pos)
    if match is None:
        return None
    end = match.end()
    for word in _LAW.finditer(folded, end, end + _MOST_CHARACTERS):
        between = folded[end : word.start()]
        if any(mark in between for mark in ".;:()") or _NUMBERED.search(between + " "):
            break
        if end > match.end() and not _FURTHER.match(folded, end):
            break
        title = law_title_end(document, word["kind"], word.end() + 1)
        if (
            title is None and between.rstrip()[-1:].isdigit()
        ):  # `của 11 luật có liên quan đến an ninh, trật tự`
            limit = word.end() + _MOST_CHARACTERS
            ends = (pattern.search(folded, word.end(), limit) for pattern in (_SUBJECT_LIMIT, _NUMBERED))
            title = min((found.start() for found in ends if found), default=word.end())
        end = title if title is not None else word.end()
        if (listed := _list_end(document, end, numbered=numbered)) is not None:
            end = listed
            break
    if end == match.end():
        end = subject_end(document, end)
    return match.start("title"), end


def _list_end(document: Document, end: int, *, numbered: bool) -> int | None:
    """The end of a list of amended laws that numbers or semicolons part, where it is sure to be one title's.

    It is where one date closes the list, or where the amending law's own number stands before it.
    """
    folded = flat(document)
    number = _LAW_NUMBER.match(folded, end)
    at, more = number.end() if number else end, False
    while follow := _FURTHER.match(folded, at):
        word = _LAW.match(folded, follow.end())
        title = law_title_end(document, word["kind"], word.end() + 1) if word else None
        if title is None:
            break
        if number and not (number := _LAW_NUMBER.match(folded, title)):
            break
        at, more = number.end() if number else title, True
    dated = folded.startswith(" ngày ", at)
    return at if more and (dated or (numbered and not _NUMBERED.match(folded, at))) else None


_LAW_NUMBER = Pattern(r"\s số \s? \d{1,3} / \d{4} / qh\d+")
_LAW = Pattern(r"(?<!pháp\s) (?<!\w) (?P<kind> bộ \s luật | luật | pháp \s lệnh ) (?!\w)")
_CLAUSE = Pattern(r"(?: , \s (?: và \s )? | \s và \s ) (?=\w)")
_NUMBER = Pattern(r"\s (?: số \s? :? \s? )? \d{1,6} (?: / | \s?-\s? [^\W\d_] )")
_LISTED = Pattern(r"số \s? \d{1,6} (?: / \d{4} )? \s? [/-] \s? [^\W\d_]")  # of the type before the subject
_MOST_OF_SUBJECT = 600


def subject_end(document: Document, pos: int) -> int:
    """Where the subject that begins at `pos` ends: at a mark, or before another citation, actor or clause.

    A bracket ends it, unless it goes on behind (`hỗ trợ người cao tuổi (NCT) | năm 2026`).
    """
    text, folded = document.text, document.folded
    end = limit = min(len(folded), pos + _MOST_OF_SUBJECT)
    start = pos
    while stop := _SUBJECT_LIMIT.search(folded, start, limit):
        end = stop.start()
        within = _WITHIN.match(folded, end) or _SHORT.match(text, end)
        if within is None or phrases("leads.aliases").longest(folded, end + 1) is not None:
            break
        start, end = within.end(), limit
    if closing := _CLOSING.match(folded, pos, end):
        end = closing.end() - 1
    for clause in _CLAUSE.finditer(folded, pos, end):
        listed = _LISTED.match(folded, clause.end()) and not _NUMBERED.search(folded, pos, clause.start())
        if listed or _begins_other(document, clause.end(), comma=clause[0][0] == ","):
            end = clause.start()
            break
    if folded.startswith(":", end) and (opening := _OPENING.search(folded, pos, end)):
        end = opening.start()
    while end > pos and text[end - 1] in " .,-/":
        end -= 1
    bracket = folded.rfind(" (", pos, end) if text[end - 1] == ")" else -1
    return bracket if bracket > pos else end


_LED = Pattern(r"các \s | (?<= , \s ) (?: tại | theo ) \s (?: các \s )?")


def _begins_other(document: Document, pos: int, *, comma: bool) -> bool:
    """Whether a citation, or behind a comma who acts or a clause of the sentence, begins at `pos`."""
    folded = document.folded
    led = _LED.match(folded, pos)
    kind = phrases("types.laws", "types.numbered").longest(folded, led.end() if led else pos)
    if kind is not None and _NUMBER.match(folded, kind) is not None:
        return True
    if not comma:
        return False
    return phrases("ends.clauses").longest(folded, pos) is not None or _acts(document, pos)


def _acts(document: Document, pos: int) -> bool:
    """Whether an agency stands at `pos`: a known one, or one of any name that issues or does something."""
    folded = document.folded
    if not document.text[pos].isupper():
        end = phrases("names.levels", "names.actors").longest(folded, pos)
        return end is not None and _ACTS.match(folded, place_end(document, end)) is not None
    name = read_issuer(document, pos)
    if name is not None and name.known:
        return True
    opens = opening(load_words("letterhead", "agencies"), folded[pos : pos + 40])
    return opens > 0 and _ACTING.match(folded, pos + opens) is not None


_ENACTS = r"\s (?: (?: đã | sẽ | đang ) \s )? \L<enacts> (?!\w)"
_ACTS = Pattern(_ENACTS, enacts=lambda: load_words("letterhead", "enacts"))
_ACTING = Pattern(rf"[^,;:.()\n]{{0,80}}? {_ENACTS}", enacts=lambda: load_words("letterhead", "enacts"))
_SUBJECT_LIMIT = Pattern(
    r"""
    [;:()\n] | (?<! \b tp ) \. (?: \s | / | $ )
    | \s (?: (?: đã \s )? được \s sửa \s đổi | cho \s thấy ) (?!\w)
    """
)
_CLOSING = Pattern(r'[^"]* \w "')  # of a quotation that holds the citation
_OPENING = Pattern(r",? \s \L<openings> $", openings=lambda: load_words("citations", "ends.openings"))
_SHORT = Pattern(
    rf"\( [{CAPITAL}&-]{{2,10}} \) (?= , \s [{CAPITAL}] )"
)  # `năng lực cạnh tranh (PCI), Chỉ số xanh`
_WITHIN = Pattern(
    r"\( [^()\n;]{1,60} \) (?= \s \w | , \s \L<periods> (?!\w) )",
    periods=lambda: load_words("citations", "ends.periods"),
)
