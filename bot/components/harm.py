"""Words that tell of somebody in danger, whatever else a message says.

A child who swallowed a piece must not hang on what a model makes of the rest of the sentence. Each
pattern is what happened, with whom or where it happened: "brûlé" is nothing, "brûlé la main" is. A
false alarm costs somebody a minute, so they are wide; what only sounds like harm is taken out
before (`figures`).
"""

from __future__ import annotations

from functools import lru_cache

from bot.components.figures import plain, without_figures
from bot.components.patterns import any_of

_harm = lru_cache(maxsize=1)(any_of)


def tells_of_harm(text: str) -> bool:
    """Whether `text` says that somebody is hurt, or that a thing burns, smokes or gives shocks."""
    return bool(_harm("harm").search(" ".join(plain(without_figures(text)).split())))
