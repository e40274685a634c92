"""What the line classifier sees of a line: its look, its wording, its place, and the lines around it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from policytext.pipeline.blocks.page import CAPITAL, DIGIT, LETTER, SPACE, PageArrays
from policytext.pipeline.blocks.patterns import RELATED_HEADING, kinds_of_words, pattern_features, small_words, stops

KINDS = ("title", "heading", "text", "related", "meta", "boilerplate")
"""What the classifier tells apart; lead and body are both `text` and told apart by the headings before them."""

LONG = 140
"""Code points from which on a line counts as running text."""

_SENTENCE_ENDS = frozenset('.!?:;"”’')
_SINCE_RELATED = 30
_AROUND = 5
_ECHO = (8, 150)
"""Code points between which a line's text counts as an echo where it ends another line: a crumb, a menu item."""
_RUN = 20
_SAME_BEGINNING = 12
"""Code points in which lines that begin as the first one does are like it."""

Numbers = NDArray[np.float64]


def own_features(page: PageArrays) -> NDArray[np.float32]:
    """Return what each line shows by itself and by its place in the document, one row a line."""
    sizes = np.array([len(line.text) for line in page.lines])
    kinds = kinds_of_words(page)
    words = _words_of_lines(page)
    looks = _look(page, kinds, sizes, words)
    columns = [*looks, *_likeness(page, sizes), *_place(page, sizes, words), _since_related(page)]
    return np.hstack([np.column_stack(columns), pattern_features(page, kinds)]).astype(np.float32)


def _look(
    page: PageArrays, kinds: NDArray[np.uint64], sizes: NDArray[np.int64], words: NDArray[np.int64]
) -> list[Numbers]:
    """Return lengths, capitals, digits and small words: what the line looks like by itself."""
    starts_token = np.zeros(len(page.kinds), dtype=bool)
    starts_token[1:] = ((page.kinds[1:] & SPACE) == 0) & ((page.kinds[:-1] & SPACE) != 0)
    is_capital = (page.kinds & CAPITAL) != 0
    by_code = np.stack(
        [(page.kinds & LETTER) != 0, is_capital, (page.kinds & DIGIT) != 0, starts_token, starts_token & is_capital]
    )
    letters, capitals, digits, tokens, capital_tokens = np.add.reduceat(by_code, page.starts, axis=1, dtype=np.int64)
    small = np.add.reduceat(small_words(kinds), page.first_words, dtype=np.int64)
    return [
        np.log1p(sizes),
        np.log1p(words),
        np.add.reduceat(stops(page, kinds), page.first_words, dtype=np.int64) + 1,
        capitals / np.maximum(letters, 1),
        capital_tokens / tokens,
        digits / (np.diff(page.starts, append=len(page.codes)) - 1),
        small / np.maximum(words, 1),
        np.where(words <= 1, sizes, -1),
        np.array([line.blank_before for line in page.lines]),
    ]


def _words_of_lines(page: PageArrays) -> NDArray[np.int64]:
    """Return how many words, of letters, each line has."""
    found: NDArray[np.int64] = np.add.reduceat(_is_word(page), page.first_words, dtype=np.int64)
    return found


def _is_word(page: PageArrays) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (page.kinds[page.words] & LETTER) != 0
    return found


def _likeness(page: PageArrays, sizes: NDArray[np.int64]) -> list[Numbers]:
    """Return how the line is like others: repeated whole or but for its digits, in the running text, nearby."""
    folded = [line.text.casefold() for line in page.lines]
    shapes = page.codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass").split("\n")[1:-1]
    repeats, shape_repeats = Counter(folded), Counter(shapes)
    number = len(folded)
    first = {text: number - 1 - back for back, text in enumerate(reversed(folded))}
    last = {text: index for index, text in enumerate(folded)}
    repeated = np.array([repeats[text] for text in folded])
    before, after = _echoes(folded)
    beginning = shapes[0][:_SAME_BEGINNING]
    return [
        np.minimum(repeated, 4),
        np.array([min(shape_repeats[shape], 6) for shape in shapes]),
        np.array([last[text] > index for index, text in enumerate(folded)]),
        np.array([first[text] < index for index, text in enumerate(folded)]),
        _in_running_text(page, sizes),
        np.array([shape.startswith(beginning) for shape in shapes]),
        _share_around(repeated > 1),
        before,
        after,
    ]


