"""Whatever a carrier tells of a parcel, its customer gets an explanation and a way on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.carriers.diagnosis import Code
from actions.carriers.history import SENTENCES, Failure
from tests.actions.flows.conftest import Stint, responses

pytestmark = pytest.mark.timeout(300)

EXAMPLES = 200
NOW = datetime.now(timezone.utc)

# Orders and their postcodes: at home, above the brand's limit, wanted for a day, abroad, at a
# counter, in a locker; promised for days to come and for days gone by.
ORDERS = {
    "20418": "57000",
    "20419": "33000",
    "20426": "75011",
    "20430": "68000",
    "20433": "8001",
    "20438": "69003",
    "20447": "37000",
}
NOT_FROM_EVENTS = {Code.no_client}
"""What becomes of a parcel whatever its carrier tells."""
LONG_PAST = (NOW - timedelta(days=3)).strftime("%d/%m/%Y")
FROM_SENTENCES = {
    Code.attempted: ("ND1", "Destinataire absent, avis de passage"),
    Code.pickup_over: ("AG1", f"Disponible jusqu'au {LONG_PAST}"),
}
"""What only the carrier's sentence tells, with code and sentence."""

LABELS = st.one_of(
    st.none(),
    st.text(max_size=60),
    st.sampled_from(
        [
            "Livré dans la boîte aux lettres",
            "Votre colis a été livré au point relais, disponible jusqu'au 25/03/2031",
            "Disponible jusqu'au 25/03/2031",
            "<b>Livré</b> {prenom}",
        ]
    ),
)


def _event(codes: list[str], hours: int) -> st.SearchStrategy[dict[str, Any]]:
    return st.builds(
        lambda code, ago, label: {
            "code": code,
            "date": (NOW - timedelta(hours=ago)).isoformat(),
            **({"label": label} if label else {}),
        },
        st.sampled_from(codes),
        st.integers(0, hours),
        LABELS,
    )


# Most parcels that somebody asks for had a scan in the last days: one that puts it somewhere.
NEWEST = ["DR1", "ET1", "PB1", "DO2", "MD2", "AG1", "ND1", "RE1", "DI1", "DI2"]
EVENTS = st.tuples(
    st.lists(_event([*SENTENCES, "XX9"], 40 * 24), max_size=5),
    st.lists(_event(NEWEST, 12), max_size=1),
).map(lambda both: sorted([*both[0], *both[1]], key=lambda event: event["date"]))
HISTORIES = st.builds(
    lambda events, due, failure: {
        "events": events,
        "due": due and (NOW + timedelta(days=due)).date().isoformat(),
        "failure": failure and failure.value,
    },
    EVENTS,
    st.none() | st.integers(-20, 20),
    # Mostly it answers.
    st.sampled_from([None] * 20 + [each for each in Failure if each is not Failure.timeout]),
)


@pytest.fixture
def carrier(carrier_url: str) -> Iterator[Callable[[dict[str, Any]], None]]:
    """Sets what the carrier tells of every number."""
    every_number = f"{carrier_url}/sandbox/histories/*"

    def tells(history: dict[str, Any]) -> None:
        httpx.put(every_number, json=history).raise_for_status()

    yield tells
    httpx.delete(every_number).raise_for_status()


@pytest.fixture
def reached() -> Iterator[set[str]]:
    """Collects what has become of the parcels; the histories have to lead everywhere."""
    codes: set[str] = set()
    yield codes
    assert codes == {code.value for code in Code} - NOT_FROM_EVENTS - set(FROM_SENTENCES)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    # The fixtures hold what serves all examples alike: servers and addresses.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    history=HISTORIES,
    order=st.sampled_from(list(ORDERS)),
    language=st.sampled_from(["fr", "en"]),
    voice=st.sampled_from(["vous", "tu"]),
    intent=st.sampled_from(
        ["track_parcel", "parcel_lost", "parcel_not_received", "second_contact"]
    ),
)
async def test_every_history_is_explained_and_leaves_nobody_stuck(
    stint: Callable[..., Stint],
    carrier: Callable[[dict[str, Any]], None],
    reached: set[str],
    history: dict[str, Any],
    order: str,
    language: str,
    voice: str,
    intent: str,
) -> None:
    carrier(history)
    answer = await stint(language=language, voice=voice).turn(
        "action_parcel",
        f"{order} {ORDERS[order]}",
        intent=intent,
        entities={"number1": order, "postcode": ORDERS[order]},
    )
    status = answer.told["facts"]["parcel_status"]
    reached.add(status)
    explained = (f"utter_parcel_{status}", "utter_parcel_at_locker")
    assert sum(said.startswith(explained) for said in answer.said) == 1
    assert set(answer.said) <= set(responses()), "a response without words"
    promised = any(said.startswith("utter_case_") for said in answer.said)
    assert promised == ("case_number" in answer.told["facts"])
    waits_for = answer.slots["awaiting"]
    assert ("escalate" in answer.told) == (waits_for is None), "stuck, or asked beside a hand-over"


@pytest.mark.parametrize("code", FROM_SENTENCES)
@pytest.mark.parametrize("intent", ["track_parcel", "parcel_not_received"])
async def test_what_only_the_carriers_sentence_tells_is_explained_too(
    stint: Callable[..., Stint],
    carrier: Callable[[dict[str, Any]], None],
    code: Code,
    intent: str,
) -> None:
    event, label = FROM_SENTENCES[code]
    day_before = (NOW - timedelta(days=1)).isoformat()
    carrier({"events": [{"code": event, "date": day_before, "label": label}]})
    answer = await stint().turn(
        "action_parcel",
        "20426 75011",
        intent=intent,
        entities={"number1": "20426", "postcode": "75011"},
    )
    assert answer.told["facts"]["parcel_status"] == code.value
    assert f"utter_parcel_{code.value}" in answer.said
    assert answer.said[-1] in {"utter_ask_helped", "utter_ask_resend_or_refund"}
