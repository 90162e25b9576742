"""P7: who may do what, where: role × step × act, by calling the actions directly.

Two tables say what is expected: one generated from `acts.ACTS` and the transitions of
the version, one written by hand from circuits.md 2 and 3. Both must agree with what
the actions do, and a refused act changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from circuits import actions
from circuits.actions import ACTIONS, OnBehalf
from circuits.acts import ACTS, ANYTIME, WHILE_SUSPENDED
from circuits.catalogue_offers import offer_definition
from circuits.errors import ActRefused
from circuits.models import Dossier, Event, Obligation
from circuits.permissions import may, roles_of
from circuits.readers import viewer
from participation.models import Mail, Mandate
from tests.factories import ServiceFactory, UserFactory, World, paris
from tests.factories.world import ACCEPTED, COMMITTED, REFUSED

START = paris(2026, 4, 2)
CLOSED = paris(2026, 6, 15)
NOW = paris(2026, 7, 1)

SERVICE = {"holder", "deputy", "agent", "head"}
COUNCIL = {"referent", "referent_deputy"}
AGENCY = {"agency", "agency_direction"}
# Where a demande may be, besides its steps: paused, asleep, with everything asked beside.
QUESTION, DORMANT, BESIDE = "A3, question posée", "A3, en sommeil", "A3, tout demandé"
REFUSAL, HIDDEN = "A6, refusée", "A6, masquée"
BEFORE_ANSWER = ("A1", "A2", "A3", "A4", "A5", QUESTION, DORMANT, BESIDE)
PROOFREAD = (*BEFORE_ANSWER[1:], "A6", REFUSAL, "A7", "end")
# circuits.md 2 and 3, read by a person: (where, act) → who.
BY_HAND: dict[tuple[str, str], set[str]] = {
    ("brouillon", "edit_draft"): COUNCIL | {"member"},
    ("brouillon", "deposit"): COUNCIL,
    ("A1", "proofread"): AGENCY,
    **{(step, "extend"): AGENCY for step in BEFORE_ANSWER},
    **{(step, "withdraw"): COUNCIL for step in BEFORE_ANSWER},
    **{(step, "transfer"): AGENCY for step in BEFORE_ANSWER},
    **{(step, "merge"): AGENCY for step in BEFORE_ANSWER},
    **{(step, "ask_barring"): AGENCY for step in ("A1", "A2", "A3", QUESTION, DORMANT)},
    **{(place, "hide_text"): AGENCY for place in PROOFREAD},
    ("A1", "answer_directly"): AGENCY,
    ("A1", "ask_complement"): AGENCY,
    **{(step, "reassign"): AGENCY | {"head"} for step in ("A2", "A3", "A4", "A7", BESIDE)},
    **{
        (step, act): SERVICE | AGENCY
        for step in ("A3", BESIDE)
        for act in ("ask_complement", "schedule_meeting")
    },
    (BESIDE, "schedule_meeting"): AGENCY,
    ("A3", "ask_wait"): SERVICE | AGENCY,
    **{(step, "ask_opinion"): SERVICE for step in ("A3", BESIDE)},
    **{(step, "propose_transfer"): {"holder", "deputy", "agent"} for step in ("A3", "A7")},
    **{(step, "hand_over"): AGENCY | {"head", "holder"} for step in ("A3", "A7", BESIDE)},
    **{(step, "resume"): SERVICE | AGENCY for step in (QUESTION, DORMANT)},
    **{(step, "answer_complement"): COUNCIL for step in (QUESTION, DORMANT)},
    (DORMANT, "close_dormant"): AGENCY,
    (BESIDE, "transmit_answer"): SERVICE,
    (BESIDE, "confirm_wait"): AGENCY,
    (BESIDE, "refuse_wait"): AGENCY,
    (BESIDE, "keep_service"): AGENCY,
    (BESIDE, "report_meeting"): SERVICE | AGENCY,
    (BESIDE, "confirm_barring"): {"elected"},
    (BESIDE, "refuse_barring"): {"elected"},
    (BESIDE, "give_opinion"): {"other_head", "other_holder"},
    ("A6", "ask_precision"): COUNCIL,
    (REFUSAL, "ask_precision"): COUNCIL,
    (REFUSAL, "ask_reasons"): COUNCIL,
    (REFUSAL, "acknowledge_answer"): COUNCIL,
    ("end", "reopen"): AGENCY | COUNCIL,
    (HIDDEN, "show_text"): AGENCY,
    (HIDDEN, "acknowledge_answer"): COUNCIL,
    (HIDDEN, "ask_precision"): COUNCIL,
    ("A1", "qualify"): AGENCY,
    ("A2", "accept_attribution"): {"head"},
    ("A2", "decline_attribution"): {"head"},
    ("A3", "transmit_answer"): SERVICE,
    ("A4", "approve_service"): {"head"},
    ("A4", "request_changes_service"): {"head"},
    ("A5", "approve_elected"): {"elected"},
    ("A5", "request_changes_elected"): {"elected"},
    ("A5", "report_call"): AGENCY,
    ("A6", "acknowledge_answer"): COUNCIL,
    ("A7", "report_milestone"): SERVICE,
    ("A7", "declare_done"): SERVICE,
    ("A7", "abandon_commitment"): {"elected"},
}
# Which of the roles of `acts.ROLES` each person of the small town has on the dossier.
ROLES: dict[str, set[str]] = {
    "agency": {"agency"},
    "agency_direction": {"agency"},
    "head": {"head"},
    "holder": {"holder", "service"},
    "deputy": {"deputy", "service"},
    "agent": {"service"},
    "elected": {"elected"},
    "referent": {"referent"},
    "referent_deputy": {"referent_deputy"},
    "member": {"member"},
    "other_referent": set(),
    "other_head": set(),
    "other_holder": set(),
    "directorate": set(),
    "general_direction": set(),
    "inhabitant": set(),
    "inactive_agency": set(),
    "inactive_head": set(),
    "former_referent": set(),
    "future_referent": set(),
    "anonymous": set(),
    "system": set(),
}
MAY_THE_MOST = ("agency", "head", "holder", "elected", "referent", "other_head")
PLACES = (
    "brouillon", "A1", "A2", "A3", "A4", "A5", "A6", "A7", "end",
    QUESTION, DORMANT, BESIDE, REFUSAL, HIDDEN,
)  # fmt: skip
# What the table of transitions allows at a step, and the state of the dossier does not.
ONLY_IF = {
    "resume": (QUESTION, DORMANT),
    "close_dormant": (DORMANT,),
    "ask_reasons": (REFUSAL,),
    "ask_wait": ("A3",),
    "propose_transfer": ("A3", "A7"),
    "ask_barring": ("A1", "A2", "A3", QUESTION, DORMANT),
    "reopen": ("end",),
    "show_text": (HIDDEN,),
    "hide_text": PROOFREAD,
}


class Town(World):
    """The small town with everybody that could try something."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.agent = UserFactory()
        self.service.agents.add(self.agent)
        self.inhabitant = UserFactory()
        self.inactive_agency = UserFactory(agency=True, is_active=False)
        # A head of the same service whose account was closed keeps no right.
        self.inactive_head = UserFactory(is_active=False)
        self.service.agents.add(self.inactive_head)
        self.former_referent = self._dated("2020-01-01", "2026-04-01")
        self.future_referent = self._dated("2026-07-02", None)
        self.anonymous = AnonymousUser()
        self.near_service = ServiceFactory(directorate=self.service.directorate)
        self.third_service = ServiceFactory()
        self.asked = False
        self.other_demande = self.deposit(START, title="Une autre")

    def _dated(self, starts: str, ends: str | None) -> Any:
        user = UserFactory()
        Mandate.objects.create(
            council=self.council,
            user=user,
            role="referent",
            starts_on=date.fromisoformat(starts),
            ends_on=ends and date.fromisoformat(ends),
        )
        return user

    @property
    def system(self) -> Any:
        from circuits.actions.record import system_user

        return system_user()

    def at_step(self, place: str) -> Dossier:
        """A demande that has come to this place of its circuit."""
        if place == "brouillon":
            return self.draft(START)
        dossier = self.deposit(START)
        if place == "A1":
            return dossier
        actions.proofread(dossier.pk, by=self.agency, at=START)
        walk: list[Callable[[], Any]] = [
            lambda: self.qualify(dossier, START),
            lambda: self.accept(dossier, START),
            lambda: self.transmit(dossier, START, answer),
            lambda: self.approve_service(dossier, START),
            lambda: self.approve_elected(dossier, START),
            lambda: actions.acknowledge_answer(dossier.pk, by=self.referent, at=CLOSED),
        ]
        answer = {"A7": COMMITTED, REFUSAL: REFUSED}.get(place, ACCEPTED)
        steps = {"A2": 1, "A3": 2, "A4": 3, "A5": 4, "A6": 5, "A7": 5, "end": 6}
        for act in walk[: steps[step_of(place)]]:
            act()
        if place == HIDDEN:
            actions.hide_text(dossier.pk, by=self.agency, at=START, reason="Un nom.")
        if place in (QUESTION, DORMANT):
            actions.ask_complement(
                dossier.pk, by=self.holder, at=START, questions="Où ?", until=date(2026, 5, 4)
            )
        if place == DORMANT:
            self.sweep(paris(2026, 5, 20))
        if place == BESIDE:
            self._ask_everything(dossier)
        if place == "A5":
            # The promise is broken here: the call to the council is owed too.
            self.sweep(paris(2026, 6, 3))
        dossier.refresh_from_db()
        return dossier

    def _ask_everything(self, dossier: Dossier) -> None:
        """A meeting was held, and four people owe something beside the step."""
        pk = dossier.pk
        actions.schedule_meeting(pk, by=self.holder, at=START, meeting_on=date(2026, 4, 20))
        self.sweep(paris(2026, 4, 21))
        for act in ("ask_wait", "propose_transfer", "ask_opinion"):
            ACTIONS[act](pk, by=self.holder, at=NOW, **FIELDS[act](self))
        self.asked = True
        actions.ask_barring(pk, by=self.agency, at=NOW, **FIELDS["ask_barring"](self))


