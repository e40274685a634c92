"""The whole pipeline: a Dutch document in, its annotation out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from spacy.language import Language

from policytext.annotation import Annotation, Source, json_schema
from policytext.document import Document, Hint
from policytext.pipeline import annotate_document, load

TEXT = """Menu
Zoeken
Sluiten

Kinderopvang Noord wacht al een jaar op toezicht
Door: Fenna Hoekstra | 12 mei 2022

De Stichting Ouders van Noord maakt zich grote zorgen over het toezicht op de kinderopvang.
Volgens de stichting schiet de gemeente Groningen daarin ernstig tekort.

Wat er moet gebeuren

De stichting roept minister Van Gennip van Sociale Zaken en Werkgelegenheid op om de Wet kinderopvang aan te scherpen.
Op 16 februari 2021 waren er nog drie inspecteurs. Het is goed dat de GGD nu zelf locaties bezoekt.

Lees ook
Personeelstekort in de kinderopvang houdt aan
Ouders betalen meer voor minder opvang, blijkt uit nieuwe cijfers van…
Lees meer
Wij gebruiken cookies om de website te verbeteren.
"""


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load("policytext")


def document(text: str, **details: object) -> Document:
    return Document("proef", text, Source(sha256="0" * 64), **details)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def annotation(nlp: Language) -> Annotation:
    return annotate_document(nlp, document(TEXT))


def test_title_and_headings_are_told_from_page_furniture(annotation: Annotation) -> None:
    assert annotation.title is not None
    assert annotation.title.text == "Kinderopvang Noord wacht al een jaar op toezicht"
    headings = [section.heading.text for section in annotation.sections if section.heading]
    assert headings == ["Wat er moet gebeuren"]
    boilerplate = [block.text for block in annotation.blocks if block.kind == "boilerplate"]
    assert {"Menu", "Lees meer", "Wij gebruiken cookies om de website te verbeteren."} <= set(boilerplate)


def test_sections_carry_the_tags_of_their_sentences_with_the_evidence(annotation: Annotation) -> None:
    lead, body = annotation.sections
    assert "criticism" in [tag.label for tag in lead.tags]
    assert {"recommendation", "praise"} <= {tag.label for tag in body.tags}
    texts = {sentence.id: sentence.text for sentence in annotation.sentences}
    recommendation = next(tag for tag in body.tags if tag.label == "recommendation")
    assert any("roept minister Van Gennip" in texts[identifier] for identifier in recommendation.sentences)


def test_a_minister_is_one_span_and_linked_at_the_documents_date(annotation: Annotation) -> None:
    minister = next(entity for entity in annotation.entities if entity.label == "MINISTER")
    assert minister.text == "minister Van Gennip van Sociale Zaken en Werkgelegenheid"
    assert annotation.date == "2022-05-12"
    assert minister.link is not None
    assert minister.attributes["name"] == "Karien van Gennip"


def test_related_articles_have_title_teaser_and_topics(annotation: Annotation) -> None:
    (related,) = annotation.related
    assert related.title.text == "Personeelstekort in de kinderopvang houdt aan"
    assert related.teaser is not None
    assert related.teaser.text.startswith("Ouders betalen meer")
    assert related.topics
    assert 0 <= (related.similarity or 0) <= 1


def test_every_annotation_is_valid_and_reads_back(annotation: Annotation) -> None:
    Draft202012Validator(json_schema()).validate(annotation.to_dict())
    assert Annotation.from_json(annotation.to_json()) == annotation


def test_markup_wins_over_the_classifier(nlp: Language) -> None:
    text = "Jaarverslag\nDe raad vergaderde vier keer.\nBesluiten over het peil\nHet peil bleef gelijk."
    start = text.index("Besluiten")
    hint = Hint(start, start + len("Besluiten over het peil"), "heading", 2)
    found = annotate_document(nlp, document(text, hints=(hint,)))
    assert [(block.kind, block.level) for block in found.blocks if block.text == "Besluiten over het peil"] == [
        ("heading", 2)
    ]


def test_every_section_says_what_its_heading_rests_on(nlp: Language) -> None:
    text = "Jaarverslag\nDe raad vergaderde vier keer.\nBesluiten over het peil\nHet peil bleef gelijk."
    start = text.index("Besluiten")
    for basis in ("markup", "layout"):
        hint = Hint(start, start + len("Besluiten over het peil"), "heading", 1, basis)
        found = annotate_document(nlp, document(text, hints=(hint,)))
        assert [(section.kind, section.basis) for section in found.sections] == [("lead", None), ("body", basis)]


def test_a_numbered_heading_rests_on_its_number_another_on_the_model(nlp: Language) -> None:
    text = (
        "Jaarplan van de raad\n\nDe raad koos zes onderwerpen.\n\n1. Inleiding\n\nDit plan geldt een jaar.\n\n"
        "2. Toezicht\n\nDe raad ziet toe op het geld van de gemeente."
    )
    found = annotate_document(nlp, document(text))
    assert [section.basis for section in found.sections if section.heading] == ["numbering", "numbering"]
    found = annotate_document(nlp, document(text.replace("1. ", "").replace("2. ", "")))
    assert [section.basis for section in found.sections if section.heading] == ["model", "model"]


def test_spacy_users_find_spans_entities_and_the_annotation(nlp: Language) -> None:
    doc = nlp("Wonen in Zwolle\n\nDe gemeente Zwolle moet sneller bouwen, vindt de Woonbond.")
    assert [span.text for span in doc.spans["sentences"]] == [
        "De gemeente Zwolle moet sneller bouwen, vindt de Woonbond."
    ]
    assert ("gemeente Zwolle", "ORG") in [(entity.text, entity.label_) for entity in doc.ents]
    assert doc._.annotation.text == doc.text
    assert isinstance(doc.to_bytes(), bytes)


@pytest.mark.parametrize("text", ["", " \n\t ", "\u00a0\n"])
def test_a_text_of_white_space_is_refused(nlp: Language, text: str) -> None:
    with pytest.raises(ValueError, match="no text"):
        annotate_document(nlp, document(text))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("aDe moet.1:;?!\n\r\t \u00a0\u2028’“-[](é\u0301€😀"), min_size=1, max_size=300))
def test_every_span_is_its_text_and_blocks_cover_every_line(nlp: Language, text: str) -> None:
    if not text.strip():
        return
    found = annotate_document(nlp, document(text))
    covered = "".join("".join(block.text.split()) for block in found.blocks)
    assert covered == "".join(text.split())
    assert all(first.end <= second.start for first, second in zip(found.blocks, found.blocks[1:], strict=False))


def test_a_saved_pipeline_loads_in_a_fresh_process_and_says_the_same(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    script = (
        "import spacy, sys, pathlib\n"
        "nlp = spacy.load(sys.argv[1])\n"
        "print(nlp(pathlib.Path(sys.argv[2]).read_text(encoding='utf-8'))._.annotation.to_json())\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "pipeline"), str(tmp_path / "text.txt")]
    loaded = Annotation.from_json(subprocess.run(command, capture_output=True, check=True).stdout)
    assert loaded.to_dict() == nlp(TEXT)._.annotation.to_dict()


def test_a_pipeline_survives_bytes(nlp: Language) -> None:
    copy = load("policytext").from_bytes(nlp.to_bytes())
    assert copy(TEXT)._.annotation.sentences == nlp(TEXT)._.annotation.sentences


def test_the_annotation_is_the_same_whether_or_not_a_doc_is_made_for_it(nlp: Language, annotation: Annotation) -> None:
    assert nlp(TEXT)._.annotation.to_dict()["sentences"] == annotation.to_dict()["sentences"]
    with_another = load("policytext")
    with_another.add_pipe("sentencizer", first=True)
    assert annotate_document(with_another, document(TEXT)) == annotation


def test_a_component_of_somebody_else_works_on_the_doc_between_ours(annotation: Annotation) -> None:
    nlp = load("policytext")
    ruler = nlp.add_pipe("entity_ruler", before="policytext_entities")
    ruler.add_patterns([{"label": "DUUR", "pattern": "een jaar"}])  # type: ignore[attr-defined]
    found = annotate_document(nlp, document(TEXT))
    assert [entity.text for entity in found.entities if entity.label == "DUUR"] == ["een jaar"]
    others = [entity for entity in found.entities if entity.label != "DUUR"]
    assert [(entity.text, entity.link) for entity in others] == [(e.text, e.link) for e in annotation.entities]


def test_a_text_longer_than_the_pipeline_takes_is_refused() -> None:
    nlp = load("policytext")
    nlp.max_length = 100
    with pytest.raises(ValueError, match=r"characters; the pipeline takes 100 \(nlp.max_length\)"):
        annotate_document(nlp, document(TEXT))
