"""What a conversation may read of the shop, and for whom the shop itself vouches."""

from actions.shop.order import Order
from actions.shop.proof import same_email
from handoff.conversations import customers, proofs
from handoff.conversations.model import Conversation
from handoff.doors.service import Service


async def readable_orders(service: Service, conversation: Conversation) -> list[str]:
    """Numbers of the orders proven in this conversation, and of its verified customer's orders.

    Raises `ShopUnavailable`.
    """
    proven = await proofs.proven_orders(service.record, [conversation.brand], conversation.id)
    email = await _verified_email(service, conversation)
    if email is None:
        return proven
    theirs = [order.number for order in await service.shop.orders_of(conversation.brand, email)]
    return [*proven, *(number for number in theirs if number not in proven)]


async def vouched_for(service: Service, conversation: Conversation, order: Order) -> bool:
    """Whether the shop's signed identity says that this conversation is the order's customer."""
    email = await _verified_email(service, conversation)
    return email is not None and same_email(order.customer.email, email)


async def _verified_email(service: Service, conversation: Conversation) -> str | None:
    return await customers.verified_email(
        service.record, conversation.brand, conversation.customer_id
    )
