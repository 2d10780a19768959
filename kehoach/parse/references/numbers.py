"""The number of a cited document, and what its symbol tells: the type and the issuer."""

from functools import cache, lru_cache
from typing import NamedTuple

from kehoach.expressions import compile
from kehoach.fold import fold
from kehoach.lexicon import load_lexicon, load_words
from kehoach.parse.patterns import Pattern

_WORD = Pattern(r"\s? :? \s? (?P<so> số (?!\s?liệu) | no\. )? \s? :? \s?")
_PART = Pattern(
    r"""
    (?: \d+ (?: \.\d+ )*+ | [^\W\d_]{1,3} (?: \. [^\W\d_]+ )? )?   # 66.25, 30.6; Th.Uy
    (?: [^\W_] | \s? & (?= [^\W\d_] ) | & )*+
    (?: , (?= [^\W\d_] ) (?: [^\W\d_] | & )++ )*+  # 30c, QĐ, DL&CQS; VH,TT&DL
    """
)
_SIGN = Pattern(
    r"""
    (?P<before>\s?) (?P<sign>[/-]) (?P<after>\s?)
    | (?<= / (?:19|20)\d\d ) \s (?= \L<codes> - )  # 15/2020 NQ-HĐND, without its slash
    """,
    codes=lambda: load_words("citations", "codes"),
)
_AFTER = Pattern(
    r"\s? (?: [,;.()\n] | $ | (?: ngày | của | về ) \s )"
)  # a number ends here, and no name goes on
_BLANK = Pattern(
    r"[.\s_]* (?P<sign>[/-]) \s? (?P<symbol> [^\W\d_] (?: [^\W_] | & )* (?: [/-] (?: [^\W_] | & )+ )*+ )"
)
_SERIAL = Pattern(
    r"""
    (?P<serial> \d{1,6} [a-zđ]? (?: \.\d{1,4} )*? )
    (?: (?P<dot> \. | / ) (?P<year> (?:19|20)\d\d ) )?
    (?P<symbol> [/-] .+ )?
    """
)
_TERM = Pattern(r"\s \d{1,2} (?!\w)")  # QH 15
_PLAIN = str.maketrans("ÐƉð–—‐‑−", "ĐĐđ-----")
_MISREAD = compile(r"(?: (?<= ^ ) | (?<= / ) ) (?= [OolI]{0,3} \d ) [\dOolI]{2,4} (?= / )")  # 15/2O21/NĐ-CP
_DIGITS = str.maketrans("OolI", "0011")


class Number(NamedTuple):
    """A number as read. `value` is normalised, None where its serial is blank; `worded` after `số`."""

    value: str | None
    symbol: str
    start: int
    end: int
    worded: bool
    corrected: bool = False


class Telling(NamedTuple):
    """What a symbol tells of its document: the code and name of its type, and its issuer."""

    code: str
    type: str | None
    issuer: str | None


@cache
def _codes() -> dict[str, tuple[str, str]]:
    return {fold(code): (code, name) for code, name in load_lexicon("citations")["codes"].items()}


@cache
def _spellings() -> dict[str, str]:
    """The codes that have small letters in them, by their folded form: `CTr`, `TTg`."""
    lexicon = load_lexicon("citations")
    return {fold(code): code for key in ("codes", "issuers") for code in lexicon[key] if not code.isupper()}


@cache
def _issuers() -> dict[str, str]:
    """Who stands behind a code, which is also written with `&`: `SNNMT`, `SNN&MT`."""
    return {fold(code): name for code, name in load_lexicon("citations")["issuers"].items()}


def read_number(text: str, folded: str, pos: int, *, worded: bool = False) -> Number | None:
    """The number that stands at `pos`, `số` before it or not; None where there is none.

    `số 918/QĐ-TTg`, `185/NQ-CP`, `SỐ13/2003/QH11`, `số 57` are numbers; `5 năm`, `26/8`, `số liệu` are none.
    A number may be broken over a line end after its hyphen or slash, and hold single spaces there.

    >>> read_number("số 5969/QĐ-\\nUBND", "số 5969/qđ-\\nubnd", 0).value
    '5969/QĐ-UBND'
    >>> read_number("số liệu", "số liệu", 0)
    """
    head = _WORD.match(folded, pos)
    assert head is not None
    said = head["so"] is not None
    start = head.end()
    end = _end_of(text, folded, start, letters=said)
    if end is None or not (said or worded or any(c.isalpha() for c in text[start:end])):
        blank = _BLANK.match(folded, start) if said else None
        if blank is None:
            return None
        symbol = text[blank.start("symbol") : blank.end("symbol")].translate(_PLAIN)
        return Number(None, symbol, start, blank.end(), True)
    parts = text[start:end].translate(_PLAIN).split()
    yeared = parts[0][-5:-4] == "/" and parts[0][-4:].isdigit()
    slash = "/" if yeared and parts[1:] and parts[1][0].isalpha() else ""
    value, symbol = _normalised(parts[0] + slash + "".join(parts[1:]))
    parted = parts[0] + "-" + "".join(parts[1:])  # 57 NQ/TW, as the party's offices write it
    return Number(
        value, symbol, start, end, said or worded, fold(value) not in (fold("".join(parts)), fold(parted))
    )


