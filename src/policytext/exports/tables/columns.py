"""The one declaration of all tables: what is written, and what the codebook says of it, comes from here."""

from __future__ import annotations

from typing import get_args

from policytext.annotation import ENTITY_LABELS, TAG_LABELS, HeadingBasis
from policytext.exports.tables.column import Column, Table, optional, span

_PROBABILITY = "probability, 0 to 1"
_COUNT = "count from 0"
_RANK = "rank from 1"

_DOCUMENT = Column("document_id", "text", "The document", refers="documents")
_SECTION = Column("section_id", "text", "The section, within its document", refers="sections")
_SENTENCE = Column("sentence_id", "text", "The sentence, within its document", refers="sentences")

_DOCUMENTS = Table(
    "documents",
    "a document",
    ("document_id",),
    (
        Column(
            "document_id",
            "text",
            "The document. That of the annotation; where an earlier document has the same, with ~2, ~3 … behind it",
        ),
        Column("annotation_id", "text", "The id in the annotation, which two files of one name and two suffixes share"),
        Column("path", "text", "The file it was read from; missing for texts from elsewhere", optional=True),
        Column("url", "text", "Its address, where the input gives one", optional=True),
        Column("title", "text", "Its title; missing where none was found", optional=True),
        *span("title_", "the title", missing=True),
        Column("date", "text", "Its date as far as known: a year, a month or a day", "ISO 8601", optional=True),
        Column("day", "date", "Its date; missing unless known to the day", optional=True),
        Column("month", "text", "Month of its date; missing where only a year is known", "YYYY-MM", optional=True),
        Column("year", "integer", "Year of its date", optional=True),
        Column("topic_code", "integer", "Its likeliest topic, the first of its rows in topics", optional=True),
        Column("topic", "text", "Name of that topic", optional=True),
        Column("topic_nl", "text", "Dutch name of that topic", optional=True),
        Column("topic_score", "number", "Score of that topic", _PROBABILITY, optional=True),
        Column("n_sections", "integer", "Sections", _COUNT),
        Column("n_sentences", "integer", "Sentences of its sections", _COUNT),
        *(Column(f"n_{label}", "integer", f"Sentences tagged as {label}", _COUNT) for label in TAG_LABELS),
        Column("n_entities", "integer", "Mentions of entities", _COUNT),
        Column("n_related", "integer", "Related articles on its page", _COUNT),
        Column("characters", "integer", "Length of the text", "code points"),
        Column("words", "integer", "Stretches of the text between white space", _COUNT),
        Column("language", "text", "Language of the text", "ISO 639-1"),
        Column("media_type", "text", "What the input was, such as text/html"),
        Column("encoding", "text", "Encoding of the input; missing where there was none to tell", optional=True),
        Column("sha256", "text", "SHA-256 of the input", "hexadecimal"),
        Column("metadata", "JSON", "What the input says besides, such as further columns of a CSV file"),
        Column("policytext_version", "text", "Version of policytext that annotated it"),
        Column("spacy_version", "text", "Version of spaCy it ran on"),
        Column("base", "text", "The base pipeline"),
        Column("base_version", "text", "Version of the base pipeline"),
        Column("models", "JSON", "SHA-256 of every model, by its name"),
        Column("text", "text", "The whole text that all positions count in. In R: substr(text, start + 1, end)"),
    ),
)

_SECTIONS = Table(
    "sections",
    "a lead or body section",
    ("document_id", "section_id"),
    (
        _DOCUMENT,
        Column("section_id", "text", "The section, within its document"),
        Column("position", "integer", "Its place among the document's sections", _RANK),
        Column(
            "parent_section_id",
            "text",
            "The section it is a part of; missing at the top",
            optional=True,
            refers="sections",
        ),
        Column("kind", "text", "Lead or body", values=("lead", "body")),
        Column("heading", "text", "Its heading; missing where it has none", optional=True),
        *span("heading_", "the heading", missing=True),
        Column("level", "integer", "Depth of its heading, 1 directly under the title; 0 without a heading"),
        Column("basis", "text", "What the heading rests on", values=get_args(HeadingBasis), optional=True),
        *span("", "the section"),
        Column("n_sentences", "integer", "Its sentences", _COUNT),
        *(
            Column(label, "number", f"Score of its best {label}; missing without one", _PROBABILITY, optional=True)
            for label in TAG_LABELS
        ),
    ),
)

_SENTENCES = Table(
    "sentences",
    "a sentence of a section",
    ("document_id", "sentence_id"),
    (
        _DOCUMENT,
        Column("sentence_id", "text", "The sentence, within its document"),
        _SECTION,
        Column("position", "integer", "Its place among the document's sentences", _RANK),
        Column("text", "text", "The sentence"),
        *span("", "the sentence"),
        Column("n_tags", "integer", "Its tags", _COUNT),
    ),
)


