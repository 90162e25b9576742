"""Who a message goes to: found per dossier when it is written, never stored.

One level up when nobody is left (circuits.md 5 and P22).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from circuits.models import Dossier, Obligation, OfferThread
from circuits.written import CIRCUITS
from participation.models import (
    Absence,
    Council,
    ElectedOfficial,
    FailingAddress,
    Mandate,
    Service,
    TownSettings,
    User,
)
from participation.querysets import MandateQuerySet
from participation.written_once import WrittenOnce, by_key, join


@dataclass(frozen=True)
class Recipient:
    """One address, the person behind it if any, and the role that explains it."""

    address: str
    role: str
    user: User | None = None
    # Who holds the post and is away, when `user` acts meanwhile.
    replaces: User | None = None


AWAY = WrittenOnce(
    lambda day: Absence.objects.running_on(day).select_related("person", "substitute__relay")
)


@dataclass(frozen=True)
class Reach:
    """Who can be written to on one local day: who is away, which addresses nobody reads."""

    absences: Mapping[int, Absence] = field(default_factory=dict)
    failing: frozenset[str] = frozenset()
    # Who speaks for each council of one batch, read with it; None: asked at each use.
    speakers: Mapping[int, list[Mandate]] | None = None

    @classmethod
    def on(cls, day: date, *, failing: bool = False) -> Reach:
        """As it is on this day: one query, or two with the failing addresses."""
        return cls(
            {absence.person_id: absence for absence in AWAY.objects(day)},
            FailingAddress.objects.addresses() if failing else frozenset(),
        )

    def tried(self) -> Reach:
        """The same, for a notice: it is sent to a failing address all the same."""
        return Reach(self.absences)

    def speaking_for(self, councils: Iterable[Council], on: date) -> Reach:
        """The same for one batch, with those who speak for its councils (one query)."""
        found: dict[int, list[Mandate]] = {council.pk: [] for council in councils}
        for mandate in _speaking(on).filter(council__in=found):
            found[mandate.council_id].append(mandate)
        return replace(self, speakers=found)

    def present(self, user: User | None) -> User | None:
        """The person, or who replaces him or her on the day; None when nobody does.

        A substitute whose account is closed, or who is away too, replaces nobody.
        """
        absence = self.absences.get(user.pk) if user is not None else None
        if absence is None:
            return user
        substitute = absence.substitute
        if substitute is None or not substitute.is_active or substitute.pk in self.absences:
            return None
        return substitute

    def unreplaced(self) -> list[int]:
        """The people who are away on this day, and whom nobody replaces."""
        return [pk for pk, one in self.absences.items() if self.present(one.person) is None]

    def replaced_by(self, user: User | None) -> list[User]:
        """Whom this person replaces on the day."""
        return [
            absence.person
            for absence in self.absences.values()
            if user is not None and self.present(absence.person) == user
        ]


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
# What is read of dossiers to find them all: so many queries whatever their number, and one
# instance of each council, service or person. A join of all these tables would take the
# database longer to plan than to read, and Django longer still to build its rows.
_RELAYED = by_key(User._base_manager.select_related("relay"))
_PEOPLE = {
    "circuit": CIRCUITS,
    "council": by_key(Council._base_manager.select_related("successor")),
    "service": by_key(
        Service._base_manager.select_related(
            "holder__relay", "deputy__relay", "head__relay", "directorate__head__relay"
        )
    ),
    "holder": _RELAYED,
    "deputy": _RELAYED,
    "elected": by_key(ElectedOfficial._base_manager.select_related("user__relay")),
}


def with_people(dossiers: Iterable[Dossier]) -> None:
    """Give these dossiers their circuit, their council and everybody in charge of them."""
    dossiers = list(dossiers)
    for name, what in _PEOPLE.items():
        join(dossiers, name, what)


# Above everybody, when the Agence itself cannot be written to.
LAST_RESORT = ("agency_direction", "general_direction")


def resolve(
    roles: Iterable[str],
    dossier: Dossier,
    on: date,
    town: TownSettings,
    thread: OfferThread | None = None,
    associate: Service | None = None,
    reach: Reach | None = None,
) -> list[Recipient]:
    """The recipients of these roles on a local day, each address once.

    With `thread`, the council is the one whose way through an offer it is; `associate`
    is the service that was asked for its opinion. `reach` spares a query: who is away is
    replaced, and of an address that nobody reads whoever is above is told instead (P22).
    """
    reach = reach or Reach.on(on)
    found: dict[str, Recipient] = {}
    council = thread.council if thread else dossier.council
    if council is not None:
        council = council.living_on(on)
    for role in roles:
        if role == "associate" and _reads(associate, reach):
            assert associate is not None
            found.setdefault(associate.mailbox.lower(), Recipient(associate.mailbox, role))
            continue
        for recipient in _with_stand_in(role, dossier, on, town, council, reach):
            found.setdefault(recipient.address.lower(), recipient)
    return list(found.values())


def of_obligation(
    obligation: Obligation,
    roles: Iterable[str],
    on: date,
    town: TownSettings,
    *,
    reach: Reach | None = None,
) -> list[Recipient]:
    """Who these roles are for something owed: its way through an offer, its service asked."""
    return resolve(
        roles,
        obligation.dossier,
        on,
        town,
        obligation.thread,
        obligation.service,
        reach,
    )


def _reads(service: Service | None, reach: Reach) -> bool:
    """Whether this associated service exists and its mailbox is read."""
    return (
        service is not None and service.active and service.mailbox.lower() not in reach.failing
    )


def _with_stand_in(
    role: str,
    dossier: Dossier,
    on: date,
    town: TownSettings,
    council: Council | None,
    reach: Reach,
) -> list[Recipient]:
    above = (*STAND_INS[role], *LAST_RESORT) if role in STAND_INS else ()
    for asked in (role, *above):
        found = _of_role(asked, dossier, on, town, council, reach)
        recipients = [who for who in found if who.address.lower() not in reach.failing]
        if recipients:
            return recipients
    return []


def _of_role(
    role: str,
    dossier: Dossier,
    on: date,
    town: TownSettings,
    council: Council | None,
    reach: Reach,
) -> list[Recipient]:
    if role == "agency":
        return [Recipient(town.agency_email, role)] if town.agency_email else []
    if role == "mailbox":
        service = _service(dossier)
        return [Recipient(service.mailbox, role)] if service else []
    if role in ("referent", "referent_deputy"):
        # A council chose who speaks for it: nobody else may, the deputy is the deputy.
        speakers = _speakers(role, council, on, reach) if council else []
        people = [who for who in speakers if who.pk not in reach.absences]
        return [Recipient(a, role, who) for who in people if (a := who.mail_address())]
    post = _of_the_city(role, dossier, town)
    who = reach.present(post)
    address = who.mail_address() if who else None
    return [Recipient(address, role, who, post if who != post else None)] if address else []


def _speakers(role: str, council: Council, on: date, reach: Reach) -> list[User]:
    wanted = Mandate.Role.REFERENT if role == "referent" else Mandate.Role.DEPUTY
    known = (reach.speakers or {}).get(council.pk)
    mandates = _speaking(on).filter(council=council) if known is None else known
    return [mandate.user for mandate in mandates if mandate.role == wanted]


def _speaking(on: date) -> MandateQuerySet:
    found: MandateQuerySet = Mandate.objects.active_on(on).speaking()
    return found.select_related("user__relay").order_by("starts_on", "pk")


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
