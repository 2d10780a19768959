"""`kehoach batch`: folders of documents, in parallel."""

from __future__ import annotations

import os
from math import isnan
from typing import Literal

import click

from kehoach import Limits
from kehoach.batch import Options, Summary, convert_folders
from kehoach.batch.progress import open_report, summarise
from kehoach.commands.inputs import PLACE, limits_option
from kehoach.errors import UsageError


def count_processors() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _check_seconds(ctx: click.Context, option: click.Parameter, seconds: float) -> float:
    if isnan(seconds):
        raise click.BadParameter("nan is no time.")
    return seconds


@click.command(
    epilog="""\b
Examples:
  kehoach batch plans -o out
  kehoach batch plans -o out -f jsonl
  kehoach batch plans -o out --jobs 4 --timeout 30
  kehoach batch s3://bucket/plans -o s3://bucket/out --executor dask://scheduler:8786
"""
)
@click.argument("folders", metavar="FOLDER...", nargs=-1, required=True, type=PLACE)
@click.option("-o", "--output", metavar="FOLDER", required=True, type=PLACE, help="Write into this folder.")
@click.option(
    "-f",
    "--format",
    type=click.Choice(["json", "jsonl"]),
    default="json",
    help="json (default): a file for each document, under its relative path. jsonl: one plans.jsonl.",
)
@click.option(
    "--jobs", type=click.IntRange(min=1), help="So many processes; default: one for each processor."
)
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True),
    default=120,
    callback=_check_seconds,
    help="Give a document up that takes longer; default: 120.",
)
@click.option("--force", is_flag=True, help="Read again what is done and unchanged, too.")
@click.option(
    "--executor", metavar="WHERE", default="local", help="local (default), or a cluster: dask://HOST:PORT."
)
@limits_option
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but the summary.")
@click.pass_context
def command(
    ctx: click.Context,
    folders: tuple[str, ...],
    output: str,
    format: Literal["json", "jsonl"],
    jobs: int | None,
    timeout: float,
    force: bool,
    executor: str,
    limits: Limits,
    quiet: bool,
) -> None:
    """Read every document below folders: Word, text and Markdown.

    A run goes on where the last one ended: what is done and unchanged is not read again. Hidden files, lock
    files (~$…) and links to folders are left out. What fails stands in errors.jsonl, and the exit code is 1.
    """
    if output == "-":
        raise UsageError("A batch writes a folder.", "Name one with -o.")
    options = Options(format, jobs or count_processors(), timeout, force, executor, limits)
    summary = Summary()
    try:
        with open_report(quiet) as report:
            convert_folders(folders, output, options, report, summary)
    except KeyboardInterrupt:
        click.echo(f"Stopped. {summary.read} documents were read; the next run goes on from here.", err=True)
        ctx.exit(130)
    click.echo(summarise(summary, output), err=True)
    ctx.exit(1 if summary.failures else 0)
