"""Whether this process lives, whether it can work, and what it counts."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from handoff.doors import metrics
from handoff.doors.service import Service, ServiceDep
from handoff.live.connection import REDIS_AWAY
from handoff.storage import migrate

router = APIRouter(tags=["operation"])

ANSWER_WITHIN = 3.0
"""Seconds that each store has to answer."""


class Health(BaseModel):
    """That the process answers."""

    status: str


class Readiness(BaseModel):
    """Whether the front door can work, and what is missing where it cannot."""

    ready: bool
    missing: dict[str, str]


@router.get("/healthz")
async def healthz() -> Health:
    """The process answers."""
    return Health(status="ok")


@router.get("/readyz", responses={503: {"model": Readiness}})
async def readyz(service: ServiceDep, response: Response) -> Readiness:
    """PostgreSQL with every migration, and Redis; 503 says which is missing."""
    checks = {"postgres": _postgres, "redis": _redis}
    said = await asyncio.gather(*(_within(check, service) for check in checks.values()))
    missing = {name: what for name, what in zip(checks, said, strict=True) if what is not None}
    if missing:
        response.status_code = 503
    return Readiness(ready=not missing, missing=missing)


@router.get("/metrics", response_class=Response, include_in_schema=False)
async def read_metrics(service: ServiceDep) -> Response:
    """What this process counts, in Prometheus's text format."""
    with contextlib.suppress(SQLAlchemyError, OSError):
        await metrics.measure(service.record)
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def _within(
    check: Callable[[Service], Awaitable[str | None]], service: Service
) -> str | None:
    try:
        async with asyncio.timeout(ANSWER_WITHIN):
            return await check(service)
    except TimeoutError:
        return f"gave no answer in {ANSWER_WITHIN:g} s"


async def _postgres(service: Service) -> str | None:
    try:
        async with service.record.engine.connect() as connection:
            await connection.execute(text("SELECT 1"))
        behind = await migrate.missing(service.record.engine)
    except (SQLAlchemyError, OSError):
        return "does not accept connections; is DATABASE_URL right and the server running?"
    return "lacks migrations: run `relais migrate`" if behind else None


async def _redis(service: Service) -> str | None:
    try:
        await service.rates.ping()
    except REDIS_AWAY:
        return "does not accept connections; is REDIS_URL right and the server running?"
    return None
