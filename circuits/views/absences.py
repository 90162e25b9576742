"""`/compte/absences/`: when one is away, and who acts meanwhile."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from circuits.actions.absences import come_back, go_away
from circuits.forms.absences import AbsenceForm
from circuits.views.frame import Frame, inside, person
from participation.models import Absence


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@inside
def absences(request: HttpRequest, frame: Frame) -> HttpResponse:
    """One's absences of today and to come, and the form of another one."""
    user = person(request)
    data = request.POST if request.method == "POST" else None
    form = AbsenceForm(data, user=user, today=frame.today)
    if data is not None and form.is_valid():
        try:
            go_away(form.save(commit=False), at=frame.at)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "Votre absence est enregistrée.")
            return redirect("account_absences")
    found = Absence.objects.filter(ends_on__gte=frame.today).select_related(
        "person", "substitute"
    )
    context = {
        "form": form,
        "today": frame.today,
        "own": found.filter(person=user).order_by("starts_on"),
        "replaced": found.filter(substitute=user).order_by("starts_on"),
        "speaks": bool(frame.viewer.speaks_for),
    }
    status = 422 if form.errors else 200
    return render(request, "account/absences.html", context, status=status)


@require_POST
@inside
def end(request: HttpRequest, frame: Frame, pk: int) -> HttpResponse:
    """Back: the reminders come again from today on."""
    if come_back(pk, by=person(request), at=frame.at):
        messages.success(request, "Votre absence est terminée.")
    return redirect("account_absences")
