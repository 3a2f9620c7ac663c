"""The consumer mediator: named once a complaint has failed (Code de la consommation, L612-1)."""

from __future__ import annotations

import re

from actions.turn import Turn
from actions.words.spelling import fold

_FAILED_BEFORE = re.compile(
    r"(?:reclamation|plainte|demande).*(?:rejet|refus|sans (?:suite|reponse)|ignor|"
    r"pas (?:eu |recu )?"
    r"(?:de )?reponse|abouti)|deja (?:fait|depose|envoye|ecrit).*reclam|reclam.*deja|"
    r"pas de reponse a ma|"
    r"complaint.*(?:reject|refus|ignor|denied|unanswered|no (?:answer|reply)|went nowhere)|"
    r"already (?:complained|filed|made)|complained.*(?:twice|before|times|again|already)|"
    r"(?:reclam|plain[td]).*(?:deux|trois|plusieurs|\d) fois|no (?:answer|reply) to my complaint"
)

_MEDIATOR = re.compile(r"\bmediat(?:eur|rice|ion|or)\b|\bombudsman\b")


def name_mediator_if_due(turn: Turn) -> None:
    """Name the mediator to whom a complaint has failed already, and to whoever asks for it.

    The seller owes the name before it comes to that (Code de la consommation, L616-1).
    """
    plain = fold(turn.text)
    asked = _MEDIATOR.search(plain)
    if asked or turn.slot("contacted_before") or _FAILED_BEFORE.search(plain):
        mediator = turn.storefront.mediator
        turn.say(
            "utter_mediator",
            mediator=mediator.name,
            link=mediator.url,
            address=mediator.address,
        )
