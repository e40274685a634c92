"""A guard against texts that are plainly not Dutch, by the share of function words."""

from __future__ import annotations

import re
from collections import Counter

_FUNCTION_WORDS = {
    "Dutch": (
        "de het een en van in is dat op te zijn voor met niet aan er om ook als bij door maar naar"
        " over uit wordt worden"
        " deze dit hij zij wij ze we ik nog wel meer geen heeft hebben kan moet tot wat dan zou hun ons onze haar"
    ),
    "English": (
        "the of and to a that is was for on with as by at this are be from it not have has which their its will"
        " would should an or we they our been were but can there these those more"
    ),
    "German": (
        "der die das und zu den mit von ist nicht ein eine auf für im des dem sich auch wird werden"
        " als an sind bei oder"
        " aus nach wie einer wurde über"
    ),
    "French": (
        "le la les des et à du un une est que dans pour qui sur pas par au avec ce sont il ne se plus aux cette ou nous"
        " leur être été mais"
    ),
}
_LISTS = {name: frozenset(words.split()) for name, words in _FUNCTION_WORDS.items()}
_LANGUAGES = {
    word: [name for name, known in _LISTS.items() if word in known] for words in _LISTS.values() for word in words
}
"""The languages that have a function word."""
_WORD = re.compile(r"[^\W\d_]+")
_READ = 20_000
_FEWEST = 6
"""Function words of another language from which on a text can be told to be in it."""


def foreign_language(text: str) -> str | None:
    """Return the English name of the language `text` is in, if it is English, German or French and plainly not Dutch.

    Only the first 20,000 code points are read. Short texts, lists and tables are given the benefit of the doubt.
    """
    counts = dict.fromkeys(_FUNCTION_WORDS, 0)
    for word, number in Counter(_WORD.findall(text[:_READ])).items():
        for name in _LANGUAGES.get(word.lower(), ()):
            counts[name] += number
    likeliest = max(counts, key=lambda name: counts[name])
    if likeliest == "Dutch" or counts[likeliest] < _FEWEST or counts[likeliest] < 2.5 * counts["Dutch"]:
        return None
    return likeliest
