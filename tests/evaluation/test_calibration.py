"""How far scores are from the share of times that they are right."""

import random

import pytest

from policytext.evaluation.calibration import Calibration


def calibration(scores: list[tuple[float, bool]]) -> Calibration:
    made = Calibration()
    for score, right in scores:
        made.add(score, right=right)
    return made


def test_few_exact_scores_show_an_error_by_chance_and_many_hardly_any() -> None:
    chance = random.Random(3)
    few, many = (
        calibration([(score, chance.random() < score) for score in (chance.random() for _ in range(count))])
        for count in (60, 20_000)
    )
    assert few.by_chance == pytest.approx(few.error, abs=0.06)
    assert few.by_chance is not None
    assert few.by_chance > 0.07
    assert many.by_chance is not None
    assert many.by_chance < 0.01


def test_certain_scores_leave_nothing_to_chance() -> None:
    assert calibration([(1.0, True), (1.0, False), (0.0, False)]).by_chance == 0


def test_without_tags_there_is_no_error() -> None:
    assert Calibration().by_chance is None
