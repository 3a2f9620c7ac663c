"""What a customer says or presses, on its way into the log; the same for every door."""

from collections.abc import Awaitable, Callable

from actions.shop.client import ShopUnavailable
from handoff.brands.service_messages import service_messages
from handoff.conversations.cards import card_spans, mask_cards
from handoff.conversations.log import ClientIdReused, Locked
from handoff.conversations.model import Conversation, Event
from handoff.dialogue.buttons import pressed
from handoff.doors.errors import Refused
from handoff.doors.service import Service
from handoff.doors.shielded import shielded
from handoff.doors.texts import message_text

_CARD_MASKED = "card_masked"


async def say(service: Service, conversation: Conversation, text: str, client_id: str) -> Event:
    """Store what the customer wrote; the same `client_id` again gives the stored event.

    A customer whose card was masked is told so, whoever has the conversation.

    Raises `Refused` (`empty_message`, `message_too_long`, `id_reused`).
    """
    typed = message_text(text)
    body = {"text": await _without_cards(service, conversation, typed)}

    async def append(locked: Locked) -> Event:
        event = await locked.append("message", "customer", body, client_id=client_id)
        if body["text"] != typed and event in locked.appended:
            await _tell_masked(locked, service)
        return event

    return await _store(service, conversation, append)


async def press(service: Service, conversation: Conversation, button: str, client_id: str) -> Event:
    """Store that the customer pressed `button`, by the id that the service gave it.

    Raises `Refused` (`unknown_button`, `id_reused`).
    """

    async def append(locked: Locked) -> Event:
        known = await pressed(locked.connection, conversation.id, button)
        if known is None:
            message = "This conversation has no such button. Press one that it shows, or write."
            raise Refused(404, "unknown_button", message)
        body = {"text": known.title, "button": button}
        return await locked.append("message", "customer", body, client_id=client_id)

    return await _store(service, conversation, append)


async def _store(
    service: Service,
    conversation: Conversation,
    append: Callable[[Locked], Awaitable[Event]],
) -> Event:
    async def write() -> Event:
        async with service.conversations.locked(conversation.id) as locked:
            return await append(locked)

    try:
        return await shielded(write())
    except ClientIdReused as error:
        raise Refused(409, "id_reused", str(error)) from error


async def _tell_masked(locked: Locked, service: Service) -> None:
    conversation = locked.conversation
    voice = service.brands[conversation.brand].voice.address
    text = service_messages().say(_CARD_MASKED, conversation.language, voice)
    await locked.append("message", "service", {"text": text, "code": _CARD_MASKED})


async def _without_cards(service: Service, conversation: Conversation, text: str) -> str:
    """`text` with card numbers masked; those of the brand's orders and parcels stay."""
    suspects = [
        "".join(character for character in text[start:end] if character.isdigit())
        for start, end in card_spans(text)
    ]
    known = [number for number in suspects if await _is_parcel(service, conversation, number)]
    return mask_cards(text, known)


async def _is_parcel(service: Service, conversation: Conversation, number: str) -> bool:
    try:
        orders = service.orders(conversation.brand)
        return await orders.parcel(conversation.brand, number) is not None
    except ShopUnavailable:
        return False  # a parcel's number masked does less harm than a card's number kept
