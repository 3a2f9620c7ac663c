"""Whether somebody of the brand gave their word: "votre collègue m'a dit", "you told me". Pure."""

from __future__ import annotations

import re

from actions.words.spelling import fold

_SAID = (
    r"(?:dit|dite|promis|assure|garanti|certifie|annonce|confirme|jure|affirme|repondu|ecrit"
    r"|rappel\w*|recontact\w*|told|promised|said|assured|guaranteed|confirmed|swore|wrote"
    r"|call(?:ed)?|ring|get back|come back)"
)
_SOMEBODY = re.compile(
    r"\b(?:on|vous|tu|ils?|elles?|quelqu'?un"
    r"|(?:le |un |une |votre |vos |l')?(?:collegues?|conseill\w+|service|sav"
    r"|equipe|dame|monsieur|agents?|gens)"
    r"|you|they|someone|somebody|(?:a |an |the |your )?(?:colleagues?|agents?|team|lady|man|guy|rep"
    r"|people|support))\b"
    rf"[^.!?\n]{{0,40}}\b{_SAID}\b"
    r"|\b(?:parole|vos promesses|your (?:word|promises?)|i was (?:told|promised|assured)"
    r"|(?:doit|devait|deviez|should|was supposed to|were going to) (?:me |m')?"
    r"(?:rappel\w*|recontact\w*|call|get back|ring))\b"
)


def gave_their_word(text: str) -> bool:
    """Whether a person is said to have promised or told it; "promised for Friday" is the shop's."""
    return bool(_SOMEBODY.search(fold(text)))
