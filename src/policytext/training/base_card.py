"""The card of the base pipeline: its scores on the treebank's test parts, beside what spaCy publishes for its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from policytext.training.base import SCORES

_NAMES = ("tag", "pos", "morph", "lemma", "UAS", "LAS", "sentence F")
_PUBLISHED = {
    "tag_acc": 0.9392,
    "pos_acc": 0.9573,
    "morph_acc": 0.9505,
    "lemma_acc": 0.9504,
    "dep_uas": 0.8535,
    "dep_las": 0.8015,
    "sents_f": 0.8659,
}
"""What nl_core_news_sm 3.7.0 says of itself in its `meta.json` (``performance``)."""

_INTRODUCTION = """\
# base
Tags (of the treebank), parts of speech with morphology, lemmas and dependencies of Dutch, in spaCy's own format.
`policytext.load()` has them where nl_core_news_sm is not installed; `policytext annotate` does without, as no
annotation depends on them. Tags are a weighed mean of two opinions: spaCy's tagger on the network that morphology,
lemmas and syntax share, and a network of its own that knows words by their parts and by their neighbours in raw policy
text (`policytext_word_tags`); morphology is made to fit the tags.
"""

_SCORES = """\
## Scores
Universal Dependencies, releases of 2025; never trained on. Two conventions of the train part were found through errors
on LassySmall's test part too. *gold sentences*: the treebank's tokens and sentence bounds; *gold tokens*: its tokens,
and the parser finds the sentences; *own tokens*: from plain text. In policytext's pipeline the parser keeps to the
bounds that are set before it. UAS and LAS leave punctuation out. Lemmas are the treebank's, with the parts of a
compound apart: "klooster_orde".
"""

_LIMITS = """\
The last row is what spaCy publishes for its pipeline, trained and tested on an older release (UD 2.8) of LassySmall and
Alpino: other sentences, other corrections, so that a difference of a point says little.

## Known errors and limits
Newspaper, encyclopedia and example sentences make up the treebank, no policy documents. Where a prepositional phrase,
a conjunct or a parenthesis belongs is the parser's weak side. Compounds are taken apart in lemmas
where both parts are known, now and then wrongly ("motor_boot", where the treebank has "motorboot").
"""


def base_card(folder: Path) -> str:
    """Return the card as Markdown, from the `meta.json` in the base's folder."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    data = [f"- {entry['name']}. Licence: {entry['licence']}" for entry in meta["data"]]
    learned = [
        "## Trained on",
        *data,
        f"\nRecipe: {meta['recipe']}. Licence of the model: {meta['licence']}. "
        f"Data SHA-256: `{meta['corpus_sha256']}`. Versions: {json.dumps(meta['versions'])}.\n",
    ]
    return "\n".join([_INTRODUCTION, *learned, _SCORES, *_table(meta["scores"]), "", _LIMITS])


def _table(scores: dict[str, dict[str, dict[str, float]]]) -> list[str]:
    rows: list[tuple[str, dict[str, Any]]] = [
        (f"{test}, {tokens}", found) for test, modes in scores.items() for tokens, found in modes.items()
    ]
    rows.append(("nl_core_news_sm 3.7.0, as published", _PUBLISHED))
    return [
        f"| | {' | '.join(_NAMES)} |",
        f"| --- |{' ---: |' * len(_NAMES)}",
        *(f"| {name} | {' | '.join(f'{found[score]:.3f}' for score in SCORES)} |" for name, found in rows),
    ]
