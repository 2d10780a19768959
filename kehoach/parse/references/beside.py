"""What stands beside a citation: the date and issuer before or behind it, and its subject."""

from __future__ import annotations

from kehoach.document import Document
from kehoach.fold import fold
from kehoach.lexicon import load_words
from kehoach.parse.patterns import Pattern
from kehoach.parse.references.mention import Mention, words_of
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
from kehoach.parse.references.titles import subject_end
from kehoach.parse.verbs import load_verbs, read_verb

OF = Pattern(
    r"(?: [,\x20]{0,2} | \n ) (?P<word> của | giữa | ban \s hành \s bởi ) \s (?: các \s cơ \s quan \s: \s )?"
)
_SHORT_NOTE = Pattern(
    r"""
    (?: \s? \( [^\W\d_] (?: [^\W_] | [&,\s-] ){1,40} \) | ,? \s (?: tại \s )? kỳ \s họp \s [^,;.()]{2,20}? )
    (?= \s? ,? \s (?: (?: ban \s hành \s | ký \s )? ngày | \L<abouts> | \L<subjects> ) (?!\w) )
    """,
    abouts=lambda: words("leads.about"),
    subjects=lambda: words("leads.subjects"),
)
_SUBJECT = Pattern(
    r"""
    ,? [ ] (?! \L<subjects> \s số \s? :? \s? \d )  # another document: `, Quy định số 5-QĐ/TW`
    (?! sửa \s đổi (?: , \s bổ \s sung )? \s (?: bởi | bằng | theo | tại ) \s )
    (?: (?P<quote> " (?=\L<abouts>) )? (?P<about> \L<abouts> ) \s | (?= (?: \L<subjects> ) (?!\w) ) )
    """,
    abouts=lambda: words("leads.about"),
    subjects=lambda: words("leads.subjects"),
)


def read_beside(
    document: Document, pos: int, *, joint: bool = False, issuers: str | None = None
) -> tuple[str | None, str | None, int]:
    """The date and the issuer that follow a number or a title, in either order, and where they end.

    `issuers` is the key of the only names that can be meant: who passes laws.
    """
    folded = document.folded
    day: Day | None = None
    issuer: Name | None = None
    while True:
        if day is None and (found := read_dated(folded, pos)):
            closes = "(" in folded[pos : found.start] and folded.startswith(")", found.end)
            day, pos = found, found.end + closes
            continue
        if day is None and (yearless := _YEARLESS.match(folded, pos)):
            pos = yearless.end()
        if issuer is None and day is not None and (name := _undeclared(document, pos)):
            issuer, pos = name, name.end
            continue
        of = OF.match(folded, pos) if issuer is None else None
        if of:
            several = joint or of["word"] == "giữa"
            name = (read_issuers if several else read_issuer)(document, of.end())
            if (
                name is not None
                and (" " in name.text or not folded.startswith(" này", name.end))
                and not (of[0][0] == "," and _has_own(document, name.end))
                and (issuers is None or phrases(issuers).longest(folded, name.start) is not None)
            ):
                issuer, pos = name, name.end
                if _COMMITTEE.match(folded, name.start) and (own := _OWN_ABOUT.match(folded, pos)):
                    pos = own.end()
                    issuer = name._replace(text=document.quote(name.start, pos), end=pos)
                if note := _SHORT_NOTE.match(folded, pos):
                    pos = note.end()
                continue
        return day.value if day else None, issuer.text if issuer else None, pos


_COMMITTEE = Pattern(
    r"(?: ban \s chỉ \s đạo | hội \s đồng | ủy \s ban | tổ \s công \s tác | tiểu \s ban ) (?!\w)"
)
_OWN_ABOUT = Pattern(  # Ban Chỉ đạo | về an toàn thực phẩm xã | về kiểm tra chợ: the last tells the subject
    r"\s về \s (?! việc \s ) [^;.:()\n\d]{3,80}? (?= \s (?: về | v/v ) \s )"
)
_YEARLESS = Pattern(r",? \s ngày \s \d{1,2} [/-] \d{1,2} (?= \s (?: của | giữa ) \s )")  # of which year?


