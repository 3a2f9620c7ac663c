"""Who shows a brand's key: `Authorization: Bearer …`."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from handoff.conversations import keys
from handoff.conversations.keys import Key
from handoff.doors.errors import Refused
from handoff.doors.service import Service, ServiceDep

DEMO = "demo"
"""The brand whose door stands open in development."""

_bearer = HTTPBearer(auto_error=False, description="A brand's key.")

Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
"""What the request shows, if anything."""


async def key_of(service: Service, shown: HTTPAuthorizationCredentials) -> Key:
    """The key that is shown; raises `Refused` (401)."""
    key = await keys.holder(service.record, shown.credentials)
    if key is None or key.brand not in service.brands:
        message = "This key is unknown or revoked. An admin can issue another."
        raise Refused(401, "wrong_key", message, headers={"WWW-Authenticate": "Bearer"})
    return key


async def _key(shown: Bearer, service: ServiceDep) -> Key:
    if shown is not None:
        return await key_of(service, shown)
    if service.settings.development and DEMO in service.brands:
        return Key(UUID(int=0), DEMO, "development")
    message = "Show the brand's key: Authorization: Bearer …"
    raise Refused(401, "no_key", message, headers={"WWW-Authenticate": "Bearer"})


KeyDep = Annotated[Key, Depends(_key)]
"""The brand's key; in development, none opens the demo brand."""
