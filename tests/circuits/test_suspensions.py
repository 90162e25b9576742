"""A clock that stands still: PC, PR, PT, dormancy, what moves then (circuits.md 6)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from circuits import actions, sentences
from circuits.errors import ActRefused
from circuits.models import Dossier, Obligation, Rung, Suspension
from circuits.sweep import sweep
from participation.models import ClosureDay, Mail
from tests.factories import World, paris

BEGINNING = date(2018, 1, 1)


@pytest.fixture
def dossier(world: World) -> Dossier:
    """At A3 with its step due on 13 May and its promise on 2 June, as in circuits.md 1."""
    return world.studied()


def step(dossier: Dossier) -> Obligation:
    owed: Obligation = dossier.obligations.open().get(principal=True)
    return owed


def badge(dossier: Dossier, day: date) -> tuple[str, str]:
    dossier.refresh_from_db()
    said = sentences.badge(dossier, day, ClosureDay.objects.calendar(), BEGINNING)
    return said.tone, said.label.replace("\u00a0", " ")


def ask(world: World, dossier: Dossier, at: datetime, **fields: Any) -> Dossier:
    fields = {"questions": "Quel passage ?", "until": date(2026, 6, 12), **fields}
    by = fields.pop("by", world.holder)
    return actions.ask_complement(dossier.pk, by=by, at=at, **fields)


def meet(world: World, dossier: Dossier, at: datetime, on: date) -> Dossier:
    return actions.schedule_meeting(dossier.pk, by=world.holder, at=at, meeting_on=on)


def mails(person: Any, code: str) -> list[str]:
    found = Mail.objects.filter(address=person.email, code=code).order_by("pk")
    return [mail.subject for mail in found]


def test_p11_the_example_of_the_specification(world: World, dossier: Dossier) -> None:
    """28 April to 12 May: eight worked days for the step, fourteen days for the promise."""
    assert step(dossier).due_on == date(2026, 5, 13)
    ask(world, dossier, paris(2026, 4, 28))
    actions.answer_complement(
        dossier.pk, by=world.referent, at=paris(2026, 5, 12), reply="Celui de l’école."
    )
    dossier.refresh_from_db()
    assert step(dossier).due_on == date(2026, 5, 27)
    assert dossier.promised_on == date(2026, 6, 16)
    assert dossier.suspended == "" and dossier.stopped_on is None
    causes = set(step(dossier).changes.values_list("cause", "old", "new"))
    assert causes == {("suspension", date(2026, 5, 13), date(2026, 5, 27))}
    sweep(paris(2026, 5, 12, 11), register_only=True)
    dossier.refresh_from_db()
    assert (step(dossier).due_on, dossier.promised_on) == (date(2026, 5, 27), date(2026, 6, 16))


def test_the_question_is_public_and_the_council_is_asked(
    world: World, dossier: Dossier
) -> None:
    ask(world, dossier, paris(2026, 4, 28))
    assert badge(dossier, date(2026, 4, 28)) == (
        "paused",
        "Délai suspendu : question au conseil",
    )
    assert mails(world.referent, "M7")[0].endswith("La Ville vous pose une question")
    owed = dossier.obligations.open().get(kind="complement")
    assert (owed.party, owed.due_on) == ("referent", date(2026, 6, 12))
    asked = dossier.events.get(code="suspended")
    assert asked.audience == "public"
    assert asked.text and asked.text.body == "Quel passage ?"


def test_p02_nothing_is_sent_about_a_step_that_stands_still(
    world: World, dossier: Dossier
) -> None:
    ask(world, dossier, paris(2026, 4, 28), until=date(2026, 6, 26))
    for day in (5, 13, 15, 21, 29):
        sweep(paris(2026, 5, day), register_only=True)
    sweep(paris(2026, 6, 3), register_only=True)
    assert not Rung.objects.filter(
        obligation__dossier=dossier, obligation__step="A3", code__in=["r1", "r2", "r3"]
    ).filter(state="done")
    assert not Mail.objects.filter(code="M10")
    assert badge(dossier, date(2026, 6, 3))[0] == "paused"


def test_the_council_is_reminded_and_then_the_demande_sleeps(
    world: World, dossier: Dossier
) -> None:
    ask(world, dossier, paris(2026, 4, 28))
    days = [(6, 2), (6, 12), (6, 19), (6, 25), (6, 26)]
    for month, day in days:
        sweep(paris(2026, month, day), register_only=True)
        dossier.refresh_from_db()
        assert (dossier.dormant_on is None) == ((month, day) != (6, 26)), (month, day)
    subjects = [s.replace("\u00a0", " ") for s in mails(world.referent, "M8")]
    assert [s.split("] ")[1] for s in subjects] == [
        "Rappel : réponse attendue au plus tard le 12 juin 2026",
        "Rappel : réponse attendue au plus tard le 12 juin 2026",
        "Rappel : la date du 12 juin est passée",
    ]
    assert Mail.objects.filter(code="M8", address=world.town.agency_email).count() == 1
    assert badge(dossier, date(2026, 6, 26)) == ("paused", "En sommeil")
    # Any answer wakes it: the promise gets back every day of the pause.
    actions.answer_complement(
        dossier.pk, by=world.referent, at=paris(2026, 7, 1), reply="Enfin."
    )
    dossier.refresh_from_db()
    assert dossier.dormant_on is None
    # 2 June and 64 days: 5 August.
    assert dossier.promised_on == date(2026, 8, 5)


def test_a_sleeping_demande_is_closed_by_hand_and_says_when_it_asked(
    world: World, dossier: Dossier
) -> None:
    ask(world, dossier, paris(2026, 4, 28))
    with pytest.raises(ActRefused, match="en sommeil"):
        actions.close_dormant(dossier.pk, by=world.agency, at=paris(2026, 6, 22))
    for month, day in [(6, 2), (6, 12), (6, 19), (6, 26)]:
        sweep(paris(2026, month, day), register_only=True)
    with pytest.raises(ActRefused, match="revient à"):
        actions.close_dormant(dossier.pk, by=world.holder, at=paris(2026, 7, 1))
    actions.close_dormant(dossier.pk, by=world.agency, at=paris(2026, 7, 1))
    dossier.refresh_from_db()
    assert (dossier.end_code, dossier.suspended) == ("E9", "")
    said = sentences.event_sentence(dossier.events.get(code="lapsed_dormant"))
    assert "malgré 3 rappels (2 juin, 12 juin et 19 juin)" in said.replace("\u00a0", " ")
    assert mails(world.referent, "E9")
    pause = dossier.suspensions.get()
    assert (pause.ending, pause.ended_on) == ("dropped", date(2026, 7, 1))


def test_a_meeting_stops_the_step_alone_and_ends_the_day_after(
    world: World, dossier: Dossier
) -> None:
    meet(world, dossier, paris(2026, 4, 28), date(2026, 5, 19))
    assert dossier.obligations.open().get(kind="promise").paused_on is None
    sweep(paris(2026, 5, 11), register_only=True)
    assert mails(world.referent, "M15")[-1].endswith("rencontre avec le conseil")
    sweep(paris(2026, 5, 19), register_only=True)
    dossier.refresh_from_db()
    assert dossier.suspended == "PR"
    sweep(paris(2026, 5, 20), register_only=True)
    dossier.refresh_from_db()
    assert dossier.suspended == ""
    calendar = ClosureDay.objects.calendar()
    worked = calendar.count(date(2026, 4, 28), date(2026, 5, 20))
    natural = calendar.add_working_days(date(2026, 5, 13), worked)
    # The promise ran: the step stops at it.
    assert natural > date(2026, 6, 2)
    assert step(dossier).due_on == dossier.promised_on == date(2026, 6, 2)
    minutes = dossier.obligations.open().get(kind="minutes")
    assert (minutes.party, minutes.due_on) == ("service", date(2026, 6, 4))
    actions.report_meeting(
        dossier.pk, by=world.holder, at=paris(2026, 5, 21), report="Vu sur place."
    )
    assert not dossier.obligations.open().filter(kind="minutes")
    assert mails(world.referent, "M15")[-1].endswith("Compte rendu de la rencontre")


def test_p18_an_engine_that_was_stopped_ends_the_meeting_on_its_day(
    world: World, dossier: Dossier
) -> None:
    meet(world, dossier, paris(2026, 4, 28), date(2026, 5, 5))
    sweep(paris(2026, 5, 15), register_only=True)
    pause = dossier.suspensions.get()
    assert (pause.ending, pause.ended_on) == ("term", date(2026, 5, 6))
    calendar = ClosureDay.objects.calendar()
    worked = calendar.count(date(2026, 4, 28), date(2026, 5, 6))
    assert step(dossier).due_on == calendar.add_working_days(date(2026, 5, 13), worked)


def test_another_body_is_awaited_only_when_the_agence_agrees(
    world: World, dossier: Dossier
) -> None:
    def wait(at: datetime) -> None:
        actions.ask_wait(
            dossier.pk,
            by=world.holder,
            at=at,
            third_party="L’agglomération",
            check_on=date(2026, 5, 29),
        )

    wait(paris(2026, 4, 28))
    assert badge(dossier, date(2026, 4, 28))[0] == "on_time"
    with pytest.raises(ActRefused, match="déjà proposée"):
        wait(paris(2026, 4, 28))
    actions.refuse_wait(
        dossier.pk, by=world.agency, at=paris(2026, 4, 29), reason="Répondez sans eux."
    )
    assert mails(world.holder, "M15")[-1].endswith("Délai maintenu")
    wait(paris(2026, 4, 29))
    actions.confirm_wait(dossier.pk, by=world.agency, at=paris(2026, 5, 4))
    pause = dossier.suspensions.get()
    assert (pause.kind, pause.started_on) == ("PT", date(2026, 4, 29))
    assert badge(dossier, date(2026, 5, 4)) == (
        "paused",
        "Délai suspendu : attente d’un autre organisme",
    )
    dossier.refresh_from_db()
    said = sentences.state_sentence(dossier, step(dossier), pause=pause, today=date(2026, 5, 4))
    assert "La Ville attend L’agglomération" in said
    # The promise runs: at need it is extended.
    actions.extend(
        dossier.pk,
        by=world.agency,
        at=paris(2026, 5, 5),
        months=1,
        reason_code="third_party",
        text="L’agglomération se réunit en juin.",
    )
    sweep(paris(2026, 5, 29), register_only=True)
    assert mails(world.holder, "M15")[-1].endswith("point avec l’organisme attendu")
    sweep(paris(2026, 6, 1), register_only=True)
    pause.refresh_from_db()
    assert pause.ending == "term"
    assert step(dossier).due_on <= date(2026, 7, 2)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"questions": "  "}, "Écrivez votre question"),
        ({"until": date(2026, 4, 28)}, "à venir"),
        ({"until": date(2026, 6, 30)}, "deux mois au plus"),
        ({"since": date(2026, 4, 29)}, "futur"),
        ({"since": date(2026, 4, 17)}, "cinq jours ouvrés"),
    ],
)
def test_a_pause_that_cannot_be_says_why(
    world: World, dossier: Dossier, fields: dict[str, Any], why: str
) -> None:
    with pytest.raises(ActRefused, match=why):
        ask(world, dossier, paris(2026, 4, 28), **fields)
    assert not Suspension.objects.exists()


def test_a_second_question_is_the_agence_s_and_four_months_are_the_most(
    world: World, dossier: Dossier
) -> None:
    ask(world, dossier, paris(2026, 4, 28), until=date(2026, 6, 26))
    actions.resume(dossier.pk, by=world.holder, at=paris(2026, 6, 26))
    with pytest.raises(ActRefused, match="deuxième fois"):
        ask(world, dossier, paris(2026, 7, 1), until=date(2026, 8, 14))
    ask(world, dossier, paris(2026, 7, 1), until=date(2026, 8, 31), by=world.agency)
    with pytest.raises(ActRefused, match="suspendu"):
        ask(world, dossier, paris(2026, 7, 2), until=date(2026, 8, 14), by=world.agency)
    actions.resume(dossier.pk, by=world.agency, at=paris(2026, 8, 31))
    with pytest.raises(ActRefused, match="quatre mois"):
        ask(world, dossier, paris(2026, 9, 1), until=date(2026, 10, 30), by=world.agency)


def test_p11_opened_and_closed_the_same_day_moves_nothing(
    world: World, dossier: Dossier
) -> None:
    before = step(dossier).due_on, dossier.promised_on
    ask(world, dossier, paris(2026, 4, 28, 10))
    actions.resume(dossier.pk, by=world.holder, at=paris(2026, 4, 28, 23, 59))
    dossier.refresh_from_db()
    assert (step(dossier).due_on, dossier.promised_on) == before
    pause = dossier.suspensions.get()
    assert pause.started_on == pause.ended_on


def test_a_promise_that_was_missed_stays_missed(world: World, dossier: Dossier) -> None:
    sweep(paris(2026, 6, 3), register_only=True)
    ask(world, dossier, paris(2026, 6, 4), until=date(2026, 7, 3))
    assert badge(dossier, date(2026, 6, 5))[0] == "late"
    actions.answer_complement(
        dossier.pk, by=world.referent, at=paris(2026, 6, 10), reply="Voilà."
    )
    dossier.refresh_from_db()
    assert dossier.promised_on == date(2026, 6, 2)
    assert badge(dossier, date(2026, 6, 10))[0] == "late"


def test_while_it_stands_still_the_step_is_not_ended_by_accident(
    world: World, dossier: Dossier
) -> None:
    ask(world, dossier, paris(2026, 4, 28))
    with pytest.raises(ActRefused, match="d’abord le reprendre"):
        world.transmit(dossier, paris(2026, 4, 29))
    with pytest.raises(ActRefused, match="revient à"):
        actions.answer_complement(
            dossier.pk, by=world.other_referent, at=paris(2026, 4, 29), reply="Moi !"
        )
    actions.resume(dossier.pk, by=world.holder, at=paris(2026, 4, 30))
    world.transmit(dossier, paris(2026, 4, 30))


def test_p14_list_and_badge_agree_while_the_promise_stands_still(
    world: World, dossier: Dossier
) -> None:
    ask(world, dossier, paris(2026, 4, 28), until=date(2026, 6, 26))
    late = Dossier.objects.late(date(2026, 6, 10), BEGINNING)
    assert not late.exists()
    actions.resume(dossier.pk, by=world.holder, at=paris(2026, 6, 26))
    dossier.refresh_from_db()
    assert dossier.promised_on is not None
    assert not Dossier.objects.late(dossier.promised_on, BEGINNING).exists()
    day = date(2026, 9, 1)
    assert Dossier.objects.late(day, BEGINNING).exists()
    assert badge(dossier, day)[0] == "late"


def test_a_closure_declared_meanwhile_counts_at_the_resumption(
    world: World, dossier: Dossier
) -> None:
    ask(world, dossier, paris(2026, 4, 28))
    ClosureDay.objects.create(day=date(2026, 5, 5), label="Panne générale")
    sweep(paris(2026, 4, 29, 11), register_only=True)
    assert step(dossier).due_on == date(2026, 5, 13)
    actions.resume(dossier.pk, by=world.holder, at=paris(2026, 5, 12))
    # Seven worked days of pause now, and one day less to work in: the same end.
    assert step(dossier).due_on == date(2026, 5, 26)


def test_p03_two_pauses_at_once_are_refused_by_the_base(world: World, dossier: Dossier) -> None:
    ask(world, dossier, paris(2026, 4, 28))
    pause = dossier.suspensions.get()
    pause.pk = None
    with pytest.raises(IntegrityError, match="suspension_one_open"), transaction.atomic():
        pause.save(force_insert=True)
