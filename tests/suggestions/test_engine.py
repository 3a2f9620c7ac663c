"""What a CM gets for a customer's problem."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from uuid import UUID

import pytest

from handoff.brands.brand import Brand
from handoff.storage.engine import Record
from handoff.suggestions import feedback, store
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.engine import Suggestions, UnknownBrand
from handoff.suggestions.feedback import Occasion, Reason, Verdict
from handoff.suggestions.importing import Summary, import_resolutions

Import = Callable[..., Awaitable[Summary]]

LOST = {
    "question": "mon colis est perdu, le suivi ne bouge plus depuis dix jours",
    "reply": "Bonjour Anna,\n\nJ'ouvre un dossier chez {carrier} pour le colis {tracking_number} : "
    "s'il n'est pas retrouvé, nous vous le renvoyons ou nous vous le remboursons.\n\nBien à vous,"
    "\nSacha, Maison Orme",
    "language": "fr",
    "external_id": "lost",
    "csat": 5,
    "resolved_at": "2026-03-02",
}
RETURN = {
    "question": "comment retourner une robe qui ne me va pas ?",
    "reply": "Vous avez 30 jours pour la retourner : l'étiquette est dans votre compte.",
    "language": "fr",
    "external_id": "return",
}
LAMP = {
    "question": "la lampe est arrivée cassée",
    "reply": "Je vous en renvoie une neuve ou je vous rembourse {amount}, à votre choix.",
    "language": "fr",
    "external_id": "lamp",
}
INVOICE = {
    "question": "can I have an invoice with VAT?",
    "reply": "Your invoice is in your account, next to order {order_number}.",
    "language": "en",
    "external_id": "invoice",
}


@pytest.fixture
def imported(record: Record, encoder: Encoder, brands: dict[str, Brand], tmp_path: Path) -> Import:
    async def run(*rows: dict[str, object], brand: str = "demo") -> Summary:
        file = tmp_path / "resolutions.jsonl"
        file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        return await import_resolutions(record, encoder, file, brands, brand)

    return run


@pytest.fixture
def engine(record: Record, encoder: Encoder, brands: dict[str, Brand]) -> Suggestions:
    return Suggestions(record, encoder, brands)


async def test_a_cm_gets_the_colleagues_reply_filled_in_and_signed_by_themselves(
    imported: Import, engine: Suggestions, brands: dict[str, Brand]
) -> None:
    await imported(LOST, RETURN, LAMP)
    facts = {"first_name": "Léa", "carrier": "Colissimo", "tracking_number": "6A15602676300"}
    result = await engine.suggest(
        "jai tjrs rien recu, le suivi du colis bouge plus", "demo", "fr", facts, cm="Camille"
    )
    best = result.suggestions[0]
    assert best.reply == (
        "Bonjour Léa,\n\nJ'ouvre un dossier chez Colissimo pour le colis 6A15602676300 : s'il "
        "n'est pas retrouvé, nous vous le renvoyons ou nous vous le remboursons.\n\n"
        + brands["demo"].closing("fr", "Camille")
    )
    assert best.missing == ()
    assert best.source.question == LOST["question"]
    assert best.source.csat == 5
    assert "Sacha" not in best.reply


async def test_what_cannot_be_filled_stays_visible_and_is_listed(
    imported: Import, engine: Suggestions
) -> None:
    await imported(LOST, RETURN, LAMP)
    result = await engine.suggest("ma lampe est cassée", "demo", "fr", {"order_total": 45})
    assert result.suggestions[0].missing == ("amount",)
    assert "{amount}" in result.suggestions[0].reply


async def test_a_brands_key_gets_the_body_alone(imported: Import, engine: Suggestions) -> None:
    await imported(RETURN)
    result = await engine.suggest("retourner une robe", "demo", "fr", {})
    assert result.suggestions[0].reply == RETURN["reply"]


async def test_each_brand_speaks_in_its_own_voice(
    imported: Import, engine: Suggestions, brands: dict[str, Brand]
) -> None:
    reply = "Tu as 14 jours pour la retourner, l'étiquette est dans ton compte."
    await imported(RETURN | {"reply": reply}, brand="kiosque")
    result = await engine.suggest("retourner une robe", "kiosque", "fr", {}, cm="Noé")
    farewell = brands["kiosque"].closing("fr", "Noé")
    assert result.suggestions[0].reply == f"Hello !\n\n{reply}\n\n{farewell}"
    assert "Noé" in farewell


INCOMPARABLE = """
👏
20417
你好，我的包裹在哪里？
quel temps fera-t-il demain à Oslo
who won the football match last night
{order_number}
"""


@pytest.mark.parametrize("text", ["", "   ", "\x00", "x" * 20_000, *INCOMPARABLE.splitlines()])
async def test_nothing_comparable_means_silence_never_an_error(
    imported: Import, engine: Suggestions, text: str
) -> None:
    await imported(LOST, RETURN, LAMP, INVOICE)
    result = await engine.suggest(text, "demo", None, {})
    assert result.abstained
    assert result.as_json() == {"suggestions": [], "abstained": True}


async def test_a_brand_without_resolutions_gets_silence(engine: Suggestions) -> None:
    assert (await engine.suggest("où est mon colis", "demo", "fr", {})).abstained


async def test_another_brands_resolutions_are_never_shown(
    imported: Import, engine: Suggestions
) -> None:
    await imported(LOST, brand="kiosque")
    assert (await engine.suggest(str(LOST["question"]), "demo", "fr", {})).abstained


async def test_replies_that_say_the_same_are_one_with_a_count(
    imported: Import, engine: Suggestions
) -> None:
    again = LOST | {"question": "toujours pas de colis, il est perdu ?", "external_id": "lost-2"}
    await imported(LOST, again, RETURN)
    result = await engine.suggest("mon colis est perdu", "demo", "fr", {})
    replies = [suggestion.reply for suggestion in result.suggestions]
    assert len(replies) == len(set(replies))
    assert result.suggestions[0].source.count == 2


async def test_another_language_of_the_brand_is_marked(
    imported: Import, engine: Suggestions
) -> None:
    await imported(INVOICE, LOST)
    result = await engine.suggest("je voudrais une facture avec la tva", "demo", "fr", {})
    shown = [(each.source.language, each.reply) for each in result.suggestions]
    assert ("en", INVOICE["reply"]) in shown


async def test_accents_typos_and_text_message_spelling_find_the_same(
    imported: Import, engine: Suggestions
) -> None:
    await imported(LOST, RETURN, LAMP)
    for spelling in ("la lampe est arrivee cassee", "LAMPE CASSÉE !!", "lampp arrivé cassé"):
        result = await engine.suggest(spelling, "demo", "fr", {})
        assert result.suggestions[0].source.question == LAMP["question"], spelling


async def test_a_retired_or_removed_resolution_never_appears_again(
    imported: Import, engine: Suggestions, record: Record
) -> None:
    await imported(LOST, RETURN)
    problem = str(LOST["question"])
    first = (await engine.suggest(problem, "demo", "fr", {})).suggestions[0].resolution_id
    assert not await store.retire(record, ["kiosque"], first)
    assert await store.retire(record, ["demo"], first)
    assert first not in await _ids(engine, problem)
    second = (await engine.suggest("retourner une robe", "demo", "fr", {})).suggestions[0]
    assert await store.remove(record, ["demo"], second.resolution_id)
    assert await store.count(record, ["demo"]) == 0
    assert await _ids(engine, "retourner une robe") == set()


async def test_a_resolution_made_now_is_suggested_at_once(
    imported: Import, engine: Suggestions
) -> None:
    await imported(LOST)
    await engine.suggest("la lampe est cassée", "demo", "fr", {})
    await imported(LAMP)
    result = await engine.suggest("la lampe est cassée", "demo", "fr", {})
    assert result.suggestions[0].source.question == LAMP["question"]


async def test_vectors_are_made_again_for_another_encoder(
    imported: Import, engine: Suggestions, record: Record, encoder: Encoder
) -> None:
    await imported(LOST, RETURN)
    async with record.transaction("*") as connection:
        await connection.exec_driver_sql(
            "UPDATE resolution_vectors SET space = 'another/' || space"
        )
    assert (await engine.suggest(str(LOST["question"]), "demo", "fr", {})).abstained
    assert await store.embed_missing(record, encoder) == 2
    assert await store.embed_missing(record, encoder) == 0
    assert not (await engine.suggest(str(LOST["question"]), "demo", "fr", {})).abstained


async def test_an_unknown_brand_is_named_with_those_that_exist(engine: Suggestions) -> None:
    with pytest.raises(UnknownBrand, match="demo, kiosque"):
        await engine.suggest("bonjour", "nobody", "fr", {})


async def test_what_became_of_suggestions_is_kept(
    imported: Import, engine: Suggestions, record: Record
) -> None:
    await imported(LOST, RETURN)
    here = Occasion("demo")
    result = await engine.suggest(str(LOST["question"]), "demo", "fr", {})
    best = result.suggestions[0]
    await feedback.shown(record, here, result)
    await feedback.shown(record, here, await engine.suggest("👏", "demo", "fr", {}))
    await feedback.inserted(record, here, best.resolution_id)
    as_it_was = await feedback.sent(record, here, best.resolution_id, best.reply, best.reply)
    rewritten = await feedback.sent(record, here, best.resolution_id, best.reply, "Autre chose.")
    await feedback.rejected(record, here, best.resolution_id, Reason.OUTDATED)
    assert (as_it_was, rewritten) == (Verdict.SENT, Verdict.EDITED)
    kept = await feedback.tally(record, ["demo"])
    assert kept[Verdict.SHOWN] == len(result.suggestions)
    assert {Verdict.ABSTAINED, Verdict.INSERTED, Verdict.REJECTED} <= set(kept)
    assert await feedback.tally(record, ["kiosque"]) == {}


async def test_of_two_replies_that_fit_alike_the_one_that_is_sent_comes_first(
    imported: Import, engine: Suggestions, record: Record
) -> None:
    problem = "comment rendre ce manteau trop grand ?"
    asked = {"question": problem, "language": "fr"}
    await imported(
        asked | {"external_id": "a", "reply": "Déposez-le dans une boutique."},
        asked | {"external_id": "b", "reply": "Déposez-le dans un bureau de poste."},
    )
    before = await engine.suggest(problem, "demo", "fr", {})
    first, second = before.suggestions[:2]
    here = Occasion("demo")
    for _ in range(30):
        await feedback.shown(record, here, before)
        await feedback.sent(record, here, second.resolution_id, second.reply, second.reply)
    after = await engine.suggest(problem, "demo", "fr", {})
    assert [each.resolution_id for each in after.suggestions[:2]] == [
        second.resolution_id,
        first.resolution_id,
    ]


async def _ids(engine: Suggestions, problem: str) -> set[UUID]:
    result = await engine.suggest(problem, "demo", "fr", {})
    return {suggestion.resolution_id for suggestion in result.suggestions}


async def test_what_the_bot_found_out_decides_between_replies_to_the_same_words(
    imported: Import, engine: Suggestions
) -> None:
    await imported(
        {
            "question": "mon colis est marqué livré mais je n'ai rien reçu",
            "reply": "Le transporteur le dit livré : demandez aux voisins, j'ouvre un dossier.",
            "language": "fr",
        },
        {
            "question": "mon colis repart chez vous, retour à l'expéditeur",
            "reply": "Il revient chez nous : confirmez-moi l'adresse et je vous le renvoie.",
            "language": "fr",
        },
    )
    for status, reply in {"delivered": "voisins", "returning": "adresse"}.items():
        result = await engine.suggest(
            "mon colis n'est jamais arrivé", "demo", "fr", {"parcel_status": status}
        )
        assert reply in result.suggestions[0].reply, status


async def test_a_carrier_is_called_by_its_name(imported: Import, engine: Suggestions) -> None:
    await imported(LOST)
    result = await engine.suggest(str(LOST["question"]), "demo", "fr", {"carrier": "colissimo"})
    assert "chez Colissimo" in result.suggestions[0].reply
