"""The way out of a mail: P1, P19, P20 and P22 of the outbox, on a real SMTP server.

Killed processes are in `tests/circuits/test_kills.py`; here every answer that a server
can give, and what a slow or a second worker may do.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from participation import outbox
from participation.models import Mail, MailAttempt
from tests.circuits.smtp_sink import Sink, Stall, free_port
from tests.circuits.threads import Parallel
from tests.factories import UserFactory, paris

NOW = paris(2026, 4, 7)
EVENING = paris(2026, 4, 7, 20)


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    with Sink.running() as running:
        settings.EMAIL_URL = running.url
        yield running


def queue(address: str = "a@exemple.fr", **fields: Any) -> Mail:
    kind = fields.pop("kind", Mail.Kind.NOTICE)
    letter = outbox.Letter(
        code="M1",
        subject=fields.pop("subject", "[Demande 2026-041] Reçue le 2 avril 2026"),
        text="Bonjour, voici l’accusé de réception.",
        html="<p>Bonjour, voici l’accusé de réception.</p>",
        reference=fields.pop("reference", "demande-2026-041"),
    )
    return outbox.queue(
        letter,
        address,
        kind=kind,
        identity=fields.pop("identity", ("event", address)),
        at=fields.pop("at", NOW),
        duty_day=NOW.date() if kind == Mail.Kind.DUTY else None,
        **fields,
    )


def deliver(at: Any = NOW, *, duty: bool = True) -> dict[str, int]:
    outcome = vars(outbox.deliver(at, duty=duty))
    return {key: outcome[key] for key in ("sent", "failed", "unknown", "retried")}


def state(mail: Mail) -> str:
    mail.refresh_from_db()
    return mail.state


# --- What is sent ---


def test_a_mail_arrives_once_in_text_and_html_with_its_headers(db: None, sink: Sink) -> None:
    mail = queue("Referente@Exemple.fr")
    assert deliver()["sent"] == 1
    assert deliver()["sent"] == 0
    (message,) = sink.received
    assert message["Message-ID"] == mail.message_id
    assert message["To"] == "referente@exemple.fr"
    assert message["From"].addresses[0].display_name == "Aux actes, Citoyens !"
    assert message["Subject"] == "[Demande 2026-041] Reçue le 2 avril 2026"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "OOF, AutoReply"
    assert message["Content-Language"] == "fr"
    assert message["References"] == "<demande-2026-041@testserver>"
    assert message["In-Reply-To"] == message["References"]
    assert message["List-Id"] == "<demande-2026-041.testserver>"
    assert "referente" not in mail.message_id
    text, html = message.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert text.get_content_charset() == html.get_content_charset() == "utf-8"
    assert "accusé de réception" in text.get_content()
    assert "accusé de réception" in html.get_content()
    assert state(mail) == Mail.State.SENT
    assert mail.sent_at == NOW
    assert mail.attempts.get().outcome == "sent"


@pytest.mark.parametrize(
    "written",
    [
        "Aux actes, Citoyens ! <ne-pas-repondre@ville.exemple.fr>",
        '"Aux actes, Citoyens !" <ne-pas-repondre@ville.exemple.fr>',
        "ne-pas-repondre@ville.exemple.fr",
        "Évreux écoute <ne-pas-repondre@ville.exemple.fr>",
    ],
)
def test_the_name_we_write_under_may_hold_a_comma(
    db: None, sink: Sink, settings: Any, written: str
) -> None:
    settings.DEFAULT_FROM_EMAIL = written
    queue()
    assert deliver()["sent"] == 1
    (address,) = sink.received[0]["From"].addresses
    assert address.addr_spec == "ne-pas-repondre@ville.exemple.fr"
    assert address.display_name == written.rpartition("<")[0].strip(' "')


def test_a_mail_about_no_dossier_has_no_thread(db: None, sink: Sink) -> None:
    queue(reference="")
    deliver()
    (message,) = sink.received
    assert "References" not in message
    assert "List-Id" not in message


def test_p01_the_same_letter_to_the_same_person_is_written_once(db: None) -> None:
    first = queue(identity=("rung", 7))
    with pytest.raises(IntegrityError), transaction.atomic():
        queue(identity=("rung", 7))
    with pytest.raises(IntegrityError), transaction.atomic():
        queue("A@EXEMPLE.FR", identity=("rung", 7))
    second = queue(identity=("rung", 8))
    assert first.message_id != second.message_id
    assert Mail.objects.count() == 2


def test_p22_duty_mails_wait_for_office_hours_and_others_do_not(db: None, sink: Sink) -> None:
    duty = queue("duty@exemple.fr", kind=Mail.Kind.DUTY, at=EVENING)
    notice = queue("notice@exemple.fr", at=EVENING)
    account = queue("account@exemple.fr", kind=Mail.Kind.ACCOUNT, at=EVENING)
    assert deliver(EVENING, duty=False)["sent"] == 2
    assert [state(m) for m in (duty, notice, account)] == ["queued", "sent", "sent"]
    assert deliver(paris(2026, 4, 8), duty=True)["sent"] == 1
    assert state(duty) == "sent"


def test_a_mail_that_is_not_yet_due_waits(db: None, sink: Sink) -> None:
    mail = queue(at=NOW + timedelta(hours=1))
    assert deliver()["sent"] == 0
    assert deliver(NOW + timedelta(hours=1))["sent"] == 1
    assert state(mail) == "sent"


def test_without_a_server_mails_are_kept_in_the_register(db: None, settings: Any) -> None:
    settings.EMAIL_URL = ""
    mail = queue()
    assert deliver()["sent"] == 1
    assert state(mail) == Mail.State.KEPT
    assert mail.sent_at == NOW


def test_the_demonstration_writes_to_nobody(db: None, sink: Sink) -> None:
    mail = queue()
    outbox.deliver(NOW, duty=True, register_only=True)
    assert state(mail) == Mail.State.KEPT
    assert not sink.raw


# --- P20: every end of SMTP ---


@pytest.mark.parametrize("where", ["at_rcpt", "after_data"])
def test_p20_a_permanent_refusal_is_a_failure(db: None, sink: Sink, where: str) -> None:
    refused, other = queue("inconnu@exemple.fr"), queue("b@exemple.fr")
    getattr(sink.rules, where)["inconnu@exemple.fr"] = "550 5.1.1 no such mailbox"
    assert deliver() == {"sent": 1, "failed": 1, "unknown": 0, "retried": 0}
    assert (state(refused), state(other)) == ("failed", "sent")
    assert "no such mailbox" in refused.attempts.get().detail
    assert deliver(NOW + timedelta(days=9)) == dict.fromkeys(
        ("sent", "failed", "unknown", "retried"), 0
    )


@pytest.mark.parametrize("where", ["at_rcpt", "after_data"])
def test_p20_a_temporary_refusal_is_tried_again_with_the_same_message_id(
    db: None, sink: Sink, where: str
) -> None:
    mail = queue("plein@exemple.fr")
    other = queue("b@exemple.fr")
    rules = getattr(sink.rules, where)
    rules["plein@exemple.fr"] = "450 4.2.2 mailbox full"
    assert deliver() == {"sent": 1, "failed": 0, "unknown": 0, "retried": 1}
    assert (state(mail), state(other)) == ("queued", "sent")
    first_id = mail.message_id
    assert deliver()["retried"] == 0, "not before a minute"
    at = NOW
    waits = []
    for _ in range(6):
        waits.append((mail.not_before - at).total_seconds() / 60)
        at = mail.not_before
        deliver(at)
        mail.refresh_from_db()
    assert waits == [1, 5, 30, 120, 360, 24 * 60]
    rules.clear()
    deliver(mail.not_before)
    assert state(mail) == "sent"
    assert sink.ids == {first_id: 1, other.message_id: 1}
    assert mail.attempts.count() == 8


def test_p20_a_server_that_cannot_be_reached_makes_mails_wait(db: None, settings: Any) -> None:
    settings.EMAIL_URL = f"smtp://127.0.0.1:{free_port()}"
    mails = [queue(f"p{n}@exemple.fr") for n in range(3)]
    assert deliver() == {"sent": 0, "failed": 0, "unknown": 0, "retried": 3}
    assert {state(mail) for mail in mails} == {"queued"}
    assert {mail.attempts.get().outcome for mail in mails} == {"later"}
    with Sink.running() as sink:
        settings.EMAIL_URL = sink.url
        assert deliver(NOW + timedelta(minutes=1))["sent"] == 3
        assert len(sink.raw) == 3


@pytest.mark.parametrize("name", ["serveur.invalide.", "::1"])
def test_p20_a_server_without_address_or_door_is_a_server_down(
    db: None, settings: Any, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_URL = f"smtp://[{name}]:{free_port()}" if ":" in name else f"smtp://{name}"

    def unknown_host(*_args: Any, **_kwargs: Any) -> None:
        raise OSError("Name or service not known")

    if ":" not in name:
        monkeypatch.setattr("socket.create_connection", unknown_host)
    mail = queue()
    assert deliver()["retried"] == 1
    assert state(mail) == "queued"


def test_p20_silence_after_the_text_is_unknown_and_never_sent_again(
    db: None, sink: Sink
) -> None:
    mail, other = queue("a@exemple.fr"), queue("b@exemple.fr")
    sink.rules.drop_after_data["a@exemple.fr"] = 1
    assert deliver() == {"sent": 1, "failed": 0, "unknown": 1, "retried": 0}
    assert (state(mail), state(other)) == ("unknown", "sent")
    for days in range(5):
        deliver(NOW + timedelta(days=days))
    assert sink.ids[mail.message_id] == 1
    assert state(mail) == "unknown"


def test_p20_a_time_out_after_the_text_is_unknown(
    db: None, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("participation.smtp.TIMEOUT_SECONDS", 0.2)
    mail = queue("a@exemple.fr")
    stall = sink.rules.stalls["a@exemple.fr"] = Stall()
    assert deliver()["unknown"] == 1
    stall.release.set()
    assert state(mail) == "unknown"
    assert deliver(NOW + timedelta(days=1))["sent"] == 0
    assert sink.ids == {mail.message_id: 1}


def test_p20_a_connection_lost_before_the_text_loses_and_doubts_nothing(
    db: None, sink: Sink
) -> None:
    mail = queue("a@exemple.fr")
    sink.rules.drop_at_rcpt["a@exemple.fr"] = 1
    assert deliver() == {"sent": 0, "failed": 0, "unknown": 0, "retried": 1}
    assert state(mail) == "queued"
    deliver(NOW + timedelta(minutes=1))
    assert state(mail) == "sent"
    assert sink.ids == {mail.message_id: 1}


def test_p20_a_server_that_hangs_up_between_two_mails_is_called_again(
    db: None, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    sink.rules.hang_up_after_each = True
    mails = [queue(f"p{n}@exemple.fr") for n in range(4)]
    take = outbox._take

    def slowly(mail: Mail, *args: Any) -> bool:
        import time

        time.sleep(0.05)
        return take(mail, *args)

    monkeypatch.setattr(outbox, "_take", slowly)
    assert deliver() == {"sent": 4, "failed": 0, "unknown": 0, "retried": 0}
    assert {state(mail) for mail in mails} == {"sent"}
    assert set(sink.ids.values()) == {1}


def test_p20_what_no_server_could_take_is_a_failure(db: None, sink: Sink) -> None:
    mail = queue("a@exemple.fr")
    Mail.objects.filter(pk=mail.pk).update(message_id="<deux\nlignes@testserver>")
    assert deliver()["failed"] == 1
    assert state(mail) == "failed"
    assert not sink.raw


# --- P19: what a killed, slow or second worker leaves ---


def take(mail: Mail, **fields: Any) -> None:
    Mail.objects.filter(pk=mail.pk).update(**fields)


def test_p19_an_expired_claim_goes_back_and_an_expired_sending_is_unknown(
    db: None, sink: Sink
) -> None:
    past = timezone.now() - timedelta(seconds=1)
    claimed, sending = queue("a@exemple.fr"), queue("b@exemple.fr")
    take(claimed, state="claimed", claimed_until=past)
    take(sending, state="sending", claimed_until=past)
    assert deliver() == {"sent": 1, "failed": 0, "unknown": 1, "retried": 0}
    assert (state(claimed), state(sending)) == ("sent", "unknown")
    assert sink.ids == {claimed.message_id: 1}


def test_p19_a_claim_that_still_stands_is_left_to_its_worker(db: None, sink: Sink) -> None:
    soon = timezone.now() + timedelta(minutes=1)
    claimed, sending = queue("a@exemple.fr"), queue("b@exemple.fr")
    take(claimed, state="claimed", claimed_until=soon)
    take(sending, state="sending", claimed_until=soon)
    assert deliver()["sent"] == 0
    assert (state(claimed), state(sending)) == ("claimed", "sending")


def test_p01_a_worker_too_slow_for_its_claim_never_sends_what_another_one_took(
    committed_db: str, sink: Sink
) -> None:
    """Its claim expires at the first mail; another worker sends the rest meanwhile."""
    mails = [queue(f"p{n}@exemple.fr", at=NOW + timedelta(seconds=n)) for n in range(6)]
    at = NOW + timedelta(minutes=1)
    stall = sink.rules.stalls["p0@exemple.fr"] = Stall()
    with Parallel() as parallel:
        slow = parallel.start(lambda: deliver(at))
        assert stall.reached.wait(20)
        expired = timezone.now() - timedelta(seconds=1)
        Mail.objects.filter(state="claimed").update(claimed_until=expired)
        assert deliver(at)["sent"] == 5
        stall.release.set()
        assert slow.result()["sent"] == 1
    assert {state(mail) for mail in mails} == {"sent"}
    assert set(sink.ids.values()) == {1}
    assert len(sink.ids) == 6


def test_p01_a_slow_worker_whose_server_goes_down_takes_nothing_back(
    committed_db: str, sink: Sink
) -> None:
    """What the second worker is sending right now must not return to the queue."""
    mails = [queue(f"p{n}@exemple.fr", at=NOW + timedelta(seconds=n)) for n in range(4)]
    at = NOW + timedelta(minutes=1)
    first = sink.rules.stalls["p0@exemple.fr"] = Stall()
    second = sink.rules.stalls["p1@exemple.fr"] = Stall()
    with Parallel() as parallel:
        slow = parallel.start(lambda: deliver(at))
        assert first.reached.wait(20)
        expired = timezone.now() - timedelta(seconds=1)
        Mail.objects.filter(state="claimed").update(claimed_until=expired)
        other = parallel.start(lambda: deliver(at))
        assert second.reached.wait(20)
        # The slow worker's claim on p1 is gone; its own p0 is dropped unanswered.
        sink.rules.drop_after_data["p0@exemple.fr"] = 1
        sink.rules.drop_at_rcpt["*"] = 1
        first.release.set()
        slow.result()
        mine = ["sending", "claimed", "claimed"]
        assert [state(mail) for mail in mails[1:]] == mine
        second.release.set()
        other.result()
    deliver(at + timedelta(minutes=10))
    assert [state(mail) for mail in mails] == ["unknown", "sent", "sent", "sent"]
    assert set(sink.ids.values()) == {1}


def test_p01_two_workers_at_once_share_the_queue(committed_db: str, sink: Sink) -> None:
    for n in range(30):
        queue(f"p{n}@exemple.fr")
    with Parallel() as parallel:
        running = [parallel.start(deliver) for _ in range(4)]
        outcomes = [one.result() for one in running]
    assert sum(outcome["sent"] for outcome in outcomes) == 30
    assert set(sink.ids.values()) == {1}
    assert len(sink.ids) == 30
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent"}
    assert MailAttempt.objects.count() == 30


def test_no_mail_is_sent_inside_a_transaction(committed_db: str, sink: Sink) -> None:
    """No lock is held while a server takes its time: another worker can write."""
    mail = queue("a@exemple.fr")
    stall = sink.rules.stalls["a@exemple.fr"] = Stall()
    with Parallel() as parallel:
        slow = parallel.start(deliver)
        assert stall.reached.wait(20)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '1s'")
        assert Mail.objects.filter(pk=mail.pk, state="sending").exists()
        Mail.objects.filter(pk=mail.pk).update(subject="Autre objet")
        stall.release.set()
        assert slow.result()["sent"] == 1


# --- P22: nobody who left is written to ---


@pytest.mark.parametrize("kind", [Mail.Kind.NOTICE, Mail.Kind.DUTY])
def test_p22_a_person_whose_account_was_closed_meanwhile_gets_nothing(
    db: None, sink: Sink, kind: Mail.Kind
) -> None:
    person = UserFactory()
    mail = queue(person.email, user=person, kind=kind)
    person.is_active = False
    person.save()
    assert deliver()["failed"] == 1
    assert state(mail) == "failed"
    assert mail.attempts.get().detail == "Le compte est fermé."
    assert not sink.raw


def test_p22_a_relay_that_is_gone_gets_nothing(db: None, sink: Sink) -> None:
    relay = UserFactory()
    person = UserFactory(email=None, relay=relay)
    mail = queue(relay.email, user=person)
    relay.is_active = False
    relay.save()
    deliver()
    assert state(mail) == "failed"
    assert not sink.raw


def test_a_shared_mailbox_belongs_to_nobody_and_is_written_to(db: None, sink: Sink) -> None:
    queue("voirie@ville.exemple.fr", user=None)
    assert deliver()["sent"] == 1


# --- Account mails ---


@pytest.fixture
def through_the_outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "participation.outbox.OutboxBackend"


def test_an_account_mail_is_a_row_and_leaves_after_the_commit(
    db: None,
    sink: Sink,
    through_the_outbox: None,
    django_capture_on_commit_callbacks: Any,
) -> None:
    person = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        send_mail("Votre code", "123456", None, [f"Une personne <{person.email}>"])
        assert not sink.raw
    mail = Mail.objects.get()
    assert (mail.kind, mail.user, mail.address) == ("account", person, person.email)
    assert mail.state == "sent"
    assert len(sink.raw) == 1


def test_a_rollback_sends_nothing(
    committed_db: str, sink: Sink, through_the_outbox: None
) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        send_mail("Votre code", "123456", None, ["a@exemple.fr"])
        1 / 0  # noqa: B018
    assert not Mail.objects.exists()
    assert not sink.raw


def test_a_server_down_breaks_no_page(
    db: None, settings: Any, through_the_outbox: None,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    settings.EMAIL_URL = f"smtp://127.0.0.1:{free_port()}"
    with django_capture_on_commit_callbacks(execute=True):
        send_mail("Votre code", "123456", None, ["a@exemple.fr"])
    assert state(Mail.objects.get()) == "queued"


@pytest.mark.parametrize(
    "subject",
    ["Deux\nlignes", "Objet\r\nBcc: tous@exemple.fr", "é" * 900, "😀 \u200frtl\u200f"],
)
def test_a_strange_subject_is_one_line_and_leaves(db: None, sink: Sink, subject: str) -> None:
    mail = queue(subject=subject)
    assert "\n" not in mail.subject
    assert len(mail.subject) <= 300
    assert deliver()["sent"] == 1
    (message,) = sink.received
    assert message["Bcc"] is None


def test_a_message_of_several_addressees_is_one_row_each(
    db: None, sink: Sink, through_the_outbox: None
) -> None:
    message = EmailMultiAlternatives("Objet", "Texte", to=["a@exemple.fr", "b@exemple.fr"])
    message.send()
    addresses = Mail.objects.order_by("address").values_list("address", flat=True)
    assert list(addresses) == ["a@exemple.fr", "b@exemple.fr"]
