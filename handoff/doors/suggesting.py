"""The suggestions of this process, once the encoder is in memory. The doors open before that."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import structlog

from handoff.brands.brand import Brand
from handoff.doors.errors import Refused
from handoff.storage.engine import Record
from handoff.suggestions.encoder import Encoder, EncoderMissing
from handoff.suggestions.engine import Suggestions
from handoff.suggestions.store import embed_missing

log = structlog.get_logger(__name__)


class Suggesting:
    """Loads the encoder in the background; without one the desk works, without suggestions.

    Args:
        record: where the resolutions are.
        brands: by name.
        folder: where the exported encoder is.
    """

    def __init__(self, record: Record, brands: Mapping[str, Brand], folder: Path) -> None:
        self._record = record
        self._brands = brands
        self._folder = folder
        self._engine: Suggestions | None = None
        self._encoder: Encoder | None = None
        self._loading: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to load the encoder."""
        self._loading = asyncio.create_task(self._load())

    async def close(self) -> None:
        """Stop loading."""
        if self._loading is not None:
            self._loading.cancel()
            await asyncio.gather(self._loading, return_exceptions=True)

    async def loaded(self) -> None:
        """Wait until the encoder is in memory, or known to be missing."""
        if self._loading is not None:
            await asyncio.shield(self._loading)

    @property
    def engine(self) -> Suggestions:
        """What suggests; raises `Refused` (503) while there is no encoder."""
        if self._engine is None:
            raise _not_ready()
        return self._engine

    @property
    def encoder(self) -> Encoder:
        """What embeds; raises `Refused` (503) while there is none."""
        if self._encoder is None:
            raise _not_ready()
        return self._encoder

    async def _load(self) -> None:
        try:
            encoder = await asyncio.to_thread(Encoder.load, self._folder)
        except EncoderMissing as error:
            log.error("no_encoder", why=str(error))
            return
        self._encoder = encoder
        self._engine = Suggestions(self._record, encoder, self._brands)
        log.info("suggestions_ready", encoder=encoder.identity)
        # After a change of encoder; until then what has no vectors is not suggested.
        embedded = await embed_missing(self._record, encoder)
        if embedded:
            log.info("resolutions_embedded", rows=embedded, encoder=encoder.identity)


def _not_ready() -> Refused:
    message = "Suggestions are not ready: the encoder is loading, or `make run` is needed."
    return Refused(503, "suggestions_not_ready", message)
