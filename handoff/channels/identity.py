"""The shop's signed identity: a JWT that says which of its customers is logged in on the page.

HS256 with the brand's identity secret (`relais identity BRAND`); the claims `sub` (the customer's
number at the shop), `email`, `exp` (at most 24 hours ahead) and, if known, `name`. docs/identity.md
tells shops how to make one.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import jwt
from pydantic import BaseModel, Field, ValidationError

from actions.shop.proof import email_address
from handoff.conversations.customers import Identity
from handoff.conversations.identities import identity_secret
from handoff.doors.errors import Refused
from handoff.doors.service import Service
from handoff.doors.texts import Storable

FARTHEST: Final = timedelta(hours=24)
CLOCKS: Final = timedelta(minutes=1)
"""How far the shop's clock may be from ours."""


class Claims(BaseModel):
    """What an identity has to say; anything else in it is of no interest here."""

    sub: Storable = Field(min_length=1, max_length=255)
    email: Storable = Field(max_length=320, pattern=r"^[^@\s<>]+@[^@\s<>]+$")
    exp: float
    name: Storable | None = Field(default=None, max_length=200)


async def verified(service: Service, brand: str, token: str) -> Identity:
    """Who the brand's shop says is there.

    Raises:
        Refused: `identity_expired`, or `identity_refused` for whatever else is wrong with it.
    """
    secret = await identity_secret(service.record, service.settings.secret, brand)
    if secret is None:
        raise _refused("This brand has no identity secret yet: make one with `relais identity`.")
    try:
        said: dict[str, Any] = jwt.decode(  # pyright: ignore[reportUnknownMemberType]
            token,
            secret,
            # One algorithm, named here: never the one that the token asks for.
            algorithms=["HS256"],
            leeway=CLOCKS,
            options={"require": ["sub", "email", "exp"], "verify_aud": False},
        )
        claims = Claims.model_validate(said)
    except jwt.ExpiredSignatureError:
        message = "This identity has expired. Sign a new one, or say hello without one."
        raise Refused(401, "identity_expired", message) from None
    except (jwt.InvalidTokenError, ValidationError, OverflowError):
        raise _refused(
            "This identity is not one that the brand's secret has signed with HS256, with the "
            "claims sub, email and exp. Mend it, or say hello without one."
        ) from None
    if claims.exp > (datetime.now(UTC) + FARTHEST + CLOCKS).timestamp():
        raise _refused("This identity is valid for too long: exp may be 24 hours ahead at most.")
    return Identity(claims.sub, email_address(claims.email), claims.name)


def _refused(message: str) -> Refused:
    return Refused(401, "identity_refused", message)
