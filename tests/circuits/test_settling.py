"""Failed mails and mails of unknown fate are settled by a person (circuits.md 12)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from circuits import health
from participation import outbox, settling
from participation.groups import ensure_groups
from participation.models import Mail, MailSettlement, User
from participation.permissions import Refused
from tests.circuits.smtp_sink import Sink
from tests.circuits.threads import Parallel
from tests.factories import UserFactory, World, paris
from tests.sign_in import open_session

NOW = paris(2026, 4, 7)
LATER = paris(2026, 4, 7, 11)


def letter(
    state: str = "unknown", *, kind: str = "notice", code: str = "M1", **more: Any
) -> Mail:
    mail = outbox.queue(
        outbox.Letter(
            code, "[Demande 2026-041] Reçue", "Bonjour", reference="demande-2026-041"
        ),
        more.pop("address", "referente@exemple.fr"),
        kind=kind,
        identity=(kind, code, state),
        at=NOW,
        duty_day=NOW.date() if kind == "duty" else None,
        **more,
    )
    Mail.objects.filter(pk=mail.pk).update(state=state)
    mail.refresh_from_db()
    return mail


@pytest.fixture
def somebody(db: None) -> User:
    return UserFactory(agency=True)


@pytest.fixture
def agency(world: World) -> Client:
    """Somebody of the Agence, signed in."""
    ensure_groups()
    world.agency.refresh_from_db()
    client = Client()
    open_session(client, world.agency)
    return client


def settle(mail: Mail, verdict: str, by: User, seen: int | None = None) -> Mail:
    known = mail.settlements.count() if seen is None else seen
    return settling.settle(mail.pk, verdict, by=by, at=LATER, seen=known)


def offered(mail: Mail) -> list[str]:
    mail.refresh_from_db()
    return [choice.verdict for choice in settling.choices(mail)]


def test_an_unknown_mail_that_arrived_was_sent(somebody: User) -> None:
    mail = settle(letter(), "arrived", somebody)
    assert (mail.state, mail.sent_at, mail.settled_at) == ("sent", LATER, LATER)
    (kept,) = mail.settlements.all()
    assert (kept.verdict, kept.by, kept.at) == ("arrived", somebody, LATER)
    assert offered(mail) == []


def test_an_unknown_notice_that_was_lost_still_waits_to_be_sent_again(somebody: User) -> None:
    mail = settle(letter(), "lost", somebody)
    assert mail.state == "failed"
    assert health.mails_in_trouble() == {"failed": 1}
    assert offered(mail) == ["resent", "noted"]


def test_a_lost_reminder_is_settled_by_saying_so(somebody: User) -> None:
    mail = settle(letter(kind="duty", code="M6"), "lost", somebody)
    assert mail.state == "failed"
    assert health.mails_in_trouble() == {}
    assert offered(mail) == []


@pytest.mark.parametrize(
    ("kind", "code"),
    [("duty", "M6"), ("duty", "Dg1"), ("account", "compte"), ("notice", "Dg3")],
)
@pytest.mark.parametrize("state", ["unknown", "failed"])
def test_p20_reminders_digests_and_codes_are_never_sent_again(
    somebody: User, kind: str, code: str, state: str
) -> None:
    mail = letter(state, kind=kind, code=code)
    assert "resent" not in offered(mail)
    with pytest.raises(Refused, match="n’est jamais renvoyé"):
        settle(mail, "resent", somebody)
    mail.refresh_from_db()
    assert mail.state == state
    assert not mail.settlements.exists()


@pytest.mark.parametrize("state", ["unknown", "failed"])
def test_p20_a_notice_is_sent_again_under_the_same_message_id(
    somebody: User, settings: Any, state: str
) -> None:
    mail = letter(state)
    before = mail.message_id
    with Sink.running() as sink:
        settings.EMAIL_URL = sink.url
        assert outbox.deliver(LATER, duty=True).sent == 0
        settle(mail, "resent", somebody)
        assert outbox.deliver(LATER, duty=True).sent == 1
        assert outbox.deliver(LATER, duty=True).sent == 0
        assert sink.ids == {before: 1}
    mail.refresh_from_db()
    assert (mail.state, mail.sent_at) == ("sent", LATER)
    assert health.mails_in_trouble() == {}


def test_a_mail_sent_again_that_fails_again_is_shown_again(
    somebody: User, settings: Any
) -> None:
    mail = settle(letter(), "resent", somebody)
    assert health.mails_in_trouble() == {}
    Mail.objects.filter(pk=mail.pk).update(state="unknown")
    assert health.mails_in_trouble() == {"unknown": 1}
    assert offered(mail) == ["arrived", "lost", "resent"]


def test_it_is_sent_again_to_the_corrected_address(somebody: User) -> None:
    person = UserFactory(email="faute@exemple.fr")
    mail = letter("failed", user=person, address="faute@exemple.fr")
    person.email = "juste@exemple.fr"
    person.save()
    mail = settle(mail, "resent", somebody)
    assert mail.address == "juste@exemple.fr"
    assert mail.settlements.get().address == "juste@exemple.fr"


def test_nobody_whose_account_is_closed_is_written_to_again(somebody: User) -> None:
    person = UserFactory()
    mail = letter("failed", user=person, address=person.email)
    person.is_active = False
    person.save()
    with pytest.raises(Refused, match="fermé"):
        settle(mail, "resent", somebody)


def test_a_failed_mail_whose_reader_was_told_otherwise_is_no_trouble(somebody: User) -> None:
    mail = settle(letter("failed"), "noted", somebody)
    assert mail.state == "failed"
    assert health.mails_in_trouble() == {}
    assert offered(mail) == ["resent"]


@pytest.mark.parametrize("state", ["queued", "claimed", "sending", "kept"])
def test_what_is_on_its_way_is_not_settled(somebody: User, state: str) -> None:
    mail = letter()
    Mail.objects.filter(pk=mail.pk).update(
        state=state, sent_at=NOW if state == "kept" else None
    )
    for verdict in MailSettlement.Verdict.values:
        with pytest.raises(Refused):
            settle(mail, verdict, somebody)


def test_a_double_click_is_one_effect(somebody: User) -> None:
    mail = letter()
    settle(mail, "resent", somebody, seen=0)
    settle(mail, "resent", somebody, seen=0)
    assert mail.settlements.count() == 1


def test_the_second_of_two_people_is_told_who_was_first(somebody: User) -> None:
    mail = letter()
    settle(mail, "arrived", somebody, seen=0)
    with pytest.raises(Refused, match=f"Déjà réglé par {somebody}"):
        settle(mail, "resent", UserFactory(agency=True), seen=0)
    mail.refresh_from_db()
    assert mail.state == "sent"


def test_two_clicks_at_once_send_one_mail(committed_db: str) -> None:
    somebody = UserFactory(agency=True)
    mail = letter()
    with Parallel() as parallel:
        clicks = [
            parallel.start(lambda: settle(mail, "resent", somebody, seen=0)) for _ in range(4)
        ]
        for click in clicks:
            click.result()
    assert mail.settlements.count() == 1
    mail.refresh_from_db()
    assert mail.state == "queued"


def test_only_the_agency_settles(db: None) -> None:
    with pytest.raises(Refused):
        settle(letter(), "arrived", UserFactory())


def test_the_page_offers_what_may_be_done_and_does_it(agency: Client, world: World) -> None:
    mail = letter()
    page = f"/admin/registres/courriels/{mail.pk}/"
    body = agency.get(page).content.decode()
    for words in ("Il est arrivé", "Il n’est pas arrivé", "Renvoyer ce courriel"):
        assert words in body
    sent = agency.post(f"{page}regler/", {"verdict": "lost", "seen": "0"}, follow=True)
    body = sent.content.decode().replace("\xa0", " ")
    assert "C’est noté." in body
    assert f"par {world.agency} : il n’est pas arrivé" in body
    assert agency.get("/admin/registres/courriels/?suite=a-regler").context["result_count"] == 1


def test_the_page_says_why_a_reminder_is_never_sent_again(agency: Client) -> None:
    mail = letter(kind="duty", code="M6")
    page = f"/admin/registres/courriels/{mail.pk}/"
    body = agency.get(page).content.decode()
    assert "Une relance n’est jamais renvoyée" in body
    assert "Renvoyer ce courriel" not in body
    refused = agency.post(f"{page}regler/", {"verdict": "resent", "seen": "0"}, follow=True)
    assert "Une relance n’est jamais renvoyée" in refused.content.decode()
    mail.refresh_from_db()
    assert mail.state == "unknown"


def test_reading_settles_nothing_and_nonsense_is_refused(agency: Client) -> None:
    mail = letter()
    url = f"/admin/registres/courriels/{mail.pk}/regler/"
    assert agency.get(url).status_code == 405
    for data in ({}, {"verdict": "x", "seen": "0"}, {"verdict": "resent", "seen": "²"}):
        assert agency.post(url, data).status_code == 302
    mail.refresh_from_db()
    assert mail.state == "unknown"
    assert agency.post(url.replace(str(mail.pk), "999999999"), {}).status_code == 404


def test_nobody_else_posts_there(world: World) -> None:
    mail = letter()
    url = f"/admin/registres/courriels/{mail.pk}/regler/"
    for user in (world.head, world.referent, UserFactory(is_superuser=True)):
        client = Client()
        open_session(client, user)
        assert client.post(url, {"verdict": "arrived", "seen": "0"}).status_code in (302, 403)
    mail.refresh_from_db()
    assert mail.state == "unknown"
