"""P7 for the offres: who may do what, where: role × place × act, by calling the actions.

One table, written by hand from circuits.md 2 and 4, is compared with `permissions.may`
and with what the actions do; a refused act changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from circuits import actions
from circuits.actions import ACTIONS, OnBehalf
from circuits.actions.circuit import current_state
from circuits.actions.gate import open_sides
from circuits.acts import ACTS
from circuits.errors import ActRefused
from circuits.models import Contribution, Dossier, FollowUp, OfferThread
from circuits.permissions import acts_open_to, may
from circuits.readers import viewer
from circuits.sweep import sweep
from participation.clock import local_day
from participation.models import ElectedOfficial, Mandate
from tests.circuits.test_rights import AGENCY, COUNCIL, ROLES, SERVICE, effects, undone
from tests.circuits.test_rights import Town as TownOfRequests
from tests.factories import CouncilFactory, ElectedOfficialFactory, UserFactory, paris
from tests.factories.offers import OPINION, OfferWorld

START = paris(2026, 4, 2)
NOW = paris(2026, 6, 1)
# An answer date that NOW has passed by more than ten worked days.
PASSED = date(2026, 5, 4)

PEOPLE = {
    **ROLES,
    "third_referent": set(),
    "speaker_for_others": set(),
    "other_agent": set(),
    "other_elected": set(),
    "former_elected": set(),
}
CANCEL = {"ask_cancellation": SERVICE}
DECIDE = {"confirm_cancellation": {"elected"}, "refuse_cancellation": {"elected"}}
# circuits.md 2 and 4, read by a person: where → act → who. « fil » is one council's way.
BY_HAND: dict[str, dict[str, set[str]]] = {
    "brouillon": {"submit_offer": SERVICE, "edit_offer": SERVICE},
    "B0": {"submit_offer": SERVICE, "edit_offer": SERVICE, **CANCEL},
    "B1": {"approve_offer": AGENCY, "request_offer_changes": AGENCY, **CANCEL},
    "B1e": {"send_offer": {"elected"}, "return_offer": {"elected"}, **CANCEL},
    "BC": {"add_council": SERVICE | AGENCY, **CANCEL},
    "BC, annulation demandée": {"add_council": SERVICE | AGENCY, **DECIDE},
    "B4": {"publish_follow_up": SERVICE, **CANCEL},
    "B4, annulation demandée": {"publish_follow_up": SERVICE, **DECIDE},
    "B5": {"publish_assessment": SERVICE},
    "close": {},
    "annulée": {},
    "fil B2": {
        "acknowledge_offer": COUNCIL,
        "answer_offer": COUNCIL,
        "decline_offer": COUNCIL,
        "ask_question": COUNCIL,
        "withdraw_council": AGENCY,
    },
    "fil B3": {
        "answer_offer": COUNCIL,
        "ask_question": COUNCIL,
        "withdraw_council": AGENCY,
    },
    "fil B3q": {
        "answer_question": SERVICE,
        "answer_offer": COUNCIL,
        "withdraw_council": AGENCY,
    },
    "fil sans réponse": {"answer_offer": COUNCIL},
    "fil sans réponse, en B4": {"answer_offer": COUNCIL},
    "fil sans réponse, après les suites": {},
    "fil répondu": {},
    "fil décliné": {},
    "fil retiré": {},
    "fil annulé": {},
}


class Town(TownOfRequests, OfferWorld):
    """The small town with everybody that could try something, and its offres."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.official.themes.add(self.theme)
        self.official.save()
        self.other_agent = UserFactory()
        self.other_service.agents.add(self.other_agent)
        self.other_elected = ElectedOfficialFactory().user
        self.former_elected = ElectedOfficialFactory(active=False).user
        self.speaker_for_others = self._mandate(self.third_council, "referent")
        Mandate.objects.create(
            council=self.other_council,
            user=self.speaker_for_others,
            role="deputy",
            starts_on=START.date(),
        )

    def at(self, place: str) -> tuple[Dossier, OfferThread | None]:
        """An offre that has come to this place, and the thread of the council there."""
        offer = PLACES[place](self)
        offer.refresh_from_db()
        offer = Dossier.objects.select_related("circuit").get(pk=offer.pk)
        thread = None
        if place.startswith("fil"):
            thread = self.thread(offer, self.council)
            thread.offer = offer
        return offer, thread

    def silent(self) -> Dossier:
        """The first council said nothing, the third still has time."""
        offer = self.sent(START, answer_by=PASSED)
        self.answer_offer(offer, self.other_council, START)
        late = CouncilFactory()
        actions.add_council(offer.pk, by=self.agency, at=paris(2026, 5, 4), councils=[late])
        self.decline_offer(offer, self.third_council, START)
        for at in (paris(2026, 5, 5), paris(2026, 5, 20)):
            sweep(at, register_only=True)
        assert self.thread(offer, self.council).end_code == "F3"
        assert offer.threads.open().get().council == late
        self.late = late
        return offer

    def silent_and_owed(self) -> Dossier:
        offer = self.silent()
        withdraw(self, offer, self.late)
        return offer

    def followed_up(self) -> Dossier:
        offer = self.silent_and_owed()
        return self.publish_follow_up(offer, NOW)


