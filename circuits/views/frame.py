"""What a page knows before it looks at any dossier: the day, the calendar, the reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

from circuits.readers import Viewer, viewer
from participation import clock
from participation.clock import local_day
from participation.models import TownSettings, User
from participation.working_days import WorkingCalendar

View = Callable[..., HttpResponse]
# Where the POST of an expired session is shown back; home owns the page.
EXPIRED = "home.views.errors.session_expired"


@dataclass(frozen=True)
class Frame:
    """The edge of a request: read once, passed on."""

    at: datetime
    calendar: WorkingCalendar
    town: TownSettings
    viewer: Viewer

    @property
    def reads_as_everybody(self) -> bool:
        """Whether this reader sees what anybody sees, and nothing more."""
        return not self.viewer.inside

    @property
    def today(self) -> date:
        """The local day of the request."""
        return local_day(self.at)


def person(request: HttpRequest) -> User:
    """Who is signed in; only views behind `inside` ask."""
    if not isinstance(request.user, User):
        raise PermissionDenied("Connectez-vous.")
    return request.user


def frame_of(request: HttpRequest) -> Frame:
    """Read the clock, the calendar, the settings and who is there."""
    at = clock.now()
    town = TownSettings.load(request_or_site=request)
    return Frame(
        at=at,
        calendar=town.calendar(),
        town=town,
        viewer=viewer(request.user, local_day(at), town),
    )


def inside(view: View) -> View:
    """The rule of the members' space: signed in, with a mandate or a post.

    A POST without session gives back what was typed (the CSRF failure page does the
    same); a GET leads to the sign-in page and back.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            if request.method == "POST":
                from django.utils.module_loading import import_string

                response: HttpResponse = import_string(EXPIRED)(request)
                return response
            query = urlencode({"next": request.get_full_path()})
            return redirect(f"/connexion/?{query}")
        frame = frame_of(request)
        if not frame.viewer.inside:
            raise PermissionDenied(
                "Votre compte n’a ni mandat ni poste en cours. L’Agence peut vous aider."
            )
        return view(request, frame, *args, **kwargs)

    return guarded
