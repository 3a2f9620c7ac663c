"""What Rasa's REST channel returns becomes a typed answer, or is refused with the place."""

import pytest

from handoff.dialogue.answers import BadAnswer, Button, Escalation, parse


def test_words_buttons_and_data_of_several_elements_are_one_answer():
    answer = parse(
        [
            {"recipient_id": "c.1", "text": "Bonjour"},
            {"recipient_id": "c.1", "custom": {"facts": {"order_number": "20417"}}},
            {"recipient_id": "c.1", "custom": {"facts": {"order_total": 42.5}, "turn": "question"}},
            {"text": "Bien ?", "buttons": [{"title": "Oui", "payload": "/affirm", "type": "x"}]},
        ]
    )
    assert [reply.text for reply in answer.replies] == ["Bonjour", "Bien ?"]
    assert answer.replies[1].buttons == (Button("Oui", "/affirm"),)
    assert answer.facts == {"order_number": "20417", "order_total": 42.5}
    assert (answer.kind, answer.silent, answer.escalation) == ("question", False, None)


def test_a_card_belongs_to_the_words_before_it():
    card = {"kind": "parcel", "tracking_number": "6A1", "url": "https://www.laposte.fr/6A1"}
    answer = parse([{"text": "un"}, {"text": "deux"}, {"custom": {"card": card}}])
    assert [bool(reply.card) for reply in answer.replies] == [False, True]
    alone = parse([{"custom": {"card": card}}])
    assert (alone.replies[0].text, alone.replies[0].card["url"]) == ("", card["url"])


def test_words_that_may_give_way_are_told_from_those_that_stay():
    answer = parse([{"text": "stays"}, {"custom": {"fallback": True}}, {"text": "goes"}])
    assert [reply.text for reply in answer.replies[: answer.fallback]] == ["stays"]
    assert parse([{"text": "stays"}]).fallback is None


def test_an_escalation_needs_no_words():
    answer = parse([{"custom": {"escalate": {"reason": "danger", "urgency": "critical"}}}])
    assert answer.escalation == Escalation("danger", None, "critical", {})
    assert not answer.empty


def test_the_last_kind_counts():
    custom = [{"custom": {"turn": kind}} for kind in ("smalltalk", "answer")]
    assert parse([{"text": "x"}, *custom]).kind == "answer"


@pytest.mark.parametrize("elements", [[], [{"recipient_id": "c"}], [{"text": ""}]])
def test_nothing_said_is_empty(elements):
    assert parse(elements).empty


@pytest.mark.parametrize(
    ("elements", "place"),
    [
        ({}, "the whole answer"),
        ("text", "the whole answer"),
        ([1], "0"),
        ([{"text": "a"}, {"text": []}], "1.text"),
        ([{"image": "http://x"}], "0.image"),
        ([{"custom": {"facts": {"Order Number": "1"}}}], "0.custom.facts"),
        ([{"custom": {"language": "french"}}], "0.custom.language"),
        ([{"custom": {"understood": {"intent": "greet", "confidence": 2}}}], "0.custom.understood"),
        ([{"text": "x" * 10_001}], "0.text"),
    ],
)
def test_rubbish_is_refused_with_the_place_and_without_the_content(elements, place):
    with pytest.raises(BadAnswer) as refused:
        parse(elements)
    assert str(refused.value).startswith(place)
    assert "xxxx" not in str(refused.value)