def returned(town: Town) -> Dossier:
    offer = town.submitted(START)
    return actions.request_offer_changes(offer.pk, by=town.agency, at=START, changes="Non.")


def approved(town: Town) -> Dossier:
    return town.approve_offer(town.submitted(START), START)


def asked(town: Town, offer: Dossier) -> Dossier:
    return actions.ask_cancellation(
        offer.pk,
        by=town.holder,
        at=START,
        reason_code="budget",
        text="Le budget est annulé.",
        fate="Elles serviront.",
    )


def cancelled(town: Town) -> Dossier:
    offer = asked(town, town.sent(START))
    return actions.confirm_cancellation(offer.pk, by=town.elected, at=START)


def closed(town: Town) -> Dossier:
    offer = town.publish_follow_up(town.heard(START), START)
    return town.publish_assessment(offer, START)


def withdraw(town: Town, offer: Dossier, council: Any) -> Dossier:
    return actions.withdraw_council(
        offer.pk,
        by=town.agency,
        at=START,
        thread=town.thread(offer, council).pk,
        reason="Envoyée par erreur.",
    )


def after(town: Town, act: Callable[[Any, Any, Any], Any]) -> Dossier:
    """An offre on whose first thread one act was done."""
    offer = town.sent(START)
    act(offer, town.council, START)
    return offer


PLACES: dict[str, Callable[[Town], Dossier]] = {
    "brouillon": lambda t: t.offer_draft(START),
    "B0": returned,
    "B1": lambda t: t.submitted(START),
    "B1e": approved,
    "BC": lambda t: t.sent(START),
    "BC, annulation demandée": lambda t: asked(t, t.sent(START)),
    "B4": lambda t: t.heard(START),
    "B4, annulation demandée": lambda t: asked(t, t.heard(START)),
    "B5": lambda t: t.publish_follow_up(t.heard(START), START),
    "close": closed,
    "annulée": cancelled,
    "fil B2": lambda t: t.sent(START),
    "fil B3": lambda t: after(t, t.acknowledge_offer),
    "fil B3q": lambda t: after(t, t.ask_question),
    "fil sans réponse": Town.silent,
    "fil sans réponse, en B4": Town.silent_and_owed,
    "fil sans réponse, après les suites": Town.followed_up,
    "fil répondu": lambda t: after(t, t.answer_offer),
    "fil décliné": lambda t: after(t, t.decline_offer),
    "fil retiré": lambda t: after(t, lambda offer, council, _: withdraw(t, offer, council)),
    "fil annulé": cancelled,
}


def attempt(town: Town, act: str, offer: Dossier, by: Any, **door: Any) -> None:
    """Call the action with arguments that are right in themselves."""
    if act == "edit_offer":
        actions.save_offer(offer.pk, by=by, at=NOW, title="Un autre titre")
        return
    fields: dict[str, Any] = {
        "approve_offer": lambda: {"elected": town.official},
        "request_offer_changes": lambda: {"changes": "Plus court."},
        "return_offer": lambda: {"changes": "Plus court."},
        "add_council": lambda: {"councils": [CouncilFactory()]},
        "answer_offer": lambda: {"kind": "opinion", "body": OPINION},
        "ask_question": lambda: {"question": "Les jeux sont-ils gardés ?"},
        "answer_question": lambda: {"reply": "Oui."},
        "withdraw_council": lambda: {"reason": "Envoyée par erreur."},
        "publish_follow_up": lambda: {
            "text": "La Ville retient les bancs.",
            "follow_ups": town.follow_ups(offer),
        },
        "publish_assessment": lambda: {"text": "Trois conseils ont participé."},
        "ask_cancellation": lambda: {
            "reason_code": "budget",
            "text": "Le budget est annulé.",
            "fate": "Elles serviront.",
        },
        "refuse_cancellation": lambda: {"reason": "Le budget est trouvé."},
    }.get(act, dict)()
    if act == "submit_offer":
        type(offer.offer).objects.filter(pk=offer.pk, dossier_ptr__sent_at=None).update(
            answer_by=date(2026, 9, 15)
        )
    ACTIONS[act](offer.pk, by=by, at=NOW, **fields, **door)


