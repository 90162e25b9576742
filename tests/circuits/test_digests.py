"""The weekly mails: who, when, what, once (circuits.md 5 and 10; P22–P24, P32, P33)."""

from __future__ import annotations

import html
import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from circuits import actions
from circuits.actions import digests
from circuits.actions.reminders import Pass
from circuits.digests import last_slot
from circuits.models import Delivery, Digest, Dossier, Told
from participation import subscriptions
from participation.models import (
    ClosureDay,
    Council,
    Mail,
    Mandate,
    Service,
    Subscriber,
    Subscription,
    TownSettings,
    User,
)
from participation.working_days import WorkingCalendar
from tests.circuits.threads import Parallel
from tests.factories import CouncilFactory, ServiceFactory, UserFactory, World, paris

# Thursday 2 April 2026; Good Friday is the next day, Easter Monday the one after.
THURSDAY = paris(2026, 4, 2)
# Ordinary weeks: Monday 20, Friday 24 April.
MONDAY = paris(2026, 4, 20, 9)
FRIDAY = paris(2026, 4, 24, 9)
CALENDAR = WorkingCalendar()


def week_of(world: World, at: datetime = MONDAY) -> Dossier:
    """A demande deposited and proofread on Monday; its readers have their rows."""
    world.sweep(at)
    dossier = world.deposit(at)
    actions.proofread(dossier.pk, by=world.agency, at=at + timedelta(hours=2))
    dossier.refresh_from_db()
    return dossier


def news_to(user: Any, **fields: Any) -> Mail:
    return Mail.objects.get(code="Dg3", address=user.email, **fields)


def addresses(code: str) -> list[str]:
    found = Mail.objects.filter(code=code).values_list("address", flat=True)
    return sorted(found)


def plain(words: str) -> str:
    """The words with ordinary spaces, as this file writes them."""
    return words.replace("\u00a0", " ")


def table_to(address: str, week: date | None = None) -> Mail:
    found = Digest.objects.filter(kind="Dg2", mail__address=address)
    if week:
        found = found.filter(week=week)
    mail = found.get().mail
    assert mail is not None
    return mail


# --- The day ---


@pytest.mark.parametrize(
    ("today", "weekday", "week", "day"),
    [
        ("2026-04-24", 4, "2026-04-20", "2026-04-24"),
        ("2026-04-23", 4, "2026-04-13", "2026-04-17"),
        ("2026-04-26", 4, "2026-04-20", "2026-04-24"),
        # Good Friday and Easter Monday are not worked: Tuesday 7 April.
        ("2026-04-06", 4, "2026-03-23", "2026-03-27"),
        ("2026-04-07", 4, "2026-03-30", "2026-04-07"),
        ("2026-04-07", 0, "2026-04-06", "2026-04-07"),
        ("2026-04-06", 0, "2026-03-30", "2026-03-30"),
    ],
)
def test_a_weekly_mail_leaves_on_its_day_or_the_next_worked_one(
    today: str, weekday: int, week: str, day: str
) -> None:
    slot = last_slot(weekday, date.fromisoformat(today), CALENDAR)
    assert (slot.week.isoformat(), slot.day.isoformat()) == (week, day)


def test_p22_news_leave_on_friday_morning_and_not_before_or_at_night(world: World) -> None:
    week_of(world)
    for early in (paris(2026, 4, 23, 10), paris(2026, 4, 24, 8, 29)):
        world.sweep(early)
        assert addresses("Dg3") == []
    world.sweep(paris(2026, 4, 24, 8, 30))
    assert world.member.email in addresses("Dg3")
    world.sweep(paris(2026, 4, 24, 8, 33))
    world.sweep(paris(2026, 4, 25, 10))
    world.sweep(paris(2026, 4, 27, 10))
    assert Mail.objects.filter(code="Dg3", address=world.member.email).count() == 1


def test_p22_a_day_off_moves_them_to_the_next_worked_day(world: World) -> None:
    week_of(world)
    ClosureDay.objects.create(day=FRIDAY.date(), label="fermeture")
    world.sweep(FRIDAY)
    assert addresses("Dg3") == []
    world.sweep(paris(2026, 4, 27, 9))
    assert world.member.email in addresses("Dg3")


def test_the_town_chooses_the_day(world: World) -> None:
    week_of(world)
    TownSettings.objects.update(follow_weekday=2)
    world.sweep(paris(2026, 4, 22, 9))
    assert world.member.email in addresses("Dg3")


