"""What the team has learnt to answer: looked up by every CM, revised by those who may."""

from collections import Counter
from collections.abc import Coroutine
from datetime import date, datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from handoff.console import cursors
from handoff.console.dependencies import ChosenBrands, MyBrands, Person, needs
from handoff.doors.errors import Refused, not_found
from handoff.doors.service import Service, ServiceDep
from handoff.doors.texts import Storable
from handoff.suggestions import listing, revising
from handoff.suggestions.approval import barred
from handoff.suggestions.feedback import Verdict
from handoff.suggestions.listing import Kept, State, Uses, Wanted
from handoff.suggestions.resolutions_file import LONGEST_TEXT
from handoff.suggestions.revising import Code, NoSuchResolution, RevisionRefused, Words

router = APIRouter(prefix="/resolutions", tags=["console"])

T = TypeVar("T")

STATUS: dict[Code, int] = {
    "edited_meanwhile": 409,
    "resolution_retired": 409,
    "already_there": 409,
}
"""Every other refusal is about what was sent."""

MERGED_AT_ONCE = 50

COUNTED = tuple(verdict for verdict in Verdict if verdict is not Verdict.ABSTAINED)
"""What can become of a resolution; an abstention is of none."""


class ResolutionView(BaseModel):
    """A resolution in a list; `moment` is when it was resolved, or came in."""

    id: UUID
    brand: str
    language: str
    team: str | None
    intent: str | None
    question: str
    reply: str
    moment: datetime
    holds_until: date | None
    edited_at: datetime | None
    retired_at: datetime | None
    approved_at: datetime | None
    sent: int
    """How often a CM sent it, as it was or edited."""


class UsesView(BaseModel):
    """What CMs did with it; `changed` is the share rewritten where it was edited.

    `offered` is how often the bot gave it to a customer, who said of some that it helped or not.
    """

    merged: int
    shown: int
    inserted: int
    sent: int
    edited: int
    ignored: int
    rejected: int
    offered: int
    helped: int
    not_helped: int
    reasons: dict[str, int]
    changed: float | None


class ResolutionDetail(ResolutionView):
    """All that is known of a resolution; `barred` is why the bot may not say it."""

    csat: int | None
    reopened: bool
    handling_seconds: int | None
    conversation_id: UUID | None
    merged_into: UUID | None
    approved_by: str | None
    barred: list[str]
    uses: UsesView


class ResolutionPage(BaseModel):
    """One page, newest first; `next` is the cursor of the following one, None on the last."""

    resolutions: list[ResolutionView]
    next: str | None
    total: int


class Edited(ResolutionDetail):
    """The resolution after an edit, and the kinds of particulars that were taken out of it."""

    taken_out: list[str]


class NearView(BaseModel):
    """A resolution that answers a like problem; `likeness` from 0 to about 1."""

    resolution: ResolutionView
    likeness: float


class NearList(BaseModel):
    """The likest first."""

    near: list[NearView]


