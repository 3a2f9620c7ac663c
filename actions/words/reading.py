"""What the numbers of one message mean, given what the bot had asked.

Rasa's extractor finds numbers (bot/components/numbers.py); whether bare digits are an order's or a
postcode's depends on the dialogue and on the shape of the brand's order numbers. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from actions.shop.place import OrderDigits

_POSTCODE_DIGITS = (4, 5)
"""Four in Belgium, Switzerland and Luxembourg."""
FIVE_DIGITS = OrderDigits()
"""The shape of order numbers where the brand's file names no other."""

_SLIPS = 2
"""Digits in which a number that was typed wrong differs from the one that was meant."""

_TELLING = 5
"""Digits from which a bare number is an order's without having been asked for."""

# Paris, Lyon and Marseille have a postcode for each arrondissement (La Poste, base des codes
# postaux); those of towns mostly end in a zero.
_ARRONDISSEMENT = re.compile(r"750(?:0[1-9]|1\d|20)|75116|6900[1-9]|130(?:0[1-9]|1[0-6])")
_NO_DEPARTMENT = re.compile(r"00|96|99")
_SURELY = 3
"""How much an arrondissement or a first zero makes a number a postcode."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOT_THIS = re.compile(
    r"(?:^|[,;.(]\s*|\b(?:et|and|est|is|mais|but|it's|isn't|it isn't)\s+)"
    r"(?:non|pas|not|non pas|pas pour)\s+"
    r"(?:(?:pas|la|le|les|pour|the|for|ma|my|commande|order|n[°ºo]\.?|num[eé]ro|number)\s+){0,4}"
    r"#?(\d{2}[ .]?\d{3}|\d{3,12})(?!\d)"
    r"|\b(?:instead of|rather than|au lieu d[eu]|plut[oô]t que)\s+"
    r"(?:(?:la|le|the|ma|my|commande|order)\s+){0,3}(\d{2}[ .]?\d{3}|\d{3,12})(?!\d)",
    re.IGNORECASE,
)
"""A number that is taken back ("et non la 20424"), unlike "je n'ai pas ma commande 20424"."""
_MISTYPED = re.compile(
    r"\b(?:pardon|oups?|ou?ps|d[eé]sol[eé]e?s?|erreur|tromp\w+|invers\w+|plut[oô]t|rectif\w+"
    r"|voulais dire|non?n?|sorry|oops|i meant|typo|mistake|wrong|correction|rather)\b",
    re.IGNORECASE,
)
"""Between two numbers that are alike: the second is what was meant ("20412, oups 20421")."""
_STREET = re.compile(
    r"(?<!\d)\d{1,4},? ?(?:bis|ter)?,? (?:rue|r\.|avenue|av|boulevard|bd|place|pl|chemin|impasse"
    r"|all[eé]e|route|quai|cours|square|passage|villa|sentier"
    r"|[a-z]+ (?:street|st|road|rd|lane|avenue))\b",
    re.IGNORECASE,
)
"""A house in a street: the long number beside it is a postcode."""


@dataclass(frozen=True)
class Reading:
    """The facts of one message; None for what it does not hold.

    `misshapen_order` was called an order number and is none of the brand's. `swappable`: order
    number and postcode were two bare numbers, and might be meant the other way round.
    `other_order`: a further number of an order's length. `maybe_order`: the one bare number, read
    as the postcode that was asked for, that might correct the order's as well.

    A long `order_number` may be a parcel's all the same, which the shop knows.
    """

    order_number: str | None = None
    misshapen_order: str | None = None
    postcode: str | None = None
    email: str | None = None
    tracking_number: str | None = None
    swappable: bool = False
    other_order: str | None = None
    maybe_order: str | None = None

    @property
    def identifies(self) -> bool:
        """Whether it names an order or a parcel."""
        return bool(self.order_number or self.misshapen_order or self.tracking_number)

    @property
    def proves(self) -> bool:
        """Whether it holds something to compare with an order."""
        return bool(self.postcode or self.email)


def read(
    entities: Iterable[tuple[str, str]],
    awaiting: str | None,
    known_order: str | None,
    text: str = "",
    digits: OrderDigits = FIVE_DIGITS,
) -> Reading:
    """Interpret `(entity, value)` pairs, in the order of the text.

    Args:
        awaiting: what the bot asked last (`order`, `proof`, …).
        known_order: the order number that the dialogue is about, if any.
        text: the message; a number that it takes back says nothing.
        digits: how long the brand's order numbers are.
    """
    found: dict[str, list[str]] = {}
    told = _as_numbers(list(entities), digits)
    for kind, value in _kept(told, known_order, text, digits):
        found.setdefault(kind, []).append(value)
    called = found.get("order_number", [])
    called_orders = [n for n in called if digits.fit(n)]
    order = next(iter(called_orders), None)
    postcode = _first(found, "postcode")
    if awaiting == "order" and order is None and _is_none(postcode, found, digits):
        # "20437 MORIN": a name, not a town.
        order, postcode = postcode, None
    bare = [n for n in found.get("number", []) if n != order]
    housed = known_order is not None and _STREET.search(text)
    orders = [] if housed else [n for n in bare if digits.fit(n) and _tells(n, awaiting)]
    postcodes = [n for n in bare if len(n) in _POSTCODE_DIGITS]
    swappable, maybe_order = False, None
    if order is None and postcode is None and len(orders) > 1 and postcodes:
        order, postcode = _pair(orders[:2])
        swappable = True
    elif order is None and postcode is None and len({*orders, *postcodes}) == 1:
        number = (orders or postcodes)[0]
        has_email = bool(found.get("email"))
        order, postcode = _single(number, awaiting, known_order, bool(orders), has_email)
        unlike = known_order is not None and order is None and _likeness(number) < _SURELY
        maybe_order = number if unlike and number in orders else None
    elif order is None:
        order = next(iter(orders), None)
        postcode = postcode or next((n for n in postcodes if n != order), None)
    elif postcode is None:
        postcode = next((n for n in postcodes if not _YEAR.fullmatch(n)), None)
    return Reading(
        order_number=order,
        misshapen_order=called[0] if called and order is None else None,
        postcode=postcode,
        email=_first(found, "email"),
        tracking_number=_first(found, "tracking_number"),
        swappable=swappable,
        other_order=next(
            (n for n in (*called_orders, *orders) if n not in {order, postcode}), None
        ),
        maybe_order=maybe_order,
    )


def _is_none(postcode: str | None, found: dict[str, list[str]], digits: OrderDigits) -> bool:
    """Whether what stands before a word is no postcode, and the only number there is."""
    if postcode is None or found.get("number"):
        return False
    return digits.fit(postcode) and _likeness(postcode) == 0


def _as_numbers(entities: list[tuple[str, str]], digits: OrderDigits) -> list[tuple[str, str]]:
    """Digits that look like a carrier's are bare ones where the brand's orders have as many.

    A number beside one that is called the order's is no order's.
    """
    if any(kind == "order_number" for kind, _ in entities):
        return entities
    return [
        ("number" if kind == "tracking_number" and _may_be_order(value, digits) else kind, value)
        for kind, value in entities
    ]


def _may_be_order(number: str, digits: OrderDigits) -> bool:
    # No shop numbers its orders from zero; carriers do.
    return number.isdigit() and number[0] != "0" and digits.fit(number)


def _kept(
    entities: list[tuple[str, str]], known_order: str | None, text: str, digits: OrderDigits
) -> list[tuple[str, str]]:
    """The entities without a number that the message takes back and puts another in place of."""
    taken_back = {
        re.sub(r"\D", "", first or second) for first, second in _NOT_THIS.findall(text.strip())
    }
    taken_back |= _mistyped([one for one in entities if one[1] not in taken_back], text)
    kept = [(kind, value) for kind, value in entities if value not in taken_back]
    numbers = (value for kind, value in kept if kind in {"number", "order_number"})
    others = [number for number in numbers if digits.fit(number)]
    if not others:
        return entities
    if len(others) == 1 and known_order in taken_back:
        # What is put in the place of the order's number is one as well, like it or not.
        return [("order_number" if kind == "number" else kind, value) for kind, value in kept]
    return kept


def _mistyped(entities: list[tuple[str, str]], text: str) -> set[str]:
    """Numbers after which another was put that differs little, with a word of regret between."""
    numbers = [value for kind, value in entities if kind in {"number", "order_number"}]
    found: set[str] = set()
    for place, first in enumerate(numbers):
        for second in numbers[place + 1 :]:
            between = text[text.find(first) + len(first) : text.rfind(second)]
            alike = first != second and _differences(first, second) <= _SLIPS
            if alike and _MISTYPED.search(between):
                found.add(first)
    return found


def _first(found: dict[str, list[str]], kind: str) -> str | None:
    return next(iter(found.get(kind, [])), None)


def _tells(number: str, awaiting: str | None) -> bool:
    """Whether a number that fits may be meant: a short one may be anything, unless asked for."""
    return len(number) >= _TELLING or awaiting in {"order", "proof"}


def _pair(numbers: list[str]) -> tuple[str, str]:
    """Of two bare numbers, the order's and the postcode; asked in this order, mostly given so."""
    first, second = numbers
    return (second, first) if _likeness(first) > _likeness(second) else (first, second)


