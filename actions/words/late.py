"""What somebody answers who was told that it is too late to send an article back. Pure."""

from __future__ import annotations

import re

from actions.words.spelling import fold

_STATE = re.compile(
    r"\b(?:(?:rien|jamais|pas|ni) (?:(?:n'a|ete|encore) )*"
    r"(?:servi\w*|utilise\w*|porte\w*|ouvert\w*)"
    r"|neufs?|neuves?|intact\w*|emballages?|papier de soie|etiquettes?|plai(?:t|sent)|couleur"
    r"|unused|unopened|(?:never|not been) (?:used|worn|opened)|brand new|still in (?:its|the)|tags?"
    r"|colou?r)\b"
)
_CONTESTS = re.compile(
    r"\b(?:quand meme|exception|geste|mais|hier|recue?s?|pas vrai|faux|pourquoi|injuste|abuse\w*"
    r"|inadmissible|seulement|jours?|mois|semaines?|anyway|still want|but|yesterday|received|got it"
    r"|not true|wrong|why|unfair|only|days?|weeks?|months?|please)\b"
)
_LETS_GO = re.compile(
    r"\b(?:tant pis|dommage|je comprends|laiss\w+|never ?mind|fair enough|oh well|too bad|shame"
    r"|pity|i (?:see|understand))\b"
)


def tells_state(text: str) -> bool:
    """Whether it is only told how the article is or why it goes back, and nothing is disputed."""
    plain = fold(text)
    return bool(_STATE.search(plain)) and not _CONTESTS.search(plain)


def lets_go(text: str) -> bool:
    """Whether it is accepted: "ah, dommage", "fair enough"."""
    plain = fold(text)
    return bool(_LETS_GO.search(plain)) and not _CONTESTS.search(plain)
