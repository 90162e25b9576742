"""One view for every act: the form of the step, the action, the next page.

A page that somebody overtook keeps what was typed and says who acted and when; a double
click is one act (architecture.md 6).
"""

from __future__ import annotations

import uuid as uuids
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from circuits import permissions
from circuits.actions import ACTIONS
from circuits.actions.gate import open_sides, refuse_stale
from circuits.acts import BY_SLUG, DRAFT_ACTS, Act
from circuits.addresses import private_path
from circuits.errors import ActRefused, Stale
from circuits.forms import FORMS, ActForm, form_for
from circuits.models import Dossier, OfferThread
from circuits.tasks import sweep_soon
from circuits.views import offer_presenters, presenters
from circuits.views.desk import CRUMBS, asked_of, stale_words, visible
from circuits.views.drafts import draft_rows
from circuits.views.form_parts import parts_of
from circuits.views.frame import Frame, inside, person
from circuits.views.space import private_context
from participation.models import User
from participation.permissions import Decision

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
    "answer_directly": "La réponse part à la signature.",
    "ask_complement": "La question est posée au conseil. Le délai est suspendu.",
    "schedule_meeting": "La rencontre est fixée ; le conseil en est prévenu.",
    "ask_wait": "C’est noté : l’Agence validera.",
    "confirm_wait": "Le délai de l’étape est suspendu. Le conseil en est prévenu.",
    "refuse_wait": "Le délai continue. Le service en est prévenu.",
    "answer_complement": "Votre réponse est envoyée. Le délai de la Ville reprend.",
    "resume": "Le délai reprend. Le conseil en est prévenu.",
    "report_meeting": "Le compte rendu est publié. Le conseil en est prévenu.",
    "ask_opinion": "L’avis est demandé à ce service.",
    "give_opinion": "Votre avis est transmis au service pilote.",
    "reassign": "Le dossier est réattribué. Le nouveau service en est prévenu.",
    "hand_over": "Le dossier a changé de mains.",
    "propose_transfer": "C’est noté : l’Agence décidera.",
    "keep_service": "Le service garde le dossier. Il en est prévenu.",
    "merge": "Les demandes sont fusionnées. Le conseil en est prévenu.",
    "transfer": "La demande est transmise, le dossier clos. Le conseil en est prévenu.",
    "ask_barring": "C’est noté : l’élue ou l’élu décidera.",
    "confirm_barring": "La demande est irrecevable, le dossier clos. Le conseil est prévenu.",
    "refuse_barring": "La demande est gardée. L’Agence en est prévenue.",
    "withdraw": "La demande est retirée, le dossier clos.",
    "close_dormant": "Le dossier est clos comme caduque. Le conseil en est prévenu.",
    "ask_precision": "Votre question est envoyée au service.",
    "ask_reasons": "Les motifs sont demandés au service.",
    "reopen": "Le dossier est rouvert. Chacun en est prévenu.",
    "hide_text": "Le texte est masqué. Le conseil en est prévenu.",
    "show_text": "Le texte est de nouveau public.",
    "extend": "Le délai est prolongé. Le conseil en est prévenu.",
    "declare_done": "La réalisation est déclarée. L’Agence la confirmera.",
    "confirm_done": "L’engagement est réalisé, le dossier clos. Le conseil en est prévenu.",
    "refuse_done": "L’engagement continue. Le service en est prévenu.",
    "abandon_commitment": "L’engagement est abandonné. Le conseil en est prévenu.",
    "approve_offer": "L’offre part à la signature.",
    "request_offer_changes": "L’offre est renvoyée au service.",
    "send_offer": "L’offre part aux conseils, qui sont prévenus.",
    "return_offer": "L’offre est renvoyée au service.",
    "add_council": "L’offre est aussi proposée à ce conseil, qui est prévenu.",
    "acknowledge_offer": "Merci : la Ville sait que le conseil a bien reçu l’offre.",
    "answer_offer": "La réponse du conseil est envoyée. Le service en est prévenu.",
    "ask_question": "Votre question est envoyée au service.",
    "answer_question": "Votre réponse est envoyée au conseil, avec sa nouvelle date.",
    "decline_offer": "Le conseil décline l’offre. Le service en est prévenu.",
    "withdraw_council": "Ce conseil n’est plus attendu. Il en est prévenu.",
    "publish_follow_up": "Les suites sont publiées. Chaque conseil en est prévenu.",
    "publish_assessment": "Le bilan est publié. L’offre est close.",
    "ask_cancellation": "L’annulation est demandée à l’élue ou à l’élu.",
    "confirm_cancellation": "L’offre est annulée. Les conseils sont prévenus.",
    "refuse_cancellation": "L’offre est maintenue. Le service en est prévenu.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def act(
    request: HttpRequest, frame: Frame, uuid: uuids.UUID, slug: str, council: str = ""
) -> HttpResponse:
    """`/espace/dossiers/<uuid>/<act>/`: ask, then do.

    On one council's thread of an offre: `…/conseil/<council>/<act>/`.
    """
    rule = BY_SLUG.get(slug)
    if rule is None or rule.code not in FORMS or rule.thread != bool(council):
        raise Http404
    found = visible(frame, uuid)
    door = Door(request, frame, found, rule, thread_at(found, council))
    if request.method == "POST":
        return do(door)
    decision = door.decision()
    if not decision and not door.entering:
        if door.own_roles:
            messages.info(request, decision.reason)
            return redirect(private_path(found, door.thread))
        # Whoever has no part in it learns whose it is, not why it is too late; an associated
        # service has a part as long as it owes its opinion.
        past = "associate" in rule.roles
        raise PermissionDenied(decision.reason if past else permissions.whose(rule.code, found))
    return page(door, door.form(None))


