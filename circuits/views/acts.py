"""One view for every act: the form of the step, the action, the next page.

A page that somebody overtook keeps what was typed and says who acted and when; a double
click is one act (architecture.md 6).
"""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from circuits import permissions
from circuits.actions import ACTIONS
from circuits.actions.gate import open_sides
from circuits.acts import BY_SLUG, Act
from circuits.errors import ActRefused, Stale
from circuits.forms import FORMS, ActForm, form_for
from circuits.models import Dossier
from circuits.tasks import sweep_soon
from circuits.views import presenters
from circuits.views.frame import Frame, inside, person
from circuits.views.space import (
    CRUMBS,
    draft_rows,
    private_context,
    stale_words,
    visible,
)

DONE = {
    "qualify": "La demande est confiée au service. Le conseil en est informé.",
    "accept_attribution": "Le service prend la demande en charge.",
    "decline_attribution": "L’attribution est refusée ; le service proposé est informé.",
    "transmit_answer": "Le projet de réponse est transmis.",
    "approve_service": "La réponse est validée.",
    "request_changes_service": "La réponse est renvoyée au service.",
    "approve_elected": "La réponse est signée et publiée. Le conseil en est informé.",
    "request_changes_elected": "La réponse est renvoyée au service.",
    "acknowledge_answer": "Le conseil prend acte de la réponse ; le dossier est clos.",
    "report_milestone": "Le point d’étape est publié.",
    "proofread": "Le texte est public.",
    "report_call": "L’appel est noté.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def act(request: HttpRequest, frame: Frame, uuid: uuids.UUID, slug: str) -> HttpResponse:
    """`/espace/dossiers/<uuid>/<act>/`: ask, then do."""
    rule = BY_SLUG.get(slug)
    if rule is None or rule.code not in FORMS:
        raise Http404
    found = visible(frame, uuid)
    entering = _entering(request, frame, found, rule)
    if request.method == "POST":
        return _do(request, frame, found, rule, entering=entering)
    decision = permissions.may(rule.code, frame.viewer, found, set(open_sides(found)))
    if not decision and not entering:
        if permissions.roles_on(frame.viewer, found) & set(rule.roles):
            messages.info(request, decision.reason)
            return redirect(found.private_url)
        raise PermissionDenied(decision.reason)
    form = _form(rule, frame, found, None, entering=entering)
    return _page(request, frame, found, rule, form)


def _entering(request: HttpRequest, frame: Frame, found: Dossier, rule: Act) -> bool:
    """Whether the Agence enters the act of another person."""
    if not frame.viewer.agency:
        return False
    own = permissions.roles_on(frame.viewer, found) & set(rule.roles)
    return not own or "behalf_person" in request.POST


def _form(rule: Act, frame: Frame, found: Dossier, data: Any, *, entering: bool) -> ActForm:
    return form_for(
        rule.code,
        data,
        dossier=found,
        viewer=frame.viewer,
        today=frame.today,
        entering=entering,
    )


def _do(
    request: HttpRequest, frame: Frame, found: Dossier, rule: Act, *, entering: bool
) -> HttpResponse:
    fresh = request.POST.get("seen") in (str(found.version), "", None)
    if fresh and not entering:
        sides = set(open_sides(found))
        decision = permissions.may(rule.code, frame.viewer, found, sides)
        if not decision:
            raise PermissionDenied(decision.reason)
    form = _form(rule, frame, found, request.POST, entering=entering)
    if not form.is_valid():
        return _page(request, frame, found, rule, form, status=422)
    try:
        ACTIONS[rule.code](
            found.pk,
            by=person(request),
            at=frame.at,
            seen=form.cleaned_data.get("seen"),
            behalf=form.behalf(),
            **form.act_fields(),
        )
    except Stale as error:
        if error.mine:
            return _after(found, rule)
        stale = stale_words(error)
        return _page(request, frame, found, rule, form, stale=stale, status=409)
    except ActRefused as error:
        form.add_error(None, str(error))
        return _page(request, frame, found, rule, form, status=409)
    if rule.code in DONE:
        messages.success(request, DONE[rule.code])
    sweep_soon()
    return _after(found, rule)


def _after(found: Dossier, rule: Act) -> HttpResponse:
    if rule.code == "deposit":
        return redirect("space_deposited", found.uuid)
    return redirect(found.private_url)


def _page(
    request: HttpRequest,
    frame: Frame,
    found: Dossier,
    rule: Act,
    form: ActForm,
    *,
    stale: str | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "space_crumbs": CRUMBS,
        "dossier": found,
        "act": rule,
        "form": form,
        "parts": presenters.parts_of(form, rule.code),
        "stale": stale,
        "rows": [],
        "draft_answer": None,
    }
    if found.is_draft:
        context["rows"] = draft_rows(found)
    else:
        private = private_context(found, frame)
        context["draft_answer"] = private["draft_answer"]
        context["request_text"] = found.request
        context["sentence"] = presenters.state_of(found, frame)
    return render(request, "circuits/space/act.html", context, status=status)
