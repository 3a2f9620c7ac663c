"""A postal address as people type it: `12 rue des Lilas, bât. B, 69003 Lyon`. Pure."""

from __future__ import annotations

import re

from actions.shop.aftersales import Address

LONGEST = 120
"""Characters of each part, as a label has room for."""

_BEFORE = re.compile(
    r"^.*?(?:adresse|address)(?: de livraison)?(?: est| c'est| is|\s*:)*\s*(?=\d)"
    r"|^(?:c'est|plutôt|au|à|it's|to|at)\s+(?=\d)",
    re.IGNORECASE,
)
_FRENCH = re.compile(
    r"(?P<street>(?<!\d)\d{1,4}\s?(?:bis|ter|[a-d]\b)?[ ,](?:(?!\d{5}).){3,}?)[\s,;]+"
    r"(?:F-?)?(?P<postcode>\d{5}|\d{2}\s\d{3})[\s,]+(?P<city>[^\W\d_][\w'’ .-]{1,60})",
    re.IGNORECASE | re.DOTALL,
)


def read_address(text: str) -> Address | None:
    """The address in `text`, or None where number, street, postcode or town is missing."""
    found = _FRENCH.search(_BEFORE.sub("", text.strip(), count=1))
    if found is None:
        return None
    street, postcode, city = (_tidy(found[part]) for part in ("street", "postcode", "city"))
    return Address(street[:LONGEST], postcode.replace(" ", ""), city[:LONGEST])


def numbers_of(address: Address) -> list[str]:
    """The numbers in an address, which name no order and prove nothing."""
    return [*re.findall(r"\d+", address.street), address.postcode]


def _tidy(part: str) -> str:
    return " ".join(part.replace("\n", ", ").split()).strip(" ,;.")
