"""People away on dated days, and who acts meanwhile (circuits.md 5 and 7, P22, P23, P35)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from circuits import actions
from circuits.errors import ActRefused
from circuits.forms.absences import colleagues
from circuits.models import Delivery, Obligation
from circuits.permissions import roles_on
from circuits.readers import viewer
from circuits.recipients import Reach, resolve
from circuits.sweep import sweep
from circuits.vacancies import vacancies, without_owner
from participation.models import Absence, ElectedOfficial, Mail, User
from tests.factories import UserFactory, World, paris
from tests.strict import signed_in

DAY = date(2026, 4, 20)
LATE = paris(2026, 5, 15, 9)


def away(
    person: Any, substitute: Any = None, start: date = DAY, end: date = date(2026, 5, 29)
) -> Absence:
    return Absence.objects.create(
        person=person, substitute=substitute, starts_on=start, ends_on=end
    )


@pytest.fixture
def colleague(world: World) -> Any:
    """Somebody of the service without any post."""
    person = UserFactory()
    world.service.agents.add(person)
    return person


def told(code: str = "duty") -> set[str]:
    return set(Mail.objects.filter(kind=code).values_list("address", flat=True))


def test_the_substitute_has_the_reminders_of_whoever_is_away(
    world: World, colleague: Any
) -> None:
    world.studied()
    away(world.holder, colleague)
    sweep(paris(2026, 5, 13, 9), register_only=True)
    assert colleague.email in told()
    assert world.holder.email not in told()
    mail = Mail.objects.get(kind="duty", address=colleague.email)
    assert f"en remplacement de {world.holder}, en tant que titulaire du dossier" in mail.text


def test_the_first_day_and_the_last_are_days_of_absence(world: World, colleague: Any) -> None:
    dossier = world.studied()
    away(world.holder, colleague, date(2026, 5, 13), date(2026, 5, 15))
    for day, expected in (
        (date(2026, 5, 12), world.holder),
        (date(2026, 5, 13), colleague),
        (date(2026, 5, 15), colleague),
        (date(2026, 5, 16), world.holder),
    ):
        (found,) = resolve(["holder"], dossier, day, world.town)
        assert found.user == expected, day


def test_without_a_substitute_the_deputy_is_told_before_r3(world: World) -> None:
    world.studied()
    away(world.holder)
    sweep(paris(2026, 5, 13, 9), register_only=True)
    assert world.deputy.email in told()
    assert world.holder.email not in told()


@pytest.mark.parametrize("why", ["closed", "away too"])
def test_p35_a_substitute_who_is_not_there_replaces_nobody(
    world: World, colleague: Any, why: str
) -> None:
    dossier = world.studied()
    away(world.holder, colleague)
    if why == "closed":
        User.objects.filter(pk=colleague.pk).update(is_active=False)
    else:
        away(colleague, world.other_holder)
    (found,) = resolve(["holder"], dossier, DAY, world.town)
    assert found.user == world.deputy
    (one,) = vacancies(DAY, world.town, 8)
    assert one.stand_in == str(world.deputy)


def test_p35_nobody_is_missed_while_somebody_replaces(world: World, colleague: Any) -> None:
    world.studied()
    away(world.holder, colleague)
    assert not without_owner(DAY).exists()
    assert without_owner(DAY, Reach({})).count() == 0
    Absence.objects.update(substitute=None)
    assert without_owner(DAY).count() == 1
    assert not without_owner(date(2026, 6, 1)).exists(), "back at work"


def test_the_substitute_may_act_on_these_days_only(world: World, colleague: Any) -> None:
    dossier = world.studied()
    world.service.agents.remove(colleague)
    away(world.holder, colleague, date(2026, 4, 20), date(2026, 4, 30))

    def transmit(at: Any) -> None:
        actions.transmit_answer(dossier.pk, by=colleague, at=at, draft=actions.Draft(**ANSWER))

    for outside in (paris(2026, 4, 19, 23, 59), paris(2026, 5, 1, 0, 1)):
        with pytest.raises(ActRefused):
            transmit(outside)
    transmit(paris(2026, 4, 30, 23, 59))
    event = dossier.events.get(code="answer_transmitted")
    assert event.actor.user == colleague, "what one does carries one's own name"


ANSWER = {
    "outcome": "accepted",
    "summary": "Le passage piéton sera repeint.",
    "body": "La Ville a vérifié sur place.",
    "signatory": "L’adjointe à la voirie",
}


def test_the_substitute_finds_it_in_a_faire(world: World, colleague: Any) -> None:
    dossier = world.studied()
    away(world.holder, colleague)
    mine = Obligation.objects.owed_by(viewer(colleague, DAY))
    assert list(mine.values_list("dossier", flat=True)) == [dossier.pk]
    later = Obligation.objects.owed_by(viewer(colleague, date(2026, 6, 1)))
    assert not later.exists()


@pytest.mark.parametrize("post", ["holder", "deputy", "head", "elected"])
def test_each_post_of_the_town_is_replaced(world: World, post: str) -> None:
    dossier = world.studied()
    stranger = UserFactory()
    assert not roles_on(viewer(stranger, DAY), dossier)
    away(getattr(world, post), stranger)
    assert post in roles_on(viewer(stranger, DAY), dossier)
    (found,) = resolve([post], dossier, DAY, world.town)
    assert (found.user, found.replaces) == (stranger, getattr(world, post))


def test_a_referent_is_never_replaced_but_by_the_deputy(world: World) -> None:
    dossier = world.studied()
    stranger = UserFactory()
    away(world.referent, stranger)
    assert not roles_on(viewer(stranger, DAY), dossier)
    (found,) = resolve(["referent"], dossier, DAY, world.town)
    assert found.user == world.referent_deputy
    away(world.referent_deputy)
    (found,) = resolve(["referent"], dossier, DAY, world.town)
    assert found.address == world.town.agency_email


def test_a_reminder_that_waits_goes_to_the_substitute(world: World, colleague: Any) -> None:
    """Decided in the evening, written in the morning: the absence began in between."""
    world.studied()
    sweep(paris(2026, 5, 13, 20), register_only=True)
    assert not Mail.objects.filter(kind="duty").exists()
    away(world.holder, colleague, date(2026, 5, 14), date(2026, 5, 29))
    sweep(paris(2026, 5, 15, 9), register_only=True)
    assert colleague.email in told()
    assert world.holder.email not in told()
    assert not Delivery.objects.filter(user=world.holder, state="pending").exists()


def test_the_weekly_table_goes_to_the_substitute(world: World) -> None:
    stranger = UserFactory()
    world.studied()
    away(world.head, stranger, date(2026, 5, 18), date(2026, 5, 22))
    sweep(paris(2026, 5, 18, 9), register_only=True)
    readers = told("weekly")
    assert stranger.email in readers
    assert world.head.email not in readers


# --- What is refused ---


def test_the_database_refuses_what_makes_no_sense(world: World) -> None:
    for substitute, start, end in (
        (None, DAY, DAY - timedelta(days=1)),
        (world.holder, DAY, DAY),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            away(world.holder, substitute, start, end)


def test_one_absence_at_a_time_and_a_substitute_who_is_there(world: World) -> None:
    away(world.holder, world.deputy, date(2026, 5, 4), date(2026, 5, 8))
    for person, substitute, field in (
        (world.holder, None, "starts_on"),
        (world.deputy, world.holder, "substitute"),
    ):
        new = Absence(
            person=person,
            substitute=substitute,
            starts_on=date(2026, 5, 8),
            ends_on=date(2026, 5, 12),
        )
        with pytest.raises(ValidationError) as refused:
            new.full_clean()
        assert list(refused.value.message_dict) == [field]
        new.starts_on = date(2026, 5, 9)
        new.full_clean()


# --- One's own page ---


@pytest.fixture
def in_april(time_machine: Any) -> None:
    time_machine.move_to(paris(2026, 4, 20, 10))


def fill(**fields: str) -> dict[str, str]:
    return {"starts_on": "2026-04-21", "ends_on": "2026-04-24", "substitute": "", **fields}


def test_a_holder_says_when_and_who(world: World, colleague: Any, in_april: None) -> None:
    world.studied()
    client = signed_in(world.holder)
    page = client.get("/compte/absences/").content.decode()
    assert str(colleague) in page
    assert str(world.other_holder) not in page, "only those one works with"
    answer = client.post("/compte/absences/", fill(substitute=str(colleague.pk)))
    assert answer.status_code == 302
    (absence,) = Absence.objects.all()
    assert (absence.person, absence.substitute) == (world.holder, colleague)
    mail = Mail.objects.get(code="M16")
    assert mail.address == colleague.email
    assert str(world.holder) in mail.subject
    assert f"{colleague} agit à votre place" in client.get("/compte/absences/").content.decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"starts_on": ""}, "Remplissez « Premier jour d’absence »."),
        ({"starts_on": "demain"}, "Saisissez une date comme 02/04/2026."),
        ({"ends_on": "2026-04-20"}, "La fin vient avant le début."),
        ({"starts_on": "2026-01-01", "ends_on": "2026-01-02"}, "Ce jour est passé"),
        ({"substitute": "999999"}, "Choisissez une personne de la liste."),
        ({"substitute": "\u202e<b>😀"}, "Choisissez une personne de la liste."),
    ],
)
def test_bad_input_is_told_and_nothing_is_kept(
    world: World, in_april: None, fields: dict[str, str], said: str
) -> None:
    answer = signed_in(world.holder).post("/compte/absences/", fill(**fields))
    assert answer.status_code == 422
    assert said in answer.content.decode().replace("\u00a0", " ")
    assert not Absence.objects.exists()
    assert not Mail.objects.filter(code="M16").exists()


def test_a_double_click_makes_one_absence(world: World, colleague: Any, in_april: None) -> None:
    client = signed_in(world.holder)
    for status in (302, 422):
        answer = client.post("/compte/absences/", fill(substitute=str(colleague.pk)))
        assert answer.status_code == status
    assert Absence.objects.count() == 1
    assert Mail.objects.filter(code="M16").count() == 1


def test_back_earlier_the_reminders_come_again(
    world: World, colleague: Any, in_april: None
) -> None:
    dossier = world.studied()
    running = away(world.holder, colleague, date(2026, 4, 13))
    coming = away(world.deputy, None, date(2026, 5, 1))
    assert (
        signed_in(world.deputy).post(f"/compte/absences/{running.pk}/terminer/").status_code
        == 302
    )
    assert Absence.objects.count() == 2, "another one’s is not touched"
    signed_in(world.holder).post(f"/compte/absences/{running.pk}/terminer/")
    running.refresh_from_db()
    assert running.ends_on == date(2026, 4, 19)
    (found,) = resolve(["holder"], dossier, DAY, world.town)
    assert found.user == world.holder
    signed_in(world.deputy).post(f"/compte/absences/{coming.pk}/terminer/")
    assert not Absence.objects.filter(pk=coming.pk).exists()


def test_whoever_has_no_post_has_no_page(world: World, in_april: None) -> None:
    nobody = UserFactory()
    assert signed_in(nobody).get("/compte/absences/").status_code == 403
    assert "absence" not in signed_in(nobody).get("/compte/").content.decode().lower()
    assert "Prévenir d’une absence" in signed_in(world.holder).get("/compte/").content.decode()


def test_a_referent_names_nobody(world: World, in_april: None) -> None:
    page = signed_in(world.referent).get("/compte/absences/").content.decode()
    assert "la suppléance du conseil reçoit les courriels" in page
    assert 'name="substitute"' not in page


def test_an_elu_is_replaced_by_another(world: World) -> None:
    other = ElectedOfficial.objects.create(user=UserFactory(), delegation="Culture")
    assert colleagues(world.elected) == [other.user]
