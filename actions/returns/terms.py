"""What of an order may be sent back, and until when: the law's floor and the brand's own terms."""

from __future__ import annotations

from actions.brands.legal_floor import legal_floor
from actions.brands.windows import Standing, return_window
from actions.carriers.diagnosis import local_day
from actions.first_words import RETURN, said_at
from actions.parcels.receipt import receipt
from actions.parcels.status import Status
from actions.pursuits import go_on, hears
from actions.request import note, noted
from actions.returns import articles
from actions.returns.articles import Articles
from actions.turn import Turn
from actions.wording import day
from actions.words.opened import says_opened

_WINDOWS = {
    Standing.withdrawal: "utter_return_window",
    Standing.return_by_policy: "utter_return_window_policy",
    Standing.too_late: "utter_return_too_late",
}
_EXCLUDED = {
    "made_to_measure": {"fr": "fait sur mesure ou personnalisé", "en": "made to measure"},
    "perishable": {"fr": "denrée périssable", "en": "perishable"},
    "hygiene": {"fr": "article d'hygiène descellé", "en": "a hygiene article whose seal is broken"},
    "recording": {"fr": "enregistrement descellé", "en": "a recording whose seal is broken"},
    "press": {"fr": "presse", "en": "press"},
    "digital": {"fr": "contenu numérique déjà fourni", "en": "digital content already supplied"},
}


def tell_window(turn: Turn, status: Status) -> Standing:
    """Say until when the order can be sent back, with the date where there is one."""
    order, received = status.order, receipt(status.parcels, status.order.lines)
    if received.on is None:
        turn.say("utter_return_window_open" if received.pending else "utter_return_window_unknown")
        turn.learn(return_standing=Standing.withdrawal.value)
        return Standing.withdrawal
    window = return_window(received.on, order.country, order.postcode, legal_floor(), turn.policies)
    standing = window.standing(local_day(said_at(turn, RETURN)))
    turn.learn(return_standing=standing.value, return_until=window.last_day.isoformat())
    today = local_day(turn.now)
    turn.say(
        _WINDOWS[standing],
        received_on=day(received.on, turn.language, today),
        last_day=day(window.last_day, turn.language, today),
    )
    return standing


def without_exceptions(turn: Turn, order_number: str, meant: Articles) -> Articles | None:
    """What the law lets the customer send back; None once it was asked whether it is opened."""
    exceptions = {str(kind): one for kind, one in legal_floor().withdrawal.exceptions.items()}
    sealed = [o for o in meant if o.kind in exceptions and exceptions[o.kind].once_opened]
    opened = noted(turn, order_number).get("opened")
    if sealed and opened is None:
        opened = says_opened(turn.text)
        note(turn, order_number, opened=opened)
    if sealed and opened is None:
        turn.say("utter_ask_opened", articles=articles.in_words(sealed, turn.language))
        turn.wait_for("opened")
        turn.ends_as("question")
        return None
    kept = [o for o in meant if o.kind not in exceptions or (o in sealed and not opened)]
    for line in meant:
        if line not in kept:
            turn.say(
                "utter_return_exception",
                articles=line.title,
                why=_EXCLUDED[line.kind][turn.language],
                law=exceptions[line.kind].source,
            )
    note(
        turn,
        order_number,
        pieces={line.title: line.quantity for line in kept},
        set_aside=[line.title for line in meant if line not in kept],
    )
    return tuple(kept)


@hears("opened")
async def opened_answered(turn: Turn) -> bool:
    """Whether the seal is broken."""
    opened = says_opened(turn.text)
    if opened is None and turn.intent in {"affirm", "deny"}:
        opened = turn.intent == "affirm"
    if opened is None:
        return False
    note(turn, str(turn.slot("order_number")), opened=opened)
    await go_on(turn)
    return True
