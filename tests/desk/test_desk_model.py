"""The whole desk of two service processes against a model, in every order hypothesis thinks of."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID, uuid4

import asyncpg
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from redis.asyncio import Redis
from sqlalchemy import text

from handoff.brands.brand import load_brands
from handoff.conversations import people
from handoff.conversations.customers import create_anonymous
from handoff.conversations.log import Conversations
from handoff.conversations.ownership import Outcome, Owner
from handoff.desk.desk import Desk
from handoff.desk.refusals import DeskRefusal
from handoff.live import redis_keys
from handoff.live.hub import Hub
from handoff.settings import ROOT
from handoff.storage.engine import EVERY_BRAND, Record

T = TypeVar("T")


@dataclass
class Model:
    """What must hold of one conversation."""

    owner: Owner = Owner.BOT
    cm: UUID | None = None
    version: int = 1
    team: str = "customer_care"
    words: int = 0

    def moves(self, owner: Owner, cm: UUID | None = None) -> None:
        self.owner, self.cm, self.version = owner, cm, self.version + 1


class DeskMachine(RuleBasedStateMachine):
    """Rules are what people do; each says what the model expects, acceptance or refusal."""

    postgres_url: str
    redis_url: str
    ids = Bundle("conversations")
    who = st.integers(0, 3)
    where = st.integers(0, 1)

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.models: dict[UUID, Model] = {}
        self.records = [Record(self.postgres_url, pool_size=3) for _ in range(2)]
        self.conversations = Conversations(self.records[0], EVERY_BRAND)
        self.run(self._open())

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    async def _open(self) -> None:
        brands = load_brands(ROOT / "data" / "brands")
        self.redis = Redis.from_url(self.redis_url, decode_responses=True)
        await self.redis.flushall()
        async with self.records[0].transaction(EVERY_BRAND) as connection:
            await connection.exec_driver_sql(
                "UPDATE conversations SET owner = 'closed', outcome = 'spam', cm = NULL"
            )
        self.desks: list[Desk] = []
        self.hubs: list[Hub] = []
        for record in self.records:
            hub = Hub(self.redis_url, Conversations(record, EVERY_BRAND))
            self.hubs.append(hub)
            self.desks.append(Desk(record, self.redis_url, brands, hub))
        known = await people.everyone(self.records[0], ["demo"])
        self.cms = known or [
            await people.create(
                self.records[0],
                login=f"cm{n}",
                name=f"CM {n}",
                password="a long enough password",
                role="supervisor" if n == 3 else "cm",
                brands=["demo"],
                teams=["quality"] if n == 2 else ["customer_care"],
            )
            for n in range(4)
        ]

    def teardown(self) -> None:
        async def close() -> None:
            for part in [*self.desks, *self.hubs]:
                await part.close()
            for record in self.records:
                await record.close()
            await self.redis.aclose()

        self.run(close())
        self.runner.close()

    def attempt(self, verb: Coroutine[Any, Any, Any], refused: bool) -> Any:
        if not refused:
            return self.run(verb)
        with pytest.raises(DeskRefusal):
            self.run(verb)
        return None

    @initialize(target=ids)
    def first(self):
        return self.customer_comes()

    @rule(target=ids)
    def customer_comes(self):
        async def come() -> UUID:
            session, _ = await create_anonymous(self.records[0], "demo")
            return (await self.conversations.open("demo", session.customer_id, "fr")).id

        conversation_id = self.run(come())
        self.models[conversation_id] = Model()
        return conversation_id

    @rule(conversation=ids)
    def customer_writes(self, conversation):
        async def write() -> None:
            async with self.conversations.locked(conversation) as locked:
                await locked.append("message", "customer", {"text": "?"})

        self.run(write())
        model = self.models[conversation]
        if model.owner is Owner.CLOSED:
            model.moves(Owner.BOT)

    @rule(conversation=ids, where=where)
    def customer_asks_for_a_human(self, conversation, where):
        self.run(self.desks[where].ask_human(conversation))
        model = self.models[conversation]
        if model.owner is Owner.CLOSED:
            model.moves(Owner.BOT)
        if model.owner is Owner.BOT:
            model.moves(Owner.WAITING)
            model.team = "customer_care"

    @rule(conversation=ids, where=where)
    def customer_prefers_the_bot(self, conversation, where):
        self.run(self.desks[where].prefer_bot(conversation))
        if self.models[conversation].owner is Owner.WAITING:
            self.models[conversation].moves(Owner.BOT)

    @rule(conversation=ids, who=who, where=where)
    def cm_claims(self, conversation, who, where):
        model, cm = self.models[conversation], self.cms[who]
        mine = model.cm == cm.id
        refused = model.owner is not Owner.WAITING and not mine
        self.attempt(self.desks[where].claim(cm, conversation), refused)
        if not refused and not mine:
            model.moves(Owner.CM, cm.id)

    @rule(who=who, where=where)
    def cm_asks_for_the_next(self, who, where):
        cm = self.cms[who]
        waiting = {
            conversation
            for conversation, model in self.models.items()
            if model.owner is Owner.WAITING and model.team in cm.teams
        }
        claimed = self.run(self.desks[where].claim_next(cm))
        if claimed is None:
            assert not waiting
        else:
            assert claimed.id in waiting
            self.models[claimed.id].moves(Owner.CM, cm.id)

    @rule(data=st.data(), where=where)
    def two_cms_ask_at_once(self, data, where):
        one, two = data.draw(st.permutations(self.cms[:2]))

        async def both():
            return await asyncio.gather(
                self.desks[0].claim_next(one), self.desks[1].claim_next(two)
            )

        for cm, claimed in zip((one, two), self.run(both()), strict=True):
            if claimed is not None:
                model = self.models[claimed.id]
                assert model.owner is Owner.WAITING
                model.moves(Owner.CM, cm.id)

    @rule(conversation=ids, who=who, where=where)
    def cm_takes_over(self, conversation, who, where):
        model, cm = self.models[conversation], self.cms[who]
        mine = model.cm == cm.id
        refused = model.owner is Owner.CLOSED or (
            model.owner is Owner.CM and not mine and not cm.may("supervisor")
        )
        self.attempt(self.desks[where].take_over(cm, conversation), refused)
        if not refused and not mine:
            model.moves(Owner.CM, cm.id)

    @rule(conversation=ids, who=who, where=where, behind=st.integers(0, 1))
    def cm_says(self, conversation, who, where, behind):
        model, cm = self.models[conversation], self.cms[who]
        model.words += 1
        sending = self.desks[where].send(
            cm,
            conversation,
            client_id=f"words {model.words}",
            version=model.version - behind,
            text="Bonjour",
        )
        self.attempt(sending, model.cm != cm.id or bool(behind))

    @rule(conversation=ids, who=who, where=where)
    def cm_hands_back(self, conversation, who, where):
        model, cm = self.models[conversation], self.cms[who]
        refused = model.cm != cm.id
        verb = self.desks[where].hand_back(cm, conversation, version=model.version)
        self.attempt(verb, refused)
        if not refused:
            model.moves(Owner.BOT)

    @rule(conversation=ids, who=who, to=who, where=where)
    def cm_transfers_to_a_colleague(self, conversation, who, to, where):
        model, cm, colleague = self.models[conversation], self.cms[who], self.cms[to]
        refused = model.cm != cm.id
        verb = self.desks[where].transfer(cm, conversation, version=model.version, to=colleague.id)
        self.attempt(verb, refused)
        if not refused:
            model.moves(Owner.CM, colleague.id)

    @rule(
        conversation=ids,
        who=who,
        where=where,
        team=st.sampled_from(["quality", "customer_care", "nowhere"]),
    )
    def cm_transfers_to_a_team(self, conversation, who, where, team):
        model, cm = self.models[conversation], self.cms[who]
        refused = model.cm != cm.id or team == "nowhere"
        verb = self.desks[where].transfer(cm, conversation, version=model.version, team=team)
        self.attempt(verb, refused)
        if not refused:
            model.moves(Owner.WAITING)
            model.team = team

    @rule(conversation=consumes(ids), who=who, where=where)
    def cm_closes(self, conversation, who, where):
        model, cm = self.models[conversation], self.cms[who]
        refused = model.cm != cm.id
        verb = self.desks[where].close_episode(
            cm, conversation, version=model.version, outcome=Outcome.RESOLVED_BY_CM
        )
        self.attempt(verb, refused)
        if not refused:
            model.moves(Owner.CLOSED)

    @rule(where=where)
    def redis_is_lost(self, where):
        self.run(self.redis.flushall())

    @rule(where=where)
    def the_sweep_makes_the_queue_right(self, where):
        async def look() -> dict[str, list[str]]:
            await self.desks[where].queue.sweep()
            return {
                team: await self.redis.zrange(redis_keys.queue("demo", team), 0, -1)
                for team in ("customer_care", "quality", "marketing", "communication")
            }

        for team, members in self.run(look()).items():
            assert set(members) == {
                str(conversation)
                for conversation, model in self.models.items()
                if model.owner is Owner.WAITING and model.team == team
            }

    @invariant()
    def record_and_model_agree(self):
        async def read() -> dict[UUID, tuple[str, UUID | None, int, int]]:
            async with self.records[0].transaction(EVERY_BRAND) as connection:
                rows = await connection.execute(_STANDING, {"ids": list(self.models)})
                return {row.id: tuple(row[1:]) for row in rows}

        found = self.run(read())
        for conversation_id, model in self.models.items():
            owner, cm, version, gaps = found[conversation_id]
            assert (owner, cm, version) == (model.owner.value, model.cm, model.version)
            assert gaps == 0


_STANDING = text("""
    SELECT c.id, c.owner, c.cm, c.version,
           c.last_number - (SELECT count(*) FROM events e WHERE e.conversation_id = c.id)
    FROM conversations c WHERE c.id = ANY(:ids)
""")


@pytest.fixture
def database(postgres):
    """A database for a test without an event loop of its own."""
    server, _, _ = postgres.url.rpartition("/")
    name = f"test_{uuid4().hex}"

    def administer(statement: str) -> None:
        async def execute() -> None:
            connection = await asyncpg.connect(postgres.url)
            await connection.execute(statement)
            await connection.close()

        asyncio.run(execute())

    administer(f"CREATE DATABASE {name} TEMPLATE template_relais")
    yield f"{server}/{name}"
    administer(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.timeout(300)
def test_the_desk_does_what_the_model_says(database, redis):
    class Machine(DeskMachine):
        postgres_url = database
        redis_url = redis.url

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=40,
            deadline=None,
            # Shrinking replays the whole desk for minutes; the failing steps are printed anyway.
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
