"""Documents that are cited by a number: one or several under a type word; short mentions; standards."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kehoach.document import Document
from kehoach.fold import fold
from kehoach.lexicon import load_lexicon
from kehoach.parse.patterns import Match, Pattern
from kehoach.parse.references.beside import read_beside, read_enacted, read_subject, with_context
from kehoach.parse.references.mention import Mention, Unread, serial_of, type_names, words_of
from kehoach.parse.references.names import phrases, words
from kehoach.parse.references.numbers import Number, Telling, organ_of, read_number, tell
from kehoach.parse.slips import find_near

_NEXT = Pattern(
    r"""
    "? (?: \s? \( [^()\n]{0,60} \) )?
    \s? (?: [,;] \s? (?: và \s )? | và \s )
    (?P<so> số \s? :? \s? )? (?=\d)
    """
)
_OPEN = Pattern(
    r"(?: \s (?! (?: số | của | giữa ) \s ) [^\W\d_]++ ){0,3}+ \s? [:(] \s? (?= số )"
)  # Văn bản chỉ đạo: số …
_ENDS = Pattern(r"\s? (?: [,;.)\n] | $ | (?: ngày | của | và ) \s )")
_TAIL = Pattern(
    r"""
    (?: (?: , \s (?: và \s )? | \s và \s ) (?: số \s )? \d{1,4} ){1,20}
    [-/] (?: (?:19|20)\d\d / )? (?= [^\W\d_] )
    """
)
_SAME_DAY = Pattern(r",? \s cùng \s ngày (?!\w)")
_TITLED = Pattern(r"(?: ,?[ ] (?! số (?!\w) ) (?: (?: [^\W\d_] | - )+ | 20\d\d ) ){1,12} [ ] (?= số \s? \d )")
_ENDS_IN_TYPE = Pattern(r"(?<!\w) \N<types> \s $", types=lambda: words("types.letters"))
_SHORT = Pattern(
    r"""
    [ ] (?P<number> \d{1,4} (?: / (?:19|20)\d\d (?!\d) )?+ )
    (?! [^\W_] | / | [.,:-]\d | \s? (?: % | [-/]\s?\d )
      | \s (?! (?: ngày | năm ) \s \d ) \L<units> (?! [^\W\d_] ) )
    """,
    units=lambda: words("units"),
)
_FURTHER_SHORT = Pattern(
    r"""
    (?: , \s (?: và \s )? | \s và \s ) (?: số \s )? (?P<number> \d{1,3} )
    (?= \s? (?: [,;.)\n] | $ ) | \s (?: của | và ) \s )
    """
)
_UNNUMBERED = Pattern(
    r"""
    \s (?: ngày \s? \d{1,2} [/.-] \d{1,2} [/.-] \d{4}
         | năm \s \d{4} (?= \s? [;.,)\n] | $ )
         | số \s? (?: [._]{2,} | ngày ) )
    """
)
_THIS = Pattern(r"\s (?: này | số )")
_FORM = Pattern(r"(?<!\w) \N<forms> \s $", forms=lambda: words("leads.forms"))
# two laws, not an article
COUNT = r"(?<! mục \s ) (?<! điều \s ) (?<! khỏan \s ) (?<! chương \s ) (?<!\w) \d{1,3}"
_LONGEST_TYPE = 40  # characters, with the word before
_COUNTED = Pattern(rf"(?: các | những | dự \s thảo | một | {COUNT} ) \s $")


def read_numbered(document: Document, start: int, pos: int, name: str) -> Iterator[Mention | Unread]:
    """The documents that a type word heads, number after number; else a bare or short mention."""
    text, folded = document.text, document.folded
    if _FORM.search(folded, max(0, start - 20), start):
        return  # Mẫu báo cáo số 02
    opened = _OPEN.match(folded, pos)
    number = read_number(text, folded, opened.end() if opened else pos)
    issuer: str | None = None
    day: str | None = None
    title: str | None = None
    if number is None and (short := _SHORT.match(folded, pos)) and _TAIL.match(folded, short.end()):
        number = read_number(text, folded, short.start("number"), worded=True)
    if number is None and (headed := _number_behind_issuer(document, pos)) is not None:
        number, issuer, day, title = headed
    if number is None:
        number = _number_behind_title(document, pos, name)
    if number is None or (number.value is not None and not number.worded and not number.symbol):
        if text[start].isupper() and folded[start:pos] == fold(name):
            yield from _read_short(document, start, pos, name)
        return
    if number.value is None:
        yield Unread(start, number.end, number.symbol)
        return
    first = _numbered(document, start, number, name)
    if first.bare and name in words_of("types.parts"):
        return
    mentions = [first._replace(issuer=first.issuer or issuer, date=first.date or day)]
    several = _COUNTED.search(folded, max(0, start - 12), start) is not None
    while follow := _NEXT.match(folded, mentions[-1].end):
        said = follow["so"] is not None
        number = read_number(text, folded, follow.end(), worded=True)
        if number is None or number.value is None or _is_other(name, mentions[-1].symbol, number.symbol):
            break
        alone = (said or several) and not mentions[-1].symbol and _ENDS.match(folded, number.end)
        if not (number.symbol or alone or _TAIL.match(folded, number.end)):
            break
        mentions.append(_numbered(document, follow.start("so") if said else number.start, number, name))
    for mention in _with_symbols(mentions):  # `các Quyết định của UBND tỉnh: số 12/QĐ-UBND; | số 13/QĐ-UBND`
        yield mention._replace(issuer=mention.issuer or issuer, title=mention.title or title, head=issuer)


def _is_other(name: str, before: str, symbol: str) -> bool:
    """Whether a further number is of another type, by its code (`Quyết định …, số 5/KH-X`)."""
    codes = tell(before).code, tell(symbol).code
    return all(codes) and codes[0] != codes[1] and name not in words_of("types.letters")


def _with_symbols(mentions: list[Mention]) -> list[Mention]:
    """The numbers of a list with the symbol that stands once, behind the last (`số 57, 59-NQ/TW`)."""
    last = mentions[-1]
    if len(mentions) == 1 or not last.symbol or last.number is None:
        return mentions
    tail = last.number[len(serial_of(last.number)) :]
    return [
        m
        if m.symbol or m.date or m.number is None
        else last._replace(
            start=m.start, end=m.end, number=m.number + tail, date=None, issuer=None, title=None
        )
        for m in mentions
    ]


def _numbered(document: Document, start: int, number: Number, name: str) -> Mention:
    """The mention of a document by its number, with the date and the issuer beside it."""
    assert number.value is not None
    telling = tell(number.symbol)
    value, corrected = number.value, number.corrected
    if telling.code == "" and (code := _code_of(name)) and (better := _with_code(number, code)):
        value, corrected = better, True
        telling = tell(value.split("/", 1)[-1])
    if telling.type and telling.type.startswith(name + " "):
        name = telling.type
    joint = name in words_of("names.joint")
    day, issuer, end = read_beside(document, number.end, joint=joint)
    same_day = _SAME_DAY.match(document.folded, number.end)
    if same_day and day is None:
        day, issuer, end = read_beside(document, same_day.end(), joint=joint)
    if issuer is None:
        enacted, issuer, end = read_enacted(document, end)
        day = day or enacted
    mention = Mention(
        rule="number" if number.symbol else "serial",
        type=name,
        start=start,
        end=end,
        number=value,
        symbol=number.symbol,
        date=day,
        issuer=issuer,
        implied=_implied(number, telling),
        bare=not (number.symbol or day),
        corrected=corrected,
        same_day=same_day is not None,
    )
    return with_context(document, mention)


def _implied(number: Number, telling: Telling) -> str | None:
    """Who issued a document of this number; `169-CP` is older than `50/CP`."""
    if number.symbol == "CP" and number.value is not None and "-" in number.value:
        return "Hội đồng Chính phủ"
    return telling.issuer


@cache
def _code_of(name: str) -> str | None:
    """The code of a type that has one code only."""
    codes = [code for code, of in load_lexicon("citations")["codes"].items() if of == name]
    return codes[0] if len(codes) == 1 else None


def _with_code(number: Number, code: str) -> str | None:
    """The number with its type's code where that is mistyped by a letter before an issuer (`QH-UBND`)."""
    assert number.value is not None
    head, _, rest = number.symbol.partition("-")
    lexicon = load_lexicon("citations")
    if rest not in lexicon["issuers"] and rest not in lexicon["organs"]:
        return None
    if not head.isupper() or len(head) != len(code) or sum(map(str.__ne__, head, code)) != 1:
        return None
    return number.value[: len(number.value) - len(number.symbol)] + code + "-" + rest


