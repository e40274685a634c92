"""The rows of the tables: keys are unique, foreign keys name rows, and texts are those of their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policytext.annotation import Annotation
from policytext.exports.tables.columns import TABLES
from policytext.exports.tables.rows import Rows, tables_of

TEXTS = {"title_": "title", "heading_": "heading", "holder_": "holder", "target_": "target", "teaser_": "teaser"}
TYPES = {"text": str, "JSON": str, "integer": int, "number": float, "date": date}


def tables(annotations: Iterable[Annotation]) -> Rows:
    """Return all rows by table name."""
    made: Rows = {table.name: [] for table in TABLES}
    for rows in tables_of(annotations):
        for name, more in rows.items():
            made[name] += more
    return made


def check(made: Rows) -> None:
    """Fail where the tables do not hold together as they are declared."""
    keys = {table.name: {tuple(row[name] for name in table.key) for row in made[table.name]} for table in TABLES}
    texts = {row["document_id"]: row["text"] for row in made["documents"]}
    for table in TABLES:
        assert len(keys[table.name]) == len(made[table.name]), f"{table.name}: a key stands twice"
        for row in made[table.name]:
            assert set(row) == set(table.names)
            for column in table.columns:
                value: Any = row[column.name]
                if value is None:
                    assert column.optional, f"{table.name}.{column.name} is missing"
                    continue
                assert type(value) is TYPES[column.type], f"{table.name}.{column.name}"
                assert not column.values or value in column.values
                if column.refers and column.refers != "documents":
                    assert (row["document_id"], value) in keys[column.refers]
                elif column.refers:
                    assert (value,) in keys["documents"]
            for before, name in (TEXTS | ({"": "text"} if "text" in row else {})).items():
                if row.get(f"{before}start") is not None and name in row:
                    assert texts[row["document_id"]][row[f"{before}start"] : row[f"{before}end"]] == row[name]


def test_tables_of_the_corpus_hold_together_and_hold_everything(corpus: list[Annotation]) -> None:
    made = tables(corpus)

    check(made)
    assert Counter({name: len(rows) for name, rows in made.items()}) == Counter(
        documents=len(corpus),
        sections=sum(len(each.sections) for each in corpus),
        sentences=sum(len(each.sentences) for each in corpus),
        tags=sum(len(sentence.tags) for each in corpus for sentence in each.sentences),
        labels=0,
        entities=sum(len(each.entities) for each in corpus),
        topics=sum(len(each.topics) + sum(len(one.topics) for one in each.related) for each in corpus),
        related=sum(len(each.related) for each in corpus),
    )
    assert all(made[name] for name in made if name != "labels")


ODD = st.text(st.sampled_from("ab \n\r\"',;=+-@\0\x0b\x1b\u2028\ufeff\ufffe\U0001f6b2é́"), max_size=40)


@st.composite
def annotations(draw: st.DrawFn) -> Annotation:
    """Make an annotation of odd texts, whose ids resolve."""
    text = draw(ODD)

    def span() -> dict[str, Any]:
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        return {"start": start, "end": end, "text": text[start:end]}

    sections = [
        {"id": f"s{number}", "kind": "body", "level": level, "start": 0, "end": len(text), "heading": heading}
        for number, (level, heading) in enumerate(
            draw(st.lists(st.tuples(st.integers(0, 3), st.sampled_from([None, span()])), max_size=4))
        )
    ]
    section = st.sampled_from([each["id"] for each in sections] or [None])
    entities = [
        {"id": f"e{number}", **span(), "label": "ORG", "score": 1, "section": draw(section), "referent": "e0"}
        for number in range(draw(st.integers(0, 3)))
    ]
    named = st.sampled_from([None, *(each["id"] for each in entities)])
    mention = st.one_of(st.none(), st.builds(lambda entity: {**span(), "entity": entity}, named))
    labels = st.sets(st.sampled_from(["recommendation", "praise", "criticism"]))
    sentences = [
        {
            "id": f"{draw(section)}.{number}",
            "section": draw(section),
            **span(),
            "tags": [{"label": label, "score": 0.5} for label in sorted(draw(labels))],
            "holder": draw(mention),
            "target": draw(mention),
            "labels": [{"label": draw(ODD), "score": 1}],
        }
        for number in range(draw(st.integers(0, 3)) if sections else 0)
    ]
    topic = {"code": 12, "label": "Law", "label_nl": "Recht", "score": 1}
    related = [{"title": span(), "teaser": draw(st.sampled_from([None, span()])), "topics": [topic] * 2}]
    return Annotation.model_validate(
        {
            "schema": "policytext/annotation@1",
            "id": draw(st.sampled_from(["", "a", "a/b", "a~2", "../a", 'a"\n'])),
            "source": {"sha256": "", "metadata": {draw(ODD): draw(ODD)}},
            "pipeline": {"policytext": "", "spacy": "", "base": {"name": "", "version": ""}},
            "text": text,
            "title": draw(st.sampled_from([None, span()])),
            "date": draw(st.sampled_from([None, "1848", "2021-13", "2021-02-30", "2021-02-03"])),
            "sections": sections,
            "sentences": sentences,
            "entities": entities,
            "related": related * draw(st.integers(0, 2)),
        }
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(annotations(), max_size=4))
def test_tables_of_anything_hold_together(found: list[Annotation]) -> None:
    check(tables(found))


def test_documents_of_one_id_are_told_apart(make) -> None:
    rows = tables([make("brief"), make("brief~2"), make("brief"), make("brief")])["documents"]

    assert [row["document_id"] for row in rows] == ["brief", "brief~2", "brief~3", "brief~4"]
    assert [row["annotation_id"] for row in rows] == ["brief", "brief~2", "brief", "brief"]


@pytest.mark.parametrize(
    ("given_date", "expected"),
    [
        ("2021-02-16", {"day": date(2021, 2, 16), "month": "2021-02", "year": 2021}),
        ("2021-02", {"day": None, "month": "2021-02", "year": 2021}),
        ("1848", {"day": None, "month": None, "year": 1848}),
        ("2021-02-30", {"day": None, "month": "2021-02", "year": 2021}),
        (None, {"day": None, "month": None, "year": None}),
    ],
)
def test_a_date_is_typed_as_far_as_it_is_known(make, given_date: str | None, expected: dict[str, object]) -> None:
    row = tables([make(date=given_date)])["documents"][0]

    assert {name: row[name] for name in ("date", *expected)} == {"date": given_date, **expected}


def test_sections_name_the_section_they_are_a_part_of(make) -> None:
    levels = [0, 1, 2, 3, 2, 1]
    sections = [
        {"id": f"s{number}", "kind": "body", "heading": None, "level": level, "start": 0, "end": 0}
        for number, level in enumerate(levels, 1)
    ]

    rows = tables([make(sections=sections)])["sections"]

    assert [row["parent_section_id"] for row in rows] == [None, None, "s2", "s3", "s2", None]


def test_a_mention_is_counted_by_its_link_else_by_the_first_that_means_it(make) -> None:
    text = "Stichting Pal roept de minister van VWS op. Pal wacht."
    link = {"id": "wikidata:Q1", "name": "Ernst Kuipers", "type": "person"}
    places = {"e1": (0, 13), "e2": (20, 39), "e3": (44, 47)}
    entities = [
        {"id": name, "start": start, "end": end, "text": text[start:end], "label": "ORG", "score": 1, "referent": name}
        for name, (start, end) in places.items()
    ]
    entities[1] |= {"label": "MINISTER", "link": link, "attributes": {"office": "minister", "x": [1]}}
    entities[2] |= {"referent": "e1"}

    rows = tables([make(text=text, entities=entities)])["entities"]

    assert [row["name"] for row in rows] == ["Stichting Pal", "Ernst Kuipers", "Stichting Pal"]
    assert (rows[1]["office"], rows[1]["attributes"]) == ("minister", '{"x": [1]}')
