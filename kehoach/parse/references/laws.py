"""Laws, codes, ordinances and the Constitution: cited by title, by number, or bare."""

from __future__ import annotations

from collections.abc import Iterator

from kehoach.document import Document
from kehoach.parse.patterns import Match, Pattern
from kehoach.parse.references.beside import AMENDED_BEFORE, read_beside, read_enacted, read_enacting
from kehoach.parse.references.mention import Mention, type_names
from kehoach.parse.references.names import phrases, read_dated, words
from kehoach.parse.references.numbered import COUNT
from kehoach.parse.references.numbers import Number, read_number, tell
from kehoach.parse.references.titles import amending_title, known_title_end, law_title_end, may_go_on

_NO_LAW = Pattern(r"(?<!\w) \N<before> \s $", before=lambda: words("leads.before_law"))
_NATION = Pattern(r"\s (?P<nation> nước \s cộng \s hòa \s xã \s hội \s chủ \s nghĩa \s việt \s nam )")
_GENERIC = Pattern(
    r"\s? , \s (?: pháp \s lệnh | nghị \s định | nghị \s quyết | thông \s tư ) (?! \s (?: số | \d ) )"
)
_AND_LAW = Pattern(r"(?: , | \s và ) \s pháp \s luật")
_BEFORE_BARE = Pattern(rf"(?<!\w) (?: \L<generic> | {COUNT} ) \s $", generic=lambda: words("leads.generic"))
_BRACKET = Pattern(r"\s? \( (?: (?: bộ \s )? luật \s )? (?= số )")
_YEAR = Pattern(r"\s (?: năm \s )? (?P<year> (?:19|20)\d\d ) (?! [\d/] | \s?- )")
_NOTE = Pattern(
    r"""
    \s sửa \s đổi (?: , \s bổ \s sung )? (?= \s (?: năm \s )? \d{4} )
    | \s? \( (?: sửa \s đổi (?: , \s bổ \s sung )? \)
             | [^()\n\d]{1,40} \) (?= ,? \s (?: (?: năm | số | ngày ) \s \d | (?:19|20)\d\d \b ) ) )
    """
)
_PASSED = Pattern(
    r"""
    (?: \s \( [^()\n]{3,60} \) )? ,? \s (?: đã \s )? được \s
    (?P<by> quốc \s hội (?: \s (?: nước \s [^,;.]{0,40}? \s )? khóa \s [ivxlc]+ )?
          | ủy \s ban \s thường \s vụ \s quốc \s hội )
    [^.;\n]{0,60}? \s thông \s qua \s
    (?: vào \s | tại \s [^,.;\n]{3,40}? \s )? \(? (?= ngày )
    """
)
_ABOUT_DATED = Pattern(  # Pháp lệnh về lực lượng dự bị động viên ngày 27/8/1996
    r"\s về \s (?P<title> [^\W\d_]++ (?: ,?\s [^\W\d_]++ ){1,14}? ) (?= ,? \s (?: số | ngày | năm ) \s? \d )"
)
_ABOUT = Pattern(r"\s (?: về \s )?")
_FUSED = Pattern(r"(?<= [^\W\d_] ) ngày (?= \s? \d )")  # Luật Tổ chức HĐND và UBNDngày 26/11/2003
_SEVERAL = Pattern(r"(?: các | những ) \s $")
_FOLLOWING = Pattern(r"\s? (?: [,;] \s (?: và \s )? | và \s ) (?=\w)")


def read_law(document: Document, anchor: Match) -> Iterator[Mention]:
    """A law by title, number, or bare; in lower case only where a known title or a number follows."""
    text, folded = document.text, document.folded
    start, pos, kind = anchor.start(), anchor.end(), anchor["type"]
    name = type_names()[kind]
    capital = text[start].isupper()
    named = text[pos + 1 : pos + 2].isupper() and text[pos + 2 : pos + 3].islower()  # Luật Học tập suốt đời
    if not named and phrases("leads.not_a_law").longest(folded, start) is not None:
        return
    if _preceded(folded, start):
        return
    amending = amending_title(document, pos)
    number = read_number(text, folded, pos)
    if number is not None and (number.value is None or not _is_law_number(number)):
        number = None
    if amending is None and number is None:
        if folded.startswith(": ", pos) and _SEVERAL.search(folded, max(0, start - 10), start):
            pos += 1  # `các Luật: Đất đai, Nhà ở`
        title = _title_at(document, kind, pos, capital)
        if title is None:
            if capital and kind != "pháp lệnh":
                yield from _bare_law(document, start, pos, name)
            return
        yield from _law(document, name, kind, start, title, None)
    elif amending is not None:
        yield from _law(document, name, kind, start, amending, None, amending=True)
    else:
        assert number is not None
        yield from _law(document, name, kind, start, None, number)


def _is_law_number(number: Number) -> bool:
    """Whether a number stands behind `số`, or is one that only laws have (`Luật 31/2024/QH15`)."""
    return number.worded or number.symbol.startswith(("QH", "PL-", "UBTVQH"))


def _preceded(folded: str, start: int) -> bool:
    """Whether the word before makes it no law: `pháp luật`, `kỷ luật`, `Đại học Luật`."""
    return _NO_LAW.search(folded, max(0, start - 12), start) is not None


