"""Payment card numbers in what people write: found and masked before anything keeps them.

A card number has its network's prefix and length (ISO/IEC 7812) and a Luhn check digit (annex B).
The numbers of orders and parcels that are known win: some carriers' numbers pass for a card's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

# Digits in groups, with the separators people put between them.
_RUN = re.compile(r"[0-9]+(?:[ \t\u00a0\u202f.\-/]{1,3}[0-9]+)*")
_GROUP = re.compile(r"[0-9]+")

_LENGTHS: tuple[tuple[re.Pattern[str], frozenset[int]], ...] = (
    (re.compile(r"3[47]"), frozenset({15})),  # American Express
    (re.compile(r"3(?:0[0-5]|[689])"), frozenset({14, 16, 19})),  # Diners Club
    (re.compile(r"35(?:2[89]|[3-8])"), frozenset({16, 19})),  # JCB
    (re.compile(r"4"), frozenset({13, 16, 19})),  # Visa
    (re.compile(r"5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720"), frozenset({16})),  # Mastercard
    (re.compile(r"6011|64[4-9]|65|62"), frozenset({16, 19})),  # Discover, UnionPay
    (re.compile(r"50|5[6-9]|6"), frozenset({16, 19})),  # Maestro
)

MASK = "•••• "


def card_numbers(text: str) -> list[str]:
    """The card numbers in `text`, digits only, in their order."""
    return [text_digits for _, _, text_digits in _found(text)]


def mask_cards(text: str, known: Collection[str] = ()) -> str:
    """`text` with each card number shown as its last four digits.

    Args:
        text: what somebody wrote.
        known: numbers of orders and parcels, digits only, which stay.
    """
    parts: list[str] = []
    end = 0
    for first, last, digits in _found(text):
        if digits not in known:
            parts += [text[end:first], MASK, digits[-4:]]
            end = last
    return "".join([*parts, text[end:]])


def _found(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and digits of each card number."""
    for run in _RUN.finditer(text):
        groups = [
            (run.start() + group.start(), run.start() + group.end())
            for group in _GROUP.finditer(run.group())
        ]
        first = 0
        while first < len(groups):
            last = _longest_card(text, groups, first)
            if last is None:
                first += 1
                continue
            start, end = groups[first][0], groups[last][1]
            yield start, end, _digits(text[start:end])
            first = last + 1


def _longest_card(text: str, groups: list[tuple[int, int]], first: int) -> int | None:
    """Index of the group that ends a card number beginning with group `first`.

    What follows a card (an expiry date, a code) is written in groups of its own.
    """
    for last in range(len(groups) - 1, first - 1, -1):
        if _is_card(_digits(text[groups[first][0] : groups[last][1]])):
            return last
    return None


def _digits(text: str) -> str:
    return "".join(character for character in text if character in "0123456789")


def _is_card(digits: str) -> bool:
    return any(
        prefix.match(digits) and len(digits) in lengths for prefix, lengths in _LENGTHS
    ) and _luhn(digits)


def _luhn(digits: str) -> bool:
    doubled = (int(d) * 2 if i % 2 else int(d) for i, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
