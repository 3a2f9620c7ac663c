"""Changes that were asked of a shop elsewhere and whose end nobody knows yet.

A shop elsewhere cannot be locked, and its answer may be lost after it did what it was asked. So
the asking is noted here first and struck out once its end is known: while it stands, nothing else
is asked of that order, by whatever process, and after a crash somebody knows where to look.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final, TypeVar
from uuid import UUID

from sqlalchemy import delete, func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.shop import tables
from actions.shop.aftersales import ChangeRefused, Once
from actions.shop.client import narrowed
from actions.shop.orders import ShopUnavailable

Done = TypeVar("Done")


class AnswerLost(Exception):
    """A change was asked for, and nobody knows whether it was made."""


SETTLED_AFTER: Final = timedelta(minutes=10)
"""No request to a shop lives so long: by then what it did can be seen there."""


class PendingChanges:
    """The noted changes, on an engine of `actions.shop.client`.

    Every method raises `ShopUnavailable` where PostgreSQL gives no answer: without a note nothing
    is asked.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def once(
        self,
        brand: str,
        order_number: str,
        once: Once,
        *,
        find: Callable[[], Awaitable[Done | None]],
        make: Callable[[], Awaitable[Done]],
    ) -> Done:
        """What `make` gives, which happens once; what `find` finds, where it has happened before.

        `make` raises `ChangeRefused` or `ShopUnavailable` where nothing was done, `AnswerLost`
        where nobody knows; then it is looked for, and else left noted.

        Raises `ChangeRefused` (`unsettled`) while another change of the order has no known end.
        """
        mine = await self.begin(brand, order_number, once)
        try:
            done = await find()
            if done is None and not mine:
                raise ChangeRefused("unsettled")
            if done is None:
                done = await make()
        except AnswerLost:
            done = await _found_after_all(find)
        except (ChangeRefused, ShopUnavailable):
            if mine:
                await self.end(brand, order_number, once)
            raise
        await self.end(brand, order_number, once)
        return done

    async def begin(self, brand: str, order_number: str, once: Once) -> bool:
        """Note that a change is about to be asked for; False while another one stands."""
        pending = tables.pending_changes
        mine = {"turn_id": UUID(once.turn_id), "action": once.action}
        note = insert(pending).values(brand=brand, order_number=order_number, **mine)
        settled = note.on_conflict_do_update(
            index_elements=["brand", "order_number"],
            set_={**mine, "asked_at": func.now()},
            where=pending.c.asked_at < func.now() - SETTLED_AFTER,
        )
        async with narrowed(self._engine, brand) as connection:
            written = await connection.execute(settled.returning(pending.c.order_number))
            return written.first() is not None

    async def end(self, brand: str, order_number: str, once: Once) -> None:
        """Strike it out: how it ended is known."""
        c = tables.pending_changes.c
        async with narrowed(self._engine, brand) as connection:
            await connection.execute(
                delete(tables.pending_changes).where(
                    c.brand == brand,
                    c.order_number == order_number,
                    c.turn_id == UUID(once.turn_id),
                    c.action == once.action,
                )
            )


async def _found_after_all(find: Callable[[], Awaitable[Done | None]]) -> Done:
    try:
        done = await find()
    except (AnswerLost, ShopUnavailable) as error:
        raise ChangeRefused("unsettled") from error
    if done is None:
        raise ChangeRefused("unsettled")
    return done
