"""Who helps with a duty: the units that it is done together with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kehoach.document import Passage
from kehoach.lexicon import load_words
from kehoach.parse.patterns import Match, Pattern
from kehoach.parse.units import match_units
from kehoach.parse.verbs import load_verbs, read_predicate, skip
from kehoach.values import Unit

COORDINATION = Pattern(
    r"""
    (?: (?<! \w ) phối [ ] hợp
        (?: [ ,]+ \L<manner> )*
        (?P<with> (?: [ ,]+ (?: cùng | với ) )+ )?  # a word may be typed twice
      | (?<! \w ) kết [ ] hợp [ ] (?: cùng [ ] )? (?: với | cùng )
      | (?: (?<= chủ [ ] trì [ ] ) | (?<= [,;] [ ] ) ) cùng (?: [ ] với )?  # `X chủ trì, cùng Y`
      | (?: (?<= [.+\-] [ ] ) | (?<= \n ) ) cùng (?: [ ] với | (?= [ ] các \b ) )  # `- Cùng (với) các thôn …`
    ) [ ,:]+
    """,
    manner=lambda: load_words("assignments", "coordination_manner"),
)
_NOUN = Pattern(  # `nhiệm vụ phối hợp`; not `theo chức năng, nhiệm vụ phối hợp`, `có trách nhiệm phối hợp`
    r"\b \N<noun> (?<! chức \s năng , \s nhiệm \s vụ ) (?<! giao \s nhiệm \s vụ )"
    r" (?<! có \s trách \s nhiệm ) (?<! chịu \s trách \s nhiệm ) (?<! có \s nhiệm \s vụ ) $",
    noun=lambda: load_words("assignments", "coordination_noun"),
)
DIRECTING = Pattern(r"(?<! \w ) \N<directing> [ ]+", directing=lambda: load_words("assignments", "directing"))
JOINS_IN = Pattern(
    r"(?: là [ ] (?: cơ [ ] quan | đơn [ ] vị ) [ ] )? phối [ ] hợp"
    r" (?P<alone> (?<= là [ ] cơ [ ] quan [ ] phối [ ] hợp ) | (?<= là [ ] đơn [ ] vị [ ] phối [ ] hợp )"
    r" | (?: [ ] (?: cùng [ ] )? thực [ ] hiện )?"
    r" (?= [ ]* (?: [.;,)] | $ ) | [ ] (?: trong | trước | theo | từ | khi ) \b ) )?"
)
_MARK = Pattern(r", | \b (?: và | để | nhằm | thì | là | đồng \s thời ) \b")
_LEADING = ("chủ trì", "chịu trách nhiệm chính")
_LONGEST_LIST = 12  # units that join in
_LONGEST_CLAUSE = 300  # characters in which the one who directs is looked for


def find_supports(passage: Passage, leads: Sequence[Unit] = (), verb: int | None = None) -> list[Unit]:
    """The units that the duty is done together with: `phối hợp (với) Y`, in any clause of it.

    A noun (`quy chế phối hợp với Y`) names none, nor does what others are told to do together (`đôn đốc
    X phối hợp với Y`). `verb` is where the duty's own predicate begins.
    """
    document, folded = passage.document, passage.document.folded
    names = {unit.name.casefold() for unit in leads}
    found: list[Unit] = []
    for match in _joint_works(passage, verb):
        units, _ = match_units(Passage(document, match.end(), passage.end), people=True)
        for unit in units:
            if unit.name.casefold() not in names:
                names.add(unit.name.casefold())
                found.append(unit)
    for match in JOINS_IN.finditer(folded, verb if verb is not None else passage.end, passage.end):
        if folded[match.start() - 2 : match.start()] == ", ":
            continue  # `chủ trì, phối hợp`: no list of units ends here
        units, begin = _read_back(passage, match.start())
        if match["alone"] is None and not leads_alone(passage, verb, begin):
            continue
        if units and _are_directed(passage, units[0].span.start):
            continue
        found += [unit for unit in units if unit.name.casefold() not in names]
    return found


def _joint_works(passage: Passage, verb: int | None) -> Iterator[Match]:
    """Each `phối hợp (với)` of a duty itself: no noun, not quoted, not what others are told to do."""
    folded = passage.document.folded
    quotes, counted = 0, passage.start
    for match in COORDINATION.finditer(folded, passage.start, passage.end):
        quotes += folded.count('"', counted, match.start())
        counted = match.start()
        if _NOUN.search(folded[max(passage.start, match.start() - 24) : match.start()].rstrip()):
            continue
        if quotes % 2:
            continue  # quoted from another document
        if not _is_directed(passage, match.start(), verb):
            yield match


def find_unread_supports(passage: Passage, known: Mapping[int, int]) -> Iterator[Passage]:
    """What stands behind `phối hợp với` where units could not be read, or not to their end, up to a mark.

    `known` are the ends of units that were read, by their starts.
    """
    document, folded = passage.document, passage.document.folded
    joint = COORDINATION.finditer(folded, passage.start, passage.end)
    doubtful = {match.end() for match in joint if not _is_known(passage, match.end(), known)}
    for match in _joint_works(passage, None) if doubtful else ():
        behind = Passage(document, match.end(), passage.end)
        matter = folded.startswith(load_words("assignments", "coordination_matter"), behind.start)
        if match["with"] is None or matter or behind.start not in doubtful:
            continue
        units, end = match_units(behind, people=True)
        if units and _is_whole(passage, end):
            continue
        mark = _MARK.search(folded, end, passage.end)
        yield behind._replace(end=mark.start() if mark else passage.end).stripped()


def _is_known(passage: Passage, begin: int, known: Mapping[int, int]) -> bool:
    """Whether the units that were read are all that stand here."""
    folded, end, at = passage.document.folded, begin, begin
    while at in known:
        end = known[at]
        at = skip(folded, end, passage.end, " ,;")
        at += len("và ") if folded.startswith("và ", at) else 0
    return end > begin and _is_whole(passage, end)


def _is_whole(passage: Passage, end: int) -> bool:
    """Whether a list of units ends here: a mark, a verb, or what they join in (`trong việc …`) follows."""
    folded = passage.document.folded
    then = skip(folded, end, passage.end, " ")
    goes_on = then < passage.end and folded[then].isalpha() and not folded.startswith("trong ", then)
    return not goes_on or bool(read_predicate(folded, then, passage.end))


def leads_alone(passage: Passage, verb: int | None, mark: int) -> bool:
    """Whether a comma ends what the lead does: `Sở A chủ trì kiểm tra, | Sở B phối hợp …`.

    Another mark does where nothing more is said of it: `Sở A chủ trì; Sở B phối hợp …; | Sở C phối hợp …`.
    """
    folded = passage.document.folded
    first = folded.find(";", passage.start, mark)
    if folded.endswith(_LEADING, passage.start, first if first >= 0 else mark):
        return True
    if verb is None:
        return False
    verb = skip(folded, verb, passage.end)  # behind `Giao X` the space before it
    return folded.startswith(_LEADING, verb) and folded.find(",", verb) == mark


def _read_back(passage: Passage, end: int) -> tuple[list[Unit], int]:
    """The units of the list that ends here and begins behind a mark, and the mark's place."""
    document, folded = passage.document, passage.document.folded
    units: list[Unit] = []
    begin = mark = end
    missed = False
    for _ in range(_LONGEST_LIST):
        mark = max(folded.rfind(sign, passage.start, mark) for sign in (",", ";", ". ", "\n"))
        listed, behind = match_units(Passage(document, skip(folded, mark + 1, end), end))
        if listed and not folded[behind:end].strip():
            units, begin, missed = listed, mark, False
        elif mark < 0 or missed:
            break
        else:
            missed = True  # a name may hold a comma: `Báo và Phát thanh, Truyền hình tỉnh`
    return units, begin


