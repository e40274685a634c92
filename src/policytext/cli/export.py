"""``policytext export``: the annotations of a run in the format of another tool."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from policytext.cli import DONE, NOTHING_USABLE, UsageError

_FORMATS = (
    "label-studio",
    "doccano",
    "prodigy",
    "brat",
    "inception",
    "conll",
    "docbin",
    "web-annotation",
    "tei",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the sub-command."""
    parser.add_argument("annotations", type=Path, metavar="RUN", help="annotations: what `policytext annotate` wrote")
    parser.add_argument("--to", required=True, choices=_FORMATS, help="the format")
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="OUT", help="a file or folder")
    parser.add_argument("--overwrite", action="store_true", help="replace output that is there already")


def run(arguments: argparse.Namespace) -> int:
    """Export, and return the exit code."""
    from policytext import api

    if not arguments.annotations.exists():
        msg = f"{arguments.annotations}: no such file or folder"
        raise UsageError(msg)
    try:
        count = api.export(arguments.annotations, arguments.to, arguments.output, overwrite=arguments.overwrite)
    except (ValueError, FileExistsError) as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        msg = f"{error.filename}: {error.strerror or error}"
        raise UsageError(msg) from None
    print(f"{count} documents in {arguments.output}", file=sys.stderr)
    return DONE if count else NOTHING_USABLE
