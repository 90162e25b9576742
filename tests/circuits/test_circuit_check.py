"""P6 and P9: what would break in a circuit is found before it is activated."""

from __future__ import annotations

import json
from itertools import combinations
from typing import Any

import pytest

from circuits import circuit_check, permissions
from circuits.acts import ACTS, ANYTIME, DRAFT_ACTS, ROLES
from circuits.catalogue import go, request_definition
from circuits.catalogue_offers import offer_definition
from circuits.circuit_check import Problem
from circuits.definition import END, Definition
from circuits.forms import FORMS
from circuits.models import CircuitVersion, Dossier, Kind, OfferThread

OPTIONAL = ("A2", "A4", "A5")
ABSENT = [frozenset(some) for count in range(4) for some in combinations(OPTIONAL, count)]
CATALOGUE = {
    **{
        f"demande sans {'-'.join(sorted(without)) or 'rien'}": request_definition(
            without=without
        )
        for without in ABSENT
    },
    "offre": offer_definition(),
}
EVERY = pytest.mark.parametrize("data", CATALOGUE.values(), ids=list(CATALOGUE))


def found(data: dict[str, Any]) -> list[Problem]:
    return circuit_check.problems(data, subdivision="6AE", year=2026)


def as_stored(data: dict[str, Any]) -> dict[str, Any]:
    """As the database gives it back: no row is shared by two ladders."""
    stored: dict[str, Any] = json.loads(json.dumps(data))
    return stored


def broken(**changes: Any) -> dict[str, Any]:
    """The ordinary circuit with other keys."""
    return {**as_stored(request_definition()), **changes}


def step(data: dict[str, Any], code: str) -> dict[str, Any]:
    row: dict[str, Any] = next(row for row in data["steps"] if row["code"] == code)
    return row


def rung(data: dict[str, Any], ladder: str, code: str) -> dict[str, Any]:
    row: dict[str, Any] = next(row for row in data["ladders"][ladder] if row["code"] == code)
    return row


def only(data: dict[str, Any]) -> Problem:
    (problem,) = found(data)
    return problem


# --- The circuits that the platform comes with ---


@EVERY
def test_p06_nothing_breaks_in_a_circuit_of_the_catalogue(data: dict[str, Any]) -> None:
    assert found(data) == []


@EVERY
def test_p06_from_each_step_people_can_reach_an_end(data: dict[str, Any]) -> None:
    """By acts of persons alone: nothing has to wait for the platform's."""
    rules = Definition(data)
    by_people = [
        edge for edge in circuit_check.edges(rules) if set(ACTS[edge.act].roles) - {"system"}
    ]
    assert set(rules.steps) <= circuit_check.with_a_way_out(rules, by_people)
    assert set(rules.steps) <= circuit_check.reachable(rules)


@EVERY
def test_p06_no_transition_leads_to_an_unknown_state(data: dict[str, Any]) -> None:
    rules = Definition(data)
    for edge in circuit_check.edges(rules):
        assert edge.target == END or edge.target in rules.steps, edge


@EVERY
def test_p06_the_table_and_the_buttons_are_the_same_set(data: dict[str, Any]) -> None:
    """At each step a button is open only for an act of the table, and each has one."""
    rules = Definition(data)
    kind = Kind.REQUEST if rules.has_promise() else Kind.OFFER
    version = CircuitVersion(kind=kind, name="Essai", number=1, definition=data)
    for rule in rules.steps.values():
        thread = OfferThread(step=rule.code) if rule.scope == "thread" else None
        at = "BC" if thread else rule.code
        dossier = Dossier(kind=kind, circuit=version, step=at)
        table = set(rules.acts_from(rule.code))
        buttons = {
            code
            for code, act in ACTS.items()
            if act.thread == (thread is not None)
            and not act.side
            and code not in (*DRAFT_ACTS, *ANYTIME)
        }
        for code in buttons:
            answer = permissions.timely(code, dossier, (), thread)
            wrong_step = "n’est pas possible à l’étape" in answer.reason
            assert wrong_step == (code not in table), (rule.code, code)
            assert answer or code in table or wrong_step
        for code in table:
            roles = set(ACTS[code].roles)
            assert roles, code
            assert roles <= set(ROLES), code
            assert code in FORMS or roles == {"system"} or code in DRAFT_ACTS, code


