"""One spelling for what people type in many: case, accents, apostrophes, digits, pleasantries."""

from __future__ import annotations

import re
import unicodedata

_GREETING = re.compile(
    r"^(?:(?:re[- ]?)?(?:bonjour|bonsoir|bjr|bsr|salut|slt|coucou|cc|hello|hi|hey|"
    r"good (?:morning|afternoon|evening)|dear (?:sir|madam|team))"
    r"(?:\s+(?:madame|monsieur|mesdames|messieurs|there|team|à tous|a tous|all))*[\s,.!:;-]+)+",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:[\s,.!;-]+(?:merci(?: d['’ ]?avance| beaucoup| bien)?|svp|stp|s['’ ]?il (?:vous|te) "
    r"pla[iî]t|cordialement|cdt|bien à vous|bonne (?:journée|soirée)|thanks(?: a lot)?|"
    r"thank you(?: (?:so|very) much)?|thx|please|pls|(?:kind|best) regards))+[\s.!]*$",
    re.IGNORECASE,
)
_LEAST_WORDS_AFTER_GREETING = 2
_LEAST_WORDS_BEFORE_CLOSING = 3


def fold(text: str) -> str:
    """`text` in lower case without accents, with plain apostrophes and every digit a zero.

    Digits become zeros so that the shape of a number (an order's, a postcode's) is learned and
    never its value.
    """
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("’", "'").replace("`", "'"))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"\d", "0", re.sub(r"\s+", " ", plain)).strip()


def without_pleasantries(text: str) -> str:
    """`text` without the greeting before and the thanks after it, where something else is left.

    "Bonjour, où est mon colis ? Merci" is about a parcel; "Bonjour" and "ok merci" stay whole.
    """
    core = _GREETING.sub("", text)
    if len(core.split()) < _LEAST_WORDS_AFTER_GREETING:
        core = text
    shorter = _CLOSING.sub("", core)
    return shorter if len(shorter.split()) >= _LEAST_WORDS_BEFORE_CLOSING else core
