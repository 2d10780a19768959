"""How much a reader unpacks before it refuses: a file from outside is not trusted with the memory."""

from typing import NamedTuple

_MB = 1 << 20
TRUST = "If you trust it, allow more: --limits 4, or in Python limits=Limits().times(4)."


class Limits(NamedTuple):
    """The most that is read of one file, in bytes where nothing else is said.

    `part` and `total` hold for what is unpacked, whatever the archive claims about itself; `ratio` is how
    many times larger than its packed form a part of more than a megabyte may be; `tags` is the number of
    tags in a part, opening and closing, since a tree takes many times the room of its text; `text` is the
    size of a plain text, and `lines` those of a document: each takes a hundred times the room of a letter.
    """

    file: int = 256 * _MB
    members: int = 20_000
    part: int = 32 * _MB
    total: int = 64 * _MB
    ratio: int = 400
    tags: int = 2_500_000
    text: int = 16 * _MB
    lines: int = 300_000

    def times(self, factor: int) -> "Limits":
        """Limits so many times as large, for a file that is trusted.

        >>> Limits().times(4).part >> 20
        128
        """
        return Limits(*(limit * factor for limit in self))
