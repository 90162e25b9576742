"""`CLOCK_OFFSET_DAYS`: what happens in the days to come, seen without waiting."""

from __future__ import annotations

from typing import Any

import time_machine

from circuits.models import Rung, SweepRun
from circuits.sweep import sweep
from participation import clock
from participation.models import Mail
from tests.factories import World, paris
from tests.strict import StrictClient, signed_in


def test_fourteen_days_later_one_mail_each_the_badge_and_nothing_twice(
    world: World, settings: Any
) -> None:
    """Promise on 2 June; on Tuesday 26 May the clock is moved by fourteen days."""
    dossier = world.deposit(paris(2026, 4, 2))
    world.qualify(dossier, paris(2026, 4, 2, 11))
    world.accept(dossier, paris(2026, 4, 3, 11))
    world.sweep(paris(2026, 5, 26, 9))
    before = set(Mail.objects.values_list("pk", flat=True))
    with time_machine.travel(paris(2026, 5, 26, 10), tick=False):
        settings.CLOCK_OFFSET_DAYS = 14
        sweep(clock.now(), register_only=True)
        new = Mail.objects.exclude(pk__in=before)
        duty = new.filter(kind=Mail.Kind.DUTY)
        assert duty.exists()
        addresses = list(duty.values_list("address", flat=True))
        assert len(addresses) == len(set(addresses)), "two duty mails to one person"
        assert set(new.filter(code="M10").values_list("user", flat=True)) == {
            world.referent.pk,
            world.referent_deputy.pk,
        }
        page = StrictClient().get(f"/dossiers/{dossier.reference}/").content.decode()
        assert "En retard depuis 5\xa0jours ouvrés" in page
        assert "Date simulée" in page
        count, rungs = Mail.objects.count(), list(Rung.objects.values_list("pk", "state"))
        sweep(clock.now(), register_only=True)
        assert Mail.objects.count() == count
        assert list(Rung.objects.values_list("pk", "state")) == rungs
        assert SweepRun.objects.count() == 3


def test_the_agence_is_asked_to_call_the_council(world: World) -> None:
    dossier = world.deposit(paris(2026, 4, 2))
    world.sweep(paris(2026, 6, 3, 9))
    with time_machine.travel(paris(2026, 6, 3, 10), tick=True):
        agency = signed_in(world.agency)
        assert "l’appel au conseil" in agency.get("/espace/").content.decode()
        url = f"/espace/dossiers/{dossier.uuid}/noter-l-appel/"
        assert agency.get(url).status_code == 200
        done = agency.post(url, {"note": "Appel à la référente : dossier expliqué."})
        assert done.status_code == 302
        page = StrictClient().get(f"/dossiers/{dossier.reference}/").content.decode()
        assert "L’Agence a appelé le conseil." in page


def test_office_hours_hold_the_reminders_back_until_monday(world: World) -> None:
    dossier = world.deposit(paris(2026, 4, 2))
    world.sweep(paris(2026, 4, 2, 10))
    world.qualify(dossier, paris(2026, 4, 10, 17, 45))
    for moment in (paris(2026, 4, 10, 17, 50), paris(2026, 4, 11), paris(2026, 4, 12)):
        world.sweep(moment)
    assert not Mail.objects.filter(code="M3", address=world.head.email).exists()
    world.sweep(paris(2026, 4, 13, 8, 30))
    assert Mail.objects.filter(code="M3", address=world.head.email).count() == 1
