"""``policytext corpus``."""

from collections.abc import Callable
from pathlib import Path

import pytest

from policytext.cli import DONE, SOME_FAILED, USAGE, main
from policytext.corpus.split import read_splits

CorpusWriter = Callable[..., Path]


def test_check_lists_faults_and_says_so_by_its_code(
    corpus: CorpusWriter, markup: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["corpus", "check", str(corpus(markup))]) == DONE
    assert capsys.readouterr().out == "no faults\n"
    broken = corpus(markup.replace("h1 Meer", "h2 Meer"), name="broken")
    assert main(["corpus", "check", str(broken)]) == SOME_FAILED
    assert "heading level 2 under level 0" in capsys.readouterr().out


def test_split_writes_once_and_keeps(corpus: CorpusWriter, markup: str) -> None:
    folder = corpus(markup)
    (folder / "splits.csv").write_text("id,split\nngo-dijk,test\n", encoding="utf-8")
    assert main(["corpus", "split", str(folder)]) == DONE
    assert read_splits(folder / "splits.csv") == {"ngo-dijk": "test"}


def test_stats_prints_figures_and_quotas(corpus: CorpusWriter, markup: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", "stats", str(corpus(markup))]) == DONE
    out = capsys.readouterr().out
    assert "sentences          4" in out
    assert "short at least 400 documents: 1" in out


@pytest.mark.parametrize("form", ["annotation", "csv", "docbin"])
def test_export_writes_every_form(corpus: CorpusWriter, markup: str, tmp_path: Path, form: str) -> None:
    output = tmp_path / form
    assert main(["corpus", "export", str(corpus(markup)), "-o", str(output), "--to", form]) == DONE
    assert any(output.iterdir())


def test_strip_writes_bare_texts(corpus: CorpusWriter, markup: str, tmp_path: Path) -> None:
    assert main(["corpus", "strip", str(corpus(markup)), "-o", str(tmp_path / "texts")]) == DONE
    text = (tmp_path / "texts" / "documents" / "ngo-dijk.txt").read_text(encoding="utf-8")
    assert text.startswith("Menu\nDijk laat boeren")
    assert "|ORG" not in text


def test_agreement_lists_disagreements_when_asked(
    corpus: CorpusWriter, markup: str, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = corpus(markup), corpus(markup.replace("b Het bestuur", "b {P} Het bestuur"), name="second")
    assert main(["corpus", "agreement", str(first), str(second), "--list"]) == DONE
    out = capsys.readouterr().out
    assert out.startswith("1 documents annotated twice")
    assert "- / praise" in out


def test_what_the_user_can_put_right_is_one_line(
    corpus: CorpusWriter, markup: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["corpus", "stats", str(tmp_path / "nowhere")]) == USAGE
    assert "no such folder" in capsys.readouterr().err
    folder = corpus(markup)
    (folder / "documents" / "bad.ptm").write_text("id bad\n", encoding="utf-8")
    assert main(["corpus", "stats", str(folder)]) == USAGE
    assert "bad.ptm:1: header line expected" in capsys.readouterr().err
