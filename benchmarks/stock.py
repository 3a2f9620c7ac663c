"""A desk's past resolutions, as many as wanted: real customers' words, recombined.

English questions are those of BANKING77, CLINC150 and HINT3 (training rows) and the first words of
TweetSumm's dialogues, each alone at first, then with others of its topic. Each topic has a dozen
stock replies, which are TweetSumm's agents', now and then two at once. A fifth of the rows is
French, made of the project's own resolutions in the same way. No two rows ask in the same words.
None of it is shipped: what is written goes with the benchmark.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from benchmarks.calibration import seeds
from benchmarks.retrieval import data_folder, french, read
from handoff.suggestions.body import body_of

ANSWERS = 12
"""Replies that a topic is answered with."""

TWO_IN = 8
"""One reply in so many is made of two."""

ONE_IN = 5
"""One row in so many is French."""

_ADDRESSED = re.compile(r"^(?:@\w+\s+)+|https?://\S+")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")


@dataclass(frozen=True, slots=True)
class Topic:
    """What customers ask about one thing, and what they are answered."""

    questions: Sequence[str]
    answers: Sequence[str]


def write(file: Path, rows: int) -> None:
    """So many resolutions of the demo brand, as `relais import resolutions` reads them."""
    with file.open("w", encoding="utf-8") as out:
        for number, row in zip(range(rows), _resolutions(), strict=False):
            known = {"brand": "demo", "external_id": f"stock-{number}"}
            out.write(json.dumps({**row, **known}, ensure_ascii=False) + "\n")


def asked(number: int) -> list[tuple[str, str]]:
    """Distinct questions that are in no stock, each with its language; half are French."""
    banking = [text for text, _ in read("banking77_test.csv", "text", "category")]
    mattress = [text for text, _ in read("hint3_sofmattress_test.csv", "sentence", "label")]
    drawn = random.Random(1)
    english = list(dict.fromkeys(banking + mattress))
    in_french = list(dict.fromkeys(text for text, _ in french()[1]))
    half = number // 2
    chosen = [(text, "en") for text in drawn.sample(english, number - half)]
    chosen += [(text, "fr") for text in drawn.sample(in_french, half)]
    drawn.shuffle(chosen)
    return chosen


def _resolutions() -> Iterator[dict[str, object]]:
    drawn = random.Random(0)
    languages = {"en": _rows(_english(drawn), drawn), "fr": _rows(_french(), drawn)}
    for number in count():
        language = "en" if number % ONE_IN else "fr"
        question, reply = next(languages[language])
        yield {
            "question": question,
            "reply": reply,
            "language": language,
            "csat": drawn.choice([None, 3, 4, 5]),
            "resolved_at": f"2026-{drawn.randint(1, 10):02}-{drawn.randint(1, 28):02}",
        }


def _rows(topics: Sequence[Topic], drawn: random.Random) -> Iterator[tuple[str, str]]:
    """Questions that are all different, each with a reply of its topic; without end."""
    first = [(question, topic) for topic in topics for question in topic.questions]
    said: set[str] = set()
    while True:
        drawn.shuffle(first)
        for question, topic in first:
            told = question
            while told in said:
                told = f"{told} {drawn.choice(topic.questions)}"
            said.add(told)
            number = min(1 if drawn.randrange(TWO_IN) else 2, len(topic.answers))
            yield told, " ".join(drawn.sample(topic.answers, number))


def _english(drawn: random.Random) -> list[Topic]:
    labelled = read("banking77_train.csv", "text", "category")
    labelled += read("hint3_sofmattress_train.csv", "sentence", "label")
    clinc = json.loads((data_folder() / "clinc150_full.json").read_text(encoding="utf-8"))
    labelled += [(text, f"clinc {label}") for text, label in clinc["train"]]
    by_label: dict[str, list[str]] = {}
    for text, label in labelled:
        by_label.setdefault(label, []).append(text)
    opening, answers = _dialogues()
    by_label["tweets"] = opening
    return [Topic(asked, drawn.sample(answers, ANSWERS)) for asked in by_label.values()]


def _dialogues() -> tuple[list[str], list[str]]:
    """What TweetSumm's customers begin with, and all that its agents say."""
    opening: list[str] = []
    answers: list[str] = []
    for line in (data_folder() / "tweetsumm_train.jsonl").read_text(encoding="utf-8").splitlines():
        turns = json.loads(line)["turns"]
        said = [(turn["speaker"], _ADDRESSED.sub("", turn["text"]).strip()) for turn in turns]
        opening += [text for speaker, text in said[:1] if speaker == "customer" and text]
        answers += [text for speaker, text in said if speaker == "cm" and body_of(text)]
    return list(dict.fromkeys(opening)), list(dict.fromkeys(answers))


def _french() -> list[Topic]:
    """The demo brand's own topics; a reply is made of the sentences of all that answer one."""
    by_topic: dict[str, tuple[list[str], list[str]]] = {}
    for row in seeds("fr"):
        questions, answers = by_topic.setdefault(row.label, ([], []))
        questions.append(row.question)
        sentences = (sentence.strip() for sentence in _SENTENCE.findall(row.reply))
        answers += [sentence for sentence in sentences if body_of(sentence)]
    # Too few questions a topic to make thousands of: they may mix with those of the others.
    every = [question for questions, _ in by_topic.values() for question in questions]
    return [
        Topic([*questions, *random.Random(number).sample(every, 30)], answers)
        for number, (questions, answers) in enumerate(by_topic.values())
    ]


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
