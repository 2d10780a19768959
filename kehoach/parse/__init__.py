"""Document → Plan: the whole way on one screen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from kehoach.document import Document, Passage
from kehoach.parse.assemble import find_tasks
from kehoach.parse.assemble.headings import lists_grounds
from kehoach.parse.deadlines import Calendar
from kehoach.parse.flat_tables import restore_tables
from kehoach.parse.header import complete_issuer, read_header
from kehoach.parse.references import Citing, find_references
from kehoach.parse.segment import segment, write_section
from kehoach.parse.segment.node import Node, Outline
from kehoach.parse.tail import read_tail
from kehoach.parse.watch import watched
from kehoach.values import Line, Plan, SourceFile, Span, Warning, WarningCode, to_model

if TYPE_CHECKING:
    from kehoach import models


def parse_document(document: Document) -> models.Plan:
    """The validated Plan that a document says. Any document gives one: what is unclear in it is a warning."""
    return to_model(read_plan(document))


def read_plan(document: Document) -> Plan:
    """What a document says as plain values."""
    with watched() as given_up:
        plan = _read(document)
        return plan._replace(warnings=[*plan.warnings, *_left_out(document, given_up)]) if given_up else plan


def _read(document: Document) -> Plan:
    """The whole pipeline."""
    document = restore_tables(document)
    outline = segment(document)
    header, header_warnings = read_header(document, outline.front)
    tail = read_tail(document, outline.back)
    header = complete_issuer(header, tail)
    kind = header.document_type
    references, cited, reference_warnings = find_references(
        document,
        Citing(
            type=kind.name if kind else None,
            number=header.number,
            symbol=header.symbol,
            title=header.title,
            front=(outline.front.start, outline.front.end),
            grounds=_find_grounds(outline),
            section_at=_section_finder(outline),
        ),
    )
    preamble = Passage(document, *(header.preamble or (outline.front.start, outline.front.end)))
    givers = [name for name in (header.issuer, header.superior, tail.position_issuer) if name]
    tasks, task_warnings = find_tasks(
        outline,
        Calendar(header.date, header.title_year),
        header.title,
        givers,
        preamble,
        reports=kind is not None and kind.code in ("BC", "TTr"),
    )
    found = (
        *header_warnings,
        *outline.warnings,
        *_check_outline(outline),
        *task_warnings,
        *reference_warnings,
    )
    return Plan(
        source=SourceFile(
            name=document.source.name, format=document.source.format, sha256=document.source.sha256
        ),
        document_type=kind,
        number=header.number,
        symbol=header.symbol,
        place=header.place,
        date=header.date,
        issuer=header.issuer,
        superior=header.superior,
        title=header.title,
        addressees=list(header.addressees),
        front_matter=_write_lines(outline.front),
        sections=[write_section(root) for root in outline.roots],
        back_matter=_write_lines(outline.back),
        tasks=tasks,
        legal_references=references,
        cited_documents=cited,
        recipients=list(tail.recipients),
        signature=tail.signature,
        warnings=_write_warnings(document, found),
        text=document.text,
    )


def _section_finder(outline: Outline) -> Callable[[int], str | None]:
    """A function that gives the path of the innermost section at an offset."""
    nodes = sorted(outline.walk(), key=lambda node: node.start)
    starts = [node.start for node in nodes]

    def find_section(offset: int) -> str | None:
        at = bisect_right(starts, offset) - 1
        node: Node | None = nodes[at] if at >= 0 else None
        while node is not None and offset >= node.end:
            node = node.parent
        return node.path if node is not None else None

    return find_section


def _find_grounds(outline: Outline) -> list[tuple[int, int]]:
    """The stretches of the sections that list the grounds of the document, behind their headings."""
    return [(node.heading.end, node.end) for node in outline.walk() if lists_grounds(node.named)]


def _check_outline(outline: Outline) -> list[Warning]:
    if outline.roots or not outline.document.text:
        return []
    return [Warning(code="no_sections", message="The document has no numbered sections.", span=None)]


def _write_lines(passage: Passage) -> list[Line]:
    """The lines of the front or back matter, each with its place."""
    document, lines = passage.document, []
    for number, block in enumerate(document.blocks):
        start = document.starts[number]
        if passage.start <= start < passage.end and block.text:
            lines.append(Line(text=block.text, span=Span(start=start, end=start + len(block.text))))
    return lines


def _left_out(document: Document, given_up: Sequence[tuple[str, int, int]]) -> list[Warning]:
    """A warning for each search that did not end; its place, where it was in the document's own text."""
    return [
        Warning(
            code="unread_content",
            message="What a rule would have found was left out: its search did not end.",
            span=Span(start=start, end=end) if text is document.folded else None,
        )
        for text, start, end in given_up
    ]


def _write_warnings(document: Document, found: Sequence[Warning]) -> list[Warning]:
    """What the reader had to say, then what the parser found, in the order of the text, each once."""
    warnings: dict[tuple[str, int, int], Warning] = {}
    for finding in document.findings:
        span = None
        if finding.block is not None and finding.block < len(document.blocks):
            span = Span(start=document.starts[finding.block], end=document.end_of(finding.block))
        warning = Warning(cast(WarningCode, finding.code), finding.message, span)
        warnings[finding.code, span.start if span else -1, len(warnings)] = warning
    for warning in sorted(found, key=lambda w: w.span.start if w.span else -1):
        place = (
            (warning.code, warning.span.start, warning.span.end) if warning.span else (warning.code, -1, -1)
        )
        warnings.setdefault(place, warning)
    return list(warnings.values())
