"""What Wagtail must not do to an offre and to its threads (circuits.md 11)."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Task, TaskState, WorkflowState

from circuits import finish
from circuits.actions.circuit import current_state
from circuits.errors import ActRefused
from circuits.models import Dossier, OfferThread, StepState
from tests.factories import UserFactory, paris
from tests.factories.offers import OfferWorld

START = paris(2026, 4, 2)


@pytest.fixture
def town(db: None) -> OfferWorld:
    return OfferWorld()


@pytest.fixture
def offer(town: OfferWorld) -> Dossier:
    return town.sent(START)


def where(thread: OfferThread) -> dict[str, Any]:
    thread.refresh_from_db()
    states = WorkflowState.objects.for_instance(thread)
    return {
        "step": (thread.step, thread.version, thread.end_code),
        "owed": list(thread.obligations.open().order_by("pk").values_list("pk", "due_on")),
        "workflow": list(states.values_list("status", "current_task_state")),
        "steps": list(TaskState.objects.for_instance(thread).values_list("status")),
    }


def test_a_circuit_of_offers_generates_two_workflows(town: OfferWorld) -> None:
    version = town.offer_circuit

    def steps(workflow: Any) -> list[str]:
        return [task.specific.step for task in workflow.tasks]

    assert steps(version.workflow) == ["B0", "B1", "B1e", "BC", "B4", "B5"]
    assert steps(version.thread_workflow) == ["B2", "B3", "B3q"]


@pytest.mark.parametrize("step", ["B2", "B3", "B4"])
def test_disabling_a_task_or_a_workflow_is_refused_while_offers_are_open(
    town: OfferWorld, offer: Dossier, step: str
) -> None:
    thread = town.thread(offer, town.council)
    before = where(thread)
    for task in Task.objects.filter(workflow_tasks__isnull=False):
        if getattr(task.specific, "step", "") == step:
            with pytest.raises(PermissionDenied):
                task.deactivate()
    with pytest.raises(PermissionDenied):
        town.offer_circuit.thread_workflow.deactivate()
    assert where(thread) == before


@pytest.mark.parametrize("method", ["approve", "reject", "cancel"])
def test_the_state_of_a_thread_cannot_be_decided_by_wagtail(
    town: OfferWorld, offer: Dossier, method: str
) -> None:
    thread = town.thread(offer, town.council)
    before = where(thread)
    state = WorkflowState.objects.active().for_instance(thread).get()
    superuser = UserFactory(is_staff=True, is_superuser=True)
    for as_loaded in (
        state.current_task_state,
        StepState.objects.get(pk=state.current_task_state_id),
    ):
        with pytest.raises(PermissionDenied):
            getattr(as_loaded, method)(user=superuser)
    with pytest.raises(PermissionDenied):
        state.cancel(user=superuser)
    assert where(thread) == before


def test_a_thread_finishes_only_by_a_coded_end(town: OfferWorld, offer: Dossier) -> None:
    thread = town.thread(offer, town.council)
    state, step = current_state(thread)
    step.leave(by=town.referent, at=START, forward=True)
    with pytest.raises(PermissionDenied, match="acte codé"):
        finish.finish_circuit(state, user=town.referent)


def test_wagtails_door_on_a_thread_ends_in_the_same_act_with_our_rights(
    town: OfferWorld, offer: Dossier
) -> None:
    thread = town.thread(offer, town.council)
    state = WorkflowState.objects.active().for_instance(thread).get()
    task_state = StepState.objects.get(pk=state.current_task_state_id)
    task = task_state.task.specific
    offered = [name for name, *_ in task.get_actions(thread, town.referent)]
    assert offered == ["acknowledge_offer", "answer_offer", "decline_offer", "ask_question"]
    assert task.get_actions(thread, town.other_referent) == []
    with pytest.raises(ActRefused):
        task.on_action(task_state, town.other_referent, "acknowledge_offer", at=START)
    task.on_action(task_state, town.referent, "acknowledge_offer", at=START)
    thread.refresh_from_db()
    assert thread.step == "B3"
