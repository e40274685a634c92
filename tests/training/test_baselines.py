"""Plain classifiers that show what a corpus alone can teach."""

from pathlib import Path

import pytest

from policytext.training.baselines import Outcome, compare, of_gold, table

TRAIN = [
    ("Het kabinet moet ingrijpen.", "R"),
    ("De minister moet ingrijpen.", "R"),
    ("Gemeenten moeten ingrijpen.", "R"),
    ("Goed dat het kabinet ingreep.", "P"),
    ("Goed dat de minister ingreep.", "P"),
    ("Goed dat gemeenten ingrepen.", "P"),
    ("Het toezicht schiet tekort.", "C"),
    ("De zorg schiet tekort.", "C"),
    ("Het beleid schiet tekort.", "C"),
    ("In [Zwolle|LOC] is een vergadering gehouden.", ""),
    ("In [Zwolle|LOC] is een besluit genomen.", ""),
    ("In [Zwolle|LOC] is een brief verstuurd.", ""),
]


def markup(name: str, sentences: list[tuple[str, str]]) -> str:
    lines = "\n".join(f"l {{{tags}}} {text}" if tags else f"l {text}" for text, tags in sentences)
    return f"id: {name}\ngenre: ngo-news\nhand: plain\ndate:\ntopics: 3\n---\nt Nieuws uit [Zwolle|LOC]\n{lines}\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    folder.mkdir()
    rows = ["id,split"]
    for number in range(5):
        (folder / f"train{number}.ptm").write_text(markup(f"train{number}", TRAIN), encoding="utf-8")
        rows.append(f"train{number},train")
    test = [
        ("Provincies moeten ingrijpen.", "R"),
        ("Goed dat de provincie ingreep.", "P"),
        ("Het bestuur schiet tekort.", "C"),
        ("In [Zwolle|LOC] is een foto gemaakt.", ""),
    ]
    (folder / "test.ptm").write_text(markup("test", test), encoding="utf-8")
    (folder / "dev.ptm").write_text(markup("dev", TRAIN[:4]), encoding="utf-8")
    (folder / "splits.csv").write_text("\n".join([*rows, "test,test", "dev,dev"]) + "\n", encoding="utf-8")
    return folder


def test_titles_carry_names_and_no_tags(corpus: Path) -> None:
    title, first, *_ = of_gold(corpus, "test")
    assert (title.text, title.tags, title.names) == ("Nieuws uit Zwolle", None, ((11, 17, "LOC"),))
    assert (first.text, first.tags) == ("Provincies moeten ingrijpen.", {"recommendation"})


def test_what_the_words_give_away_is_learned(corpus: Path, tmp_path: Path) -> None:
    (outcome,) = compare(corpus, tmp_path / "no-data", None)
    assert (outcome.trained_on, outcome.tested_on, outcome.sentences) == ("small", "small, test", 64)
    assert outcome.macro_f == 1
    assert outcome.entities.f == 1


def test_the_table_gives_the_corpus_as_a_share_of_the_real_sentences(corpus: Path, tmp_path: Path) -> None:
    (outcome,) = compare(corpus, tmp_path / "no-data", None)
    other = Outcome("real sentences", outcome.tested_on, 10, outcome.tags, outcome.entities)
    assert "small against real sentences on small, test: tags 100%, entities 100%" in table([outcome, other])
