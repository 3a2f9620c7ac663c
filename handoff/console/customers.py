"""What a customer may ask of us: a copy of everything, or to be forgotten. For admins."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from handoff.console.dependencies import MyBrands, needs
from handoff.console.erasers import ERASERS
from handoff.conversations.erasure import erase_customer, export_customer
from handoff.conversations.log import NotFound
from handoff.doors.errors import not_found
from handoff.doors.service import ServiceDep

router = APIRouter(tags=["console"], dependencies=[Depends(needs("admin"))])


class Erased(BaseModel):
    """How many conversations were blanked."""

    conversations: int


@router.get("/customers/{id}/export")
async def export(id: UUID, brands: MyBrands, service: ServiceDep) -> dict[str, Any]:
    """All that is kept of a customer, notes and labels included."""
    try:
        return await export_customer(service.record, brands, id)
    except NotFound as error:
        raise not_found("customer") from error


@router.post("/customers/{id}/erase")
async def erase(id: UUID, brands: MyBrands, service: ServiceDep) -> Erased:
    """Forget a customer: words, facts, vectors, sessions. Cannot be undone."""
    try:
        blanked = await erase_customer(service.record, brands, id, ERASERS)
    except NotFound as error:
        raise not_found("customer") from error
    return Erased(conversations=blanked)
