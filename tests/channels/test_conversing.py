"""A conversation over the widget: the log arrives whole and in order, whatever happens."""

import asyncio
import json
from uuid import UUID, uuid4

from tests.front_door import ConsoleOf, FrontDoor, Opened, Widget, WidgetAt

VISA = "4111 1111 1111 1111"


async def test_every_event_comes_once_and_in_order_through_broken_connections(
    door: FrontDoor, widget_at: WidgetAt
) -> None:
    first = await widget_at()
    applied: list[int] = []
    widget = first
    writing = asyncio.create_task(_write_fifty(door, first.conversation))
    while len(applied) < 50:
        # Cut the line again and again, in the middle of whatever is arriving.
        for _ in range(3):
            frame = await widget.next("event", "events", "welcome")
            _apply(applied, frame)
            if len(applied) == 50:
                break
        await widget.close()
        widget = await widget_at(token=first.token, after=len(applied))
        _apply(applied, widget.welcome)
    await writing
    assert applied == list(range(1, 51))


async def test_a_welcome_brings_a_long_conversation_whole(
    door: FrontDoor, widget_at: WidgetAt
) -> None:
    first = await widget_at()
    async with door.conversations.locked(UUID(first.conversation)) as locked:
        for number in range(450):
            await locked.append("message", "bot", {"text": str(number)})
    again = await widget_at(token=first.token)
    applied: list[int] = []
    _apply(applied, again.welcome)
    while len(applied) < 450:
        _apply(applied, await again.next("events"))
    assert applied == list(range(1, 451))
    assert again.welcome["head"] == 450


async def test_a_client_that_claims_more_than_the_log_holds_gets_all_of_it(
    widget_at: WidgetAt,
) -> None:
    first = await widget_at()
    await first.say("bonjour")
    again = await widget_at(token=first.token, after=99)
    assert again.welcome["events"][0]["number"] == 1


async def test_two_tabs_of_one_customer_show_the_same_log(widget_at: WidgetAt) -> None:
    one = await widget_at()
    other = await widget_at(token=one.token)
    assert other.conversation == one.conversation
    id = str(uuid4())
    await one.say("bonjour", id)
    seen = await other.event(1)
    assert (seen["text"], seen["author"], seen["id"]) == ("bonjour", "customer", id)


async def test_a_message_reaches_the_customer_through_another_process(
    open_door: Opened, door: FrontDoor, widget_at: WidgetAt
) -> None:
    widget = await widget_at()
    other = await open_door()
    await other.bot_says(widget.conversation, "écrit ailleurs")
    assert (await widget.event(1))["text"] == "écrit ailleurs"


async def test_what_is_not_the_customers_keeps_its_number_and_shows_nothing(
    door: FrontDoor, widget_at: WidgetAt
) -> None:
    widget = await widget_at()
    async with door.conversations.locked(UUID(widget.conversation)) as locked:
        await locked.append("note", "cm", {"text": "cliente très fâchée"}, name="Camille")
        await locked.learn({"problem": "colis perdu"})
    assert await widget.event(1) == {"number": 1, "kind": "hidden"}
    assert await widget.event(2) == {"number": 2, "kind": "hidden"}


async def test_a_pressed_button_is_said_in_its_title_and_its_payload_stays_inside(
    door: FrontDoor, widget_at: WidgetAt
) -> None:
    widget = await widget_at()
    buttons = [{"id": "1.0", "title": "Suivre un colis", "payload": "/track_order"}]
    await door.bot_says(widget.conversation, "Que puis-je faire ?", buttons=buttons)
    offered = await widget.event(1)
    assert offered["buttons"] == [{"id": "1.0", "title": "Suivre un colis"}]
    id = str(uuid4())
    await widget.send({"type": "button", "id": id, "button": "1.0"})
    assert (await widget.answer_to(id))["type"] == "ack"
    assert (await door.texts(widget.conversation))[1] == "Suivre un colis"
    await widget.event(3)
    assert door.bot.turns[-1].message == "/track_order"


async def test_a_button_of_another_conversation_cannot_be_pressed(
    door: FrontDoor, widget_at: WidgetAt
) -> None:
    mine, theirs = await widget_at(), await widget_at()
    buttons = [{"id": "1.0", "title": "Oui", "payload": "/affirm"}]
    await door.bot_says(theirs.conversation, "Vraiment ?", buttons=buttons)
    id = str(uuid4())
    await mine.send({"type": "button", "id": id, "button": "1.0"})
    assert (await mine.answer_to(id))["code"] == "unknown_button"


async def test_a_card_number_is_masked_before_it_is_stored_or_reaches_the_bot(
    door: FrontDoor, widget_at: WidgetAt
) -> None:
    widget = await widget_at()
    await widget.say(f"ma carte {VISA} ne passe pas")
    await widget.event(3)
    [said, warned, _] = await door.texts(widget.conversation)
    assert said == "ma carte •••• •••• •••• 1111 ne passe pas"
    assert "Ne les écrivez jamais ici" in warned
    assert "4111" not in json.dumps([turn.message for turn in door.bot.turns])


