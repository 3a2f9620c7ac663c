"""Two problems in one message: the second waits, and is taken up once the first has ended.

The classifier reads a message piece by piece; what it understood besides the intent that won comes
along with the message. What of it is a problem of its own waits in the slot `postponed`.
"""

from __future__ import annotations

import re
from typing import Any

from actions.turn import Part, Turn
from actions.words.invoice import needs_a_human
from actions.words.order_line import names_own_order
from actions.words.spelling import fold

SUBJECTS: dict[str, tuple[frozenset[str], str, str]] = {
    "parcel": (
        frozenset({"track_parcel", "parcel_lost", "parcel_not_received", "pickup_point"})
        | {"still_nothing", "second_contact", "fake_sms"},
        "le colis",
        "the parcel",
    ),
    "article": (
        frozenset({"damaged_item", "wrong_item", "guarantee"}),
        "l'article à problème",
        "the article with a problem",
    ),
    "missing": (frozenset({"missing_item"}), "l'article manquant", "the missing article"),
    "return": (frozenset({"return_item", "exchange_item"}), "le retour", "the return"),
    "refund": (frozenset({"refund"}), "le remboursement", "the refund"),
    "change": (
        frozenset({"change_address", "cancel_order", "order_change"}),
        "le changement de la commande",
        "the change to the order",
    ),
    "invoice": (frozenset({"invoice"}), "la facture", "the invoice"),
    "payment": (frozenset({"payment_problem"}), "le paiement", "the payment"),
    "account": (frozenset({"account", "data_request"}), "le compte", "the account"),
    "stock": (frozenset({"availability"}), "la disponibilité", "whether it is in stock"),
    "product": (
        frozenset({"product_details"}),
        "la question sur un article",
        "the question about an article",
    ),
    "delivery": (frozenset({"delivery_terms"}), "la livraison", "delivery"),
    "shops": (frozenset({"shop_hours"}), "les boutiques", "the shops"),
    "promotion": (frozenset({"promotion"}), "le code promo", "the promotion code"),
    "press": (frozenset({"press"}), "la demande de presse", "the press request"),
    "partnership": (frozenset({"partnership"}), "le partenariat", "the partnership"),
}
"""What a customer can come for: its intents, and what it is called in French and in English."""

ASIDES = frozenset(
    {"availability", "product_details", "delivery_terms", "shop_hours", "promotion", "account"}
)
"""Questions that are asked in between: they need no order and take nobody's place."""

_OF_AN_ORDER = {"parcel", "article", "missing", "return", "refund", "change"}
_NO_CUSTOMERS = {"press", "partnership"}
"""What somebody comes for who need not be a customer: people of another team see to it."""

_WISHES = {"refund", "return_item", "exchange_item", "cancel_order", "order_change", "resend"}
"""What is wanted because of a problem with an order is no second problem beside it."""

_SAME_THING = (
    {"wrong_item", "missing_item"},
    *({"missing_item", lost} for lost in ("parcel_lost", "parcel_not_received", "still_nothing")),
    {"fake_sms", "payment_problem"},
    _NO_CUSTOMERS,
)
"""What is said in two ways: "a vase came for the lamp, the lamp is missing", "a text asked for a
fee, I paid it"."""

_ONCE_MORE = "second_contact"
"""How often somebody has tried or written ("third time now") is said of the problem itself."""

_ASKS = re.compile(
    r"\?|\b(?:combien|quel(?:le)?s?|comment|ou (?:est|sont|se)|quand|est[- ]ce|avez[- ]vous|tu as"
    r"|vous (?:avez|livrez|ouvrez|fermez|etes)|livrez|je (?:voudrais|veux|peux|cherche)|j'aimerais"
    r"|faut|dispo\w*|stock|how|what|which|when|where|do you|are (?:you|the|they|there)"
    r"|is (?:the|it|this|that|there)|do(?:es)? (?:it|the)|can (?:i|you|it)|i (?:want|need|would)"
    r"|please|svp|stp)\b"
)
"""What makes a sentence a question; a place or "free delivery" said in passing is none."""

SURE = 0.5
"""Confidence from which a piece of a message says something of its own."""

_ENDED = {None, "helped", "told", "found_after_all", "return_refused"}
"""What is awaited where nothing has to be answered first."""

_LEFT = {
    "fr": "À traiter aussi : {subject} (« {text} »)",
    "en": 'Also to see to: {subject} ("{text}")',
}


def subject_of(intent: str) -> str | None:
    """What an intent is about; None where it is no problem of its own."""
    return next((name for name, (intents, _, _) in SUBJECTS.items() if intent in intents), None)