def test_weeks_without_a_sweep_send_one_mail_not_several(world: World) -> None:
    week_of(world)
    world.deposit(paris(2026, 4, 29))
    world.sweep(paris(2026, 5, 20, 9))
    world.sweep(paris(2026, 5, 20, 12))
    mail = news_to(world.member)
    assert "Demande 2026-001" in mail.text
    assert "Demande 2026-002" in mail.text


# --- What is told ---


def test_news_are_told_by_council_and_dossier_one_line_an_event(world: World) -> None:
    dossier = week_of(world)
    world.sweep(FRIDAY)
    mail = news_to(world.member)
    assert mail.kind == Mail.Kind.FOLLOW
    assert mail.subject == "Cette semaine dans votre conseil"
    lines = [line.strip() for line in plain(mail.text).splitlines()]
    assert str(world.council) in lines
    assert f"- {dossier.label} : {dossier.title}" in lines
    assert "20 avril : L’Agence a relu le texte : il est public." in lines
    assert f"http://testserver/dossiers/{dossier.reference}/" in mail.text


def test_p33_what_was_received_as_a_mail_of_its_own_is_not_told_again(world: World) -> None:
    dossier = week_of(world)
    deposited = "dépose la demande"
    world.sweep(FRIDAY)
    for person in (world.member, world.referent):
        mail = news_to(person)
        assert Mail.objects.filter(code="M1", address=person.email).count() == 1
        assert deposited not in mail.text, "M1 said it"
        assert "relu le texte" in mail.text
    world.qualify(dossier, paris(2026, 4, 28))
    world.sweep(paris(2026, 5, 4, 9))
    assert "Confiée" in Mail.objects.filter(code="Dg3").latest("pk").text
    later = Mail.objects.filter(code="Dg3", created_at__gt=FRIDAY)
    assert sorted(later.values_list("address", flat=True)) == [world.member.email], (
        "M2 said it to those who speak for the council: nothing is left to tell them"
    )


def test_p33_nothing_to_say_is_no_mail(world: World) -> None:
    world.sweep(MONDAY)
    world.sweep(FRIDAY)
    assert addresses("Dg3") == []
    assert Digest.objects.filter(kind="Dg3", mail=None).count() == 4


def test_p33_the_database_refuses_a_second_mail_of_the_week_and_a_second_telling(
    world: World,
) -> None:
    week_of(world)
    world.sweep(FRIDAY)
    digest = Digest.objects.filter(kind="Dg3", mail__isnull=False).first()
    assert digest is not None
    told = Told.objects.filter(mail=digest.mail).first()
    for row in (digest, told):
        assert row is not None
        row.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_p24_what_the_public_may_not_read_is_never_told(world: World) -> None:
    world.sweep(MONDAY)
    hidden = world.deposit(MONDAY, title="Marqueur réservé", visibility="members")
    unread = world.deposit(MONDAY, title="Marqueur non relu")
    answered = world.answered(MONDAY, title="Marqueur aussi non relu")
    sent_back = world.deposit(MONDAY, title="Marqueur trois")
    world.qualify(sent_back, MONDAY)
    actions.decline_attribution(
        sent_back.pk,
        by=world.head,
        at=MONDAY,
        reason="Marqueur du motif",
        proposed=world.other_service,
    )
    world.sweep(FRIDAY)
    mail = news_to(world.member)
    for told in Mail.objects.filter(kind="follow", address=world.member.email):
        assert "Marqueur" not in told.text + told.html + told.subject
        assert hidden.label not in told.text + told.subject
    receipts = Mail.objects.filter(code="M1", address=world.member.email)
    assert receipts.filter(subject__contains=unread.label).exists()
    for dossier in (answered, sent_back):
        assert f"{dossier.label} : Texte en cours de relecture" in plain(mail.text)
    assert "Demande réattribuée" in mail.text


def test_an_offre_is_told_to_each_council_with_its_own_way_only(db: None) -> None:
    from tests.factories.offers import OfferWorld

    world = OfferWorld()
    world.sweep(MONDAY)
    offer = world.sent(MONDAY + timedelta(hours=1))
    first, second = offer.threads.order_by("pk")[:2]
    Mandate.objects.create(
        council=second.council,
        user=(member := UserFactory()),
        role="member",
        starts_on=date(2020, 1, 1),
    )
    world.sweep(MONDAY + timedelta(hours=1, minutes=3))
    speaker = Mandate.objects.filter(council=first.council, role="referent").get().user
    actions.acknowledge_offer(
        offer.pk, by=speaker, at=MONDAY + timedelta(hours=3), thread=first.pk
    )
    world.sweep(FRIDAY)
    mail = news_to(member)
    assert "La Ville propose l’offre" in mail.text
    assert "a bien reçu l’offre" not in mail.text


