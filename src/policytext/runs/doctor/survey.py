"""The documents of a job, looked over before it: how many, how long, which are the longest, and a sample of them.

Every file is counted; very many, and files of very many records, are judged by a part that is spread over them.
"""

from __future__ import annotations

import heapq
import io
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from policytext.batch.plan import Item, Plan
from policytext.batch.work import Failure, Job
from policytext.readers import Origin, Reader, ReadOptions, RecordFailure
from policytext.runs.doctor.lengths import lengths
from policytext.runs.doctor.spread import Spread, evenly
from policytext.runs.jobs import record_failure, records_reader

SAMPLE_DOCUMENTS = 20
SAMPLE_CHARACTERS = 50_000
"""Length (code points, or bytes of a file) up to which a document is fit to be timed: time grows with the length."""
_MEASURED_FILES = 500
_LONGEST_FILES = 100
_SHOWN = 3
# Bytes of records up to which files of many are read to their end, and what is read of each after that.
_RECORD_BYTES = 200_000_000
_HEAD_BYTES = 4_000_000


@dataclass
class Survey:
    """What there is to annotate.

    Attributes:
        documents: how many documents there are.
        characters: code points of all of them.
        estimated: whether these two are judged by a part.
        measured: how many documents were read for it.
        unreadable: how many of those hold no text to annotate.
        first_unreadable: one of these, with the reason.
        longest: the longest documents with their lengths in code points.
        too_long: documents found that are longer than a document may be.
        skipped: files of unknown type inside folders, per suffix.
        faults: what could not be looked into.
        sample: documents to time, spread over the input.
    """

    documents: int = 0
    characters: int = 0
    estimated: bool = False
    measured: int = 0
    unreadable: int = 0
    first_unreadable: str | None = None
    longest: list[tuple[str, int]] = field(default_factory=list)
    too_long: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    faults: list[Failure] = field(default_factory=list)
    sample: list[Job] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return the survey as plain JSON data, without the sample itself."""
        return {
            "documents": self.documents,
            "characters": self.characters,
            "estimated": self.estimated,
            "measured": self.measured,
            "unreadable": self.unreadable,
            "first_unreadable": self.first_unreadable,
            "longest": [{"id": name, "characters": length} for name, length in self.longest],
            "too_long": self.too_long,
            "skipped": dict(self.skipped),
            "faults": [fault.to_dict() for fault in self.faults],
        }


def survey(plan: Plan, options: ReadOptions, max_characters: int) -> Survey:
    """Look over the inputs of a plan, which is taken to its end.

    Args:
        plan: the inputs; none of them is standard input.
        options: settings of the readers.
        max_characters: length beyond which a document is refused, in code points.
    """
    look = _Look(options, max_characters)
    for item in chain(plan.faults, plan.items, plan.rest):
        if isinstance(item, Failure):
            look.found.faults.append(item)
        elif item.path is not None:
            look.take(item, item.path)
    look.found.skipped = plan.skipped
    return look.finished()


class _Look:
    """Takes inputs in, one after the other, in memory that does not grow with their number."""

    def __init__(self, options: ReadOptions, max_characters: int) -> None:
        self.found = Survey()
        self._options = options
        self._max_characters = max_characters
        self._sample, self._files = Spread(2 * SAMPLE_DOCUMENTS), Spread(_MEASURED_FILES)
        self._shortest: Job | None = None
        self._largest: list[tuple[int, str, Job]] = []
        self._bytes: Counter[str] = Counter()
        self._record_bytes = _RECORD_BYTES

    def take(self, item: Item, path: Path) -> None:
        """Take in a file; what is wrong with one does not keep the others from being looked at."""
        reader = records_reader(item)
        if reader is None:
            job = Job(item.key, item.id, item.source, path, item.size)
            self.found.documents += 1
            self._bytes[path.suffix.lower()] += item.size
            self._files.add(job)
            largest = heapq.heappush if len(self._largest) < _LONGEST_FILES else heapq.heappushpop
            largest(self._largest, (item.size, item.source, job))
            self._fit(job)
            return
        try:
            self._take_records(item, path, reader)
        except (OSError, ValueError) as error:
            self._unreadable(Failure.by(error, "read", item.id, item.source))

    def finished(self) -> Survey:
        """Return what was found, once the files that are to be read have been read."""
        found = self.found
        jobs = list({job.key: job for job in (*(job for *_, job in self._largest), *self._files.kept)}.values())
        read: Counter[str] = Counter()
        characters: Counter[str] = Counter()
        for job, length in lengths(jobs, self._options, self._max_characters):
            suffix = Path(job.key).suffix.lower()
            read[suffix] += job.size
            found.measured += 1
            if isinstance(length, Failure):
                self._unreadable(length)
                continue
            characters[suffix] += length
            self._long(job.source, length)
        found.estimated |= read != self._bytes
        found.characters += _scaled(characters, read, self._bytes)
        found.sample = evenly(self._sample.kept, SAMPLE_DOCUMENTS) or ([self._shortest] if self._shortest else [])
        return found

    def _take_records(self, item: Item, path: Path, reader: Reader) -> None:
        whole, share = item.size <= self._record_bytes, 1.0
        self._record_bytes -= min(item.size, self._record_bytes)
        documents = characters = 0
        with path.open("rb") as file:
            stream: BinaryIO = file
            if not whole:
                head = _whole_lines(file.read(_HEAD_BYTES))
                stream, share = io.BytesIO(head), item.size / len(head)
            for record in reader.read(stream, Origin(item.id, item.source), self._options):
                documents += 1
                self.found.measured += 1
                if isinstance(record, RecordFailure):
                    self._unreadable(record_failure(record, item.source))
                    continue
                characters += len(record.text)
                self._long(record.id, len(record.text))
                self._fit(Job(record.id, record.id, item.source, record, len(record.text)))
        self.found.documents += round(documents * share)
        self.found.characters += round(characters * share)
        self.found.estimated |= not whole

    def _fit(self, job: Job) -> None:
        if job.size <= SAMPLE_CHARACTERS:
            self._sample.add(job)
        if self._shortest is None or job.size < self._shortest.size:
            self._shortest = job

    def _long(self, name: str, length: int) -> None:
        self.found.too_long += length > self._max_characters
        self.found.longest = heapq.nlargest(_SHOWN, [*self.found.longest, (name, length)], key=lambda pair: pair[1])

    def _unreadable(self, failure: Failure) -> None:
        self.found.unreadable += 1
        self.found.first_unreadable = self.found.first_unreadable or f"{failure.source}: {failure.message}"


def _whole_lines(head: bytes) -> bytes:
    """Return the beginning of a file without the line that it breaks off in."""
    return head[: head.rfind(b"\n") + 1] or head


def _scaled(characters: Counter[str], read: Counter[str], of_all: Counter[str]) -> int:
    """Return the code points of files by what was read of those of each type, or of all where none was read."""
    total, total_read = characters.total(), read.total()
    whole = 0.0
    for suffix, size in of_all.items():
        share = characters[suffix] / read[suffix] if read[suffix] else total / total_read if total_read else 1.0
        whole += size * share
    return round(whole)
