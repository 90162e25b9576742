"""P38: purges and erasures leave a record that reads well and names nobody."""

from __future__ import annotations

from datetime import date
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import Revision

from circuits import actions
from circuits.actions.erase import GONE, NOWHERE, erase_person
from circuits.actions.record import system_user
from circuits.audit import audit
from circuits.errors import ActRefused
from circuits.models import ERASED, Actor, Delivery, Dossier, Event, TextVersion, Told
from circuits.sentences import event_sentence
from participation.models import FailingAddress, Mail, Mandate, Subscriber, User
from tests.factories import UserFactory, World, paris
from tests.factories.world import ACCEPTED
from tests.strict import StrictClient

START = paris(2026, 4, 2)
NOW = paris(2026, 7, 6, 10)
NAME = ("Zoé", "Quirin-Vogel")
MARKERS = ("Quirin-Vogel", "zoe.q@exemple.fr", "06 39 98 12 34")


def named(person: Any) -> Any:
    """The same person, under a name that nothing else in the base holds."""
    person.first_name, person.last_name = NAME
    person.email, person.phone = MARKERS[1], MARKERS[2]
    person.save()
    return person


def where_named() -> list[str]:
    """Every table of the base in which one of the markers stands, in any column."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        found = []
        for (table,) in cursor.fetchall():
            for marker in MARKERS:
                cursor.execute(
                    f'SELECT count(*) FROM "{table}" row WHERE row::text LIKE %s',
                    [f"%{marker}%"],
                )
                if cursor.fetchone()[0]:
                    found.append(f"{table}: {marker}")
    return found


def lived(world: World) -> Dossier:
    """A demande answered after reminders, a note, changes asked, weekly mails."""
    dossier = world.deposit(START)
    actions.proofread(dossier.pk, by=world.agency, at=START)
    world.qualify(dossier, START)
    world.accept(dossier, START)
    for day in (paris(2026, 4, 3, 9), paris(2026, 5, 15, 9), paris(2026, 6, 5, 9)):
        world.sweep(day)
    actions.report_call(
        dossier.pk, by=world.agency, at=NOW, note="Zoé Quirin-Vogel rappellera jeudi."
    )
    world.transmit(dossier, NOW)
    actions.request_changes_service(
        dossier.pk, by=world.head, at=NOW, changes="Plus court, dit Zoé Quirin-Vogel."
    )
    world.transmit(dossier, NOW)
    world.approve_service(dossier, NOW)
    world.approve_elected(dossier, NOW)
    world.sweep(NOW)
    dossier.refresh_from_db()
    return dossier


def public_words(dossier: Dossier) -> dict[str, str]:
    """What anybody reads of it."""
    found = {}
    for url in (f"/dossiers/{dossier.reference}/", "/demandes/", "/recherche/?q=passage"):
        answer = StrictClient().get(url)
        assert answer.status_code == 200, url
        found[url] = answer.content.decode()
    return found


@pytest.mark.parametrize("who", ["referent", "holder", "agency"])
def test_p38_an_erased_person_is_named_nowhere_and_the_record_is_whole(
    world: World, who: str
) -> None:
    person = named(getattr(world, who))
    dossier = lived(world)
    assert where_named(), "the person was really there"
    events = list(dossier.events.order_by("position").values_list("code", "at", "audience"))
    with time_machine.travel(NOW):
        before = public_words(dossier)
        erase_person(person.pk, by=system_user(), at=NOW)
        assert public_words(dossier) == before, "the public reads the same"
    assert where_named() == []
    assert list(dossier.events.values_list("code", "at", "audience")) == events
    for event in dossier.events.told():
        assert event_sentence(event).endswith("."), event.code
        assert str(event.actor)
    assert audit() == []
    person.refresh_from_db()
    assert (person.is_active, person.is_staff, person.email) == (False, False, None)
    assert str(person) == ERASED
    assert not Actor.objects.filter(user=person).exists()


def test_p38_mails_keep_that_they_left_and_lose_to_whom(world: World) -> None:
    person = named(world.referent)
    lived(world)
    own = list(Mail.objects.filter(user=person).values_list("pk", "state", "sent_at"))
    pending = Mail.objects.filter(pk=own[0][0])
    pending.update(state="queued", sent_at=None)
    Subscriber.objects.get_or_create(user=person, defaults={"created_at": START})
    FailingAddress.objects.create(address=person.email, since=START)
    done = erase_person(person.pk, by=system_user(), at=NOW)
    assert done.mails == len(own) > 1
    for pk, state, sent_at in own[1:]:
        mail = Mail.objects.get(pk=pk)
        assert (mail.state, mail.sent_at) == (state, sent_at)
    emptied = Mail.objects.filter(pk__in=[pk for pk, _, _ in own])
    assert {(m.text, m.html, m.user) for m in emptied} == {(GONE, "", None)}
    assert all(mail.address.endswith(NOWHERE) for mail in emptied)
    assert pending.get().state == "dropped", "what waited does not leave"
    assert not Subscriber.objects.filter(user=person).exists()
    assert not FailingAddress.objects.exists()
    assert not Delivery.objects.filter(user=person).exists()
    assert not Told.objects.filter(address=MARKERS[1]).exists()


def test_p38_mandates_end_and_the_council_goes_on(world: World) -> None:
    person = named(world.referent)
    Mandate.objects.filter(user=person).update(show_name=True)
    later = Mandate.objects.create(
        council=world.other_council, user=person, role="member", starts_on=date(2027, 1, 1)
    )
    dossier = lived(world)
    erase_person(person.pk, by=system_user(), at=NOW)
    (ended,) = Mandate.objects.filter(user=person)
    assert (ended.ends_on, ended.show_name) == (date(2026, 7, 5), False)
    assert not Mandate.objects.filter(pk=later.pk).exists()
    actions.acknowledge_answer(dossier.pk, by=world.referent_deputy, at=NOW)
    dossier.refresh_from_db()
    assert dossier.end_code == "E4"


def test_p38_what_sql_froze_is_not_changed_and_is_told(world: World) -> None:
    person = named(world.elected)
    draft = actions.Draft(**{**vars(ACCEPTED), "signatory": "Zoé Quirin-Vogel, adjointe"})
    dossier = world.answered(START, draft)
    done = erase_person(person.pk, by=system_user(), at=NOW)
    assert done.left == [f"{dossier.label} (réponse)"]
    assert dossier.answers.get().signatory == "Zoé Quirin-Vogel, adjointe"


def test_p38_notes_lose_the_name_and_keep_the_rest(world: World) -> None:
    person = named(world.member)
    lived(world)
    erase_person(person.pk, by=system_user(), at=NOW)
    bodies = set(TextVersion.objects.values_list("body", flat=True))
    assert {"Une personne rappellera jeudi.", "Plus court, dit Une personne."} <= bodies


def test_p38_a_namesake_keeps_the_name(world: World) -> None:
    person = named(world.member)
    UserFactory(first_name=NAME[0], last_name=NAME[1], email="autre@exemple.fr")
    lived(world)
    erase_person(person.pk, by=system_user(), at=NOW)
    assert TextVersion.objects.filter(body__contains="Quirin-Vogel").count() == 2
    assert User.objects.get(email="autre@exemple.fr").get_full_name() == " ".join(NAME)


def test_p38_erased_twice_is_erased_once(world: World) -> None:
    person = named(world.referent)
    lived(world)
    erase_person(person.pk, by=system_user(), at=NOW)
    events = Event.objects.count()
    assert erase_person(person.pk, by=system_user(), at=NOW).mails == 0
    assert Event.objects.count() == events
    with pytest.raises(ActRefused, match="plateforme"):
        erase_person(system_user().pk, by=system_user(), at=NOW)


def test_p38_the_command_says_first_and_erases_on_demand(world: World) -> None:
    named(world.referent)
    lived(world)
    said = StringIO()
    call_command("erase_person", "ZOE.Q@exemple.fr", stdout=said)
    assert "serait effacée" in said.getvalue()
    assert User.objects.filter(email=MARKERS[1]).exists()
    call_command("erase_person", "zoe.q@exemple.fr", "--yes", stdout=said)
    assert "Personne effacée" in said.getvalue()
    assert where_named() == []
    with pytest.raises(CommandError, match="Aucun compte"):
        call_command("erase_person", "zoe.q@exemple.fr", "--yes")


def test_p38_purging_revisions_leaves_the_public_trace(world: World) -> None:
    dossier = lived(world)
    other = world.deposit(NOW)
    for one in (dossier, other):
        one.save_revision()
        one.save_revision()
    before_count = Revision.objects.count()
    with time_machine.travel(NOW):
        before = public_words(dossier)
        events = Event.objects.count()
        call_command("purge_revisions", stdout=StringIO())
        assert Revision.objects.count() < before_count
        assert public_words(dossier) == before
    assert Event.objects.count() == events
    assert audit() == []
    other.refresh_from_db()
    world.qualify(other, NOW)
    other.refresh_from_db()
    assert other.step == "A2", "the circuit goes on"
