"""The mentions of a document in reading order, and the aliases that it defines."""

from __future__ import annotations

from collections.abc import Iterator

from kehoach.document import Document
from kehoach.parse.patterns import Match, Pattern
from kehoach.parse.references.laws import read_law
from kehoach.parse.references.mention import Alias, Mention, Unread, type_names, words_of
from kehoach.parse.references.names import phrases, words
from kehoach.parse.references.numbered import read_numbered, read_standard, read_untyped

_ANCHOR = Pattern(
    r"""
    (?<! [^\W_] | [/&-] ) (?:
        (?P<type> (?! nghị \s quyết \s định ) \L<types> )  # `đề nghị | Quyết định số …`
            (?! [^\W_] | [/&-] ) (?! \s liệu )
      | (?P<standard> (?: \L<standards> \s (?: số \s )? )?
          (?P<designation> (?: \d\d \s? (?=tcn) | (?! tcn \s? \d+ (?! [-:\d] ) ) )
            (?P<kind> \L<designations> ) \s? [:-]? \s? (?: (?: iso | iec ) (?: /iec )? \s )?
            \d+ (?: [-.:/]\d+ | \s? : \s? (?:19|20)\d\d (?!\d) )*+
            (?: \s? / \s? [^\W\d_] (?: [^\W\d_] | & )*+ )? ) )
      | (?P<so> số \s? :? \s? (?=\d)
        | (?<! số \s ) (?<! : \s ) (?= \d{1,4} (?: / \d{4} )? [-/] \L<codes> [-/] [^\W\d_] ) )
    )
    """,
    types=lambda: type_names(),
    standards=lambda: words("types.standards"),
    designations=lambda: words("standards"),
    codes=lambda: words("codes"),
)
_ALIAS = Pattern(  # sau đây gọi tắt là Luật
    r"""(?<!\w) \N<aliases> \s? :? \s? "? (?= [^\W\d_] )""", aliases=lambda: words("leads.aliases")
)
_BRACKET = Pattern(r"\( (?= [^\W\d_] [^()\n]{1,30} \s \d{1,4} \) )")  # (Đề án 06)
_ALIAS_TITLE = Pattern(r"\s (?P<title> [^\W\d_] [^()\n;.,\"]{1,40} ) \s? [)\"]")  # Luật PCTN
_ALIAS_NUMBER = Pattern(r"\s (?: số \s )? (?P<number> \d (?: [^\W_] | [./-] )*+ )")


def find_aliases(document: Document) -> list[Alias]:
    """The definitions of aliases: `(sau đây gọi tắt là Luật)`, `viết tắt là Chỉ thị 11`, `(Đề án 06)`."""
    folded = document.folded
    aliases: list[Alias] = []
    opened = [*_ALIAS.finditer(folded), *_BRACKET.finditer(folded)]
    for match in sorted(opened, key=lambda match: match.start()):
        end = phrases("types.laws", "types.numbered").longest(folded, match.end())
        if end is None:
            continue
        kind = type_names()[folded[match.end() : end]]
        number = _ALIAS_NUMBER.match(folded, end)
        if number is not None:
            aliases.append(Alias(kind, number["number"].strip(".-/"), match.start(), number.end()))
        elif match[0] != "(":
            title = _ALIAS_TITLE.match(folded, end) if kind in words_of("types.laws") else None
            named = document.quote(*title.span("title")) if title else None
            aliases.append(Alias(kind, None, match.start(), title.end("title") if title else end, named))
    return aliases


def find_mentions(document: Document, aliases: list[Alias]) -> Iterator[Mention | Unread]:
    """Every citation in reading order, also bare and short ones that need another to be resolved."""
    folded = document.folded
    defined = iter([*aliases, Alias("", None, len(folded) + 1, len(folded) + 1)])
    alias = next(defined)
    end = 0
    before: Mention | None = None  # the last that stands in no other's subject
    for anchor in _ANCHOR.finditer(folded):
        start = anchor.start()
        while alias.end <= start:
            alias = next(defined)
        if start < end or start >= alias.start:
            continue
        for found in _read(document, anchor, before):
            end = max(end, found.end)
            if isinstance(found, Mention) and (before is None or found.start >= before.until):
                before = found
            yield found


def _read(document: Document, anchor: Match, before: Mention | None) -> Iterator[Mention | Unread]:
    """What begins at an anchor: a law, numbered documents, a standard; nothing."""
    if anchor["standard"]:
        yield read_standard(document, anchor)
    elif anchor["so"] is not None:
        yield from read_untyped(document, anchor, before)
    elif type_names()[anchor["type"]] in words_of("types.laws"):
        yield from read_law(document, anchor)
    else:
        yield from read_numbered(document, anchor.start(), anchor.end(), type_names()[anchor["type"]])