def _undeclared(document: Document, pos: int) -> Name | None:
    """Who stands, without `của`, between the date before `pos` and a subject (`ngày … Chính phủ về`)."""
    known = phrases("names.central", "names.local").longest(document.folded, pos + 1)
    name = read_issuer(document, pos + 1) if known is not None and document.folded[pos] == " " else None
    about = _SUBJECT.match(document.folded, name.end) if name is not None and name.known else None
    return name if about is not None and about["about"] else None


def _has_own(document: Document, pos: int) -> bool:
    """Whether who is named before `pos` issued what follows: `…, của Sở Tư pháp | tại Báo cáo số …`."""
    at = _ITS.match(document.folded, pos)
    return at is not None and phrases("types.numbered").longest(document.folded, at.end()) is not None


_ITS = Pattern(r"\s (?: tại \s | \( )")


def read_enacted(document: Document, pos: int) -> tuple[str | None, str | None, int]:
    """The date and the issuer in `… được UBND tỉnh ban hành ngày 12/3/2027` behind a number, and the end."""
    by = _BY.match(document.folded, pos)
    name = read_issuer(document, by.end()) if by else None
    verb = _ENACTED.match(document.folded, name.end) if name else None
    if name is None or verb is None:
        return None, None, pos
    day = read_dated(document.folded, verb.end())
    return (day.value if day else None), name.text, day.end if day else verb.end()


_BY = Pattern(r",? \s (?: đã \s )? (?: được | do ) \s (?=\w)")
_ISSUING = r"\s (?: \L<adverbs> \s )* \L<issued>"
_ENACTED = Pattern(
    rf"(?: \s? \( khóa \s [^()]* \) )? {_ISSUING} (?!\w)",
    issued=lambda: words("leads.issued"),
    adverbs=lambda: words("leads.adverbs"),
)


def read_enacting(document: Document, end: int) -> tuple[str | None, str | None]:
    """The issuer and the date in `Ngày 15/7/2016, X đã ban hành` that ends at `end`."""
    low = max(0, end - 300)
    verb = _ISSUED.search(flat(document)[low:end].rstrip())
    return _issuer_and_day(document, low, low + verb.start()) if verb else (None, None)


def with_context(document: Document, mention: Mention) -> Mention:
    """The mention with what stands before it (date, issuer, `sửa đổi bởi`) and the subject behind it."""
    folded = flat(document)
    low = max(0, mention.start - 300)
    before = folded[low : mention.start].rstrip()
    if before.endswith(" các"):
        before = before[:-4].rstrip()
    end = low + len(before)
    issuer, day = mention.issuer, mention.date
    if issuer is None and before.endswith((" tại", " (")):
        at = end - len(before) + before.rindex(" ")
        at -= folded[at - 1] == ","  # `Xét đề nghị của Sở Y tế, tại Tờ trình số …`
        issuer = _issuer_at(document, low, at, mention.type)
        known = mention.implied if mention.implied in words_of("names.central") else None
        if issuer and known and fold(known) not in fold(issuer):
            issuer = None  # `được Chính phủ giao tại Quyết định số 16/QĐ-TTg`: of the Prime Minister
    elif issuer is None:
        issuer, found = read_enacting(document, end)
        day = day or found
    amended = AMENDED_BEFORE.search(before) is not None
    title, end = read_subject(document, mention.end)
    if title is None and _ISSUED.search(before) and (begin := _deed(document, mention.end)) is not None:
        end = subject_end(document, begin)
        title = document.quote(begin, end)
    if issuer is None and document.folded[end - 1] == '"' and (of := OF.match(document.folded, end)):
        name = read_issuer(document, of.end())  # `về việc "…" của UBND tỉnh`
        issuer, end = (name.text, name.end) if name else (None, end)
    if issuer is None and title is not None:
        enacted, issuer, end = read_enacted(document, end)  # `về chợ | do UBND tỉnh ban hành ngày …`
        day = day or enacted
    return mention._replace(issuer=issuer, date=day, amended=amended, title=title, until=end)


