"""Writing a message: the text of a demande, the summary before sending, the page after.

The text of an offre is written in `offer_drafts`; both end in the same summary.
"""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from circuits import actions, permissions
from circuits.acts import ACTS
from circuits.addresses import act_path
from circuits.errors import ActRefused, Stale
from circuits.forms import DraftForm, form_for
from circuits.models import Dossier, Kind, ParticipationRequest
from circuits.views import presenters
from circuits.views.choose import choose, council_doors
from circuits.views.desk import CRUMBS, seen_again, stale_words, visible
from circuits.views.form_parts import parts_of
from circuits.views.frame import Frame, inside, person
from participation.french import by_the, listing, long_date, week_date
from participation.models import Council

TOO_LATE = (
    "La demande a été déposée entre-temps : son texte est figé, et cette version n’est pas "
    "enregistrée. Elle est gardée ci-dessous pour que vous puissiez la copier."
)
PROOFREAD_NEXT = "L’Agence relit le texte sous deux jours ouvrés ; il devient alors public."
CONFIDENTIAL_NEXT = "L’Agence lit la demande. Le public n’en connaît que le numéro et l’état."
SUBMITTED_NEXT = [
    "L’Agence relit l’offre sous trois jours ouvrés.",
    "L’élue ou l’élu référent la signe sous trois jours ouvrés. Elle devient alors publique "
    "et part aux conseils.",
    "Chaque conseil répond à sa date ; vous publiez ensuite ce que vous faites de chaque "
    "réponse.",
]