def _are_directed(passage: Passage, at: int) -> bool:
    """Whether the units at `at` are of a list whom others direct: `chỉ đạo các ban, | ngành phối hợp`."""
    document, folded = passage.document, passage.document.folded
    directing = DIRECTING.finditer(folded, max(passage.start, at - _LONGEST_CLAUSE), at)
    return any(match_units(Passage(document, word.end(), passage.end))[1] > at for word in directing)


def _is_directed(passage: Passage, at: int, verb: int | None) -> bool:
    """Whether other units, told to by a directing verb of the same clause, are the subject at `at`."""
    document, folded = passage.document, passage.document.folded
    begin = max(passage.start, at - _LONGEST_CLAUSE, verb if verb is not None and verb <= at else 0)
    begin = max(begin, *(folded.rfind(mark, begin, at) + 1 for mark in ";.\n"))
    for match in DIRECTING.finditer(folded, begin, at):
        begin = match.end()
        if not (read_predicate(folded, begin, at) or _MARK.search(folded, begin, at)) and begin < at:
            return True  # `chỉ đạo lực lượng tại chỗ phối hợp với Y`
        units, end = match_units(Passage(document, begin, at))
        between = folded[end:at].strip().removesuffix("chủ trì,")
        _, mark, last = between.rpartition(",")  # `chỉ đạo X rà soát, | chủ động phối hợp …` is the lead's
        own = mark and (not last or last.strip() in load_verbs("obligations", "manners"))
        if units and (not own or between.startswith("chủ trì")):
            return True
    return False
