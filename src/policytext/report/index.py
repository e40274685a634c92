"""The columns of all documents that overview and table are made from: what is known of a document in few characters."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from policytext.annotation import TAG_LABELS, Annotation, Sentence
from policytext.report.actors import KINDS, Actors, DocumentActors

_OF_FAILURE = ("id", "source", "stage", "error", "message")


class Index:
    """Takes the documents of a run one after the other, and gives their columns as JSON.

    A document's topics are (code, score) pairs, best first; its opinions are (label, holder, target, named ...) lists,
    one for each tag or own label of a sentence: the label's place in `labels`, and numbers of actors, -1 for none.
    """

    def __init__(self) -> None:
        self.actors = Actors()
        self.labels: list[str] = list(TAG_LABELS)
        self._topics: dict[int, tuple[str, str]] = {}
        self._rows: list[str] = []

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, annotation: Annotation) -> DocumentActors:
        """Take a document and return its actors."""
        actors = self.actors.within(annotation)
        self._topics.update(
            (topic.code, (topic.label, topic.label_nl))
            for topics in (annotation.topics, *(related.topics for related in annotation.related))
            for topic in topics
        )
        opinions = self._opinions(annotation, actors)
        row = {
            "id": annotation.id,
            "title": " ".join(annotation.title.text.split()) if annotation.title else "",
            "path": annotation.source.path or annotation.source.url or "",
            "date": annotation.date or "",
            "topics": [[topic.code, round(topic.score, 4)] for topic in annotation.topics],
            "opinions": opinions,
            "actors": _each_once(actors.named(), opinions),
            "words": len(annotation.text.split()),
        }
        # Kept as JSON: a tenth of what the same numbers take as Python lists.
        self._rows.append(json.dumps(list(row.values()), ensure_ascii=False, separators=(",", ":")))
        return actors

    def label(self, name: str) -> int:
        """Return the place of a tag or own label in `labels`."""
        if name not in self.labels:
            self.labels.append(name)
        return self.labels.index(name)

    def json(self, title: str, chunks: Sequence[int], failures: Sequence[Mapping[str, Any]]) -> str:
        """Return everything as JSON; `chunks` has the number of the first document of each chunk."""
        head: dict[str, Any] = {
            "title": title,
            "labels": self.labels,
            "topics": {str(code): labels for code, labels in sorted(self._topics.items())},
            "kinds": KINDS,
            "actors": self.actors.columns(),
            "chunks": list(chunks),
            "failures": [{key: str(failure.get(key) or "") for key in _OF_FAILURE} for failure in failures],
        }
        parts = (f"{json.dumps(key)}:{json.dumps(value, ensure_ascii=False)}" for key, value in head.items())
        return "{" + ",".join(parts) + ',"documents":[' + ",\n".join(self._rows) + "]}"

    def _opinions(self, annotation: Annotation, actors: DocumentActors) -> list[list[int]]:
        found = []
        for sentence in annotation.sentences:
            labels = [label for label, _ in labels_of(sentence)]
            if labels:
                who = (actors.of_mention(sentence.holder), actors.of_mention(sentence.target))
                sides = [-1 if number is None else number for number in who]
                named = actors.in_sentence(sentence)
                found += [[self.label(label), *sides, *named] for label in labels]
        return found


def labels_of(sentence: Sentence) -> list[tuple[str, float]]:
    """Return the tags of a sentence, then its labels of a set of the user's own, each with its score."""
    return [(tag.label, tag.score) for tag in sentence.tags] + [(own.label, own.score) for own in sentence.labels]


def _each_once(named: list[int], opinions: list[list[int]]) -> list[int]:
    sides = (number for opinion in opinions for number in opinion[1:3] if number >= 0)
    return list(dict.fromkeys([*named, *sides]))