def _number_behind_title(document: Document, pos: int, name: str) -> Number | None:
    """The number behind a type word and a few words of title (`Báo cáo kết quả rà soát số 170/BC-UBND`)."""
    match = _TITLED.match(document.folded, pos)
    if match is None or fold(name) in match[0] or _ENDS_IN_TYPE.search(match[0]) or _FORM.search(match[0]):
        return None
    number = read_number(document.text, document.folded, match.end())
    if number is None or number.value is None or not number.symbol:
        return None
    told = tell(number.symbol).type
    letter = told is None and name in words_of("types.letters")
    return number if told == name or letter else None


def _number_behind_issuer(
    document: Document, pos: int
) -> tuple[Number, str | None, str | None, str | None] | None:
    """The number behind the issuer (`Nghị quyết của Quốc hội số 202/2025/QH15`), issuer, date and subject.

    Behind a colon it also follows the subject: `các Quyết định của UBND xã về chợ: số 5/QĐ-UBND; số 6/…`.
    """
    day, issuer, end = read_beside(document, pos)
    if end == pos or phrases("types.laws", "types.numbered").longest(fold(issuer or ""), 0):
        return None  # `quy định của Luật …`: another document, no issuer
    pos = end + (len(" (") if document.folded.startswith((" (số ", ", số "), end) else 0)
    number, title = read_number(document.text, document.folded, pos), None
    if number is None:
        title, pos = read_subject(document, end)
        cites = any(word in document.folded[end:pos] for word in (" luật ", " số "))  # on its own account
        number = None if cites else read_number(document.text, document.folded, pos)
    if number is None or not (number.symbol and number.worded and number.value):
        return None
    return number, issuer, day, title


