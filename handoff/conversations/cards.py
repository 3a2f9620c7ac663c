"""Card numbers masked at the door, before anything stores, logs or forwards them.

A number is a card's when its digits pass Luhn's check (ISO/IEC 7812-1) and begin and count like
those of a card scheme; an IBAN, and the numbers of the customer's own orders and parcels, are not.
Imports nothing of Relais: every door can afford it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

MASK = "•••• •••• •••• "

# First digits and lengths of the schemes (ISO/IEC 7812 issuer ranges, as the schemes publish them).
_SCHEMES: tuple[tuple[re.Pattern[str], frozenset[int]], ...] = (
    (re.compile("4"), frozenset({13, 16, 19})),  # Visa, and most French "CB" cards
    (re.compile("5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720"), frozenset({16})),  # Mastercard
    (re.compile("3[47]"), frozenset({15})),  # American Express
    (re.compile("6011|64[4-9]|65"), frozenset({16, 19})),  # Discover
    (re.compile("30[0-5]|3095|3[689]"), frozenset({14})),  # Diners Club
    (re.compile("35(2[89]|[3-8])"), frozenset({16})),  # JCB
    (re.compile("62|81"), frozenset({16, 17, 18, 19})),  # UnionPay
    (re.compile("50(18|20|38)|5[678]|6304|67(59|6[1-3])"), frozenset(range(12, 20))),  # Maestro
)
_LENGTHS = range(12, 20)

# Groups of digits as people write them: spaces of any kind, hyphens, dots, a line break.
_RUN = re.compile(r"\d(?:[\s.\-–_·/]{0,2}\d)*")
_GROUP = re.compile(r"\d+")
# Letters and check digits apart ("FR 76") only before digits: "le 12 novembre" begins no account.
_IBAN = re.compile(
    r"\b[A-Z]{2}(?:\d{2}|[ .]\d{2}(?=[ .]?\d{4}))(?:[ \u00a0\u202f.-]?[A-Z0-9]){11,30}",
    re.IGNORECASE,
)
_IBAN_GROUP = re.compile(r"[A-Z0-9]+", re.IGNORECASE)
_SECURITY_CODE = re.compile(
    r"\b(cvv2?|cvc2?|cryptogramme(?: visuel)?|code de s[eé]curit[eé]|security code)"
    r"((?:\s+(?:est|is))?\s*[:=]?\s*)\d{3,4}\b",
    re.IGNORECASE,
)


def mask_cards(text: str, known: Collection[str] = ()) -> str:
    """`text` with each card number reduced to its last four digits, security codes removed.

    `known` are numbers of the customer's orders and parcels, which stay as they are.
    Masking twice changes nothing.
    """
    masked = text
    for start, end in reversed(list(card_spans(text, known))):
        last_four = re.sub(r"\D", "", text[start:end])[-4:]
        masked = masked[:start] + MASK + last_four + masked[end:]
    return _SECURITY_CODE.sub(r"\1\2•••", masked)


def card_spans(text: str, known: Collection[str] = ()) -> Iterator[tuple[int, int]]:
    """Start and end of each card number in `text`, from left to right, never overlapping."""
    own_numbers = [re.sub(r"\D", "", number) for number in known]
    accounts = list(iban_spans(text))
    for run in _RUN.finditer(text):
        if any(start <= run.start() and run.end() <= end for start, end in accounts):
            continue
        groups = [
            (run.start() + group.start(), run.start() + group.end())
            for group in _GROUP.finditer(run.group())
        ]
        yield from _in_groups(text, groups, own_numbers)


def _in_groups(
    text: str, groups: list[tuple[int, int]], own_numbers: list[str]
) -> Iterator[tuple[int, int]]:
    """A card begins and ends where a group of digits does; the longest reading wins."""
    first = 0
    while first < len(groups):
        found: int | None = None
        digits = ""
        for last in range(first, len(groups)):
            digits += text[slice(*groups[last])]
            if len(digits) > max(_LENGTHS):
                break
            if is_card(digits) and not any(digits in number for number in own_numbers):
                found = last
        if found is None:
            first += 1
        else:
            yield groups[first][0], groups[found][1]
            first = found + 1


def is_card(digits: str) -> bool:
    """Whether these digits (no separators) have a card's prefix, length and check digit."""
    if len(digits) not in _LENGTHS:
        return False
    plain = "".join(str(int(digit)) for digit in digits)  # digits of other scripts as well
    fits = any(len(plain) in lengths and prefix.match(plain) for prefix, lengths in _SCHEMES)
    return fits and luhn(plain)


def luhn(digits: str) -> bool:
    """Luhn's check: every second digit from the right doubled, digit sum divisible by ten."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + position % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def iban_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each IBAN in `text`; words that follow it are not taken for a part of it."""
    for found in _IBAN.finditer(text):
        ends = [group.end() for group in _IBAN_GROUP.finditer(text, *found.span())]
        for end in reversed(ends):
            if is_iban(text[found.start() : end]):
                yield found.start(), end
                break


def is_iban(text: str) -> bool:
    """ISO 13616: four characters moved to the end, letters as numbers, remainder 1 of 97."""
    compact = re.sub(r"[^A-Z0-9]", "", text.upper())
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", compact):
        return False
    return int("".join(str(int(char, 36)) for char in compact[4:] + compact[:4])) % 97 == 1
