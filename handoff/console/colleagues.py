"""The colleagues to whom a conversation of a brand may be passed on."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from handoff.console.dependencies import ChosenBrands, Person
from handoff.conversations import people
from handoff.doors.service import Service, ServiceDep
from handoff.live.connection import REDIS_AWAY

router = APIRouter(tags=["console"])


class Colleague(BaseModel):
    """A CM other than oneself; `online` says that they take conversations now."""

    id: UUID
    name: str
    teams: list[str]
    online: bool


class Colleagues(BaseModel):
    """Who is online first, then by name."""

    colleagues: list[Colleague]


@router.get("/colleagues")
async def list_colleagues(service: ServiceDep, person: Person, brands: ChosenBrands) -> Colleagues:
    """The other people of the brand named, or of any of mine."""
    online = await _online(service)
    others = [
        Colleague(id=cm.id, name=cm.name, teams=list(cm.teams), online=cm.id in online)
        for cm in await people.everyone(service.record, brands)
        if cm.id != person.id
    ]
    return Colleagues(colleagues=sorted(others, key=lambda one: (not one.online, one.name)))


async def _online(service: Service) -> set[UUID]:
    """Who is there, or nobody while Redis is away: then all can still be chosen."""
    try:
        present = await service.desk.presence.look()
    except REDIS_AWAY:
        return set()
    return {one.cm for one in present if one.status == "online"}
