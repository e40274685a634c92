"""The tagger of our own in the base: what it does beside spaCy's, and without it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language

from policytext.pipeline.models import models_root
from policytext.pipeline.word_tags.component import WordTagger
from policytext.pipeline.word_tags.features import COLUMNS, part_columns, word_columns
from policytext.pipeline.word_tags.network import LAYERS, WordNetwork

BASE = models_root() / "base"
TAGS = ("LET", "N", "WW")
WIDTH, HIDDEN = 8, 6


def made_up(words: tuple[str, ...] = ("gemeente", "raad")) -> WordNetwork:
    chance = np.random.default_rng(3)

    def some(*shape: int) -> np.ndarray:
        return chance.standard_normal(shape).astype(np.float32)

    weights = {"embeddings": some(COLUMNS, WIDTH), "vectors": some(len(words), 4), "edge": some(WIDTH)}
    linear = {"projection": (4, WIDTH), "out": (HIDDEN + WIDTH, len(TAGS)), "convolutions.0": (5 * WIDTH, 2 * HIDDEN)}
    linear |= {f"convolutions.{layer}": (3 * HIDDEN, 2 * HIDDEN) for layer in range(1, LAYERS + 1)}
    for name, (inputs, outputs) in linear.items():
        weights |= {f"{name}.weight": some(inputs, outputs), f"{name}.bias": some(outputs)}
    for name, width in {"norm": WIDTH, **{f"norms.{layer}": HIDDEN for layer in range(LAYERS + 1)}}.items():
        weights |= {f"{name}.weight": some(width), f"{name}.bias": some(width)}
    return WordNetwork(words, weights)


@pytest.fixture(scope="module")
def base() -> Language:
    return spacy.load(BASE)


def test_words_that_were_never_read_share_parts_with_others() -> None:
    assert set(part_columns("klimaatnota")) & set(part_columns("stiknota"))
    assert word_columns("Nota")[1] == word_columns("nota")[1]
    assert word_columns("Nota")[0] != word_columns("nota")[0]
    assert word_columns("2026")[1] == word_columns("1998")[1]


def test_a_long_text_has_the_tags_that_its_stretches_have() -> None:
    network = made_up()
    words = [f"woord{number % 97}" for number in range(4100)]
    whole = network.logits(words)
    assert whole.shape == (4100, len(TAGS))
    assert np.allclose(whole[1950:2050], network.logits(words[1900:2100])[50:150], atol=1e-4)


def test_a_text_without_words_has_no_tags() -> None:
    assert made_up().logits([]).shape == (0, len(TAGS))


def test_a_network_passes_through_bytes_and_stays_what_it_is_from_then_on() -> None:
    words = ["De", "gemeenteraad", "van", "Ede", "."]
    data = made_up().to_bytes()
    stored = WordNetwork.from_bytes(data)
    assert np.allclose(stored.logits(words), made_up().logits(words), atol=0.2)
    assert stored.place("Raad") == 1
    again = WordNetwork.from_bytes(stored.to_bytes())
    assert np.allclose(again.logits(words), stored.logits(words), atol=1e-3)


def test_tags_and_morphology_fit_each_other(base: Language) -> None:
    for token in base("De gemeenteraad van Hoogeloon stemde in 2026 in met het klimaatadaptatieplan."):
        noun = token.tag_.startswith("N|")
        assert noun == (token.pos_ in {"NOUN", "PROPN"}) or token.tag_.startswith("SPEC")
        if noun and "|mv|" in token.tag_:
            assert token.morph.get("Number") == ["Plur"]


def test_compounds_have_the_gender_of_their_last_part(base: Language) -> None:
    doc = base("Wij vragen om een waterhuishoudingsplan en een zwerfafvalaanpak.")
    assert doc[4].tag_ == "N|soort|ev|basis|onz|stan"
    assert doc[7].tag_ == "N|soort|ev|basis|zijd|stan"


def test_it_tags_without_spacys_tagger_too() -> None:
    nlp = spacy.load(BASE, exclude=["tagger", "morphologizer", "lemmatizer", "parser", "policytext_lemmas"])
    doc = nlp("De raad stemt in.")
    assert [token.tag_.split("|")[0] for token in doc] == ["LID", "N", "WW", "VZ", "LET"]
    assert not any(token.pos_ for token in doc)


def test_white_space_keeps_its_tag(base: Language) -> None:
    doc = base("Kop\n\nDe raad stemt in.")
    assert doc[1].is_space
    assert doc[1].pos_ == "SPACE"
    assert base("").text == ""
    assert [token.pos_ for token in base("\n")] == ["SPACE"]


def test_a_tagger_that_was_not_trained_leaves_a_text_as_it_is(tmp_path: Path) -> None:
    nlp = spacy.blank("nl")
    nlp.add_pipe("policytext_word_tags")
    nlp.to_disk(tmp_path)
    assert not any(token.tag_ for token in spacy.load(tmp_path)("De raad stemt in."))


def test_a_tagger_passes_through_bytes() -> None:
    tagger = WordTagger()
    tagger.use(made_up(), TAGS, {"N": {"Number=Sing|POS=NOUN": 2, "POS=PROPN": 1}})
    doc = spacy.blank("nl")("De raad stemt in .")
    expected = [token.tag_ for token in WordTagger().from_bytes(tagger.to_bytes())(doc)]
    assert [token.tag_ for token in tagger(spacy.blank("nl")(doc.text))] == expected
    assert set(expected) <= set(TAGS)
