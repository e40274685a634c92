"""Look up what a name or mention may mean, in every register: what ``policytext knowledge find`` answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from policytext.knowledge.ministers import fitting, read_mention
from policytext.knowledge.registers import Member, Named, Post, laws, members, ministries, organisations, parties, posts

REGISTERS: dict[str, Callable[[], tuple[Named, ...]]] = {
    "ministries": ministries,
    "parties": parties,
    "organisations": organisations,
    "laws": laws,
}
_FEW = 20


@dataclass(frozen=True)
class Candidate:
    """Something that a register knows by the name that was asked for.

    Attributes:
        id: its stable identifier.
        name: its full name there.
        type: what it is.
        register: the register it stands in.
        first, last: ISO days between which it holds, empty where open or not known.
        exact: whether the name is one of its names, or only lies within one.
        details: of a government post: office, portfolio, party and cabinet; else other names.
    """

    id: str
    name: str
    type: str
    register: str
    first: str
    last: str
    exact: bool = True
    details: dict[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the candidate as plain data."""
        return asdict(self)


def find(query: str, date: str | None = None) -> list[Candidate]:
    """Return what `query` may mean, at the ISO day `date` where one is given; the best first, at most twenty.

    A query that names an office ("minister van VWS"), or the surname of somebody who held one, finds government posts.
    A name that no register has finds the names that it is part of.
    """
    wanted = _plain(query)
    if not wanted:
        return []
    found = [_of_post(post) for post in _posts(query, date)]
    found += [_of_member(each) for each in members() if _plain(each.name) == wanted and each.at(date)]
    named = [(register, each) for register, rows in REGISTERS.items() for each in rows() if each.at(date)]
    found += [_of_named(register, each) for register, each in named if wanted in map(_plain, _names(each))]
    if not found:
        near = (item for item in named if any(wanted in _plain(name) for name in _names(item[1])))
        found = sorted((_of_named(*item, exact=False) for item in near), key=lambda each: (len(each.name), each.name))
    distinct: dict[tuple[str, ...], Candidate] = {}
    for each in found:
        distinct.setdefault((each.id, each.name, each.first, each.last, each.register), each)
    return list(distinct.values())[:_FEW]


def _posts(query: str, date: str | None) -> list[Post]:
    reading = read_mention(query)
    if reading.named_office:
        return fitting(reading, date)
    wanted = _plain(query)
    return [post for post in posts() if post.at(date) and wanted in (_plain(post.surname), _plain(post.name))]


def _names(named: Named) -> Iterator[str]:
    yield named.name
    yield from named.abbreviations
    if named.type == "ministry":
        yield f"ministerie van {named.name}"


def _plain(name: str) -> str:
    return " ".join(name.lower().split())


def _of_post(post: Post) -> Candidate:
    details = {"office": post.office, "portfolio": post.portfolio, "party": post.party, "cabinet": post.cabinet}
    return Candidate(post.id, post.name, "person", "government posts", post.first, post.last, details=details)


def _of_member(member: Member) -> Candidate:
    details = {"party": member.party} if member.party else {}
    return Candidate(
        member.id, member.name, "person", "members of parliament", member.first, member.last, details=details
    )


def _of_named(register: str, named: Named, *, exact: bool = True) -> Candidate:
    details = {"other names": list(named.abbreviations)} if named.abbreviations else {}
    return Candidate(named.id, named.name, named.type, register, named.first, named.last, exact, details)