# --- To whom ---


def follow(at: datetime = MONDAY, **fields: Any) -> Subscriber:
    subscriber = Subscriber.objects.create(
        address=fields.pop("address", "habitante@exemple.fr"),
        created_at=at,
        follows_since=at,
    )
    Subscription.objects.create(
        subscriber=subscriber,
        created_at=at,
        confirmed_at=fields.pop("confirmed_at", at),
        **fields,
    )
    return subscriber


@pytest.mark.parametrize("scope", ["platform", "council", "dossier"])
def test_a_follower_is_told_what_was_chosen(world: World, scope: str) -> None:
    at = MONDAY + timedelta(hours=1)
    dossier = week_of(world, at)
    second = world.deposit(at + timedelta(hours=1))
    actions.proofread(second.pk, by=world.agency, at=at + timedelta(hours=2))
    chosen: dict[str, Any] = {
        "platform": {},
        "council": {"council": world.council},
        "dossier": {"reference": dossier.reference},
    }[scope]
    follow(scope=scope, **chosen)
    world.sweep(FRIDAY)
    mail = Mail.objects.get(code="Dg3", address="habitante@exemple.fr")
    assert mail.subject == "Cette semaine dans les conseils"
    assert "Demande 2026-001" in mail.text
    assert ("Demande 2026-002" in mail.text) == (scope != "dossier")


def test_who_did_not_confirm_or_follows_another_council_is_not_written_to(
    world: World,
) -> None:
    week_of(world)
    follow(scope="platform", confirmed_at=None)
    follow(scope="council", council=world.other_council, address="autre@exemple.fr")
    world.sweep(FRIDAY)
    assert addresses("Dg3") == sorted(
        user.email for user in (world.member, world.referent, world.referent_deputy)
    )


def test_p22_ended_mandates_and_closed_accounts_get_nothing(world: World) -> None:
    week_of(world)
    User.objects.filter(pk=world.referent.pk).update(is_active=False)
    Mandate.objects.filter(user=world.member).update(ends_on=date(2026, 4, 23))
    world.sweep(FRIDAY)
    assert addresses("Dg3") == [world.referent_deputy.email]


def test_who_left_is_not_looked_at_again(world: World) -> None:
    week_of(world)
    User.objects.filter(pk=world.referent.pk).update(is_active=False)
    Mandate.objects.filter(user=world.member).update(ends_on=date(2026, 4, 23))
    world.sweep(FRIDAY)
    now = Pass.at_moment(FRIDAY, CALENDAR, TownSettings.load())
    _, batches = digests.batches_of_followers(now)
    assert list(batches) == []
    gone = Subscriber.objects.filter(user__in=[world.referent, world.member])
    assert gone.count() == 2
    assert not Digest.objects.filter(kind="Dg3", subscriber__in=gone).exists()


def test_a_member_without_address_is_told_through_the_relay(world: World) -> None:
    relay = UserFactory()
    User.objects.filter(pk=world.member.pk).update(email=None, relay=relay)
    week_of(world)
    world.sweep(FRIDAY)
    assert relay.email in addresses("Dg3")
    assert len(addresses("Dg3")) == 3


def test_news_of_a_council_that_became_another_go_to_the_members_of_that_one(
    world: World,
) -> None:
    dossier = week_of(world)
    heir = CouncilFactory(name="Conseil héritier")
    Council.objects.filter(pk=world.council.pk).update(
        dissolved_on=date(2026, 4, 21), successor=heir
    )
    Mandate.objects.create(
        council=heir, user=(user := UserFactory()), role="member", starts_on=date(2026, 4, 1)
    )
    world.sweep(paris(2026, 4, 22))
    world.sweep(FRIDAY)
    assert addresses("Dg3") == [user.email]
    mail = news_to(user)
    assert "Conseil héritier" in mail.text
    assert dossier.label in mail.text


