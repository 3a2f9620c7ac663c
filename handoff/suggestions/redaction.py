"""What belongs to one customer, taken out of a text before it is kept for others.

Personal data and particulars become typed placeholders in single braces. Patterns with a check
digit come first, then values known from the case, then forms and contexts, then names by greeting
and signature: an earlier finding is never reinterpreted by a later rule. When in doubt a number is
taken out, since a gap in a reply costs a CM a second and a leaked number cannot be taken back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from handoff.conversations.cards import card_spans, iban_spans, luhn
from handoff.suggestions import patterns

PLACEHOLDER = re.compile(r"\{[a-z][a-z_]*\}")

Spans = Iterable[tuple[int, int]]
Rule = tuple[str, Callable[[str], Spans]]


class Finding(NamedTuple):
    """A particular in the text as it was: from `start` to before `end`, named `kind`."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without particulars, and what was taken out, from left to right."""

    text: str
    findings: tuple[Finding, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """What each finding is, by its placeholder's name."""
        return tuple(finding.kind for finding in self.findings)


def redact(
    text: str, known: Mapping[str, Sequence[str]] | None = None, public: Sequence[str] = ()
) -> Redacted:
    """Replace personal data and particulars in `text` by placeholders such as `{email}`.

    `known` gives values of the case by placeholder (`{"order_number": ["20417"]}`); each is taken
    out wherever it stands, in any case and spacing. `public` are the brand's own addresses and
    numbers, which stay, as do placeholders already in the text.
    """
    rules = [*_CHECKED, *_known_rules(known or {}), *_FORMS, *_NAMES]
    return _redact(text, rules, public)


def redact_reply(
    text: str, known: Mapping[str, Sequence[str]] | None = None, public: Sequence[str] = ()
) -> Redacted:
    """The same for a CM's reply, where what can be used only once goes as well.

    Deadlines become `{date}`, sentences with a gesture or a notice of the day `{gesture}` and
    `{notice}`: nothing that was meant for one customer, or one day, is offered to another.
    """
    rules = [*_CHECKED, *_known_rules(known or {}), *_ONE_USE, *_FORMS, *_NAMES]
    return _redact(text, rules, public)


def _redact(text: str, rules: Sequence[Rule], public: Sequence[str]) -> Redacted:
    taken = [Finding(found.start(), found.end(), "") for found in PLACEHOLDER.finditer(text)]
    for value in (*public, *patterns.PUBLIC_NUMBERS):
        taken += [Finding(start, end, "") for start, end in _finder(value)(text)]
    for kind, find in rules:
        for start, end in find(text):
            if end > start and all(end <= a or b <= start for a, b, _ in taken):
                taken.append(Finding(start, end, kind))
    findings = sorted(finding for finding in taken if finding.kind)
    redacted = text
    for start, end, kind in reversed(findings):
        redacted = f"{redacted[:start]}{{{kind}}}{redacted[end:]}"
    return Redacted(_tidy(redacted), tuple(findings))


def _tidy(text: str) -> str:
    """Neighbouring placeholders of one kind are one; blank runs left by them are closed."""
    text = re.sub(r"(\{[a-z_]+\})(?:[\s,;/-]*\1)+", r"\1", text)
    return re.sub(r"[ \t]+(?=\n)", "", text).strip()


def _matches(pattern: re.Pattern[str], accept: Callable[[str], bool] = bool) -> Rule:
    """A rule from a pattern: its group `value` where it has one, else all of it."""
    kind = next(name for name, known in vars(patterns).items() if known is pattern).lower()

    def find(text: str) -> Iterator[tuple[int, int]]:
        for found in pattern.finditer(text):
            group = "value" if "value" in pattern.groupindex else 0
            if accept(found.group(group)):
                yield found.span(group)

    return _KINDS.get(kind, kind), find


# Several patterns may serve one placeholder.
_KINDS = {
    "masked_card": "card",
    "s10": "tracking_number",
    "courier_number": "tracking_number",
    "number_of_parcel": "tracking_number",
    "number_of_order": "order_number",
    "bare_order": "order_number",
    "phone_in_context": "phone",
    "postcode_in_context": "postcode",
    "british_postcode": "postcode",
    "english_address": "address",
    "post_box": "address",
    "relative_date": "date",
    "titled_name": "last_name",
    "introduced_name": "first_name",
    "greeted_name": "first_name",
    "signed_name": "first_name",
    "lone_name": "first_name",
}


def _nir_is_valid(text: str) -> bool:
    """The key of a French social security number: 97 less the number modulo 97 (INSEE)."""
    compact = re.sub(r"\W", "", text.upper()).replace("2A", "19").replace("2B", "18")
    return 97 - int(compact[:13]) % 97 == int(compact[13:])


def _s10_is_valid(text: str) -> bool:
    """UPU S10: weights 8 6 4 2 3 5 9 7, 11 less the sum modulo 11, 10 → 0, 11 → 5."""
    digits = re.sub(r"\D", "", text)
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, (8, 6, 4, 2, 3, 5, 9, 7), strict=False)
    )
    return {10: 0, 11: 5}.get(11 - total % 11, 11 - total % 11) == int(digits[8])


def _digits_pass_luhn(text: str) -> bool:
    return luhn(re.sub(r"\D", "", text))


