"""One spelling for what people type in many: case, accents, apostrophes, digits, pleasantries."""

from __future__ import annotations

import re
import unicodedata

from bot.components.disclaimer import without_disclaimer

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
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SOME_ADDRESS = "name@example.com"
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


def core(text: str) -> str:
    """What there is to understand in `text`: without greeting and thanks, all addresses alike.

    "Bonjour, où est mon colis ? Merci" is about a parcel; "Bonjour" and "ok merci" stay whole.
    What it says that it is not ("pas une plainte") is left out as well.
    """
    text = _ADDRESS.sub(_SOME_ADDRESS, text)
    text = without_disclaimer(text) or text
    rest = _GREETING.sub("", text)
    if len(rest.split()) < _LEAST_WORDS_AFTER_GREETING:
        rest = text
    shorter = _CLOSING.sub("", rest)
    return shorter if len(shorter.split()) >= _LEAST_WORDS_BEFORE_CLOSING else rest
