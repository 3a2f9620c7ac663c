"""The nearest by one likeness as PostgreSQL finds them, held against the ten that are nearest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

import asyncpg
import numpy as np
import numpy.typing as npt

from handoff.suggestions import store
from handoff.suggestions.encoder import Vectors
from handoff.suggestions.retrieval import NEAREST, SEARCHING

TEN = 10

_NEIGHBOURS = """
    SELECT resolution_id FROM resolution_vectors v
    WHERE space = {space} AND brand = 'demo' AND language = $1
    ORDER BY CAST(v.meaning AS vector({dim})) <=> CAST(CAST($2 AS text) AS vector({dim}))
    LIMIT {nearest}
"""


class Neighbours:
    """Searches one space of the demo brand with the product's settings."""

    def __init__(self, connection: asyncpg.Connection, space: str, dim: int) -> None:
        self._connection = connection
        self._statement = _NEIGHBOURS.format(space=store.quoted(space), dim=dim, nearest=NEAREST)

    async def prepare(self) -> None:
        """Have the connection search as the product does."""
        for name, value in SEARCHING.items():
            await self._connection.execute(f"SET {name} = '{value}'")

    async def of(self, vector: Vectors, language: str) -> list[UUID]:
        """As many as the product takes."""
        rows = await self._connection.fetch(self._statement, language, store.written(vector))
        return [row[0] for row in rows]


def found(
    ids: Iterable[UUID], cosines: npt.NDArray[np.floating], row_of: Mapping[UUID, int]
) -> float:
    """The share of the ten nearest among `ids`; of rows that are as near any will do."""
    number = min(TEN, len(cosines))
    tenth = np.partition(cosines, -number)[-number]
    near = sum(cosines[row_of[each]] >= tenth - 1e-6 for each in ids)
    return min(int(near), number) / number