async def test_a_customer_who_asks_for_a_human_reads_the_place_and_may_go_back_to_the_bot(
    widget_at: WidgetAt,
) -> None:
    widget = await widget_at()
    await widget.send({"type": "human"})
    waiting = await _state(widget, "waiting")
    assert waiting["place"] == 1
    await widget.send({"type": "bot"})
    back = await _state(widget, "bot")
    assert back["place"] is None


async def test_the_place_moves_up_when_somebody_ahead_is_served(
    widget_at: WidgetAt, console_of: ConsoleOf
) -> None:
    first, second = await widget_at(), await widget_at()
    await first.send({"type": "human"})
    await _state(first, "waiting")
    await second.send({"type": "human"})
    assert (await _state(second, "waiting"))["place"] == 2
    camille = await console_of()
    taken = (await camille.post("/api/queue/next", json={})).json()
    assert taken["row"]["id"] == first.conversation
    while (await second.next("state"))["place"] != 1:
        pass


async def test_the_customer_reads_who_joined_and_what_they_write(
    widget_at: WidgetAt, console_of: ConsoleOf
) -> None:
    widget = await widget_at()
    await widget.send({"type": "human"})
    camille = await console_of()
    await _state(widget, "waiting")
    row = (await camille.post("/api/queue/next", json={})).json()["row"]
    assert (await _state(widget, "cm"))["cm"] == "Camille"
    sent = {"client_id": str(uuid4()), "version": row["version"], "text": "Bonjour, j'arrive."}
    event = (await camille.post(f"/api/conversations/{row['id']}/messages", json=sent)).json()
    seen = await widget.event(event["event"]["number"])
    assert (seen["author"], seen["name"], seen["text"]) == ("cm", "Camille", "Bonjour, j'arrive.")


async def test_starting_again_closes_the_episode_and_begins_anew_for_the_same_customer(
    door: FrontDoor, widget_at: WidgetAt
) -> None:
    widget = await widget_at()
    old = widget.conversation
    await widget.say("bonjour")
    await widget.event(2)
    await widget.send({"type": "restart"})
    welcome = await widget.next("welcome")
    assert welcome["conversation"] != old
    assert (welcome["token"], welcome["events"]) == (widget.token, [])
    assert await door.owner(old) == "closed"
    assert (await widget.say("autre chose"))["number"] == 1
    mine, theirs = [
        (await door.conversations.get(UUID(id))).customer_id
        for id in (old, welcome["conversation"])
    ]
    assert mine == theirs


async def test_a_tab_left_on_the_old_conversation_follows_to_the_new_one(
    door: FrontDoor, widget_at: WidgetAt
) -> None:
    one = await widget_at()
    other = await widget_at(token=one.token)
    await one.say("bonjour")
    await other.event(2)
    await one.send({"type": "restart"})
    begun = (await one.next("welcome"))["conversation"]
    await other.next("state")
    await other.say("je continue")
    assert await door.owner(one.conversation) == "closed"
    assert (await door.texts(begun))[0] == "je continue"


async def test_starting_again_is_refused_while_a_human_answers(
    door: FrontDoor, widget_at: WidgetAt, console_of: ConsoleOf
) -> None:
    widget = await widget_at()
    await widget.send({"type": "human"})
    await _state(widget, "waiting")
    camille = await console_of()
    await camille.post("/api/queue/next", json={})
    await widget.send({"type": "restart"})
    assert (await widget.next("error"))["code"] == "with_a_human"
    assert await door.owner(widget.conversation) == "cm"


async def test_writing_to_a_closed_conversation_opens_a_new_episode(
    door: FrontDoor, widget_at: WidgetAt
) -> None:
    widget = await widget_at()
    await widget.say("bonjour")
    await widget.event(2)
    await door.service.silence.apply(UUID(widget.conversation))
    await widget.say("encore une chose")
    conversation = await door.conversations.get(UUID(widget.conversation))
    assert (conversation.owner.value, conversation.episode) == ("bot", 2)


async def test_messages_are_stored_and_read_while_redis_is_away(
    open_door: Opened, widget_at: WidgetAt
) -> None:
    door = await open_door(redis_url="redis://127.0.0.1:1/0")
    widget = await widget_at(door)
    assert (await widget.say("bonjour"))["type"] == "ack"
    assert (await widget.event(2))["author"] == "bot"


async def test_the_service_says_that_it_goes_away_when_it_stops(
    open_door: Opened, widget_at: WidgetAt
) -> None:
    door = await open_door()
    widget = await widget_at(door)
    await door.service.hub.close()
    assert await widget.closed() == 1012


async def _write_fifty(door: FrontDoor, conversation: str) -> None:
    for number in range(50):
        await door.bot_says(conversation, f"message {number}")
        await asyncio.sleep(0.01)


def _apply(applied: list[int], frame: dict) -> None:
    for event in [frame["event"]] if frame["type"] == "event" else frame["events"]:
        applied.append(event["number"])


async def _state(widget: Widget, owner: str) -> dict:
    while True:
        state = await widget.next("state")
        if state["owner"] == owner:
            return state
