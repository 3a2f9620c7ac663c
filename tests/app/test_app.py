"""The front door as a whole: health, errors, documentation, pages."""

import asyncio
import json

import httpx
import pytest
import structlog

from handoff.app import create_app
from handoff.doors import pages
from handoff.doors.guard import MAX_BODY
from tests.front_door import ConsoleOf, FrontDoor, Opened, Waiting, WidgetAt

PUBLIC = {
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("POST", "/webhooks/rest/webhook"),
    ("GET", "/webhooks/rest/events"),
    ("POST", "/api/login"),
    ("POST", "/api/logout"),
    ("GET", "/api/me"),
    ("GET", "/api/conversations"),
    ("GET", "/api/conversations/{id}"),
    ("GET", "/api/conversations/{id}/events"),
    ("POST", "/api/queue/next"),
    ("POST", "/api/conversations/{id}/claim"),
    ("POST", "/api/conversations/{id}/take-over"),
    ("POST", "/api/conversations/{id}/assign"),
    ("POST", "/api/conversations/{id}/messages"),
    ("POST", "/api/conversations/{id}/notes"),
    ("POST", "/api/conversations/{id}/hand-back"),
    ("POST", "/api/conversations/{id}/transfer"),
    ("POST", "/api/conversations/{id}/close"),
    ("POST", "/api/conversations/{id}/cases/{number}/date"),
    ("POST", "/api/conversations/{id}/cases/{number}/settle"),
    ("POST", "/api/suggestions"),
    ("POST", "/api/conversations/{id}/suggestions/{resolution}/inserted"),
    ("POST", "/api/conversations/{id}/suggestions/{resolution}/rejected"),
    ("GET", "/api/cases"),
    ("PUT", "/api/conversations/{id}/events/{number}/wrong"),
    ("GET", "/api/steering"),
    ("POST", "/api/steering/notices"),
    ("POST", "/api/steering/notices/{id}/end"),
    ("PUT", "/api/steering/flows/{name}"),
    ("GET", "/api/steering/phrases"),
    ("PUT", "/api/steering/phrases/{response}"),
    ("GET", "/api/resolutions"),
    ("GET", "/api/resolutions/{id}"),
    ("GET", "/api/resolutions/{id}/near"),
    ("POST", "/api/resolutions/{id}/edit"),
    ("POST", "/api/resolutions/{id}/hold"),
    ("POST", "/api/resolutions/{id}/retire"),
    ("POST", "/api/resolutions/{id}/restore"),
    ("POST", "/api/resolutions/{id}/merge"),
    ("POST", "/api/resolutions/{id}/approve"),
    ("POST", "/api/resolutions/{id}/unapprove"),
    ("GET", "/api/colleagues"),
    ("GET", "/api/report"),
    ("GET", "/api/customers/{id}/export"),
    ("POST", "/api/customers/{id}/erase"),
}


async def test_the_documentation_has_every_public_route_and_no_internal_one(
    door: FrontDoor, http: httpx.AsyncClient
) -> None:
    described = (await http.get("/openapi.json")).json()["paths"]
    found = {(method.upper(), path) for path, methods in described.items() for method in methods}
    assert found == PUBLIC
    assert (await http.get("/docs")).status_code == 200


async def test_a_process_that_answers_is_healthy_and_one_with_its_stores_is_ready(
    http: httpx.AsyncClient,
) -> None:
    assert (await http.get("/healthz")).json() == {"status": "ok"}
    ready = await http.get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"ready": True, "missing": {}})


async def test_a_missing_redis_is_named_and_the_process_stays_healthy(open_door: Opened) -> None:
    door = await open_door(redis_url="redis://127.0.0.1:1/0")
    async with httpx.AsyncClient(base_url=door.url) as client:
        ready = await client.get("/readyz")
        assert (ready.status_code, list(ready.json()["missing"])) == (503, ["redis"])
        assert "REDIS_URL" in ready.json()["missing"]["redis"]
        assert (await client.get("/healthz")).status_code == 200


async def test_a_missing_database_or_migration_is_named(
    open_door: Opened, postgres_url: str
) -> None:
    empty = postgres_url.rsplit("/", 1)[0] + "/postgres"
    for url, what in ((empty, "migrations"), ("postgresql://a:b@127.0.0.1:1/c", "DATABASE_URL")):
        door = await open_door(database_url=url)
        async with httpx.AsyncClient(base_url=door.url) as client:
            ready = await client.get("/readyz")
            assert (ready.status_code, list(ready.json()["missing"])) == (503, ["postgres"])
            assert what in ready.json()["missing"]["postgres"]


