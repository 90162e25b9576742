"""In the back office: the demandes and the offres that a project gathers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from circuits.actions.gather import gather, part
from circuits.errors import ActRefused
from circuits.forms import fields
from circuits.models import Dossier
from circuits.views import back_office
from circuits.views.back_office import ASK, for_the_agence
from circuits.views.frame import person
from participation import clock
from participation.models import ProjectPage


class NumberForm(forms.Form):
    """The number of a dossier, as people write it."""

    number = fields.line(
        "Numéro du dossier", "Comme « Demande 2026-041 » ou « Offre 2026-007 ».", most=60
    )


@ASK
@for_the_agence
def gathered(request: HttpRequest, pk: int) -> HttpResponse:
    """What a project gathers; one field to add, one button a row to take away."""
    project = get_object_or_404(ProjectPage, pk=pk)
    if request.method == "POST" and request.POST.get("part", "").isdecimal():
        part(project, int(request.POST["part"]), by=person(request), at=clock.now())
        messages.success(request, "Ce dossier n’est plus rattaché au projet.")
        return redirect("project_dossiers", pk)
    form = NumberForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"]
        try:
            added = gather(project, number, by=person(request), at=clock.now())
        except ActRefused as refusal:
            form.add_error("number", str(refusal))
        else:
            messages.success(request, f"{added.label} est rattaché au projet.")
            return redirect("project_dossiers", pk)
    found = Dossier.objects.filter(projects=project).order_by("kind", "year", "number")
    return back_office.page(
        request,
        "project_dossiers",
        f"Dossiers du projet « {project.title} »",
        [(reverse("wagtailadmin_pages:edit", args=[pk]), project.title), ("", "Dossiers")],
        icon="folder-open-inverse",
        status=422 if form.errors else 200,
        form=form,
        dossiers=found,
    )


def header_buttons(*, page: Any, **_: Any) -> list[Button]:
    """The way there from the page of a project."""
    if not isinstance(page.specific_deferred, ProjectPage):
        return []
    return [
        Button(
            "Dossiers du projet",
            reverse("project_dossiers", args=[page.pk]),
            icon_name="list-ol",
            priority=15,
        )
    ]
