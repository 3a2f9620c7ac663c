"""The suggestions of this process, once the encoder is in memory. The doors open before that."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import structlog

from actions.shop.orders import Orders
from handoff.brands.brand import Brand
from handoff.conversations.model import Conversation, Event
from handoff.doors.errors import Refused
from handoff.live.loops import keep_running, stop
from handoff.storage.engine import Record
from handoff.suggestions.encoder import Encoder, EncoderMissing
from handoff.suggestions.engine import Suggestions
from handoff.suggestions.learning import Learning
from handoff.suggestions.serving import Serving

log = structlog.get_logger(__name__)

LOOK_EVERY: Final = 1.0
"""Seconds between two questions which encoder serves."""

FILL_EVERY: Final = 5.0
"""Seconds between two searches for resolutions without vectors, if anything changed."""

SWEEP_EVERY: Final = 30.0
"""Seconds between two searches for episodes that a process closed and then died."""


class Suggesting:
    """Loads the encoder in the background; without one the desk works, without suggestions.

    Args:
        record: where the resolutions are.
        brands: by name.
        folder: where the exported encoder is.
        orders: gives a brand's orders, to know whom they name.
    """

    def __init__(
        self,
        record: Record,
        brands: Mapping[str, Brand],
        folder: Path,
        orders: Callable[[str], Orders],
    ) -> None:
        self._record = record
        self._brands = brands
        self._folder = folder
        self._orders = orders
        self._engine: Suggestions | None = None
        self._serving: Serving | None = None
        self._learning: Learning | None = None
        self._loading: asyncio.Task[None] | None = None
        self._loops: list[asyncio.Task[None]] = []
        self._known = asyncio.Event()

    async def start(self) -> None:
        """Begin to load the encoder."""
        self._loading = asyncio.create_task(self._load())

    async def close(self) -> None:
        """Stop loading, learning and embedding."""
        await stop([task for task in (self._loading, *self._loops) if task is not None])

    async def loaded(self) -> None:
        """Wait until replies can be suggested, or the encoder is known to be missing."""
        await self._known.wait()

    async def heard(self, conversation: Conversation, events: list[Event]) -> None:
        """Learn from what was closed; for `Record.listen`. Without an encoder, the sweep will."""
        if self._learning is not None:
            await self._learning.heard(conversation, events)

    @property
    def ready(self) -> Suggestions | None:
        """What suggests; None while there is no encoder."""
        return self._engine

    @property
    def engine(self) -> Suggestions:
        """What suggests; raises `Refused` (503) while there is no encoder."""
        if self._engine is None:
            raise _not_ready()
        return self._engine

    @property
    def encoder(self) -> Encoder:
        """What embeds; raises `Refused` (503) while there is none."""
        if self._serving is None:
            raise _not_ready()
        return self._serving.encoder

    async def _load(self) -> None:
        try:
            encoder = await asyncio.to_thread(Encoder.load, self._folder)
        except EncoderMissing as error:
            log.error("no_encoder", why=str(error))
            self._known.set()
            return
        serving = self._serving = Serving(self._record, encoder, self._folder.parent)
        learning = self._learning = Learning(
            self._record, self._brands, self._orders, lambda: serving.encoders
        )
        loops = [
            keep_running("encoder_look", lambda: self._look(serving), pause=LOOK_EVERY, limit=60),
            keep_running("encoder_fill", serving.fill, pause=FILL_EVERY, limit=None),
            keep_running("learning", learning.learn_next, pause=0, limit=None),
            keep_running("learning_sweep", learning.sweep, pause=SWEEP_EVERY, limit=None),
        ]
        self._loops = [asyncio.create_task(loop) for loop in loops]

    async def _look(self, serving: Serving) -> None:
        encoder = await serving.look()
        if self._engine is None or self._engine.encoder is not encoder:
            self._engine = Suggestions(self._record, encoder, self._brands)
            self._known.set()
            log.info("suggestions_ready", encoder=encoder.identity)


def _not_ready() -> Refused:
    message = "Suggestions are not ready: the encoder is loading, or `make run` is needed."
    return Refused(503, "suggestions_not_ready", message)