def councils_of(frame: Frame) -> Any:
    """The councils for which this person may write a demande."""
    councils = Council.objects.open_on(frame.today)
    if frame.viewer.agency:
        return councils
    return councils.filter(pk__in=frame.viewer.councils)


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def new(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Write a demande: choose the council when there are several, then the text."""
    councils = list(councils_of(frame))
    if not councils:
        raise PermissionDenied("Écrire une demande revient aux membres d’un conseil.")
    council = _council_asked(request, councils)
    if council is None:
        return choose(
            request,
            "Pour quel conseil écrivez-vous ?",
            council_doors(request, councils),
            title="Écrire une demande",
            crumbs=CRUMBS,
            place="Demande",
        )
    key = draft_key(request)
    if request.method == "POST" and ParticipationRequest.objects.filter(uuid=key):
        # The same page sent twice: the draft exists, its own page goes on.
        return redirect("space_edit", key)
    form = _draft_form(request, frame, council)
    if request.method == "POST" and form.is_valid():
        try:
            draft = actions.start_draft(
                council,
                by=person(request),
                at=frame.at,
                key=key,
                origin=origin_asked(request, frame, Kind.OFFER),
                **form.draft_fields(),
            )
        except ActRefused as error:
            raise PermissionDenied(str(error)) from error
        return after_draft(request, draft)
    origin = origin_asked(request, frame, Kind.OFFER)
    return _draft_page(request, form, council, key=key, origin=origin)


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def edit(request: HttpRequest, frame: Frame, uuid: uuids.UUID) -> HttpResponse:
    """The text of a draft again."""
    draft = visible(frame, uuid)
    if draft.is_offer:
        return redirect("space_offer_edit", draft.uuid)
    if not draft.is_draft and request.method != "POST":
        messages.info(request, "Cette demande est déjà déposée : son texte est figé.")
        return redirect(draft.private_url)
    text = draft.request
    assert draft.council is not None
    form = _draft_form(request, frame, draft.council, instance=text)
    if not draft.is_draft:
        # Typed while a colleague deposited: the words are shown back, to be copied.
        return _draft_page(request, form, draft.council, draft=text, stale=TOO_LATE)
    stale = None
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_draft(
                draft.pk,
                by=person(request),
                at=frame.at,
                seen=form.cleaned_data["seen"],
                **form.draft_fields(),
            )
        except Stale as error:
            stale = stale_words(error)
            seen_again(form, draft)
        except ActRefused as error:
            raise PermissionDenied(str(error)) from error
        else:
            return after_draft(request, saved)
    return _draft_page(request, form, draft.council, draft=text, stale=stale)


def _council_asked(request: HttpRequest, councils: list[Council]) -> Council | None:
    if len(councils) == 1:
        return councils[0]
    asked = request.POST.get("conseil") or request.GET.get("conseil")
    return next((c for c in councils if c.slug == asked), None)


def origin_asked(request: HttpRequest, frame: Frame, kind: str) -> Dossier | None:
    """The other message that a new one comes from (`?depuis=offre-2026-003`)."""
    asked = request.POST.get("depuis") or request.GET.get("depuis")
    found: Dossier | None = (
        Dossier.objects.visible_to(frame.viewer)
        .filter(reference=asked, kind=kind, sent_at__isnull=False)
        .first()
        if asked
        else None
    )
    return found


def draft_key(request: HttpRequest) -> uuids.UUID:
    """What makes the same page sent twice one draft."""
    try:
        return uuids.UUID(request.POST.get("key", ""))
    except ValueError:
        return uuids.uuid4()


def _draft_form(
    request: HttpRequest,
    frame: Frame,
    council: Council,
    instance: ParticipationRequest | None = None,
) -> DraftForm:
    initial: dict[str, Any] = {"seen": instance.version if instance else None}
    return DraftForm(
        request.POST if request.method == "POST" else None,
        instance=instance,
        initial=initial,
        council=council,
        today=frame.today,
        complete="continue" in request.POST,
    )


def _draft_page(
    request: HttpRequest, form: DraftForm, council: Council, **more: Any
) -> HttpResponse:
    context = {
        "form": form,
        "council": council,
        "stale": None,
        "draft": None,
        "key": None,
        "origin": None,
        "space_crumbs": CRUMBS,
        "parts": parts_of(form, "draft"),
        **more,
    }
    status = 409 if context["stale"] else 422 if form.errors else 200
    return render(request, "circuits/space/draft.html", context, status=status)


def after_draft(request: HttpRequest, draft: Dossier) -> HttpResponse:
    """Back to the text, or on to the summary before sending."""
    if "continue" in request.POST:
        return redirect(draft.private_url)
    messages.success(request, "Brouillon enregistré.")
    return redirect(edit_path(draft))


def edit_path(found: Dossier) -> str:
    """Where the text of a draft is written."""
    return reverse("space_offer_edit" if found.is_offer else "space_edit", args=[found.uuid])


def draft_check(request: HttpRequest, frame: Frame, found: Dossier) -> HttpResponse:
    """A draft's page is the summary before sending: check, then deposit."""
    act = ACTS["submit_offer" if found.is_offer else "deposit"]
    entering = frame.viewer.agency and found.council_id not in frame.viewer.councils
    decision = permissions.may(act.code, frame.viewer, found)
    form = None
    if decision or entering:
        form = form_for(
            act.code,
            dossier=found,
            viewer=frame.viewer,
            today=frame.today,
            entering=entering and not decision,
        )
    context = {
        "space_crumbs": CRUMBS,
        "dossier": found,
        "rows": draft_rows(found),
        "form": form,
        "parts": parts_of(form, act.code) if form else [],
        "refusal": decision.reason,
        "act_url": act_path(act, found),
        "edit_url": edit_path(found),
        "entering": entering and not decision,
    }
    name = "check_offer" if found.is_offer else "check"
    return render(request, f"circuits/space/{name}.html", context)


def draft_rows(found: Dossier) -> list[dict[str, str]]:
    """Each answer of the draft with its « Modifier »."""
    if found.is_offer:
        return offer_rows(found)
    text = found.request
    edit_url = edit_path(found)
    adopted = "Décidée entre deux réunions" if text.between_meetings else ""
    if text.adopted_on:
        adopted = f"Réunion du {long_date(text.adopted_on)}"
    values = [
        ("Titre", found.title, "id_title"),
        ("Thème", found.theme, "id_theme"),
        ("Le constat", text.need, "id_need"),
        ("Ce que demande le conseil", text.wish, "id_wish"),
        ("Lieu", text.place, "id_place"),
        ("Quartier", text.quarter or "Tout le secteur", "id_quarter"),
        ("Commission", text.commission or "Aucune", "id_commission"),
        ("Adoption", adopted, "id_adopted_on"),
        ("Personne à contacter", text.contact, "id_contact"),
        (
            "Qui peut la lire",
            found.get_visibility_display(),
            "id_visibility",
        ),
    ]
    return [
        {"key": key, "value": str(value or ""), "url": f"{edit_url}#{anchor}"}
        for key, value, anchor in values
    ]


def offer_rows(found: Dossier) -> list[dict[str, str]]:
    """The same for the draft of an offre."""
    text = found.offer
    edit_url = edit_path(found)
    councils = listing([council.name for council in text.councils.all()])
    documents = listing([joined.title for joined in found.attachments.all()])
    values = [
        ("Titre", found.title, "id_title"),
        ("Thème", found.theme, "id_theme"),
        ("Ce que la Ville propose", text.proposal, "id_proposal"),
        ("Ce qui peut encore changer", text.open_points, "id_open_points"),
        ("Ce qui est déjà décidé", text.decided_points, "id_decided_points"),
        ("Forme", text.get_form_display(), "id_form"),
        ("Lieu", text.place or "Aucun", "id_place"),
        ("Rencontre", (text.event_on and long_date(text.event_on)) or "Aucune", "id_event_on"),
        ("Conseils", councils, "id_councils"),
        ("Réponse attendue", text.answer_by and by_the(text.answer_by), "id_answer_by"),
        ("Ce que la Ville publiera ensuite", text.publication_plan, "id_publication_plan"),
        ("Personne à contacter", text.contact, "id_contact"),
        ("Qui peut la lire", found.get_visibility_display(), "id_visibility"),
        ("Documents", documents or "Aucun", "id_documents"),
    ]
    return [
        {"key": key, "value": str(value or ""), "url": f"{edit_url}#{anchor}"}
        for key, value, anchor in values
    ]


@require_safe
@inside
def deposited(request: HttpRequest, frame: Frame, uuid: uuids.UUID) -> HttpResponse:
    """The page after sending, which can be visited again."""
    found = visible(frame, uuid)
    if found.is_draft:
        return redirect(found.private_url)
    if found.is_offer:
        return render(
            request,
            "circuits/space/submitted.html",
            {"space_crumbs": CRUMBS, "dossier": found, "next": SUBMITTED_NEXT},
        )
    assert found.promised_on
    context = {
        "space_crumbs": CRUMBS,
        "dossier": found,
        "next": [
            CONFIDENTIAL_NEXT if found.is_confidential else PROOFREAD_NEXT,
            "Elle trouve ensuite le service compétent, et vous l’écrit.",
            f"La Ville répond au plus tard le {week_date(found.promised_on)}. "
            "Si elle tarde, la plateforme la relance et le montre.",
        ],
        "lines": presenters.promise_lines(found, frame),
    }
    return render(request, "circuits/space/deposited.html", context)
