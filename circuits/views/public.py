"""The public pages: the demandes, one dossier. No account, one rule of visibility."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from circuits import cards, sentences
from circuits.filters import RequestFilter
from circuits.models import Answer, Dossier, Event, Kind
from circuits.views import presenters
from circuits.views.frame import Frame, frame_of
from circuits.views.links import linked_to
from circuits.views.offers import offer_context
from circuits.views.sharing import card_of, printed_address, share_of
from participation.following import follows_its_dossier
from participation.kept_pages import kept_while_nothing_is_written
from participation.lists import page_of
from participation.models import User

# Of one dossier, a join brings nothing twice.
JOINED = (
    "circuit",
    "merged_into",
    "participationrequest__quarter",
    "participationrequest__commission",
    "participationoffer",
)
PUBLIC_TEXTS = frozenset(
    {
        "milestone",
        "comment",
        "done",
        "abandon",
        "extension",
        "question",
        "reply",
        "wait",
        "minutes",
        "letter",
        "barred",
        "withdrawal",
        "reopening",
        "hidden",
        "precision",
    }
)


@require_safe
@kept_while_nothing_is_written
def requests(request: HttpRequest) -> HttpResponse:
    """`/demandes/`: every demande that this reader may see, newest first."""
    frame = frame_of(request)
    visible = Dossier.objects.visible_to(frame.viewer).deposited()
    filters = RequestFilter(
        request.GET, queryset=visible.filter(kind=Kind.REQUEST), frame=frame
    )
    page = page_of(filters.qs, request, total=filters.total)
    shown = cards.read(page.object_list)
    context = {
        "filters": filters,
        "panel": filters.panel("/demandes/", folded=bool(shown)),
        "list_url": "/demandes/",
        "crumbs": [("Accueil", "/")],
        "page_obj": page,
        "query": filters.query,
        "cards": [presenters.card(d, frame) for d in shown],
    }
    return render(request, "circuits/requests.html", context)


@require_safe
@kept_while_nothing_is_written
def dossier(request: HttpRequest, reference: str) -> HttpResponse:
    """`/dossiers/<number>/`: everything that the public may know of one dossier."""
    frame = frame_of(request)
    readable = Dossier.objects.visible_to(frame.viewer).filter(
        sent_at__isnull=False, reference=reference
    )
    if isinstance(request.user, User):
        readable = readable.annotate(followed=follows_its_dossier(request.user))
    found = cards.one(readable, reminders=False, more=JOINED)
    found = found or Dossier.objects.confidential().filter(reference=reference).one()
    if found is None:
        raise Http404
    if found.is_confidential:
        return render(request, "circuits/confidential.html", _sealed(found, frame))
    if found.is_offer:
        return render(request, "circuits/offer.html", offer_context(found, frame))
    return render(request, "circuits/dossier.html", public_context(found, frame))


def _sealed(found: Dossier, frame: Frame) -> dict[str, Any]:
    """What anybody knows of a confidential demande: its number and its state."""
    readable = Dossier.objects.visible_to(frame.viewer).filter(pk=found.pk)
    # The badges of these say why: an end, the reason of an extension.
    told_elsewhere = found.is_closed or bool(found.extended_months)
    return {
        "crumbs": [("Accueil", "/"), ("Demandes", "/demandes/")],
        "dossier": found,
        "title": found.public_title,
        "sentence": sentences.confidential_state(found, frame.today),
        "badge": None if told_elsewhere else presenters.badge_of(found, frame),
        "may_enter": readable.exists(),
    }


def public_context(found: Dossier, frame: Frame) -> dict[str, Any]:
    """What the public page shows; also « ce que voit le public » inside."""
    principals = found.principals
    events = presenters.public_record(found)
    published = published_answers(events)
    answer = published[0] if published else None
    council, theme = found.council, found.theme
    sentence = presenters.state_of(found, frame, summary=_summary(published))
    return {
        "crumbs": [("Accueil", "/"), ("Demandes", "/demandes/")],
        "dossier": found,
        "title": found.public_title,
        "council": council,
        "theme": theme,
        "sentence": sentence,
        "share": share_of(found, sentence),
        "printed": printed_address(found),
        "share_card": card_of(found, sentence),
        "badge": presenters.badge_of(found, frame),
        "reminders_label": presenters.reminders_label(found),
        "explanation": explanation(found, principals, frame),
        "steps": presenters.steps_of(found, frame.today),
        "fil": presenters.thread(found, frame),
        "request_text": found.request if found.text_is_public else None,
        "answer": presenters.answer_of(answer, found),
        "earlier": [presenters.answer_of(a, found, f"-{a.version}") for a in published[1:]],
        "entries": presenters.record_of(events, inside=False, shown_texts=PUBLIC_TEXTS),
        "snapshot": frame.at,
        "projects": found.projects.filter(live=True),
        "linked": linked_to(found, frame),
        "may_enter": frame.viewer.inside,
    }


def _summary(published: Sequence[Answer]) -> str:
    """Of a first answer only: the sentence gives its day."""
    return published[0].summary if len(published) == 1 else ""


def published_answers(events: Sequence[Event]) -> list[Answer]:
    """The answers that the record publishes, newest first: each has its event."""
    found = [e.answer for e in events if e.code in ("answer_published", "answer_deferred")]
    return [answer for answer in reversed(found) if answer is not None]


def explanation(found: Dossier, principals: list[Any], frame: Frame) -> list[str]:
    """How the dates of the page are computed: the step's, then the promise."""
    if found.is_closed or not principals:
        return []
    lines = presenters.explanation_of(principals[-1], found, frame)
    if found.answered_at is None:
        lines += presenters.promise_lines(found, frame)
    return lines
