"""``policytext export``: annotations in the forms that other tools read."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from policytext.cli import DONE, UsageError
from policytext.exports.registry import EXPORTERS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the sub-command."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    width = max(map(len, EXPORTERS), default=0)
    formats = "\n".join(f"  {name:{width}}  {exporter.summary}" for name, exporter in EXPORTERS.items())
    parser.epilog = f"formats:\n{formats}\n"
    parser.add_argument("annotations", type=Path, metavar="RUN", help="what annotate wrote: a folder or a file")
    parser.add_argument("--to", required=True, choices=tuple(EXPORTERS), metavar="FORMAT", help="see below")
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="OUT", help="a folder or a file, by format")
    parser.add_argument("--overwrite", action="store_true", help="replace output that is there already")


def run(arguments: argparse.Namespace) -> int:
    """Export, say what was written, and return the exit code."""
    from policytext.api import ExportError, MissingExtraError, StoredAnnotationError, export

    try:
        count = export(arguments.annotations, arguments.output, to=arguments.to, overwrite=arguments.overwrite)
    except (ExportError, MissingExtraError, StoredAnnotationError) as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        msg = f"{error.filename or arguments.output}: {error.strerror or error}"
        raise UsageError(msg) from None
    documents = "1 document" if count == 1 else f"{count:,} documents"
    print(f"{documents} in {arguments.output}", file=sys.stderr)
    return DONE
