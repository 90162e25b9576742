"""What is true whatever happens: P1, P3, P5, P8, P10, P14–P17, P22, P23, P25, P26, P37.

`Watched` holds the laws of any dossier, `Laws` those of a demande. Each law is written
from circuits.md and reads the rows by itself: none of them asks the code that it judges,
except for the sentences and the badge, which are what it judges.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any

from django.db import connection
from django.db.models import Count
from hypothesis.stateful import invariant
from wagtail.models import WorkflowState

from circuits import sentences
from circuits.audit import audit
from circuits.models import (
    DateChange,
    Delivery,
    Digest,
    Dossier,
    Event,
    Obligation,
    Rung,
    StepState,
    Suspension,
    Told,
)
from participation.clock import PARIS, local_day
from participation.models import (
    ClosureDay,
    Council,
    Directorate,
    ElectedOfficial,
    Mail,
    Mandate,
    Service,
    TownSettings,
    User,
)
from tests import envelopes
from tests.properties import oracle
from tests.properties.life import Ground, Life, Server
from tests.properties.replay import replay, shown

LADDER = ("avis", "relance")
TO_THE_COUNCIL = ("n7", "p+1", "c-10", "c0")
COUNCIL_NOTICES = ("M1", "M2", "M7", "M9", "M11", "E1", "E2", "E5", "E6", "E7", "E9")
# The M15 family tells whoever waits, on either side; so does a withdrawal.
BOTH_NOTICES = ("M15", "E8")
TO_BOTH = ("c+5", "m-5")
PAUSES = ("complement", "meeting", "third_party")
ENDS = (
    "acknowledged",
    "lapsed",
    "done_confirmed",
    "commitment_abandoned",
    "withdrawn",
    "transferred",
    "merged",
    "barred",
    "lapsed_dormant",
)
# What the platform does without anybody.
BY_ITSELF = (
    "reminded",
    "advised",
    "promise_missed",
    "date_moved",
    "lapsed",
    "resumed",
    "fell_asleep",
)
# Which events a mail of its own tells, by the mail's code.
SAID_BY = {
    "M1": ["deposited"],
    "M2": ["qualified"],
    "M7": ["suspended"],
    "M9": ["answer_published", "answer_deferred"],
    "M10": ["promise_missed"],
    "M11": ["extended"],
    "E1": ["done_confirmed"],
    "E2": ["commitment_abandoned"],
    "E5": ["transferred"],
    "E6": ["barred"],
    "E7": ["merged"],
    "E8": ["withdrawn"],
    "E9": ["lapsed_dormant"],
    "M15": [
        "suspended",
        "resumed",
        "meeting_reported",
        "reassigned",
        "precision_asked",
        "reasons_asked",
        "reopened",
        "text_hidden",
    ],
    "N3": ["offer_answered", "offer_declined", "offer_silent"],
    "N4": ["follow_up_published"],
    "N4b": ["assessment_published"],
    "N7": ["question_answered"],
    "N5": ["offer_cancelled", "council_withdrawn"],
}
BEFORE_ANSWER = ("A1", "A2", "A3", "A4", "A5")


def law(check: Callable[[Any], None]) -> Callable[[Any], None]:
    """Held against the rows, after each rule that moved something; see `Watched.every_law`."""
    LAWS.add(check.__name__)
    return check


LAWS: set[str] = set()


class Watched(Ground):
    """What is true of any dossier."""

    def __init__(self) -> None:
        super().__init__()
        self.judged: Any = None
        self.last_mail = 0
        self.known_duties: set[int] = set()
        self.last_event = 0
        self.places: Counter[int] = Counter()
        self.said: set[tuple[int, str]] = set()
        self.known_notices: set[int] = set()
        self.read = 0
        self.reached: dict[tuple[int, int], int] = {}
        self.counts: Counter[str] = Counter()

    @invariant()
    def every_law(self) -> None:
        """All the laws of this town, unless neither a row, the clock nor a mail moved."""
        now = self.at, len(Server.log), rows_written()
        if now == self.judged:
            return
        self.judged = now
        for name in sorted(LAWS & set(dir(self))):
            getattr(self, name)()

    # --- Reminders (P1, P2, P15, P16) ---

    @law
    def p01_nobody_gets_the_same_rung_of_the_same_clock_twice(self) -> None:
        written = Delivery.objects.filter(state="written").values_list(
            "rung__obligation__dossier",
            "rung__obligation__thread",
            "rung__obligation__kind",
            "rung__obligation__step",
            "rung__clock",
            "rung__code",
            "address",
        )
        twice = [key for key, n in Counter(written).items() if n > 1]
        # What is owed a second time, a step or beside one, runs on a new clock.
        assert not twice, twice
        ids = [sent.message_id for sent in Server.log]
        assert len(ids) == len(set(ids)), "a mail left twice"
        orphans = Delivery.objects.filter(state="written", mail=None)
        assert not orphans.exists()

    @law
    def p16_one_duty_mail_a_day_and_six_relances_a_step(self) -> None:
        days = Counter(
            (sent.address, local_day(sent.at)) for sent in Server.log if sent.kind == "duty"
        )
        assert not [key for key, n in days.items() if n > 1], days
        relances = Counter(
            Rung.objects.filter(kind="relance", state="done").values_list(
                "obligation", flat=True
            )
        )
        assert all(n <= 6 for n in relances.values())

    # --- Mails (P22, P23) ---

    @law
    def p23_each_mail_goes_to_people_who_may_read_it(self) -> None:
        with self.nobody_moves():
            for mail in Mail.objects.filter(pk__gt=self.last_mail).order_by("pk"):
                self.last_mail = mail.pk
                envelopes.check(mail)
                if mail.kind in ("weekly", "follow"):
                    self.weekly_rightly_addressed(mail, local_day(mail.created_at))
                else:
                    self.rightly_addressed(mail, local_day(mail.created_at))

    def rightly_addressed(self, mail: Mail, day: date) -> None:
        """What must be true of a mail written on this day; each circuit says it."""
        raise NotImplementedError

    def weekly_rightly_addressed(self, mail: Mail, day: date) -> None:
        """News to members of the day; the table to posts of the day, found by hand."""
        if mail.kind == "follow":
            members = Mandate.objects.active_on(day).select_related("user")
            readers = {m.user.email for m in members}
        else:
            readers = set(self.once(("table", day), lambda: self.heads(day)))
            for delivery in mail.deliveries.select_related("rung__obligation__dossier"):
                assert delivery.rung.code in ("r7", "r7b")
                readers |= self.of_the_city(delivery.rung.obligation.dossier, day)
        assert mail.address in readers, str(mail)

    def heads(self, day: date) -> set[str]:
        """The addresses of those who read the table by a post."""
        town = TownSettings.load()
        people = [town.agency_direction, town.general_direction]
        people += [service.head for service in Service.objects.filter(active=True)]
        people += [d.head for d in Directorate.objects.all()]
        people += [e.user for e in ElectedOfficial.objects.filter(active=True)]
        there = [self.present(person, day) for person in people]
        return {p.email for p in there if p is not None and p.is_active} | {town.agency_email}

    # --- The weekly mails (P33) ---

    @law
    def p33_an_event_is_told_once_and_what_had_its_mail_is_not_told_again(self) -> None:
        new = Mail.objects.filter(kind="notice", code__in=SAID_BY)
        # What a mail told was written with it: read once.
        for mail in new.exclude(pk__in=self.known_notices):
            self.known_notices.add(mail.pk)
            self.said |= {
                (pk, mail.address)
                for pk in Event.objects.filter(
                    dossier__reference=mail.reference,
                    at=mail.created_at,
                    code__in=SAID_BY[mail.code],
                ).values_list("pk", flat=True)
            }
        news = Told.objects.filter(mail__kind="follow").select_related("event__dossier")
        pairs = [(told.event_id, told.address) for told in news]
        assert len(pairs) == len(set(pairs))
        assert not self.said & set(pairs)
        for told in news:
            assert told.event.audience == "public"
            assert told.event.dossier.visibility == "public"
        weeks = Counter(Digest.objects.values_list("subscriber", "kind", "week"))
        assert not [key for key, n in weeks.items() if n > 1]

    def _nothing_is_left_to_tell(self) -> None:
        """Whose week was written in this pass has read all that happened in the council."""
        written = Digest.objects.filter(kind="Dg3", at=self.at, subscriber__user__isnull=False)
        for digest in written.select_related("subscriber__user"):
            person = digest.subscriber
            user = person.user
            assert user is not None
            assert person.follows_since is not None
            known = set(Told.objects.filter(address=user.email).values_list("event", flat=True))
            for mandate in Mandate.objects.active_on(self.today).filter(user=user):
                begun = datetime.combine(mandate.starts_on, time(), tzinfo=PARIS)
                happened = Event.objects.filter(
                    dossier__council=mandate.council,
                    dossier__visibility="public",
                    audience="public",
                    at__gt=max(begun, person.follows_since),
                    # An act of this very instant may have come after the mail.
                    at__lt=self.at,
                )
                left = happened.exclude(pk__in=known)
                assert not left.exists(), (
                    "P33: lost",
                    user.email,
                    list(left.values_list("code", "at", "position")),
                )

    def of_the_city(self, dossier: Dossier, day: date) -> set[str]:
        """The addresses of the town's people on this dossier, found by hand."""
        return set(self.once(("city", dossier.pk, day), lambda: self.city_of(dossier, day)))

    def city_of(self, dossier: Dossier, day: date) -> set[str]:
        town = TownSettings.load()
        people: list[User | None] = [town.agency_direction, town.general_direction]
        people += [dossier.holder, dossier.deputy]
        service = dossier.service
        addresses = {town.agency_email}
        if service is not None:
            people += [service.holder, service.deputy, service.head, service.directorate.head]
            addresses.add(service.mailbox)
        if dossier.elected is not None and dossier.elected.active:
            people.append(dossier.elected.user)
        there = [self.present(person, day) for person in people]
        return addresses | {p.email or "" for p in there if p is not None and p.is_active}

    def of_the_council(self, council: Council, day: date) -> set[str]:
        """The addresses of those who speak for it; the Agence's when nobody does."""
        return set(
            self.once(("council", council.pk, day), lambda: self.speak_for(council, day))
        )

    def speak_for(self, council: Council, day: date) -> set[str]:
        speakers = {
            person.email or ""
            for person in self.speakers(council, day)
            if self.present(person, day) == person
        }
        return speakers or {TownSettings.load().agency_email}

    # --- The record (P26, P37) ---

    @law
    def p26_every_event_is_in_its_place_and_says_something(self) -> None:
        # An event never changes (P25): each is read once, and none goes away.
        new = Event.objects.told().filter(pk__gt=self.last_event)
        for event in new.order_by("pk"):
            self.last_event = event.pk
            self.places[event.dossier_id] += 1
            assert event.position == self.places[event.dossier_id]
            words = sentences.event_sentence(event)
            assert words.strip().endswith((".", "!")), words
            assert "None" not in words
            assert event.audience in ("public", "both", "city")
            assert event.actor_id
        assert Event.objects.count() == self.places.total()

    # --- Right after a pass (P2, P8, P15, P22) ---

    def swept(self) -> None:
        closures = self.closures()
        office = self.in_office(closures)
        self._duty_mails_left_in_office_hours(office)
        self._no_mail_says_what_has_ended()
        self._dates_are_worked_days(closures)
        self._the_ladder_was_climbed_one_mail_at_a_time()
        self._nothing_due_is_left(office)
        self._nothing_is_left_to_tell()
        breaches = audit()
        assert not breaches, ("P3–P6", str(breaches))
        for mail in Mail.objects.filter(state="queued", not_before__lte=self.at):
            assert mail.kind in ("duty", "weekly", "follow"), "others leave at any hour"
            assert not office

    def in_office(self, closures: set[date]) -> bool:
        wall = self.at.astimezone(PARIS)
        return oracle.worked(wall.date(), closures) and (
            time(8, 30) <= wall.time() < time(17, 30)
        )

    def _duty_mails_left_in_office_hours(self, office: bool) -> None:
        timed = ("duty", "weekly", "follow")
        left = [sent for sent in Server.log[self.read :] if sent.kind in timed]
        self.read = len(Server.log)
        assert office or not left, ("P22", left)

    def _no_mail_says_what_has_ended(self) -> None:
        new = Mail.objects.filter(kind=Mail.Kind.DUTY).exclude(pk__in=self.known_duties)
        for mail in new:
            self.known_duties.add(mail.pk)
            for delivery in mail.deliveries.select_related("rung__obligation"):
                owed = delivery.rung.obligation
                assert owed.closed_at is None, ("P2", str(mail), str(owed))
                assert owed.clock == delivery.rung.clock, ("P2", str(mail), str(owed))

    def _dates_are_worked_days(self, closures: set[date]) -> None:
        # A clock that stands still is checked when it runs again.
        for owed in Obligation.objects.filter(closed_at=None, paused_on=None):
            assert oracle.worked(owed.due_on, closures), ("P8", str(owed), owed.due_on)

    def _the_ladder_was_climbed_one_mail_at_a_time(self) -> None:
        # A new clock climbs its own ladder.
        climbed: dict[tuple[int, int], list[Any]] = defaultdict(list)
        for rung in Rung.objects.filter(state="done", kind__in=LADDER):
            climbed[rung.obligation_id, rung.clock].append(rung)
        for obligation, rungs in climbed.items():
            before = self.reached.get(obligation, -1)
            new = [rung.position for rung in rungs if rung.position > before]
            assert len(new) <= 1, "P15: one mail after an outage, not a burst"
            positions = sorted(rung.position for rung in rungs)
            seen = self.counts[f"rungs {obligation}"]
            assert len(rungs) - seen == len(new), "P15: no lower rung after a higher one"
            self.reached[obligation] = positions[-1]
            self.counts[f"rungs {obligation}"] = len(rungs)

    def _nothing_due_is_left(self, office: bool) -> None:
        if not office:
            return
        left = Rung.objects.filter(
            state="armed", fire_on__lte=self.today, obligation__closed_at=None
        )
        assert not left.exists(), list(left)
        for rung in Rung.objects.filter(state="done", fired_at=self.at).exclude(kind="auto"):
            assert rung.deliveries.exists(), "P22: somebody was told"
        served = set(
            Mail.objects.filter(kind="duty", duty_day=self.today).values_list(
                "address", flat=True
            )
        )
        served |= {
            sent.address
            for sent in Server.log
            if sent.kind == "duty" and local_day(sent.at) == self.today
        }
        served |= set(
            Mail.objects.filter(kind="duty", state="queued").values_list("address", flat=True)
        )
        for delivery in Delivery.objects.filter(state="pending"):
            assert delivery.rung.obligation.closed_at is None, "P2"
            assert delivery.address in served, "only the mail of the day makes one wait"


