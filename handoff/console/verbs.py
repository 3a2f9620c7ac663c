"""What a CM does with a conversation; every rule is the desk's."""

from collections.abc import Coroutine
from typing import Any, TypeVar
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from handoff.console.cases import CaseView, case_view
from handoff.console.dependencies import Person
from handoff.console.detail import Detail, detail, row_of
from handoff.console.rows import Row
from handoff.console.suggestions import remember_answer
from handoff.conversations.cards import mask_cards
from handoff.conversations.log import ClientIdReused, NotFound
from handoff.conversations.model import Conversation
from handoff.conversations.ownership import Outcome
from handoff.conversations.people import CM
from handoff.conversations.views import cm_view
from handoff.desk.refusals import Code, DeskRefusal
from handoff.doors.errors import Refused, not_found
from handoff.doors.service import Service, ServiceDep
from handoff.doors.shielded import shielded
from handoff.doors.texts import Storable, message_text
from handoff.suggestions.refill import unfilled

router = APIRouter(tags=["console"])

T = TypeVar("T")

STATUS: dict[Code, int] = {
    "not_allowed": 403,
    "unknown_team": 422,
    "unknown_cm": 422,
    "wrong_outcome": 422,
    "wrong_date": 422,
    "no_such_case": 404,
}
"""Every other refusal is a conflict: the conversation does not stand as the CM saw it."""


