"""Order numbers, postcodes, tracking numbers and e-mail addresses in what people type.

Formats only help to recognise; what a number is good for, the record says. A bare number of three
to seven or of nine digits may be an order's, of four or five a postcode's: it is given as `number`,
and the dialogue, which knows what was asked and how long the brand's order numbers are, decides.
One of eight, ten and more digits looks like a carrier's; there too the dialogue has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

ORDER_NUMBER = "order_number"
POSTCODE = "postcode"
TRACKING_NUMBER = "tracking_number"
EMAIL = "email"
NUMBER = "number"


@dataclass(frozen=True)
class Found:
    """One number or address: its kind, its tidy value, and where it stands in the text."""

    kind: str
    value: str
    start: int
    end: int


_GAP = r"[ .\u00a0\u202f-]?"
_ORDER_WORD = (
    r"(?:(?:num[eé]ros?|n[°ºo]s?\.?|num|number|no\.?|r[eé]f(?:[eé]rence)?\.?)\s*(?:de\s+)?(?:ma\s+|la\s+|my\s+)?)?"
    r"(?:commandes?|cmde?|cde|orders?)"
)
_NUMBER_WORD = r"(?:num[eé]ro|num|number|n[°º]|no\.?|r[eé]f(?:[eé]rence)?\.?|#)"
_WITH_POSTCODE = r"(?:\d{7,11} \d{4,5}|\d{4,5} \d{7,11})(?! ?\d)"
"""Two numbers with a blank between, unlike the short groups in which carriers write theirs."""
_LINK = (
    r"[\s:=,#]*(?:(?:est|is|c['’ ]?est|it['’]?s|le|la|the|n[°ºo]\.?|num[eé]ro|number|num|no\.?)"
    r"[\s:#]*){0,3}"
)


_SHORT_WORDS = (
    r"(?:a[hmnstu]|b[ejy]|c[aemp]|d[eou]|e[hnrstu]|g[or]|h[est]|i[flnst]|j[ae]|k[gmo]|l[ae]|m[aelmoy]"
    r"|n[beo]|nd|o[fhknru]|p[bmrs]|qd|rd|s[aeiotv]|t[aehjou]|u[nps]|v[aus]|we)\b"
)
"""Two letters that stand behind a number in a sentence ("en 2026 je", "5000 ml")."""
_ALONE = r"(?<!\d)(?:(?<!\d[.,])|(?<=\d{4}[.,])|(?<=\d[ .]\d{3}[.,]))"
"""Before a number: no digit, nor a decimal point; "20417,69003" are two numbers."""
_ENDS = r"(?!\d|[.,]\d{1,3}(?!\d))"
"""After one: the decimals of an amount would belong to it."""
_NO_TOWN = (
    r"(?:merci|bonjour|bonsoir|salut|hello|hi|hey|thanks?|please|svp|stp|cordialement|je|j|il|elle|on"
    r"|nous|vous|tu|mon|ma|mes|le|la|les|un|une|et|ou|mais|pour|c|ca|ce|cela|est|quand|que|qui|pas|non"
    r"|oui|commande|colis|paquet|livraison|it|the|my|where|when|and|i|not|is|was|no|yes|order|parcel"
    r"|code|postcode|can|could|still|toujours|avec|sur|chez|dans|nom|pardon|d[eé]sol[eé]e?|sorry|oops|voil[aà]|donc|alors)\b"
)
"""What may follow an order's number with a capital."""
_BEFORE_TOWN = rf"(?=[ ]+(?!{_NO_TOWN})(?-i:[A-ZÀ-Ý][A-Za-zÀ-ÿ'’-]{{2,}}))"


@dataclass(frozen=True)
class _Pattern:
    kind: str | None
    """None: recognised so that nothing else is read into it, and dropped."""
    expression: re.Pattern[str]
    tidy: Callable[[str], str]
    accepts: Callable[[str], bool]


def _any(_value: str) -> bool:
    return True


