"""An offre in every state, written by the actions at moments of the town's past."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile

from circuits import actions
from circuits.demo import small_pdf
from circuits.models import Dossier
from tests.factories.offers import OfferWorld

LONG = (
    "Les plantations, les jeux et les bancs, l’heure de fermeture et la place des chiens.\n\n"
    "Voir https://exemple.fr/une/adresse/tres/longue/qui-ne-se-coupe-nulle-part/0123456789\n\n"
    + "Le budget est voté et les travaux commencent au printemps. "
    * 5
)
TITLES = {
    "offer_reading": "Un parc à relire",
    "offer_signature": "Une piscine à signer",
    "offer_returned": "Une rue à reprendre",
    "offer_proposed": "Le square de la Charité se refait avec vous, des plantations aux jeux et à "
    "l’heure de fermeture, pendant les deux années qui viennent",
    "offer_open": "Où poser vingt-deux bornes de tri ?",
    "offer_heard": "Le budget de proximité",
    "offer_late": "Éteindre les lampadaires la nuit",
    "offer_followed": "Traverser la ville à vélo",
    "offer_closed": "Trois cours d’école plantées",
    "offer_cancelling": "Un marché du soir",
    "offer_cancelled": "Une médiathèque qui roule",
}
PUBLIC = tuple(state for state in TITLES if state.split("_")[1] not in (
    "reading", "signature", "returned"
))  # fmt: skip


def make_offers(world: OfferWorld, now: datetime) -> dict[str, Dossier]:
    """Every state; the last of the acts two days before `now`, unless it must be late."""
    at = now - timedelta(days=2)
    texts = {"open_points": LONG, "decided_points": LONG, "answer_by": date(2026, 12, 15)}
    made: dict[str, Dossier] = {}

    def submit(state: str, when: datetime = at, **fields: Any) -> Dossier:
        made[state] = world.submitted(when, title=TITLES[state], **{**texts, **fields})
        return made[state]

    def send(state: str, when: datetime = at, **fields: Any) -> Dossier:
        offer = submit(state, when, **fields)
        world.approve_offer(offer, when)
        return world.send(offer, when)

    def hear(state: str, when: datetime = at, **fields: Any) -> Dossier:
        offer = send(state, when, **fields)
        for council in world.councils:
            world.acknowledge_offer(offer, council, when)
        _answers(world, offer, when)
        return offer

    submit("offer_reading")
    world.approve_offer(submit("offer_signature"), at)
    returned = submit("offer_returned")
    actions.request_offer_changes(
        returned.pk, by=world.agency, at=at, changes="Dites aussi le budget."
    )
    send("offer_proposed")
    _open(world, send("offer_open"), at)
    hear("offer_heard")
    # In June the answers came, in July the suites were due, and nobody has written them.
    june = now - timedelta(days=120)
    hear("offer_late", june, answer_by=date(2026, 8, 3))
    world.publish_follow_up(hear("offer_followed", event_on=date(2026, 11, 5)), at)
    closed = hear("offer_closed")
    world.publish_follow_up(closed, at)
    world.publish_assessment(closed, at)
    for state in ("offer_cancelling", "offer_cancelled"):
        offer = send(state)
        world.answer_offer(offer, world.other_council, at)
        actions.ask_cancellation(
            offer.pk, by=world.holder, at=at, reason_code="budget",
            text="Le budget n’a pas été voté.", fate="Elles serviront en 2028.",
        )  # fmt: skip
    actions.confirm_cancellation(made["offer_cancelled"].pk, by=world.elected, at=at)
    for offer in made.values():
        offer.refresh_from_db()
    return made


def _answers(world: OfferWorld, offer: Dossier, at: datetime) -> None:
    world.answer_offer(offer, world.council, at, body=LONG)
    world.answer_offer(
        offer, world.other_council, at, kind="participates", body="",
        delegates="Deux membres de la commission", available="le samedi matin",
    )  # fmt: skip
    world.answer_offer(offer, world.third_council, at, kind="no", body="")


def _open(world: OfferWorld, offer: Dossier, at: datetime) -> None:
    world.acknowledge_offer(offer, world.council, at)
    world.decline_offer(offer, world.other_council, at)


def make_offer_draft(world: OfferWorld, now: datetime) -> Any:
    """A draft with a document, ready to be submitted."""
    draft = world.offer_draft(
        now, title="Petits travaux de quartier", answer_by=date(2026, 12, 15)
    )
    drawn = small_pdf.draw("Le plan", ("Un paragraphe.",))
    actions.attach(
        draft.pk, by=world.holder, at=now, title="Le plan", file=ContentFile(drawn, "plan.pdf"),
        content_type="application/pdf",
    )  # fmt: skip
    return draft
