"""Who follows a council or a dossier reads M1, M9 and N4 at once (circuits.md 10)."""

from __future__ import annotations

import html
from datetime import datetime, timedelta
from typing import Any

import pytest

from circuits.actions import announce
from circuits.actions.reminders import Pass
from circuits.models import Announcement, Dossier
from participation import subscriptions
from participation.models import (
    ClosureDay,
    FailingAddress,
    Mail,
    Mandate,
    Subscriber,
    Subscription,
    TownSettings,
)
from tests.circuits.threads import Parallel
from tests.factories import UserFactory, World, paris
from tests.factories.offers import OfferWorld
from tests.factories.world import REFUSED

MONDAY = paris(2026, 4, 20, 9)


def follower(at: datetime = MONDAY, *, council: Any = None, reference: str = "") -> Any:
    """An inhabitant without mandate who follows one thing since `at`."""
    user = UserFactory()
    subscriber = subscriptions.ensure_subscriber(user, at=at)
    Subscription.objects.create(
        subscriber=subscriber,
        scope="council" if council else "dossier",
        council=council,
        reference=reference,
        created_at=at,
        confirmed_at=at,
    )
    return user


def told(code: str) -> list[str]:
    found = Mail.objects.filter(code=code, kind="follow")
    return sorted(found.values_list("address", flat=True))


@pytest.fixture
def known(world: World) -> World:
    """The members have their rows."""
    world.sweep(MONDAY)
    return world


def later(hours: int = 1) -> datetime:
    return MONDAY + timedelta(hours=hours)


def test_a_deposit_is_told_to_members_and_followers_of_the_council(known: World) -> None:
    neighbour = follower(council=known.council)
    elsewhere = follower(council=known.other_council)
    known.deposit(later(), title="ZTITREZ")
    assert told("M1") == [], "no mail is written in the request"
    known.sweep(later(2))
    assert told("M1") == sorted([known.member.email, neighbour.email])
    assert elsewhere.email not in told("M1")
    mail = Mail.objects.get(code="M1", address=neighbour.email)
    for part in (mail.text, mail.html):
        assert str(known.council) in part
        assert "ZTITREZ" not in part, "it was not proofread"
        assert "22\u00a0juin\u00a02026" in html.unescape(part)
    assert mail.unsubscribe_url
    assert "parce que vous suivez" in mail.text


def test_who_has_the_receipt_does_not_read_it_twice(known: World) -> None:
    known.deposit(later())
    known.sweep(later(2))
    for person in (known.referent, known.referent_deputy):
        assert Mail.objects.filter(code="M1", address=person.email).count() == 1


def test_an_answer_is_told_with_its_summary(known: World) -> None:
    dossier = known.answered(later(), REFUSED)
    follower_of_it = follower(later(2), reference=dossier.reference or "")
    known.sweep(later(2))
    assert follower_of_it.email not in told("M9"), "what is older is no news"
    assert known.member.email in told("M9")
    mail = Mail.objects.get(code="M9", address=known.member.email)
    for words in (REFUSED.summary, REFUSED.signatory, "refusée"):
        assert words in mail.text
        assert words in mail.html


def test_a_dossier_is_followed_by_itself(known: World) -> None:
    dossier = known.deposit(later())
    reader = follower(later(2), reference=dossier.reference or "")
    known.qualify(dossier, later(3))
    known.accept(dossier, later(3))
    known.transmit(dossier, later(3))
    known.approve_service(dossier, later(3))
    known.approve_elected(dossier, later(3))
    known.sweep(later(4))
    assert reader.email in told("M9")
    assert reader.email not in told("M1")


def test_what_was_told_at_once_is_not_in_the_mail_of_the_week(known: World) -> None:
    known.deposit(later())
    known.sweep(later(2))
    known.sweep(paris(2026, 4, 24, 9))
    assert not Mail.objects.filter(code="Dg3", address=known.member.email).exists()


