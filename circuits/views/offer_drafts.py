"""Writing an offre: the text of a service, as a draft or when it was sent back."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from circuits import actions, permissions
from circuits.actions.gate import open_sides
from circuits.acts import SERVICE_TEAM
from circuits.errors import ActRefused, Stale
from circuits.forms import OfferDraftForm
from circuits.forms.documents import title_of
from circuits.models import Kind, ParticipationOffer
from circuits.permissions import may
from circuits.views.choose import choose, service_doors
from circuits.views.desk import CRUMBS, seen_again, stale_words, visible
from circuits.views.drafts import after_draft, draft_key, origin_asked
from circuits.views.form_parts import parts_of
from circuits.views.frame import Frame, inside, person
from participation.models import Service

TOO_LATE = (
    "L’offre a été soumise entre-temps : son texte est figé, et cette version n’est pas "
    "enregistrée. Elle est gardée ci-dessous pour que vous puissiez la copier."
)


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def new(request: HttpRequest, frame: Frame) -> HttpResponse:
    """`/espace/offres/nouvelle/`: choose the service when there are several, then write."""
    own = frame.viewer.services | frame.viewer.headed
    services = list(Service.objects.filter(pk__in=own, active=True))
    if not services:
        raise PermissionDenied("Proposer une offre revient aux agents d’un service.")
    service = _service_asked(request, services)
    if service is None:
        return choose(
            request,
            "Pour quel service proposez-vous ?",
            service_doors(request, services),
            title="Proposer une offre",
            crumbs=CRUMBS,
            place="Offre",
        )
    key = draft_key(request)
    if request.method == "POST" and ParticipationOffer.objects.filter(uuid=key):
        # The same page sent twice: the draft exists, its own page goes on.
        return redirect("space_offer_edit", key)
    form = _form(request, frame, service)
    if request.method == "POST" and form.is_valid():
        try:
            draft = actions.start_offer(
                service,
                by=person(request),
                at=frame.at,
                key=key,
                councils=form.cleaned_data["councils"],
                origin=origin_asked(request, frame, Kind.REQUEST),
                **form.draft_fields(),
            )
        except ActRefused as error:
            raise PermissionDenied(str(error)) from error
        _keep_documents(request, frame, draft, form)
        return after_draft(request, draft)
    origin = origin_asked(request, frame, Kind.REQUEST)
    return _page(request, form, service, key=key, origin=origin)


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def edit(request: HttpRequest, frame: Frame, uuid: uuids.UUID) -> HttpResponse:
    """The text again, while it may be written."""
    draft = visible(frame, uuid)
    if not draft.is_offer:
        return redirect("space_edit", draft.uuid)
    decision = may("edit_offer", frame.viewer, draft, set(open_sides(draft)))
    if not decision and request.method != "POST":
        messages.info(request, decision.reason)
        return redirect(draft.private_url)
    text = draft.offer
    assert draft.service is not None
    form = _form(request, frame, draft.service, instance=text)
    if not decision:
        if not set(permissions.roles_on(frame.viewer, draft)) & set(SERVICE_TEAM):
            raise PermissionDenied(decision.reason)
        # Typed while a colleague submitted: the words are shown back, to be copied.
        return _page(request, form, draft.service, draft=text, stale=TOO_LATE)
    stale = None
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_offer(
                draft.pk,
                by=person(request),
                at=frame.at,
                seen=form.cleaned_data["seen"],
                councils=form.cleaned_data["councils"],
                **form.draft_fields(),
            )
        except Stale as error:
            stale = stale_words(error)
            seen_again(form, draft)
        except ActRefused as error:
            raise PermissionDenied(str(error)) from error
        else:
            _keep_documents(request, frame, saved, form)
            return after_draft(request, saved)
    return _page(request, form, draft.service, draft=text, stale=stale)


def _service_asked(request: HttpRequest, services: list[Service]) -> Service | None:
    if len(services) == 1:
        return services[0]
    asked = request.POST.get("service") or request.GET.get("service")
    return next((service for service in services if service.slug == asked), None)


def _form(
    request: HttpRequest,
    frame: Frame,
    service: Service,
    instance: ParticipationOffer | None = None,
) -> OfferDraftForm:
    posted = request.method == "POST"
    return OfferDraftForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        instance=instance,
        initial={"seen": instance.version if instance else None},
        service=service,
        calendar=frame.calendar,
        today=frame.today,
        complete="continue" in request.POST,
    )


def _keep_documents(
    request: HttpRequest, frame: Frame, draft: ParticipationOffer, form: OfferDraftForm
) -> None:
    removed = form.cleaned_data.get("remove") or []
    author = person(request)
    if removed:
        actions.detach(draft.pk, [one.pk for one in removed], by=author, at=frame.at)
    for file in form.cleaned_data.get("documents") or []:
        actions.attach(
            draft.pk,
            by=author,
            at=frame.at,
            title=title_of(file),
            file=file,
            content_type=file.content_type,
        )


def _page(
    request: HttpRequest, form: OfferDraftForm, service: Service, **more: Any
) -> HttpResponse:
    context = {
        "form": form,
        "service": service,
        "stale": None,
        "draft": None,
        "key": None,
        "origin": None,
        "space_crumbs": CRUMBS,
        "parts": parts_of(form, "offer_draft"),
        **more,
    }
    status = 409 if context["stale"] else 422 if form.errors else 200
    return render(request, "circuits/space/offer_draft.html", context, status=status)
