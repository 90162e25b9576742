"""What Wagtail does on its own and must not do here: the table of circuits.md 11.

One test per line. Each first says what Wagtail would do, by its own methods and not by
ours, then that a dossier is not moved by it.
"""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core import mail as django_mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import transaction
from django.template import engines
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    Page,
    Revision,
    Task,
    TaskState,
    Workflow,
    WorkflowState,
    WorkflowTask,
)

from circuits import actions, finish, guards
from circuits.actions.circuit import current_state
from circuits.errors import ActRefused
from circuits.models import Dossier, Event, Obligation, StepState
from circuits.steps import STEP_TASKS
from participation.models import Mail
from tests.factories import UserFactory, World, paris
from tests.factories.world import ACCEPTED, COMMITTED
from tests.sign_in import open_session

START = paris(2026, 4, 2)


def where(dossier: Dossier) -> dict[str, Any]:
    """Where the dossier is, by our rows and by Wagtail's; none of it may move."""
    dossier.refresh_from_db()
    return {
        "step": dossier.step,
        "version": dossier.version,
        "holder": dossier.holder_id,
        "owed": list(dossier.obligations.open().order_by("pk").values_list("pk", "due_on")),
        "events": dossier.events.count(),
        "workflow": list(
            WorkflowState.objects.for_instance(dossier).values_list(
                "status", "current_task_state"
            )
        ),
        "steps": list(
            TaskState.objects.for_instance(dossier).order_by("pk").values_list("status")
        ),
    }


@pytest.fixture
def dossier(world: World) -> Dossier:
    """A demande at A3, « À l’étude »."""
    deposited = world.deposit(START)
    world.qualify(deposited, START)
    world.accept(deposited, START)
    deposited.refresh_from_db()
    return deposited


def plain_state(dossier: Dossier) -> TaskState:
    """Where it is, as Wagtail's own code loads it: not as our `StepState`."""
    return WorkflowState.objects.active().for_instance(dossier).get().current_task_state


@pytest.fixture(autouse=True)
def _usual_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wagtail's templates use what may not exist, which our tests mark."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")


@pytest.fixture
def superuser(db: None) -> Any:
    return UserFactory(is_staff=True, is_superuser=True)


# --- Disabling a task or a workflow, an empty workflow ---


@pytest.mark.parametrize("step", ["A1", "A3", "A5"])
def test_disabling_a_task_is_refused_while_dossiers_are_open(
    dossier: Dossier, step: str
) -> None:
    before = where(dossier)
    task = STEP_TASKS[dossier.circuit.rules.steps[step].task].objects.get(
        version=dossier.circuit, step=step
    )
    for as_loaded in (task, Task.objects.get(pk=task.pk)):
        with pytest.raises(PermissionDenied):
            as_loaded.deactivate()
    assert Task.objects.get(pk=task.pk).active
    assert where(dossier) == before


def test_disabling_a_task_from_wagtails_own_screen_is_refused(
    dossier: Dossier, client: Any, superuser: Any
) -> None:
    before = where(dossier)
    task = plain_state(dossier).task
    open_session(client, superuser)
    url = reverse("wagtailadmin_workflows:disable_task", args=[task.pk])
    response = client.post(url)
    task.refresh_from_db()
    assert task.active, response.status_code
    assert where(dossier) == before


WRITING = [
    "add/",
    "enable/{workflow}/",
    "disable/{workflow}/",
    "usage/{workflow}/",
    "usage/{workflow}/results/",
    "remove/1/",
    "remove/1/{workflow}/",
    "tasks/add/circuits/instruction/",
    "tasks/select_type/",
    "tasks/disable/{task}/",
    "tasks/enable/{task}/",
    "task_chooser/",
    "task_chooser/results/",
    "task_chooser/create/",
    "task_chooser/{task}/",
]


