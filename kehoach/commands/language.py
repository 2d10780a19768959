"""The option by which a command is told its language."""

from __future__ import annotations

import click

from kehoach.language import LANGUAGES, Language, choose_language


def _choose(ctx: click.Context, option: click.Parameter, value: str | None) -> Language:
    return choose_language(value)


language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    callback=_choose,
    help="English or Vietnamese; the locale's where it is not given.",
)
