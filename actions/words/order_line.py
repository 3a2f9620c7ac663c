"""Whether words only say which order it is: "commande 20461, code postal 33000". Pure."""

from __future__ import annotations

import re

from actions.words.spelling import fold

_SAYS_WHICH = re.compile(
    r"\S+@\S+|\b(?:commande|cmde?|order|numero|num|number|no|n|code|postal|postale|cp|postcode|zip"
    r"|e-?mail|mail|adresse|ville|c'est|est|voici|voila|le|la|l|de|du|ma|mon|my|the|it's|is|here"
    r"|a|and|et|pour|for|merci|svp|stp|please|bonjour|hello|hi)\b"
)
_OF_A_TOWN = re.compile(r"\b(?:saint|sainte|st|ste|les|sur|en|aux?)\b")
_TELLS = re.compile(
    r"\?|\b(?:colis|paquet|suivi|statut|retard|perdu\w*|cass\w*|manqu\w*|abim\w*|pas|plus|rien|jamais"
    r"|urgent|rembours\w*|parcel|package|track\w*|status|late|lost|broke\w*|damag\w*|missing|not"
    r"|never|nothing|where|refund\w*)\b"
)
_WORD = re.compile(r"[^\W\d_]{3,}")

TOWN = 1
"""Words that the town's name may take."""


def only_says_which(text: str) -> bool:
    """Whether nothing is left beside number, postcode, e-mail and a town."""
    words = fold(text)
    rest = _OF_A_TOWN.sub(" ", _SAYS_WHICH.sub(" ", words))
    return len(_WORD.findall(rest)) <= TOWN and not _TELLS.search(words)
