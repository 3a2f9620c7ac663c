"""Words of a French reply that agree in gender with whom it was written for, or by.

"Vous êtes ravie" was said to one customer, "je suis désolée" by one CM. Who reads and who writes
today is not known, so such words are shown to the CM and never changed.
"""

from __future__ import annotations

import re
from typing import Final

_BEING = (
    r"(?:suis|étais|serai|serais|êtes|étiez|serez|seriez|soyez|es|seras|sois|"
    r"(?:ai|avais|aurai|aurais|avez|aviez|aurez|auriez|ayez|as|auras|aies)\s+(?:\w+ment\s+)?été)"
)
_BETWEEN = (
    r"(?:(?:pas|plus|jamais|bien|très|trop|si|toujours|encore|déjà|donc|aussi|toute?|tout à fait|"
    r"vraiment|\w+ment)\s+){0,2}"
)
_IS = (
    r"\b(?:je|j['’]|vous|tu)\s*(?:n['’]|ne\s+)?(?:vous\s+|t['’]|m['’])?"
    + _BEING
    + r"\s+"
    + _BETWEEN
)
_FEMININE = r"[^\W\d_]+(?:ée|ie|ue|ise|ite|erte)"
_AGREEING: Final = (
    re.compile(_IS + r"(?P<word>[^\W\d_]{3,})(?![\w'’(·-])", re.IGNORECASE),
    re.compile(
        _IS + r"[^\W\d_]{3,}\b[^.!?\n]{0,40}?\s(?:et|ou)\s+" + rf"(?P<word>{_FEMININE})\b",
        re.IGNORECASE,
    ),
    # Of "nous vous avons …" only what is already feminine: "envoyé" may have another object.
    re.compile(
        r"\b(?:vous|t['’]|m['’])\s*(?:a|ai|as|avez|avons|ont|aviez|avait|aurait)\s+"
        + _BETWEEN
        + rf"(?P<word>{_FEMININE})\b",
        re.IGNORECASE,
    ),
    re.compile(r"(?P<word>[^\W\d_]+(?:\(e\)|[·.]e\b(?!\w))s?)"),
    re.compile(
        r"(?P<word>\b(?:madame|monsieur|mademoiselle)\b|\bch(?:er|ère) cliente?\b)", re.IGNORECASE
    ),
)
_SAME_FOR_BOTH = re.compile(
    r"(?:[ai]ble|aire|iste|ique|ile|ide|ment|libre|membre|même|autre)\Z", re.IGNORECASE
)
_NO_ADJECTIVES: Final = frozenset(
    """
    aux avec bien chez comme dans depuis des donc elle encore entre hors ils les leur loin mais mon
    nos notre nous par parmi pas plus plusieurs pour près quelqu qui quoi sans ses ses sous sur tes
    toujours très une vers vos votre vous
    """.split()  # noqa: SIM905
)


def agreeing(text: str) -> tuple[str, ...]:
    """Each such word once, in order of appearance; none of a reply in another language."""
    found = sorted(
        (match.start("word"), match.group("word"))
        for pattern in _AGREEING
        for match in pattern.finditer(text)
    )
    return tuple(dict.fromkeys(word for _, word in found if _varies(word)))


def _varies(word: str) -> bool:
    return word.lower() not in _NO_ADJECTIVES and not _SAME_FOR_BOTH.search(word)
