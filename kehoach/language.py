"""What the program says to people, in English and in Vietnamese."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["en", "vi"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing to say, in each language; `{name}` stands for a value.

    >>> Phrase("“{unit}” is missing.", "Thiếu “{unit}”.").say("vi", unit="Sở Tư pháp")
    'Thiếu “Sở Tư pháp”.'
    """

    en: str
    vi: str

    def say(self, language: Language, **values: object) -> str:
        """The phrase in a language, its values filled in."""
        words = self.vi if language == "vi" else self.en
        return words.format_map(values) if values else words


def choose_language(wanted: str | None = None, environment: Mapping[str, str] = os.environ) -> Language:
    """The language asked for, else the locale's: Vietnamese where it begins with `vi`, otherwise English.

    >>> choose_language("vi", {})
    'vi'
    >>> choose_language(None, {"LC_ALL": "vi_VN.UTF-8", "LANG": "en_GB.UTF-8"})
    'vi'
    >>> choose_language(None, {"LANG": "C.UTF-8"})
    'en'
    """
    if wanted is None:
        locale = next((environment[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(k)), "")
        wanted = locale[:2].lower()
    return "vi" if wanted == "vi" else "en"
