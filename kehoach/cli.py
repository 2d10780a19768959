"""The command line: options in, exit codes out. No parsing, no regex, no JSON shaping here.

Each command is a module of `kehoach.commands` that is imported only when it runs, so that `kehoach --help`
and `kehoach --version` cost no more than click itself.
"""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
from contextlib import suppress
from typing import Any

import click

from kehoach import __version__
from kehoach.commands.terminal import Messages, is_colourful
from kehoach.errors import InternalError, KehoachError, WriteError

# name → one line of help, shown without importing the command
COMMANDS = {
    "parse": "Print documents as JSON: who does what by when, under which law.",
    "text": "Print the text of a document, which the spans of the JSON index.",
    "tree": "Show the outline of a document.",
    "tasks": "Show who does what by when, as a table.",
    "batch": "Read every document below folders, in parallel.",
    "explain": "Show each value, the rule that read it, its words and its place.",
    "review": "Make a page to check a reading against its source.",
    "check": "Say what to mend in plans before they are signed.",
    "diff": "Show what changed from one plan to another.",
    "trace": "Show which tasks of a higher plan its lower plans take up.",
    "doctor": "Say which version runs and which extras are there.",
    "schema": "Print the JSON Schema of the output.",
}


class CommandLine(click.Group):
    """A group whose commands are imported when they are called, and whose failures are exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"kehoach.commands.{name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def make_context(self, *args: Any, **options: Any) -> click.Context:
        try:
            return super().make_context(*args, **options)
        except BrokenPipeError:  # of `--help` and `--version`, which print before any command runs
            _drop_output()
            raise click.exceptions.Exit(0) from None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except KeyboardInterrupt:
            ctx.exit(130)
        except BrokenPipeError:  # whoever reads us has seen enough
            _drop_output()
            ctx.exit(0)
        except OSError:
            raise  # of standard output, the only file that is written without care for what may fail
        except Exception as error:
            failure = error if isinstance(error, KehoachError) else InternalError.of(error)
            click.echo(f"kehoach: {failure}", err=True)
            ctx.exit(failure.exit_code)


def _drop_output() -> None:
    """Let what waits to be written go nowhere, so that the exit does not fail of it once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


@click.group(
    cls=CommandLine,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="“kehoach COMMAND --help” tells more. FILE is Word, plain text or Markdown; - is standard input.",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def group(ctx: click.Context) -> None:
    """Read Vietnamese administrative plans (kế hoạch): who does what by when, and under which law.

    \b
    kehoach parse plan.docx               the whole plan as JSON
    kehoach tasks plan.docx               its tasks, for people
    """
    ctx.color = is_colourful()


def main() -> Any:
    """Run the command line and exit with its code."""
    gc.set_threshold(50_000, 20, 20)  # what a start makes stays: looking for waste in it takes 7 ms
    for number in filter(None, (signal.SIGTERM, getattr(signal, "SIGHUP", None))):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as `nohup` has it
            signal.signal(number, signal.default_int_handler)  # nothing half-written is left behind then
    for at, (name, mode) in enumerate((("stdin", "r"), ("stdout", "r"), ("stderr", "w"))):
        with suppress(OSError, AttributeError):  # no such thing on some platforms
            os.set_blocking(at, True)  # else what has to wait would be cut off
        if getattr(sys, name) is None:  # closed: nothing to read, and writing fails, but messages may
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115
    raw = getattr(sys.stdout, "buffer", None)
    if isinstance(raw, io.RawIOBase):  # PYTHONUNBUFFERED: a raw file may write a part and say so only
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(raw))
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr = io.TextIOWrapper(Messages(sys.stderr), write_through=True)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # UTF-8 on every platform, whatever the locale says
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        return group.main(prog_name="kehoach")
    except OSError as error:
        _drop_output()
        reason = "it is closed" if isinstance(error, io.UnsupportedOperation) else error.strerror or error
        failure = WriteError(f"The output cannot be written: {reason}.")
        click.echo(f"kehoach: {failure}", err=True)
        return sys.exit(failure.exit_code)
    finally:
        if cache := sys.modules.get("kehoach.cache"):
            cache.save()
        gc.freeze()  # what is left goes with the process: looking for waste in it takes 10 ms more