async def test_what_happens_is_counted(
    http: httpx.AsyncClient, widget_at: WidgetAt, waiting: Waiting
) -> None:
    await waiting()
    widget = await widget_at()
    await widget.say("bonjour")
    await widget.event(2)
    counted = (await http.get("/metrics")).text
    for line in (
        'relais_events_total{author="customer",kind="message"}',
        'relais_waiting{brand="demo",team="customer_care"} 1.0',
        'relais_sockets{door="widget"} 1.0',
        'relais_turns_total{ended="answered"}',
        "relais_queue_mends_total",
    ):
        assert line in counted, line


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not_found"),
        ("GET", "/api/nowhere", 404, "not_found"),
        ("DELETE", "/api/me", 405, "method_not_allowed"),
        ("GET", "/assets/../../settings.py", 404, "not_found"),
        ("GET", "/assets/%2e%2e/%2e%2e/settings.py", 404, "not_found"),
    ],
)
async def test_every_error_has_the_one_shape(
    http: httpx.AsyncClient, method: str, path: str, status: int, code: str
) -> None:
    answer = await http.request(method, path)
    if answer.status_code == 503:
        pytest.skip("the pages are not built here")
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert answer.json()["error"]["message"].endswith(".")


@pytest.mark.parametrize("announced", [True, False])
async def test_a_body_over_the_limit_is_refused(http: httpx.AsyncClient, announced: bool) -> None:
    async def dripping():
        for _ in range(12):
            yield b"x" * (MAX_BODY // 10)

    content = b"x" * (MAX_BODY + 1) if announced else dripping()
    answer = await http.post(
        "/api/login", content=content, headers={"Content-Type": "application/json"}
    )
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")


async def test_what_nobody_expected_gets_an_error_and_a_log_line_without_its_words(
    door: FrontDoor,
) -> None:
    app = create_app(door.settings)
    app.state.service = door.service

    @app.get("/crash")
    async def crash() -> None:
        raise RuntimeError("le secret d'une cliente")

    transport = httpx.ASGITransport(app=app)
    with structlog.testing.capture_logs() as logged:
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            answer = await client.get("/crash")
    assert (answer.status_code, answer.json()["error"]["code"]) == (500, "internal_error")
    [line] = [line for line in logged if line["event"] == "crashed"]
    assert (line["error"], line["path"]) == ("RuntimeError", "/crash")
    assert "secret" not in json.dumps(line) + answer.text


async def test_pages_cannot_be_framed_or_sniffed(http: httpx.AsyncClient) -> None:
    answer = await http.get("/healthz")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"


async def test_the_pages_come_with_their_headers(
    http: httpx.AsyncClient, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("widget.js", "console/index.html", "demo/index.html", "assets/main-1a2b.js"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("// built")
    monkeypatch.setattr(pages, "DIST", tmp_path)
    widget = await http.get("/widget.js")
    assert widget.headers["access-control-allow-origin"] == "*"
    assert "max-age=300" in widget.headers["cache-control"]
    asset = await http.get("/assets/main-1a2b.js")
    assert "immutable" in asset.headers["cache-control"]
    for view in ("/console", "/console/inbox/42"):
        console = await http.get(view)
        assert console.text == "// built"
        assert "'unsafe" not in console.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in console.headers["content-security-policy"]
    assert (await http.get("/demo")).status_code == 200
    assert (await http.get("/assets/gone.js")).status_code == 404


async def test_pages_that_are_not_built_say_what_to_run(
    http: httpx.AsyncClient, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "DIST", tmp_path / "dist")
    answer = await http.get("/console")
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "pages_not_built")
    assert "make run" in answer.json()["error"]["message"]


async def test_nothing_a_customer_wrote_is_logged(
    door: FrontDoor, widget_at: WidgetAt, console_of: ConsoleOf, capsys: pytest.CaptureFixture
) -> None:
    widget = await widget_at()
    await widget.say("motsecret 4111 1111 1111 1111")
    # The word that the card is masked comes before the bot's.
    await widget.event(3)
    await widget.send("motsecret {")
    await widget.next("error")
    camille = await console_of()
    await camille.post(
        "/api/conversations/" + widget.conversation + "/notes",
        json={"client_id": "motsecret", "text": "motsecret"},
    )
    await asyncio.sleep(0.2)
    logged = capsys.readouterr()
    assert "motsecret" not in logged.out + logged.err
    assert "4111" not in logged.out + logged.err
