"""What a conversation may read and change of the shop, and for whom the shop itself vouches."""

from dataclasses import dataclass

from actions.shop.order import Order
from actions.shop.proof import same_email
from handoff.conversations import change_links, customers, proofs
from handoff.conversations.model import Conversation
from handoff.doors.service import Service


@dataclass(frozen=True, slots=True)
class Proof:
    """What a conversation has proven so far.

    Attributes:
        shown: numbers of the orders proven with what is printed on them, oldest proof first.
        confirmed: numbers of the orders whose customer has followed the link mailed to them.
        email: the address that the shop's signed identity vouches for; None for a visitor.
    """

    shown: tuple[str, ...]
    confirmed: frozenset[str]
    email: str | None

    def reads(self, order: Order) -> bool:
        """Whether the conversation may read the order."""
        return order.number in self.shown or self.changes(order)

    def changes(self, order: Order) -> bool:
        """Whether it has the stronger proof that changing the order takes."""
        return order.number in self.confirmed or _vouches(self.email, order)


async def proof_of(service: Service, conversation: Conversation) -> Proof:
    """What this conversation has proven so far; asks the record, not the shop."""
    record, brand = service.record, conversation.brand
    return Proof(
        shown=tuple(await proofs.proven_orders(record, [brand], conversation.id)),
        confirmed=frozenset(await change_links.confirmed_orders(record, brand, conversation.id)),
        email=await _verified_email(service, conversation),
    )


async def readable_orders(service: Service, conversation: Conversation) -> list[str]:
    """Numbers of the orders proven in this conversation, and of its verified customer's orders.

    Raises `ShopUnavailable`.
    """
    proven = await proofs.proven_orders(service.record, [conversation.brand], conversation.id)
    email = await _verified_email(service, conversation)
    if email is None:
        return proven
    theirs = await service.orders(conversation.brand).orders_of(conversation.brand, email)
    return [*proven, *(order.number for order in theirs if order.number not in proven)]


async def vouched_for(service: Service, conversation: Conversation, order: Order) -> bool:
    """Whether the shop's signed identity says that this conversation is the order's customer."""
    return _vouches(await _verified_email(service, conversation), order)


def _vouches(email: str | None, order: Order) -> bool:
    return email is not None and same_email(order.customer.email, email)


async def _verified_email(service: Service, conversation: Conversation) -> str | None:
    return await customers.verified_email(
        service.record, conversation.brand, conversation.customer_id
    )
