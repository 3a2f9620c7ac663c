"""Log-in of CMs and sessions of customers."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from handoff.conversations import customers, people
from handoff.storage.engine import EVERY_BRAND, Record
from tests.colleagues import PASSWORD, Person


async def test_the_right_password_opens_a_session_and_log_out_ends_it(
    record: Record, person: Person
) -> None:
    anna = await person("anna")
    answer = await people.log_in(record, "anna", PASSWORD, "here")
    assert answer is not None
    assert answer[0] == anna
    assert await people.of_session(record, answer[1]) == anna
    await people.log_out(record, answer[1])
    assert await people.of_session(record, answer[1]) is None


@pytest.mark.parametrize(("login", "password"), [("anna", "wrong"), ("nobody", PASSWORD)])
async def test_a_wrong_login_or_password_opens_nothing(
    record: Record, person: Person, login: str, password: str
) -> None:
    await person("anna")
    assert await people.log_in(record, login, password, "here") is None


async def test_guessing_is_stopped_even_with_the_right_password(
    record: Record, person: Person
) -> None:
    await person("anna")
    for _ in range(people.FAILURES_BY_LOGIN):
        assert await people.log_in(record, "anna", "wrong", "here") is None
    with pytest.raises(people.TooManyAttempts, match="wait"):
        await people.log_in(record, "anna", PASSWORD, "elsewhere")


async def test_a_new_password_ends_the_sessions_of_the_old(record: Record, person: Person) -> None:
    await person("anna")
    answer = await people.log_in(record, "anna", PASSWORD, "here")
    assert answer is not None
    await people.set_password(record, "anna", "une autre phrase longue")
    assert await people.of_session(record, answer[1]) is None
    assert await people.log_in(record, "anna", PASSWORD, "here") is None


async def test_passwords_and_tokens_are_stored_as_hashes_only(
    record: Record, person: Person
) -> None:
    await person("anna")
    answer = await people.log_in(record, "anna", PASSWORD, "here")
    session, token = await customers.create_anonymous(record, "demo")
    assert answer is not None
    async with record.transaction(EVERY_BRAND) as connection:
        for table in ("cms", "cm_sessions", "customer_sessions"):
            rows = await connection.execute(text(f"SELECT t::text FROM {table} t"))
            stored = " ".join(rows.scalars())
            for secret in (PASSWORD, answer[1], token):
                assert secret not in stored
                assert secret.encode().hex() not in stored
    assert await customers.resume(record, token) == session


async def test_a_login_is_taken_once_and_a_password_is_no_short_word(
    record: Record, person: Person
) -> None:
    await person("anna")
    with pytest.raises(people.LoginTaken, match="anna is taken"):
        await person("anna")
    with pytest.raises(people.WeakPassword, match="10 characters"):
        await people.set_password(record, "anna", "court")
    with pytest.raises(people.UnknownLogin, match="relais user list"):
        await people.set_password(record, "bob", PASSWORD)


async def test_a_revoked_customer_token_opens_nothing(record: Record) -> None:
    session, token = await customers.create_anonymous(record, "demo")
    assert await customers.resume(record, "made up") is None
    assert await customers.revoke(record, ["kiosque"], session.customer_id) == 0
    assert await customers.revoke(record, ["demo"], session.customer_id) == 1
    assert await customers.resume(record, token) is None
