"""Words that name an order or only say which one it is: "commande 20461, 33000". Pure."""

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
_OWN_ORDER = re.compile(
    r"\b(?:mon|ma|mes|my|our|notre|nos)(?: \w+)?"
    r" (?:colis|paquet|commandes?|parcels?|packages?|orders?)\b"
)
_WORD = re.compile(r"[^\W\d_]{3,}")

TOWN = 1
"""Words that the town's name may take."""


def only_says_which(text: str) -> bool:
    """Whether nothing is left beside number, postcode, e-mail and a town."""
    return len(words_beside(text)) <= TOWN and not _TELLS.search(fold(text))


def words_beside(text: str) -> list[str]:
    """The words that say something else, or are a town's."""
    return _WORD.findall(_OF_A_TOWN.sub(" ", _SAYS_WHICH.sub(" ", fold(text))))


def names_own_order(text: str) -> bool:
    """Whether it is said of an order or a parcel of one's own: "my parcel", "notre commande"."""
    return bool(_OWN_ORDER.search(fold(text)))
