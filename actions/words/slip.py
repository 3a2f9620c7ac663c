"""Whether words only own up to a slip: "oops, fat fingers", "pardon, faute de frappe". Pure."""

from __future__ import annotations

import re

from actions.words.order_line import words_beside
from actions.words.spelling import fold

_OWNS_UP = re.compile(
    r"\b(?:pardon\w*|ou+ps|desolee?s?|navree?s?|excus\w+(?:[- ]moi)?|mea culpa|zut|mince|flute"
    r"|(?:au temps|autant) pour moi|(?:ma |une )?(?:faute|erreur|coquille)s?"
    r"|(?:je )?(?:me suis|m'etais) (?:tromp|emmel|melang)\w+|(?:gros )?doigts"
    r"|mal (?:tape|ecrit|lu|note|saisi|recopie)\w*|invers\w+|confondu\w*|correction|rectif\w+"
    r"|sorry|apolog\w+|(?:wh)?oo+ps(?:ie)?|my (?:bad|mistake|fault|apologies)|clumsy|silly"
    r"|(?:fat|big|clumsy|cold) (?:thumbs?|finger(?:s|ed)?)|(?:a )?(?:typo|slip|mistake|error)s?"
    r"|mistyped?|misread|(?:mixed|messed|muddled) (?:\w+ )?up|swapped|mauvaise?s?|wrong)\b"
)
_AROUND_IT = re.compile(
    r"\b(?:de (?:frappe|saisie|ma part)|trop vite|a cote|a l'envers|de travers|voulais|dire|ecrire"
    r"|mettre|suis|j'avais|j'ai|tape\w*|chiffres?|bon(?:ne)?s?|juste|faux|fausse|n'etait|n'est|pas"
    r"|non|mais|plutot|au lieu|en fait|toujours|encore|reste|inchange\w*|pareil|identique|memes?"
    r"|change|bien|donc|alors|les|deux|une"
    r"|of (?:the|my) \w+|typed|wrote|meant?|should|have|been|read|say|digits?|right|correct(?:ed)?"
    r"|not|isn't|but|instead|rather|than|actually|still|same|stays?|remains?|unchanged|doesn't"
    r"|hasn't|changed?|before|course|then|all|both|was|that|this|there|you|too|very)\b"
)


def only_owns_up(text: str) -> bool:
    """Whether nothing is said but that something was typed wrong, and what is meant instead."""
    words = fold(text)
    rest = _AROUND_IT.sub(" ", _OWNS_UP.sub(" ", words))
    return bool(_OWNS_UP.search(words)) and not words_beside(rest)
