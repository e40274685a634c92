"""The division of a corpus into train, dev and test."""

from collections import Counter
from pathlib import Path

import pytest

from policytext.corpus.markup import MarkedDocument
from policytext.corpus.split import SplitsError, assign_splits, read_splits, write_splits

GENRES = ("ngo-news", "motion", "debate", "audit")
TOPICS = (3, 7, 12, 14, 20)


def corpus(size: int = 400) -> list[MarkedDocument]:
    return [
        MarkedDocument(f"d{number}", GENRES[number % 4], "dry", None, (TOPICS[number % 5],)) for number in range(size)
    ]


def test_four_fifths_train_and_a_tenth_each_dev_and_test() -> None:
    sizes = Counter(assign_splits(corpus(), {}).values())
    assert sizes["train"] == pytest.approx(320, abs=6)
    assert sizes["dev"] == pytest.approx(40, abs=4)
    assert sizes["test"] == pytest.approx(40, abs=4)


def test_every_genre_and_topic_is_in_every_split() -> None:
    splits = assign_splits(corpus(), {})
    found = {(splits[each.id], trait) for each in corpus() for trait in (each.genre, each.topics[0])}
    assert len(found) == 3 * (len(GENRES) + len(TOPICS))


def test_the_order_of_documents_does_not_matter() -> None:
    assert assign_splits(corpus(), {}) == assign_splits(reversed(corpus()), {})


def test_what_is_assigned_stays_when_the_corpus_grows_or_shrinks() -> None:
    before = assign_splits(corpus(100), {})
    after = assign_splits(corpus()[50:], before)
    assert {name: after[name] for name in before} == before
    assert len(after) == 400


def test_a_splits_file_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "splits.csv"
    write_splits(path, {"b": "train", "a": "test"})
    assert path.read_bytes() == b"id,split\na,test\nb,train\n"
    assert read_splits(path) == {"a": "test", "b": "train"}


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("name,split\na,train\n", "the columns id and split"),
        ("id,split\na,training\n", "splits.csv:2: 'training' is none of train, dev, test"),
        ("id,split\na,train\na,test\n", "splits.csv:3: a stands here twice"),
    ],
)
def test_a_malformed_splits_file_is_refused_with_its_line(tmp_path: Path, text: str, cause: str) -> None:
    path = tmp_path / "splits.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SplitsError, match=cause):
        read_splits(path)
