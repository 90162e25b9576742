"""The members' space: À faire, and one dossier with the form of its step."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from circuits import cards, permissions
from circuits.actions.gate import open_sides
from circuits.acts import Act
from circuits.forms import FORMS
from circuits.models import Dossier, Obligation, OfferThread
from circuits.querysets import DossierQuerySet
from circuits.views import offer_presenters, presenters
from circuits.views.desk import (
    CRUMBS,
    act_link,
    enterable,
    forms_for,
    inner_events,
    people_rows,
    texts_of,
    visible,
)
from circuits.views.drafts import draft_check
from circuits.views.frame import Frame, inside
from circuits.views.offers import offer_context
from circuits.views.public import public_context
from participation.lists import page_of
from participation.models import Council

FEW = 25
# What stands for a step whose clock stands still.
PAUSES = [
    Obligation.Kind.COMPLEMENT,
    Obligation.Kind.MEETING,
    Obligation.Kind.THIRD_PARTY,
]


@require_safe
@inside
def home(request: HttpRequest, frame: Frame) -> HttpResponse:
    """`/espace/`: what I owe, what others owe on my dossiers, my dossiers."""
    owed = Obligation.objects.owed_by(frame.viewer).with_dossier()
    todo = list(owed.order_by("due_on", "pk")[:FEW])
    mine = Dossier.objects.concerning(frame.viewer)
    waiting = (
        Obligation.objects.open()
        .filter(Q(principal=True, paused_on=None) | Q(kind__in=PAUSES))
        .filter(_about(mine, frame))
        .exclude(pk__any_of=ArraySubquery(owed.order_by().values("pk")))
        .filter(_awaited_by(frame))
        .with_dossier()
        .order_by("due_on", "pk")
    )
    page = page_of(mine.deposited(), request)
    shown = cards.read(page.object_list, threads=True)
    drafts = mine.filter(deposited_at__isnull=True).select_related("council", "service")
    context = {
        "todo": [presenters.obligation_row(o, frame) for o in todo],
        "todo_count": owed.count() if len(todo) == FEW else len(todo),
        "waiting": [presenters.obligation_row(o, frame) for o in waiting[:FEW]],
        "drafts": drafts.order_by("-updated_at")[:FEW],
        "page_obj": page,
        "query": "",
        "cards": [presenters.card(d, frame, private=True) for d in shown],
        "councils": Council.objects.filter(pk__in=frame.viewer.councils).order_by("name"),
        "may_write": bool(frame.viewer.mandates) or frame.viewer.agency,
        "may_offer": bool(frame.viewer.services | frame.viewer.headed),
    }
    return render(request, "circuits/space/home.html", context)


def _about(mine: DossierQuerySet, frame: Frame) -> Q:
    """What is about these dossiers: found by them, unless they are those of the whole town."""
    if frame.viewer.agency:
        return Q(dossier__in=mine)
    return Q(dossier__any_of=ArraySubquery(mine.order_by().values("pk")))


def _awaited_by(frame: Frame) -> Q:
    """A council waits for the town and for itself, not for the other councils."""
    if frame.viewer.of_the_city:
        return Q()
    return Q(thread=None) | Q(thread__council__in=frame.viewer.councils)


@require_safe
@inside
def dossier(request: HttpRequest, frame: Frame, uuid: uuids.UUID) -> HttpResponse:
    """One dossier inside: what is expected, the text, the answer, the record."""
    found = visible(frame, uuid)
    if found.is_draft:
        return draft_check(request, frame, found)
    if found.is_offer:
        return _offer(request, frame, found)
    sides = set(open_sides(found))
    allowed = permissions.acts_open_to(frame.viewer, found, sides)
    return render(
        request,
        "circuits/space/dossier.html",
        {
            **public_context(found, frame),
            **private_context(found, frame),
            **forms_for(found, frame, allowed),
            "enterable": enterable(found, frame, allowed, sides),
            "space_crumbs": CRUMBS,
        },
    )


def private_context(found: Dossier, frame: Frame) -> dict[str, Any]:
    """What only this reader's side may know."""
    events = inner_events(found, frame)
    roles = permissions.roles_on(frame.viewer, found)
    inner = bool(roles) or frame.viewer.of_the_city
    last = found.answers.order_by("version").last()
    show_draft = frame.viewer.of_the_city and last and last.published_at is None
    return {
        "title": found.title,
        "request_text": found.request,
        "entries": presenters.record_of(events, inside=inner, shown_texts=texts_of(frame)),
        "draft_answer": presenters.answer_of(last, found, "-projet") if show_draft else None,
        "people": people_rows(found) if inner else [],
    }


