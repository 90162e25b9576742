"""What is true of an offre whatever happens: P2, P3, P5, P7, P8, P14, P23, P26, P36, P37.

With those of `laws.Watched` (P1, P15–P17, P22). Written from circuits.md 4, 5, 8 and 13;
each law reads the rows by itself and asks nothing of the code that it judges, except for
the sentences and the badge, which are what it judges.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from wagtail.models import WorkflowState

from circuits import sentences
from circuits.models import (
    Contribution,
    DateChange,
    Dossier,
    Event,
    FollowUp,
    Obligation,
    OfferThread,
    Rung,
    StepState,
)
from circuits.offer_sentences import thread_state
from circuits.readers import viewer
from participation.clock import local_day
from participation.french import long_date
from participation.models import ClosureDay, Council, Mail, TownSettings, User
from tests.properties import oracle
from tests.properties.laws import LADDER, Watched, law
from tests.properties.life import Server
from tests.properties.offer_life import FATE, SPOKESPEOPLE, WHO, OfferLife

CITY_STEPS = ("B0", "B1", "B1e", "B4", "B5")
COUNCIL_STEPS = ("B2", "B3", "B3q")
# One event for each step that is entered.
MOVES = (
    "offer_submitted",
    "offer_approved",
    "offer_returned",
    "offer_sent",
    "offer_acknowledged",
    "question_asked",
    "question_answered",
    "consultation_closed",
    "follow_up_published",
)
BY_ITSELF = ("reminded", "advised", "date_moved", "offer_silent", "consultation_closed")
# Volunteers have no hierarchy: late, they are helped by the Agence.
TO_THE_AGENCY_TOO = ("r3", "r4", "r5", "r6", "d+1")
TO_COUNCILS = ("N4", "N4b", "N5", "N7")
TO_THE_SERVICE = ("N3", "N6")
ONCE_A_THREAD = ("council_added", "offer_acknowledged", "offer_answered", "offer_declined",
                 "offer_silent", "council_withdrawn")  # fmt: skip
ONCE_AN_OFFER = ("offer_sent", "consultation_closed", "follow_up_published",
                 "assessment_published", "offer_cancelled")  # fmt: skip


class OfferLaws(Watched, OfferLife):
    """The town of `OfferLife`, watched."""

    def __init__(self) -> None:
        super().__init__()
        self.known_events: set[int] = set()
        self.known_sent: set[int] = set()

    def offers(self) -> Any:
        return Dossier.objects.filter(deposited_at__isnull=False).select_related(
            "service__directorate__head", "elected__user"
        )

    # --- One step, one owner, one date; or closed (P3, P5) ---

    @law
    def p03_the_town_or_the_councils_have_the_ball(self) -> None:
        """In consultation each council owes and the offre does not; else the town alone."""
        for offer in self.offers().filter(closed_at=None):
            owed = offer.obligations.filter(principal=True, closed_at=None)
            own = [one for one in owed if one.thread_id is None]
            self.one_passage(offer)
            if offer.step == "BC":
                assert not own
                assert owed.count() >= 1, "somebody is waited for"
                continue
            (mine,) = own
            assert len(owed) == 1
            assert mine.step == offer.step in CITY_STEPS
            assert mine.party in ("service", "agency", "elected")
        for offer in self.offers():
            asked = offer.obligations.filter(kind="cancellation", closed_at=None)
            assert [one.party for one in asked] in ([], ["elected"])

    @law
    def p03_each_open_thread_has_one_step_one_owner_and_one_date(self) -> None:
        for thread in self.threads().filter(closed_at=None):
            assert (thread.offer.step, thread.offer.closed_at) == ("BC", None)
            owed = thread.obligations.filter(closed_at=None).order_by("principal")
            answer, step = owed
            assert (answer.kind, answer.principal) == ("answer", False)
            assert (step.kind, step.principal) == ("step", True)
            assert step.step == thread.step in COUNCIL_STEPS
            assert answer.party == "referent"
            asked = thread.step == "B3q"
            assert step.party == ("service" if asked else "referent")
            assert asked == (answer.paused_on is not None) == (thread.asked_on is not None)
            assert (step.due_on if asked else None) == thread.reply_by
            assert (thread.acknowledged_at is None) == (thread.step == "B2")
            self.one_passage(thread)

    def one_passage(self, subject: Any) -> None:
        (state,) = WorkflowState.objects.active().for_instance(subject)
        assert state.status == WorkflowState.STATUS_IN_PROGRESS
        (here,) = StepState.objects.filter(
            workflow_state=state, status=StepState.STATUS_IN_PROGRESS
        )
        assert here.pk == state.current_task_state_id
        assert here.task.specific.step == subject.step

    @law
    def p05_closed_means_a_date_a_code_and_nothing_owed(self) -> None:
        for subject in (*Dossier.objects.all(), *self.threads()):
            closed = subject.closed_at is not None
            assert closed == (subject.step == "end") == bool(subject.end_code)
            if closed:
                assert subject.end_code in ("F1", "F2", "F3", "F4")
                assert not subject.obligations.filter(closed_at=None).exists()
                assert not WorkflowState.objects.active().for_instance(subject).exists()
        for offer in self.offers().exclude(closed_at=None):
            cancelled = offer.end_code == "F4"
            assert bool(offer.end_reason) == cancelled
            closing = "offer_cancelled" if cancelled else "assessment_published"
            said = offer.events.filter(code=closing).get()
            assert said.text is not None and said.text.body.strip()
            assert not offer.threads.filter(closed_at=None).exists()
            assert cancelled or offer.answered_at is not None
            if Contribution.objects.filter(thread__offer=offer).exists() and cancelled:
                assert FATE in said.text.body, "the councils read what becomes of their answers"
        for draft in Dossier.objects.filter(deposited_at=None):
            assert draft.step == ""
            assert not draft.obligations.exists() and not draft.events.exists()
            assert not draft.threads.exists()

    # --- Who is late (P14) ---

    @law
    def p14_an_offre_is_late_with_its_suites_only_and_a_council_never(self) -> None:
        public_from = TownSettings.load().lateness_public_from
        calendar = ClosureDay.objects.calendar()
        listed = set(Dossier.objects.late(self.today, public_from).values_list("pk", flat=True))
        for offer in Dossier.objects.all():
            owed = offer.obligations.filter(step="B4", principal=True, closed_at=None)
            due = owed.values_list("due_on", flat=True).first()
            late = due is not None and self.today > due
            assert (offer.pk in listed) == late
            assert sentences.is_late(offer, self.today, public_from) == late
            badge = sentences.badge(offer, self.today, calendar, public_from)
            assert (badge.tone == "late") == late
            assert ("En retard" in badge.label) == late
            told = due is not None and offer.answered_at is None
            assert not told or offer.promised_on == due

    @law
    def p14_each_state_is_said_in_one_sentence(self) -> None:
        for offer in self.offers():
            owed = offer.obligations.filter(principal=True, closed_at=None, thread=None).first()
            ways = list(self.threads().filter(offer=offer))
            said = sentences.state_sentence(offer, owed, threads=ways, today=self.today)
            for words in (said, *(thread_state(way) for way in ways)):
                assert words.endswith(".") and "None" not in words, words
        for owed in Obligation.objects.filter(kind="answer", closed_at=None):
            # What is promised in public is what the engine counts: the council's date, or
            # that of the town while it owes an answer to the council's question.
            counted = owed
            if owed.paused_on is not None:
                counted = Obligation.objects.get(
                    thread=owed.thread, principal=True, closed_at=None
                )
            assert long_date(counted.due_on) in thread_state(owed.thread), str(owed)

    # --- Who acted, and who is written to (P7, P23) ---

    @law
    def p07_each_act_was_done_by_somebody_who_may(self) -> None:
        told = Event.objects.exclude(pk__in=self.known_events).order_by("pk")
        for event in told.select_related("actor__user", "on_behalf_of__user"):
            self.known_events.add(event.pk)
            if event.actor.is_system:
                self.by_itself(event)
                continue
            if event.on_behalf_of is not None:
                assert event.actor.user.is_staff and event.actor.user.is_active
            who = (event.on_behalf_of or event.actor).user
            assert who.is_active, str(event)
            assert self.entitled(who, WHO[event.data["act"]], event), str(event)

    @law
    def p07_whoever_speaks_for_the_successor_speaks_for_the_council(self) -> None:
        gone = list(Council.objects.exclude(dissolved_on=None).order_by("pk"))
        for name in SPOKESPEOPLE if gone else ():
            person = self.person(name)
            speaks = viewer(person, self.today).speaks_for
            for council in gone:
                may_speak = person in self.speakers(council, self.today)
                assert (council.pk in speaks) == may_speak, (name, str(council))

    def entitled(self, who: User, group: str, event: Event) -> bool:
        offer = event.dossier
        service, elected = offer.service, offer.elected
        if group == "council":
            thread = self.threads().get(pk=event.thread_id)
            return who in self.speakers(thread.council, local_day(event.at))
        if group == "elected":
            return elected is not None and elected.active and elected.user == who
        if group == "agency" or (group == "carriers" and who.is_staff):
            return who.is_staff
        team = {offer.holder, offer.deputy, service.holder, service.deputy, service.head}
        return who in team | set(service.agents.all())

    def rightly_addressed(self, mail: Mail, day: date) -> None:
        deliveries = mail.deliveries.select_related("rung__obligation__thread__council")
        for delivery in deliveries:
            owed = delivery.rung.obligation
            if owed.thread is None:
                assert mail.address in self.of_the_city(owed.dossier, day), str(delivery)
                continue
            if owed.step == "B3q" and owed.principal:
                assert mail.address in self.of_the_city(owed.dossier, day), str(delivery)
                continue
            readers = self.of_the_council(owed.thread.council, day)
            if delivery.rung.code in TO_THE_AGENCY_TOO:
                readers.add(TownSettings.load().agency_email)
            assert mail.address in readers, str(delivery)
        if mail.deliveries.exists():
            return
        offer = self.offers().get(reference=mail.reference)
        if mail.code in TO_THE_SERVICE:
            assert mail.address in self.of_the_city(offer, day), str(mail)
            return
        assert mail.code in TO_COUNCILS, str(mail)
        (thread,) = [
            thread
            for thread in self.threads().filter(offer=offer)
            if mail.subject.startswith(f"[{offer.label} · {thread.council}]")
        ]
        assert mail.address in self.of_the_council(thread.council, day), str(mail)

    # --- The record (P26) ---

    @law
    def p26_nothing_is_public_before_the_elu_signs(self) -> None:
        for offer in self.offers():
            sent = offer.events.filter(code="offer_sent").first()
            assert (sent is None) == (offer.sent_at is None) == (offer.threads.count() == 0)
            public = offer.events.filter(audience="public").order_by("position").first()
            assert public is None or (sent and public.position >= sent.position), str(public)

    @law
    def p26_what_happened_left_exactly_one_event(self) -> None:
        codes = Counter(Event.objects.values_list("code", flat=True))
        done = Counter(Rung.objects.filter(state="done").values_list("kind", flat=True))
        assert codes["reminded"] + codes["advised"] == sum(done[kind] for kind in LADDER)
        assert codes["reminded"] == done["relance"]
        assert codes["offer_silent"] == done["auto"]
        assert codes["date_moved"] == DateChange.objects.filter(cause="calendar").count()
        threads = OfferThread.objects.count()
        assert StepState.objects.count() == threads + sum(codes[code] for code in MOVES)
        asked = Counter(
            Obligation.objects.filter(kind="cancellation").values_list("closing", flat=True)
        )
        assert codes["cancellation_asked"] == sum(asked.values())
        decided = codes["cancellation_refused"] + codes["offer_cancelled"]
        assert decided == asked["done"]

    @law
    def p26_each_end_has_its_event_and_each_event_its_mail(self) -> None:
        for offer in self.offers():
            codes = Counter(offer.events.values_list("code", flat=True))
            assert all(codes[code] <= 1 for code in ONCE_AN_OFFER), codes
            assert bool(codes["follow_up_published"]) == (offer.answered_at is not None)
            assert bool(codes["assessment_published"]) == (offer.end_code in ("F1", "F2", "F3"))
            assert bool(codes["offer_cancelled"]) == (offer.end_code == "F4")
            assert bool(codes["consultation_closed"]) == (offer.promised_on is not None)
            for thread in self.threads().filter(offer=offer):
                own = offer.events.filter(thread=thread).values_list("code", flat=True)
                self.a_way_is_told(thread, Counter(own), cancelled=codes["offer_cancelled"])
        told = Mail.objects.filter(code="N3").values("subject").distinct().count()
        heard = Event.objects.filter(code__in=ONCE_A_THREAD[2:5]).count()
        assert (told > 0) == (heard > 0)

    def a_way_is_told(self, thread: OfferThread, codes: Counter[str], cancelled: int) -> None:
        assert all(codes[code] <= 1 for code in ONCE_A_THREAD), codes
        received = codes["offer_acknowledged"] + codes["question_asked"]
        assert bool(received) == (thread.acknowledged_at is not None)
        answered = Contribution.objects.filter(thread=thread).exists()
        assert bool(codes["offer_answered"]) == answered == (thread.end_code == "F1")
        assert bool(codes["offer_declined"]) == (thread.end_code == "F2")
        late = answered and bool(codes["offer_silent"])
        assert bool(codes["offer_silent"]) == (thread.end_code == "F3" or late)
        withdrawn = bool(codes["council_withdrawn"] or cancelled)
        assert thread.end_code != "F4" or withdrawn
        mails = Mail.objects.filter(
            reference=thread.offer.reference, subject__contains=f"· {thread.council}]"
        )
        told = Counter(mails.values_list("code", flat=True))
        waited_for = thread.end_code != "F4" or not codes["council_withdrawn"]
        if thread.offer.answered_at is not None and waited_for:
            assert told["N4"], "the council is told what became of the offre"
        if thread.end_code == "F4":
            assert told["N5"], "the council is told that it is waited for no more"

    # --- Each council goes its own way (P36) ---

    def done(self, act: str, pk: int, thread: OfferThread | None, before: Any) -> None:
        mine = {(pk, None), (pk, thread.pk if thread else None)}
        if act == "confirm_cancellation":
            mine |= {key for key in before if key[0] == pk}
        after = self.rows()
        for key, rows in before.items():
            assert key in mine or after[key] == rows, ("P36", act, key)

    @law
    def p36_suites_come_after_the_last_council_one_for_each_answer(self) -> None:
        for offer in self.offers():
            said = Contribution.objects.filter(thread__offer=offer)
            followed = FollowUp.objects.filter(contribution__in=said)
            if offer.answered_at is None:
                assert not followed.exists()
                continue
            assert not offer.threads.filter(closed_at=None).exists()
            assert followed.count() == said.count()
            assert all(one.published_at == offer.answered_at for one in followed)

    @law
    def p36_a_late_answer_is_kept_and_marked(self) -> None:
        for said in Contribution.objects.select_related("thread"):
            thread = said.thread
            silent = thread.offer.events.filter(code="offer_silent", thread=thread).exists()
            late = (thread.asked_on or local_day(said.written_at)) > self.last_date(thread)
            assert said.late == late, str(said)
            assert said.late or not silent
            assert (thread.end_code, thread.closed_at) == ("F1", said.written_at)

    def last_date(self, thread: OfferThread) -> date:
        """The council's date, as it was last counted."""
        answer: Obligation = thread.obligations.get(kind="answer")
        return answer.due_on

    def swept(self) -> None:
        super().swept()
        self._no_duty_mail_left_for_somebody_whose_mandate_ended()
        for thread in self.threads().filter(closed_at=None, step="B3"):
            step = thread.obligations.get(principal=True, closed_at=None)
            assert step.due_on == self.last_date(thread), "a council has one date"

    def _no_duty_mail_left_for_somebody_whose_mandate_ended(self) -> None:
        left = Mail.objects.filter(kind=Mail.Kind.DUTY, sent_at__isnull=False)
        for mail in left.exclude(pk__in=self.known_sent):
            self.known_sent.add(mail.pk)
            self.rightly_addressed(mail, self.today)

    # --- What the platform does by itself (P37) ---

    def by_itself(self, event: Event) -> None:
        assert event.code in BY_ITSELF, str(event)
        if event.code != "offer_silent":
            return
        day, thread = local_day(event.at), self.threads().get(pk=event.thread_id)
        due = self.last_date(thread)
        assert day >= oracle.working_days_after(due, 10, self.closures()), (day, due)
        notices = Mail.objects.filter(
            deliveries__rung__obligation__thread=thread,
            deliveries__rung__code="d+1",
            pk__in=[sent.pk for sent in Server.log],
            sent_at__isnull=False,
        )
        told = [local_day(at) for at in notices.values_list("sent_at", flat=True)]
        assert told, "nothing was announced"
        assert day - min(told) >= timedelta(days=7), (day, told)
