"""``policytext link``: which related articles are documents of the same run."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from policytext.cli import DONE, UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the sub-command."""
    parser.add_argument("annotations", type=Path, metavar="RUN", help="a file or folder that annotate wrote")
    parser.add_argument(
        "-o", "--output", required=True, metavar="OUT", help="a .jsonl file (or .jsonl.gz, .jsonl.zst), or -"
    )
    parser.add_argument("--overwrite", action="store_true", help="replace a file that is there already")


def run(arguments: argparse.Namespace) -> int:
    """Write the annotations once more, linked, and say how many links there are."""
    from policytext.api import MissingExtraError, PlanError, StoredAnnotationError, link

    try:
        done = link(arguments.annotations, arguments.output, overwrite=arguments.overwrite)
    except (PlanError, StoredAnnotationError, MissingExtraError) as error:
        raise UsageError(str(error)) from None
    except BrokenPipeError:
        raise
    except OSError as error:
        msg = f"{error.filename or arguments.output}: {error.strerror or error}"
        raise UsageError(msg) from None
    print(f"{done.documents} documents, {done.linked} of {done.related} related articles linked", file=sys.stderr)
    return DONE
