"""Legal references: which documents a plan cites, where, and on which of them it rests."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kehoach.document import Document
from kehoach.fold import fold
from kehoach.parse.patterns import Match, Pattern
from kehoach.parse.references.beside import AMENDED_BEFORE
from kehoach.parse.references.identity import merge, resolve, share_issuers
from kehoach.parse.references.mention import Mention, Unread
from kehoach.parse.references.mentions import find_aliases, find_mentions
from kehoach.parse.references.names import Day, find_impossible, phrases, words
from kehoach.parse.references.provisions import Phrase, find_provisions
from kehoach.parse.warnings import warn
from kehoach.values import CitedDocument, LegalReference, Role, Span, Warning


class Citing(NamedTuple):
    """What the reader must know of the document that cites.

    `type`, `number` and `symbol` are its own, so that it is no reference of itself; a bare `Luật` in it is
    the law that its `title` names, where that is one; `front` is the stretch of its front matter, `grounds`
    are those of sections that list grounds; `section_at` gives the path of the section at an offset.
    """

    type: str | None = None
    number: str | None = None
    symbol: str | None = None
    title: str | None = None
    front: tuple[int, int] = (0, 0)
    grounds: Sequence[tuple[int, int]] = ()
    section_at: Callable[[int], str | None] = lambda offset: None


def find_references(
    document: Document, citing: Citing
) -> tuple[list[LegalReference], list[CitedDocument], list[Warning]]:
    """The citations in reading order, the documents behind them, and what could not be read whole."""
    aliases = find_aliases(document)
    found = list(find_mentions(document, aliases))
    mentions = [m for m in found if isinstance(m, Mention) and not _is_own(m, citing)]
    mentions = share_issuers(_with_provisions(document, mentions), document.text)
    cited = resolve(mentions, aliases, citing.title or "")
    roles = _Roles(document, citing)
    references = [_reference(document, citing, mention, key, roles) for mention, key in cited]
    places: list[Mention | Unread] = [item for item in found if isinstance(item, Unread)]
    places += [mention for mention, _ in cited]
    warnings = [warning for place in places for warning in _warnings(document, place, citing)]
    return references, merge(cited), sorted(warnings, key=lambda w: w.span.start if w.span else 0)


def _reference(
    document: Document, citing: Citing, mention: Mention, key: str, roles: "_Roles"
) -> LegalReference:
    return LegalReference(
        rule=mention.rule,
        text=document.text[mention.start : mention.end],
        type=mention.type,
        number=mention.number,
        date=mention.date,
        issuer=mention.issuer or mention.implied,
        title=mention.title,
        provisions=list(mention.provisions),
        role=roles.of(mention),
        document=key,
        section=citing.section_at(mention.start),
        span=Span(start=mention.start, end=mention.end),
    )


# ------------------------------------------------------------------------------------------ provisions

_LINK = Pattern(r"\s? (?: , \s | - \s | (?: của | tại | trong ) \s (?: các \s )? )?")


def _with_provisions(document: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions with the provisions that stand right before them."""
    found = find_provisions(document)
    phrase: Phrase | None = next(found, None)
    joined: list[Mention] = []
    free = 0  # where the mention before ends
    for mention in mentions:
        last: Phrase | None = None
        while phrase is not None and phrase.end <= mention.start:
            last, phrase = phrase, next(found, None)
        if (
            last is not None
            and free <= last.start
            and _LINK.fullmatch(document.folded, last.end, mention.start)
        ):
            mention = mention._replace(start=last.start, provisions=last.provisions)
        elif phrase is not None and _in_brackets(document, mention.end, phrase):
            mention = mention._replace(provisions=phrase.provisions)
        joined.append(mention)
        free = mention.end
    return joined


def _in_brackets(document: Document, pos: int, phrase: Phrase) -> bool:
    """Whether a phrase stands in brackets behind a citation (`Luật Cư trú (Điều 5)`)."""
    folded = document.folded
    return phrase.start == pos + 2 and folded.startswith(" (", pos) and folded.startswith(")", phrase.end)


# ------------------------------------------------------------------------------------------ own and unread


def _is_own(mention: Mention, citing: Citing) -> bool:
    """Whether a mention names the citing document itself, by its own number."""
    return (
        citing.number is not None
        and mention.number is not None
        and fold(mention.number) == fold(citing.number)
    )


_ATTACHED = Pattern(r"kèm [^\n;.]{0,60} $")


def _is_own_blank(document: Document, unread: Unread, citing: Citing) -> bool:
    """Whether a blank number is the document's own: by its symbol, or in `(Kèm theo Kế hoạch số …)`."""
    if unread.blank and citing.symbol and fold(unread.blank) == fold(citing.symbol):
        return True
    return _ATTACHED.search(document.folded, max(0, unread.start - 80), unread.start) is not None


def _is_typo(document: Document, mention: Mention) -> bool:
    """Whether a number was mistyped; in a line of capitals (`CHỈ THỊ SỐ 11/CT-TTG`) small letters are not."""
    words = document.quote(mention.start, mention.end)
    return mention.corrected and not (
        words.isupper() and fold(mention.number or "") in fold(words).replace(" ", "")
    )


def _warnings(document: Document, place: Mention | Unread, citing: Citing) -> Iterator[Warning]:
    """What is to be said of what was found at a place."""

    def unparsed(at: Mention | Unread | Day, message: str) -> Warning:
        return warn("unparsed_reference", message, document, at.start, at.end)

    if isinstance(place, Unread):
        if not _is_own_blank(document, place, citing):
            yield unparsed(place, "“{}” cites a document without its number.")
        return
    if _is_typo(document, place):
        message = f"“{{}}” was read as {place.type} {place.number}."
        yield warn("possible_typo", message, document, place.start, place.end)
    if place.doubtful:
        yield unparsed(place, "The title of “{}” may go on behind the comma.")
    day = find_impossible(document.folded, place.start, place.end) if place.date is None else None
    if day is not None:
        yield unparsed(day, "“{}” is no day of the calendar.")