def step_of(place: str) -> str:
    """The step of a place: « A3, en sommeil » is at A3."""
    return place.split(",")[0]


# Arguments that are right in themselves.
FIELDS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "qualify": lambda t: {"service": t.service, "elected": t.official},
    "accept_attribution": lambda t: {"holder": t.holder},
    "decline_attribution": lambda t: {"reason": "Non.", "proposed": t.other_service},
    "transmit_answer": lambda _: {"draft": ACCEPTED},
    "answer_directly": lambda t: {
        "draft": ACCEPTED, "service": t.service, "elected": t.official
    },
    "request_changes_service": lambda _: {"changes": "Plus court."},
    "request_changes_elected": lambda _: {"changes": "Plus court."},
    "report_milestone": lambda _: {"report": "Commandé."},
    "extend": lambda _: {"months": 2, "reason_code": "study", "text": "Un comptage."},
    "declare_done": lambda _: {"report": "Repeint.", "done_on": NOW.date()},
    "refuse_done": lambda _: {"reason": "Il manque une bande."},
    "abandon_commitment": lambda _: {
        "reason_code": "budget", "text": "Le budget manque. " * 20
    },
    "ask_complement": lambda _: {"questions": "Où ?", "until": date(2026, 8, 3)},
    "schedule_meeting": lambda _: {"meeting_on": date(2026, 7, 15)},
    "ask_wait": lambda _: {"third_party": "L’agglomération", "check_on": date(2026, 7, 20)},
    "refuse_wait": lambda _: {"reason": "Non."},
    "answer_complement": lambda _: {"reply": "Devant l’école."},
    "report_meeting": lambda _: {"report": "Vu sur place."},
    "ask_opinion": lambda t: {
        "service": t.third_service if t.asked else t.other_service, "question": "Possible ?"
    },
    "give_opinion": lambda t: {"service": t.other_service, "opinion": "Oui."},
    "reassign": lambda t: {"service": t.near_service, "reason": "C’est eux."},
    "hand_over": lambda t: {"holder": t.agent},
    "propose_transfer": lambda t: {"service": t.other_service, "reason": "C’est eux."},
    "keep_service": lambda _: {"reason": "Non."},
    "merge": lambda t: {"target": t.other_demande},
    "transfer": lambda _: {
        "authority": "la Région", "sent_on": NOW.date(), "letter": "Madame…"
    },
    "ask_barring": lambda t: {
        "reason_code": "private", "text": "Un litige.", "elected": t.official
    },
    "refuse_barring": lambda _: {"reason": "Non."},
    "ask_precision": lambda _: {"question": "Quand ?"},
    "ask_reasons": lambda _: {"question": "Pourquoi ?"},
    "reopen": lambda _: {"reason": "Un fait nouveau."},
    "hide_text": lambda _: {"reason": "Un nom y figure."},
}  # fmt: skip