def test_who_opens_an_account_keeps_what_was_followed_before(world: World) -> None:
    before = follow(scope="platform", address="future@exemple.fr")
    user = UserFactory(email="future@exemple.fr")
    Mandate.objects.create(
        council=world.council, user=user, role="member", starts_on=date(2026, 4, 1)
    )
    world.sweep(MONDAY)
    before.refresh_from_db()
    assert (before.user, before.address) == (user, None)
    week_of(world, MONDAY + timedelta(hours=1))
    world.sweep(FRIDAY)
    assert addresses("Dg3").count(user.email) == 1


# --- The table of the week ---


def late_world(world: World) -> Dossier:
    """A demande whose instruction is due on Wednesday 13 May 2026."""
    dossier = world.deposit(THURSDAY)
    actions.proofread(dossier.pk, by=world.agency, at=THURSDAY)
    world.qualify(dossier, paris(2026, 4, 13))
    world.accept(dossier, paris(2026, 4, 16))
    return dossier


def mornings(world: World, first: date, last: date) -> None:
    day = first
    while day <= last:
        world.sweep(paris(day.year, day.month, day.day, 9))
        day += timedelta(days=1)


def test_on_monday_the_town_reads_what_is_late_by_service_and_step(world: World) -> None:
    dossier = late_world(world)
    mornings(world, date(2026, 4, 16), date(2026, 5, 18))
    town = TownSettings.load()
    assert addresses("Dg2") == sorted(
        [town.agency_email, world.head.email, world.elected.email]
    )
    mail = table_to(world.head.email)
    assert mail.kind == Mail.Kind.WEEKLY
    assert plain(mail.subject) == "Semaine du 18 mai : 1 dossier en retard"
    lines = [line.strip() for line in plain(mail.text).splitlines()]
    assert str(world.service) in lines
    assert f"- {dossier.label} : {dossier.title}" in lines
    assert (
        "A3 Instruction : en retard de 2 jours ouvrés, "
        f"chez le service {world.service}, 1 relance" in lines
    )
    assert "Par étape : A3 Instruction, 1." in lines
    assert not mail.unsubscribe_url, "a duty mail has no one-click link"


def test_the_table_says_what_changed_since_the_one_before(world: World) -> None:
    late_world(world)
    mornings(world, date(2026, 4, 16), date(2026, 5, 18))
    second = world.deposit(paris(2026, 5, 18))
    mornings(world, date(2026, 5, 19), date(2026, 5, 25))  # Whit Monday: on Tuesday
    assert not Digest.objects.filter(kind="Dg2", week=date(2026, 5, 25)).exists()
    mornings(world, date(2026, 5, 26), date(2026, 5, 26))
    agency = TownSettings.load().agency_email
    text = plain(table_to(agency, date(2026, 5, 25)).text)
    assert "1 nouveau retard" in text
    assert f"{second.label} : {second.title}" in text
    assert text.count("Nouveau depuis le tableau précédent") == 1
    actions.proofread(second.pk, by=world.agency, at=paris(2026, 5, 27))
    mornings(world, date(2026, 6, 1), date(2026, 6, 1))
    text = plain(table_to(agency, date(2026, 6, 1)).text)
    assert "1 retard terminé" in text


def test_nothing_late_is_no_table(world: World) -> None:
    late_world(world)
    mornings(world, date(2026, 4, 16), date(2026, 5, 12))
    assert addresses("Dg2") == []


def test_a_council_s_silence_is_not_in_the_table(world: World) -> None:
    dossier = world.answered(THURSDAY)
    actions.proofread(dossier.pk, by=world.agency, at=THURSDAY)
    mornings(world, date(2026, 4, 2), date(2026, 5, 4))
    assert addresses("Dg2") == []


def test_p23_a_service_reads_its_own_dossiers_only(world: World) -> None:
    late_world(world)
    mornings(world, date(2026, 4, 16), date(2026, 5, 18))
    assert world.other_head.email not in addresses("Dg2")
    assert world.directorate.email not in addresses("Dg2"), "nothing went up to it yet"


def test_p23_a_head_who_left_the_post_reads_no_table(world: World) -> None:
    late_world(world)
    mornings(world, date(2026, 4, 16), date(2026, 5, 15))
    Service.objects.filter(pk=world.service.pk).update(head=UserFactory())
    mornings(world, date(2026, 5, 16), date(2026, 5, 18))
    assert world.head.email not in addresses("Dg2")


