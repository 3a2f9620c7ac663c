"""How sure suggestions are, on the project's own resolutions.

Run `.venv/bin/python -m benchmarks.calibration`. Each seed resolution's question is asked in turn
while that resolution is left out. A suggestion is right when it answered the same topic (the
external id without its last number). Questions whose topic has no other resolution, and those in
`STRANGE`, have no right answer. Prints hit rates beside the two baselines, the logistic curve for
`handoff.suggestions.ranking.WEIGHTS`, and what each threshold would show; five-fold, so that a
curve is never judged on what it was fitted to.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import numpy as np
from sklearn.linear_model import LogisticRegression

from handoff.suggestions import analysis, ranking
from handoff.suggestions.analysis import Rarity, Weights
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.export import encoder_folder
from handoff.suggestions.retrieval import Candidate, Likeness

ROOT = Path(__file__).resolve().parents[1]
FOLDS = 5
THRESHOLDS = (0.06, 0.1, 0.12, 0.15, 0.2, 0.3, 0.5)

STRANGE = {
    "fr": [
        "vous recrutez en ce moment ? je cherche un stage",
        "je suis journaliste, qui contacter pour une interview",
        "quel temps fera-t-il demain à Paris",
        "pouvez-vous sponsoriser notre club de foot",
        "je voudrais devenir revendeur de vos produits",
        "comment on fait une pâte à crêpes",
        "ma connexion internet est en panne",
        "je veux résilier mon abonnement téléphonique",
        "vous êtes pour ou contre la réforme des retraites",
        "raconte moi une blague",
        "qui a gagné le match hier soir",
        "mon chat est malade que faire",
        "je propose une collaboration sur instagram",
        "quelle est la capitale de l'australie",
        "j'ai perdu les clés de ma voiture",
        "comment déclarer mes impôts",
        "tu peux écrire ma dissertation",
        "quel est le menu de la cantine",
        "je cherche un hôtel pas cher à Rome",
        "c'est quoi ton film préféré",
        "je veux parler de la cotation de votre action en bourse",
        "a quelle heure part le train pour Lille",
        "mon médecin m'a prescrit des antibiotiques",
        "vous avez une machine à café dans vos bureaux",
        "quelle banque propose le meilleur taux immobilier",
    ],
    "en": [
        "are you hiring at the moment",
        "I'm a journalist looking for a comment",
        "what's the weather like tomorrow",
        "would you sponsor our local team",
        "I'd like to become a reseller",
        "how do you make pancakes",
        "my internet is down",
        "I want to end my phone contract",
        "tell me a joke",
        "who won the match last night",
        "my cat is ill what should I do",
        "let's collaborate on instagram",
        "what is the capital of australia",
        "I lost my car keys",
        "how do I file my taxes",
        "write my essay for me",
        "looking for a cheap hotel in rome",
        "what's your favourite film",
        "what time does the train to london leave",
        "my doctor prescribed antibiotics",
    ],
}


@dataclass(frozen=True, slots=True)
class Corpus:
    """The seed resolutions of the demo brand in one language, with both sides' vectors."""

    language: str
    topics: list[str]
    texts: dict[str, list[str]]
    meanings: dict[str, np.ndarray]
    words: dict[str, list[Weights]]
    rarities: dict[str, Rarity]


@dataclass(frozen=True, slots=True)
class Guess:
    """The reply ranked first, second … for one question, and whether it was right."""

    question: int
    rank: int
    score: float
    right: bool


