"""Who is to be reached: complaints, the press, partners, people who look for work."""

from __future__ import annotations

from actions.facts import Topic
from actions.flow import Flow
from actions.hand_over import hand_over
from actions.talk.aside import settle
from actions.talk.mediator import name_mediator_if_due
from actions.turn import Turn


class ActionComplaint(Flow):
    """A complaint: a human, with urgency; the mediator is named once a complaint has failed."""

    def name(self) -> str:
        return "action_complaint"

    async def answer(self, turn: Turn) -> None:
        turn.learn(topic="complaint")
        await hand_over(turn, "complaint", "utter_human_complaint", urgency="high")
        name_mediator_if_due(turn)


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


async def _pass_on(turn: Turn, topic: Topic, team: str) -> None:
    turn.learn(topic=topic)
    words = f"utter_human_{topic}"
    await hand_over(turn, "out_of_scope", words, team=team, about_an_order=False)