def test_whoever_was_escalated_to_is_told_once_that_it_is_solved(world: World) -> None:
    dossier = late_world(world)
    mornings(world, date(2026, 4, 16), date(2026, 5, 29))  # r5: the directorate
    world.transmit(dossier, paris(2026, 5, 29, 15))
    mornings(world, date(2026, 5, 30), date(2026, 6, 15))
    town = TownSettings.load()
    for address in (
        town.agency_email,
        world.head.email,
        world.elected.email,
        world.directorate.email,
    ):
        said = [m for m in Mail.objects.filter(code="Dg2", address=address)
                if "Résolu depuis" in m.text]  # fmt: skip
        assert len(said) == 1, address
        assert said[0].created_at.date() == date(2026, 6, 1)
        text = plain(said[0].text)
        assert "A3 Instruction : fait le 29 mai 2026, avec 10 jours ouvrés de retard" in text
    assert world.holder.email not in addresses("Dg2"), "the owner knows"
    assert world.general_direction.email not in addresses("Dg2"), "r6 never came"


def test_whoever_lost_the_post_is_not_told_that_it_is_solved(world: World) -> None:
    dossier = late_world(world)
    mornings(world, date(2026, 4, 16), date(2026, 5, 29))
    world.transmit(dossier, paris(2026, 5, 29, 15))
    world.service.directorate.head = UserFactory()
    world.service.directorate.save()
    mornings(world, date(2026, 5, 30), date(2026, 6, 1))
    assert not Mail.objects.filter(
        code="Dg2", address=world.directorate.email, text__contains="Résolu"
    ).exists()


def test_r7_is_told_by_the_table_only_twice_at_most(world: World) -> None:
    dossier = late_world(world)
    mornings(world, date(2026, 4, 16), date(2026, 9, 30))
    step = dossier.obligations.get(principal=True, closed_at=None)
    fired = {
        rung.code: rung.fired_at.date()
        for rung in step.rungs.filter(code__startswith="r7")
        if rung.fired_at
    }
    assert fired == {
        "r7": CALENDAR.add_working_days(step.due_on, 40),
        "r7b": CALENDAR.add_working_days(step.due_on, 60),
    }
    for code in fired:
        deliveries = Delivery.objects.filter(rung__obligation=step, rung__code=code)
        assert {d.state for d in deliveries} == {"written"}
        assert {d.mail.code for d in deliveries if d.mail} == {"Dg2"}
        assert world.holder.email in {d.address for d in deliveries}
        assert world.general_direction.email in {d.address for d in deliveries}
    assert Mail.objects.filter(code="Dg2", address=world.holder.email).count() == 2
    assert step.rungs.filter(kind="relance", state="done").count() == 6


def test_r7_of_what_is_solved_before_monday_is_dropped(world: World) -> None:
    dossier = late_world(world)
    step = dossier.obligations.get(principal=True, closed_at=None)
    day = CALENDAR.add_working_days(step.due_on, 40)
    mornings(world, date(2026, 4, 16), day)
    deliveries = Delivery.objects.filter(rung__obligation=step, rung__code="r7")
    assert {d.state for d in deliveries} == {"weekly"}
    world.transmit(dossier, paris(day.year, day.month, day.day, 15))
    assert {d.state for d in deliveries.all()} == {"dropped"}


def test_the_table_turned_off_is_not_sent_and_duty_mails_remain(world: World) -> None:
    late_world(world)
    mornings(world, date(2026, 4, 16), date(2026, 4, 17))
    subscriber = subscriptions.ensure_subscriber(world.head, at=paris(2026, 4, 17))
    subscriptions.choose(subscriber, follow=True, table=False, at=paris(2026, 4, 17))
    mornings(world, date(2026, 4, 20), date(2026, 5, 25))
    assert world.head.email not in addresses("Dg2")
    assert Mail.objects.filter(kind="duty", address=world.head.email).exists()


# --- Two at once ---


def test_p17_four_workers_write_each_weekly_mail_once(committed_db: str) -> None:
    world = World()
    late_world(world)
    for _ in range(60):
        Mandate.objects.create(
            council=world.council,
            user=UserFactory(),
            role="member",
            starts_on=date(2020, 1, 1),
        )
    world.sweep(paris(2026, 5, 15, 9))
    world.deposit(paris(2026, 5, 18))
    moment = Pass.at_moment(paris(2026, 5, 22, 9), CALENDAR, TownSettings.load())
    digests.ensure_readers(moment, digests.table_readers(moment))
    with Parallel() as parallel:
        results = parallel.together(*[lambda: digests.write_weekly_mails(moment)] * 4)
    assert not [result for result in results if isinstance(result, Exception)], results
    # What one skipped because another one held it is left for the next tick.
    digests.write_weekly_mails(moment)
    for code, people in (("Dg2", 3), ("Dg3", 61)):
        new = Mail.objects.filter(code=code, created_at=moment.at)
        written = sorted(new.values_list("address", flat=True))
        assert len(written) == len(set(written)) == people, (
            code,
            [(m.address, m.text[:900]) for m in new] if code == "Dg2" else "",
        )


