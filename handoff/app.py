"""Puts the front door together; imported by nobody. Served as `handoff.app:app`."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager

import structlog
from fastapi import Depends, FastAPI

from actions.shop.shops import Shops
from handoff import logs
from handoff.brands.brand import load_brands
from handoff.channels import (
    changing,
    confirm,
    demo_catalogue,
    demo_labels,
    demo_mails,
    internal,
    invoices,
    mails,
    rest,
    steered,
    widget,
)
from handoff.console import (
    cases,
    colleagues,
    customers,
    detail,
    inbox,
    live,
    login,
    mistakes,
    report,
    resolutions,
    steering,
    suggestions,
    verbs,
)
from handoff.console.dependencies import check_origin
from handoff.conversations.log import Conversations
from handoff.desk.desk import Desk
from handoff.dialogue.fallback import Fallback
from handoff.dialogue.rasa import Rasa
from handoff.dialogue.silence import Silence
from handoff.dialogue.turns import Turns
from handoff.doors import guard, health, metrics, pages
from handoff.doors.postman import Postman
from handoff.doors.rates import Rates
from handoff.doors.service import Service
from handoff.doors.sessions import Sessions
from handoff.doors.suggesting import Suggesting
from handoff.live.connection import connect
from handoff.live.hub import Hub
from handoff.mail.smtp import Smtp
from handoff.settings import Settings, SettingsError, load
from handoff.storage.engine import EVERY_BRAND, Record
from handoff.suggestions.export import encoder_folder

log = structlog.get_logger(__name__)

STOP_WITHIN = 10.0
"""Seconds in which every part has to stop; what is unfinished then is found at the next start."""

DESCRIPTION = """\
The front door of Relais: the widget's and the console's API, and a door compatible with Rasa's
REST channel. Every error has the form `{"error": {"code", "message"}}`.
The widget's WebSocket is `/ws/widget`, the console's `/api/live`.
"""


def create_app(settings: Settings) -> FastAPI:
    """The application for these settings; it starts its parts with the server and stops them."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        async with running(settings) as service:
            app.state.service = service
            yield

    app = FastAPI(
        title="Relais",
        version="0.1.0",
        description=DESCRIPTION,
        lifespan=lifespan,
        redoc_url=None,
    )
    guard.install(app)
    app.include_router(health.router)
    app.include_router(widget.router)
    app.include_router(rest.router)
    app.include_router(confirm.router)
    for actions in (internal, changing, mails, steered):
        app.include_router(actions.router)
    app.include_router(invoices.internal)
    for room in (
        login, inbox, detail, verbs, colleagues, suggestions, cases, report, customers,
        steering, mistakes, resolutions,
    ):  # fmt: skip
        app.include_router(room.router, prefix="/api", dependencies=[Depends(check_origin)])
    app.include_router(live.router, prefix="/api")
    for demo in (demo_mails, demo_catalogue, demo_labels, invoices):
        app.include_router(demo.router)
    app.include_router(pages.router)
    return app


@asynccontextmanager
async def running(settings: Settings) -> AsyncGenerator[Service]:
    """A service whose parts run; all of them have stopped when this is left."""
    async with AsyncExitStack() as stack:

        def closes(close: Callable[[], Awaitable[object]]) -> None:
            stack.push_async_callback(_within, STOP_WITHIN, close)

        brands = load_brands(settings.brands)
        record = Record(settings.database_url)
        closes(record.close)
        shops = Shops(settings.database_url, settings.links_begin, settings.brands)
        closes(shops.close)
        shops.open(brands)
        redis = connect(settings.redis_url)
        closes(redis.aclose)
        rasa = Rasa(settings.bot_url, settings.bot_token, turn_timeout=settings.turn_timeout)
        closes(rasa.close)
        conversations = Conversations(record, EVERY_BRAND)
        hub = Hub(settings.redis_url, conversations)
        desk = Desk(record, settings.redis_url, brands, hub)
        folder = encoder_folder(settings.state, settings.encoder)
        suggesting = Suggesting(record, brands, folder, lambda brand: shops.of(brand).orders)
        turns = Turns(
            conversations,
            rasa,
            hub,
            brands,
            desk.escalate,
            fallback=Fallback(record, lambda: suggesting.ready, brands),
            pause=settings.burst_pause,
        )
        silence = Silence(conversations)
        sessions = Sessions(record)
        listeners = (metrics.count_events, hub.publish, desk.heard, turns.heard, suggesting.heard)
        for listener in listeners:
            record.listen(listener)
        for part in (sessions, hub, desk, turns, silence, suggesting):
            await part.start()
            closes(part.close)
        yield Service(
            settings=settings,
            brands=brands,
            record=record,
            conversations=conversations,
            hub=hub,
            desk=desk,
            turns=turns,
            silence=silence,
            suggesting=suggesting,
            shops=shops,
            postman=Postman(
                Smtp(settings.smtp_url) if settings.smtp_url else None,
                brands,
                settings.mail_from,
                settings.links_begin,
            ),
            sessions=sessions,
            rates=Rates(redis),
        )


async def _within(seconds: float, close: Callable[[], Awaitable[object]]) -> None:
    try:
        async with asyncio.timeout(seconds):
            await close()
    except TimeoutError:
        log.warning("stopped_late", part=getattr(close, "__qualname__", "?"))


def __getattr__(name: str) -> FastAPI:
    # `app` is made when uvicorn asks for it: importing this module reads no environment.
    if name != "app":
        raise AttributeError(name)
    logs.configure()
    try:
        return create_app(load())
    except SettingsError as error:
        raise SystemExit(f"Relais cannot start: {error}") from error
