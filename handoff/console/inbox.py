"""The lists: what waits, what is mine, what the bot has, what is closed."""

from typing import Annotated

from fastapi import APIRouter, Query

from handoff.console.dependencies import ChosenBrands, Person
from handoff.console.rows import Page, View, page
from handoff.doors.service import ServiceDep

router = APIRouter(tags=["console"])


@router.get("/conversations")
async def inbox(
    service: ServiceDep,
    person: Person,
    brands: ChosenBrands,
    view: View = "waiting",
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Page:
    """A page of a view, with the counts of all of them."""
    async with service.record.transaction(brands) as connection:
        return await page(connection, person.id, view, brands, cursor)