@pytest.mark.parametrize("why", ["members", "private", "hidden"])
def test_p24_what_is_not_public_is_announced_to_nobody(known: World, why: str) -> None:
    visibility = why if why != "hidden" else "public"
    dossier = known.answered(later(), visibility=visibility)
    if why == "hidden":
        Dossier.objects.filter(pk=dossier.pk).update(hidden_at=later(), hidden_because="Nom.")
    known.sweep(later(2))
    assert told("M1") == told("M9") == []
    known.sweep(later(3))
    assert not Announcement.objects.filter(done_at=None).exists()


def test_p30_who_stopped_following_reads_nothing(known: World) -> None:
    subscriptions.stop_following(Subscriber.objects.get(user=known.member), at=later(1))
    known.deposit(later(2))
    known.sweep(later(3))
    assert known.member.email not in told("M1")


def test_p22_a_failing_address_and_an_ended_mandate_are_left_alone(known: World) -> None:
    neighbour = follower(council=known.council)
    FailingAddress.objects.create(
        address=neighbour.email, since=MONDAY, last_at=MONDAY, detail="550"
    )
    Mandate.objects.filter(user=known.member).update(ends_on=MONDAY.date() - timedelta(days=1))
    known.deposit(later(), by=known.referent)
    known.sweep(later(2))
    assert told("M1") == []


def test_at_night_it_waits_for_the_morning(known: World) -> None:
    known.deposit(paris(2026, 4, 20, 21))
    known.sweep(paris(2026, 4, 20, 22))
    assert told("M1") == []
    known.sweep(paris(2026, 4, 21, 9))
    assert told("M1") == [known.member.email]


def test_after_a_long_outage_the_mail_of_the_week_tells(known: World) -> None:
    known.deposit(later())
    known.sweep(paris(2026, 5, 4, 9))
    assert told("M1") == []
    assert Mail.objects.filter(code="Dg3", address=known.member.email).exists()


def test_p17_many_followers_in_batches_each_once(known: World) -> None:
    people = [follower(council=known.council) for _ in range(announce.BATCH + 7)]
    known.deposit(later())
    (waiting,) = Announcement.objects.filter(done_at=None)
    now = Pass.at_moment(later(2), ClosureDay.objects.calendar(), TownSettings.load())
    first = announce.write_batch(waiting.pk, now)
    assert first is not None
    assert first <= announce.BATCH
    known.sweep(later(2))
    known.sweep(later(3))
    assert told("M1") == sorted([known.member.email, *(p.email for p in people)])


def test_p17_several_passes_at_once_tell_each_once(committed_db: str) -> None:
    world = World()
    world.sweep(MONDAY)
    people = [follower(council=world.council) for _ in range(30)]
    world.deposit(later())
    now = Pass.at_moment(later(2), ClosureDay.objects.calendar(), TownSettings.load())
    with Parallel(4) as workers:
        workers.together(*[lambda: announce.write_announcements(now)] * 4)
    world.sweep(later(3))
    assert told("M1") == sorted([world.member.email, *(p.email for p in people)])


def test_the_suites_of_an_offre_are_told_to_followers_of_each_council(db: None) -> None:
    town = OfferWorld()
    town.sweep(MONDAY)
    neighbour = follower(council=town.other_council)
    offer = town.heard(later())
    town.publish_follow_up(offer, later())
    town.sweep(later(2))
    assert neighbour.email in told("N4")
    mail = Mail.objects.get(code="N4", address=neighbour.email)
    assert offer.title in mail.text


def test_a_merged_council_keeps_its_followers(known: World) -> None:
    neighbour = follower(council=known.other_council)
    known.other_council.dissolved_on = MONDAY.date()
    known.other_council.successor = known.council
    known.other_council.save()
    known.deposit(later())
    known.sweep(later(2))
    assert neighbour.email in told("M1")


def test_the_act_itself_writes_one_row_whatever_the_followers(known: World) -> None:
    for _ in range(3):
        follower(council=known.council)
    before = Mail.objects.count()
    known.deposit(later())
    assert Mail.objects.count() == before + 2, "the référent and the deputy"
    assert Announcement.objects.count() == 1
