"""Replies that were given again and again are told apart by what their questions have in common."""

from __future__ import annotations

import numpy as np

from handoff.suggestions.votes import Point, votes


def _point(angle: float, term: int) -> Point:
    meaning = np.array([np.cos(angle), np.sin(angle)])
    return Point(meaning, np.array([term]), np.array([1.0]))


def test_the_reply_whose_questions_lie_around_the_problem_is_spoken_for() -> None:
    angles, groups = [0.0, 0.1, 0.9, 1.0], [0, 0, 1, 1]
    points = [_point(angle, term) for term, angle in enumerate(angles)]
    told = votes(points, np.cos(np.array(angles) - 0.05), np.zeros(4), groups)
    assert told[0] > 0.5 > -0.5 > told[1]


def test_one_stray_question_does_not_outweigh_several() -> None:
    angles, groups = [0.0, 0.05, -0.05, 0.02, 1.2], [0, 0, 0, 1, 1]
    points = [_point(angle, term) for term, angle in enumerate(angles)]
    told = votes(points, np.cos(np.array(angles) - 0.02), np.zeros(5), groups)
    assert told[0] > told[1]


def test_common_words_count_as_meaning_does() -> None:
    points = [_point(0.0, 7), _point(0.0, 7), _point(0.0, 8), _point(0.0, 8)]
    told = votes(points, np.ones(4), np.array([1.0, 1.0, 0.0, 0.0]), [0, 0, 1, 1])
    assert told[0] > told[1]


def test_nothing_is_said_where_every_reply_was_given_once() -> None:
    points = [_point(0.0, 1), _point(1.0, 2)]
    assert votes(points, np.ones(2), np.zeros(2), [0, 1]) == {}


def test_candidates_whose_reply_is_not_told_apart_speak_for_none() -> None:
    points = [_point(angle, 1) for angle in (0.0, 0.1, 0.2)]
    told = votes(points, np.ones(3), np.zeros(3), [0, 0, None])
    assert list(told) == [0]


def test_no_candidates_are_no_error() -> None:
    assert votes([], np.zeros(0), np.zeros(0), []) == {}
