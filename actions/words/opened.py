"""Whether an article's own packaging was opened, as customers say it unasked. Pure."""

from __future__ import annotations

import re

from actions.words.spelling import fold

_SEALED = re.compile(
    r"(?:\b(?:pas|jamais|non|sans l'avoir|sans les avoir|not|never|without)|n't) "
    r"(?:(?:encore|ete|been|yet|even) )*"
    r"(?:ouvert\w*|deball\w*|descell\w*|entam\w*|open(?:ed|ing)?|unseal\w*)\b"
    r"|\b(?:intact\w*|scelle\w*|sous (?:blister|film|cellophane)|unopened|still sealed)\b"
)
_OPENED = re.compile(
    r"\b(?:ouvert(?:e|s|es)?|deball\w*|descell\w*|entam\w*|opened|unsealed|unwrapped)\b"
)
_SOMETHING_ELSE = re.compile(
    r"\b(?:colis|carton|paquet|parcel|package|box|boutiques?|magasins?|shops?|dossier)\b"
)
"""What is opened as well, and says nothing of the article's seal."""


def says_opened(text: str) -> bool | None:
    """Whether the article is said to be opened; None where nothing is said of it."""
    plain = fold(text)
    if _SEALED.search(plain):
        return False
    return True if _OPENED.search(plain) and not _SOMETHING_ELSE.search(plain) else None
