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
from handoff.mail.sandbox import Sandbox
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
    port, mail_port, smtp_port = (free_port() for _ in range(3))
    (state / "encoder").symlink_to(Path(__file__).parents[3] / "var" / "encoder")
    settings = load(
        env="development",
        state=state,
        database_url=database_url,
        redis_url=redis_url,
        internal_token=INTERNAL_TOKEN,
        port=port,
        public_url=f"http://127.0.0.1:{port}",
        smtp_url=f"smtp://127.0.0.1:{smtp_port}",
        mail_from="service@relais.example",
        mail_sandbox_url=f"http://127.0.0.1:{mail_port}",
    )
    sandbox = Sandbox().application("127.0.0.1", smtp_port)
    servers = [
        uvicorn.Server(uvicorn.Config(app, port=at, log_level="error", ws="none"))
        for app, at in ((create_app(settings), port), (sandbox, mail_port))
    ]
    serving = [asyncio.create_task(server.serve()) for server in servers]
    while not all(server.started for server in servers):
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
        "RELAIS_PUBLIC_URL": settings.public_url,
        "RELAIS_MAIL_SANDBOX_URL": settings.mail_sandbox_url,
    }
    _tell(json.dumps(addresses))
    conversations = Conversations(record, EVERY_BRAND)
    while line := await asyncio.to_thread(sys.stdin.readline):
        brand, language = line.split()
        session, _ = await create_anonymous(record, brand)
        # An address for each, so that no test's failed proofs close another's orders.
        opened = await conversations.open(
            brand, session.customer_id, language, address=str(session.customer_id)
        )
        _tell(str(opened.id))
    await record.close()
    for server in servers:
        server.should_exit = True
    await asyncio.gather(*serving)


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
