"""Derive the registers that ship in `knowledge/data` from the third-party registers; facts only are carried over.

Run ``python -m policytext.training.registers DATA`` to write them anew. `governments.csv`, `ministries.csv`,
`parties.csv` and `extra_*.csv` in the same folder are kept by hand; the latter hold what those registers lack.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "knowledge" / "data"

_LAW_KINDS = {"wet", "rijkswet", "wet-BES", "AMvB", "verdrag"}
_LONGEST_TITLE = 80
_FIRST_MEMBER = "1945"
"""The year from which members of parliament are kept."""


def _rows(path: Path) -> list[dict[str, str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(name: str, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    with (TARGET / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def laws(data: Path) -> Iterator[tuple[str, str, str]]:
    """Yield title, abbreviations and BWB id of every act whose citation title is short enough to be cited."""
    abbreviations: dict[str, list[str]] = {}
    for row in _rows(data / "law_abbreviations_mined.csv"):
        if int(row["count"]) > 1 and len(row["title"]) > 15 and row["abbr"][0].isupper():
            abbreviations.setdefault(row["bwb_id"], []).append(row["abbr"])
    seen = set()
    for row in _rows(data / "laws.csv.gz"):
        title = row["citation_title_in_text"] or row["title_parenthesis"]
        if not title and len(row["title"]) <= _LONGEST_TITLE and not row["title"].startswith("Wet van "):
            title = row["title"]
        title = title.strip(' ."“”')
        if row["kind"] in _LAW_KINDS and 6 <= len(title) <= _LONGEST_TITLE and title[0].isupper() and title not in seen:
            seen.add(title)
            yield title, "|".join(dict.fromkeys(abbreviations.get(row["bwb_id"], []))), f"bwb:{row['bwb_id']}"


_TYPES = {
    "gemeenten": "municipality",
    "provincies": "province",
    "waterschappen": "water board",
    "caribische": "municipality",
}


def organisations(data: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield name, abbreviation, type and id of public bodies."""
    seen = set()
    for row in _rows(data / "tooi_flat.csv"):
        name = row["name"].strip()
        if row["type"] in _TYPES and name not in seen:
            seen.add(name)
            yield name, "", _TYPES[row["type"]], f"tooi:{row['code']}"
    for row in _rows(data / "zbo-2016.csv"):
        name = re.sub(r"\s*\(.*?\)", "", row["Naam"]).strip()
        if name and name not in seen and len(name) < _LONGEST_TITLE:
            seen.add(name)
            yield name, row["Afkorting"].strip(), "agency", ""
    for row in _rows(data / "agencies-2016.csv"):
        match = re.match(r"([^(;]+?)\s*(?:\(([\w-]{2,9})\))?(?:;|$)", row["agentschap_label"])
        if match and match[1] not in seen:
            seen.add(match[1])
            yield match[1], match[2] or "", "agency", ""


def members(data: Path) -> Iterator[tuple[str, ...]]:
    """Yield name, party, first and last day in the Tweede Kamer (empty where open) and id of its members."""
    people = {row["pk"]: row["fields"] for row in _json(data / "openkamer-person.json.gz")}
    rows = _json(data / "openkamer-parliament.json.gz")
    parties = {row["pk"]: row["fields"]["name_short"] for row in rows if row["model"].endswith("politicalparty")}
    party_of = {row["fields"]["person"]: row["fields"]["party"] for row in rows if row["model"].endswith("partymember")}
    terms: dict[int, list[tuple[str, str]]] = {}
    for row in rows:
        if row["model"].endswith("parliamentmember"):
            fields = row["fields"]
            terms.setdefault(fields["person"], []).append((fields["joined"] or "", fields["left"] or ""))
    for key, person in sorted(people.items()):
        spans = terms.get(key, [])
        if spans and person["forename"] and max(last or "9" for _, last in spans) >= _FIRST_MEMBER:
            name = " ".join(filter(None, (person["forename"], person["surname_prefix"], person["surname"])))
            last = max(last or "9" for _, last in spans)
            identifier = f"wikidata:{person['wikidata_id']}" if person["wikidata_id"] else ""
            yield name, parties.get(party_of.get(key, 0), ""), min(spans)[0], "" if last == "9" else last, identifier


def _json(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        found: list[dict[str, Any]] = json.load(file)
    return found


def main(data: Path) -> None:
    """Write every derived register."""
    _write("members.csv", ("name", "party", "from", "to", "id"), members(data))
    _write("laws.csv", ("name", "abbreviations", "id"), laws(data))
    _write("organisations.csv", ("name", "abbreviations", "type", "id"), organisations(data))


if __name__ == "__main__":
    main(Path(sys.argv[1]) / "registers")