# ------------------------------------------------------------------------------------------ roles

_SEGMENT = Pattern(  # also a sentence of its own: `… về kiểm tra. Thực hiện Kế hoạch …`
    r"\.? (?: (?! \. \s \L<leads> \s ) [^\n;] )+", leads=lambda: words("leads.basis")
)
_LEAD = Pattern(r"[\s\-+.]* \L<leads> (?!\w)", leads=lambda: words("leads.basis"))
_JOINED = Pattern(r"(?: \s? \( [^()]* \) )? [\s)]* (?: , (?: \s và )? | và | , \s? các | và \s các )? \s? $")

_LISTED = Pattern(r"\s? ; \s")
_AGAIN = Pattern(r", \s (?P<lead> căn \s cứ \s (?: vào \s )? $ )")  # `căn cứ Luật X, căn cứ Nghị định …`


# `đề nghị của X tại …, | của Y tại …`, `chủ trương tại … | và yêu cầu tại …`
_ASKED = Pattern(
    r"""
    \)? (?: , \s (?: và \s )? | \s và \s )
    (?: (?: [^;.:()]+ \s )? của \s [^;.:()]+ \s \( | [^;.:()]+ \s tại \s )
    """
)


class _Roles:
    """Which mentions are the document's ground: what its preamble or a list of grounds names."""

    def __init__(self, document: Document, citing: Citing) -> None:
        self._folded = document.folded
        self._segments = deque(_basis_segments(document, citing.front))
        for stretch in citing.grounds:
            self._segments += (segment.span() for segment in _SEGMENT.finditer(document.folded, *stretch))
        self._last: tuple[int, Mention, bool] | None = None

    def of(self, mention: Mention) -> Role:
        """`basis` or `citation`; to be asked in reading order."""
        while self._segments and self._segments[0][1] <= mention.start:
            self._segments.popleft()
        untyped = mention.is_law and phrases("types.laws").longest(self._folded, mention.start) is None
        if untyped and self._last and _LISTED.fullmatch(self._folded, self._last[1].end, mention.start):
            self._last = (self._last[0], mention, self._last[2])  # `các Luật: Đất đai; Nhà ở`
            return "basis" if self._last[2] else "citation"
        if not self._segments or mention.start < self._segments[0][0]:
            return "citation"
        segment = self._segments[0][0]
        basis = self._is_basis(segment, mention)
        self._last = (segment, mention, basis)
        return "basis" if basis else "citation"

    def _is_basis(self, segment: int, mention: Mention) -> bool:
        if self._last is None or self._last[0] != segment:
            return True
        _, before, was = self._last
        gap = self._folded[before.end : mention.start]
        if again := _AGAIN.search(gap):
            gap = gap[: again.start("lead")]
        if AMENDED_BEFORE.search(gap):  # no decree amends a law: it amends the ground that cites the law
            return was or (before.is_law and not mention.is_law)
        if mention.number is None or mention.is_law:
            return was and _JOINED.match(gap) is not None
        if _ASKED.fullmatch(gap):
            return was
        return (
            _JOINED.search(gap[-12:]) is not None and gap.rstrip()[-1:] in {",", "à", "c"}
            if gap.strip()
            else was
        )


def _basis_segments(document: Document, front: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The parts of the preamble, cut at `;`, that name what the document rests on."""
    folded = document.folded
    open_ = listed = False
    for segment in _SEGMENT.finditer(folded, *front):
        fresh = segment.start() == front[0] or folded[segment.start() - 1] == "\n" or segment[0][0] == "."
        led = _LEAD.match(folded, segment.start(), segment.end()) is not None
        if fresh:
            item = listed and not segment[0][:1].isalnum()  # below `Căn cứ:`
            again = open_ and _names_type(_CONTINUED.match(folded, *segment.span()), folded)
            open_ = item or again or (led and _is_sentence(document, segment.start()))
            led = open_
            listed = item or (segment[0].startswith("căn cứ") and segment[0].endswith(":"))
        named = (_CONTINUED.match(folded, *segment.span()), *_AT.finditer(folded, *segment.span()))
        if led or (open_ and any(_names_type(match, folded) for match in named)):
            yield segment.span()


def _is_sentence(document: Document, start: int) -> bool:
    """Whether a line is a sentence of the preamble: a title has no mark at its end, nor where it goes on."""
    folded = document.folded
    end = start
    for _ in range(_MOST_LINES):
        end = folded.find("\n", end + 1)
        if end < 0 or not document.text[end + 1 : end + 2].islower():
            break
    end = len(folded) if end < 0 else end
    return folded.startswith(_GROUNDS, start) or folded.endswith((".", ";", ":", ","), start, end)


_MOST_LINES = 12  # of one sentence
_GROUNDS = ("căn cứ", "theo", "xét", "trên cơ sở")  # no title begins so
_CONTINUED = Pattern(r"\s? (?: (?: và | các ) \s )? (?=\w)")
_AT = Pattern(r"\s tại \s (?: các \s )? (?=\w)")


def _names_type(match: Match | None, folded: str) -> bool:
    """Whether a type word (or `số`) stands behind a match."""
    if match is None:
        return False
    known = phrases("types.laws", "types.numbered").longest(folded, match.end())
    return known is not None or folded.startswith("số ", match.end())
