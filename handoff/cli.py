"""`relais …`: Relais from the command line; a command imports its room when it is called."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn
from uuid import UUID

import typer

from handoff import settings
from handoff.running import NotRunning, Running
from handoff.settings import ROOT, Settings

if TYPE_CHECKING:
    from handoff.conversations.people import Role
    from handoff.storage.engine import Record

app = typer.Typer(
    help="Relais: a bot resolves the routine, people get the rest with suggested replies.\n\n"
    "`relais run` starts everything. The other commands speak to the Relais that runs on the state "
    "folder (var/, or RELAIS_STATE), or to DATABASE_URL where that is set.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
imports = typer.Typer(help="Bring data in.", no_args_is_help=True)
exports = typer.Typer(help="Give data out.", no_args_is_help=True)
erasures = typer.Typer(help="Forget somebody.", no_args_is_help=True)
training = typer.Typer(help="Teach the bot.", no_args_is_help=True)
users = typer.Typer(help="The people who work in the console.", no_args_is_help=True)
keys = typer.Typer(help="Keys of a brand's own systems for the REST doors.", no_args_is_help=True)
for name, group in {
    "import": imports,
    "export": exports,
    "erase": erasures,
    "train": training,
    "user": users,
    "key": keys,
}.items():
    app.add_typer(group, name=name)


@app.command()
def run() -> None:
    """Start PostgreSQL, Redis, bot, actions and service, and keep them alive. Ctrl-C ends them.

    DATABASE_URL and REDIS_URL name servers to use instead of embedded ones, PORT the front door's
    port (8000), RELAIS_STATE the folder for data and logs. docs/settings.md has them all.
    """
    from handoff.supervisor.stack import run as run_stack

    asyncio.run(run_stack(settings.load(), typer.echo))


@app.command()
def migrate() -> None:
    """Bring the database of DATABASE_URL to this version's schema. `relais run` does it itself."""
    from handoff.supervisor.groundwork import bring_up_to_date

    asyncio.run(bring_up_to_date(_settings()))


@app.command()
def replay(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="JSON Lines of turns.")],
    limit: Annotated[int | None, typer.Option(min=1, help="Only the first so many.")] = None,
    concurrency: Annotated[int, typer.Option(min=1, help="Customers at the same time.")] = 5,
    cm: Annotated[int, typer.Option(min=0, help="CMs who claim and answer.")] = 0,
    brand: Annotated[str, typer.Option(help="The brand they write to.")] = "demo",
    language: Annotated[str, typer.Option(help="The language of the page.")] = "en",
) -> None:
    """Play recorded dialogues against the running Relais and tell how they ended and how fast.

    Example: relais replay dialogues.jsonl --limit 200 --concurrency 20 --cm 5
    """
    from rich.console import Console
    from rich.progress import Progress

    from handoff.replay import dialogues, play, table

    found = _running()
    against = play.Running(found.service.url, found.postgres.url, found.internal_token)
    read = dialogues.read(file, limit)
    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("dialogues", total=len(read))
        tally = asyncio.run(
            play.replay(
                against,
                read,
                brand=brand,
                language=language,
                concurrency=concurrency,
                cms=cm,
                progress=lambda: bar.advance(task),
            )
        )
        seconds = bar.tasks[0].elapsed or 0.0
    Console().print(table.rendered(tally, len(read), seconds))


@imports.command("resolutions")
def import_resolutions(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="JSON Lines or CSV.")],
    brand: Annotated[
        str | None, typer.Option(help="For rows that name none; needed with several brands.")
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(help="Of a CSV file: question=Message,reply=Réponse,external_id=Ticket,…"),
    ] = None,
) -> None:
    """Store past answers to suggest from, without anybody's particulars.

    A line is {"question", "reply", "brand"?, "language"?, "team"?, "resolved_at"?, "csat"?,
    "external_id"?}, or a row of CSV whose first line names the columns; encoding and delimiter are
    found out. Every row is checked first: if one is broken, all broken ones are listed and nothing
    is stored. What is there already is skipped, so that an import that was stopped is run again.

    Example: relais import resolutions tickets.csv --columns question=Message,reply=Réponse
    """
    from rich.console import Console
    from rich.progress import Progress

    from handoff.brands.brand import load_brands
    from handoff.suggestions.csv_file import columns_of
    from handoff.suggestions.encoder import Encoder
    from handoff.suggestions.export import encoder_folder
    from handoff.suggestions.importing import Summary
    from handoff.suggestions.importing import import_resolutions as store
    from handoff.suggestions.lines import ImportRefused
    from handoff.suggestions.resolutions_file import FIELDS

    chosen = _settings()
    mapping = columns_of(columns, FIELDS) if columns is not None else None
    # Desks answer many questions in the same words: each of these is embedded once.
    encoder = Encoder.load(encoder_folder(chosen.state, chosen.encoder), remembered=20_000)
    brands = load_brands(chosen.brands)

    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("resolutions", total=None)

        async def run_import() -> Summary:
            async with _record() as record:
                return await store(
                    record,
                    encoder,
                    file,
                    brands,
                    brand,
                    lambda done, whole: bar.update(task, completed=done, total=whole),
                    mapping,
                )

        try:
            summary = asyncio.run(run_import())
        except ImportRefused as refusal:
            for line in refusal.broken:
                typer.echo(str(line), err=True)
            raise
        seconds = bar.tasks[0].elapsed or 1.0
    typer.echo(f"{summary.rows} read, {summary.added} added, {summary.duplicates} skipped")
    typer.echo(f"{seconds:.0f} s, {summary.rows / seconds:.0f} rows a second")
    for what, counts in (
        ("skipped", summary.skipped),
        ("taken out", summary.redacted),
        ("unknown fields, left out", summary.unknown_fields),
    ):
        if counts.total():
            some = (f"{name} {n}" for name, n in counts.most_common() if n)
            typer.echo(f"{what}: {', '.join(some)}")


