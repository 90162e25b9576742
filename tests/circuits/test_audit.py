"""The nightly audit finds what it must, and nothing else (P3, P4, P5, P6)."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from circuits import actions
from circuits.actions.night_audit import audit_now, audit_the_night
from circuits.audit import audit, dead_ends
from circuits.catalogue import request_definition
from circuits.catalogue_offers import offer_definition
from circuits.health import last_audit
from circuits.models import (
    AuditRun,
    CircuitVersion,
    Dossier,
    Obligation,
    OfferThread,
    Rung,
    SweepRun,
)
from circuits.panels import alarms
from participation.models import Mail, TownSettings
from tests.factories import World, paris
from tests.factories.offers import OfferWorld


def found() -> list[str]:
    return [str(breach) for breach in audit()]


def run(statement: str, *params: Any) -> None:
    """Break a row behind the back of our actions; the constraints still stand."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def take_note(world: World, dossier: Dossier) -> None:
    actions.acknowledge_answer(dossier.pk, by=world.referent, at=paris(2026, 4, 20))


@pytest.fixture
def open_one(world: World) -> Dossier:
    dossier = world.deposit(paris(2026, 4, 2))
    world.qualify(dossier, paris(2026, 4, 8))
    world.sweep(paris(2026, 4, 14))
    world.sweep(paris(2026, 4, 20))
    return dossier


def test_a_healthy_town_has_no_breach(open_one: Dossier, world: World) -> None:
    world.answered(paris(2026, 4, 2))
    world.draft(paris(2026, 4, 2))
    world.sweep(paris(2026, 4, 20, 11))
    assert found() == []


def test_p03_a_dossier_that_nobody_owes_is_found(open_one: Dossier) -> None:
    Obligation.objects.open().filter(principal=True).update(
        closed_at=paris(2026, 4, 20), closing="done"
    )
    (line, *_) = found()
    assert line == (
        f"P3 {open_one.reference} : à l’étape A2, 0 échéance principale ouverte "
        "(étape –, redevable –)"
    )


def test_p03_an_obligation_of_another_step_is_found(open_one: Dossier) -> None:
    Obligation.objects.open().filter(principal=True).update(step="A3")
    assert found()[0].startswith(f"P3 {open_one.reference} : à l’étape A2, 1 échéance")


def test_p03_a_step_that_wagtail_does_not_know_is_found(open_one: Dossier) -> None:
    run(
        "UPDATE wagtailcore_taskstate SET status = 'approved' WHERE id IN (SELECT "
        "current_task_state_id FROM wagtailcore_workflowstate WHERE status = 'in_progress')"
    )
    assert found() == [
        f"P3 {open_one.reference} : à l’étape A2, mais Wagtail le voit à l’étape A2"
    ]


def test_p03_a_thread_that_nobody_owes_is_found_with_its_council(db: None) -> None:
    offers = OfferWorld()
    offers.sent(paris(2026, 4, 2))
    assert found() == []
    thread = OfferThread.objects.order_by("pk").first()
    assert thread is not None
    Obligation.objects.open().filter(thread=thread, principal=True).update(
        closed_at=paris(2026, 4, 20), closing="done"
    )
    assert str(thread.council) in found()[0]


def test_p04_a_step_without_any_reminder_to_come_is_found(open_one: Dossier) -> None:
    owed = Obligation.objects.open().get(principal=True)
    owed.rungs.filter(state="armed").update(state="void")
    assert found() == [
        f"P4 {open_one.reference} : « {owed.duty} » n’a plus aucune relance à venir"
    ]


def test_p04_an_exhausted_ladder_is_no_breach(open_one: Dossier) -> None:
    owed = Obligation.objects.open().get(principal=True)
    owed.rungs.filter(state="armed").update(state="superseded")
    assert found() == []


def test_p04_a_reminder_of_an_old_clock_is_found(open_one: Dossier) -> None:
    owed = Obligation.objects.open().get(principal=True)
    Rung.objects.filter(obligation=owed, state="armed").update(clock=7)
    assert any("ne vaut plus et reste armée" in line for line in found())


def test_p04_a_reminder_that_should_have_left_long_ago_is_found(open_one: Dossier) -> None:
    SweepRun.objects.create(at=paris(2026, 6, 1, 3), started_at=paris(2026, 6, 1, 3))
    assert found() == [], "an engine that only passed at night"
    SweepRun.objects.create(at=paris(2026, 6, 1), started_at=paris(2026, 6, 1))
    assert any("devait partir le" in line for line in found())


def test_p05_a_closed_dossier_that_still_owes_is_found(world: World) -> None:
    dossier = world.answered(paris(2026, 4, 2))
    take_note(world, dossier)
    assert found() == []
    run(
        "UPDATE circuits_obligation SET closed_at = NULL, closing = '' WHERE id = "
        "(SELECT max(id) FROM circuits_obligation WHERE dossier_id = %s)",
        dossier.pk,
    )
    assert f"P5 {dossier.reference} : clos, et" in "\n".join(found())


def test_p05_an_unknown_end_is_found(world: World) -> None:
    dossier = world.answered(paris(2026, 4, 2))
    take_note(world, dossier)
    Dossier.objects.filter(pk=dossier.pk).update(end_code="Z9")
    assert found() == [
        f"P5 {dossier.reference} : date et code de fin ne vont pas ensemble (Z9)"
    ]