def _read_short(document: Document, start: int, pos: int, name: str) -> Iterator[Mention | Unread]:
    """A short mention (`Nghị quyết 57`), a bare one (`Chỉ thị`), or a citation that lacks its number."""
    folded = document.folded
    short = _SHORT.match(folded, pos)
    if short:
        year = short["number"]
        if not (len(year) == 4 and year[:2] in ("19", "20")):
            day, issuer, end = read_beside(document, short.end())
            found = Mention("short", name, start, end, number=year, date=day, issuer=issuer, bare=True)
            yield with_context(document, found)
            while further := _FURTHER_SHORT.match(folded, end):  # Nghị quyết 57, 59 và 66
                start, end = further.span("number")
                yield Mention("short", name, start, end, number=further["number"], bare=True)
        return
    if name in words_of("types.dated") and (unread := _UNNUMBERED.match(folded, pos)):
        yield Unread(start, unread.end())
        return
    if not _THIS.match(folded, pos) and not _COUNTED.search(folded, max(0, start - 12), start):
        yield Mention("bare", name, start, pos, bare=True)


def read_untyped(document: Document, anchor: Match, before: Mention | None) -> Iterator[Mention | Unread]:
    """A full number without a type word (`tại số 32/2024/NĐ-CP`, `57-NQ/TW`): its symbol names the type.

    So do words before it that are one letter off a type word: `Nghị đinh số 32/2024/NĐ-CP`. A number right
    behind the subject of the citation `before` goes on from it, whatever its symbol: of the same type, and
    of the issuer that the head of the list names or, of the same organ, that stands beside the first.
    """
    text, folded = document.text, document.folded
    start = anchor.start()
    headed = anchor["so"] and (start == 0 or folded[start - 1] == "\n")  # of the letterhead
    if headed or _FORM.search(folded, max(0, start - 20), start):
        return
    number = read_number(text, folded, start)
    if number is None or number.value is None or not number.symbol:
        return
    begin, name = _mistyped(folded, start)
    if name is not None:
        for found in read_numbered(document, begin, start - 1, name):
            if isinstance(found, Mention) and found.start == begin:
                found = found._replace(corrected=True)
            yield found
        return
    telling, organ = tell(number.symbol), organ_of(number.symbol)
    follow = _NEXT.match(folded, before.until) if before else None
    if before is not None and follow is not None and follow.start("so") == start:
        other = _is_other(before.type, before.symbol, number.symbol)
        found = _numbered(document, start, number, (other and telling.type) or before.type)
        head = None if other else before.head
        beside = before.issuer if organ == organ_of(before.symbol) and not found.implied else None
        if telling.type or found.date:
            yield found._replace(rule="number-alone", issuer=found.issuer or head or beside, head=head)
    elif telling.type and (telling.issuer or organ in load_lexicon("citations")["organs"]):
        yield _numbered(document, start, number, telling.type)._replace(rule="number-alone")


def _mistyped(folded: str, end: int) -> tuple[int, str | None]:
    """Where words before `end` begin that are one letter off a type word, and its name; else None."""
    before = folded[max(0, end - _LONGEST_TYPE) : end]
    words_before = before[before.rfind("\n") + 1 :].split(" ")[:-1]
    for count in (3, 2):
        said = " ".join(words_before[-count:])
        slip = len(words_before) > count and said[-1:].isalpha() and said not in type_names()
        if slip and (near := find_near(said, type_names())):
            return end - len(said) - 1, type_names()[near]
    return end, None


def read_standard(document: Document, anchor: Match) -> Mention:
    """A technical standard: `QCVN 06:2022/BXD`, `Tiêu chuẩn TCVN 5945 : 2005`; it tells its type."""
    start, end = anchor.span("designation")
    number = document.quote(start, end)
    for mark in "/:":
        number = mark.join(part.strip() for part in number.split(mark))
    _, slash, issuer = number.rpartition("/")
    return Mention(
        rule="standard",
        type=load_lexicon("citations")["standards"][anchor["kind"].upper()],
        start=anchor.start(),
        end=end,
        number=number,
        implied=tell(issuer).issuer if slash else None,
    )
