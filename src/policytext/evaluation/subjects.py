"""Scores of topics and related articles."""

from __future__ import annotations

from dataclasses import dataclass, field

from policytext.evaluation.counts import Counts, Ratio
from policytext.evaluation.reading import Reading


@dataclass
class SubjectScores:
    """Topics of documents and of related articles, and whether those articles are found (by title).

    Right at top 1 is a first topic that is one of the gold ones, at top 3 the main gold topic among the first three.
    A related article that is not found has no right topic.
    """

    top1: Ratio = field(default_factory=Ratio)
    top3: Ratio = field(default_factory=Ratio)
    related: Counts = field(default_factory=Counts)
    related_top1: Ratio = field(default_factory=Ratio)

    def add(self, gold: Reading, found: Reading) -> None:
        """Count one document."""
        if gold.topics:
            self.top1.add(right=bool(set(found.topics[:1]) & set(gold.topics)))
            self.top3.add(right=gold.topics[0] in found.topics[:3])
        topics_of = {teaser.title: teaser.topics for teaser in found.related}
        self.related.add({teaser.title for teaser in gold.related}, set(topics_of))
        for teaser in gold.related:
            self.related_top1.add(right=bool(set(topics_of.get(teaser.title, ())[:1]) & set(teaser.topics)))
