"""``policytext evaluate``: annotations, or the pipeline, against gold."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from policytext.cli import DONE, UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the sub-command."""
    parser.add_argument("gold", type=Path, metavar="GOLD", help="folder of annotated documents")
    parser.add_argument(
        "--annotations", type=Path, metavar="PATH", help="annotations to score (default: annotate the gold texts now)"
    )
    parser.add_argument("--json", type=Path, metavar="OUT", help="also write the scores as JSON")
    parser.add_argument("--base", default="auto", metavar="BASE", help="base pipeline to annotate with")
    parser.add_argument("--models", choices=("accurate", "fast"), default="fast", help="set of models to annotate with")
    parser.add_argument("--split", metavar="SPLIT", help="part of the corpus to score, such as test (default: all)")


def run(arguments: argparse.Namespace) -> int:
    """Score, print the table, and write the scores where asked."""
    from policytext.api import DocumentError, evaluate

    for path in filter(None, (arguments.gold, arguments.annotations)):
        if not path.exists():
            msg = f"{path}: no such file or folder"
            raise UsageError(msg)
    try:
        report = evaluate(
            arguments.gold,
            annotations=arguments.annotations,
            base=arguments.base,
            models=arguments.models,
            split=arguments.split,
        )
        if arguments.json:
            text = json.dumps(report.to_dict(), indent=1, ensure_ascii=False) + "\n"
            arguments.json.write_text(text, encoding="utf-8")
    except (DocumentError, ValueError) as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        msg = f"{error.filename}: {error.strerror or error}"
        raise UsageError(msg) from None
    print(report.table())
    return DONE
