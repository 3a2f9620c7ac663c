"""The console's live line."""

from uuid import UUID

import pytest

from handoff.conversations.model import Conversation
from tests.front_door import ConsoleOf, FrontDoor, LiveAt, Waiting, WidgetAt


async def test_a_console_is_greeted_and_told_the_counts(
    console_of: ConsoleOf, live_at: LiveAt, waiting: Waiting
) -> None:
    await waiting()
    line = await live_at(await console_of())
    assert line.hello["me"]["name"] == "Camille"
    assert (await line.next("counts"))["counts"] == {"waiting": 1, "mine": 0, "bot": 0}


async def test_a_new_message_shows_as_a_row_with_its_last_words(
    console_of: ConsoleOf, live_at: LiveAt, widget_at: WidgetAt
) -> None:
    line = await live_at(await console_of())
    widget = await widget_at()
    await widget.say("mon colis n'est jamais arrivé")
    row = (await line.next("row"))["row"]
    assert row["id"] == widget.conversation
    assert row["last"]["author"] in {"customer", "bot"}


async def test_the_watched_conversation_arrives_whole_and_in_order(
    door: FrontDoor, console_of: ConsoleOf, live_at: LiveAt, conversation: Conversation
) -> None:
    line = await live_at(await console_of())
    await door.bot_says(str(conversation.id), "un")
    await line.send({"type": "watch", "conversation": str(conversation.id), "after": 0})
    for text in ("deux", "trois"):
        await door.bot_says(str(conversation.id), text)
    frames = [await line.next("event") for _ in range(3)]
    assert [frame["event"]["number"] for frame in frames] == [1, 2, 3]


async def test_the_customer_sees_the_cm_type_and_the_cm_the_customer(
    console_of: ConsoleOf, live_at: LiveAt, widget_at: WidgetAt
) -> None:
    widget = await widget_at()
    await widget.send({"type": "human"})
    console = await console_of()
    while (await widget.next("state"))["owner"] != "waiting":
        pass
    await console.post("/api/queue/next", json={})
    line = await live_at(console)
    await line.send({"type": "watch", "conversation": widget.conversation, "after": 0})
    await line.next("event")
    await line.send({"type": "typing", "conversation": widget.conversation})
    typing = await widget.next("typing")
    assert (typing["who"], typing["name"]) == ("cm", "Camille")
    await widget.send({"type": "typing"})
    assert (await line.next("typing"))["who"] == "customer"


async def test_who_does_not_answer_the_customer_does_not_type_to_them(
    door: FrontDoor,
    console_of: ConsoleOf,
    live_at: LiveAt,
    widget_at: WidgetAt,
) -> None:
    widget = await widget_at()
    line = await live_at(await console_of())
    await line.send({"type": "watch", "conversation": widget.conversation, "after": 0})
    await line.send({"type": "typing", "conversation": widget.conversation})
    await door.bot_says(widget.conversation, "bonjour")
    assert (await widget.next("typing", "event"))["type"] == "event"


async def test_a_connected_cm_is_present(
    door: FrontDoor, console_of: ConsoleOf, live_at: LiveAt
) -> None:
    line = await live_at(await console_of())
    me = UUID(line.hello["me"]["id"])
    await line.next("counts")
    assert me in {one.cm for one in await door.service.desk.presence.look()}
    await line.send({"type": "presence", "status": "away"})
    await line.send({"type": "watch", "conversation": str(me)})
    await line.next("error")
    [present] = await door.service.desk.presence.look()
    assert present.status == "away"


BAD = {
    "no JSON": ("rubbish", "not_json"),
    "an unknown type": ({"type": "dance"}, "unknown_type"),
    "a conversation that is none": ({"type": "watch", "conversation": "1"}, "bad_frame"),
    "100 kB": ({"type": "watch", "conversation": "a" * 100_000}, "frame_too_large"),
}


@pytest.mark.parametrize(("sent", "code"), BAD.values(), ids=BAD.keys())
async def test_a_bad_frame_is_answered_and_the_line_goes_on(
    console_of: ConsoleOf, live_at: LiveAt, conversation: Conversation, sent, code: str
) -> None:
    line = await live_at(await console_of())
    await line.send(sent)
    assert (await line.next("error"))["code"] == code
    await line.send({"type": "unwatch"})
    await line.send({"type": "watch", "conversation": "00000000-0000-0000-0000-000000000000"})
    assert (await line.next("error"))["code"] == "not_found"


async def test_a_line_without_session_or_from_another_site_is_refused(
    console_of: ConsoleOf, live_at: LiveAt
) -> None:
    console = await console_of()
    foreign = await live_at(console, origin="https://evil.example", hello=False)
    assert (await foreign.next("error"))["code"] == "wrong_origin"
    assert await foreign.closed() == 4403
    stranger = await live_at(None, hello=False)
    assert (await stranger.next("error"))["code"] == "not_logged_in"
    assert await stranger.closed() == 4401


async def test_logging_out_closes_the_line(
    door: FrontDoor, console_of: ConsoleOf, live_at: LiveAt
) -> None:
    console = await console_of()
    line = await live_at(console)
    await console.post("/api/logout", json={})
    await door.service.sessions.check()
    assert await line.closed() == 4401
