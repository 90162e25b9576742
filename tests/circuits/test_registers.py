"""The registers: the Agence reads everything, nobody writes anything (circuits.md 11)."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.forms.models import model_to_dict
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from wagtail.models import Task, Workflow, WorkflowState

from circuits.models import CircuitVersion, Dossier, Event, Rung, SweepRun
from circuits.registers import Registers
from circuits.registers.base import _cell
from circuits.registers.mails import PREVIEW_POLICY
from participation import failing, outbox
from participation.groups import ensure_groups
from participation.models import FailingAddress, Mail, MailReturn, SendingStop
from tests.factories import UserFactory, World, paris
from tests.sign_in import open_session

REGISTERS = (
    "dossiers", "relances", "courriels", "adresses", "retours", "evenements", "passages",
    "arrets",
)  # fmt: skip
ENGLISH = re.compile(
    r"\b(any date|all|by|add|edit|delete|inspect(ing)?|search|filter|back to|sorry|"
    r"download|created|yes|no|none|true|false|reminded|done|armed|queued|kept|notice|"
    r"lapse|page \d+ of)\b",
    re.IGNORECASE,
)


@pytest.fixture
def agency(world: World) -> Client:
    """Somebody of the Agence, signed in."""
    ensure_groups()
    world.agency.refresh_from_db()
    client = Client()
    open_session(client, world.agency)
    return client


@pytest.fixture
def late(world: World) -> Dossier:
    """A demande that its service has not taken, with its reminders."""
    dossier = world.deposit(paris(2026, 4, 2))
    world.qualify(dossier, paris(2026, 4, 8))
    world.sweep(paris(2026, 4, 14))
    world.sweep(paris(2026, 4, 20))
    SendingStop.objects.create(cause="breaker", at=paris(2026, 4, 2), count=200, limit=200)
    mail = Mail.objects.latest("pk")
    failing.mark(mail, at=paris(2026, 4, 2), detail="550 5.1.1")
    MailReturn.objects.create(mail=mail, kind="hard", report_id="<1@mx>", at=paris(2026, 4, 2))
    return dossier


def shown(response: Any) -> str:
    """The words of the page's main part."""
    html = response.content.decode()
    html = html[html.index("<main") :].replace("‼extra_rows‼", "")
    html = re.sub(r"<(script|svg|template).*?</\1>", "", html, flags=re.DOTALL)
    html = re.sub(r"‼[^‼]*‼", "", html)
    return re.sub(r"\s+", " ", strip_tags(html.replace("<", " <")))


def rows_of(name: str) -> list[tuple[str, int]]:
    models = {
        "relances": Rung,
        "courriels": Mail,
        "evenements": Event,
        "passages": SweepRun,
        "arrets": SendingStop,
        "adresses": FailingAddress,
        "retours": MailReturn,
    }
    return [(name, pk) for pk in models[name].objects.values_list("pk", flat=True)]


def test_every_page_of_the_registers_answers_in_french(agency: Client, late: Dossier) -> None:
    pages = [f"/admin/registres/{name}/" for name in REGISTERS]
    pages += [f"{page}?q=introuvable" for page in pages]
    for name in REGISTERS[1:]:
        pages += [f"/admin/registres/{name}/{pk}/" for _, pk in rows_of(name)]
    for page in pages:
        response = agency.get(page)
        assert response.status_code == 200, page
        words = shown(response).replace("No ", "")
        assert not ENGLISH.search(words), (page, ENGLISH.search(words))


def test_the_menu_names_them(agency: Client) -> None:
    page = agency.get("/admin/").content.decode()
    for label in ("Registres", "Relances", "Courriels", "Passages du moteur"):
        assert label in page or label.encode("unicode_escape").decode() in page


@pytest.mark.parametrize("name", REGISTERS)
def test_nobody_else_reads_them(world: World, late: Dossier, name: str) -> None:
    strangers = [world.member, world.referent, world.head, world.holder, world.elected]
    strangers.append(UserFactory(is_superuser=True))
    for user in strangers:
        client = Client()
        open_session(client, user)
        assert client.get(f"/admin/registres/{name}/").status_code in (302, 403)
        for _, pk in rows_of(name)[:1] if name != "dossiers" else []:
            inspect = f"/admin/registres/{name}/{pk}/"
            assert client.get(inspect).status_code in (302, 403, 404)
    assert Client().get(f"/admin/registres/{name}/").status_code == 302


