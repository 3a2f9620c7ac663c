"""What the front door itself says to customers, in their language and the brand's voice."""

from __future__ import annotations

import string
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final, Literal

import yaml
from pydantic import TypeAdapter, ValidationError

Address = Literal["vous", "tu"]

LANGUAGES: Final = ("fr", "en")

DAYS: Final = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}

_FILE = Path(__file__).resolve().parents[2] / "data" / "texts" / "service.yml"

_NAMES_A_DAY = 6
"""Days ahead up to which a weekday's name means one day only."""

_Text = dict[Literal["fr", "en"], str | dict[Address, str]]
_Texts = dict[str, _Text]
_TEXTS: TypeAdapter[_Texts] = TypeAdapter(_Texts)


class BadTexts(ValueError):
    """The file of service messages cannot be used; the message says where and why."""


class ServiceMessages:
    """The texts of one file.

    Raises:
        BadTexts: the file is missing, is no such YAML, or lacks a language or a voice.
    """

    def __init__(self, path: Path = _FILE) -> None:
        try:
            self._texts = _TEXTS.validate_python(yaml.safe_load(path.read_text("utf-8")))
        except (OSError, yaml.YAMLError, ValidationError) as error:
            raise BadTexts(f"{path} cannot be read: {error}") from error
        for key, text in self._texts.items():
            _check(path, key, text)

    @property
    def keys(self) -> list[str]:
        """The names of the texts."""
        return list(self._texts)

    def say(self, key: str, language: str, address: str, **values: object) -> str:
        """The text `key`; an unknown language is answered in English."""
        text = self._texts[key]["fr" if language == "fr" else "en"]
        if isinstance(text, dict):
            text = text["tu" if address == "tu" else "vous"]
        return text.format(**values)

    def opening(self, opens_at: datetime, now: datetime, language: str) -> str:
        """When the team is back, as people say it ("lundi à 9 h"); both in the brand's time."""
        days = (opens_at.date() - now.date()).days
        key = {0: "opening_today", 1: "opening_tomorrow"}.get(days, "opening_on")
        if days > _NAMES_A_DAY:
            key = "opening_later"
        day = DAYS["fr" if language == "fr" else "en"][opens_at.weekday()]
        values = {"day": day, "date": opens_at, "hour": _hour(opens_at, language)}
        return self.say(key, language, "vous", **values)


@cache
def service_messages() -> ServiceMessages:
    """The texts that ship, read once."""
    return ServiceMessages()


def _hour(at: datetime, language: str) -> str:
    if language != "fr":
        return f"{at:%H:%M}".removeprefix("0")
    return f"{at.hour} h {at.minute:02}" if at.minute else f"{at.hour} h"


def _check(path: Path, key: str, text: _Text) -> None:
    if set(text) != set(LANGUAGES):
        raise BadTexts(f"{path}: {key} needs a text for each of {', '.join(LANGUAGES)}.")
    fields: set[frozenset[str]] = set()
    for variants in text.values():
        if isinstance(variants, dict) and set(variants) != {"vous", "tu"}:
            raise BadTexts(f"{path}: {key} needs one text, or one for vous and one for tu.")
        for variant in [variants] if isinstance(variants, str) else variants.values():
            names = (name for _, name, _, _ in string.Formatter().parse(variant) if name)
            fields.add(frozenset(names))
    if len(fields - {frozenset()}) > 1:
        raise BadTexts(f"{path}: the texts of {key} name different values in braces.")
