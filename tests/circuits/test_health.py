"""What the probe and the first screen of the back office say of the engine."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.admin.views import home

from circuits import health, panels
from circuits.models import Obligation, SweepRun
from participation import clock, outbox
from participation.groups import ensure_groups
from participation.models import ClosureDay, Mail
from tests.factories import World, paris
from tests.sign_in import open_session

MONDAY = paris(2026, 4, 20)


def queued(at: datetime, *, kind: str = "notice", address: str = "a@exemple.fr") -> Mail:
    return outbox.queue(
        outbox.Letter("M1", "Objet", "Texte"),
        address,
        kind=kind,
        identity=(at.isoformat(), kind),
        at=at,
        duty_day=clock.local_day(at) if kind == "duty" else None,
    )


def result(name: str) -> tuple[bool, str]:
    return next((ok, detail) for key, ok, detail in health.checks() if key == name)


def test_an_engine_that_never_passed_is_red(db: None) -> None:
    assert result("sweep") == (False, "le moteur de relances n’est jamais passé")


@pytest.mark.parametrize(("minutes", "well"), [(0, True), (14, True), (16, False)])
def test_a_pass_older_than_fifteen_minutes_is_red(db: None, minutes: int, well: bool) -> None:
    ended = timezone.now() - timedelta(minutes=minutes)
    SweepRun.objects.create(at=MONDAY, started_at=ended, finished_at=ended)
    assert result("sweep")[0] is well


def test_a_pass_that_never_ends_is_no_pass(db: None) -> None:
    """An engine that dies at each pass writes one row every three minutes all the same."""
    ended = timezone.now() - timedelta(minutes=30)
    SweepRun.objects.create(at=MONDAY, started_at=ended, finished_at=ended)
    SweepRun.objects.create(at=MONDAY, started_at=timezone.now())
    assert result("sweep") == (False, "dernier passage il y a 30\xa0minutes")


@pytest.mark.parametrize(
    ("kind", "written", "now", "well"),
    [
        ("notice", paris(2026, 4, 20, 10, 0), paris(2026, 4, 20, 10, 14), True),
        ("notice", paris(2026, 4, 20, 10, 0), paris(2026, 4, 20, 10, 16), False),
        ("account", paris(2026, 4, 18, 23, 0), paris(2026, 4, 18, 23, 30), False),
        # A duty mail waits for the office; the night and the week-end do not count.
        ("duty", paris(2026, 4, 17, 17, 29), paris(2026, 4, 19, 12, 0), True),
        ("duty", paris(2026, 4, 17, 17, 29), paris(2026, 4, 20, 8, 35), True),
        ("duty", paris(2026, 4, 17, 17, 29), paris(2026, 4, 20, 8, 50), False),
    ],
)
def test_a_mail_that_should_have_left_is_red_after_a_quarter_of_an_hour(
    db: None, kind: str, written: datetime, now: datetime, well: bool
) -> None:
    queued(written, kind=kind)
    assert health.oldest_mail(now)[1] is well


def test_a_mail_that_the_server_postpones_still_waits(db: None) -> None:
    mail = queued(MONDAY)
    Mail.objects.filter(pk=mail.pk).update(not_before=MONDAY + timedelta(hours=6))
    assert not health.oldest_mail(MONDAY + timedelta(hours=1))[1]


def test_what_left_or_failed_does_not_wait(db: None) -> None:
    mail = queued(MONDAY)
    for state in ("failed", "unknown"):
        Mail.objects.filter(pk=mail.pk).update(state=state)
        assert health.oldest_mail(MONDAY + timedelta(days=1))[1]


def test_failed_and_unknown_mails_are_told_and_do_not_stop_the_site(db: None) -> None:
    for number, state in enumerate(("failed", "failed", "unknown")):
        mail = queued(MONDAY, address=f"{number}@exemple.fr")
        Mail.objects.filter(pk=mail.pk).update(state=state)
    ok, detail = result("mails_in_trouble")
    assert ok
    assert detail == "2\xa0courriels en échec, 1\xa0courriel de sort inconnu"


def test_the_first_screen_names_what_is_late(world: World) -> None:
    dossier = world.deposit(paris(2026, 4, 2))
    world.qualify(dossier, paris(2026, 4, 8))
    fine = world.deposit(paris(2026, 4, 20), title="Rien ne presse")
    ensure_groups()
    world.agency.refresh_from_db()
    client = Client()
    with time_machine.travel(MONDAY, tick=False):
        open_session(client, world.agency)
        page = client.get("/admin/").content.decode()
    panel = page[page.index("ce-qui-est-en-retard-section") :]
    panel = panel[: panel.index("</section>")].replace("\xa0", " ")
    assert "A2 Attribution : 1 échéance en retard" in panel
    assert "Relecture du texte : 1 échéance en retard" in panel
    assert dossier.private_url in panel
    assert "en retard de 5 jours ouvrés" in panel
    assert fine.private_url not in panel
    assert "style=" not in panel


def test_it_stands_above_the_panels_of_wagtail() -> None:
    theirs = [
        thing.order
        for thing in vars(home).values()
        if isinstance(thing, type) and issubclass(thing, Component) and hasattr(thing, "order")
    ]
    assert panels.LatePanel.order < min(theirs)


def test_a_council_is_never_in_that_list(world: World) -> None:
    world.town.publish_at_once = True
    world.town.save()
    world.answered(paris(2026, 4, 2))
    calendar = ClosureDay.objects.calendar()
    assert Obligation.objects.open().get().due_on < date(2026, 6, 1)
    assert panels.late_groups(paris(2026, 6, 1), calendar) == []


def test_a_long_list_is_cut_and_counted(world: World) -> None:
    for _ in range(panels.NAMED + 3):
        world.deposit(paris(2026, 4, 2))
    calendar = ClosureDay.objects.calendar()
    with CaptureQueriesContext(connection) as captured:
        groups = {g["name"]: g for g in panels.late_groups(paris(2026, 5, 4), calendar)}
    assert len(captured) == 2
    group = groups["A1 Qualification"]
    assert group["count"] == f"{panels.NAMED + 3}\xa0échéances en retard"
    assert len(group["rows"]) == panels.NAMED
    assert group["more"] == "et 3\xa0autres"


def test_the_first_screen_says_how_many_reminders_wait_for_the_morning(
    world: World,
) -> None:
    calendar = ClosureDay.objects.calendar()
    assert panels.waiting_words(paris(2026, 4, 2, 20), calendar) == ""
    world.deposit(paris(2026, 4, 2, 20))
    # Good Friday and Easter Monday are not worked in Alsace-Moselle.
    words = panels.waiting_words(paris(2026, 4, 7, 7), calendar).replace("\xa0", " ")
    assert (
        words == "2 relances attendent le prochain matin ouvré : mardi 7 avril 2026, à 8 h 30."
    )
    assert "le prochain passage" in panels.waiting_words(paris(2026, 4, 7, 9), calendar)
    world.sweep(paris(2026, 4, 7, 9))
    assert panels.waiting_words(paris(2026, 4, 7, 20), calendar) == ""


def test_the_first_screen_says_which_mails_need_a_look(db: None) -> None:
    assert panels.mail_words() == []
    Mail.objects.filter(pk=queued(MONDAY).pk).update(state="failed")
    assert panels.mail_words() == ["1\xa0courriel en échec"]
