"""A small town in which anything may happen to a demande: the state machine's world.

`Ground` holds what happens around any dossier (people, the clock, the server, the
engine), `Life` what people do with demandes; `tests.properties.laws` holds what must be
true after each of them. Everything happens in one database transaction that is rolled back.
"""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, TypeVar

from django.conf import settings
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from circuits import actions
from circuits.acts import ACTS
from circuits.errors import ActRefused
from circuits.models import Dossier
from circuits.sweep import sweep
from participation import outbox
from participation.clock import PARIS, local_day
from participation.models import Absence, ClosureDay, Council, Mail, Mandate, Service, User
from participation.smtp import ServerDown
from tests.circuits.snapshot import snapshot
from tests.circuits.test_rights import BY_HAND, DORMANT, ROLES, Town
from tests.factories import ThemeFactory, paris
from tests.factories.world import ACCEPTED, COMMITTED, REFUSED, circuit
from tests.properties import oracle

Found = TypeVar("Found")

ANSWERS = {
    "accepted": ACCEPTED,
    "committed": COMMITTED,
    "refused": REFUSED,
    "partial": replace(ACCEPTED, outcome="partial"),
    "deferred": replace(ACCEPTED, outcome="deferred"),
}
# Days around which something special happens to the calendar or to the clock.
STARTS = [
    paris(2026, 3, 26, 9),
    paris(2026, 4, 2, 17, 50),
    paris(2026, 7, 10, 11),
    paris(2026, 10, 22, 16),
    paris(2026, 12, 21, 8),
    paris(2027, 12, 31, 23, 30),
]
PEOPLE = sorted(set(ROLES) - {"anonymous", "system"})
# Those who may leave, come back or lose their post.
POSTS = ("head", "holder", "deputy", "elected", "referent", "referent_deputy", "agent",
         "agency", "directorate", "general_direction", "agency_direction")  # fmt: skip
CHANGES_OF_PEOPLE = [
    *[(what, name) for name in POSTS for what in ("closes", "opens")],
    *[(what, name) for name in POSTS for what in ("goes away", "is back")],
    *[("mandate ends", name) for name in ("referent", "referent_deputy", "member")],
    *[("mandate begins", name) for name in ("referent", "referent_deputy", "inhabitant")],
    *[(what, post) for post in ("head", "holder", "deputy")
      for what in ("leaves the post", "takes the post")],
]  # fmt: skip
CHANGES = [(2026, 3, 29), (2026, 10, 25), (2027, 3, 28), (2027, 10, 31), (2028, 3, 26)]
# The fields of the acts that leave no choice.
ALWAYS_THE_SAME: dict[str, dict[str, Any]] = {
    "request_changes_service": {"changes": "Il faut une date."},
    "request_changes_elected": {"changes": "Il faut une date."},
    "refuse_done": {"reason": "Il manque une bande."},
    "answer_complement": {"reply": "Devant l’école."},
    "report_meeting": {"report": "Vu sur place."},
    "refuse_wait": {"reason": "Répondez sans eux."},
    "keep_service": {"reason": "Le dossier est le vôtre."},
    "refuse_barring": {"reason": "La demande est recevable."},
    "ask_precision": {"question": "Quand ?"},
    "ask_reasons": {"question": "Pourquoi ?"},
    "reopen": {"reason": "Un fait nouveau."},
    "hide_text": {"reason": "Un nom y figure."},
    "abandon_commitment": {
        "reason_code": "budget",
        "text": "Le budget n’a pas été voté. " * 10,
    },
}
# What the Agence does beside the steps.
BESIDE = (
    "proofread",
    "report_call",
    "confirm_done",
    "refuse_done",
    "confirm_wait",
    "refuse_wait",
    "keep_service",
    "report_meeting",
)
# What is decided or said beside by others, at any step.
BESIDE_BY = {
    "answer_complement": ("referent", "referent_deputy"),
    "confirm_barring": ("elected",),
    "refuse_barring": ("elected",),
    "give_opinion": ("other_holder", "other_head"),
}
# Acts that name a day, or somebody to decide: see `Life._later`.
LATER = ("ask_complement", "schedule_meeting", "ask_wait", "transfer", "ask_barring")
# Rare in life; drawn less often than what a demande is for.
RARE = ("withdraw", "transfer", "merge", "ask_barring", "hide_text", "show_text")
EVERY_ACT = sorted({act for _, act in BY_HAND})