def _in_running_text(page: PageArrays, sizes: NDArray[np.int64]) -> Numbers:
    """Return the share of a line's words, of more than four letters, that long lines have; -1 without such words."""
    is_content = _is_word(page) & (page.lengths > 4)
    places = (page.hashes >> np.uint64(48)).astype(np.int64)
    in_long = np.repeat(sizes >= LONG, np.diff(page.first_words, append=len(places)))
    known = np.zeros(1 << 16, dtype=bool)
    known[places[in_long]] = True
    content, found = np.add.reduceat(
        np.stack([is_content, is_content & known[places]]), page.first_words, axis=1, dtype=np.int64
    )
    return np.where(content > 0, found / np.maximum(content, 1), -1)


def _share_around(marked: NDArray[np.bool_]) -> Numbers:
    to = np.concatenate([[0], np.cumsum(marked)])
    indices = np.arange(len(marked))
    start, end = np.maximum(indices - _AROUND, 0), np.minimum(indices + _AROUND + 1, len(marked))
    share: Numbers = (to[end] - to[start]) / (end - start)
    return share


def _echoes(folded: Sequence[str]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return whether one of the ten lines before, and of those after, ends with the line."""
    before, after = np.zeros((2, len(folded)), dtype=bool)
    by_ending: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(folded):
        by_ending[text[-_ECHO[0] :]].append(index)
    for indices in by_ending.values():
        for place, index in enumerate(indices if len(indices) > 1 else ()):
            text = folded[index]
            if _ECHO[0] < len(text) < _ECHO[1]:
                near = range(index - 2 * _AROUND, index + 2 * _AROUND + 1)
                before[index] = any(folded[each].endswith(text) for each in indices[:place] if each in near)
                after[index] = any(folded[each].endswith(text) for each in indices[place + 1 :] if each in near)
    return before, after


def _place(page: PageArrays, sizes: NDArray[np.int64], words: NDArray[np.int64]) -> list[Numbers]:
    """Return where the line stands: from the start and the end, before, in or after the running text."""
    number = len(sizes)
    indices = np.arange(number)
    long_lines = np.flatnonzero(sizes >= LONG)
    first_long, last_long = (long_lines[0], long_lines[-1]) if len(long_lines) else (number, -1)
    ends = np.array([line.text[-1] in _SENTENCE_ENDS for line in page.lines])
    is_sentence = (sizes >= LONG) | ((words >= 6) & ends)
    sentences = np.cumsum(is_sentence)
    return [
        (indices < first_long) * 2 - (indices > last_long) * 1,
        np.log1p(np.minimum(indices, 60)) - np.log1p(np.minimum(number - 1 - indices, 60)),
        np.minimum(indices, 12),
        indices / number,
        np.minimum(sentences - is_sentence, 5),
        np.minimum(sentences[-1] - sentences, 5),
        np.full(number, (sizes < LONG // 2).mean()),
        np.full(number, min(number, 100)),
    ]


def _since_related(page: PageArrays) -> NDArray[np.int64]:
    """Return how many lines back the nearest heading of related articles stands, 0 for such a heading itself."""
    heads = np.array([len(line.text) < 40 and RELATED_HEADING.match(line.text) is not None for line in page.lines])
    indices = np.arange(len(heads))
    nearest = np.maximum.accumulate(np.where(heads, indices, -_SINCE_RELATED))
    return np.minimum(indices - nearest, _SINCE_RELATED)


def with_neighbours(rows: NDArray[np.float32], reach: int) -> NDArray[np.float32]:
    """Return each row followed by those of the `reach` lines before and after it; -1 stands beyond the document."""
    padded = np.full((len(rows) + 2 * reach, rows.shape[1]), -1, dtype=np.float32)
    padded[reach : reach + len(rows)] = rows
    return np.hstack([padded[shift : shift + len(rows)] for shift in range(2 * reach + 1)])


def run_features(page: PageArrays) -> NDArray[np.float32]:
    """Return, for each line, the lengths of the runs of short lines it stands in and beside."""
    is_long = np.array([len(line.text) >= LONG // 2 for line in page.lines])
    columns = [*_steps_to_long(is_long), *(each[::-1] for each in _steps_to_long(is_long[::-1]))]
    return np.column_stack(columns).astype(np.float32)


def _steps_to_long(is_long: NDArray[np.bool_]) -> list[NDArray[np.int64]]:
    """Return how many lines back the nearest long line stands, the line itself taken in, and left out."""
    indices = np.arange(len(is_long))
    nearest = np.maximum.accumulate(np.where(is_long, indices, -1))
    before = np.concatenate([[-_RUN], nearest[:-1]])
    return [np.minimum(indices - nearest, _RUN), np.where(before < 0, _RUN, np.minimum(indices - before, _RUN))]
