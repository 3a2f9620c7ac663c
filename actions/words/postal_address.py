"""A postal address as people type it: `12 rue des Lilas, bât. B, 69003 Lyon`. Pure.

Who corrects an address mostly writes the old one too; who is in a hurry goes on behind the town.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from actions.shop.aftersales import Address
from actions.words.spelling import fold

LONGEST = 120
"""Characters of each part, as a label has room for."""

MOST_READ = 1000
"""Characters of a message in which an address is looked for."""

_NO_TOWN = (
    r"(?:mais|merci|svp|stp|s'il|pas|et|non|plut[oô]t|c'?est|est|pour|car|parce|si|je|j'ai|on|vous"
    r"|tu|il|mon|ma|mes|commande|avant|depuis|urgent|france|cedex|au lieu|[àa] la place"
    r"|(?:la|le) (?:nouvelle|commande|bonne|livraison|colis)"
    r"|but|not|and|please|pls|thanks?|thx|instead|now|asap|is|it'?s?|i|my|for|order|because"
    r"|rather|since|postcode|code)\b"
)
_WORD = rf"(?!{_NO_TOWN})[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))*"
_TOWN = re.compile(
    r"(?:\bF-?)?(?<!\d)(?P<postcode>\d{5}|\d{2}\s\d{3})(?:\s*,\s*|\s+)"
    rf"(?P<city>(?:ste?\.?[ ])?{_WORD}(?:[ ]+{_WORD}){{0,5}}(?:[ ]+cedex(?:[ ]\d{{1,2}})?)?)",
    re.IGNORECASE,
)
_NUMBER = r"(?<!\d)\d{1,4}\s?(?:bis|ter|quater|[a-d])?\b"
_STREET = re.compile(
    rf"{_NUMBER}[ ,]+(?=(?:rue|r\.|av\b|ave\b|avenue|bd\b|bld\b|boulevard|place|pl\b|chemin|ch\b"
    r"|impasse|imp\b|all[ée]es?|quai|route|rte\b|cours|square|passage|sentier|r[ée]sidence"
    r"|lotissement|hameau|lieu[- ]dit|faubourg|fbg\b|mont[ée]e|villa|cit[ée]|rond|voie|promenade)"
    r"[\s.])",
    re.IGNORECASE,
)
_ANY_STREET = re.compile(rf"{_NUMBER}[ ,]+(?=\D*[^\W\d_]{{2}})", re.IGNORECASE)
_BEGINS_ANEW = re.compile(
    r"\b(?:mais|but|adresse|address|livraison|plut[oô]t(?: qu[e'])?|nouvelle|new|instead of|au lieu"
    r"|postcode|code postal)\b",
    re.IGNORECASE,
)
_NOT_THERE = re.compile(
    r"\b(?:pas|non(?! *[,;:.!])|not|isn'?t|no longer|plus|anciens?|anciennes?|old"
    r"|previous|precedente|avant|before|quitte\w*|au lieu|instead of|rather than|plutot qu[e']"
    r"|remplacer?|remplacez|replaces?"
    r"|facturation|billing|etait|was)\b"
    r"(?:\W+(?:adresse|address|c'est|est|etait|is|was|le|la|l|au|a|at|to|the|de|du|d|que?|celle"
    r"|my|mon|ma|one|pour|for|i|en))*\W*$"
)
"""What says, right before an address, that it is the wrong one."""


class _Typed(NamedTuple):
    address: Address
    is_wrong: bool


def read_address(text: str) -> Address | None:
    """The address in `text`, or None where number, street, postcode or town is missing.

    Of several the last one, unless it is said to be the wrong one.
    """
    right = [typed.address for typed in _typed(text) if not typed.is_wrong]
    return right[-1] if right else None


def read_street(text: str) -> str | None:
    """House and street of an address without its town, or None: "le 81, pas le 18. 81 av Foch"."""
    named = list(_STREET.finditer(text[:MOST_READ]))
    return _tidy(text[named[-1].start() : MOST_READ])[:LONGEST] if named else None


def numbers_of(text: str) -> list[str]:
    """The numbers in the addresses of `text`, which name no order and prove nothing."""
    numbers: list[str] = []
    for address, _ in _typed(text):
        numbers += [*re.findall(r"\d+", address.street), address.postcode]
    return numbers


def _typed(text: str) -> list[_Typed]:
    text, begin, found = text[:MOST_READ], 0, list[_Typed]()
    for town in _TOWN.finditer(text):
        street = _street(text[begin : town.start()])
        if street is None:
            continue
        before, line = street
        address = Address(
            _tidy(line)[:LONGEST],
            "".join(town["postcode"].split()),
            _tidy(town["city"])[:LONGEST],
        )
        found.append(_Typed(address, bool(_NOT_THERE.search(fold(before)))))
        begin = town.end()
    return found


def _street(text: str) -> tuple[str, str] | None:
    """The text before a house's number, and from there on; None without number and name."""
    anew = max((found.end() for found in _BEGINS_ANEW.finditer(text)), default=0)
    named = list(_STREET.finditer(text, anew))
    house = named[-1] if named else _ANY_STREET.search(text, anew)
    return None if house is None else (text[: house.start()], text[house.start() :])


def _tidy(part: str) -> str:
    return " ".join(part.replace("\n", ", ").split()).strip(" ,;.")