@dataclass(frozen=True)
class Sent:
    """A mail that the town's server took, or may have taken."""

    at: datetime
    kind: str
    address: str
    message_id: str
    pk: int


class Server:
    """The town's mail server, in memory: it takes, refuses, waits or hangs up."""

    mode: ClassVar[str] = "takes"
    at: ClassVar[datetime]
    log: ClassVar[list[Sent]] = []

    def send(self, mail: Mail) -> None:
        person = User.objects.filter(pk=mail.user_id).first() if mail.user_id else None
        assert person is None or person.is_active, "P22: nobody who left is written to"
        if Server.mode == "is down":
            raise ServerDown("connection refused")
        if Server.mode == "says later":
            raise smtplib.SMTPDataError(450, b"later")
        if Server.mode == "refuses":
            raise smtplib.SMTPRecipientsRefused({mail.address: (550, b"unknown")})
        Server.log.append(Sent(Server.at, mail.kind, mail.address, mail.message_id, mail.pk))
        if Server.mode == "hangs up":
            raise smtplib.SMTPServerDisconnected("after the text")

    def close(self) -> None:
        pass


def difference(before: Any, after: dict[str, list[Any]]) -> list[Any]:
    """The rows that are in one picture only."""
    return [
        (name, row)
        for name, rows in after.items()
        for row in (*rows, *before[name])
        if rows.count(row) != before[name].count(row)
    ]


