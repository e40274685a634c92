"""The registers that ship with policytext, as typed rows, read on first use."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"


_SECOND_NAMES = frozenset(("Peter", "Kees", "Willem", "Henriëtte", "Anthonie", "Jan", "Hein", "Liang"))
"""Given names that stand second in a double one ("Jan Peter"); what follows a first name is else the surname."""


@dataclass(frozen=True)
class Named:
    """A named thing of a register.

    Attributes:
        name: its full name.
        abbreviations: other names it goes by.
        id: stable identifier with its scheme (``wikidata:``, ``tooi:``, ``bwb:``, ``celex:``, else ``policytext:``).
        type: what it is (ministry, party, law, municipality, agency, ngo ...).
        first, last: from when to when it bore the name, the last day included: ISO days, months or years, empty where
            open or not known.
        by_hand: whether it is one of those kept by hand, which Dutch policy texts mean most.
        successor: the id of what it went over into, where it did; several are joined by ``|``.
    """

    name: str
    abbreviations: tuple[str, ...]
    id: str
    type: str
    first: str = ""
    last: str = ""
    successor: str = ""
    by_hand: bool = False

    def at(self, date: str | None) -> bool:
        """Say whether it may have borne the name at an ISO day, month or year; true without one."""
        if not date:
            return True
        first = self.first or self._year_of_name
        return first[: len(date)] <= date and (not self.last or date[: len(self.last)] <= self.last[: len(date)])

    @property
    def _year_of_name(self) -> str:
        """The year in a law's name, before which it was not in force ("Huisvestingswet 2014"), else ""."""
        last = self.name.rsplit(" ", 1)[-1]
        return last if self.type == "law" and len(last) == len("2014") and last.isdecimal() else ""


@dataclass(frozen=True)
class Post:
    """One person's time in one office of government; `last` is empty for who is in office.

    Days are ISO days; of some beginnings and ends before 1994 only the month or year is known.
    """

    name: str
    party: str
    office: str
    portfolio: str
    first: str
    last: str
    cabinet: str
    wikidata: str

    def at(self, date: str | None) -> bool:
        """Say whether the post may have been held at an ISO day, or in the middle of an ISO month or year.

        True without a date, and all through a month or year that is all that is known of a beginning or end.
        """
        if not date:
            return True
        day = date if len(date) == 10 else f"{date[:7]}-15" if len(date) == 7 else f"{date[:4]}-07-01"
        last = self.last if len(self.last) in (0, len(day)) else f"{self.last}-99"
        return self.first <= day and (not last or day < last)

    @cached_property
    def surname(self) -> str:
        """The name without first names or initials ("van der Wal", "Yeşilgöz-Zegerius")."""
        words = self.name.split()
        given = (
            index for index, word in enumerate(words) if index and not word.endswith(".") and word not in _SECOND_NAMES
        )
        lead = next(given, len(words) - 1)
        return " ".join(words[lead:])

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The surname and what is usually left of a double one: "Schultz van Haegen-Maas Geesteranus", "Schultz"."""
        whole = self.surname
        first = whole.split("-")[0] if "-" in whole else whole
        short = first.split()[0] if "-" in whole and first[0].isupper() else first
        return frozenset((whole, first, short))

    @property
    def id(self) -> str:
        """The person's identifier."""
        return f"wikidata:{self.wikidata}" if self.wikidata else f"policytext:{slug(self.name)}"


@dataclass(frozen=True)
class Member:
    """Somebody who was in the Tweede Kamer, with the party of the last time there.

    `first` and `last` are ISO days, the beginning of the first term and the end of the last, which is empty where it
    was not over in the register.
    """

    name: str
    party: str
    first: str
    last: str
    id: str

    def at(self, date: str | None) -> bool:
        """Say whether an ISO day, month or year lies between them; true without one."""
        return not date or (self.first[: len(date)] <= date and (not self.last or date <= self.last))


def slug(name: str) -> str:
    """Return `name` in lower case with hyphens, for identifiers of our own."""
    return "-".join("".join(character if character.isalnum() else " " for character in name.lower()).split())


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _named(name: str, kind: str) -> Iterator[Named]:
    for row in _rows(name):
        other = tuple(part for part in row["abbreviations"].split("|") if part)
        identifier = row.get("id") or f"policytext:{slug(row['name'])}"
        when = (row.get("from", ""), row.get("to", ""), row.get("successor", ""))
        yield Named(row["name"], other, identifier, row.get("type", kind), *when, by_hand=name.startswith("extra_"))


@cache
def posts() -> tuple[Post, ...]:
    """Return every post in the governments since 1994, and those since 1945 that are known for sure."""
    keys = ("name", "party", "office", "portfolio", "from", "to", "cabinet", "wikidata")
    listed = [Post(*(row[key] for key in keys)) for row in _rows("governments.csv")]
    known = {_person(post): post for post in listed if post.wikidata}
    return tuple(
        replace(post, wikidata=same.wikidata, name=same.name)
        if (same := known.get(_person(post))) and _may_be_one(post, same)
        else post
        for post in listed
    )


def _may_be_one(post: Post, other: Post) -> bool:
    """Say whether the first names of two posts are the same, or one of them is an initial."""
    first, second = post.name.split()[0], other.name.split()[0]
    return first == second or first.endswith(".") or second.endswith(".")


def _person(post: Post) -> tuple[str, str, str]:
    """Return what tells that "M. Rutte" of one cabinet is "Mark Rutte" of another: surname, initial and party."""
    return post.surname, post.name[0], post.party


@cache
def members() -> tuple[Member, ...]:
    """Return members of the Tweede Kamer, as far as the register goes."""
    return tuple(
        Member(row["name"], row["party"], row["from"], row["to"], row["id"] or f"policytext:{slug(row['name'])}")
        for row in _rows("members.csv")
    )


@cache
def ministries() -> tuple[Named, ...]:
    """Return the ministries under every name they bore since 1945; a renamed one keeps its id."""
    return tuple(_named("ministries.csv", "ministry"))


@cache
def parties() -> tuple[Named, ...]:
    """Return the political parties and groups since 1945: Dutch, Belgian and European."""
    return tuple(_named("parties.csv", "party"))


@cache
def laws() -> tuple[Named, ...]:
    """Return laws, decrees, treaties and European acts; those we keep by hand first."""
    return (*_named("extra_laws.csv", "law"), *_named("laws.csv", "law"))


@cache
def organisations() -> tuple[Named, ...]:
    """Return public bodies, associations, unions, companies and NGOs; those we keep by hand first."""
    files = ("extra_organisations.csv", "organisations.csv", "bodies.csv")
    return tuple(named for file in files for named in _named(file, "organisation"))


@cache
def portfolios() -> tuple[Named, ...]:
    """Return the portfolios of ministers without a ministry and of state secretaries, with their abbreviations."""
    return tuple(_named("portfolios.csv", "portfolio"))


@cache
def topic_labels() -> dict[int, tuple[str, str]]:
    """Return the English and Dutch label of every major topic of the Comparative Agendas Project, by code."""
    return {int(row["code"]): (row["label"], row["label_nl"]) for row in _rows("topics.csv")}


def provenance() -> list[dict[str, str | int]]:
    """Return where every file of the registers comes from, its licence, date of state, and how many rows it has."""
    return [{**row, "rows": sum(1 for _ in _rows(row["file"]))} for row in _rows("sources.csv")]
