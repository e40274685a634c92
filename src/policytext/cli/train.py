"""``policytext train``: train models anew, on our corpus or on another in its form."""

from __future__ import annotations

import argparse
from pathlib import Path

from policytext.cli import DONE, UsageError

_EPILOG = """\
models: blocks, entities, tags, topics, encoder, base, labels

The encoder and the base need the extra policytext[encoder]; the first takes hours on a processor, the base one hour.
The same data give the same files, the encoder's and the base's on one kind of machine.

To train on documents of your own too, annotate them in the markup of corpora/MARKUP.md, run `policytext corpus split`
on their folder, put it beside a copy of corpora/policytext-nl and name the folder of both with --corpus.

To have labels of your own beside recommendation, praise and criticism, put sentences into a CSV file with the columns
text and labels (several joined by ";"; document and heading may be there too), and run
  policytext train labels --examples FILE -o DIR
  policytext annotate ... --labels DIR/labels
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the sub-command."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _EPILOG
    parser.add_argument("models", nargs="+", metavar="MODEL", help="which models")
    corpus = "annotated corpus with splits.csv, or a folder of several (default: ours)"
    parser.add_argument("--corpus", type=Path, metavar="DIR", help=corpus)
    parser.add_argument("--examples", type=Path, metavar="FILE", help="CSV file, for a label set of your own")
    parser.add_argument("--data", type=Path, metavar="DIR", help="third-party data (default: beside the repository)")
    resume = "let the encoder go on from the shipped one, for one pass over the corpus, instead of anew"
    parser.add_argument("--resume", action="store_true", help=resume)
    mean = "let the encoder's weights be the mean of the new ones and those of the encoder in this folder"
    parser.add_argument("--mean-with", type=Path, metavar="DIR", help=mean)
    parser.add_argument("-o", "--output", type=Path, metavar="DIR", help="where the models go (default: models/)")


def run(arguments: argparse.Namespace) -> int:
    """Train the models one after the other."""
    from policytext.training.train import CORPUS, DATA, MODELS, MODELS_FOLDER, Sources, write_model

    unknown = [name for name in arguments.models if name not in MODELS]
    if unknown:
        msg = f"unknown model {', '.join(unknown)}; there are {', '.join(MODELS)}"
        raise UsageError(msg)
    if "labels" in arguments.models and not arguments.output:
        msg = "say with -o where the label set goes"
        raise UsageError(msg)
    start = MODELS_FOLDER / "encoder" if arguments.resume else None
    sources = Sources(
        arguments.corpus or CORPUS, arguments.data or DATA, start, arguments.mean_with, arguments.examples
    )
    if not sources.corpus.is_dir():
        msg = f"{sources.corpus}: no such folder; name the corpus with --corpus"
        raise UsageError(msg)
    for name in arguments.models:
        try:
            folder = write_model(name, sources, arguments.output or MODELS_FOLDER)
        except ModuleNotFoundError as error:
            msg = f"{name}: {error.name} is not installed; run: pip install 'policytext[encoder]'"
            raise UsageError(msg) from None
        except (FileNotFoundError, RuntimeError, ValueError) as error:
            msg = f"{name}: {error}"
            raise UsageError(msg) from None
        print(f"{name}: written to {folder}")
    return DONE
