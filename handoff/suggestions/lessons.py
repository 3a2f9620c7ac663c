"""Teaches `french.py` what French customers mean, at set-up: about two minutes of one core.

The lessons are sentences of one topic in many wordings (`data/meaning`) and those that the bot was
taught (`data/bot`). The network learns to bring sentences of one topic together and to keep topics
apart (supervised contrastive learning, Khosla et al. 2020), also where they are misspelt.
"""

from __future__ import annotations

import importlib
import random
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from handoff.suggestions import analysis, word_vectors
from handoff.suggestions.french import FILE, LANGUAGE, LETTERS, French, key, letters
from handoff.suggestions.language import language_of
from handoff.suggestions.spelling import misspelt, sound

WIDTH = 192
STEPS = 4_000
TOPICS_AT_ONCE = 180
SENTENCES_OF_EACH = 3
MISSPELT = 2
"""Misspelt copies of each sentence."""
FROM_THE_BOT = 0.25
"""The share of steps that compare the bot's intents: they are wide, a topic is one problem."""
LEFT_OUT = 0.15
"""The share of words and runs of letters hidden at each step, so that no single one decides."""
TEMPERATURE = 0.07
RATE = 2e-3
OUTSIDE = "out_of_scope"
"""The intent of what is no shop's business: kept apart from the topics as if it were one."""
FEWEST = 8
"""Sentences from which an intent is compared."""

_MARKED = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence and what it is about; `asked` by a customer rather than answered by the team."""

    text: str
    topic: str
    asked: bool = True


Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence as the network sees it: rows of word vectors, and places of runs of letters."""

    rows: Places
    runs: Places


@dataclass(frozen=True, slots=True)
class _Joined:
    """The places of several sentences one after the other, and whose each is."""

    places: Places
    owners: Places
    counts: Places
    """How many places each sentence has."""

    @property
    def starts(self) -> Places:
        """Where each sentence begins."""
        return np.cumsum(self.counts) - self.counts


def topics(folder: Path) -> list[Lesson]:
    """What customers and teams say of one problem, from `data/meaning`."""
    return [
        Lesson(line.strip(), entry["topic"], side == "asked")
        for file in sorted(folder.glob("*.yml"))
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))
        for side in ("asked", "answered")
        for line in entry[side].splitlines()
    ]


def intents(folder: Path) -> list[Lesson]:
    """What the bot was taught in French, from `data/bot/nlu`, without the marks of entities."""
    said: list[Lesson] = []
    for file in sorted(folder.glob("*.yml")):
        content: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
        entries: list[dict[str, str]] = content.get("nlu") or []
        for entry in entries:
            lines = entry["examples"].splitlines() if "intent" in entry else []
            said += [
                Lesson(_MARKED.sub(r"\1", line.strip().removeprefix("-").strip()), entry["intent"])
                for line in lines
            ]
    known = Counter(lesson.topic for lesson in said)
    return [
        lesson
        for lesson in said
        if known[lesson.topic] >= FEWEST and language_of(lesson.text) == LANGUAGE
    ]


def teach(folder: Path, data: Path) -> Path:
    """Train beside the encoder in `folder` on the lessons in `data`; gives the file written.

    Raises `WordVectorsMissing`.
    """
    french = train(topics(data / "meaning"), intents(data / "bot" / "nlu"))
    unfinished = folder / f".{FILE}"
    np.savez(unfinished, **{each.name: getattr(french, each.name) for each in fields(French)})
    return unfinished.replace(folder / FILE)


