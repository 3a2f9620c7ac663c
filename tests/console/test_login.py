"""Who may come in, and how long."""

import httpx
import pytest

from handoff.conversations import people
from handoff.storage.engine import Record
from tests.channels.test_arrival import SECRETS
from tests.colleagues import PASSWORD, Person
from tests.front_door import ConsoleOf, FrontDoor, Opened


async def test_login_answers_with_the_person_and_the_brands_they_may_see(
    console_of: ConsoleOf,
) -> None:
    camille = await console_of(brands=("demo", "closed-down"))
    me = (await camille.get("/api/me")).json()["me"]
    assert (me["login"], me["name"], me["role"]) == ("camille", "Camille", "cm")
    [brand] = me["brands"]
    assert (brand["name"], brand["voice"]["address"]) == ("demo", "vous")


async def test_the_cookie_is_for_the_browser_alone(
    door: FrontDoor, http: httpx.AsyncClient, person: Person
) -> None:
    await person("camille")
    answer = await http.post("/api/login", json={"login": "camille", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("relais_session=")
    for word in ("httponly", "samesite=strict", "path=/"):
        assert word in cookie
    assert "secure" not in cookie


async def test_outside_development_the_cookie_travels_encrypted_only(
    open_door: Opened, person: Person
) -> None:
    door = await open_door(**SECRETS)
    await person("camille")
    async with httpx.AsyncClient(base_url=door.url, headers={"Origin": door.url}) as client:
        answer = await client.post("/api/login", json={"login": "camille", "password": PASSWORD})
    assert "secure" in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize("login", ["camille", "nobody"])
async def test_a_wrong_login_does_not_say_which_half_was_wrong(
    http: httpx.AsyncClient, person: Person, login: str
) -> None:
    await person("camille")
    answer = await http.post("/api/login", json={"login": login, "password": "wrong"})
    assert answer.status_code == 401
    assert answer.json() == {
        "error": {
            "code": "wrong_login",
            "message": "Login and password do not fit. Check both; "
            "an admin can set a new password.",
        }
    }
    assert "set-cookie" not in answer.headers


async def test_attempts_are_limited_and_the_right_password_does_not_help_then(
    http: httpx.AsyncClient, person: Person
) -> None:
    await person("camille")
    for _ in range(people.FAILURES_BY_LOGIN):
        await http.post("/api/login", json={"login": "camille", "password": "wrong"})
    answer = await http.post("/api/login", json={"login": "camille", "password": PASSWORD})
    assert (answer.status_code, answer.json()["error"]["code"]) == (429, "too_many")
    assert int(answer.headers["retry-after"]) > 0


async def test_logging_out_ends_the_session_everywhere(
    console_of: ConsoleOf, http: httpx.AsyncClient
) -> None:
    camille = await console_of()
    token = camille.cookies["relais_session"]
    assert (await camille.post("/api/logout", json={})).status_code == 204
    answer = await http.get("/api/me", headers={"Cookie": f"relais_session={token}"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "not_logged_in")


async def test_a_new_password_ends_the_sessions(console_of: ConsoleOf, record: Record) -> None:
    camille = await console_of()
    await people.set_password(record, "camille", "another long password")
    assert (await camille.get("/api/me")).status_code == 401


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_a_write_from_another_sites_page_is_refused(
    console_of: ConsoleOf, origin: str
) -> None:
    camille = await console_of()
    for path in ("/api/login", "/api/logout", "/api/queue/next", "/api/suggestions"):
        answer = await camille.post(path, json={}, headers={"Origin": origin})
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "wrong_origin")
    assert (await camille.get("/api/me")).status_code == 200


async def test_outside_development_a_write_names_its_origin(
    open_door: Opened, person: Person
) -> None:
    door = await open_door(**SECRETS)
    await person("camille")
    async with httpx.AsyncClient(base_url=door.url) as client:
        answer = await client.post("/api/login", json={"login": "camille", "password": PASSWORD})
    assert answer.json()["error"]["code"] == "wrong_origin"


@pytest.mark.parametrize(
    "body",
    [{}, {"login": "camille"}, {"login": "a\x00", "password": "b"}, {"login": 1, "password": "b"}],
)
async def test_a_form_that_is_none_is_refused_in_the_one_shape(
    http: httpx.AsyncClient, body: dict
) -> None:
    answer = await http.post("/api/login", json=body)
    assert answer.status_code == 422
    assert answer.json()["error"].keys() == {"code", "message"}
