"""Proof for changing, from the bot's side: a real mail, its link, and what follows."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from actions.clients import clients
from actions.record import RecordUnavailable
from tests.actions.flows.conftest import Mailbox, Stint

Begin = Callable[..., Stint]

ORDER = "20417"


async def _proven(stint: Stint) -> None:
    order = await clients().shops.of("demo").orders.order("demo", ORDER)
    assert order is not None
    proof = await clients().record.prove(
        stint.conversation, ORDER, postcode=order.postcode, email=None
    )
    assert proof.granted


async def test_an_order_may_be_changed_once_its_customer_has_confirmed_from_the_mailbox(
    stint: Begin, mailbox: Mailbox
) -> None:
    begun = stint()
    await _proven(begun)
    record = clients().record
    asked = await record.changing(begun.conversation, ORDER)
    assert asked.state == "sent"
    (mail,) = mailbox.mails()
    assert asked.sent_to == f"{mail['to'][0][0]}…@{mail['to'][0].partition('@')[2]}"
    assert (await record.changing(begun.conversation, ORDER)).state == "sent"
    mailbox.confirm()
    assert (await record.changing(begun.conversation, ORDER)).state == "proven"
    assert len(mailbox.mails()) == 1


async def test_an_order_that_may_not_be_read_is_not_mailed_about(
    stint: Begin, mailbox: Mailbox
) -> None:
    begun = stint()
    with pytest.raises(RecordUnavailable):
        await clients().record.changing(begun.conversation, ORDER)
    assert mailbox.mails() == []


async def test_what_was_done_is_mailed_in_the_brands_name_once_for_a_turn(
    stint: Begin, mailbox: Mailbox
) -> None:
    begun = stint()
    await _proven(begun)
    turn_id = str(uuid4())
    for _ in range(2):
        mailed = await clients().record.mail(
            begun.conversation,
            ORDER,
            turn_id=turn_id,
            action="acknowledge",
            subject="Votre retour",
            text="Nous avons reçu votre demande.",
        )
        assert mailed.state == "sent"
    (mail,) = mailbox.mails()
    assert mail["headers"]["From"].startswith("Maison Orme <")
    assert "Nous avons reçu votre demande." in mail["text"]


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_a_confirmation_of_nothing_says_that_nothing_waits(
    stint: Begin, language: str
) -> None:
    begun = stint(language=language)
    answer = await begun.turn("action_confirmed", "c'est confirmé", intent="confirmed")
    assert answer.said[-1] == "utter_nothing_to_confirm"
    assert "problem" not in answer.told.get("facts", {})
    assert answer.told.get("escalate") is None
