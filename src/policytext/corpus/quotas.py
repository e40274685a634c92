"""What a corpus must have to be called policytext-nl: sizes, variety and hard cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policytext.corpus.markup import TOPIC_CODES
from policytext.corpus.stats import CorpusStats

# Each kind of text that must be there, and the genres of the corpus that are of this kind.
_KINDS = {
    "NGO news": ("ngo-news",),
    "union statements": ("union",),
    "employers' statements": ("employers",),
    "letters to parliament": ("letter-parliament",),
    "answers to parliamentary questions": ("answers",),
    "debate speeches": ("debate",),
    "motions": ("motion",),
    "inspectorate reports": ("inspectorate",),
    "court-of-audit reports": ("audit",),
    "advisory councils": ("advisory",),
    "ombudsman": ("ombudsman",),
    "municipal papers": ("municipal",),
    "provincial papers": ("provincial",),
    "water boards": ("water-board",),
    "think tanks and universities": ("think-tank", "university", "research"),
    "national news": ("national-news",),
    "regional news": ("regional-news",),
    "trade news": ("trade-news",),
    "opinion pieces": ("opinion",),
    "party programmes": ("party-programme",),
    "Flemish texts": ("flemish",),
    "scraped pages": ("ngo-page", "news-page"),
}
_SHORTEST, _LONGEST = 5, 80
_PER_TOPIC = 12


@dataclass(frozen=True)
class Quota:
    """One demand: what it asks, what the corpus has, and whether that is enough."""

    wanted: str
    found: str
    met: bool

    def __str__(self) -> str:
        return f"{'OK' if self.met else 'short':<6}{self.wanted}: {self.found}"


def quotas(stats: CorpusStats) -> Iterator[Quota]:
    """Yield every demand with what the corpus has of it."""
    yield Quota("at least 400 documents", str(stats.documents), stats.documents >= 400)
    yield Quota("at least 6,000 sentences", f"{stats.sentences:,}", stats.sentences >= 6000)
    for code in sorted(TOPIC_CODES):
        count = stats.topics[code]
        yield Quota(f"at least {_PER_TOPIC} documents of topic {code}", str(count), count >= _PER_TOPIC)
    for kind, genres in _KINDS.items():
        count = sum(stats.genres[genre] for genre in genres)
        yield Quota(f"genre: {kind}", str(count), count > 0)
    outside = [length for length in stats.lengths if not _SHORTEST <= length <= _LONGEST]
    met = bool(stats.lengths) and not outside
    yield Quota(f"lengths of {_SHORTEST} to {_LONGEST} sentences", f"{len(outside)} documents outside", met)
    yield from _stance_quotas(stats)
    yield Quota("every document in a split", f"{stats.splits['none']} without", not stats.splits["none"])
    for split in ("train", "dev", "test"):
        yield Quota(f"documents in {split}", str(stats.splits[split]), stats.splits[split] > 0)
    yield Quota("no sentence of 6 words or more twice across splits", f"{stats.leaks} twice", not stats.leaks)


def _stance_quotas(stats: CorpusStats) -> Iterator[Quota]:
    untagged = stats.share(stats.untagged)
    yield Quota("about two thirds of sentences without a tag (60-73%)", f"{untagged:.1%}", 0.60 <= untagged <= 0.73)
    praise, criticism = stats.tags["praise"], stats.tags["criticism"]
    yield Quota("praise rarer than criticism", f"{praise} and {criticism}", praise < criticism)
    wrong = stats.share(stats.cue_errors)
    yield Quota("at least 20% of sentences that cue words get wrong", f"{wrong:.1%}", wrong >= 0.20)
