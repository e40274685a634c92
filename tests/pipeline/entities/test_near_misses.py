"""Mentions that look like an office, a party, a law or a paper, and what they are instead."""

import pytest
from spacy.language import Language

import policytext

AROUND = (
    "Nieuws uit de regio\n\n12 mei 2021\n\n{} Dit staat in het blad van deze week, dat in heel de streek wordt gelezen."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return policytext.load("policytext", models="fast", syntax=False)


def found(nlp: Language, sentence: str) -> dict[str, tuple[str, str | None]]:
    """Return label and link of every entity of a sentence in a short article of 12 May 2021."""
    annotation = next(policytext.annotate(AROUND.format(sentence), nlp=nlp))
    start = AROUND.index("{}")
    return {
        entity.text: (entity.label, entity.link.id if entity.link else None)
        for entity in annotation.entities
        if start <= entity.start < start + len(sentence)
    }


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("Dominee Kees Vermaat is minister in de Anglicaanse kerk en sprak over armoede.", "MINISTER"),
        ("Wet je dat het water stijgt?", "LAW"),
        ("Wet is wet, zei hij.", "LAW"),
        ("Da zei niks, volgens de buren.", "PARTY"),
        ("In dat jaar telde de stad 36 410 inwoners en 12 345 woningen.", "DOCUMENT"),
        ("Bel 020 31 839 voor informatie.", "DOCUMENT"),
        ("Het grafschrift luidt: sp. niet gevonden.", "PARTY"),
    ],
)
def test_what_looks_like_it_and_is_not(nlp: Language, sentence: str, label: str) -> None:
    assert label not in {each for each, _ in found(nlp, sentence).values()}


def test_the_prime_minister_of_another_country_is_not_ours(nlp: Language) -> None:
    entities = found(nlp, "De eerste minister van België, Alexander De Croo, sprak met minister-president Rutte.")
    assert entities["minister-president Rutte"] == ("MINISTER", "wikidata:Q57792")
    assert "wikidata:Q57792" not in {link for text, (_, link) in entities.items() if text != "minister-president Rutte"}


def test_another_rutte_is_not_the_minister(nlp: Language) -> None:
    assert found(nlp, "Zijn buurman Peter Rutte, bakker in Almelo, vindt het plan niets.")["Peter Rutte"] == (
        "PERSON",
        None,
    )


def test_the_chamber_of_commerce_is_not_parliament(nlp: Language) -> None:
    entities = found(nlp, "De Kamer van Koophandel meldt dat de Tweede Kamer morgen debatteert.")
    assert entities["Kamer van Koophandel"] == ("ORG", "policytext:kamer-van-koophandel")
    assert entities["Tweede Kamer"][1] == "wikidata:Q233262"


def test_the_flemish_socialists_are_not_the_dutch(nlp: Language) -> None:
    entities = found(nlp, "De Vlaamse SP-A en de SP stemden tegen.")
    assert entities["SP-A"] != entities["SP"]
    assert entities["SP"] == ("PARTY", "wikidata:Q849580")


def test_offices_side_by_side_are_each_their_own(nlp: Language) -> None:
    entities = found(nlp, "Minister De Jonge (VWS) en staatssecretaris Van Ooijen overlegden met oud-minister Klink.")
    assert list(entities) == ["Minister De Jonge (VWS)", "staatssecretaris Van Ooijen", "oud-minister Klink"]


def test_spacy_has_the_link_as_kb_id(nlp: Language) -> None:
    doc = nlp(AROUND.format("Daarover sprak minister De Jonge met de Kamer van Koophandel."))
    assert {entity.text: entity.kb_id_ for entity in doc.ents}[
        "Kamer van Koophandel"
    ] == "policytext:kamer-van-koophandel"


def test_ministers_in_the_plural_are_each_a_person(nlp: Language) -> None:
    entities = found(nlp, "De ministers Hoekstra en Kaag reisden naar Brussel.")
    assert entities["ministers Hoekstra"] == ("MINISTER", "wikidata:Q14520235")
    assert entities["Kaag"] == ("MINISTER", "wikidata:Q15077856")
