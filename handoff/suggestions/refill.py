"""A past reply made ready for the present conversation."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from actions.carriers.directory import carrier
from actions.carriers.labels import Place
from actions.facts import codes
from actions.wording import money, place
from handoff.brands.brand import Brand
from handoff.suggestions.redaction import PLACEHOLDER

_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
_PRICE = re.compile(r"(?P<amount>\d+(?:\.\d{1,2})?) (?P<currency>[A-Z]{3})")
# By its code, or in the words that the console shows for it: `{n° de commande}`.
_GAP = re.compile(r"\{(?:…|[^\W\d_][^{}\n]{0,60})\}")
_ISO_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?")


@dataclass(frozen=True, slots=True)
class Refilled:
    """A reply as the CM sees it, and the placeholders that no fact of the conversation fills.

    What is missing stays visible in the text (`{amount}`), each name once, in order of appearance.
    """

    text: str
    missing: tuple[str, ...]


def refill(
    body: str,
    facts: Mapping[str, Any],
    brand: Brand,
    language: str,
    cm_name: str | None = None,
) -> Refilled:
    """Fill `body` from the conversation's facts (`present`) and put it in today's CM's words.

    With `cm_name`, the brand's greeting stands before the body and its closing with the CM's
    signature after it; without, the body comes alone.
    """
    values = _values(facts, brand, language)
    if cm_name is not None:
        values["cm_name"] = cm_name
    missing: dict[str, None] = {}

    def fill(found: re.Match[str]) -> str:
        name = found.group()[1:-1]
        if name in values:
            return values[name]
        missing[name] = None
        return found.group()

    text = PLACEHOLDER.sub(fill, body)
    if cm_name is not None:
        greeting = brand.greeting(language, values.get("first_name"))
        text = f"{greeting}\n\n{text}\n\n{brand.closing(language, cm_name)}"
    return Refilled(text, tuple(missing))


def unfilled(text: str) -> tuple[str, ...]:
    """The gaps that still stand in a text, each once; a text with one is not for a customer."""
    return tuple(dict.fromkeys(_GAP.findall(text)))


def _values(facts: Mapping[str, Any], brand: Brand, language: str) -> dict[str, str]:
    values = {
        "brand_name": brand.display_name,
        "contact_email": brand.contact.email,
        "contact_phone": brand.contact.phone,
    }
    for name, fact in facts.items():
        if isinstance(fact, str | int | float) and not isinstance(fact, bool) and str(fact).strip():
            values[name] = spoken(str(fact).strip(), language)
    for name in codes().keys() & values.keys():
        in_words = _IN_WORDS.get(name)
        # No customer reads a code: one that has no words here is the CM's to fill in.
        values[name] = in_words(values[name], language) if in_words else ""
    return {name: value for name, value in values.items() if value}


def _place(code: str, language: str) -> str:
    """Where a parcel was left, in words; empty, and so to be filled in, for an unknown code."""
    known = code in {one.value for one in Place}
    return place(Place(code), None, language).strip() if known else ""


_IN_WORDS: Final[Mapping[str, Callable[[str, str], str]]] = {
    "carrier": lambda code, _language: carrier(code).display_name,
    "delivered_to": _place,
}
"""Facts that replies name, from their code and a language."""


def spoken(value: str, language: str) -> str:
    """Dates and prices (`63.90 EUR`) as people say them; anything else as it is."""
    price = _PRICE.fullmatch(value)
    if price:
        return money(Decimal(price["amount"]), price["currency"], language)
    iso = _ISO_DATE.fullmatch(value)
    if not iso:
        return value
    try:
        day = date.fromisoformat(iso.group(1))
    except ValueError:
        return value
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number} {_MONTHS.get(language, _MONTHS['en']).split()[day.month - 1]}"
