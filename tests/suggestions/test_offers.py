"""Which of the team's past replies the bot may say by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from handoff.brands.brand import Brand
from handoff.storage.engine import Record
from handoff.suggestions import offers, store
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.engine import Suggestions
from handoff.suggestions.offers import OFFERED_FROM, Offer
from handoff.suggestions.ranking import SURE, WEIGHTS
from handoff.suggestions.store import Resolution
from handoff.suggestions.tables import resolutions

WASHING = "À quelle température laver le linge de lit en lin ?"
REPLY = "Le lin se lave à 40 °C sur l'envers. Une question ? {contact_email}"
OTHERS = {
    "mon colis est perdu, le suivi ne bouge plus": "J'ouvre un dossier auprès du transporteur.",
    "je voudrais une facture": "Votre facture est dans votre compte, à côté de la commande.",
    "livrez-vous en Suisse ?": "Oui, nous livrons en Europe et en Suisse.",
}
NOW = datetime.now(UTC)


class Shelf:
    """Some resolutions of the demo brand, and what the bot would say of them."""

    def __init__(self, record: Record, encoder: Encoder, brands: dict[str, Brand]) -> None:
        self.record, self.encoder, self.brand = record, encoder, brands["demo"]
        self.engine = Suggestions(record, encoder, brands)

    async def put(self, question: str, reply: str, language: str = "fr") -> UUID:
        new = Resolution(uuid4(), "demo", language, question, reply)
        async with self.record.transaction(["demo"]) as connection:
            await store.add(connection, self.encoder, [new], store.embed(self.encoder, [new]))
        return new.id

    async def change(self, id: UUID, **values: object) -> None:
        async with self.record.transaction(["demo"]) as connection:
            await connection.execute(
                update(resolutions).where(resolutions.c.id == id).values(values)
            )

    async def find(self, problem: str, language: str = "fr", now: datetime = NOW) -> Offer | None:
        return await offers.find(self.engine, self.record, self.brand, language, problem, now)


@pytest.fixture
async def shelf(record: Record, encoder: Encoder, brands: dict[str, Brand]) -> Shelf:
    shelf = Shelf(record, encoder, brands)
    for question, reply in OTHERS.items():
        await shelf.put(question, reply)
    return shelf


def test_the_bot_has_to_be_surer_than_what_a_cm_is_shown() -> None:
    assert all(OFFERED_FROM[language] > SURE for language in WEIGHTS)


async def test_an_approved_reply_is_offered_with_the_brands_own_words_filled_in(
    shelf: Shelf,
) -> None:
    id = await shelf.put(WASHING, REPLY)
    await shelf.change(id, approved_at=NOW)
    offer = await shelf.find("à quelle température laver le linge de lit en lin")
    assert offer is not None
    assert (offer.resolution_id, offer.confidence >= OFFERED_FROM["fr"]) == (id, True)
    assert offer.reply == REPLY.format(contact_email=shelf.brand.contact.email)


async def test_what_may_not_be_said_is_not_said_however_sure_it_is(shelf: Shelf) -> None:
    id = await shelf.put(WASHING, REPLY)
    assert await shelf.find(WASHING) is None
    today = NOW.date()
    for barred, back in (
        ({"approved_at": None}, {"approved_at": NOW}),
        ({"retired_at": NOW}, {"retired_at": None}),
        ({"holds_until": today - timedelta(days=2)}, {"holds_until": today + timedelta(days=2)}),
        ({"reply": "Je vous rembourse."}, {"reply": REPLY}),
        ({"reply": "Le lavage coûte 10 €."}, {"reply": REPLY}),
        ({"reply": "Exceptionnellement, lavez-le à 60 °C."}, {"reply": REPLY}),
        ({"reply": "Répondez avant le 14 mars."}, {"reply": REPLY}),
        ({"reply": "La commande {order_number} se lave à 40 °C."}, {"reply": REPLY}),
    ):
        await shelf.change(id, **barred)
        assert await shelf.find(WASHING) is None, barred
        await shelf.change(id, **back)
        assert await shelf.find(WASHING) is not None, back


async def test_what_was_merged_away_is_not_said(shelf: Shelf) -> None:
    id = await shelf.put(WASHING, REPLY)
    into = await shelf.put("comment laver du lin ?", "Le lin se lave à froid.")
    await shelf.change(id, approved_at=NOW, merged_into=into)
    assert await shelf.find(WASHING) is None


async def test_the_same_reply_approved_for_another_question_may_be_said(shelf: Shelf) -> None:
    id = await shelf.put("comment entretenir un drap ?", REPLY)
    await shelf.change(id, approved_at=NOW)
    await shelf.put(WASHING, REPLY)
    offer = await shelf.find(WASHING)
    assert offer is not None
    assert offer.resolution_id == id


async def test_something_approved_does_not_stand_in_for_what_fits_better(shelf: Shelf) -> None:
    id = await shelf.put("comment laver les rideaux en lin ?", "Les rideaux se lavent à froid.")
    await shelf.change(id, approved_at=NOW)
    await shelf.put(WASHING, REPLY)
    assert await shelf.find(WASHING) is None


@pytest.mark.parametrize(
    "problem", ["", "🙂", "?", "raconte-moi une blague", "你好，请问", "le linge", "lavage " * 2000]
)
async def test_what_is_not_surely_the_same_is_not_answered(shelf: Shelf, problem: str) -> None:
    id = await shelf.put(WASHING, REPLY)
    await shelf.change(id, approved_at=NOW)
    assert await shelf.find(problem) is None


async def test_a_reply_in_another_language_is_not_said(shelf: Shelf) -> None:
    id = await shelf.put(WASHING, REPLY)
    await shelf.change(id, approved_at=NOW)
    assert await shelf.find("which temperature to wash linen bed sheets (lin)", "en") is None
    assert await shelf.find(WASHING, "de") is None
