"""What SQL itself refuses: a changed record, promise, answer, a half-closed dossier.

P1, P3 and P5 as far as constraints carry them (circuits.md 11), and the triggers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from circuits import actions
from circuits.models import (
    Answer,
    CircuitVersion,
    DateChange,
    Delivery,
    Dossier,
    Event,
    Obligation,
    Rung,
)
from participation.models import Mail
from tests.factories import World, paris
from tests.factories.world import ACCEPTED, REFUSED

START = paris(2026, 4, 2)


def refused(statement: Callable[[], Any]) -> str:
    """Run what the database must refuse; the name of the rule that did."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        statement()
    return str(error.value)


# --- The record ---


def test_p25_an_event_is_never_changed_deleted_or_emptied(world: World) -> None:
    event = world.deposit(START).events.get(code="deposited")
    assert "append-only" in refused(
        lambda: Event.objects.filter(pk=event.pk).update(audience="city")
    )
    assert "append-only" in refused(Event.objects.filter(pk=event.pk).delete)
    assert "append-only" in refused(event.save)

    def truncate() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("TRUNCATE circuits_event CASCADE")

    assert "append-only" in refused(truncate)
    event.refresh_from_db()
    assert event.audience == "public"


def test_p25_two_events_never_have_the_same_rank(world: World) -> None:
    event = world.deposit(START).events.get(code="deposited")
    event.pk = None
    assert "event_position_unique" in refused(lambda: event.save(force_insert=True))


def test_an_act_entered_for_somebody_says_how(world: World) -> None:
    event = world.deposit(START).events.get(code="deposited")
    event.pk, event.position, event.on_behalf_of = None, 99, event.actor
    assert "event_on_behalf_says_how" in refused(lambda: event.save(force_insert=True))


# --- The circuit ---


@pytest.mark.parametrize(
    "change",
    [
        {"definition": {}},
        {"activated_at": None},
        {"activated_at": paris(2026, 5, 1)},
        {"workflow": None},
        {"name": "Autre nom"},
        {"number": 9},
        {"kind": "offre"},
        {"replaces": F("pk")},
    ],
    ids=[
        "definition",
        "draft again",
        "another day",
        "no workflow",
        "name",
        "number",
        "kind",
        "replaces",
    ],
)
def test_an_activated_circuit_version_is_frozen(world: World, change: dict[str, Any]) -> None:
    version = CircuitVersion.objects.filter(pk=world.circuit.pk)
    message = refused(lambda: version.update(**change))
    assert "frozen" in message or "circuit_active_has_its_workflow" in message
    with pytest.raises(ValidationError):
        version.get().delete()
    # Its replacement is only written beside it.
    version.update(retired_at=START)


def test_one_version_of_a_circuit_is_in_use(world: World) -> None:
    twin = CircuitVersion.objects.get(pk=world.circuit.pk)
    twin.pk, twin.number, twin.workflow = None, 2, None
    assert "circuit_active_has_its_workflow" in refused(lambda: twin.save(force_insert=True))


# --- The answer ---