def _end_of(text: str, folded: str, start: int, *, letters: bool) -> int | None:
    """Where the number that begins at `start` ends; it begins with a digit, after `số` also with a letter."""
    if not text[start : start + 1].isdigit() and not (letters and text[start : start + 1].isupper()):
        return None
    match = _PART.match(folded, start)
    assert match is not None
    end = match.end()
    coded = False  # the part before the sign is the code of a type
    if folded.startswith(" ", end) and (spaced := _PART.match(folded, end + 1)):
        coded = folded[end + 1 : spaced.end()] in _codes() and folded.startswith("/", spaced.end())
        end = spaced.end() if coded else end  # 57 NQ/TW
    while sign := _SIGN.match(folded, end):
        match = _PART.match(folded, sign.end())
        if match is None or match.end() == sign.end():
            break
        part = text[sign.end() : match.end()]
        loose = bool(sign["before"]) + bool(sign["after"])
        slash = folded[match.end() : match.end() + 2].lstrip(" ").startswith("/")
        year = slash and part.isdigit() and part[:2] in ("19", "20")
        if loose and not year and sum(map(str.isupper, part)) < 2 and not _is_code(part):
            break
        apart = sign["before"] and sign["sign"] == "-"
        known = folded[sign.end() : match.end()] in _codes()
        ends = _AFTER.match(folded, match.end()) or (known and slash)
        if apart and not coded and not ends:
            break
        coded = known
        end = match.end()
    if folded.endswith("qh", start, end) and (term := _TERM.match(folded, end)):
        end = term.end()
    written = folded[start:end]
    if not any(c.isdigit() for c in written) or (
        not written[0].isdigit() and "/" not in written and "-" not in written
    ):
        return None
    return end


def _is_code(part: str) -> bool:
    """Whether a part with small letters is the code of a type or an issuer: `CTr`, `TTg`."""
    return part[0].isupper() and (fold(part) in _codes() or fold(part) in _issuers())


def _normalised(written: str) -> tuple[str, str]:
    """A number without its typing errors, and its symbol: `66.4.2025/NQ-CP` is `66.4/2025/NQ-CP`."""
    written = _MISREAD.sub(lambda part: part[0].translate(_DIGITS), written)
    match = _SERIAL.fullmatch(written)
    if match is None:
        rest = written.lstrip("0123456789")
        code, sign, _ = rest.partition("/")
        if sign and fold(code) in _codes():  # 57NQ/TW
            return _normalised(f"{written[: len(written) - len(rest)]}-{rest}")
        return written, ""
    typed: dict[str, str] = load_lexicon("citations")["typed"]
    symbol, coded = "", False
    for part in _split(match["symbol"] or ""):
        symbol += typed.get(part) or (part if coded and "." in part else _parted(part))
        coded = coded or fold(part) in _codes()  # TTr-TT.HĐND: what follows a code is no further one
    year = "/" + match["year"] if match["year"] else ""
    return match["serial"] + year + symbol, symbol[1:] if any(map(str.isalpha, symbol)) else ""


@lru_cache(maxsize=256)  # the same symbols come again and again
def _parted(part: str) -> str:
    """A part of a symbol; the hyphen that a code and an issuer lost is put back (`QĐBYT`, `QĐ.BYT`)."""
    folded, organs = fold(part), load_lexicon("citations")["organs"]
    if _issuer_of(part) or folded in _codes() or part in organs:
        return _spellings().get(folded, part) if part.isupper() else part
    for n in range(1, len(part)):
        rest = part[n:].removeprefix(".")
        if folded[:n] in _codes() and rest and (_issuer_of(rest) or rest in organs):
            return f"{part[:n]}-{rest}"
    return part


def _split(symbol: str) -> list[str]:
    """A symbol's parts and the signs between them."""
    parts = [""]
    for c in symbol:
        if c in "/-":
            parts += [c, ""]
        else:
            parts[-1] += c
    return [part for part in parts if part]


def organ_of(symbol: str) -> str:
    """The last part of a symbol: `UBND` of `KH-UBND`, `TU` of `CT/TU`."""
    return symbol.replace("/", "-").rpartition("-")[2]


def tell(symbol: str) -> Telling:
    """What a symbol tells of its document.

    >>> tell("NĐ-CP").issuer
    'Chính phủ'
    >>> tell("TTLT-BTP-BYT").issuer
    'Bộ Tư pháp; Bộ Y tế'
    >>> tell("KH-UBND")
    Telling(code='KH', type='Kế hoạch', issuer=None)
    """
    parts = [part for part in _split(symbol) if part not in "/-"]
    code, name = "", None
    for n, part in enumerate(parts):
        if found := _codes().get(fold(part)):
            code, name = found
            parts = parts[:n] + parts[n + 1 :] if n == 0 else parts[n + 1 :]
            break
    names = [issuer for part in parts if (issuer := _issuer_of(part))]
    joint = name is not None and len(name.split()) > 2 and name.split()[-1] in ("tịch", "hợp", "ngành")
    if joint:
        return Telling(code, name, "; ".join(names) if len(names) == len(parts) and names else None)
    return Telling(code, name, _issuer_of(parts[0]) if parts else None)


def _issuer_of(code: str) -> str | None:
    """The issuer behind a code; the legislature's number is no part of it (`QH15`)."""
    folded = fold(code).replace("&", "")
    return _issuers().get(folded) or (
        _issuers().get(folded.rstrip("0123456789")) if folded[-1:].isdigit() else None
    )
