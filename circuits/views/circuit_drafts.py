"""The drafts of the circuits: begun, edited, activated, deleted (circuits.md 11).

For the Agence only. Each write is an action of `actions.circuit_editing`, which checks
again; a page that somebody overtook keeps what was typed and says who and when.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from circuits import circuit_diff, circuit_edit
from circuits.actions import circuit_editing as editing
from circuits.circuit_check import Problem
from circuits.circuit_edit import EditError
from circuits.errors import ActRefused, Stale
from circuits.forms.circuit import CircuitForm
from circuits.models import CircuitVersion
from circuits.versions import (
    changes_of,
    place_taken,
    problems_of,
    themes_in_words,
    used_reasons,
)
from circuits.views.back_office import ASK, for_the_agence, moment, page
from circuits.views.circuit_page import CircuitPage
from circuits.views.circuits import address, trail, version_or_404
from circuits.views.frame import person
from participation import clock
from participation.french import plural


@require_POST
@for_the_agence
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a draft as a copy of a version in use."""
    try:
        draft = editing.start_draft(pk, by=person(request), at=clock.now())
    except ActRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("circuits_admin")
    messages.success(request, f"Le brouillon « {draft} » est commencé.")
    return redirect("circuits_admin_edit", draft.pk)


@ASK
@for_the_agence
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a draft; what would break is said beside what causes it."""
    version = version_or_404(pk)
    if version.activated_at:
        return redirect("circuits_admin_read", pk)
    form = CircuitForm(
        request.POST if request.method == "POST" else None,
        version=version,
        place=place_taken(version),
        used=used_reasons(version.kind),
    )
    if request.method == "POST" and form.is_valid():
        return _save(request, version, form)
    return _edit_page(request, version, form)


def _save(request: HttpRequest, version: CircuitVersion, form: CircuitForm) -> HttpResponse:
    try:
        editing.save_draft(
            version.pk,
            by=person(request),
            at=clock.now(),
            seen=_seen(request),
            draft=form.draft(),
            changes=form.changes(),
        )
    except EditError as error:
        form.add_error(error.where if error.where in form.fields else None, str(error))
        return _edit_page(request, version, form)
    except Stale as stale:
        return _edit_page(request, version, form, stale=stale)
    except ActRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("circuits_admin")
    messages.success(request, "Le brouillon est enregistré.")
    if "activate" in request.POST:
        return redirect("circuits_admin_activate", version.pk)
    return redirect("circuits_admin_edit", version.pk)


def _seen(request: HttpRequest) -> int:
    value = request.POST.get("seen", "")
    return int(value) if value.isdecimal() and len(value) < 10 else -1


def _edit_page(
    request: HttpRequest,
    version: CircuitVersion,
    form: CircuitForm,
    stale: Stale | None = None,
) -> HttpResponse:
    """A page that somebody overtook says what this save would undo of theirs."""
    found = problems_of(version, year=clock.today().year)
    return page(
        request,
        "circuit_edit",
        f"Modifier : {version}",
        trail(version, here="Modifier"),
        version=version,
        form=form,
        laid=CircuitPage(form, found),
        problems=[_linked(problem, form) for problem in found],
        seen=version.edition,
        overtaken=_overtaken(version, form, stale) if stale else None,
    )


def _linked(problem: Problem, form: CircuitForm) -> dict[str, str]:
    """A problem with the place of the page that causes it."""
    return {"text": problem.text, "anchor": f"ou-{problem.where}" if problem.where else ""}


def _overtaken(version: CircuitVersion, form: CircuitForm, stale: Stale) -> dict[str, Any]:
    try:
        mine = circuit_edit.edited(version.definition, form.changes())
        undone = circuit_diff.differences(version.definition, mine, kind=version.kind)
    except EditError:
        undone = []
    who = "Vous avez" if stale.mine else f"{stale.who or 'Quelqu’un'} a"
    return {
        "said": f"{who} enregistré ce brouillon le {moment(stale.at)}, après que vous avez "
        "ouvert cette page.",
        "undone": undone,
    }


@ASK
@for_the_agence
def activate(request: HttpRequest, pk: int) -> HttpResponse:
    """What changes, read before a draft is put in use for new dossiers."""
    version = version_or_404(pk)
    if version.activated_at:
        return redirect("circuits_admin_read", pk)
    if request.method == "POST":
        return _activate(request, version)
    replaced = place_taken(version)
    still_open = replaced.dossiers.filter(closed_at__isnull=True).count() if replaced else 0
    return page(
        request,
        "circuit_activate",
        f"Activer : {version}",
        trail(version, here="Activer"),
        version=version,
        replaced=replaced,
        changes=changes_of(version, replaced),
        problems=problems_of(version, year=clock.today().year),
        staying=plural(still_open, "dossier ouvert", "dossiers ouverts"),
        stay=still_open,
    )


def _activate(request: HttpRequest, version: CircuitVersion) -> HttpResponse:
    asked = request.POST.get("replacing", "")
    try:
        editing.activate_draft(
            version.pk,
            by=person(request),
            at=clock.now(),
            seen=_seen(request),
            replacing=int(asked) if asked.isdecimal() and len(asked) < 10 else None,
        )
    except Stale as stale:
        messages.error(
            request,
            f"{stale.who or 'Quelqu’un'} a enregistré ce brouillon le {moment(stale.at)} : "
            "relisez ce qui change avant d’activer.",
        )
        return redirect("circuits_admin_activate", version.pk)
    except ActRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("circuits_admin_activate", version.pk)
    version.refresh_from_db()
    messages.success(request, f"« {version} » sert pour les nouveaux dossiers.")
    return redirect("circuits_admin_read", version.pk)


@ASK
@for_the_agence
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft, once confirmed."""
    version = version_or_404(pk)
    if version.activated_at:
        return redirect("circuits_admin_read", pk)
    if request.method == "POST":
        return _told(
            request,
            lambda: f"Le brouillon « {_deleted(request, pk)} » est supprimé.",
            back=reverse("circuits_admin_delete", args=[pk]),
        )
    return page(
        request,
        "circuit_confirm",
        f"Supprimer : {version}",
        trail(version, here="Supprimer"),
        version=version,
        lead="Ce brouillon n’a jamais servi : aucun dossier ne le suit.",
        button="Supprimer ce brouillon",
    )


