"""``policytext corpus``: check, split, count, export, import and compare annotated corpora."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from policytext.cli import DONE, NOTHING_USABLE, SOME_FAILED, UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the sub-command."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    _action(actions, "check", "find faults in the markup, and sentences that stand in two documents")
    _action(actions, "split", "assign documents to train, dev and test in FOLDER/splits.csv; those in it stay")
    _action(actions, "stats", "count what a corpus holds, and say which quotas it meets")
    export = _action(actions, "export", "write a corpus in another form")
    export.add_argument("--to", required=True, choices=("annotation", "csv", "docbin"), help="the form")
    strip = _action(actions, "strip", "write the bare texts of a corpus")
    for command in (export, strip):
        command.add_argument("-o", "--output", required=True, type=Path, metavar="OUT", help="a folder")
        command.add_argument("--overwrite", action="store_true", help="write into a folder that holds files already")
    _import_arguments(_command(actions, "import", "make markup of what people have corrected in a labelling tool"))
    agreement = _command(actions, "agreement", "compare two annotations of the same texts")
    agreement.add_argument("first", type=Path, metavar="FIRST", help="folder of *.ptm files")
    agreement.add_argument("second", type=Path, metavar="SECOND", help="folder of *.ptm files of the same texts")
    agreement.add_argument("--list", action="store_true", help="also list every disagreement, tab-separated")
    passes = _command(actions, "tag-agreement", "compare the tags that two annotators gave the same sentences")
    passes.add_argument("passes", type=Path, metavar="FILE", help="CSV file: document, sentence, first, second")


def _import_arguments(command: argparse.ArgumentParser) -> None:
    from policytext.corpus.imports import TOOLS

    command.add_argument("path", type=Path, metavar="FILE_OR_FOLDER", help="what the tool exported")
    command.add_argument("--from", dest="tool", required=True, choices=tuple(TOOLS), help="the tool")
    command.add_argument("-o", "--output", required=True, type=Path, metavar="FOLDER", help="for the *.ptm files")
    command.add_argument("--overwrite", action="store_true", help="write into a folder that holds files already")
    command.add_argument("--genre", help="genre of documents that bring none, such as ngo-news")
    command.add_argument("--hand", help="the author's voice of documents that bring none, such as activist")
    command.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help="date of documents that bring none")
    command.add_argument(
        "--leave-out", action="append", default=[], metavar="LABEL", help="drop entities of this label (repeatable)"
    )
    command.add_argument(
        "--unreviewed", action="store_true", help="take documents too that nobody has submitted or accepted"
    )


def _day(text: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        msg = f"{text!r} is no day; YYYY-MM-DD is expected"
        raise argparse.ArgumentTypeError(msg) from None


def run(arguments: argparse.Namespace) -> int:
    """Carry out the action and return the exit code."""
    for folder in (getattr(arguments, name, None) for name in ("folder", "first", "second")):
        if folder and not folder.is_dir():
            msg = f"{folder}: no such folder"
            raise UsageError(msg)
    try:
        code: int = _ACTIONS[arguments.action](arguments)
    except (ValueError, UnicodeError) as error:
        raise UsageError(str(error)) from None
    except BrokenPipeError:
        raise
    except OSError as error:
        msg = f"{error.filename}: {error.strerror or error}"
        raise UsageError(msg) from None
    return code


def _check(arguments: argparse.Namespace) -> int:
    from policytext.corpus.check import check_corpus

    faults = check_corpus(arguments.folder)
    print("\n".join(faults) or "no faults")
    return SOME_FAILED if faults else DONE


def _split(arguments: argparse.Namespace) -> int:
    from policytext.corpus.folder import corpus_documents, corpus_splits
    from policytext.corpus.split import SPLITS, assign_splits, write_splits

    known = corpus_splits(arguments.folder)
    documents = corpus_documents(arguments.folder).values()
    splits = assign_splits(documents, known)
    write_splits(arguments.folder / SPLITS, splits)
    print(f"{len(splits) - len(known)} documents assigned, {len(known)} were", file=sys.stderr)
    return DONE


def _stats(arguments: argparse.Namespace) -> int:
    from policytext.corpus.folder import corpus_documents, corpus_splits
    from policytext.corpus.quotas import quotas
    from policytext.corpus.stats import corpus_stats

    stats = corpus_stats(corpus_documents(arguments.folder).values(), corpus_splits(arguments.folder))
    print("\n".join(stats.text_lines()))
    print("\nquotas")
    print("\n".join(f"  {quota}" for quota in quotas(stats)))
    return DONE


def _export(arguments: argparse.Namespace) -> int:
    from policytext.corpus.export import EXPORTS, prepare
    from policytext.corpus.folder import corpus_documents, corpus_splits

    documents = corpus_documents(arguments.folder)
    prepare(arguments.output, overwrite=arguments.overwrite)
    EXPORTS[arguments.to](documents, corpus_splits(arguments.folder), arguments.output)
    print(f"{len(documents)} documents in {arguments.output}", file=sys.stderr)
    return DONE


def _import(arguments: argparse.Namespace) -> int:
    from policytext.corpus.export import prepare
    from policytext.corpus.imports.marking import Header
    from policytext.corpus.imports.reading import import_documents

    if not arguments.path.exists():
        msg = f"{arguments.path}: no such file or folder"
        raise UsageError(msg)
    prepare(arguments.output, overwrite=arguments.overwrite)
    done = import_documents(
        arguments.path,
        arguments.tool,
        arguments.output,
        Header(arguments.genre, arguments.hand, arguments.date),
        leave_out=arguments.leave_out,
        unreviewed=arguments.unreviewed,
    )
    for line in [*done.faults, *(f"note: {note}" for note in done.notes)]:
        print(line, file=sys.stderr)
    passed = f", {len(done.unreviewed)} not reviewed passed over" if done.unreviewed else ""
    print(
        f"{len(done.written)} documents in {arguments.output}, {len(done.faults)} not imported{passed}", file=sys.stderr
    )
    if not done.written:
        return NOTHING_USABLE
    return SOME_FAILED if done.faults else DONE


def _strip(arguments: argparse.Namespace) -> int:
    from policytext.corpus.export import export_text, prepare
    from policytext.corpus.folder import corpus_documents

    documents = corpus_documents(arguments.folder)
    prepare(arguments.output, overwrite=arguments.overwrite)
    export_text(documents, arguments.output)
    print(f"{len(documents)} documents in {arguments.output}", file=sys.stderr)
    return DONE


def _agreement(arguments: argparse.Namespace) -> int:
    from policytext.corpus.agreement import compare
    from policytext.corpus.folder import corpus_documents

    first, second = (corpus_documents(folder).values() for folder in (arguments.first, arguments.second))
    agreement = compare(first, second)
    print(agreement.table())
    if arguments.list:
        print()
        print("\n".join(map(str, agreement.disagreements)))
    return DONE


def _tag_agreement(arguments: argparse.Namespace) -> int:
    from policytext.corpus.passes import passes_table, read_passes

    print(passes_table(read_passes(arguments.passes)))
    return DONE


_ACTIONS = {
    "agreement": _agreement,
    "check": _check,
    "export": _export,
    "import": _import,
    "split": _split,
    "stats": _stats,
    "strip": _strip,
    "tag-agreement": _tag_agreement,
}


def _command(
    actions: argparse._SubParsersAction[argparse.ArgumentParser], name: str, summary: str
) -> argparse.ArgumentParser:
    return actions.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser], name: str, summary: str
) -> argparse.ArgumentParser:
    command = _command(actions, name, summary)
    command.add_argument("folder", type=Path, metavar="FOLDER", help="folder of *.ptm files")
    return command