def everything() -> tuple[Any, ...]:
    """What an act on an offre would change."""
    return (
        effects(),
        sorted(OfferThread.objects.values_list("pk", "version", "step", "end_code")),
        Contribution.objects.count(),
        FollowUp.objects.count(),
    )


@pytest.fixture
def town(db: None) -> Town:
    return Town()


OFFER_ACTS = sorted({act for acts in BY_HAND.values() for act in acts})
ACTS_OF_REQUESTS = sorted(set(ACTS) - set(OFFER_ACTS))


def test_the_table_knows_every_act_and_place() -> None:
    """An act added to the circuit of the offres without a line here fails."""
    from circuits.catalogue_offers import TRANSITIONS

    known = {act for acts in BY_HAND.values() for act in acts}
    system = {code for code, rule in ACTS.items() if rule.roles == ("system",)}
    assert {row["act"] for row in TRANSITIONS} - system <= known
    assert set(PLACES) == set(BY_HAND)
    assert system & set(ACTIONS) == set(), "what the platform does has no door"


@pytest.mark.parametrize("place", BY_HAND)
def test_p07_only_the_right_people_act_on_an_offer_and_a_refusal_changes_nothing(
    town: Town, place: str
) -> None:
    offer, thread = town.at(place)
    door = {"thread": thread.pk} if thread else {}
    sides, day = open_sides(offer), local_day(NOW)
    before = everything()
    for act in OFFER_ACTS:
        if ACTS[act].thread != (thread is not None):
            continue
        expected = BY_HAND[place].get(act, set())
        # Where nobody may, two who may elsewhere try, and one who never may.
        elsewhere = {who for acts in BY_HAND.values() for who in acts.get(act, ())}
        trying = set(PEOPLE) if expected else {*sorted(elsewhere)[:2], "inhabitant"}
        for name in PEOPLE:
            person = getattr(town, name)
            decision = may(act, viewer(person, day), offer, sides, thread=thread)
            assert bool(decision) == (name in expected), (place, act, name, decision.reason)
            if name not in trying:
                continue
            try:
                with undone():
                    attempt(town, act, offer, person, **door)
                    done = True
            except ActRefused as refusal:
                done = False
                assert str(refusal).endswith("."), (place, act, name)
            assert done == (name in expected), (place, act, name)
        # Nothing was undone after a refusal: it left no trace by itself.
        assert everything() == before, (place, act)


@pytest.mark.parametrize("place", BY_HAND)
def test_p06_what_a_person_is_offered_is_what_the_table_says(town: Town, place: str) -> None:
    offer, thread = town.at(place)
    for name in PEOPLE:
        who = viewer(getattr(town, name), local_day(NOW))
        offered = set(acts_open_to(who, offer, open_sides(offer), thread=thread))
        expected = {act for act, people in BY_HAND[place].items() if name in people}
        assert offered == expected, (place, name)


@pytest.mark.parametrize("place", ["brouillon", "B1", "BC", "B4", "close"])
def test_p07_the_acts_of_a_demande_do_not_exist_on_an_offer(town: Town, place: str) -> None:
    offer, _ = town.at(place)
    before = everything()
    for act in ACTS_OF_REQUESTS:
        for name in ("agency", "head", "holder", "elected", "referent"):
            who = viewer(getattr(town, name), local_day(NOW))
            assert not may(act, who, offer, open_sides(offer)), (act, name)
    for act, fields in (
        ("deposit", {}),
        ("proofread", {}),
        ("qualify", {"service": town.service, "elected": town.official}),
        ("approve_service", {}),
        ("acknowledge_answer", {}),
    ):
        for name in ("agency", "head", "referent"):
            with pytest.raises(ActRefused):
                ACTIONS[act](offer.pk, by=getattr(town, name), at=NOW, **fields)
    assert everything() == before


@pytest.mark.parametrize("act", ["acknowledge_offer", "answer_offer", "decline_offer"])
def test_p07_a_council_acts_on_its_own_thread_only(town: Town, act: str) -> None:
    offer, other = town.sent(START), town.sent(START)
    before = everything()
    for council in (town.other_council, town.third_council):
        with pytest.raises(ActRefused, match="revient à"):
            attempt(town, act, offer, town.referent, thread=town.thread(offer, council).pk)
    elsewhere = town.thread(other, town.council).pk
    with pytest.raises(ActRefused, match="n’a pas reçu cette offre"):
        attempt(town, act, offer, town.referent, thread=elsewhere)
    with pytest.raises(ActRefused, match="au nom d’un conseil"):
        attempt(town, act, offer, town.referent)
    assert everything() == before
    for council in (town.other_council, town.third_council):
        with undone():
            mine = town.thread(offer, council).pk
            attempt(town, act, offer, town.speaker_for_others, thread=mine)


