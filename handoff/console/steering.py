"""A supervisor's hand on the bot: what it says today, what it leaves to humans, in which words."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from actions.carriers.directory import CARRIERS
from handoff.brands.brand import Brand
from handoff.console.dependencies import MyBrands, Person, needs
from handoff.conversations import people
from handoff.doors.errors import Refused, not_found
from handoff.doors.service import Service, ServiceDep
from handoff.doors.texts import Storable
from handoff.steering import notices, phrases, switches, wordings
from handoff.steering.flows import flows
from handoff.steering.notices import Notice
from handoff.steering.wordings import BadWording

router = APIRouter(
    prefix="/steering", tags=["console"], dependencies=[Depends(needs("supervisor"))]
)

LONGEST_NOTICE = 500
"""Characters: it stands before an answer, not in its place."""

LONGEST_TIME = timedelta(days=90)


class NoticeView(BaseModel):
    """A notice that holds or will; empty lists mean all."""

    id: UUID
    texts: dict[str, str]
    flows: list[str]
    carriers: list[str]
    postcodes: list[str]
    starts_at: datetime
    ends_at: datetime
    written_by: str
    written_at: datetime


class FlowView(BaseModel):
    """A flow, and since when, by whom and why it is off, if it is."""

    name: str
    titles: dict[str, str]
    off_since: datetime | None
    off_by: str | None
    reason: str | None


class SteeringView(BaseModel):
    """All of it, and the carriers that a notice may name."""

    notices: list[NoticeView]
    flows: list[FlowView]
    carriers: dict[str, str]


class Written(BaseModel):
    """A body that a supervisor sends."""

    model_config = ConfigDict(extra="forbid")


class NewNotice(Written):
    """A notice; one text for each language of the brand."""

    texts: dict[str, Annotated[Storable, Field(min_length=1, max_length=LONGEST_NOTICE)]]
    flows: list[Storable] = Field(default_factory=list[Storable], max_length=50)
    carriers: list[Storable] = Field(default_factory=list[Storable], max_length=50)
    postcodes: list[Annotated[str, Field(pattern=r"^[0-9A-Z]{1,5}$")]] = Field(
        default_factory=list[str], max_length=200
    )
    starts_at: AwareDatetime
    ends_at: AwareDatetime


class Switch(Written):
    """A flow on or off; off needs a reason, which the CMs read."""

    on: bool
    reason: Storable = Field(default="", max_length=200)


class PhraseView(BaseModel):
    """What the bot says for one response in one language; `wording` where the brand changed it."""

    response: str
    language: str
    text: str
    wording: str | None


class Reworded(Written):
    """The new wording; null goes back to the trained one."""

    language: Storable = Field(max_length=2)
    text: Storable | None


async def _brand(
    mine: MyBrands, service: ServiceDep, brand: Annotated[str, Query(max_length=64)]
) -> Brand:
    if brand not in mine:
        raise not_found("brand")
    return service.brands[brand]


ThisBrand = Annotated[Brand, Depends(_brand)]


@router.get("")
async def read(brand: ThisBrand, service: ServiceDep) -> SteeringView:
    """What holds at a brand, and what will."""
    names = await _names(service, brand)
    off = {one.flow: one for one in await switches.of_brand(service.record, brand.name)}
    return SteeringView(
        notices=[_notice(one, names) for one in await notices.of_brand(service.record, brand.name)],
        flows=[
            FlowView(
                name=flow.name,
                titles=flow.titles,
                off_since=off[flow.name].switched_at if flow.name in off else None,
                off_by=names.get(off[flow.name].switched_by) if flow.name in off else None,
                reason=off[flow.name].reason if flow.name in off else None,
            )
            for flow in flows()
        ],
        carriers={carrier.name: carrier.display_name for carrier in CARRIERS.values()},
    )


@router.post("/notices")
async def write_notice(
    asked: NewNotice, brand: ThisBrand, person: Person, service: ServiceDep
) -> NoticeView:
    """Write a notice; the bot says it to those concerned, within seconds of its beginning."""
    _check_notice(asked, brand)
    written = await notices.write(
        service.record,
        brand.name,
        asked.texts,
        flows=asked.flows,
        carriers=asked.carriers,
        postcodes=asked.postcodes,
        starts_at=asked.starts_at,
        ends_at=asked.ends_at,
        by=person.id,
    )
    return _notice(written, {person.id: person.name})


@router.post("/notices/{id}/end", status_code=204)
async def end_notice(id: UUID, mine: MyBrands, service: ServiceDep) -> None:
    """End a notice now."""
    if not await notices.end(service.record, mine, id):
        raise not_found("notice")


@router.put("/flows/{name}", status_code=204)
async def switch(
    name: Annotated[str, Path(max_length=64)],
    asked: Switch,
    brand: ThisBrand,
    person: Person,
    service: ServiceDep,
) -> None:
    """Switch a flow on or off; off, a human gets what it would have answered."""
    if name not in {flow.name for flow in flows()}:
        raise not_found("flow")
    if asked.on:
        await switches.switch_on(service.record, brand.name, name)
        return
    if not asked.reason.strip():
        raise Refused(422, "reason_missing", "Say why the flow is off: your colleagues read it.")
    await switches.switch_off(service.record, brand.name, name, asked.reason.strip(), person.id)


@router.get("/phrases")
async def list_phrases(brand: ThisBrand, service: ServiceDep) -> list[PhraseView]:
    """Everything the bot says at this brand, in its voice."""
    changed = {
        (one.response, one.language): one.text
        for one in await wordings.of_brand(service.record, brand.name)
    }
    return [
        PhraseView(
            response=one.response,
            language=one.language,
            text=one.text,
            wording=changed.get((one.response, one.language)),
        )
        for one in phrases.phrases()
        if one.voice in {None, brand.voice.address} and one.language in brand.languages
    ]


@router.put("/phrases/{response}", status_code=204)
async def reword(
    response: Annotated[str, Path(max_length=100)],
    asked: Reworded,
    brand: ThisBrand,
    person: Person,
    service: ServiceDep,
) -> None:
    """Change what the bot says, or go back to what it was trained with."""
    phrase = phrases.phrase(response, asked.language, brand.voice.address)
    if phrase is None or asked.language not in brand.languages:
        raise not_found("phrase")
    if asked.text is None:
        await wordings.restore(service.record, brand.name, response, asked.language)
        return
    try:
        text = wordings.check(phrase, asked.text)
    except BadWording as error:
        raise Refused(422, "bad_wording", str(error)) from error
    await wordings.reword(service.record, brand.name, response, asked.language, text, person.id)


def _check_notice(asked: NewNotice, brand: Brand) -> None:
    missing = set(brand.languages) ^ set(asked.texts)
    if missing:
        spoken = ", ".join(brand.languages)
        message = f"A notice of {brand.display_name} has one text for each of: {spoken}."
        raise Refused(422, "languages_differ", message)
    unknown = set(asked.flows) - {flow.name for flow in flows()}
    unknown |= set(asked.carriers) - set(CARRIERS)
    if unknown:
        message = f"Unknown: {', '.join(sorted(unknown))}. Choose from the lists of this page."
        raise Refused(422, "unknown_scope", message)
    if {"2A", "2B"} & set(asked.postcodes):
        message = "Corsican postcodes begin with 20: write 200 and 201, or 202 and 206."
        raise Refused(422, "no_such_postcodes", message)
    if not asked.starts_at < asked.ends_at <= asked.starts_at + LONGEST_TIME:
        message = f"A notice ends after it begins, and within {LONGEST_TIME.days} days."
        raise Refused(422, "bad_dates", message)


async def _names(service: Service, brand: Brand) -> dict[UUID, str]:
    return {cm.id: cm.name for cm in await people.everyone(service.record, [brand.name])}


def _notice(notice: Notice, names: dict[UUID, str]) -> NoticeView:
    return NoticeView(
        id=notice.id,
        texts=dict(notice.texts),
        flows=list(notice.flows),
        carriers=list(notice.carriers),
        postcodes=list(notice.postcodes),
        starts_at=notice.starts_at,
        ends_at=notice.ends_at,
        written_by=names.get(notice.written_by, ""),
        written_at=notice.written_at,
    )
