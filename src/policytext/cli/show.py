"""``policytext show``: one annotation, readable in a terminal."""

from __future__ import annotations

import argparse
import shutil
import sys
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.cli import DONE, UsageError

if TYPE_CHECKING:
    from policytext.annotation import Annotation, Section, Sentence, Topic

_FAINT = 0.05
_COLOURS = {"recommendation": "34", "praise": "32", "criticism": "31"}
_BOLD = "1"
_MAX_WIDTH = 110


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the sub-command."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a .json file that annotate wrote")


def run(arguments: argparse.Namespace) -> int:
    """Print the annotations of a file."""
    from policytext.api import StoredAnnotationError, stored_annotations

    width = min(shutil.get_terminal_size().columns, _MAX_WIDTH)
    page = _Page(width, colour=sys.stdout.isatty())
    try:
        for annotation in stored_annotations(arguments.file):
            print("\n".join(page.lines(annotation)))
    except StoredAnnotationError as error:
        raise UsageError(str(error)) from None
    return DONE


class _Page:
    """Lays an annotation out for a terminal."""

    def __init__(self, width: int, *, colour: bool) -> None:
        self._width = width
        self._colour = colour

    def lines(self, annotation: Annotation) -> Iterator[str]:
        """Yield the lines of the page."""
        title = annotation.title.text if annotation.title else annotation.id
        yield from self._wrapped(title, "", _BOLD)
        facts = [annotation.date or "", annotation.source.path or "", annotation.source.url or ""]
        yield from self._wrapped(" · ".join(filter(None, facts)), "")
        if annotation.topics:
            yield from self._wrapped(f"topics: {_topics(annotation.topics)}", "")
        yield ""
        sentences: defaultdict[str, list[Sentence]] = defaultdict(list)
        for sentence in annotation.sentences:
            sentences[sentence.section].append(sentence)
        for section in annotation.sections:
            yield from self._section(section, sentences[section.id])
        yield from self._entities(annotation)
        yield from self._related(annotation)

    def _section(self, section: Section, sentences: list[Sentence]) -> Iterator[str]:
        indent = "  " * max(section.level - 1, 0)
        heading = section.heading.text if section.heading else f"({section.kind})"
        yield from self._wrapped(heading, indent, _BOLD)
        tagged = [sentence for sentence in sentences if sentence.tags or sentence.labels]
        for sentence in tagged:
            tags = [self._painted(f"[+{tag.label} {tag.score:.2f}]", tag.label) for tag in sentence.tags]
            tags += [f"[+{_printable(each.label)} {each.score:.2f}]" for each in sentence.labels]
            between = [_printable(mention.text) if mention else "?" for mention in (sentence.holder, sentence.target)]
            who = f"  {between[0]} → {between[1]}" if sentence.holder or sentence.target else ""
            yield f"{indent}  {' '.join(tags)}{who}"
            yield from self._wrapped(" ".join(sentence.text.split()), f"{indent}    ")
        untagged = len(sentences) - len(tagged)
        if untagged:
            more = "more " if tagged else ""
            yield f"{indent}  … {untagged} {more}sentence{'s' if untagged > 1 else ''} without a tag"

    def _entities(self, annotation: Annotation) -> Iterator[str]:
        by_label: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for entity in annotation.entities:
            by_label[entity.label][entity.text] += 1
        if by_label:
            yield ""
            yield self._styled("Entities", _BOLD)
        for label, texts in sorted(by_label.items()):
            names = ", ".join(text if count == 1 else f"{text} ×{count}" for text, count in texts.most_common())
            yield from self._wrapped(f"{label}: {names}", "  ")

    def _related(self, annotation: Annotation) -> Iterator[str]:
        if annotation.related:
            yield ""
            yield self._styled("Related articles", _BOLD)
        for related in annotation.related:
            yield from self._wrapped(f"{related.title.text}  ({_topics(related.topics) or 'no topic'})", "  ")

    def _wrapped(self, text: str, indent: str, style: str = "") -> Iterator[str]:
        for line in textwrap.wrap(
            _printable(text), max(self._width, 40), initial_indent=indent, subsequent_indent=indent
        ):
            yield self._styled(line, style)

    def _painted(self, text: str, label: str) -> str:
        return self._styled(text, _COLOURS[label])

    def _styled(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self._colour and style else text


def _printable(text: str) -> str:
    """Return the text without what could steer the terminal."""
    return "".join(character if character.isprintable() else " " for character in text)


def _topics(topics: Sequence[Topic]) -> str:
    """Return the likeliest topic, and others that are not out of the question."""
    shown = [*topics[:1], *(topic for topic in topics[1:] if topic.score >= _FAINT)]
    return ", ".join(f"{topic.label_nl} {topic.score:.2f}" for topic in shown)