def train(taught: Sequence[Lesson], bot: Sequence[Lesson]) -> French:
    """The network that tells the topics of `taught` and the intents of `bot` apart.

    The same lessons give the same network on one machine.
    Raises `WordVectorsMissing`.
    """
    taught = [*taught, *(lesson for lesson in bot if lesson.topic == OUTSIDE)]
    spelled, vectors = word_vectors.read(word_vectors.package_folder())
    network = _Network(_untrained(spelled, vectors, [each.text for each in taught]), vectors)
    chance = random.Random(0)  # noqa: S311 - nothing secret
    hiding = np.random.default_rng(0)
    variants = [
        [each.text, *(misspelt(each.text, chance) for _ in range(MISSPELT * each.asked))]
        for each in taught
    ]
    of_topic = _grouped(taught, _read(network.french, variants))
    of_intent = _grouped(bot, _read(network.french, [[each.text] for each in bot]))
    for step in range(STEPS):
        wide = of_intent and chance.random() < FROM_THE_BOT
        drawn, numbers = _drawn(of_intent if wide else of_topic, chance)
        rows = _thinned([each.rows for each in drawn], hiding)
        runs = _thinned([each.runs for each in drawn], hiding)
        network.learn(rows, runs, numbers, 1 - step / STEPS)
    return network.learnt()


def _untrained(
    spelled: dict[str, int], vectors: npt.NDArray[np.float32], texts: Sequence[str]
) -> French:
    """All but the network: which row of word vectors is whose."""
    of_spelling: dict[str, int] = {}
    for word, row in spelled.items():
        folded = analysis.fold(word)
        of_spelling[folded] = min(row, of_spelling.get(folded, row))
    counted = Counter(word for text in texts for word in analysis.words(text, LANGUAGE))
    taught: dict[str, int] = {}
    for word, _ in counted.most_common():
        if word in of_spelling:
            taught[word] = of_spelling[word]
            if len(word) > 2 and word.isalpha():
                taught.setdefault(f"~{sound(word)}", of_spelling[word])
    keys = {key(word): row for word, row in of_spelling.items()}
    order = sorted(keys)
    nothing = np.zeros(0, dtype=np.float32)
    return French(
        spellings=np.array(order, dtype=np.uint64),
        rows=np.array([keys[each] for each in order], dtype=np.uint16),
        taught=np.array(list(taught)),
        taught_rows=np.array(list(taught.values()), dtype=np.uint16),
        words=vectors.astype(np.float16),
        **dict.fromkeys(("attention", "bias", "out", "out_bias"), nothing),
        runs=nothing.astype(np.float16),
    )


def _read(french: French, variants: Sequence[Sequence[str]]) -> list[list[_Read]]:
    return [
        [
            _Read(
                np.array(french.rows_of(words), dtype=np.int64),
                np.array(letters(words), dtype=np.int64),
            )
            for words in (analysis.words(text, LANGUAGE) for text in each)
        ]
        for each in variants
    ]


def _grouped(lessons: Sequence[Lesson], read: Sequence[list[_Read]]) -> list[list[list[_Read]]]:
    of_topic: dict[str, list[list[_Read]]] = defaultdict(list)
    for lesson, each in zip(lessons, read, strict=True):
        of_topic[lesson.topic].append(each)
    return [of_topic[name] for name in sorted(of_topic)]


def _drawn(
    groups: Sequence[Sequence[Sequence[_Read]]], chance: random.Random
) -> tuple[list[_Read], list[int]]:
    """Some sentences of some topics, each in one of its spellings, and their topics' numbers."""
    drawn: list[_Read] = []
    numbers: list[int] = []
    for number in chance.sample(range(len(groups)), min(TOPICS_AT_ONCE, len(groups))):
        group = groups[number]
        for each in chance.sample(group, min(SENTENCES_OF_EACH, len(group))):
            drawn.append(chance.choice(each))
            numbers.append(number)
    return drawn, numbers


def _thinned(sentences: Sequence[Places], hiding: np.random.Generator) -> _Joined:
    """All but a share of each sentence's places, joined; a sentence that would lose all keeps all.

    Over the whole step at once: this is what a step waits for.
    """
    places = np.concatenate(sentences)
    owners = np.repeat(np.arange(len(sentences)), [len(each) for each in sentences])
    kept = hiding.random(len(places)) >= LEFT_OUT
    bare = np.bincount(owners[kept], minlength=len(sentences)) == 0
    kept |= bare[owners]
    counts = np.bincount(owners[kept], minlength=len(sentences))
    return _Joined(places[kept], owners[kept], counts)