def thread_at(found: Dossier, council: str) -> OfferThread | None:
    """The way of this council through the offre; it does not exist when it has none."""
    if not council:
        return None
    for thread in offer_presenters.ways_of(found):
        if thread.council.slug == council:
            return thread
    raise Http404


@dataclass
class Door:
    """One act asked for on a page: by whom, on what."""

    request: HttpRequest
    frame: Frame
    found: Dossier
    rule: Act
    thread: OfferThread | None
    template: ClassVar[str] = "circuits/space/act.html"

    @property
    def by(self) -> User:
        """Whose hand it is: who is signed in."""
        return person(self.request)

    @property
    def own_roles(self) -> set[str]:
        """The roles of the person that may do it."""
        roles = permissions.roles_on(self.frame.viewer, self.found, self.thread)
        return set(roles) & set(self.rule.roles)

    @property
    def entering(self) -> bool:
        """Whether the Agence enters the act of another person."""
        if not self.frame.viewer.agency:
            return False
        if self.found.is_draft and self.rule.code not in DRAFT_ACTS:
            return False
        return not self.own_roles or "behalf_person" in self.request.POST

    @property
    def seen(self) -> int:
        """The version that a page opened now shows."""
        return (self.thread or self.found).version

    def decision(self) -> Decision:
        """Whether the person may do it now."""
        return permissions.may(
            self.rule.code,
            self.frame.viewer,
            self.found,
            set(open_sides(self.found)),
            thread=self.thread,
        )

    def overtaken(self) -> Stale | None:
        """Who acted since this page was opened, when somebody did."""
        seen = self.request.POST.get("seen", "")
        try:
            version = int(seen) if seen.isdigit() else None
            refuse_stale(self.found, self.rule.code, self.by, version, self.thread)
        except Stale as error:
            return error
        return None

    def form(self, data: Any) -> ActForm:
        """The form of the act."""
        return form_for(
            self.rule.code,
            data,
            dossier=self.found,
            thread=self.thread,
            viewer=self.frame.viewer,
            today=self.frame.today,
            entering=self.entering,
        )

    def perform(self, **given: Any) -> None:
        """Do the act; it asks everything again on the locked dossier."""
        ACTIONS[self.rule.code](self.found.pk, by=self.by, at=self.frame.at, **given)

    def done(self) -> HttpResponse:
        """The answer to an act that was done just now."""
        if self.rule.code in DONE:
            messages.success(self.request, DONE[self.rule.code])
        return self.after()

    def after(self) -> HttpResponse:
        """Where one goes on from, also when it had been done before."""
        if self.rule.code in ("deposit", "submit_offer"):
            return redirect("space_deposited", self.found.uuid)
        return redirect(private_path(self.found, self.thread))

    def ways(self) -> dict[str, Any]:
        """The links of the page around the form."""
        back = private_path(self.found, self.thread)
        return {"space_crumbs": [*CRUMBS, (self.found.label, back)], "back": back}


def do(door: Door) -> HttpResponse:
    """Do what was asked, or show the form again with the reason beside it."""
    request, found, rule = door.request, door.found, door.rule
    fresh = request.POST.get("seen") in (str(door.seen), "", None)
    decision = door.decision()
    if not decision and not door.entering:
        # An old form teaches nothing to the wrong person.
        unwritten = found.is_draft and rule.code not in DRAFT_ACTS
        if not door.own_roles or unwritten or (fresh and not rule.thread):
            raise PermissionDenied(decision.reason)
    form = door.form(request.POST)
    if fresh and not decision and not door.entering:
        # The town ended what the council was answering: its words are kept.
        form.add_error(None, decision.reason)
        return page(door, form, status=409)
    if not form.is_valid():
        overtaken = door.overtaken()
        if overtaken is None:
            return page(door, form, status=422)
        return door.after() if overtaken.mine else _overtaken(door, overtaken)
    try:
        door.perform(
            seen=form.cleaned_data.get("seen"),
            behalf=form.behalf(),
            **form.act_fields(),
        )
    except Stale as error:
        if error.mine:
            return door.after()
        return _overtaken(door, error)
    except ActRefused as error:
        form.add_error(None, str(error))
        return page(door, form, status=409)
    sweep_soon()
    return door.done()


def _overtaken(door: Door, error: Stale) -> HttpResponse:
    """Somebody acted meanwhile: what was typed, on the dossier as it is now.

    The person was told: sending this page again is a choice.
    """
    found = visible(door.frame, door.found.uuid)
    council = door.thread.council.slug if door.thread else ""
    now = replace(door, found=found, thread=thread_at(found, council))
    typed = door.request.POST.copy()
    typed["seen"] = str(now.seen)
    form = now.form(typed)
    return page(now, form, stale=stale_words(error), status=409)


def page(
    door: Door, form: ActForm, *, stale: str | None = None, status: int = 200
) -> HttpResponse:
    """The form of the act, with what one reads before doing it."""
    found, frame = door.found, door.frame
    context: dict[str, Any] = {
        **door.ways(),
        "dossier": found,
        "council": door.thread.council if door.thread else found.council,
        "act": door.rule,
        "form": form,
        "parts": parts_of(form, door.rule.code),
        "stale": stale,
        "rows": [],
        "draft_answer": None,
        "answers": [],
        "asked": asked_of(door.rule.code, found, door.thread),
    }
    if found.is_draft:
        context["rows"] = draft_rows(found)
    elif found.is_offer:
        context["sentence"] = presenters.state_of(found, frame)
        if door.rule.code == "publish_follow_up":
            context["answers"] = offer_presenters.answers_of(found)
    else:
        private = private_context(found, frame)
        context["draft_answer"] = private["draft_answer"]
        context["sentence"] = presenters.state_of(found, frame)
    return render(door.request, door.template, context, status=status)
