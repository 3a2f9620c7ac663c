"""Letters of the bot say the same in every voice, and nothing in them stays unfilled."""

from __future__ import annotations

import re

from actions.returns.letters import letters

GIVEN = {"order_number", "return_number", "articles", "declared_at", "send_by", "refund_by"}
GIVEN |= {"case_number"}


def test_every_letter_has_every_voice_and_only_words_that_are_given() -> None:
    for letter in letters().values():
        for part in (letter["subject"], letter["text"]):
            assert set(part) == {"vous", "tu", "en"}
            found = [set(re.findall(r"{(\w+)}", text)) for text in part.values()]
            assert found[0] == found[1] == found[2] <= GIVEN


def test_a_tu_is_never_written_to_who_is_told_vous() -> None:
    for letter in letters().values():
        for part in letter.values():
            assert not re.search(r"\b(?:tu|ton|ta|tes|toi)\b", part["vous"].lower())
            assert not re.search(r"\b(?:vous|votre|vos)\b", part["tu"].lower())
