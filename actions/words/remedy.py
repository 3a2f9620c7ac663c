"""What would make it good, as customers say it: repair, replacement, money back. Pure."""

from __future__ import annotations

import re
from typing import Literal

from actions.words.spelling import fold

Remedy = Literal["repair", "replacement", "refund"]

_REMEDIES: dict[Remedy, re.Pattern[str]] = {
    "refund": re.compile(r"\b(?:rembours|refund|money back|mon argent|l'argent)"),
    "replacement": re.compile(
        r"\b(?:rempla|replac|swap|neuf\b|neuve\b|new one|another one|echang|exchange"
        r"|renvoyez|en renvoyer|renvoyer un|nouvel exemplaire"
        r"|(?:me|m'|nous) ?(?:le |la |les |l'|en )?(?:re|r)?(?:envo[iy]|expedi|represent)"
        r"|envoyez[- ](?:le|la|les|m'en|moi)|(?:re)?send (?:it|me|us|them|another|one)|reship)"
    ),
    "repair": re.compile(r"\b(?:repar|repair|fix|mend)"),
}
_DECLINED = re.compile(
    r"\b(?:pas|plutot que|au lieu|don'?t|do not|not|rather than|instead of)\b"
    r"(?:(?!\b(?:mais|but|je|i)\b)[^,.;:!?\n])*"
)
"""What somebody says that they do not want: "pas un neuf, la réparation"."""
_OTHERWISE = re.compile(
    r"\b(?:si|s'il|sinon|a defaut|au pire|if|otherwise|failing that|or else|else)\b[^.;!?\n]*"
)
"""A second choice, for when the first cannot be had: "an exchange, or else my money"."""
_WANTS = re.compile(
    r"\b(?:veux|veut|voudrais|voulons|aimerais|souhait\w+|prefer\w*|choisi\w*|demande|exige"
    r"|merci de|suffi\w*|convien\w*|m'irait|m'arrangerait|svp|s'il vous plait"
    r"|want|would like|i'd like|rather|choose|please|would do|will do|is enough|suits? me)\b"
)


def remedy_named(text: str) -> Remedy | None:
    """The remedy that an answer names, but for those that it declines; of two, the first choice."""
    plain = _DECLINED.sub(" ", fold(text))
    return _named_in(_OTHERWISE.sub(" ", plain)) or _named_in(plain)


def _named_in(plain: str) -> Remedy | None:
    return next((remedy for remedy, words in _REMEDIES.items() if words.search(plain)), None)


def remedy_wanted(text: str) -> Remedy | None:
    """The remedy that a message asks for of itself; a question chooses nothing."""
    return remedy_named(text) if _WANTS.search(fold(text)) and "?" not in text else None
