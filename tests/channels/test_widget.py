"""A customer at the widget's door."""

from uuid import uuid4

from tests.front_door import FrontDoor, WidgetAt


async def test_a_new_customer_is_welcomed_with_a_token_and_the_brand(widget_at: WidgetAt) -> None:
    welcome = (await widget_at()).welcome
    assert len(welcome["token"]) > 40
    assert welcome["brand"]["display_name"] == "Maison Orme"
    assert welcome["owner"] == "bot"
    assert welcome["events"] == []
    assert welcome["head"] == 0
    assert welcome["state"].keys() == {"owner", "cm", "place", "estimate", "open", "opens_at"}


async def test_a_message_is_acknowledged_with_its_number_once_it_is_stored(
    door: FrontDoor, widget_at: WidgetAt
) -> None:
    widget = await widget_at()
    ack = await widget.say("mon colis n'est jamais arrivé")
    assert (ack["type"], ack["number"]) == ("ack", 1)
    assert (await door.texts(widget.conversation))[0] == "mon colis n'est jamais arrivé"


async def test_the_bots_answer_arrives_by_itself(widget_at: WidgetAt) -> None:
    widget = await widget_at()
    await widget.say("bonjour")
    answer = await widget.event(2)
    assert answer["author"] == "bot"
    assert answer["text"] == "Bonjour, je suis un assistant automatique."


async def test_the_same_message_sent_twice_is_stored_once(
    door: FrontDoor, widget_at: WidgetAt
) -> None:
    widget, id = await widget_at(), str(uuid4())
    first = await widget.say("une fois", id)
    second = await widget.say("une fois", id)
    assert first["number"] == second["number"]
    assert (await door.texts(widget.conversation)).count("une fois") == 1


async def test_the_same_id_with_another_text_is_refused(
    door: FrontDoor, widget_at: WidgetAt
) -> None:
    widget, id = await widget_at(), str(uuid4())
    await widget.say("une fois", id)
    refused = await widget.say("autre chose", id)
    assert (refused["type"], refused["code"]) == ("refused", "id_reused")
    assert "autre chose" not in await door.texts(widget.conversation)