class Ground(RuleBasedStateMachine):
    """What may happen around any dossier: people, the calendar, the server, the engine."""

    world: ClassVar[type[Town]] = Town
    # The town that every life begins in, made once: a life's own rows are taken back.
    founded: ClassVar[Any]
    at: datetime

    @classmethod
    def found(cls) -> None:
        """Make the town, in the caller's transaction."""
        cls.founded = cls.world()

    def __init__(self) -> None:
        super().__init__()
        self._undone = transaction.atomic()
        self._undone.__enter__()
        settings.EMAIL_URL = "smtp://serveur.exemple.fr"
        outbox.Transport = Server  # type: ignore[misc,assignment]
        Server.mode, Server.log = "takes", []
        self.town: Any = deepcopy(self.founded)
        self.pks: list[int] = []
        self._read: dict[Any, Any] | None = None

    @contextmanager
    def nobody_moves(self) -> Iterator[None]:
        """While mails are checked: what is read by hand of people is read once."""
        self._read = {}
        yield
        self._read = None

    def once(self, key: Any, read: Callable[[], Found]) -> Found:
        """What `read` finds, asked again unless nobody moves."""
        if self._read is None:
            return read()
        if key not in self._read:
            self._read[key] = read()
        found: Found = self._read[key]
        return found

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._undone.__exit__(None, None, None)
        super().teardown()

    @property
    def today(self) -> date:
        return local_day(self.at)

    def person(self, name: str) -> Any:
        """The account as it is now."""
        found = getattr(self.town, name)
        return User.objects.get(pk=found.pk) if found.pk else found

    # --- People ---

    @rule(change=st.sampled_from(CHANGES_OF_PEOPLE))
    def people_come_and_go(self, change: tuple[str, str]) -> None:
        what, name = change
        person = self.person(name)
        account = User.objects.filter(pk=person.pk)
        service = Service.objects.filter(pk=self.town.service.pk)
        if what == "closes":
            account.update(is_active=False)
        elif what == "opens":
            account.update(is_active=True)
        elif what in ("goes away", "is back"):
            Absence.objects.filter(person=person).delete()
            if what == "goes away":
                self.goes_away(person, replaced=name not in ("agent", "referent"))
        elif what == "mandate ends":
            self.mandate_ends(person)
        elif what == "mandate begins":
            role = "deputy" if name == "referent_deputy" else "referent"
            self.mandate_begins(person, self.town.council, role)
        elif what == "leaves the post":
            service.update(**{name: None})
        else:
            service.update(**{name: person})

    def goes_away(self, person: Any, *, replaced: bool) -> None:
        Absence.objects.create(
            person=person,
            substitute=self.person("agent") if replaced else None,
            starts_on=self.today,
            ends_on=self.today + timedelta(days=10),
        )

    def present(self, person: User | None, day: date) -> User | None:
        """Who acts for this person on a day, found by hand."""
        away = self.once(("away", day), lambda: self.away(day))
        if person is None or person.pk not in away:
            return person
        acting = away[person.pk]
        return None if acting is None or acting.pk in away else acting

    def away(self, day: date) -> dict[int, User | None]:
        """Who is away on a day, and who replaces them."""
        return {
            absence.person_id: absence.substitute
            for absence in Absence.objects.select_related("substitute")
            if absence.starts_on <= day <= absence.ends_on
        }

    def mandate_ends(self, person: Any) -> None:
        yesterday = self.today - timedelta(days=1)
        running = Mandate.objects.filter(user=person, ends_on=None, starts_on__lte=yesterday)
        running.update(ends_on=yesterday)

    def mandate_begins(self, person: Any, council: Any, role: str) -> None:
        Mandate.objects.create(council=council, user=person, role=role, starts_on=self.today)

    def speakers(self, council: Council, day: date) -> set[User]:
        """Who speaks for a council on a day, or for the one that it has become."""
        while council.successor and council.dissolved_on and council.dissolved_on <= day:
            council = council.successor
        if council.dissolved_on and council.dissolved_on <= day:
            return set()
        mandates = Mandate.objects.filter(council=council, role__in=["referent", "deputy"])
        return {
            mandate.user
            for mandate in mandates.select_related("user")
            if mandate.user.is_active
            and mandate.starts_on <= day
            and (mandate.ends_on is None or mandate.ends_on >= day)
        }

    # --- The calendar and the clock ---

    @rule(days=st.integers(0, 75), withdrawn=st.booleans())
    def a_closure_is_declared_or_withdrawn(self, days: int, withdrawn: bool) -> None:
        if not withdrawn:
            day = self.today + timedelta(days=days)
            ClosureDay.objects.get_or_create(day=day, defaults={"label": "fermeture"})
            return
        closure = ClosureDay.objects.filter(day__gte=self.today).order_by("day").first()
        if closure is not None:
            closure.delete()

    @rule(
        passes=st.sampled_from(["minutes", "days", "days", "back", "change"]),
        count=st.integers(1, 75),
    )
    def time_passes(self, passes: str, count: int) -> None:
        """Minutes to months; two hours back; just before the next change of the clock."""
        if passes == "minutes":
            self.at += timedelta(minutes=10 * count)
        elif passes == "days":
            self.at += timedelta(days=count)
        elif passes == "back":
            self.at -= timedelta(hours=2)
        else:
            changes = [datetime(y, m, d, 0, 30, tzinfo=PARIS) for y, m, d in CHANGES]
            self.at = next((moment for moment in changes if moment > self.at), self.at)

    # --- The server and the engine ---

    @rule(
        mode=st.sampled_from(["takes", "takes", "is down", "says later", "refuses", "hangs up"])
    )
    def the_server(self, mode: str) -> None:
        Server.mode = mode

    @rule(times=st.integers(1, 3))
    def sweep(self, times: int) -> None:
        self._sweep(times)
        Server.mode = "takes"

    @rule(later=st.sampled_from([1, 1, 1, 3, 6, 12]), times=st.integers(1, 2))
    def next_morning(self, later: int, times: int) -> None:
        self.a_morning_at_the_office(later, times)
        Server.mode = "takes"

    def a_morning_at_the_office(self, later: int, times: int) -> None:
        day = oracle.next_worked(self.today + timedelta(days=later), self.closures())
        self.at = datetime(day.year, day.month, day.day, 9, 15, tzinfo=PARIS)
        self._sweep(times)

    @rule(days=st.integers(2, 21))
    def weeks_go_by(self, days: int) -> None:
        """Nobody does anything, and the engine passes each morning."""
        last = self.today + timedelta(days=days)
        while self.today < last:
            self.a_morning_at_the_office(1, 1)
            Server.mode = "takes"

    def _sweep(self, times: int) -> None:
        Server.at = self.at
        sweep(self.at)
        once = self.picture() if times > 1 else None
        for _ in range(times - 1):
            sweep(self.at)
            moved = difference(once, self.picture())
            assert not moved, ("P17: a second sweep does nothing", moved)
        self.swept()

    def picture(self) -> dict[str, list[Any]]:
        """Everything that a pass may change."""
        return snapshot()

    def swept(self) -> None:
        """What must be true right after a pass; see `laws`."""

    def closures(self) -> set[date]:
        return set(ClosureDay.objects.values_list("day", flat=True))


