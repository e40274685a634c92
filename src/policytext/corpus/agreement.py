"""How far two independent annotations of the same texts agree, layer by layer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policytext.annotation import BLOCK_KINDS, ENTITY_LABELS, TAG_LABELS
from policytext.corpus.comparison import Comparison, figures
from policytext.corpus.markup import MarkedDocument, MarkedSentence

Place = tuple[int, int]

ROLES = ("holder", "target")


class AgreementError(ValueError):
    """Two annotations cannot be compared; the message says why."""


@dataclass(frozen=True)
class Disagreement:
    """One case where the two annotations differ, with what each says."""

    layer: str
    document: str
    text: str
    first: str
    second: str

    def __str__(self) -> str:
        return f"{self.layer}\t{self.document}\t{self.first} / {self.second}\t{' '.join(self.text.split())}"


class Agreement:
    """The agreement of two annotations of a set of documents."""

    def __init__(self) -> None:
        self.documents = 0
        self.disagreements: list[Disagreement] = []
        self._comparisons: dict[str, Comparison] = {}

    def add(self, first: MarkedDocument, second: MarkedDocument) -> None:
        """Compare two annotations of one document.

        Raises:
            AgreementError: their texts differ.

        """
        if first.text != second.text:
            msg = f"{first.id}: the two annotations are of different texts ({_difference(first.text, second.text)})"
            raise AgreementError(msg)
        self.documents += 1
        self._lines(first, second)
        self._sentences(first, second)
        self._entities(first, second)
        self._topics(first, second)

    def comparisons(self) -> list[Comparison]:
        """Return the comparisons of every layer and label that occurs, in a fixed order."""
        names = [
            "line kinds",
            *(f"  {kind}" for kind in BLOCK_KINDS),
            "heading levels",
            "sentence bounds",
            *(f"tag {label}" for label in TAG_LABELS),
            *ROLES,
            "entities, strict",
            *(f"  {label}" for label in ENTITY_LABELS),
            "main topic",
            "topics",
        ]
        return [self._comparisons[name] for name in names if name in self._comparisons]

    def table(self) -> str:
        """Return kappa and F of every layer as aligned text."""
        return "\n".join([f"{self.documents} documents annotated twice", "", figures(self.comparisons())])

    def _comparison(self, name: str) -> Comparison:
        return self._comparisons.setdefault(name, Comparison(name))

    def _note(self, layer: str, document: MarkedDocument, place: Place, first: object, second: object) -> None:
        text = document.text[place[0] : place[1]]
        self.disagreements.append(Disagreement(layer, document.id, text, _said(first), _said(second)))

    def _lines(self, first: MarkedDocument, second: MarkedDocument) -> None:
        for one, other in zip(first.lines, second.lines, strict=True):
            self._comparison("line kinds").answer(one.kind, other.kind)
            for kind in {one.kind, other.kind}:
                self._comparison(f"  {kind}").marks(_mark(one.kind == kind), _mark(other.kind == kind))
            if one.kind == other.kind == "heading":
                self._comparison("heading levels").answer(one.level, other.level)
            if (one.kind, one.level) != (other.kind, other.level):
                place = one.start, one.end
                self._note("lines", first, place, _line_name(one.kind, one.level), _line_name(other.kind, other.level))

    def _sentences(self, first: MarkedDocument, second: MarkedDocument) -> None:
        ones, others = _by_place(first.sentences), _by_place(second.sentences)
        self._comparison("sentence bounds").marks(set(ones), set(others))
        for place in sorted(ones.keys() ^ others.keys()):
            self._note("bounds", first, place, place in ones, place in others)
        for place in sorted(ones.keys() & others.keys()):
            one, other = ones[place], others[place]
            for label in TAG_LABELS:
                answers = [label if label in each.tags else None for each in (one, other)]
                self._comparison(f"tag {label}").answer(*answers)
            if set(one.tags) != set(other.tags):
                self._note("tags", first, place, sorted(one.tags), sorted(other.tags))
            if one.tags and other.tags:
                self._roles(first, one, other)

    def _roles(self, document: MarkedDocument, one: MarkedSentence, other: MarkedSentence) -> None:
        """Compare holder and target; they agree where one name holds the other ("De minister", "minister Dekker")."""
        for role in ROLES:
            names = [getattr(one, role), getattr(other, role)]
            agreed = all(names) and (_within(*names) or _within(*reversed(names)))
            self._comparison(role).marks(*({agreed or name} if name else set() for name in names))
            if names != [None, None] and not agreed:
                self._note(role, document, (one.start, one.end), *names)

    def _entities(self, first: MarkedDocument, second: MarkedDocument) -> None:
        ones, others = _labels_by_place(first), _labels_by_place(second)
        self._comparison("entities, strict").marks(set(ones.items()), set(others.items()))
        for label in {*ones.values(), *others.values()}:
            name = self._comparison(f"  {label}")
            name.marks(_places_of(label, ones), _places_of(label, others))
        for place in sorted(ones.keys() | others.keys()):
            if ones.get(place) != others.get(place):
                self._note("entities", first, place, ones.get(place), others.get(place))

    def _topics(self, first: MarkedDocument, second: MarkedDocument) -> None:
        self._comparison("main topic").answer(first.topics[0], second.topics[0])
        self._comparison("topics").marks(set(first.topics), set(second.topics))
        if first.topics != second.topics:
            title = next(((line.start, line.end) for line in first.lines if line.kind == "title"), (0, 60))
            self._note("topics", first, title, first.topics, second.topics)


def compare(first: Iterable[MarkedDocument], second: Iterable[MarkedDocument]) -> Agreement:
    """Compare the documents that both annotators have, matched by id.

    Sentences are compared where both set the same bounds, holder and target where both tagged the sentence;
    entities count as agreed with the same bounds and label.

    Raises:
        AgreementError: they have no document in common, or the texts of one differ.

    """
    others = {document.id: document for document in second}
    agreement = Agreement()
    for document in first:
        if document.id in others:
            agreement.add(document, others[document.id])
    if not agreement.documents:
        msg = "the two folders have no document in common"
        raise AgreementError(msg)
    return agreement


def _difference(first: str, second: str) -> str:
    pairs = enumerate(zip(first, second, strict=False))
    place = next((index for index, (one, other) in pairs if one != other), min(len(first), len(second)))
    return f"from {first[place : place + 30]!r} and {second[place : place + 30]!r}"


def _by_place(sentences: Sequence[MarkedSentence]) -> dict[Place, MarkedSentence]:
    return {(each.start, each.end): each for each in sentences}


def _labels_by_place(document: MarkedDocument) -> dict[Place, str]:
    return {(each.start, each.end): each.label for each in document.entities}


def _places_of(label: str, labels: Mapping[Place, str]) -> set[Place]:
    return {place for place, each in labels.items() if each == label}


def _within(name: str, other: str) -> bool:
    return name.lower() in other.lower()


def _mark(given: bool) -> set[bool]:
    return {True} if given else set()


def _line_name(kind: str, level: int | None) -> str:
    return f"{kind} {level}" if level else kind


def _said(answer: object) -> str:
    if isinstance(answer, list | tuple):
        return " ".join(map(str, answer)) or "-"
    return "-" if answer is None or answer is False else "yes" if answer is True else str(answer)
