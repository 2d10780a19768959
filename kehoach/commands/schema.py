"""`kehoach schema`: the output contract as JSON Schema."""

from __future__ import annotations

import click

from kehoach.commands.terminal import print_json
from kehoach.write.schema import encode_schema


@click.command(
    epilog="""\b
Example:
  kehoach schema > plan.schema.json
"""
)
def command() -> None:
    """Print the JSON Schema (draft 2020-12) of what `kehoach parse` prints for one document."""
    print_json([encode_schema()])
