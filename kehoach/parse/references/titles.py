"""Titles: of laws, by which they are cited, and the subjects of other documents."""

from __future__ import annotations

from functools import cache

from kehoach.cache import kept
from kehoach.document import Document
from kehoach.expressions import CAPITAL
from kehoach.fold import fold
from kehoach.lexicon import load_words
from kehoach.parse.patterns import Pattern
from kehoach.parse.pieces import opening
from kehoach.parse.references.names import Phrases, by_word, flat, phrases, place_end, read_issuer
from kehoach.parse.verbs import load_verbs, read_verb

_KEYS = {"luật": "laws", "bộ luật": "codes", "pháp lệnh": "ordinances"}
_WORD = Pattern(r"[^\W_]+ (?: [/&-] [^\W_]+ )*")
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
    return Phrases(_titles(kind))


@kept
def _titles(kind: str) -> dict[str, list[str]]:
    titles = list(load_words("laws", _KEYS[kind]))
    for name, short in (
        ("hội đồng nhân dân", "hđnd"),
        ("hội đồng nhân dân", "hdnd"),
        ("ủy ban nhân dân", "ubnd"),
    ):
        titles += [title.replace(name, short) for title in titles if name in title]
    return by_word([*titles, *(title.replace(",", sign) for title in titles for sign in ("", " -"))])


def known_title_end(document: Document, kind: str, pos: int) -> int | None:
    """The end of the longest known title of a law, code or ordinance that stands at `pos`."""
    return _known(kind).longest(flat(document), pos) if kind in _KEYS else None


def law_title_end(document: Document, kind: str, pos: int) -> int | None:
    """The end of the title that begins at `pos`: of a known one, else where the grammar ends.

    An unknown title begins with a capital; it may begin with a known one (`Đầu tư | mạo hiểm`).
    """
    text, folded = document.text, document.folded
    known = known_title_end(document, kind, pos)
    if kind == "hiến pháp" or not text[pos : pos + 1].isupper():
        return known
    if known is not None:
        rest = known + 1 + folded.startswith(", ", known)
        if not text[rest : rest + 1].islower() or _ends_at(document, rest):
            return known
    if numbered := _BEFORE_NUMBER.match(folded, pos):
        return numbered.end()
    if known is not None and (folded.startswith((", ", " và "), known) or _verb_at(folded, known + 1)):
        return known
    return _grammar_end(document, pos)


def _ends_at(document: Document, pos: int) -> bool:
    """Whether a word stands at `pos` that no title goes on with; `số` and `về` also stand in titles."""
    folded = flat(document)
    if phrases("ends.words", "ends.titles").longest(folded, pos) is None:
        return False
    within = folded.startswith(("số", "về"), pos) and _WITHIN_TITLE.match(folded, pos) is not None
    return not within and phrases("ends.compounds").longest(folded, pos) is None


def _grammar_end(document: Document, pos: int) -> int | None:
    """Where the words of a title end: at a word that ends titles, or a comma or `và` that does not list."""
    text, folded = document.text, document.folded
    end = part = listed = whole = pos  # where the title's last part begins; a list, a compound end
    for count, word in enumerate(_WORD.finditer(folded, pos, pos + _MOST_CHARACTERS)):
        start = word.start()
        gap = folded[end:start] if count else ""
        if gap == " (" and _ABBREVIATION.match(text, end):
            continue  # an ninh, trật tự | (ANTT) | ở cơ sở
        if count >= _MOST_WORDS or not (
            gap in ("", " ", ", ", " - ") or (gap.endswith(") ") and text[start].islower())
        ):
            break
        if gap == ", ":
            if start > listed and not _lists(document, pos, part, end):
                break
            part = start
        listed = max(listed, phrases("ends.pairs").longest(folded, start) or 0)
        written = text[start : word.end()]
        if len(written) == 4 and written.isdigit() and written[:2] in ("19", "20"):
            break  # the year
        ends = written.islower() or (written.isupper() and len(written) > 1)  # not the capital of a name
        if ends and start >= whole and _ends_at(document, start):
            break
        whole = max(whole, phrases("ends.compounds").longest(folded, start) or 0)
        if word[0] == "và":
            if start >= listed and not _joins(document, word.end() + 1):
                break
            part = word.end() + 1
        end = word.end()
    return end if end > pos else None


def _joins(document: Document, pos: int) -> bool:
    """Whether what stands at `pos` behind a comma or `và` may be of the title before it."""
    folded = flat(document)
    if phrases("ends.others", "ends.acts").longest(folded, pos) is not None or _ends_at(document, pos):
        return False
    if _PROVISION.match(folded, pos):
        return False
    agency = document.text[pos : pos + 1].isupper()
    return not agency or phrases("names.central", "names.local").longest(folded, pos) is None


