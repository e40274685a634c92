"""Reading what a labelling tool exports into a folder of corpus markup."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from policytext.corpus.check import check_document
from policytext.corpus.imports import TOOLS
from policytext.corpus.imports.marking import Header, Marked, marked
from policytext.corpus.imports.records import Record, ToolFileError
from policytext.corpus.writing import write_document


@dataclass
class Imported:
    """What came of an import.

    Attributes:
        written: the files.
        unreviewed: documents that nobody has submitted or accepted, passed over.
        faults: what could not be imported, as ``place: cause``.
        notes: what is not in a file that was written, or is not as a corpus should be, as ``place: what``.
    """

    written: list[Path] = field(default_factory=list)
    unreviewed: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def import_documents(  # noqa: PLR0913 - one keyword per option of the command, each with a default
    path: Path,
    tool: str,
    output: Path,
    header: Header,
    *,
    leave_out: Collection[str] = (),
    unreviewed: bool = False,
) -> Imported:
    """Write ``OUT/<id>.ptm`` for every document of a tool's export; one that cannot be imported costs no other.

    Args:
        path: the file or folder that the tool wrote.
        tool: one of `TOOLS`.
        output: a folder.
        header: genre, hand and date of documents that bring none.
        leave_out: labels of entities that are not wanted.
        unreviewed: whether documents that nobody has submitted are taken too.

    Raises:
        ToolFileError: `path` is a file that cannot be read at all, or a folder without files of the tool.
        MissingExtraError: the format needs a library that is not installed.
    """
    done = Imported()
    output.mkdir(parents=True, exist_ok=True)
    seen: dict[str, str] = {}
    for record in _records(path, tool, unreviewed=unreviewed):
        try:
            sheet = record.sheet()
            if sheet is None:
                done.unreviewed.append(record.place)
                continue
            made = marked(sheet, header, leave_out)
            source = write_document(made.document)
        except ToolFileError as error:
            done.faults.append(str(error))
            continue
        except ValueError as error:
            done.faults.append(f"{record.place}: {error}")
            continue
        except (AttributeError, LookupError, TypeError) as error:
            done.faults.append(f"{record.place}: not as {tool} writes it ({type(error).__name__}: {error})")
            continue
        name = made.document.id
        if name in seen:
            done.faults.append(f"{record.place}: the id {name!r} is that of {seen[name]} too")
            continue
        seen[name] = record.place
        file = output / f"{name}.ptm"
        file.write_text(source, encoding="utf-8", newline="\n")
        done.written.append(file)
        done.notes += [f"{record.place}: {note}" for note in _notes(made)]
    return done


def _records(path: Path, tool: str, *, unreviewed: bool) -> Iterator[Record]:
    read: Callable[..., Iterator[Record]] = import_module(f"policytext.corpus.imports.{TOOLS[tool]}").records
    return read(path, unreviewed=unreviewed)


def _notes(made: Marked) -> Iterator[str]:
    yield from made.notes
    yield from check_document(made.document, made.document.id)
