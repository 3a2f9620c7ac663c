"""What CMs and customers do at the desk, and what is refused."""

import pytest

from handoff.conversations.log import ClientIdReused, NotFound
from handoff.conversations.ownership import Outcome, Owner
from handoff.desk.refusals import DeskRefusal


def service(events):
    return [e.body.get("code") for e in events if e.kind == "message" and e.author == "service"]


@pytest.fixture
async def taken(desk, waiting, camille):
    """A conversation that Camille has claimed."""
    return await desk.claim(camille, (await waiting()).id)


async def test_a_customer_who_asks_for_a_human_is_told_the_place(desk, opened, conversations):
    first, second = await opened(), await opened()
    await desk.ask_human(first.id)
    after = await desk.ask_human(second.id)
    assert (after.owner, after.reason) == (Owner.WAITING, "asked_human")
    told = (await conversations.events(second.id))[-1]
    assert (told.author, told.body["code"], told.body["place"]) == ("service", "place", 2)
    await desk.ask_human(second.id)
    assert service(await conversations.events(second.id)) == ["place"]


async def test_a_customer_of_a_closed_conversation_can_ask_for_a_human(desk, taken, camille):
    await desk.close_episode(
        camille, taken.id, version=taken.version, outcome=Outcome.RESOLVED_BY_CM
    )
    after = await desk.ask_human(taken.id)
    assert (after.owner, after.episode) == (Owner.WAITING, 2)


async def test_a_waiting_customer_may_prefer_the_bot(desk, waiting, conversations):
    conversation = await waiting()
    after = await desk.prefer_bot(conversation.id)
    assert (after.owner, after.stint) == (Owner.BOT, 2)
    told = (await conversations.events(conversation.id))[-1]
    assert told.body["code"] == "back_to_bot"
    assert "assistant automatique" in told.body["text"]
    assert (await desk.prefer_bot(conversation.id)).stint == 2


async def test_the_customer_learns_who_answers(desk, taken, conversations):
    events = await conversations.events(taken.id)
    assert events[-2].body["to"] == "cm"
    assert events[-2].name == "Camille"
    assert events[-1].body["text"] == "Camille a rejoint la conversation et vous répond."


async def test_kiosque_says_tu(desk, waiting, cm_of, conversations):
    conversation = await waiting("kiosque")
    cm = await cm_of("Lou", brands=("kiosque",))
    await desk.claim(cm, conversation.id)
    told = (await conversations.events(conversation.id))[-1]
    assert told.body["text"] == "Lou a rejoint la conversation et te répond."


async def test_a_cm_answers_and_twice_is_once(desk, taken, camille, conversations):
    async def send(text: str, client_id: str = "a"):
        return await desk.send(
            camille, taken.id, client_id=client_id, version=taken.version, text=text
        )

    first = await send("Bonjour")
    assert (await send("Bonjour")).number == first.number
    assert (first.author, first.name, first.author_id) == ("cm", "Camille", camille.id)
    with pytest.raises(ClientIdReused):
        await send("Autre chose")
    assert (await send("Autre chose", "b")).number == first.number + 1


async def test_a_message_sent_again_after_a_transfer_is_acknowledged_not_refused(
    desk, taken, camille
):
    words = {"client_id": "a", "version": taken.version, "text": "Bonjour"}
    sent = await desk.send(camille, taken.id, **words)
    await desk.transfer(camille, taken.id, version=taken.version, team="quality")
    assert (await desk.send(camille, taken.id, **words)).number == sent.number


async def test_only_the_owner_at_that_version_may_speak(
    desk, taken, camille, noe, supervisor, conversations
):
    async def refused(cm, version: int) -> str:
        with pytest.raises(DeskRefusal) as refusal:
            await desk.send(cm, taken.id, client_id="x", version=version, text="non")
        assert refusal.value.conversation.id == taken.id
        return refusal.value.code

    assert await refused(noe, taken.version) == "not_yours"
    assert await refused(camille, taken.version - 1) == "stale"
    assert await refused(camille, taken.version + 1) == "stale"
    after = await desk.take_over(supervisor, taken.id)
    assert await refused(camille, taken.version) == "not_yours"
    await desk.close_episode(supervisor, taken.id, version=after.version, outcome=Outcome.SPAM)
    assert await refused(supervisor, after.version) == "closed"
    events = await conversations.events(taken.id)
    assert not [e for e in events if e.author == "cm" and e.kind == "message"]


async def test_a_suggestion_is_kept_beside_the_words(desk, taken, camille):
    used = {"resolution_id": "r1", "edited": True}
    sent = await desk.send(
        camille, taken.id, client_id="a", version=taken.version, text="Voici", suggestion=used
    )
    assert sent.body == {"text": "Voici", "suggestion": used}