def _title_at(document: Document, kind: str, pos: int, capital: bool) -> tuple[int, int] | None:
    """The stretch of a law's title after its type word."""
    if kind == "hiến pháp":
        match = _NATION.match(document.folded, pos)
        if match:
            return match.start("nation"), match.end()
        return None
    if document.folded[pos : pos + 1] not in (" ", "\n"):
        return None
    if capital and (about := _ABOUT_DATED.match(document.folded, pos)):
        return about.span("title")
    whole = capital and document.folded[pos] == " "  # only a known title stands on the next line
    end = law_title_end(document, kind, pos + 1) if whole else known_title_end(document, kind, pos + 1)
    if end is None:
        return None
    fused = _FUSED.search(document.folded, pos + 1, end)
    return (pos + 1, fused.start() if fused else end)


def _bare_law(document: Document, start: int, pos: int, name: str) -> Iterator[Mention]:
    """`Luật` alone, to be resolved; the Constitution is one of its own."""
    folded = document.folded
    if name == "Hiến pháp":
        if _AND_LAW.match(folded, pos) is None:
            year = _YEAR.match(folded, pos)
            end = year.end() if year else pos
            yield Mention("constitution", name, start, end, date=year["year"] if year else None)
        return
    if not _BEFORE_BARE.search(folded, max(0, start - 12), start) and not _GENERIC.match(folded, pos):
        yield Mention("bare", name, start, pos, bare=True)


def _law(
    document: Document,
    name: str,
    kind: str,
    start: int,
    title: tuple[int, int] | None,
    number: Number | None,
    *,
    amending: bool = False,
) -> Iterator[Mention]:
    """The law whose title or number has been read, with what follows; and the further laws of a list."""
    folded = document.folded
    pos = title[1] if title else number.end if number else start
    year: str | None = None
    if title is not None:
        number, year, pos = _behind_title(document, pos)
    day, issuer, end = read_beside(document, pos, issuers="names.legislature")
    if passed := _PASSED.match(folded, end):
        on = read_dated(folded, passed.end())
        issuer = document.quote(*passed.span("by"))
        day, end = (on.value, on.end) if on else (day, end)
    elif day is None and issuer is None:
        day, issuer, end = read_enacted(document, end)
    if day is None and issuer is None:
        issuer, day = read_enacting(document, start)
    if title is None:
        title, amending = _behind_number(document, kind, end)
        end = title[1] if title else end
    yield Mention(
        rule="law-amending" if amending else "law-number" if number else "law-title",
        type=name,
        start=start,
        end=end,
        number=number.value if number else None,
        symbol=number.symbol if number else "",
        date=day or year,
        issuer=issuer,
        implied=tell(number.symbol).issuer if number else None,
        title=document.quote(*title) if title and name != "Hiến pháp" else None,
        amending=amending,
        amended=AMENDED_BEFORE.search(folded, max(0, start - 120), start) is not None,
        doubtful=title is not None and not amending and may_go_on(document, kind, *title),
        corrected=bool(number and (number.corrected or number.symbol.endswith("QH"))),  # QH of which term?
    )
    yield from _further_laws(document, name, kind, start, end, number)


def _behind_title(document: Document, pos: int) -> tuple[Number | None, str | None, int]:
    """The number and the year behind a law's title, in either order, also in brackets; and where they end."""
    text, folded = document.text, document.folded
    if note := _NOTE.match(folded, pos):
        pos = note.end()
    number: Number | None = None
    year: str | None = None
    for _ in range(2):
        bracket = _BRACKET.match(folded, pos)
        found = read_number(text, folded, bracket.end() if bracket else pos)
        if number is None and found is not None and _is_law_number(found) and found.value is not None:
            number, pos = found, found.end + (bracket is not None and folded.startswith(")", found.end))
        if year is None and (match := _YEAR.match(folded, pos)):
            year, pos = match["year"], match.end()
    return number, year, pos


def _behind_number(document: Document, kind: str, pos: int) -> tuple[tuple[int, int] | None, bool]:
    """The stretch of the title behind a law's number, and whether it is that of an amending law."""
    amending = amending_title(document, pos, numbered=True)
    if amending is not None:
        return amending, True
    about = _ABOUT.match(document.folded, pos)
    known = known_title_end(document, kind, about.end()) if about else None
    return ((about.end(), known), False) if about and known is not None else (None, False)


def _further_laws(
    document: Document, name: str, kind: str, start: int, end: int, number: Number | None
) -> Iterator[Mention]:
    """The laws that share a type word: `các Luật Đất đai, Nhà ở`, `Luật số 62/2020/QH14, số 35/2018/QH14`."""
    text, folded = document.text, document.folded
    shared = _SEVERAL.search(folded, max(0, start - 10), start) is not None
    while follow := _FOLLOWING.match(folded, end):
        pos = follow.end()
        if number is not None:
            further = read_number(text, folded, pos, worded=True)
            if further is None or further.value is None or not further.symbol.startswith("QH"):
                return
            day, issuer, end = read_beside(document, further.end)
            yield Mention(
                "law-number",
                name,
                pos,
                end,
                number=further.value,
                symbol=further.symbol,
                date=day,
                issuer=issuer,
                implied=tell(further.symbol).issuer,
            )
            continue
        known = known_title_end(document, kind, pos) if shared and text[pos].isupper() else None
        if known is None:
            return
        year = _YEAR.match(folded, known)
        end = year.end() if year else known
        yield Mention(
            "law-title",
            name,
            pos,
            end,
            date=year["year"] if year else None,
            title=document.quote(pos, known),
        )
