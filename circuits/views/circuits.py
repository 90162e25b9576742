"""The circuits in the back office, read: the list, and one version in words.

For the Agence only; `circuit_drafts` is where they are changed (circuits.md 11).
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from circuits import circuit_edit
from circuits import circuit_words as words
from circuits.circuit_check import reason_lists
from circuits.models import CircuitVersion, Kind
from circuits.versions import themes_in_words
from circuits.views.back_office import READ, Trail, for_the_agence, moment, page
from participation.french import plural, sentence_case


def address(name: str, version: CircuitVersion) -> str:
    """Where a screen of this version is."""
    return reverse(f"circuits_admin_{name}", args=[version.pk])


def trail(version: CircuitVersion | None = None, *, here: str = "") -> Trail:
    """The way from the list to a screen of a version."""
    steps = [(reverse("circuits_admin"), "Circuits")]
    if version is not None:
        steps.append((address("read", version), str(version)))
    if here:
        steps.append(("", here))
    return steps


def version_or_404(pk: int) -> CircuitVersion:
    """The version with what its screens show."""
    rows = CircuitVersion.objects.select_related("replaces", "edited_by")
    version: CircuitVersion = get_object_or_404(rows.prefetch_related("themes"), pk=pk)
    return version


@READ
@for_the_agence
def index(request: HttpRequest) -> HttpResponse:
    """`/admin/circuits/`: what is in use, drafts, what was replaced, by message."""
    rows = CircuitVersion.objects.with_dossiers().select_related("replaces", "edited_by")
    listed = [_row(v) for v in rows.prefetch_related("themes").order_by("name", "-number")]
    kinds = [
        {
            "label": sentence_case(kind.label),
            "used": [r for r in listed if r["kind"] == kind and r["state"] == "used"],
            "drafts": [r for r in listed if r["kind"] == kind and r["state"] == "draft"],
            "retired": [r for r in listed if r["kind"] == kind and r["state"] == "retired"],
        }
        for kind in Kind
    ]
    return page(request, "circuits", "Circuits", trail(), kinds=kinds)


def _row(version: Any) -> dict[str, Any]:
    state = "draft"
    if version.activated_at:
        state = "retired" if version.retired_at else "used"
    return {
        "version": version,
        "kind": version.kind,
        "state": state,
        "themes": themes_in_words(version),
        "activated": moment(version.activated_at),
        "retired": moment(version.retired_at),
        "edited": moment(version.edited_at),
        "open": plural(version.still_open, "ouvert"),
        "followed": plural(version.followed, "dossier"),
    }


@READ
@for_the_agence
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """One version in words: steps, who owes, delays, reminders, reasons."""
    version = version_or_404(pk)
    counts = CircuitVersion.objects.with_dossiers().get(pk=pk)
    return page(
        request,
        "circuit",
        str(version),
        trail(version),
        row=_row(counts),
        others_in_use=_others_in_use(version),
        **_described(version),
    )


def _others_in_use(version: CircuitVersion) -> bool:
    others = CircuitVersion.objects.in_use().filter(kind=version.kind, themes__isnull=True)
    return bool(others.exclude(pk=version.pk).exists())


def _described(version: CircuitVersion) -> dict[str, Any]:
    rules, data = version.rules, version.definition
    return {
        "version": version,
        "promise": words.delay(rules.promise_months, "months") if rules.has_promise() else "",
        "steps": [
            {
                "name": f"{step.code} {step.name}",
                "owner": words.party(step.owner),
                "delay": words.delay(step.delay, step.unit) if step.duty else "–",
                "duty": step.duty or "–",
                "acts": [words.act(act) for act in rules.acts_from(step.code)],
            }
            for step in rules.steps.values()
        ],
        "ladders": [
            {"name": words.ladder_name(name), "rungs": words.rungs(rules.ladders[name])}
            for name in circuit_edit.used_ladders(data)
            if name in rules.ladders
        ],
        "lists": [
            {
                "name": words.reason_list(key, version.kind),
                "labels": [row["label"] for row in rows],
            }
            for key, rows in reason_lists(data).items()
        ],
    }
