"""« Mon conseil », its meetings: announce, change, call off, tell.

Whoever speaks for the council writes, and the Agence for all; the others read the agenda.
"""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from circuits.actions import meetings as actions
from circuits.errors import ActRefused, Stale
from circuits.forms.meetings import CancelForm, HideForm, initial_of, rows_for
from circuits.views.choose import choose, council_doors
from circuits.views.desk import CRUMBS, stale_words
from circuits.views.drafts import draft_key
from circuits.views.frame import Frame, inside, person
from circuits.views.meeting_desk import (
    HERE,
    MeetingDesk,
    MinutesDesk,
    lines,
    seen_again,
    version_of,
    who_may_come,
)
from participation import meeting_rules
from participation.french import clock_time, week_date
from participation.lists import page_of, without_page
from participation.models import Council, Meeting
from participation.models.meetings import newest_first
from participation.permissions import Decision

# More comptes rendus to write than this, and the list says enough.
UNTOLD = 40


# --- Reading -------------------------------------------------------------------------


@require_safe
@inside
def home(request: HttpRequest, frame: Frame) -> HttpResponse:
    """`/espace/reunions/`: to come, to be told, told; of one's councils."""
    meetings = Meeting.objects.for_list()
    if not frame.viewer.agency:
        meetings = meetings.filter(council__in=frame.viewer.councils)
    past = meetings.past(frame.at)
    page = page_of(past, request)
    context = {
        "coming": meetings.to_come(frame.at),
        "untold": past.held().filter(has_minutes=False)[:UNTOLD],
        "page_obj": page,
        "query": without_page(request.GET),
        "writes": _councils(frame).exists(),
        "own": frame.viewer.speaks_for,
        "agency": frame.viewer.agency,
        "space_crumbs": CRUMBS,
    }
    return render(request, "circuits/space/meetings.html", context)


@require_safe
@inside
def meeting(request: HttpRequest, frame: Frame, uuid: uuids.UUID) -> HttpResponse:
    """One meeting inside: what the public reads, and what one may still do."""
    found = _mine(frame, uuid)
    versions = newest_first(found)
    who = frame.viewer
    context = {
        "meeting": found,
        "rows": _rows(found),
        "points": found.items.all(),
        "versions": versions,
        "may_edit": meeting_rules.may_edit(who, found, frame.at),
        "may_cancel": meeting_rules.may_cancel(who, found, told=bool(versions)),
        "may_tell": meeting_rules.may_tell(who, found, frame.at),
        "may_hide": meeting_rules.may_hide(who),
        "space_crumbs": HERE,
    }
    return render(request, "circuits/space/meeting.html", context)


