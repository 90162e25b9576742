"""The public pages of the offres: the list, and one offre with its councils side by side."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from circuits import cards
from circuits.filters import OfferFilter
from circuits.models import Dossier, Kind
from circuits.views import offer_presenters, presenters
from circuits.views.frame import Frame, frame_of
from circuits.views.links import linked_to
from circuits.views.sharing import card_of, printed_address, share_of
from participation.french import file_size
from participation.kept_pages import kept_while_nothing_is_written
from participation.lists import page_of

# The suites, the bilan and the reasons stand in their own parts of the page.
ASKED = frozenset({"question", "reply"})
PUBLIC_TEXTS = frozenset({"suites", "bilan", "decline", "cancel", "question", "reply"})


@require_safe
@kept_while_nothing_is_written
def offers(request: HttpRequest) -> HttpResponse:
    """`/offres/`: every offre that was sent, newest first."""
    frame = frame_of(request)
    visible = Dossier.objects.visible_to(frame.viewer).filter(
        kind=Kind.OFFER, sent_at__isnull=False
    )
    filters = OfferFilter(request.GET, queryset=visible, frame=frame)
    page = page_of(filters.qs, request, total=filters.total)
    shown = cards.read(page.object_list, threads=True)
    context = {
        "filters": filters,
        "panel": filters.panel("/offres/", folded=bool(shown)),
        "list_url": "/offres/",
        "crumbs": [("Accueil", "/")],
        "page_obj": page,
        "query": filters.query,
        "cards": [presenters.card(dossier, frame) for dossier in shown],
    }
    return render(request, "circuits/offers.html", context)


def offer_context(found: Dossier, frame: Frame, *, inside: bool = False) -> dict[str, Any]:
    """What the page of an offre shows, in public unless `inside`."""
    ways = offer_presenters.ways_of(found)
    events = presenters.public_record(found)
    sentence = presenters.state_of(found, frame)
    return {
        "crumbs": [("Accueil", "/"), ("Offres", "/offres/")],
        "dossier": found,
        "offer": found.offer,
        "title": found.title,
        "theme": found.theme,
        "sentence": sentence,
        "share": share_of(found, sentence),
        "printed": printed_address(found),
        "share_card": card_of(found, sentence),
        "badge": presenters.badge_of(found, frame),
        "reminders_label": "",
        "explanation": offer_presenters.explanation(found, frame),
        "steps": offer_presenters.steps_of(found, frame.today),
        "rows": offer_presenters.rows_of(found, frame, inside=inside),
        "lanes": offer_presenters.lanes_of(found, ways, frame),
        "facts": offer_presenters.facts_of(found),
        "documents": [
            {"url": one.get_absolute_url(), "title": one.title, "size": file_size(one.size)}
            for one in found.attachments.all()
        ],
        "closing": offer_presenters.closing_texts(events),
        "entries": presenters.record_of(events, inside=False, shown_texts=ASKED),
        "snapshot": frame.at,
        "projects": found.projects.filter(live=True),
        "linked": linked_to(found, frame),
        "may_enter": frame.viewer.inside,
    }
