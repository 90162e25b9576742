"""The town of the demonstration: settings, services, themes, councils, mandates.

Made once, in one transaction, on a base without any council.
"""

from __future__ import annotations

from datetime import date

from circuits.demo import people, places, town
from circuits.demo.commissions import COMMISSIONS
from circuits.demo.seed_moments import closures, months_after
from circuits.demo.seed_people import Cast, make_people
from participation.groups import ensure_groups
from participation.models import (
    ClosureDay,
    Commission,
    Council,
    Directorate,
    ElectedOfficial,
    Mandate,
    Quarter,
    Service,
    Territory,
    Theme,
    TownSettings,
    User,
)

# Each council of the demonstration keeps as many for associations as for shops.
RESERVED_SEATS = 2


def make_town(name: str, today: date) -> None:
    """Everything that dossiers need, as it stood before the first of them."""
    make_people()
    ensure_groups()
    _make_themes()
    _make_councils()
    persons = Cast.load().persons
    _make_services(persons)
    _make_officials(persons)
    _make_mandates(persons, today)
    _make_settings(name, persons)
    ClosureDay.objects.bulk_create(
        ClosureDay(day=day, label=label) for day, label in closures(today).items()
    )


def _make_themes() -> None:
    Theme.objects.bulk_create(
        Theme(name=theme.name, slug=theme.key, icon=theme.icon, sort_order=order)
        for order, theme in enumerate(town.THEMES)
    )


def _make_councils() -> None:
    for content in places.COUNCILS:
        territory = Territory(
            name=content.name,
            geometry={
                "type": "Polygon",
                "coordinates": [[list(point) for point in content.ring]],
            },
        )
        territory.full_clean()
        territory.save()
        Quarter.objects.bulk_create(
            Quarter(territory=territory, name=name, sort_order=order)
            for order, name in enumerate(content.quartiers)
        )
        Council.objects.create(
            name=content.name,
            slug=content.key,
            territory=territory,
            accent=content.accent,
            meeting_place=f"{content.meeting_place}, {content.meeting_address}",
            association_seats=RESERVED_SEATS,
            shop_seats=RESERVED_SEATS,
            founded_on=content.founded,
        )
    councils = {council.slug: council for council in Council.objects.all()}
    for former in places.FORMER_COUNCILS:
        successor = councils[former.became]
        Council.objects.create(
            name=former.name,
            slug=former.key,
            territory=successor.territory,
            accent=successor.accent,
            founded_on=former.founded,
            dissolved_on=successor.founded_on,
            successor=successor,
        )
    Commission.objects.bulk_create(
        Commission(
            council=councils[content.council],
            name=content.name,
            purpose=content.purpose,
            joining=content.joining,
        )
        for content in COMMISSIONS
    )


def _make_services(persons: dict[str, User]) -> None:
    directorates = {
        content.key: Directorate.objects.create(
            name=content.name, head=persons[content.director]
        )
        for content in town.DIRECTORATES
    }
    Service.objects.bulk_create(
        Service(
            name=content.name,
            slug=content.key,
            domain=content.domain,
            directorate=directorates[content.directorate],
            mailbox=content.mailbox,
            phone=content.phone,
            address=content.address,
            head=persons[content.head],
            holder=persons[content.holder],
            deputy=persons[content.deputy],
        )
        for content in town.SERVICES
    )


def _make_officials(persons: dict[str, User]) -> None:
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    for content in people.ELECTED_OFFICIALS:
        official = ElectedOfficial(user=persons[content.person], delegation=content.delegation)
        official.themes = [themes[key] for key in content.themes]
        official.save()


def _make_mandates(persons: dict[str, User], today: date) -> None:
    councils = {council.slug: council for council in Council.objects.all()}
    Mandate.objects.bulk_create(
        Mandate(
            council=councils[seat.council],
            user=persons[seat.person],
            role=seat.seat,
            starts_on=months_after(today, -seat.since_months),
            show_name=seat.show_name,
            college=seat.college,
            represents=seat.represents,
        )
        for seat in people.SEATS
    )


def _make_settings(name: str, persons: dict[str, User]) -> None:
    settings = TownSettings.load()
    settings.name = name
    head = next(member for member in people.AGENCY_MEMBERS if member.is_head)
    settings.agency_direction = persons[head.person]
    settings.general_direction = persons[people.GENERAL_DIRECTION.key]
    settings.save()
