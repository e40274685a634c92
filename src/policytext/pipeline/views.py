"""The spaCy views of the layers: spans on the Doc, cut at spaCy's tokens."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span, SpanGroup

from policytext.pipeline.layers import EntityData, layers


def span_at(doc: Doc, start: int, end: int, label: str) -> Span | None:
    """Return the span of spaCy tokens at these code points, or None (and count a miss) where a token crosses them."""
    span = doc.char_span(start, end, label=label)
    if span is None:
        layers(doc)["misses"] += 1
    return span


def set_group(doc: Doc, name: str, spans: Iterable[Span]) -> None:
    """Set ``doc.spans[name]``."""
    doc.spans[name] = SpanGroup(doc, name=name, spans=list(spans))


def describe(span: Span, entity: EntityData) -> None:
    """Set on `span` what is known of its entity."""
    span._.score, span._.link, span._.attributes = entity["score"], entity.get("link"), entity.get("attributes", {})


def set_entities(doc: Doc) -> None:
    """Merge the entity layer into ``doc.ents``: ours first, another component's where it does not overlap ours."""
    ours = []
    for entity in layers(doc)["entities"]:
        span = span_at(doc, entity["start"], entity["end"], entity["label"])
        if span is not None:
            describe(span, entity)
            ours.append(span)
    taken = {token.i for span in ours for token in span}
    theirs = [span for span in doc.ents if not any(token.i in taken for token in span)]
    doc.ents = tuple(sorted([*ours, *theirs], key=lambda span: span.start))
