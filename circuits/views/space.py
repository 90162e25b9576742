"""The members' space: À faire, drafts, one dossier with the form of its step."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from circuits import actions, permissions
from circuits.actions.gate import open_sides
from circuits.acts import ACTS
from circuits.errors import ActRefused, Stale
from circuits.forms import DraftForm, form_for
from circuits.models import Dossier, Obligation, ParticipationRequest
from circuits.views import presenters
from circuits.views.frame import Frame, inside, person
from circuits.views.public import page_of, public_context
from participation.clock import PARIS
from participation.french import long_date, week_date
from participation.models import Council

FEW = 25
CRUMBS = [("Accueil", "/"), ("Mon espace", "/espace/")]


@require_safe
@inside
def home(request: HttpRequest, frame: Frame) -> HttpResponse:
    """`/espace/`: what I owe, what others owe on my dossiers, my dossiers."""
    owed = Obligation.objects.owed_by(frame.viewer).with_dossier()
    todo = list(owed.order_by("due_on", "pk")[:FEW])
    mine = Dossier.objects.concerning(frame.viewer)
    waiting = (
        Obligation.objects.open()
        .filter(principal=True, dossier__in=mine)
        .exclude(pk__in=owed.values("pk"))
        .with_dossier()
        .order_by("due_on", "pk")
    )
    page = page_of(mine.deposited().for_cards(), request)
    drafts = mine.filter(deposited_at__isnull=True).select_related("council")
    context = {
        "todo": [presenters.obligation_row(o, frame) for o in todo],
        "todo_count": owed.count() if len(todo) == FEW else len(todo),
        "waiting": [presenters.obligation_row(o, frame) for o in waiting[:FEW]],
        "drafts": drafts.order_by("-updated_at")[:FEW],
        "page_obj": page,
        "query": "",
        "cards": [presenters.card(d, frame, private=True) for d in page],
        "may_write": bool(frame.viewer.mandates) or frame.viewer.agency,
    }
    return render(request, "circuits/space/home.html", context)


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
        choice = {"councils": councils, "space_crumbs": CRUMBS}
        return render(request, "circuits/space/choose_council.html", choice)
    key = _key(request)
    if request.method == "POST" and ParticipationRequest.objects.filter(uuid=key):
        # The same page sent twice: the draft exists, its own page goes on.
        return redirect("space_edit", key)
    form = _draft_form(request, frame, council)
    if request.method == "POST" and form.is_valid():
        draft = actions.start_draft(
            council, by=person(request), at=frame.at, key=key, **form.draft_fields()
        )
        return _after_draft(request, draft)
    return _draft_page(request, form, council, key=key)


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def edit(request: HttpRequest, frame: Frame, uuid: uuids.UUID) -> HttpResponse:
    """The text of a draft again."""
    draft = visible(frame, uuid)
    if not draft.is_draft:
        messages.info(request, "Cette demande est déjà déposée : son texte est figé.")
        return redirect(draft.private_url)
    text = draft.request
    assert draft.council is not None
    form = _draft_form(request, frame, draft.council, instance=text)
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
        except ActRefused as error:
            raise PermissionDenied(str(error)) from error
        else:
            return _after_draft(request, saved)
    return _draft_page(request, form, draft.council, draft=text, stale=stale)


def _council_asked(request: HttpRequest, councils: list[Council]) -> Council | None:
    if len(councils) == 1:
        return councils[0]
    asked = request.POST.get("conseil") or request.GET.get("conseil")
    return next((c for c in councils if c.slug == asked), None)


def _key(request: HttpRequest) -> uuids.UUID:
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
        "space_crumbs": CRUMBS,
        "parts": presenters.parts_of(form, "draft"),
        **more,
    }
    status = 409 if context["stale"] else 422 if form.errors else 200
    return render(request, "circuits/space/draft.html", context, status=status)


def _after_draft(request: HttpRequest, draft: ParticipationRequest) -> HttpResponse:
    if "continue" in request.POST:
        return redirect(draft.private_url)
    messages.success(request, "Brouillon enregistré.")
    return redirect("space_edit", draft.uuid)


def stale_words(error: Stale) -> str:
    """Who acted meanwhile, when, and what: shown above the text that is kept."""
    local = error.at.astimezone(PARIS)
    when = f"{week_date(local.date())} à {local.hour} h {local.minute:02d}"
    who = error.who or "Quelqu’un"
    return (
        f"{who} est intervenu entre-temps, le {when} : {error.what} "
        "Votre texte est gardé ci-dessous."
    )


def visible(frame: Frame, uuid: uuids.UUID) -> Dossier:
    """The dossier, when this person may read it inside; else it does not exist."""
    found: Dossier | None = (
        Dossier.objects.visible_to(frame.viewer)
        .select_related(
            "participationrequest__quarter",
            "participationrequest__commission",
            "participationrequest__contact",
            "holder",
            "deputy",
            "created_by",
        )
        .for_cards()
        .filter(uuid=uuid)
        .first()
    )
    if found is None:
        raise Http404
    return found


@require_safe
@inside
def dossier(request: HttpRequest, frame: Frame, uuid: uuids.UUID) -> HttpResponse:
    """One dossier inside: what is expected, the text, the answer, the record."""
    found = visible(frame, uuid)
    if found.is_draft:
        return _draft_check(request, frame, found)
    sides = set(open_sides(found))
    allowed = permissions.acts_open_to(frame.viewer, found, sides)
    return render(
        request,
        "circuits/space/dossier.html",
        {
            **public_context(found, frame),
            **private_context(found, frame),
            **_forms(found, frame, allowed, sides),
            "space_crumbs": CRUMBS,
        },
    )


def _forms(found: Dossier, frame: Frame, allowed: list[str], sides: set[str]) -> dict[str, Any]:
    """The form of the step on the page itself, the other acts as links."""
    main = allowed[0] if allowed else None
    form = None
    if main is not None:
        form = form_for(main, dossier=found, viewer=frame.viewer, today=frame.today)
    others = [act_link(code, found) for code in allowed[1:]]
    return {
        "owed": _owed(main, found, frame) if main else None,
        "parts": presenters.parts_of(form, main) if form and main else [],
        "main": ACTS[main] if main else None,
        "main_url": act_link(main, found)["url"] if main else "",
        "form": form,
        "others": others,
        "enterable": enterable(found, frame, allowed, sides),
    }


def _owed(act: str, found: Dossier, frame: Frame) -> dict[str, Any] | None:
    """Which date this act meets: the step's, or that of the side obligation it closes."""
    side = ACTS[act].side
    owed = found.principals[-1] if found.principals else None
    if side:
        owed = found.obligations.open().filter(kind=side).first()
    if owed is None or not owed.is_open:
        return None
    owed.dossier = found
    return presenters.obligation_row(owed, frame)


