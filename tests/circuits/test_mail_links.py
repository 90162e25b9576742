"""P29: the links of mails. Reading never acts; a form does what its link says, or nothing."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core import signing
from django.core.cache import cache
from django.test import Client, override_settings

from circuits import actions, mail_links
from circuits.actions.by_link import act_by_link
from circuits.errors import ActRefused
from circuits.mail_links import NOT_MINE, MailLink
from circuits.models import Dossier, Obligation
from circuits.sweep import sweep
from participation.groups import ensure_groups
from participation.models import Mail, Mandate, User
from tests.factories import UserFactory, paris
from tests.factories.offers import OfferWorld
from tests.factories.world import REFUSED
from tests.sign_in import open_session
from tests.strict import StrictClient, signed_in

URL = re.compile(r"http://testserver(/\S*)")
SEEN = re.compile(r'name="seen" value="(\d+)"')
SENT = paris(2026, 4, 2)
# After Good Friday and Easter Monday, on which nobody is written to.
MORNING = paris(2026, 4, 7, 9)


@pytest.fixture
def town(db: None) -> Iterator[OfferWorld]:
    """No trace of the last test's forged links."""
    cache.clear()
    yield OfferWorld()
    cache.clear()


@pytest.fixture
def offer(town: OfferWorld) -> Dossier:
    """An offre whose councils were written to this morning (N1)."""
    with time_machine.travel(MORNING):
        found = town.sent(SENT)
        sweep(MORNING, register_only=True)
    return found


def rows() -> dict[str, list[Any]]:
    """Every row of ours, sessions included, as it is."""
    models = [
        m for a in ("circuits", "participation") for m in apps.get_app_config(a).get_models()
    ]
    models.append(apps.get_model("sessions.Session"))
    return {m.__name__: list(m._default_manager.order_by("pk").values_list()) for m in models}


def paths(mail: Mail) -> list[str]:
    """The paths of a mail's links, in order."""
    return URL.findall(mail.text)


def held_by(path: str) -> MailLink:
    """What a link holds, however old it is."""
    return MailLink(*signing.loads(path.split("/")[2], salt=mail_links.SALT))


def link_to(person: Any, act: str, **which: Any) -> str:
    """The link of the last mail of this person to this act."""
    for mail in Mail.objects.filter(user=person, **which).order_by("-created_at", "-pk"):
        for path in paths(mail):
            if path.startswith("/lien/") and held_by(path).act == act:
                return path
    raise AssertionError(f"no link to {act}")


def seen_on(path: str) -> str:
    found = SEEN.search(StrictClient().get(path).content.decode())
    assert found is not None
    return found.group(1)


def send(path: str, **typed: str) -> Any:
    return StrictClient().post(path, {"seen": seen_on(path), **typed})


def words(answer: Any) -> str:
    return " ".join(html.unescape(answer.content.decode()).split())


# --- The scanner ---


def scan() -> int:
    """What the scanner of a mail server does, twice: every link, GET and HEAD."""
    client = Client()
    links = {path for mail in Mail.objects.all() for path in paths(mail)}
    before = rows()
    for path in sorted(links) * 2:
        for ask in (client.get, client.head):
            assert ask(path).status_code in (200, 302, 403, 404, 410), path
    assert rows() == before
    return sum(path.startswith("/lien/") for path in links)


def each(*days: datetime) -> None:
    for at in days:
        with time_machine.travel(at):
            sweep(at, register_only=True)


