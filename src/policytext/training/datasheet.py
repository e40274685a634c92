"""Write the tables of the corpus's datasheet: what it holds, how far annotators agree, what plain classifiers learn.

Run ``python -m policytext.training.datasheet`` after the corpus has changed. The comparison with the labelled real
sentences needs `--data` and, for the real documents, `--gold`; without them that table stays as it is.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from policytext.corpus.agreement import compare as compare_annotations
from policytext.corpus.folder import corpus_documents, corpus_splits
from policytext.corpus.passes import passes_table, read_passes
from policytext.corpus.quotas import quotas
from policytext.corpus.stats import corpus_stats
from policytext.training.baselines import compare, table
from policytext.training.generated import put
from policytext.training.train import CORPUS, REPOSITORY

DATASHEET = CORPUS / "DATASHEET.md"
AGREEMENT = REPOSITORY / "corpora" / "agreement"
_COMMAND = "python -m policytext.training.datasheet"


def stats_table() -> str:
    """Return what ``policytext corpus stats`` prints."""
    stats = corpus_stats(corpus_documents(CORPUS).values(), corpus_splits(CORPUS))
    return "\n".join([*stats.text_lines(), "", "quotas", *(f"  {quota}" for quota in quotas(stats))])


def agreement_table() -> str:
    """Return what ``policytext corpus agreement`` prints of the two independent annotations."""
    first, second = (corpus_documents(AGREEMENT / name).values() for name in ("first", "second"))
    return compare_annotations(first, second).table()


def main() -> None:
    """Write every table that can be made here."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=REPOSITORY.parent / "shared" / "data")
    parser.add_argument("--gold", type=Path, default=REPOSITORY.parent / "shared" / "gold" / "dev")
    arguments = parser.parse_args()
    put(DATASHEET, "stats", _COMMAND, stats_table())
    put(DATASHEET, "agreement", _COMMAND, agreement_table())
    put(DATASHEET, "tag agreement", _COMMAND, passes_table(read_passes(AGREEMENT / "tags.csv")))
    if arguments.data.is_dir() and arguments.gold.is_dir():
        put(DATASHEET, "baselines", _COMMAND, table(list(compare(CORPUS, arguments.data, arguments.gold))))


if __name__ == "__main__":
    main()
