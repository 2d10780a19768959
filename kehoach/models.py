"""The output contract as code: what `kehoach parse` prints for one document is one `Plan`.

The field descriptions are the meaning of the keys; `kehoach schema` prints them as JSON Schema
(draft 2020-12). Keys are English snake_case, values stay in the document's own Vietnamese. An absent value
is `null` or `[]`, never a missing key or an empty string.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

SCHEMA_VERSION: Final = "1"

Words = Annotated[str, Field(min_length=1)]
Offset = Annotated[int, Field(ge=0)]
IsoDate = Annotated[str, Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]
IsoDay = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]

SectionKind = Literal[
    "part",
    "chapter",
    "roman",
    "article",
    "arabic",
    "decimal",
    "letter",
    "paren",
    "dash",
    "plus",
    "bullet",
    "appendix",
]
Origin = Literal["labelled", "inline", "heading", "table", "lead_in", "sibling"]
DeadlineKind = Literal[
    "date", "period", "open_ended", "recurring", "ongoing", "relative", "conditional", "unparsed"
]
Role = Literal["basis", "citation"]
WarningCode = Literal[
    "missing_lead",
    "missing_deadline",
    "unparsed_deadline",
    "unparsed_units",
    "unparsed_reference",
    "label_gap",
    "duplicate_label",
    "ambiguous_scope",
    "possible_typo",
    "deadline_before_issue",
    "missing_number",
    "missing_date",
    "not_a_plan",
    "no_sections",
    "unread_content",
    "legacy_encoding",
]


class Model(BaseModel):
    """A frozen part of the contract: no further keys, no change after it is made."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_serialization_defaults_required=True)


class Value(Model):
    """A value read from words: it carries the name of the rule that read it (`kehoach explain` shows it)."""

    _rule: str = PrivateAttr(default="")

    @property
    def rule(self) -> str:
        """The name of the rule that read this value; empty for a value loaded from JSON."""
        return self._rule

    @classmethod
    def found(cls, rule: str, **fields: Any) -> Self:
        """A value with the name of the rule that read it.

        Raises `pydantic.ValidationError` where the fields do not fit the contract: a bug in the rule.
        """
        value = cls(**fields)
        value._rule = rule
        return value

    def amended(self, **fields: Any) -> Self:
        """A copy with some fields replaced; the rule stays."""
        copy = self.model_copy(update=fields)
        copy._rule = self._rule
        return copy


class Span(Model):
    """Unicode code point offsets into `Plan.text`, end exclusive (W3C TextPositionSelector)."""

    start: Offset
    end: Offset


class Warning(Model):
    """What looks like an assignment, a deadline or a reference but could not be read whole."""

    code: WarningCode
    message: Words = Field(description="One plain sentence.")
    span: Span | None = Field(description="The place it speaks of; null where it speaks of the document.")


class SourceFile(Model):
    """Where the bytes came from."""

    name: str = Field(description="File name, `-` for standard input.")
    format: str = Field(description="`docx`, `text`, `markdown`, …")
    sha256: str = Field(description="SHA-256 of the bytes, hexadecimal.")


class DocumentType(Model):
    """Type of document after Nghị định 30/2020/NĐ-CP, Phụ lục III, or the party's Hướng dẫn 36-HD/VPTW."""

    code: Words = Field(description="`KH`, `CV`, `CT`, `QĐ`, `TB`, …")
    name: Words = Field(description="`Kế hoạch`, `Công văn`, …")


class Line(Model):
    """A line of the front or back matter."""

    text: Words
    span: Span


class Section(Model):
    """A section of the outline: opened by a line that begins with a label."""

    label: Words = Field(description="As written, without its punctuation: `I`, `2`, `1.1`, `a`, `đ`, `-`.")
    kind: SectionKind
    path: Words = Field(description="The labels from the root, joined with `/`: `II/2/a`, `II/2/a/-1`.")
    heading: str | None = Field(description="The rest of the label's line; null where nothing follows the label.")
    body: list[Words] = Field(description="The lines without a label; the rows of a table, cells joined by ` | `.")
    children: list[Section]
    span: Span = Field(description="From the label to the end of the last line below.")


