"""``policytext annotate``: files and folders in, one annotation per document out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from policytext.cli import DONE, INTERRUPTED, NOTHING_USABLE, SOME_FAILED, UsageError

if TYPE_CHECKING:
    from types import TracebackType

    from tqdm import tqdm

_EPILOG = """\
exit codes: 0 all done, 1 some documents failed, 2 usage, 3 nothing usable (no documents, or all failed)

Text, Markdown, HTML, JSON Lines and CSV are read; files of other types inside folders are skipped and counted.
Documents that fail are listed with their cause in errors.jsonl in the output folder.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the sub-command."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _EPILOG
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="a file, a folder, or - for standard input")
    parser.add_argument(
        "-o", "--output", required=True, metavar="OUT", help="a folder, a .jsonl file, or - for standard output"
    )
    parser.add_argument("--format", choices=("json", "jsonl"), help="one file per document (default), or one stream")
    parser.add_argument("--workers", type=_positive, metavar="N", help="processes (default: one per usable core)")
    parser.add_argument("--base", metavar="BASE", help="base pipeline: auto (default), policytext, a name, or a path")
    parser.add_argument("--models", choices=("accurate", "fast"), help="set of models (default: fast)")
    parser.add_argument("--labels", metavar="DIR", help="a label set of your own, made by policytext train labels")
    parser.add_argument("--overwrite", action="store_true", help="replace output that is there already")
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings in TOML; options given here win")
    parser.add_argument("--quiet", action="store_true", help="no progress bar and no summary")


def run(arguments: argparse.Namespace) -> int:
    """Annotate and return the exit code."""
    from policytext.api import PlanError, SettingsError, SetupError, annotate_files

    bar = _Bar(shown=sys.stderr.isatty() and not arguments.quiet)
    try:
        with bar:
            summary = annotate_files(
                arguments.inputs,
                arguments.output,
                format=arguments.format,
                workers=arguments.workers,
                base=arguments.base,
                models=arguments.models,
                labels=arguments.labels,
                overwrite=arguments.overwrite,
                config=arguments.config,
                progress=bar.update,
            )
    except (PlanError, SettingsError, SetupError) as error:
        raise UsageError(str(error)) from None
    except BrokenPipeError:
        raise
    except OSError as error:
        msg = f"{error.filename or arguments.output}: {error.strerror or error}"
        raise UsageError(msg) from None
    except KeyboardInterrupt:
        print(f"policytext: interrupted; {bar.done} documents are done, their output stays", file=sys.stderr)
        return INTERRUPTED
    if not arguments.quiet:
        print(summary.to_text(), file=sys.stderr)
    if not summary.documents:
        print("policytext: no document was annotated", file=sys.stderr)
        return NOTHING_USABLE
    return SOME_FAILED if summary.failures else DONE


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        msg = f"{text!r} is not a whole number of 1 or more"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


class _Bar:
    """A progress bar on standard error, or a mere count where none is to be shown."""

    def __init__(self, *, shown: bool) -> None:
        self.done = 0
        self._shown = shown
        self._bar: tqdm[NoReturn] | None = None

    def update(self, done: int, total: int | None) -> None:
        if self._bar is None and self._shown:
            from tqdm import tqdm

            self._bar = tqdm(total=total, unit=" documents", file=sys.stderr)
        if self._bar is not None:
            self._bar.update(done - self.done)
        self.done = done

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.close()
