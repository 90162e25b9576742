"""A town that asks, councils that answer: what may happen to an offre.

`OfferLife` adds to the ground what services, the Agence, the élu and the councils do with
offres, and what becomes of the councils themselves; `offer_laws` holds what must be true
after each act.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from circuits import actions
from circuits.errors import ActRefused, Stale
from circuits.models import (
    Contribution,
    Delivery,
    Dossier,
    Event,
    Obligation,
    OfferThread,
    Rung,
)
from participation.models import ClosureDay, Council, ElectedOfficial, User
from tests.circuits.test_rights import AGENCY, SERVICE, Town
from tests.factories import CouncilFactory
from tests.factories.offers import OfferWorld
from tests.properties import oracle
from tests.properties.life import PEOPLE, STARTS, Ground, Server

# circuits.md 4 and 8, read by a person: where, then what may be done there by whom.
OF_THE_OFFER: dict[str, dict[str, str]] = {
    "": {"edit_offer": "service", "submit_offer": "service"},
    "B0": {
        "edit_offer": "service",
        "submit_offer": "service",
        "ask_cancellation": "service",
    },
    "B1": {
        "approve_offer": "agency",
        "request_offer_changes": "agency",
        "ask_cancellation": "service",
    },
    "B1e": {
        "send_offer": "elected",
        "return_offer": "elected",
        "ask_cancellation": "service",
    },
    "BC": {"add_council": "carriers", "ask_cancellation": "service"},
    "B4": {"publish_follow_up": "service", "ask_cancellation": "service"},
    "B5": {"publish_assessment": "service"},
    "end": {},
}
OF_A_THREAD: dict[str, dict[str, str]] = {
    "B2": {
        "acknowledge_offer": "council",
        "answer_offer": "council",
        "decline_offer": "council",
        "ask_question": "council",
        "withdraw_council": "agency",
    },
    "B3": {
        "answer_offer": "council",
        "ask_question": "council",
        "withdraw_council": "agency",
    },
    "B3q": {
        "answer_question": "service",
        "answer_offer": "council",
        "withdraw_council": "agency",
    },
    # Found silent: still heard until the suites are published.
    "silent": {"answer_offer": "council"},
    "end": {},
}
OF_AN_ANNULATION = {"confirm_cancellation": "elected", "refuse_cancellation": "elected"}
GROUPS: dict[str, set[str]] = {
    "service": SERVICE,
    "agency": AGENCY,
    "carriers": SERVICE | AGENCY,
    "elected": {"elected"},
}
WHO = {
    act: group
    for place in (*OF_THE_OFFER.values(), *OF_A_THREAD.values(), OF_AN_ANNULATION)
    for act, group in place.items()
}
# The straight way; a life begins somewhere along it.
WAY = [
    ("submit_offer", "holder"),
    ("approve_offer", "agency"),
    ("send_offer", "elected"),
    ("answer_offer", ""),
    ("publish_follow_up", "head"),
]
PLACES = {"brouillon": 0, "B1": 1, "B1e": 2, "BC": 3, "B4": 4, "B5": 5}
BEGINS = ["brouillon", "B1", "B1e", "BC", "BC", "BC", "BC", "B4", "B5"]
SPOKESPEOPLE = ["referent", "referent_deputy", "other_referent", "third_referent",
                "heir_referent", "inhabitant"]  # fmt: skip
EVERYBODY = [*PEOPLE, "third_referent", "heir_referent"]
# How many acts ago the page was opened that is sent; None: nobody looked.
READ = [None, None, None, 0, 0, 1]
FATE = "Vos réponses serviront au prochain square."
TITLES = ["Le square se refait", "Une autre place", "Le marché couvert"]
# A council is renamed or merged, twice in Mulhouse: three generations are enough.
DISSOLUTIONS = 3


class OfferTown(OfferWorld, Town):
    """The small town with everybody that could try something, and councils to come."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.heir = CouncilFactory()
        self.heir_referent = self._mandate(self.heir, "referent")