def _deed(document: Document, pos: int) -> int | None:
    """Where what a document just issued is for begins: `ban hành Kế hoạch số 5/KH-X | tổ chức Hội thi`."""
    folded = document.folded
    verb = read_verb(folded, pos + 1, pos + 40, load_verbs("verbs")) if folded[pos : pos + 1] == " " else ""
    return pos + 1 if verb and verb not in words_of("leads.assigning") else None


def read_subject(document: Document, pos: int) -> tuple[str | None, int]:
    """The subject behind a citation: after `về việc`, or from a verb of some words (`phê duyệt Đề án …`)."""
    note = _PROVISIONS.match(document.folded, pos) or _ADDRESSED.match(document.folded, pos)
    about = _SUBJECT.match(document.folded, note.end() if note else pos)
    if about is None:
        return None, pos
    start = about.end()
    quoted = (_REST_QUOTED if about["quote"] else _QUOTED).match(document.folded, start)
    end = quoted.end() if quoted else subject_end(document, start)
    subject = document.quote(start, end)
    if not subject or not (about["about"] or subject.count(" ") > 2):
        return None, pos
    return subject, end


_PROVISIONS = Pattern(
    rf"\s \( (?: các \s )? (?: điểm | {fold('khoản')} | điều | mục | chương ) \s [^()\n]{{1,80}} \)"
)
_ADDRESSED = Pattern(
    r",? \s gửi \s [^.;:()\n]{3,150}? (?= \s (?: về \s việc | v/v ) \s )"
)  # Công điện … gửi X
_QUOTED = Pattern(r'" [^"\n]+ "')
_REST_QUOTED = Pattern(r'[^"\n]+ (?=")')


_ISSUED = Pattern(
    rf"{_ISSUING} $", issued=lambda: words("leads.issued"), adverbs=lambda: words("leads.adverbs")
)
AMENDED_BEFORE = Pattern(r"sửa \s đổi [^.;]{0,60}? \s (?: bởi | bằng | theo | tại ) (?: \s các )? \s? $")
_BOUNDARY = Pattern(  # `đề nghị của | X tại Tờ trình số 5 và | Y tại`
    r"(?: [;:.(] | (?<= \d ) (?: , | ,? \s và ) | (?= \s của ) ) (?: \s của )? \s"
)


def _issuer_at(document: Document, low: int, end: int, kind: str) -> str | None:
    """The issuer in `… đề nghị của X tại` (from the last boundary), or in `X đã phê duyệt … tại`.

    A firm, whose name is not known, writes letters only.
    """
    folded = flat(document)
    low = max(low, document.folded.rfind("\n", low, end) + 1)
    starts = [low, *(m.end() for m in _BOUNDARY.finditer(folded, low, end))]
    for start in starts[-2:]:
        if not document.text[start].isupper():
            continue
        name = read_issuer(document, start, end)
        owned = folded.endswith(f"{fold(kind)} của ", low, start)  # Kế hoạch của X (Kế hoạch số …)
        asked = owned or _SAID.search(folded, low, start) is not None
        letter = owned or kind in words_of("types.letters")
        last = start == starts[-1]
        rest = folded[name.end : end] if name is not None else None
        if name is not None and not name.known and asked and not rest:
            return name.text if letter else None
        if name is not None and name.known and (last or asked):
            if not rest or _NOTE.fullmatch(rest) or (last and asked and _ABOUT.fullmatch(rest)):
                return name.text
        elif letter and last:
            firm = document.quote(start, end)
            named = any(word[0].isupper() for word in firm.split()[1:])  # not: Hồ sơ mời thầu tại …
            whole = _FIRMS if asked else _FIRM if named and folded.startswith(" tại", end) else None
            if whole is not None and whole.fullmatch(folded, start, end):
                return firm
    return _acting(document, low, end)