def attempt(town: Town, act: str, dossier: Dossier, by: Any, **door: Any) -> None:
    """Call the action with arguments that are right in themselves."""
    if act == "edit_draft":
        actions.save_draft(dossier.pk, by=by, at=NOW, title="Un autre titre")
        return
    fields = FIELDS[act](town) if act in FIELDS else {}
    ACTIONS[act](dossier.pk, by=by, at=NOW, **fields, **door)


def roles_there(place: str, act: str, name: str) -> set[str]:
    """The roles of a person at a place: no service yet at A1, an opinion owed later."""
    roles = ROLES[name]
    if place == "A1":
        return roles - {"holder", "deputy", "service", "head", "elected"}
    if (place, act) == (BESIDE, "schedule_meeting"):
        # There was one already: the second is the Agence's.
        return roles & {"agency"}
    if place == BESIDE and name in ("other_head", "other_holder"):
        return {"associate"}
    return roles


def is_possible(act: str, place: str, sides: set[str], rules: Any) -> bool:
    """Whether anybody at all may do it there, by the tables."""
    if place not in ONLY_IF.get(act, PLACES):
        return False
    if place == "brouillon":
        return act in ("deposit", "edit_draft")
    if ACTS[act].side:
        return ACTS[act].side in sides
    if act in ANYTIME:
        return True
    if place in (QUESTION, DORMANT) and act not in WHILE_SUSPENDED:
        return False
    return act in rules.acts_from(step_of(place))