@pytest.mark.parametrize("path", WRITING)
def test_wagtails_screens_that_write_a_workflow_are_closed_and_say_where_to_go(
    dossier: Dossier, client: Any, superuser: Any, path: str
) -> None:
    state = WorkflowState.objects.active().for_instance(dossier).get()
    kept = (list(Workflow.objects.values()), list(Task.objects.values()), where(dossier))
    open_session(client, superuser)
    url = "/admin/workflows/" + path.format(
        workflow=state.workflow_id, task=state.current_task_state.task_id
    )
    for answer in (client.get(url), client.post(url, {"name": "Autre", "active": "on"})):
        assert answer.status_code == 403, url
        page = answer.content.decode()
        assert "On ne modifie pas un circuit ici" in page
        assert f'href="{reverse("circuits_admin")}"' in page
    after = (list(Workflow.objects.values()), list(Task.objects.values()), where(dossier))
    assert after == kept


def test_wagtails_lists_of_workflows_and_tasks_are_read_and_have_no_form(
    dossier: Dossier, client: Any, superuser: Any
) -> None:
    state = WorkflowState.objects.active().for_instance(dossier).get()
    open_session(client, superuser)
    for name, args in (
        ("index", []),
        ("task_index", []),
        ("edit", [state.workflow_id]),
        ("edit_task", [state.current_task_state.task_id]),
    ):
        url = reverse(f"wagtailadmin_workflows:{name}", args=args)
        page = client.get(url).content.decode()
        main = page[page.index('<div class="circuits">') :]
        assert "A3 Instruction – Circuit ordinaire – version 1" in main, name
        assert reverse("circuits_admin_read", args=[dossier.circuit_id]) in main, name
        assert "<form" not in main, name
        assert client.post(url, {"name": "Autre"}).status_code == 405, name
    assert client.get("/admin/workflows/edit/999999/").status_code == 404


def test_disabling_a_workflow_is_refused_while_dossiers_are_open(
    dossier: Dossier,
) -> None:
    before = where(dossier)
    workflow = dossier.circuit.workflow
    with pytest.raises(PermissionDenied):
        workflow.deactivate()
    workflow.refresh_from_db()
    assert workflow.active
    assert where(dossier) == before


def test_when_every_dossier_is_closed_a_circuit_may_be_disabled(world: World) -> None:
    dossier = world.answered(START)
    actions.acknowledge_answer(dossier.pk, by=world.referent, at=paris(2026, 4, 3))
    before = where(dossier)
    for task in dossier.circuit.workflow.tasks.specific():
        task.deactivate()
    dossier.circuit.workflow.deactivate()
    assert where(dossier) == before


def test_a_disabled_task_is_not_what_decides_of_the_next_step(world: World) -> None:
    """Even disabled behind our back, a step is not skipped."""
    dossier = world.deposit(START)
    Task.objects.filter(pk__in=dossier.circuit.workflow.tasks).update(active=False)
    world.qualify(dossier, START)
    dossier.refresh_from_db()
    assert dossier.step == "A2"


def test_a_workflow_without_task_cannot_finish_a_dossier(world: World) -> None:
    empty = Workflow.objects.create(name="Vide")
    dossier = Dossier.objects.get(pk=world.draft(START).pk)
    dossier.save_revision()
    with pytest.raises(PermissionDenied):
        empty.start(dossier, world.agency)
    dossier.refresh_from_db()
    assert dossier.is_draft
    assert not dossier.live


def test_the_workflow_of_a_circuit_starts_by_a_deposit_only(world: World) -> None:
    dossier = Dossier.objects.get(pk=world.draft(START).pk)
    dossier.save_revision()
    with pytest.raises(PermissionDenied):
        world.circuit.workflow.start(dossier, world.agency)
    assert not WorkflowState.objects.exists()


def test_restarting_is_refused_open_or_closed(world: World, dossier: Dossier) -> None:
    before = where(dossier)
    with pytest.raises(ValidationError):
        dossier.circuit.workflow.start(dossier, world.agency)
    assert where(dossier) == before
    closed = world.answered(START)
    actions.acknowledge_answer(closed.pk, by=world.referent, at=START)
    before = where(closed)
    with pytest.raises(PermissionDenied):
        closed.circuit.workflow.start(closed, world.agency)
    assert where(closed) == before


