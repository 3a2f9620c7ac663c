"""Whether a parcel that was missed is there after all, as people say it. Pure."""

from __future__ import annotations

import re

from actions.words.spelling import fold

_CAME = r"(?:recue?s?|arrivee?s?|livree?s?|trouvee?s?|parvenue?s?|la\b)"
_IN_THE_END = r"(?:enfin|finalement|au final|apres tout|en fin de compte)"
_THERE = re.compile(
    r"\b(?:l'ai|l'a|l'avait|j'ai|ai|avons) (?:bien |enfin |finalement )?retrouvee?s?\b"
    rf"|\b{_IN_THE_END} (?:[\w']+ ){{0,3}}{_CAME}\b|\b{_CAME} {_IN_THE_END}\b"
    r"|\b(?:found|located) (?:it|the parcel|the package|my parcel)\b"
    r"|\b(?:it|parcel|package|box)(?:'s| has| have)? (?:just |finally |now |actually )?"
    r"(?:turned up|shown? up|showed up)\b"
    r"|\b(?:finally|eventually) (?:came|arrived|here|received|delivered)\b"
    r"|\b(?:arrived|came|got it|here|delivered) (?:after all|in the end|at last)\b"
)
"""Never "it has come" alone, which may be said of another parcel."""
_NOT = re.compile(
    r"\b(?:pas|jamais|rien|personne|toujours|si|not|never|nothing|nobody|if|\w+n't|quand|when"
    r"|will|would|etre|veux|voudrais|want|perdue?s?|lost|depots?|hub|agence)\b|\?"
)
_MONEY = re.compile(r"\b(?:rembours\w*|renvo\w*|refund\w*|resend|send (?:it )?again)\b")
"""Who asks for one of them has not got it."""
_CLAUSE = re.compile(r"[^.,;:!?\n]+[?]?")


def turned_up(text: str) -> bool:
    """Whether it was found or has come in the end: "retrouvé chez la gardienne"."""
    if _MONEY.search(fold(text)):
        return False
    said = _CLAUSE.findall(fold(text))
    return any(_THERE.search(clause) and not _NOT.search(clause) for clause in said)