@contextmanager
def undone() -> Iterator[None]:
    """Undo what succeeds, so that the next person finds the same dossier."""
    savepoint = transaction.savepoint()
    yield
    transaction.savepoint_rollback(savepoint)


def effects() -> tuple[Any, ...]:
    """Everything that an act would change."""
    return (
        Event.objects.count(),
        Obligation.objects.open().count(),
        Mail.objects.count(),
        sorted(Dossier.objects.values_list("pk", "version", "step", "title")),
    )


@pytest.fixture
def town(db: None) -> Town:
    return Town()


# What the platform does by itself has no door at all.
BY_ITSELF = {"lapse", "fall_silent", "close_consultation"}
OF_AN_OFFER = {t["act"] for t in offer_definition()["transitions"]} | {
    "submit_offer", "edit_offer", "refuse_cancellation"
}  # fmt: skip
# The acts of a demande; those of an offre are in `test_offer_rights`.
ACTS_WITH_A_DOOR = [code for code in ACTS if code not in BY_ITSELF | OF_AN_OFFER]


def test_only_the_sweep_ends_anything_by_itself() -> None:
    texts = {"edit_draft", "edit_offer"}
    assert set(ACTIONS) == set(ACTS) - BY_ITSELF - texts
    assert {code for code, act in ACTS.items() if act.roles == ("system",)} == BY_ITSELF


