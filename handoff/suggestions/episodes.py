"""What an episode that a CM resolved teaches: the customer's problem, and the reply that ended it.

Pure: from the episode's events to a `Resolution`, or to nothing where no reply was given that
would help anybody else. `learning.py` runs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Final
from uuid import uuid4

from handoff.brands.brand import Brand
from handoff.conversations.episodes import ResolvedEpisode
from handoff.conversations.model import Event
from handoff.suggestions.analysis import fold
from handoff.suggestions.body import body_of
from handoff.suggestions.language import language_of
from handoff.suggestions.particulars import Known, known_of, without_goods
from handoff.suggestions.problem import problem_of
from handoff.suggestions.redaction import PLACEHOLDER, redact, redact_reply
from handoff.suggestions.store import Resolution

LONGEST_PROBLEM: Final = 1_500
"""Characters; the story is told by then."""

LONGEST_REPLY: Final = 4_000
"""Characters; what is longer was pasted."""

FEWEST_WORDS: Final = 4
"""Words of a reply that says something, besides placeholders and courtesies."""

_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")

# What a CM says while working, or around the answer: it resolves nothing by itself.
_HOLDING = re.compile(
    r"\b(?:un (?:petit )?instant|une (?:petite )?(?:minute|seconde)|"
    r"je (?:regarde|verifie|consulte|cherche|me renseigne)|"
    r"je (?:fais|vais faire) le point|"
    r"laisse[zr]?[- ]moi (?:le temps|regarder|verifier|voir)|"
    r"je (?:vais|viens de) (?:regarder|verifier|consulter|prendre connaissance)|"
    r"je (?:prends|reprends) (?:en charge|votre|ta|la|le|connaissance)|"
    r"je reviens vers (?:vous|toi)|"
    r"(?:merci|thanks?|thank you) (?:de|pour|for) (?:votre|ta|ton|your|patienter|waiting|the)|"
    r"one (?:moment|second|minute)|just a (?:moment|second|minute)|bear with me|"
    r"let me (?:check|see|look|have a look|take a look)|"
    r"i(?:'ll| will|'m| am) (?:check|checking|look|looking|have a look)|"
    r"i(?:'ll| will) get back to you|hold on)\b"
)
_COURTESY = re.compile(
    r"^(?:.{0,12}\b)?(?:avec (?:grand )?plaisir|je (?:vous|t') ?en prie|de rien|n'hesite[zr]? pas|"
    r"merci|bonne? (?:journee|soiree|continuation|fin|week-end)|belle (?:journee|soiree)|"
    r"(?:tres |bien )?cordialement|a (?:bientot|votre service|ta disposition|votre disposition)|"
    r"(?:je|nous) (?:reste|restons|suis|sommes) (?:a (?:votre|ta) disposition|desole|navre)|"
    r"toutes (?:mes|nos) excuses|(?:je|nous) (?:vous|te) (?:presente|souhait|prions|remerci)|"
    r"(?:you(?:'re| are) )?(?:very )?welcome|my pleasure|no (?:problem|worries)|glad|happy to help|"
    r"thank|have a (?:nice|good|great|lovely)|sorry|(?:i|we) (?:am|are|do)? ?(?:very |so |really )?"
    r"(?:apologi[sz]e|sorry)|apologies|feel free|don't hesitate|take care|bye|"
    r"(?:c'est )?(?:note|parfait|super|entendu|tres bien|d'accord|ok|oui|non|yes|no|great|perfect|"
    r"sure|of course|bien sur)\b.{0,20}$)"
)


def resolution_of(episode: ResolvedEpisode, brand: Brand) -> Resolution | None:
    """What to keep of the episode, without anybody's particulars; None where nothing is of use."""
    run = _resolving(episode.events)
    if not run:
        return None
    known = known_of(
        _facts(episode),
        episode.particulars,
        [event.name for event in _messages(episode.events, "cm") if event.name],
    )
    reply = _reply(run, known, brand)
    question = _question(episode, before=run[-1].number, known=known, brand=brand)
    if not question or _words(reply) < FEWEST_WORDS:
        return None
    conversation = episode.conversation
    return Resolution(
        id=uuid4(),
        brand=conversation.brand,
        language=brand.spoken(language_of(reply) or conversation.language),
        question=question,
        reply=reply,
        team=conversation.team,
        resolved_at=episode.closed_at,
        conversation_id=conversation.id,
        episode=episode.episode,
        intent=_intent(episode),
        reopened=episode.recontacted,
        handling_seconds=_handling_seconds(episode),
    )