def test_p29_a_scanner_changes_nothing_in_the_life_of_a_demande(town: OfferWorld) -> None:
    dossier = town.studied()
    each(paris(2026, 4, 17, 9), paris(2026, 4, 20, 9))
    with time_machine.travel(paris(2026, 4, 28)):
        actions.ask_complement(
            dossier.pk,
            by=town.holder,
            at=paris(2026, 4, 28),
            questions="Quel passage ?",
            until=date(2026, 6, 12),
        )
    each(paris(2026, 4, 29, 9), paris(2026, 6, 2, 9), paris(2026, 6, 12, 9))
    with time_machine.travel(paris(2026, 6, 12, 10)):
        assert scan() > 5
    with time_machine.travel(paris(2026, 6, 15)):
        assert send(link_to(town.referent, "answer_complement"), reply="Celui de l’école.")
    for day in range(16, 30):
        each(paris(2026, 6, day, 9))
    town.transmit(dossier, paris(2026, 6, 30), REFUSED)
    town.approve_service(dossier, paris(2026, 6, 30))
    town.approve_elected(dossier, paris(2026, 6, 30))
    each(paris(2026, 7, 1, 9), paris(2026, 7, 23, 9))
    assert Mail.objects.filter(code="M14", user=town.referent).exists()
    with time_machine.travel(paris(2026, 7, 23, 10)):
        scan()
        answer = send(link_to(town.referent, "acknowledge_answer"), comment="Dommage.")
        assert answer.status_code == 302
        dossier.refresh_from_db()
        assert dossier.is_closed
        scan()


def test_p29_a_scanner_changes_nothing_in_the_life_of_an_offre(
    town: OfferWorld, offer: Dossier
) -> None:
    with time_machine.travel(MORNING):
        assert scan() > 5
        send(link_to(town.referent, "acknowledge_offer"))
    for day in (16, 17, 20, 21):
        each(paris(2026, 4, day, 9))
    with time_machine.travel(paris(2026, 4, 21, 10)):
        scan()
    each(paris(2026, 6, 15, 9), paris(2026, 6, 25, 9), paris(2026, 7, 1, 9))
    with time_machine.travel(paris(2026, 7, 1, 10)):
        assert scan() > 5


# --- Whose mails hold which links ---


def test_p29_only_what_harms_nobody_and_only_to_one_person(
    town: OfferWorld, offer: Dossier
) -> None:
    mail = Mail.objects.get(code="N1", user=town.referent)
    held = [path for path in paths(mail) if path.startswith("/lien/")]
    acts = [held_by(path).act for path in held]
    assert sorted(acts) == ["acknowledge_offer", "ask_question", NOT_MINE]
    # Répondre and décliner ask to sign in.
    kept = [path for path in paths(mail) if path.startswith("/espace/")]
    assert {path.split("/")[-2] for path in kept} >= {"repondre", "decliner"}
    for private in (town.referent.email, town.referent.last_name, str(offer.uuid)):
        assert all(private not in path for path in held)
    assert not any("/lien/" in mail.text for mail in Mail.objects.filter(user=None))


def test_p29_a_relay_or_a_shared_mailbox_gets_the_ordinary_addresses(town: OfferWorld) -> None:
    relayed, shared = town.referent, town.other_referent
    User.objects.filter(pk=relayed.pk).update(email=None, relay=UserFactory())
    town.service.mailbox = shared.email
    town.service.save()
    town.sent(SENT)
    each(MORNING)
    mails = Mail.objects.filter(user__in=[relayed, shared])
    assert mails.filter(code="N1", user=relayed).exists()
    assert not any("/lien/" in mail.text + mail.html for mail in mails)


def test_p29_the_agence_has_no_link(town: OfferWorld) -> None:
    User.objects.filter(pk=town.referent.pk).update(is_staff=True)
    town.sent(SENT)
    each(MORNING)
    assert "/lien/" not in Mail.objects.get(code="N1", user=town.referent).text


# --- What a page says, what a form does ---


def test_p29_the_page_shows_the_form_to_anyone_who_holds_the_link(
    town: OfferWorld, offer: Dossier
) -> None:
    path = link_to(town.referent, "ask_question")
    with time_machine.travel(MORNING):
        answer = StrictClient().get(path)
    page = words(answer)
    for said in (offer.title, "Offre 2026-001", str(town.referent), 'name="question"'):
        assert said in page
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex' in page
    assert "sessionid" not in answer.cookies


