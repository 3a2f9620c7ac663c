"""Thanks that are none, or not only thanks, and praise that is irony. Pure."""

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


_CLOSING = re.compile(
    r"\b(?:merci|remerci\w*|thank\w*|thx|cheers|parfait|super|genial|nickel|top|bien|clair"
    r"|compris|note|repond\w*|aide\w*|regle\w*|resolu\w*|journee|soiree|week|bientot|revoir"
    r"|great|perfect|brilliant|lovely|good|nice|clear|help\w*|answer\w*|sorted|solved|appreciat\w*"
    r"|day|evening|weekend|bye)\b"
)
"""What belongs to a thank-you: the thanks, that it helped, goodbye."""

_WORDS_THAT_TELL = 5
"""As many make a sentence that says something of its own."""


def is_no_thanks(text: str) -> bool:
    """Whether thanks are taken back in the same breath: "ok merci mais ça répond pas"."""
    return bool(_BUT_NOTHING.search(fold(text)) or _CLAPS.search(text))


def says_more(text: str) -> bool:
    """Whether thanks come with something else: "thanks. We are on the last train to Lille"."""
    sentences = re.split(r"[.!?;\n]+|\b(?:but|mais|however|par contre)\b", fold(text))
    return any(
        len(re.findall(r"\w+", sentence)) >= _WORDS_THAT_TELL and not _CLOSING.search(sentence)
        for sentence in sentences
    )


def is_irony(text: str) -> bool:
    """Whether praise tells of trouble, or claps: "bravo l'équipe, trois semaines"."""
    return bool(_TROUBLE.search(fold(text)) or is_no_thanks(text))
