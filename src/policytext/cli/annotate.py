"""``policytext annotate``: files and folders in, one annotation per document out."""

from __future__ import annotations

import argparse
import sys
import time
from datetime import datetime
from typing import TYPE_CHECKING, NoReturn

from policytext.cli import DONE, INTERRUPTED, NOTHING_USABLE, SOME_FAILED, UsageError
from policytext.cli.settings import add_settings

if TYPE_CHECKING:
    from types import TracebackType

    from tqdm import tqdm

_LINE_SECONDS = 60

_EPILOG = """\
exit codes: 0 all done, 1 some documents failed, 2 usage, 3 nothing usable (no documents, or all failed)

Text, Markdown, HTML, JSON Lines and CSV are read; files of other types inside folders are skipped and counted.
Documents that fail are listed with their cause in errors.jsonl in the output folder, and run.json reports on the run.
A run that ended early, whatever the reason, goes on where it was with --resume and the same inputs and output.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the sub-command."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _EPILOG
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="a file, a folder, or - for standard input")
    parser.add_argument(
        "-o", "--output", required=True, metavar="OUT", help="a folder, a .jsonl file (or .jsonl.gz, .jsonl.zst), or -"
    )
    formats = "a file per document (default), or files of many documents as JSON Lines or Parquet"
    parser.add_argument("--format", choices=("json", "jsonl", "parquet"), help=formats)
    parser.add_argument("--compress", choices=("none", "gzip", "zstd"), help="compression of JSON Lines")
    add_settings(parser, workers="processes (default: one per usable core)", models="set of models (default: fast)")
    parser.add_argument("--timeout", type=_seconds, metavar="S", help="seconds for a document, 0 for ever (600)")
    parser.add_argument(
        "--engine", choices=("local", "dask"), help="processes of this machine (default), or a cluster's"
    )
    parser.add_argument("--scheduler", metavar="ADDRESS", help="where the Dask cluster's scheduler is")
    parser.add_argument("--overwrite", action="store_true", help="replace output that is there already")
    parser.add_argument("--resume", action="store_true", help="go on with the run that wrote the output before")
    parser.add_argument("--retry-failed", action="store_true", help="the same, and try again what failed in it")
    parser.add_argument("--progress", action="store_true", help="a line a minute, for logs without a terminal")
    parser.add_argument("--quiet", action="store_true", help="no progress bar and no summary")


def run(arguments: argparse.Namespace) -> int:
    """Annotate and return the exit code."""
    from policytext.api import MissingExtraError, PlanError, SettingsError, SetupError, annotate_files

    bar = _LogLines() if arguments.progress else _Bar(shown=sys.stderr.isatty() and not arguments.quiet)
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
                compress=arguments.compress,
                timeout=arguments.timeout,
                engine=arguments.engine,
                scheduler=arguments.scheduler,
                resume=arguments.resume,
                retry_failed=arguments.retry_failed,
                overwrite=arguments.overwrite,
                config=arguments.config,
                progress=bar.update,
            )
    except (MissingExtraError, PlanError, SettingsError, SetupError) as error:
        raise UsageError(str(error)) from None
    except BrokenPipeError:
        raise
    except OSError as error:
        msg = f"{error.filename or arguments.output}: {error.strerror or error}"
        raise UsageError(msg) from None
    except KeyboardInterrupt:
        print(f"policytext: interrupted; {bar.done} documents are done; --resume goes on from there", file=sys.stderr)
        return INTERRUPTED
    if not arguments.quiet:
        print(summary.to_text(), file=sys.stderr)
    if not summary.documents:
        print("policytext: no document was annotated", file=sys.stderr)
        return NOTHING_USABLE
    return SOME_FAILED if summary.failures else DONE


def _seconds(text: str) -> int:
    if not text.isdecimal():
        msg = f"{text!r} is not a whole number of seconds, or 0 for ever"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


class _LogLines:
    """A line a minute on standard error: how many documents are done, of how many, and how fast."""

    def __init__(self) -> None:
        self.done = 0
        self._started = self._told = time.monotonic()

    def update(self, done: int, total: int | None) -> None:
        """Take note of how far the run is; say so if a minute has passed since the last time."""
        self.done = done
        now = time.monotonic()
        if now - self._told >= _LINE_SECONDS:
            self._told = now
            of_all = "" if total is None else f" of {total}"
            rate = done / (now - self._started)
            print(
                f"{datetime.now():%H:%M:%S} {done}{of_all} documents, {rate:.1f} a second", file=sys.stderr, flush=True
            )

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


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
