"""What the bot was trained to say: the responses of its domain, as a supervisor may reword them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import yaml

from handoff.settings import ROOT

FOLDER = ROOT / "bot" / "domain" / "responses"

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One response in one language and, in French, one voice (`vous`, `tu`)."""

    response: str
    language: str
    voice: str | None
    text: str


def placeholders(text: str) -> set[str]:
    """The names in braces that the bot fills in."""
    return set(_PLACEHOLDER.findall(text))


@lru_cache(maxsize=1)
def phrases(folder: Path = FOLDER) -> tuple[Phrase, ...]:
    """Every wording of the domain, in its files' order."""
    found: list[Phrase] = []
    for file in sorted(folder.glob("*.yml")):
        content = cast("dict[str, Any]", yaml.safe_load(file.read_text(encoding="utf-8")))
        for response, variations in content.get("responses", {}).items():
            found += [_phrase(response, variation) for variation in variations]
    return tuple(found)


def phrase(response: str, language: str, voice: str) -> Phrase | None:
    """The wording that a brand of that voice uses; None where the bot says nothing like it."""
    return next(
        (
            one
            for one in phrases()
            if (one.response, one.language) == (response, language) and one.voice in {None, voice}
        ),
        None,
    )


def _phrase(response: str, variation: dict[str, Any]) -> Phrase:
    slots = {c["name"]: c["value"] for c in variation.get("condition", [])}
    return Phrase(
        response, slots.get("language", "fr"), slots.get("voice"), variation.get("text", "")
    )
