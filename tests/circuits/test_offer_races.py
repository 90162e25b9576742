"""Several at once on one offre, with real commits: P1, P16, P17, P36, « exactly one wins »."""

from __future__ import annotations

import threading
import uuid
from collections import Counter
from datetime import date, datetime
from typing import Any

import pytest
from django.db import transaction

from circuits import actions
from circuits.actions.conclude import Said
from circuits.errors import ActRefused, Stale
from circuits.models import (
    Contribution,
    Dossier,
    Event,
    FollowUp,
    Obligation,
    OfferThread,
)
from circuits.sweep import sweep
from participation.models import Mail, Mandate
from tests.circuits.snapshot import snapshot
from tests.circuits.test_races import held
from tests.circuits.threads import Parallel
from tests.factories import CouncilFactory, paris
from tests.factories.offers import OPINION, OfferWorld

START = paris(2026, 4, 2)
# The announced end of an answer that was due on 30 June.
SILENCE = paris(2026, 7, 15)
TURNS = 5


@pytest.fixture
def town(committed_db: str) -> OfferWorld:
    return OfferWorld()


def failures(results: list[Any]) -> list[Exception]:
    return [result for result in results if isinstance(result, Exception)]


def answer(
    town: OfferWorld, offer: Dossier, council: Any, at: datetime = START, **door: Any
) -> Any:
    """A council's answer, ready to be given: whoever it is given with."""
    thread = town.thread(offer, council).pk
    by = door.pop("by", town.speakers[council.pk])
    fields = {"kind": "opinion", "body": OPINION, **door}
    return lambda: actions.answer_offer(offer.pk, by=by, at=at, thread=thread, **fields)


def waiting_for_one(town: OfferWorld) -> Dossier:
    """An offre that the third council alone has not answered."""
    offer = town.sent(START)
    town.answer_offer(offer, town.council, START)
    town.answer_offer(offer, town.other_council, START)
    return offer


def about_to_fall_silent(town: OfferWorld, count: int = 1) -> list[Dossier]:
    """The third council was told of the end that comes on the day of `SILENCE`."""
    offers = [waiting_for_one(town) for _ in range(count)]
    sweep(paris(2026, 7, 1), register_only=True)
    return offers


def ends_once(offer: Dossier, council: Any) -> OfferThread:
    """The thread of this council, which ended, with as many events as ends."""
    thread = OfferThread.objects.get(offer=offer.pk, council=council)
    assert thread.end_code
    assert not thread.obligations.open().exists()
    return thread


def consulted_once(offer: Dossier) -> None:
    """The consultation closed once, and the town owes one follow-up (B4)."""
    offer.refresh_from_db()
    assert offer.step == "B4"
    assert offer.events.filter(code="consultation_closed").count() == 1
    (owed,) = offer.obligations.open().filter(principal=True)
    assert (owed.step, owed.party) == ("B4", "service")
    assert offer.obligations.filter(step="B4", principal=True).count() == 1
    positions = list(offer.events.order_by("position").values_list("position", flat=True))
    assert positions == list(range(1, len(positions) + 1))


# --- Councils ---


def test_two_people_of_one_council_answer_at_once_and_exactly_one_wins(
    town: OfferWorld,
) -> None:
    for turn in range(TURNS):
        offer, at = town.sent(START), paris(2026, 4, 9, 9, turn)
        seen = town.thread(offer, town.council).version
        people = {"the first": town.referent, "the second": town.referent_deputy}
        works = [
            answer(town, offer, town.council, at, by=by, seen=seen, body=body)
            for body, by in people.items()
        ]
        with Parallel() as parallel:
            results = parallel.together(*works)
        (loser,) = failures(results)
        assert isinstance(loser, Stale), loser
        said = Contribution.objects.get(thread__offer=offer)
        winner = people[said.body]
        assert (loser.who, loser.at, loser.mine) == (str(winner), at, False)
        assert "donne son avis" in str(loser)
        assert said.written_by.user == winner
        assert offer.events.filter(code="offer_answered").count() == 1
        assert Mail.objects.filter(code="N3", address=town.holder.email).count() == turn + 1
        assert town.thread(offer, town.council).version == seen + 1


