"""What has become of every document of a run: the memory that lets an interrupted one go on.

An SQLite database, for its commits: whatever moment a process is killed at, it holds what was committed before, whole.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from policytext.batch.work import Counts, Failure, Kept, Success
from policytext.writers import Part, Place

_VERSION = "1"
_TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
    key TEXT PRIMARY KEY, id TEXT NOT NULL, source TEXT NOT NULL, sha256 TEXT NOT NULL, fingerprint TEXT NOT NULL,
    counts TEXT, failure TEXT, part TEXT, line INTEGER
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS parts (name TEXT PRIMARY KEY, bytes INTEGER NOT NULL, lines INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_part ON documents (part);
"""
_DOCUMENT = "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_PART = "INSERT OR REPLACE INTO parts VALUES (?, ?, ?)"
_ABOUT = "INSERT OR REPLACE INTO about VALUES (?, ?)"


class ManifestError(ValueError):
    """A manifest that cannot be used; the message names the file and the cause."""


@dataclass(frozen=True)
class Entry:
    """What the manifest knows of a document.

    Attributes:
        sha256: that of the input when it was worked on.
        fingerprint: that of the pipeline that worked on it.
        outcome: the failure, or what keeps an annotation.
        place: where the annotation stands, None in a file of its own.
    """

    sha256: str
    fingerprint: str
    outcome: Kept | Failure
    place: Place | None


class Manifest:
    """The manifest in one file. What is put down is there to stay after `commit`."""

    def __init__(self, path: Path) -> None:
        """Open the manifest at `path`, a new one where there is none.

        Raises:
            ManifestError: the file is no manifest of this version.
            OSError: it cannot be made.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        self._pending: list[tuple[str, Sequence[Any]]] = []
        try:
            self._database = sqlite3.connect(path)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = NORMAL")
            self._database.executescript(_TABLES)
            version = self.about().get("version", _VERSION)
        except sqlite3.Error as error:
            msg = f"{path}: no manifest of a run ({error})"
            raise ManifestError(msg) from None
        if version != _VERSION:
            msg = f"{path}: a manifest of version {version}; this policytext reads version {_VERSION}"
            raise ManifestError(msg)
        self.describe({"version": version})

    def about(self) -> dict[str, str]:
        """Return what `describe` has put down of the run as a whole."""
        return dict(self._database.execute("SELECT name, value FROM about"))

    def describe(self, values: Mapping[str, str]) -> None:
        """Put down names with values, of the run as a whole."""
        self._pending += [(_ABOUT, pair) for pair in values.items()]

    def entry(self, key: str) -> Entry | None:
        """Return what is known of the document with this output key, None where nothing is."""
        query = "SELECT id, source, sha256, fingerprint, counts, failure, part, line FROM documents WHERE key = ?"
        row = self._database.execute(query, (key,)).fetchone()
        if row is None:
            return None
        id_, source, sha256, fingerprint, counts, failure, part, line = row
        outcome: Kept | Failure
        if failure is None:
            outcome = Kept(key, id_, source, Counts(**json.loads(counts)))
        else:
            outcome = Failure(**json.loads(failure), key=key, sha256=sha256)
        return Entry(sha256, fingerprint, outcome, None if part is None else Place(part, line))

    def record(self, outcome: Success | Failure, fingerprint: str, place: Place | None = None) -> None:
        """Put down what has become of a document, in the place of what was known of it."""
        failure = json.dumps(outcome.to_dict()) if isinstance(outcome, Failure) else None
        counts = None if isinstance(outcome, Failure) else json.dumps(asdict(outcome.counts))
        part, line = (None, None) if place is None else (place.part, place.line)
        row = (outcome.key, outcome.id, outcome.source, outcome.sha256, fingerprint, counts, failure, part, line)
        self._pending.append((_DOCUMENT, row))

    def record_part(self, part: Part) -> None:
        """Put down how far a file of many is written."""
        self._pending.append((_PART, (part.name, part.bytes, part.lines)))

    def parts(self) -> list[Part]:
        """Return the files of many, by name."""
        return [Part(*row) for row in self._database.execute("SELECT name, bytes, lines FROM parts ORDER BY name")]

    def lines(self, part: str) -> list[int]:
        """Return the lines of a file of many that are still somebody's annotation, in order."""
        query = "SELECT line FROM documents WHERE part = ? ORDER BY line"
        return [line for (line,) in self._database.execute(query, (part,))]

    def outdated(self) -> Iterator[tuple[Part, list[int]]]:
        """Yield the files with lines of documents that stand elsewhere by now, and the lines that are to stay."""
        query = (
            "SELECT name, bytes, lines FROM parts"
            " WHERE lines > (SELECT COUNT(*) FROM documents WHERE part = name) ORDER BY name"
        )
        for row in self._database.execute(query).fetchall():
            part = Part(*row)
            yield part, self.lines(part.name)

    def renumber(self, part: Part) -> None:
        """Put down that a file has been cut down to the lines that were somebody's annotation."""
        update = "UPDATE documents SET line = ? WHERE part = ? AND line = ?"
        # In ascending order no line takes the number of one that is still to be renumbered.
        self._pending += [(update, (new, part.name, old)) for new, old in enumerate(self.lines(part.name))]
        if part.lines:
            self.record_part(part)
        else:
            self._pending.append(("DELETE FROM parts WHERE name = ?", (part.name,)))

    def commit(self) -> None:
        """Make what was put down last; what cannot be written now is tried again at the next commit.

        Raises:
            OSError: the disk is full, or otherwise does not take it.
        """
        try:
            for statement, values in self._pending:
                self._database.execute(statement, values)
            self._database.commit()
        except sqlite3.Error as error:
            self._database.rollback()
            msg = f"the manifest cannot be written: {error}"
            raise OSError(msg) from error
        self._pending.clear()

    def close(self) -> None:
        """Close the file; what was not committed is lost."""
        self._database.close()
