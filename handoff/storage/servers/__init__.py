"""Real PostgreSQL and Redis servers without an administrator.

    with postgres_server(state) as server:      # keeps its data in <state>/postgres
        server.url, server.pid                  # postgresql://relais:…@127.0.0.1:<port>/relais

    with redis_server(state) as server:         # keeps its data in <state>/redis
        server.url, server.pid, server.data     # redis://:…@127.0.0.1:<port>/0

    with temporary_folder() as state: …         # for tests: a place both can use, gone afterwards

`server.start()` brings a server back after it died, at the same address and with its data;
`server.stop()` ends it in an orderly way; `server.kill()` is `kill -9`. All block, for well under a
second; making a new PostgreSQL cluster takes about one. `postgres_server(state, durable=False)` is
for tests: faster, and safe against kills but not against power cuts. The servers listen on loopback
only, on a free port, with a random password, and end when their parent process does, whichever way
it goes (Linux). The parent is the thread that called `start()`: it has to live as long.

As root both run under an unprivileged account (`account.py` says which, and where their files go).
Everything here raises `ServerError` with one sentence that says what to do.
"""

from handoff.storage.servers.account import temporary_folder
from handoff.storage.servers.errors import ServerError
from handoff.storage.servers.postgres import PostgresServer, postgres_server
from handoff.storage.servers.redis import RedisServer, redis_server

__all__ = [
    "PostgresServer",
    "RedisServer",
    "ServerError",
    "postgres_server",
    "redis_server",
    "temporary_folder",
]