def may_go_on(document: Document, kind: str, pos: int, end: int) -> bool:
    """Whether the title from `pos` to `end` is not known, and a comma follows that may be one of it."""
    return (
        document.folded.startswith(", ", end)
        and document.text[end + 2 : end + 3].islower()
        and known_title_end(document, kind, pos) != end
        and not document.text[pos:end].isupper()  # Luật PBGDPL
        and phrases("ends.clauses").longest(flat(document), end + 2) is None
        and _joins(document, end + 2)
        and not _FRONTED.search(document.folded, max(0, pos - 80), pos)
    )


_FRONTED = Pattern(r"(?: ^ | [.;:\n] \s? ) (?: theo | căn \s cứ ) \s [^,;.\n]* $")  # Theo Luật X, cơ sở …


def _lists(document: Document, pos: int, part: int, end: int) -> bool:
    """Whether the comma at `end` is one of the title.

    It is where the first word alone is no title, `và` closes the list, two words stand beside two
    (`Bưu kiện, bưu phẩm`), the year of the law follows, or a verb stands beside a mere verb (`Phòng ngừa,
    ứng phó sự cố`).
    """
    folded = flat(document)
    if not _joins(document, end + 2) or phrases("ends.clauses").longest(folded, end + 2) is not None:
        return False
    words = folded.count(" ", part, end) + 1
    return (
        (words == 1 and part == pos and not document.text[pos:end].isupper())
        or _COMMA_LIST.match(folded, end) is not None
        or (words == 2 and _PAIR.match(folded, end) is not None)
        or _DATED_PART.match(folded, end) is not None
        or (part == pos and folded[pos:end] == _verb_at(folded, pos) and _verb_at(folded, end + 2) != "")
    )


def _verb_at(folded: str, pos: int) -> str:
    """The verb of a duty that begins at `pos`; empty where none does."""
    return read_verb(folded, pos, pos + 40, load_verbs("verbs"))


