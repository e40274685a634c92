"""The output of a run as it grows: annotations, failures and the manifest, in step with each other."""

from __future__ import annotations

import json
import logging
import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from policytext.batch.plan import PlanError
from policytext.batch.work import Failure, Kept, Outcome, Success
from policytext.runs.failures import FailureLog
from policytext.runs.manifest import Entry, Manifest, ManifestError
from policytext.runs.outputs import Mode, Output
from policytext.writers import ChangedOutputError, Part, PartWriter, Place, Writer
from policytext.writers.writer import Written, temporary

_log = logging.getLogger(__name__)
_REWRITING = "rewriting"


@dataclass
class Store:
    """Takes outcomes and keeps them.

    Attributes:
        output: where they go.
        writer: writes the annotations.
        failures: writes the failures.
        manifest: remembers both; None for standard output.
        fingerprint: of the pipeline at work.
    """

    output: Output
    writer: Writer
    failures: FailureLog
    manifest: Manifest | None
    fingerprint: str

    def put(self, outcomes: Sequence[Outcome]) -> list[Outcome]:
        """Keep outcomes, and return them with a failure in the place of each annotation that cannot be written."""
        successes = [outcome for outcome in outcomes if isinstance(outcome, Success)]
        written = self.writer.write([(outcome.key, outcome.payload) for outcome in successes]) if successes else []
        places = iter(written)
        kept = [
            _placed(outcome, next(places)) if isinstance(outcome, Success) else (outcome, None) for outcome in outcomes
        ]
        self.failures.write([outcome for outcome, _ in kept if isinstance(outcome, Failure)])
        if self.manifest is not None:
            self._remember(self.manifest, kept)
        return [outcome for outcome, _ in kept]

    def _remember(self, manifest: Manifest, kept: Sequence[tuple[Outcome, Place | None]]) -> None:
        for outcome, place in kept:
            # What cannot be named cannot be found again; what is kept is known already.
            if not isinstance(outcome, Kept) and outcome.key:
                manifest.record(outcome, self.fingerprint, place)
        for part in self.writer.parts():
            manifest.record_part(part)
        try:
            manifest.commit()
        except OSError as error:
            # The documents are safe, only not known to be; the next commit tries again.
            _log.warning("%s", error)

    def entry(self, key: str) -> Entry | None:
        """Return what an earlier run has made of a document; None where that is nothing, or no longer there."""
        entry = self.manifest.entry(key) if self.manifest else None
        return entry if entry is None or isinstance(entry.outcome, Failure) or self.output.holds(key) else None

    def finish(self) -> None:
        """Give every file its name, and take out annotations of documents that have been annotated anew."""
        self.writer.close()
        if self.manifest is not None and isinstance(self.writer, PartWriter) and self.output.folder is not None:
            for part, lines in self.manifest.outdated():
                _rewrite(self.writer, self.manifest, self.output.folder, part, lines)


def _placed(outcome: Success, written: Written) -> tuple[Outcome, Place | None]:
    """Return an annotation with its place, or the failure to write it."""
    if not isinstance(written, OSError):
        return outcome, written
    failure = Failure.by(written, "write", outcome.id, outcome.source)
    return replace(failure, key=outcome.key, sha256=outcome.sha256), None


@contextmanager
def opened(output: Output, mode: Mode, fingerprint: str) -> Iterator[Store]:
    """Open the output for one run, and close it at the end; an exception leaves it to be gone on with.

    Raises:
        PlanError: another run is at work on it, or it cannot be gone on with.
        MissingExtraError: the format needs a library that is not installed.
        OSError: it cannot be written to.
    """
    with ExitStack() as stack:
        manifest = None
        if output.state is not None and output.manifest is not None:
            stack.enter_context(_locked(output.state))
            if mode == "overwrite":
                output.clear()
                output.state.mkdir(parents=True, exist_ok=True)
            manifest = stack.enter_context(closing(_manifest(output, output.manifest)))
        written = manifest.parts() if manifest else []
        try:
            writer = output.writer(written, mode)
        except ChangedOutputError as error:
            raise PlanError(str(error)) from None
        failures = stack.enter_context(closing(FailureLog(output.errors)))
        store = Store(output, writer, failures, manifest, fingerprint)
        try:
            yield store
        except BaseException:
            writer.abandon()
            raise
        store.finish()


@contextmanager
def _locked(state: Path) -> Iterator[None]:
    """Hold the output for this run alone; the system lets go of it when the process ends, however it ends."""
    state.mkdir(parents=True, exist_ok=True)
    lock, holder = FileLock(state.parent / f"{state.name}.lock"), state / "holder"
    try:
        lock.acquire(timeout=0)
    except Timeout:
        who = holder.read_text(encoding="utf-8") if holder.is_file() else "another process"
        msg = f"{state.parent}: {who} is writing there; wait for it to end, or choose another output"
        raise PlanError(msg) from None
    try:
        holder.write_text(f"process {os.getpid()} on {socket.gethostname()}", encoding="utf-8")
        yield
    finally:
        lock.release()


def _manifest(output: Output, path: Path) -> Manifest:
    """Return the manifest, made whole should the last run have been killed at its end.

    Raises:
        PlanError: it is that of a run with another output.
    """
    try:
        manifest = Manifest(path)
    except ManifestError as error:
        raise PlanError(str(error)) from None
    kind = f"{output.format}, compression {output.compression}"
    before = manifest.about().get("output", kind)
    if before != kind:
        manifest.close()
        msg = f"{output.folder}: holds a run with the format {before}; go on with the same, not with {kind}"
        raise PlanError(msg)
    manifest.describe({"output": kind})
    manifest.commit()
    if output.folder is not None:
        _complete_rewriting(manifest, output.folder)
    return manifest


def _rewrite(writer: PartWriter, manifest: Manifest, folder: Path, part: Part, lines: Sequence[int]) -> None:
    """Cut a file of many down to some of its lines, in steps that can be completed if the process is killed."""
    new = writer.rewrite(part, lines)
    manifest.describe({_REWRITING: json.dumps([new.name, new.bytes, new.lines])})
    manifest.commit()
    temporary(folder / part.name).replace(folder / part.name)
    _complete_rewriting(manifest, folder)


def _complete_rewriting(manifest: Manifest, folder: Path) -> None:
    said = json.loads(manifest.about().get(_REWRITING) or "null")
    if said is None:
        return
    part = Part(*said)
    if temporary(folder / part.name).exists():
        # The new file has not taken the place of the old one, which still is as the manifest says.
        temporary(folder / part.name).unlink()
    else:
        manifest.renumber(part)
        if not part.lines:
            (folder / part.name).unlink(missing_ok=True)
    manifest.describe({_REWRITING: ""})
    manifest.commit()
