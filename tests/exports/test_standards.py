"""DocBin, W3C Web Annotation and TEI of annotations."""

import json
from pathlib import Path
from typing import Any

import pytest
import spacy
from lxml import etree
from spacy.tokens import DocBin

from policytext.annotation import (
    Annotation,
    Base,
    Block,
    Entity,
    Link,
    Mention,
    Pipeline,
    Related,
    Section,
    Sentence,
    Source,
    Tag,
    TextSpan,
    Topic,
)
from policytext.exports.standards import docbin, tei, web_annotation

TEXT = """Menu
Fietsers 🚲 verdienen beter
14 maart 2024

De Fietsersbond vindt het plan van minister Harbers
te mager. Gemeenten moeten meer stallingen bouwen.

Wat nu?
De Kamer besluit op 20 maart over de Wegenverkeerswet 1994.
Lees ook
Nieuwe brug over het Spaarne
"""
LINES = TEXT.splitlines()
TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def block(words: str, kind: Any, level: int | None = None) -> Block:
    return Block(kind=kind, level=level, **span(words))


def entity(name: str, words: str, label: str, link: Link | None = None, **attributes: str) -> Entity:
    return Entity(id=name, label=label, score=0.9, link=link, attributes=attributes, **span(words))


@pytest.fixture
def annotation() -> Annotation:
    harbers = Link(id="wikidata:Q2427797", name="Mark Harbers", type="person")
    law = Link(id="bwb:BWBR0006622", name="Wegenverkeerswet 1994", type="law")
    first = "De Fietsersbond vindt het plan van minister Harbers\nte mager."
    topic = Topic(code=10, label="Transportation", label_nl="Verkeer en vervoer", score=0.8)
    return Annotation(
        schema="policytext/annotation@1",
        id="pers/fietsers",
        source=Source(sha256="ab" * 32, url="https://example.org/fietsers", metadata={}),
        pipeline=Pipeline(policytext="0.1.0", spacy="3.8", base=Base(name="x", version="1")),
        text=TEXT,
        title=TextSpan(**span("Fietsers 🚲 verdienen beter")),
        date="2024-03-14",
        topics=(topic,),
        blocks=(
            block("Menu", "boilerplate"),
            block("Fietsers 🚲 verdienen beter", "title"),
            block("14 maart 2024", "meta"),
            block(LINES[4], "lead"),
            block(LINES[5], "lead"),
            block("Wat nu?", "heading", 1),
            block(LINES[8], "body"),
            block("Lees ook", "related"),
            block("Nieuwe brug over het Spaarne", "related"),
        ),
        sections=(
            Section(id="s1", kind="lead", heading=None, level=0, start=50, end=150),
            Section(
                id="s2",
                kind="body",
                heading=TextSpan(**span("Wat nu?")),
                level=1,
                start=TEXT.index("Wat nu?"),
                end=TEXT.index("Lees ook") - 1,
            ),
        ),
        sentences=(
            Sentence(
                id="s1.1",
                section="s1",
                tags=(Tag(label="criticism", score=0.75),),
                holder=Mention(entity="e1", **span("Fietsersbond")),
                target=Mention(entity=None, **span("het plan")),
                **span(first),
            ),
            Sentence(id="s1.2", section="s1", **span("Gemeenten moeten meer stallingen bouwen.")),
            Sentence(id="s2.1", section="s2", **span(LINES[8])),
        ),
        entities=(
            entity("e1", "Fietsersbond", "ORG"),
            entity("e2", "minister Harbers", "MINISTER", harbers),
            entity("e3", "20 maart", "DATE", value="2024-03-20"),
            entity("e4", "Wegenverkeerswet 1994", "LAW", law),
            entity("e5", "Spaarne", "LOC"),
        ),
        related=(Related(title=TextSpan(**span("Nieuwe brug over het Spaarne")), topics=(topic,)),),
    )


# --- DocBin