def test_a_double_click_on_an_answer_is_one_answer(town: OfferWorld) -> None:
    offer = town.sent(START)
    click = answer(town, offer, town.council, seen=town.thread(offer, town.council).version)
    with Parallel() as parallel:
        results = parallel.together(click, click, click)
    losers = failures(results)
    assert len(losers) == 2
    assert all(isinstance(loser, Stale) and loser.mine for loser in losers), losers
    assert Contribution.objects.count() == 1
    assert Mail.objects.filter(code="N3").count() == 3


def test_one_answers_while_the_other_declines(town: OfferWorld) -> None:
    for _ in range(TURNS):
        offer = town.sent(START)
        thread = town.thread(offer, town.council)
        door = {"at": START, "thread": thread.pk, "seen": thread.version}
        with Parallel() as parallel:
            results = parallel.together(
                answer(town, offer, town.council, seen=thread.version),
                lambda door=door, pk=offer.pk: actions.decline_offer(
                    pk, by=town.referent_deputy, **door
                ),
            )
        assert [type(error) for error in failures(results)] == [Stale]
        ended = ends_once(offer, town.council)
        assert (ended.end_code == "F1") == Contribution.objects.filter(thread=ended).exists()


def test_p36_the_last_two_councils_answer_at_once_and_both_are_heard(
    town: OfferWorld,
) -> None:
    for _ in range(TURNS):
        offer = town.sent(START)
        town.decline_offer(offer, town.council, START)
        works = [
            answer(town, offer, council, seen=town.thread(offer, council).version)
            for council in (town.other_council, town.third_council)
        ]
        with Parallel() as parallel:
            results = parallel.together(*works)
        assert not failures(results)
        assert Contribution.objects.filter(thread__offer=offer).count() == 2
        consulted_once(offer)


def test_p36_many_councils_answer_decline_and_leave_at_once(town: OfferWorld) -> None:
    more = [CouncilFactory() for _ in range(5)]
    for council in more:
        town.speakers[council.pk] = town._mandate(council, "referent")
    councils = [*town.councils, *more]
    offer = town.sent(START, councils=councils)

    def work(number: int) -> Any:
        council = councils[number]
        thread = town.thread(offer, council).pk
        door = {"at": START, "thread": thread}
        speaker = town.speakers[council.pk]
        if number % 3 == 1:
            return lambda: actions.decline_offer(offer.pk, by=speaker, **door)
        if number % 3 == 2:
            return lambda: actions.withdraw_council(
                offer.pk, by=town.agency, reason="Envoyée par erreur.", **door
            )
        return answer(town, offer, council)

    with Parallel() as parallel:
        results = parallel.together(*[work(number) for number in range(len(councils))])
    assert not failures(results)
    codes = Counter(offer.threads.values_list("end_code", flat=True))
    assert codes == {"F1": 3, "F2": 3, "F4": 2}
    consulted_once(offer)


def test_p36_the_last_council_answers_while_another_one_is_added(town: OfferWorld) -> None:
    """Either it is asked and waited for, or the town owes its follow-up: never both."""
    for _ in range(TURNS):
        offer, late = waiting_for_one(town), CouncilFactory()

        def add(pk: int = offer.pk, late: Any = late) -> Any:
            return actions.add_council(pk, by=town.agency, at=START, councils=[late])

        with Parallel() as parallel:
            results = parallel.together(answer(town, offer, town.third_council), add)
        offer.refresh_from_db()
        added = offer.threads.filter(council=late)
        if failures(results):
            (error,) = failures(results)
            assert isinstance(error, ActRefused), error
            assert not added.exists()
            consulted_once(offer)
        else:
            assert offer.step == "BC"
            assert added.get().step == "B2"
            assert not offer.obligations.open().filter(thread=None).exists()