def test_p29_a_post_does_its_act_as_its_person_and_nothing_else(
    town: OfferWorld, offer: Dossier
) -> None:
    path = link_to(town.referent, "acknowledge_offer")
    other = town.thread(offer, town.other_council)
    with time_machine.travel(MORNING):
        answer = send(path)
        assert (answer.status_code, answer.url) == (302, path)
        told = words(StrictClient().get(path))
        assert "C’est fait" in told and "à 9 h 00" in told
        again = StrictClient().post(path, {"seen": "1"})
        assert again.status_code == 200 and "C’est déjà fait" in words(again)
    event = offer.events.get(code="offer_acknowledged")
    assert (event.actor.user, event.role) == (town.referent, "referent")
    assert town.thread(offer, town.council).step == "B3"
    assert town.thread(offer, town.other_council).step == other.step == "B2"


def test_p29_after_bien_recu_the_same_mail_still_lets_ask(
    town: OfferWorld, offer: Dossier
) -> None:
    with time_machine.travel(MORNING):
        send(link_to(town.referent, "acknowledge_offer", code="N1"))
        path = link_to(town.referent, "ask_question", code="N1")
        empty = send(path, question="")
        assert empty.status_code == 422
        assert send(path, question="Les jeux sont-ils gardés ?").status_code == 302
        assert "question" in words(StrictClient().get(path))
    text = offer.events.get(code="question_asked").text
    assert text is not None
    assert (text.body, text.author.user) == ("Les jeux sont-ils gardés ?", town.referent)


def test_p29_a_program_that_posts_without_the_page_is_refused(
    town: OfferWorld, offer: Dossier
) -> None:
    path = link_to(town.referent, "acknowledge_offer")
    before = rows()
    with time_machine.travel(MORNING):
        answer = Client(enforce_csrf_checks=True).post(path)
    assert answer.status_code == 403
    assert "no-store" in answer.headers["Cache-Control"]
    assert rows() == before


def test_p29_one_council_acts_twice_at_once_and_the_second_is_told(
    town: OfferWorld, offer: Dossier
) -> None:
    """The deputy has acknowledged: the référent's link is over, and says where it stands."""
    deputy = link_to(town.referent_deputy, "acknowledge_offer")
    path = link_to(town.referent, "acknowledge_offer")
    with time_machine.travel(MORNING):
        typed = {"seen": seen_on(path)}
        send(deputy)
        answer = StrictClient().post(path, typed)
    assert answer.status_code == 410
    assert offer.title in words(answer)
    assert offer.events.filter(code="offer_acknowledged").count() == 1


def test_p29_a_text_that_came_too_late_is_given_back(town: OfferWorld, offer: Dossier) -> None:
    path = link_to(town.referent, "ask_question")
    with time_machine.travel(MORNING):
        seen = seen_on(path)
        town.decline_offer(offer, town.council, MORNING)
        late = StrictClient().post(path, {"seen": seen, "question": "Et les bancs ?"})
    assert late.status_code == 410
    assert "Et les bancs ?" in words(late)


# --- Links that are not good ---


def dead(path: str, status: int, said: str) -> None:
    """Neither reading nor sending does anything, and the page says why and how to go on."""
    before = rows()
    for method in ("get", "head", "post"):
        answer = getattr(StrictClient(), method)(path, {"question": "Et ?"})
        assert answer.status_code == status, (method, path)
        if method != "head":
            page = words(answer)
            assert said in page
            assert "Rien n’a changé" in page
            assert "/connexion/" in page
    assert rows() == before


def signed(*held: Any, salt: str = mail_links.SALT) -> str:
    return f"/lien/{signing.dumps(held, salt=salt)}/"


@pytest.mark.parametrize("wrong", ["cut", "forged", "tampered", "of another purpose"])
def test_p29_a_link_that_is_not_ours(town: OfferWorld, offer: Dossier, wrong: str) -> None:
    good = link_to(town.referent, "acknowledge_offer")
    body, _, mark = good.rstrip("/").rpartition("/")[2].partition(":")
    other = link_to(town.referent, "ask_question").rpartition("/")[0].rpartition("/")[2]
    path = {
        "cut": good[:-9] + "/",
        "forged": signed(1, "x", "acknowledge_offer", 1, 1, 1, 1, salt="autre"),
        # The signature of one act under the words of another.
        "tampered": f"/lien/{body}:{other.partition(':')[2]}/",
        "of another purpose": f"/lien/{signing.dumps('x', salt='participation.unsubscribe')}/",
    }[wrong]
    assert mark
    with time_machine.travel(MORNING):
        dead(path, 404, "n’est pas complet, ou n’est pas de nous")


