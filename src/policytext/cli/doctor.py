"""``policytext doctor``: a check before a long job."""

from __future__ import annotations

import argparse
import json

from policytext.cli import DONE, SOME_FAILED, UsageError
from policytext.cli.settings import add_settings

_EPILOG = """\
example: policytext doctor documents/ -o annotations/ --models accurate

exit codes: 0 all is well, 1 something would make a long job fail or be very slow, 2 usage

Models are loaded in a process of their own, and three short documents are annotated. With inputs, these are counted
and a sample of them is timed, which takes about a minute. Nothing is written to the output.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the sub-command."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _EPILOG
    parser.add_argument("inputs", nargs="*", metavar="INPUT", help="files and folders of the job")
    parser.add_argument("-o", "--output", metavar="OUT", help="where the job would write (default: the current folder)")
    add_settings(parser, workers="processes (default: as annotate's)", models="set of models to try (default: both)")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Examine, print what was found, and return the exit code."""
    from policytext.api import SettingsError, doctor

    try:
        found = doctor(
            arguments.inputs,
            arguments.output,
            workers=arguments.workers,
            base=arguments.base,
            models=arguments.models,
            labels=arguments.labels,
            config=arguments.config,
        )
    except SettingsError as error:
        raise UsageError(str(error)) from None
    if arguments.json:
        print(json.dumps(found.to_dict(), indent=2, ensure_ascii=False))
    else:
        print(found.to_text())
    return SOME_FAILED if found.problems else DONE