class Body(BaseModel):
    """What is sent with a change; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class Nothing(Body):
    """A change that needs no words."""


class AsSeen(Body):
    """When the resolution was edited last, as the sender saw it; null if it never was."""

    edited_at: AwareDatetime | None = None


class Edit(AsSeen):
    """The new words, both of them."""

    question: Storable = Field(max_length=LONGEST_TEXT)
    reply: Storable = Field(max_length=LONGEST_TEXT)


class Holding(Body):
    """The last day on which it is suggested; null for no end."""

    until: date | None


class Merging(Body):
    """Those that become one with it."""

    others: list[UUID] = Field(min_length=1, max_length=MERGED_AT_ONCE)


@router.get("")
async def search(
    service: ServiceDep,
    brands: ChosenBrands,
    q: Annotated[Storable, Query(max_length=200)] = "",
    state: State = "suggested",
    language: Annotated[str | None, Query(pattern=r"^[a-z]{2}$")] = None,
    team: Annotated[Storable | None, Query(max_length=64)] = None,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> ResolutionPage:
    """The resolutions of my brands in which every word of `q` occurs, newest first."""
    wanted = Wanted(brands, state, q, language, team)
    after = cursors.read(cursor) if cursor is not None else None
    async with service.record.transaction(brands) as connection:
        found = await listing.page(connection, wanted, after)
        shown = found[: listing.PAGE]
        uses = await listing.uses(connection, [one.id for one in shown])
        total = await listing.total(connection, wanted)
    more = len(found) > len(shown)
    return ResolutionPage(
        resolutions=[_view(one, uses[one.id]) for one in shown],
        next=cursors.after(shown[-1].moment, shown[-1].id) if more else None,
        total=total,
    )


@router.get("/{id}")
async def read(id: UUID, brands: MyBrands, service: ServiceDep) -> ResolutionDetail:
    """One resolution, with what became of it."""
    return await _detail(service, brands, id)


@router.get("/{id}/near")
async def near(id: UUID, brands: MyBrands, service: ServiceDep) -> NearList:
    """Those of the same brand and language that the engine finds comparable."""
    one, _ = await _one(service, brands, id)
    engine = service.suggesting.engine
    found = await engine.comparable(one.question, one.reply, one.brand, one.language)
    likeness = {candidate.id: score for candidate, score in found if candidate.id != id}
    async with service.record.transaction([one.brand]) as connection:
        kept = await listing.some(connection, list(likeness))
        uses = await listing.uses(connection, list(kept))
    return NearList(
        near=[
            NearView(resolution=_view(kept[each], uses[each]), likeness=round(score, 3))
            for each, score in likeness.items()
            if each in kept
        ]
    )


@router.post("/{id}/edit", dependencies=[Depends(needs("trainer"))])
async def edit(id: UUID, body: Edit, brands: MyBrands, service: ServiceDep) -> Edited:
    """Give it other words; particulars are taken out, the bot may no longer say it."""
    one, _ = await _one(service, brands, id)
    brand, encoder = service.brands[one.brand], service.suggesting.encoder
    words = Words(body.question, body.reply, body.edited_at)
    taken: Counter[str] = await _done(revising.edit(service.record, encoder, brand, id, words))
    detail = await _detail(service, brands, id)
    return Edited(**detail.model_dump(), taken_out=sorted(taken))


@router.post("/{id}/hold", dependencies=[Depends(needs("trainer"))])
async def hold(id: UUID, body: Holding, brands: MyBrands, service: ServiceDep) -> ResolutionDetail:
    """Suggest it up to a day, or without end."""
    await _done(revising.hold(service.record, brands, id, body.until))
    return await _detail(service, brands, id)


@router.post("/{id}/retire", dependencies=[Depends(needs("trainer"))])
async def retire(
    id: UUID, _body: Nothing, brands: MyBrands, service: ServiceDep
) -> ResolutionDetail:
    """Never suggest it again; what became of it stays."""
    await _done(revising.retire(service.record, brands, id))
    return await _detail(service, brands, id)


@router.post("/{id}/restore", dependencies=[Depends(needs("trainer"))])
async def restore(
    id: UUID, _body: Nothing, brands: MyBrands, service: ServiceDep
) -> ResolutionDetail:
    """Suggest it again, by itself where it had been merged into another."""
    await _one(service, brands, id)
    await _done(revising.restore(service.record, service.suggesting.encoder, brands, id))
    return await _detail(service, brands, id)


@router.post("/{id}/merge", dependencies=[Depends(needs("trainer"))])
async def merge(id: UUID, body: Merging, brands: MyBrands, service: ServiceDep) -> ResolutionDetail:
    """Retire others that say the same; from now on they count for this one."""
    await _done(revising.merge(service.record, brands, id, body.others))
    return await _detail(service, brands, id)


@router.post("/{id}/approve", dependencies=[Depends(needs("supervisor"))])
async def approve(
    id: UUID, body: AsSeen, person: Person, brands: MyBrands, service: ServiceDep
) -> ResolutionDetail:
    """Allow the bot to answer with it, in the words that I have seen."""
    seen = body.edited_at
    await _done(revising.approve(service.record, brands, id, by=person.id, seen=seen))
    return await _detail(service, brands, id)


@router.post("/{id}/unapprove", dependencies=[Depends(needs("supervisor"))])
async def unapprove(
    id: UUID, _body: Nothing, brands: MyBrands, service: ServiceDep
) -> ResolutionDetail:
    """Have the bot answer with it no more."""
    await _done(revising.unapprove(service.record, brands, id))
    return await _detail(service, brands, id)


async def _detail(service: Service, brands: list[str], id: UUID) -> ResolutionDetail:
    one, uses = await _one(service, brands, id)
    plain = ("csat", "reopened", "handling_seconds", "conversation_id", "merged_into")
    given = uses.verdicts
    return ResolutionDetail(
        **_view(one, uses).model_dump(),
        **{name: getattr(one, name) for name in plain},
        approved_by=one.approved_by,
        barred=list(barred(one.reply)),
        uses=UsesView(
            merged=uses.merged,
            reasons=uses.reasons,
            changed=uses.changed,
            **{name: given.get(name, 0) for name in COUNTED},
        ),
    )


async def _one(service: Service, brands: list[str], id: UUID) -> tuple[Kept, Uses]:
    """Raises `Refused` (404) for what does not exist and for what `brands` may not see."""
    async with service.record.transaction(brands) as connection:
        found = await listing.some(connection, [id])
        if id not in found:
            raise not_found("resolution")
        return found[id], (await listing.uses(connection, [id]))[id]


async def _done(change: Coroutine[Any, Any, T]) -> T:
    """What `change` gives, its refusals in the words of this door."""
    try:
        return await change
    except NoSuchResolution as error:
        raise not_found("resolution") from error
    except RevisionRefused as refusal:
        beside = {"reasons": list(refusal.reasons)} if refusal.reasons else None
        status = STATUS.get(refusal.code, 422)
        raise Refused(status, refusal.code, refusal.message, beside=beside) from refusal


def _view(one: Kept, uses: Uses) -> ResolutionView:
    plain = ResolutionView.model_fields.keys() - {"sent"}
    return ResolutionView(
        sent=uses.verdicts.get("sent", 0) + uses.verdicts.get("edited", 0),
        **{name: getattr(one, name) for name in plain},
    )
