"""Who a message goes to: found per dossier when it is written, never stored.

One level up when nobody is left (circuits.md 5 and P22).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from circuits.models import Dossier, Obligation, OfferThread
from participation.models import Council, Mandate, Service, TownSettings, User


@dataclass(frozen=True)
class Recipient:
    """One address, the person behind it if any, and the role that explains it."""

    address: str
    role: str
    user: User | None = None


# When a role has nobody to write to, the first of these that has someone stands in. A
# second (a deputy beside a holder) needs none: the first of the pair has.
STAND_INS: dict[str, tuple[str, ...]] = {
    "mailbox": ("holder", "deputy", "head", "agency"),
    "holder": ("deputy", "head", "agency"),
    "head": ("agency",),
    "elected": ("agency",),
    "referent": ("referent_deputy", "agency"),
    # A service that is no more owes no opinion: whoever asked for it is told.
    "associate": ("holder", "deputy", "head", "agency"),
    "agency": (),
}
# What is read of a dossier to find them all, without a query for each.
PEOPLE = (
    "council__successor",
    "circuit",
    "service__holder__relay",
    "service__deputy__relay",
    "service__head__relay",
    "service__directorate__head__relay",
    "holder__relay",
    "deputy__relay",
    "elected__user__relay",
)
# Above everybody, when the Agence itself cannot be written to.
LAST_RESORT = ("agency_direction", "general_direction")


def resolve(
    roles: Iterable[str],
    dossier: Dossier,
    on: date,
    town: TownSettings,
    thread: OfferThread | None = None,
    associate: Service | None = None,
    failing: frozenset[str] = frozenset(),
) -> list[Recipient]:
    """The recipients of these roles on a local day, each address once.

    With `thread`, the council is the one whose way through an offer it is; `associate`
    is the service that was asked for its opinion. `failing` are addresses that nobody
    reads: whoever is above is told instead (P22).
    """
    found: dict[str, Recipient] = {}
    council = thread.council if thread else dossier.council
    if council is not None:
        council = council.living_on(on)
    for role in roles:
        if role == "associate" and _reads(associate, failing):
            assert associate is not None
            found.setdefault(associate.mailbox.lower(), Recipient(associate.mailbox, role))
            continue
        for recipient in _with_stand_in(role, dossier, on, town, council, failing):
            found.setdefault(recipient.address.lower(), recipient)
    return list(found.values())


def of_obligation(
    obligation: Obligation,
    roles: Iterable[str],
    on: date,
    town: TownSettings,
    *,
    failing: frozenset[str] = frozenset(),
) -> list[Recipient]:
    """Who these roles are for something owed: its way through an offer, its service asked."""
    return resolve(
        roles,
        obligation.dossier,
        on,
        town,
        obligation.thread,
        obligation.service,
        failing,
    )


def _reads(service: Service | None, failing: frozenset[str]) -> bool:
    """Whether this associated service exists and its mailbox is read."""
    return service is not None and service.active and service.mailbox.lower() not in failing


def _with_stand_in(
    role: str,
    dossier: Dossier,
    on: date,
    town: TownSettings,
    council: Council | None,
    failing: frozenset[str],
) -> list[Recipient]:
    above = (*STAND_INS[role], *LAST_RESORT) if role in STAND_INS else ()
    for asked in (role, *above):
        found = _of_role(asked, dossier, on, town, council)
        recipients = [who for who in found if who.address.lower() not in failing]
        if recipients:
            return recipients
    return []


def _of_role(
    role: str, dossier: Dossier, on: date, town: TownSettings, council: Council | None
) -> list[Recipient]:
    if role == "agency":
        return [Recipient(town.agency_email, role)] if town.agency_email else []
    if role == "mailbox":
        service = _service(dossier)
        return [Recipient(service.mailbox, role)] if service else []
    if role in ("referent", "referent_deputy"):
        people = _speakers(role, council, on)
    else:
        people = [_of_the_city(role, dossier, town)]
    return [
        Recipient(address, role, user)
        for user in people
        if user is not None and (address := user.mail_address())
    ]


def _speakers(role: str, council: Council | None, on: date) -> list[User | None]:
    wanted = Mandate.Role.REFERENT if role == "referent" else Mandate.Role.DEPUTY
    mandates = (
        Mandate.objects.active_on(on)
        .filter(council=council, role=wanted)
        .select_related("user__relay")
        .order_by("starts_on", "pk")
    )
    return [mandate.user for mandate in mandates]


def _of_the_city(role: str, dossier: Dossier, town: TownSettings) -> User | None:
    service = _service(dossier)
    elected = dossier.elected
    holders = {
        "holder": dossier.holder or (service.holder if service else None),
        "deputy": dossier.deputy or (service.deputy if service else None),
        "head": service.head if service else None,
        "directorate": service.directorate.head if service else None,
        "elected": elected.user if elected and elected.active else None,
        "agency_direction": town.agency_direction,
        "general_direction": town.general_direction,
        "associate": None,
    }
    return holders[role]


def _service(dossier: Dossier) -> Service | None:
    """The service in charge, while it exists: its people keep no right after it."""
    service: Service | None = dossier.service
    return service if service and service.active else None