class _Network:
    """The network while it learns, in torch; `learnt` gives it as numpy computes it."""

    def __init__(self, french: French, vectors: npt.NDArray[np.float32]) -> None:
        torch: Any = importlib.import_module("torch")
        torch.manual_seed(0)
        # The steps are small: a second thread mostly waits, and the bot is trained beside.
        torch.set_num_threads(1)
        # What is seldom seen fades towards zero in the optimizer, where such numbers cost most.
        torch.set_flush_denormal(True)
        self._torch = torch
        self.french = french
        self._vectors: Any = torch.tensor(vectors).float()
        nn = torch.nn
        self._attention: Any = nn.Linear(vectors.shape[1], 1)
        self._words: Any = nn.Linear(vectors.shape[1], WIDTH)
        self._runs: Any = nn.EmbeddingBag(LETTERS, WIDTH, mode="mean")
        nn.init.normal_(self._runs.weight, std=0.08)
        self._out: Any = nn.Linear(WIDTH, WIDTH)
        self._drop: Any = nn.Dropout(0.2)
        parts = (self._attention, self._words, self._runs, self._out)
        weights = [weight for part in parts for weight in part.parameters()]
        self._optimizer: Any = torch.optim.AdamW(weights, lr=RATE, weight_decay=0.02, fused=True)

    def learn(self, rows: _Joined, runs: _Joined, topics: Sequence[int], pace: float) -> None:
        """One step at this share of the learning rate."""
        torch = self._torch
        vectors = self._vectors_of(rows, runs)
        for group in self._optimizer.param_groups:
            group["lr"] = RATE * max(pace, 0.02)
        numbers = torch.tensor(topics)
        likeness = vectors @ vectors.T / TEMPERATURE
        likeness.fill_diagonal_(-1e9)
        same = (numbers[:, None] == numbers[None]).float()
        same.fill_diagonal_(0)
        told = torch.log_softmax(likeness, dim=1) * same
        loss = -(told.sum(1) / same.sum(1).clamp(min=1)).mean()
        self._optimizer.zero_grad()
        loss.backward()
        self._optimizer.step()

    def _vectors_of(self, rows: _Joined, runs: _Joined) -> Any:
        torch = self._torch
        owners = torch.from_numpy(rows.owners)
        words = self._vectors[torch.from_numpy(rows.places)]
        # Without padding: a long sentence among short ones would cost more than all the rest.
        weights = torch.exp(self._attention(words).squeeze(-1))
        sums = torch.zeros(len(rows.counts)).index_add(0, owners, weights)
        shares = (weights / sums[owners]).unsqueeze(-1)
        mean = torch.zeros(len(rows.counts), words.shape[1]).index_add(0, owners, words * shares)
        hidden = self._words(mean)
        letters_of = self._runs(torch.from_numpy(runs.places), torch.from_numpy(runs.starts))
        hidden = self._drop(torch.tanh(hidden + letters_of))
        return torch.nn.functional.normalize(self._out(hidden) + hidden, dim=1)

    def learnt(self) -> French:
        """What was learnt, with the word vectors already put through their layer."""
        with self._torch.no_grad():
            vectors = self._vectors
            return French(
                spellings=self.french.spellings,
                rows=self.french.rows,
                taught=self.french.taught,
                taught_rows=self.french.taught_rows,
                words=(vectors @ self._words.weight.T).numpy().astype(np.float16),
                attention=self._attention(vectors).squeeze(-1).numpy(),
                runs=self._runs.weight.numpy().astype(np.float16),
                bias=self._words.bias.numpy(),
                out=self._out.weight.numpy().T.copy(),
                out_bias=self._out.bias.numpy(),
            )
