"""Who acts in the documents of a run: persons and bodies, each with a number of its own over the whole run."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from typing import Any

from policytext.annotation import Annotation, Entity, Mention, Sentence

KINDS = ("MINISTER", "MINISTRY", "PARTY", "ORG", "PERSON", "other")
"""Kinds of actors: labels of entities, and `other` for holders and targets that are no such entity ("gemeenten")."""

_OTHER = KINDS.index("other")
_ARTICLE = re.compile(r"^(?:de|het|een|'t|’t)\s+", re.IGNORECASE)


class Actors:
    """The actors of a run, numbered as they are met.

    What a link identifies is one actor wherever it is named; what has no link is one by its name, without article,
    in any case of letters.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._names: list[str] = []
        self._links: list[str | None] = []
        self._kinds = array("B")

    def within(self, annotation: Annotation) -> DocumentActors:
        """Return the actors of a document."""
        return DocumentActors(self, annotation)

    def columns(self) -> dict[str, list[Any]]:
        """Return names, kinds (places in `KINDS`) and link ids, each in the order of the numbers."""
        return {"names": self._names, "kinds": list(self._kinds), "links": self._links}

    def of_entity(self, entity: Entity, name: str) -> int:
        """Return the number of the actor that an entity is; `name` is its name where it has no link."""
        kind = KINDS.index(entity.label)
        if entity.link is not None:
            return self._number(f"link {entity.link.id}", entity.link.name, kind, entity.link.id)
        return self._named(name, kind)

    def of_text(self, text: str) -> int:
        """Return the number of the actor that a mention outside entities names."""
        return self._named(text, _OTHER)

    def _named(self, text: str, kind: int) -> int:
        name = _ARTICLE.sub("", " ".join(text.split()))
        return self._number(f"name {name.casefold()}", name, kind, None)

    def _number(self, key: str, name: str, kind: int, link: str | None) -> int:
        number = self._numbers.setdefault(key, len(self._names))
        if number == len(self._names):
            self._names.append(name)
            self._links.append(link)
            self._kinds.append(kind)
        elif kind < self._kinds[number]:
            # An office holder stays one where the name stands alone, a party where a holder is "de partij".
            self._kinds[number] = kind
        return number


class DocumentActors:
    """The actors of one document, by entity and by mention."""

    def __init__(self, actors: Actors, annotation: Annotation) -> None:
        self._actors = actors
        entities = [entity for entity in annotation.entities if entity.label in KINDS]
        first = {entity.id: entity.text for entity in entities}
        self._of = {
            entity.id: actors.of_entity(entity, first.get(entity.referent or entity.id, entity.text))
            for entity in entities
        }
        self._entities = entities

    def of_entity(self, entity: str) -> int | None:
        """Return the number of the actor that an entity is, None where it is none."""
        return self._of.get(entity)

    def of_mention(self, mention: Mention | None) -> int | None:
        """Return the number of the holder or target that is mentioned, None without one."""
        if mention is None:
            return None
        number = self._of.get(mention.entity or "")
        return self._actors.of_text(mention.text) if number is None else number

    def in_sentence(self, sentence: Sentence) -> list[int]:
        """Return the numbers of the actors that a sentence names, each once, in order."""
        inside = (each for each in self._entities if sentence.start <= each.start and each.end <= sentence.end)
        return _each_once(self._of[each.id] for each in inside)

    def named(self) -> list[int]:
        """Return the numbers of all actors among the entities, each once, in order."""
        return _each_once(self._of.values())


def _each_once(numbers: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(numbers))