def _offer(request: HttpRequest, frame: Frame, found: Dossier) -> HttpResponse:
    """An offre inside: the councils side by side, and the form of what this person owes."""
    sides = set(open_sides(found))
    allowed = permissions.acts_open_to(frame.viewer, found, sides)
    ways = offer_presenters.ways_of(found)
    own = {
        way.pk: permissions.acts_open_to(frame.viewer, found, sides, thread=way) for way in ways
    }
    thread = _thread_asked(request, ways, own, allowed)
    offered = own[thread.pk] if thread else allowed
    asked = {way.council_id for way in ways}
    inner = frame.viewer.of_the_city or bool(asked & frame.viewer.councils)
    entered = enterable(found, frame, allowed, sides)
    for way in ways:
        entered += enterable(found, frame, own[way.pk], sides, way)
        if frame.viewer.agency and way != thread:
            entered += [_named_link(code, found, way) for code in own[way.pk]]
    forms = forms_for(found, frame, offered, thread)
    if thread:
        forms["possible"] += [act_link(code, found) for code in allowed if code in FORMS]
    return render(
        request,
        "circuits/space/offer.html",
        {
            **offer_context(found, frame, inside=True),
            **forms,
            "answers": _answers_to(forms["main"], found),
            "entries": _entries(found, frame, inner=inner),
            "people": people_rows(found) if inner else [],
            "enterable": entered,
            "elsewhere": [
                {"council": way.council.name, "url": f"?conseil={way.council.slug}"}
                for way in ways
                if own[way.pk]
                and (thread is None or way.pk != thread.pk)
                and _mine(way, own[way.pk], frame)
            ],
            "own_thread": thread,
            "rewrite_url": _rewrite_url(found, allowed),
            "space_crumbs": CRUMBS,
        },
    )


def _answers_to(main: Act | None, found: Dossier) -> list[dict[str, Any]]:
    """What the councils said, when the form asks what the town makes of it."""
    asked = main is not None and main.code == "publish_follow_up"
    return offer_presenters.answers_of(found) if asked else []


def _mine(way: OfferThread, acts: list[str], frame: Frame) -> bool:
    """Whether this person speaks for that council, or owes it an answer."""
    return way.council_id in frame.viewer.councils or "answer_question" in acts


def _named_link(code: str, found: Dossier, way: OfferThread) -> dict[str, str]:
    link = act_link(code, found, way)
    return {**link, "label": f"{link['label']} – {way.council}"}


def _entries(found: Dossier, frame: Frame, *, inner: bool) -> list[dict[str, Any]]:
    """The record; the names of a council's people stay with it and the town."""
    viewer = frame.viewer
    return [
        row
        for event in inner_events(found, frame)
        for row in presenters.record_of(
            [event],
            inside=inner
            and (
                viewer.of_the_city
                or event.thread is None
                or event.thread.council_id in viewer.councils
            ),
            shown_texts=texts_of(frame),
        )
    ]


def _rewrite_url(found: Dossier, allowed: list[str]) -> str:
    """Where a text that was sent back is written again."""
    return reverse("space_offer_edit", args=[found.uuid]) if "edit_offer" in allowed else ""


def _thread_asked(
    request: HttpRequest,
    ways: list[OfferThread],
    own: dict[int, list[str]],
    allowed: list[str],
) -> OfferThread | None:
    """The thread of the address; else, when nothing is owed on the offre, the first."""
    asked = request.GET.get("conseil")
    for way in ways:
        if way.council.slug == asked and own[way.pk]:
            return way
    asked_of_me = next((way for way in ways if "answer_question" in own[way.pk]), None)
    if asked_of_me or allowed:
        # A council that waits comes before what may be done at any time.
        return asked_of_me
    return next((way for way in ways if own[way.pk]), None)