_NOTE = Pattern(r"\s \( [^()]* \)")
_SAID = Pattern(r"(?<!\w) \L<said> \s của \s $", said=lambda: words("leads.said"))
_ABOUT = Pattern(r"\s (?: về | đối \s với | liên \s quan | trong | cho | tại ) \s [^.;\n]*")
_ACTED = r"(?! [^;:()]* (?<!\w) (?: đã | được | có | theo | trong ) (?!\w) )"
_FIRM = Pattern(rf"{_ACTED} [^,;:()]{{3,150}}")
_FIRMS = Pattern(rf"{_ACTED} [^;:()]{{3,150}}")  # who asks, also several


def _acting(document: Document, low: int, end: int) -> str | None:
    """The agency that acts in a sentence: `UBND tỉnh đã chấp thuận … tại`, `được Bộ Y tế phê duyệt tại`."""
    folded = flat(document)
    sentence = max((m.end() for m in _SENTENCE.finditer(folded, low, end)), default=low)
    found = None
    for mark in _ACTOR.finditer(folded, sentence, end):
        name = read_issuer(document, mark.end(), end) if document.text[mark.end()].isupper() else None
        if name is not None and name.known and (mark["by"] or folded.startswith(" đã ", name.end)):
            found = name.text
    return found


_SENTENCE = Pattern(r"[.;] \s")
_ACTOR = Pattern(r"(?: (?<!\w) (?P<by> được ) \s | (?<= [,;.:(] \s ) | (?<= \n ) | ^ ) (?=\w)")


def _issuer_and_day(document: Document, low: int, end: int) -> tuple[str | None, str | None]:
    """The issuer and the date in `Ngày 15/7/2016, X ban hành`."""
    folded = document.folded
    for mark in _CLAUSES.finditer(folded, low, end):
        name = read_issuer(document, mark.end(), end)
        if name is None or _is_document(document, name) or read_date(folded, name.start):
            continue
        person = document.text[name.end : end].split() if name.known else []
        if name.end == end or (1 < len(person) < 5 and all(word[0].isupper() for word in person)):
            day = _LAST_DAY.search(folded, low, mark.start("end"))
            found = read_date(folded, day.start("date")) if day else None
            return _office(name), found.value if found else None
    return None, None


def _office(name: Name) -> str:
    """The name of a post without that of its holder (`Chủ tịch UBND tỉnh An Hòa | Trần Văn Bình`)."""
    written = name.text.split()
    for n in range(max(2, len(written) - 4), len(written) - 2):
        named = fold(written[n]) in load_words("units", "surnames")
        place = written[n - 1].islower() and written[n - 1] != "tỉnh"  # xã Lê Minh Xuân
        if named and not place and all(word[0].isupper() for word in written[n:]):
            return " ".join(written[:n])
    return name.text


def _is_document(document: Document, name: Name) -> bool:
    """Whether a name is that of a document (`Quyết định | phê duyệt Đề án …`): no issuer."""
    return phrases("types.laws", "types.numbered").longest(flat(document), name.start) is not None


_CLAUSES = Pattern(
    r"""
    (?P<end>) (?: [,;.:\n] \s? | (?<= \d{4} ) \s (?= [^\W\d_] ) | ^ )
    (?: tại \s kỳ \s họp \s thứ \s \w+ \s (?= quốc \s hội ) )?
    """
)
_LAST_DAY = Pattern(
    r"""
    (?: ^ | [\n.;,] ) [\s+-]{0,4} (?: (?: vào | sáng | chiều ) \s )?
    (?P<date> ngày \s? \d{1,2}
        (?: [/.-]\d{1,2}[/.-]\d{4} | (?: / | \s tháng \s ) \d{1,2} \s năm \s \d{4} ) )
    (?: ,? \s tại \s [^,.;\n]{2,100} | \s vừa \s qua )? $
    """
)
