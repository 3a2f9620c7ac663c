"""Comparing what a customer typed with what an order holds, the way people type.

Pure. Never says which half was wrong: the answer is yes or no.
"""

from __future__ import annotations

import re

from actions.shop.order import Order
from actions.shop.place import OrderDigits

_NOISE = re.compile(r"[\s.\-_/#  ]+")
_LETTER_O = re.compile(r"(?<=\d)O(?=\d|\b)")
_DIGITS = re.compile(r"\d+(?:[\s.\-]\d+)*")
_COUNTRY_PREFIX = re.compile(r"^(?:F|FR|B|BE|CH|L|LU|D|DE)(?=\d{4,5}$)")


def order_number(text: str, digits: OrderDigits) -> str | None:
    """The order number in `text` (`n° 20 417`, `#20417`, `20.417`), or None.

    None too where several could be meant (`20417 01000`): which one has to be asked.
    """
    runs = _DIGITS.findall(_LETTER_O.sub("0", text.upper()))
    found = {number for run in runs for number in _joined(re.split(r"\D", run), digits)}
    return found.pop() if len(found) == 1 else None


def proves(order: Order, *, postcode: str | None = None, email: str | None = None) -> bool:
    """Whether `postcode` or `email` is the one on `order`; both given must both fit."""
    given = [
        same_postcode(order.postcode, postcode, order.country) if postcode else None,
        same_email(order.customer.email, email) if email else None,
    ]
    answers = [answer for answer in given if answer is not None]
    return bool(answers) and all(answers)


def same_postcode(known: str, typed: str, country: str) -> bool:
    """Whether `typed` means `known`: spaces, capitals, O for 0, a country's letter before it.

    In France a leading zero may be missing (`1000` is 01000); a Belgian or Swiss code has four
    digits and takes none.
    """
    left, right = _postcode(known), _postcode(typed)
    if country.upper() == "FR" and re.fullmatch(r"\d{4}", right):
        right = f"0{right}"
    return left == right


def same_email(known: str, typed: str) -> bool:
    """Whether `typed` is the address `known`, whatever its case and what surrounds it."""
    return email_address(known) == email_address(typed)


def email_address(text: str) -> str:
    """`text` as an address is stored: in small letters, without what surrounds it."""
    return text.strip().strip("<>.,;:!\"'()").removeprefix("mailto:").casefold()


def _joined(pieces: list[str], digits: OrderDigits) -> set[str]:
    """What neighbouring pieces make that is as long as an order number."""
    whole = "".join(pieces)
    if digits.fit(whole):
        # All of it, where its pieces might be numbers too: `20 417` where three digits are enough.
        return {whole}
    ends = range(1, len(pieces) + 1)
    joined = {"".join(pieces[start:end]) for end in ends for start in range(end)}
    return {number for number in joined if digits.fit(number)}


def _postcode(text: str) -> str:
    compact = _COUNTRY_PREFIX.sub("", _NOISE.sub("", text.upper()))
    numeric = compact.replace("O", "0")
    # British and Canadian codes have an O of their own.
    return numeric if numeric.isdigit() else compact
