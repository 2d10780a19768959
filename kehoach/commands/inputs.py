"""The documents that a command reads: each on its own, none lost through another one's failure."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

import click

from kehoach import parse_file
from kehoach.errors import InternalError, KehoachError, UsageError
from kehoach.models import Plan

file_argument = click.argument("file", type=click.Path(allow_dash=True))
files_argument = click.argument("files", metavar="FILE...", nargs=-1, type=click.Path(allow_dash=True))
null_option = click.option(
    "-0", "--null", is_flag=True, help="Read null-separated file names from standard input."
)
strict_option = click.option("--strict", is_flag=True, help="Exit with 4 where a plan has warnings.")


class Inputs:
    """The plans of the files named on the command line, and with `null` of those on standard input."""

    def __init__(self, files: Sequence[str], null: bool = False) -> None:
        self.files = list(files)
        if null:
            names = click.get_binary_stream("stdin").read().split(b"\0")
            self.files += [os.fsdecode(name) for name in names if name]
        elif not files:
            raise UsageError("No file is named.", "“-” reads standard input.")
        self.single = len(files) == 1 and not null
        self.failed = 0
        self.warned = 0

    def plans(self) -> Iterator[Plan]:
        """The plan of each file in its order; what fails is told on standard error, a single file raises."""
        for name in self.files:
            try:
                plan = parse_safely(name)
            except KehoachError as error:
                if self.single:
                    raise
                click.echo(f"kehoach: {error}", err=True)
                self.failed += 1
            else:
                self.warned += bool(plan.warnings)
                yield plan

    def exit_code(self, strict: bool = False) -> int:
        """1 where one of several files failed, 4 where `strict` and a plan has warnings, else 0."""
        return 1 if self.failed else 4 if strict and self.warned else 0


def parse_safely(name: str) -> Plan:
    """The Plan of a file; a bug in kehoach is a `KehoachError` too."""
    try:
        return parse_file(name)
    except KehoachError:
        raise
    except Exception as error:
        raise InternalError.of(error, name) from error
