"""The check digits that carriers put into their numbers. Pure arithmetic.

Sources: UPU S10-12 (5.3); DPD Parcel Label Specification 2.4.1 (ISO 7064, mod 37,36); UPS, FedEx
and DHL as collected in jkeen/tracking_number_data.
"""

from __future__ import annotations

from collections.abc import Sequence

S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def s10(serial: str) -> str:
    """UPU S10: 11 − (weighted sum mod 11); 10 becomes 0, 11 becomes 5."""
    total = sum(int(digit) * weight for digit, weight in zip(serial, S10_WEIGHTS, strict=True))
    check = 11 - total % 11
    return str({10: 0, 11: 5}.get(check, check))


def mod7(serial: str) -> str:
    """DHL Express: the number modulo 7."""
    return str(int(serial) % 7)


def mod10(serial: str, *, even: int, odd: int) -> str:
    """UPS and FedEx Ground: places weighted in turn, up to the next ten.

    A letter counts (its ASCII code − 3) mod 10, so that A is 2, B is 3, … (UPS).
    """
    total = sum(
        (int(sign) if sign.isdigit() else (ord(sign) - 3) % 10) * (odd if place % 2 else even)
        for place, sign in enumerate(serial)
    )
    return str(-total % 10)


def weighted_mod11(serial: str, weights: Sequence[int]) -> str:
    """FedEx Express: weighted sum mod 11, of which the last digit counts."""
    total = sum(int(digit) * weight for digit, weight in zip(serial, weights, strict=True))
    return str(total % 11 % 10)


def mod37_36(serial: str) -> str:
    """DPD: ISO 7064, mod 37,36; the check is a digit or a letter."""
    modulus = len(ALPHABET)
    product = modulus
    for sign in serial:
        product = (product + ALPHABET.index(sign)) % modulus or modulus
        product = product * 2 % (modulus + 1)
    return ALPHABET[(modulus + 1 - product) % modulus]