def test_p29_thirty_days_and_no_more(town: OfferWorld, offer: Dossier) -> None:
    path = link_to(town.referent, "ask_question")
    with time_machine.travel(MORNING + timedelta(days=29)):
        assert StrictClient().get(path).status_code == 200
    with time_machine.travel(MORNING + timedelta(days=31)):
        dead(path, 410, "plus de trente jours")


@pytest.mark.parametrize(
    ("what", "status", "said"),
    [
        ("the mandate is over", 403, "n’êtes plus la personne"),
        ("the account is closed", 403, "compte est fermé"),
        ("the address is another", 403, "compte est fermé"),
        ("the person joined the Agence", 403, "L’Agence agit après s’être connectée"),
        ("the council declined", 410, "ne l’est plus sous cette forme"),
        ("the clock is another", 410, "ne l’est plus sous cette forme"),
        ("the council was taken out", 410, "ne l’est plus sous cette forme"),
    ],
)
def test_p29_what_has_changed_since_ends_a_link(
    town: OfferWorld, offer: Dossier, what: str, status: int, said: str
) -> None:
    path, not_mine = (link_to(town.referent, act) for act in ("ask_question", NOT_MINE))
    person = User.objects.filter(pk=town.referent.pk)
    with time_machine.travel(MORNING):
        if what == "the mandate is over":
            Mandate.objects.filter(user=town.referent).update(ends_on=date(2026, 4, 2))
        elif what == "the account is closed":
            person.update(is_active=False)
        elif what == "the address is another":
            person.update(email="autre@exemple.fr")
        elif what == "the person joined the Agence":
            person.update(is_staff=True)
        elif what == "the council declined":
            actions.decline_offer(
                offer.pk,
                by=town.referent_deputy,
                at=MORNING,
                thread=town.thread(offer, town.council).pk,
            )
        elif what == "the clock is another":
            for link in (path, not_mine):
                owed = Obligation.objects.get(pk=held_by(link).obligation)
                Obligation.objects.filter(pk=owed.pk).update(clock=owed.clock + 1)
        else:
            actions.withdraw_council(
                offer.pk,
                by=town.agency,
                at=MORNING,
                thread=town.thread(offer, town.council).pk,
                reason="Par erreur.",
            )
        dead(path, status, said)
        dead(not_mine, status, said)
        with pytest.raises(ActRefused):
            act_by_link(
                held_by(path),
                at=MORNING,
                thread=town.thread(offer, town.council).pk,
                question="Et ?",
            )


def test_p29_a_genuine_link_of_another_person_or_thread_or_dossier_does_nothing(
    town: OfferWorld, offer: Dossier
) -> None:
    """Signed by us, and yet the rights of now are asked: they are never in the link."""
    held = held_by(link_to(town.referent, "ask_question"))
    box = mail_links.mailbox_of
    elsewhere = town.thread(offer, town.other_council)
    with time_machine.travel(MORNING):
        for who in (town.other_referent, town.member, town.holder, town.elected):
            path = signed(
                who.pk,
                box(who),
                held.act,
                held.dossier,
                held.thread,
                held.obligation,
                held.clock,
            )
            dead(path, 403, "n’êtes plus la personne")
        start = (held.person, held.mailbox, held.act)
        tail = (held.obligation, held.clock)
        dead(signed(*start, held.dossier, elsewhere.pk, *tail), 410, "ne l’est plus")
        dead(signed(*start, held.dossier + 1, held.thread, *tail), 410, "ne l’est plus")
        dead(signed(*start, held.dossier, None, *tail), 410, "ne l’est plus")


