"""The fine-tuned encoder: what it says of every sentence's tags and every word's entity label.

A BERT encoder (Devlin et al. 2019) that started from multilingual-e5-small (Wang et al. 2024), cut down to the word
pieces of Dutch policy text and fine-tuned on our tasks; it runs on ONNX Runtime with 8-bit weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.encoder.windows import Unit, Window, padded, units_of, windows
from policytext.pipeline.models import read_meta
from policytext.pipeline.tags.stack import TagStack

_BATCH = 8
_SORTED = 64
"""Windows that are sorted by length before they are batched."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class UnitReading:
    """What the encoder says of one unit.

    Attributes:
        unit: the unit.
        tags: logits of the sentence tags, in the order of `TAG_LABELS`, read among the unit's neighbours.
        labels: logits of the entity labels, one row a piece.
    """

    unit: Unit
    tags: Floats
    labels: Floats


@dataclass(frozen=True)
class DocumentReading:
    """What the encoder says of a document.

    Attributes:
        labels: entity labels in the order of the logits, "O" first.
        units: the readings by the start of their unit, in code points.
        alone: logits of the tags of sentences read by themselves, by their start. On documents unlike those that the
            encoder learned from, neighbours mislead it as often as they help; the two readings together do better.
        stack: decides on the tags with what is read here.
    """

    labels: tuple[str, ...]
    units: dict[int, UnitReading]
    alone: dict[int, Floats]
    stack: TagStack | None


@dataclass(frozen=True)
class EncoderModel:
    """Encoder, tokenizer and heads.

    Attributes:
        session: the ONNX Runtime session; ids and mask in, hidden states out.
        tokenizer: cuts text into word pieces.
        heads: weights of the two heads, by name.
        labels: entity labels in the order of the label head, "O" first.
        stack: decides on the tags with what the encoder says; None until it has been trained.
    """

    session: Any
    tokenizer: Any
    heads: dict[str, Floats]
    labels: tuple[str, ...]
    stack: TagStack | None = None

    @classmethod
    def from_folder(cls, folder: Path) -> EncoderModel:
        """Read the model in `folder`, which `meta.json` describes."""
        return cls.from_files(folder, tuple(read_meta(folder)["entity_labels"]))

    @classmethod
    def from_files(cls, folder: Path, labels: tuple[str, ...]) -> EncoderModel:
        """Read ``encoder.onnx``, ``tokenizer.json``, ``heads.npz`` and, if it is there, ``stack.npz`` in `folder`."""
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        with np.load(folder / "heads.npz", allow_pickle=False) as stored:
            heads = {name: stored[name].astype(np.float32) for name in stored.files}
        return cls(
            onnxruntime.InferenceSession(folder / "encoder.onnx", options, providers=["CPUExecutionProvider"]),
            Tokenizer.from_file(str(folder / "tokenizer.json")),
            heads,
            labels,
            TagStack.from_file(folder / "stack.npz"),
        )

    def read(
        self, text: str, title: str, sentences: Sequence[tuple[int, int]], lines: Sequence[tuple[int, int, bool]]
    ) -> DocumentReading:
        """Return a reading of every sentence and line of a document.

        Args:
            text: the document's text.
            title: its title, or what stands in for it.
            sentences: their bounds.
            lines: title, headings and related lines as (start, end, whether a heading).
        """
        units = units_of(self.tokenizer, text, sentences, lines)
        among = windows(units, self.tokenizer.encode(title, add_special_tokens=False).ids)
        starts = {start for start, _ in sentences}
        judged = [unit for unit in units if unit.start in starts]
        alone = windows(judged, [], limit=0, neighbours=False)
        return DocumentReading(
            self.labels,
            {each.unit.start: each for each in self._readings(list(among), units)},
            {each.unit.start: each.tags for each in self._readings(list(alone), judged)},
            self.stack,
        )

    def _readings(self, cut: Sequence[Window], units: Sequence[Unit]) -> Iterator[UnitReading]:
        for first in range(0, len(cut), _SORTED):
            near = sorted(cut[first : first + _SORTED], key=lambda window: len(window.ids))
            for start in range(0, len(near), _BATCH):
                yield from self._batch(near[start : start + _BATCH], units)

    def _batch(self, batch: Sequence[Window], units: Sequence[Unit]) -> Iterator[UnitReading]:
        (hidden,) = self.session.run(None, {"ids": padded([window.ids for window in batch])})
        for row, window in enumerate(batch):
            for place in window.places:
                states = hidden[row, place.first : place.last + 1]
                yield UnitReading(units[place.unit], self._tags(states), self._labels(states[:-1]))

    def _tags(self, states: Floats) -> Floats:
        """Return tag logits from the mean of a unit's states and the state of its separator."""
        pooled = np.concatenate([states.mean(axis=0), states[-1]])
        inner = np.tanh(pooled @ self.heads["tag_inner"] + self.heads["tag_inner_bias"])
        logits: Floats = inner @ self.heads["tag"] + self.heads["tag_bias"]
        return logits

    def _labels(self, states: Floats) -> Floats:
        logits: Floats = states @ self.heads["label"] + self.heads["label_bias"]
        return logits