@exports.command("customer")
def export_customer(customer: Annotated[UUID, typer.Argument(help="The customer's id.")]) -> None:
    """Print all that is kept of a customer as JSON: conversations, notes and labels included."""
    from handoff.conversations import erasure
    from handoff.storage.engine import EVERY_BRAND

    async def export() -> dict[str, Any]:
        async with _record() as record:
            return await erasure.export_customer(record, EVERY_BRAND, customer)

    typer.echo(json.dumps(asyncio.run(export()), ensure_ascii=False, indent=2, default=str))


@erasures.command("customer")
def erase_customer(
    customer: Annotated[UUID, typer.Argument(help="The customer's id.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Blank what a customer wrote and was, in place, with vectors and examples. For good."""
    from handoff.console.erasers import ERASERS
    from handoff.conversations import erasure
    from handoff.storage.engine import EVERY_BRAND

    if not yes:
        typer.confirm(f"Erase customer {customer} for good?", abort=True)

    async def erase() -> int:
        async with _record() as record:
            return await erasure.erase_customer(record, EVERY_BRAND, customer, ERASERS)

    typer.echo(f"Erased; {asyncio.run(erase())} conversations were blanked.")


@training.command("bot")
def train_bot() -> None:
    """Train the bot from data/bot, whether or not anything changed, and swap it in if it runs."""
    from handoff.supervisor.training import train

    typer.echo("training the bot (about a minute)")
    model = train(_settings())
    typer.echo(f"trained {model.relative_to(ROOT)}")
    try:
        found = _running()
    except NotRunning:
        return
    from handoff.supervisor.training import swap_in

    swap_in(model, found.bot.url, found.bot_token)
    typer.echo("the running bot answers with it")


@app.command()
def identity(brand: str) -> None:
    """Make the secret with which BRAND's shop signs who is logged in; prints it, shown once.

    It replaces the one before at once. docs/identity.md says what the shop does with it.
    """
    from handoff.brands.brand import load_brands
    from handoff.conversations import identities

    chosen = _settings()
    _one_of("brand", [brand], list(load_brands(chosen.brands)))

    async def renew() -> str:
        async with _record() as record:
            return await identities.renew(record, chosen.secret, brand)

    typer.echo(f"identity secret of {brand}: {asyncio.run(renew())} (shown once)")


@users.command("add")
def add_user(
    login: str,
    name: Annotated[str, typer.Option(help="The name customers read.")],
    role: Annotated[str, typer.Option(help="cm, trainer, supervisor or admin.")] = "cm",
    brand: Annotated[list[str] | None, typer.Option(help="Repeat for several; all.")] = None,
    team: Annotated[list[str] | None, typer.Option(help="Repeat for several.")] = None,
    language: Annotated[str, typer.Option(help="Of the console: fr or en.")] = "fr",
) -> None:
    """Add somebody who works in the console; prints a first password, shown once."""
    from handoff.brands.brand import load_brands
    from handoff.conversations import people

    known = list(load_brands(_settings().brands))
    brands = brand or known
    _one_of("--role", [role], ["cm", "trainer", "supervisor", "admin"])
    _one_of("--brand", brands, known)
    _one_of("--language", [language], ["fr", "en"])
    password = secrets.token_urlsafe(12)

    async def add() -> None:
        chosen: Role = role  # type: ignore[assignment]  # checked above
        async with _record() as record:
            await people.create(
                record,
                login=login,
                name=name,
                password=password,
                role=chosen,
                brands=brands,
                teams=team or ["customer_care"],
                language=language,
            )

    asyncio.run(add())
    typer.echo(f"{login} may log in with the password {password} (shown once)")


@users.command("list")
def list_users() -> None:
    """Everybody who may log in."""
    from handoff.conversations import people
    from handoff.storage.engine import EVERY_BRAND

    async def everyone() -> list[people.CM]:
        async with _record() as record:
            return await people.everyone(record, EVERY_BRAND)

    for person in asyncio.run(everyone()):
        where = f"{', '.join(person.brands)} · {', '.join(person.teams)}"
        typer.echo(f"{person.login:20} {person.role:10} {person.name} · {where}")


@users.command("password")
def set_password(login: str) -> None:
    """Set a password, asked for on a terminal or read from a line of stdin; ends their sessions."""
    from handoff.conversations import people

    if sys.stdin.isatty():
        password = str(typer.prompt("New password", hide_input=True, confirmation_prompt=True))
    else:
        password = sys.stdin.readline().rstrip("\n")

    async def change() -> None:
        async with _record() as record:
            await people.set_password(record, login, password)

    asyncio.run(change())
    typer.echo(f"{login} has a new password")


@users.command("disable")
def disable_user(login: str) -> None:
    """Close an account; what the person did stays under their name."""
    from handoff.conversations import people

    async def disable() -> None:
        async with _record() as record:
            await people.disable(record, login)

    asyncio.run(disable())
    typer.echo(f"{login} may not log in any more")


@keys.command("add")
def add_key(
    brand: str, name: Annotated[str, typer.Argument(help="Which system will use it.")]
) -> None:
    """Issue a key for the Rasa-compatible door and the suggestions; prints it, shown once."""
    from handoff.brands.brand import load_brands
    from handoff.conversations import keys as brand_keys

    _one_of("brand", [brand], list(load_brands(_settings().brands)))

    async def issue() -> tuple[brand_keys.Key, str]:
        async with _record() as record:
            return await brand_keys.issue(record, brand, name)

    key, secret = asyncio.run(issue())
    typer.echo(f"key {key.id} of {brand}: {secret} (shown once)")


@keys.command("revoke")
def revoke_key(key: Annotated[UUID, typer.Argument(help="The key's id.")]) -> None:
    """End a key at once."""
    from handoff.conversations import keys as brand_keys
    from handoff.storage.engine import EVERY_BRAND

    async def revoke() -> bool:
        async with _record() as record:
            return await brand_keys.revoke(record, EVERY_BRAND, key)

    if not asyncio.run(revoke()):
        _stop(f"there is no key {key} in use")
    typer.echo(f"key {key} is revoked")


def main() -> None:
    """The entry point: runs a command; known faults become one sentence and exit code 1."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if isinstance(error, _explained()):
            _stop(str(error))
        raise


def _explained() -> tuple[type[Exception], ...]:
    """Errors whose message is made for people."""
    from handoff.brands.brand import BrandError
    from handoff.conversations.log import NotFound
    from handoff.conversations.people import PeopleError
    from handoff.replay.dialogues import BadDialogues
    from handoff.storage.engine import BadDatabaseUrl
    from handoff.storage.servers import ServerError
    from handoff.suggestions.encoder import EncoderMissing
    from handoff.suggestions.lines import ImportRefused
    from handoff.supervisor.preflight import CannotRun
    from handoff.supervisor.training import NotTrained

    return (
        *(settings.SettingsError, NotRunning, CannotRun, NotTrained, ServerError, BadDatabaseUrl),
        *(BrandError, PeopleError, NotFound, BadDialogues, EncoderMissing, ImportRefused),
    )


def _stop(sentence: str) -> NoReturn:
    typer.echo(f"relais: {sentence}", err=True)
    sys.exit(1)


def _one_of(what: str, values: list[str], allowed: list[str]) -> None:
    for value in values:
        if value not in allowed:
            _stop(f"{what}: {value!r} is none of {', '.join(allowed)}")


def _running() -> Running:
    return Running.read(Path(os.environ.get("RELAIS_STATE") or ROOT / "var").absolute())


def _settings() -> Settings:
    """The settings of the Relais that runs here; else those of this shell."""
    try:
        for variable, value in _running().environment.items():
            os.environ.setdefault(variable, value)
    except NotRunning:
        if not os.environ.get("DATABASE_URL"):
            os.environ.setdefault("RELAIS_ENV", "development")
    return settings.load()


@asynccontextmanager
async def _record() -> AsyncGenerator[Record]:
    """The record of the Relais that runs here, or of DATABASE_URL."""
    from handoff.storage.engine import Record

    url = _settings().database_url or _running().postgres.url
    record = Record(url, pool_size=1)
    try:
        yield record
    finally:
        await record.close()


if __name__ == "__main__":
    main()
