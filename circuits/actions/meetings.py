"""What a council says of its meetings: announced, changed, called off, told.

One transaction each, on the locked meeting; whoever reads an old page is told who acted.
The right is asked again here, of the mandates of the day (circuits.md 2).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from circuits.errors import ActRefused, Stale
from circuits.readers import Viewer, viewer
from participation import meeting_rules
from participation.clock import local_day
from participation.models import AgendaItem, Council, Meeting, Minutes, User
from participation.models.meetings import MOST_ITEMS
from participation.permissions import Decision
from participation.registry import public_change

FIELDS = ("title", "starts_at", "ends_at", "place", "address", "access", "open_to_public")
CHANGED = "La réunion a été modifiée."
CALLED_OFF = "La réunion a été annulée."
TOLD = "Un compte rendu a été publié."


@dataclass(frozen=True)
class Point:
    """One point of the order of the day, in its order; `reference` is a dossier's."""

    title: str
    text: str = ""
    reference: str = ""


@dataclass(frozen=True)
class Wording:
    """One version of a compte rendu, as it is read: plain text, and nobody's name.

    `adopted_on` is the local day on which the council adopted it; `correction` says what
    changes, and is empty for the first version and only for it.
    """

    text: str
    present_count: int
    adopted_on: date | None = None
    correction: str = ""


def announce_meeting(
    council: Council,
    *,
    by: User,
    at: datetime,
    key: uuid.UUID,
    points: Sequence[Point] = (),
    **fields: Any,
) -> Meeting:
    """Put a meeting on the public agenda; `key` makes a double click one meeting.

    Args:
        council: whose meeting it is.
        by: a référent or deputy of the council, or the Agence.
        at: when it is announced, aware.
        key: made by the form.
        points: the order of the day.
        fields: those of `FIELDS`; the moments are aware.

    Raises:
        ActRefused: not of this council, the council is dissolved by then, or the end
            does not follow the beginning.

    """
    _refuse_impossible(fields, points)
    day = local_day(fields["starts_at"])
    _allowed(meeting_rules.may_announce(_who(by, at), council, day))
    with transaction.atomic():
        meeting, new = Meeting.objects.get_or_create(
            uuid=key,
            defaults={
                "council": council,
                "created_by": by,
                "created_at": at,
                "updated_by": by,
                "updated_at": at,
                **{name: fields[name] for name in FIELDS if name in fields},
            },
        )
        if new:
            _write(meeting, points)
            public_change(meeting)
        elif meeting.created_by_id != by.pk:
            raise ActRefused("Cette page n’est plus à jour : rouvrez-la depuis votre espace.")
    return meeting


def edit_meeting(
    meeting_pk: int,
    *,
    by: User,
    at: datetime,
    seen: int | None = None,
    points: Sequence[Point] = (),
    **fields: Any,
) -> Meeting:
    """Change day, place or order of the day, until the meeting begins.

    Raises:
        Stale: somebody changed it since the version `seen`.
        ActRefused: begun, cancelled, not of this council, or moved into the past.

    """
    _refuse_impossible(fields, points)
    with _locked(meeting_pk) as meeting:
        who = _mine(meeting, by, at)
        if seen not in (None, meeting.version):
            if _same(meeting, points, fields):
                return meeting
            raise _overtaken(meeting)
        _allowed(meeting_rules.may_edit(who, meeting, at))
        if fields["starts_at"] <= at:
            raise ActRefused("Ce jour et cette heure sont passés.")
        day = local_day(fields["starts_at"])
        _allowed(meeting_rules.may_announce(who, meeting.council, day))
        for name in FIELDS:
            if name in fields:
                setattr(meeting, name, fields[name])
        _moved(meeting, by, at)
        _write(meeting, points)
        public_change(meeting)
    return meeting


def cancel_meeting(
    meeting_pk: int, *, by: User, at: datetime, reason: str, seen: int | None = None
) -> Meeting:
    """Call a meeting off, with a reason that everybody reads; it stays on the agenda.

    Raises:
        Stale: somebody changed it since the version `seen`.
        ActRefused: called off already, told already, or not of this council.

    """
    with _locked(meeting_pk) as meeting:
        who = _mine(meeting, by, at)
        if meeting.cancelled and meeting.updated_by_id == by.pk:
            # The same page sent twice.
            return meeting
        if seen not in (None, meeting.version):
            raise _overtaken(meeting)
        told = meeting.minutes.exists()
        _allowed(meeting_rules.may_cancel(who, meeting, told=told))
        if not reason.strip():
            raise ActRefused("Dites au public pourquoi la réunion est annulée.")
        meeting.cancelled_at, meeting.cancel_reason = at, reason.strip()
        _moved(meeting, by, at)
        public_change(meeting)
    return meeting


