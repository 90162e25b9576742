"""`/agenda/`: the meetings of the councils, one meeting, and the same for calendars.

Public, without exception: who may write about a meeting is decided in the members' space.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from participation import clock, ical
from participation.french import month_year, sentence_case, week_date
from participation.kept_pages import kept_while_nothing_is_written
from participation.lists import page_of
from participation.models import Council, Meeting, TownSettings
from participation.models.meetings import newest_first

# A calendar shows what is near: the rest is on the site.
FOLLOWED = timedelta(days=365)
# More than this to come is a mistake of ours, not a town's agenda.
MOST = 200


class AgendaFilter(forms.Form):
    """Which council."""

    conseil = forms.ChoiceField(required=False)

    def __init__(self, *, councils: Iterable[Council], label: str, chosen: str) -> None:
        """Unbound: what was asked is its initial value, already checked."""
        super().__init__(initial={"conseil": chosen}, auto_id="filtre-%s")
        field = self.fields["conseil"]
        assert isinstance(field, forms.ChoiceField)
        field.label = sentence_case(label)
        field.choices = [("", "Tous"), *((c.slug, c.name) for c in councils)]


@require_safe
@kept_while_nothing_is_written
def agenda(request: HttpRequest) -> HttpResponse:
    """What is to come, by month, then what was held, the latest first, page by page.

    An unknown council in the address is no filter.
    """
    at = clock.now()
    town = TownSettings.load(request_or_site=request)
    councils = list(Council.objects.filter(founded_on__lte=clock.local_day(at)))
    asked = request.GET.get("conseil", "")
    council = next((c for c in councils if c.slug == asked), None)
    meetings = Meeting.objects.for_list()
    if council is not None:
        meetings = meetings.filter(council=council)
    past = page_of(meetings.past(at), request)
    to_come = list(meetings.to_come(at)[:MOST]) if past.number == 1 else []
    slug = council.slug if council else ""
    context = {
        "council": council,
        "months": _by_month(to_come),
        "page_obj": past,
        "query": urlencode({"conseil": slug}) if slug else "",
        "form": AgendaFilter(councils=councils, label=town.council_singular, chosen=slug),
        "active_count": 1 if slug else 0,
        "calendar_url": _calendar_path(council),
        "crumbs": [("Accueil", "/")],
    }
    return render(request, "participation/agenda.html", context)


def _by_month(meetings: list[Meeting]) -> list[tuple[str, list[Meeting]]]:
    """« Avril 2026 » and its meetings, in order."""
    months = groupby(meetings, lambda meeting: sentence_case(month_year(meeting.day)))
    return [(month, list(some)) for month, some in months]


def _calendar_path(council: Council | None) -> str:
    return f"{council.get_absolute_url()}agenda.ics" if council else "/agenda.ics"


@require_safe
@kept_while_nothing_is_written
def meeting(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One meeting: when, where, what about, how to come, what was said.

    The words of the address follow the day: an older address leads to the present one.
    """
    found = get_object_or_404(Meeting.objects.whole(), pk=pk)
    address = found.get_absolute_url()
    if request.path != address:
        return redirect(address, permanent=False)
    at = clock.now()
    versions = newest_first(found)
    context: dict[str, Any] = {
        "meeting": found,
        "council": found.council,
        "begun": found.begun(at),
        "over": found.over(at),
        "minutes": versions[0] if versions else None,
        "earlier": versions[1:],
        "crumbs": [("Accueil", "/"), ("Agenda", "/agenda/")],
        "here": f"{found.council}, {week_date(found.day)}",
    }
    return render(request, "participation/meeting.html", context)


@require_safe
def meeting_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting, to add to a calendar."""
    found = get_object_or_404(Meeting.objects.whole(), pk=pk)
    return _calendar([found], found.council.name, f"reunion-{found.day}.ics")


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """`/agenda.ics`: every council's meetings of the last year and to come."""
    town = TownSettings.load(request_or_site=request)
    name = f"{sentence_case(town.council_plural)} de {town.name}"
    return _calendar(_followed(), name, "agenda.ics")


@require_safe
def council_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """`/conseils/<slug>/agenda.ics`: the same for one council."""
    council = get_object_or_404(Council, slug=slug)
    return _calendar(
        _followed().filter(council=council), council.name, f"agenda-{council.slug}.ics"
    )


def _followed() -> Any:
    first = clock.today() - FOLLOWED
    return Meeting.objects.since(first).select_related("council").prefetch_related("items")


def _calendar(meetings: Iterable[Meeting], name: str, file: str) -> HttpResponse:
    response = HttpResponse(
        ical.calendar_of(meetings, name), headers={"Content-Type": ical.CONTENT_TYPE}
    )
    response.headers["Content-Disposition"] = f'inline; filename="{file}"'
    return response
