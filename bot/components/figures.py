"""Words of harm that tell of none: "je brûle d'impatience", "smoked glass", "nobody was hurt".

Figures of speech, colours and names of goods, questions what might happen, and denials.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from bot.components.patterns import any_of

_figures = lru_cache(maxsize=1)(any_of)


def plain(text: str) -> str:
    """`text` in lower case without accents, with plain apostrophes, each character in its place."""
    return "".join(
        "'" if char in "’`" else unicodedata.normalize("NFKD", char.lower())[0] for char in text
    )


def without_figures(text: str) -> str:
    """`text` without such words; the same text where it holds none."""
    kept, end = [], 0
    for figure in _figures("figures").finditer(plain(text)):
        kept.append(text[end : figure.start()].strip())
        end = figure.end()
    return " ".join([*kept, text[end:].strip()]).strip() if end else text