def order_numbers(episode: ResolvedEpisode) -> list[str]:
    """The orders that the episode is about, or was said to be about."""
    named = [str(facts["order_number"]) for facts in _facts(episode) if facts.get("order_number")]
    return list(dict.fromkeys([*episode.particulars.get("order_number", []), *named]))


def _facts(episode: ResolvedEpisode) -> list[dict[str, Any]]:
    """Those that the conversation ended with, and each one learned on the way."""
    learned = [event.body for event in episode.events if event.kind == "facts"]
    return [episode.conversation.facts, *learned]


def _resolving(events: Sequence[Event]) -> list[Event]:
    """The CM messages that resolved it: the last ones in a row that say something of substance.

    What came after them ("bonne journée", "je vous en prie") ended the talk and not the problem.
    """
    spoken = [
        event for event in events if event.kind == "message" and event.author in {"customer", "cm"}
    ]
    runs = [
        [event for event in run if _says_something(body_of(_text(event)))]
        for author, run in groupby(spoken, key=lambda event: event.author)
        if author == "cm"
    ]
    return next((run for run in reversed(runs) if run), list[Event]())


def _says_something(reply: str) -> bool:
    """Whether a reply does more than to ask, to hold the line or to be polite."""
    return sum(map(_words, _statements(reply))) >= FEWEST_WORDS


def _statements(text: str) -> Iterable[str]:
    for sentence in _SENTENCE.findall(text):
        said = fold(sentence).replace("’", "'").strip()
        if not said.endswith("?") and not _HOLDING.search(said) and not _COURTESY.match(said):
            yield said


def _words(text: str) -> int:
    return sum(any(map(str.isalpha, word)) for word in PLACEHOLDER.sub(" ", text).split())


def _reply(run: Sequence[Event], known: Known, brand: Brand) -> str:
    public = brand.public_texts()
    bodies = [body_of(_text(event)) for event in run]
    text = "\n\n".join(redact_reply(body, known, public).text for body in bodies)
    # Together once more: a number may have been told in two messages.
    text = redact(text, known, public).text
    return text if len(text) <= LONGEST_REPLY else ""


def _question(episode: ResolvedEpisode, *, before: int, known: Known, brand: Brand) -> str:
    """The problem as the bot noted it and what the customer told people of it, or all they said.

    What was said to the bot besides is answers to its questions.
    """
    noted = str(episode.facts.get("problem") or "")
    after = _handed_over(episode.events) if noted else 0
    said = [
        event for event in _messages(episode.events, "customer") if after < event.number < before
    ]
    told = [noted, *(_text(event) for event in said if "button" not in event.body)]
    known = without_goods(known)
    public = brand.public_texts()
    pieces = [problem_of(redact(text, known, public).text) for text in told]
    # Whatever is told twice is kept once.
    lines = dict.fromkeys(line for piece in pieces for line in piece.split("\n") if line.strip())
    text = redact("\n".join(lines), known, public).text
    return text[:LONGEST_PROBLEM].rsplit("\n", 1)[0] if len(text) > LONGEST_PROBLEM else text


def _handed_over(events: Sequence[Event]) -> int:
    """The number of the event since which people, not the bot, were written to."""
    people = (e.number for e in events if e.kind == "owner" and e.body.get("to") != "bot")
    return next(people, 0)


def _intent(episode: ResolvedEpisode) -> str | None:
    value = episode.facts.get("intent")
    return value if isinstance(value, str) else None


def _handling_seconds(episode: ResolvedEpisode) -> int:
    """The time in which a CM had it; what waited for somebody in between does not count."""
    seconds = 0.0
    since = None
    for event in episode.events:
        if event.kind != "owner":
            continue
        if since is not None:
            seconds += (event.at - since).total_seconds()
        since = event.at if event.body.get("to") == "cm" else None
    return round(seconds)


def _messages(events: Sequence[Event], author: str) -> list[Event]:
    return [event for event in events if event.kind == "message" and event.author == author]


def _text(event: Event) -> str:
    """The words of a message; none where they were erased."""
    return str(event.body.get("text") or "")
