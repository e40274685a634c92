"""Build what the entity tagger knows of words beforehand: word clusters and name lists.

Clusters group words that stand between the same neighbours in the raw policy text: positive pointwise mutual
information of a word with its direct neighbours, cut to 100 dimensions by a truncated SVD, grouped by k-means (the
recipe of Levy and Goldberg 2014, with clusters instead of vectors as features, as in Turian et al. 2010).
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.cluster import MiniBatchKMeans
from sklearn.preprocessing import normalize
from sklearn.utils.extmath import randomized_svd

VOCABULARY, CONTEXTS, DIMENSIONS, CLUSTERS = 40_000, 8_000, 100, 400
_WORD = re.compile(r"[^\W_]+|[^\w\s]")
_CAPITALISED = re.compile(
    r"[^\W\d_a-zà-ÿ][\w’'-]*(?:\s(?:(?:van|de|der|den|ten|ter|en|aan|op|in|het)\s){0,2}[^\W\d_a-zà-ÿ][\w’'-]*)*"
)


def raw_texts(data: Path) -> Iterator[str]:
    """Yield the raw policy texts, a file at a time."""
    for path in sorted((data / "raw").glob("*.txt.gz")):
        with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
            yield file.read()


def word_clusters(data: Path) -> dict[str, int]:
    """Return the cluster of every frequent word of the raw texts; the same data give the same clusters."""
    frequent, vectors = word_vectors(data)
    grouped = MiniBatchKMeans(CLUSTERS, random_state=0, n_init=3, batch_size=4096).fit_predict(vectors)
    return {word: int(cluster) for word, cluster in zip(frequent, grouped, strict=True)}


def word_vectors(data: Path) -> tuple[list[str], NDArray[np.float32]]:
    """Return the frequent words of the raw texts with a vector of length 1 each, its main components first.

    Raises:
        FileNotFoundError: there are no raw texts.
    """
    streams = [_WORD.findall(text) for text in raw_texts(data)]
    if not streams:
        msg = f"no raw texts: {data / 'raw'}"
        raise FileNotFoundError(msg)
    frequencies = Counter(word for words in streams for word in words)
    frequent = [word for word, count in frequencies.most_common(VOCABULARY) if count >= 8]
    index = {word: place for place, word in enumerate(frequent)}
    counts = sp.csr_matrix((len(frequent), 4 * CONTEXTS), dtype=np.float32)
    for words in streams:
        counts = counts + _cooccurrences(np.array([index.get(word, -1) for word in words]), len(frequent))
    return frequent, _vectors(counts)


def _cooccurrences(places: NDArray[np.int64], size: int) -> sp.csr_matrix:
    """Count each word with the frequent words one and two places before and after it."""
    total = sp.csr_matrix((size, 4 * CONTEXTS), dtype=np.float32)
    for column, (shift, forward) in enumerate(((1, True), (1, False), (2, True), (2, False))):
        first, second = places[:-shift], places[shift:]
        words, contexts = (first, second) if forward else (second, first)
        kept = (words >= 0) & (contexts >= 0) & (contexts < CONTEXTS)
        entries = (np.ones(kept.sum(), dtype=np.float32), (words[kept], contexts[kept] + column * CONTEXTS))
        total = total + sp.csr_matrix(entries, shape=total.shape)
    return total


def _vectors(counts: sp.csr_matrix) -> NDArray[np.float32]:
    cells = counts.tocoo()
    rows = np.asarray(counts.sum(axis=1)).ravel()
    columns = np.asarray(counts.sum(axis=0)).ravel() ** 0.75
    information = np.log(cells.data * columns.sum() / (rows[cells.row] * np.maximum(columns[cells.col], 1e-9)))
    positive = sp.csr_matrix((np.maximum(information, 0), (cells.row, cells.col)), shape=counts.shape, dtype=np.float32)
    left, strengths, _ = randomized_svd(positive, DIMENSIONS, n_iter=3, random_state=0)
    vectors: NDArray[np.float32] = normalize(left * np.sqrt(strengths)).astype(np.float32)
    return vectors


def name_lists(data: Path) -> dict[str, set[str]]:
    """Return names by kind: whole places and organisations that the raw texts mention, and parts of persons' names."""
    mentioned = {match[0] for text in raw_texts(data) for match in _CAPITALISED.finditer(text)}
    mentioned |= {word for name in tuple(mentioned) for word in name.split()}
    lists = {kind: _list(data, kind) for kind in ("geo", "org", "per")}
    first = Counter(name.split()[0] for name in lists["per"] if " " in name)
    last = Counter(name.split()[-1] for name in lists["per"] if " " in name)
    return {
        "LOC": {name for name in lists["geo"] if name in mentioned and len(name) > 2},
        "ORG": {name for name in lists["org"] if name in mentioned and len(name) > 1},
        "FIRST": {name for name, count in first.items() if count >= 3 and len(name) > 1 and "." not in name},
        "LAST": {name for name, count in last.items() if count >= 2 and len(name) > 2 and "." not in name},
    }


def _list(data: Path, kind: str) -> list[str]:
    with gzip.open(data / "ner" / f"alpino-names-{kind}.txt.gz", "rt", encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip()]


def build(data: Path, folder: Path) -> None:
    """Write ``clusters.tsv.gz`` and ``names.tsv.gz`` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    clusters = word_clusters(data)
    _write(folder / "clusters.tsv.gz", (f"{word}\t{cluster}" for word, cluster in sorted(clusters.items())))
    names = name_lists(data)
    _write(folder / "names.tsv.gz", (f"{kind}\t{name}" for kind in sorted(names) for name in sorted(names[kind])))


def _write(path: Path, lines: Iterator[str]) -> None:
    with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as file:
        file.write("".join(line + "\n" for line in lines).encode())
