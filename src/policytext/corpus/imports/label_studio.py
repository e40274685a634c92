"""The JSON that Label Studio exports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from policytext.corpus.imports.gathering import Gathered, gathered
from policytext.corpus.imports.records import Record, ToolFileError, json_lines, records_of, side_of, wanted
from policytext.corpus.imports.unfit import UnfitDocument
from policytext.exports.labelling.label_studio import (
    RELATED_SECOND_TOPIC,
    RELATED_TOPIC,
    SECOND_TOPIC,
    TAG,
    TEXT,
    TOPIC,
    shown,
)
from policytext.exports.labelling.marks import Mark, Relation
from policytext.exports.labelling.offsets import CodeUnits, counts_units
from policytext.exports.labelling.sheet import SIDE, Sheet

_CODE = re.compile(r"\d+")
_BREAK = re.compile(r"[\n\r]|\\n")


def records(path: Path, *, unreviewed: bool) -> Iterator[Record]:
    """Yield the tasks of an export (``JSON``, not ``JSON-MIN``), a file or a folder of them.

    Args:
        path: the file or folder.
        unreviewed: whether the predictions of a task that nobody has submitted are taken.

    Raises:
        ToolFileError: a file cannot be read.
    """
    return records_of(path, (".json",), partial(_records, unreviewed=unreviewed))


def _records(file: Path, *, unreviewed: bool) -> Iterator[Record]:
    for place, task in json_lines(file):
        if not isinstance(task, dict) or "data" not in task:
            msg = f"{place}: no task of Label Studio; export as JSON, not as JSON-MIN or CSV"
            raise ToolFileError(msg)
        side = side_of(task["data"].get(SIDE)) if isinstance(task["data"], dict) else {}
        name = str(side.get("id") or f"task-{task.get('id', '')}")
        yield Record(f"{place} {name}", partial(_sheet, task, name, side, unreviewed=unreviewed))


def _sheet(task: dict[str, Any], name: str, side: dict[str, Any], *, unreviewed: bool) -> Sheet | None:
    text = wanted(task["data"], TEXT, str)
    results = _results(task, unreviewed=unreviewed)
    return None if results is None else gathered(_Task(text, results).gathered(name, side))


def _results(task: dict[str, Any], *, unreviewed: bool) -> list[dict[str, Any]] | None:
    """Return what the last annotation that was not cancelled says, one marked as ground truth before any other."""
    given = [each for each in task.get("annotations") or [] if isinstance(each, dict) and not each.get("was_cancelled")]
    if not given and unreviewed:
        given = [each for each in task.get("predictions") or [] if isinstance(each, dict)]
    if not given:
        return None
    chosen = max(
        enumerate(given), key=lambda each: (bool(each[1].get("ground_truth")), each[1].get("updated_at") or "", each[0])
    )[1]
    return [each for each in wanted(chosen, "result", list) if isinstance(each, dict)]


class _Task:
    """The regions, choices and relations of one annotation."""

    def __init__(self, text: str, results: list[dict[str, Any]]) -> None:
        self._text = text
        self._results = results
        self._point = self._offsets()
        self._regions: dict[str, Mark] = {}

    def gathered(self, name: str, side: dict[str, Any]) -> Gathered:
        labelled = [each for each in self._results if each.get("type") == "labels"]
        marks = []
        for each in labelled:
            for label in wanted(each["value"], "labels", list):
                mark = self._mark(each["value"], str(label))
                self._regions.setdefault(str(each.get("id")), mark)
                marks.append(mark)
        for each in self._choices(TAG):
            marks += [self._mark(each["value"], str(tag)) for tag in each["value"]["choices"]]
        relations = [
            Relation(str(label), self._region(each, "from_id"), self._region(each, "to_id"))
            for each in self._results
            if each.get("type") == "relation"
            for label in each.get("labels") or ["unnamed"]
        ]
        return Gathered(name, self._text, marks, relations, self._topics(), self._related_topics(), side)

    def _offsets(self) -> Any:
        """Return how offsets become code points: old versions of the tool count UTF-16 code units."""
        values = [each["value"] for each in self._results if isinstance(each.get("value"), dict)]
        placed = [each for each in values if "start" in each]
        if any(not isinstance(each.get(key), int) for each in placed for key in ("start", "end")):
            msg = "a region has no numbers as start and end; only the text tag is understood, not hypertext"
            raise UnfitDocument(msg)
        quoted = [(each["start"], each["end"], each["text"]) for each in placed if isinstance(each.get("text"), str)]
        # The tool shows line breaks as a backslash and an n, one character more than they are.
        plain = [(start, end, text) for start, end, text in quoted if not _BREAK.search(text)]
        units = counts_units(self._text, plain)
        point = CodeUnits(self._text).point if units else int
        for start, end, text in quoted:
            found = self._text[point(start) : point(end)]
            if _shown(found) != _shown(text):
                msg = f"the region {start}-{end} is said to be {text[:60]!r}, but {found[:60]!r} stands there"
                raise UnfitDocument(msg)
        return point

    def _mark(self, value: dict[str, Any], label: str) -> Mark:
        return Mark(self._point(wanted(value, "start", int)), self._point(wanted(value, "end", int)), label)

    def _region(self, relation: dict[str, Any], key: str) -> Mark:
        found = self._regions.get(str(relation.get(key)))
        if found is None:
            msg = f"a relation names the region {relation.get(key)!r}, which has no label"
            raise UnfitDocument(msg)
        return found

    def _choices(self, control: str) -> list[dict[str, Any]]:
        return [each for each in self._results if each.get("from_name") == control and each["value"].get("choices")]

    def _topics(self) -> tuple[int, ...]:
        return tuple(_code(each) for control in (TOPIC, SECOND_TOPIC) for each in self._choices(control))

    def _related_topics(self) -> dict[int, tuple[int, ...]]:
        found: dict[int, tuple[int, ...]] = {}
        for control in (RELATED_TOPIC, RELATED_SECOND_TOPIC):
            for each in self._choices(control):
                start = self._mark(each["value"], control).start
                found[start] = (*found.get(start, ()), _code(each))
        return found


def _shown(text: str) -> str:
    """Return a region's text with every line break as the tool shows it, which shows CR and LF alike."""
    return shown(text.replace("\r", "\n"))


def _code(result: dict[str, Any]) -> int:
    chosen = result["value"]["choices"]
    match = _CODE.match(str(chosen[0]))
    if match is None or len(chosen) != 1:
        msg = f"{result['from_name']} is {chosen!r}; one topic that begins with its CAP code is expected"
        raise UnfitDocument(msg)
    return int(match[0])