def called(turn: Turn, part: Part) -> str:
    """What the part is about, in the customer's language."""
    _, french, english = SUBJECTS[str(subject_of(part.intent))]
    return english if turn.language == "en" else french


def besides(turn: Turn) -> list[Part]:
    """The problems that the message tells of beside its own, one a subject.

    What is no problem itself (anger, a wish for a human) is about the problem that it comes with.
    """
    found: dict[str, Part] = {}
    for part in turn.also:
        subject = subject_of(part.intent)
        if subject and _is_heard(turn, part) and not _belongs(part.intent, turn.intent):
            found.setdefault(subject, part)
    return list(found.values()) if subject_of(turn.intent) else []


def _is_heard(turn: Turn, part: Part) -> bool:
    """Whether a part is taken up: a journalist's questions of the shop are the press team's."""
    if turn.intent in _NO_CUSTOMERS:
        own = part.confidence >= SURE or names_own_order(part.text)
        return own and subject_of(part.intent) in _OF_AN_ORDER
    return part.confidence >= SURE and (part.intent not in ASIDES or asks(part))


def asides_of(turn: Turn) -> list[Part]:
    """The questions in the message that need no order."""
    return [part for part in turn.also if part.intent in ASIDES and part.confidence >= SURE]


def asks(part: Part) -> bool:
    """Whether it asks something, rather than mentions it."""
    return bool(_ASKS.search(fold(part.text)))


def for_a_human(part: Part) -> bool:
    """Whether only a human can do what it asks: what a bot can answer is answered before."""
    return is_no_customers(part) or (part.intent == "invoice" and needs_a_human(part.text))


def is_no_customers(part: Part) -> bool:
    """Whether another team than the customers' sees to it."""
    return part.intent in _NO_CUSTOMERS


def _belongs(intent: str, to: str) -> bool:
    """Whether what is said belongs to the problem that another intent tells of."""
    subject, other = subject_of(intent), subject_of(to)
    if subject == other or intent == _ONCE_MORE or {intent, to} in _SAME_THING:
        return True
    return bool({intent, to} & _WISHES) and {subject, other} <= _OF_AN_ORDER


def without(part: Part, others: list[Part]) -> Part:
    """`part` without the words of the others: what is said of one article is not of another."""
    text = part.text
    for other in others:
        text = text.replace(other.text, " ")
    return part._replace(text=text.strip()) if text.strip() else part


def waiting(turn: Turn) -> list[Part]:
    """What waits for its turn, the longest waiting first."""
    kept: list[list[Any]] = turn.slot("postponed") or []
    return [Part(*said) for said in kept]


def human_follows(turn: Turn) -> bool:
    """Whether a human takes over right after this answer, for what waits."""
    return any(for_a_human(part) for part in waiting(turn))


def asks_for_the_parcel(turn: Turn) -> bool:
    """Whether what has become of the parcel is among what waits."""
    return any(subject_of(part.intent) == "parcel" for part in waiting(turn))


def under_way(turn: Turn) -> list[Part]:
    """The problem that the dialogue is about, to be taken up again after another."""
    intent, text = str(turn.known.get("intent") or ""), str(turn.known.get("problem") or "")
    return [Part(intent, text)] if subject_of(intent) and not ended(turn) else []


def postpone(turn: Turn, parts: list[Part]) -> None:
    """Let these wait before what waits already; a subject waits once."""
    subjects = {subject_of(part.intent) for part in parts}
    before = waiting(turn)
    _wait(turn, [*parts, *(one for one in before if subject_of(one.intent) not in subjects)])


def begin(turn: Turn) -> None:
    """What the turn is about now waits no longer."""
    subject = subject_of(turn.intent)
    _wait(turn, [one for one in waiting(turn) if subject_of(one.intent) != subject])


def ended(turn: Turn) -> bool:
    """Whether nothing has to be answered before something else is taken up."""
    return turn.awaiting in _ENDED and not turn.escalated


def next_one(turn: Turn) -> Part | None:
    """What has waited longest, which waits no longer; None where nothing waits."""
    left = waiting(turn)
    _wait(turn, left[1:])
    return left[0] if left else None


def _wait(turn: Turn, parts: list[Part]) -> None:
    if parts != waiting(turn):
        turn.remember(postponed=[list(part) for part in parts])


def announce(turn: Turn) -> None:
    """Say that what waits is not forgotten: it comes next, or the human reads of it."""
    subjects = ", ".join(called(turn, part) for part in waiting(turn))
    if not turn.escalated:
        turn.say_up_front("utter_other_follows", subjects=subjects)
        return
    for part in waiting(turn):
        turn.did(_LEFT[turn.language].format(subject=called(turn, part), text=part.text))
    _wait(turn, [])
    turn.say("utter_other_passed_on", subjects=subjects)
