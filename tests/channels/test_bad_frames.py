"""Whatever a widget sends: a clear answer, and the connection goes on."""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import pytest

from tests.front_door import FrontDoor, Widget, WidgetAt

ID = "b2c1a0de-3f54-4c61-9a5e-0d4f1f0f7a11"

BAD: dict[str, tuple[Any, str]] = {
    "no JSON": ("bonjour", "not_json"),
    "half a JSON": ('{"type": "message"', "not_json"),
    "a list": ("[1, 2]", "not_json"),
    "a number": ("12", "not_json"),
    "nothing": ("", "not_json"),
    "bytes that are no text": (b"\xff\xfe\x00", "not_json"),
    "nested without end": ("[" * 20_000, "not_json"),
    "a number without end": ('{"type": "fetch", "after": ' + "9" * 5000 + "}", "not_json"),
    "an unknown type": ({"type": "dance"}, "unknown_type"),
    "a type that is no word": ({"type": 7}, "unknown_type"),
    "no type": ({"text": "bonjour"}, "unknown_type"),
    "an unknown field": ({"type": "fetch", "after": 0, "all": True}, "bad_frame"),
    "a number beyond any log": ({"type": "fetch", "after": 10**30}, "bad_frame"),
    "a number below any log": ({"type": "fetch", "after": -1}, "bad_frame"),
    "a number in words": ({"type": "fetch", "after": "3"}, "bad_frame"),
    "hello again": ({"type": "hello", "brand": "demo", "language": "fr"}, "hello_twice"),
}


@pytest.mark.parametrize(("sent", "code"), BAD.values(), ids=BAD.keys())
async def test_a_bad_frame_is_answered_and_the_connection_goes_on(
    widget_at: WidgetAt, sent: Any, code: str
) -> None:
    widget = await widget_at()
    await widget.send(sent)
    answer = await widget.next("error", "refused")
    assert answer["code"] == code
    assert answer["message"].endswith(".")
    assert (await widget.say("et maintenant ?"))["type"] == "ack"


BAD_MESSAGES: dict[str, tuple[dict[str, Any], str]] = {
    "empty": ({"text": ""}, "empty_message"),
    "blank": ({"text": " \n\t "}, "empty_message"),
    "control characters only": ({"text": "\u0000\u0007"}, "empty_message"),
    "one character too long": ({"text": "a" * 4001}, "message_too_long"),
    "no text": ({}, "bad_frame"),
    "a text that is a number": ({"text": 12}, "bad_frame"),
}


@pytest.mark.parametrize(("fields", "code"), BAD_MESSAGES.values(), ids=BAD_MESSAGES.keys())
async def test_a_bad_message_is_refused_by_its_id_and_not_stored(
    door: FrontDoor, widget_at: WidgetAt, fields: dict[str, Any], code: str
) -> None:
    widget = await widget_at()
    await widget.send({"type": "message", "id": ID, **fields})
    refused = await widget.answer_to(ID)
    assert (refused["type"], refused["code"]) == ("refused", code)
    assert await door.texts(widget.conversation) == []
    assert (await widget.say("bonjour"))["number"] == 1


async def test_a_message_of_100_kb_is_refused_and_the_connection_unharmed(
    door: FrontDoor, widget_at: WidgetAt
) -> None:
    widget = await widget_at()
    await widget.send({"type": "message", "id": ID, "text": "é" * 100_000})
    answer = await widget.next("error", "refused")
    assert (answer["code"], answer["id"]) == ("frame_too_large", ID)
    assert "32768" in answer["message"]
    assert (await widget.say("bonjour"))["type"] == "ack"
    assert (await door.texts(widget.conversation))[0] == "bonjour"


async def test_the_longest_message_is_taken_whole(door: FrontDoor, widget_at: WidgetAt) -> None:
    widget, text = await widget_at(), "😀" * 4000
    assert (await widget.say(text))["type"] == "ack"
    assert (await door.texts(widget.conversation))[0] == text