def _mention(role: str, says: str) -> tuple[Column, ...]:
    entity = f"{role}_entity_id"
    return (
        Column(role, "text", f"{says}, as it stands in the text; missing where it is open", optional=True),
        Column(entity, "text", f"The entity that the {role} names", optional=True, refers="entities"),
        *span(f"{role}_", f"the {role}", missing=True),
    )


_TAGS = Table(
    "tags",
    "a tag of a sentence; a sentence with two tags has two",
    ("document_id", "sentence_id", "tag"),
    (
        _DOCUMENT,
        _SENTENCE,
        _SECTION,
        Column("tag", "text", "What the sentence does", values=TAG_LABELS),
        Column("score", "number", "How sure that is, calibrated", _PROBABILITY),
        *_mention("holder", "Who says it"),
        *_mention("target", "About whom or what"),
    ),
)

_LABELS = Table(
    "labels",
    "a label of a sentence, of a label set of one's own; none without such a set",
    ("document_id", "sentence_id", "label"),
    (
        _DOCUMENT,
        _SENTENCE,
        _SECTION,
        Column("label", "text", "The label"),
        Column("score", "number", "How sure that is, calibrated", _PROBABILITY),
    ),
)

_ENTITIES = Table(
    "entities",
    "a mention of an entity",
    ("document_id", "entity_id"),
    (
        _DOCUMENT,
        Column("entity_id", "text", "The mention, within its document"),
        optional(_SECTION, "The section it stands in; missing outside lead and body"),
        optional(_SENTENCE, "The sentence it begins in; missing outside sentences"),
        Column("label", "text", f"{', '.join(ENTITY_LABELS)}, or a further label of the base pipeline"),
        Column("text", "text", "The mention as it stands in the text"),
        Column("name", "text", "What to count by: the link's name, else the text of the first mention that means it"),
        *span("", "the mention"),
        Column("score", "number", "How sure the mention is", _PROBABILITY),
        Column(
            "referent_entity_id",
            "text",
            "The first mention in the document that means the same, itself where it is the first",
            optional=True,
            refers="entities",
        ),
        Column("link_id", "text", "Identifier of what is meant; missing without a link", optional=True),
        Column("link_name", "text", "Name of what is meant", optional=True),
        Column("link_type", "text", "Its type, such as person, party, law, agency", optional=True),
        Column("office", "text", "Of a MINISTER: minister, state secretary, prime minister", optional=True),
        Column("portfolio", "text", "Of a MINISTER: the policy field, at the document's date", optional=True),
        Column("party", "text", "Of a MINISTER: the party, at the document's date", optional=True),
        Column("cabinet", "text", "Of a MINISTER: the cabinet, at the document's date", optional=True),
        Column("value", "text", "Of a DATE: what it means", "ISO 8601", optional=True),
        Column("attributes", "JSON", "All that is known besides, such as candidates where several fit"),
    ),
)

_TOPICS = Table(
    "topics",
    "a topic of a document, or of a related article on its page",
    ("document_id", "related_id", "rank"),
    (
        _DOCUMENT,
        Column(
            "related_id",
            "text",
            "The related article; missing for the document's own",
            optional=True,
            refers="related",
        ),
        Column("about", "text", "Whose topic it is", values=("document", "related")),
        Column("rank", "integer", "1 for the likeliest", _RANK),
        Column("scheme", "text", "The scheme of topics: Comparative Agendas Project", values=("cap",)),
        Column("topic_code", "integer", "Code of the topic in the scheme"),
        Column("topic", "text", "Name of the topic"),
        Column("topic_nl", "text", "Dutch name of the topic"),
        Column("score", "number", "How sure that is", _PROBABILITY),
    ),
)

_RELATED = Table(
    "related",
    "a related article on the page of a document",
    ("document_id", "related_id"),
    (
        _DOCUMENT,
        Column("related_id", "text", "The related article, within its document: r1, r2 … as they stand"),
        Column("title", "text", "Its title"),
        *span("title_", "its title"),
        Column("teaser", "text", "Its teaser; missing without one", optional=True),
        *span("teaser_", "its teaser", missing=True),
        Column("shared_topics", "text", "Codes of topics that it shares with the document, with ; between them"),
        Column("similarity", "number", "Likeness of its words to the document's", "cosine, 0 to 1", optional=True),
        Column(
            "related_document_id",
            "text",
            "The document that is the article, where the run holds it and knows so",
            optional=True,
            refers="documents",
        ),
    ),
)

TABLES: tuple[Table, ...] = (_DOCUMENTS, _SECTIONS, _SENTENCES, _TAGS, _LABELS, _ENTITIES, _TOPICS, _RELATED)
