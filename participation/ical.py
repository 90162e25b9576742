"""Meetings as a calendar that any programme reads (RFC 5545), without knowing HTTP.

A meeting keeps its UID for life; SEQUENCE counts its changes, so that calendars that
follow us move or strike out what they had.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from participation.clock import PARIS
from participation.models import Meeting

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Aux actes, Citoyens !//Agenda//FR"
# How often a calendar that follows us may ask again.
AGAIN = timedelta(hours=6)
SUMMER, WINTER = timedelta(hours=2), timedelta(hours=1)


def calendar_of(meetings: Iterable[Meeting], name: str) -> bytes:
    """The calendar as it is sent, in UTF-8.

    Args:
        meetings: with council and items loaded.
        name: what the calendar is called in the reader's programme, in French.

    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", PARIS.key)
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add_component(_paris())
    for meeting in meetings:
        calendar.add_component(_event(meeting))
    return bytes(calendar.to_ical())


def _paris() -> Timezone:
    """Europe/Paris by the rule of the European Union, in force since 1996.

    Written by hand: the package's own list of past changes has summer begin an hour late.
    """
    zone = Timezone()
    zone.add("tzid", PARIS.key)
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    summer.add("dtstart", datetime(1996, 3, 31, 2))  # noqa: DTZ001 local by definition
    summer.add("rrule", {"freq": "yearly", "bymonth": 3, "byday": "-1su"})
    summer.add("tzname", "CEST")
    winter.add("dtstart", datetime(1996, 10, 27, 3))  # noqa: DTZ001
    winter.add("rrule", {"freq": "yearly", "bymonth": 10, "byday": "-1su"})
    winter.add("tzname", "CET")
    for part, before, after in ((summer, WINTER, SUMMER), (winter, SUMMER, WINTER)):
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone


def _event(meeting: Meeting) -> Event:
    event = Event()
    event.add("uid", str(meeting.uuid))
    event.add("dtstamp", meeting.updated_at)
    event.add("created", meeting.created_at)
    event.add("last-modified", meeting.updated_at)
    event.add("sequence", meeting.version - 1)
    event.add("dtstart", meeting.starts)
    event.add("dtend", meeting.ends)
    event.add("summary", _summary(meeting))
    event.add("location", _where(meeting))
    event.add("description", _description(meeting))
    event.add("url", f"{settings.SITE_URL}{meeting.get_absolute_url()}")
    event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    event.add("categories", [meeting.council.name])
    return event


def _summary(meeting: Meeting) -> str:
    """What a month's view shows: the council first, and « Annulée » before everything."""
    words = f"{meeting.council.name} : {meeting.name}"
    return f"Annulée – {words}" if meeting.cancelled else words


def _where(meeting: Meeting) -> str:
    return ", ".join(part for part in (meeting.place, meeting.address) if part)


def _description(meeting: Meeting) -> str:
    """The order of the day, how to come and the page, as plain text."""
    parts = []
    if meeting.cancelled:
        parts.append(f"Réunion annulée : {meeting.cancel_reason}")
    items = [f"{item.position}. {item.title}" for item in meeting.items.all()]
    if items:
        parts.append("\n".join(["Ordre du jour :", *items]))
    if not meeting.open_to_public:
        parts.append("Réunion réservée aux membres du conseil.")
    if meeting.access:
        parts.append(f"Comment venir : {meeting.access}")
    parts.append(f"{settings.SITE_URL}{meeting.get_absolute_url()}")
    return "\n\n".join(parts)
