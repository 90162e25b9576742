"""A7: told every three months, late in public, declared done and confirmed, or given up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from circuits import actions, cards, sentences
from circuits.errors import ActRefused
from circuits.models import Dossier, Obligation
from circuits.sweep import sweep
from circuits.views import presenters
from participation.models import ClosureDay, Mail
from tests.factories import World, paris
from tests.factories.world import COMMITTED

START = paris(2026, 4, 2)
WHY = "Le marché n’a reçu aucune offre et le chantier voisin a changé le tracé. " * 4


@pytest.fixture
def dossier(world: World) -> Dossier:
    """Answered on 2 April, repainting promised for September."""
    return world.answered(START, COMMITTED)


def badge(dossier: Dossier, day: date) -> str:
    plan = dossier.milestones.order_by("set_at").last()
    calendar = ClosureDay.objects.calendar()
    return sentences.badge(dossier, day, calendar, date(2018, 1, 1), plan).label


def test_what_is_owed_is_a_point_d_etape_and_not_another_act(dossier: Dossier) -> None:
    owed = dossier.obligations.open().get(principal=True)
    assert presenters.act_words(owed) == "Publier un point d’étape"


def test_a_step_says_a_date_to_come_only(world: World, dossier: Dossier) -> None:
    def here(shown: Dossier, day: date) -> str:
        found = cards.one(Dossier.objects.filter(pk=shown.pk))
        assert found is not None
        steps = presenters.steps_of(found, day)
        return next(step["date_text"] for step in steps if step["state"] == "here")

    owed = dossier.obligations.open().get(principal=True)
    assert here(dossier, owed.due_on).startswith("au plus tard le ")
    assert here(dossier, owed.due_on + timedelta(days=1)) == "en cours"
    answered = world.answered(START)
    owed = answered.obligations.open().get(principal=True)
    assert here(answered, owed.due_on).startswith("le conseil a jusqu’au ")


def test_the_service_declares_and_the_agence_confirms(world: World, dossier: Dossier) -> None:
    actions.declare_done(
        dossier.pk, by=world.holder, at=paris(2026, 8, 24), report="Repeint.",
        done_on=date(2026, 8, 21),
    )  # fmt: skip
    owed = dossier.obligations.open().get(kind="completion")
    assert (owed.party, owed.due_on) == ("agency", date(2026, 8, 31))
    dossier.refresh_from_db()
    assert dossier.step == "A7"
    actions.confirm_done(dossier.pk, by=world.agency, at=paris(2026, 8, 26))
    dossier.refresh_from_db()
    assert (dossier.step, dossier.end_code) == ("end", "E1")
    assert dossier.milestones.get().done_at is not None
    assert not dossier.obligations.open().exists()
    event = dossier.events.get(code="done_confirmed")
    assert (event.audience, event.text.body) == ("public", "Repeint.")
    told = Mail.objects.filter(code="E1", subject__endswith="Réalisée")
    assert set(told.values_list("address", flat=True)) == {
        world.referent.email,
        world.referent_deputy.email,
    }
    assert badge(dossier, date(2027, 1, 1)) == "Réalisée"


def test_what_is_not_done_yet_goes_on(world: World, dossier: Dossier) -> None:
    fields: dict[str, Any] = {"report": "Repeint.", "done_on": date(2026, 8, 21)}
    at = paris(2026, 8, 24)
    actions.declare_done(dossier.pk, by=world.holder, at=at, **fields)
    with pytest.raises(ActRefused, match="déjà déclarée"):
        actions.declare_done(dossier.pk, by=world.holder, at=at, **fields)
    actions.refuse_done(dossier.pk, by=world.agency, at=at, reason="Il manque une bande.")
    dossier.refresh_from_db()
    assert dossier.step == "A7"
    assert not dossier.obligations.open().filter(kind="completion").exists()
    mail = Mail.objects.get(address=world.holder.email, subject__endswith="Pas encore réalisé")
    assert "Il manque une bande." in mail.text
    actions.declare_done(dossier.pk, by=world.holder, at=at, **fields)


def test_only_who_signs_gives_up_and_says_why(world: World, dossier: Dossier) -> None:
    at = paris(2026, 9, 1)
    for person in (world.holder, world.head, world.agency, world.referent):
        with pytest.raises(ActRefused, match="revient à"):
            actions.abandon_commitment(
                dossier.pk, by=person, at=at, reason_code="budget", text=WHY
            )
    with pytest.raises(ActRefused, match="deux cents"):
        actions.abandon_commitment(
            dossier.pk, by=world.elected, at=at, reason_code="budget", text="Trop cher."
        )
    with pytest.raises(ActRefused, match="motif"):
        actions.abandon_commitment(
            dossier.pk, by=world.elected, at=at, reason_code="humeur", text=WHY
        )
    actions.abandon_commitment(
        dossier.pk, by=world.elected, at=at, reason_code="budget", text=WHY
    )
    dossier.refresh_from_db()
    assert (dossier.end_code, dossier.end_reason) == ("E2", "budget")
    mail = Mail.objects.get(address=world.referent.email, subject__contains="abandonné")
    assert "Le budget n’est plus disponible" in mail.text


@pytest.mark.parametrize(
    ("without", "who"), [(frozenset({"A5"}), "head"), (frozenset({"A4", "A5"}), "holder")]
)
def test_where_no_elu_signs_the_last_validator_gives_up(
    db: None, without: frozenset[str], who: str
) -> None:
    world = World(without=without)
    dossier = world.deposit(START)
    world.qualify(dossier, START)
    world.accept(dossier, START)
    world.transmit(dossier, START, COMMITTED)
    if "A4" not in without:
        world.approve_service(dossier, START)
    actions.abandon_commitment(
        dossier.pk, by=getattr(world, who), at=START, reason_code="budget", text=WHY
    )
    dossier.refresh_from_db()
    assert dossier.end_code == "E2"


def test_p14_a_commitment_is_late_once_its_month_is_over(dossier: Dossier) -> None:
    assert badge(dossier, date(2026, 9, 30)).startswith("Répondue")
    assert (
        badge(dossier, date(2026, 10, 1))
        == "Engagement en retard\u00a0: prévu en septembre\u00a02026"
    )
    owed = dossier.obligations.open().get(principal=True)
    plan = dossier.milestones.get()
    said = sentences.state_sentence(dossier, owed, milestone=plan, today=date(2026, 10, 1))
    assert said.startswith("Engagement en retard")


def test_the_quarterly_report_is_reminded_to_the_service(
    world: World, dossier: Dossier
) -> None:
    owed = dossier.obligations.open().get(principal=True)
    assert owed.due_on == date(2026, 7, 2)
    for month, number in [(6, 25), (7, 2), (7, 3), (7, 9)]:
        sweep(paris(2026, month, number), register_only=True)
    mails = Mail.objects.filter(code="M13", address=world.holder.email)
    assert mails.count() == 4
    assert {mail.subject for mail in mails} == {f"[{dossier.label}] Point d’étape trimestriel"}
    assert all("Repeindre le passage" in mail.text for mail in mails)
    assert Mail.objects.filter(code="M13", address=world.head.email).exists()
    actions.report_milestone(dossier.pk, by=world.holder, at=paris(2026, 7, 10), report="Fait.")
    late = Obligation.objects.open().filter(principal=True, due_on__lt=date(2026, 7, 10))
    assert not late.exists()
