"""What is asked about money around a return: the delivery paid, who pays the way back. Pure."""

from __future__ import annotations

import re

from actions.words.spelling import fold

_QUESTION = re.compile(
    r"\?|\b(?:est[- ]ce|qui (?:pa[iy]e|regle|prend)|a (?:la|ma|notre|votre|ta) charge|combien|quand"
    r"|quel\w*|comment|dois[- ]je|je dois|faut|who|when|how|do i|will i|is|are)\b"
)
_DELIVERY_PAID = re.compile(
    r"\b(?:livraison|frais (?:de port|d'envoi|de livraison)|le port|delivery|shipping|postage)\b"
)
_BACK_TO_ME = re.compile(
    r"\b(?:rembours\w*|rend(?:ez|s|u[es]?|ra|rez)?|recuper\w*|recredit\w*|pour ma pomme|perdue?s?"
    r"|compris\w*|refund\w*|back|lost|included|get)\b"
)
_WAY_BACK = re.compile(
    r"\b(?:ren?vo[iy]\w*|retour\w*|retourn\w*|etiquette|send(?:ing)? \w+ ?\w* ?back|returns?"
    r"|returning|return (?:postage|shipping|label)|way back|(?:shipping|postage)(?: \w+)? back)\b"
)
_WHO_PAYS = re.compile(
    r"\b(?:qui (?:pa[iy]e|regle|prend)|(?:pour|a) qui|who (?:covers|pays)"
    r"|pa[iy](?:e|er|es|ez|ant|ante)|payant\w*|gratuit\w*|charge"
    r"|mes frais|vos frais|frais|cout\w*|timbres?|pay(?:s|ing)?|free|cost\w*|charged?)\b"
)


def asks_if_delivery_is_refunded(text: str) -> bool:
    """Whether it is asked if the delivery that was paid comes back with the money."""
    words = fold(text)
    return all(p.search(words) for p in (_QUESTION, _DELIVERY_PAID, _BACK_TO_ME))


def asks_who_pays_the_way_back(text: str) -> bool:
    """Whether it is asked who pays for sending something back."""
    words = fold(text)
    return all(p.search(words) for p in (_QUESTION, _WAY_BACK, _WHO_PAYS))
