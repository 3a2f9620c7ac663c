"""Recognising a tracking number in what a person typed.

Formats only help to recognise: an unknown format is no reason to call a number wrong. Sources of
the facts: UPU S10, the carriers' public label specifications, jkeen/tracking_number_data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
"""UPU S10-12, 5.3: weights of the eight digits."""


class Check(str, Enum):
    """What a number's own check digit says."""

    good = "good"
    bad = "bad"
    """A slip of the finger, most likely: ask to read it again."""
    none = "none"
    """The format carries no check that we know."""


@dataclass(frozen=True)
class Number:
    """A tracking number as typed, in the carriers' spelling.

    `family` is the format's name (`s10`, `colissimo`, …) or None where no known format fits.
    """

    value: str
    family: str | None
    check: Check


def s10_check_digit(serial: str) -> int:
    """The check digit of eight digits: 11 − (weighted sum mod 11); 10 becomes 0, 11 becomes 5."""
    total = sum(int(digit) * weight for digit, weight in zip(serial, S10_WEIGHTS, strict=True))
    check = 11 - total % 11
    return {10: 0, 11: 5}.get(check, check)


def normalise(text: str) -> str:
    """`text` in capitals, without spaces, dots and dashes (`6a15 6026-76300` → `6A15602676300`)."""
    return re.sub(r"[\s.\-_  ]+", "", text).upper()
