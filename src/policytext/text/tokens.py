"""Word tokens for our own models.

They are finer than spaCy's: every punctuation mark stands alone, so that the bounds of a name fall on token bounds
("D66-Kamerlid" is three tokens), words that a PDF or a web page has glued together are taken apart where their letters
show it ("GGDGemeentelijke", "op14"), and they are the same on every base pipeline.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(r"[A-Z]{3,}(?=[A-Z][a-zà-ÿ]{4})|[a-zà-ÿ]{2,}+(?=\d)|[^\W_]+|[^\w\s]|_")


class Token(NamedTuple):
    """A word or punctuation mark; `start` and `end` are code points into the document's text."""

    start: int
    end: int
    text: str


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of ``text[start:end]``; offsets count from the beginning of `text`."""
    limit = len(text) if end is None else end
    # `Token(...)` takes twice as long, and every word of every document becomes one.
    new = tuple.__new__
    return [new(Token, (*match.span(), match[0])) for match in _TOKEN.finditer(text, start, limit)]


def words_of(text: str) -> list[str]:
    """Return the tokens of `text` without their places."""
    return _TOKEN.findall(text)


def first_token(text: str) -> str | None:
    """Return the first token of `text`, None where there is none."""
    match = _TOKEN.search(text)
    return match[0] if match else None
