"""What stops mails from leaving: the breaker (P16) and a copied database (P34)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import send_mail
from django.core.management import call_command

from circuits import health, panels
from participation import breaker, instance, outbox
from participation.models import Instance, Mail, SendingStop, TownSettings, User
from participation.permissions import Refused
from tests.circuits.smtp_sink import Sink
from tests.circuits.threads import Parallel
from tests.factories import UserFactory, paris

NOW = paris(2026, 4, 7)
LIMIT = 20


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    with Sink.running() as running:
        settings.EMAIL_URL = running.url
        yield running


@pytest.fixture
def small(db: None) -> TownSettings:
    """A town that may write twenty mails an hour."""
    return limited()


def limited() -> TownSettings:
    town = TownSettings.load()
    town.mails_per_hour = LIMIT
    town.save()
    return town


def queue(number: int, *, kind: str = "notice", at: datetime = NOW) -> Mail:
    return outbox.queue(
        outbox.Letter("M1", "Objet", "Texte"),
        "boucle@exemple.fr",
        kind=kind,
        identity=(kind, number, at.isoformat()),
        at=at,
    )


def deliver(at: datetime = NOW) -> int:
    return outbox.deliver(at, duty=True).sent


def sending() -> tuple[bool, str]:
    _, well, detail = health.sending()
    return well, detail.replace("\xa0", " ")


# --- The breaker (P16) ---


def test_p16_the_breaker_trips_and_loses_nothing(small: TownSettings, sink: Sink) -> None:
    for number in range(LIMIT + 7):
        queue(number)
    assert deliver() == LIMIT
    assert deliver() == 0
    assert deliver(NOW + timedelta(hours=5)) == 0, "time alone repairs nothing"
    assert Mail.objects.filter(state="queued").count() == 7
    assert len(sink.raw) == LIMIT
    (stop,) = SendingStop.objects.all()
    assert (stop.cause, stop.count, stop.limit, stop.at) == ("breaker", LIMIT, LIMIT, NOW)


def test_p16_exactly_the_limit_does_not_trip(small: TownSettings, sink: Sink) -> None:
    for number in range(LIMIT):
        queue(number)
    assert deliver() == LIMIT
    assert not SendingStop.objects.exists()
    queue(99, at=NOW + timedelta(minutes=61))
    assert deliver(NOW + timedelta(minutes=61)) == 1


def test_p16_an_hour_is_counted_over_several_passes(small: TownSettings, sink: Sink) -> None:
    left = 0
    for minute in range(0, 50, 5):
        at = NOW + timedelta(minutes=minute)
        for number in range(5):
            queue(number, at=at)
        left += deliver(at)
    assert left == LIMIT
    assert SendingStop.objects.count() == 1


def test_p16_workers_at_once_do_not_pass_the_limit(committed_db: str, sink: Sink) -> None:
    limited()
    for number in range(60):
        queue(number)
    with Parallel() as parallel:
        running = [parallel.start(deliver) for _ in range(4)]
        assert sum(one.result() for one in running) == LIMIT
    assert len(sink.raw) == LIMIT
    assert SendingStop.objects.count() == 1


def test_p16_codes_of_sign_in_still_leave(small: TownSettings, sink: Sink) -> None:
    for number in range(LIMIT + 1):
        queue(number)
    deliver()
    code = queue(0, kind="account")
    assert deliver() == 1
    code.refresh_from_db()
    assert code.state == "sent"


def test_p16_a_person_makes_mails_leave_again_and_the_hour_begins_anew(
    small: TownSettings, sink: Sink
) -> None:
    for number in range(2 * LIMIT + 1):
        queue(number)
    deliver()
    stop = SendingStop.objects.get()
    somebody = UserFactory(agency=True)
    with pytest.raises(Refused):
        breaker.resume(stop.pk, by=UserFactory(), at=NOW)
    later = NOW + timedelta(minutes=10)
    breaker.resume(stop.pk, by=somebody, at=later)
    breaker.resume(stop.pk, by=UserFactory(agency=True), at=later + timedelta(minutes=1))
    stop.refresh_from_db()
    assert (stop.resumed_at, stop.resumed_by) == (later, somebody)
    assert deliver(later) == LIMIT
    assert SendingStop.objects.count() == 2, "still too many: it trips again"


def test_p16_the_probe_and_the_back_office_say_it(small: TownSettings, sink: Sink) -> None:
    assert sending() == (True, "les courriels peuvent partir")
    for number in range(LIMIT + 3):
        queue(number)
    deliver()
    well, detail = sending()
    assert not well
    assert detail == (
        "l’envoi est arrêté depuis le 7 avril 2026 à 10 h : 20 courriels en une heure, pour "
        "une limite de 20 ; 3 courriels en attente, rien n’est perdu"
    )
    assert "l’envoi est arrêté" in panels.alarms()[0]["words"]


def test_p16_the_default_follows_the_size_of_the_town(db: None) -> None:
    assert breaker.limit(NOW) == breaker.AT_LEAST
    User.objects.bulk_create(User(email=f"p{n}@exemple.fr") for n in range(80))
    queue(1)
    assert breaker.limit(NOW) == 4 * 81


def test_without_a_server_nothing_is_counted(small: TownSettings, settings: Any) -> None:
    settings.EMAIL_URL = ""
    for number in range(LIMIT + 5):
        queue(number)
    assert deliver() == LIMIT + 5
    assert not SendingStop.objects.exists()


# --- A copied database (P34) ---


@pytest.fixture
def var(tmp_path: Path, settings: Any) -> Path:
    settings.VAR_DIR = tmp_path
    settings.INSTANCE_ID = ""
    return tmp_path


def test_p34_a_first_start_needs_no_setting(db: None, sink: Sink, var: Path) -> None:
    queue(1)
    assert deliver() == 1
    known = Instance.objects.get().key
    assert (var / "instance_id").read_text() == known
    assert sending()[0]


@pytest.mark.parametrize("kind", ["notice", "account"])
def test_p34_a_copy_on_another_machine_sends_nothing(
    db: None, sink: Sink, var: Path, kind: str
) -> None:
    Instance.objects.create(pk=1, key="une-autre-machine", since=NOW)
    mail = queue(1, kind=kind)
    assert deliver() == 0
    assert deliver() == 0
    mail.refresh_from_db()
    assert mail.state == "queued"
    assert not sink.raw
    assert SendingStop.objects.get().cause == "copy"
    well, detail = sending()
    assert not well
    assert "vient d’une autre installation" in detail


def test_p34_a_copy_with_another_setting_sends_nothing(
    db: None, sink: Sink, var: Path, settings: Any
) -> None:
    settings.INSTANCE_ID = "ville"
    queue(1)
    assert deliver() == 1
    settings.INSTANCE_ID = "essais"
    queue(2)
    assert deliver() == 0
    assert len(sink.raw) == 1
    settings.INSTANCE_ID = "ville"
    assert deliver() == 1, "back on its own machine"
    assert sending()[0]


def test_p34_no_mail_of_django_leaves_a_copy_either(
    db: None, sink: Sink, var: Path, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EMAIL_BACKEND = "participation.outbox.OutboxBackend"
    Instance.objects.create(pk=1, key="une-autre-machine", since=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        send_mail("Votre code", "123456", None, ["a@exemple.fr"])
    assert not sink.raw


def test_p34_the_operator_adopts_a_copy(db: None, sink: Sink, var: Path) -> None:
    Instance.objects.create(pk=1, key="une-autre-machine", since=NOW)
    queue(1)
    deliver()
    said = StringIO()
    call_command("adopt_database", stdout=said)
    assert "1\xa0courriel en attente" in said.getvalue()
    assert deliver() == 0, "only told"
    call_command("adopt_database", "--yes", stdout=said)
    assert deliver() == 1
    assert sending()[0]


def test_p34_nobody_adopts_a_copy_from_a_page(db: None, sink: Sink, var: Path) -> None:
    Instance.objects.create(pk=1, key="une-autre-machine", since=NOW)
    queue(1)
    deliver()
    with pytest.raises(Refused, match="adopt_database"):
        breaker.resume(SendingStop.objects.get().pk, by=UserFactory(agency=True), at=NOW)
    assert deliver() == 0


def test_p34_a_machine_without_identity_sends_nothing(
    db: None, sink: Sink, var: Path, settings: Any
) -> None:
    (var / "fichier").write_text("")
    settings.VAR_DIR = var / "fichier" / "impossible"
    queue(1)
    assert deliver() == 0
    assert not Instance.objects.exists()


def test_p34_processes_that_start_together_agree(
    committed_db: str, sink: Sink, var: Path
) -> None:
    for number in range(40):
        queue(number)
    with Parallel() as parallel:
        running = [parallel.start(deliver) for _ in range(8)]
        assert sum(one.result() for one in running) == 40
    assert Instance.objects.get().key == instance.machine_key()
    assert not SendingStop.objects.exists()
    assert [path.name for path in var.iterdir()] == ["instance_id"]
