"""What belongs to one customer, taken out of a text before it is kept for others.

Personal data and particulars become typed placeholders in single braces. Patterns with a check
digit come first, then values known from the case, then forms and contexts, then names: where two
findings meet, the later one has what the earlier one leaves. When in doubt a number is taken out,
since a gap in a reply costs a CM a second and a leaked number cannot be taken back.
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
from handoff.suggestions import names, patterns, places

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
            _take(text, taken, Finding(start, end, kind))
    findings = sorted(finding for finding in taken if finding.kind)
    redacted = text
    for start, end, kind in reversed(findings):
        redacted = f"{redacted[:start]}{{{kind}}}{redacted[end:]}"
    return Redacted(_tidy(redacted), tuple(findings))


_SENTENCES = frozenset({"gesture", "notice"})


def _take(text: str, taken: list[Finding], new: Finding) -> None:
    """Add `new`, or what earlier findings leave of it; what it swallows becomes a part of it."""
    met = [each for each in taken if each.start < new.end and new.start < each.end]
    if met and all(_swallows(new, each) for each in met):
        taken[:] = [each for each in taken if each not in met]
        met = []
    start = new.start
    for each in sorted([*met, Finding(new.end, new.end, "")]):
        if any(map(str.isalnum, text[start : each.start])):
            taken.append(Finding(start, each.start, new.kind))
        start = max(start, each.end)


def _swallows(new: Finding, each: Finding) -> bool:
    """A sentence takes all in it along; an address all but what stays: "14 place du 14 juillet"."""
    inside = new.start <= each.start and each.end <= new.end
    return inside and (new.kind in _SENTENCES or (new.kind == "address" and each.kind != ""))


def _tidy(text: str) -> str:
    """Neighbouring placeholders of one kind are one; blank runs left by them are closed."""
    text = re.sub(r"(\{[a-z_]+\})(?:[\s,;/-]*\1)+", r"\1", text)
    return re.sub(r"[ \t]+(?=\n)", "", text).strip()


def _matches(kind: str, pattern: re.Pattern[str], accept: Callable[[str], bool] = bool) -> Rule:
    """A rule from a pattern: its first named group that matched, where it has any, else all."""

    def find(text: str) -> Iterator[tuple[int, int]]:
        for found in pattern.finditer(text):
            group = next((name for name, part in found.groupdict().items() if part), 0)
            if accept(found.group(group)):
                yield found.span(group)

    return kind, find


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
        found.span("value") if found["value"] else found.span()
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


def _vouchers(text: str) -> Iterator[tuple[int, int]]:
    """Codes in capitals, but for words of a text that is all in capitals."""
    shouted = sum(map(str.islower, text)) < sum(map(str.isupper, text))
    for found in patterns.VOUCHER_CODE.finditer(text):
        code = found.group("value")
        if any(map(str.isdigit, code)) or (code.isupper() and not shouted):
            yield found.span("value")


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
    # An underscore may stand before it, as in the name of a mailbox.
    pattern = re.compile(r"(?<![^\W_])" + "".join(parts) + r"(?![^\W_])")

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
    for word in names.told(text):
        yield from _finder(word)(text)


_CHECKED: list[Rule] = [
    _matches("siret", patterns.SIRET_IN_CONTEXT),
    ("iban", iban_spans),
    ("card", card_spans),
    _matches("card", patterns.CARD_IN_CONTEXT),
    _matches("card", patterns.MASKED_CARD),
    _matches("card", patterns.LAST_DIGITS),
    _matches("nir", patterns.NIR, _nir_is_valid),
    _matches("siret", patterns.SIRET, _digits_pass_luhn),
    _matches("tracking_number", patterns.S10, _s10_is_valid),
]
_FORMS: list[Rule] = [
    _matches("email", patterns.EMAIL),
    _matches("link", patterns.LINK),
    _matches("ip_address", patterns.IP_ADDRESS),
    _matches("case_number", patterns.CASE_NUMBER),
    _matches("invoice_number", patterns.INVOICE_NUMBER),
    _matches("postcode", places.POSTCODE_IN_CONTEXT),
    _matches("voucher_code", patterns.GIFT_CARD),
    ("voucher_code", _vouchers),
    _matches("tracking_number", patterns.COURIER_NUMBER),
    _matches("tracking_number", patterns.NUMBER_OF_PARCEL),
    _matches("phone", patterns.PHONE),
    _matches("phone", patterns.PHONE_IN_WORDS),
    _matches("phone", patterns.PHONE_IN_CONTEXT),
    _matches("address", places.ADDRESS),
    _matches("address", places.NUMBER_LAST),
    _matches("address", places.ENGLISH_ADDRESS),
    _matches("address", places.FOREIGN_ADDRESS),
    _matches("address", places.ADDRESS_IN_CONTEXT),
    _matches("address", places.LOCALITY),
    _matches("address", places.POST_BOX),
    _matches("address", places.DOOR),
    _matches("voucher_code", patterns.VOUCHER_NEAR),
    _matches("order_number", patterns.NUMBER_OF_ORDER),
    _matches("voucher_code", patterns.BARE_VOUCHER),
    _matches("date", patterns.DATE),
    ("amount", _is_customers_amount),
    _matches("postcode", places.POSTCODE),
    _matches("postcode", places.POSTCODE_AT),
    _matches("postcode", places.FOREIGN_POSTCODE),
    _matches("postcode", places.BRITISH_POSTCODE),
    _matches("order_number", patterns.BARE_ORDER),
    _matches("tracking_number", patterns.MIXED_NUMBER),
    _matches("number", patterns.NUMBER),
]
_NAMES: list[Rule] = [
    _matches("last_name", names.TITLED_NAME),
    _matches("first_name", names.GREETED_NAME),
    _matches("first_name", names.SIGNED_NAME),
    _matches("first_name", names.LOWER_SIGNED_NAME),
    _matches("first_name", names.LONE_NAME),
    _matches("first_name", names.HEADING_NAME),
    _matches("first_name", names.INTRODUCED_NAME),
    _matches("first_name", names.LOWER_NAME),
    _matches("first_name", names.STATED_NAME),
    ("first_name", names.given),
    ("first_name", names.in_small_letters),
    ("first_name", _repeated_names),
]
_ONE_USE: list[Rule] = [
    ("gesture", _sentences(patterns.GESTURE_WORDS)),
    ("notice", _sentences(patterns.NOTICE_WORDS)),
    _matches("date", patterns.RELATIVE_DATE),
    _matches("date", patterns.LONE_WEEKDAY),
]

KINDS = frozenset(kind for kind, _ in (*_CHECKED, *_FORMS, *_NAMES, *_ONE_USE))
"""Every placeholder that a finding may become, besides the names of what a case knows."""