# --- Shape, weight, number of queries ---


def facts(text: str) -> list[str]:
    return [re.sub(r"\s+", " ", line).strip("- ") for line in text.splitlines() if line.strip()]


def test_p32_both_parts_say_the_same_and_only_news_carry_the_link(world: World) -> None:
    late_world(world)
    mornings(world, date(2026, 4, 16), date(2026, 5, 22))
    for code in ("Dg2", "Dg3"):
        mail = Mail.objects.filter(code=code).latest("pk")
        shown = re.sub(r"<(style|title)[^>]*>.*?</\1>|<[^>]+>", " ", mail.html, flags=re.DOTALL)
        shown = re.sub(r"\s+", " ", html.unescape(shown))
        for said in facts(mail.text):
            if said.startswith("http") or said.rstrip(" :") in ("--", ""):
                continue
            for part in said.rstrip(" :").split(" : "):
                assert part in shown, said
        assert bool(mail.unsubscribe_url) == (code == "Dg3")
        for url in re.findall(r"http://\S+", mail.text):
            assert url in html.unescape(mail.html)


def test_p32_a_long_week_is_cut_and_says_how_much(world: World) -> None:
    world.sweep(MONDAY)
    for _ in range(150):
        dossier = world.deposit(MONDAY, title="É" * 150)
        actions.proofread(dossier.pk, by=world.agency, at=MONDAY)
    world.sweep(FRIDAY)
    mail = news_to(world.member)
    assert len(mail.text.encode()) + len(mail.html.encode()) < 102 * 1024
    shown = mail.text.count("\n- ")
    assert 0 < shown < 150
    assert f"et {150 - shown}\u00a0autres dossiers" in mail.text
    assert f"et {150 - shown}\u00a0autres dossiers" in html.unescape(mail.html)
    assert Told.objects.filter(mail=mail).count() == 150
    assert Told.objects.filter(address=world.member.email).count() == 300, "M1 said the others"


def test_p39_the_reads_of_a_batch_do_not_grow_with_people_and_dossiers(world: World) -> None:
    def passing(at: datetime) -> Pass:
        return Pass.at_moment(at, CALENDAR, TownSettings.load())

    def reads(at: datetime) -> tuple[int, int]:
        """Of the news, then of the tables, each in one batch."""
        now, counts = passing(at), []
        readers = digests.table_readers(now)
        for (slot, batches), write in (
            (digests.batches_of_followers(now), digests.write_news),
            (digests.batches_of_table_readers(now, readers), digests.write_tables),
        ):
            (batch,) = batches
            with CaptureQueriesContext(connection) as queries:
                assert write(batch, slot, now) > 0
            counts.append(sum(1 for q in queries if q["sql"].startswith("SELECT")))
        return counts[0], counts[1]

    start = paris(2026, 4, 16)
    now = passing(start)
    digests.ensure_readers(now, digests.table_readers(now))
    world.qualify(world.deposit(start), start)
    few = reads(paris(2026, 4, 27, 9))
    for _ in range(8):
        user = UserFactory()
        Mandate.objects.create(
            council=world.council, user=user, role="member", starts_on=date(2020, 1, 1)
        )
        dossier = world.deposit(paris(2026, 4, 27))
        service = ServiceFactory()
        world.qualify(dossier, paris(2026, 4, 27), service=service)
    now = passing(paris(2026, 4, 27, 10))
    digests.ensure_readers(now, digests.table_readers(now))
    many = reads(paris(2026, 5, 11, 9))
    assert Mail.objects.filter(code="Dg2", created_at=paris(2026, 5, 11, 9)).count() > 8
    assert Mail.objects.filter(code="Dg3", created_at=paris(2026, 5, 11, 9)).count() > 8
    assert many == few


@pytest.fixture(autouse=True)
def no_server(settings: Any) -> None:
    settings.EMAIL_URL = ""
