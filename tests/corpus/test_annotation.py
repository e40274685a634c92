"""Corpus documents as annotations."""

import pytest

from policytext.annotation import Annotation, Mention, Sentence
from policytext.corpus.annotation import annotation_of
from policytext.corpus.markup import MarkedDocument, parse_document


def tagged(document: MarkedDocument, label: str) -> Sentence:
    return next(each for each in annotation_of(document).sentences if label in {tag.label for tag in each.tags})


def test_it_survives_writing_and_reading_back(document: MarkedDocument) -> None:
    annotation = annotation_of(document)
    assert Annotation.from_json(annotation.to_json()) == annotation


def test_every_layer_is_there(document: MarkedDocument) -> None:
    annotation = annotation_of(document)
    assert annotation.title is not None
    assert annotation.title.text == "Dijk laat boeren en natuur in de kou staan"
    assert annotation.date == "2023-05-11"
    assert [topic.code for topic in annotation.topics] == [21, 7]
    assert len(annotation.blocks) == 10
    assert [(entity.label, entity.text) for entity in annotation.entities] == [
        ("ORG", "Venen en Plassen"),
        ("DATE", "9 mei"),
        ("ORG", "Stichting Levend Veen"),
        ("LOC", "Groene Hart"),
    ]


def test_sections_carry_the_tags_of_their_sentences_as_evidence(document: MarkedDocument) -> None:
    lead, body = annotation_of(document).sections
    assert (lead.heading, body.heading and body.heading.text) == (None, "Meer water")
    assert [(tag.label, tag.sentences) for tag in lead.tags] == [("criticism", ("s1.2",))]
    assert [(tag.label, tag.sentences) for tag in body.tags] == [("recommendation", ("s2.1",))]


def test_entities_outside_lead_and_body_have_no_section(document: MarkedDocument) -> None:
    assert [entity.section for entity in annotation_of(document).entities] == ["s1", "s1", "s1", None]


def test_related_articles_share_topics_with_the_document(document: MarkedDocument) -> None:
    (related,) = annotation_of(document).related
    assert related.title.text == "Zomerdroogte treft het Groene Hart"
    assert related.teaser is not None
    assert related.teaser.text == "Voor het derde jaar op rij."
    assert related.shared_topics == (7,)


def test_a_holder_in_the_sentence_is_that_mention(document: MarkedDocument) -> None:
    sentence = tagged(document, "criticism")
    assert sentence.holder is not None
    assert sentence.start <= sentence.holder.start < sentence.end
    assert sentence.holder.entity == "e3"


def test_a_target_that_names_no_entity_has_none(document: MarkedDocument) -> None:
    target = tagged(document, "criticism").target
    assert isinstance(target, Mention)
    assert (target.text, target.entity) == ("het peilbesluit", None)


def test_a_holder_not_in_the_sentence_is_the_nearest_before(document: MarkedDocument) -> None:
    sentence = tagged(document, "recommendation")
    assert sentence.holder is not None
    assert sentence.holder.entity == "e3"
    assert sentence.holder.end < sentence.start


def test_a_holder_is_found_as_a_word_of_its_own(markup: str) -> None:
    source = markup.replace('holder="Stichting Levend Veen" target="het peilbesluit"', 'holder="Veen"')
    holder = tagged(parse_document(source), "criticism").holder
    assert holder is not None
    assert holder.entity == "e3"


def test_a_holder_that_the_text_lacks_is_refused(markup: str) -> None:
    source = markup.replace('holder="Stichting Levend Veen" target="het peilbesluit"', 'holder="Natuurmonumenten"')
    with pytest.raises(ValueError, match="'Natuurmonumenten' does not occur"):
        annotation_of(parse_document(source))