def _deleted(request: HttpRequest, pk: int) -> str:
    return editing.delete_draft(pk, by=person(request), seen=_seen(request))


@ASK
@for_the_agence
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop using a circuit of some themes, once confirmed."""
    version = version_or_404(pk)
    if version.activated_at is None or version.retired_at is not None:
        return redirect("circuits_admin_read", pk)
    if request.method == "POST":
        return _told(
            request,
            lambda: f"« {_retired(request, pk)} » ne sert plus pour les nouveaux dossiers.",
            back=address("read", version),
        )
    return page(
        request,
        "circuit_confirm",
        f"Ne plus utiliser : {version}",
        trail(version, here="Ne plus utiliser"),
        version=version,
        lead="Les nouveaux dossiers de ces thèmes suivront le circuit de tous les autres "
        f"thèmes. Thèmes : {themes_in_words(version)}. Les dossiers ouverts restent sous "
        "cette version jusqu’à leur fin.",
        button="Ne plus l’utiliser",
    )


def _retired(request: HttpRequest, pk: int) -> CircuitVersion:
    return editing.retire_circuit(pk, by=person(request), at=clock.now())


def _told(request: HttpRequest, do: Callable[[], str], *, back: str) -> HttpResponse:
    try:
        messages.success(request, do())
    except Stale as stale:
        messages.error(
            request,
            f"{stale.who or 'Quelqu’un'} a enregistré ce brouillon le {moment(stale.at)} : "
            "relisez-le.",
        )
        return redirect(back)
    except ActRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    return redirect("circuits_admin")