def test_one_council_is_added_once_by_two_people(town: OfferWorld) -> None:
    for _ in range(TURNS):
        offer, late = town.sent(START), CouncilFactory()
        offer.refresh_from_db()

        def add(by: Any, pk: int = offer.pk, late: Any = late) -> Any:
            return lambda: actions.add_council(pk, by=by, at=START, councils=[late])

        with Parallel() as parallel:
            results = parallel.together(add(town.agency), add(town.holder))
        (loser,) = failures(results)
        assert isinstance(loser, ActRefused), loser
        assert OfferThread.objects.filter(offer=offer, council=late).count() == 1
        assert offer.events.filter(code="council_added").count() == 1


# --- The silence ---


def test_p36_an_answer_and_the_silence_at_once_are_one_end_and_the_answer_is_kept(
    town: OfferWorld,
) -> None:
    offers = about_to_fall_silent(town, 2 * TURNS)
    works = [answer(town, offer, town.third_council, SILENCE) for offer in offers]
    with Parallel() as parallel:
        results = parallel.together(lambda: sweep(SILENCE, register_only=True), *works)
    assert not failures(results)
    sweep(SILENCE, register_only=True)
    for offer in offers:
        thread = ends_once(offer, town.third_council)
        assert thread.end_code == "F1"
        assert thread.contribution.late
        assert offer.events.filter(code="offer_answered", thread=thread).count() == 1
        assert offer.events.filter(code="offer_silent", thread=thread).count() <= 1
        consulted_once(offer)


def test_p36_the_sweep_finds_nobody_silent_whose_answer_is_being_written(
    town: OfferWorld,
) -> None:
    (offer,) = about_to_fall_silent(town)
    write = answer(town, offer, town.third_council, SILENCE)
    with Parallel() as parallel:
        with held(write, parallel) as commit:
            parallel.start(lambda: sweep(SILENCE, register_only=True)).result(30)
            assert not Event.objects.filter(code="offer_silent").exists()
            commit()
        sweep(paris(2026, 7, 15, 11), register_only=True)
    assert ends_once(offer, town.third_council).end_code == "F1"
    assert not Event.objects.filter(code="offer_silent").exists()
    consulted_once(offer)


def test_p36_who_answers_while_it_is_found_silent_is_still_heard(town: OfferWorld) -> None:
    (offer,) = about_to_fall_silent(town)
    with Parallel() as parallel:
        with held(lambda: sweep(SILENCE, register_only=True), parallel) as commit:
            writing = parallel.start(answer(town, offer, town.third_council, SILENCE))
            assert not threading.Event().wait(0.3)
            assert not writing.done(), "it waits for the platform's transaction"
            commit()
        writing.result(30)
    thread = ends_once(offer, town.third_council)
    assert (thread.end_code, thread.contribution.late) == ("F1", True)
    assert offer.events.filter(code="offer_silent", thread=thread).count() == 1
    consulted_once(offer)


def test_p17_sweeps_at_once_find_each_council_silent_once(town: OfferWorld) -> None:
    offer = town.sent(START)
    sweep(paris(2026, 7, 1), register_only=True)
    with Parallel() as parallel:
        results = parallel.together(*[lambda: sweep(SILENCE, register_only=True)] * 4)
    assert not failures(results)
    sweep(SILENCE, register_only=True)
    assert set(offer.threads.values_list("end_code", flat=True)) == {"F3"}
    told = Counter(offer.events.filter(code="offer_silent").values_list("thread", flat=True))
    assert set(told.values()) == {1}
    assert len(told) == 3
    assert Mail.objects.filter(code="N3", address=town.holder.email).count() == 3
    consulted_once(offer)


# --- The town's last words ---


