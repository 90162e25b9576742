"""The one extension of a promise: once, at most two months, with a new clock (M11)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from circuits import actions, sentences
from circuits.errors import ActRefused
from circuits.models import Dossier, Rung
from circuits.sweep import sweep
from participation.models import ClosureDay, Mail
from tests.factories import World, paris

START = paris(2026, 4, 2)
WHY: dict[str, Any] = {"reason_code": "study", "text": "Un comptage est nécessaire."}


@pytest.fixture
def dossier(world: World) -> Dossier:
    """At A3 since 2 April: step due on 27 April, promise on 2 June."""
    found = world.deposit(START)
    world.qualify(found, START)
    world.accept(found, START)
    found.refresh_from_db()
    return found


def badge(dossier: Dossier, day: date) -> tuple[str, str]:
    calendar = ClosureDay.objects.calendar()
    said = sentences.badge(dossier, day, calendar, date(2018, 1, 1))
    return said.tone, said.label


def test_promise_and_step_move_and_the_council_is_told(world: World, dossier: Dossier) -> None:
    step = dossier.obligations.open().get(principal=True)
    before = step.due_on
    actions.extend(dossier.pk, by=world.agency, at=paris(2026, 4, 20), months=2, **WHY)
    dossier.refresh_from_db()
    step.refresh_from_db()
    # 2 August is a Sunday.
    assert dossier.promised_on == date(2026, 8, 3)
    promise = dossier.obligations.get(kind="promise")
    assert (promise.due_on, promise.clock) == (date(2026, 8, 3), 2)
    calendar = ClosureDay.objects.calendar()
    gained = calendar.count(date(2026, 6, 2), date(2026, 8, 3))
    assert step.due_on == calendar.add_working_days(before, gained)
    assert badge(dossier, date(2026, 7, 1)) == (
        "extended",
        "Prolongée\u00a0: une étude ou une mesure est nécessaire",
    )
    mail = Mail.objects.get(code="M11", address=world.referent.email)
    assert mail.subject.endswith("Prolongée jusqu’au 3 août 2026")
    assert "Un comptage est nécessaire." in mail.text


def test_p12_once_and_never_shorter(world: World, dossier: Dossier) -> None:
    for months in (0, 3, -1):
        with pytest.raises(ActRefused, match="un ou de deux mois"):
            actions.extend(dossier.pk, by=world.agency, at=START, months=months, **WHY)
    with pytest.raises(ActRefused, match="Expliquez"):
        actions.extend(
            dossier.pk, by=world.agency, at=START, months=1, reason_code="study", text=" "
        )
    for person in (world.holder, world.head, world.elected, world.referent):
        with pytest.raises(ActRefused, match="revient à"):
            actions.extend(dossier.pk, by=person, at=START, months=1, **WHY)
    old = dossier.promised_on
    actions.extend(dossier.pk, by=world.agency, at=START, months=1, **WHY)
    dossier.refresh_from_db()
    assert dossier.promised_on > old
    with pytest.raises(ActRefused, match="une seule fois"):
        actions.extend(dossier.pk, by=world.agency, at=START, months=1, **WHY)


def test_after_the_date_the_badge_is_no_longer_late(world: World, dossier: Dossier) -> None:
    for day in (paris(2026, 5, 4), paris(2026, 6, 3)):
        sweep(day, register_only=True)
    assert badge(dossier, date(2026, 6, 4))[0] == "late"
    actions.extend(dossier.pk, by=world.agency, at=paris(2026, 6, 4), months=1, **WHY)
    dossier.refresh_from_db()
    assert badge(dossier, date(2026, 6, 4))[0] == "extended"
    # Missed again: one more notice, and the first call is not doubled.
    sweep(paris(2026, 7, 3), register_only=True)
    assert dossier.events.filter(code="promise_missed").count() == 2
    assert dossier.obligations.open().filter(kind="call").count() == 1
    assert badge(dossier, date(2026, 7, 3))[0] == "late"


def test_an_extension_that_is_already_past_is_refused(world: World, dossier: Dossier) -> None:
    with pytest.raises(ActRefused, match="déjà passée"):
        actions.extend(dossier.pk, by=world.agency, at=paris(2026, 8, 3), months=2, **WHY)


def test_p01_the_old_clock_sends_nothing_more(world: World, dossier: Dossier) -> None:
    sweep(START, register_only=True)
    actions.extend(dossier.pk, by=world.agency, at=paris(2026, 4, 20), months=1, **WHY)
    moved = dossier.obligations.filter(clock=2)
    assert moved.count() == 2
    armed = Rung.objects.filter(obligation__in=moved, state="armed")
    assert set(armed.values_list("clock", flat=True)) == {2}
    assert not armed.filter(code="r0").exists()
    sweep(paris(2026, 4, 27), register_only=True)
    assert not Mail.objects.filter(code="M5").exists()


def test_a_closure_day_moves_an_extended_promise_and_back(
    world: World, dossier: Dossier
) -> None:
    actions.extend(dossier.pk, by=world.agency, at=paris(2026, 4, 20), months=2, **WHY)
    closed = ClosureDay.objects.create(day=date(2026, 8, 3), label="Pont")
    sweep(paris(2026, 4, 21), register_only=True)
    dossier.refresh_from_db()
    assert dossier.promised_on == date(2026, 8, 4)
    closed.delete()
    sweep(paris(2026, 4, 22), register_only=True)
    dossier.refresh_from_db()
    assert dossier.promised_on == date(2026, 8, 3)


def test_p16_an_extension_begins_no_second_ladder_of_six(
    world: World, dossier: Dossier
) -> None:
    """Five relances before it, one after it, and no more whatever the new clock has."""
    step = dossier.obligations.get(principal=True, step="A3")
    for day in ((4, 30), (5, 7), (5, 18), (6, 2), (6, 30)):
        sweep(paris(2026, *day, 9), register_only=True)
    sent = Rung.objects.filter(obligation=step, kind="relance", state="done")
    assert sent.count() == 5
    actions.extend(dossier.pk, by=world.agency, at=paris(2026, 7, 1), months=2, **WHY)
    for month, day in ((7, 6), (7, 13), (7, 20), (8, 3), (8, 31), (10, 5)):
        sweep(paris(2026, month, day, 9), register_only=True)
    assert sent.count() == 6
    told = dossier.events.filter(code="reminded", step="A3", data__kind="step")
    assert told.count() == 6
    again = Rung.objects.filter(obligation=step, kind="relance", clock=2)
    assert set(again.values_list("state", flat=True)) == {"done", "superseded"}
