"""What only a carrier's sentence tells: where a parcel went, and until when it waits."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.carriers.labels import Place, handed_to, is_at_counter, last_day, signed_by

SAID_ON = date(2026, 12, 20)


@pytest.mark.parametrize(
    ("label", "day"),
    [
        ("Disponible jusqu'au 28/12/2026", date(2026, 12, 28)),
        ("Disponible jusqu’au 28/12/26 inclus", date(2026, 12, 28)),
        ("Disponible jusqu'au lundi 28 décembre", date(2026, 12, 28)),
        ("Disponible jusqu'au 3 janvier", date(2027, 1, 3)),
        ("Disponible jusqu'au 1er janvier 2027", date(2027, 1, 1)),
        ("À retirer avant le 28.12.2026", date(2026, 12, 28)),
        ("Available until 28/12/2026", date(2026, 12, 28)),
        ("Available until Monday 28 December", date(2026, 12, 28)),
        ("Please collect by the 2nd January 2027", date(2027, 1, 2)),
        ("Disponible jusqu'au 31/02/2027", None),
        ("Disponible jusqu'au prochain passage", None),
        ("Disponible dans votre point de retrait depuis le 12/12/2026", None),
        ("", None),
    ],
)
def test_the_last_day_is_read_from_the_sentence_or_not_told(label: str, day: date | None) -> None:
    assert last_day(label, SAID_ON) == day


@given(st.text(), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_no_sentence_breaks_the_reading(label: str, said_on: date) -> None:
    last_day(label, said_on)
    signed_by(label)
    handed_to(label)


@pytest.mark.parametrize(
    ("label", "place"),
    [
        ("Votre colis a été livré dans votre boîte aux lettres", Place.letter_box),
        ("Your parcel was delivered to your letter box", Place.letter_box),
        ("Remis au gardien de l'immeuble", Place.concierge),
        ("Livré à un voisin contre signature", Place.neighbour),
        ("Livré contre signature", Place.signed),
        ("Votre colis a été retiré au point relais", Place.pickup_point),
        ("Déposé dans un lieu sûr", Place.safe_place),
        ("Votre colis a été livré", None),
    ],
)
def test_where_a_parcel_went_is_read_from_the_sentence(label: str, place: Place | None) -> None:
    assert handed_to(label) is place


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Livré contre signature de M. Perrin", "M. Perrin"),
        ("Signé par Mme Dubois, gardienne", "Mme Dubois"),
        ("Your parcel was delivered, signed by A. Martin.", "A. Martin"),
        ("Livré contre signature", None),
    ],
)
def test_who_signed_is_told_where_it_is_known(label: str, name: str | None) -> None:
    assert signed_by(label) == name


@pytest.mark.parametrize(
    ("label", "waiting"),
    [
        ("Votre colis a été livré au point relais", True),
        ("Déposé en consigne", True),
        ("Your parcel was delivered to the pick-up point", True),
        ("Votre colis a été retiré au point relais", False),
        ("Colis livré au relais et remis au destinataire", False),
        ("Votre colis a été livré dans votre boîte aux lettres", False),
    ],
)
def test_delivered_to_a_relay_is_not_collected(label: str, waiting: bool) -> None:
    assert is_at_counter(label) is waiting
