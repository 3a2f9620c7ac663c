"""The customer's account, and what the brand keeps about them."""

from __future__ import annotations

import re
from datetime import date

from actions.carriers.diagnosis import local_day
from actions.flow import Flow
from actions.promises import office_day, open_case, tell_case
from actions.pursuits import hears, hears_at_once
from actions.talk.aside import given_before, settle
from actions.turn import Turn
from actions.wording import day
from actions.words.personal_data import WISHES, asks_about_erasure, chosen, wishes
from actions.words.spelling import fold

_NEWSLETTER = re.compile(
    r"newsletter|desinscri|desabonn|unsubscri|pub(?:licite)?s?\b|mails? (?:promo|commerc)|"
    r"(?:arrete|stop)\w*.*(?:mail|sms|email)|spam|marketing emails?|promotional"
)

_LOG_IN = re.compile(
    r"\b(?:connect\w*|connexion|mots? de passe|mdp|reinitialis\w*|identifiants?|code de verif\w*"
    r"|log(?:ged)?[ -]?(?:in|on|into)|sign(?:ed)?[ -]?(?:in|into)|passwords?|reset\w*"
    r"|verification)\b"
)
"""Who cannot log in speaks of mails and spam as well."""

_MAIL_MISSING = re.compile(
    r"\b(?:mails?|e-?mails?|courriels?|lien|link|message|code)\b[^.!?]*"
    r"\b(?:pas|jamais|rien|aucun|never|not|nothing|no|\w+n't|missing)\b"
    r"|\b(?:pas|jamais|rien|aucun|never|not|no|\w+n't)\b[^.!?]*"
    r"\b(?:mails?|e-?mails?|courriels?|lien|link|message|code)\b"
)
_IS_REGISTERED = re.compile(
    r"\b(?:registered|on (?:file|record)|in your (?:system|records|files|database|books)"
    r"|(?:is|have|has|there) (?:there )?an account|enregistree?|inscrite?|connue? chez vous"
    r"|dans (?:votre|vos) (?:base|fichiers?|systeme)"
    r"|(?:existe|y a|ai|a)[- ](?:t-il |bien |deja )?un compte|un compte (?:existe|chez vous))\b"
)
_ASKS_WHETHER = re.compile(r"\b(?:si|s'il|savoir|whether|if|know)\b")
_OF_AN_ACCOUNT = re.compile(r"\b(?:e-?mails?|mails?|adresse (?:mail|e-?mail)|compte|account)\b")

_IDENTITY = re.compile(
    r"\b(?:(?:carte|piece|papiers?|justificatif)s? d'identite|cni|passeport|identity|id card"
    r"|passport|proof of id\w*)\b"
)
_WHEN = re.compile(
    r"\b(?:delais?|combien de (?:temps|jours)|quand|date limite|how (?:long|soon)|when|deadline)\b"
)

_CHOICES = {
    "fr": (("Recevoir une copie", "copy"), ("Faire effacer mes données", "erase")),
    "en": (("Get a copy", "copy"), ("Have my data erased", "erase")),
}


class ActionAccount(Flow):
    """Log-in, password, address, newsletter: the page for it, and never whether an account is."""

    def name(self) -> str:
        return "action_account"

    async def answer(self, turn: Turn) -> None:
        plain = fold(turn.text)
        asked = wishes(turn.text)
        if "erase" in asked:
            await _open(turn, asked)
            return
        if asks_about_erasure(turn.text):
            _offer_choice(turn)
            return
        newsletter = _NEWSLETTER.search(plain) and not _LOG_IN.search(plain)
        if not newsletter and await given_before(turn, "account"):
            return
        turn.learn(topic="account")
        words = "utter_newsletter" if newsletter else "utter_account"
        if _LOG_IN.search(plain) and _MAIL_MISSING.search(plain):
            words = "utter_account_mail_missing"
        turn.say(words, link=turn.storefront.links.account)
        settle(turn)


