"""`kehoach tree`: the outline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from kehoach import Limits
from kehoach.commands.inputs import file_argument, limits_option, read_safely
from kehoach.commands.terminal import is_colourful, open_console
from kehoach.values import Plan, Section


@click.command(
    epilog="""\b
Example:
  kehoach tree plan.docx
"""
)
@file_argument
@limits_option
def command(file: str, limits: Limits) -> None:
    """Show the outline of a document: the first line of each section, indented by its depth."""
    plan = read_safely(file, limits)
    if is_colourful():
        _print_branches(plan)
    else:
        for depth, line in _lines(plan, plan.sections):
            click.echo("  " * depth + line)


def _first_line(plan: Plan, section: Section) -> str:
    return plan.text[section.span.start : section.span.end].partition("\n")[0].replace("\t", " ")


def _lines(plan: Plan, sections: Iterable[Section], depth: int = 0) -> Iterator[tuple[int, str]]:
    for section in sections:
        yield depth, _first_line(plan, section)
        yield from _lines(plan, section.children, depth + 1)


def _print_branches(plan: Plan) -> None:
    from rich.text import Text
    from rich.tree import Tree

    type_name = plan.document_type.name if plan.document_type else ""
    root = Tree(Text(" ".join(filter(None, [type_name, plan.number or plan.symbol, plan.title])), "bold"))
    branches = [root]
    for depth, line in _lines(plan, plan.sections):
        label, _, heading = line.partition(" ")
        text = Text.assemble((label, "cyan"), " ", (heading, "bold" if depth == 0 else ""))
        branches[depth + 1 :] = [branches[depth].add(text)]
    open_console().print(root)