def publish_minutes(
    meeting_pk: int, wording: Wording, *, by: User, at: datetime, seen: int | None = None
) -> Minutes:
    """Publish the compte rendu, or a new version of it that says what changes.

    Args:
        meeting_pk: which meeting.
        wording: what is published.
        by: a référent or deputy of the council, or the Agence.
        at: when, aware.
        seen: the last version when the page was opened, 0 for none.

    Raises:
        Stale: a version was published since.
        ActRefused: not begun, cancelled, or not of this council.

    """
    with _locked(meeting_pk) as meeting:
        who = _mine(meeting, by, at)
        last = meeting.minutes.select_related("published_by").order_by("version").last()
        version = last.version if last else 0
        if last is not None and seen not in (None, version):
            if all(getattr(last, name) == said for name, said in vars(wording).items()):
                return last
            raise Stale(str(last.published_by), last.published_at, TOLD, mine=False)
        _allowed(meeting_rules.may_tell(who, meeting, at))
        if bool(version) != bool(wording.correction):
            raise ActRefused("Une correction, et elle seule, dit ce qui change.")
        minutes = Minutes.objects.create(
            meeting=meeting,
            version=version + 1,
            published_by=by,
            published_at=at,
            **vars(wording),
        )
        public_change(meeting)
    return minutes


def hide_minutes(
    meeting_pk: int, version: int, *, by: User, at: datetime, reason: str
) -> Minutes:
    """Take the words of one version off every page, with a public reason. Idempotent.

    Raises:
        ActRefused: not of the Agence, no such version, or no reason.

    """
    with _locked(meeting_pk) as meeting:
        _allowed(meeting_rules.may_hide(_who(by, at)))
        minutes = meeting.minutes.filter(version=version).first()
        if minutes is None:
            raise ActRefused("Cette version n’existe pas.")
        if not reason.strip():
            raise ActRefused("Dites au public pourquoi ce texte est masqué.")
        if not minutes.hidden:
            minutes.hidden_at, minutes.hidden_reason = at, reason.strip()
            minutes.save(update_fields=["hidden_at", "hidden_reason"])
            public_change(meeting)
    return minutes


# --- Parts ---------------------------------------------------------------------------


def _who(by: User, at: datetime) -> Viewer:
    return viewer(by, local_day(at))


def _allowed(decision: Decision) -> None:
    if not decision:
        raise ActRefused(decision.reason)


def _mine(meeting: Meeting, by: User, at: datetime) -> Viewer:
    """Who acts, refused at once when the meeting is another council's."""
    who = _who(by, at)
    _allowed(meeting_rules.may_write(who, meeting.council_id))
    return who


def _overtaken(meeting: Meeting) -> Stale:
    words = CALLED_OFF if meeting.cancelled else CHANGED
    return Stale(str(meeting.updated_by), meeting.updated_at, words, mine=False)


def _refuse_impossible(fields: dict[str, Any], points: Sequence[Point]) -> None:
    """What the form has checked already, and SQL would refuse without a word."""
    if fields["ends_at"] <= fields["starts_at"]:
        raise ActRefused("La fin doit venir après le début.")
    if len(points) > MOST_ITEMS:
        raise ActRefused(f"L’ordre du jour a {MOST_ITEMS} points au plus.")


@contextmanager
def _locked(meeting_pk: int) -> Iterator[Meeting]:
    """The meeting as it is now, its row locked until the transaction ends."""
    with transaction.atomic():
        Meeting.objects.select_for_update(of=("self",)).only("pk").get(pk=meeting_pk)
        yield Meeting.objects.select_related("council", "updated_by").get(pk=meeting_pk)


def _moved(meeting: Meeting, by: User, at: datetime) -> None:
    meeting.version += 1
    meeting.updated_by, meeting.updated_at = by, at
    meeting.save()


def _write(meeting: Meeting, points: Sequence[Point]) -> None:
    """The order of the day as it is now, and no other."""
    meeting.items.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=position,
            title=point.title,
            text=point.text,
            reference=point.reference,
        )
        for position, point in enumerate(points, start=1)
    )


def _same(meeting: Meeting, points: Sequence[Point], fields: dict[str, Any]) -> bool:
    """Whether what is asked is there already: the second click of the same page."""
    if meeting.cancelled:
        return False
    known = [Point(i.title, i.text, i.reference) for i in meeting.items.order_by("position")]
    kept = all(getattr(meeting, name) == fields[name] for name in FIELDS if name in fields)
    return kept and known == list(points)
