"""What a corpus holds, in numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import median

from policytext.annotation import ENTITY_LABELS, TAG_LABELS
from policytext.corpus.cues import cue_tags
from policytext.corpus.markup import MarkedDocument
from policytext.text.tokens import tokenize

_LENGTH_CLASSES = ((1, 9), (10, 19), (20, 39), (40, 59), (60, 80), (81, None))
_WORDS = 6  # as `corpus.check` has it


@dataclass
class CorpusStats:
    """Counts of one corpus.

    Attributes:
        documents, sentences, tokens: how many there are; tokens are words and punctuation marks of the whole texts.
        tags: sentences per tag; a sentence may carry several.
        untagged: sentences without a tag.
        cue_errors: sentences to which a list of cue words would give other tags.
        cue_missed: those of them that carry a tag for which they have no cue.
        cue_false: those of them that have a cue for a tag that they do not carry.
        entities: mentions per label.
        genres, splits: documents per genre and per split ("none" for those in no split).
        topics: documents per topic, main or second; `main_topics` counts main ones only.
        lengths: sentences of each document.
        leaks: different sentences of six words or more that stand in more than one split. Shorter ones are forms of
            address and the like ("Geachte voorzitter,"), which every real letter has too.

    """

    documents: int = 0
    sentences: int = 0
    tokens: int = 0
    tags: Counter[str] = field(default_factory=Counter)
    untagged: int = 0
    cue_errors: int = 0
    cue_missed: int = 0
    cue_false: int = 0
    entities: Counter[str] = field(default_factory=Counter)
    genres: Counter[str] = field(default_factory=Counter)
    splits: Counter[str] = field(default_factory=Counter)
    topics: Counter[int] = field(default_factory=Counter)
    main_topics: Counter[int] = field(default_factory=Counter)
    lengths: list[int] = field(default_factory=list)
    leaks: int = 0

    def share(self, count: int) -> float:
        """Return `count` as a share of all sentences, 0..1."""
        return count / self.sentences if self.sentences else 0.0

    def text_lines(self) -> Iterator[str]:
        """Yield the figures as lines of text."""
        yield f"documents   {self.documents:>8,}"
        yield f"sentences   {self.sentences:>8,}"
        yield f"tokens      {self.tokens:>8,}"
        yield from _block("sentences per tag", {label: self.tags[label] for label in TAG_LABELS}, self.sentences)
        yield from _rows({"without a tag": self.untagged}, self.sentences)
        wrong = {"all": self.cue_errors, "tag without a cue": self.cue_missed, "cue without the tag": self.cue_false}
        yield from _block("sentences that cue words get wrong", wrong, self.sentences)
        yield from _block("entities per label", {label: self.entities[label] for label in ENTITY_LABELS})
        yield from _block("documents per genre", dict(sorted(self.genres.items())))
        topics = {
            f"{code:>2} ({self.main_topics[code]} as main topic)": self.topics[code] for code in sorted(self.topics)
        }
        yield from _block("documents per topic", topics)
        yield from _block("documents per length in sentences", self._length_classes())
        if self.lengths:
            yield f"  shortest {min(self.lengths)}, median {median(self.lengths):g}, longest {max(self.lengths)}"
        yield from _block("documents per split", dict(self.splits.most_common()), self.documents)
        yield from _rows({"sentences (6+ words) in several splits": self.leaks})

    def _length_classes(self) -> dict[str, int]:
        return {
            f"{first}-{last}" if last else f"{first} and more": sum(
                first <= length and (last is None or length <= last) for length in self.lengths
            )
            for first, last in _LENGTH_CLASSES
        }


def corpus_stats(documents: Iterable[MarkedDocument], splits: Mapping[str, str]) -> CorpusStats:
    """Count a corpus; `splits` maps document ids to splits."""
    stats = CorpusStats()
    splits_of: defaultdict[str, set[str]] = defaultdict(set)
    for document in documents:
        split = splits.get(document.id, "none")
        stats.documents += 1
        stats.tokens += len(tokenize(document.text))
        stats.genres[document.genre] += 1
        stats.splits[split] += 1
        stats.topics.update(document.topics)
        stats.main_topics[document.topics[0]] += 1
        stats.lengths.append(len(document.sentences))
        stats.entities.update(entity.label for entity in document.entities)
        for sentence in document.sentences:
            text = document.text[sentence.start : sentence.end]
            _count_sentence(stats, text, frozenset(sentence.tags))
            words = text.lower().split()
            if len(words) >= _WORDS:
                splits_of[" ".join(words)].add(split)
    stats.leaks = sum(len(found - {"none"}) > 1 for found in splits_of.values())
    return stats


def _count_sentence(stats: CorpusStats, text: str, tags: frozenset[str]) -> None:
    guessed = cue_tags(text)
    stats.sentences += 1
    stats.tags.update(tags)
    stats.untagged += not tags
    stats.cue_errors += guessed != tags
    stats.cue_missed += bool(tags - guessed)
    stats.cue_false += bool(guessed - tags)


def _block(title: str, counts: Mapping[str, int], whole: int | None = None) -> Iterator[str]:
    yield ""
    yield title
    yield from _rows(counts, whole)


def _rows(counts: Mapping[str, int], whole: int | None = None) -> Iterator[str]:
    for name, count in counts.items():
        share = f"{count / whole:>8.1%}" if whole else ""
        yield f"  {name:<38}{count:>8,}{share}"