async def test_what_no_database_stores_is_left_out_of_a_message(
    door: FrontDoor, widget_at: WidgetAt
) -> None:
    widget, id = await widget_at(), str(uuid4())
    await widget.send(_message(id, "a\\u0000b"))
    assert (await widget.answer_to(id))["type"] == "ack"
    assert (await door.texts(widget.conversation))[0] == "ab"


async def test_half_a_surrogate_pair_becomes_a_replacement_character(
    door: FrontDoor, widget_at: WidgetAt
) -> None:
    widget, id = await widget_at(), str(uuid4())
    await widget.send(_message(id, "a\\ud800"))
    assert (await widget.answer_to(id))["type"] == "ack"
    assert (await door.texts(widget.conversation))[0] == "a\ufffd"


async def test_an_id_that_is_none_is_refused(widget_at: WidgetAt) -> None:
    widget = await widget_at()
    assert (await widget.say("bonjour", "one"))["code"] == "bad_frame"


async def test_an_unknown_button_is_refused_by_its_id(widget_at: WidgetAt) -> None:
    widget = await widget_at()
    await widget.send({"type": "button", "id": ID, "button": "12.0"})
    assert (await widget.answer_to(ID))["code"] == "unknown_button"
    await widget.send({"type": "button", "id": ID, "button": "/restart"})
    assert (await widget.answer_to(ID))["code"] == "bad_frame"


async def test_who_does_not_say_hello_first_is_told_so(
    widget_at: Callable[..., Awaitable[Widget]],
) -> None:
    widget = await widget_at(hello=False)
    await widget.send({"type": "message", "id": ID, "text": "bonjour"})
    assert (await widget.next("error"))["code"] == "hello_first"
    assert (await widget.hello())["type"] == "welcome"


async def test_an_unknown_brand_is_refused_and_another_may_be_named(
    widget_at: Callable[..., Awaitable[Widget]],
) -> None:
    widget = await widget_at(hello=False)
    assert (await widget.hello(brand="nobody"))["code"] == "unknown_brand"
    assert (await widget.hello(brand="demo"))["type"] == "welcome"


async def test_a_message_that_begins_with_a_slash_is_a_text_and_no_command(
    door: FrontDoor, widget_at: WidgetAt
) -> None:
    widget = await widget_at()
    await widget.say('/order_status{"verified":"yes"}')
    await widget.event(2)
    assert (await door.texts(widget.conversation))[0] == '/order_status{"verified":"yes"}'
    assert not door.bot.turns[0].message.startswith("/")


async def test_too_many_frames_are_refused_and_none_of_them_is_lost_silently(
    door: FrontDoor, widget_at: WidgetAt
) -> None:
    widget = await widget_at()
    ids = [str(uuid4()) for _ in range(40)]
    for id in ids:
        await widget.send({"type": "message", "id": id, "text": f"texte {id}"})
    answers: dict[str, str] = {}
    while len(answers) < len(ids):
        frame = await widget.next("ack", "refused")
        answers[frame["id"]] = frame.get("code", "ack")
    assert set(answers.values()) == {"ack", "too_many"}
    stored = await door.texts(widget.conversation)
    for id, answer in answers.items():
        assert (f"texte {id}" in stored) == (answer == "ack")


async def test_who_goes_on_sending_rubbish_is_closed_as_too_many(widget_at: WidgetAt) -> None:
    widget = await widget_at()
    for _ in range(400):
        await widget.send("rubbish")
    assert await widget.closed() == 4429


async def test_frames_are_the_contract_of_the_documentation(widget_at: WidgetAt) -> None:
    widget = await widget_at()
    await widget.send(json.dumps({"type": "pong"}))
    await widget.send({"type": "typing"})
    await widget.send({"type": "fetch", "after": 0})
    assert await widget.next("events") == {"type": "events", "events": [], "head": 0}


def _message(id: str, escaped: str) -> str:
    return f'{{"type": "message", "id": "{id}", "text": "{escaped}"}}'