@pytest.mark.parametrize(
    ("place", "act", "who"),
    [
        ("B1e", "send_offer", "elected"),
        ("B5", "publish_assessment", "head"),
        ("BC, annulation demandée", "confirm_cancellation", "elected"),
        ("fil B2", "acknowledge_offer", "referent_deputy"),
        ("fil B3", "answer_offer", "referent"),
        ("fil sans réponse", "answer_offer", "referent"),
    ],
)
def test_the_agency_alone_enters_an_act_for_the_person_who_may_do_it(
    town: Town, place: str, act: str, who: str
) -> None:
    offer, thread = town.at(place)
    door = {"thread": thread.pk} if thread else {}
    behalf = OnBehalf(getattr(town, who), "voice", date(2026, 5, 31))
    before = everything()
    for name in ("holder", "head", "elected", "referent", "other_referent", "inhabitant"):
        with pytest.raises(ActRefused, match="Seule l’Agence"):
            attempt(town, act, offer, getattr(town, name), behalf=behalf, **door)
    for name in ("inhabitant", "other_referent", "former_referent", "other_head", "member"):
        stranger = OnBehalf(getattr(town, name), "voice", date(2026, 5, 31))
        with pytest.raises(ActRefused, match="revient à"):
            attempt(town, act, offer, town.agency, behalf=stranger, **door)
    tomorrow = OnBehalf(getattr(town, who), "voice", date(2026, 6, 2))
    with pytest.raises(ActRefused, match="futur"):
        attempt(town, act, offer, town.agency, behalf=tomorrow, **door)
    assert everything() == before
    attempt(town, act, offer, town.agency, behalf=behalf, **door)
    event = offer.events.filter(data__act=act).last()
    assert event.actor.user == town.agency
    assert event.on_behalf_of.user == getattr(town, who)
    assert event.channel == "voice"
    if act == "answer_offer":
        said = town.thread(offer, town.council).contribution
        assert said.written_by.user == getattr(town, who), "the council's words are its own"


def test_p07_rights_on_a_thread_follow_the_day(town: Town) -> None:
    offer, thread = town.at("fil B3")
    mandate = Mandate.objects.get(user=town.referent)
    mandate.ends_on = date(2026, 5, 31)
    mandate.save()
    with pytest.raises(ActRefused):
        attempt(town, "answer_offer", offer, town.referent, thread=thread.pk)
    mandate.ends_on = date(2026, 6, 1)
    mandate.save()
    attempt(town, "answer_offer", offer, town.referent, thread=thread.pk)


def test_p07_the_successor_speaks_for_a_dissolved_council_and_nobody_else(
    town: Town,
) -> None:
    offer, thread = town.at("fil B2")
    heir = CouncilFactory()
    speaker = town._mandate(heir, "referent")
    with pytest.raises(ActRefused):
        attempt(town, "answer_offer", offer, speaker, thread=thread.pk)
    town.council.dissolved_on, town.council.successor = date(2026, 6, 1), heir
    town.council.save()
    with pytest.raises(ActRefused):
        attempt(town, "answer_offer", offer, town.referent, thread=thread.pk)
    attempt(town, "answer_offer", offer, speaker, thread=thread.pk)


def test_p07_a_council_speaks_for_an_older_one_through_dissolved_ones_only(
    town: Town,
) -> None:
    """The one between is not dissolved yet: it still speaks, and its heir does not."""
    offer, thread = town.at("fil B2")
    between, heir = CouncilFactory(), CouncilFactory()
    speaker, later = town._mandate(between, "referent"), town._mandate(heir, "referent")
    town.council.dissolved_on, town.council.successor = date(2026, 4, 6), between
    town.council.save()
    between.dissolved_on, between.successor = date(2027, 1, 1), heir
    between.save()
    with pytest.raises(ActRefused):
        attempt(town, "answer_offer", offer, later, thread=thread.pk)
    attempt(town, "answer_offer", offer, speaker, thread=thread.pk)


def test_p07_a_council_that_is_no_more_leaves_the_agency_alone(town: Town) -> None:
    offer, thread = town.at("fil B2")
    town.council.dissolved_on = date(2026, 6, 1)
    town.council.save()
    for name in PEOPLE:
        for act in ("acknowledge_offer", "answer_offer", "decline_offer"):
            with pytest.raises(ActRefused):
                attempt(town, act, offer, getattr(town, name), thread=thread.pk)
    attempt(town, "withdraw_council", offer, town.agency, thread=thread.pk)


