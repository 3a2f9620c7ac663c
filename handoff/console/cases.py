"""What has been promised to customers and is still owed."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from handoff.console.dependencies import ChosenBrands
from handoff.conversations import cases
from handoff.conversations.cases import Case
from handoff.doors.service import ServiceDep

router = APIRouter(tags=["console"])


class CaseView(BaseModel):
    """A case as the console shows it."""

    number: str
    brand: str
    conversation: UUID
    kind: str
    status: str
    team: str
    due_at: datetime
    order_number: str | None
    tracking_number: str | None
    filed_with_carrier: bool
    carrier_reference: str | None
    summary: str | None
    created_at: datetime
    closed_at: datetime | None


class CaseList(BaseModel):
    """Cases: soonest due first, closed ones newest first."""

    cases: list[CaseView]


@router.get("/cases")
async def list_cases(
    service: ServiceDep, brands: ChosenBrands, status: Literal["open", "closed"] = "open"
) -> CaseList:
    """The cases of my brands: soonest due first, closed ones newest first."""
    found = await cases.of_brands(service.record, brands, status=status)
    return CaseList(cases=[case_view(case) for case in found])


def case_view(case: Case) -> CaseView:
    """The case without what only the service needs."""
    plain = CaseView.model_fields.keys() - {"conversation", "summary"}
    said = case.summary.get("text") or case.summary.get("problem")
    return CaseView(
        conversation=case.conversation_id,
        summary=str(said) if said else None,
        **{name: getattr(case, name) for name in plain},
    )
