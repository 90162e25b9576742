"""The reminder engine, situation by situation: P1, P14–P17, P21–P23, P37.

What may happen in any order is in `tests/properties`; here each rule of circuits.md 5
and 12 has its own short story.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from circuits import actions, sentences
from circuits.actions import reminders
from circuits.actions.reminders import Pass
from circuits.models import Delivery, Dossier, Event, Obligation, Rung, SweepRun
from circuits.recipients import resolve
from circuits.sweep import sweep
from participation import outbox
from participation.models import ClosureDay, Mail, Mandate, TownSettings
from participation.smtp import ServerDown
from tests.circuits.snapshot import snapshot
from tests.factories import UserFactory, World, paris
from tests.factories.world import ACCEPTED, REFUSED

START = paris(2026, 4, 2)


def at_a3(world: World, at: datetime = START) -> Dossier:
    """« À l’étude » since `at`, its text proofread: one obligation besides the promise."""
    dossier = world.deposit(at)
    actions.proofread(dossier.pk, by=world.agency, at=at)
    world.qualify(dossier, at)
    world.accept(dossier, at)
    dossier.refresh_from_db()
    return dossier


def step_of(dossier: Dossier) -> Obligation:
    return dossier.obligations.open().get(principal=True)


def written(dossier: Dossier, code: str) -> list[str]:
    """The addresses that were written to for a rung, whatever the mail."""
    return sorted(
        Delivery.objects.filter(
            rung__obligation__dossier=dossier, rung__code=code, state="written"
        ).values_list("address", flat=True)
    )


def every_morning(world: World, first: date, last: date) -> None:
    """The engine passes at 9:00 every day of the calendar, worked or not."""
    day = first
    while day <= last:
        world.sweep(paris(day.year, day.month, day.day, 9))
        day += timedelta(days=1)


# --- The ladder, in a whole life ---


def test_the_ladder_of_a_service_told_to_whom_and_when(world: World) -> None:
    """circuits.md 5: due Wednesday 13 May 2026, begun on 16 April."""
    dossier = world.deposit(START)
    actions.proofread(dossier.pk, by=world.agency, at=START)
    world.qualify(dossier, paris(2026, 4, 13))
    world.accept(dossier, paris(2026, 4, 16))
    every_morning(world, date(2026, 4, 16), date(2026, 6, 20))
    step = step_of(dossier)
    assert step.due_on == date(2026, 5, 13)
    fired = {
        rung.code: rung.fired_at.date().isoformat() for rung in step.rungs.filter(state="done")
    }
    assert fired == {
        "r0": "2026-04-16",
        "r1": "2026-05-05",
        "r2": "2026-05-13",
        "r3": "2026-05-15",
        "r4": "2026-05-21",
        "r5": "2026-05-29",
        "r6": "2026-06-12",
    }
    town = TownSettings.load()
    owner = [world.holder.email]
    pair = [*owner, world.deputy.email]
    r4 = [*pair, world.head.email, town.agency_email]
    r5 = [*r4, world.directorate.email, world.elected.email]
    r6 = [*r5, world.general_direction.email]
    told = {
        "r0": [world.service.mailbox],
        "r1": owner,
        "r2": owner,
        "r3": pair,
        "r4": r4,
        "r5": r5,
        "r6": r6,
    }
    for code, people in told.items():
        assert sorted(
            step.rungs.get(code=code).deliveries.values_list("address", flat=True)
        ) == sorted(people), code
    reminded = Event.objects.filter(dossier=dossier, code="reminded", data__kind="step")
    assert [event.data["count"] for event in reminded] == [1, 2, 3, 4]
    assert all(event.audience == "public" for event in reminded)
    avis = Event.objects.filter(dossier=dossier, code="advised", data__kind="step")
    assert all(event.audience == "city" for event in avis)


@pytest.mark.parametrize(
    ("step", "owner", "above", "never"),
    [
        ("A1", "agency_mailbox", ["agency_direction"], ["general_direction"]),
        ("A2", "head", ["agency_mailbox", "directorate"], ["general_direction"]),
        ("A5", "elected", ["agency_mailbox"], ["directorate", "general_direction"]),
    ],
)
def test_each_owner_has_its_own_ladder(
    world: World, step: str, owner: str, above: list[str], never: list[str]
) -> None:
    """Never twice to the same person, and above an élu nobody but the Agence beside."""
    dossier = world.deposit(START)
    actions.proofread(dossier.pk, by=world.agency, at=START)
    if step != "A1":
        world.qualify(dossier, START)
    if step == "A5":
        world.accept(dossier, START)
        world.transmit(dossier, START)
        world.approve_service(dossier, START)
    every_morning(world, date(2026, 4, 2), date(2026, 5, 29))
    obligation = step_of(dossier)
    assert obligation.step == step
    addresses = {
        name: TownSettings.load().agency_email
        if name == "agency_mailbox"
        else getattr(world, name).email
        for name in (owner, *above, *never)
    }
    last = obligation.rungs.get(code="r6")
    told = set(last.deliveries.values_list("address", flat=True))
    assert told == {addresses[name] for name in (owner, *above)}
    for name in never:
        assert not Delivery.objects.filter(
            rung__obligation=obligation, address=addresses[name]
        ).exists()


def test_the_promise_has_its_own_rungs(world: World) -> None:
    dossier = at_a3(world)
    every_morning(world, date(2026, 4, 2), date(2026, 6, 20))
    promise = dossier.obligations.get(kind="promise")
    days = {rung.code: rung.fired_at.date() for rung in promise.rungs.filter(state="done")}
    assert days == {
        "p-10": date(2026, 5, 18),
        "p0": date(2026, 6, 2),
        "p+1": date(2026, 6, 3),
        "p+10": date(2026, 6, 16),
    }
    assert written(dossier, "p+1") == sorted(
        [world.referent.email, world.referent_deputy.email]
    )
    call = dossier.obligations.get(kind="call")
    assert (call.party, call.due_on) == ("agency", date(2026, 6, 10))
    actions.report_call(dossier.pk, by=world.agency, at=paris(2026, 6, 22))
    call.refresh_from_db()
    assert call.closing == "done"


# --- P15, P16: after an outage, one mail and not a burst ---


def test_p15_after_an_outage_only_the_highest_rung_leaves(world: World) -> None:
    """Of one to sixty days: one mail to a person, and not a burst."""
    dossier = at_a3(world)
    world.sweep(START)
    before = Mail.objects.filter(kind="duty").count()
    for days in range(1, 61):
        with transaction.atomic():
            back = START + timedelta(days=days)
            world.sweep(back)
            step = step_of(dossier)
            reached = step.rungs.filter(fire_on__lte=back.date()).exclude(state="skipped")
            states = list(reached.order_by("position").values_list("state", flat=True))
            assert states[0] == "done", "r0, before the outage"
            if Mail.objects.filter(duty_day=back.date()).exists() and len(states) > 1:
                lower = ["superseded"] * (len(states) - 2)
                assert states[1:] == [*lower, "done"], days
            told = Mail.objects.filter(kind="duty", duty_day=back.date())
            addresses = Counter(told.values_list("address", flat=True))
            assert set(addresses.values()) <= {1}
            world.sweep(back + timedelta(hours=1))
            after = Mail.objects.filter(kind="duty").count()
            assert after == before + len(addresses), days
            transaction.set_rollback(True)


def test_p15_a_higher_rung_overtakes_the_mail_that_waited(world: World) -> None:
    """Decided twice before it could be written: the person reads the latest only."""
    dossier = at_a3(world)
    step = step_of(dossier)
    for at in (paris(2026, 4, 29), paris(2026, 4, 30)):
        calendar = ClosureDay.objects.calendar()
        reminders.fire(dossier.pk, Pass.at_moment(at, calendar, TownSettings.load()))
    world.sweep(paris(2026, 4, 30))
    states = dict(
        Delivery.objects.filter(rung__obligation=step, address=world.holder.email).values_list(
            "rung__code", "state"
        )
    )
    assert states == {"r2": "dropped", "r3": "written"}


def test_p16_each_person_of_a_rung_has_a_mail_of_the_day(world: World) -> None:
    """Written together in one batch: nobody's mail takes the place of another's."""
    dossier = world.studied()
    sweep(paris(2026, 5, 21, 10), register_only=True)
    told = Delivery.objects.filter(
        rung__obligation__dossier=dossier, rung__kind="relance", rung__state="done"
    )
    assert told.count() >= 3
    assert set(told.values_list("state", flat=True)) == {"written"}
    mails = dict(told.values_list("address", "mail__address"))
    assert all(address == written for address, written in mails.items())
    assert len(set(told.values_list("mail", flat=True))) == len(mails)


def test_p16_no_more_than_six_relances_for_one_passage_at_a_step(world: World) -> None:
    dossier = at_a3(world)
    every_morning(world, date(2026, 4, 2), date(2026, 9, 30))
    done = step_of(dossier).rungs.filter(kind="relance", state="done")
    # The last two are told in the weekly table, and in no mail of their own.
    assert list(done.order_by("position").values_list("code", flat=True)) == [
        "r3", "r4", "r5", "r6", "r7", "r7b",
    ]  # fmt: skip
    by_day = Counter(Mail.objects.filter(kind="duty").values_list("address", "duty_day"))
    assert max(by_day.values()) == 1


def test_p16_several_things_due_are_one_table(world: World) -> None:
    for _ in range(3):
        at_a3(world)
    world.sweep(START)
    (mail,) = Mail.objects.filter(address=world.service.mailbox, kind="duty")
    assert mail.code == "Dg1"
    assert mail.deliveries.count() == 3
    one = at_a3(world, paris(2026, 4, 8))
    world.sweep(paris(2026, 4, 8))
    mail = Mail.objects.get(
        address=world.service.mailbox, kind="duty", duty_day=date(2026, 4, 8)
    )
    assert (mail.code, mail.reference) == ("M3", one.reference)


def test_p16_what_comes_after_the_mail_of_the_day_waits_for_tomorrow(world: World) -> None:
    at_a3(world)
    world.sweep(START)
    late = at_a3(world, paris(2026, 4, 2, 14))
    world.sweep(paris(2026, 4, 2, 14, 3))
    mails = Mail.objects.filter(address=world.service.mailbox, kind="duty")
    assert mails.count() == 1
    world.sweep(paris(2026, 4, 7, 9))
    assert mails.get(duty_day=date(2026, 4, 7)).reference == late.reference


class Wall:
    """A mail server that nobody reaches, until the test lets it answer."""

    up = False

    def send(self, mail: Mail) -> None:
        if not Wall.up:
            raise ServerDown("refused")

    def close(self) -> None:
        pass


def test_p16_a_mail_that_waited_for_the_server_is_the_mail_of_the_day_it_leaves(
    world: World, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_URL = "smtp://serveur.exemple.fr"
    monkeypatch.setattr(outbox, "Transport", Wall)
    Wall.up = False
    at_a3(world)
    sweep(START)
    at_a3(world, paris(2026, 4, 7))
    sweep(paris(2026, 4, 7))
    mails = Mail.objects.filter(address=world.service.mailbox, kind="duty")
    assert mails.get().state == "queued", "a second one would leave with the first"
    Wall.up = True
    sweep(paris(2026, 4, 7, 11))
    assert mails.get().state == "sent"
    sweep(paris(2026, 4, 7, 11, 3))
    assert mails.count() == 1, "one duty mail a day, counted on the day it leaves"
    sweep(paris(2026, 4, 8, 9))
    assert mails.count() == 2
    assert set(mails.values_list("state", flat=True)) == {"sent"}


# --- P1: a step that is entered again ---


def test_p01_a_step_entered_again_runs_on_a_new_clock(world: World) -> None:
    dossier = at_a3(world)
    every_morning(world, date(2026, 4, 2), date(2026, 4, 8))
    world.transmit(dossier, paris(2026, 4, 8, 11))
    actions.request_changes_service(
        dossier.pk, by=world.head, at=paris(2026, 4, 8, 12), changes="Plus court."
    )
    every_morning(world, date(2026, 4, 9), date(2026, 5, 5))
    clocks = dossier.obligations.filter(step="A3", principal=True).values_list(
        "clock", flat=True
    )
    assert sorted(clocks) == [1, 2]
    keys = Counter(
        Delivery.objects.filter(rung__obligation__dossier=dossier, state="written").values_list(
            "rung__obligation__kind",
            "rung__obligation__step",
            "rung__clock",
            "rung__code",
            "address",
        )
    )
    assert max(keys.values()) == 1


# --- P17: a second pass does nothing ---


@pytest.mark.parametrize("hour", [7, 10, 17, 22])
def test_p17_a_second_sweep_does_nothing(world: World, hour: int) -> None:
    at_a3(world)
    world.deposit(START)
    world.answered(START, REFUSED)
    for day in (date(2026, 4, 7), date(2026, 5, 4), date(2026, 6, 3), date(2026, 6, 16)):
        at = paris(day.year, day.month, day.day, hour)
        world.sweep(at)
        once = snapshot()
        counts = world.sweep(at)
        assert snapshot() == once
        assert set(counts.values()) == {0}, (at, counts)


def test_p17_a_dry_run_says_what_would_happen_and_does_nothing(world: World) -> None:
    at_a3(world)
    before = snapshot()
    at = paris(2026, 5, 7)
    said = sweep(at, dry_run=True).counts
    assert snapshot() == before
    assert not SweepRun.objects.exists()
    done = world.sweep(at)
    assert (said["due"], said["superseded"]) == (done["due"], done["superseded"])
    assert said["sent"] == done["sent"] > 0


@pytest.mark.parametrize("rhythm", ["hourly", "daily", "after a week"])
def test_p18_missed_ticks_do_not_matter(world: World, rhythm: str) -> None:
    """The same steps end the same way; only lower rungs may be superseded."""
    dossier = at_a3(world)
    day, last = date(2026, 4, 2), date(2026, 5, 22)
    while day <= last:
        hours = range(8, 19) if rhythm == "hourly" else [9]
        if rhythm != "after a week" or day.weekday() == 4:
            for hour in hours:
                world.sweep(paris(day.year, day.month, day.day, hour, 45))
        day += timedelta(days=1)
    states = dict(step_of(dossier).rungs.values_list("code", "state"))
    settled = {code for code, state in states.items() if state in ("done", "superseded")}
    assert settled == {"r0", "r1", "r2", "r3", "r4", "r5"}
    assert states["r5"] == "done"
    assert states["r6"] == "armed"


# --- P21: the clock changes, and steps back ---


@pytest.mark.parametrize(
    ("begun", "sunday"),
    [(paris(2026, 3, 24), date(2026, 3, 29)), (paris(2026, 10, 20), date(2026, 10, 25))],
    ids=["23 hours", "25 hours"],
)
def test_p21_over_a_change_of_the_clock_each_rung_leaves_once_in_office_hours(
    world: World, begun: datetime, sunday: date, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[str, datetime]] = []
    moment: dict[str, datetime] = {}

    class Watch(Wall):
        def send(self, mail: Mail) -> None:
            if mail.kind == "duty":
                sent.append((mail.message_id, moment["at"]))

    settings.EMAIL_URL = "smtp://serveur.exemple.fr"
    monkeypatch.setattr(outbox, "Transport", Watch)
    dossier = world.deposit(begun)
    actions.proofread(dossier.pk, by=world.agency, at=begun)
    at = datetime.combine(sunday, datetime.min.time(), tzinfo=UTC) - timedelta(days=6)
    end = at + timedelta(days=13)
    back = {3: False, 7: False}
    while at < end:
        moment["at"] = at
        sweep(at)
        at += timedelta(minutes=47)
        day = (end - at).days
        if back.get(day) is False:
            back[day] = True
            at -= timedelta(hours=2)
    assert sent
    assert max(Counter(identity for identity, _ in sent).values()) == 1
    for _, when in sent:
        wall = when.astimezone(begun.tzinfo)
        assert wall.weekday() < 5
        assert (8, 30) <= (wall.hour, wall.minute) < (17, 30)
    step = step_of(dossier)
    reached = step.rungs.filter(fire_on__lt=end.date()).exclude(state="skipped")
    assert set(reached.values_list("state", flat=True)) == {"done"}


def test_p21_a_clock_stepped_back_two_hours_doubles_nothing(world: World) -> None:
    at_a3(world)
    world.sweep(paris(2026, 4, 7, 9))
    once = snapshot()
    for at in (paris(2026, 4, 7, 7), paris(2026, 4, 6, 23), paris(2026, 4, 7, 9)):
        world.sweep(at)
        assert snapshot() == once


# --- P22: who is written to, and when ---


def test_p22_receipts_leave_at_once_and_duties_in_the_morning(world: World) -> None:
    evening = paris(2026, 4, 2, 21)
    dossier = world.deposit(evening)
    world.sweep(evening)
    assert set(Mail.objects.values_list("code", "state")) == {("M1", "kept")}
    for holiday in (paris(2026, 4, 3, 10), paris(2026, 4, 4, 10), paris(2026, 4, 6, 10)):
        world.sweep(holiday)
    assert not Mail.objects.filter(kind="duty").exists()
    world.sweep(paris(2026, 4, 7, 8, 29))
    assert not Mail.objects.filter(kind="duty").exists()
    world.sweep(paris(2026, 4, 7, 8, 30))
    assert Mail.objects.filter(kind="duty", state="kept").exists()
    assert step_of(dossier).started_on == date(2026, 4, 7)


def deactivate(*people: Any) -> None:
    for person in people:
        person.is_active = False
        person.save()


def roles_told(world: World, dossier: Dossier, *roles: str) -> list[str]:
    dossier = Dossier.objects.get(pk=dossier.pk)
    found = resolve(roles, dossier, date(2026, 4, 8), TownSettings.load())
    return [recipient.address for recipient in found]


def test_p22_when_nobody_is_left_someone_above_is_told(world: World) -> None:
    dossier = at_a3(world)
    agency = TownSettings.load().agency_email
    assert roles_told(world, dossier, "holder") == [world.holder.email]
    deactivate(world.holder)
    assert roles_told(world, dossier, "holder") == [world.deputy.email]
    assert roles_told(world, dossier, "holder", "deputy") == [world.deputy.email]
    deactivate(world.deputy)
    assert roles_told(world, dossier, "holder") == [world.head.email]
    deactivate(world.head)
    assert roles_told(world, dossier, "holder", "deputy") == [agency]
    assert roles_told(world, dossier, "head") == [agency]
    deactivate(world.elected)
    assert roles_told(world, dossier, "elected") == [agency]
    assert roles_told(world, dossier, "mailbox") == [world.service.mailbox]


def test_p22_a_pair_without_its_second_calls_nobody_above(world: World) -> None:
    dossier = at_a3(world)
    deactivate(world.deputy, world.referent_deputy)
    assert roles_told(world, dossier, "holder", "deputy") == [world.holder.email]
    assert roles_told(world, dossier, "referent", "referent_deputy") == [world.referent.email]


def test_p22_a_council_without_spokesperson_is_told_to_the_agency(world: World) -> None:
    dossier = at_a3(world)
    Mandate.objects.filter(council=world.council).update(ends_on=date(2026, 4, 7))
    told = roles_told(world, dossier, "referent", "referent_deputy")
    assert told == [TownSettings.load().agency_email]


def test_p23_who_lost_a_post_is_not_told(world: World) -> None:
    dossier = at_a3(world)
    agency = TownSettings.load().agency_email
    world.official.active = False
    world.official.save()
    assert roles_told(world, dossier, "elected") == [agency]
    world.service.active = False
    world.service.save()
    assert roles_told(world, dossier, "head") == [agency]
    assert roles_told(world, dossier, "mailbox") == [world.holder.email]


def test_a_person_without_address_is_written_to_through_the_relay(world: World) -> None:
    dossier = at_a3(world)
    relay = UserFactory()
    world.referent.email, world.referent.relay = None, relay
    world.referent.save()
    assert roles_told(world, dossier, "referent") == [relay.email]
    deactivate(relay)
    assert roles_told(world, dossier, "referent") == [world.referent_deputy.email]


@pytest.mark.parametrize("change", ["account", "post"])
def test_p22_who_left_before_the_mail_was_written_is_replaced_the_same_day(
    world: World, change: str
) -> None:
    """Decided in the afternoon, written the next morning: somebody else by then."""
    world.qualify(world.deposit(START), START)
    world.sweep(START)
    late = world.deposit(paris(2026, 4, 2, 14))
    actions.proofread(late.pk, by=world.agency, at=paris(2026, 4, 2, 14))
    world.qualify(late, paris(2026, 4, 2, 14))
    world.sweep(paris(2026, 4, 2, 15))
    waiting = Delivery.objects.get(rung__obligation__dossier=late, state="pending")
    assert waiting.address == world.head.email
    new_head = UserFactory()
    if change == "account":
        deactivate(world.head)
    else:
        world.service.head = new_head
        world.service.save()
    told = TownSettings.load().agency_email if change == "account" else new_head.email
    world.sweep(paris(2026, 4, 7, 9))
    waiting.refresh_from_db()
    assert waiting.state == "dropped"
    assert written(late, "r0") == [told]
    assert not Mail.objects.filter(address=world.head.email, duty_day=date(2026, 4, 7)).exists()


# --- P37: the one end that the system decides ---


def test_p37_a_warning_that_waited_gives_its_seven_days_from_when_it_left(
    world: World, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = world.answered(START)
    actions.proofread(dossier.pk, by=world.agency, at=START)
    world.sweep(START)
    settings.EMAIL_URL = "smtp://serveur.exemple.fr"
    monkeypatch.setattr(outbox, "Transport", Wall)
    Wall.up = False
    due = step_of(dossier).due_on
    assert due == date(2026, 5, 4)
    sweep(paris(2026, 4, 27, 9))
    assert Mail.objects.get(code="M14", address=world.referent.email).state == "queued"
    for day in range(28, 31):
        sweep(paris(2026, 4, day, 9))
    Wall.up = True
    sweep(paris(2026, 5, 4, 9))
    assert Mail.objects.get(code="M14", address=world.referent.email).state == "sent"
    sweep(paris(2026, 5, 5, 9))
    dossier.refresh_from_db()
    assert not dossier.is_closed, "told yesterday only"
    sweep(paris(2026, 5, 11, 9))
    dossier.refresh_from_db()
    assert dossier.is_closed
    assert dossier.events.get(code="lapsed").actor.is_system


def test_p37_without_a_warning_that_left_nothing_is_closed(
    world: World, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = world.answered(START)
    settings.EMAIL_URL = "smtp://serveur.exemple.fr"
    monkeypatch.setattr(outbox, "Transport", Wall)
    Wall.up = False
    for month in range(4, 13):
        sweep(paris(2026, month, 28, 9))
    dossier.refresh_from_db()
    assert not dossier.is_closed


def test_p37_the_warning_names_the_day_of_the_end(world: World) -> None:
    """After an outage the end is put off, and the warning says until when."""
    dossier = world.answered(START)
    actions.proofread(dossier.pk, by=world.agency, at=START)
    world.sweep(paris(2026, 6, 1, 9))
    mail = Mail.objects.get(code="M14", address=world.referent.email)
    assert mail.subject.endswith("sera clos le 8 juin")
    assert "8\xa0juin\xa02026" in mail.text
    every_morning(world, date(2026, 6, 2), date(2026, 6, 7))
    dossier.refresh_from_db()
    assert not dossier.is_closed
    world.sweep(paris(2026, 6, 8, 9))
    dossier.refresh_from_db()
    assert dossier.is_closed


def test_p37_an_announced_end_never_comes_earlier(world: World) -> None:
    ClosureDay.objects.create(day=date(2026, 5, 4), label="fermeture")
    dossier = world.answered(START)
    actions.proofread(dossier.pk, by=world.agency, at=START)
    assert step_of(dossier).due_on == date(2026, 5, 5)
    every_morning(world, date(2026, 4, 28), date(2026, 4, 29))
    mail = Mail.objects.get(code="M14", address=world.referent.email)
    assert mail.subject.endswith("sera clos le 6 mai")
    ClosureDay.objects.all().delete()
    world.sweep(paris(2026, 4, 30, 9))
    assert step_of(dossier).due_on == date(2026, 5, 4)
    world.sweep(paris(2026, 5, 5, 9))
    dossier.refresh_from_db()
    assert not dossier.is_closed
    world.sweep(paris(2026, 5, 6, 9))
    dossier.refresh_from_db()
    assert dossier.is_closed


def test_p37_the_system_never_ends_what_was_not_answered(world: World) -> None:
    dossier = world.deposit(START)
    for month in range(5, 13):
        world.sweep(paris(2026, month, 12, 9))
    dossier.refresh_from_db()
    assert not dossier.is_closed
    codes = Event.objects.filter(actor__is_system=True).values_list("code", flat=True)
    assert set(codes) == {"reminded", "advised", "promise_missed"}


# --- P14: lateness in public ---


def test_p14_a_pilot_does_not_open_with_red_badges(world: World) -> None:
    """Nothing that fell due before `lateness_public_from` is shown as late."""
    world.town.lateness_public_from = date(2026, 7, 1)
    world.town.save()
    dossier = at_a3(world)
    every_morning(world, date(2026, 6, 2), date(2026, 6, 4))
    dossier.refresh_from_db()
    today = date(2026, 6, 4)
    calendar = ClosureDay.objects.calendar()
    badge = sentences.badge(dossier, today, calendar, date(2026, 7, 1))
    assert badge.tone == "on_time"
    assert not Dossier.objects.late(today, date(2026, 7, 1)).exists()
    assert dossier.events.get(code="promise_missed").audience == "both"


def test_p14_an_answered_demande_is_not_late_even_if_it_was(world: World) -> None:
    dossier = at_a3(world)
    late = paris(2026, 6, 10)
    public_from = date(2020, 1, 1)
    assert list(Dossier.objects.late(late.date(), public_from)) == [dossier]
    world.transmit(dossier, late, ACCEPTED)
    world.approve_service(dossier, late)
    world.approve_elected(dossier, late)
    dossier.refresh_from_db()
    assert not Dossier.objects.late(late.date(), public_from).exists()
    assert not sentences.is_late(dossier, late.date(), public_from)
    assert not dossier.obligations.open().filter(kind__in=["promise", "call"]).exists()


# --- Dates that move (P8, P10, P26) ---


def test_p26_a_closure_moves_dates_once_and_says_so(world: World) -> None:
    dossier = at_a3(world)
    world.sweep(START)
    step, promise = step_of(dossier), dossier.obligations.get(kind="promise")
    assert (step.due_on, promise.due_on) == (date(2026, 4, 29), date(2026, 6, 2))
    ClosureDay.objects.create(day=date(2026, 4, 29), label="fermeture")
    ClosureDay.objects.create(day=date(2026, 6, 2), label="fermeture")
    for _ in range(3):
        world.sweep(paris(2026, 4, 7))
    step.refresh_from_db()
    promise.refresh_from_db()
    dossier.refresh_from_db()
    assert (step.due_on, promise.due_on) == (date(2026, 4, 30), date(2026, 6, 3))
    assert dossier.promised_on == date(2026, 6, 3)
    moved = dossier.events.filter(code="date_moved").order_by("position")
    assert [(event.data["kind"], event.audience) for event in moved] == [
        ("promise", "public"),
        ("step", "both"),
    ]
    assert step.changes.count() == promise.changes.count() == 1
    rungs = dict(step.rungs.filter(state="armed").values_list("code", "fire_on"))
    assert rungs["r2"] == date(2026, 4, 30)
    assert rungs["r3"] == date(2026, 5, 4)


def test_p10_when_the_promise_moves_back_the_steps_follow(world: World) -> None:
    ClosureDay.objects.create(day=date(2026, 6, 2), label="fermeture")
    dossier = at_a3(world, paris(2026, 4, 2))
    assert dossier.promised_on == date(2026, 6, 3)
    world.transmit(dossier, paris(2026, 6, 1))
    assert step_of(dossier).due_on == date(2026, 6, 3), "stopped by the promise"
    ClosureDay.objects.all().delete()
    world.sweep(paris(2026, 6, 2, 7))
    dossier.refresh_from_db()
    assert dossier.promised_on == date(2026, 6, 2)
    assert step_of(dossier).due_on == date(2026, 6, 2)


def test_p10_a_step_begun_after_a_broken_promise_is_not_born_late(world: World) -> None:
    dossier = at_a3(world)
    world.transmit(dossier, paris(2026, 6, 10))
    assert step_of(dossier).due_on == date(2026, 6, 17)


@pytest.mark.parametrize("kind", Rung.State.values)
def test_every_state_of_a_rung_is_reached_by_the_engine(world: World, kind: str) -> None:
    dossier = at_a3(world)
    world.sweep(START)
    world.sweep(paris(2026, 5, 20))
    world.transmit(dossier, paris(2026, 5, 20))
    assert Rung.objects.filter(state=kind).exists(), kind
