"""What the benchmark reads: the demonstration, made as large as one asks.

The rows are those of `manage.py seed_demo --dossiers N`; here only one dossier is given a
long history, and the pages are chosen. Only for a scratch database.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

from django.core.management import call_command
from django.db.models import Count, Max

from circuits.demo.copies import copy_in, end_of_keys
from circuits.models import Dossier, Event, ParticipationRequest
from participation.models import Council
from search.bench.load import YARDSTICK

LONG = 300


def fill(dossiers: int, say: Callable[[str], None]) -> dict[str, str]:
    """Bring the base to this many dossiers; the pages to measure, by name."""
    said = StringIO()
    call_command("seed_demo", dossiers=dossiers, stdout=said)
    for line in said.getvalue().splitlines():
        if "dossiers de plus" in line:
            say(line.strip())
    shown = _a_long_dossier()
    council = Council.objects.annotate(count=Count("dossiers")).order_by("-count", "pk")[0]
    return {
        YARDSTICK: "/__yardstick/",
        "home": "/",
        "council": council.get_absolute_url(),
        "demandes": "/demandes/",
        "offres": "/offres/",
        "dossier": shown.get_absolute_url(),
        "search": "/recherche/?q=banc",
    }


def _a_long_dossier() -> Dossier:
    """A public demande in progress with a long history: `LONG` public events."""
    public = ParticipationRequest.objects.filter(
        sent_at__isnull=False, text_published_at__isnull=False, hidden_at=None,
        closed_at=None, visibility=Dossier.Visibility.PUBLIC,
    )  # fmt: skip
    shown = public.annotate(count=Count("events")).order_by("-count", "pk")[0]
    told = list(shown.events.filter(code="reminded").order_by("position")) or list(
        shown.events.filter(audience=Event.Audience.PUBLIC).order_by("position")[:1]
    )
    last = shown.events.aggregate(at=Max("at"), position=Max("position"))
    first = Event.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    more = []
    for rank in range(max(0, LONG - shown.count)):
        event = Event.objects.get(pk=told[rank % len(told)].pk)
        event.pk, event.position = first + rank, last["position"] + 1 + rank
        event.at = last["at"] + timedelta(seconds=rank)
        event.audience = Event.Audience.PUBLIC
        more.append(event)
    copy_in(Event, ((event, ()) for event in more))
    end_of_keys(Event)
    return shown
