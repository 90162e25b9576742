"""Reading what the weekly table says: who reads it, what is late, what is solved.

The Agence reads everything, a head of service the service's, an élu his or her own;
whoever was escalated to reads that, while the post is theirs (circuits.md 5 and 10).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Q

from circuits.models import Delivery, Obligation
from circuits.recipients import Reach, of_obligation, with_people
from circuits.written import DOSSIERS
from participation.models import Directorate, ElectedOfficial, Service, TownSettings, User
from participation.written_once import WrittenOnce, join

# The rungs by which a lateness goes up: their readers are told once that it is solved.
ESCALATIONS = ("r4", "r5", "r6", "r7", "r7b")
# The roles that owe, whose own act ends the lateness: they know.
OWNERS = {
    "service": ("holder", "deputy", "mailbox"),
    "head": ("head",),
    "agency": ("agency",),
    "elected": ("elected",),
    "referent": ("referent", "referent_deputy"),
}


@dataclass
class TableReader:
    """One address that reads the table, and by which posts of the day."""

    address: str
    role: str
    user: User | None = None
    everything: bool = False
    services: set[int] = field(default_factory=set)
    elected: set[int] = field(default_factory=set)

    def reads(self, obligation: Obligation) -> bool:
        """Whether a post of this person brings this row."""
        dossier = obligation.dossier
        return (
            self.everything
            or dossier.service_id in self.services
            or dossier.elected_id in self.elected
        )


# Asked at each pass, when there is hardly ever anything to write.
HEADS = WrittenOnce(lambda: Service.objects.filter(active=True).select_related("head__relay"))
OFFICIALS = WrittenOnce(
    lambda: ElectedOfficial.objects.filter(active=True).select_related("user__relay")
)
DIRECTORATES = WrittenOnce(lambda: Directorate.objects.select_related("head__relay"))
WAITING = WrittenOnce(
    lambda: Delivery.objects.filter(state=Delivery.State.WEEKLY).select_related("user__relay")
)


def table_readers(town: TownSettings, reach: Reach) -> dict[str, TableReader]:
    """Who may read a table, by address in lower case; closed accounts left out.

    Whoever is away is replaced.
    """
    found: dict[str, TableReader] = {}

    def add(post: User | None, role: str) -> TableReader | None:
        user = reach.present(post)
        address = user.mail_address() if user else None
        if user is None or address is None:
            return None
        receiver = user if user.email else user.relay
        known = found.get(address.lower())
        return known or found.setdefault(
            address.lower(), TableReader(address.lower(), role, receiver)
        )

    if town.agency_email:
        address = town.agency_email.lower()
        found[address] = TableReader(address, "agency", everything=True)
    for service in HEADS.objects():
        if reader := add(service.head, "head"):
            reader.services.add(service.pk)
    for official in OFFICIALS.objects():
        if reader := add(official.user, "elected"):
            reader.elected.add(official.pk)
    for directorate in DIRECTORATES.objects():
        add(directorate.head, "directorate")
    add(town.agency_direction, "agency_direction")
    add(town.general_direction, "general_direction")
    for delivery in WAITING.objects():
        add(delivery.user, delivery.because)
    return found


def late_today(today: date) -> list[Obligation]:
    """What the town owes and is late with, by service then step.

    A council's silence is no lateness of the town. The promise has a row of its own
    only when no step of its dossier is late: the same wait is told once.
    """
    found = list(
        Obligation.objects.late_for_the_town(today)
        .with_dossier()
        .annotate(relances=Count("rungs", filter=Q(rungs__kind="relance", rungs__state="done")))
        .order_by("dossier__service__name", "step", "due_on", "pk")
    )
    steps = {o.dossier_id for o in found if o.kind != Obligation.Kind.PROMISE}
    return [
        obligation
        for obligation in found
        if obligation.kind != Obligation.Kind.PROMISE or obligation.dossier_id not in steps
    ]


@dataclass
class Escalated:
    """What went up to one address: still late, waiting for the table, or solved."""

    late: set[int] = field(default_factory=set)
    weekly: list[Delivery] = field(default_factory=list)
    solved: list[Delivery] = field(default_factory=list)

    def keep_weekly_of(self, dossiers: Collection[int]) -> None:
        """Tell the rungs of these dossiers only."""
        self.weekly = [d for d in self.weekly if d.rung.obligation.dossier_id in dossiers]


def escalated_to(
    addresses: Collection[str],
    since: datetime,
    today: date,
    town: TownSettings,
    reach: Reach,
) -> dict[str, Escalated]:
    """What went up to each of these addresses, as far as their posts still allow it.

    `since`: what was solved before is no news.
    """
    found = {address: Escalated() for address in addresses}
    for delivery in _escalations(addresses, since, today):
        if not _entitled(delivery, today, town, reach):
            continue
        theirs = found[delivery.address]
        obligation = delivery.rung.obligation
        owner = delivery.because in OWNERS.get(obligation.party, ())
        if delivery.state == Delivery.State.WEEKLY:
            theirs.weekly.append(delivery)
        if obligation.closed_at is not None and not owner:
            theirs.solved.append(delivery)
        elif not owner or delivery.state == Delivery.State.WEEKLY:
            theirs.late.add(obligation.pk)
    return found


def _escalations(
    addresses: Collection[str], since: datetime, today: date
) -> Iterable[Delivery]:
    owed = "rung__obligation"
    # Their keys first: what is open or was closed lately has an index, what was sent has none.
    late = Obligation.objects.open().filter(due_on__lt=today)
    solved = Obligation.objects.filter(closed_at__gte=since)
    keys = [list(found.values_list("pk", flat=True)) for found in (late, solved)]
    found = list(
        Delivery.objects.filter(
            Q(rung__obligation__in=keys[0])
            | Q(rung__obligation__in=keys[1], solved_in__isnull=True),
            rung__code__in=ESCALATIONS,
            state__in=(Delivery.State.WRITTEN, Delivery.State.WEEKLY),
            address__in=addresses,
        )
        .select_related(
            f"{owed}__service",
            f"{owed}__thread__council__successor",
        )
        .order_by(f"{owed}__dossier__service__name", f"{owed}__due_on", "pk")
    )
    obligations = [delivery.rung.obligation for delivery in found]
    join(obligations, "dossier", DOSSIERS)
    with_people({one.dossier_id: one.dossier for one in obligations}.values())
    return found


def _entitled(delivery: Delivery, today: date, town: TownSettings, reach: Reach) -> bool:
    """Whether the person still holds the post by which the rung came (P23)."""
    holders = of_obligation(
        delivery.rung.obligation, (delivery.because,), today, town, reach=reach
    )
    return any(
        holder.address.lower() == delivery.address and holder.role == delivery.because
        for holder in holders
    )