def test_a_register_has_no_page_to_write(agency: Client, world: World, late: Dossier) -> None:
    superuser = Client()
    open_session(superuser, UserFactory(is_staff=True, is_superuser=True))
    before = {
        model: list(model.objects.order_by("pk").values())
        for model in (Dossier, Rung, Mail, Event, SweepRun, CircuitVersion)
    }
    for client in (agency, superuser):
        for name in REGISTERS:
            for act in ("create", "add", "edit/1", "delete/1", "history/1", "inspect/x"):
                url = f"/admin/registres/{name}/{act}/"
                assert client.get(url).status_code == 404, url
                assert client.post(url, {}).status_code == 404, url
    for model, rows in before.items():
        assert list(model.objects.order_by("pk").values()) == rows


def wagtail_doors(dossier: Dossier) -> list[str]:
    """Where Wagtail would edit a snippet or its workflow, and its bulk actions."""
    pk = dossier.pk
    doors = [
        f"/admin/snippets/circuits/{model}/{act}/{pk}/"
        for model in ("dossier", "participationrequest")
        for act in ("edit", "copy", "delete", "unpublish", "history", "usage", "inspect")
    ]
    doors += [
        "/admin/snippets/circuits/dossier/",
        "/admin/snippets/circuits/dossier/add/",
        f"/admin/snippets/circuits/dossier/workflow/confirm_cancellation/{pk}/",
        f"/admin/snippets/circuits/dossier/workflow/action/{pk}/approve/1/",
        f"/admin/bulk/circuits/dossier/delete/?id={pk}",
        f"/admin/circuits/dossier/edit/{pk}/",
        f"/admin/circuits/dossier/delete/{pk}/",
    ]
    state = WorkflowState.objects.for_instance(dossier).get()
    task = Task.objects.get(pk=state.current_task_state.task_id)
    doors += [
        f"/admin/workflows/disable/{state.workflow_id}/",
        f"/admin/workflows/edit/{state.workflow_id}/",
        f"/admin/workflows/tasks/disable/{task.pk}/",
        f"/admin/workflows/tasks/edit/{task.pk}/",
    ]
    return doors


def picture(dossier: Dossier) -> list[Any]:
    """Everything that a door could have changed."""
    state = WorkflowState.objects.for_instance(dossier).get()
    return [
        model_to_dict(Dossier.objects.get(pk=dossier.pk)),
        Dossier.objects.count(),
        model_to_dict(state),
        model_to_dict(state.current_task_state),
        list(Workflow.objects.values()),
        list(Task.objects.values()),
        Event.objects.count(),
    ]


def test_no_door_of_wagtail_changes_a_dossier(
    agency: Client, world: World, late: Dossier
) -> None:
    before = picture(late)
    for url in wagtail_doors(late):
        assert agency.get(url).status_code in (302, 403, 404), url
        sent = agency.post(url, {"title": "Autre", "action-delete": "1"})
        assert sent.status_code in (302, 403, 404), url
        assert picture(late) == before, url


def test_a_superuser_cannot_stop_a_circuit_in_use(world: World, late: Dossier) -> None:
    superuser = Client(raise_request_exception=False)
    open_session(superuser, UserFactory(is_staff=True, is_superuser=True))
    before = picture(late)
    for url in wagtail_doors(late):
        if "/disable/" in url or "/snippets/" in url or "/bulk/" in url:
            assert superuser.post(url, {}).status_code in (302, 403, 404), url
            assert picture(late) == before, url


def test_dossiers_lead_to_their_two_pages(agency: Client, world: World, late: Dossier) -> None:
    draft = world.draft(paris(2026, 4, 2), title="MARQUE-BROUILLON")
    page = agency.get("/admin/registres/dossiers/").content.decode()
    assert late.get_absolute_url() in page
    assert late.private_url in page
    assert "A2 Attribution" in page
    assert "En retard depuis" in page
    # A draft is its council's alone.
    assert draft.private_url not in page
    assert "MARQUE-BROUILLON" not in page


def test_filters_and_search_narrow_the_list(
    agency: Client, world: World, late: Dossier
) -> None:
    def count(query: str) -> int:
        return agency.get(f"/admin/registres/{query}").context["result_count"]

    world.answered(paris(2026, 4, 2))
    assert count("dossiers/") == 2
    assert count("dossiers/?etape=A2") == 1
    assert count("dossiers/?promesse=retard") == 1
    assert count(f"dossiers/?conseil={world.other_council.slug}") == 0
    assert count(f"dossiers/?service={world.service.slug}") == 2
    assert count(f"dossiers/?q={late.reference}") == 1
    assert count("relances/?etat=done") == Rung.objects.filter(state="done").count()
    assert count("relances/?nature=relance") == Rung.objects.filter(kind="relance").count()
    of_the_head = Mail.objects.filter(address=world.head.email)
    assert sorted(of_the_head.values_list("code", flat=True)) == ["Dg2", "M6", "M6"]
    assert count(f"courriels/?q={world.head.email}") == 3
    assert count("courriels/?nature=weekly") == Mail.objects.filter(code="Dg2").count()
    assert count("courriels/?etat=kept") == Mail.objects.filter(state="kept").count()
    public = Event.objects.filter(audience="public").count()
    assert count("evenements/?lecteurs=public") == public < Event.objects.count()
    assert count("passages/?periode=jour") == 2
    assert count("passages/?periode=nimporte") == 2