def test_p36_a_follow_up_and_a_late_answer_at_once_leave_none_without_its_own(
    town: OfferWorld,
) -> None:
    at = paris(2026, 7, 16)
    offers = about_to_fall_silent(town, TURNS)
    sweep(SILENCE, register_only=True)
    assert set(Dossier.objects.values_list("step", flat=True)) == {"B4"}
    for offer in offers:
        given = [
            Said(said.pk, "kept", "C’est dans le plan.")
            for said in Contribution.objects.filter(thread__offer=offer)
        ]

        def publish(pk: int = offer.pk, given: Any = given) -> Any:
            return actions.publish_follow_up(
                pk, by=town.holder, at=at, text="La Ville retient les bancs.", follow_ups=given
            )

        with Parallel() as parallel:
            results = parallel.together(publish, answer(town, offer, town.third_council, at))
        (loser,) = failures(results)
        assert isinstance(loser, ActRefused), loser
        offer.refresh_from_db()
        said = Contribution.objects.filter(thread__offer=offer)
        followed = FollowUp.objects.filter(contribution__in=said)
        if offer.answered_at:
            assert "a publié ses suites" in str(loser)
            assert (offer.step, said.count(), followed.count()) == ("B5", 2, 2)
        else:
            assert "Chaque réponse d’un conseil doit avoir sa suite." in str(loser)
            assert (offer.step, said.count(), followed.count()) == ("B4", 3, 0)


def test_two_colleagues_publish_the_follow_up_once(town: OfferWorld) -> None:
    offer = town.heard(START)
    given = town.follow_ups(offer)

    def publish(by: Any) -> Any:
        return lambda: actions.publish_follow_up(
            offer.pk, by=by, at=START, seen=offer.version, text="Retenu.", follow_ups=given
        )

    with Parallel() as parallel:
        results = parallel.together(publish(town.holder), publish(town.head))
    (loser,) = failures(results)
    assert isinstance(loser, Stale), loser
    assert loser.who in (str(town.holder), str(town.head))
    assert FollowUp.objects.count() == 3
    assert Mail.objects.filter(code="N4", address=town.referent.email).count() == 1


def asked_to_cancel(town: OfferWorld) -> Dossier:
    offer = town.sent(START)
    town.answer_offer(offer, town.council, START)
    actions.ask_cancellation(
        offer.pk,
        by=town.holder,
        at=START,
        reason_code="budget",
        text="Le budget est annulé.",
        fate="Elles serviront.",
    )
    offer.refresh_from_db()
    return offer


@pytest.mark.parametrize("informed", [True, False], ids=["with a page", "without"])
def test_a_cancellation_and_an_answer_at_once(town: OfferWorld, informed: bool) -> None:
    """The élu who read a page that is no longer true is told; an answer is never lost."""
    for _ in range(TURNS):
        offer = asked_to_cancel(town)
        seen = offer.version if informed else None

        def confirm(pk: int = offer.pk, seen: Any = seen) -> Any:
            return actions.confirm_cancellation(pk, by=town.elected, at=START, seen=seen)

        with Parallel() as parallel:
            cancelled, answered = parallel.together(
                confirm, answer(town, offer, town.third_council)
            )
        offer.refresh_from_db()
        thread = town.thread(offer, town.third_council)
        heard = Contribution.objects.filter(thread=thread).exists()
        if isinstance(answered, Exception):
            assert isinstance(answered, ActRefused), answered
            assert not heard
            assert thread.end_code == "F4"
        else:
            assert heard
            assert thread.end_code == "F1"
        if isinstance(cancelled, Exception):
            # Told who answered; or, without a page, that an answer came since it was asked.
            assert isinstance(cancelled, Stale if informed else ActRefused), cancelled
            if isinstance(cancelled, Stale):
                assert cancelled.who == str(town.third_referent)
            assert heard
            assert offer.step == "BC"
        else:
            assert offer.end_code == "F4"
            assert not offer.obligations.open().exists()
            told = Mail.objects.filter(code="N5", reference=offer.reference)
            assert set(Counter(told.values_list("address", flat=True)).values()) == {1}
            assert told.count() == 4