@hears_at_once
async def asked_if_registered(turn: Turn) -> bool:
    """Whether it is asked if an address has an account: nobody is told, the owner's mailbox is."""
    plain = fold(turn.text)
    names_one = turn.reading.email is not None or _OF_AN_ACCOUNT.search(plain)
    if turn.reading.identifies or not names_one or not _IS_REGISTERED.search(plain):
        return False
    if "?" not in turn.text and not _ASKS_WHETHER.search(plain):
        return False
    if "account" in turn.steering.off:
        return False
    turn.learn(topic="account")
    turn.say("utter_account_never_told", link=turn.storefront.links.account)
    settle(turn)
    return True


class ActionDataRequest(Flow):
    """What is kept, a copy of it, its erasure (GDPR, articles 15 and 17)."""

    def name(self) -> str:
        return "action_data_request"

    async def answer(self, turn: Turn) -> None:
        pressed = turn.entity("wish")
        asked = [pressed] if pressed in WISHES else _wishes(turn)
        if asked:
            await _open(turn, asked)
        else:
            _offer_choice(turn)


def _offer_choice(turn: Turn) -> None:
    """Tell what is kept, and ask whether a copy or the erasure is wanted."""
    turn.learn(topic="data_request")
    choices = [
        {"title": title, "payload": f'/data_request{{"wish": "{wish}"}}'}
        for title, wish in _CHOICES[turn.language]
    ]
    turn.offer("utter_data_kept", choices, link=turn.storefront.privacy_url)
    turn.wait_for("data_wish")
    turn.ends_as("answer")


@hears("data_wish", flow="account")
async def hear_wish(turn: Turn) -> bool:
    """A copy or erasure, asked for before; no ends politely."""
    asked = _wishes(turn)
    if asked:
        await _open(turn, asked)
    elif turn.intent == "deny":
        turn.say("utter_nothing_else")
        turn.wait_for(None)
        turn.ends_as("smalltalk")
    else:
        return False
    return True


@hears_at_once
async def asked_on_about_data(turn: Turn) -> bool:
    """Whether it is asked when the answer comes, or said that no identity paper is owed."""
    about_it = turn.awaiting == "helped" and turn.known.get("topic") == "data_request"
    words = fold(turn.text)
    if not about_it or turn.reading.identifies:
        return False
    if _IDENTITY.search(words):
        turn.say("utter_data_identity")
    elif _WHEN.search(words):
        due = legal_month(local_day(turn.now))
        turn.say("utter_data_due", due_date=day(due, turn.language))
    else:
        return False
    settle(turn)
    return True


def legal_month(asked_on: date) -> date:
    """The last working day within one month of a request (GDPR, article 12(3)).

    A month ends on the day of the same number, or on the last one of a shorter month (regulation
    1182/71, article 3).
    """
    year, month = divmod(asked_on.year * 12 + asked_on.month, 12)
    last = min(asked_on.day, _days_of(year, month + 1))
    end = date(year, month + 1, last)
    return next(
        earlier
        for earlier in (date.fromordinal(end.toordinal() - back) for back in range(10))
        if office_day(date.fromordinal(earlier.toordinal() - 1), 1) == earlier
    )


def _days_of(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1).day


def _wishes(turn: Turn) -> list[str]:
    return chosen(turn.text) if turn.awaiting == "data_wish" else wishes(turn.text)


async def _open(turn: Turn, asked: list[str]) -> None:
    """A case for each, whose date is the last one that the law allows."""
    turn.learn(topic="data_request")
    due = legal_month(local_day(turn.now))
    for wish in asked:
        case = await open_case(turn, f"data_{wish}", due, summary={"wish": wish})
        if not await tell_case(turn, case, f"utter_case_data_{wish}"):
            return
    if turn.awaiting == "data_wish":
        turn.wait_for(None)
    settle(turn)