def test_p07_an_act_of_the_other_message_is_nobodys(town: Town) -> None:
    dossier = town.at_step("A1")
    for act in sorted(OF_AN_OFFER - BY_ITSELF):
        for name in ROLES:
            who = viewer(getattr(town, name), NOW.date())
            assert not may(act, who, dossier), (act, name)


@pytest.mark.parametrize("place", PLACES)
def test_p07_only_the_right_people_act_and_a_refusal_changes_nothing(
    town: Town, place: str
) -> None:
    dossier = town.at_step(place)
    rules = town.circuit.rules
    sides = set(
        dossier.obligations.open().filter(principal=False).values_list("kind", flat=True)
    )
    before = effects()
    for act in ACTS_WITH_A_DOOR:
        possible = is_possible(act, place, sides, rules)
        # What is impossible there is tried by those who may the most elsewhere.
        for name in ROLES if possible else MAY_THE_MOST:
            own = roles_there(place, act, name)
            generated = possible and bool(own & set(roles_of(act, dossier)))
            by_hand = name in BY_HAND.get((place, act), set())
            assert generated == by_hand, (place, act, name)
            try:
                with undone():
                    attempt(town, act, dossier, getattr(town, name))
                    done = True
            except ActRefused as refusal:
                done = False
                assert str(refusal).endswith("."), (place, act, name)
            assert done == by_hand, (place, act, name)
        # Nothing was undone after a refusal: it left no trace by itself.
        assert effects() == before, (place, act)


@pytest.mark.parametrize(
    ("place", "act", "who"),
    [
        ("A5", "approve_elected", "elected"),
        ("A6", "acknowledge_answer", "referent"),
        ("A3", "transmit_answer", "holder"),
    ],
)
def test_the_agency_alone_enters_an_act_for_the_person_who_may_do_it(
    town: Town, place: str, act: str, who: str
) -> None:
    dossier = town.at_step(place)
    behalf = OnBehalf(getattr(town, who), "voice", date(2026, 6, 30))
    for name in ("holder", "head", "referent", "inhabitant"):
        with pytest.raises(ActRefused, match="Seule l’Agence"):
            attempt(town, act, dossier, getattr(town, name), behalf=behalf)
    stranger = OnBehalf(town.inhabitant, "voice", date(2026, 6, 30))
    with pytest.raises(ActRefused, match="revient à"):
        attempt(town, act, dossier, town.agency, behalf=stranger)
    tomorrow = OnBehalf(getattr(town, who), "voice", date(2026, 7, 2))
    with pytest.raises(ActRefused, match="futur"):
        attempt(town, act, dossier, town.agency, behalf=tomorrow)
    attempt(town, act, dossier, town.agency, behalf=behalf)
    event = dossier.events.filter(data__act=act).last()
    assert event.actor.user == town.agency
    assert event.on_behalf_of.user == getattr(town, who)
    assert event.channel == "voice"


def test_p07_rights_follow_the_day_and_not_a_memory(town: Town) -> None:
    dossier = town.at_step("A6")
    mandate = Mandate.objects.get(user=town.referent)
    mandate.ends_on = date(2026, 6, 30)
    mandate.save()
    with pytest.raises(ActRefused):
        attempt(town, "acknowledge_answer", dossier, town.referent)
    mandate.ends_on = date(2026, 7, 1)
    mandate.save()
    attempt(town, "acknowledge_answer", dossier, town.referent)


def test_p07_what_a_service_was_it_no_longer_is_after_a_refused_attribution(
    town: Town,
) -> None:
    dossier = town.at_step("A2")
    attempt(town, "decline_attribution", dossier, town.head)
    for act in ("accept_attribution", "decline_attribution"):
        with pytest.raises(ActRefused):
            attempt(town, act, dossier, town.head)
    actions.accept_attribution(dossier.pk, by=town.other_head, at=NOW, holder=town.other_holder)
    with pytest.raises(ActRefused):
        attempt(town, "transmit_answer", dossier, town.holder)
    attempt(town, "transmit_answer", dossier, town.other_holder)
