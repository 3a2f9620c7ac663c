"""A parcel is asked about where its carrier can be asked, as far as there is a key."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.carriers.aftership import AfterShip
from actions.carriers.dhl import Dhl
from actions.carriers.diagnosis import Code
from actions.carriers.directory import carrier
from actions.carriers.inquiry import inquire
from actions.carriers.laposte import LaPoste
from actions.carriers.trackers import Trackers
from actions.shop.order import Parcel
from tests.actions.carriers import test_aftership, test_dhl
from tests.actions.carriers.test_diagnosis import NOW, ORDER, PARCEL, POLICIES
from tests.actions.outside import Asked, answering, reply

NOWHERE = "http://127.0.0.1:1"
ENVIRONMENT = {
    "RELAIS_LAPOSTE_URL": NOWHERE,
    "RELAIS_LAPOSTE_KEY": "key",
    "RELAIS_DHL_URL": NOWHERE,
    "RELAIS_DHL_KEY": "",
    "RELAIS_AFTERSHIP_URL": NOWHERE,
    "RELAIS_AFTERSHIP_KEY": "",
}


def parcel(name: str, number: str) -> Parcel:
    return replace(PARCEL, carrier=name, tracking_number=number)


@pytest.mark.parametrize(
    ("keys", "name", "asked"),
    [
        ([], "colissimo", "LaPoste"),
        ([], "dhl", "NoneType"),
        ([], "dpd", "NoneType"),
        (["DHL"], "dhl", "Dhl"),
        (["DHL"], "dpd", "NoneType"),
        (["AFTERSHIP"], "dhl", "Courier"),
        (["DHL", "AFTERSHIP"], "dhl", "Dhl"),
        (["DHL", "AFTERSHIP"], "chronopost", "LaPoste"),
        (["DHL", "AFTERSHIP"], "mondial_relay", "Courier"),
        (["DHL", "AFTERSHIP"], "a_carrier_of_their_own", "Courier"),
    ],
)
async def test_a_carrier_is_asked_where_there_is_a_key(
    keys: list[str], name: str, asked: str
) -> None:
    given = {f"RELAIS_{key}_KEY": "key" for key in keys}
    trackers = Trackers.from_environment({**ENVIRONMENT, **given})
    assert type(trackers.of(carrier(name))).__name__ == asked
    await trackers.close()


async def test_without_a_key_a_parcel_is_told_as_before() -> None:
    trackers = Trackers.from_environment(ENVIRONMENT)
    (found,) = await inquire(trackers, ORDER, [parcel("dhl", test_dhl.NUMBER)], POLICIES, NOW)
    assert found.code is Code.no_client
    await trackers.close()


async def test_each_parcel_of_an_order_is_told_whoever_carries_it() -> None:
    def answer(asked: Asked) -> bytes:
        if asked.path == "/dhl/shipments":
            return test_dhl.found(test_dhl.IN_THE_VAN)
        if asked.path == "/aftership/trackings":
            numbers = asked.query["tracking_numbers"].split(",")
            told = (test_aftership.tracking(test_aftership.ACCEPTED, number=n) for n in numbers)
            return test_aftership.listed(*told)
        return reply({}, "503 Service Unavailable")

    parcels = [
        PARCEL,
        parcel("dhl", test_dhl.NUMBER),
        parcel("dpd", "250012345678901"),
        parcel("dpd", "250012345678902"),
        parcel("gls", "ZX81ABCD"),
    ]
    async with (
        answering(answer) as server,
        LaPoste(f"{server.url}/laposte", "key") as laposte,
        Dhl(f"{server.url}/dhl", "key") as dhl,
        AfterShip(f"{server.url}/aftership", "key") as aftership,
    ):
        trackers = Trackers(laposte, dhl, aftership)
        found = await inquire(trackers, ORDER, parcels, POLICIES, NOW)
    assert [one.parcel for one in found] == parcels
    assert [one.code for one in found] == [
        Code.carrier_down,
        Code.out_for_delivery,
        Code.in_transit_on_time,
        Code.in_transit_on_time,
        Code.in_transit_on_time,
    ]
    # One question for each courier, not for each parcel.
    assert [asked.path for asked in server.asked].count("/aftership/trackings") == 2
