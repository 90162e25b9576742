"""A closure day in the back office: what it moves is read before it is saved.

Wagtail's own form and its hooks are kept: each hook answers with a page that lists the
dates, until the person has confirmed that very list (circuits.md 1.6).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.forms import modelform_factory
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from circuits.addresses import private_path
from circuits.closures import Effect, Move, effect_of
from circuits.models import Obligation
from circuits.views.back_office import page
from participation.french import listing, long_date, plural
from participation.models import ClosureDay

# How many dates are listed; the others are counted.
LISTED = 50
DAYS = "wagtailsnippets_participation_closureday:list"
OURS = ("csrfmiddlewaretoken", "confirmed")
ClosureForm = modelform_factory(ClosureDay, fields=["day", "label"])


def before_create(request: HttpRequest, model: type[Any]) -> HttpResponse | None:
    """Adding a day: the list, then Wagtail's own save."""
    if model is not ClosureDay or not _may(request, "add"):
        return None
    form = ClosureForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return None
    day = form.cleaned_data["day"]
    lead = f"Vous fermez la mairie le {long_date(day)}."
    return _ask(request, effect_of(added=[day]), lead, "Ajouter ce jour")


def before_edit(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Changing a day; another wording of the same day moves nothing and asks nothing."""
    if not isinstance(instance, ClosureDay) or not _may(request, "change"):
        return None
    stored = ClosureDay.objects.filter(pk=instance.pk).first()
    form = ClosureForm(request.POST, instance=stored)
    old = instance.day
    if request.method != "POST" or not form.is_valid() or form.cleaned_data["day"] == old:
        return None
    day = form.cleaned_data["day"]
    lead = f"La mairie serait ouverte le {long_date(old)}, et fermée le {long_date(day)}."
    return _ask(request, effect_of(added=[day], removed=[old]), lead, "Changer ce jour")


def before_delete(request: HttpRequest, instances: Collection[Any]) -> HttpResponse | None:
    """Deleting one or several days, from their page or from the list."""
    days = [instance.day for instance in instances if isinstance(instance, ClosureDay)]
    if not days or len(days) < len(instances) or not _may(request, "delete"):
        return None
    named = listing([long_date(day) for day in sorted(days)])
    button = "Supprimer ce jour" if len(days) == 1 else "Supprimer ces jours"
    return _ask(
        request, effect_of(removed=days), f"La mairie serait ouverte le {named}.", button
    )


def _may(request: HttpRequest, right: str) -> bool:
    """Whether Wagtail would let this person do it: otherwise it refuses, and not we."""
    return bool(request.user.has_perm(f"participation.{right}_closureday"))


def _ask(request: HttpRequest, effect: Effect, lead: str, button: str) -> HttpResponse | None:
    """None once this very effect is confirmed: then the change goes on."""
    confirmed = request.POST.get("confirmed", "") if request.method == "POST" else ""
    if confirmed == effect.mark:
        return None
    moves = effect.moves
    return page(
        request,
        "closure_confirm",
        "Ce qui change de date",
        [(reverse(DAYS), "Jours de fermeture"), ("", "Ce qui change de date")],
        icon="calendar",
        lead=lead,
        button=button,
        back=reverse(DAYS),
        mark=effect.mark,
        again=bool(confirmed),
        typed=[
            (name, value)
            for name, values in request.POST.lists()
            if name not in OURS
            for value in values
        ],
        total=_total(effect),
        rows=[_row(move) for move in moves[:LISTED]],
        more=_more(len(moves) - LISTED),
    )


def _total(effect: Effect) -> str:
    count, public = len(effect.moves), effect.public
    if not count:
        return ""
    said = plural(count, "échéance ouverte change", "échéances ouvertes changent")
    promised = plural(public, "promise au public", "promises au public")
    return f"{said} de date, dont {promised}." if public else f"{said} de date."


def _more(count: int) -> str:
    return f"et {plural(count, 'autre date', 'autres dates')}." if count > 0 else ""


def _row(move: Move) -> dict[str, Any]:
    owed = move.obligation
    step = owed.step if owed.kind == Obligation.Kind.STEP else ""
    return {
        "label": owed.dossier.label,
        "url": private_path(owed.dossier, owed.thread),
        "council": str(owed.council or ""),
        "what": f"{step} {owed.duty}".strip(),
        "old": long_date(move.old),
        "new": long_date(move.new),
        "public": move.public,
    }
