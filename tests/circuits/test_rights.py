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
from circuits.acts import ACTS
from circuits.catalogue_offers import offer_definition
from circuits.errors import ActRefused
from circuits.models import Dossier, Event, Obligation
from circuits.permissions import may, roles_of
from circuits.readers import viewer
from participation.models import Mail, Mandate
from tests.factories import UserFactory, World, paris
from tests.factories.world import ACCEPTED, COMMITTED

START = paris(2026, 4, 2)
NOW = paris(2026, 7, 1)

SERVICE = {"holder", "deputy", "agent", "head"}
COUNCIL = {"referent", "referent_deputy"}
AGENCY = {"agency", "agency_direction"}
# circuits.md 2 and 3, read by a person: (where, act) → who.
BY_HAND: dict[tuple[str, str], set[str]] = {
    ("brouillon", "edit_draft"): COUNCIL | {"member"},
    ("brouillon", "deposit"): COUNCIL,
    ("A1", "proofread"): AGENCY,
    **{(step, "extend"): AGENCY for step in ("A1", "A2", "A3", "A4", "A5")},
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
PLACES = ("brouillon", "A1", "A2", "A3", "A4", "A5", "A6", "A7", "end")


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
            lambda: self.transmit(dossier, START, COMMITTED if place == "A7" else ACCEPTED),
            lambda: self.approve_service(dossier, START),
            lambda: self.approve_elected(dossier, START),
            lambda: actions.acknowledge_answer(dossier.pk, by=self.referent, at=START),
        ]
        steps = {"A2": 1, "A3": 2, "A4": 3, "A5": 4, "A6": 5, "A7": 5, "end": 6}
        for act in walk[: steps[place]]:
            act()
        if place == "A5":
            # The promise is broken here: the call to the council is owed too.
            self.sweep(paris(2026, 6, 3))
        dossier.refresh_from_db()
        return dossier


def attempt(town: Town, act: str, dossier: Dossier, by: Any, **door: Any) -> None:
    """Call the action with arguments that are right in themselves."""
    if act == "edit_draft":
        actions.save_draft(dossier.pk, by=by, at=NOW, title="Un autre titre")
        return
    fields: dict[str, Any] = {
        "qualify": {"service": town.service, "elected": town.official},
        "accept_attribution": {"holder": town.holder},
        "decline_attribution": {"reason": "Non.", "proposed": town.other_service},
        "transmit_answer": {"draft": ACCEPTED},
        "request_changes_service": {"changes": "Plus court."},
        "request_changes_elected": {"changes": "Plus court."},
        "report_milestone": {"report": "Commandé."},
        "extend": {"months": 2, "reason_code": "study", "text": "Un comptage."},
        "declare_done": {"report": "Repeint.", "done_on": NOW.date()},
        "refuse_done": {"reason": "Il manque une bande."},
        "abandon_commitment": {"reason_code": "budget", "text": "Le budget manque. " * 20},
    }.get(act, {})
    ACTIONS[act](dossier.pk, by=by, at=NOW, **fields, **door)


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
        rule = ACTS[act]
        possible = (
            act in ("deposit", "edit_draft")
            if place == "brouillon"
            else rule.side in sides
            if rule.side
            else act in rules.acts_from(place)
        )
        for name, roles in ROLES.items():
            generated = possible and bool(roles & set(roles_of(act, dossier)))
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
