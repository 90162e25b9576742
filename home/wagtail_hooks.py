"""Wagtail's admin without what the Agence must not touch or does not need."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)

from home.panels import IncompletePanel

# The circuits generate workflows and tasks: editing them by hand would break promises
# (circuits.md 11).
WORKFLOW_ENTRIES = {"workflows", "workflow-tasks"}
WORKFLOW_PANELS = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)


@hooks.register("construct_settings_menu")
@hooks.register("construct_reports_menu")
def hide_workflows(request: HttpRequest, items: list[Any]) -> None:
    """Workflows and tasks are for the technical person only."""
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in WORKFLOW_ENTRIES]


@hooks.register("construct_help_menu")
def hide_third_parties(request: HttpRequest, items: list[Any]) -> None:
    """No link of the back office leaves the site."""
    items[:] = [i for i in items if not str(i.url).startswith(("http:", "https:"))]


@hooks.register("construct_homepage_panels")
def hide_workflow_panels(request: HttpRequest, panels: list[Any]) -> None:
    """Their buttons would pass by the circuits' own door (circuits.md 11)."""
    panels[:] = [panel for panel in panels if not isinstance(panel, WORKFLOW_PANELS)]


@hooks.register("construct_homepage_panels")
def add_incomplete_panel(request: HttpRequest, panels: list[Any]) -> None:
    """The pages of the law that the public does not get whole."""
    panels.append(IncompletePanel())