def corpus_of(encoder: Encoder, language: str) -> Corpus:
    """Read `data/resolutions/demo.jsonl`."""
    lines = (ROOT / "data" / "resolutions" / "demo.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["language"] == language]
    texts = {side: [row[side] for row in rows] for side in ("question", "reply")}
    return Corpus(
        language=language,
        topics=[row["external_id"].rsplit("-", 1)[0] for row in rows],
        texts=texts,
        meanings={
            side: encoder.encode([analysis.plain(text) for text in each])
            for side, each in texts.items()
        },
        words={side: [analysis.stored(t, language) for t in each] for side, each in texts.items()},
        rarities={side: Rarity.of(each, language) for side, each in texts.items()},
    )


def candidates(corpus: Corpus, encoder: Encoder, problem: str, left_out: int) -> list[Candidate]:
    """Every resolution but one, with its likenesses to `problem`."""
    meaning = encoder.encode([analysis.plain(problem)])[0]
    likenesses: dict[str, list[Likeness]] = {}
    for side, rarity in corpus.rarities.items():
        asked = analysis.asked(problem, corpus.language, rarity)
        likenesses[side] = [
            Likeness(
                float(corpus.meanings[side][row] @ meaning),
                sum(weight * words.get(term, 0.0) for term, weight in asked.items()),
            )
            for row, words in enumerate(corpus.words[side])
        ]
    return [
        Candidate(
            id=uuid5(NAMESPACE_URL, topic),
            language=corpus.language,
            question=corpus.texts["question"][row],
            reply=corpus.texts["reply"][row],
            resolved_at=None,
            csat=None,
            asked=likenesses["question"][row],
            answered=likenesses["reply"][row],
        )
        for row, topic in enumerate(corpus.topics)
        if row != left_out
    ]


def guesses(
    corpus: Corpus, found: Sequence[tuple[str | None, list[Candidate]]]
) -> tuple[list[Guess], float, float]:
    """All guesses in the first three, hit@1 and hit@3 over questions that have an answer."""
    now = datetime.now(UTC)
    made: list[Guess] = []
    hits = Counter[int]()
    answerable = 0
    siblings = Counter(corpus.topics)
    for number, (topic, each) in enumerate(found):
        right = uuid5(NAMESPACE_URL, topic) if topic else None
        ranked = ranking.rank(each, corpus.language, now)[:3]
        made += [Guess(number, r, x.score, x.best.id == right) for r, x in enumerate(ranked)]
        if topic and siblings[topic] > 1:
            answerable += 1
            hits.update(r for r, x in enumerate(ranked) if x.best.id == right)
    return made, hits[0] / answerable, sum(hits[r] for r in range(3)) / answerable


def calibrate(made: list[Guess]) -> tuple[float, float, np.ndarray]:
    """Slope and offset of the curve, and each guess's probability from the other folds' curve."""
    scores = np.array([[guess.score] for guess in made])
    right = np.array([guess.right for guess in made])
    fold = np.array([guess.question % FOLDS for guess in made])
    probabilities = np.empty(len(made))
    for held_out in range(FOLDS):
        curve = LogisticRegression(C=1e4).fit(scores[fold != held_out], right[fold != held_out])
        probabilities[fold == held_out] = curve.predict_proba(scores[fold == held_out])[:, 1]
    curve = LogisticRegression(C=1e4).fit(scores, right)
    return float(curve.coef_[0, 0]), float(curve.intercept_[0]), probabilities


def report(corpus: Corpus, encoder: Encoder) -> None:
    """Print one language."""
    found: list[tuple[str | None, list[Candidate]]] = [
        (topic, candidates(corpus, encoder, corpus.texts["question"][row], row))
        for row, topic in enumerate(corpus.topics)
    ]
    strange = [(None, candidates(corpus, encoder, each, -1)) for each in STRANGE[corpus.language]]
    mixed = ranking.WEIGHTS[corpus.language]
    for name, weights in (
        ("all four likenesses", mixed),
        ("words alone", dataclasses.replace(mixed, **ALONE | {"asked_words": 1.0})),
        ("MiniLM cosine alone", dataclasses.replace(mixed, **ALONE | {"asked_meaning": 1.0})),
    ):
        ranking.WEIGHTS[corpus.language] = weights
        _, first, three = guesses(corpus, found)
        print(f"{corpus.language} {name:22} hit@1 {first:.3f}  hit@3 {three:.3f}")
    ranking.WEIGHTS[corpus.language] = mixed
    made, _, _ = guesses(corpus, [*found, *strange])
    slope, offset, probabilities = calibrate(made)
    print(f"{corpus.language} slope {slope:.2f} offset {offset:.2f}")
    right = np.array([guess.right for guess in made])
    siblings = Counter(corpus.topics)
    answerable = {row for row, topic in enumerate(corpus.topics) if siblings[topic] > 1}
    for threshold in THRESHOLDS:
        shown = probabilities >= threshold
        asked = {guess.question for guess, is_shown in zip(made, shown, strict=True) if is_shown}
        helped = {
            g.question for g, is_shown in zip(made, shown, strict=True) if is_shown and g.right
        }
        astray = sum(number >= len(found) for number in asked)
        print(
            f"   from {threshold:.2f}: each right {right[shown].mean():.2f}, answered "
            f"{len(asked & answerable) / len(answerable):.2f} of the answerable, "
            f"right one among them {len(helped) / len(asked & answerable):.2f}, "
            f"strange ones answered {astray}/{len(strange)}"
        )


ALONE = dict.fromkeys(("asked_meaning", "asked_words", "answered_meaning", "answered_words"), 0.0)


def main() -> None:
    """Print both languages."""
    state = Path(os.environ.get("RELAIS_STATE") or ROOT / "var")
    encoder = Encoder.load(encoder_folder(state))
    for language in ("fr", "en"):
        report(corpus_of(encoder, language), encoder)


if __name__ == "__main__":
    sys.exit(main())
