"""What a customer's messages say of their problem: without greetings, thanks and calls for a human.

"Je veux parler à quelqu'un" follows many problems and is none; compared with past questions it
would only find other people who named somebody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from handoff.suggestions.analysis import LONGEST_QUERY, fold

_PIECE = re.compile(r"[^\n.!?…]+[.!?…]*")
_EMPTY_WORDS = re.compile(
    r"\b(?:bonjour|bonsoir|bjr|slt|salut|coucou|hello|hi|hey|merci|thanks|thank you|svp|stp|ok|oui|"
    r"non|yes|no|d'accord|please|s'il vous plait|d'avance|beaucoup|madame|monsieur|good|morning|"
    r"afternoon|evening|allo|there|all)\b"
)
# Only words that link the two may stand between them: "joindre le relais, personne ne répond" is a
# problem.
_LINK = (
    r"(?:[\s-]+(?:a|au|avec|un|une|le|la|votre|vrai|vraie|de|moi|directement|to|with|an|the|your|real|"
    r"live|me|through))*[\s-]+(?:l'|d')?"
)
_WANTS_A_HUMAN = re.compile(
    r"\b(?:parler|joindre|contacter|discuter|echanger|appeler|avoir|passez|transferez|talk|speak|chat|"
    r"connect|transfer|put|get)"
    + _LINK
    + r"(?:quelqu'?un|humain|humaine|conseill\w+|agent|operat\w+|personne|responsable|directeur|"
    r"direction|service client|manager|someone|somebody|human|person|representative|advisor|"
    r"staff)\b"
    r"|^\W*(?:un |une |a |real |vrai )*(?:humain|human|conseill\w+|agent|operat\w+)\W*$"
)


# What the bot found out, in words that a customer with that parcel would use. "Mon colis n'est
# jamais arrivé" is said of parcels lost, delivered next door and on their way back alike.
_FOUND_OUT = {
    "fr": {
        "not_handed_over_late": "commande pas encore expédiée, en retard",
        "in_transit_late": "colis en retard, livraison dépassée",
        "customs_held": "colis bloqué en douane",
        "presumed_lost": "colis perdu, le suivi ne bouge plus",
        "delivered": "colis marqué livré mais je ne l'ai pas reçu",
        "at_pickup": "colis au point relais",
        "pickup_over": "délai de retrait du colis dépassé",
        "attempted": "livreur passé en mon absence",
        "undeliverable": "adresse incomplète, colis non distribuable",
        "returning": "colis en retour à l'expéditeur",
        "returned": "colis retourné à l'expéditeur",
    },
    "en": {
        "not_handed_over_late": "order not shipped yet, late",
        "in_transit_late": "parcel late, delivery date passed",
        "customs_held": "parcel held at customs",
        "presumed_lost": "parcel lost, tracking has not moved",
        "delivered": "parcel marked as delivered but I have not received it",
        "at_pickup": "parcel at the pick-up point",
        "pickup_over": "parcel not collected in time",
        "attempted": "missed the delivery, nobody at home",
        "undeliverable": "incomplete address, parcel could not be delivered",
        "returning": "parcel on its way back to the sender",
        "returned": "parcel returned to the sender",
    },
}


def found_out(facts: Mapping[str, Any], language: str) -> str:
    """What the bot learned of the customer's parcel, as a customer would put it; "" if nothing."""
    status = facts.get("parcel_status")
    return _FOUND_OUT.get(language, _FOUND_OUT["en"]).get(str(status), "")


def problem_of(text: str) -> str:
    """The pieces of `text` that say what is wrong, joined; empty where none does."""
    pieces = [piece.strip() for piece in _PIECE.findall(text[:LONGEST_QUERY])]
    return "\n".join(piece for piece in pieces if _tells_something(piece))


def _tells_something(piece: str) -> bool:
    rest = re.sub(r"\{[a-z_]+\}", " ", _EMPTY_WORDS.sub(" ", fold(piece).replace("’", "'")))
    return any(char.isalpha() for char in rest) and not _WANTS_A_HUMAN.search(rest)