class Life(Ground):
    """Everything that people may do with a demande."""

    @classmethod
    def found(cls) -> None:
        super().found()
        cls.founded.small = ThemeFactory()
        short = circuit("Petit circuit", without=frozenset({"A2", "A4", "A5"}))
        short.themes.add(cls.founded.small)

    @initialize(
        start=st.sampled_from(STARTS),
        lives=st.lists(st.tuples(st.booleans(), st.integers(0, 7)), min_size=1, max_size=3),
        data=st.data(),
    )
    def begin(
        self, start: datetime, lives: list[tuple[bool, int]], data: st.DataObject
    ) -> None:
        """One to three demandes, each already some acts on its way."""
        self.at = start
        # One more of the same council, in which the others may go on.
        self.town.other_demande = self.town.deposit(start, title="Une autre")
        for small, acts in lives:
            self._write_and_deposit("referent", small=small)
            for _ in range(acts):
                self.at += timedelta(minutes=30)
                self._act_rightly(self.pks[-1], data)

    # --- People ---

    @rule(
        small=st.booleans(),
        by=st.sampled_from(["referent", "referent", "referent_deputy", "member", "agency"]),
    )
    def write_and_deposit(self, small: bool, by: str) -> None:
        if len(self.pks) < 5:
            self._write_and_deposit(by, small=small)

    def _write_and_deposit(self, by: str, *, small: bool) -> None:
        try:
            draft = self.town.draft(
                self.at,
                by=self.person("member"),
                theme=self.town.small if small else self.town.theme,
            )
        except ActRefused:
            return
        self.pks.append(draft.pk)
        self._attempt("deposit", draft.pk, by)

    @rule(data=st.data())
    def act_by_whom_it_concerns(self, data: st.DataObject) -> None:
        if self.pks:
            self._act_rightly(data.draw(st.sampled_from(self.pks), label="dossier"), data)

    @rule(data=st.data())
    def act_again_by_whom_it_concerns(self, data: st.DataObject) -> None:
        self.at += timedelta(minutes=data.draw(st.integers(1, 600), label="minutes"))
        if self.pks:
            self._act_rightly(data.draw(st.sampled_from(self.pks), label="dossier"), data)

    def _act_rightly(self, pk: int, data: st.DataObject) -> None:
        dossier = Dossier.objects.select_related("circuit").get(pk=pk)
        place = dossier.step or "brouillon"
        sides = dossier.obligations.open().values_list("kind", flat=True)
        acts = [act for (where, act), _ in BY_HAND.items() if where == place]
        if dossier.suspended:
            place = DORMANT
            acts = [act for (where, act), _ in BY_HAND.items() if where == place]
        acts = [act for act in acts if not ACTS[act].side or ACTS[act].side in sides]
        if data.draw(st.integers(0, 5), label="rare"):
            acts = [act for act in acts if act not in RARE] or acts
        acts += [code for code in (*BESIDE, *BESIDE_BY) if ACTS[code].side in sides]
        act = data.draw(st.sampled_from(acts), label="act")
        if act in BESIDE_BY:
            who: Any = BESIDE_BY[act]
        else:
            who = ["agency"] if act in BESIDE else sorted(BY_HAND[place, act])
        if dossier.service == self.town.other_service:
            who = [{"head": "other_head"}.get(name, "other_holder") for name in who]
        self._attempt(act, dossier.pk, data.draw(st.sampled_from(who), label="by"), data)

    @rule(data=st.data(), act=st.sampled_from(EVERY_ACT), by=st.sampled_from(PEOPLE))
    def act_by_anybody(self, data: st.DataObject, act: str, by: str) -> None:
        if self.pks:
            self._attempt(act, data.draw(st.sampled_from(self.pks), label="dossier"), by, data)

    def _attempt(self, act: str, pk: int, by: str, data: st.DataObject | None = None) -> None:
        person = self.person(by)
        try:
            if act == "edit_draft":
                actions.save_draft(pk, by=person, at=self.at, title="Un autre titre")
            else:
                actions.ACTIONS[act](pk, by=person, at=self.at, **self._fields(act, pk, data))
        except ActRefused as refusal:
            assert str(refusal).endswith(".")

    def _fields(self, act: str, pk: int, data: st.DataObject | None) -> dict[str, Any]:
        def pick(*options: Any) -> Any:
            return data.draw(st.sampled_from(options)) if data else options[0]

        if act in LATER:
            return self._later(act, pick)
        if act in CHOICES:
            return CHOICES[act](self, pk, pick)
        return ALWAYS_THE_SAME.get(act, {})

    def _elsewhere(self, pk: int) -> Service:
        here = Dossier.objects.get(pk=pk).service
        other: Service = self.town.other_service
        return self.town.service if here == other else other

    def _answer(self, pick: Any) -> dict[str, Any]:
        draft = ANSWERS[pick(*sorted(ANSWERS))]
        if draft.outcome == "deferred":
            day = self.today + timedelta(days=pick(120, 75, 20, 200))
            draft = replace(draft, deferred_to=day)
        return {"draft": draft}

    def _later(self, act: str, pick: Any) -> dict[str, Any]:
        """The fields of an act that names a day to come, sometimes too far or past."""
        day = self.today + timedelta(days=pick(20, 7, 1, 40, 75, 0))
        if act == "ask_complement":
            since = pick(None, self.today - timedelta(days=2))
            return {"questions": "Quel passage ?", "until": day, "since": since}
        if act == "schedule_meeting":
            return {"meeting_on": day}
        if act == "ask_wait":
            return {"third_party": "L’agglomération", "check_on": day}
        if act == "transfer":
            return {"authority": "la Région", "sent_on": self.today, "letter": "Madame…"}
        official = self.town.official
        return {"reason_code": "private", "text": "Un litige.", "elected": official}