_ABBREVIATION = Pattern(rf"\s \( [{CAPITAL}&-]{{2,10}} \) \s")
_WITHIN_TITLE = Pattern(
    r"""
    số (?! \s? :? \s? \d )                                                  # Chuyển đổi số
    | về (?: \s [^\W\d_]+ ){1,5} \s (?: năm \s \d{4} | số \s? \d | \( \L<aliases> \s )  # Hợp tác về thủy sản
    """,
    aliases=lambda: load_words("citations", "leads.aliases"),
)
_PAIR = Pattern(
    r", \s [^\W\d_]+ \s [^\W\d_]+ (?= [;:.)\n] | $ | \s (?: \( | và \s | (?: năm | số | ngày )? \s? \d ) )"
)
_DATED_PART = Pattern(r", (?: \s [^\W\d_]+ ){1,4} \s (?: năm \s \d{4} | số \s? \d+ / )")
_PROVISION = Pattern(
    rf"(?: điều | {fold('khoản')} | điểm | mục | chương | phụ \s lục ) \s (?: \d | [ivxlc]+ \b | [a-zđ] \b )"
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
_NUMBER = Pattern(r"\s (?: số \s? :? \s? \d | \d{1,6} (?: / | \s?-\s? [^\W\d_] ) )")
_LISTED = Pattern(r"số \s? \d{1,6} (?: / \d{4} )? \s? [/-] \s? [^\W\d_]")  # of the type before the subject
_MOST_OF_SUBJECT = 600


def subject_end(document: Document, pos: int) -> int:
    """Where the subject that begins at `pos` ends: at a mark, or before another citation, actor or clause.

    A bracket ends it, unless it goes on behind (`hỗ trợ người cao tuổi (NCT) | năm 2026`) or tells a
    span or which time it is (`kỷ niệm 70 năm thành lập xã (12/8/1956 - 12/8/2026)`, `(đợt 2)`).
    """
    text, folded = document.text, document.folded
    end = limit = min(len(folded), pos + _MOST_OF_SUBJECT)
    if (headed := _HEADED.search(text, pos, limit)) is not None:
        end = limit = headed.start()
    start = pos
    while stop := _SUBJECT_LIMIT.search(folded, start, limit):
        end = stop.start()
        within = _OWN_BRACKET.match(folded, end) or _WITHIN.match(folded, end) or _SHORT.match(text, end)
        if within is None or phrases("leads.aliases").longest(folded, end + 1) is not None:
            break
        start, end = within.end(), limit
    quoted = folded.find('"', pos, end)
    if quoted > pos and folded[quoted - 1].isalnum():  # it closes a quotation that holds the citation
        end = quoted
    for clause in _CLAUSE.finditer(folded, pos, end):
        listed = _LISTED.match(folded, clause.end()) and not _NUMBERED.search(folded, pos, clause.start())
        if listed or _begins_other(document, pos, clause.end(), comma=clause[0][0] == ","):
            end = clause.start()
            break
    if folded.startswith(":", end) and (opening := _OPENING.search(folded, pos, end)):
        end = opening.start()
    while end > pos and text[end - 1] in " .,-/":
        end -= 1
    bracket = folded.rfind(" (", pos, end) if text[end - 1] == ")" else -1
    return bracket if bracket > pos and not _OWN_BRACKET.fullmatch(folded, bracket + 1, end) else end


_HEADED = Pattern(
    rf", [ ]* \n \s* (?: [{CAPITAL}]{{2,}} \s [{CAPITAL}]{{2,}} | [IVX]+ \. | \d+ \. )"
)  # …,¶QUYẾT ĐỊNH:
_ON_A_DAY = Pattern(r"(?: (?: sáng | chiều | vào ) \s )? ngày \s \d{1,2} [/.-] \d{1,2} [/.-] \d{4} ,")
_SHARE = Pattern(r"\d{1,3} (?: , \d+ )? \s? %")  # `…, 100% trường học đã …`
_ORDERS = Pattern(r"(?: chỉ \s đạo | hướng \s dẫn ) \s của \b")
_BRIEF = Pattern(r", (?: \s \w+ ){1,3} , \s $")  # one of a list: `nhiệm vụ, kết luận, | chỉ đạo của …`
_LED = Pattern(r"các \s | (?<= , \s ) (?: tại | theo ) \s (?: các \s )?")


def _begins_other(document: Document, subject: int, pos: int, *, comma: bool) -> bool:
    """Whether a citation, or behind a comma who acts or a clause of the sentence, begins at `pos`."""
    folded = document.folded
    led = _LED.match(folded, pos)
    start = led.end() if led else pos
    kind = phrases("types.laws", "types.numbered").longest(folded, start)
    if kind is not None and _NUMBER.match(folded, kind) is not None:
        within = folded.rfind(folded[start:kind], subject, pos)  # a list of one type, begun in the subject
        return within < 0 or _NUMBER.match(folded, within + kind - start) is None
    if phrases("ends.further").longest(folded, pos) is not None:
        return not (comma and _ORDERS.match(folded, pos) and _BRIEF.search(folded, subject, pos))
    return comma and (
        phrases("ends.clauses").longest(folded, pos) is not None
        or _ON_A_DAY.match(folded, pos) is not None
        or _SHARE.match(folded, pos) is not None
        or _acts(document, pos)
    )


def _acts(document: Document, pos: int) -> bool:
    """Whether an agency stands at `pos`: a known one, or one of any name that issues or does something."""
    folded = document.folded
    if not document.text[pos].isupper():
        end = phrases("names.levels", "names.actors").longest(folded, pos)
        return end is not None and _ACTING.match(folded, place_end(document, end)) is not None
    name = read_issuer(document, pos)
    if name is not None and name.known:
        listed = folded.startswith((", ", " và "), name.end)  # `Quy chế của HĐND, | Thường trực HĐND và …`
        return not listed or _ALL_ACT.match(folded, name.end) is not None
    opens = opening(load_words("letterhead", "agencies"), folded[pos : pos + 40])
    return opens > 0 and _ACTING.match(folded, pos + opens) is not None


def _acting(before: str) -> Pattern:
    """Who stands `before` what they do; not `đơn vị sự nghiệp công | lập`."""
    return Pattern(
        before + r" \s (?<! công \s ) (?<! độc \s ) (?: \L<enacts> | đã | cần | phải | sẽ ) (?!\w)",
        enacts=lambda: load_words("letterhead", "enacts"),
    )


_ACTING = _acting(r"[^,;:.()\n]{0,80}?")
_ALL_ACT = _acting(r"[^;:.()\n]{0,300}?")
_SUBJECT_LIMIT = Pattern(
    r"""
    [;()\n] | (?<! \b số ) : | (?<! \b tp ) \. (?: \s | / | $ )
    | \s (?: (?: đã \s )? được \s sửa \s đổi | cho \s thấy | vẫn \s còn ) (?!\w)
    | , \s do \s
    | \s do \s (?= [^,;:.()\n]{3,70} \s ban \s hành (?: [,;.)\n] | \s ngày \s | $ ) )
    """
)
_OPENING = Pattern(r",? \s \L<openings> $", openings=lambda: load_words("citations", "ends.openings"))
_OWN_BRACKET = Pattern(
    r"\( (?: (?: giai \s đ(?:oạ|ọa)n \s | nhiệm \s kỳ \s | từ \s (?: ngày \s | năm \s )? )?"
    r" [\d./]{4,10} \s? - \s? [\d./]{4,10} | (?: đợt | lần | lần \s thứ ) \s [\divx]+ ) \)"
)
_SHORT = Pattern(
    rf"\( [{CAPITAL}&-]{{2,10}} \) (?= , \s [{CAPITAL}] )"
)  # `năng lực cạnh tranh (PCI), Chỉ số xanh`
_WITHIN = Pattern(
    r"\( [^()\n;]{1,60} \) (?= \s \w | , \s \L<periods> (?!\w) )",
    periods=lambda: load_words("citations", "ends.periods"),
)
