"""The output contract as code: what `kehoach parse` prints for one document is one `Plan`.

The field descriptions are the meaning of the keys; `kehoach schema` prints them as JSON Schema
(draft 2020-12). Keys are English snake_case, values stay in the document's own Vietnamese. An absent value
is `null` or `[]`, never a missing key or an empty string.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

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
    """A value read from words."""


class Span(Model):
    """Unicode code point offsets into `Plan.text`, end exclusive (W3C TextPositionSelector)."""

    start: Offset = Field(description="The first code point.")
    end: Offset = Field(description="The code point behind the last.")


class Warning(Model):
    """What looks like an assignment, a deadline or a reference but could not be read whole."""

    code: WarningCode = Field(description="What kind of doubt it is.")
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

    text: Words = Field(description="The line as read.")
    span: Span = Field(description="Its place in `Plan.text`.")


class Section(Model):
    """A section of the outline: opened by a line that begins with a label."""

    label: Words = Field(description="As written, without its punctuation: `I`, `2`, `1.1`, `a`, `đ`, `-`.")
    kind: SectionKind = Field(
        description="The style of its label; `appendix` for an appendix or an attached plan."
    )
    path: Words = Field(description="The labels from the root, joined with `/`: `II/2/a`, `II/2/a/-1`.")
    heading: str | None = Field(
        description="The rest of the label's line; null where nothing follows the label."
    )
    body: list[Words] = Field(
        description="The lines without a label; the rows of a table, cells joined by ` | `."
    )
    children: list[Section] = Field(description="The sections below it, in reading order.")
    span: Span = Field(description="From the label to the end of the last line below.")


class Unit(Value):
    """A unit that leads or supports."""

    text: Words = Field(description="As written.")
    name: Words = Field(description="`text` without parentheses and closing punctuation.")
    full_name: Words = Field(description="`name` with its abbreviations spelled out.")
    group: bool = Field(description="A collective: `Các sở, ban, ngành`.")
    note: Words | None = Field(description="What stood in parentheses.")
    duty: Words | None = Field(description="What the field says the unit does, beyond its name.")
    span: Span = Field(description="The words of `text`.")


class Deadline(Value):
    """A deadline, period or rhythm."""

    text: Words = Field(description="As written.")
    kind: DeadlineKind = Field(
        description="How it binds: by a day, through a period, in a rhythm, on a condition."
    )
    start: IsoDay | None = Field(description="The first day of it.")
    end: IsoDay | None = Field(
        description="The last day of it; with `end_inclusive` false the day before, where no hour is named."
    )
    end_inclusive: bool = Field(description="True but for `trước`.")
    recurrence: Words | None = Field(description="RFC 5545 RRULE without `RRULE:`.")
    condition: Words | None = Field(description="The anchor's or condition's text.")
    scope: Words | None = Field(description="The part of the task that it holds for.")
    inferred: list[Literal["year", "month", "day"]] = Field(description="What was not written.")
    span: Span = Field(description="The words of `text`.")


class OtherField(Model):
    """A further labelled field: `Kinh phí`, `Địa điểm`, `Hình thức tổ chức`, …"""

    label: Words = Field(description="The label as written, without its colon.")
    text: Words = Field(description="What it says.")


class Task(Value):
    """Who does what by when."""

    id: Words = Field(description="The section's path, with `#2`, `#3` for its further tasks.")
    section: Words | None = Field(description="Path of the section or table row that carries it.")
    title: Words | None = Field(
        description="The section's heading, or the sentence, without closing punctuation."
    )
    content: Words | None = Field(description="What it says beyond the title.")
    scope: Words | None = Field(
        description="For whom or what it holds: a bullet or a group row of a table that only names it."
    )
    lead_units: list[Unit] = Field(description="Who leads or carries out.")
    supporting_units: list[Unit] = Field(description="Who supports.")
    deadlines: list[Deadline] = Field(description="By when; several where it says several.")
    products: list[Words] = Field(description="What has to come of it.")
    other: list[OtherField] = Field(description="Its further labelled fields.")
    origin: Origin = Field(description="The rule that found it.")
    inherited: list[Literal["lead_units", "supporting_units", "deadlines", "products", "other"]] = Field(
        description="The keys whose values come from a section above or from the lead-in sentence."
    )
    span: Span = Field(description="From its first word to its last.")


class Provision(Model):
    """Điều, khoản and điểm of a citation."""

    article: Words | None = Field(description="Điều.")
    clause: Words | None = Field(description="Khoản.")
    point: Words | None = Field(description="Điểm.")
    text: Words = Field(description="As written.")


class LegalReference(Value):
    """A citation of another document; the fields are what this mention says."""

    text: Words = Field(description="As written.")
    type: Words | None = Field(description="`Luật`, `Nghị định`, `Kế hoạch`, …")
    number: Words | None = Field(description="Normalised: `918/QĐ-TTg`.")
    date: IsoDate | None = Field(description="Its day, month or year of issue, as far as it is said.")
    issuer: Words | None = Field(description="Who issued it, as written or after its number.")
    title: Words | None = Field(description="Its subject: `Tiếp cận thông tin` of `Luật Tiếp cận thông tin`.")
    provisions: list[Provision] = Field(
        description="The articles, clauses and points cited, lists and ranges spelled out."
    )
    role: Role = Field(description="`basis` where the plan is issued on its ground, else `citation`.")
    document: Words = Field(description="One key for all mentions of the same document.")
    section: Words | None = Field(
        description="Path of the section where it stands; null in front and back matter."
    )
    span: Span = Field(description="The words of `text`.")


class CitedDocument(Model):
    """A distinct cited document: what its mentions say, merged."""

    document: Words = Field(description="The key that its mentions carry.")
    type: Words | None = Field(description="`Luật`, `Nghị định`, `Kế hoạch`, …")
    number: Words | None = Field(description="Normalised: `918/QĐ-TTg`.")
    date: IsoDate | None = Field(description="Its date of issue.")
    issuer: Words | None = Field(description="Who issued it.")
    title: Words | None = Field(description="Its subject.")
    mentions: Annotated[int, Field(ge=1)] = Field(description="How many mentions there are.")


class Signature(Model):
    """Who signed, and in whose name."""

    authority: Words | None = Field(description="`TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH`; null in own right.")
    position: Words | None = Field(description="`PHÓ CHỦ TỊCH`.")
    name: Words | None = Field(description="Who signed.")


class Plan(Model):
    """One administrative document: who does what by when, and under which law."""

    schema_version: Literal["1"] = Field(default=SCHEMA_VERSION, description="The version of this contract.")
    source: SourceFile = Field(description="Where it was read from.")
    document_type: DocumentType | None = Field(description="Its type.")
    number: Words | None = Field(description="`4869/KH-UBND`; null where the serial is blank.")
    symbol: Words | None = Field(description="`KH-UBND`; present even where the serial is blank.")
    place: Words | None = Field(description="Where it was issued, from the line of place and date.")
    date: IsoDate | None = Field(description="ISO 8601, reduced where the day is blank: `2026-07`.")
    issuer: Words | None = Field(description="The issuing agency.")
    superior: Words | None = Field(description="The agency above it in the letterhead.")
    title: Words | None = Field(description="The subject (trích yếu) without the type's name.")
    addressees: list[Words] = Field(description="`Kính gửi:`, one each.")
    front_matter: list[Line] = Field(
        description="The lines before the first section: letterhead, title, preamble."
    )
    sections: list[Section] = Field(description="The outline.")
    back_matter: list[Line] = Field(
        description="The lines behind the last section: closing paragraph, recipients, signature."
    )
    tasks: list[Task] = Field(description="Who does what by when, in reading order.")
    legal_references: list[LegalReference] = Field(
        description="Every citation of another document, in reading order."
    )
    cited_documents: list[CitedDocument] = Field(description="The distinct documents behind the citations.")
    recipients: list[Words] = Field(description="`Nơi nhận:`, one each.")
    signature: Signature | None = Field(description="Who signed.")
    warnings: list[Warning] = Field(description="What could not be read whole.")
    text: str = Field(description="The whole document as read; every span indexes it.")
