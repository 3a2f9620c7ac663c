"""Every process of Relais, brought up, kept alive and ended together."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import signal
import time
from collections.abc import Callable, Generator
from pathlib import Path

from handoff import running
from handoff.brands.brand import BrandError, load_brands
from handoff.running import Address, Running
from handoff.settings import DEVELOPMENT_SECRET, Settings
from handoff.storage.servers import PostgresServer, RedisServer, ServerError, process
from handoff.storage.servers.process import LOOPBACK
from handoff.supervisor import groundwork, preflight, programs
from handoff.supervisor.groundwork import FirstLogin
from handoff.supervisor.preflight import CannotRun
from handoff.supervisor.watch import Child, Part, become_ready, keep_alive

SERVER_SECONDS = 60.0
SERVICE_SECONDS = 60.0
BOT_SECONDS = 180.0
"""Rasa takes 20 s on two idle cores, several times that on busy ones."""

Say = Callable[[str], None]


async def run(settings: Settings, say: Say) -> None:
    """Run Relais until SIGINT or SIGTERM. Raises `CannotRun` with one sentence."""
    with preflight.only_one(settings.state):
        stack = Stack(settings, say)
        stopped = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, stopped.set)
        work = asyncio.create_task(stack.up())
        ending = asyncio.create_task(stopped.wait())
        try:
            await asyncio.wait({work, ending}, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                work.result()  # `up` returns only by raising
        finally:
            for task in (work, ending):
                task.cancel()
            await asyncio.gather(work, ending, return_exceptions=True)
            if stopped.is_set():
                say("stopping (once more Ctrl-C: at once)")
                stopped.clear()
            await stack.down(stopped)


class Stack:
    """The processes of one Relais and what they are told."""

    def __init__(self, settings: Settings, say: Say) -> None:
        self._say = say
        self._given = settings
        self._settings = settings
        self._logs = settings.state / "logs"
        self._parts: dict[str, Part] = {}
        self._keepers: list[asyncio.Task[None]] = []

    async def up(self) -> None:
        """Start everything, tell the addresses, and keep it alive until cancelled."""
        began = time.monotonic()
        given = self._given
        brands = _brands(given)
        preflight.check_space(given.state)
        preflight.check_port(given.host, given.port)
        preflight.check_installed(
            programs.service(given.host, given.port), programs.bot("", 0), programs.actions(0)
        )
        await self._start_servers()
        await groundwork.bring_up_to_date(self._settings)
        login = await groundwork.first_login(self._settings, brands)
        self._start_programs()
        await self._open_the_door()
        await self._await_the_rest()
        self._tell(login, time.monotonic() - began)
        await asyncio.gather(*self._keepers)

    async def down(self, at_once: asyncio.Event) -> None:
        """End every process started, the programs before the servers they use."""
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        servers = {name: part for name, part in self._parts.items() if name in _SERVERS}
        rest = {name: part for name, part in self._parts.items() if name not in _SERVERS}
        for parts in (rest, servers):
            ends = [asyncio.create_task(asyncio.to_thread(part.stop)) for part in parts.values()]
            if ends:
                await _until_done_or(ends, at_once)
            if at_once.is_set():
                for part in parts.values():
                    part.kill()
            await asyncio.gather(*ends)
        running.remove(self._given.state)

    async def _start_servers(self) -> None:
        given = self._given
        with _one_sentence(given.state):
            self._logs.mkdir(parents=True, exist_ok=True)
            if not given.database_url:
                self._say("starting PostgreSQL")
                # Making a new cluster takes a second and more: not in the way of Ctrl-C.
                server = await asyncio.to_thread(PostgresServer, given.state)
                self._launch("PostgreSQL", server)
                given = given.model_copy(update={"database_url": server.url})
            else:
                await preflight.check_database(given.database_url)
            if not given.redis_url:
                self._say("starting Redis")
                server = RedisServer(given.state)
                self._launch("Redis", server)
                given = given.model_copy(update={"redis_url": server.url})
            else:
                await preflight.check_redis(given.redis_url)
        for name, part in self._parts.items():
            if not await become_ready(part, SERVER_SECONDS):
                raise CannotRun(f"{name} did not become ready: its log is in {given.state}")
        self._settings = given

    def _start_programs(self) -> None:
        bot, actions, carrier, mail, smtp = (process.free_port() for _ in range(5))
        self._settings = _addressed(self._settings, bot, actions, carrier)
        sandboxed = self._settings.development and not self._settings.smtp_url
        if sandboxed:
            self._settings = self._settings.model_copy(update=_mail_sandbox(mail, smtp))
        told = {**programs.inherited(), **programs.environment(self._settings)}
        host, port = self._settings.host, self._settings.port
        wanted = [
            (programs.service(host, port), self._settings.internal_url),
            (programs.bot(LOOPBACK, bot), self._settings.bot_url),
            (programs.actions(actions), self._settings.actions_url),
        ]
        if self._settings.laposte_key == SANDBOX:
            wanted.append((programs.carrier(LOOPBACK, carrier), _loopback(carrier)))
        if sandboxed:
            wanted.append((programs.mail(LOOPBACK, mail, smtp), _loopback(mail)))
        for program, url in wanted:
            self._launch(program.name, Child(program, url, told, self._logs))
        self._write_running()

    def _launch(self, name: str, part: Part) -> None:
        self._parts[name] = part
        part.launch()
        keeper = keep_alive(name, part, self._say, self._write_running)
        self._keepers.append(asyncio.create_task(keeper))

    async def _open_the_door(self) -> None:
        """Wait for the service: without it nothing works, so its failure ends everything."""
        if not await become_ready(self._parts["service"], SERVICE_SECONDS):
            raise CannotRun(
                f"the service did not start; the reason is at the end of {self._logs}/service.log"
            )

    async def _await_the_rest(self) -> None:
        """Wait for the bot and the others, and seed meanwhile; their failure leaves humans."""
        self._say("starting the bot (about 20 s)")
        names = [name for name in self._parts if name not in {*_SERVERS, "service"}]
        waits = [become_ready(self._parts[name], BOT_SECONDS) for name in names]
        told = {**programs.inherited(), **programs.environment(self._settings)}
        seeded, *ready = await asyncio.gather(self._seed(told), *waits)
        for name in (name for name, up in zip(names, ready, strict=True) if not up):
            self._say(f"{name} is not ready; the reason is at the end of {self._logs}/{name}.log")
        if not seeded:
            self._say(f"the demo data is incomplete; see the end of {self._logs}/seed.log")

    async def _seed(self, told: dict[str, str]) -> bool:
        if not self._settings.development:
            return True
        return await groundwork.seed(told, self._logs)

    def _write_running(self) -> None:
        if "service" not in self._parts:
            return  # a server died before the programs began
        told, parts = self._settings, self._parts
        carrier, mail = parts.get("carrier"), parts.get("mail")
        Running(
            service=Address(url=told.internal_url, pid=parts["service"].pid),
            bot=Address(url=told.bot_url, pid=parts["bot"].pid),
            actions=Address(url=told.actions_url, pid=parts["actions"].pid),
            carrier=Address(url=carrier.url, pid=carrier.pid)
            if isinstance(carrier, Child)
            else None,
            mail=Address(url=mail.url, pid=mail.pid) if isinstance(mail, Child) else None,
            postgres=_server(told.database_url, parts.get("PostgreSQL")),
            redis=_server(told.redis_url, parts.get("Redis")),
            internal_token=told.internal_token,
            bot_token=told.bot_token,
            supervisor=os.getpid(),
            environment=programs.environment(told),
        ).write(told.state)

    def _tell(self, login: FirstLogin | None, seconds: float) -> None:
        door = self._settings.internal_url.replace(LOOPBACK, "localhost")
        lines = [
            "",
            f"Relais runs (after {seconds:.0f} s).",
            f"  demo shop   {door}/demo",
            *([f"  its mails   {door}/demo/mails"] if "mail" in self._parts else []),
            f"  console     {door}/console",
            f"  API         {door}/docs",
            f"  logs        {self._logs}",
        ]
        if login:
            lines += [
                "",
                f"  first login  {login.login}",
                f"  password     {login.password}",
                "  (shown once; `.venv/bin/relais user password admin` sets another)",
            ]
        lines += ["", "Ctrl-C ends it."]
        self._say("\n".join(lines))


SANDBOX = "sandbox"
_SERVERS = ("PostgreSQL", "Redis")


def _brands(settings: Settings) -> list[str]:
    try:
        return list(load_brands(settings.brands))
    except BrandError as error:
        raise CannotRun(str(error)) from None


def _addressed(settings: Settings, bot: int, actions: int, carrier: int) -> Settings:
    """The settings with the addresses and secrets of this run."""
    host = LOOPBACK if settings.host in {"0.0.0.0", "::"} else settings.host  # noqa: S104
    update = {
        "bot_url": _loopback(bot),
        "actions_url": _loopback(actions),
        "internal_url": f"http://{host}:{settings.port}",
        "public_url": settings.links_begin,
    }
    for name in ("bot_token", "internal_token"):
        if getattr(settings, name) == DEVELOPMENT_SECRET:
            update[name] = secrets.token_urlsafe(32)
    if settings.secret == DEVELOPMENT_SECRET:
        update["secret"] = _kept_secret(settings.state)
    if not settings.laposte_key:
        update |= {"laposte_key": SANDBOX, "laposte_url": f"{_loopback(carrier)}/suivi/v2"}
    return settings.model_copy(update=update)


def _mail_sandbox(port: int, smtp_port: int) -> dict[str, str]:
    return {
        "smtp_url": f"smtp://{LOOPBACK}:{smtp_port}",
        "mail_from": "service@relais.example",
        "mail_sandbox_url": _loopback(port),
    }


def _kept_secret(state: Path) -> str:
    """A secret of this state folder's own, so that sessions outlive a restart."""
    file = state / "secret"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(32), encoding="ascii")
    return file.read_text(encoding="ascii")


def _server(url: str, part: Part | None) -> Address:
    if isinstance(part, PostgresServer | RedisServer):
        return Address(url=url, pid=part.pid, data=str(part.data))
    return Address(url=url)


def _loopback(port: int) -> str:
    return f"http://{LOOPBACK}:{port}"


async def _until_done_or(tasks: list[asyncio.Task[None]], event: asyncio.Event) -> None:
    waiting = asyncio.create_task(event.wait())
    together = asyncio.gather(*tasks)
    await asyncio.wait({waiting, together}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()


@contextlib.contextmanager
def _one_sentence(state: Path) -> Generator[None, None, None]:
    try:
        yield
    except ServerError as error:
        raise CannotRun(str(error)) from None
    except OSError as error:
        raise CannotRun(f"cannot write to {state}: {error.strerror}") from error