def test_an_empty_circuit_is_no_circuit(world: World) -> None:
    from circuits.definition import Definition, DefinitionError

    with pytest.raises(DefinitionError, match="sans étape"):
        Definition({**world.circuit.definition, "steps": [], "transitions": []})


# --- Approving, rejecting, cancelling ---


@pytest.mark.parametrize("decision", ["approve", "reject", "cancel"])
def test_a_step_state_cannot_be_decided_by_wagtail(
    dossier: Dossier, world: World, decision: str
) -> None:
    before = where(dossier)
    plain = plain_state(dossier)
    for state in (plain, plain.specific):
        with pytest.raises(PermissionDenied):
            getattr(state, decision)(user=world.agency)
    assert where(dossier) == before


@pytest.mark.parametrize("decision", ["approve", "reject"])
def test_not_even_without_moving_the_workflow(
    dossier: Dossier, world: World, decision: str
) -> None:
    before = where(dossier)
    with pytest.raises(PermissionDenied):
        getattr(plain_state(dossier), decision)(user=world.agency, update=False)
    assert where(dossier) == before


def test_a_workflow_cannot_be_cancelled(dossier: Dossier, world: World) -> None:
    before = where(dossier)
    state = WorkflowState.objects.active().for_instance(dossier).get()
    with pytest.raises(PermissionDenied):
        state.cancel(user=world.agency)
    assert where(dossier) == before


def test_a_workflow_cannot_be_resumed_updated_or_finished(
    dossier: Dossier, world: World
) -> None:
    before = where(dossier)
    state = WorkflowState.objects.active().for_instance(dossier).get()
    with pytest.raises(PermissionDenied):
        state.resume(user=world.agency)
    state.update(user=world.agency)
    with pytest.raises(PermissionDenied):
        state.finish(user=world.agency)
    assert where(dossier) == before


def test_the_finish_action_lets_only_a_coded_end_pass(dossier: Dossier, world: World) -> None:
    state = WorkflowState.objects.active().for_instance(dossier).get()
    assert WorkflowState.on_finish is finish.finish_circuit
    # The last step is not approved.
    with pytest.raises(PermissionDenied, match="dernière étape"):
        finish.finish_circuit(state, user=world.agency)
    # Approved, but no action gave the dossier its end.
    state.current_task_state.status = TaskState.STATUS_APPROVED
    with pytest.raises(PermissionDenied, match="acte codé"):
        finish.finish_circuit(state, user=world.agency)
    # No step at all.
    state.current_task_state = None
    with pytest.raises(PermissionDenied, match="dernière étape"):
        finish.finish_circuit(state, user=world.agency)


