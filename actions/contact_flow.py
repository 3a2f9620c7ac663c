"""Who is to be reached: complaints, the press, partners, people who look for work."""

from __future__ import annotations

import re

from actions.aside import settle
from actions.flow import Flow
from actions.hand_over import hand_over
from actions.spelling import fold
from actions.turn import Turn

_FAILED_BEFORE = re.compile(
    r"(?:reclamation|plainte|demande).*(?:rejet|refus|sans (?:suite|reponse)|ignor|"
    r"pas (?:eu |recu )?"
    r"(?:de )?reponse|abouti)|deja (?:fait|depose|envoye|ecrit).*reclam|reclam.*deja|"
    r"pas de reponse a ma|"
    r"complaint.*(?:reject|refus|ignor|denied|unanswered|no (?:answer|reply)|went nowhere)|"
    r"already (?:complained|filed|made)|no (?:answer|reply) to my complaint"
)


class ActionComplaint(Flow):
    """A complaint: a human, with urgency; the mediator is named once a complaint has failed."""

    def name(self) -> str:
        return "action_complaint"

    async def answer(self, turn: Turn) -> None:
        turn.learn(topic="complaint")
        await hand_over(turn, "asked_human", "utter_human_complaint", urgency="high")
        if turn.slot("contacted_before") or _FAILED_BEFORE.search(fold(turn.text)):
            mediator = turn.storefront.mediator
            turn.say(
                "utter_mediator",
                mediator=mediator.name,
                link=mediator.url,
                address=mediator.address,
            )


class ActionPress(Flow):
    """A journalist: the communication team."""

    def name(self) -> str:
        return "action_press"

    async def answer(self, turn: Turn) -> None:
        await _pass_on(turn, "press", "communication")


class ActionPartnership(Flow):
    """Somebody proposes to work together: the marketing team."""

    def name(self) -> str:
        return "action_partnership"

    async def answer(self, turn: Turn) -> None:
        await _pass_on(turn, "partnership", "marketing")


class ActionJobs(Flow):
    """Somebody looks for work: the brand's page for it, or the communication team."""

    def name(self) -> str:
        return "action_jobs"

    async def answer(self, turn: Turn) -> None:
        link = turn.storefront.links.jobs
        if link is None:
            await _pass_on(turn, "jobs", "communication")
            return
        turn.learn(topic="jobs")
        turn.say("utter_jobs", link=link)
        settle(turn)


async def _pass_on(turn: Turn, topic: str, team: str) -> None:
    turn.learn(topic=topic)
    words = f"utter_human_{topic}"
    await hand_over(turn, "out_of_scope", words, team=team, about_an_order=False)