def test_docbin_is_read_by_spacy_with_every_layer(annotation: Annotation, tmp_path: Path) -> None:
    docbin.write([annotation], tmp_path / "run.spacy")
    (doc,) = DocBin().from_disk(tmp_path / "run.spacy").get_docs(spacy.blank("nl").vocab)
    assert doc.text == TEXT
    assert [(each.text, each.label_, each.kb_id_) for each in doc.ents][:2] == [
        ("Fietsersbond", "ORG", ""),
        ("minister Harbers", "MINISTER", "wikidata:Q2427797"),
    ]
    assert [each.label_ for each in doc.spans["blocks"]][:4] == ["boilerplate", "title", "meta", "lead"]
    assert [each.label_ for each in doc.spans["tags"]] == ["criticism"]
    assert [(each.text, each.label_) for each in doc.spans["holders"]] == [("Fietsersbond", "s1.1")]
    assert [each.text for each in doc.spans["targets"]] == ["het plan"]
    assert doc.cats == {"10": 0.8}
    assert (doc.user_data["id"], doc.user_data["date"]) == ("pers/fietsers", "2024-03-14")


def test_docbin_counts_spans_inside_a_token(annotation: Annotation, caplog: pytest.LogCaptureFixture) -> None:
    start = TEXT.index("Fietsersbond")
    inside = Entity(id="e9", label="ORG", score=1, start=start, end=start + 8, text="Fietsers")
    doc = docbin.annotation_doc(spacy.blank("nl"), annotation.model_copy(update={"entities": (inside,)}))
    assert doc.user_data["misses"] == 1 + sum(
        spacy.blank("nl")(TEXT).char_span(each.start, each.end) is None for each in annotation.sections
    )
    docbin.docbin([annotation.model_copy(update={"entities": (inside,)})])
    assert "inside a token" in caplog.text


# --- Web Annotation


@pytest.fixture
def collection(annotation: Annotation, tmp_path: Path) -> dict[str, Any]:
    web_annotation.write([annotation], tmp_path)
    data: dict[str, Any] = json.loads((tmp_path / "pers" / "fietsers.jsonld").read_text(encoding="utf-8"))
    return data


