"""The word model: what is summed up word by word is the linear function that was trained."""

from __future__ import annotations

import re

import numpy as np
import pytest

from policytext.pipeline.models import model_folder
from policytext.pipeline.tags import context
from policytext.pipeline.tags.context import Context, Cues, contexts_in_order
from policytext.pipeline.tags.model import TagModel
from policytext.pipeline.tags.vectors import occurrences
from policytext.pipeline.tags.words import Words

TEXTS = [
    "De wethouder moet nu eindelijk kiezen, vindt de wijkraad.",
    "Het plan, het plan en nog eens het plan: er is te weinig geld.",
    "Dat is terecht!",
    "– Zorg dat bewoners binnen zes weken antwoord krijgen.",
]


@pytest.fixture(scope="module")
def shipped() -> TagModel:
    return TagModel.from_folder(model_folder("tags"))


@pytest.mark.parametrize("heading", ["", "Wat er moet gebeuren"])
def test_decisions_are_weights_times_features(shipped: TagModel, heading: str) -> None:
    weighed = pytest.importorskip("policytext.training.tags").weighed
    contexts = contexts_in_order(TEXTS, heading, "Brief van de minister")
    wanted = weighed(occurrences(contexts), shipped.idf) @ shipped.weights + shipped.bias
    assert np.allclose(shipped.decisions(contexts), wanted, atol=1e-4)


def test_a_sentence_is_decided_the_same_whatever_was_read_before(shipped: TagModel) -> None:
    contexts = [Context(text) for text in TEXTS]
    fresh = TagModel.from_folder(model_folder("tags"))
    fresh.decisions([Context("Heel andere woorden kwamen eerst.")])
    assert np.array_equal(fresh.decisions(contexts), shipped.decisions(contexts))


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("Het kabinet moet de wet aanpassen.", {"actor_moet", "moet"}),
        ("De inspectie schoot jarenlang ernstig tekort.", {"schiet_tekort"}),
        ("Wij zijn blij met dit besluit.", {"instemming", "juicht_toe", "wij"}),
        ("„Dat kan veel beter”, aldus de bond.", {"citaat", "kan_beter", "volgens"}),
        ("1) Schrap de eigen bijdrage.", {"opsomming", "imperatief"}),
        ("De vergadering begint om acht uur.", set()),
    ],
)
def test_cues_of_a_sentence(text: str, cues: set[str]) -> None:
    assert set(Cues().found([text], Words.of([text]))[0]) == cues


def test_no_cue_is_missed_for_want_of_a_word_that_hints_at_it() -> None:
    alternatives = [
        "de minister moet er voor zorgen",
        "ze schieten al jaren tekort",
        "een oproep",
        "riep het kabinet op",
        "zij roept op",
        "er wordt jaarlijks verantwoording afgelegd",
        "aanvragers krijgen uiterlijk binnen drie weken antwoord",
        "dat zou beter moeten",
        "dit dient te veranderen",
        "we adviseren en bevelen aan",
        "het verzoek van de bond",
        "dringt aan op haast",
        "van belang",
        "een compliment waard",
        "een stap vooruit",
        "dat is niet genoeg",
        "bezorgd over",
        "het blijft ver achter",
        "kritische kanttekeningen",
        "terwijl niemand luistert",
        "stelt mijn buurvrouw",
        "wilde ze dat?",
        "op grond van artikel 3",
        "ik ga kijken",
        "hij is kritisch op de minister",
        "onder de maat",
        "wat een schande",
    ]
    found = Cues().found(alternatives, Words.of(alternatives))
    for text, names in zip(alternatives, found, strict=True):
        patterns = context._CUES.items()
        assert list(names) == [name for name, pattern in patterns if re.search(pattern, text, re.IGNORECASE)]
