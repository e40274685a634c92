"""The command ``policytext``. A sub-command is a module with `add_arguments` and `run`, imported when it is called."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

# Exit codes, the same for every sub-command.
DONE, SOME_FAILED, USAGE, NOTHING_USABLE, INTERRUPTED = 0, 1, 2, 3, 130

_COMMANDS = {
    "annotate": "annotate documents: files and folders in, JSON out",
    "show": "print one annotation readably",
    "report": "write one HTML file to read, filter and count the annotations of a run in",
    "train": "train models anew, on our corpus or on your own",
    "evaluate": "score annotations, or the pipeline, against gold",
    "doctor": "check before a long job whether it will work, and estimate what it takes",
    "info": "print versions, base pipeline and models",
    "schema": "print the JSON Schema of the annotation format",
    "knowledge": "ask the registers of ministers, parties, laws and bodies what a name means",
    "corpus": "check, count or export an annotated corpus",
}


class UsageError(Exception):
    """Something the user can put right; the message says what, in one line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, by default that of this process, and return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parsed = _parser(given).parse_args(given)
    try:
        code: int = parsed.run(parsed)
        sys.stdout.flush()
    except UsageError as error:
        print(f"policytext: {error}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        print("policytext: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever reads our output closed it. Python would complain on its own flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return SOME_FAILED
    return code


def _parser(given: list[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="policytext",
        description="Annotate Dutch policy documents: sections, recommendations, praise, criticism, entities, topics.",
        epilog="`policytext COMMAND --help` explains a command.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    called = next((argument for argument in given if not argument.startswith("-")), None)
    for name, summary in _COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
        if name == called:
            module = import_module(f"policytext.cli.{name}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    return parser


class _Version(argparse.Action):
    """Prints the version; looking it up takes time, so only when asked."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        import policytext

        print(f"policytext {policytext.__version__}")
        parser.exit()