@pytest.mark.parametrize(
    "change",
    [
        {"body": "Autre chose."},
        {"summary": "Autre chose."},
        {"outcome": "partial"},
        {"signatory": "Quelqu’un d’autre"},
        {"version": 7},
        {"written_at": paris(2026, 5, 1)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_p27_a_transmitted_answer_is_frozen(world: World, change: dict[str, Any]) -> None:
    dossier = world.deposit(START)
    world.qualify(dossier, START)
    world.accept(dossier, START)
    world.transmit(dossier, START)
    answers = Answer.objects.filter(dossier=dossier)
    assert "frozen" in refused(lambda: answers.update(**change))
    world.approve_service(dossier, START)
    world.approve_elected(dossier, START)
    assert "frozen" in refused(lambda: answers.update(**change))
    assert "frozen" in refused(lambda: answers.update(published_at=paris(2026, 5, 1)))
    assert "frozen" in refused(lambda: answers.update(published_at=None))
    published = answers.get()
    assert published.body == ACCEPTED.body
    assert published.summary == ACCEPTED.summary


def test_p27_each_version_of_an_answer_is_one_and_only_a_deferred_one_has_a_day(
    world: World,
) -> None:
    dossier = world.answered(START)
    answer = dossier.answers.get()
    answer.pk = None
    assert "answer_version_unique" in refused(lambda: answer.save(force_insert=True))
    answer.version, answer.deferred_to = 2, START.date()
    assert "answer_deferred_has_its_day" in refused(lambda: answer.save(force_insert=True))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"stopped_on": START.date()}, "dossier_stopped_by_a_question"),
        ({"dormant_on": START.date(), "suspended": "PR"}, "dossier_stopped_by_a_question"),
        ({"hidden_at": START}, "dossier_hidden_says_why"),
        ({"hidden_because": "Un nom."}, "dossier_hidden_says_why"),
    ],
    ids=lambda value: value if isinstance(value, str) else "+".join(value),
)
def test_p03_what_stands_still_or_is_hidden_is_whole(
    world: World, change: dict[str, Any], rule: str
) -> None:
    dossier = world.deposit(START)
    rows = Dossier.objects.filter(pk=dossier.pk)
    assert rule in refused(lambda: rows.update(**change))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"end_code": "E5"}, "dossier_transferred_says_where"),
        ({"end_code": "E6"}, "dossier_refused_has_its_reason"),
        ({"suspended": "PC"}, "dossier_closed_is_not_suspended"),
    ],
    ids=lambda value: value if isinstance(value, str) else "+".join(value),
)
def test_p05_an_end_elsewhere_says_where_and_why(
    world: World, change: dict[str, Any], rule: str
) -> None:
    dossier = world.deposit(START)
    actions.withdraw(dossier.pk, by=world.referent, at=START)
    rows = Dossier.objects.filter(pk=dossier.pk)
    assert rule in refused(lambda: rows.update(**change))
    assert "merged_into_another" in refused(lambda: rows.update(merged_into=dossier.pk))


@pytest.mark.parametrize("missing", ["reason_code", "reason"])
def test_p05_a_refusal_says_why(world: World, missing: str) -> None:
    dossier = world.answered(START, REFUSED)
    answer = dossier.answers.get()
    answer.pk, answer.version, answer.published_at = None, 2, None
    setattr(answer, missing, "")
    assert "answer_refusal_says_why" in refused(lambda: answer.save(force_insert=True))


# --- P1 and P3: unique keys ---


def test_p01_a_rung_is_armed_once_by_clock_and_role(world: World) -> None:
    rung = world.deposit(START).obligations.get(principal=True).rungs.first()
    rung.pk = None
    assert "rung_unique" in refused(lambda: rung.save(force_insert=True))


def test_p01_a_rung_is_delivered_once_to_an_address(world: World) -> None:
    rung = world.deposit(START).obligations.get(principal=True).rungs.first()
    Delivery.objects.create(rung=rung, address="a@exemple.fr", because="agency")
    assert "delivery_one_per_person" in refused(
        lambda: Delivery.objects.create(rung=rung, address="a@exemple.fr", because="head")
    )


def test_p01_a_mail_has_an_identity_that_nothing_repeats(world: World) -> None:
    world.deposit(START)
    mail = Mail.objects.filter(code="M1").first()
    assert mail is not None
    mail.pk = None
    assert "message_id" in refused(lambda: mail.save(force_insert=True))


def test_p03_one_principal_obligation_by_thread(world: World) -> None:
    obligation = world.deposit(START).obligations.get(principal=True)
    obligation.pk = None
    assert "obligation_one_principal" in refused(lambda: obligation.save(force_insert=True))


def test_p03_one_side_obligation_by_kind_and_party(world: World) -> None:
    obligation = world.deposit(START).obligations.get(kind="proofreading")
    obligation.pk = None
    assert "obligation_one_side_per_party" in refused(
        lambda: obligation.save(force_insert=True)
    )


def test_p08_no_obligation_is_due_before_it_began(world: World) -> None:
    obligations = world.deposit(START).obligations.filter(principal=True)
    assert "obligation_due_after_start" in refused(
        lambda: obligations.update(due_on=paris(2026, 4, 1).date())
    )


@pytest.mark.parametrize(
    "change",
    [{"closed_at": START}, {"closing": "done"}],
    ids=lambda change: next(iter(change)),
)
def test_p03_an_obligation_that_ended_says_how(world: World, change: dict[str, Any]) -> None:
    obligations = world.deposit(START).obligations.filter(principal=True)
    assert "obligation_closed_says_how" in refused(lambda: obligations.update(**change))


