"""What the parser makes: the contract's objects as plain frozen dataclasses.

They have the names, fields and order of the pydantic models in `kehoach.models`, which validate them at the
edge (`to_model`); a test holds the two together. Inside, plain data costs nothing: building the models takes
longer than reading a plan. `rule` is the name of the rule that read a value (`kehoach explain` shows it); it
is no part of the output.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Self

if TYPE_CHECKING:
    from kehoach import models

SectionKind = Literal[
    "part", "chapter", "roman", "article", "arabic", "decimal", "letter", "paren", "dash", "plus", "bullet",
    "appendix",
]  # fmt: skip
Origin = Literal["labelled", "inline", "heading", "table", "lead_in", "sibling"]
DeadlineKind = Literal[
    "date", "period", "open_ended", "recurring", "ongoing", "relative", "conditional", "unparsed"
]
Inferred = Literal["year", "month", "day"]
Role = Literal["basis", "citation"]
WarningCode = Literal[
    "missing_lead", "missing_deadline", "unparsed_deadline", "unparsed_units", "unparsed_reference",
    "label_gap", "duplicate_label", "ambiguous_scope", "possible_typo", "deadline_before_issue",
    "missing_number", "missing_date", "not_a_plan", "no_sections", "unread_content", "legacy_encoding",
]  # fmt: skip


class Value:
    """A value read from words by a rule that has a name."""

    __slots__ = ()

    @classmethod
    def found(cls, rule: str, **fields: Any) -> Self:
        """A value with the name of the rule that read it."""
        return cls(**fields, rule=rule)  # type: ignore[call-arg]

    def amended(self, **fields: Any) -> Self:
        """A copy with some fields replaced; the rule stays."""
        return replace(self, **fields)  # type: ignore[type-var]


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Warning:
    code: WarningCode
    message: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class SourceFile:
    name: str
    format: str
    sha256: str


@dataclass(frozen=True, slots=True)
class DocumentType:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    label: str
    kind: SectionKind
    path: str
    heading: str | None
    body: list[str]
    children: list[Section]
    span: Span


@dataclass(frozen=True, slots=True)
class Unit(Value):
    text: str
    name: str
    full_name: str
    group: bool
    note: str | None
    duty: str | None
    span: Span
    rule: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Deadline(Value):
    text: str
    kind: DeadlineKind
    start: str | None
    end: str | None
    end_inclusive: bool
    recurrence: str | None
    condition: str | None
    scope: str | None
    inferred: list[Inferred]
    span: Span
    rule: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class OtherField:
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Task(Value):
    id: str
    section: str | None
    title: str | None
    content: str | None
    scope: str | None
    lead_units: list[Unit]
    supporting_units: list[Unit]
    deadlines: list[Deadline]
    products: list[str]
    other: list[OtherField]
    origin: Origin
    inherited: list[str]
    span: Span
    rule: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Provision:
    article: str | None
    clause: str | None
    point: str | None
    text: str


@dataclass(frozen=True, slots=True)
class LegalReference(Value):
    text: str
    type: str | None
    number: str | None
    date: str | None
    issuer: str | None
    title: str | None
    provisions: list[Provision]
    role: Role
    document: str
    section: str | None
    span: Span
    rule: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class CitedDocument:
    document: str
    type: str | None
    number: str | None
    date: str | None
    issuer: str | None
    title: str | None
    mentions: int


@dataclass(frozen=True, slots=True)
class Signature:
    authority: str | None
    position: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    source: SourceFile
    document_type: DocumentType | None
    number: str | None
    symbol: str | None
    place: str | None
    date: str | None
    issuer: str | None
    superior: str | None
    title: str | None
    addressees: list[str]
    front_matter: list[Line]
    sections: list[Section]
    back_matter: list[Line]
    tasks: list[Task]
    legal_references: list[LegalReference]
    cited_documents: list[CitedDocument]
    recipients: list[str]
    signature: Signature | None
    warnings: list[Warning]
    text: str


@cache
def _keys(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if f.name != "rule")


def to_keys(value: Any) -> dict[str, Any]:
    """One value as a dictionary of the contract's keys, its parts as they are: `json.dumps(default=…)`."""
    kind: type = type(value)
    keys = {name: getattr(value, name) for name in _keys(kind)}
    return {"schema_version": "1", **keys} if kind is Plan else keys


def to_data(value: Any) -> Any:
    """A value and all that is inside it as dictionaries, lists and strings: the output as JSON knows it."""
    if isinstance(value, list):
        return [to_data(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: to_data(inner) for name, inner in to_keys(value).items()}
    return value


def to_model(plan: Plan) -> models.Plan:
    """The validated plan. Raises `pydantic.ValidationError` where a rule broke the contract: a bug."""
    from kehoach import models

    return models.Plan.model_validate(to_data(plan))