def test_p05_an_end_without_what_its_code_demands_is_found(world: World) -> None:
    dossier = world.answered(paris(2026, 4, 2))
    take_note(world, dossier)
    Dossier.objects.filter(pk=dossier.pk).update(end_code="E2", end_reason="caprice")
    assert found() == [
        f"P5 {dossier.reference} : clos en E2 avec un motif inconnu (caprice)",
        f"P5 {dossier.reference} : clos en E2 sans texte",
    ]


def test_p05_an_end_without_a_published_answer_is_found(open_one: Dossier) -> None:
    Dossier.objects.filter(pk=open_one.pk).update(
        step="end", end_code="E4", closed_at=paris(2026, 4, 20)
    )
    lines = found()
    assert f"P5 {open_one.reference} : clos en E4 sans réponse publiée" in lines
    assert f"P5 {open_one.reference} : clos, et Wagtail le croit en cours" in lines


@pytest.mark.parametrize("without", [frozenset(), frozenset({"A2", "A4"}), frozenset({"A5"})])
def test_p06_the_circuits_we_come_with_always_lead_to_an_end(without: frozenset[str]) -> None:
    assert dead_ends(CircuitVersion(definition=request_definition(without=without))) == []
    assert dead_ends(CircuitVersion(definition=offer_definition())) == []


def test_p06_a_step_from_which_nothing_ends_is_named() -> None:
    definition = request_definition()
    kept = [t for t in definition["transitions"] if t["source"] != "A6" and t["target"] != "A7"]
    kept.append({"source": "A6", "act": "extend", "target": "stay", "when": ""})
    lines = dead_ends(CircuitVersion(definition={**definition, "transitions": kept}))
    # Before the answer a demande may always be taken back, or sent elsewhere.
    assert "de l’étape A1, aucun acte ne mène à une fin" not in lines
    assert "de l’étape A6, aucun acte ne mène à une fin" in lines
    assert "de l’étape A7, aucun acte ne mène à une fin" not in lines


def test_p06_an_act_that_nobody_knows_is_named() -> None:
    definition = request_definition()
    row = {"source": "A1", "act": "wave", "target": "A2", "when": ""}
    changed = {**definition, "transitions": [*definition["transitions"], row]}
    assert dead_ends(CircuitVersion(definition=changed)) == ["l’acte « wave » n’existe pas"]


def test_p06_an_unreadable_circuit_says_why(open_one: Dossier) -> None:
    assert dead_ends(CircuitVersion(definition={"steps": []}))


def test_the_command_says_each_breach_and_leaves_with_1(open_one: Dossier) -> None:
    said = StringIO()
    call_command("audit_circuits", stdout=said)
    assert said.getvalue() == "Aucun manquement aux promesses des circuits.\n"
    Obligation.objects.open().filter(principal=True).update(step="A3")
    said, complained = StringIO(), StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("audit_circuits", stdout=said, stderr=complained)
    assert stop.value.code == 1
    assert said.getvalue().count(f"P3 {open_one.reference}") == 1


NIGHT = paris(2026, 4, 21, 3, 5)


def test_the_audit_passes_once_a_night_and_is_told_when_it_finds_something(
    open_one: Dossier,
) -> None:
    assert audit_the_night(paris(2026, 4, 21, 2, 55)) is None
    Obligation.objects.open().filter(principal=True).update(step="A3")
    before = Mail.objects.count()
    assert audit_the_night(NIGHT)
    assert audit_the_night(NIGHT) is None
    (mail,) = Mail.objects.order_by("pk")[before:]
    assert (mail.code, mail.address) == ("S2", TownSettings.load().agency_email)
    assert open_one.reference in mail.text
    assert open_one.reference in mail.html


def test_the_operator_is_told_when_there_is_one(open_one: Dossier, settings: Any) -> None:
    settings.OPERATOR_EMAIL = "technique@ville.exemple.fr"
    Obligation.objects.open().filter(principal=True).update(step="A3")
    audit_the_night(NIGHT)
    assert Mail.objects.latest("pk").address == "technique@ville.exemple.fr"


def test_a_night_without_breach_writes_to_nobody(open_one: Dossier) -> None:
    before = Mail.objects.count()
    assert audit_the_night(NIGHT)
    assert Mail.objects.count() == before


def test_the_probe_is_red_until_the_breach_is_repaired(open_one: Dossier) -> None:
    assert last_audit()[1]
    Obligation.objects.open().filter(principal=True).update(step="A3")
    audit_the_night(NIGHT)
    _, well, detail = last_audit()
    assert not well
    assert open_one.reference in detail
    assert open_one.reference in alarms()[0]["words"]
    Obligation.objects.open().filter(principal=True).update(step="A2")
    audit_now(paris(2026, 4, 21))
    assert last_audit()[1]
    assert alarms() == []


def test_an_audit_that_stops_passing_is_red(db: None) -> None:
    AuditRun.objects.create(day=NIGHT.date(), started_at=timezone.now() - timedelta(hours=37))
    assert not last_audit()[1]
