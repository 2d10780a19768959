"""The command line: options in, exit codes out. No parsing, no regex, no JSON shaping here.

Each command is a module of `kehoach.commands` that is imported only when it runs, so that `kehoach --help`
and `kehoach --version` cost no more than click itself.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

# name → one line of help, shown without importing the command
COMMANDS = {
    "parse": "Print a document as JSON: who does what by when, and under which law.",
    "text": "Print the text of a document, exactly as the spans of the JSON index it.",
    "tree": "Show the outline of a document.",
    "tasks": "Show who does what by when, as a table.",
    "explain": "Show each value, the rule that read it, its words and its place.",
    "schema": "Print the JSON Schema of the output.",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"kehoach.commands.{name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kehoach", message="%(prog)s %(version)s")
def group() -> None:
    """Read Vietnamese administrative plans (kế hoạch): who does what by when, and under which law."""


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line and exit with its code."""
    from kehoach.errors import KehoachError

    try:
        group.main(args=arguments, prog_name="kehoach")
    except KehoachError as error:
        print(f"kehoach: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
