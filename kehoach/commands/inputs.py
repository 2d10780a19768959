"""The documents that a command reads: each on its own, none lost through another one's failure."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, TypeVar

import click

from kehoach import Limits, parse_file, read_document
from kehoach.errors import InternalError, KehoachError, ReadError, UsageError

if TYPE_CHECKING:
    from kehoach import models, values

P = TypeVar("P", bound="models.Plan | values.Plan")


class Place(click.Path):
    """A file or folder; the empty name, as an unset variable gives it, is not the folder one is in."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        if not value:
            self.fail("the name is empty", param, ctx)
        return super().convert(value, param, ctx)


PLACE = Place(readable=False, allow_dash=True)  # one that may not be read is told like any other failure
file_argument = click.argument("file", type=PLACE)
files_argument = click.argument("files", metavar="FILE...", nargs=-1, type=PLACE)
null_option = click.option("-0", "--null", is_flag=True, help="Read null-separated file names from stdin.")
limits_option = click.option(
    "--limits",
    metavar="N",
    type=click.IntRange(1, 1000),
    default=1,
    callback=lambda ctx, option, factor: Limits().times(factor),
    help="Read files up to N times as large as is safe with files from outside.",
)
output_option = click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=PLACE,
    callback=lambda ctx, option, value: None if value == "-" else value,
    help="Write this file instead; - is standard output.",
)
strict_option = click.option("--strict", is_flag=True, help="Exit with 4 where a plan has warnings.")


class EachFile(Generic[P]):
    """The plans of the files named on the command line, and with `null` of those on standard input."""

    def __init__(self, files: Sequence[str], null: bool, limits: Limits) -> None:
        self.files = list(files)
        self.limits = limits
        if null:
            names = sys.stdin.buffer.read().split(b"\0")
            self.files += [os.fsdecode(name) for name in names if name]
        elif not files:
            raise UsageError("No file is named.", "“-” reads standard input.")
        self.single = len(files) == 1 and not null
        self.failed = 0
        self.warned = 0

    def plans(self) -> Iterator[P]:
        """The plans of the files in their order; what fails is told on stderr.

        Raises `KehoachError` where a single file fails, or nothing can be read of several.
        """
        found = 0
        for name in self.files:
            try:
                for plan in self.load(name):
                    found += 1
                    self.warned += bool(plan.warnings)
                    yield plan
            except KehoachError as error:
                if self.single:
                    raise
                click.echo(f"kehoach: {error}", err=True)
                self.failed += 1
        if self.failed and not found:
            raise ReadError("Nothing could be read.", "What is wrong with each file stands above.")

    def load(self, name: str) -> Iterable[P]:
        """The plans in one file."""
        raise NotImplementedError

    def exit_code(self, strict: bool = False) -> int:
        """1 where one of several files failed, 4 where `strict` and a plan has warnings, else 0."""
        return 1 if self.failed else 4 if strict and self.warned else 0


class Inputs(EachFile["models.Plan"]):
    """Validated plans."""

    def load(self, name: str) -> Iterable[models.Plan]:
        """The plan that a document says."""
        with failing_as(name):
            return [parse_file(name, limits=self.limits)]


class PlainInputs(EachFile["values.Plan"]):
    """Plans as plain values, which cost less than validated ones and know the rules that read them."""

    def load(self, name: str) -> Iterable[values.Plan]:
        """The plan that a document says."""
        return [read_safely(name, self.limits)]


@contextmanager
def failing_as(name: str) -> Iterator[None]:
    """Let whatever fails within fail as a `KehoachError` that names the file, bugs of kehoach too."""
    try:
        yield
    except KehoachError as error:
        if name not in error.message:
            error.message = f"{name}: {error.message}"
        raise
    except Exception as error:
        raise InternalError.of(error, name) from error


def read_safely(name: str, limits: Limits) -> values.Plan:
    """The plain values of a file; every failure is a `KehoachError` that names it."""
    with failing_as(name):
        from kehoach.parse import read_plan

        return read_plan(read_document(name, limits=limits))
