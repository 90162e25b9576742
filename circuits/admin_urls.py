"""Our own screens under `/admin/`: the circuits, and what stands before Wagtail's workflows.

The project's urlconf puts `WORKFLOWS` in front of Wagtail's own addresses, whose names
go on leading there.
"""

from __future__ import annotations

from django.urls import path, re_path

from circuits.views import circuit_drafts, circuits, projects, succession, workflows

CIRCUITS = [
    path("", circuits.index, name="circuits_admin"),
    path("<int:pk>/", circuits.read, name="circuits_admin_read"),
    path("<int:pk>/copier/", circuit_drafts.copy, name="circuits_admin_copy"),
    path("<int:pk>/modifier/", circuit_drafts.edit, name="circuits_admin_edit"),
    path("<int:pk>/activer/", circuit_drafts.activate, name="circuits_admin_activate"),
    path("<int:pk>/supprimer/", circuit_drafts.delete, name="circuits_admin_delete"),
    path("<int:pk>/retirer/", circuit_drafts.retire, name="circuits_admin_retire"),
    path("projets/<int:pk>/", projects.gathered, name="project_dossiers"),
    path("succession/<int:pk>/", succession.succession, name="succession"),
]

WORKFLOWS = [
    path("list/", workflows.workflows),
    path("tasks/index/", workflows.workflows),
    path("edit/<int:pk>/", workflows.workflow),
    path("tasks/edit/<int:pk>/", workflows.task),
    re_path("", workflows.closed),
]
