"""Which encoder's vectors are searched while another one is brought in.

`RELAIS_ENCODER` names the encoder that is wanted. Until every resolution has its vectors, the one
before serves; then all processes change over, and the vectors of the old one go. The record holds
what was asked for and what is complete, so that any process may do a part of the work and die.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final

import structlog
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from handoff.storage.engine import EVERY_BRAND, Record
from handoff.suggestions import analysis, indexing, store
from handoff.suggestions.encoder import Description, Encoder, EncoderMissing
from handoff.suggestions.tables import encoders

log = structlog.get_logger(__name__)

GRACE: Final = timedelta(minutes=1)
"""Between the change-over and the end of the old vectors: every process has noticed by then."""

REMOVED_AT_ONCE: Final = 2_000
"""Vectors; a transaction that deletes all of them would hold up everybody's erasures."""

_c = encoders.c

_REMOVE = text(
    """
    DELETE FROM resolution_vectors WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM resolution_vectors WHERE space = ANY (:spaces) LIMIT :limit
    ))
    """
)


class Serving:
    """One process's view of the encoders.

    Args:
        record: where the vectors are.
        wanted: the encoder of `RELAIS_ENCODER`.
        folder: where exported encoders are, each in a folder of its own.
        grace: how long old vectors stay after the change-over.
    """

    def __init__(
        self, record: Record, wanted: Encoder, folder: Path, grace: timedelta = GRACE
    ) -> None:
        self._record = record
        self._wanted = wanted
        self._folder = folder
        self._grace = grace
        self._known = {store.family(wanted): wanted}
        self._asked_for = False
        self._filled: dict[str, int] = {}
        self.encoder = wanted
        """The one whose vectors are searched."""

    @property
    def encoders(self) -> Sequence[Encoder]:
        """Those for which a new resolution needs vectors: what serves, then what is wanted."""
        return [self.encoder] if self.encoder is self._wanted else [self.encoder, self._wanted]

    async def look(self) -> Encoder:
        """The encoder that serves now."""
        if not self._asked_for:
            await self._ask_for()
            self._asked_for = True
        async with self._record.transaction(EVERY_BRAND) as connection:
            complete = select(_c.identity).where(_c.complete_at.is_not(None))
            family = await connection.scalar(complete.order_by(_c.wanted_at.desc()).limit(1))
        found = await self._encoder_of(family) if family else self._wanted
        if found is not self.encoder:
            self.encoder = found
            log.info("encoder_serves", encoder=found.identity, wanted=self._wanted.identity)
        return found

    async def fill(self) -> None:
        """Give vectors to what has none; once all have them, the wanted encoder serves."""
        for encoder in self.encoders:
            await self._fill(encoder)
        if self.encoder is self._wanted:
            await self._remove_former()

    async def _ask_for(self) -> None:
        """Note that this encoder is wanted; one that was wanted before begins anew."""
        newest = select(func.max(_c.wanted_at)).scalar_subquery()
        note = insert(encoders).values(
            identity=store.family(self._wanted), wanted_at=func.clock_timestamp()
        )
        async with self._record.transaction(EVERY_BRAND) as connection:
            await connection.execute(
                note.on_conflict_do_update(
                    index_elements=[_c.identity],
                    set_={"wanted_at": note.excluded.wanted_at, "complete_at": None},
                    where=_c.wanted_at < newest,
                )
            )

    async def _encoder_of(self, family: str) -> Encoder:
        """The encoder of these vectors; the wanted one where that is not on this machine."""
        if family not in self._known:
            self._known[family] = await asyncio.to_thread(self._load, family) or self._wanted
        return self._known[family]

    def _load(self, family: str) -> Encoder | None:
        identity, _, version = family.rpartition("/")
        if version == analysis.VERSION:
            for folder in sorted(path for path in self._folder.iterdir() if path.is_dir()):
                try:
                    if Description.read(folder).identity == identity:
                        return Encoder.load(folder)
                except EncoderMissing:
                    continue
        log.warning("former_encoder_missing", vectors=family, serves=self._wanted.identity)
        return None

    async def _fill(self, encoder: Encoder) -> None:
        version = await store.version(self._record)
        family = store.family(encoder)
        if self._filled.get(family) == version:
            return
        embedded = await store.embed_missing(self._record, encoder)
        if embedded:
            log.info("resolutions_embedded", rows=embedded, encoder=encoder.identity)
        if await store.any_missing(self._record, encoder):
            return  # another process has them in hand
        if encoder is self._wanted and not await self._indexed():
            return  # another process builds, or brings in rows and will build at their end
        self._filled[family] = version

    async def _indexed(self) -> bool:
        """Build indexes where there are many, then have the wanted encoder serve; False if that is
        another process's at the moment."""
        async with indexing.reserved(self._record) as building:
            if building is None:
                return False
            await building.when_large(self._wanted)
        unfinished = (_c.identity == store.family(self._wanted)) & _c.complete_at.is_(None)
        completed = update(encoders).where(unfinished).values(complete_at=func.clock_timestamp())
        async with self._record.transaction(EVERY_BRAND) as connection:
            if (await connection.execute(completed)).rowcount:
                log.info("encoder_complete", encoder=self._wanted.identity)
        return True

    async def _remove_former(self) -> None:
        """Delete the vectors of encoders that were wanted before the one that serves."""
        mine = store.family(self._wanted)
        since = select(_c.wanted_at).where(
            _c.identity == mine, _c.complete_at < func.clock_timestamp() - self._grace
        )
        former = select(_c.identity).where(_c.wanted_at < since.scalar_subquery())
        async with self._record.transaction(EVERY_BRAND) as connection:
            families = list(await connection.scalars(former))
        for family in families:
            spaces = [f"{family}/{side}" for side in store.SIDES]
            await indexing.drop(self._record, spaces)
            while await self._remove_some(spaces):
                pass
            async with self._record.transaction(EVERY_BRAND) as connection:
                await connection.execute(delete(encoders).where(_c.identity == family))
            log.info("former_vectors_removed", vectors=family)

    async def _remove_some(self, spaces: list[str]) -> int:
        async with self._record.transaction(EVERY_BRAND) as connection:
            some = {"spaces": spaces, "limit": REMOVED_AT_ONCE}
            return (await connection.execute(_REMOVE, some)).rowcount
