"""``policytext report``: the annotations of a run as one HTML file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from policytext.cli import DONE, NOTHING_USABLE, SOME_FAILED, UsageError

_EPILOG = """\
The file opens in any browser, offline, and holds everything: plots, a table of the documents to filter, and each
document with its sections, tags, entities and links. Nothing in it is sent anywhere.

  policytext annotate documents/ -o annotations/
  policytext report annotations/ -o report.html

exit codes: 0 written, 1 written, but some stored annotations could not be read, 2 usage, 3 no annotation to report on
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the sub-command."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _EPILOG
    parser.add_argument("annotations", type=Path, metavar="RUN", help="what annotate wrote: a folder, or a file")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the .html file to write")
    parser.add_argument("--title", metavar="TEXT", help="title of the report (default: the name of RUN)")
    parser.add_argument("--overwrite", action="store_true", help="replace the file when it is there already")


def run(arguments: argparse.Namespace) -> int:
    """Write the report and say what is in it."""
    from policytext.api import EmptyReportError, write_report

    try:
        written = write_report(
            arguments.annotations, arguments.output, overwrite=arguments.overwrite, title=arguments.title
        )
    except FileExistsError as error:
        msg = f"{error.filename}: there already; --overwrite replaces it"
        raise UsageError(msg) from None
    except IsADirectoryError as error:
        msg = f"{error.filename}: is a folder; name the file to write"
        raise UsageError(msg) from None
    except OSError as error:
        msg = f"{error.filename or arguments.output}: {error.strerror or error}"
        raise UsageError(msg) from None
    except EmptyReportError as error:
        print(f"policytext: {error}", file=sys.stderr)
        return NOTHING_USABLE
    except ValueError as error:
        raise UsageError(str(error)) from None
    failed = f", {written.failures} failed and listed" if written.failures else ""
    print(f"{written.path}: {written.documents} documents{failed}, {written.bytes / 1e6:.1f} MB")
    for message in written.unread:
        print(f"policytext: {message}", file=sys.stderr)
    return SOME_FAILED if written.unread else DONE
