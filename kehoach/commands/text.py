"""`kehoach text`: the text that spans index."""

from __future__ import annotations

import sys

import click

from kehoach import Limits, read_document
from kehoach.commands.inputs import failing_as, file_argument, limits_option


@click.command(
    epilog="""\b
Example:
  kehoach text plan.docx
"""
)
@file_argument
@limits_option
def command(file: str, limits: Limits) -> None:
    """Print the text of a document, exactly as the spans of the JSON index it.

    One paragraph or line of a table cell on each line, automatic numbers drawn, in NFC.
    """
    with failing_as(file):
        document = read_document(file, limits=limits)
    sys.stdout.buffer.write(document.text.encode())
