"""A waiting customer knows place and estimate, or that nobody knows, or when the team is back."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from handoff.conversations.tables import events
from handoff.live.signals import Wait
from handoff.storage.engine import EVERY_BRAND

OPEN = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)  # a Tuesday, 11:00 in Paris
NIGHT = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)
SATURDAY_EVENING = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
CHRISTMAS_EVE = datetime(2026, 12, 24, 20, 0, tzinfo=UTC)


def words(desk, conversation, place: int, now: datetime) -> str:
    wait = desk._waits.wait(conversation.id, conversation.brand, conversation.team, place, now)
    return desk._waits.words(wait, conversation, now, "human_coming")


async def test_in_opening_hours_the_place_is_told_and_an_unknown_wait_is_called_unknown(
    desk, opened
):
    conversation = await opened()
    assert words(desk, conversation, 3, OPEN) == (
        "Un membre de notre équipe va prendre le relais. "
        "Vous êtes en position 3 dans la file. Nous ne savons pas encore estimer l'attente."
    )
    assert "en tête de la file" in words(desk, conversation, 1, OPEN)


@pytest.mark.parametrize(
    ("language", "brand", "now", "expected"),
    [
        ("fr", "demo", NIGHT, "elle est de retour demain à 9 h."),
        ("fr", "demo", SATURDAY_EVENING, "elle est de retour lundi à 9 h."),
        ("en", "demo", NIGHT, "will be back tomorrow at 9:00."),
        ("fr", "demo", CHRISTMAS_EVE, "elle est de retour samedi à 10 h."),
        ("fr", "kiosque", NIGHT, "Ta demande est enregistrée et la réponse t'attendra ici."),
    ],
)
async def test_out_of_hours_the_customer_learns_when_the_team_is_back(
    desk, opened, language, brand, now, expected
):
    assert expected in words(desk, await opened(brand, language), 1, now)


async def test_a_cm_who_works_after_hours_is_here(desk, opened, camille):
    conversation = await opened()
    assert "de retour demain" in words(desk, conversation, 1, NIGHT)
    await desk.presence.renew(camille)
    await desk.presence.look()
    assert "en tête de la file" in words(desk, conversation, 1, NIGHT)
    await desk.presence.renew(camille, "away")
    await desk.presence.look()
    assert "de retour demain" in words(desk, conversation, 1, NIGHT)


async def test_an_estimate_comes_from_recent_service_times_and_cms_online(
    desk_of, opened, waiting, camille, noe, record
):
    # Without its loops: nobody is noted as online between two steps.
    desk = await desk_of(loops=False)
    for _ in range(5):
        claimed = await desk.claim(camille, (await waiting()).id)
        await desk.hand_back(camille, claimed.id, version=claimed.version)
    async with record.transaction(EVERY_BRAND) as connection:
        await connection.execute(
            events.update()
            .where(events.c.body["move"].astext == "claim")
            .values(at=events.c.at - timedelta(minutes=6))
        )
    await desk._waits.learn_service_times()
    conversation = await opened()
    assert "Nous ne savons pas" in words(desk, conversation, 2, OPEN)
    for cm in (camille, noe):
        await desk.presence.renew(cm)
    await desk.presence.look()
    # Five conversations of six minutes, two CMs, one person ahead.
    assert "Attente estimée : 7 min." in words(desk, conversation, 2, OPEN)


async def test_a_waiting_customer_hears_of_a_new_place(desk, waiting, camille, conversations):
    first, second = await waiting(), await waiting()
    hub = desk._waits._hub
    async with await hub.subscribe(second.id) as subscription:
        places: list[int | None] = []
        async with asyncio.timeout(8):
            async for signal in subscription:
                if isinstance(signal, Wait):
                    places.append(signal.place)
                    if signal.place == 2:
                        await desk.claim(camille, first.id)
                    if signal.place == 1:
                        break
    assert places == [2, 1]


async def test_the_place_counts_who_is_due_before_in_the_same_team(desk, waiting):
    first = await waiting()
    await waiting(team="quality")
    await waiting("kiosque")
    critical = await waiting(urgency="critical")
    assert (await desk.wait_of(critical)).place == 1
    assert (await desk.wait_of(first)).place == 2
    assert (await desk.wait_of(await desk.prefer_bot(first.id))).place is None
