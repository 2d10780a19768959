"""The mentions of a document in reading order: what each says, before anything is known of the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kehoach.document import Document
from kehoach.fold import fold
from kehoach.lexicon import load_lexicon
from kehoach.models import Provision
from kehoach.parse.patterns import Match, Pattern
from kehoach.parse.references.names import (
    Day,
    Name,
    flat,
    phrases,
    read_date,
    read_dated,
    read_issuer,
    read_issuers,
    words,
)
from kehoach.parse.references.numbers import Number, Telling, read_number, tell
from kehoach.parse.references.titles import amending_title, known_title_end, law_title_end, subject_end


@dataclass(frozen=True, slots=True)
class Mention:
    """One citation as written. `issuer` is as written, `implied` what the number tells."""

    rule: str
    type: str
    start: int
    end: int
    number: str | None = None
    symbol: str = ""
    date: str | None = None
    issuer: str | None = None
    implied: str | None = None
    title: str | None = None
    provisions: tuple[Provision, ...] = ()
    bare: bool = False
    amending: bool = False
    amended: bool = False
    corrected: bool = False
    same_day: bool = False
    reach: int = 0  # where its subject ends

    @property
    def is_law(self) -> bool:
        return self.type in LAWS


@dataclass(frozen=True, slots=True)
class Unread:
    """What looks like a citation but could not be read whole."""

    start: int
    end: int
    blank: str = ""  # the symbol of a number whose serial is blank


@dataclass(frozen=True, slots=True)
class Alias:
    """`(sau đây gọi tắt là Luật)`: the words that stand for the citation before it."""

    type: str
    number: str | None
    start: int
    end: int


LAWS = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")


@cache
def _types() -> dict[str, str]:
    """The canonical name of every type word, folded; abbreviations among them."""
    lexicon = load_lexicon("citations")["types"]
    names = {fold(name): name for key in ("laws", "numbered") for name in lexicon[key]}
    return names | {fold(short): name for short, name in lexicon["abbreviations"].items()}


_ANCHOR = Pattern(
    r"""
    (?<![\p{L}\d/&-]) (?:
        (?P<type> \L<types> ) (?![\p{L}\d/&-]) (?! \s liệu )
      | (?P<standard> (?: (?: \L<standards> ) \s (?: việt \s nam \s )? (?: số \s )? )? (?P<designation> (?: qcvn | tcvn | qcđp | tccs ) \s? [:-]? \s? (?: (?: iso | iec ) (?: /iec )? \s )?
            \d+ (?: [-.:/]\d+ )*+ (?: \s? / \s? \p{L}[\p{L}&]*+ )? ) )
      | (?P<so> số \s? :? \s? (?=\d) )
    )
    """,
    types=lambda: _types(),
    standards=lambda: words("types.standards"),
)
_ALIAS = Pattern(
    r"""
    (?: (?<!\w) \L<aliases> \s? :? \s? "? (?P<type> \L<types> ) (?![\p{L}])       # sau đây gọi tắt là Luật
        (?: \s (?: số \s )? (?P<number> \d [\p{L}\d./-]*+ ) )?
      | \( (?P<type> \L<types> ) \s (?: số \s )? (?P<number> \d{1,4} ) (?=\)) )  # (Đề án 06)
    """,
    aliases=lambda: words("leads.aliases"),
    types=lambda: _types(),
)
_NEXT = Pattern(
    r"""
    (?: \s? \( [^()\n]{0,60} \) )?
    \s? (?: [,;] \s? (?: và \s )? | và \s )
    (?P<so> số \s? :? \s? )? (?=\d)
    """
)
_OPEN = Pattern(r"\s? [:(] \s? (?= số )")
_OF = Pattern(r"[,\s]{0,2} (?P<word> của | do | giữa ) \s (?: các \s cơ \s quan \s: \s )?")
_SHORT_NOTE = Pattern(r"\s? \( \p{L}[\p{L}&\s]{1,30} \) (?= \s? ,? \s ngày )")
_BRACKET = Pattern(r"\s? \( (?= (?: luật | bộ \s luật ) \s số | số )")
_YEAR = Pattern(
    r"(?: \s \( sửa \s đổi (?: , \s bổ \s sung )? \) )? \s (?: năm \s )? (?P<year> (?:19|20)\d\d ) (?! [\d/] | \s?- )"
)
_REVISED = Pattern(r"\s? \( sửa \s đổi (?: , \s bổ \s sung )? \)")
_PASSED = Pattern(
    r",? \s (?: đã \s )? được \s (?P<by> quốc \s hội (?: \s (?: nước \s [^,;.]{0,40}? \s )? khóa \s [ivxlc]+ )? | ủy \s ban \s thường \s vụ \s quốc \s hội ) [^.;\n]{0,60}? \s thông \s qua \s (?: vào \s )? (?= ngày )"
)
_SHORT = Pattern(
    r"[ ] (?P<number> \d{1,4} ) (?! [\p{L}\d/] | [.,:-]\d | \s? (?: % | [-/]\s?\d ) | \s \L<units> (?!\p{L}) )",
    units=lambda: words("units"),
)
_AMENDED = Pattern(
    r"(?: đã \s )? (?: được \s )? sửa \s đổi [^.;\n]{0,60}? \s (?: bởi | bằng | theo | tại ) (?: \s các )? \s?"
)
_TITLE_OF_OTHERS = Pattern(
    r",? \s (?: (?P<about> về \s việc | v/v | về ) \s | (?= (?: \L<subjects> ) (?!\w) ) )",
    subjects=lambda: words("leads.subjects"),
)


def find_aliases(document: Document) -> list[Alias]:
    """The definitions of aliases: `(sau đây gọi tắt là Luật)`, `viết tắt là Chỉ thị 11`."""
    return [
        Alias(_types()[m["type"]], m["number"] and m["number"].strip(".-/"), m.start(), m.end())
        for m in _ALIAS.finditer(document.folded)
    ]


def find_mentions(document: Document, aliases: list[Alias]) -> Iterator[Mention | Unread]:
    """Every citation of a document in reading order, also bare and short ones that need another to be resolved."""
    folded = document.folded
    defined = iter([*aliases, Alias("", None, len(folded) + 1, len(folded) + 1)])
    alias = next(defined)
    end = 0
    for anchor in _ANCHOR.finditer(folded):
        start = anchor.start()
        while alias.end <= start:
            alias = next(defined)
        if start < end or start >= alias.start:
            continue
        for found in _read(document, anchor):
            end = max(end, found.end)
            yield found


def _read(document: Document, anchor: Match) -> Iterator[Mention | Unread]:
    """What begins at an anchor: a law, numbered documents, a standard; nothing."""
    if anchor["standard"]:
        yield _read_standard(document, anchor)
    elif anchor["so"]:
        yield from _read_untyped(document, anchor)
    elif _types()[anchor["type"]] in LAWS:
        yield from _read_law(document, anchor)
    else:
        yield from _read_numbered(document, anchor.start(), anchor.end(), _types()[anchor["type"]])


# -------------------------------------------------------------------------------------------- numbered documents


def _read_numbered(document: Document, start: int, pos: int, name: str) -> Iterator[Mention | Unread]:
    """The documents that a type word heads, one number after the other; bare and short mentions of aliases."""
    text, folded = document.text, document.folded
    opened = _OPEN.match(folded, pos)
    number = read_number(text, folded, opened.end() if opened else pos)
    if number is None:
        number = _number_behind_title(document, pos, name) or _number_behind_issuer(document, pos)
    if number is None or (number.value is not None and not number.worded and not number.symbol):
        if text[start].isupper() and folded[start:pos] == fold(name):
            yield from _read_short(document, start, pos, name)
        return
    if number.value is None:
        yield Unread(start, number.end, number.symbol)
        return
    mentions = [_numbered(document, start, number, name)]
    while follow := _NEXT.match(folded, mentions[-1].end):
        said = follow["so"] is not None
        number = read_number(text, folded, follow.end(), worded=True)
        if number is None or number.value is None:
            break
        if not number.symbol and not _TAIL.match(folded, number.end):
            if mentions[-1].symbol or not said or not _ENDS.match(folded, number.end):
                break
        mentions.append(_numbered(document, follow.start("so") if said else number.start, number, name))
    yield from _with_symbols(mentions)


_ENDS = Pattern(r"\s? (?: [,;.)\n] | $ | (?: ngày | của | và ) \s )")
_TAIL = Pattern(r"(?: (?: , \s (?: và \s )? | \s và \s ) (?: số \s )? \d{1,4} ){1,20} [-/] (?= \p{L} )")


def _with_symbols(mentions: list[Mention]) -> list[Mention]:
    """The numbers of a list with the symbol that stands once, behind the last (`số 57, 59-NQ/TW`)."""
    last = mentions[-1]
    if len(mentions) == 1 or not last.symbol or last.number is None:
        return mentions
    tail = last.number[len(serial_of(last.number)) :]
    return [
        m
        if m.symbol or m.date or m.number is None
        else replace(
            m, number=m.number + tail, symbol=last.symbol, implied=last.implied, bare=False, rule=last.rule
        )
        for m in mentions
    ]


def serial_of(number: str) -> str:
    """The serial at the head of a number."""
    return number[: next((n for n, c in enumerate(number) if c in "/-"), len(number))]


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
    day, issuer, end = _read_beside(document, number.end, joint=name in words_of("names.joint"))
    same_day = _SAME_DAY.match(document.folded, number.end) is not None
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
        bare=not (number.symbol or day or issuer),
        corrected=corrected,
        same_day=same_day,
        reach=end,
    )
    return _with_context(document, mention)


_SAME_DAY = Pattern(r",? \s cùng \s ngày (?!\w)")


@cache
def words_of(key: str) -> frozenset[str]:
    """The unfolded words under a key of the citations lexicon."""
    entry = load_lexicon("citations")
    for part in key.split("."):
        entry = entry[part]
    return frozenset(entry)


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
    """The number with the code of its type where the symbol has one that is mistyped by a letter (`QH-` for `QĐ-`)."""
    assert number.value is not None
    head, dash, rest = number.symbol.partition("-")
    if (
        not dash
        or not head.isupper()
        or len(head) != len(code)
        or sum(a != b for a, b in zip(head, code, strict=True)) != 1
    ):
        return None
    return number.value[: len(number.value) - len(number.symbol)] + code + "-" + rest


def _number_behind_title(document: Document, pos: int, name: str) -> Number | None:
    """The number behind a type word and a few words of title (`Báo cáo đề xuất chủ trương đầu tư số 170/BC-UBND`)."""
    match = _TITLED.match(document.folded, pos)
    if match is None:
        return None
    number = read_number(document.text, document.folded, match.end())
    if number is None or number.value is None or tell(number.symbol).type != name:
        return None
    return number


def _number_behind_issuer(document: Document, pos: int) -> Number | None:
    """The number behind the issuer (`Nghị quyết của Quốc hội số 202/2025/QH15`)."""
    of = _OF.match(document.folded, pos)
    name = read_issuer(document, of.end()) if of else None
    if name is None or not name.known:
        return None
    number = read_number(document.text, document.folded, name.end)
    return number if number is not None and number.symbol and number.worded and number.value else None


_TITLED = Pattern(
    r"(?: \s (?! \L<types> (?!\w) | số (?!\w) ) [\p{L}-]+ ){1,10} \s (?= số \s? \d )", types=lambda: _types()
)


def _read_short(document: Document, start: int, pos: int, name: str) -> Iterator[Mention | Unread]:
    """A short mention (`Nghị quyết 57`), a bare one (`Chỉ thị`), or a citation that lacks its number."""
    folded = document.folded
    short = _SHORT.match(folded, pos)
    if short:
        year = short["number"]
        if not (len(year) == 4 and year[:2] in ("19", "20")):
            yield Mention("short", name, start, short.end(), number=year, bare=True, reach=short.end())
        return
    if name in words_of("types.dated") and (unread := _UNNUMBERED.match(folded, pos)):
        yield Unread(start, unread.end())
        return
    if not _THIS.match(folded, pos) and not _COUNTED.search(folded, max(0, start - 12), start):
        yield Mention("bare", name, start, pos, bare=True, reach=pos)


_UNNUMBERED = Pattern(
    r"\s (?: ngày \s? \d{1,2} [/.-] \d{1,2} [/.-] \d{4} | năm \s \d{4} (?= \s? [;.,)\n] | $ ) | số \s? (?: [._…]{2,} | ngày ) )"
)
_THIS = Pattern(r"\s (?: này | số )")
_COUNT = r"(?<! (?: điều | khỏan | mục | chương ) \s ) (?<!\w) \d{1,3}"  # two laws, not an article
_COUNTED = Pattern(rf"(?: các | những | dự \s thảo | một | {_COUNT} ) \s $")


def _read_untyped(document: Document, anchor: Match) -> Iterator[Mention]:
    """A full number without a type word (`tại số 32/2024/NĐ-CP`): its symbol names the type."""
    text, folded = document.text, document.folded
    start = anchor.start()
    if (
        start == 0
        or folded[start - 1] == "\n"
        or phrases("leads.forms").longest(folded, folded.rfind(" ", 0, max(0, start - 1)) + 1)
    ):
        return
    number = read_number(text, folded, start)
    if number is None or number.value is None or not number.symbol:
        return
    telling = tell(number.symbol)
    if telling.type and (telling.issuer or telling.type == "Nghị quyết"):
        yield replace(_numbered(document, start, number, telling.type), rule="number-alone")


def _read_standard(document: Document, anchor: Match) -> Mention:
    """A technical standard: `QCVN 06:2022/BXD`, `Tiêu chuẩn quốc gia TCVN 5945:2005`."""
    start, end = anchor.span("designation")
    written = document.quote(start, end)
    number = written.replace(" /", "/").replace("/ ", "/")
    prefix = fold(number[:4])
    kind = anchor["standard"][: start - anchor.start("standard")].strip()
    kind = kind.removesuffix("số").strip()
    name = (
        (kind[:1].upper() + document.quote(anchor.start() + 1, anchor.start() + len(kind)))
        if kind
        else (
            "Quy chuẩn kỹ thuật quốc gia"
            if prefix == "qcvn"
            else "Tiêu chuẩn quốc gia"
            if prefix == "tcvn"
            else number[:4]
        )
    )
    slash = number.rpartition("/")[2] if "/" in number else ""
    return Mention(
        "standard",
        name,
        anchor.start(),
        end,
        number=number,
        implied=tell(slash).issuer if slash else None,
        reach=end,
    )


# ------------------------------------------------------------------------------------------------- date and issuer


def _read_beside(document: Document, pos: int, *, joint: bool = False) -> tuple[str | None, str | None, int]:
    """The date and the issuer that follow a number or a title, in either order, and where they end."""
    folded = flat(document)
    day: Day | None = None
    issuer: Name | None = None
    while True:
        if day is None and (found := read_dated(folded, pos)):
            day, pos = found, found.end
            if folded[pos : pos + 1] == ")":
                pos += 1
            continue
        of = _OF.match(folded, pos) if issuer is None else None
        if of and (of["word"] != "do"):
            name = (
                read_issuers(document, of.end())
                if joint or of["word"] == "giữa"
                else read_issuer(document, of.end())
            )
            if name is not None:
                issuer, pos = name, name.end
                if note := _SHORT_NOTE.match(folded, pos):
                    pos = note.end()
                continue
        return day and day.value, issuer and issuer.text, pos


def _with_context(document: Document, mention: Mention) -> Mention:
    """The mention with what stands before it (date, issuer, `sửa đổi bởi`) and the subject behind it."""
    folded = flat(document)
    low = max(0, mention.start - 300)
    before = folded[low : mention.start].rstrip()
    if before.endswith(" các"):
        before = before[:-4].rstrip()
    end = low + len(before)
    issuer, day = mention.issuer, mention.date
    if issuer is None and before.endswith(" tại"):
        issuer = _issuer_at(document, low, end - 4, letter=mention.type in words_of("types.letters"))
    elif issuer is None and (verb := _ISSUED.search(before)):
        issuer, found = _issuer_and_day(document, low, low + verb.start())
        day = day or found
    amended = _AMENDED_BEFORE.search(before) is not None
    about = _TITLE_OF_OTHERS.match(folded, mention.end)
    title = None
    reach = mention.end
    if about:
        reach = subject_end(document, about.end())
        words_of_it = document.quote(about.end(), reach)
        title = words_of_it or None if about["about"] or words_of_it.count(" ") > 2 else None
    return replace(
        mention,
        issuer=issuer,
        date=day,
        amended=amended,
        title=title if not mention.is_law else mention.title,
        reach=max(reach, mention.end),
    )


_ISSUED = Pattern(r"\s (?: \L<issued> ) $", issued=lambda: words("leads.issued"))
_AMENDED_BEFORE = Pattern(r"sửa \s đổi [^.;]{0,60}? \s (?: bởi | bằng | theo | tại ) (?: \s các )? \s? $")
_BOUNDARY = Pattern(r"(?: [;:.(] | \s của ) \s")


def _issuer_at(document: Document, low: int, end: int, *, letter: bool) -> str | None:
    """The issuer in `… đề nghị của X tại` (the stretch from the last boundary), or in `X đã phê duyệt … tại`.

    A firm, whose name is not known, writes letters only.
    """
    folded = flat(document)
    low = max(low, document.folded.rfind("\n", low, end) + 1)
    starts = [low, *(m.end() for m in _BOUNDARY.finditer(folded, low, end))]
    for start in reversed(starts[-3:]):
        if not document.text[start].isupper():
            break
        name = read_issuer(document, start, end)
        if name is not None and name.known and (name.end == end or _NOTE.fullmatch(folded, name.end, end)):
            return name.text
        if letter and _FIRM.fullmatch(folded, start, end):
            return document.quote(start, end)
        break
    return _acting(document, low, end)


_NOTE = Pattern(r"\s \( [^()]* \)")
_FIRM = Pattern(r"(?! [^,]* (?<!\w) (?: đã | được | có | theo | trong ) (?!\w) ) [^,;:()]{3,150}")


def _acting(document: Document, low: int, end: int) -> str | None:
    """The agency that acts in the sentence: `UBND tỉnh đã chấp thuận … tại`, `được Bộ Y tế phê duyệt tại`."""
    folded = flat(document)
    sentence = max((m.end() for m in _SENTENCE.finditer(folded, low, end)), default=low)
    found = None
    for mark in _ACTOR.finditer(folded, sentence, end):
        name = read_issuer(document, mark.end(), end) if document.text[mark.end()].isupper() else None
        if name is not None and name.known and (mark["by"] or folded.startswith(" đã ", name.end)):
            found = name.text
    return found


_SENTENCE = Pattern(r"[.;] \s")
_ACTOR = Pattern(r"(?: (?<! \w ) (?P<by> được ) \s | (?<= [,;.:(] \s ) | (?<= \n ) | ^ ) (?=\w)")


def _issuer_and_day(document: Document, low: int, end: int) -> tuple[str | None, str | None]:
    """The issuer and the date in `Ngày 15/7/2016, X ban hành`."""
    folded = document.folded
    for mark in _CLAUSES.finditer(folded, low, end):
        name = (
            read_issuer(document, mark.end(), end)
            if document.text[mark.end() : mark.end() + 1].isupper()
            else None
        )
        if name is not None and name.end == end:
            day = _LAST_DAY.search(folded, low, mark.start("end"))
            found = read_date(folded, day.start("date")) if day else None
            return name.text, found.value if found else None
    return None, None


_CLAUSES = Pattern(r"(?P<end>) (?: [,;.:\n] \s? | ^ )")
_LAST_DAY = Pattern(
    r"(?: ^ | [\n.;] \s? ) (?: vào \s )? (?P<date> ngày \s? \d{1,2} (?: [/.-]\d{1,2}[/.-]\d{4} | \s tháng \s \d{1,2} \s năm \s \d{4} ) ) $"
)


# ------------------------------------------------------------------------------------------------------------ laws


def _read_law(document: Document, anchor: Match) -> Iterator[Mention]:
    """A law by title, number, or bare; in lower case only where a known title or a number follows."""
    text, folded = document.text, document.folded
    start, pos, kind = anchor.start(), anchor.end(), anchor["type"]
    name = _types()[kind]
    capital = text[start].isupper()
    if phrases("leads.not_a_law").longest(folded, start) is not None or _preceded(folded, start):
        return
    amending = amending_title(document, pos)
    number = read_number(text, folded, pos)
    if number is not None and (number.value is None or not number.worded):
        number = None
    if amending is None and number is None:
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


def _preceded(folded: str, start: int) -> bool:
    """Whether the word before makes it no law: `pháp luật`, `kỷ luật`, `Đại học Luật`."""
    return _NO_LAW.search(folded, max(0, start - 12), start) is not None


_NO_LAW = Pattern(r"(?<!\w) \L<before> \s $", before=lambda: words("leads.before_law"))


def _title_at(document: Document, kind: str, pos: int, capital: bool) -> tuple[int, int] | None:
    """The stretch of a law's title after its type word."""
    if kind == "hiến pháp":
        match = _NATION.match(document.folded, pos)
        if match:
            return match.start("nation"), match.end()
        return None
    if document.folded[pos : pos + 1] != " ":
        return None
    end = law_title_end(document, kind, pos + 1) if capital else known_title_end(document, kind, pos + 1)
    return (pos + 1, end) if end is not None else None