def test_the_elu_cannot_confirm_and_refuse_at_once(town: OfferWorld) -> None:
    offer = asked_to_cancel(town)
    with Parallel() as parallel:
        results = parallel.together(
            lambda: actions.confirm_cancellation(offer.pk, by=town.elected, at=START),
            lambda: actions.refuse_cancellation(
                offer.pk, by=town.elected, at=START, reason="Le budget est trouvé."
            ),
        )
    (loser,) = failures(results)
    assert isinstance(loser, ActRefused), loser
    codes = ("offer_cancelled", "cancellation_refused")
    assert offer.events.filter(code__in=codes).count() == 1
    assert not Obligation.objects.open().filter(kind="cancellation").exists()


# --- Writing and sending ---


def test_the_same_new_page_sent_twice_at_once_is_one_draft(town: OfferWorld) -> None:
    key = uuid.uuid4()
    with Parallel() as parallel:
        results = parallel.together(*[lambda: town.offer_draft(START, key=key)] * 3)
    assert not failures(results)
    assert {draft.pk for draft in results} == {Dossier.objects.get().pk}
    assert town.councils == list(results[0].councils.order_by("pk"))


def test_two_colleagues_save_a_draft_at_once_and_one_is_told(town: OfferWorld) -> None:
    draft = town.offer_draft(START)

    def save(by: Any, title: str) -> Any:
        return lambda: actions.save_offer(
            draft.pk, by=by, at=START, seen=draft.version, title=title
        )

    with Parallel() as parallel:
        results = parallel.together(save(town.holder, "Un"), save(town.deputy, "Deux"))
    losers = failures(results)
    assert [type(loser) for loser in losers] == [Stale], "both saved: one text is lost"
    draft.refresh_from_db()
    (winner,) = [result for result in results if not isinstance(result, Exception)]
    assert draft.title == winner.title


def test_offers_submitted_at_once_are_numbered_without_gap(town: OfferWorld) -> None:
    drafts = [town.offer_draft(START) for _ in range(8)]
    with Parallel() as parallel:
        results = parallel.together(
            *[
                lambda pk=draft.pk: actions.submit_offer(pk, by=town.holder, at=START)
                for draft in drafts
            ]
        )
    assert not failures(results)
    numbers = Dossier.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 9))


def test_an_offer_is_sent_once_to_each_council(town: OfferWorld) -> None:
    offer = town.submitted(START)
    town.approve_offer(offer, START)
    offer.refresh_from_db()

    def sign() -> Any:
        return actions.send_offer(offer.pk, by=town.elected, at=START, seen=offer.version)

    with Parallel() as parallel:
        results = parallel.together(sign, sign, sign)
    losers = failures(results)
    assert len(losers) == 2
    assert all(isinstance(loser, Stale) and loser.mine for loser in losers), losers
    councils = Counter(offer.threads.values_list("council", flat=True))
    assert councils == {council.pk: 1 for council in town.councils}
    assert offer.events.filter(code="offer_sent").count() == 1


def test_a_submission_freezes_the_text_that_was_checked(town: OfferWorld) -> None:
    """A colleague's correction comes before it, or is refused: never under the Agence."""
    for _ in range(TURNS):
        draft = town.offer_draft(START)

        def submit(pk: int = draft.pk, seen: int = draft.version) -> Any:
            return actions.submit_offer(pk, by=town.holder, at=START, seen=seen)

        def save(pk: int = draft.pk) -> Any:
            return actions.save_offer(pk, by=town.deputy, at=START, title="Corrigé")

        with Parallel() as parallel:
            submitted, saved = parallel.together(submit, save)
        draft.refresh_from_db()
        recorded = draft.events.filter(code="offer_submitted").exists()
        assert draft.is_draft is not recorded, "submitted, and a draft again"
        if isinstance(submitted, Exception):
            assert isinstance(submitted, Stale), submitted
            assert (draft.title, draft.is_draft) == ("Corrigé", True)
        else:
            assert isinstance(saved, ActRefused), saved
            assert draft.title != "Corrigé"