def test_the_journal_of_relances_opens_on_what_left_last(agency: Client, late: Dossier) -> None:
    """What is planned months ahead comes after what happened, the nearest first."""
    rows = list(agency.get("/admin/registres/relances/").context["object_list"])
    left = [rung.fired_at for rung in rows if rung.fired_at]
    coming = [rung.fire_on for rung in rows if not rung.fired_at]
    assert left and coming
    assert [bool(rung.fired_at) for rung in rows] == [True] * len(left) + [False] * len(coming)
    assert left == sorted(left, reverse=True)
    assert coming == sorted(coming)


ODD = (
    "p=0", "p=-1", "p=9e99", "p=99999", "p=abc", "o=99.x", "q=%00", "q=%27%22--",
    "etat=%00", "etat=x", "foo=bar", "periode=", "export=pdf", f"q={'a' * 3000}",
    "user__password__startswith=m", "dossier__participationrequest__need__contains=x",
)  # fmt: skip


@pytest.mark.parametrize("query", ODD)
def test_a_hand_made_address_shows_a_list(agency: Client, late: Dossier, query: str) -> None:
    for name in REGISTERS:
        response = agency.get(f"/admin/registres/{name}/?{query}", follow=True)
        assert response.status_code == 200


def test_no_address_asks_what_the_register_does_not_show(agency: Client, late: Dossier) -> None:
    url = "/admin/registres/courriels/?user__password__startswith=impossible"
    assert agency.get(url).context["result_count"] == Mail.objects.count()


@pytest.mark.parametrize("name", REGISTERS)
def test_exports_say_what_the_screen_says(agency: Client, late: Dossier, name: str) -> None:
    url = f"/admin/registres/{name}/"
    sent = agency.get(f"{url}?export=csv")
    text = b"".join(sent.streaming_content).decode()
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) - 1 == agency.get(url).context["result_count"] > 0
    assert not ENGLISH.search(text)
    book = agency.get(f"{url}?export=xlsx")
    content = io.BytesIO(b"".join(book.streaming_content))
    sheet = openpyxl.load_workbook(content).active
    assert [cell.value for cell in sheet[1]] == rows[0]
    assert sheet.max_row == len(rows)


def test_an_export_gives_local_times_and_runs_nothing(agency: Client, world: World) -> None:
    world.deposit(paris(2026, 7, 2, 10), title="=1+1\x01")
    dossiers = agency.get("/admin/registres/dossiers/?export=csv")
    assert "'=1+1" in b"".join(dossiers.streaming_content).decode()
    assert agency.get("/admin/registres/dossiers/?export=xlsx").status_code == 200
    events = agency.get("/admin/registres/evenements/?export=csv")
    assert "2026-07-02 10:00:00" in b"".join(events.streaming_content).decode()


@pytest.mark.parametrize("register", Registers.items, ids=lambda one: one.menu_label)
def test_each_register_is_filtered_and_exported(register: Any) -> None:
    assert register.list_filter
    assert register.list_export
    assert register.export_filename


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠"]
)
def test_no_cell_is_run_by_a_spreadsheet(db: None, start: str) -> None:
    words = f"{start}cmd|' /C calc'!A0"
    for value in (words, UserFactory(first_name=words, last_name="Nom")):
        assert _cell(value).startswith("'")
    assert _cell(-3) == -3
    assert _cell(None) == ""


def test_the_queries_do_not_grow_with_the_rows(agency: Client, world: World) -> None:
    def queries() -> list[int]:
        counts = []
        for name in REGISTERS:
            with CaptureQueriesContext(connection) as captured:
                agency.get(f"/admin/registres/{name}/")
            counts.append(len(captured))
        return counts

    world.answered(paris(2026, 4, 2))
    world.sweep(paris(2026, 4, 3))
    queries()
    few = queries()
    for _ in range(4):
        world.answered(paris(2026, 4, 7))
        world.sweep(paris(2026, 4, 8))
    assert queries() == few