_NATION = Pattern(r"\s (?P<nation> nước \s cộng \s hòa \s xã \s hội \s chủ \s nghĩa \s việt \s nam )")


def _bare_law(document: Document, start: int, pos: int, name: str) -> Iterator[Mention]:
    """`Luật` alone, to be resolved; the Constitution is one of its own."""
    folded = document.folded
    if name == "Hiến pháp":
        if _AND_LAW.match(folded, pos) is None:
            year = _YEAR.match(folded, pos)
            end = year.end() if year else pos
            yield Mention("constitution", name, start, end, date=year["year"] if year else None, reach=end)
        return
    if not _DRAFT.search(folded, max(0, start - 12), start) and not _GENERIC.match(folded, pos):
        yield Mention("bare", name, start, pos, bare=True, reach=pos)


_GENERIC = Pattern(
    r"\s? , \s (?: pháp \s lệnh | nghị \s định | nghị \s quyết | thông \s tư ) (?! \s (?: số | \d ) )"
)
_AND_LAW = Pattern(r"(?: , | \s và ) \s pháp \s luật")
_DRAFT = Pattern(rf"(?<!\w) (?: \L<drafts> | {_COUNT} ) \s $", drafts=lambda: words("leads.drafts"))


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
    """The law whose title or number has been read, with what follows; and the further titles of a list."""
    text, folded = document.text, document.folded
    pos = title[1] if title else number.end if number else start
    year: str | None = None
    if title is not None:
        if revised := _REVISED.match(folded, pos):
            pos = revised.end()
        bracket = _BRACKET.match(folded, pos)
        at = (
            bracket.end()
            + (
                _LAW_WORD.match(folded, bracket.end()).end() - bracket.end()
                if _LAW_WORD.match(folded, bracket.end())
                else 0
            )
            if bracket
            else pos
        )
        following = read_number(text, folded, at)
        if following is not None and following.worded and following.value is not None:
            number, pos = following, following.end
            if bracket and folded[pos : pos + 1] == ")":
                pos += 1
        if found := _YEAR.match(folded, pos):
            year, pos = found["year"], found.end()
            if number is None:
                following = read_number(text, folded, pos)
                if following is not None and following.worded and following.value is not None:
                    number, pos = following, following.end
    day, issuer, end = _read_beside(document, pos)
    if passed := _PASSED.match(folded, end):
        on = read_dated(folded, passed.end())
        day, issuer = on.value if on else day, document.quote(*passed.span("by"))
        end = on.end if on else end
    if number is not None and title is None:
        amending_after = amending_title(document, end)
        if amending_after is not None:
            title, amending, end = amending_after, True, amending_after[1]
        elif folded[end : end + 1] == " " and (at_title := _ABOUT.match(folded, end)):
            known = known_title_end(document, kind, at_title.end())
            if known is not None:
                title, end = (at_title.end(), known), known
    telling = tell(number.symbol) if number else None
    yield Mention(
        rule="law-amending" if amending else "law-number" if number else "law-title",
        type=name,
        start=start,
        end=end,
        number=number.value if number else None,
        symbol=number.symbol if number else "",
        date=day or year,
        issuer=issuer,
        implied=telling.issuer if telling else None,
        title=document.quote(*title) if title else None,
        amending=amending,
        amended=_AMENDED_BEFORE.search(folded, max(0, start - 120), start) is not None,
        corrected=bool(number and number.corrected),
        reach=end,
    )
    yield from _further_laws(document, name, kind, start, end, number)


_LAW_WORD = Pattern(r"(?: bộ \s )? luật \s?")
_ABOUT = Pattern(r"\s (?: về \s )?")


def _further_laws(
    document: Document, name: str, kind: str, start: int, end: int, number: Number | None
) -> Iterator[Mention]:
    """The laws that share the type word of `các Luật Đất đai, Nhà ở`, `các Luật số 62/2020/QH14, số 35/2018/QH14`."""
    text, folded = document.text, document.folded
    shared = _SEVERAL.search(folded, max(0, start - 10), start) is not None
    while follow := _FOLLOWING.match(folded, end):
        pos = follow.end()
        if number is not None:
            further = read_number(text, folded, pos, worded=True)
            if further is None or further.value is None or not further.symbol.startswith("QH"):
                return
            day, issuer, end = _read_beside(document, further.end)
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
                reach=end,
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
            reach=end,
        )


_SEVERAL = Pattern(r"(?: các | những ) \s $")
_FOLLOWING = Pattern(r"\s? (?: [,;] \s (?: và \s )? | và \s ) (?=\w)")
