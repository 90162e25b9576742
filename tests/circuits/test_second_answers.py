"""Answers that come at once, later, or twice (circuits.md 3: A1, A6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from circuits import actions, sentences
from circuits.errors import ActRefused
from circuits.models import Answer, Dossier, Obligation
from circuits.sweep import sweep
from participation.models import ClosureDay, Mail
from tests.factories import World, paris
from tests.factories.world import ACCEPTED, COMMITTED, REFUSED

START = paris(2026, 4, 2)
LATER = paris(2026, 5, 4)
DEFERRED = replace(ACCEPTED, outcome="deferred", deferred_to=date(2026, 9, 30))


def to_signature(world: World, draft: Any = ACCEPTED) -> Dossier:
    dossier = world.deposit(START)
    world.qualify(dossier, START)
    world.accept(dossier, START)
    world.transmit(dossier, LATER, draft)
    world.approve_service(dossier, LATER)
    return dossier


def badge(dossier: Dossier, day: date) -> str:
    calendar = ClosureDay.objects.calendar()
    return sentences.badge(dossier, day, calendar, date(2018, 1, 1)).tone


@pytest.mark.parametrize("draft", [ACCEPTED, COMMITTED], ids=["accepted", "committed"])
def test_the_agence_answers_directly_and_the_elu_signs(world: World, draft: Any) -> None:
    dossier = world.deposit(START)
    with pytest.raises(ActRefused, match="signera"):
        actions.answer_directly(
            dossier.pk, by=world.agency, at=START, draft=draft, service=world.service
        )
    actions.answer_directly(
        dossier.pk,
        by=world.agency,
        at=START,
        draft=draft,
        service=world.service,
        elected=world.official,
    )
    dossier.refresh_from_db()
    assert (dossier.step, dossier.service) == ("A5", world.service)
    actions.request_changes_elected(
        dossier.pk, by=world.elected, at=START, changes="Plus court."
    )
    dossier.refresh_from_db()
    assert (dossier.step, dossier.holder) == ("A3", world.holder)
    world.transmit(dossier, LATER, draft)
    world.approve_service(dossier, LATER)
    world.approve_elected(dossier, LATER)
    dossier.refresh_from_db()
    assert dossier.step == ("A7" if draft is COMMITTED else "A6")


def test_a_small_circuit_publishes_what_the_agence_answers(db: None) -> None:
    world = World(without=frozenset({"A2", "A4", "A5"}))
    dossier = world.deposit(START)
    actions.answer_directly(
        dossier.pk, by=world.agency, at=START, draft=COMMITTED, service=world.service
    )
    dossier.refresh_from_db()
    assert dossier.step == "A7"
    assert Mail.objects.filter(code="M9", address=world.referent.email).count() == 1


def test_studied_until_a_day_the_town_still_owes_its_answer(world: World) -> None:
    dossier = to_signature(world, DEFERRED)
    world.approve_elected(dossier, LATER)
    dossier.refresh_from_db()
    assert (dossier.step, dossier.answered_at) == ("A3", None)
    assert dossier.promised_on == date(2026, 9, 30)
    step = dossier.obligations.open().get(principal=True)
    promise = dossier.obligations.open().get(kind=Obligation.Kind.PROMISE)
    assert step.due_on == promise.due_on == date(2026, 9, 30)
    mail = Mail.objects.get(code="M9", address=world.referent.email)
    assert "à l’étude jusqu’au 30 septembre" in mail.subject.replace("\u00a0", " ")
    sweep(paris(2026, 6, 3), register_only=True)
    assert not Mail.objects.filter(code="M10").exists()
    sweep(paris(2026, 10, 1), register_only=True)
    dossier.refresh_from_db()
    assert badge(dossier, date(2026, 10, 1)) == "late"
    assert Mail.objects.filter(code="M10", address=world.referent.email).count() == 1
    with pytest.raises(ActRefused, match="déjà remise une fois"):
        world.transmit(
            dossier, paris(2026, 10, 2), replace(DEFERRED, deferred_to=date(2027, 1, 4))
        )
    world.transmit(dossier, paris(2026, 10, 2))
    world.approve_service(dossier, paris(2026, 10, 2))
    world.approve_elected(dossier, paris(2026, 10, 2))
    dossier.refresh_from_db()
    assert (dossier.step, dossier.outcome) == ("A6", "accepted")
    assert Answer.objects.filter(dossier=dossier, published_at__isnull=False).count() == 2


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (None, "jusqu’à quand"),
        (date(2026, 6, 2), "après la date promise"),
        (date(2026, 11, 10), "six mois au plus"),
    ],
)
def test_a_study_without_a_day_or_too_long_is_refused(
    world: World, day: date | None, why: str
) -> None:
    dossier = world.deposit(START)
    world.qualify(dossier, START)
    world.accept(dossier, START)
    with pytest.raises(ActRefused, match=why):
        world.transmit(dossier, LATER, replace(DEFERRED, deferred_to=day))


@pytest.mark.parametrize(
    ("act", "draft", "due"),
    [
        ("ask_precision", ACCEPTED, date(2026, 5, 27)),
        ("ask_reasons", REFUSED, date(2026, 6, 11)),
    ],
)
def test_the_council_asks_once_to_know_more(
    world: World, act: str, draft: Any, due: date
) -> None:
    dossier = to_signature(world, draft)
    world.approve_elected(dossier, LATER)
    ask = actions.ACTIONS[act]
    with pytest.raises(ActRefused, match="Écrivez"):
        ask(dossier.pk, by=world.referent, at=paris(2026, 5, 11), question=" ")
    ask(dossier.pk, by=world.referent, at=paris(2026, 5, 11), question="Pourquoi ?")
    dossier.refresh_from_db()
    step = dossier.obligations.open().get(principal=True)
    assert (dossier.step, step.due_on, step.party) == ("A3", due, "service")
    first = dossier.answered_at
    assert badge(dossier, date(2027, 1, 4)) == "answered", "the town has answered"
    said = sentences.state_sentence(dossier, step, today=date(2026, 5, 12))
    assert "en savoir plus" in said and "répond au plus tard" in said
    world.transmit(dossier, paris(2026, 5, 18), draft)
    world.approve_service(dossier, paris(2026, 5, 18))
    world.approve_elected(dossier, paris(2026, 5, 18))
    dossier.refresh_from_db()
    assert (dossier.step, dossier.answered_at) == ("A6", first)
    for again in ("ask_precision", "ask_reasons"):
        with pytest.raises(ActRefused, match=r"une seule fois|se motive"):
            actions.ACTIONS[again](
                dossier.pk, by=world.referent, at=paris(2026, 5, 19), question="Encore ?"
            )
    sentence = sentences.event_sentence(
        dossier.events.filter(code="answer_published").latest("position")
    )
    assert sentence == "La Ville complète sa réponse."


def test_only_a_refusal_is_explained_by_its_reasons(world: World) -> None:
    dossier = to_signature(world)
    world.approve_elected(dossier, LATER)
    with pytest.raises(ActRefused, match="se motive"):
        actions.ask_reasons(dossier.pk, by=world.referent, at=LATER, question="?")