def letter(html: str = "", kind: str = "notice", subject: str = "Objet") -> Mail:
    return outbox.queue(
        outbox.Letter("M1", subject, "Votre code : 123456\nMerci.", html),
        "quelqu.un@exemple.fr",
        kind=kind,
        identity=(kind, subject, html),
        at=paris(2026, 4, 2),
    )


def test_a_mail_is_read_as_it_would_arrive(agency: Client, world: World) -> None:
    mail = letter("<p style='color:red'>Bonjour <script>alert(1)</script></p>")
    page = agency.get(f"/admin/registres/courriels/{mail.pk}/").content.decode()
    preview = f"/admin/registres/courriels/{mail.pk}/apercu/"
    assert "quelqu.un@exemple.fr" in page
    assert "ne-pas-repondre@localhost" in page
    assert "Votre code : 123456<br>Merci." in page
    assert re.search(rf'<iframe[^>]* src="{preview}"[^>]* sandbox>', page)
    assert "alert(1)" not in page
    answer = agency.get(preview)
    assert answer.content.decode() == mail.html
    assert answer.headers["Content-Security-Policy"] == PREVIEW_POLICY
    for directive in ("sandbox", "default-src 'none'", "style-src 'unsafe-inline'"):
        assert directive in PREVIEW_POLICY
    assert "allow-" not in PREVIEW_POLICY


def test_the_html_of_a_mail_has_the_same_door(world: World, agency: Client) -> None:
    mail = letter("<p>Bonjour</p>")
    plain = letter()
    url = f"/admin/registres/courriels/{mail.pk}/apercu/"
    stranger = Client()
    open_session(stranger, world.head)
    assert stranger.get(url).status_code in (302, 403, 404)
    assert Client().get(url).status_code == 302
    assert agency.post(url).status_code == 405
    assert agency.get(url.replace(str(mail.pk), str(plain.pk))).status_code == 404
    assert agency.get(url.replace(str(mail.pk), "999999999")).status_code == 404


def test_a_code_is_read_in_the_demonstration_only(agency: Client, world: World) -> None:
    mail = letter(kind="account", subject="Votre code de connexion : 654321")
    pages = (
        f"/admin/registres/courriels/{mail.pk}/",
        "/admin/registres/courriels/",
        "/admin/registres/courriels/?export=csv",
    )

    def read() -> str:
        answers = [agency.get(page) for page in pages]
        return "".join(b"".join(answer).decode() for answer in answers)

    assert "654321" in read()
    assert "123456" in read()
    with override_settings(IS_DEMO=False):
        hidden = read()
    assert "654321" not in hidden
    assert "123456" not in hidden
    assert "••••••" in hidden


def test_a_reminder_names_who_was_told_and_leads_to_the_mail(
    agency: Client, world: World, late: Dossier
) -> None:
    rung = Rung.objects.get(code="r4", state="done", obligation__step="A2")
    page = agency.get(f"/admin/registres/relances/{rung.pk}/").content.decode()
    mail = Mail.objects.get(address=world.head.email, deliveries__rung=rung)
    assert f"{world.head.email}, en tant que responsable du service" in page
    assert f"/admin/registres/courriels/{mail.pk}/" in page
    assert "5 jours ouvrés après la date" in page.replace("\xa0", " ")


def test_the_agency_makes_mails_leave_again(agency: Client, world: World) -> None:
    stop = SendingStop.objects.create(
        cause="breaker", at=paris(2026, 4, 2), count=200, limit=200
    )
    page = f"/admin/registres/arrets/{stop.pk}/"
    assert "Reprendre l’envoi" in agency.get(page).content.decode()
    stranger = Client()
    open_session(stranger, world.head)
    assert stranger.post(f"{page}reprendre/").status_code in (302, 403)
    assert agency.get(f"{page}reprendre/").status_code == 405
    stop.refresh_from_db()
    assert stop.resumed_at is None
    for _ in range(2):
        sent = agency.post(f"{page}reprendre/", follow=True)
        assert "L’envoi reprend" in sent.content.decode()
    stop.refresh_from_db()
    assert stop.resumed_by == world.agency
    assert "Reprendre l’envoi" not in agency.get(page).content.decode()


def test_a_copy_has_no_button(agency: Client) -> None:
    stop = SendingStop.objects.create(cause="copy", at=paris(2026, 4, 2))
    body = agency.get(f"/admin/registres/arrets/{stop.pk}/").content.decode()
    assert "adopt_database" in body
    assert "Reprendre l’envoi" not in body
