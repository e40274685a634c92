"""The tags of independent annotators side by side."""

from pathlib import Path

import pytest

from policytext.corpus.passes import PassesError, passes_table, read_passes, tag_comparisons

ROWS = """document,sentence,first,second
ngo-dijk,1,,
ngo-dijk,2,RC,R
ngo-dijk,3,,C
ngo-bos,1,P,P
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "tags.csv"
    found.write_text(ROWS, encoding="utf-8")
    return found


def test_a_row_holds_the_tags_of_both(path: Path) -> None:
    second = read_passes(path)[1]
    assert (second.document, second.sentence) == ("ngo-dijk", 2)
    assert (second.first, second.second) == ({"recommendation", "criticism"}, {"recommendation"})


def test_agreement_per_tag(path: Path) -> None:
    found = {each.name: (each.f, each.cases) for each in tag_comparisons(read_passes(path))}
    assert found == {"tag recommendation": (1.0, 4), "tag praise": (1.0, 4), "tag criticism": (0.0, 4)}


def test_the_table_says_how_much_was_tagged_twice(path: Path) -> None:
    assert passes_table(read_passes(path)).startswith("4 sentences of 2 documents tagged twice")


@pytest.mark.parametrize(
    ("source", "cause"),
    [
        ("document,sentence,first\na,1,R\n", "columns document, sentence, first, second are expected"),
        (ROWS.replace("RC", "X"), "tags.csv:3: a sentence number and tag letters"),
        (ROWS.replace("ngo-bos,1", "ngo-bos,een"), "tags.csv:5: a sentence number"),
        (ROWS.replace(",P,P", ""), "tags.csv:5: a sentence number"),
    ],
)
def test_a_malformed_file_is_refused_with_its_place(path: Path, source: str, cause: str) -> None:
    path.write_text(source, encoding="utf-8")
    with pytest.raises(PassesError, match=cause):
        read_passes(path)
