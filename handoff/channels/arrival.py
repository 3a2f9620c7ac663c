"""A customer arrives at the widget: whose browser it is, and where the conversation goes on."""

from dataclasses import dataclass
from uuid import UUID

from starlette.websockets import WebSocket

from handoff.brands.brand import Brand
from handoff.channels.frames import Hello
from handoff.channels.identity import verified
from handoff.conversations import customers
from handoff.conversations.customers import CustomerSession
from handoff.conversations.model import Conversation
from handoff.conversations.ownership import Move, Outcome, Owner
from handoff.doors import origins
from handoff.doors.errors import Refused
from handoff.doors.service import Service
from handoff.doors.sockets import ORIGIN_REFUSED, SESSION_REFUSED, Closing
from handoff.live.signals import Row


@dataclass(frozen=True, slots=True)
class Visitor:
    """One browser of one customer, at one brand; `language` is one that the brand speaks."""

    brand: Brand
    customer: CustomerSession
    token: str
    language: str


async def arrive(service: Service, socket: WebSocket, hello: Hello) -> tuple[Visitor, Conversation]:
    """Who says `hello`, and the conversation that they begin or go on with.

    Raises `Refused` (`unknown_brand`, `identity_refused`, `identity_expired`: try again with
    another, or without) or `Closing`.
    """
    brand = service.brands.get(hello.brand)
    if brand is None:
        message = "There is no such brand here. Check data-brand in the page that loads the widget."
        raise Refused(404, "unknown_brand", message)
    _check_origin(service, socket, brand)
    customer, token = await _customer(service, brand, hello)
    visitor = Visitor(brand, customer, token, brand.spoken(hello.language[:2].lower()))
    conversation = await present_conversation(service, visitor, socket)
    if hello.identity is not None:
        # Nothing was written in the log, yet a CM who looks on now knows whom they talk to.
        service.hub.signal_brand(brand.name, Row(conversation, None))
    return visitor, conversation


async def present_conversation(
    service: Service, visitor: Visitor, socket: WebSocket
) -> Conversation:
    """The customer's newest conversation, or a first one."""
    known = await customers.present_conversation(service.record, visitor.customer)
    if known is not None:
        return await service.conversations.get(known)
    return await begin(service, visitor, socket)


async def start_again(
    service: Service, visitor: Visitor, socket: WebSocket, conversation_id: UUID
) -> Conversation:
    """Close the episode by the rule of silence and begin a new conversation.

    Raises `Refused` (`with_a_human`): a human who is answering closes it.
    """
    if await service.silence.apply(conversation_id) is None:
        async with service.conversations.locked(conversation_id) as locked:
            if locked.conversation.owner is Owner.CM:
                message = "Somebody is answering you here. Tell them what else you need."
                raise Refused(409, "with_a_human", message)
            if locked.conversation.owner is Owner.BOT:  # which still owed an answer
                await locked.move(Move.CLOSE, outcome=Outcome.ABANDONED_WITH_BOT)
    return await begin(service, visitor, socket)


async def begin(service: Service, visitor: Visitor, socket: WebSocket) -> Conversation:
    """A new conversation of this customer."""
    return await service.conversations.open(
        visitor.brand.name,
        visitor.customer.customer_id,
        visitor.language,
        address=service.address_of(socket),
    )


async def _customer(service: Service, brand: Brand, hello: Hello) -> tuple[CustomerSession, str]:
    known = await _known(service, brand, hello.token)
    if hello.identity is not None:
        identity = await verified(service, brand.name, hello.identity)
        return await customers.create_verified(service.record, brand.name, identity, known)
    if hello.token is None:
        return await customers.create_anonymous(service.record, brand.name)
    if known is None:
        message = "This token is unknown or has expired. Drop it and say hello without one."
        raise Closing(SESSION_REFUSED, "token_refused", message)
    return known


async def _known(
    service: Service, brand: Brand, token: str | None
) -> tuple[CustomerSession, str] | None:
    """Whose token it is; one of another brand is as good as none, and not told apart from one."""
    customer = await customers.resume(service.record, token) if token else None
    return (customer, token) if customer and token and customer.brand == brand.name else None


def _check_origin(service: Service, socket: WebSocket, brand: Brand) -> None:
    allowed = origins.brand_allows(
        socket.headers.get("origin"),
        brand.origins,
        host=socket.headers.get("host"),
        development=service.settings.development,
    )
    if not allowed:
        message = "This page may not open this brand's widget. Add its origin to the brand's file."
        raise Closing(ORIGIN_REFUSED, "origin_refused", message)
