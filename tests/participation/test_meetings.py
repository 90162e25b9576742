"""`/agenda/`, one meeting, and calendars: what anybody reads of the councils' meetings."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from circuits.actions import meetings as actions
from participation import ical
from participation.clock import PARIS
from participation.models import AgendaItem, Meeting, Minutes
from participation.plain_text import as_html
from tests.factories import World, paris
from tests.factories.meetings import announce, tell
from tests.factories.pages import build_tree
from tests.strict import StrictClient

NOW = paris(2026, 4, 15, 9)
NEXT = paris(2026, 4, 28, 18, 30)
HOSTILE = (
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "🌳 فضاء أخضر للجميع",
    "a; b, c\nBEGIN:VEVENT",
)


@pytest.fixture
def now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield NOW


def read(address: str) -> str:
    answer = StrictClient().get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return unescape(answer.content.decode())


def events(address: str) -> list[Any]:
    answer = StrictClient().get(address)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


# --- The list ------------------------------------------------------------------------


def test_what_comes_is_by_month_and_what_is_over_comes_after(world: World, now: Any) -> None:
    held = announce(world, paris(2026, 3, 3, 18))
    tell(world, held)
    april, may = announce(world, NEXT), announce(world, paris(2026, 5, 19, 18))
    page = read("/agenda/")
    order = ["Avril\xa02026", april, "Mai\xa02026", may, "Réunions passées", held]
    marks = [o if isinstance(o, str) else o.get_absolute_url() for o in order]
    places = [page.index(mark) for mark in marks]
    assert places == sorted(places)
    assert f"{held.get_absolute_url()}#compte-rendu" in page


def test_a_meeting_that_goes_on_is_still_to_come(world: World, now: Any) -> None:
    announce(world, NOW - timedelta(minutes=30))
    assert "Réunions passées" not in read("/agenda/")


def test_the_list_is_of_one_council_when_asked(world: World, now: Any) -> None:
    mine = announce(world, NEXT)
    other = announce(world, NEXT, council=world.other_council)
    page = read(f"/agenda/?conseil={world.council.slug}")
    assert mine.get_absolute_url() in page
    assert other.get_absolute_url() not in page
    assert f"/conseils/{world.council.slug}/agenda.ics" in page
    assert other.get_absolute_url() in read("/agenda/?conseil=nulle-part")


def test_an_empty_agenda_says_so(world: World) -> None:
    assert "Pas de réunion annoncée" in read("/agenda/")
    assert "de ce conseil" in read(f"/agenda/?conseil={world.council.slug}")


def test_past_meetings_come_page_by_page(world: World, now: Any) -> None:
    for week in range(1, 15):
        announce(world, NOW - timedelta(weeks=week))
    assert "page=2" in read("/agenda/")
    second = read("/agenda/?page=2")
    assert second.count('class="ledger__row') == 2
    assert "Prochaines réunions" not in second


def test_lists_cost_no_more_with_more_meetings(
    world: World, now: Any, django_assert_max_num_queries: Any
) -> None:
    for week in range(1, 9):
        council = world.council if week % 2 else world.other_council
        tell(world, announce(world, NOW - timedelta(weeks=week), council=council))
        announce(world, NOW + timedelta(weeks=week), council=council)
    meeting = Meeting.objects.past(NOW).first()
    for address in ("/agenda/", "/agenda.ics", meeting.get_absolute_url()):
        with django_assert_max_num_queries(12):
            read(address)


# --- One meeting ---------------------------------------------------------------------


def test_a_meeting_says_when_where_what_and_how(world: World, now: Any) -> None:
    dossier = world.deposit(paris(2026, 4, 2))
    points = [
        actions.Point("Les bancs du canal", "- les compter\n- les situer"),
        actions.Point("La demande", reference=str(dossier.reference)),
    ]
    meeting = announce(world, NEXT, points=points, access="Tram ligne 1.\n\nDe plain-pied.")
    page = read(meeting.get_absolute_url())
    for words in (
        "mardi 28\xa0avril\xa02026",
        "de 18\xa0h\xa030 à 20\xa0h\xa030",
        "62 rue de Soultz",
        "Les bancs du canal",
        '<li dir="auto">les compter</li>',
        f'href="{dossier.get_absolute_url()}"',
        "Tram ligne 1.",
        f"/agenda/{meeting.pk}.ics",
        "Toutes et tous",
    ):
        assert words in page, words


def test_a_point_never_names_what_the_public_does_not_read(world: World, now: Any) -> None:
    hidden = world.deposit(paris(2026, 4, 2), visibility="members")
    meeting = announce(
        world, NEXT, points=[actions.Point("Un point", reference=str(hidden.reference))]
    )
    page = read(meeting.get_absolute_url())
    assert "Un point" in page
    assert str(hidden.reference) not in page
    assert hidden.title not in page


def test_an_old_address_leads_to_the_present_one(world: World, now: Any) -> None:
    meeting = announce(world, NEXT)
    answer = StrictClient().get(f"/agenda/{meeting.pk}-autre-jour/")
    assert answer.status_code == 302
    assert answer.url == meeting.get_absolute_url()
    assert StrictClient().get("/agenda/999-rien/").status_code == 404


def test_a_cancelled_meeting_stays_and_says_why(world: World, now: Any) -> None:
    meeting = announce(world, NEXT)
    actions.cancel_meeting(meeting.pk, by=world.agency, at=NOW, reason="Fuite d’eau.")
    assert "Fuite d’eau." in read(meeting.get_absolute_url())
    assert "Annulée" in read("/agenda/")


def test_each_version_of_a_compte_rendu_is_read(world: World, now: Any) -> None:
    meeting = announce(world, paris(2026, 3, 3, 18))
    tell(world, meeting, "Douze voix pour.")
    tell(
        world,
        meeting,
        "Onze voix pour.",
        correction="Le nombre de voix.",
        adopted_on=date(2026, 4, 7),
        at=NOW,
    )
    page = read(meeting.get_absolute_url())
    assert page.index("Onze voix pour.") < page.index("Douze voix pour.")
    assert "Le nombre de voix." in page
    assert "7\xa0avril\xa02026" in page
    assert "12\xa0personnes présentes" in page


def test_a_hidden_version_is_nowhere_and_the_page_says_why(world: World, now: Any) -> None:
    meeting = announce(world, paris(2026, 3, 3, 18))
    tell(world, meeting, "ZNOMZ habite au 12.")
    build_tree().council_page(world.council)
    actions.hide_minutes(meeting.pk, 1, by=world.agency, at=NOW, reason="Une personne nommée.")
    page = read(meeting.get_absolute_url())
    assert "Une personne nommée." in page
    for address in (
        meeting.get_absolute_url(),
        "/agenda/",
        "/agenda.ics",
        world.council.get_absolute_url(),
        "/recherche/?q=ZNOMZ",
    ):
        assert "habite au 12" not in read(address), address
    assert f"{meeting.get_absolute_url()}#compte-rendu" not in read("/agenda/")


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_was_pasted_is_read_and_never_run(world: World, now: Any, typed: str) -> None:
    meeting = announce(
        world,
        paris(2026, 3, 3, 18),
        title=typed.replace("\n", " "),
        place=typed.replace("\n", " "),
        access=typed,
        points=[actions.Point(typed.replace("\n", " "), typed)],
    )
    tell(world, meeting, typed * 50)
    # The strict client fails on scripts, handlers and broken HTML.
    read(meeting.get_absolute_url())
    read("/agenda/")
    (event,) = events("/agenda.ics")
    assert typed.replace("\n", " ") in event["SUMMARY"]


# --- Beside --------------------------------------------------------------------------


def test_a_council_s_page_names_its_next_meeting_and_last_comptes_rendus(
    world: World, now: Any, django_assert_max_num_queries: Any
) -> None:
    build_tree().council_page(world.council)
    coming, held = announce(world, NEXT), announce(world, paris(2026, 3, 3, 18))
    cancelled = announce(world, NOW + timedelta(days=1))
    actions.cancel_meeting(cancelled.pk, by=world.agency, at=NOW, reason="Malade.")
    tell(world, held)
    with django_assert_max_num_queries(14):
        page = read(world.council.get_absolute_url())
    assert coming.get_absolute_url() in page
    assert cancelled.get_absolute_url() not in page
    assert f"{held.get_absolute_url()}#compte-rendu" in page


def test_the_home_page_shows_what_comes_next(world: World, now: Any) -> None:
    tree = build_tree()
    tree.home.body = [("activity", None)]
    tree.home.save_revision().publish()
    meetings = [announce(world, NEXT + timedelta(days=n)) for n in range(4)]
    page = read("/")
    shown = [m.get_absolute_url() in page for m in meetings]
    assert shown == [True, True, True, False]


# --- Calendars -----------------------------------------------------------------------


def test_a_calendar_knows_a_meeting_for_life(world: World, now: Any) -> None:
    point = actions.Point("Les bancs; les arbres, le reste")
    meeting = announce(world, NEXT, points=[point])
    (before,) = events("/agenda.ics")
    assert before["UID"] == str(meeting.uuid)
    assert before["SEQUENCE"] == 0
    assert before["STATUS"] == "CONFIRMED"
    assert before["DTSTART"].dt.astimezone(UTC) == NEXT.astimezone(UTC)
    assert before["DTSTART"].params["TZID"] == "Europe/Paris"
    assert "Les bancs; les arbres, le reste" in before["DESCRIPTION"]
    assert before["LOCATION"] == "Centre socioculturel, 62 rue de Soultz"
    actions.cancel_meeting(meeting.pk, by=world.agency, at=NOW, reason="Grève.")
    (after,) = events(f"/agenda/{meeting.pk}.ics")
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == 1
    assert after["STATUS"] == "CANCELLED"
    assert after["SUMMARY"].startswith("Annulée")


def test_a_council_has_its_own_calendar(world: World, now: Any) -> None:
    mine = announce(world, NEXT)
    announce(world, NEXT, council=world.other_council)
    (event,) = events(f"/conseils/{world.council.slug}/agenda.ics")
    assert event["UID"] == str(mine.uuid)
    assert StrictClient().get("/conseils/nulle-part/agenda.ics").status_code == 404
    old = announce(world, paris(2025, 4, 1), at=paris(2025, 3, 1))
    assert str(old.uuid) not in {e["UID"] for e in events("/agenda.ics")}


def test_lines_are_folded_and_end_as_the_standard_says(world: World, now: Any) -> None:
    announce(world, NEXT, access="é🌳" * 200)
    sent = StrictClient().get("/agenda.ics").content
    lines = sent.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75


def test_the_rule_of_the_clock_change_is_the_real_one() -> None:
    zone = ical._paris().to_tz(lookup_tzid=False)
    moments = [datetime(2020, 1, 1, 12) + timedelta(days=n) for n in range(6200)]  # noqa: DTZ001
    moments += [datetime(2026, 3, 29, hour) for hour in (0, 1, 4, 5)]  # noqa: DTZ001
    moments += [datetime(2026, 10, 25, hour) for hour in (0, 1, 4, 5)]  # noqa: DTZ001
    for wall in moments:
        theirs, ours = wall.replace(tzinfo=zone), wall.replace(tzinfo=PARIS)
        assert theirs.utcoffset() == ours.utcoffset(), wall


# --- Text and tables -----------------------------------------------------------------


@given(st.text(max_size=300))
def test_plain_text_never_makes_a_tag_of_its_own(text: str) -> None:
    html = as_html(text)
    for tag in ('<p dir="auto">', "</p>", "<ul>", "</ul>", "<ol>", "</ol>", "<br>"):
        html = html.replace(tag, "")
    html = html.replace('<li dir="auto">', "").replace("</li>", "")
    assert "<" not in html
    assert ">" not in html


def test_paragraphs_and_lists() -> None:
    html = as_html("Un\ndeux\n\n- a\n• b\n1. c\n2) d\nfin - voilà")
    assert html == (
        '<p dir="auto">Un<br>deux</p><ul><li dir="auto">a</li><li dir="auto">b</li></ul>'
        '<ol><li dir="auto">c</li><li dir="auto">d</li></ol><p dir="auto">fin - voilà</p>'
    )


def test_sql_refuses_what_no_form_may_let_through(world: World) -> None:
    meeting = announce(world, NEXT)
    told = tell(world, meeting)
    AgendaItem.objects.create(meeting=meeting, position=1, title="Un")
    wrong = [
        lambda: Meeting.objects.update(ends_at=NEXT),
        lambda: Meeting.objects.update(cancelled_at=NOW),
        lambda: Meeting.objects.update(place=""),
        lambda: AgendaItem.objects.create(meeting=meeting, position=1, title="Deux"),
        lambda: AgendaItem.objects.create(meeting=meeting, position=2, title=""),
        lambda: Minutes.objects.filter(pk=told.pk).update(text="Autre chose."),
        lambda: Minutes.objects.filter(pk=told.pk).update(hidden_at=NOW),
        lambda: _again(told, version=2, correction=""),
        lambda: _again(told, version=1, correction=""),
    ]
    for act in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def _again(told: Minutes, **fields: Any) -> None:
    told.pk = None
    for name, value in fields.items():
        setattr(told, name, value)
    told._state.adding = True
    told.save()


def test_two_meetings_never_share_what_calendars_know(world: World) -> None:
    key = uuid.uuid4()
    first = announce(world, NEXT, key=key)
    assert announce(world, NEXT, key=key) == first
    assert Meeting.objects.count() == 1
