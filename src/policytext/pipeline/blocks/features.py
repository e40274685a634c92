"""What the line classifier sees of a line: its look, its words, its place, and the lines around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.blocks.patterns import PATTERNS, RELATED_HEADING
from policytext.text.lines import Line
from policytext.text.sentences import split_sentences

KINDS = ("title", "heading", "text", "related", "meta", "boilerplate")
"""What the classifier tells apart; lead and body are both `text` and told apart by the headings before them."""

LONG = 140
"""Code points from which on a line counts as running text."""

_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.!?:;][\"”’]?$|[\"”’]$")
_SMALL_WORDS = re.compile(
    r"\b(?:de|het|een|van|en|in|op|te|dat|die|is|voor|met|zijn|aan|om|er|niet|ook|als|bij|naar|door|over|uit|dit|deze"
    r"|wordt|worden|of|maar|tot|wij|we|u|ik|hij|ze|zij|onze|uw|hun|nog|al|meer|dan)\b",
    re.IGNORECASE,
)
_SINCE_RELATED = 30
_AROUND = 5
_ECHO = (8, 150)
"""Code points between which a line's text counts as an echo where it ends another line: a crumb, a menu item."""


class _Page:
    """The lines of one document, with what they have in common counted once."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.words = [[word.lower() for word in _WORD.findall(line.text)] for line in lines]
        self.folded = [line.text.casefold() for line in lines]
        self.shapes = [_DIGITS.sub("0", text) for text in self.folded]
        self.repeats, self.shape_repeats = Counter(self.folded), Counter(self.shapes)
        self.first = {text: len(lines) - 1 - back for back, text in enumerate(reversed(self.folded))}
        self.last = {text: index for index, text in enumerate(self.folded)}
        self.in_running_text = Counter(
            word for line, words in zip(lines, self.words, strict=True) if len(line.text) >= LONG for word in set(words)
        )
        long_lines = [index for index, line in enumerate(lines) if len(line.text) >= LONG]
        self.first_long, self.last_long = (long_lines[0], long_lines[-1]) if long_lines else (len(lines), -1)
        sentences = [self._is_sentence(index) for index in range(len(lines))]
        self.sentences_to = np.concatenate([[0], np.cumsum(sentences)])
        self.repeated_to = np.concatenate([[0], np.cumsum([self.repeats[text] > 1 for text in self.folded])])
        self.short_share = sum(len(line.text) < LONG // 2 for line in lines) / len(lines)

    def _is_sentence(self, index: int) -> bool:
        text = self.lines[index].text
        return len(text) >= LONG or (len(self.words[index]) >= 6 and bool(_SENTENCE_END.search(text)))

    def look(self, index: int) -> Iterator[float]:
        """Yield lengths, capitals, digits and small words: what the line looks like by itself."""
        text, words = self.lines[index].text, self.words[index]
        letters = [character for character in text if character.isalpha()]
        tokens = text.split()
        yield np.log1p(len(text))
        yield np.log1p(len(words))
        yield len(split_sentences(text)) if len(text) > 60 else 1
        yield sum(character.isupper() for character in letters) / max(1, len(letters))
        yield sum(word[:1].isupper() for word in tokens) / max(1, len(tokens))
        yield sum(character.isdigit() for character in text) / len(text)
        yield len(_SMALL_WORDS.findall(text)) / max(1, len(words))
        yield len(text) if len(words) <= 1 else -1
        yield self.lines[index].blank_before

    def likeness(self, index: int) -> Iterator[float]:
        """Yield how the line is like others: repeated whole or but for its digits, in the running text, nearby."""
        folded = self.folded[index]
        content = [word for word in self.words[index] if len(word) > 4]
        start, end = max(0, index - _AROUND), min(len(self.lines), index + _AROUND + 1)
        yield min(self.repeats[folded], 4)
        yield min(self.shape_repeats[self.shapes[index]], 6)
        yield self.last[folded] > index
        yield self.first[folded] < index
        yield sum(word in self.in_running_text for word in content) / len(content) if content else -1
        yield self.words[index][:3] == self.words[0][:3]
        yield (self.repeated_to[end] - self.repeated_to[start]) / (end - start)
        can_echo = _ECHO[0] < len(folded) < _ECHO[1]
        yield can_echo and any(other.endswith(folded) for other in self.folded[max(0, index - 2 * _AROUND) : index])
        yield can_echo and any(other.endswith(folded) for other in self.folded[index + 1 : index + 1 + 2 * _AROUND])

    def place(self, index: int) -> Iterator[float]:
        """Yield where the line stands: from the start and the end, before, in or after the running text."""
        number = len(self.lines)
        yield (index < self.first_long) * 2 - (index > self.last_long) * 1
        yield np.log1p(min(index, 60)) - np.log1p(min(number - 1 - index, 60))
        yield min(index, 12)
        yield index / number
        yield min(self.sentences_to[index], 5)
        yield min(self.sentences_to[-1] - self.sentences_to[index + 1], 5)
        yield self.short_share
        yield min(number, 100)


def own_features(lines: Sequence[Line]) -> NDArray[np.float32]:
    """Return what each line shows by itself and by its place in the document, one row a line."""
    page = _Page(lines)
    since_related = _SINCE_RELATED
    rows = []
    for index, line in enumerate(lines):
        is_heading = len(line.text) < 40 and RELATED_HEADING.match(line.text)
        since_related = 0 if is_heading else min(since_related + 1, _SINCE_RELATED)
        patterns = (bool(pattern.search(line.text)) for pattern in PATTERNS)
        rows.append([*page.look(index), *page.likeness(index), *page.place(index), since_related, *patterns])
    return np.array(rows, dtype=np.float32)


def with_neighbours(rows: NDArray[np.float32], reach: int) -> NDArray[np.float32]:
    """Return each row followed by those of the `reach` lines before and after it; -1 stands beyond the document."""
    padded = np.full((len(rows) + 2 * reach, rows.shape[1]), -1, dtype=np.float32)
    padded[reach : reach + len(rows)] = rows
    return np.hstack([padded[shift : shift + len(rows)] for shift in range(2 * reach + 1)])


def run_features(lines: Sequence[Line]) -> NDArray[np.float32]:
    """Return, for each line, the lengths of the runs of short lines it stands in and beside."""
    short = np.array([len(line.text) < LONG // 2 for line in lines], dtype=bool)
    rows = np.zeros((len(lines), 4), dtype=np.float32)
    for column, order in ((0, range(len(lines))), (1, range(len(lines) - 1, -1, -1))):
        run = 0
        for index in order:
            run = run + 1 if short[index] else 0
            rows[index, column] = min(run, 20)
    long_lines = np.flatnonzero(~short)
    for index in range(len(lines)):
        before, after = np.searchsorted(long_lines, index) - 1, np.searchsorted(long_lines, index, side="right")
        rows[index, 2] = min(long_lines[after] - index, 20) if after < len(long_lines) else 20
        rows[index, 3] = min(index - long_lines[before], 20) if before >= 0 else 20
    return rows