def by(rows: Iterable[Any], name: str) -> defaultdict[Any, list[Any]]:
    """The rows by one of their values."""
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def rows_written() -> int:
    """How many rows this transaction wrote, what it took back included."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables"
        )
        return int(cursor.fetchone()[0])


class Laws(Watched, Life):
    """The town of `Life`, watched."""

    def __init__(self) -> None:
        super().__init__()
        # The demandes as their record told them, by how many events it had.
        self.replayed: dict[int, tuple[int, Any]] = {}
        # The steps of the circuits, which no life changes, by their keys.
        self.tasks: dict[int, Any] = {}

    # --- One step, one owner, one date; or closed (P3, P5, P8, P10) ---

    @law
    def p03_each_open_dossier_has_one_step_one_owner_and_one_date(self) -> None:
        owed_of = by(Obligation.objects.filter(closed_at=None), "dossier_id")
        pauses_of = by(Suspension.objects.filter(ended_at=None), "dossier_id")
        states_of = by(WorkflowState.objects.active(), "object_id")
        passages_of = by(
            StepState.objects.filter(status=StepState.STATUS_IN_PROGRESS), "workflow_state_id"
        )
        armed = Counter(Rung.objects.filter(state="armed").values_list("obligation", flat=True))
        for dossier in Dossier.objects.filter(deposited_at__isnull=False, closed_at=None):
            (owed,) = (one for one in owed_of[dossier.pk] if one.principal)
            assert owed.step == dossier.step != "end"
            assert owed.party
            (state,) = states_of[str(dossier.pk)]
            assert state.status == WorkflowState.STATUS_IN_PROGRESS
            (here,) = passages_of[state.pk]
            assert here.pk == state.current_task_state_id
            if here.task_id not in self.tasks:
                self.tasks[here.task_id] = here.task.specific
            task = self.tasks[here.task_id]
            assert (task.step, task.version_id) == (dossier.step, dossier.circuit_id)
            pauses = pauses_of[dossier.pk]
            assert bool(pauses) == bool(dossier.suspended) == (owed.paused_on is not None)
            beside = [one for one in owed_of[dossier.pk] if one.kind in PAUSES]
            assert len(beside) == len(pauses), "what replaces the step has its date"
            assert not (pauses and armed[owed.pk]), "P2: nothing is sent of a step that waits"

    @law
    def p05_closed_means_a_date_a_code_and_nothing_owed(self) -> None:
        for dossier in Dossier.objects.exclude(closed_at=None):
            assert dossier.step == "end"
            assert (dossier.end_code == "E3") == (dossier.outcome == "refused")
            answered = dossier.end_code in ("E1", "E2", "E3", "E4")
            assert answered or dossier.end_code in ("E5", "E6", "E7", "E8", "E9")
            assert answered == (dossier.answered_at is not None)
            assert bool(dossier.end_reason) == (dossier.end_code in ("E2", "E3", "E6"))
            assert not dossier.suspended
            assert not dossier.obligations.filter(closed_at=None).exists()
            assert not WorkflowState.objects.active().for_instance(dossier).exists()
            assert dossier.answers.filter(published_at__isnull=False).exists() or not answered
        for dossier in Dossier.objects.filter(deposited_at=None):
            assert not dossier.obligations.exists()
            assert not dossier.events.exists()
            assert dossier.step == ""

    @law
    def p10_no_step_passes_the_promise(self) -> None:
        owed = Obligation.objects.filter(
            closed_at=None, principal=True, dossier__answered_at=None
        ).select_related("dossier")
        for one in owed:
            assert one.step in BEFORE_ANSWER
            promise = one.dossier.promised_on
            # Begun after a broken promise, or for another service, a step has its own date.
            assert one.due_on <= promise or one.started_on > promise, one
            assert one.due_on >= one.started_on
        for one in Obligation.objects.filter(kind="promise", closed_at=None):
            assert one.due_on == one.dossier.promised_on
            assert one.dossier.answered_at is None

    # --- Who is late (P14) ---

    @law
    def p14_everybody_agrees_on_who_is_late(self) -> None:
        town = TownSettings.load()
        calendar = ClosureDay.objects.calendar()
        public_from = town.lateness_public_from
        listed = set(Dossier.objects.late(self.today, public_from).values_list("pk", flat=True))
        for dossier in Dossier.objects.filter(deposited_at__isnull=False):
            day = min(self.today, dossier.stopped_on or self.today)
            missed = dossier.answered_at is None and day > dossier.promised_on
            missed = missed and dossier.closed_at is None
            assert sentences.is_late(dossier, self.today, public_from) == missed
            assert (dossier.pk in listed) == missed
            badge = sentences.badge(dossier, self.today, calendar, public_from)
            waiting = "extended" if dossier.extended_months else "on_time"
            waiting = "paused" if dossier.suspended else waiting
            tone = "answered" if dossier.answered_at else "late" if missed else waiting
            if dossier.end_code in ("E5", "E6", "E7", "E8", "E9"):
                tone = "neutral"
            assert (badge.tone, bool(badge.label)) == (tone, True)

    # --- Who is written to (P23) ---

    def rightly_addressed(self, mail: Mail, day: date) -> None:
        deliveries = list(mail.deliveries.select_related("rung__obligation__dossier"))
        if not deliveries:
            assert mail.kind == Mail.Kind.NOTICE
            dossier = Dossier.objects.get(reference=mail.reference)
            readers = self.readers(dossier, day, council=mail.code in COUNCIL_NOTICES)
            if mail.code in BOTH_NOTICES:
                readers |= self.readers(dossier, day, council=True)
            assert mail.address in readers, str(mail)
        for delivery in deliveries:
            dossier = delivery.rung.obligation.dossier
            to_council = delivery.rung.code in TO_THE_COUNCIL
            readers = self.readers(dossier, day, council=to_council)
            if delivery.rung.code in TO_BOTH:
                readers |= self.readers(dossier, day, council=True)
            assert mail.address in readers, str(delivery)

    def readers(self, dossier: Dossier, day: date, *, council: bool) -> set[str]:
        """The addresses that may be told."""
        if council:
            assert dossier.council is not None
            return self.of_the_council(dossier.council, day)
        asked = self.once(("asked", dossier.pk), lambda: self.asked(dossier))
        return self.of_the_city(dossier, day) | asked

    def asked(self, dossier: Dossier) -> set[str]:
        """The addresses of the services whose opinion is asked."""
        opinions = dossier.obligations.filter(kind="opinion")
        return set(opinions.values_list("service__mailbox", flat=True))

    # --- The record (P25, P26, P37) ---

    @law
    def p25_the_record_alone_tells_where_each_demande_is(self) -> None:
        deposited = Dossier.objects.filter(deposited_at__isnull=False, kind="demande")
        for dossier in deposited.select_related("circuit").annotate(told=Count("events")):
            assert dossier.circuit is not None
            known, story = self.replayed.get(dossier.pk, (0, None))
            if known != dossier.told:
                events = dossier.events.select_related("answer").order_by("position")
                story = replay(events, dossier.circuit.rules)
                self.replayed[dossier.pk] = dossier.told, story
            assert story == shown(dossier)

    @law
    def p26_what_happened_left_exactly_one_event(self) -> None:
        codes = Counter(Event.objects.values_list("code", flat=True))
        rungs = list(Rung.objects.filter(state="done").values_list("kind", "code"))
        kinds = Counter(kind for kind, _ in rungs)
        rung_codes = Counter(code for _, code in rungs)
        assert codes["reminded"] + codes["advised"] == sum(kinds[kind] for kind in LADDER)
        assert codes["reminded"] == kinds["relance"]
        assert codes["promise_missed"] == kinds["notice"]
        assert codes["lapsed"] == rung_codes["lapse"]
        assert codes["fell_asleep"] == rung_codes["asleep"]
        resumed = Event.objects.filter(code="resumed")
        assert resumed.filter(data__ending="term").count() == rung_codes["term"]
        pauses = Counter(Suspension.objects.values_list("ending", flat=True))
        assert codes["suspended"] == pauses.total()
        assert codes["resumed"] == pauses.total() - pauses["dropped"] - pauses[""]
        moved = DateChange.objects.filter(cause="calendar").count()
        assert codes["date_moved"] == moved
        deposited = list(Dossier.objects.filter(deposited_at__isnull=False))
        assert codes["deposited"] == len(deposited)
        told = [one for one in deposited if one.text_published_at is not None]
        assert codes["text_published"] == len(told)
        published = Event.objects.filter(code="answer_published")
        answered = [one for one in deposited if one.answered_at is not None]
        assert published.filter(data__again=False).count() == len(answered)
        closed = [one for one in deposited if one.closed_at is not None]
        assert sum(codes[code] for code in ENDS) == len(closed) + codes["reopened"]
        assert codes["extended"] == len([one for one in deposited if one.extended_months])
        passages = StepState.objects.count()
        moves = (
            "deposited",
            "qualified",
            "attribution_accepted",
            "attribution_declined",
            "answer_transmitted",
            "service_approved",
            "changes_requested",
            "milestone_reported",
            "precision_asked",
            "reasons_asked",
            "reopened",
        )
        # What nobody signs is published by the act that transmits it.
        answers = Event.objects.filter(code__in=["answer_published", "answer_deferred"])
        unsigned = ("transmit_answer", "answer_directly", "approve_service")
        signed = answers.exclude(data__act__in=unsigned).count()
        assert passages == sum(codes[code] for code in moves) + signed

    @law
    def p37_the_system_ends_a_demande_only_after_an_answer_and_a_warning(self) -> None:
        for event in Event.objects.filter(actor__is_system=True):
            assert event.code in BY_ITSELF, event
        for event in Event.objects.filter(code="lapsed").select_related("dossier"):
            assert event.dossier.answered_at is not None
            warnings = Mail.objects.filter(
                deliveries__rung__obligation__dossier=event.dossier,
                deliveries__rung__code="n7",
                sent_at__isnull=False,
            ).values_list("sent_at", flat=True)
            first = min(local_day(at) for at in warnings)
            assert (local_day(event.at) - first).days >= 7