def _is_customers_amount(text: str) -> list[tuple[int, int]]:
    """Amounts, except those of a tariff or policy, which are true for every customer."""
    return [
        found.span()
        for found in patterns.AMOUNT.finditer(text)
        if not patterns.TARIFF_BEFORE.search(text[max(0, found.start() - 48) : found.start()])
        and not patterns.TARIFF_AFTER.match(text[found.end() :])
    ]


def _sentences(words: re.Pattern[str]) -> Callable[[str], Spans]:
    """Whole sentences that hold one of the words."""

    def find(text: str) -> Iterator[tuple[int, int]]:
        for sentence in patterns.SENTENCE.finditer(text):
            if words.search(sentence.group()):
                blank = len(sentence.group()) - len(sentence.group().lstrip())
                yield sentence.start() + blank, sentence.end()

    return find


def _is_voucher(text: str) -> bool:
    return any(char.isdigit() for char in text) or text.isupper()


def _known_rules(known: Mapping[str, Sequence[str]]) -> Iterator[Rule]:
    # Longest first: a tracking number may contain an order number.
    values = [(kind, value.strip()) for kind, group in known.items() for value in group]
    for kind, value in sorted(values, key=lambda pair: -len(pair[1])):
        if len(value) > 1:
            yield kind, _finder(value)


_ACCENT = "[\u0300-\u036f]?"


@lru_cache(maxsize=1_000)
def _finder(value: str) -> Callable[[str], Spans]:
    """Occurrences of one value, whatever its case, accents and punctuation.

    Digits may stand apart ("20 417"), letters only where words of the value end: "Léa" is nobody
    in "remettez-le à la poste".
    """
    folded = _fold(value)
    places = [place for place, char in enumerate(folded) if char.isalnum()]
    if not places:
        return lambda _text: ()
    parts = [re.escape(folded[places[0]])]
    for before, place in pairwise(places):
        gap = place - before - 1
        apart = gap or folded[before].isdigit() or folded[place].isdigit()
        parts += [_apart(gap) if apart else _ACCENT, re.escape(folded[place])]
    pattern = re.compile(r"(?<!\w)" + "".join(parts) + r"(?!\w)")

    def find(text: str) -> Iterator[tuple[int, int]]:
        for found in pattern.finditer(_fold(text)):
            yield found.span()

    return find


def _apart(gap: int) -> str:
    """As many signs as the value has in between, or what people put there."""
    return rf"[\W_]{{0,{max(gap, 3)}}}"


@lru_cache(maxsize=8)
def _fold(text: str) -> str:
    """Lower case without accents, character for character, so that positions stay."""
    folded: list[str] = []
    for char in text:
        base = unicodedata.normalize("NFKD", char)[:1].lower()
        folded.append(base if len(base) == 1 else char)
    return "".join(folded)


def _repeated_names(text: str) -> Iterator[tuple[int, int]]:
    """A name that greeting, signature or introduction gave away, wherever else it stands."""
    for pattern in (
        patterns.GREETED_NAME,
        patterns.SIGNED_NAME,
        patterns.LONE_NAME,
        patterns.INTRODUCED_NAME,
        patterns.TITLED_NAME,
    ):
        for found in pattern.finditer(text):
            for word in re.findall(r"[^\W\d_][\w'’-]+", found.group("value")):
                if word[0].isupper() and len(word) > 2 and word not in patterns.TITLES:
                    yield from _finder(word)(text)


_CHECKED: list[Rule] = [
    ("iban", iban_spans),
    ("card", card_spans),
    _matches(patterns.MASKED_CARD),
    _matches(patterns.NIR, _nir_is_valid),
    _matches(patterns.SIRET, _digits_pass_luhn),
    _matches(patterns.S10, _s10_is_valid),
]
_FORMS: list[Rule] = [
    _matches(patterns.EMAIL),
    _matches(patterns.LINK),
    _matches(patterns.CASE_NUMBER),
    _matches(patterns.INVOICE_NUMBER),
    _matches(patterns.VOUCHER_CODE, _is_voucher),
    _matches(patterns.COURIER_NUMBER),
    _matches(patterns.PHONE),
    _matches(patterns.PHONE_IN_CONTEXT),
    _matches(patterns.NUMBER_OF_PARCEL),
    _matches(patterns.ADDRESS),
    _matches(patterns.ENGLISH_ADDRESS),
    _matches(patterns.POST_BOX),
    _matches(patterns.POSTCODE_IN_CONTEXT),
    _matches(patterns.NUMBER_OF_ORDER),
    _matches(patterns.DATE),
    ("amount", _is_customers_amount),
    _matches(patterns.POSTCODE),
    _matches(patterns.BRITISH_POSTCODE),
    _matches(patterns.BARE_ORDER),
    _matches(patterns.NUMBER),
]
_NAMES: list[Rule] = [
    _matches(patterns.TITLED_NAME),
    _matches(patterns.GREETED_NAME),
    _matches(patterns.SIGNED_NAME),
    _matches(patterns.LONE_NAME),
    _matches(patterns.INTRODUCED_NAME),
    ("first_name", _repeated_names),
]
_ONE_USE: list[Rule] = [
    ("gesture", _sentences(patterns.GESTURE_WORDS)),
    ("notice", _sentences(patterns.NOTICE_WORDS)),
    _matches(patterns.RELATIVE_DATE),
]
