"""Wagtail's workflows and tasks, to be read: they are generated from the circuits.

Whatever Wagtail's own screens would write (add, edit, disable, enable, take away from a
page) is closed, for everybody, and says where a circuit is changed (circuits.md 11).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.auth import permission_denied
from wagtail.models import Task, Workflow, WorkflowTask
from wagtail.permissions import workflow_permission_policy

from circuits.models import CircuitVersion
from circuits.views.back_office import READ, Trail, page

View = Callable[..., HttpResponse]
RIGHTS = ["add", "change", "delete"]


def for_the_technical_person(view: View) -> View:
    """As Wagtail: whoever may see workflows; the Agence reads its circuits instead."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not workflow_permission_policy.user_has_any_permission(request.user, RIGHTS):
            refused: HttpResponse = permission_denied(request)
            return refused
        return view(request, *args, **kwargs)

    return guarded


def _trail(here: str = "") -> Trail:
    start = [(reverse("wagtailadmin_workflows:index"), "Workflows de Wagtail")]
    return [*start, ("", here)] if here else start


@for_the_technical_person
@READ
def workflows(request: HttpRequest) -> HttpResponse:
    """Every workflow with its steps, and the version of a circuit that it comes from."""
    versions = _versions()
    found = Workflow.objects.order_by("name").prefetch_related("workflow_tasks__task")
    return page(
        request,
        "workflows",
        "Workflows de Wagtail",
        _trail(),
        icon="tasks",
        rows=[_row(workflow, versions) for workflow in found],
    )


def _versions() -> dict[int, CircuitVersion]:
    rows = CircuitVersion.objects.exclude(workflow=None).defer("definition")
    found = {}
    for version in rows:
        for pk in (version.workflow_id, version.thread_workflow_id):
            if pk is not None:
                found[pk] = version
    return found


def _row(workflow: Workflow, versions: dict[int, CircuitVersion]) -> dict[str, Any]:
    version = versions.get(workflow.pk)
    return {
        "name": workflow.name,
        "url": reverse("wagtailadmin_workflows:edit", args=[workflow.pk]),
        "active": workflow.active,
        "version": version,
        "version_url": version and reverse("circuits_admin_read", args=[version.pk]),
        "steps": [
            {
                "name": link.task.name,
                "url": reverse("wagtailadmin_workflows:edit_task", args=[link.task_id]),
                "active": link.task.active,
            }
            for link in sorted(workflow.workflow_tasks.all(), key=lambda w: w.sort_order or 0)
        ],
    }


@for_the_technical_person
@READ
def workflow(request: HttpRequest, pk: int) -> HttpResponse:
    """One workflow: its steps in order, its circuit."""
    rows = Workflow.objects.prefetch_related("workflow_tasks__task")
    found = get_object_or_404(rows, pk=pk)
    row = _row(found, _versions())
    return page(
        request, "workflow", found.name, _trail(found.name), icon="tasks", row=row, task=None
    )


@for_the_technical_person
@READ
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One task: the workflow that it belongs to."""
    found = get_object_or_404(Task, pk=pk)
    link = WorkflowTask.objects.filter(task=found).select_related("workflow").first()
    return page(
        request,
        "workflow",
        found.name,
        _trail(found.name),
        icon="thumbtack",
        row=_row(link.workflow, _versions()) if link else None,
        task=found,
    )


@for_the_technical_person
def closed(request: HttpRequest, **_address: Any) -> HttpResponse:
    """Whatever Wagtail would write here: refused, with where to go instead."""
    title = "On ne modifie pas un circuit ici"
    return page(request, "workflow_closed", title, _trail(title), icon="tasks", status=403)