def test_p07_an_elu_who_left_signs_nothing_and_is_not_chosen(town: Town) -> None:
    offer = approved(town)
    ElectedOfficial.objects.filter(pk=town.official.pk).update(active=False)
    with pytest.raises(ActRefused):
        attempt(town, "send_offer", offer, town.elected)
    other = town.submitted(START)
    town.official.refresh_from_db()
    with pytest.raises(ActRefused, match="n’est plus élue"):
        actions.approve_offer(other.pk, by=town.agency, at=NOW, elected=town.official)


def test_p07_the_team_of_a_closed_service_cannot_start_an_offer(town: Town) -> None:
    town.service.active = False
    town.service.save()
    before = everything()
    with pytest.raises(ActRefused, match="pas de ce service"):
        town.offer_draft(NOW)
    town.service.active = True
    town.service.save()
    for name in ("other_holder", "agency", "elected", "referent", "directorate"):
        with pytest.raises(ActRefused, match="pas de ce service"):
            town.offer_draft(NOW, by=getattr(town, name))
    assert everything() == before
    for name in ("agent", "head", "deputy"):
        town.offer_draft(NOW, by=getattr(town, name))


@pytest.mark.parametrize("at", [paris(2026, 5, 5), paris(2026, 5, 18)])
@pytest.mark.parametrize("act", ["acknowledge_offer", "answer_offer", "decline_offer"])
def test_p36_a_council_may_do_after_its_date_what_it_may_before_the_silence(
    town: Town, act: str, at: Any
) -> None:
    offer = town.sent(START, answer_by=PASSED)
    thread = town.thread(offer, town.council)
    sweep(paris(2026, 5, 5), register_only=True)
    fields = {"kind": "opinion", "body": OPINION} if act == "answer_offer" else {}
    ACTIONS[act](offer.pk, by=town.referent, at=at, thread=thread.pk, **fields)
    thread.refresh_from_db()
    assert thread.step == ("B3" if act == "acknowledge_offer" else "end")
    if act == "answer_offer":
        assert thread.contribution.late


def test_without_an_elu_nobody_could_confirm_a_cancellation(town: Town) -> None:
    town.official.themes.clear()
    town.official.save()
    offer = town.submitted(START)
    before = everything()
    with pytest.raises(ActRefused, match="désigner l’élue ou l’élu"):
        asked(town, offer)
    assert everything() == before


def test_p07_a_draft_s_key_does_not_open_somebody_else_s_draft(town: Town) -> None:
    draft = town.offer_draft(START)
    with pytest.raises(ActRefused, match="autre personne"):
        town.offer_draft(START, by=town.agent, key=draft.uuid, title="Pris")
    draft.refresh_from_db()
    assert draft.title != "Pris"


@pytest.mark.parametrize("who", ["other_agent", "agency", "elected", "referent"])
def test_p07_documents_are_the_service_s_own(town: Town, who: str) -> None:
    from django.core.files.base import ContentFile

    draft = town.offer_draft(START)
    file = {"title": "Plan", "content_type": "application/pdf"}
    with pytest.raises(ActRefused):
        actions.attach(
            draft.pk,
            by=getattr(town, who),
            at=START,
            file=ContentFile(b"%PDF-", name="plan.pdf"),
            **file,
        )
    kept = actions.attach(
        draft.pk, by=town.agent, at=START, file=ContentFile(b"%PDF-", name="plan.pdf"), **file
    )
    with pytest.raises(ActRefused):
        actions.detach(draft.pk, [kept.pk], by=getattr(town, who), at=START)
    assert list(draft.attachments.all()) == [kept]


def test_p07_wagtail_s_door_of_a_thread_asks_the_same_questions(town: Town) -> None:
    """`Task.on_action` on a thread ends in our action, which checks everything."""
    offer, thread = town.at("fil B3")
    before = everything()
    fields = {"at": NOW, "kind": "opinion", "body": OPINION}

    def door(user: Any, act: str, **given: Any) -> None:
        _, state = current_state(town.thread(offer, town.council))
        state.task.specific.on_action(state, user, act, **given)

    for name in ("other_referent", "member", "holder", "agency"):
        with pytest.raises(ActRefused):
            door(getattr(town, name), "answer_offer", **fields)
    for act in ("fall_silent", "close_consultation", "approve"):
        with pytest.raises(PermissionDenied):
            door(town.referent, act, at=NOW)
    assert everything() == before
    door(town.referent, "answer_offer", **fields)
    thread.refresh_from_db()
    assert thread.end_code == "F1"
