"""Log-in, log-out and who is logged in."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from handoff.brands.brand import Brand
from handoff.console.dependencies import COOKIE, Person
from handoff.conversations import people
from handoff.conversations.people import CM, TooManyAttempts
from handoff.doors.errors import Refused, too_many
from handoff.doors.service import Service, ServiceDep
from handoff.doors.texts import Storable

router = APIRouter(tags=["console"])


class Login(BaseModel):
    """What the log-in form sends."""

    model_config = ConfigDict(extra="forbid", strict=True)

    login: Storable = Field(min_length=1, max_length=200)
    password: Storable = Field(min_length=1, max_length=1000)


class BrandOfMine(BaseModel):
    """What the console needs to know of a brand."""

    name: str
    display_name: str
    colours: dict[str, Any]
    languages: list[str]
    voice: dict[str, Any]
    teams: list[str]


class Me(BaseModel):
    """The person who is logged in."""

    id: UUID
    login: str
    name: str
    role: str
    teams: list[str]
    brands: list[BrandOfMine]
    language: str


class WhoIAm(BaseModel):
    """The answer to a log-in."""

    me: Me


@router.post("/login")
async def log_in(form: Login, request: Request, response: Response, service: ServiceDep) -> WhoIAm:
    """Open a session; the cookie that comes back is the only key to it."""
    address = service.address_of(request)
    try:
        session = await people.log_in(service.record, form.login, form.password, address)
    except TooManyAttempts as error:
        raise too_many(str(error), int(people.ATTEMPTS_WINDOW.total_seconds())) from error
    if session is None:
        message = "Login and password do not fit. Check both; an admin can set a new password."
        raise Refused(401, "wrong_login", message)
    person, token = session
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(people.SESSION_LIFE.total_seconds()),
        path="/",
        secure=not service.settings.development,
        httponly=True,
        samesite="strict",
    )
    return WhoIAm(me=me(person, service))


@router.post("/logout", status_code=204)
async def log_out(request: Request, response: Response, service: ServiceDep) -> None:
    """End the session; its sockets close."""
    token = request.cookies.get(COOKIE)
    if token:
        await people.log_out(service.record, token)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")


@router.get("/me")
async def who_am_i(person: Person, service: ServiceDep) -> WhoIAm:
    """Who is logged in."""
    return WhoIAm(me=me(person, service))


def me(person: CM, service: Service) -> Me:
    """What the console may know of the person and their brands."""
    return Me(
        id=person.id,
        login=person.login,
        name=person.name,
        role=person.role,
        teams=list(person.teams),
        brands=[_brand(service.brands[name]) for name in service.brands_of(person)],
        language=person.language,
    )


def _brand(brand: Brand) -> BrandOfMine:
    return BrandOfMine(
        name=brand.name,
        display_name=brand.display_name,
        colours=brand.colours.model_dump(mode="json"),
        languages=list(brand.languages),
        voice=brand.voice.model_dump(mode="json"),
        teams=list(brand.teams),
    )
