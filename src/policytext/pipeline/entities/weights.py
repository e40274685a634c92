"""The weights of the trained tagger as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Weights:
    """What features and transitions add to each label.

    Attributes:
        labels: B-, I- and O.
        rows: the row of each feature in `states`.
        states: (features, labels), and one row of nothing at the end, for features that were never seen.
        transitions: (labels, labels) what a label (column) after another (row) adds.
    """

    labels: tuple[str, ...]
    rows: dict[str, int]
    states: Floats
    transitions: Floats

    @classmethod
    def of(
        cls,
        labels: tuple[str, ...],
        states: dict[tuple[str, str], float],
        transitions: dict[tuple[str, str], float],
    ) -> Weights:
        """Return the weights given by (feature, label) and by (label, next label)."""
        place = {label: column for column, label in enumerate(labels)}
        rows = {feature: row for row, feature in enumerate(sorted({feature for feature, _ in states}))}
        found = cls(labels, rows, np.zeros((len(rows) + 1, len(labels))), np.zeros((len(labels), len(labels))))
        for (feature, label), weight in states.items():
            found.states[rows[feature], place[label]] = weight
        for (label, following), weight in transitions.items():
            found.transitions[place[label], place[following]] = weight
        return found

    def to_file(self, path: Path) -> None:
        """Write the arrays to an ``.npz`` file."""
        features, columns = np.nonzero(self.states)
        np.savez_compressed(
            path,
            labels=np.array(self.labels),
            features=np.frombuffer("\n".join(self.rows).encode("utf-8"), dtype=np.uint8),
            row=features.astype(np.uint16 if len(self.rows) < 2**16 else np.uint32),
            column=columns.astype(np.uint8),
            weight=self.states[features, columns].astype(np.float32),
            transitions=self.transitions.astype(np.float32),
        )

    @classmethod
    def from_file(cls, path: Path) -> Weights:
        """Read a file written by `to_file`."""
        with np.load(path, allow_pickle=False) as stored:
            names = stored["features"].tobytes().decode("utf-8").split("\n")
            labels = tuple(stored["labels"].tolist())
            states = np.zeros((len(names) + 1, len(labels)))
            states[stored["row"], stored["column"]] = stored["weight"]
            rows = {name: row for row, name in enumerate(names)}
            return cls(labels, rows, states, stored["transitions"].astype(np.float64))
