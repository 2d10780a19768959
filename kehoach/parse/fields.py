"""Labelled lines (`Đơn vị chủ trì: …`): the first of the three surface forms of an assignment.

A field stands at the start of a line, or inside it after a full stop, a semicolon or an opening parenthesis:
`… . Nội dung: …`, `Đơn vị chủ trì: X; Đơn vị phối hợp: Y`. `Kết quả là …` without a colon is no field.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import zip_longest
from typing import Literal, NamedTuple

from kehoach.document import Passage
from kehoach.fold import fold
from kehoach.lexicon import load_lexicon, load_words
from kehoach.parse.patterns import Pattern
from kehoach.parse.slips import find_near
from kehoach.parse.verbs import load_verbs, read_verb
from kehoach.values import Span, Warning

Role = Literal[
    "lead", "implement", "support", "deadline", "event", "plan_time", "product", "content", "other"
]
ROLES: tuple[Role, ...] = (
    "lead", "implement", "support", "deadline", "event", "plan_time", "product", "content", "other",
)  # fmt: skip


class Field(NamedTuple):
    """A labelled value. `start` is where its label begins; `typo` tells that the label is one edit off."""

    role: Role
    label: str
    start: int
    value: Passage
    typo: bool = False


class _Wordings(NamedTuple):
    """The labels of one role, folded: whole words, and heads and tails to be put together."""

    role: Role
    words: frozenset[str]
    heads: frozenset[str]
    tails: frozenset[str]

    def opens(self, head: str) -> bool:
        """Whether words are a head of this role; of those that ask who, several bodies too."""
        return head in self.heads or (self.role in _WHO and (" " in head or "/" in head) and is_body(head))


_WHO = ("lead", "implement", "support")


@cache
def _wordings() -> tuple[_Wordings, ...]:
    lexicon = load_lexicon("labels")
    bodies = frozenset(load_words("labels", "body.words"))
    named = frozenset(load_words("labels", "body.named"))
    heads = {"lead": bodies | named, "implement": bodies, "support": bodies | named}
    empty: frozenset[str] = frozenset()

    def words(role: str, key: str) -> frozenset[str]:
        return frozenset(load_words("labels", f"{role}.{key}")) if key in lexicon[role] else empty

    return tuple(
        _Wordings(role, words(role, "words"), heads.get(role) or words(role, "heads"), words(role, "tails"))
        for role in ROLES
    )


_SEVERAL = re.compile(r", (?:các )?| ?/ ?| và (?:các )?| - ")


@lru_cache(maxsize=4096)
def is_body(label: str) -> bool:
    """Whether folded words ask for bodies or persons and nothing else: `Đơn vị`, `Phòng/ban`, `Khoa, phòng`.

    >>> is_body(fold("Sở, ngành, địa phương")), is_body(fold("Bộ phận")), is_body(fold("Đơn vị tính"))
    (True, True, False)
    """
    kinds = {*load_words("labels", "body.words"), *load_words("labels", "body.named")}
    return label in kinds or all(part in kinds for part in _SEVERAL.split(label))


_LONGEST = 90  # characters; no label is longer


@lru_cache(maxsize=4096)
def read_label(label: str) -> Role | None:
    """The role of a folded label: a whole entry of the lexicon, or a head and a tail of it put together.

    A word that only qualifies it (`Dự kiến …`, `… chậm nhất`) does not count.

    >>> read_label(fold("Đơn vị chủ trì thực hiện")), read_label(fold("Thời hạn hoàn thành chậm nhất"))
    ('lead', 'deadline')
    >>> read_label(fold("Đơn vị tính"))
    """
    if len(label) > _LONGEST:
        return None
    parts = _parts(label)
    for wordings in _wordings():
        if label in wordings.words or any(
            tail in wordings.tails and wordings.opens(head) for head, tail in parts
        ):
            return wordings.role
    for head, tail in parts:
        if head in _qualifiers("before") and (asked := read_label(tail)) is not None:
            return asked
        if tail in _qualifiers("behind") and (asked := read_label(head)) is not None:
            return asked
    return None


@cache
def _qualifiers(place: str) -> frozenset[str]:
    return frozenset(load_words("labels", f"qualifier.{place}"))


def names_body(label: str) -> bool:
    """Whether a label names whom it asks for (`Đơn vị chủ trì`), not what is done (`Phân công nhiệm vụ`)."""
    return any(wordings.opens(head) for wordings in _wordings() for head, _ in _parts(fold(label)))


def yields(label: str) -> bool:
    """Whether a label asks who puts together or directs what others do: `Cơ quan tổng hợp`, `GV chỉ đạo`."""
    return fold(label).endswith(load_words("labels", "implement.yields"))


def _parts(label: str) -> list[tuple[str, str]]:
    """Every way to part a label in two."""
    words = label.split(" ")
    return [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]


_START = Pattern(
    r"""
    [ +•*-]* (?P<label> [^\W\d_] [\w ,/&-]{2,80}? )  # words up to a colon, not over a sentence's end
    [ ]* (?: \( (?P<aside> [^()]{0,40} ) \) )?   # (dự kiến), (nếu có)
    [ ]* : (?! //)
    """
)
_BOUNDARY = re.compile(r"[.;] |[(]|\n| - ")  # behind a sentence, a clause, in parentheses
_ASIDE = re.compile(r" ?\([^()]{0,40}\)$")


class _Mark(NamedTuple):
    """Where a field's label and its value begin."""

    start: int
    value: int
    role: Role
    typo: bool


def split_fields(passage: Passage) -> tuple[Passage, list[Field]]:
    """What a line says before its first field (maybe nothing), and its fields in order."""
    document, folded = passage.document, passage.document.folded
    if folded.find(":", passage.start, passage.end) < 0:
        return passage, []
    first = _first_mark(passage)
    marks = [first] if first else []
    _find_further(passage, marks)
    if not marks:
        return passage, []
    done = _DONE.search(folded, marks[-1].value, passage.end)
    if done is not None and marks[-1].role in ("lead", "implement", "support"):
        marks.append(_Mark(done.start("value"), done.start("value"), "deadline", False))
    text, fields = document.text, []
    for mark, following in zip_longest(marks, marks[1:]):
        end = following.start if following else passage.end
        while following and end > mark.value and text[end - 1] in " ;(-–+•*\n\t":
            end -= 1
        label = "Hoàn thành"
        if mark.value > mark.start:
            label = " ".join(text[mark.start : text.index(":", mark.start)].split())
        value = _trim(Passage(document, mark.value, end))
        fields.append(Field(mark.role, label, mark.start, value, mark.typo))
    return Passage(document, passage.start, marks[0].start), fields


def _first_mark(passage: Passage) -> _Mark | None:
    """The field that a line begins with; it may be known by a label that is mistyped or says more."""
    document, folded = passage.document, passage.document.folded
    first = _START.match(folded, passage.start, passage.end)
    if first is None:
        return None
    label = " ".join(first["label"].split())
    role = read_label(label) or _qualified_role(label)
    near = _near_role(label) if role is None and len(label) > 7 else None
    if role is None and near is None and _TIMED.match(folded, first.end(), passage.end):
        role = _timed_role(label)
    known = role or near
    if known is None or ("thời" in label and _EXAMINED.search(folded, first.end(), passage.end)):
        return None
    if _may_act(document.text[slice(*first.span("label"))], role) and _acts(folded, first.end(), passage.end):
        return None  # who has a duty: `Các đơn vị liên quan: Chủ động …`, `Cán bộ phụ trách Khu A: Quản lý …`
    return _Mark(first.start("label"), first.end(), known, near is not None)


def _find_further(passage: Passage, marks: list[_Mark]) -> None:
    """Add the fields further on in a line, each behind a sentence, a clause or a bracket."""
    folded = passage.document.folded
    begin = marks[0].value if marks else passage.start
    while (colon := folded.find(":", begin, passage.end)) >= 0:
        behind = [boundary.end() for boundary in _BOUNDARY.finditer(folded, begin, colon)]
        if behind and not _goes_on(folded, colon, passage):
            words = folded[behind[-1] : colon].lstrip(" -+•*")
            label = " ".join(_ASIDE.sub("", words.rstrip()).split())
            role = read_label(label)
            timed = (role is None or role == "implement") and _TIMED.match(folded, colon + 1, passage.end)
            if timed and role is None:
                role = _timed_role(label)
            elif timed and marks and marks[-1].role in _WHEN:
                role = None
            if role is not None:
                marks.append(_Mark(colon - len(words), colon + 1, role, False))
        begin = colon + 1


def _goes_on(folded: str, colon: int, passage: Passage) -> bool:
    """Whether a colon stands in brackets inside a sentence: `… gửi Sở (điện thoại: 0243) trước ngày 15/7.`"""
    opened = folded.rfind("(", passage.start, colon)
    if opened < 0 or folded.find(")", opened, colon) >= 0:
        return False
    closed = folded.find(")", colon, passage.end)
    return (
        closed >= 0 and folded[closed + 1 : closed + 2] == " " and folded[closed + 2 : closed + 3].isalpha()
    )


_DONE = Pattern(
    r"; [ ] (?P<value> \L<done> [ ] (?: trước | trong | vào | chậm ) [ ] )",  # …; hoàn thành trước ngày 30/11
    done=lambda: load_words("labels", "deadline.clauses"),
)
# Thời gian: ban hành: Quý III/2026; tổ chức thực hiện: Quý IV/2026
_TIMED = Pattern(
    r"\s* (?: (?: trước | trong | từ | đến | vào | qúy | tháng | ngày | năm | hằng | hàng"
    r" | lúc | sáng | chiều | thứ | đầu | cuối | mỗi ) \s"
    r" | (?: chậm | muộn ) \s nhất | không \s quá | tối \s đa | ngay \s sau | thường \s xuyên | \d )"
)
# Thời điểm giám sát: từ năm 2020 đến nay: what is looked into, not when
_EXAMINED = Pattern(
    r"\b đến \s+ (?: nay | (?: thời \s điểm | khi ) \s (?: kiểm \s tra | giám \s sát | thanh \s tra ) ) \b"
)
_WHEN = ("deadline", "event")
_QUALIFIER = Pattern(r"[ ] (?: tại | đối [ ] với | cho | của | ở | việc | công [ ] tác ) [ ]")


def _may_act(label: str, role: Role | None) -> bool:
    """Whether a label may name who has the duty behind it: it is plural, written as a name (`Ban Tham mưu`),
    or says more than a known one (`Cán bộ phụ trách Khu A`)."""
    words = label.split()
    named = any(map(str.istitle, words[1:]))
    known = read_label(fold(" ".join(words))) is not None
    return words[0].lower() == "các" or (role in _WHO and (named or not known))


def _acts(folded: str, at: int, end: int) -> bool:
    """Whether a duty begins at an offset: `… | Chủ động triển khai …`."""
    while at < end and folded[at].isspace():
        at += 1
    return bool(read_verb(folded, at, end, load_verbs("verbs", "obligations", "manners")))


def read_bare_label(passage: Passage) -> Field | None:
    """A line that is a label and nothing else, without its colon; the value stands below it."""
    role = read_label(" ".join(passage.folded.split()).rstrip(" .:"))
    if role is None:
        return None
    return Field(role, passage.text.strip(), passage.start, passage._replace(start=passage.end))


def _qualified_role(label: str) -> Role | None:
    """The role of a known label that says for what it holds: `Thời gian kiểm tra tại các xã`, `Địa điểm họp`.

    Or what more is asked: `Cơ quan chủ trì, hướng dẫn`.
    `Thời gian qua` and `Thời gian tới` ask for no time.
    """
    match = _QUALIFIER.search(label)
    begins = [label[: match.start()]] if match is not None else []
    openers = load_words("labels", "opener.words")
    if any(label.startswith(f"{opener} ") for opener in openers):
        begins += [head.rstrip(",") for head, _ in reversed(_parts(label))]
    for begin in begins:
        role = read_label(begin)
        if role in _WHO and match is not None and match[0] == " của ":
            return None  # `Trách nhiệm của Sở Y tế`
        if role is not None and role not in ("content", "plan_time"):
            bare = match is None and begin in openers and role in ("deadline", "event")
            return None if bare else role
    return None


@lru_cache(maxsize=4096)
def _timed_role(label: str) -> Role | None:
    """The role of a label that begins with a word for time: `Thời gian tiến hành`, `Thời hạn nộp bài về Sở`.

    Its next words tell which; of those that tell nothing, a term is a deadline and a time an event's.
    """
    if not label.startswith(("thời gian ", "thời hạn ", "thời điểm ", "dự kiến thời gian ")):
        return None
    words = label.split(" ")
    for until in range(len(words) - 1, 2, -1):
        role = read_label(" ".join(words[:until]))
        if role in _WHEN:
            return role
    return "deadline" if label.startswith("thời hạn ") else "event"


@lru_cache(maxsize=4096)
def _near_role(label: str) -> Role | None:
    """The role of the known label of as many words that differs from this one by one letter."""
    parts = _parts(label)
    for wordings in _wordings():
        role, words, heads, tails = wordings
        if find_near(label, words) or any(
            (wordings.opens(head) and find_near(tail, tails)) or (tail in tails and find_near(head, heads))
            for head, tail in parts
        ):
            return role
    return None


def _trim(value: Passage) -> Passage:
    """The value without white space, and without the parenthesis that closes around the whole field."""
    text, start, end = value.document.text, value.start, value.end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    body = text[start:end].rstrip(" .;,")
    if body.endswith(")") and body.count(")") > body.count("("):
        end = start + len(body) - 1
    return Passage(value.document, start, end)


def warn_typos(fields: Sequence[Field]) -> list[Warning]:
    """A `possible_typo` for every field whose label was matched only with an edit."""
    return [
        Warning(
            code="possible_typo",
            message=f"The label “{field.label}” was read as a misspelt field label.",
            span=Span(start=field.start, end=field.start + len(field.label)),
        )
        for field in fields
        if field.typo
    ]


def cut_items(passages: Sequence[Passage]) -> list[str]:
    """The items of a value that is cut at `;` and line ends: products, as strings."""
    items = []
    for passage in passages:
        for line in passage.text.split("\n"):
            for part in line.split(";"):
                item = " ".join(part.split()).strip(" .-–+•")
                if item:
                    items.append(item)
    return items