def _compact(text: str) -> str:
    return re.sub(r"[\s.\-\u00a0\u202f]+", "", text)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _letters_for_digits(text: str) -> str:
    """The compact number in capitals, O typed for 0 put right where a digit must stand."""
    value = _compact(text).upper()
    if re.fullmatch(r"[A-Z]{2}[\dO]{9}[A-Z]{2}", value):
        return value[:2] + value[2:11].replace("O", "0") + value[11:]
    if re.fullmatch(r"\d[A-Z][\dO]{11}", value):
        return value[:2] + value[2:].replace("O", "0")
    return value


def _spelled_address(text: str) -> str:
    compact = re.sub(r"\s*(?:@|\(at\)|\barobase\b)\s*", "@", text, flags=re.IGNORECASE)
    return compact.lower()


def _has_digits(value: str) -> bool:
    return sum(char.isdigit() for char in value) >= 8


def _pattern(
    kind: str | None,
    expression: str,
    tidy: Callable[[str], str],
    accepts: Callable[[str], bool] = _any,
) -> _Pattern:
    return _Pattern(kind, re.compile(expression, re.IGNORECASE), tidy, accepts)


# From the most telling to the least: what an earlier pattern took, a later one does not see. The
# value is group 1 where there is one.
_PATTERNS = (
    _pattern(
        EMAIL,
        r"[\w.+-]+\s?(?:@|\(at\)|\barobase\b)\s?[\w-]+(?:\.[\w-]+)+",
        _spelled_address,
    ),
    _pattern(None, r"https?://\S+", str),
    # The number of a case, as customers are told it (D-1042).
    _pattern(None, r"(?<![a-z\d])d\s?-\s?\d{4,}(?!\d)", str),
    # UPU S10: two letters, nine digits, a country.
    _pattern(
        TRACKING_NUMBER,
        r"(?<![a-z\d])[a-z]{2}\s?(?:[\do]\s?){9}[a-z]{2}(?![a-z\d])",
        _letters_for_digits,
        _has_digits,
    ),
    # Colissimo: a digit, a letter, eleven digits (6A15602676300).
    _pattern(
        TRACKING_NUMBER,
        r"(?<![a-z\d])\d[a-z](?:[ .-]?[\do]){11}(?![a-z\d])",
        _letters_for_digits,
        _has_digits,
    ),
    _pattern(
        TRACKING_NUMBER, r"(?<![a-z\d])1z[ ]?(?:[a-z\d][ ]?){16}(?![a-z\d])", _letters_for_digits
    ),
    _pattern(
        TRACKING_NUMBER,
        r"(?<![a-z\d])(?=[a-z\d]*[a-z])[a-z\d]{11,20}(?![a-z\d])",
        str.upper,
        _has_digits,
    ),
    # Dates, amounts, times and telephone numbers are none of ours.
    _pattern(None, r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?!\d)", str),
    _pattern(None, r"(?<!\d)\d{1,5}(?:[.,]\d{1,2})?\s?(?:€|euros?\b|eur\b|£|\$|%)", str),
    _pattern(None, r"[€£$]\s?\d+(?:[.,]\d{1,2})?", str),
    _pattern(None, r"(?<![\d+])(?:\+|00)\d{2}[\s.-]?(?:\d[\s.-]?){8,11}(?!\d)", str),
    _pattern(None, r"(?<!\d)0[1-9](?:[\s.-]?\d{2}){4}(?!\d)", str),
    # British postcodes, and what a house number before them is not.
    _pattern(
        POSTCODE,
        r"(?<![a-z\d])[a-z]{1,2}\d[a-z\d]?\s?\d[abd-hjlnp-uw-z]{2}(?![a-z\d])",
        lambda typed: re.sub(r"\s+", " ", typed).upper(),
    ),
    # Dutch ones: four digits and two letters.
    _pattern(
        POSTCODE,
        rf"{_ALONE}(?<![a-z])[1-9]\d{{3}}\s?(?!{_SHORT_WORDS})[a-z]{{2}}(?![a-z\d])",
        lambda typed: _compact(typed).upper(),
    ),
    # Said to be one or the other. A wrong length is kept: the answer says what is missing.
    _pattern(
        POSTCODE,
        r"(?:codes?\s*postale?s?|postal\s*codes?|post\s?codes?|zip(?:\s*code)?|\bcp\b)"
        + _LINK
        + r"((?<!\d)\d"
        + rf"(?:{_GAP}\d){{3,4}}(?!\d))",
        _digits,
    ),
    _pattern(
        ORDER_NUMBER,
        rf"{_ORDER_WORD}{_LINK}(\d(?: \d){{4}}(?! ?\d)"
        r"|\d{2,3}[ .\u00a0]\d{2,3}(?![ .]?\d)|\d{2,12})(?!\d)",
        _digits,
    ),
    # Before a town: "76000 Rouen"; those of a department's first town also before any word. Of two
    # ("20417 DUPONT ANNE 76000 ROUEN") the first stands before a name.
    _pattern(POSTCODE, rf"{_ALONE}(\d{{5}}){_BEFORE_TOWN}(?!.*\d{{5}}{_BEFORE_TOWN})", _digits),
    _pattern(POSTCODE, rf"{_ALONE}(\d\d000)(?=[ ]+(?!{_NO_TOWN})[a-zà-ÿ]{{3,}})", _digits),
    _pattern(TRACKING_NUMBER, rf"(?<!\d)(?!{_WITH_POSTCODE})(?:\d[ ]?){{12,20}}(?!\d)", _digits),
    _pattern(TRACKING_NUMBER, r"(?<!\d)(?:\d{8}|\d{10,11})(?!\d)", _digits),
    _pattern(
        ORDER_NUMBER,
        rf"{_NUMBER_WORD}{_LINK}(\d{{5}}|\d{{2}}[ .]\d{{3}}|\d(?: \d){{4}})(?!\d)",
        _digits,
    ),
    # One figure after the other, as they are read out: 2 0 4 2 6.
    _pattern(NUMBER, r"(?<![\d.,])(?<!\d )\d(?: \d){4}(?! ?\d)", _digits),
    _pattern(NUMBER, rf"{_ALONE}\d{{5}}{_ENDS}", _digits),
    _pattern(NUMBER, rf"{_ALONE}\d{{2}}[ .\u00a0\u202f]\d{{3}}{_ENDS}", _digits),
    _pattern(NUMBER, rf"{_ALONE}\d{{4}}{_ENDS}", _digits),
    _pattern(NUMBER, r"(?<![\w.,])(?:\d{6,7}|\d{9}|\d{3})(?![\w]|[.,]\d)", _digits),
)


_O_FOR_ZERO = re.compile(r"(?<![a-z\d])(?=(?:o*\d){3})[\do]{4,5}(?![a-z\d])", re.IGNORECASE)
"""Four or five digits of which some were typed as the letter O (2O426); three are figures."""


def find(text: str) -> list[Found]:
    """All numbers and addresses of `text`, in its order, none of them overlapping."""
    found: list[Found] = []
    # The same length, so that places stay what they are.
    rest = _O_FOR_ZERO.sub(lambda typed: re.sub("[oO]", "0", typed[0]), text)
    for pattern in _PATTERNS:
        for start, end, value in _matches(pattern, rest):
            if pattern.kind is not None:
                found.append(Found(pattern.kind, value, start, end))
            rest = rest[:start] + "\x00" * (end - start) + rest[end:]
    return sorted(found, key=lambda one: one.start)


def _matches(pattern: _Pattern, text: str) -> Iterator[tuple[int, int, str]]:
    group = 1 if pattern.expression.groups else 0
    for match in pattern.expression.finditer(text):
        typed = match.group(group)
        start, end = match.start(group), match.start(group) + len(typed.rstrip())
        value = pattern.tidy(typed)
        if pattern.accepts(value):
            yield start, end, value
