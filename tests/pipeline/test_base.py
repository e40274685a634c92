"""The base pipeline of our own: what it says of a Dutch sentence, and what it leaves alone."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import get_current_ops

import policytext
from policytext import pipeline
from policytext.annotation import Source
from policytext.document import Document
from policytext.pipeline.lemmas import PART, Lemmas
from policytext.pipeline.models import models_root

SENTENCE = "De minister heeft de nieuwe wetten aan de Tweede Kamer gestuurd."
SYNTAX = [
    "tok2vec",
    "tagger",
    "morphologizer",
    "policytext_word_tags",
    "lemmatizer",
    "parser",
    "policytext_lemmas",
]
FOLDER = models_root() / "base"
EXAMPLES = sorted((Path(__file__).parents[2] / "corpora" / "examples" / "gemeente").glob("*.txt"))


@pytest.fixture(scope="module")
def base() -> Language:
    return spacy.load(FOLDER)


@pytest.fixture(scope="module")
def whole() -> Language:
    return policytext.load("policytext", models="fast")


@pytest.fixture(scope="module")
def bare() -> Language:
    return policytext.load("policytext", models="fast", syntax=False)


@pytest.fixture(scope="module")
def sentence(base: Language) -> Doc:
    return base(SENTENCE)


def test_parts_of_speech_and_treebank_tags(sentence: Doc) -> None:
    assert [token.pos_ for token in sentence[:6]] == ["DET", "NOUN", "AUX", "DET", "ADJ", "NOUN"]
    assert [token.tag_ for token in sentence[:2]] == ["LID|bep|stan|rest", "N|soort|ev|basis|zijd|stan"]


def test_morphology(sentence: Doc) -> None:
    assert sentence[5].morph.get("Number") == ["Plur"]
    assert sentence[2].morph.get("VerbForm") == ["Fin"]


def test_lemmas_of_known_words_and_of_others(base: Language, sentence: Doc) -> None:
    assert [token.lemma_ for token in sentence[:6]] == ["de", "minister", "hebben", "de", "nieuw", "wet"]
    assert sentence[10].lemma_ == "sturen"
    assert base("Zij las de beleidsnotities.")[3].lemma_ == "beleidsnotitie"


def test_dependencies(sentence: Doc) -> None:
    found = {token.text: (token.dep_, token.head.text) for token in sentence}
    assert found["minister"] == ("nsubj", "gestuurd")
    assert found["heeft"] == ("aux", "gestuurd")
    assert found["wetten"] == ("obj", "gestuurd")
    assert found["nieuwe"] == ("amod", "wetten")
    assert found["gestuurd"] == ("ROOT", "gestuurd")


def test_without_our_components_the_parser_finds_the_sentences(base: Language) -> None:
    doc = base("De raad stemde in met het voorstel. De wethouder was daar blij mee.")
    assert [sent.text for sent in doc.sents] == [
        "De raad stemde in met het voorstel.",
        "De wethouder was daar blij mee.",
    ]


def test_a_library_user_has_the_syntax_and_the_annotator_does_without(whole: Language, bare: Language) -> None:
    assert [name for name in whole.pipe_names if name in SYNTAX] == SYNTAX
    assert not set(SYNTAX) & set(bare.pipe_names)
    assert not set(SYNTAX) & set(policytext.describe("policytext")["pipeline"])
    assert whole.meta["policytext_base"] == bare.meta["policytext_base"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_sentence_bounds_and_annotations_are_the_same_with_syntax(path: Path, whole: Language, bare: Language) -> None:
    text = path.read_text(encoding="utf-8")
    with_syntax, without = whole(text), bare(text)
    assert [token.is_sent_start for token in with_syntax] == [token.is_sent_start for token in without]
    document = Document("proef", text, Source(sha256="0" * 64))
    annotations = [pipeline.annotate_document(nlp, document).to_dict() for nlp in (whole, bare)]
    assert annotations[0] == annotations[1]


def test_every_token_of_a_document_has_its_syntax(whole: Language) -> None:
    doc = whole("Kop zonder punt\n\nDe gemeente bouwt.\r\n\t- eerst hier\n- dan daar\n")
    for attribute in ("TAG", "POS", "LEMMA", "DEP", "HEAD"):
        assert doc.has_annotation(attribute, require_complete=attribute != "HEAD"), attribute


def test_a_saved_pipeline_keeps_the_syntax(whole: Language, tmp_path: Path) -> None:
    whole.to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    assert loaded(SENTENCE).to_json() == whole(SENTENCE).to_json()


def test_known_lemmas_go_by_part_of_speech_and_pass_through_bytes(base: Language) -> None:
    lemmas = Lemmas().from_bytes(Lemmas({("was", "NOUN"): "was", ("was", "AUX"): "zijn"}).to_bytes())
    doc = Doc(base.vocab, ["Was", "was", "bal"], pos=["AUX", "NOUN", "NOUN"], lemmas=["", "", "bal"])
    assert [token.lemma_ for token in lemmas(doc)] == ["zijn", "was", "bal"]


def test_a_compound_of_known_parts_has_the_lemmas_of_both(base: Language) -> None:
    lemmas = Lemmas({("bezoeken", "NOUN"): "bezoek", ("staats", "NOUN" + PART): "staat"})
    doc = Doc(base.vocab, ["Staatsbezoeken", "bezoeken"], pos=["NOUN", "VERB"], lemmas=["Staatsbezoek", "bezoeken"])
    assert [token.lemma_ for token in lemmas(doc)] == ["staat_bezoek", "bezoeken"]


def test_a_verb_has_the_particle_that_stands_apart_if_the_treebank_knows_the_verb(base: Language) -> None:
    lemmas = Lemmas({("stelde", "VERB"): "stellen", ("opgesteld", "VERB"): "op_stellen"})
    words = ["stelde", "op", "stelde", "mee"]
    deps = ["ROOT", "compound:prt", "conj", "compound:prt"]
    doc = Doc(
        base.vocab, words, pos=["VERB", "ADP"] * 2, heads=[0, 0, 0, 2], deps=deps, lemmas=["uit_stellen", "op"] * 2
    )
    assert [token.lemma_ for token in lemmas(doc)] == ["op_stellen", "op", "stellen", "op"]


def test_the_folder_is_small_quick_to_load_and_says_what_it_is() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < 18_000_000
    start = time.process_time()
    spacy.load(FOLDER)
    assert time.process_time() - start < 5  # well under one on an idle machine
    meta = json.loads((FOLDER / "meta.json").read_text(encoding="utf-8"))
    assert meta["licence"] == "CC BY-SA 4.0"
    assert {"nl_lassysmall-HEAD-test", "nl_alpino-HEAD-test"} <= set(meta["scores"])


def test_networks_multiply_with_numpys_library_and_nobody_elses_do(whole: Language) -> None:
    nodes = [node for node in whole.get_pipe("tok2vec").model.walk() if node.has_param("W")]  # type: ignore[attr-defined]
    assert nodes
    assert not any(node.ops.use_blis for node in nodes)
    assert get_current_ops().use_blis