# --- P5: closed ⇔ end date and coded reason ---


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"closed_at": START}, "dossier_closed_has_its_code"),
        ({"end_code": "E4"}, "dossier_closed_has_its_code"),
        ({"closed_at": START, "end_code": "E4"}, "dossier_closed_has_its_code"),
        ({"outcome": "accepted"}, "dossier_answered_has_its_outcome"),
        ({"answered_at": START}, "dossier_answered_has_its_outcome"),
        ({"reference": None}, "dossier_deposited_is_whole"),
        ({"promised_on": None}, "dossier_request_has_its_promise"),
        ({"sent_at": None}, "dossier_request_has_its_promise"),
        ({"circuit": None}, "dossier_deposited_is_whole"),
        ({"step": ""}, "dossier_deposited_is_whole"),
        (
            {"closed_at": START, "step": "end", "end_code": "E3"},
            "dossier_refused_has_its_reason",
        ),
        ({"council": None}, "dossier_request_has_its_council"),
    ],
    ids=lambda value: value if isinstance(value, str) else "+".join(value),
)
def test_p05_a_dossier_is_closed_with_its_date_code_and_reason_or_open(
    world: World, change: dict[str, Any], rule: str
) -> None:
    dossiers = Dossier.objects.filter(pk=world.deposit(START).pk)
    assert rule in refused(lambda: dossiers.update(**change))


def test_p05_each_end_has_what_its_code_demands(world: World) -> None:
    for draft, code, reason in ((ACCEPTED, "E4", ""), (REFUSED, "E3", "law_safety")):
        dossier = world.answered(START, draft)
        actions.acknowledge_answer(dossier.pk, by=world.referent, at=START)
        dossier.refresh_from_db()
        assert (dossier.end_code, dossier.end_reason) == (code, reason)
        assert dossier.closed_at == START
        assert not dossier.obligations.open().exists()
        assert not Rung.objects.filter(obligation__dossier=dossier, state="armed").exists()
        assert not Delivery.objects.filter(
            rung__obligation__dossier=dossier, state="pending"
        ).exists()
        answer = dossier.answers.get(published_at__isnull=False)
        assert answer.reason_code == reason


def test_a_number_is_given_once_by_year(world: World) -> None:
    dossier = world.deposit(START)
    other = world.deposit(START)
    others = Dossier.objects.filter(pk=other.pk)
    assert "dossier_number_unique" in refused(lambda: others.update(number=dossier.number))
    assert "reference" in refused(lambda: others.update(reference=dossier.reference))


def test_a_date_that_moved_says_why(world: World) -> None:
    by_people = {"extension", "suspension", "reassigned", "reopening", "deferral"}
    assert set(DateChange.Cause.values) == {"calendar"} | by_people


# --- Mails ---


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"state": "sent"}, "mail_sent_has_its_date"),
        ({"sent_at": START}, "mail_sent_has_its_date"),
        ({"kind": "duty"}, "mail_duty_has_its_day"),
        ({"duty_day": START.date()}, "mail_duty_has_its_day"),
    ],
    ids=lambda value: value if isinstance(value, str) else "+".join(value),
)
def test_p16_a_mail_is_what_its_columns_say(
    world: World, change: dict[str, Any], rule: str
) -> None:
    world.deposit(START)
    assert rule in refused(lambda: Mail.objects.update(**change))


def test_p16_one_duty_mail_a_day_and_address(world: World) -> None:
    world.deposit(START)
    world.sweep(START)
    duty = Mail.objects.filter(kind="duty").first()
    assert duty is not None
    duty.pk, duty.message_id = None, "<autre@testserver>"
    assert "mail_one_duty_per_day" in refused(lambda: duty.save(force_insert=True))
    duty.duty_day = paris(2026, 4, 3).date()
    duty.save(force_insert=True)


def test_obligations_belong_to_the_models_that_the_tests_know() -> None:
    """A new kind of obligation or rung state needs its rules in these tests."""
    of_demandes = {"step", "promise", "proofreading", "call", "completion"}
    of_demandes |= {"complement", "meeting", "third_party", "wait", "minutes"}
    of_demandes |= {"transfer", "barred", "opinion"}
    assert set(Obligation.Kind.values) == of_demandes | {"answer", "cancellation"}
    assert set(Rung.State.values) == {"armed", "done", "skipped", "superseded", "void"}
    assert set(Delivery.State.values) == {"pending", "weekly", "written", "dropped"}
