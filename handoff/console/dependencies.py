"""What the console's routes ask for, as named types."""

from collections.abc import Callable
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from starlette.requests import HTTPConnection

from handoff.conversations import people
from handoff.conversations.log import Conversations, NotFound
from handoff.conversations.model import Conversation
from handoff.conversations.people import CM, Role
from handoff.doors.errors import Refused, not_found
from handoff.doors.origins import same_origin
from handoff.doors.service import Service, ServiceDep

COOKIE = "relais_session"

WRITES = {"POST", "PUT", "PATCH", "DELETE"}


async def person_of(connection: HTTPConnection, service: Service) -> CM:
    """Who is logged in; raises `Refused` (401)."""
    token = connection.cookies.get(COOKIE)
    person = await people.of_session(service.record, token) if token else None
    if person is None:
        raise Refused(401, "not_logged_in", "You are not logged in, or no longer. Log in again.")
    return person


def check_origin(connection: HTTPConnection, service: ServiceDep) -> None:
    """Refuse what another site's page makes a browser send; raises `Refused` (403).

    Browsers put Origin on every write and on every WebSocket. A client that is no browser may
    leave it out in development; elsewhere it sends the service's own address.
    """
    if connection.scope["type"] == "http" and connection.scope["method"] not in WRITES:
        return
    origin = connection.headers.get("origin")
    if origin is None and service.settings.development:
        return
    if not same_origin(origin, connection.headers.get("host")):
        message = "This request came from another site's page. Use the console's own address."
        raise Refused(403, "wrong_origin", message)


async def _person(connection: HTTPConnection, service: ServiceDep) -> CM:
    return await person_of(connection, service)


Person = Annotated[CM, Depends(_person)]
"""The CM who is logged in."""


def _brands(person: Person, service: ServiceDep) -> list[str]:
    return service.brands_of(person)


MyBrands = Annotated[list[str], Depends(_brands)]
"""The brands that this person may see."""


def _chosen(mine: MyBrands, brand: Annotated[str | None, Query(max_length=64)] = None) -> list[str]:
    if brand is None:
        return mine
    if brand not in mine:
        raise not_found("brand")
    return [brand]


ChosenBrands = Annotated[list[str], Depends(_chosen)]
"""The brand named in the query, or all that this person may see."""


def _conversations(mine: MyBrands, service: ServiceDep) -> Conversations:
    return Conversations(service.record, mine)


MyConversations = Annotated[Conversations, Depends(_conversations)]
"""The conversations that this person may see, and no others."""


async def _conversation(id: UUID, conversations: MyConversations) -> Conversation:
    try:
        return await conversations.get(id)
    except NotFound as error:
        raise not_found("conversation") from error


MyConversation = Annotated[Conversation, Depends(_conversation)]
"""The conversation of the address, if this person may see it; else 404."""


def needs(role: Role) -> Callable[[CM], None]:
    """A dependency that refuses people below `role` with 403."""

    def check(person: Person) -> None:
        if not person.may(role):
            message = f"This needs the role {role}, yours is {person.role}. Ask an admin."
            raise Refused(403, "role_too_low", message)

    return check
