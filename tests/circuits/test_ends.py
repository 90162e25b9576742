"""Ends that are not an answer, and the way back (circuits.md 8)."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest

from circuits import actions, sentences
from circuits.errors import ActRefused
from circuits.models import Dossier, Obligation, Rung
from circuits.sweep import sweep
from participation.models import Mail, Subscriber, Subscription
from tests.factories import World, paris
from tests.factories.world import COMMITTED, REFUSED
from tests.strict import signed_in

START = paris(2026, 4, 2)
LATER = paris(2026, 4, 20)


@pytest.fixture
def dossier(world: World) -> Dossier:
    """At A3."""
    found = world.deposit(START)
    actions.proofread(found.pk, by=world.agency, at=START)
    world.qualify(found, START)
    world.accept(found, START)
    found.refresh_from_db()
    return found


def ended(dossier: Dossier, code: str) -> None:
    dossier.refresh_from_db()
    assert (dossier.end_code, dossier.step) == (code, "end")
    assert not dossier.obligations.open().exists()
    assert not Rung.objects.filter(obligation__dossier=dossier, state="armed").exists()


def told(person: Any, code: str) -> Mail:
    mail: Mail = Mail.objects.get(address=person.email, code=code)
    return mail


def _stranger() -> Subscriber:
    """Somebody who follows without an account."""
    found: Subscriber = Subscriber.objects.create(
        address="voisine@exemple.fr", created_at=START
    )
    return found


def state(dossier: Dossier) -> str:
    dossier.refresh_from_db()
    return sentences.state_sentence(dossier, None, today=date(2026, 6, 1)).replace(
        "\u00a0", " "
    )


def test_e8_the_council_takes_its_demande_back(world: World, dossier: Dossier) -> None:
    for person in (world.agency, world.holder, world.member, world.other_referent):
        with pytest.raises(ActRefused, match="revient à"):
            actions.withdraw(dossier.pk, by=person, at=LATER)
    actions.withdraw(dossier.pk, by=world.referent, at=LATER, reason="C’est déjà fait.")
    ended(dossier, "E8")
    assert "C’est déjà fait." in told(world.holder, "E8").text
    assert state(dossier) == f"Retirée par {world.council} le 20 avril 2026."


def test_what_nobody_wrote_leaves_no_hole_in_the_mail(world: World, dossier: Dossier) -> None:
    actions.withdraw(dossier.pk, by=world.referent, at=LATER)
    mail = told(world.holder, "E8")
    assert "\n\n\n" not in mail.text
    assert "<p></p>" not in mail.html


def test_e5_another_authority_is_competent(world: World, dossier: Dossier) -> None:
    fields = {"authority": "la Région", "sent_on": LATER.date(), "letter": "Madame…"}
    for change, why in [
        ({"authority": " "}, "autorité"),
        ({"letter": ""}, "lettre"),
        ({"sent_on": date(2026, 5, 1)}, "futur"),
    ]:
        with pytest.raises(ActRefused, match=why):
            actions.transfer(dossier.pk, by=world.agency, at=LATER, **{**fields, **change})
    actions.transfer(dossier.pk, by=world.agency, at=LATER, **fields)
    ended(dossier, "E5")
    assert "la Région" in told(world.referent, "E5").text
    assert state(dossier) == "Transmise le 20 avril 2026 à l’autorité compétente (la Région)."


def test_e6_takes_two_people_and_keeps_its_reason_public(
    world: World, dossier: Dossier
) -> None:
    fields = {"reason_code": "private", "text": "C’est un litige entre voisins."}
    with pytest.raises(ActRefused, match="charte"):
        actions.ask_barring(
            dossier.pk, by=world.agency, at=LATER, **{**fields, "reason_code": "humeur"}
        )
    actions.ask_barring(dossier.pk, by=world.agency, at=LATER, **fields)
    dossier.refresh_from_db()
    assert not dossier.is_closed
    with pytest.raises(ActRefused, match="revient à"):
        actions.confirm_barring(dossier.pk, by=world.agency, at=LATER)
    actions.refuse_barring(dossier.pk, by=world.elected, at=LATER, reason="Non.")
    actions.ask_barring(dossier.pk, by=world.agency, at=LATER, **fields)
    actions.confirm_barring(dossier.pk, by=world.elected, at=LATER)
    ended(dossier, "E6")
    assert dossier.end_reason == "private"
    text = told(world.referent, "E6").text.replace("\u00a0", " ")
    assert "Motif : Litige entre des personnes." in text
    assert "litige entre voisins" in text
    event = dossier.events.get(code="barred")
    assert event.audience == "public"


def test_e6_before_any_elu_is_known_the_agence_names_who_decides(world: World) -> None:
    dossier = world.deposit(START)
    fields = {"reason_code": "private", "text": "Un litige."}
    with pytest.raises(ActRefused, match="qui décidera"):
        actions.ask_barring(dossier.pk, by=world.agency, at=START, **fields)
    actions.ask_barring(dossier.pk, by=world.agency, at=START, elected=world.official, **fields)
    sweep(paris(2026, 4, 7), register_only=True)
    assert Mail.objects.filter(address=world.elected.email).exists()


def test_e7_a_demande_goes_on_in_another_of_the_same_council(
    world: World, dossier: Dossier
) -> None:
    other = world.deposit(START, title="Le même passage")
    elsewhere = actions.start_draft(
        world.other_council,
        by=world.other_referent,
        at=START,
        key=uuid.uuid4(),
        title="Ailleurs",
        theme=world.theme,
        need="n",
        wish="w",
        place="p",
        between_meetings=True,
        contact=world.other_referent,
    )
    actions.deposit(elsewhere.pk, by=world.other_referent, at=START)
    for target, why in [
        (dossier, "elle-même"),
        (elsewhere, "même conseil"),
        (world.draft(START), "même conseil"),
    ]:
        with pytest.raises(ActRefused, match=why):
            actions.merge(dossier.pk, by=world.agency, at=LATER, target=target)
    both, one = Subscriber.objects.create(user=world.member, created_at=START), _stranger()
    for subscriber, reference in [
        (both, dossier.reference), (both, other.reference), (one, dossier.reference)
    ]:  # fmt: skip
        Subscription.objects.create(
            subscriber=subscriber, scope="dossier", reference=reference, created_at=START
        )
    actions.merge(dossier.pk, by=world.agency, at=LATER, target=other)
    ended(dossier, "E7")
    followed = Subscription.objects.values_list("subscriber", "reference")
    assert set(followed) == {(both.pk, other.reference), (one.pk, other.reference)}
    assert followed.count() == 2
    assert dossier.merged_into_id == other.pk
    assert "elle continue dans la demande 2026-002" in state(dossier)
    # In a circle: what it goes on in would go on in it.
    with pytest.raises(ActRefused, match="close"):
        actions.merge(other.pk, by=world.agency, at=LATER, target=dossier)
    with pytest.raises(ActRefused, match="continue dans une autre"):
        actions.reopen(dossier.pk, by=world.agency, at=LATER, reason="Non.")


def test_reopened_within_sixty_days_the_answered_goes_back_to_the_council(
    world: World,
) -> None:
    dossier = world.answered(START, REFUSED)
    actions.acknowledge_answer(dossier.pk, by=world.referent, at=LATER)
    with pytest.raises(ActRefused, match="pourquoi"):
        actions.reopen(dossier.pk, by=world.referent, at=LATER, reason=" ")
    with pytest.raises(ActRefused, match="soixante"):
        actions.reopen(dossier.pk, by=world.referent, at=paris(2026, 6, 20), reason="Non.")
    actions.reopen(
        dossier.pk, by=world.referent, at=paris(2026, 6, 19), reason="Nous voulons les motifs."
    )
    dossier.refresh_from_db()
    assert (dossier.step, dossier.end_code, dossier.closed_at) == ("A6", "", None)
    owed = dossier.obligations.open().get(principal=True)
    assert (owed.step, owed.clock) == ("A6", 2)
    actions.ask_reasons(
        dossier.pk, by=world.referent, at=paris(2026, 6, 22), question="Quelle pente ?"
    )
    dossier.refresh_from_db()
    assert dossier.step == "A3"


def test_reopened_a_withdrawn_demande_is_owed_its_answer_again(
    world: World, dossier: Dossier
) -> None:
    actions.withdraw(dossier.pk, by=world.referent, at=LATER)
    actions.reopen(dossier.pk, by=world.agency, at=paris(2026, 5, 4), reason="Par erreur.")
    dossier.refresh_from_db()
    assert dossier.step == "A1"
    # Closed from 20 April to 4 May: 2 June and fourteen days.
    assert dossier.promised_on == date(2026, 6, 16)
    promise = dossier.obligations.open().get(kind=Obligation.Kind.PROMISE)
    assert promise.due_on == date(2026, 6, 16)
    said = sentences.event_sentence(dossier.events.get(code="reopened"))
    assert said.endswith("la Ville doit répondre au plus tard le 16\u00a0juin\u00a02026.")
    step = dossier.obligations.open().get(principal=True)
    assert (step.party, step.due_on) == ("agency", date(2026, 5, 12))
    world.qualify(dossier, paris(2026, 5, 5))
    sweep(paris(2026, 6, 17), register_only=True)
    assert Mail.objects.filter(address=world.referent.email, code="M10").count() == 1


def test_reopened_a_commitment_goes_on(world: World) -> None:
    dossier = world.answered(START, COMMITTED)
    actions.declare_done(
        dossier.pk, by=world.holder, at=LATER, report="Repeint.", done_on=LATER.date()
    )
    actions.confirm_done(dossier.pk, by=world.agency, at=LATER)
    actions.reopen(dossier.pk, by=world.agency, at=LATER, reason="La peinture est partie.")
    dossier.refresh_from_db()
    assert dossier.step == "A7"
    assert not dossier.milestones.filter(done_at__isnull=False).exists()


def test_a_hidden_text_leaves_the_public_page_at_once_and_says_why(
    world: World, dossier: Dossier, client: Any
) -> None:
    page = f"/dossiers/{dossier.reference}/"
    assert "Les enfants traversent" in client.get(page).content.decode()
    with pytest.raises(ActRefused, match="public pourquoi"):
        actions.hide_text(dossier.pk, by=world.agency, at=LATER, reason=" ")
    with pytest.raises(ActRefused, match="revient à"):
        actions.hide_text(dossier.pk, by=world.referent, at=LATER, reason="Non.")
    actions.hide_text(dossier.pk, by=world.agency, at=LATER, reason="Un nom y figure.")
    for path in (page, "/demandes/", "/recherche/?q=enfants"):
        assert "Les enfants traversent" not in client.get(path).content.decode(), path
    assert "Un passage piéton" in client.get(page).content.decode(), "the title stays"
    assert "Un nom y figure." in client.get(page).content.decode()
    inside = signed_in(world.referent).get(dossier.private_url).content.decode()
    assert "Les enfants traversent" in inside
    assert "Le public ne lit plus ce texte" in inside
    with pytest.raises(ActRefused, match="déjà fait"):
        actions.hide_text(dossier.pk, by=world.agency, at=LATER, reason="Encore.")
    actions.show_text(dossier.pk, by=world.agency, at=LATER)
    assert "Les enfants traversent" in client.get(page).content.decode()