def test_web_annotations_have_what_the_model_requires(collection: dict[str, Any]) -> None:
    """Of a collection, a page and an annotation, section by section of the W3C recommendation."""
    page = collection["first"]
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], page["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert collection["total"] == len(page["items"])
    assert collection["last"] == page["id"]
    assert page["startIndex"] == 0
    names = [collection["id"], page["id"], *(each["id"] for each in page["items"])]
    assert len(set(names)) == len(names)
    assert all(":" in name and " " not in name for name in names)
    for each in page["items"]:
        assert each["type"] == "Annotation"
        assert each["motivation"] in ("classifying", "identifying", "linking")
        assert each["target"].get("id") or each["target"]["source"]["id"]
        for body in each["body"] if isinstance(each["body"], list) else [each["body"]]:
            assert (body["type"] == "TextualBody" and body["value"]) or body["source"]["id"]


def test_web_annotations_count_code_points_and_quote(collection: dict[str, Any]) -> None:
    for each in collection["first"]["items"]:
        if each["target"].get("type") == "SpecificResource":
            position, quoted = each["target"]["selector"]
            start, end = position["start"], position["end"]
            assert position["type"] == "TextPositionSelector"
            assert quoted["type"] == "TextQuoteSelector"
            assert TEXT[start:end] == quoted["exact"]
            assert TEXT[:start].endswith(quoted["prefix"])
            assert TEXT[end:].startswith(quoted["suffix"])


def test_web_annotations_say_who_is_meant_and_who_says_it(collection: dict[str, Any]) -> None:
    items = collection["first"]["items"]
    minister = next(each for each in items if each["motivation"] == "identifying")
    assert minister["body"][1]["source"]["id"] == "http://www.wikidata.org/entity/Q2427797"
    holder, target = (each for each in items if each["motivation"] == "linking")
    assert [holder["body"][0]["value"], target["body"][0]["value"]] == ["holder", "target"]
    assert holder["body"][1]["selector"][1]["exact"] == "Fietsersbond"
    tagged = next(each for each in items if isinstance(each["body"], dict) and each["body"]["value"] == "criticism")
    assert tagged["body"]["score"] == 0.75


# --- TEI


@pytest.fixture
def root(annotation: Annotation, tmp_path: Path) -> Any:
    tei.write([annotation], tmp_path)
    return etree.parse(tmp_path / "pers" / "fietsers.xml").getroot()


def found(root: Any, path: str) -> list[Any]:
    return list(root.iterfind(path, {None: TEI[1:-1]}))


def test_tei_header_says_title_date_language_source_and_topics(root: Any) -> None:
    (title,) = found(root, "teiHeader/fileDesc/titleStmt/title")
    assert title.text == "Fietsers 🚲 verdienen beter"
    (day,) = found(root, "teiHeader/fileDesc/sourceDesc/bibl/date")
    assert day.get("when") == "2024-03-14"
    assert [each.get("ident") for each in found(root, "teiHeader/profileDesc/langUsage/language")] == ["nl"]
    assert [each.get("target") for each in found(root, "teiHeader/profileDesc/textClass/catRef")] == ["#cap-10"]


def test_tei_text_is_the_document_without_furniture(annotation: Annotation, root: Any) -> None:
    (body,) = found(root, "text/body")
    lines = ["".join(each.itertext()) for each in body.iter(TEI + "head", TEI + "p", TEI + "ab")]
    assert lines == [each.text for each in annotation.blocks if each.kind != "boilerplate"]


def test_tei_references_lead_somewhere_and_no_identifier_comes_twice(root: Any) -> None:
    names = [each.get(ID) for each in root.iter() if each.get(ID)]
    assert len(set(names)) == len(names)
    for each in root.iter():
        for key in ("ana", "corresp", "target", "scheme"):
            for pointer in (each.get(key) or "").split():
                assert pointer.removeprefix("#") in names


def test_tei_marks_sentences_and_names(root: Any) -> None:
    (minister,) = root.iter(TEI + "persName")
    assert (minister.get("type"), minister.get("ref")) == ("minister", "wikidata:Q2427797")
    assert [each.text for each in root.iter(TEI + "orgName")] == ["Fietsersbond"]
    assert [each.get("when") for each in found(root, "text//date")] == ["2024-03-20"]
    assert [each.get("type") for each in root.iter(TEI + "rs")] == ["law"]
    assert [each.text for each in root.iter(TEI + "placeName")] == ["Spaarne"]


def test_tei_sentence_over_two_lines_is_marked_in_parts(root: Any) -> None:
    sentences = list(root.iter(TEI + "s"))
    assert [each.get("part") for each in sentences[:2]] == ["I", "F"]
    assert (sentences[0].get(ID), sentences[1].get("corresp")) == ("s1.1", "#s1.1")
    assert {each.get("ana") for each in sentences[:2]} == {"#criticism"}


def test_tei_holder_and_target_stand_aside(root: Any) -> None:
    spans = {each.getparent().get("type"): each for each in found(root, "standOff/spanGrp/span")}
    assert (spans["holder"].get("target"), spans["holder"].get("corresp")) == ("#s1.1", "#e1")
    assert (spans["target"].text, spans["target"].get("corresp")) == ("het plan", None)


def test_tei_divisions_are_nested_as_the_scheme_has_it(root: Any) -> None:
    """A head comes first in its division, and after a division come only divisions."""
    for division in root.iter(TEI + "div", TEI + "body"):
        kinds = [each.tag.removeprefix(TEI) for each in division]
        assert "head" not in kinds[1:]
        assert kinds == sorted(kinds, key=lambda kind: kind == "div")


def test_tei_holds_what_xml_forbids_as_replacement(annotation: Annotation, tmp_path: Path) -> None:
    text = annotation.text.replace("14 maart", "14\x0cm\x00art", 1)
    tei.write([annotation.model_copy(update={"text": text})], tmp_path)
    (meta,) = (each for each in etree.parse(tmp_path / "pers" / "fietsers.xml").iter(TEI + "ab") if "2024" in each.text)
    assert meta.text == "14\nm\ufffdart 2024"


def test_docbin_keeps_the_longest_of_entities_that_lie_over_each_other(annotation: Annotation) -> None:
    (whole, *_) = annotation.entities
    part = whole.text.split()[0]
    inner = whole.model_copy(update={"id": "e99", "text": part, "end": whole.start + len(part)})
    one, two = (
        docbin.annotation_doc(spacy.blank("nl"), annotation.model_copy(update={"entities": entities}))
        for entities in ((whole,), (whole, inner))
    )
    assert [each.text for each in two.ents] == [each.text for each in one.ents] == [whole.text]
    assert two.user_data["misses"] == one.user_data["misses"] + 1
