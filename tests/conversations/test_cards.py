"""No card number passes the door, and no order or parcel number is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.conversations.cards import is_card, luhn, mask_cards

VISA = "4970101234567890"


def check_digit(payload: str) -> str:
    return next(digit for digit in "0123456789" if luhn(payload + digit))


VISA = VISA[:-1] + check_digit(VISA[:-1])
LAST_FOUR = VISA[-4:]


@pytest.mark.parametrize(
    "written",
    [
        VISA,
        " ".join(VISA[i : i + 4] for i in range(0, 16, 4)),
        "-".join(VISA[i : i + 4] for i in range(0, 16, 4)),
        "\u202f".join(VISA[i : i + 4] for i in range(0, 16, 4)),
        "\n".join(VISA[i : i + 4] for i in range(0, 16, 4)),
        " ".join(VISA),
        "378282246310005",
        "5555 5555 5555 4444",
        "2223 0031 2200 3222",
        "6759649826438453",
        "36227206271667",
    ],
)
def test_a_card_number_is_reduced_to_its_last_four_digits(written: str) -> None:
    masked = mask_cards(f"ma carte {written} ne passe pas")
    digits = "".join(char for char in masked if char.isdigit())
    assert len(digits) == 4
    assert masked.startswith("ma carte •")
    assert masked.endswith(" ne passe pas")


@pytest.mark.parametrize(
    "harmless",
    [
        "commande 20417, code postal 01000",
        "appelez-moi au 06 12 34 56 78 ou au +33 1 23 45 67 89",
        "mon colis 6A15602676300 et RB123456785GB",
        "IBAN FR76 3000 6000 0112 3456 7890 189",
        "le 12/03/2026 à 14:30, 45,90 €",
        "4970101234567891",  # fails Luhn's check
        "0000000000000000",  # passes it, but begins like no card
        "",
    ],
)
def test_other_numbers_stay_as_they_are(harmless: str) -> None:
    assert mask_cards(harmless) == harmless


def test_the_number_of_a_known_parcel_stays() -> None:
    assert mask_cards(f"colis {VISA} ?", known=[VISA]) == f"colis {VISA} ?"
    assert VISA not in mask_cards(f"colis {VISA} ?", known=["20417", LAST_FOUR])


def test_a_card_beside_an_order_number_is_found() -> None:
    masked = mask_cards(f"20417 {VISA}")
    assert masked == f"20417 •••• •••• •••• {LAST_FOUR}"


def test_two_cards_are_both_masked() -> None:
    masked = mask_cards(f"{VISA} ou 5555555555554444")
    assert VISA not in masked
    assert "5555555555554444" not in masked


@pytest.mark.parametrize(
    "text", ["cvv 123", "CVC: 123", "cryptogramme visuel 123", "le code de sécurité est 1234"]
)
def test_the_security_code_is_removed(text: str) -> None:
    masked = mask_cards(text)
    assert not any(char.isdigit() for char in masked)


@given(
    before=st.text(alphabet="abc .,\n", max_size=10),
    payload=st.from_regex(r"4\d{14}", fullmatch=True),
    after=st.text(alphabet="abc .,\n", max_size=10),
    separator=st.sampled_from(["", " ", "-", ".", "\u00a0"]),
)
def test_no_card_survives_whatever_surrounds_it(
    before: str, payload: str, after: str, separator: str
) -> None:
    card = payload + check_digit(payload)
    assert is_card(card)
    written = separator.join(card[i : i + 4] for i in range(0, 16, 4))
    masked = mask_cards(before + written + after)
    assert sum(char.isdigit() for char in masked) == 4
    assert mask_cards(masked) == masked


@given(st.text())
def test_any_text_is_masked_without_error(text: str) -> None:
    assert mask_cards(mask_cards(text)) == mask_cards(text)
