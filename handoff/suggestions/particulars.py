"""What a case has of its own, by placeholder: taken out of every text that is kept for others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from actions.facts import codes
from actions.shop.order import Order, Parcel
from handoff.suggestions.refill import spoken

CUSTOMERS_WORDS: Final = frozenset({"problem", "wanted", "praise"})
"""Facts that quote the customer: they hold particulars, and are none as a whole."""

NO_PARTICULARS: Final = CUSTOMERS_WORDS | {"intent", "topic", "language"}

OF_THE_SHOP: Final = frozenset({"product", "articles"})
"""What was bought. A problem cannot be told without it; a reply is filled with the next one."""

SHORTEST: Final = 2
"""Letters; one tells nobody apart."""

SHORTEST_NUMBER: Final = 3
"""Digits; "sous 15 jours" is said to everybody."""

LONGEST: Final = 200
"""Characters; a longer value is a text about the case, which is redacted like any other."""

_DECIMAL = re.compile(r"\d+\.\d{1,2}")
_PARTICLES = frozenset(
    {"de", "du", "des", "la", "le", "les", "da", "di", "van", "von", "den", "el"}
)

Known = dict[str, list[str]]
"""Values by placeholder, as `redact` takes them."""


def known_of(
    facts: Iterable[Mapping[str, Any]], particulars: Mapping[str, list[str]], cms: Iterable[str]
) -> Known:
    """Every value by which person and case could be told.

    `facts` are those of the conversation and every one learned on the way: what was corrected
    later belongs to the case as well. `particulars` come from the record, `cms` are the names of
    the colleagues who wrote.
    """
    found: dict[str, set[str]] = {}
    for learned in facts:
        for name, value in learned.items():
            if name not in codes() and name not in NO_PARTICULARS:
                found.setdefault(name, set()).update(_written(value))
    for name, values in particulars.items():
        for value in values:
            found.setdefault(name, set()).update(_written(value))
    for name in found.pop("name", set[str]()):
        _add_names(found, name)
    for name in cms:
        found.setdefault("cm_name", set()).add(name)
    return _by_placeholder(found)


def of_order(order: Order, parcels: Iterable[Parcel]) -> Known:
    """What the shop knows of the buyer and where it went; not what was bought."""
    who = order.customer
    found: Known = {
        "name": [f"{who.first_name} {who.last_name}"],
        "email": [who.email],
        "order_number": [order.number],
        "order_total": [str(order.total)],
        "order_date": [order.placed_at.date().isoformat()],
        "address": [order.street],
        "postcode": [order.postcode],
        "city": [order.city],
        "tracking_number": [],
        "pickup_point": [],
    }
    for parcel in parcels:
        found["tracking_number"].append(parcel.tracking_number)
        if parcel.pickup_point is not None:
            found["pickup_point"] += [parcel.pickup_point.name, parcel.pickup_point.street]
    return found


def without_goods(known: Known) -> Known:
    """`known` for a problem, which names what was bought."""
    return {name: values for name, values in known.items() if name not in OF_THE_SHOP}


def _written(value: Any) -> set[str]:
    """How people may write the value of a fact."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return set()
    text = str(value).strip()
    if len(text) > LONGEST:
        return set()
    ways = {text}
    if _DECIMAL.fullmatch(text):
        ways.add(text.replace(".", ","))
    day = _day(text)
    if day is not None:
        ways |= {spoken(text, "fr"), spoken(text, "en")}
        ways |= {day.strftime(form) for form in ("%d/%m/%Y", "%d/%m/%y", "%d/%m", "%d.%m.%Y")}
        ways.add(f"{day.day}/{day.month}")
    return ways


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _add_names(found: dict[str, set[str]], name: str) -> None:
    """First and last name, whole and word by word: a text may have either."""
    first, _, last = name.partition(" ")
    found.setdefault("first_name", set()).add(first)
    words = [word for word in last.split() if word.lower() not in _PARTICLES]
    found.setdefault("last_name", set()).update({last, *words})


def _by_placeholder(found: Mapping[str, set[str]]) -> Known:
    """A value that two facts share is the next customer's only by chance: no fact fills it."""
    owners: dict[str, list[str]] = {}
    for name in sorted(found):
        for value in found[name]:
            if _tells(value):
                owners.setdefault(value, []).append(name)
    known: Known = {}
    for value, names in sorted(owners.items()):
        known.setdefault(_placeholder(names), []).append(value)
    return known


def _tells(value: str) -> bool:
    signs = [char for char in value if char.isalnum()]
    return len(signs) >= (SHORTEST_NUMBER if all(map(str.isdigit, signs)) else SHORTEST)


def _placeholder(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    for kind, words in _SHARED.items():
        if all(any(word in name for word in words) for name in names):
            return kind
    return "detail"


_SHARED: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("name",),
    "date": ("date", "due", "until", "_at", "send_by"),
    "amount": ("amount", "total"),
    "number": ("number",),
}
