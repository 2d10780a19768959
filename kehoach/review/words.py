"""The words of the page itself, and elements that say them in either language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from kehoach.language import Language
from kehoach.review.html import Html, tag


@cache
def load_words() -> dict[str, dict[str, str]]:
    """What the page says, by `<table>.<key>`: its words in each language."""
    tables = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    return {f"{table}.{key}": words for table, entries in tables.items() for key, words in entries.items()}


def tell(key: str, language: Language, name: str = "span", **attributes: str | None) -> Html:
    """An element that says the words under a key and changes with the language."""
    return tag(name, load_words()[key][language], data_say=key, **attributes)


def label(key: str, language: Language) -> dict[str, str]:
    """The attributes that name an element by the words under a key, and change with the language."""
    return {"aria_label": load_words()[key][language], "data_say_label": key}


def write_filter(language: Language) -> Html:
    """The box in which one writes what entries must hold."""
    named = label("interface.filter", language)
    return tag("input", id="filter", type="search", placeholder=named["aria_label"], **named)
