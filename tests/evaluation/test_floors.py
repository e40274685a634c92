"""No change may bring the models below their floors on our own test split."""

import json

import pytest

from policytext.training.floors import FLOORS, MODEL_SETS, data_hash, headline, measure, raised

_KEPT = json.loads(FLOORS.read_text(encoding="utf-8"))


def test_the_floors_were_measured_on_this_test_split() -> None:
    assert data_hash() == _KEPT["data_sha256"], "run: python -m policytext.training.floors"


@pytest.mark.parametrize("models", MODEL_SETS)
def test_no_score_is_below_its_floor(models: str) -> None:
    scores = headline(measure(models))
    assert not {name: (scores[name], floor) for name, floor in _KEPT["floors"][models].items() if scores[name] < floor}


def test_floors_rise_with_the_scores_and_stay_a_margin_below() -> None:
    assert raised({"topics": 0.7}, {"topics": 0.9}, lower=False) == {"topics": 0.895}
    assert raised({"topics": 0.899}, {"topics": 0.9}, lower=False) == {"topics": 0.899}


def test_a_floor_is_lowered_only_when_asked() -> None:
    with pytest.raises(ValueError, match=r"topics: 0\.800 is below 0\.900; use --lower"):
        raised({"topics": 0.9}, {"topics": 0.8}, lower=False)
    assert raised({"topics": 0.9}, {"topics": 0.8}, lower=True) == {"topics": 0.795}
