"""Mentions of members of government: whom they mean at the document's date, and later bare surnames."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from policytext.knowledge.index import by_key
from policytext.knowledge.ministers import fitting, read_mention, resolve
from policytext.knowledge.registers import Member, Post, members, posts
from policytext.pipeline.layers import EntityData

_FEW = 5


@dataclass
class People:
    """Whom the document has named so far, by surname."""

    date: str | None
    known: dict[str, Post] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)

    def link_minister(self, entity: EntityData, mention: str) -> None:
        """Set link and attributes of a MINISTER; candidates where more than one person fits."""
        reading = read_mention(mention)
        post = None if _SEVERAL.match(mention) else resolve(mention, self.date)
        named = self.known.get(_key(reading.surname)) if reading.surname else None
        if named and (post is None or post.id == named.id):
            post = post or named
        if post is None:
            entity["attributes"] = {"office": reading.office}
            if reading.portfolio:
                entity["attributes"]["portfolio"] = reading.portfolio
            people = {each.id: each.name for each in fitting(reading, self.date)} if self.date else {}
            if len(people) > 1:
                share = round(1 / len(people), 4)
                entity["attributes"]["candidates"] = [
                    {"id": key, "name": name, "score": share} for key, name in list(people.items())[:_FEW]
                ]
            return
        self._remember(post)
        entity["link"] = {"id": post.id, "name": post.name, "type": "person"}
        entity["attributes"] = {
            "office": post.office,
            "portfolio": post.portfolio,
            "name": post.name,
            "party": post.party,
            "cabinet": post.cabinet,
        }

    def link_person(self, entity: EntityData, mention: str) -> None:
        """Link a PERSON: the name of a member of government, or the surname of one whom the document names or may mean.

        A bare surname that the document has not explained means somebody only who is in office at its date.
        """
        name = " ".join(mention.split())
        post = self.known.get(_key(name)) or _by_full_name(name) or self._in_office(name)
        if post is not None:
            self._remember(post)
            entity["link"] = {"id": post.id, "name": post.name, "type": "person"}
            return
        member = self.members.get(_key(name)) or _member(name)
        if member is not None:
            self.members.setdefault(_key(member.name.split(" ", 1)[1]), member)
            entity["link"] = {"id": member.id, "name": member.name, "type": "person"}

    def _remember(self, post: Post) -> None:
        for surname in post.surnames:
            self.known.setdefault(_key(surname), post)

    def _in_office(self, name: str) -> Post | None:
        """Return who of that surname, or initials and surname, is in office at the document's date."""
        if not self.date:
            return None
        initials = _INITIALS.match(name)
        surname = name[initials.end() :] if initials else name
        found = [
            post
            for post in _posts_by_surname().get(_key(surname), ())
            if post.at(self.date) and (not initials or post.name[0] == name[0])
        ]
        return found[-1] if len({post.id for post in found}) == 1 else None


_SEVERAL = re.compile(r"bewinds(?:personen|lieden)", re.IGNORECASE)
"""A minister and state secretaries together: no one person."""
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ][a-z]?\.\s?)+")


def _key(surname: str) -> str:
    return surname.lower()


def _member(name: str) -> Member | None:
    """Return the member of parliament of that full name, if there was only one."""
    found: Sequence[Member] = _members_by_name().get(_key(name), ()) if " " in name else ()
    return found[0] if len(found) == 1 else None


def _by_full_name(name: str) -> Post | None:
    if " " not in name:
        return None
    found: Sequence[Post] = _posts_by_name().get(_key(name), ())
    return found[-1] if len({post.id for post in found}) == 1 else None


@cache
def _posts_by_surname() -> dict[str, list[Post]]:
    return by_key(posts(), lambda post: {_key(surname) for surname in post.surnames})


@cache
def _posts_by_name() -> dict[str, list[Post]]:
    """Return the posts by the full name of who held them; initials are no full name."""
    return by_key(posts(), lambda post: () if post.name.split()[0].endswith(".") else (_key(post.name),))


@cache
def _members_by_name() -> dict[str, list[Member]]:
    return by_key(members(), lambda member: (_key(member.name),))
