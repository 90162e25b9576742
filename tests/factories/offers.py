"""`OfferWorld`: a service, three councils, and the acts of an offre's life."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from circuits import actions
from circuits.actions.circuit import activate_circuit
from circuits.actions.conclude import Said
from circuits.catalogue_offers import offer_definition
from circuits.models import CircuitVersion, Contribution, Dossier, Kind, OfferThread
from tests.factories.models import CouncilFactory
from tests.factories.world import World, paris

ANSWER_BY = date(2026, 6, 30)
OPINION = "Nous voulons des bancs à l’ombre et une fontaine."


def offer_circuit(name: str = "Circuit des offres") -> CircuitVersion:
    """The activated circuit of the offres."""
    number = CircuitVersion.objects.filter(name=name).count() + 1
    version = CircuitVersion.objects.create(
        kind=Kind.OFFER, name=name, number=number, definition=offer_definition()
    )
    return activate_circuit(version, at=paris(2020, 1, 2))


class OfferWorld(World):
    """A small town in which the city asks, and three councils answer."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.offer_circuit = offer_circuit()
        self.third_council = CouncilFactory()
        self.third_referent = self._mandate(self.third_council, "referent")
        self.councils = [self.council, self.other_council, self.third_council]
        self.speakers = {
            self.council.pk: self.referent,
            self.other_council.pk: self.other_referent,
            self.third_council.pk: self.third_referent,
        }

    def offer_draft(self, at: datetime, **fields: Any) -> Any:
        return actions.start_offer(
            fields.pop("service", self.service),
            by=fields.pop("by", self.holder),
            at=at,
            key=fields.pop("key", None) or uuid.uuid4(),
            councils=fields.pop("councils", self.councils),
            **{
                "title": "Le square de la Charité se refait",
                "theme": self.theme,
                "proposal": "La Ville refait le square en 2027.",
                "open_points": "Les plantations, les jeux et les bancs.",
                "decided_points": "Le budget et le calendrier.",
                "publication_plan": "Le plan retenu, et la réponse à chaque avis.",
                "answer_by": ANSWER_BY,
                "contact": self.holder,
                **fields,
            },
        )

    def submitted(self, at: datetime, **fields: Any) -> Dossier:
        draft = self.offer_draft(at, **fields)
        return actions.submit_offer(draft.pk, by=self.holder, at=at)

    def approve_offer(self, offer: Dossier, at: datetime) -> Dossier:
        return actions.approve_offer(offer.pk, by=self.agency, at=at, elected=self.official)

    def send(self, offer: Dossier, at: datetime) -> Dossier:
        return actions.send_offer(offer.pk, by=self.elected, at=at)

    def sent(self, at: datetime, **fields: Any) -> Dossier:
        """An offre that reached its councils within the day of its submission."""
        offer = self.submitted(at, **fields)
        self.approve_offer(offer, at)
        self.send(offer, at)
        offer.refresh_from_db()
        return offer

    def thread(self, offer: Dossier, council: Any) -> OfferThread:
        return OfferThread.objects.select_related("council", "offer").get(
            offer=offer.pk, council=council
        )

    def acknowledge_offer(self, offer: Dossier, council: Any, at: datetime) -> Dossier:
        return actions.acknowledge_offer(
            offer.pk,
            by=self.speakers[council.pk],
            at=at,
            thread=self.thread(offer, council).pk,
        )

    def answer_offer(
        self, offer: Dossier, council: Any, at: datetime, **fields: Any
    ) -> Dossier:
        return actions.answer_offer(
            offer.pk,
            by=fields.pop("by", self.speakers[council.pk]),
            at=at,
            thread=self.thread(offer, council).pk,
            **{"kind": "opinion", "body": OPINION, **fields},
        )

    def ask_question(self, offer: Dossier, council: Any, at: datetime) -> Dossier:
        """One council asks the town something before it answers."""
        return actions.ask_question(
            offer.pk,
            by=self.speakers[council.pk],
            at=at,
            thread=self.thread(offer, council).pk,
            question="Les jeux sont-ils gardés ?",
        )

    def decline_offer(self, offer: Dossier, council: Any, at: datetime) -> Dossier:
        return actions.decline_offer(
            offer.pk,
            by=self.speakers[council.pk],
            at=at,
            thread=self.thread(offer, council).pk,
        )

    def heard(self, at: datetime, **fields: Any) -> Dossier:
        """An offre that every council answered: the town owes what it made of it."""
        offer = self.sent(at, **fields)
        for council in self.councils:
            self.answer_offer(offer, council, at)
        offer.refresh_from_db()
        return offer

    def follow_ups(self, offer: Dossier) -> list[Said]:
        given = Contribution.objects.filter(thread__offer=offer).order_by("pk")
        return [Said(c.pk, "partly", "Le budget ne couvre pas la fontaine.") for c in given]

    def publish_follow_up(self, offer: Dossier, at: datetime) -> Dossier:
        return actions.publish_follow_up(
            offer.pk,
            by=self.holder,
            at=at,
            text="La Ville retient les bancs.",
            follow_ups=self.follow_ups(offer),
        )

    def publish_assessment(self, offer: Dossier, at: datetime) -> Dossier:
        return actions.publish_assessment(
            offer.pk, by=self.holder, at=at, text="Trois conseils ont participé."
        )
