"""`/dossiers/<number>/affiche.pdf`: the poster of a dossier that everybody reads."""

from __future__ import annotations

import hashlib

from allauth.core.ratelimit import consume_or_429
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from circuits import cards, posters
from circuits.letters import absolute
from circuits.models import Dossier
from circuits.posters import Poster
from circuits.views import presenters
from circuits.views.frame import Frame, frame_of
from participation.clock import midnight
from participation.french import long_date

KEPT_SECONDS = 24 * 60 * 60
FRESH_SECONDS = 600


@require_safe
def poster(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Drawn when asked for, once a version: the same words give the same bytes.

    Drawing costs more than a page: whoever asks for many in a minute is told to wait.
    """
    frame = frame_of(request)
    public = Dossier.objects.public().filter(reference=reference)
    found = cards.one(public, reminders=False, threads=True)
    if found is None:
        raise Http404
    said = _words(found, frame)
    version = _version(said)
    etag = quote_etag(version)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        drawn = cache.get(f"poster-{version}")
        if drawn is None:
            limited = consume_or_429(request, action="poster", limit_get=True)
            if limited:
                return limited
            drawn = posters.draw(said)
            cache.set(f"poster-{version}", drawn, KEPT_SECONDS)
        response = HttpResponse(drawn, content_type="application/pdf")
        response.headers["Content-Disposition"] = f'inline; filename="affiche-{reference}.pdf"'
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    return response


def _words(found: Dossier, frame: Frame) -> Poster:
    who = str(found.council) if found.council else f"Proposée par le service {found.service}"
    return Poster(
        number=found.label,
        title=found.public_title,
        who=who,
        state=presenters.state_of(found, frame),
        day=long_date(frame.today),
        url=absolute(found.get_absolute_url()),
        town=frame.town.name,
        at=midnight(frame.today),
    )


def _version(said: Poster) -> str:
    words = (posters.LAYOUT, *vars(said).values())
    return hashlib.sha256("\0".join(str(word) for word in words).encode()).hexdigest()[:32]