# --- P16, P17: several sweeps ---


@pytest.mark.parametrize(
    "at", [START, paris(2026, 4, 21), paris(2026, 6, 15), SILENCE], ids=lambda at: f"{at:%d %B}"
)
def test_p16_p17_sweeps_at_once_write_one_mail_per_person_and_day(
    town: OfferWorld, at: datetime
) -> None:
    """Three offres, one person who speaks for two councils, one who speaks for one."""
    Mandate.objects.create(
        council=town.other_council, user=town.referent, role="referent", starts_on=START.date()
    )
    for _ in range(2):
        town.sent(START)
    discussed = town.sent(START)
    for council in town.councils:
        town.acknowledge_offer(discussed, council, paris(2026, 4, 9))
    town.submitted(START)
    if at == SILENCE:
        sweep(paris(2026, 7, 1), register_only=True)
    with transaction.atomic():
        sweep(at, register_only=True)
        alone = snapshot()
        transaction.set_rollback(True)
    assert snapshot() != alone
    with Parallel() as parallel:
        results = parallel.together(*[lambda: sweep(at, register_only=True)] * 3)
    assert not failures(results)
    # Whatever one skipped because another one held it is left for the next tick.
    sweep(at, register_only=True)
    assert snapshot() == alone
    duty = Mail.objects.filter(kind="duty").values_list("address", "duty_day")
    assert set(Counter(duty).values()) == {1}
    if at != SILENCE:
        told = Mail.objects.get(address=town.referent.email, duty_day=at.date())
        councils = told.deliveries.values_list("rung__obligation__thread__council", flat=True)
        assert set(councils) == {town.council.pk, town.other_council.pk}


def test_many_people_and_sweeps_at_once_never_block_each_other_for_good(
    town: OfferWorld,
) -> None:
    offers = [town.sent(START) for _ in range(3)]
    at = paris(2026, 4, 21)
    works = [answer(town, offer, council, at) for offer in offers for council in town.councils]
    works += [lambda: sweep(at, register_only=True)] * 3
    works += [lambda pk=offer.pk: add_one(town, pk, at) for offer in offers]
    with Parallel() as parallel:
        results = parallel.together(*works)
    assert all(isinstance(error, ActRefused) for error in failures(results)), results
    assert Contribution.objects.count() == 9
    for offer in offers:
        offer.refresh_from_db()
        assert offer.step == ("BC" if offer.threads.open().exists() else "B4")


def add_one(town: OfferWorld, pk: int, at: datetime) -> Any:
    late = CouncilFactory(name=f"Conseil ajouté {pk}", slug=f"ajoute-{pk}")
    return actions.add_council(pk, by=town.agency, at=at, councils=[late])


def test_a_closure_day_moves_the_dates_of_every_thread_once(town: OfferWorld) -> None:
    """The answer date falls on a day that the town hall closes: each council is told."""
    from participation.models import ClosureDay

    offer = town.sent(START)
    ClosureDay.objects.create(day=date(2026, 6, 30), label="Pont")
    at = paris(2026, 4, 7)
    with Parallel() as parallel:
        results = parallel.together(*[lambda: sweep(at, register_only=True)] * 3)
    assert not failures(results)
    sweep(at, register_only=True)
    for thread in offer.threads.all():
        (owed,) = thread.obligations.filter(kind="answer")
        assert owed.due_on == date(2026, 7, 1)
        assert owed.changes.count() == 1
    moved = offer.events.filter(code="date_moved").values_list("thread", flat=True)
    assert set(Counter(moved).values()) == {1}
