"""`kehoach parse`: documents as JSON."""

from __future__ import annotations

from collections.abc import Iterable

import click

from kehoach import Limits
from kehoach.commands.inputs import (
    PlainInputs,
    files_argument,
    limits_option,
    null_option,
    output_option,
    strict_option,
)
from kehoach.commands.terminal import print_json
from kehoach.write import ENCODERS
from kehoach.write.files import replace_file
from kehoach.write.json import check_fields, encode_plan


def _split_fields(ctx: click.Context, option: click.Parameter, value: str) -> tuple[str, ...]:
    fields = tuple(name.strip() for name in value.split(",") if name.strip())
    check_fields(fields)
    return fields


@click.command(
    epilog="""\b
Examples:
  kehoach parse plan.docx
  kehoach parse plan.docx -o plan.json
  kehoach parse *.docx -f jsonl --fields source,number,tasks
  find . -name '*.docx' -print0 | kehoach parse -0 -f jsonl
  cat plan.txt | kehoach parse - | jq '.tasks[].title'
"""
)
@files_argument
@click.option(
    "-f",
    "--format",
    type=click.Choice(list(ENCODERS)),
    default="json",
    help="json (default): an object, or an array where there are several files. jsonl: a line for each file.",
)
@output_option
@click.option(
    "--fields", metavar="KEY,KEY", default="", callback=_split_fields, help="Only these top-level keys."
)
@strict_option
@null_option
@limits_option
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    format: str,
    output: str | None,
    fields: tuple[str, ...],
    strict: bool,
    null: bool,
    limits: Limits,
) -> None:
    """Print documents as JSON: who does what by when, and under which law.

    `kehoach schema` tells what each key means.
    """
    inputs = PlainInputs(files, null, limits)
    pieces: Iterable[bytes]
    if format == "json" and inputs.single:
        pieces = (encode_plan(plan, fields) for plan in inputs.plans())
    else:
        pieces = ENCODERS[format](inputs.plans(), fields)
    if output is None:
        print_json(pieces)
    else:
        with replace_file(output, inputs.files) as file:
            file.writelines(pieces)
    ctx.exit(inputs.exit_code(strict))