async def test_any_cm_of_the_brand_may_note_and_no_other(desk, taken, noe, cm_of):
    note = await desk.note(noe, taken.id, client_id="n", text="VIP")
    assert (note.kind, note.body) == ("note", {"text": "VIP"})
    stranger = await cm_of("Lou", brands=("kiosque",))
    with pytest.raises(NotFound):
        await desk.note(stranger, taken.id, client_id="n", text="VIP")


async def test_handed_back_begins_a_stint_and_says_so(desk, taken, camille, conversations):
    after = await desk.hand_back(camille, taken.id, version=taken.version)
    assert (after.owner, after.stint, after.cm) == (Owner.BOT, 2, None)
    assert not after.bot_owes_an_answer
    assert service(await conversations.events(taken.id))[-1] == "back_to_bot"
    with pytest.raises(DeskRefusal, match="not with you"):
        await desk.hand_back(camille, taken.id, version=after.version)


async def test_transfer_to_a_team_queues_there_with_the_note(
    desk, taken, camille, cm_of, conversations
):
    after = await desk.transfer(
        camille, taken.id, version=taken.version, team="quality", note="allergie ?"
    )
    assert (after.owner, after.team, after.cm) == (Owner.WAITING, "quality", None)
    events = await conversations.events(taken.id)
    assert events[-2].body["note"] == "allergie ?"
    assert events[-1].body["code"] == "place"
    ali = await cm_of("Ali", teams=("quality",))
    assert (await desk.claim_next(ali)).id == taken.id


async def test_transfer_to_a_colleague(desk, taken, camille, noe, conversations):
    after = await desk.transfer(camille, taken.id, version=taken.version, to=noe.id)
    assert (after.owner, after.cm) == (Owner.CM, noe.id)
    assert "Noé a rejoint" in (await conversations.events(taken.id))[-1].body["text"]


async def test_transfers_to_nowhere_are_refused_and_change_nothing(desk, taken, camille, cm_of):
    stranger = await cm_of("Lou", brands=("kiosque",))
    for where, code in (
        ({"team": "accounting"}, "unknown_team"),
        ({}, "unknown_team"),
        ({"to": stranger.id}, "unknown_cm"),
        ({"to": taken.id}, "unknown_cm"),
    ):
        with pytest.raises(DeskRefusal) as refusal:
            await desk.transfer(camille, taken.id, version=taken.version, **where)
        assert refusal.value.code == code
        assert refusal.value.conversation.version == taken.version


async def test_take_over_from_the_bot(desk, opened, camille, conversations):
    conversation = await opened()
    after = await desk.take_over(camille, conversation.id)
    assert (after.owner, after.cm, after.reason) == (Owner.CM, camille.id, "taken_over")
    assert (await desk.take_over(camille, conversation.id)).version == after.version


async def test_only_supervisors_take_from_a_colleague_or_assign(desk, taken, noe, supervisor):
    for verb in (desk.take_over(noe, taken.id), desk.assign(noe, taken.id, noe.id)):
        with pytest.raises(DeskRefusal) as refusal:
            await verb
        assert refusal.value.code == "not_allowed"
    assert (await desk.assign(supervisor, taken.id, noe.id)).cm == noe.id
    assert (await desk.take_over(supervisor, taken.id)).cm == supervisor.id


async def test_a_supervisor_assigns_from_the_bot_and_from_the_queue(
    desk, opened, waiting, noe, supervisor
):
    for conversation in (await opened(), await waiting()):
        after = await desk.assign(supervisor, conversation.id, noe.id)
        assert (after.owner, after.cm) == (Owner.CM, noe.id)


async def test_closing_needs_an_outcome_of_a_cm(desk, taken, camille, conversations):
    with pytest.raises(DeskRefusal) as refusal:
        await desk.close_episode(
            camille, taken.id, version=taken.version, outcome=Outcome.RESOLVED_BY_BOT
        )
    assert refusal.value.code == "wrong_outcome"
    after = await desk.close_episode(
        camille, taken.id, version=taken.version, outcome=Outcome.RESOLVED_BY_CM
    )
    assert (after.owner, after.outcome) == (Owner.CLOSED, Outcome.RESOLVED_BY_CM)
    assert service(await conversations.events(taken.id))[-1] == "closed"


async def test_what_the_bot_has_or_is_closed_cannot_be_claimed(desk, opened, taken, camille, noe):
    with pytest.raises(DeskRefusal) as refusal:
        await desk.claim(noe, (await opened()).id)
    assert refusal.value.code == "not_waiting"
    await desk.close_episode(camille, taken.id, version=taken.version, outcome=Outcome.SPAM)
    with pytest.raises(DeskRefusal) as refusal:
        await desk.claim(noe, taken.id)
    assert refusal.value.code == "closed"


async def test_an_unknown_team_waits_with_the_brands_first(desk, waiting):
    assert (await waiting(team="astrology")).team == "customer_care"
