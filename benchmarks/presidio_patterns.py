# /// script
# requires-python = ">=3.10"
# dependencies = ["presidio-analyzer==2.2.366"]
# ///
"""What Presidio's pattern recognisers find: texts in, spans out, in an environment of their own.

`uv run --script benchmarks/presidio_patterns.py` reads a JSON list of texts and writes a list of
`[start, end, entity]` for each. No language model is loaded, so nothing that only a model finds
(people, places) is looked for, and what Presidio calls unlikely without the words around it, below
`LEAST`, is left out.
"""

import json
import sys

from presidio_analyzer import EntityRecognizer, PatternRecognizer, RecognizerRegistry
from presidio_analyzer.predefined_recognizers import PhoneRecognizer

LEAST = 0.3
"""Presidio's own scores: a form that many numbers share has .01 to .2, a phone number .4."""


def main() -> None:
    """From standard input to standard output."""
    registry = RecognizerRegistry(supported_languages=["en"])
    registry.load_predefined_recognizers(languages=["en"])
    kinds = (PatternRecognizer, PhoneRecognizer)
    recognisers = [each for each in registry.recognizers if isinstance(each, kinds)]
    found = []
    for text in json.load(sys.stdin):
        results = [
            result
            for recogniser in recognisers
            for result in recogniser.analyze(text, recogniser.supported_entities, None) or []
            if result.score >= LEAST
        ]
        kept = EntityRecognizer.remove_duplicates(results)
        found.append([[each.start, each.end, each.entity_type] for each in kept])
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
