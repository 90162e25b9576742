"""The circuit as a whole: activated, opened for a dossier, moved on, ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from wagtail.models import Workflow, WorkflowState, WorkflowTask

from circuits import circuit_check
from circuits.actions import obligations
from circuits.actions.record import Case
from circuits.definition import END
from circuits.models import CircuitVersion, Dossier, Obligation, OfferThread
from circuits.steps import STEP_TASKS, Moment, StepState
from participation.clock import local_day


@transaction.atomic
def activate_circuit(version: CircuitVersion, *, at: datetime) -> CircuitVersion:
    """Freeze a draft version and generate Wagtail's workflow and tasks from it.

    The version that it replaces, or the one in use under its name, is retired; its
    dossiers go on under it.

    Raises:
        ValidationError: already activated, or something would break (`circuit_check`):
            its delays exceed the promise, a step has no owner, no way leads to the end.

    """
    version = CircuitVersion.objects.select_for_update().get(pk=version.pk)
    if version.activated_at:
        raise ValidationError("Cette version est déjà activée.")
    version.full_clean()
    _refuse_broken(version, at)
    rules = version.rules
    version.workflow = _generate(version, "dossier", str(version))
    if rules.of_scope("thread"):
        name = f"{version} – fil d’un conseil"
        version.thread_workflow = _generate(version, "thread", name)
    in_use = CircuitVersion.objects.in_use().filter(kind=version.kind)
    replaced = in_use.filter(Q(name=version.name) | Q(pk=version.replaces_id))
    version.replaces = version.replaces or replaced.first()
    replaced.update(retired_at=at)
    version.activated_at = at
    version.save(update_fields=["replaces", "workflow", "thread_workflow", "activated_at"])
    return version


def _refuse_broken(version: CircuitVersion, at: datetime) -> None:
    found = circuit_check.problems(
        version.definition,
        subdivision=settings.HOLIDAYS_SUBDIVISION,
        year=local_day(at).year,
    )
    if found:
        raise ValidationError([problem.text for problem in found])


def _generate(version: CircuitVersion, scope: str, name: str) -> Workflow:
    workflow = Workflow.objects.create(name=name)
    for order, rule in enumerate(version.rules.of_scope(scope)):
        task = STEP_TASKS[rule.task].objects.create(
            name=f"{rule.code} {rule.name} – {version}",
            step=rule.code,
            version=version,
        )
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    return workflow


def circuit_for(dossier: Dossier) -> CircuitVersion:
    """The version in use for the dossier's message and theme.

    Raises:
        CircuitVersion.DoesNotExist: the Agence has not activated any.

    """
    in_use = CircuitVersion.objects.in_use().filter(kind=dossier.kind)
    special = in_use.filter(themes=dossier.theme_id).first()
    return special or in_use.filter(themes__isnull=True).latest("activated_at")


def open_circuit(case: Case) -> None:
    """Start the workflow of a deposited dossier, or of a thread, at its first step.

    The revision comes first (Wagtail needs one) and is published before the circuit
    starts; what the public reads is decided by `visible_to`, not by `live`.
    """
    subject, circuit = case.subject, case.dossier.circuit
    assert circuit is not None
    revision = subject.save_revision(user=case.by, clean=False)
    revision.publish(user=case.by, skip_permission_checks=True)
    subject.refresh_from_db(fields=["live", "latest_revision", "live_revision"])
    state = _new_state(case)
    rules = circuit.rules
    first = rules.of_scope("thread")[0] if case.thread else rules.first
    _enter(case, state, first.code)


def _new_state(case: Case) -> WorkflowState:
    subject = case.subject
    state = WorkflowState(
        content_object=subject,
        content_type=subject.get_content_type(),
        workflow=subject.get_workflow(),
        requested_by=None,
    )
    state.save()
    return state


def _enter(
    case: Case,
    state: WorkflowState,
    step: str,
    *,
    kept: date | None = None,
    floor: int = 0,
    start: date | None = None,
    delay: tuple[int, str] | None = None,
) -> None:
    subject, circuit = case.subject, case.dossier.circuit
    assert circuit is not None
    rule = circuit.rules.steps[step]
    subject.step = step
    subject.save(update_fields=["step"])
    state.content_object = subject
    state.moment = Moment(
        at=case.at,
        calendar=case.calendar,
        dossier=case.dossier,
        thread=case.thread,
        kept_due=kept,
        floor=floor,
        start=start,
        delay=delay,
    )
    task = STEP_TASKS[rule.task].objects.get(version=circuit, step=step)
    state.update(user=case.by, next_task=task)


def current_state(subject: Dossier | OfferThread) -> tuple[WorkflowState, StepState]:
    """Where Wagtail says the dossier, or the thread, is; locked."""
    workflow_state = (
        WorkflowState.objects.active()
        .for_instance(subject)
        .select_for_update(of=("self",))
        .get()
    )
    step_state = StepState.objects.get(pk=workflow_state.current_task_state_id)
    workflow_state.current_task_state = step_state
    return workflow_state, step_state


def advance(
    case: Case,
    *,
    when: str = "",
    floor: int = 0,
    due: date | None = None,
    start: date | None = None,
    delay: tuple[int, str] | None = None,
) -> str:
    """Close the step by the act of `case` and enter the next; returns its code.

    With `floor`, the step that is entered again keeps the date it had, with at least
    so many worked days left (« same clock, floor 3 wd »). `due` is the date of a step
    whose date somebody chose; `start` a day from which its delay counts; `delay` another
    delay than the version's, with its unit.

    Raises:
        DefinitionError: the version's table does not know this act at this step.

    """
    subject, circuit = case.subject, case.dossier.circuit
    assert circuit is not None
    order = [*circuit.rules.steps, END]
    target = circuit.rules.next_step(subject.step, case.act, when)
    forward = order.index(target) > order.index(subject.step)
    workflow_state, step_state = current_state(subject)
    _close_principal(case)
    step_state.leave(by=case.by, at=case.at, forward=forward or target == subject.step)
    if floor:
        passages = case.dossier.obligations.filter(
            step=target, principal=True, thread=case.thread
        )
        last = passages.order_by("opened_at", "pk").last()
        due = last.due_on if last else None
    _enter(case, workflow_state, target, kept=due, floor=floor, start=start, delay=delay)
    return target


def reopen_circuit(case: Case, step: str) -> None:
    """Start a new workflow of a dossier that was closed, at this step (circuits.md 8)."""
    _enter(case, _new_state(case), step)


def end(case: Case, *, code: str, reason: str = "", also: Sequence[str] = ()) -> None:
    """Close the dossier, or one thread, for good, with its coded end (circuits.md 8).

    `also` names fields that say more of this end, and are written with it.
    """
    subject = case.subject
    workflow_state, step_state = current_state(subject)
    _close_principal(case)
    left = case.dossier.obligations.open()
    for obligation in left.filter(thread=case.thread) if case.thread else left:
        obligations.close(obligation, at=case.at, closing=Obligation.Closing.DROPPED)
    subject.step = END
    subject.closed_at = case.at
    subject.end_code = code
    changed = ["step", "closed_at", "end_code", *also]
    if isinstance(subject, Dossier):
        subject.end_reason = reason
        changed.append("end_reason")
    subject.save(update_fields=changed)
    step_state.leave(by=case.by, at=case.at, forward=True)
    workflow_state.content_object = subject
    workflow_state.current_task_state = step_state
    workflow_state.finish(user=case.by)


def _close_principal(case: Case) -> None:
    owed = case.dossier.obligations.open().filter(principal=True, thread=case.thread)
    for obligation in owed:
        obligations.close(obligation, at=case.at, closing=Obligation.Closing.DONE)
