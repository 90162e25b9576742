"""The circuit as a whole: activated, opened for a dossier, moved on, ended."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Workflow, WorkflowState, WorkflowTask

from circuits import deadlines
from circuits.actions import obligations
from circuits.actions.record import Case
from circuits.definition import END
from circuits.models import CircuitVersion, Obligation
from circuits.models.dossier import Dossier
from circuits.steps import STEP_TASKS, Moment, StepState


@transaction.atomic
def activate_circuit(version: CircuitVersion, *, at: datetime) -> CircuitVersion:
    """Freeze a draft version and generate Wagtail's workflow and tasks from it.

    The version that it replaces is retired; its dossiers go on under it.

    Raises:
        ValidationError: already activated, or its delays exceed the promise (two
            months hold at least 37 worked days, circuits.md 1).

    """
    version = CircuitVersion.objects.select_for_update().get(pk=version.pk)
    if version.activated_at:
        raise ValidationError("Cette version est déjà activée.")
    version.full_clean()
    rules = version.rules
    room = deadlines.shortest_promise(
        rules.promise_months, settings.HOLIDAYS_SUBDIVISION, at.year
    )
    if rules.working_delay() > room:
        raise ValidationError(
            f"Les délais font {rules.working_delay()} jours ouvrés : "
            f"{rules.promise_months} mois n’en comptent parfois que {room}."
        )
    workflow = Workflow.objects.create(name=str(version))
    for order, rule in enumerate(rules.steps.values()):
        task = STEP_TASKS[rule.task].objects.create(
            name=f"{rule.code} {rule.name} – {version}",
            step=rule.code,
            version=version,
        )
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    CircuitVersion.objects.filter(
        kind=version.kind,
        name=version.name,
        activated_at__isnull=False,
        retired_at__isnull=True,
    ).update(retired_at=at)
    version.workflow = workflow
    version.activated_at = at
    version.save(update_fields=["workflow", "activated_at"])
    return version


def circuit_for(dossier: Dossier) -> CircuitVersion:
    """The version in use for the dossier's message and theme.

    Raises:
        CircuitVersion.DoesNotExist: the Agence has not activated any.

    """
    in_use = CircuitVersion.objects.filter(
        kind=dossier.kind, activated_at__isnull=False, retired_at__isnull=True
    )
    special = in_use.filter(themes=dossier.theme_id).first()
    return special or in_use.filter(themes__isnull=True).latest("activated_at")


def open_circuit(case: Case) -> None:
    """Start the workflow of a deposited dossier at its first step.

    The revision comes first (Wagtail needs one) and is published before the circuit
    starts; what the public reads is decided by `visible_to`, not by `live`.
    """
    dossier = case.dossier
    assert dossier.circuit is not None
    revision = dossier.save_revision(user=case.by, clean=False)
    revision.publish(user=case.by, skip_permission_checks=True)
    dossier.refresh_from_db(fields=["live", "latest_revision", "live_revision"])
    state = WorkflowState(
        content_object=dossier,
        content_type=dossier.get_content_type(),
        workflow=dossier.circuit.workflow,
        requested_by=None,
    )
    state.save()
    _enter(case, state, dossier.circuit.rules.first.code)


def _enter(
    case: Case,
    state: WorkflowState,
    step: str,
    *,
    kept: Obligation | None = None,
    floor: int = 0,
) -> None:
    dossier = case.dossier
    assert dossier.circuit is not None
    rule = dossier.circuit.rules.steps[step]
    dossier.step = step
    dossier.save(update_fields=["step"])
    state.content_object = dossier
    state.moment = Moment(
        at=case.at,
        calendar=case.calendar,
        kept_due=kept.due_on if kept else None,
        floor=floor,
    )
    task = STEP_TASKS[rule.task].objects.get(version=dossier.circuit, step=step)
    state.update(user=case.by, next_task=task)


def current_state(dossier: Dossier) -> tuple[WorkflowState, StepState]:
    """Where Wagtail says the dossier is, locked."""
    workflow_state = (
        WorkflowState.objects.active()
        .for_instance(dossier)
        .select_for_update(of=("self",))
        .get()
    )
    step_state = StepState.objects.get(pk=workflow_state.current_task_state_id)
    workflow_state.current_task_state = step_state
    return workflow_state, step_state


def advance(case: Case, *, when: str = "", floor: int = 0) -> str:
    """Close the step by the act of `case` and enter the next; returns its code.

    With `floor`, the step that is entered again keeps the date it had, with at least
    so many worked days left (« same clock, floor 3 wd »).

    Raises:
        DefinitionError: the version's table does not know this act at this step.

    """
    dossier = case.dossier
    assert dossier.circuit is not None
    rules = dossier.circuit.rules
    order = [*rules.steps, END]
    target = rules.next_step(dossier.step, case.act, when)
    forward = order.index(target) > order.index(dossier.step)
    workflow_state, step_state = current_state(dossier)
    _close_principal(case)
    step_state.leave(by=case.by, at=case.at, forward=forward or target == dossier.step)
    kept = None
    if floor:
        passages = dossier.obligations.filter(step=target, principal=True)
        kept = passages.order_by("opened_at", "pk").last()
    _enter(case, workflow_state, target, kept=kept, floor=floor)
    return target


def end(case: Case, *, code: str, reason: str = "") -> None:
    """Close the dossier for good, with its coded end (circuits.md 8)."""
    dossier = case.dossier
    workflow_state, step_state = current_state(dossier)
    _close_principal(case)
    for obligation in dossier.obligations.open():
        obligations.close(obligation, at=case.at, closing=Obligation.Closing.DROPPED)
    dossier.step = END
    dossier.closed_at = case.at
    dossier.end_code = code
    dossier.end_reason = reason
    dossier.save(update_fields=["step", "closed_at", "end_code", "end_reason"])
    step_state.leave(by=case.by, at=case.at, forward=True)
    workflow_state.content_object = dossier
    workflow_state.current_task_state = step_state
    workflow_state.finish(user=case.by)


def _close_principal(case: Case) -> None:
    for obligation in case.dossier.obligations.open().filter(principal=True):
        obligations.close(obligation, at=case.at, closing=Obligation.Closing.DONE)