class Unit(Value):
    """A unit that leads or supports."""

    text: Words = Field(description="As written.")
    name: Words = Field(description="`text` without parentheses and closing punctuation.")
    full_name: Words = Field(description="`name` with its abbreviations spelled out.")
    group: bool = Field(description="A collective: `Các sở, ban, ngành`.")
    note: Words | None = Field(description="What stood in parentheses.")
    duty: Words | None = Field(description="What the field says the unit does, beyond its name.")
    span: Span


class Deadline(Value):
    """A deadline, period or rhythm."""

    text: Words = Field(description="As written.")
    kind: DeadlineKind
    start: IsoDay | None
    end: IsoDay | None
    end_inclusive: bool = Field(description="True but for `trước`.")
    recurrence: Words | None = Field(description="RFC 5545 RRULE without `RRULE:`.")
    condition: Words | None = Field(description="The anchor's or condition's text.")
    scope: Words | None = Field(description="The part of the task that it holds for.")
    inferred: list[Literal["year", "month", "day"]] = Field(description="What was not written.")
    span: Span


class OtherField(Model):
    """A further labelled field: `Kinh phí`, `Địa điểm`, `Hình thức tổ chức`, …"""

    label: Words
    text: Words


class Task(Value):
    """Who does what by when."""

    id: Words = Field(description="The section's path, with `#2`, `#3` for its further tasks.")
    section: Words | None = Field(description="Path of the section or table row that carries it.")
    title: Words | None
    content: Words | None
    scope: Words | None
    lead_units: list[Unit]
    supporting_units: list[Unit]
    deadlines: list[Deadline]
    products: list[Words]
    other: list[OtherField]
    origin: Origin
    inherited: list[Literal["lead_units", "supporting_units", "deadlines", "products", "other"]]
    span: Span


class Provision(Model):
    """Điều, khoản and điểm of a citation."""

    article: Words | None
    clause: Words | None
    point: Words | None
    text: Words


class LegalReference(Value):
    """A citation of another document; the fields are what this mention says."""

    text: Words
    type: Words | None = Field(description="`Luật`, `Nghị định`, `Kế hoạch`, …")
    number: Words | None = Field(description="Normalised: `918/QĐ-TTg`.")
    date: IsoDate | None
    issuer: Words | None
    title: Words | None
    provisions: list[Provision]
    role: Role
    document: Words = Field(description="One key for all mentions of the same document.")
    section: Words | None
    span: Span


class CitedDocument(Model):
    """A distinct cited document: what its mentions say, merged."""

    document: Words
    type: Words | None
    number: Words | None
    date: IsoDate | None
    issuer: Words | None
    title: Words | None
    mentions: Annotated[int, Field(ge=1)]


class Signature(Model):
    """Who signed, and in whose name."""

    authority: Words | None = Field(description="`TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH`; null in own right.")
    position: Words | None
    name: Words | None


class Plan(Model):
    """One administrative document: who does what by when, and under which law."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    source: SourceFile
    document_type: DocumentType | None
    number: Words | None = Field(description="`4869/KH-UBND`; null where the serial is blank.")
    symbol: Words | None = Field(description="`KH-UBND`; present even where the serial is blank.")
    place: Words | None
    date: IsoDate | None = Field(description="ISO 8601, reduced where the day is blank: `2026-07`.")
    issuer: Words | None
    superior: Words | None
    title: Words | None
    addressees: list[Words]
    front_matter: list[Line]
    sections: list[Section]
    back_matter: list[Line]
    tasks: list[Task]
    legal_references: list[LegalReference]
    cited_documents: list[CitedDocument]
    recipients: list[Words]
    signature: Signature | None
    warnings: list[Warning]
    text: str