class OfferLife(Ground):
    """Everything that people may do with an offre, and that becomes of councils."""

    world = OfferTown

    @initialize(
        start=st.sampled_from(STARTS),
        lives=st.lists(
            st.tuples(st.sampled_from(BEGINS), st.integers(1, 3)), min_size=1, max_size=2
        ),
    )
    def begin(self, start: datetime, lives: list[tuple[str, int]]) -> None:
        """One or two offres, each already some acts on its way."""
        self.at = start
        for place, councils in lives:
            self._write("holder", self.town.councils[:councils])
            for act, name in WAY[: PLACES[place]]:
                self.at += timedelta(minutes=30)
                if name:
                    self._attempt(act, self.pks[-1], self.person(name))
                else:
                    self._everybody_answers(self.pks[-1])

    def _everybody_answers(self, pk: int) -> None:
        for thread in self.threads().filter(offer=pk):
            speaker = self.town.speakers[thread.council_id]
            self._attempt("answer_offer", pk, speaker, thread=thread)

    def threads(self) -> Any:
        found = OfferThread.objects.select_related("council__successor", "offer")
        return found.order_by("pk")

    # --- The town writes ---

    @rule(
        councils=st.integers(1, 7),
        by=st.sampled_from(["holder", "deputy", "agent", "head", "agency", "referent"]),
        submitted=st.booleans(),
    )
    def write_and_submit(self, councils: int, by: str, submitted: bool) -> None:
        if len(self.pks) >= 4:
            return
        chosen = [c for n, c in enumerate(self.town.councils) if councils & 1 << n]
        if self._write(by, chosen) and submitted:
            self._attempt("submit_offer", self.pks[-1], self.person(by))

    def _write(self, by: str, councils: Iterable[Council]) -> bool:
        try:
            draft = self.town.offer_draft(
                self.at,
                by=self.person(by),
                councils=councils,
                # A key that is drawn from the world, for the life to be played again.
                key=uuid.UUID(int=len(self.pks) + 1),
                answer_by=self._in_days(30),
            )
        except ActRefused:
            return False
        self.pks.append(draft.pk)
        return True

    def _in_days(self, days: int) -> date:
        return oracle.next_worked(self.today + timedelta(days=days), self.closures())

    # --- People act ---

    @rule(data=st.data(), acts=st.integers(1, 4))
    def act_by_whom_it_concerns(self, data: st.DataObject, acts: int) -> None:
        for _ in range(acts):
            self.at += timedelta(minutes=20)
            self._act_rightly(data)

    @rule(data=st.data(), days=st.integers(0, 3))
    def act_again_by_whom_it_concerns(self, data: st.DataObject, days: int) -> None:
        self.at += timedelta(days=days)
        self._act_rightly(data)

    def _act_rightly(self, data: st.DataObject) -> None:
        acts = self._possible()
        if not acts:
            return
        act, pk, thread = data.draw(st.sampled_from(acts), label="act")
        by = data.draw(st.sampled_from(self._those_who_may(act, thread)), label="by")
        behalf = None
        if data.draw(st.integers(0, 3), label="saisie pour") == 0:
            by, behalf = self.person("agency"), by
        self._attempt(act, pk, by, thread=thread, behalf=behalf, data=data)

    def _possible(self) -> list[tuple[str, int, OfferThread | None]]:
        """What can be done now, wherever an offre or one of its councils is."""
        acts: list[tuple[str, int, OfferThread | None]] = []
        for offer in Dossier.objects.filter(pk__in=self.pks).order_by("pk"):
            acts += [(act, offer.pk, None) for act in OF_THE_OFFER[offer.step]]
            owed = offer.obligations.filter(closed_at=None, kind="cancellation")
            if owed.exists():
                acts += [(act, offer.pk, None) for act in OF_AN_ANNULATION] * 4
        for thread in self.threads().filter(offer__closed_at=None):
            heard = thread.offer.answered_at is None
            place = "silent" if thread.end_code == "F3" and heard else thread.step
            acts += [(act, thread.offer_id, thread) for act in OF_A_THREAD[place]]
        return acts

    def _those_who_may(self, act: str, thread: OfferThread | None) -> list[User]:
        if WHO[act] != "council":
            return [self.person(name) for name in sorted(GROUPS[WHO[act]])]
        assert thread is not None
        speakers = sorted(self.speakers(thread.council, self.today), key=lambda u: u.pk)
        return speakers or [self.person("referent")]

    @rule(
        data=st.data(),
        act=st.sampled_from(sorted(WHO)),
        by=st.sampled_from(EVERYBODY),
        behalf=st.sampled_from([None, None, *EVERYBODY]),
    )
    def act_by_anybody(
        self, data: st.DataObject, act: str, by: str, behalf: str | None
    ) -> None:
        if not self.pks:
            return
        pk = data.draw(st.sampled_from(self.pks), label="offre")
        thread = None
        if WHO[act] == "council" or act in ("withdraw_council", "answer_question"):
            thread = data.draw(st.sampled_from([None, *self.threads()]), label="thread")
        person = self.person(behalf) if behalf else None
        self._attempt(act, pk, self.person(by), thread=thread, behalf=person, data=data)

    def _attempt(
        self,
        act: str,
        pk: int,
        by: User,
        *,
        thread: OfferThread | None = None,
        behalf: User | None = None,
        data: st.DataObject | None = None,
    ) -> None:
        before = self.rows()
        door: dict[str, Any] = {"by": by, "at": self.at}
        if behalf is not None and act != "edit_offer":
            door["behalf"] = actions.OnBehalf(behalf, "voice", self.today)
        if thread is not None:
            door["thread"] = thread.pk
        read = thread if thread is not None else Dossier.objects.get(pk=pk)
        old = data.draw(st.sampled_from(READ), label="old") if data else None
        if old is not None:
            door["seen"] = read.version - old
        action = actions.save_offer if act == "edit_offer" else actions.ACTIONS[act]
        try:
            action(pk, **door, **self._fields(act, pk, data))
        except ActRefused as refusal:
            assert str(refusal).endswith("."), refusal
            # Other councils' acts make no form of this one stale.
            assert old == 1 or not isinstance(refusal, Stale), "P36"
            assert self.rows() == before, "a refused act changes nothing"
        else:
            assert old != 1, "what was read is no longer true"
            self.done(act, pk, thread, before)

    def done(self, act: str, pk: int, thread: OfferThread | None, before: Any) -> None:
        """What must be true right after an act; see `offer_laws`."""

    def _fields(self, act: str, pk: int, data: st.DataObject | None) -> dict[str, Any]:
        def pick(*options: Any) -> Any:
            return data.draw(st.sampled_from(options)) if data else options[0]

        if act == "add_council":
            every = list(Council.objects.order_by("pk"))
            return {"councils": [pick(*every)]}
        if act == "answer_offer":
            return self._answer(pick("opinion", "participates", "no"), pick)
        if act == "ask_question":
            return {"question": pick("Les jeux sont-ils gardés ?", " ")}
        if act == "answer_question":
            return {"reply": pick("Oui, sauf la balançoire.", "")}
        if act in ("decline_offer", "withdraw_council", "refuse_cancellation"):
            return {"reason": pick("Ce n’est pas notre quartier.", "")}
        return self._of_the_town(act, pk, pick)

    def _of_the_town(self, act: str, pk: int, pick: Any) -> dict[str, Any]:
        if act == "edit_offer":
            return {"title": pick(*TITLES), "answer_by": self._in_days(pick(30, 60, 5))}
        if act == "approve_offer":
            return {"elected": self.town.official}
        if act in ("request_offer_changes", "return_offer"):
            return {"changes": pick("Il faut dire ce qui est décidé.", " ")}
        if act == "publish_follow_up":
            given = self.town.follow_ups(pk)
            return {"text": "Nous retenons les bancs.", "follow_ups": given[pick(0, 0, 1) :]}
        if act == "publish_assessment":
            return {"text": "Trois ateliers ont eu lieu."}
        if act == "ask_cancellation":
            fate = pick(FATE, FATE, "")
            return {"reason_code": "budget", "text": "Plus de budget.", "fate": fate}
        return {}

    def _answer(self, kind: str, pick: Any) -> dict[str, Any]:
        adopted = pick(None, self.today, self.today + timedelta(days=1))
        part = {"delegates": "Deux voisines", "available": "le samedi"}
        fields = part if kind == "participates" else {"body": pick("Des bancs.", "")}
        return {"kind": kind, "adopted_on": adopted, **fields}

    # --- What becomes of the councils, and of those who speak for them ---

    @rule(data=st.data(), days=st.sampled_from([0, 0, 0, 12, 40]))
    def a_council_is_dissolved(self, data: st.DataObject, days: int) -> None:
        """Renamed or merged into another one, or gone; now, or on a day to come."""
        living = list(Council.objects.filter(dissolved_on=None).order_by("pk"))
        if Council.objects.count() - len(living) >= DISSOLUTIONS:
            return
        council = data.draw(st.sampled_from(living), label="council")
        heirs = [None, *(other for other in living if other != council)]
        heir = data.draw(st.sampled_from(heirs), label="becomes")
        council.dissolved_on, council.successor = self.today + timedelta(days=days), heir
        council.save()

    @rule(data=st.data(), name=st.sampled_from(SPOKESPEOPLE), begins=st.booleans())
    def a_mandate_begins_or_ends(self, data: st.DataObject, name: str, begins: bool) -> None:
        if not begins:
            self.mandate_ends(self.person(name))
            return
        councils = list(Council.objects.order_by("pk"))
        council = data.draw(st.sampled_from(councils), label="council")
        role = data.draw(st.sampled_from(["referent", "deputy", "member"]), label="role")
        self.mandate_begins(self.person(name), council, role)

    @rule(active=st.booleans())
    def the_elu_leaves_or_returns(self, active: bool) -> None:
        ElectedOfficial.objects.filter(pk=self.town.official.pk).update(active=active)

    # --- The clock and the calendar come near a date ---

    @rule(data=st.data(), days=st.sampled_from([-15, -5, 0, 1, 8, 16]))
    def a_morning_about_a_date(self, data: st.DataObject, days: int) -> None:
        """The engine was stopped until a morning that counts for what is owed."""
        if dates := self._dates():
            day = data.draw(st.sampled_from(dates), label="date") + timedelta(days=days)
            self.a_morning_at_the_office(max(1, (day - self.today).days), 1)

    @rule(data=st.data())
    def a_closure_falls_on_a_date(self, data: st.DataObject) -> None:
        if dates := self._dates():
            day = data.draw(st.sampled_from(dates), label="date")
            ClosureDay.objects.get_or_create(day=day, defaults={"label": "fermeture"})

    def _dates(self) -> list[date]:
        """The dates to come of what is owed."""
        owed = Obligation.objects.filter(closed_at=None, due_on__gte=self.today)
        return sorted(set(owed.values_list("due_on", flat=True)))

    @rule(times=st.integers(1, 2))
    def the_date_of_an_answer_passes(self, times: int) -> None:
        """Nobody says anything until a council is found silent, when the mails leave."""
        owed = Obligation.objects.filter(closed_at=None, kind="answer").order_by("due_on")
        date_of = owed.values_list("due_on", flat=True).first()
        if date_of is None:
            return
        for days in (1, 9, 17):
            later = (date_of + timedelta(days=days) - self.today).days
            self.a_morning_at_the_office(max(1, later), times)
            Server.mode = "takes"

    # --- What an act or a pass may change ---

    def picture(self) -> dict[str, list[Any]]:
        threads = OfferThread.objects.order_by("pk")
        ways = threads.values_list("pk", "version", "step", "closed_at", "end_code")
        return {**super().picture(), "threads": list(ways)}

    def rows(self) -> dict[tuple[int, int | None], list[Any]]:
        """All that hangs on each offre, and on each council's way through it."""
        found: dict[tuple[int, int | None], list[Any]] = defaultdict(list)
        for model, path in (
            (Obligation, ""),
            (Rung, "obligation__"),
            (Delivery, "rung__obligation__"),
            (Event, ""),
        ):
            names = [field.attname for field in model._meta.concrete_fields]
            keys = (f"{path}dossier", f"{path}thread")
            for row in model.objects.order_by("pk").values_list(*keys, *names):
                found[row[0], row[1]].append((model.__name__, *row[2:]))
        for thread in OfferThread.objects.order_by("pk").values():
            found[thread["offer_id"], thread["id"]].append(thread)
        for said in Contribution.objects.values("thread__offer", "thread", "pk"):
            found[said["thread__offer"], said["thread"]].append(said)
        for offer in Dossier.objects.values():
            found[offer["id"], None].append(offer)
        return dict(found)