@EVERY
def test_p09_the_delays_of_a_circuit_fit_its_promise(data: dict[str, Any]) -> None:
    rules = Definition(data)
    assert not rules.has_promise() or rules.working_delay() <= 37


# --- What would break ---


def test_p09_delays_longer_than_the_promise_are_said_with_their_sum() -> None:
    data = broken()
    step(data, "A3")["delay"] = 25
    assert only(data) == Problem(
        "delays",
        "Les délais font 43\xa0jours ouvrés\xa0: 2\xa0mois n’en comptent parfois que 37.",
    )
    step(data, "A3")["delay"] = 19
    assert found(data) == []


@pytest.mark.parametrize("owner", ["", "personne"])
def test_a_step_without_owner_is_said(owner: str) -> None:
    data = broken()
    step(data, "A3")["owner"] = owner
    problem = only(data)
    assert problem.where == "owner-A3"
    assert "n’a pas de redevable" in problem.text


def test_an_owner_who_may_do_nothing_at_the_step_is_said() -> None:
    data = broken()
    step(data, "A4")["owner"] = "referent"
    assert only(data).where == "owner-A4"


def test_p06_a_step_without_a_way_to_the_end_is_said() -> None:
    data = broken()
    for row in data["transitions"]:
        row["target"] = "A6" if row["target"] == END else row["target"]
    assert {p.where for p in found(data)} == {
        f"step-{code}" for code in ("A1", "A2", "A3", "A4", "A5", "A6", "A7")
    }


def test_p06_an_act_that_nobody_may_do_is_no_way_to_the_end() -> None:
    data = broken()
    others = [row for row in data["transitions"] if row["source"] != "A6"]
    data["transitions"] = [*others, go("A6", "an_act_of_nobody", END)]
    assert {p.where for p in found(data)} == {"owner-A6", "step-A6"}


def test_p06_a_step_that_nothing_leads_to_is_said() -> None:
    data = broken()
    data["transitions"] = [
        row for row in data["transitions"] if (row["source"], row["target"]) != ("A5", "A7")
    ]
    problem = only(data)
    assert problem.where == "step-A7"
    assert "Aucun acte ne mène" in problem.text


def test_p06_a_transition_to_an_unknown_state_is_said() -> None:
    data = broken()
    data["transitions"] = [*data["transitions"], go("A3", "extend", "A9", "unknown")]
    assert any("ne mène nulle part" in p.text for p in found(data))


def test_a_step_without_any_delay_is_said() -> None:
    data = broken()
    step(data, "A6")["delay"] = 0
    assert only(data).where == "delay-A6"


def test_reminders_that_do_not_follow_each_other_are_said() -> None:
    data = broken()
    rung(data, "service", "r4")["offset"] = 12
    problem = only(data)
    assert problem.where == "rung-service-r5"
    assert "10\xa0jours ouvrés après la date" in problem.text
    rung(data, "service", "r5")["offset"] = 12
    assert only(data).where == "rung-service-r5", "not on the same day either"


def test_p37_an_end_made_by_the_platform_is_announced_a_week_before() -> None:
    data = broken()
    rung(data, "referent", "n7")["offset"] = -3
    assert only(data).where == "rung-referent-lapse"
    offer = as_stored(offer_definition())
    rung(offer, "answer", "silence")["offset"] = 3
    assert only(offer).where == "rung-answer-silence"


def test_a_council_must_acknowledge_before_its_answer_is_due() -> None:
    offer = as_stored(offer_definition())
    step(offer, "B2")["delay"] = 19
    assert only(offer).where == "delay-B2"


@pytest.mark.parametrize("key", ["refusal_reasons", "abandon_reasons", "whatever_reasons"])
def test_an_empty_list_of_reasons_is_said_whichever_it_is(key: str) -> None:
    problem = only(broken(**{key: []}))
    assert problem.where == f"reasons-{key}"


def test_the_same_reason_twice_is_said_on_both() -> None:
    data = broken()
    data["abandon_reasons"][1]["label"] = "Le budget n’est plus disponible "
    assert {p.where for p in found(data)} == {
        "reason-abandon_reasons-budget",
        "reason-abandon_reasons-technical",
    }


def test_several_problems_are_all_said() -> None:
    data = broken(refusal_reasons=[])
    step(data, "A1")["owner"] = ""
    rung(data, "head", "r6")["offset"] = 1
    assert [p.where for p in found(data)] == [
        "owner-A1",
        "rung-head-r6",
        "reasons-refusal_reasons",
    ]
