"""Lists and automatic heading numbers of a Word document: the marker that Word shows before a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytext.readers.office.numbers import shown
from policytext.readers.office.ooxml import attribute, is_on, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_FORMS = {
    "decimal": "1",
    "decimalZero": "01",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}
_PLACE = re.compile(r"%([1-9])")
_BULLET = "-"


@dataclass(frozen=True)
class _Level:
    form: str = "decimal"
    text: str = "%1."
    start: int = 1
    legal: bool = False


@dataclass(frozen=True)
class Marker:
    """What stands before a paragraph of a list: the marker, whether it is a number, and the level from 1."""

    text: str
    numbered: bool
    depth: int


@dataclass
class Numbering:
    """The lists of a document and where each of them has come to."""

    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _abstract: dict[str, str] = field(default_factory=dict)
    _overrides: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _starts: dict[str, dict[int, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: _Element | None) -> Numbering:
        """Read `numbering.xml`; None for a document that has none."""
        numbering = cls()
        for abstract in () if root is None else root.iterchildren(w("abstractNum")):
            id_ = attribute(abstract, "abstractNumId") or ""
            numbering._levels[id_] = dict(_level(level) for level in abstract.iterchildren(w("lvl")))
        for number in () if root is None else root.iterchildren(w("num")):
            id_ = attribute(number, "numId") or ""
            numbering._abstract[id_] = attribute(number.find(w("abstractNumId")), "val") or ""
            for override in number.iterchildren(w("lvlOverride")):
                numbering._override(id_, override)
        return numbering

    def _override(self, id_: str, override: _Element) -> None:
        depth = _int(attribute(override, "ilvl"))
        start = attribute(override.find(w("startOverride")), "val")
        if start is not None:
            self._starts.setdefault(id_, {})[depth] = _int(start)
        level = override.find(w("lvl"))
        if level is not None:
            self._overrides.setdefault(id_, {})[depth] = _level(level)[1]

    def next_marker(self, id_: str, depth: int) -> Marker | None:
        """Count a paragraph of list `id_` at `depth` (from 0) and return its marker, None where it shows none."""
        if id_ not in self._abstract:
            return None
        abstract = self._abstract[id_]
        levels = self._levels.get(abstract, {}) | self._overrides.get(id_, {})
        level = levels.get(depth, _Level())
        # Lists with one definition count on together, except where a list says that it starts anew.
        counts = self._counts.setdefault(abstract, {})
        if id_ not in self._begun:
            self._begun.add(id_)
            for restarted, start in self._starts.get(id_, {}).items():
                counts[restarted] = start - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level.form == "bullet":
            return Marker(_BULLET, numbered=False, depth=depth + 1)
        if level.form == "none":
            return None
        text = _PLACE.sub(lambda place: self._number(levels, counts, int(place[1]) - 1, legal=level.legal), level.text)
        text = " ".join(text.split())
        return Marker(text, numbered=True, depth=depth + 1) if text else None

    def _number(self, levels: dict[int, _Level], counts: dict[int, int], depth: int, *, legal: bool) -> str:
        level = levels.get(depth, _Level())
        number = counts.setdefault(depth, level.start)
        return shown(number, "1" if legal else _FORMS.get(level.form, "1"))


def _level(element: _Element) -> tuple[int, _Level]:
    legal = element.find(w("isLgl"))
    return _int(attribute(element, "ilvl")), _Level(
        form=attribute(element.find(w("numFmt")), "val") or "decimal",
        text=attribute(element.find(w("lvlText")), "val") or "",
        start=_int(attribute(element.find(w("start")), "val") or "1"),
        legal=legal is not None and is_on(attribute(legal, "val") or "1"),
    )


def _int(value: str | None) -> int:
    try:
        return int(value or 0)
    except ValueError:
        return 0