def enterable(
    found: Dossier, frame: Frame, allowed: list[str], sides: set[str]
) -> list[dict[str, str]]:
    """What the Agence may enter for somebody else at this step."""
    if not frame.viewer.agency or found.circuit is None or found.is_closed:
        return []
    codes = found.circuit.rules.acts_from(found.step)
    others = [c for c in codes if c not in allowed and "system" not in ACTS[c].roles]
    return [
        {**act_link(code, found), "url": f"{act_link(code, found)['url']}?saisie=1"}
        for code in others
    ]


def act_link(code: str, found: Dossier) -> dict[str, str]:
    """The button that leads to the form of an act."""
    rule = ACTS[code]
    url = reverse("space_act", args=[found.uuid, rule.slug])
    unused = dict.fromkeys(("name", "value", "small", "icon", "context", "disabled"), "")
    return {**unused, "label": rule.label, "url": url, "variant": "secondary"}


def private_context(found: Dossier, frame: Frame) -> dict[str, Any]:
    """What only this reader's side may know."""
    texts = {"milestone", "comment"}
    if frame.viewer.of_the_city:
        texts |= {"reason", "changes", "note"}
    # Avis lie in the register of the back office: here they would hide the acts.
    events = found.events.visible_to(frame.viewer, found).exclude(code="advised")
    events = events.told().order_by("position")
    roles = permissions.roles_on(frame.viewer, found)
    inner = bool(roles) or frame.viewer.of_the_city
    last = found.answers.order_by("version").last()
    show_draft = frame.viewer.of_the_city and last and not found.answered_at
    return {
        "title": found.title,
        "request_text": found.request,
        "entries": presenters.record_of(events, inside=inner, shown_texts=frozenset(texts)),
        "draft_answer": presenters.answer_of(last, found) if show_draft else None,
        "people": people_rows(found) if inner else [],
    }


def people_rows(found: Dossier) -> list[dict[str, str]]:
    """Who is who on the dossier, for the two sides that work on it."""
    request = found.request
    rows = [
        ("Personne à contacter au conseil", request.contact),
        ("Service pilote", found.service),
        ("Titulaire", found.holder),
        ("Suppléance", found.deputy),
        ("Élue ou élu référent", found.elected),
    ]
    return [{"key": key, "value": str(value)} for key, value in rows if value]


def _draft_check(request: HttpRequest, frame: Frame, found: Dossier) -> HttpResponse:
    """A draft's page is the summary before sending: check, then deposit."""
    entering = frame.viewer.agency and found.council_id not in frame.viewer.councils
    decision = permissions.may("deposit", frame.viewer, found)
    form = None
    if decision or entering:
        form = form_for(
            "deposit",
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
        "parts": presenters.parts_of(form, "deposit") if form else [],
        "refusal": decision.reason,
        "act_url": reverse("space_act", args=[found.uuid, ACTS["deposit"].slug]),
        "entering": entering and not decision,
    }
    return render(request, "circuits/space/check.html", context)


def draft_rows(found: Dossier) -> list[dict[str, str]]:
    """Each answer of the draft with its « Modifier »."""
    text = found.request
    edit_url = reverse("space_edit", args=[found.uuid])
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


@require_safe
@inside
def deposited(request: HttpRequest, frame: Frame, uuid: uuids.UUID) -> HttpResponse:
    """The page after sending, which can be visited again."""
    found = visible(frame, uuid)
    if found.is_draft:
        return redirect(found.private_url)
    assert found.promised_on
    context = {
        "space_crumbs": CRUMBS,
        "dossier": found,
        "next": [
            "L’Agence relit le texte sous deux jours ouvrés ; il devient alors public.",
            "Elle trouve ensuite le service compétent, et vous l’écrit.",
            f"La Ville répond au plus tard le {week_date(found.promised_on)}. "
            "Si elle tarde, la plateforme la relance et le montre.",
        ],
        "lines": presenters.promise_lines(found, frame),
    }
    return render(request, "circuits/space/deposited.html", context)
