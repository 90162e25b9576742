"""An account that is closed asks who takes over: no date moves (circuits.md 7)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from circuits import actions
from circuits.actions.succession import succeed
from circuits.errors import ActRefused
from circuits.models import Dossier
from circuits.panels import VacantPanel
from circuits.posts import closed_accounts_in_post, held_by
from circuits.recipients import resolve
from circuits.vacancies import without_owner
from participation.groups import ensure_groups
from participation.models import ElectedOfficial, Mail, Mandate, TownSettings, User
from tests.factories import UserFactory, World, paris
from tests.strict import signed_in

NOW = paris(2026, 4, 20, 10)
DAY = date(2026, 4, 20)


def close(person: Any) -> Any:
    User.objects.filter(pk=person.pk).update(is_active=False)
    return User.objects.get(pk=person.pk)


@pytest.fixture
def successor(db: None) -> Any:
    return UserFactory()


def by_agency(world: World, left: Any, **successors: Any) -> int:
    return succeed(left.pk, successors=successors, by=world.agency, at=NOW)


def test_every_post_of_a_person_is_asked_for(world: World) -> None:
    world.studied()
    service = world.service
    service.head = service.deputy = world.holder
    service.save()
    service.directorate.head = world.holder
    service.directorate.save()
    world.town.general_direction = world.holder
    world.town.save()
    Mandate.objects.create(
        council=world.council, user=world.holder, role="member", starts_on=date(2026, 1, 1)
    )
    held = held_by(world.holder, DAY)
    assert [post.key for post in held.posts] == [
        f"holder-{service.pk}",
        f"deputy-{service.pk}",
        f"head-{service.pk}",
        f"directorate-{service.directorate.pk}",
        "general_direction",
    ]
    assert held.dossiers == 1
    assert [mandate.council for mandate in held.mandates] == [world.council]
    assert not held_by(UserFactory(), DAY)


def test_the_holder_is_succeeded_and_no_date_moves(world: World, successor: Any) -> None:
    dossier = world.studied()
    (owed,) = dossier.obligations.open().filter(principal=True)
    left = close(world.holder)
    assert without_owner(DAY).count() == 1
    assert by_agency(world, left, **{f"holder-{world.service.pk}": successor}) == 1
    dossier.refresh_from_db()
    assert (dossier.holder, dossier.deputy) == (successor, world.deputy)
    (after,) = dossier.obligations.open().filter(principal=True)
    assert (after.due_on, after.clock) == (owed.due_on, owed.clock)
    event = dossier.events.get(code="handed_over")
    assert (event.audience, event.actor.user) == ("city", world.agency)
    assert not without_owner(DAY).exists()
    (found,) = resolve(["holder"], dossier, DAY, world.town)
    assert found.user == successor
    mail = Mail.objects.get(code="M12", address=successor.email)
    assert dossier.title in mail.text
    assert dossier.title in mail.html
    assert "13\u00a0mai" in mail.text


def test_a_deputy_who_leaves_is_succeeded_too(world: World, successor: Any) -> None:
    dossier = world.studied()
    left = close(world.deputy)
    by_agency(world, left, **{f"deputy-{world.service.pk}": successor})
    dossier.refresh_from_db()
    assert (dossier.holder, dossier.deputy) == (world.holder, successor)


def test_the_deputy_takes_over_and_is_not_deputy_of_herself(world: World) -> None:
    dossier = world.studied()
    left = close(world.holder)
    by_agency(world, left, **{f"holder-{world.service.pk}": world.deputy})
    dossier.refresh_from_db()
    assert (dossier.holder, dossier.deputy) == (world.deputy, None)


def test_an_agent_with_dossiers_and_no_post_is_succeeded(world: World, successor: Any) -> None:
    agent = UserFactory()
    world.service.agents.add(agent)
    dossier = world.studied()
    actions.hand_over(dossier.pk, by=world.head, at=paris(2026, 4, 17), holder=agent)
    left = close(agent)
    (post,) = held_by(left, DAY).posts
    assert post.key == f"dossiers-{world.service.pk}"
    by_agency(world, left, **{post.key: successor})
    dossier.refresh_from_db()
    assert dossier.holder == successor
    assert successor in world.service.agents.all(), "or the space would be closed"
    assert not held_by(left, DAY)


def test_an_elu_is_succeeded_and_the_past_keeps_its_name(world: World, successor: Any) -> None:
    answered = world.studied()
    world.transmit(answered, paris(2026, 4, 17))
    world.approve_service(answered, paris(2026, 4, 17))
    waiting = world.studied()
    closed = world.studied()
    actions.withdraw(closed.pk, by=world.referent, at=paris(2026, 4, 17))
    left = close(world.elected)
    by_agency(world, left, **{f"elected-{world.official.pk}": successor})
    world.official.refresh_from_db()
    assert not world.official.active
    new = ElectedOfficial.objects.get(user=successor)
    assert (new.active, new.delegation) == (True, world.official.delegation)
    for dossier, official in ((waiting, new), (answered, new), (closed, world.official)):
        dossier.refresh_from_db()
        assert dossier.elected == official


def test_the_head_and_the_directions_are_succeeded(world: World, successor: Any) -> None:
    service, directorate = world.service, world.service.directorate
    by_agency(world, close(world.head), **{f"head-{service.pk}": successor})
    by_agency(world, close(world.directorate), **{f"directorate-{directorate.pk}": successor})
    by_agency(world, close(world.general_direction), general_direction=successor)
    service.refresh_from_db()
    directorate.refresh_from_db()
    assert service.head == directorate.head == successor
    assert TownSettings.objects.get().general_direction == successor


def test_a_suspended_dossier_changes_hands_too(world: World, successor: Any) -> None:
    dossier = world.studied()
    actions.ask_complement(
        dossier.pk,
        by=world.holder,
        at=paris(2026, 4, 17),
        questions="Devant quelle école ?",
        until=date(2026, 5, 15),
    )
    left = close(world.holder)
    by_agency(world, left, **{f"holder-{world.service.pk}": successor})
    dossier.refresh_from_db()
    assert dossier.holder == successor
    assert dossier.suspended == "PC"


def test_closed_dossiers_keep_their_people(world: World, successor: Any) -> None:
    dossier = world.studied()
    actions.withdraw(dossier.pk, by=world.referent, at=paris(2026, 4, 17))
    left = close(world.holder)
    assert by_agency(world, left, **{f"holder-{world.service.pk}": successor}) == 0
    dossier.refresh_from_db()
    assert dossier.holder == world.holder


@pytest.mark.parametrize("who", ["head", "referent", "holder"])
def test_only_the_agence_names_a_successor(world: World, successor: Any, who: str) -> None:
    key = f"holder-{world.service.pk}"
    with pytest.raises(ActRefused):
        succeed(world.holder.pk, successors={key: successor}, by=getattr(world, who), at=NOW)
    client = signed_in(getattr(world, who))
    assert client.get(reverse("succession", args=[world.holder.pk])).status_code in (302, 403)


def test_a_closed_account_succeeds_nobody(world: World, successor: Any) -> None:
    with pytest.raises(ActRefused):
        by_agency(world, world.holder, **{f"holder-{world.service.pk}": close(successor)})


def test_whoever_was_replaced_this_morning_acts_no_more_and_keeps_the_words(
    world: World, successor: Any, in_april: None
) -> None:
    dossier = world.studied()
    client = signed_in(world.holder)
    where = f"{dossier.private_url}transmettre-la-reponse/"
    assert client.get(where).status_code == 200
    by_agency(world, world.holder, **{f"holder-{world.service.pk}": successor})
    answer = client.post(where, {"summary": "Le banc sera posé.", "body": "Long texte <b>😀"})
    assert answer.status_code == 403
    page = answer.content.decode()
    for words in ("Ce que vous aviez écrit", "Le banc sera posé.", "Long texte &lt;b&gt;😀"):
        assert words in page
    assert not dossier.answers.exists()


# --- In the back office ---


@pytest.fixture
def in_april(time_machine: Any) -> None:
    time_machine.move_to(NOW)


def account_form(person: Any, **changed: str) -> dict[str, str]:
    return {
        "email": person.email,
        "first_name": person.first_name or "Claire",
        "last_name": person.last_name or "Muller",
        "phone": "",
        "relay": "",
        "password1": "",
        "password2": "",
        **changed,
    }


def test_closing_an_account_leads_to_the_question(
    world: World, successor: Any, in_april: None
) -> None:
    dossier = world.studied()
    ensure_groups()
    chief = UserFactory(agency=True, is_superuser=True)
    client = signed_in(chief)
    edit = reverse("wagtailusers_users:edit", args=[world.holder.pk])
    answer = client.post(edit, account_form(world.holder))
    where = reverse("succession", args=[world.holder.pk])
    assert (answer.status_code, answer["Location"]) == (302, where)
    mail = Mail.objects.get(code="S2")
    assert mail.address == world.town.agency_email
    assert where in mail.text
    agency = signed_in(world.agency)
    page = agency.get(where).content.decode()
    assert f"{world.service} : titulaire".replace(" :", "\u00a0:") in page
    empty = agency.post(where, {})
    assert empty.status_code == 422
    assert "Désignez au moins une personne." in empty.content.decode()
    done = agency.post(where, {f"holder-{world.service.pk}": str(successor.pk)})
    assert (done.status_code, done["Location"]) == (302, where)
    dossier.refresh_from_db()
    assert dossier.holder == successor
    assert "ne tient plus aucun poste" in agency.get(where).content.decode()
    again = agency.post(where, {f"holder-{world.service.pk}": str(successor.pk)})
    assert again.status_code == 422, "a second click gives nothing a second time"
    assert Mail.objects.filter(code="M12", address=successor.email).count() == 1


def test_an_account_without_post_is_closed_without_question(
    world: World, in_april: None
) -> None:
    chief = UserFactory(agency=True, is_superuser=True)
    nobody = UserFactory()
    edit = reverse("wagtailusers_users:edit", args=[nobody.pk])
    answer = signed_in(chief).post(edit, account_form(nobody))
    assert answer["Location"] == reverse("wagtailusers_users:index")
    assert not Mail.objects.filter(code="S2").exists()


def test_the_first_screen_names_closed_accounts(world: World, in_april: None) -> None:
    assert VacantPanel().render_html() == ""
    close(world.head)
    html = VacantPanel().render_html()
    assert str(world.head) in html
    assert reverse("succession", args=[world.head.pk]) in html
    with CaptureQueriesContext(connection) as few:
        list(closed_accounts_in_post())
    assert len(few) <= 2


def test_who_left_nothing_behind_is_not_named(world: World) -> None:
    close(UserFactory())
    dossier = world.studied()
    actions.withdraw(dossier.pk, by=world.referent, at=paris(2026, 4, 17))
    Dossier.objects.update(holder=close(UserFactory()))
    assert not closed_accounts_in_post().exists()
