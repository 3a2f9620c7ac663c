"""Thanks that are none and praise that is irony: what must not be met with good cheer. Pure."""

from __future__ import annotations

import re

from actions.spelling import fold

_BUT_NOTHING = re.compile(
    r"\b(?:mais|sauf que|par contre|but|except)\b.*\b(?:pas|rien|jamais|toujours|aucun\w*|"
    r"not|nothing|"
    r"never|still|no|doesn't|didn't|don't|isn't|n't)\b"
    r"|\b(?:pour rien|for nothing|merci d'avance de rien|thanks a bunch)\b"
)
_TROUBLE = re.compile(
    r"\b(?:rien|toujours pas|jamais|attend\w*|retard|perdu\w*|casse\w*|semaines?|mois|"
    r"inutile\w*|nul\w*|"
    r"incapable\w*|honte\w*|rembours\w*|encore une fois|vive le service|bravo l'equipe|"
    r"felicitations pour"
    r"|nothing|still|never|waiting|late|lost|broken|weeks?|months?|useless|shame|refund\w*|"
    r"slow clap)\b"
)
_CLAPS = re.compile(
    "[\U0001f44f\U0001f644\U0001f612\U0001f643\U0001f621\U0001f620\U0001f92c\U0001f44e]"
)
"""Clapping hands, rolling eyes, upside-down and angry faces."""


def is_no_thanks(text: str) -> bool:
    """Whether thanks are taken back in the same breath: "ok merci mais ça répond pas"."""
    return bool(_BUT_NOTHING.search(fold(text)) or _CLAPS.search(text))


def is_irony(text: str) -> bool:
    """Whether praise tells of trouble, or claps: "bravo l'équipe, trois semaines"."""
    return bool(_TROUBLE.search(fold(text)) or is_no_thanks(text))
