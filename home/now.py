"""What the home page shows, read once per request, however many blocks show it.

The same for everybody: nothing here depends on who is signed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject
from django.http import HttpRequest

from circuits.models import Dossier, Kind
from circuits.views.frame import Frame
from circuits.views.now import Now, frame_for_everybody, now
from participation.french import week_date
from participation.models import Council, Meeting, Street
from participation.querysets import how_many
from participation.written_once import WrittenOnce

MEETINGS = 3
_SHOWN = ("pk", "title", "starts_at", "ends_at", "place", "open_to_public")


@dataclass
class HomeNow:
    """The day's facts; each is read when a block first asks for it."""

    frame: Frame

    @cached_property
    def dossiers(self) -> Now:
        """What moved, what is owed, what came of it (five queries)."""
        return now(self.frame)

    @cached_property
    def councils(self) -> list[Any]:
        """The councils of today with `waiting`, `coming` and `streets_known` (one query).

        `waiting`: its demandes without answer. `coming`: its next meetings, as rows.
        """
        return COUNCILS.objects(self.frame.today, self.frame.at)

    @cached_property
    def meetings(self) -> list[Meeting]:
        """The meetings that come next, of all councils."""
        every = [_meeting(row, council) for council in self.councils for row in council.coming]
        return sorted(every, key=lambda meeting: (meeting.starts_at, meeting.pk))[:MEETINGS]

    @property
    def streets_known(self) -> bool:
        """Whether « Mon quartier » has anything to answer."""
        return any(council.streets_known for council in self.councils)

    def facts(self) -> list[dict[str, Any]]:
        """Each council of the list beside the map: what it waits for, when it meets."""
        return [
            {
                "url": council.get_absolute_url(),
                "name": council.name,
                "accent": council.accent,
                "waiting": council.waiting,
                "meeting": _day(council.coming[0], council) if council.coming else "",
            }
            for council in self.councils
        ]


def _councils(today: date, at: datetime) -> Any:
    return (
        Council.objects.open_on(today)
        .select_related("territory")
        .annotate(
            waiting=how_many(_waiting()),
            coming=ArraySubquery(_coming(at)),
            streets_known=Exists(Street.objects.all()),
        )
    )


COUNCILS = WrittenOnce(_councils)


def _waiting() -> Any:
    public = Dossier.objects.public().filter(kind=Kind.REQUEST, council=OuterRef("pk"))
    return public.filter(answered_at__isnull=True, closed_at__isnull=True)


def _coming(at: datetime) -> Any:
    meetings = Meeting.objects.held().to_come(at).filter(council=OuterRef("pk"))
    return meetings.values(row=JSONObject(**{name: name for name in _SHOWN}))[:MEETINGS]


def _meeting(row: Mapping[str, Any], council: Council) -> Meeting:
    """A meeting of the list, from the row that came with its council."""
    moments = {name: datetime.fromisoformat(row[name]) for name in ("starts_at", "ends_at")}
    return Meeting(**{**row, **moments}, council=council)


def _day(row: Mapping[str, Any], council: Council) -> str:
    """« jeudi 2 avril 2026 »: of a meeting of the list."""
    return week_date(_meeting(row, council).day)


def of(request: HttpRequest) -> HomeNow:
    """The facts of this request: several blocks share them."""
    kept = getattr(request, "home_now", None)
    if kept is None:
        kept = HomeNow(frame_for_everybody(request))
        request.home_now = kept  # type: ignore[attr-defined]
    found: HomeNow = kept
    return found