def test_p29_two_people_in_one_browser_are_never_mixed(
    town: OfferWorld, offer: Dossier
) -> None:
    path = link_to(town.referent, "acknowledge_offer")
    browser = signed_in(town.referent_deputy)
    before = rows()
    with time_machine.travel(MORNING):
        for answer in (browser.get(path), browser.post(path, {"seen": "1"})):
            assert answer.status_code == 403
            page = words(answer)
            assert str(town.referent) in page and str(town.referent_deputy) in page
            assert "/deconnexion/" in page
        assert rows() == before
        own = signed_in(town.referent).post(path, {"seen": seen_on(path)})
    assert own.status_code == 302
    assert offer.events.get(code="offer_acknowledged").actor.user == town.referent


def test_p29_whoever_tries_links_at_random_is_stopped(town: OfferWorld) -> None:
    answers = [StrictClient().get(f"/lien/{n}/").status_code for n in range(32)]
    assert answers[:30] == [404] * 30
    assert answers[-1] == 429


# --- « Ce n’est pas à moi » ---


def test_p29_not_mine_tells_the_agence_once_and_changes_nothing(town: OfferWorld) -> None:
    dossier = town.studied()
    day = paris(2026, 5, 15, 9)
    each(paris(2026, 4, 17, 9), day)
    path = link_to(town.holder, NOT_MINE, code="M6")
    kept = ("step", "version", "holder_id", "service_id", "promised_on")
    before = Dossier.objects.filter(pk=dossier.pk).values_list(*kept).get()
    owed = list(Obligation.objects.order_by("pk").values_list())
    with time_machine.travel(day):
        page = words(StrictClient().get(path))
        assert "Rien d’autre ne change" in page and dossier.title in page
        for _ in range(2):
            assert StrictClient().post(path).status_code in (200, 302)
        assert "L’Agence est prévenue" in words(StrictClient().get(path))
    event = dossier.events.get(code=NOT_MINE)
    assert (event.actor.user, event.role, event.audience) == (town.holder, "holder", "city")
    mail = Mail.objects.get(code="M15", address=town.town.agency_email)
    assert str(town.holder) in mail.text
    assert "Rien n’a changé" in mail.text
    assert Dossier.objects.filter(pk=dossier.pk).values_list(*kept).get() == before
    assert list(Obligation.objects.order_by("pk").values_list()) == owed
    public = words(StrictClient().get(dossier.get_absolute_url()))
    assert "pas à moi" not in public


def test_p29_whoever_no_longer_has_the_dossier_says_nothing_of_it(town: OfferWorld) -> None:
    dossier = town.studied()
    each(paris(2026, 4, 17, 9), paris(2026, 5, 15, 9))
    path = link_to(town.holder, NOT_MINE, code="M6")
    with time_machine.travel(paris(2026, 5, 15, 10)):
        actions.reassign(
            dossier.pk,
            by=town.agency,
            at=paris(2026, 5, 15, 10),
            service=town.other_service,
            reason="Ce n’est pas la bonne rue.",
        )
        dead(path, 403, "n’êtes plus la personne")


# --- Where a link must not be read ---


def test_p29_the_register_and_the_log_show_no_link(
    town: OfferWorld, offer: Dossier, caplog: pytest.LogCaptureFixture
) -> None:
    mail = Mail.objects.get(code="N1", user=town.referent)
    path = link_to(town.referent, "acknowledge_offer")
    token = path.split("/")[2]
    ensure_groups()
    town.agency.refresh_from_db()
    agency = Client()
    open_session(agency, town.agency)
    pages = [f"/admin/registres/courriels/{mail.pk}/{tail}" for tail in ("", "apercu/")]
    with override_settings(IS_DEMO=False):
        for page in pages:
            answer = agency.get(page)
            assert answer.status_code == 200, page
            body = answer.content.decode()
            assert "/lien/••••••/" in body
            assert token not in body
    with time_machine.travel(MORNING + timedelta(days=31)), caplog.at_level(logging.WARNING):
        StrictClient().get(path)
    (record,) = [r for r in caplog.records if "/lien/" in r.getMessage()]
    (console,) = [h for h in logging.getLogger().handlers if h.filters]
    assert console.filter(record)
    assert token not in record.getMessage() and "/lien/••••••/" in record.getMessage()
