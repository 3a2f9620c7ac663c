"""What a customer says or presses, on its way into the log; the same for every door."""

from collections.abc import Awaitable, Callable

from actions.shop.client import ShopUnavailable
from handoff.conversations.cards import card_spans, mask_cards
from handoff.conversations.log import ClientIdReused, Locked
from handoff.conversations.model import Conversation, Event
from handoff.dialogue.buttons import pressed
from handoff.doors.errors import Refused
from handoff.doors.service import Service
from handoff.doors.shielded import shielded
from handoff.doors.texts import message_text


async def say(service: Service, conversation: Conversation, text: str, client_id: str) -> Event:
    """Store what the customer wrote; the same `client_id` again gives the stored event.

    Raises `Refused` (`empty_message`, `message_too_long`, `id_reused`).
    """
    body = {"text": await _without_cards(service, conversation, message_text(text))}

    async def append(locked: Locked) -> Event:
        return await locked.append("message", "customer", body, client_id=client_id)

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
        return await service.shop.parcel(conversation.brand, number) is not None
    except ShopUnavailable:
        return False  # a parcel's number masked does less harm than a card's number kept
