"""The French particulars are well-formed: what redaction is measured with must itself be right."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import TypedDict

import pytest

PARTICULARS = Path(__file__).parent / "french" / "particulars.jsonl"
KINDS = {
    "phone",
    "address",
    "postcode",
    "iban",
    "nir",
    "siret",
    "tracking_number",
    "voucher",
    "link",
    "email",
    "card",
    "order_number",
    "invoice_number",
    "first_name",
    "last_name",
    "amount",
    "date",
}
S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


class Span(TypedDict):
    kind: str
    value: str


class Item(TypedDict):
    text: str
    kind: str
    spans: list[Span]


@pytest.fixture(scope="module")
def items() -> list[Item]:
    return [json.loads(line) for line in PARTICULARS.read_text(encoding="utf-8").splitlines()]


def bare(items: list[Item], kind: str) -> list[str]:
    """All values of a kind, in capitals, without what only separates."""
    spans = [span for item in items for span in item["spans"] if span["kind"] == kind]
    return [re.sub(r"[\s./-]", "", span["value"]).upper() for span in spans]


def luhn(digits: str) -> bool:
    doubled = (int(digit) * 2 for digit in digits[-2::-2])
    return (sum(map(int, digits[::-2])) + sum(n - 9 * (n > 9) for n in doubled)) % 10 == 0


def s10_check(serial: str) -> int:
    rest = 11 - sum(int(digit) * w for digit, w in zip(serial, S10_WEIGHTS, strict=True)) % 11
    return {10: 0, 11: 5}.get(rest, rest)


def nir_key(number: str) -> int:
    return 97 - int(number.replace("2A", "19").replace("2B", "18")) % 97


def test_there_are_enough_lines_and_none_is_doubled(items: list[Item]) -> None:
    assert len(items) >= 300
    assert len({item["text"] for item in items}) == len(items)
    assert {item["kind"] for item in items} == {"question", "reply"}
    assert sum(not item["spans"] for item in items) >= 40


def test_every_kind_is_there_often_enough(items: list[Item]) -> None:
    counted = Counter(span["kind"] for item in items for span in item["spans"])
    assert set(counted) == KINDS
    assert not {kind: count for kind, count in counted.items() if count < 25}


def test_every_value_stands_in_its_text_after_the_one_before(items: list[Item]) -> None:
    for item in items:
        end = 0
        for span in item["spans"]:
            start = item["text"].find(span["value"], end)
            assert start >= 0, item
            end = start + len(span["value"])


def test_ibans_have_their_check_digits(items: list[Item]) -> None:
    for iban in bare(items, "iban"):
        moved = iban[4:] + iban[:4]
        assert int("".join(str(int(character, 36)) for character in moved)) % 97 == 1, iban


def test_cards_have_their_check_digit_unless_masked(items: list[Item]) -> None:
    whole = [card for card in bare(items, "card") if re.fullmatch(r"\d{13,19}", card)]
    assert len(whole) >= 15
    assert [card for card in whole if not luhn(card)] == []


def test_social_security_numbers_have_their_key(items: list[Item]) -> None:
    numbers = bare(items, "nir")
    assert {number[5:7] for number in numbers} >= {"2A", "2B"}
    for number in numbers:
        assert len(number) == 15
        assert nir_key(number[:13]) == int(number[13:]), number


def test_firms_have_their_check_digits(items: list[Item]) -> None:
    firms = bare(items, "siret")
    assert {len(firm) for firm in firms} == {9, 14}
    assert [firm for firm in firms if not (luhn(firm) and luhn(firm[:9]))] == []


def test_international_parcels_have_their_check_digit(items: list[Item]) -> None:
    numbers = bare(items, "tracking_number")
    s10 = [number for number in numbers if re.fullmatch(r"[A-Z]{2}\d{9}[A-Z]{2}", number)]
    assert len(s10) >= 8
    assert [number for number in s10 if s10_check(number[2:10]) != int(number[10])] == []
