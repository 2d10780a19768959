"""What one mention of a document says, before anything is known of the others."""

from functools import cache
from typing import NamedTuple

from kehoach.fold import fold
from kehoach.lexicon import load_lexicon
from kehoach.values import Provision


class Mention(NamedTuple):
    """One citation as written. `issuer` is as written, `implied` what the number tells.

    `head` is the issuer that the head of a list of numbers names, `until` where the subject behind ends.
    """

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
    doubtful: bool = False  # its title may go on
    same_day: bool = False
    head: str | None = None
    until: int = 0

    @property
    def is_law(self) -> bool:
        return self.type in words_of("types.laws")


class Unread(NamedTuple):
    """What looks like a citation but could not be read whole."""

    start: int
    end: int
    blank: str = ""  # the symbol of a number whose serial is blank


class Alias(NamedTuple):
    """`(sau đây gọi tắt là Luật)`: the words that stand for the citation before it."""

    type: str
    number: str | None
    start: int
    end: int
    title: str | None = None  # `Luật PCTN`


@cache
def type_names() -> dict[str, str]:
    """The canonical name of every type word, folded; abbreviations among them."""
    lexicon = load_lexicon("citations")["types"]
    names = {fold(name): name for key in ("laws", "numbered") for name in lexicon[key]}
    return names | {fold(short): name for short, name in lexicon["abbreviations"].items()}


@cache
def words_of(key: str) -> frozenset[str]:
    """The unfolded words under a key of the citations lexicon."""
    entry = load_lexicon("citations")
    for part in key.split("."):
        entry = entry[part]
    return frozenset(entry)


def serial_of(number: str) -> str:
    """The serial at the head of a number."""
    return number[: next((n for n, c in enumerate(number) if c in "/-"), len(number))]
