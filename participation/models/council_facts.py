"""What the page of a council says of it, read as columns of one query.

A name, a photograph, the shop that somebody runs: nothing that a member keeps for
herself leaves the database (circuits.md 9).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.functions import Cast, JSONObject

from participation.amounts import WorksLine as Line
from participation.amounts import WorksYear
from participation.french import sort_key
from participation.models.columns import column
from participation.models.councils import Commission, Council, Mandate, Quarter
from participation.models.pictures import Pictures
from participation.models.project_pages import ProjectPage
from participation.models.works import WorksBudget, WorksLine

ORDER = {"referent": 0, "deputy": 1, "member": 2}
College = Mandate.College
GROUPS = (
    (College.INHABITANT, "Habitantes et habitants"),
    (College.ASSOCIATION, "Associations"),
    (College.SHOP, "Commerces"),
)


def columns(today: date, council: str = "") -> dict[str, ArraySubquery]:
    """The facts, each under its name, for a query on councils.

    Args:
        today: the local day.
        council: the path to the council, when the query is on something else.

    """
    this = models.OuterRef(f"{council}pk")
    quarters = Quarter.objects.filter(territory=models.OuterRef(f"{council}territory"))
    commissions = Commission.objects.filter(council=this)
    former = Council.objects.filter(successor=this).order_by("dissolved_on", "sort_key")
    projects = ProjectPage.objects.readable().filter(council=this).order_by("title")
    return {
        "quarter_names": ArraySubquery(quarters.values("name")),
        "commission_rows": column(commissions, "name", "purpose", "joining"),
        "former_rows": column(former, "name", "slug", "dissolved_on"),
        "member_rows": ArraySubquery(_members(this, today)),
        "budget_rows": ArraySubquery(_budgets(this)),
        "map_rows": ArraySubquery(_town_map(today)),
        "project_rows": projects.as_cards(),
    }


def _members(council: models.OuterRef, today: date) -> models.QuerySet[Any]:
    """Who sits today, each as far as that person accepts."""
    sitting = Mandate.objects.active_on(today).filter(council=council).order_by("pk")
    # An association is nobody in particular; a shop is often one person's.
    named = models.Q(show_name=True)
    return sitting.values(
        json=JSONObject(
            first_name=_only(named, "user__first_name"),
            last_name=_only(named, "user__last_name"),
            role=_only(named, "role"),
            college="college",
            represents=_only(named | ~models.Q(college=College.SHOP), "represents"),
            photo=models.Case(models.When(show_photo=True, show_name=True, then="photo_id")),
        )
    )


def _only(condition: models.Q, field: str) -> models.Case:
    return models.Case(models.When(condition, then=models.F(field)), default=models.Value(""))


def _budgets(council: models.OuterRef) -> models.QuerySet[Any]:
    """The works budgets, latest year first; amounts as text, to stay exact."""
    lines = WorksLine.objects.filter(budget=models.OuterRef("pk")).values(
        json=JSONObject(
            label="label",
            committed=Cast("committed", models.CharField()),
            spent=Cast("spent", models.CharField()),
            reference="reference",
        )
    )
    return (
        WorksBudget.objects.filter(council=council)
        .order_by("-year")
        .values(
            json=JSONObject(
                year="year",
                voted=Cast("voted", models.CharField()),
                note="note",
                lines=ArraySubquery(lines),
            )
        )
    )


def _town_map(today: date) -> models.QuerySet[Any]:
    """The councils of the day, each with the outline of its territory."""
    return Council.objects.open_on(today).values(
        json=JSONObject(
            name="name",
            slug="slug",
            accent="accent",
            outline=Cast("territory__geometry", models.TextField()),
            indicative="territory__indicative",
        )
    )


@dataclass(frozen=True)
class Member:
    """Somebody who accepts to be named; `photo` is an image, or None."""

    name: str
    initials: str
    role: str
    represents: str
    photo: Any


@dataclass(frozen=True)
class Group:
    """Those who sit for the same; `unnamed` of them did not accept to be named.

    `organisations` are the associations whose member is not named. `seats` is 0 when the
    council counts none.
    """

    title: str
    people: list[Member]
    organisations: list[str]
    unnamed: int
    seats: int

    @property
    def vacant(self) -> int:
        """Seats that nobody holds."""
        held = len(self.people) + len(self.organisations) + self.unnamed
        return max(self.seats - held, 0)


def groups_of(
    council: Council, members: Iterable[Mapping[str, Any]], pictures: Pictures
) -> list[Group]:
    """The members by what they sit for; an empty group without seats is left out."""
    rows = list(members)
    seats = {
        College.ASSOCIATION: council.association_seats,
        College.SHOP: council.shop_seats,
    }
    found = [
        _group(title, [r for r in rows if r["college"] == kind], seats.get(kind, 0), pictures)
        for kind, title in GROUPS
    ]
    return [g for g in found if g.seats or g.people or g.organisations or g.unnamed]


def _group(title: str, rows: list[Mapping[str, Any]], seats: int, pictures: Pictures) -> Group:
    named = [row for row in rows if row["last_name"] or row["first_name"]]
    rest = [row for row in rows if row not in named]
    named.sort(key=lambda r: (ORDER[r["role"]], sort_key(r["last_name"])))
    return Group(
        title,
        [_member(row, pictures) for row in named],
        sorted((r["represents"] for r in rest if r["represents"]), key=sort_key),
        sum(1 for r in rest if not r["represents"]),
        seats,
    )


def _member(row: Mapping[str, Any], pictures: Pictures) -> Member:
    role = "" if row["role"] == Mandate.Role.MEMBER else Mandate.Role(row["role"]).label
    return Member(
        f"{row['first_name']} {row['last_name']}".strip(),
        f"{row['first_name'][:1]}{row['last_name'][:1]}".upper(),
        str(role),
        row["represents"],
        pictures.get(row["photo"]),
    )


def years_of(budgets: Iterable[Mapping[str, Any]]) -> list[WorksYear]:
    """The works budgets, from their rows, latest year first."""
    return [
        WorksYear(
            row["year"],
            Decimal(row["voted"]),
            row["note"],
            tuple(
                Line(
                    line["label"],
                    Decimal(line["committed"]),
                    Decimal(line["spent"]),
                    line["reference"],
                )
                for line in row["lines"]
            ),
        )
        for row in budgets
    ]
