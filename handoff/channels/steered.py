"""The internal API's part about what a supervisor has told the bot."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel

from handoff.channels.internal import check_token
from handoff.doors.errors import not_found
from handoff.doors.service import ServiceDep
from handoff.steering import notices, switches, wordings

router = APIRouter(
    prefix="/internal/brands", include_in_schema=False, dependencies=[Depends(check_token)]
)


class NoticeNow(BaseModel):
    """A notice that holds now; empty lists mean all."""

    id: str
    texts: dict[str, str]
    flows: list[str]
    carriers: list[str]
    postcodes: list[str]


class Steering(BaseModel):
    """What holds at a brand now; `wordings` by response, then by language."""

    notices: list[NoticeNow]
    off: list[str]
    wordings: dict[str, dict[str, str]]


@router.get("/{brand}/steering")
async def steering(brand: Annotated[str, Path(max_length=64)], service: ServiceDep) -> Steering:
    """Notices that have begun, flows that are off, wordings that were changed."""
    if brand not in service.brands:
        raise not_found("brand")
    reworded: dict[str, dict[str, str]] = {}
    for one in await wordings.of_brand(service.record, brand):
        reworded.setdefault(one.response, {})[one.language] = one.text
    return Steering(
        notices=[
            NoticeNow(
                id=str(one.id),
                texts=dict(one.texts),
                flows=list(one.flows),
                carriers=list(one.carriers),
                postcodes=list(one.postcodes),
            )
            for one in await notices.of_brand(service.record, brand, begun=True)
        ],
        off=[one.flow for one in await switches.of_brand(service.record, brand)],
        wordings=reworded,
    )