# --- Writing -------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def new(request: HttpRequest, frame: Frame) -> HttpResponse:
    """Announce a meeting: choose the council when there are several, then the form."""
    councils = list(_councils(frame))
    if not councils:
        raise PermissionDenied(meeting_rules.NOT_YOURS)
    asked = request.POST.get("conseil") or request.GET.get("conseil")
    council = next((c for c in councils if c.slug == asked or len(councils) == 1), None)
    if council is None:
        return choose(
            request,
            "Annoncer une réunion : de quel conseil ?",
            council_doors(request, councils),
            title="Annoncer une réunion",
            crumbs=HERE,
            place="Annoncer",
        )
    key = draft_key(request)
    if request.method == "POST" and Meeting.objects.filter(uuid=key, council=council).exists():
        # The same page sent twice: the meeting is announced, its own page goes on.
        return redirect("space_meeting", key)
    place, _, address = council.meeting_place.partition(", ")
    initial = {"place": place, "address": address, "open_to_public": True}
    desk = MeetingDesk(request, frame, council, initial=initial, rows=rows_for([]), key=key)

    def perform(fields: dict[str, Any]) -> Meeting:
        return actions.announce_meeting(
            council, by=person(request), at=frame.at, key=key, **fields
        )

    return desk.answer(perform, "La réunion est publiée dans l’agenda.")


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def edit(request: HttpRequest, frame: Frame, uuid: uuids.UUID) -> HttpResponse:
    """Day, place and order of the day again, until the meeting begins."""
    found = _mine(frame, uuid)
    may = meeting_rules.may_edit(frame.viewer, found, frame.at)
    if not may and request.method != "POST":
        return _back(request, found, may)
    items = list(found.items.all())
    desk = MeetingDesk(
        request,
        frame,
        found.council,
        initial=initial_of(found),
        rows=rows_for(items),
        meeting=found,
    )
    if not may and "publish" not in request.POST:
        return desk.page(desk.again(), stale=f"{may.reason} Votre texte est gardé ci-dessous.")

    def perform(fields: dict[str, Any]) -> Meeting:
        return actions.edit_meeting(
            found.pk, by=person(request), at=frame.at, seen=desk.seen, **fields
        )

    return desk.answer(
        perform, "La réunion est modifiée : l’agenda et les calendriers suivent."
    )


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def cancel(request: HttpRequest, frame: Frame, uuid: uuids.UUID) -> HttpResponse:
    """Call a meeting off, with a public reason."""
    found = _mine(frame, uuid)
    told = bool(found.minutes.all())
    may = meeting_rules.may_cancel(frame.viewer, found, told=told)
    if not may and request.method != "POST":
        return _back(request, found, may)
    form = CancelForm(request.POST or None, initial={"seen": found.version})
    stale = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel_meeting(
                found.pk,
                by=person(request),
                at=frame.at,
                reason=form.cleaned_data["reason"],
                seen=form.cleaned_data["seen"],
            )
        except Stale as error:
            stale = stale_words(error)
            seen_again(form, version_of(found))
        except ActRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, "La réunion est annulée : l’agenda le dit à tout le monde."
            )
            return redirect("space_meeting", found.uuid)
    context = {"form": form, "meeting": found, "stale": stale, "space_crumbs": HERE}
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "circuits/space/meeting_cancel.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def minutes(request: HttpRequest, frame: Frame, uuid: uuids.UUID) -> HttpResponse:
    """Write the compte rendu or its correction, check it, publish it."""
    found = _mine(frame, uuid)
    may = meeting_rules.may_tell(frame.viewer, found, frame.at)
    if not may and request.method != "POST":
        return _back(request, found, may)
    last = next(iter(newest_first(found)), None)
    desk = MinutesDesk(request, frame, found, last)
    if not may:
        return desk.page(desk.again(), stale=f"{may.reason} Votre texte est gardé ci-dessous.")

    def perform(fields: dict[str, Any]) -> Meeting:
        wording = actions.Wording(**fields)
        actions.publish_minutes(
            found.pk, wording, by=person(request), at=frame.at, seen=desk.seen
        )
        return found

    return desk.answer(perform, "Le compte rendu est publié.")


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def hide(request: HttpRequest, frame: Frame, uuid: uuids.UUID, version: int) -> HttpResponse:
    """The Agence hides a version that should not have been published."""
    found = _mine(frame, uuid)
    may = meeting_rules.may_hide(frame.viewer)
    if not may:
        raise PermissionDenied(may.reason)
    shown = next((m for m in found.minutes.all() if m.version == version), None)
    if shown is None:
        raise Http404
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.hide_minutes(found.pk, version, by=person(request), at=frame.at, reason=reason)
        messages.success(request, "Le texte est masqué, et la page dit pourquoi.")
        return redirect("space_meeting", found.uuid)
    context = {"form": form, "meeting": found, "minutes": shown, "space_crumbs": HERE}
    status = 422 if form.errors else 200
    return render(request, "circuits/space/minutes_hide.html", context, status=status)


# --- Parts ---------------------------------------------------------------------------


def _councils(frame: Frame) -> Any:
    """The councils of today for which this person may announce a meeting."""
    councils = Council.objects.open_on(frame.today)
    if frame.viewer.agency:
        return councils
    return councils.filter(pk__in=frame.viewer.speaks_for)


def _mine(frame: Frame, uuid: uuids.UUID) -> Meeting:
    """The meeting, when this person may write about it."""
    found = get_object_or_404(Meeting.objects.whole(), uuid=uuid)
    decision = meeting_rules.may_write(frame.viewer, found.council_id)
    if not decision:
        raise PermissionDenied(decision.reason)
    return found


def _back(request: HttpRequest, found: Meeting, refused: Decision) -> HttpResponse:
    messages.info(request, refused.reason)
    return redirect("space_meeting", found.uuid)


def _rows(found: Meeting) -> list[dict[str, str]]:
    hours = f"de {clock_time(found.starts)} à {clock_time(found.ends)}"
    rows = [
        {"key": "Quand", "value": f"{week_date(found.day)}, {hours}"},
        {"key": "Lieu", "value": lines(found.place, found.address)},
        {"key": "Comment venir", "value": found.access},
        {"key": "Qui peut venir", "value": who_may_come(found.open_to_public)},
    ]
    if found.cancelled:
        rows.insert(0, {"key": "Annulée, parce que", "value": found.cancel_reason})
    return rows
