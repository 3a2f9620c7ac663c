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

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.past import Past, Row, label_id
from handoff.suggestions import ranking
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.export import encoder_folder
from handoff.suggestions.retrieval import Candidate

ROOT = Path(__file__).resolve().parents[1]
FOLDS = 5
THRESHOLDS = (0.35, 0.375, 0.4, 0.43, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75)

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
class Guess:
    """The reply ranked first, second … for one question, and whether it was right."""

    question: int
    rank: int
    score: float
    grounds: float
    """Of the first guess of the same question: what is shown hangs on it."""
    right: bool


def seeds(language: str) -> list[Row]:
    """The demo brand's resolutions; one's label is its topic."""
    lines = (ROOT / "data" / "resolutions" / "demo.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Row(row["question"], row["reply"], row["external_id"].rsplit("-", 1)[0])
        for row in map(json.loads, lines)
        if row["language"] == language
    ]


def guesses(
    language: str, found: Sequence[tuple[str | None, list[Candidate]]]
) -> tuple[list[Guess], float, float]:
    """All guesses in the first three, hit@1 and hit@3 over questions that have an answer."""
    now = datetime.now(UTC)
    made: list[Guess] = []
    hits = Counter[int]()
    answerable = 0
    siblings = Counter(topic for topic, _ in found)
    for number, (topic, each) in enumerate(found):
        right = label_id(topic) if topic else None
        ranked = ranking.rank(each, language, now)[:3]
        made += [
            Guess(number, r, x.score, ranked[0].grounds, x.best.id == right)
            for r, x in enumerate(ranked)
        ]
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


def report(encoder: Encoder, language: str) -> None:
    """Print one language."""
    rows = seeds(language)
    past = Past(encoder, rows, language)
    asked = [row.question for row in rows]
    found: list[tuple[str | None, list[Candidate]]] = [
        (row.label, each)
        for row, each in zip(rows, past.candidates(asked, range(len(rows))), strict=True)
    ]
    strange = [(None, each) for each in past.candidates(STRANGE[language])]
    mixed = ranking.WEIGHTS[language]
    for name, weights in (
        ("all four likenesses", mixed),
        ("words alone", dataclasses.replace(mixed, **ALONE | {"asked_words": 1.0})),
        ("meaning alone", dataclasses.replace(mixed, **ALONE | {"asked_meaning": 1.0})),
    ):
        ranking.WEIGHTS[language] = weights
        _, first, three = guesses(language, found)
        print(f"{language} {name:22} hit@1 {first:.3f}  hit@3 {three:.3f}")
    ranking.WEIGHTS[language] = mixed
    made, _, _ = guesses(language, [*found, *strange])
    slope, offset, probabilities = calibrate(made)
    print(f"{language} slope {slope:.2f} offset {offset:.2f}")
    right = np.array([guess.right for guess in made])
    siblings = Counter(row.label for row in rows)
    answerable = {number for number, row in enumerate(rows) if siblings[row.label] > 1}
    grounds = np.array([guess.grounds for guess in made])
    for threshold in THRESHOLDS:
        shown = (grounds >= threshold) & (probabilities >= ranking.BESIDE_FROM)
        known = {guess.question for guess, is_shown in zip(made, shown, strict=True) if is_shown}
        helped = {
            g.question for g, is_shown in zip(made, shown, strict=True) if is_shown and g.right
        }
        astray = sum(number >= len(found) for number in known)
        print(
            f"   known from {threshold:.2f}: each right {right[shown].mean():.2f}, answered "
            f"{len(known & answerable) / len(answerable):.2f} of the answerable, "
            f"right one among them {len(helped) / len(known & answerable):.2f}, "
            f"strange ones answered {astray}/{len(strange)}"
        )


ALONE = dict.fromkeys(("asked_meaning", "asked_words", "answered_meaning", "answered_words"), 0.0)


def main() -> None:
    """Print both languages."""
    state = Path(os.environ.get("RELAIS_STATE") or ROOT / "var")
    encoder = Encoder.load(encoder_folder(state))
    for language in ("fr", "en"):
        report(encoder, language)


if __name__ == "__main__":
    sys.exit(main())
