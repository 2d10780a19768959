"""What the parser makes: the contract's objects as named tuples.

They have the names, fields and order of the pydantic models in `kehoach.models`, which validate them at the
edge (`to_model`); a test holds the two together. Inside, plain data costs nothing: building the models takes
longer than reading a plan. `rule` is the name of the rule that read a value (`kehoach explain` shows it); it
is no part of the output.
"""

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

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
InheritedKey = Literal["lead_units", "supporting_units", "deadlines", "products", "other"]
Role = Literal["basis", "citation"]
WarningCode = Literal[
    "missing_lead", "missing_deadline", "unparsed_deadline", "unparsed_units", "unparsed_reference",
    "label_gap", "duplicate_label", "ambiguous_scope", "possible_typo", "deadline_before_issue",
    "missing_number", "missing_date", "not_a_plan", "no_sections", "unread_content", "legacy_encoding",
]  # fmt: skip


class Span(NamedTuple):
    start: int
    end: int


class Warning(NamedTuple):
    code: WarningCode
    message: str
    span: Span | None


class SourceFile(NamedTuple):
    name: str
    format: str
    sha256: str


class DocumentType(NamedTuple):
    code: str
    name: str


class Line(NamedTuple):
    text: str
    span: Span


class Section(NamedTuple):
    label: str
    kind: SectionKind
    path: str
    heading: str | None
    body: list[str]
    children: list["Section"]
    span: Span


class Unit(NamedTuple):
    text: str
    name: str
    full_name: str
    group: bool
    note: str | None
    duty: str | None
    span: Span
    rule: str = ""


class Deadline(NamedTuple):
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
    rule: str = ""


class OtherField(NamedTuple):
    label: str
    text: str


class Task(NamedTuple):
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
    inherited: list[InheritedKey]
    span: Span
    rule: str = ""


class Provision(NamedTuple):
    article: str | None
    clause: str | None
    point: str | None
    text: str


class LegalReference(NamedTuple):
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
    rule: str = ""


class CitedDocument(NamedTuple):
    document: str
    type: str | None
    number: str | None
    date: str | None
    issuer: str | None
    title: str | None
    mentions: int


class Signature(NamedTuple):
    authority: str | None
    position: str | None
    name: str | None


class Plan(NamedTuple):
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


def to_data(value: Any) -> Any:
    """A value and all that is inside it as dictionaries, lists and strings: the output as JSON knows it."""
    if isinstance(value, list):
        return [to_data(item) for item in value]
    if hasattr(value, "_fields"):
        pairs = zip(value._fields, value, strict=True)
        keys = {name: to_data(part) for name, part in pairs if name != "rule"}
        return {"schema_version": "1", **keys} if isinstance(value, Plan) else keys
    return value


def to_model(plan: Plan) -> "models.Plan":
    """The validated plan. Raises `pydantic.ValidationError` where a rule broke the contract: a bug."""
    from kehoach import models

    return models.Plan.model_validate(to_data(plan))