def _single(
    number: str, awaiting: str | None, known_order: str | None, may_be_order: bool, has_email: bool
) -> tuple[str | None, str | None]:
    """One bare number as order number or as postcode."""
    if not may_be_order:
        return None, number if awaiting == "proof" else None
    may_be_postcode = len(number) in _POSTCODE_DIGITS
    if awaiting == "proof" and known_order and may_be_postcode and not has_email:
        corrects = number == known_order or _differences(number, known_order) <= 1
        return (number, None) if corrects else (None, number)
    is_postcode = awaiting == "order" and _ARRONDISSEMENT.fullmatch(number)
    if is_postcode or number.startswith("0"):
        # No shop numbers its orders from zero, and 06300 is Nice.
        return None, number
    return number, None


def _likeness(number: str) -> int:
    """How much a number looks like a French postcode."""
    if len(number) != max(_POSTCODE_DIGITS):
        return -2
    if _NO_DEPARTMENT.match(number):
        return -1
    if _ARRONDISSEMENT.fullmatch(number) or number.startswith("0"):
        return _SURELY
    return 2 if number.endswith("00") else int(number.endswith("0"))


def _differences(left: str, right: str) -> int:
    """Digits in which two numbers differ; two swapped neighbours count once."""
    if len(left) != len(right):
        return max(len(left), len(right))
    places = [i for i, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    swapped = (
        len(places) == 2
        and places[1] - places[0] == 1
        and left[places[0]] == right[places[1]]
        and left[places[1]] == right[places[0]]
    )
    return 1 if swapped else len(places)
