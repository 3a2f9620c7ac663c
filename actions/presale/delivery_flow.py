"""What delivery costs and takes, zone by zone, from the brand's policies."""

from __future__ import annotations

import re

from actions.brands.delivery import WITH_CUSTOMS, DeliveryTerms, Zone, asks_abroad, zones_in
from actions.carriers.diagnosis import local_day
from actions.flow import Flow
from actions.follow_up import follows
from actions.talk.aside import settle
from actions.turn import Turn
from actions.wording import money
from actions.words.day_named import days_named
from actions.words.spelling import fold

MOST_ZONES = 4
"""Zones told of one by one in an answer."""

_NAMES = {
    Zone.mainland: ("France métropolitaine", "mainland France"),
    Zone.corsica: ("la Corse", "Corsica"),
    Zone.overseas: ("les départements d'outre-mer", "the French overseas departments"),
    Zone.territories: ("les collectivités d'outre-mer", "the French overseas territories"),
    Zone.belgium: ("la Belgique", "Belgium"),
    Zone.luxembourg: ("le Luxembourg", "Luxembourg"),
    Zone.switzerland: ("la Suisse", "Switzerland"),
    Zone.europe: ("le reste de l'Union européenne", "the rest of the European Union"),
    Zone.united_kingdom: ("le Royaume-Uni", "the United Kingdom"),
    Zone.world: ("le reste du monde", "the rest of the world"),
}
_FREE = {"fr": ", offerte dès {amount} d'achat", "en": ", free from {amount}"}
_PICKUP = {"fr": " En point relais : {amount}.", "en": " To a pick-up point: {amount}."}
_SURE = re.compile(
    r"\b(?:surs?|sure|certains?|certaine|garanti\w*|promis\w*|promet\w*|vraiment|a coup sur"
    r"|certain|guarante\w*|promise\w*|really|definite\w*)\b"
)
"""Somebody wants the day to be certain."""
_HOME = {Zone.mainland, Zone.corsica}


class ActionDeliveryTerms(Flow):
    """How much, how long, do you deliver to, free from."""

    def name(self) -> str:
        return "action_delivery_terms"

    async def answer(self, turn: Turn) -> None:
        tell_terms(turn)


def tell_terms(turn: Turn) -> None:
    """Cost and time for each zone that was named; a day that was named is not promised."""
    turn.learn(topic="delivery_terms")
    for zone in _asked(turn):
        _tell(turn, zone)
    if days_named(turn.text, local_day(turn.now)) or _SURE.search(fold(turn.text)):
        turn.say("utter_delivery_no_day")
    settle(turn)


@follows("delivery_terms")
async def delivery_followed_up(turn: Turn) -> bool:
    """Another place, or whether the days told are certain."""
    zones = zones_in(turn.text)
    for zone in zones[:MOST_ZONES]:
        _tell(turn, zone)
    doubts = bool(_SURE.search(fold(turn.text)) or days_named(turn.text, local_day(turn.now)))
    if doubts:
        turn.say("utter_delivery_no_day")
    if zones or doubts:
        settle(turn)
    return bool(zones) or doubts


def _asked(turn: Turn) -> list[Zone]:
    """The zones named, or those abroad where "abroad" was; else home, and where else."""
    served = [terms.zone for terms in turn.policies.delivery]
    named = zones_in(turn.text)
    if not named and asks_abroad(turn.text):
        named = [zone for zone in served if zone not in _HOME]
    if named:
        return named[:MOST_ZONES]
    others = [_name(zone, turn.language) for zone in served if zone is not Zone.mainland]
    if others:
        turn.say("utter_delivery_elsewhere", zones=", ".join(others))
    return [Zone.mainland]


def _tell(turn: Turn, zone: Zone) -> None:
    terms, name = turn.policies.delivery_to(zone), _name(zone, turn.language)
    if terms is None:
        turn.say("utter_delivery_not_there", zone=name)
        return
    turn.say("utter_delivery_terms", zone=name, **_values(turn, terms))
    if zone in WITH_CUSTOMS:
        turn.say("utter_delivery_customs", zone=name)


def _values(turn: Turn, terms: DeliveryTerms) -> dict[str, str]:
    language, currency = turn.language, turn.policies.currency
    return {
        "cost": money(terms.cost, currency, language),
        "least": str(terms.days[0]),
        "most": str(terms.days[1]),
        "free": ""
        if terms.free_from is None
        else _FREE[language].format(amount=money(terms.free_from, currency, language)),
        "pickup": ""
        if terms.pickup_cost is None
        else _PICKUP[language].format(amount=money(terms.pickup_cost, currency, language)),
    }


def _name(zone: Zone, language: str) -> str:
    return _NAMES[zone][language == "en"]
