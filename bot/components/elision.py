"""The apostrophes that people leave out: "jai", "quune", "soccupe"."""

from __future__ import annotations

import re
from collections.abc import Container

_ELIDED = re.compile(r"\b((?:jus|lors|puis|quoi)?qu|[cdjlmnst])([aeiouyh]\w*)\b")


def restored(folded: str, known: Container[str]) -> str:
    """A folded text whose elided words are written as they are in `known`.

    `known` holds the words and the pairs of words that were learnt. "soccupe" is read as "s'occupe"
    where it is no word itself and "s occupe" is a pair: "sans" and "tall" stay what they are.
    """
    return _ELIDED.sub(lambda found: _apart(found, known), folded)


def _apart(found: re.Match[str], known: Container[str]) -> str:
    whole, (short, rest) = found[0], found.groups()
    return f"{short}'{rest}" if whole not in known and f"{short} {rest}" in known else whole
