"""The invented people as accounts, and the `Cast` that finds what the content names.

People of the councils and of the services sign in by one-time code; the accounts of the
Agence are completed by `seed_accounts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from circuits.demo import people
from circuits.demo.shapes import Person
from participation.models import Council, ElectedOfficial, Service, Theme, User

STAFF = frozenset(member.person for member in people.AGENCY_MEMBERS)


def make_people() -> None:
    """One account for each person; who has no e-mail is given a relay afterwards."""
    made: dict[str, User] = {}
    for person in people.PEOPLE:
        made[person.key] = User.objects.create_user(
            person.email,
            first_name=person.first_name,
            last_name=person.last_name,
            is_staff=person.key in STAFF,
        )
    for person in people.PEOPLE:
        if person.relay:
            made[person.key].relay = made[person.relay]
            made[person.key].save(update_fields=["relay"])


@dataclass(frozen=True)
class Cast:
    """Who and what the keys of the content stand for, read from the database once."""

    persons: dict[str, User]
    services: dict[str, Service]
    councils: dict[str, Council]
    themes: dict[str, Theme]

    @classmethod
    def load(cls) -> Cast:
        """Everything that `seed_town` made."""
        return cls(
            persons=_persons(),
            services={row.slug: row for row in Service.objects.all()},
            councils={row.slug: row for row in Council.objects.select_related("territory")},
            themes={row.slug: row for row in Theme.objects.all()},
        )

    @cached_property
    def officials(self) -> dict[str, ElectedOfficial]:
        """The élus référents, by the key of their person."""
        posts = {row.user_id: row for row in ElectedOfficial.objects.all()}
        return {
            official.person: posts[self.persons[official.person].pk]
            for official in people.ELECTED_OFFICIALS
        }


def _persons() -> dict[str, User]:
    """By address; who has none, by name."""
    rows = list(User.objects.select_related("relay"))
    known = {_identity(row.email, row.first_name, row.last_name): row for row in rows}
    return {person.key: known[_of(person)] for person in people.PEOPLE}


def _of(person: Person) -> str:
    return _identity(person.email, person.first_name, person.last_name)


def _identity(email: str | None, first_name: str, last_name: str) -> str:
    return email or f"{first_name} {last_name}"
