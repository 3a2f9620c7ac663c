"""What customers say of the shop or locker where a parcel waits. Pure."""

from __future__ import annotations

import re

from actions.words.spelling import fold

_IN_VAIN = re.compile(
    r"\b(?:pour rien|pr rien|en vain|rien (?:a|sous) mon nom|rien pour moi|aucun (?:colis|paquet)"
    r"|(?:deux|trois|[23]) (?:fois?|foi|x)\b"
    r"|(?:dit|disent|dise|di|repond\w*|trouv\w+|retrouv\w+|voi\w*) .{0,20}"
    r"\b(?:pas|rien|aucun|ya r|y a r)\b"
    r"|(?:ne|n'|l'|le) ?(?:l')?(?:a|ont|trouve\w*|retrouve\w*) pas|lon pas|la pas"
    r"|for nothing|in vain|wasted|nothing (?:for me|under|there)|no (?:parcel|package)"
    r"|(?:don'?t|doesn'?t|do not|does not) have|(?:can'?t|cannot|couldn'?t) find|not there"
    r"|twice|turned (?:me )?away)\b"
)
_OPENING = re.compile(
    r"\b(?:ouver\w*|ouvr\w*|ferm\w*|horaires?|open\w*|clos(?:e|es|ed|ing)|hours)\b"
)
_UNTIL = re.compile(
    r"\b(?:jus[qk]u?'?\s?a?\s?(?:[qk](?:uan|an)[dt]?\b|quel)|til(?:l)? when|how long|until when)"
)
_OURS = re.compile(r"\b(?:vos|votre|your)\b")


def went_in_vain(text: str) -> bool:
    """Whether somebody was there and did not get the parcel."""
    return bool(_IN_VAIN.search(fold(text)))


def asks_opening(text: str) -> bool:
    """Whether it is asked when the place is open: not one of the brand's own shops."""
    plain = fold(text)
    return bool(_OPENING.search(plain)) and not _OURS.search(plain)


def asks_until(text: str) -> bool:
    """Whether it is asked until when the parcel stays there, however it is spelt."""
    return bool(_UNTIL.search(fold(text)))