class Body(BaseModel):
    """What a verb is sent with; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class Nothing(Body):
    """A verb that needs no words; a version is taken and not needed."""

    version: int | None = None


class AtVersion(Body):
    """A verb on the conversation as the CM saw it."""

    version: int = Field(ge=1)


class UsedSuggestion(Body):
    """The suggestion that a reply came from."""

    resolution_id: UUID
    edited: bool


class Reply(AtVersion):
    """A message to the customer."""

    client_id: UUID
    text: str
    suggestion: UsedSuggestion | None = None


class Note(Body):
    """A private note."""

    client_id: UUID
    text: str


class Transfer(AtVersion):
    """To whom, a team or a CM, and what they should know."""

    team: Storable | None = Field(default=None, max_length=64)
    cm: UUID | None = None
    note: Storable | None = Field(default=None, max_length=4000)

    @model_validator(mode="after")
    def _one_of_both(self) -> "Transfer":
        if (self.team is None) == (self.cm is None):
            raise ValueError("name either a team or a cm")
        return self


class Closing(AtVersion):
    """How the episode ended."""

    outcome: Outcome


class NewDate(Body):
    """When a promise is due from now on."""

    due_at: AwareDatetime


class Assignment(Body):
    """Who gets it."""

    cm: UUID


class NewRow(BaseModel):
    """The conversation after the verb."""

    row: Row


class NewCase(BaseModel):
    """The case after the verb."""

    case: CaseView


class NewEvent(BaseModel):
    """What was written."""

    event: dict[str, Any]


@router.post("/queue/next", responses={204: {"description": "Nobody waits.", "model": None}})
async def next_in_queue(person: Person, service: ServiceDep, response: Response) -> Detail | None:
    """Take whoever is due first in my teams."""
    conversation = await shielded(service.desk.claim_next(person))
    if conversation is None:
        response.status_code = 204
        return None
    return await detail(service, person, conversation)


@router.post("/conversations/{id}/claim")
async def claim(id: UUID, person: Person, service: ServiceDep, _body: Nothing) -> NewRow:
    """Take this waiting conversation."""
    return await _row_after(service, person, service.desk.claim(person, id))


@router.post("/conversations/{id}/take-over")
async def take_over(id: UUID, person: Person, service: ServiceDep, _body: Nothing) -> NewRow:
    """Take this conversation from the bot; a supervisor, from a colleague too."""
    return await _row_after(service, person, service.desk.take_over(person, id))


@router.post("/conversations/{id}/assign")
async def assign(id: UUID, person: Person, service: ServiceDep, body: Assignment) -> NewRow:
    """Give this conversation to a CM; for supervisors."""
    return await _row_after(service, person, service.desk.assign(person, id, body.cm))


@router.post("/conversations/{id}/messages")
async def reply(id: UUID, person: Person, service: ServiceDep, body: Reply) -> NewEvent:
    """Answer the customer. Sending it again with the same `client_id` is harmless."""
    text = mask_cards(message_text(body.text))
    if body.suggestion is not None:
        _check_filled(text)
    suggestion = body.suggestion.model_dump(mode="json") if body.suggestion else None
    event = await _done(
        service,
        person,
        service.desk.send(
            person,
            id,
            client_id=str(body.client_id),
            version=body.version,
            text=text,
            suggestion=suggestion,
        ),
    )
    used = body.suggestion.resolution_id if body.suggestion else None
    await remember_answer(service, person, event, used)
    return NewEvent(event=cm_view(event))


@router.post("/conversations/{id}/notes")
async def note(id: UUID, person: Person, service: ServiceDep, body: Note) -> NewEvent:
    """Write a note that only colleagues read."""
    text = mask_cards(message_text(body.text))
    writing = service.desk.note(person, id, client_id=str(body.client_id), text=text)
    return NewEvent(event=cm_view(await _done(service, person, writing)))


@router.post("/conversations/{id}/hand-back")
async def hand_back(id: UUID, person: Person, service: ServiceDep, body: AtVersion) -> NewRow:
    """Give it back to the bot."""
    verb = service.desk.hand_back(person, id, version=body.version)
    return await _row_after(service, person, verb)


@router.post("/conversations/{id}/transfer")
async def transfer(id: UUID, person: Person, service: ServiceDep, body: Transfer) -> NewRow:
    """Pass it on to a team or to a CM."""
    verb = service.desk.transfer(
        person, id, version=body.version, team=body.team, to=body.cm, note=body.note
    )
    return await _row_after(service, person, verb)


@router.post("/conversations/{id}/close")
async def close(id: UUID, person: Person, service: ServiceDep, body: Closing) -> NewRow:
    """End the episode with its outcome."""
    verb = service.desk.close_episode(person, id, version=body.version, outcome=body.outcome)
    return await _row_after(service, person, verb)


@router.post("/conversations/{id}/cases/{number}/settle")
async def settle_case(
    id: UUID, number: str, person: Person, service: ServiceDep, _body: Nothing
) -> NewCase:
    """Say that what was promised has been done."""
    case = await _done(service, person, service.desk.settle_case(person, id, number))
    return NewCase(case=case_view(case))


@router.post("/conversations/{id}/cases/{number}/date")
async def postpone_case(
    id: UUID, number: str, person: Person, service: ServiceDep, body: NewDate
) -> NewCase:
    """Give a promise another date; the customer is told."""
    verb = service.desk.postpone_case(person, id, number, body.due_at)
    return NewCase(case=case_view(await _done(service, person, verb)))


def _check_filled(text: str) -> None:
    """Refuse a reply from a suggestion in which something is still missing."""
    gaps = unfilled(text)
    if gaps:
        message = f"Still to be filled in: {', '.join(gaps)}. The customer was not answered."
        raise Refused(422, "unfilled", message)


async def _row_after(
    service: Service, person: CM, verb: Coroutine[Any, Any, Conversation]
) -> NewRow:
    conversation = await _done(service, person, verb)
    return NewRow(row=await row_of(service, person, conversation.id))


async def _done(service: Service, person: CM, verb: Coroutine[Any, Any, T]) -> T:
    """What `verb` gives, its refusals in the words of this door."""
    try:
        return await shielded(verb)
    except NotFound as error:
        raise not_found("conversation") from error
    except ClientIdReused as error:
        raise Refused(409, "id_reused", str(error)) from error
    except DeskRefusal as refusal:
        row = await row_of(service, person, refusal.conversation.id)
        raise Refused(
            STATUS.get(refusal.code, 409),
            refusal.code,
            refusal.message,
            beside={"row": row.model_dump(mode="json")},
        ) from refusal
