"""The definition of a version: decoded once for many dossiers, never changed in place."""

from __future__ import annotations

from copy import deepcopy

from django.db import connection

from circuits.circuit_edit import Changes, edited
from circuits.models import CircuitVersion, Dossier
from tests.factories import World, paris

START = paris(2026, 4, 2)


def test_dossiers_of_one_version_share_what_was_decoded(world: World) -> None:
    world.deposit(START)
    world.deposit(START)
    first, second = Dossier.objects.select_related("circuit")
    assert first.circuit is not second.circuit
    assert first.circuit.definition is second.circuit.definition
    assert first.circuit.rules is second.circuit.rules


def test_a_copy_that_is_changed_has_rules_of_its_own(world: World) -> None:
    version = world.deposit(START).circuit
    code, before = next((step.code, step.delay) for step in version.rules.steps.values())
    mine = deepcopy(version.definition)
    mine["steps"][0]["delay"] = before + 1
    changed = CircuitVersion(definition=mine)
    assert changed.rules.steps[code].delay == before + 1
    assert CircuitVersion.objects.get(pk=version.pk).rules.steps[code].delay == before


def test_an_edited_definition_leaves_the_shared_one_as_it_was(world: World) -> None:
    definition = world.deposit(START).circuit.definition
    before = deepcopy(definition)
    step = definition["steps"][0]
    changed = edited(definition, Changes(delays={step["code"]: step["delay"] + 1}))
    assert changed["steps"][0]["delay"] == step["delay"] + 1
    assert definition == before


def test_connections_plan_quickly(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('join_collapse_limit'), current_setting('jit')")
        assert cursor.fetchone() == ("4", "off")


def test_a_query_that_is_asked_again_is_prepared(db: None) -> None:
    for number in (1, 2, 3):
        list(CircuitVersion.objects.filter(number=number))
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        prepared = [statement for (statement,) in cursor.fetchall()]
    assert any('FROM "circuits_circuitversion" WHERE' in statement for statement in prepared)
