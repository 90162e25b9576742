"""`World`: a council, a service, the Agence, an élu, and the acts of a demande's life."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from circuits import actions
from circuits.actions.circuit import activate_circuit
from circuits.catalogue import request_definition
from circuits.models import CircuitVersion, Dossier, Kind
from circuits.sweep import sweep
from participation.clock import PARIS
from participation.models import Mandate, TownSettings
from tests.factories.models import (
    CouncilFactory,
    ElectedOfficialFactory,
    ServiceFactory,
    ThemeFactory,
    UserFactory,
)


def paris(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of Europe/Paris."""
    return datetime(year, month, day, hour, minute, tzinfo=PARIS)


ACCEPTED = actions.Draft(
    outcome="accepted",
    summary="Le passage piéton sera repeint au printemps.",
    body="La Ville a vérifié sur place et repeindra le passage.",
    signatory="L’adjointe à la voirie",
)
COMMITTED = actions.Draft(
    **{
        **vars(ACCEPTED),
        "milestone_label": "Repeindre le passage",
        "milestone_on": date(2026, 9, 1),
    }
)
REFUSED = actions.Draft(
    outcome="refused",
    summary="La Ville ne peut pas poser ce ralentisseur.",
    body="La pente de la rue dépasse le maximum prévu par les textes.",
    signatory="L’adjointe à la voirie",
    reason_code="law_safety",
    reason="La pente dépasse quatre pour cent. " * 8,
    alternative="Un radar pédagogique peut être posé.",
)


def circuit(
    name: str = "Circuit ordinaire", without: frozenset[str] = frozenset()
) -> CircuitVersion:
    """An activated circuit."""
    number = CircuitVersion.objects.filter(name=name).count() + 1
    version = CircuitVersion.objects.create(
        kind=Kind.REQUEST,
        name=name,
        number=number,
        definition=request_definition(without=without),
    )
    return activate_circuit(version, at=paris(2020, 1, 2))


@dataclass
class World:
    """Everything that a demande needs; build it inside a test that has a database."""

    without: frozenset[str] = frozenset()
    people: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.council = CouncilFactory()
        self.other_council = CouncilFactory()
        self.theme = ThemeFactory()
        self.service = ServiceFactory()
        self.other_service = ServiceFactory()
        self.official = ElectedOfficialFactory()
        self.circuit = circuit(without=self.without)
        self.agency = UserFactory(agency=True)
        self.referent = self._mandate(self.council, "referent")
        self.referent_deputy = self._mandate(self.council, "deputy")
        self.member = self._mandate(self.council, "member")
        self.other_referent = self._mandate(self.other_council, "referent")
        self.other_holder = self.other_service.holder
        self.other_head = self.other_service.head
        self.head = self.service.head
        self.holder = self.service.holder
        self.deputy = self.service.deputy
        self.elected = self.official.user
        self.directorate = self.service.directorate.head
        self.town = TownSettings.load()
        self.agency_direction = UserFactory(agency=True)
        self.town.agency_direction = self.agency_direction
        self.general_direction = UserFactory()
        self.town.general_direction = self.general_direction
        self.town.save()

    def _mandate(self, council: Any, role: str) -> Any:
        user = UserFactory()
        Mandate.objects.create(
            council=council, user=user, role=role, starts_on=date(2020, 1, 1)
        )
        return user

    def draft(self, at: datetime, **fields: Any) -> Any:
        return actions.start_draft(
            self.council,
            by=fields.pop("by", self.member),
            at=at,
            key=uuid.uuid4(),
            **{
                "title": "Un passage piéton devant l’école",
                "theme": self.theme,
                "need": "Les enfants traversent sans visibilité.",
                "wish": "Un passage piéton surélevé.",
                "place": "rue de Soultz",
                "between_meetings": True,
                "contact": self.referent,
                **fields,
            },
        )

    def deposit(self, at: datetime, **fields: Any) -> Dossier:
        draft = self.draft(at, **fields)
        return actions.deposit(draft.pk, by=self.referent, at=at)

    def qualify(self, dossier: Dossier, at: datetime, **fields: Any) -> Dossier:
        return actions.qualify(
            dossier.pk,
            by=self.agency,
            at=at,
            **{"service": self.service, "elected": self.official, **fields},
        )

    def accept(self, dossier: Dossier, at: datetime) -> Dossier:
        return actions.accept_attribution(
            dossier.pk, by=self.head, at=at, holder=self.holder, deputy=self.deputy
        )

    def studied(self) -> Dossier:
        """A demande at A3 since 16 April 2026, as in circuits.md 1: due on 13 May, 2 June."""
        found = self.deposit(paris(2026, 4, 2))
        self.qualify(found, paris(2026, 4, 13))
        self.accept(found, paris(2026, 4, 16))
        found.refresh_from_db()
        return found

    def transmit(
        self, dossier: Dossier, at: datetime, draft: actions.Draft = ACCEPTED
    ) -> Dossier:
        return actions.transmit_answer(dossier.pk, by=self.holder, at=at, draft=draft)

    def approve_service(self, dossier: Dossier, at: datetime) -> Dossier:
        return actions.approve_service(dossier.pk, by=self.head, at=at)

    def approve_elected(self, dossier: Dossier, at: datetime) -> Dossier:
        return actions.approve_elected(dossier.pk, by=self.elected, at=at)

    def answered(self, at: datetime, draft: actions.Draft = ACCEPTED, **fields: Any) -> Dossier:
        """A demande answered within the day of its deposit."""
        dossier = self.deposit(at, **fields)
        self.qualify(dossier, at)
        self.accept(dossier, at)
        self.transmit(dossier, at, draft)
        self.approve_service(dossier, at)
        self.approve_elected(dossier, at)
        dossier.refresh_from_db()
        return dossier

    def sweep(self, at: datetime) -> dict[str, int]:
        return sweep(at, register_only=True).counts
