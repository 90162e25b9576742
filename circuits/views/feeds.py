"""The Atom feeds: public events in their sentences, of the town, a council, a dossier.

The same rows and the same words for everybody, whoever is signed in (circuits.md 9, P24);
`EventQuerySet.public` holds the rule of visibility, `sentences` the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.http import http_date
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from circuits import sentences
from circuits.followers import living_councils
from circuits.letters import absolute
from circuits.models import Dossier, Event
from circuits.querysets import EventQuerySet
from participation import clock
from participation.clock import PARIS, local_day, midnight
from participation.models import Council, TownSettings
from participation.smtp import own_domain

ENTRIES = 50
FRESH_SECONDS = 300
# What XML 1.0 cannot hold; and the marks that turn the direction of what follows, since
# a title that opens one without closing it would turn the whole entry.
UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
# Not the spaces that do not break: French needs them.
SPACES = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True)
class Channel:
    """What one feed is about, in public words."""

    path: str
    page: str
    title: str
    subtitle: str
    # Of an empty feed: a moment that does not move, so that its tag does not either.
    since: datetime


@require_safe
@cache_control(public=True, max_age=FRESH_SECONDS)
@conditional_page
def everything(request: HttpRequest) -> HttpResponse:
    """`/flux/dossiers.atom`: what happened last in every public dossier."""
    town = TownSettings.load(request_or_site=request)
    channel = Channel(
        path=reverse("feed_dossiers"),
        page="/",
        title=f"Demandes et offres – {town.name}",
        subtitle="Ce qui s’est passé, dossier par dossier, du plus récent au plus ancien.",
        since=midnight(local_day(datetime.fromtimestamp(0, tz=PARIS))),
    )
    return _answer(channel, Event.objects.public(), town)


@require_safe
@cache_control(public=True, max_age=FRESH_SECONDS)
@conditional_page
def council(request: HttpRequest, slug: str) -> HttpResponse:
    """`/conseils/<slug>/flux.atom`: the news of a council, by any name that it had.

    A council that was renamed or merged keeps its address: whoever reads it there goes on
    with the council that it has become, as by e-mail (circuits.md 10).
    """
    found = get_object_or_404(Council, slug=slug)
    living = living_councils(clock.today())
    now_named = living[found.pk]
    family = [pk for pk, other in living.items() if other.pk == now_named.pk]
    became = "" if found.pk == now_named.pk else f", devenu {now_named}"
    town = TownSettings.load(request_or_site=request)
    channel = Channel(
        path=reverse("feed_council", args=[slug]),
        page=found.get_absolute_url(),
        title=f"{found}{became} – {town.name}",
        subtitle="Ce que le conseil demande, ce que la Ville répond et lui propose.",
        since=midnight(found.founded_on),
    )
    return _answer(channel, Event.objects.public().of_councils(family), town)


@require_safe
@cache_control(public=True, max_age=FRESH_SECONDS)
@conditional_page
def dossier(request: HttpRequest, reference: str) -> HttpResponse:
    """`/dossiers/<number>/flux.atom`: the public record of one dossier.

    There is none of a dossier that the public does not read, were its number known.
    """
    found = get_object_or_404(Dossier.objects.public(), reference=reference)
    assert found.sent_at is not None
    town = TownSettings.load(request_or_site=request)
    channel = Channel(
        path=reverse("feed_dossier", args=[reference]),
        page=found.get_absolute_url(),
        title=f"{found.label} : {found.public_title} – {town.name}",
        subtitle="Ce qui s’est passé, du plus récent au plus ancien.",
        since=found.sent_at.astimezone(PARIS),
    )
    return _answer(channel, Event.objects.public().filter(dossier=found), town)


def _answer(channel: Channel, events: EventQuerySet, town: TownSettings) -> HttpResponse:
    """The newest events as Atom; `conditional_page` adds the tag and answers 304."""
    newest = list(events.told().order_by("-at", "-pk")[:ENTRIES])
    changed = newest[0].at.astimezone(PARIS) if newest else channel.since
    feed = DatedAtom(
        title=fit_for_xml(channel.title),
        link=absolute(channel.page),
        description="",
        subtitle=fit_for_xml(channel.subtitle),
        language="fr",
        author_name=fit_for_xml(town.name),
        feed_url=absolute(channel.path),
        feed_guid=_tag(channel.since, channel.path.strip("/")),
        changed=changed,
    )
    for event in newest:
        _add(feed, event)
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    response.headers["Last-Modified"] = http_date(changed.timestamp())
    return response


class DatedAtom(Atom1Feed):
    """Atom 1.0, as old as its newest entry or as what it is about: never « now »."""

    def latest_post_date(self) -> datetime:
        """The moment of the newest change."""
        changed: datetime = self.feed["changed"]
        return changed


def _add(feed: Atom1Feed, event: Event) -> None:
    """One event: the dossier and its sentence in the title, the council below."""
    about = event.dossier
    at = event.at.astimezone(PARIS)
    sentence = fit_for_xml(sentences.event_sentence(event))
    behalf = sentences.behalf_words(event)
    title = fit_for_xml(about.public_title)
    council = about.council or (event.thread.council if event.thread else None)
    feed.add_item(
        title=f"{about.label} – {sentence}",
        link=absolute(f"{about.get_absolute_url()}#evenement-{event.position}"),
        # A summary is HTML in Django's Atom: what people wrote is escaped here.
        description=format_html(
            "<p><strong>{}</strong></p><p>{}</p>{}",
            title,
            f"{sentence} {behalf}".strip(),
            format_html("<p>{}</p>", fit_for_xml(str(council))) if council else "",
        ),
        unique_id=_tag(event.at, f"{about.reference}:{event.position}"),
        pubdate=at,
        updateddate=at,
    )


def fit_for_xml(text: str) -> str:
    """The text on one line, without what no XML may hold."""
    return SPACES.sub(" ", UNFIT.sub("", text)).strip()


def _tag(at: datetime, what: str) -> str:
    """A name that never changes: RFC 4151, the site's host on the local day of `at`."""
    return f"tag:{own_domain()},{local_day(at).isoformat()}:{what}"
