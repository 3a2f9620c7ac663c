"""The service that flows ask, with real PostgreSQL and Redis: run with the service's Python.

Prints one line of JSON with the addresses once it is up, then a conversation's id for each line
`<brand> <language>` that it reads, and ends with its input.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from datetime import datetime, timezone
from pathlib import Path

import uvicorn

from actions.shop import demo
from handoff import logs
from handoff.app import create_app
from handoff.conversations import people
from handoff.conversations.customers import create_anonymous
from handoff.conversations.log import Conversations
from handoff.settings import load
from handoff.storage.engine import EVERY_BRAND, Record
from handoff.storage.migrate import upgrade
from handoff.storage.servers import postgres_server, redis_server, temporary_folder
from handoff.storage.servers.process import free_port

SUPERVISOR = "solange"
INTERNAL_TOKEN = "flows-" + "3f9c1b7a5e2d8046" * 2


async def serve(state: Path, database_url: str, redis_url: str) -> None:
    await upgrade(database_url)
    await demo.seed(database_url, datetime.now(timezone.utc))
    port = free_port()
    (state / "encoder").symlink_to(Path(__file__).parents[3] / "var" / "encoder")
    settings = load(
        env="development",
        state=state,
        database_url=database_url,
        redis_url=redis_url,
        internal_token=INTERNAL_TOKEN,
        port=port,
    )
    config = uvicorn.Config(create_app(settings), port=port, log_level="error", ws="none")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.05)
    record = Record(database_url, pool_size=1)
    await people.create(
        record,
        login=SUPERVISOR,
        name="Solange",
        password=INTERNAL_TOKEN,
        role="supervisor",
        brands=["demo", "kiosque"],
        teams=["customer_care"],
    )
    addresses = {
        "SUPERVISOR": SUPERVISOR,
        "DATABASE_URL": database_url,
        "RELAIS_INTERNAL_URL": f"http://127.0.0.1:{port}",
        "RELAIS_INTERNAL_TOKEN": INTERNAL_TOKEN,
    }
    _tell(json.dumps(addresses))
    conversations = Conversations(record, EVERY_BRAND)
    while line := await asyncio.to_thread(sys.stdin.readline):
        brand, language = line.split()
        session, _ = await create_anonymous(record, brand)
        opened = await conversations.open(brand, session.customer_id, language)
        _tell(str(opened.id))
    await record.close()
    server.should_exit = True
    await serving


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    logs.configure()
    # What the service logs must not stand between the lines that are read.
    logging.getLogger().handlers[:] = [logging.StreamHandler(sys.stderr)]
    with (
        temporary_folder() as state,
        postgres_server(state, durable=False) as postgres,
        redis_server(state) as redis,
    ):
        asyncio.run(serve(state, postgres.url, redis.url))


if __name__ == "__main__":
    main()
