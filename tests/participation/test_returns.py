"""P31: what comes back is kept once, marks at most a mail and an address, answers nothing."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from participation import bounces, delivery_reports, failing, outbox, tasks
from participation.mailbox import MailboxUnreachable, read_mailbox
from participation.models import FailingAddress, Mail, MailReturn
from participation.permissions import Refused
from participation.smtp import as_message
from tests.circuits.smtp_sink import Sink, free_port
from tests.factories import UserFactory, World, paris
from tests.participation.imap_sink import Mailbox

NOW = paris(2026, 4, 7)
CORPUS = sorted((Path(__file__).parent / "returns").glob("*.eml"))
NAMES = [path.stem for path in CORPUS]


def left(
    address: str = "referente@exemple.fr", number: int = 1, *, state: str = "sent"
) -> Mail:
    """A mail that left."""
    mail = outbox.queue(
        outbox.Letter(
            "M1", "[Demande 2026-041] Reçue", "Bonjour", reference="demande-2026-041"
        ),
        address,
        kind=Mail.Kind.NOTICE,
        identity=("event", number),
        at=NOW,
    )
    sent_at = NOW if state in ("sent", "kept") else None
    Mail.objects.filter(pk=mail.pk).update(state=state, sent_at=sent_at)
    mail.refresh_from_db()
    return mail


def came_back(name: str, mail: Mail | None = None) -> bytes:
    raw = (Path(__file__).parent / "returns" / f"{name}.eml").read_bytes()
    original = mail.message_id if mail else f"<{'0' * 32}@testserver>"
    return raw.replace(b"@ORIGINAL@", original.encode())


def test_the_corpus_holds_every_kind() -> None:
    assert {name.split("_")[0] for name in NAMES} == {
        "hard", "soft", "delayed", "delivered", "auto", "person", "unreadable",
    }  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_p31_each_kind_of_return_is_understood(db: None, name: str) -> None:
    mail = left()
    kept = bounces.record(came_back(name, mail), at=NOW)
    expected = {"delivered": "auto", "unreadable": "soft"}.get(name, name.split("_")[0])
    if name == "person":
        assert kept is None
        return
    assert kept is not None
    assert kept.kind == expected
    assert kept.mail == (None if name == "unreadable" else mail)
    mail.refresh_from_db()
    failed = expected in ("hard", "soft") and name != "unreadable"
    assert mail.state == ("failed" if failed else "sent")
    marked = set(FailingAddress.objects.values_list("address", flat=True))
    assert marked == ({"referente@exemple.fr"} if expected == "hard" else set())


@pytest.mark.parametrize("name", [name for name in NAMES if name != "person"])
def test_p31_the_same_return_twice_is_one_row_and_changes_nothing_more(
    db: None, name: str
) -> None:
    mail = left()
    raw = came_back(name, mail)
    bounces.record(raw, at=NOW)
    FailingAddress.objects.update(repaired_at=NOW)
    before = list(FailingAddress.objects.values()), list(mail.attempts.values())
    bounces.record(raw, at=NOW + timedelta(days=1))
    assert MailReturn.objects.count() == 1
    assert before == (list(FailingAddress.objects.values()), list(mail.attempts.values()))


def rows_of_everything_else() -> dict[str, list[Any]]:
    """All that a return may never touch."""
    mine = {"participation.mail", "participation.mailattempt", "participation.mailreturn"}
    mine |= {"participation.failingaddress"}
    return {
        model._meta.label_lower: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in mine
    }


def test_p31_no_return_changes_a_dossier_or_writes_back(world: World) -> None:
    world.deposit(paris(2026, 4, 2))
    receipt = Mail.objects.get(address=world.referent.email, code="M1")
    Mail.objects.filter(pk=receipt.pk).update(state="sent", sent_at=NOW)
    before, mails = rows_of_everything_else(), Mail.objects.count()
    for name in NAMES:
        bounces.record(came_back(name, receipt), at=NOW)
    assert rows_of_everything_else() == before
    assert Mail.objects.count() == mails


def test_p31_a_report_about_none_of_ours_marks_nobody(db: None) -> None:
    mail = left()
    for name in NAMES:
        bounces.record(came_back(name), at=NOW)
    mail.refresh_from_db()
    assert mail.state == "sent"
    assert not FailingAddress.objects.exists()


def test_p31_an_address_that_only_the_report_names_is_never_marked(db: None) -> None:
    bounces.record(came_back("hard_names_another", left()), at=NOW)
    assert not FailingAddress.objects.filter(address="maire@ville.exemple.fr").exists()


def test_three_different_mails_refused_in_a_month_mark_the_address(db: None) -> None:
    for number in range(3):
        assert not FailingAddress.objects.exists()
        raw = came_back("soft_full_mailbox", left(number=number))
        raw = raw.replace(b"<soft_full_mailbox@", f"<full{number}@".encode())
        bounces.record(raw, at=NOW + timedelta(days=number))
    assert FailingAddress.objects.get().address == "referente@exemple.fr"


@pytest.mark.parametrize("junk", [b"", b"\x00" * 50, b"\xff\xfe: \n\n", b"A" * 6_000_000])
def test_junk_says_nothing(db: None, junk: bytes) -> None:
    assert delivery_reports.read(junk) is None
    assert bounces.record(junk, at=NOW) is None


# --- What SMTP itself says of an address ---


@pytest.fixture
def sink(settings: Any) -> Any:
    with Sink.running() as running:
        settings.EMAIL_URL = running.url
        yield running


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("550 5.1.1 no such mailbox", True),
        ("550 5.2.1 mailbox disabled", True),
        ("550 no such user here", True),
        ("550 5.7.1 we do not want you", False),
        ("552 5.2.2 mailbox full", False),
        ("554 go away", False),
        ("450 4.1.1 try later", False),
    ],
)
def test_p20_a_refusal_marks_an_address_only_when_it_is_about_it(
    db: None, sink: Sink, said: str, marked: bool
) -> None:
    left(state="queued")
    sink.rules.at_rcpt["referente@exemple.fr"] = said
    outbox.deliver(NOW, duty=True)
    assert FailingAddress.objects.exists() == marked


def test_a_server_that_refuses_everybody_marks_few(db: None, sink: Sink) -> None:
    sink.rules.at_rcpt["*"] = "550 5.1.1 User unknown"
    for number in range(12):
        mail = left(number=number, state="queued")
        Mail.objects.filter(pk=mail.pk).update(address=f"p{number}@exemple.fr")
    outbox.deliver(NOW, duty=True)
    assert Mail.objects.filter(state="failed").count() == 12
    assert FailingAddress.objects.count() == outbox.FEW


def test_p22_a_duty_mail_that_waits_never_goes_to_a_failing_address(
    db: None, sink: Sink
) -> None:
    failing.mark(left(), at=NOW, detail="550 5.1.1")
    duty, notice = (
        outbox.queue(
            outbox.Letter("M6", "Relance", "Texte"),
            "referente@exemple.fr",
            kind=kind,
            identity=(kind,),
            at=NOW,
            duty_day=NOW.date() if kind == "duty" else None,
        )
        for kind in ("duty", "notice")
    )
    outbox.deliver(NOW, duty=True)
    duty.refresh_from_db()
    notice.refresh_from_db()
    assert (duty.state, notice.state) == ("failed", "sent")
    assert duty.attempts.get().detail == "L’adresse est en échec."


# --- Repaired, and the command ---


def test_only_the_agency_repairs_and_a_second_click_changes_nothing(db: None) -> None:
    one = failing.mark(left(), at=NOW, detail="550 5.1.1")
    with pytest.raises(Refused):
        failing.repair(one.pk, by=UserFactory(), at=NOW)
    somebody = UserFactory(agency=True)
    failing.repair(one.pk, by=somebody, at=NOW)
    failing.repair(one.pk, by=UserFactory(agency=True), at=NOW + timedelta(days=1))
    one.refresh_from_db()
    assert (one.repaired_at, one.repaired_by) == (NOW, somebody)
    assert FailingAddress.objects.addresses() == frozenset()
    failing.mark(left(number=2), at=NOW, detail="550 5.1.1")
    assert FailingAddress.objects.addresses() == {"referente@exemple.fr"}


def test_the_command_reads_files(db: None, tmp_path: Path) -> None:
    mail = left()
    for name in ("hard_unknown_user", "person"):
        (tmp_path / f"{name}.eml").write_bytes(came_back(name, mail))
    said = StringIO()
    call_command("read_bounces", *map(str, sorted(tmp_path.iterdir())), stdout=said)
    lines = said.getvalue().splitlines()
    assert "adresse en échec, [Demande 2026-041] Reçue" in lines[0]
    assert "ni un retour" in lines[1]
    with pytest.raises(CommandError, match="rien"):
        call_command("read_bounces", str(tmp_path / "rien.eml"))
    with pytest.raises(CommandError, match="BOUNCE_MAILBOX_URL"):
        call_command("read_bounces")


def test_the_envelope_says_where_refusals_return(db: None, sink: Sink, settings: Any) -> None:
    settings.BOUNCE_ADDRESS = "retours@ville.exemple.fr"
    message = as_message(left(state="queued"))
    assert message.from_email == "retours@ville.exemple.fr"
    outbox.deliver(NOW, duty=True)
    (received,) = sink.received
    assert received["From"].addresses[0].display_name == "Aux actes, Citoyens !"


# --- The mailbox ---


def test_p31_the_mailbox_is_read_once_and_people_are_left_to_people(db: None) -> None:
    mail = left()
    raws = [came_back(name, mail) for name in ("hard_unknown_user", "person", "auto_away")]
    with Mailbox.running(raws) as box:
        assert read_mailbox(box.url, NOW) == (2, 1)
        assert box.flags == [{"\\Seen"}, {"\\Seen", "\\Flagged"}, {"\\Seen"}]
        assert read_mailbox(box.url, NOW) == (0, 0)
        assert not {"APPEND", "COPY", "DELETE", "EXPUNGE"} & set(box.commands)
    assert MailReturn.objects.count() == 2
    mail.refresh_from_db()
    assert mail.state == "failed"


def test_a_mailbox_that_refuses_or_is_down_breaks_nothing(db: None, settings: Any) -> None:
    with Mailbox.running([]) as box:
        with pytest.raises(MailboxUnreachable):
            read_mailbox(box.url.replace("mot%40passe", "autre"), NOW)
        with pytest.raises(MailboxUnreachable):
            read_mailbox(box.url.replace("INBOX", "Autre"), NOW)
        settings.BOUNCE_MAILBOX_URL = box.url
        said = StringIO()
        call_command("read_bounces", stdout=said)
        assert "0 retours gardés" in said.getvalue().replace("\xa0", " ")
    settings.BOUNCE_MAILBOX_URL = f"imap://a:b@127.0.0.1:{free_port()}/"
    with pytest.raises(CommandError, match="ne répond pas"):
        call_command("read_bounces")
    tasks.read_what_came_back.call_local()


def test_without_a_mailbox_nothing_is_read(db: None, settings: Any) -> None:
    settings.BOUNCE_MAILBOX_URL = ""
    tasks.read_what_came_back.call_local()
    assert not MailReturn.objects.exists()
