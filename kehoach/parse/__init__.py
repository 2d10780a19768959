"""The way from a Document to a Plan."""

from __future__ import annotations

from kehoach.document import Document
from kehoach.models import Line, Plan, SourceFile, Span


def parse_document(document: Document) -> Plan:
    """The Plan that a document says. Never raises: what is unclear is a warning in it."""
    front = [
        Line(text=block.text, span=Span(start=start, end=start + len(block.text)))
        for block, start in zip(document.blocks, document.starts, strict=True)
    ]
    return Plan(
        source=SourceFile(
            name=document.source.name, format=document.source.format, sha256=document.source.sha256
        ),
        document_type=None, number=None, symbol=None, place=None, date=None, issuer=None, superior=None,
        title=None, addressees=[], front_matter=front, sections=[], back_matter=[], tasks=[],
        legal_references=[], cited_documents=[], recipients=[], signature=None, warnings=[], text=document.text,
    )  # fmt: skip
