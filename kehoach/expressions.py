r"""Regular expressions: verbose, with lists of words, and compiled once on a machine.

The code that `re` makes of an expression is kept between runs. It compiles three times as fast as `regex`,
and takes every expression it can. What only `regex` knows (a look-behind of several widths, a group named
twice, reading backwards) is compiled by it, in each run, and only then is it imported: a start with it takes
a tenth longer, so a test asks that every pattern of the parser does without.
"""

from __future__ import annotations

import re
from array import array
from typing import Any, cast

from kehoach.cache import kept

# for character classes: `[{CAPITAL}]`, and `[^{SMALL}]`
CAPITAL = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
SMALL = CAPITAL.lower()
LIST = re.compile(r"\\[LN]<(\w+)>")
_MEANT = r"((?:[^\s\\[#]+|\\.|\[\^?\]?(?:\\.|[^]\\])*\])+)|#[^\n]*"


def compile(source: str, *lists: str) -> re.Pattern[str]:
    r"""The expression of a verbose source, with the work done in a former run where it was.

    `\L<name>` in it is any word of a list, given as lines: its name, and then its words.

    >>> compile(r"\d+ [ ] \L<unit>  # of a time", "unit\ntuần\ntuần lễ").search("trong 12 tuần lễ")[0]
    '12 tuần lễ'
    """
    try:
        return _decode(source, *_encode(source, *lists))
    except (ImportError, AttributeError, TypeError):  # a Python whose `re` is made otherwise
        return re.compile(_written(source, *lists))
    except re.error:
        import regex

        return cast("re.Pattern[str]", regex.compile(_written(source, *lists)))


def bare(source: str) -> str:
    r"""A verbose source without its spaces and comments: `re` reads it in two thirds of the time.

    >>> bare(r"[ #] \d {2}  # two digits")
    '[ #]\\d{2}'
    """
    return "".join(re.findall(_MEANT, source, re.DOTALL))


def spell(source: str, *lists: str) -> str:
    r"""A source with its lists written out, the longest word first.

    >>> spell(r"\d+ [ ] \L<unit>", "unit\ntuần\ntuần lễ")
    '\\d+ [ ] (?:tuần\\ lễ|tuần)'
    """
    named = (lines.split("\n") for lines in lists)
    words = {name: sorted(words, key=len, reverse=True) for name, *words in named}
    return LIST.sub(lambda list_: f"(?:{'|'.join(map(re.escape, words[list_[1]]))})", source)


def _written(source: str, *lists: str) -> str:
    return bare(spell(source, *lists))


def _decode(source: str, flags: int, code: bytes, *groups: Any) -> re.Pattern[str]:
    from _sre import compile  # type: ignore[import-not-found]

    compiled: re.Pattern[str] = compile(source, flags, array("I", code).tolist(), *groups)
    return compiled


@kept
def _encode(source: str, *lists: str) -> tuple[Any, ...]:
    """What `re.compile` hands to `_sre.compile` in the end, the numbers of the code as bytes."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(_written(source, *lists))
    state = parsed.state
    names = {number: name for name, number in state.groupdict.items()}
    code = array("I", _compiler._code(parsed, 0)).tobytes()
    groups = tuple(names.get(number) for number in range(state.groups))
    return int(state.flags), code, state.groups - 1, dict(state.groupdict), groups
