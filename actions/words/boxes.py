"""Whether only some of an order's parcels have come, as people say it. Pure."""

from __future__ import annotations

import re

from actions.words.spelling import fold

_BOX = r"(?:colis|cartons?|paquets?|boites?|box(?:es)?|parcels?|packages?|packets?)"
_CAME = (
    r"(?:recue?s?|eue?s?|ai|avait|avais|a|arrivee?s?|livree?s?|trouvee?s?|venue?s?|apportee?s?"
    r"|depose\w*)"
)
_ONE = r"(?:une?|1) (?:seule? |petite? |gros(?:se)? )?"
_ONE_CAME = re.compile(
    # "je n'ai eu qu'un carton", "y avait juste un paquet", "un seul colis est arrivé"
    rf"\b{_CAME} (?:que |qu'|seulement |juste |uniquement ){_ONE}{_BOX}\b"
    rf"|\b(?:seulement|juste|uniquement) {_ONE}{_BOX}\b"
    rf"|\b(?:une?|1) seule? {_BOX}\b"
    # "un colis sur deux", "le deuxième carton n'est pas là", "il manque un colis"
    rf"|\b(?:une?|1) {_BOX} sur (?:les )?(?:deux|trois|quatre|[2-9])\b"
    rf"|\b(?:manque|attends|ou est|ou reste) (?:encore |toujours )?"
    rf"(?:une?|1|le (?:deuxieme|second|2e|2eme)|l'autre) {_BOX}\b"
    rf"|\b(?:deuxieme|second|2e|2eme|autre) {_BOX}\b[^.!?]*\b(?:pas|jamais|manque|toujours)\b"
    rf"|\b(?:only|just) (?:the )?(?:one|1|a single) (?:of (?:the |my |two )*)?{_BOX}\b"
    rf"|\b(?:only|just) (?:got|had|received) (?:the )?(?:one|1|a single) (?:of (?:the |my |two )*)?"
    rf"{_BOX}\b"
    rf"|\b(?:one|1|a single) (?:{_BOX} (?:out )?of (?:the )?(?:two|three|four|[2-9])\b"
    rf"|(?:out )?of (?:the )?(?:two|three|four|[2-9]) {_BOX}\b)"
    rf"|\b(?:a single|single) {_BOX} (?:turned|came|arrived|was|has)\b"
    rf"|\b(?:second|other|2nd) {_BOX}\b[^.!?]*\b(?:not|never|n't|missing|still|\w+n't)\b"
    rf"|\bmissing (?:one|1|a|the (?:second|other)) {_BOX}\b"
)


def only_some_came(text: str) -> bool:
    """Whether a parcel is said to have come, and another not: "there was only one box"."""
    return bool(_ONE_CAME.search(fold(text)))
