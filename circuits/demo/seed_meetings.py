"""The meetings of the demonstration, played through the same actions as real use.

After the dossiers, which their orders of the day name.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta

from circuits.actions import meetings as actions
from circuits.demo.meetings import TO_COME, WEEKDAYS, DemoMeeting, Report
from circuits.demo.meetings_held import HELD
from circuits.demo.places import COUNCILS
from circuits.demo.requests import REQUESTS
from circuits.demo.seed_acts import NAMESPACE, Defect, uuid_of
from circuits.demo.seed_moments import local, meeting_day
from circuits.demo.seed_people import Cast
from circuits.models import Dossier
from participation.models import ClosureDay, Meeting
from participation.working_days import WorkingCalendar

MEETINGS: tuple[DemoMeeting, ...] = (*HELD, *TO_COME)
EVENING = time(20, 40)
WEEK = timedelta(days=7)
DEMANDES = {request.key: request for request in REQUESTS}


def make_meetings(today: date) -> None:
    """Announce each meeting at its moment, then call it off or tell it.

    Raises:
        Defect: a meeting names a dossier that was not deposited yet.

    """
    maker = _Maker(today)
    for content in MEETINGS:
        maker.make(content)


class _Maker:
    """Makes one meeting after the other; knows the day, the people, the dossiers."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.calendar: WorkingCalendar = ClosureDay.objects.calendar()
        self.cast = Cast.load()
        self.places = {council.key: council for council in COUNCILS}
        self.dossiers: dict[uuid.UUID, Dossier] = Dossier.objects.in_bulk(field_name="uuid")

    def make(self, content: DemoMeeting) -> None:
        """Announce it; then what happened to it."""
        day = self.day_of(content)
        starts = local(day, time.fromisoformat(content.begins))
        council = self.places[content.council]
        place, address = content.place or (council.meeting_place, council.meeting_address)
        at = self._by_now(day, content.announced_days_before, 2)
        by = self.cast.persons[content.author]
        meeting = actions.announce_meeting(
            self.cast.councils[content.council],
            by=by,
            at=at,
            key=uuid.uuid5(NAMESPACE, f"meeting/{content.key}"),
            points=[
                actions.Point(item.title, item.text, self._reference(item.dossier, at))
                for item in content.items
            ],
            title=content.title,
            starts_at=starts,
            ends_at=local(day, time.fromisoformat(content.ends)),
            place=place,
            address=address,
            access=content.access,
            open_to_public=content.open_to_public,
        )
        if content.cancelled_days_before is not None:
            actions.cancel_meeting(
                meeting.pk,
                by=by,
                at=self._by_now(day, content.cancelled_days_before, 1),
                reason=content.cancelled_because,
            )
        if content.report is not None:
            self._tell(meeting, content, content.report)

    def day_of(self, content: DemoMeeting) -> date:
        """The day of the demande's adoption; else the council's weekday, never a day off."""
        if content.adopts:
            found = meeting_day(DEMANDES[content.adopts], self.today, self.calendar)
            assert found is not None, content.key
            return found
        day = self.today + timedelta(days=content.in_days)
        later = (WEEKDAYS[content.council] - day.weekday()) % 7
        past = content.in_days < 0
        day += timedelta(days=later) - (WEEK if past and later else timedelta())
        while not self.calendar.is_working(day):
            day += -WEEK if past else WEEK
        return day

    def _by_now(self, day: date, days_before: int, ago: int) -> datetime:
        """So many days before the meeting, and `ago` days from today at the latest."""
        latest = self.today - timedelta(days=ago)
        return local(min(day - timedelta(days=days_before), latest), EVENING)

    def _reference(self, key: str, at: datetime) -> str:
        if not key:
            return ""
        dossier = self.dossiers[uuid_of(DEMANDES[key])]
        if dossier.sent_at is None or dossier.sent_at >= at or not dossier.reference:
            raise Defect(f"L’ordre du jour nomme « {key} », qui n’était pas encore déposée.")
        return dossier.reference

    def _tell(self, meeting: Meeting, content: DemoMeeting, report: Report) -> None:
        by = self.cast.persons[content.author]
        title = DEMANDES[content.adopts].title
        at = local(meeting.day + timedelta(days=report.days_after), EVENING)
        first = actions.Wording(report.text.replace("{adopté}", title), report.present)
        actions.publish_minutes(meeting.pk, first, by=by, at=at)
        if report.adopted_days_after is None:
            return
        adopted = meeting.day + timedelta(days=report.adopted_days_after)
        second = actions.Wording(
            (report.corrected or report.text).replace("{adopté}", title),
            report.present,
            adopted_on=adopted,
            correction=report.correction
            or "Le conseil a adopté ce compte rendu sans changement.",
        )
        at = local(adopted + timedelta(days=1), EVENING)
        actions.publish_minutes(meeting.pk, second, by=by, at=at)


def meetings_found() -> bool:
    """Whether they are there."""
    return Meeting.objects.exists()