def test_a_page_keeps_wagtails_own_finish(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    called = []
    monkeypatch.setattr(
        "wagtail.workflows.publish_workflow_state",
        lambda state, user=None: called.append(state),
    )
    state = SimpleNamespace(content_object=Page(title="Accueil"))
    finish.finish_circuit(state)
    assert called == [state]


def test_going_back_is_no_rejection_and_wagtail_follows(dossier: Dossier, world: World) -> None:
    world.transmit(dossier, paris(2026, 4, 9))
    due = Obligation.objects.filter(dossier=dossier, step="A3").get().due_on
    actions.request_changes_service(
        dossier.pk, by=world.head, at=paris(2026, 4, 10), changes="Plus court."
    )
    dossier.refresh_from_db()
    workflow_state, step_state = current_state(dossier)
    assert dossier.step == "A3"
    assert workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    assert step_state.task.specific.step == "A3"
    statuses = StepState.objects.filter(workflow_state=workflow_state).order_by("pk")
    assert [s.status for s in statuses] == [
        "approved",
        "approved",
        "approved",
        "cancelled",
        "in_progress",
    ]
    # Same date as before: the request for changes does not give more time.
    assert dossier.obligations.open().get(principal=True).due_on == due
    world.transmit(dossier, paris(2026, 4, 13))
    world.approve_service(dossier, paris(2026, 4, 14))
    actions.request_changes_elected(
        dossier.pk, by=world.elected, at=paris(2026, 4, 15), changes="Plus clair."
    )
    dossier.refresh_from_db()
    assert dossier.step == "A3"


def test_the_next_step_is_never_asked_of_wagtail(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: WorkflowState) -> None:
        raise AssertionError("get_next_task skips every step that was approved once")

    monkeypatch.setattr(WorkflowState, "get_next_task", refuse)
    dossier = world.deposit(START)
    world.qualify(dossier, START)
    actions.decline_attribution(
        dossier.pk,
        by=world.head,
        at=START,
        reason="Ce n’est pas nous.",
        proposed=world.other_service,
    )
    actions.decline_attribution(
        dossier.pk,
        by=world.other_head,
        at=START,
        reason="Nous non plus.",
        proposed=world.service,
    )
    dossier.refresh_from_db()
    assert dossier.step == "A1"
    world.qualify(dossier, START)
    world.accept(dossier, START)
    world.transmit(dossier, START)
    actions.request_changes_service(dossier.pk, by=world.head, at=START, changes="Non.")
    world.transmit(dossier, START)
    world.approve_service(dossier, START)
    world.approve_elected(dossier, START)
    actions.acknowledge_answer(dossier.pk, by=world.referent, at=START)
    dossier.refresh_from_db()
    assert (dossier.step, dossier.end_code) == ("end", "E4")
    committed = world.answered(START, COMMITTED)
    actions.report_milestone(committed.pk, by=world.holder, at=START, report="Fait.")
    committed.refresh_from_db()
    assert committed.step == "A7"


# --- Rights ---


def test_on_action_asks_our_rights_and_not_wagtails(
    dossier: Dossier, world: World, superuser: Any
) -> None:
    before = where(dossier)
    state = plain_state(dossier).specific
    task = state.task.specific
    stranger = UserFactory()
    stranger.user_permissions.set(Permission.objects.all())
    for person in (stranger, world.referent, world.elected):
        with pytest.raises(ActRefused):
            task.on_action(state, person, "transmit_answer", draft=ACCEPTED)
    for name in ("approve", "reject", "cancel", "lapse", "edit_draft"):
        with pytest.raises(PermissionDenied, match="n’existe pas"):
            task.on_action(state, superuser, name)
    # An act of another step, by the very person of that step.
    with pytest.raises(ActRefused):
        task.on_action(state, world.elected, "approve_elected")
    assert where(dossier) == before
    task.on_action(state, world.holder, "transmit_answer", draft=ACCEPTED, at=START)
    dossier.refresh_from_db()
    assert dossier.step == "A4"


def test_a_superuser_has_no_right_on_a_dossier_of_others(
    dossier: Dossier, superuser: Any
) -> None:
    superuser.is_staff = False
    superuser.save()
    with pytest.raises(ActRefused):
        actions.transmit_answer(dossier.pk, by=superuser, at=START, draft=ACCEPTED)


def test_the_buttons_are_those_of_the_table_of_transitions(
    dossier: Dossier, world: World, time_machine: Any
) -> None:
    time_machine.move_to(START)
    task = plain_state(dossier).task.specific
    table = task.version.rules.acts_from("A3")

    def buttons(person: Any) -> list[str]:
        return [code for code, _, _ in task.get_actions(dossier, person)]

    for person in (world.holder, world.agency, world.referent):
        assert set(buttons(person)) <= set(table)
    assert buttons(world.holder)[0] == "transmit_answer"
    assert {"ask_complement", "extend", "merge"} <= set(buttons(world.agency))
    assert "transmit_answer" not in buttons(world.agency)
    assert buttons(world.referent) == ["withdraw"]
    for other in (world.elected, UserFactory()):
        assert buttons(other) == []
    states = task.get_task_states_user_can_moderate(world.holder)
    assert not states.exists()


def test_two_contradictory_decisions_on_two_copies_only_one_stands(
    dossier: Dossier, world: World
) -> None:
    world.transmit(dossier, paris(2026, 4, 9))
    dossier.refresh_from_db()
    seen = dossier.version
    at = paris(2026, 4, 10)
    actions.approve_service(dossier.pk, by=world.head, at=at, seen=seen)
    with pytest.raises(ActRefused):
        actions.request_changes_service(
            dossier.pk, by=world.head, at=at, seen=seen, changes="Plus court."
        )
    with pytest.raises(ActRefused):
        actions.request_changes_service(dossier.pk, by=world.head, at=at, changes="Plus court.")
    decisions = ("service_approved", "changes_requested")
    assert dossier.events.filter(code__in=decisions).count() == 1


def test_a_passage_left_once_cannot_be_left_again(dossier: Dossier, world: World) -> None:
    _, step = current_state(dossier)
    copy = StepState.objects.get(pk=step.pk)
    step.leave(by=world.head, at=START, forward=True)
    copy.refresh_from_db()
    with pytest.raises(PermissionDenied):
        copy.leave(by=world.head, at=START, forward=False)


# --- What is published ---


def test_p27_the_version_that_was_read_is_the_one_published(
    dossier: Dossier, world: World
) -> None:
    """Wagtail publishes the latest revision; here a validation names what was read."""
    world.transmit(dossier, paris(2026, 4, 9))
    actions.request_changes_service(
        dossier.pk, by=world.head, at=paris(2026, 4, 10), changes="Plus court."
    )
    world.transmit(dossier, paris(2026, 4, 10), COMMITTED)
    first, second = dossier.answers.order_by("version")
    with pytest.raises(ActRefused, match="Une autre version"):
        actions.approve_service(
            dossier.pk, by=world.head, at=paris(2026, 4, 13), read=first.version
        )
    at = paris(2026, 4, 13)
    actions.approve_service(dossier.pk, by=world.head, at=at, read=second.version)
    # A revision made meanwhile carries nothing into what is published.
    copy = Dossier.objects.get(pk=dossier.pk)
    copy.title = "Autre chose"
    copy.save_revision(clean=False)
    before = dict(
        Dossier.objects.get(pk=dossier.pk).answers.values("pk", "body").get(pk=second.pk)
    )
    actions.approve_elected(dossier.pk, by=world.elected, at=at, read=second.version)
    dossier.refresh_from_db()
    published = dossier.answers.get(published_at__isnull=False)
    assert published == second
    assert published.body == before["body"] == COMMITTED.body
    assert dossier.title != "Autre chose"


def test_publishing_cancels_no_circuit_and_rewinds_no_dossier(
    dossier: Dossier, world: World
) -> None:
    before = where(dossier)
    assert before["workflow"][0][0] == WorkflowState.STATUS_IN_PROGRESS
    with pytest.raises(PermissionDenied):
        dossier.latest_revision.publish(user=world.agency, skip_permission_checks=True)
    assert where(dossier) == before
    # A revision of what the dossier is now may be published: nothing stops.
    dossier.save_revision(clean=False).publish()
    assert where(dossier) == before


def test_unpublishing_hides_nothing_and_cancels_nothing(
    dossier: Dossier,
) -> None:
    before = where(dossier)
    dossier.unpublish()
    assert where(dossier) == before
    assert Dossier.objects.public().filter(pk=dossier.pk).exists()


def test_a_dossier_is_published_at_its_deposit_before_its_circuit_starts(
    world: World,
) -> None:
    dossier = world.deposit(START)
    dossier.refresh_from_db()
    assert dossier.live
    assert dossier.live_revision == dossier.latest_revision
    assert WorkflowState.objects.active().for_instance(dossier).exists()


def test_a_deposit_needs_no_revision_made_before(world: World) -> None:
    draft = world.draft(START)
    assert not Revision.objects.for_instance(draft).exists()
    dossier = actions.deposit(draft.pk, by=world.referent, at=START)
    assert plain_state(dossier).revision == dossier.latest_revision


# --- Mails ---


def test_wagtails_notifiers_send_nothing(world: World, superuser: Any) -> None:
    dossier = world.answered(START)
    actions.acknowledge_answer(dossier.pk, by=world.referent, at=START)
    world.answered(START, COMMITTED)
    assert django_mail.outbox == []
    assert not Mail.objects.filter(kind=Mail.Kind.ACCOUNT).exists()
    assert not Mail.objects.filter(address=superuser.email).exists()
    assert WorkflowState.objects.filter(requested_by__isnull=False).count() == 0


def test_a_deposit_that_is_undone_has_written_to_nobody(world: World) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        world.deposit(START)
        1 / 0  # noqa: B018
    assert not Mail.objects.exists()
    assert not WorkflowState.objects.exists()


# --- The content object ---


def test_a_workflow_state_leads_to_the_dossier_and_it_to_the_demande(
    dossier: Dossier,
) -> None:
    state = WorkflowState.objects.active().for_instance(dossier).get()
    assert type(state.content_object) is Dossier
    assert state.content_object.request.need == "Les enfants traversent sans visibilité."
    assert state.content_object.request.request == state.content_object.request
    assert WorkflowState.objects.for_instance(dossier.request).get() == state


# --- Purges and cascades ---


@pytest.mark.parametrize("closed", [False, True])
def test_purging_revisions_loses_neither_a_circuit_nor_its_record(
    world: World, dossier: Dossier, closed: bool
) -> None:
    if closed:
        world.transmit(dossier, START)
        world.approve_service(dossier, START)
        world.approve_elected(dossier, START)
        actions.acknowledge_answer(dossier.pk, by=world.referent, at=START)
    Revision.objects.update(created_at=timezone.now() - timedelta(days=900))
    for _ in range(3):
        Dossier.objects.get(pk=dossier.pk).save_revision(clean=False)
    before = where(dossier)
    record = list(Event.objects.filter(dossier=dossier).values_list("position", "code"))
    call_command("purge_revisions")
    after = where(dossier)
    kept = ("step", "version", "holder", "owed", "events")
    assert {k: after[k] for k in kept} == {k: before[k] for k in kept}
    assert record == list(Event.objects.filter(dossier=dossier).values_list("position", "code"))
    if not closed:
        assert after == before
        world.transmit(dossier, START)
        dossier.refresh_from_db()
        assert dossier.step == "A4"


def test_our_records_never_cascade_from_wagtails() -> None:
    from django.apps import apps
    from django.db.models import CASCADE

    ours = apps.get_app_config("circuits").get_models()
    allowed = {"StepTask", "StepState"}
    for model in ours:
        bases = {base.__name__ for base in model.__mro__}
        if bases & allowed:
            continue
        for field in model._meta.get_fields():
            remote = getattr(field, "remote_field", None)
            if not (field.concrete and remote and hasattr(remote, "on_delete")):
                continue
            if getattr(remote, "parent_link", False):
                continue
            theirs = remote.model._meta.app_label not in ("circuits", "participation")
            assert not (theirs and remote.on_delete is CASCADE), (model, field.name)


def test_a_deposited_dossier_cannot_be_deleted(dossier: Dossier) -> None:
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        dossier.delete()


def test_a_circuit_in_use_keeps_its_workflow(dossier: Dossier) -> None:
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        dossier.circuit.workflow.delete()


# --- Settings and links ---


def test_the_settings_of_wagtail_are_those_that_the_circuits_need(settings: Any) -> None:
    assert settings.WAGTAIL_FINISH_WORKFLOW_ACTION == "circuits.finish.finish_circuit"
    assert settings.WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH is False
    assert settings.WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT is False
    assert settings.WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS is False
    assert settings.WAGTAIL_AUTOSAVE_INTERVAL == 0


def test_an_activated_circuit_generates_its_tasks_in_order(world: World) -> None:
    links = WorkflowTask.objects.filter(workflow=world.circuit.workflow)
    steps = [link.task.specific.step for link in links.order_by("sort_order")]
    assert steps == list(world.circuit.rules.steps)


def test_the_guards_are_connected_once(dossier: Dossier) -> None:
    from django.db.models.signals import pre_save

    count = len(pre_save.receivers)
    guards.install()
    assert len(pre_save.receivers) == count