# The fields of the acts that leave a choice.
CHOICES: dict[str, Callable[[Life, int, Any], dict[str, Any]]] = {
    "qualify": lambda life, _, pick: {
        "service": pick(life.town.service, life.town.other_service),
        "elected": life.town.official,
    },
    "accept_attribution": lambda life, _, pick: {
        "holder": pick(life.person("holder"), life.person("other_holder"))
    },
    "decline_attribution": lambda life, pk, _: {
        "reason": "Ce n’est pas notre service.",
        "proposed": life._elsewhere(pk),
    },
    "transmit_answer": lambda life, _, pick: life._answer(pick),
    "answer_directly": lambda life, _, pick: {
        **life._answer(pick),
        "service": life.town.service,
        "elected": life.town.official,
    },
    "extend": lambda _life, _, pick: {
        "months": pick(1, 2),
        "reason_code": "study",
        "text": "Un comptage.",
    },
    "reassign": lambda life, _, pick: {
        "service": pick(life.town.near_service, life.town.other_service, life.town.service),
        "reason": "C’est eux.",
    },
    "hand_over": lambda life, _, pick: {
        "holder": pick(life.person("deputy"), life.person("holder"), life.town.agent)
    },
    "ask_opinion": lambda life, _, _pick: {
        "service": life.town.other_service,
        "question": "Est-ce à vous ?",
    },
    "propose_transfer": lambda life, pk, _: {
        "service": life._elsewhere(pk),
        "reason": "C’est eux.",
    },
    "give_opinion": lambda life, _, _pick: {
        "service": life.town.other_service,
        "opinion": "Oui.",
    },
    "merge": lambda life, _, pick: {
        "target": Dossier.objects.get(pk=pick(life.town.other_demande.pk, *life.pks))
    },
    "declare_done": lambda life, _, _pick: {"report": "Repeint.", "done_on": life.today},
    "report_milestone": lambda _life, _, pick: {
        "report": "C’est commandé.",
        "planned_on": pick(None, date(2027, 3, 1)),
    },
}
