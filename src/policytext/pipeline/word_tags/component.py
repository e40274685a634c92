"""The component that weighs a second opinion in with spaCy's tagger, and keeps morphology in line with the tags."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Token

from policytext.pipeline.activations import softmax
from policytext.pipeline.one_file import OneFile
from policytext.pipeline.word_tags.network import WordNetwork

Floats = NDArray[np.float32]

TAGGER, MORPHOLOGIZER = "tagger", "morphologizer"
OWN_WEIGHT = 0.65
"""What the network's scores of tags count beside the tagger's; chosen on Alpino's dev part."""

_UNSEEN = 1e-4
"""Added to how often a tag has a morphology, so that none is impossible."""
_POS = "POS="


class WordTagger(OneFile):
    """Sets ``token.tag_`` by the weighed mean of its network's and the tagger's scores, and morphology to fit.

    Morphology, part of speech included, is what the morphologizer finds likeliest together with how often the
    treebank has it with each tag. Stands behind both, and reads ``doc.tensor``, on which they stand; without them
    it sets the tags by its network alone, and no morphology. White space keeps what it has.

    Args:
        nlp: the pipeline that it is in; without one it has nothing to weigh in with.
    """

    file_name = "tagger.npz"

    def __init__(self, nlp: Language | None = None) -> None:
        self._nlp = nlp
        self._tags: tuple[str, ...] = ()
        self._morphs: tuple[str, ...] = ()
        self._take(None, np.zeros((0, 0), dtype=np.float32))

    def use(self, network: WordNetwork, tags: Iterable[str], morphs: Mapping[str, Mapping[str, int]]) -> None:
        """Take a network, the names of its outputs, and how often each tag has which morphology (``POS=...|...``)."""
        self._tags = tuple(tags)
        self._morphs = tuple(sorted({each for counts in morphs.values() for each in counts}))
        places = {morph: place for place, morph in enumerate(self._morphs)}
        table = np.zeros((len(self._tags), len(self._morphs)), dtype=np.float32)
        for row, tag in enumerate(self._tags):
            for morph, count in morphs.get(tag, {}).items():
                table[row, places[morph]] = count
        self._take(network, table)

    def _take(self, network: WordNetwork | None, counts: Floats) -> None:
        self._network = network
        self._counts = counts
        self._morphs_of_tags = counts / np.maximum(counts.sum(1, keepdims=True), 1)

    def __call__(self, doc: Doc) -> Doc:
        tokens = [token for token in doc if not token.is_space]
        if self._network is None or not tokens:
            return doc
        for start, scores in self._network.stretches([token.text for token in tokens]):
            self._set(doc, tokens[start : start + len(scores)], scores)
        return doc

    def _set(self, doc: Doc, tokens: list[Token], scores: Floats) -> None:
        rows = [token.i for token in tokens]
        theirs = self._scores(TAGGER, doc, rows, self._tags)
        if theirs is not None:
            scores = OWN_WEIGHT * scores + (1 - OWN_WEIGHT) * theirs
        for token, place in zip(tokens, scores.argmax(1), strict=True):
            token.tag_ = self._tags[place]
        morphs = self._scores(MORPHOLOGIZER, doc, rows, self._morphs)
        if morphs is not None:
            fitting = softmax(morphs) * (softmax(scores) @ self._morphs_of_tags + _UNSEEN)
            for token, place in zip(tokens, fitting.argmax(1), strict=True):
                _set_morph(token, self._morphs[place])

    def _scores(self, name: str, doc: Doc, rows: list[int], labels: tuple[str, ...]) -> Floats | None:
        """Return the logits of `labels` by a component of spaCy's for some tokens; None where it is not run."""
        if self._nlp is None or name not in self._nlp.pipe_names or not doc.tensor.size:
            return None
        pipe: Any = self._nlp.get_pipe(name)
        layer = pipe.model.get_ref("output_layer")
        scores: Floats = layer.ops.to_numpy(doc.tensor[rows] @ layer.get_param("W").T + layer.get_param("b"))
        places = {label: place for place, label in enumerate(pipe.labels)}
        known = np.array([places.get(label, -1) for label in labels])
        return np.where(known >= 0, scores[:, known], scores.min(1, keepdims=True))

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the network with the names of its outputs and the counts of morphology."""
        network = b"" if self._network is None else self._network.to_bytes()
        target = io.BytesIO()
        np.savez_compressed(
            target,
            network=np.frombuffer(network, dtype=np.uint8),
            tags=np.array(self._tags),
            morphs=np.array(self._morphs),
            counts=self._counts.astype(np.int32),
        )
        return target.getvalue()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Take what `to_bytes` wrote."""
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            network, counts = stored["network"].tobytes(), stored["counts"].astype(np.float32)
            self._tags, self._morphs = tuple(stored["tags"].tolist()), tuple(stored["morphs"].tolist())
        self._take(WordNetwork.from_bytes(network) if network else None, counts)
        return self


def _set_morph(token: Token, label: str) -> None:
    """Set part of speech and morphology from "Gender=Com|Number=Sing|POS=NOUN"."""
    features = label.split("|")
    token.pos_ = next(each.removeprefix(_POS) for each in features if each.startswith(_POS))
    token.set_morph("|".join(each for each in features if not each.startswith(_POS)))  # type: ignore[attr-defined]


@Language.factory("policytext_word_tags", assigns=["token.tag", "token.pos", "token.morph"], requires=["doc.tensor"])
def create_word_tags(nlp: Language, name: str) -> WordTagger:
    return WordTagger(nlp)
