"""spaCy's DocBin: annotations as Docs in one file."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans

from policytext.annotation import Annotation, Link
from policytext.exports.naming import distinct

_log = logging.getLogger(__name__)


def write(annotations: Iterable[Annotation], output: Path) -> None:
    """Write one ``.spacy`` file; see `annotation_doc` for what its Docs hold."""
    output.parent.mkdir(parents=True, exist_ok=True)
    docbin(distinct(annotations)).to_disk(output)


def docbin(annotations: Iterable[Annotation]) -> DocBin:
    """Return the annotations in a DocBin, tokenised by spaCy's rules for Dutch; spans without a place are logged."""
    nlp = spacy.blank("nl")
    found = DocBin(store_user_data=True)
    misses = 0
    for annotation in annotations:
        doc = annotation_doc(nlp, annotation)
        misses += doc.user_data["misses"]
        found.add(doc)
    if misses:
        _log.warning(
            "%d spans begin or end inside a token of spaCy's, or lie over a longer entity, and are left out", misses
        )
    return found


def annotation_doc(nlp: Language, annotation: Annotation) -> Doc:
    """Return an annotation as a Doc.

    ``doc.ents`` holds the entities, ``kb_id`` what they are linked to; ``doc.spans["blocks"]`` the blocks with their
    kinds, ``doc.spans["sections"]`` the sections, ``doc.spans["sentences"]`` the sentences, ``doc.spans["tags"]`` each
    tagged sentence once per tag, ``doc.spans["holders"]`` and ``doc.spans["targets"]`` the mentions, with the id of
    their sentence as label; ``doc.cats`` the score of every CAP code. ``doc.user_data`` has id, date, genre where it is
    known, and ``misses``: how many spans have no place here because they begin or end inside one of
    spaCy's tokens or are entities that lie over a longer one.
    """
    doc = nlp.tokenizer(annotation.text)
    spans, sentences = _Spans(doc), annotation.sentences
    entities = spans.fitting((each.start, each.end, each.label, _link(each.link)) for each in annotation.entities)
    # The format allows entities over each other, which spaCy does not; the longest stays.
    doc.set_ents(filter_spans(entities))
    spans.misses += len(entities) - len(doc.ents)
    doc.spans["blocks"] = spans.fitting((each.start, each.end, each.kind, "") for each in annotation.blocks)
    doc.spans["sections"] = spans.fitting((each.start, each.end, each.kind, "") for each in annotation.sections)
    doc.spans["sentences"] = spans.fitting((each.start, each.end, "", "") for each in sentences)
    doc.spans["tags"] = spans.fitting((each.start, each.end, tag.label, "") for each in sentences for tag in each.tags)
    roles = {"holders": [(each.id, each.holder) for each in sentences]}
    roles["targets"] = [(each.id, each.target) for each in sentences]
    for name, mentions in roles.items():
        doc.spans[name] = spans.fitting((each.start, each.end, owner, "") for owner, each in mentions if each)
    doc.cats = {str(topic.code): topic.score for topic in annotation.topics}
    doc.user_data.update(id=annotation.id, date=annotation.date, misses=spans.misses)
    if "genre" in annotation.source.metadata:
        doc.user_data["genre"] = annotation.source.metadata["genre"]
    return doc


def _link(link: Link | None) -> str:
    return link.id if link else ""


class _Spans:
    """Makes spans of a Doc and counts those that do not fit its tokens."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self.misses = 0

    def fitting(self, places: Iterable[tuple[int, int, str, str]]) -> list[Span]:
        found = []
        for start, end, label, link in places:
            span = self._doc.char_span(start, end, label=label, kb_id=link)
            if span is None:
                self.misses += 1
            else:
                found.append(span)
        return found
