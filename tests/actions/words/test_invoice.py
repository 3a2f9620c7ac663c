"""Which invoices a link is not enough for."""

from __future__ import annotations

import pytest

from actions.words.invoice import needs_a_human


@pytest.mark.parametrize(
    ("said", "human"),
    [
        ("une facture avec le SIRET de notre atelier", True),
        ("le nom est faux sur la facture", True),
        ("an invoice made out to our firm please", True),
        ("je voudrais la facture du mois dernier", False),
        ("where can I download my invoice?", False),
    ],
)
def test_made_out_to_a_company_or_corrected_is_a_humans(said: str, human: bool) -> None:
    assert needs_a_human(said) is human
