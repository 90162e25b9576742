"""The link of a mail: the form of one act, without sign-in. Reading it never acts.

The same door as the members' space (`views.acts`), held by the person of the link. A POST
asks for the CSRF token of its page on purpose: a program that only knows the address, as
the scanners of mail servers do, changes nothing whatever the method (P29).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from allauth.core.ratelimit import consume_or_429
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from circuits.actions.by_link import (
    Holding,
    act_by_link,
    done_with,
    holder_of,
    holding,
    refuse_over,
    say_not_mine,
)
from circuits.acts import ACTS
from circuits.addresses import private_path
from circuits.forms import FORMS
from circuits.mail_links import NOT_MINE, LinkRefused, MailLink, read_link
from circuits.models import Dossier, Event
from circuits.readers import viewer
from circuits.sentences import event_sentence
from circuits.tasks import sweep_soon
from circuits.views import presenters
from circuits.views.acts import DONE, Door, do, page, thread_at
from circuits.views.desk import visible
from circuits.views.frame import Frame, frame_of
from participation.clock import PARIS
from participation.french import by_the, week_date
from participation.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, signed: str) -> HttpResponse:
    """`/lien/<link>/`: show the act and its form; only the form acts."""
    frame = frame_of(request)
    try:
        asked = read_link(signed)
        person = holder_of(asked)
    except LinkRefused as refusal:
        tried = refusal.status == 404 and consume_or_429(
            request, action="mail_link", limit_get=True
        )
        return tried or _refused(request, frame, refusal)
    if request.user.is_authenticated and request.user != person:
        return _of_somebody_else(request, person)
    frame = replace(frame, viewer=viewer(person, frame.today, frame.town))
    try:
        held = holding(asked, at=frame.at)
        found = visible(frame, held.dossier.uuid)
    except LinkRefused as refusal:
        return _refused(request, frame, refusal, act=asked.act)
    except Http404:
        gone = LinkRefused("Vous n’avez plus accès à ce dossier.", 403)
        return _refused(request, frame, gone, act=asked.act)
    try:
        refuse_over(asked, held, at=frame.at)
    except LinkRefused as refusal:
        event = done_with(asked, held)
        if event is not None:
            return _done(request, frame, held, found, event)
        return _refused(request, frame, refusal, act=asked.act, held=held, found=found)
    if asked.act == NOT_MINE:
        return _not_mine(request, frame, asked, held, found)
    return _act(request, frame, asked, held, found)


@dataclass
class LinkDoor(Door):
    """The door of an act, opened by the person of a link."""

    link: MailLink
    holder: User
    template: ClassVar[str] = "circuits/link/act.html"

    @property
    def by(self) -> User:
        """Whose hand it is: that of the person to whom the link was sent."""
        return self.holder

    @property
    def entering(self) -> bool:
        """Nobody enters the act of somebody else by a link."""
        return False

    def perform(self, **given: Any) -> None:
        """Do the act, if the link still holds once the dossier is locked."""
        act_by_link(self.link, at=self.frame.at, **given)

    def done(self) -> HttpResponse:
        """The page of the link, which now says what was done: no session to tell it in."""
        return self.after()

    def after(self) -> HttpResponse:
        """The same: read again, it says when."""
        return redirect(self.request.path)

    def ways(self) -> dict[str, Any]:
        """Who acts, and the pages that may be read beside the form."""
        return {"holder": self.holder, **_around(self.found, self.thread)}


def _act(
    request: HttpRequest, frame: Frame, asked: MailLink, held: Holding, found: Dossier
) -> HttpResponse:
    council = held.thread.council.slug if held.thread else ""
    door = LinkDoor(
        request=request,
        frame=frame,
        found=found,
        rule=ACTS[asked.act],
        thread=thread_at(found, council),
        link=asked,
        holder=held.person,
    )
    if request.method == "POST":
        return do(door)
    return page(door, door.form(None))


def _not_mine(
    request: HttpRequest, frame: Frame, asked: MailLink, held: Holding, found: Dossier
) -> HttpResponse:
    """« Ce n’est pas à moi »: what it does and does not, then the button."""
    event = done_with(asked, held)
    if event is not None:
        return _done(request, frame, held, found, event)
    if request.method == "POST":
        try:
            say_not_mine(asked, at=frame.at)
        except LinkRefused as refusal:
            return _refused(request, frame, refusal, act=asked.act, held=held, found=found)
        sweep_soon()
        return redirect(request.path)
    owed = held.owed
    context = {
        **_about(frame, held, found),
        "duty": f"{owed.duty}, {by_the(owed.due_on)}",
        "phone": frame.town.agency_phone,
    }
    return render(request, "circuits/link/not_mine.html", context)


def _done(
    request: HttpRequest, frame: Frame, held: Holding, found: Dossier, event: Event
) -> HttpResponse:
    """What this person did, and when: after the act, and at each later reading."""
    local = event.at.astimezone(PARIS)
    act = str(event.data.get("act", event.code))
    context = {
        **_about(frame, held, found),
        "again": request.method == "POST",
        "done": DONE.get(act, "L’Agence est prévenue : elle vérifie à qui revient ce dossier."),
        "when": f"{week_date(local.date())} à {local.hour} h {local.minute:02d}",
        "what": event_sentence(event),
    }
    return render(request, "circuits/link/done.html", context)


def _about(frame: Frame, held: Holding, found: Dossier) -> dict[str, Any]:
    """The dossier as the pages of a link head it."""
    return {
        "holder": held.person,
        "dossier": found,
        "council": held.thread.council if held.thread else found.council,
        "sentence": presenters.state_of(found, frame),
        **_around(found, held.thread),
    }


def _around(found: Dossier, thread: Any) -> dict[str, str]:
    """Where the dossier is read: by everybody, and once signed in."""
    public = found.sent_at is not None and found.visibility == Dossier.Visibility.PUBLIC
    query = urlencode({"next": private_path(found, thread)})
    return {
        "public_url": found.get_absolute_url() if public else "",
        "sign_in_url": f"/connexion/?{query}",
    }


def _refused(
    request: HttpRequest,
    frame: Frame,
    refusal: LinkRefused,
    *,
    act: str = "",
    held: Holding | None = None,
    found: Dossier | None = None,
) -> HttpResponse:
    """What happened, that nothing changed, and how to go on; what was typed is kept."""
    about = _about(frame, held, found) if held and found else {"dossier": None}
    context = {
        "sign_in_url": "/connexion/",
        **about,
        "why": str(refusal),
        "typed": _typed(request, act),
        "phone": frame.town.agency_phone,
    }
    return render(request, "circuits/link/refused.html", context, status=refusal.status)


def _typed(request: HttpRequest, act: str) -> list[tuple[str, str]]:
    """The texts of a form that came too late, with their labels."""
    if request.method != "POST" or act not in FORMS:
        return []
    fields = FORMS[act].base_fields.items()
    typed = [(field.label, request.POST.get(name, "").strip()) for name, field in fields]
    return [(str(label), text) for label, text in typed if label and text]


def _of_somebody_else(request: HttpRequest, person: User) -> HttpResponse:
    """Two people in one browser are never mixed: neither of them acts."""
    context = {"holder": person, "reader": request.user}
    return render(request, "circuits/link/other.html", context, status=403)
