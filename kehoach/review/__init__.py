"""A page on which a person checks a reading against its source: one file, no network."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from html import escape
from importlib.resources import files

from kehoach.language import Language
from kehoach.models import Plan
from kehoach.review.html import Html
from kehoach.review.index import Entry, write_index
from kehoach.review.page import write_page
from kehoach.review.words import load_words

__all__ = ["Entry", "render_index", "render_page"]

_PLACE = re.compile(r"\{\{(\w+)\}\}")


def render_page(plan: Plan, language: Language) -> str:
    """The review page of a plan as HTML: its text, and beside it what was read from it."""
    return _fill(plan.title or plan.source.name, write_page(plan, language), language)


def render_index(entries: list[Entry], language: Language) -> str:
    """A page that leads to the review pages of many plans."""
    return _fill("kehoach", write_index(entries, language), language)


def _fill(title: str, body: Html, language: Language) -> str:
    style, script = _resource("review.css"), _resource("review.js")
    values = {
        "language": language,
        "title": escape(title),
        "style": style,
        "style_hash": _hash(style),
        "script": script,
        "script_hash": _hash(script),
        "words": json.dumps(load_words(), ensure_ascii=False).replace("<", "\\u003c"),
        "body": body,
    }
    return _PLACE.sub(lambda place: values[place[1]], _resource("page.html"))


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


@cache
def _resource(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")
