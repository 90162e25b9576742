"""`manage.py seed_demo`: the demonstration on an empty base, and again (architecture.md 5)."""

from __future__ import annotations

import html
from collections import Counter
from datetime import date, datetime
from io import StringIO
from typing import Any

import pytest
import time_machine
from allauth.mfa.utils import decrypt
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from circuits import deadlines
from circuits.audit import audit
from circuits.demo import people, seed
from circuits.demo.offers import OFFERS
from circuits.demo.pictures import PICTURES
from circuits.demo.requests import REQUESTS
from circuits.demo.seed_accounts import demo_password, totp_secret
from circuits.demo.seed_acts import uuid_of
from circuits.demo.seed_dossiers import state_of
from circuits.demo.works import WORKS
from circuits.models import Dossier, Event, ParticipationRequest, Rung, SweepRun
from circuits.sweep import sweep
from home.models import HomePage
from participation.clock import PARIS
from participation.models import (
    AgendaItem,
    ClosureDay,
    Council,
    CouncilPage,
    Mail,
    MailAttempt,
    Meeting,
    Minutes,
    ProjectPage,
    Street,
    TownSettings,
    User,
    WorksBudget,
    WorksLine,
)
from participation.standing import standing
from tests import envelopes
from tests.conftest import cloned_database
from tests.factories import World
from tests.strict import StrictClient

# After the Christmas closures, when counting goes wrong most easily.
NOW = datetime(2027, 1, 5, 16, 0, tzinfo=PARIS)
TODAY = NOW.date()
PASSWORD = "mot-de-passe-pour-essais"
# Years of a town's life are lived before the first of these tests.
pytestmark = pytest.mark.timeout(900)
ALREADY_THERE = "Le contenu de démonstration est déjà là : rien n’a été ajouté."


def seed_demo(*args: str) -> str:
    """What the command says at the moment `NOW`."""
    said = StringIO()
    with time_machine.travel(NOW, tick=False):
        call_command("seed_demo", *args, stdout=said)
    return said.getvalue()


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: Any) -> Any:
    """A base of one's own, filled once by the command; its tests only read."""
    with (
        pytest.MonkeyPatch.context() as patch,
        cloned_database(connection.settings_dict["NAME"], django_db_blocker),
    ):
        patch.setenv("DEMO_PASSWORD", PASSWORD)
        patch.setattr("django.conf.settings.EMAIL_URL", "smtp://127.0.0.1:9/")
        yield seed_demo("--town", "Mulhouse")


@pytest.fixture
def demo(filled: str) -> Any:
    """The filled base, as it was: what a test writes is undone."""
    with time_machine.travel(NOW, tick=False), transaction.atomic():
        yield filled
        transaction.set_rollback(True)


def counts() -> dict[str, int]:
    """How many rows each table has."""
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }


def test_every_dossier_is_in_the_state_it_declares(demo: str) -> None:
    calendar = ClosureDay.objects.calendar()
    reached = {
        request.key: state_of(
            ParticipationRequest.objects.get(uuid=uuid_of(request)), TODAY, calendar
        )
        for request in REQUESTS
    }
    assert reached == {request.key: request.state for request in REQUESTS}


def test_numbers_follow_the_deposits_without_gap(demo: str) -> None:
    deposited = Dossier.objects.deposited().order_by("deposited_at")
    kinds = Counter(dossier.kind for dossier in deposited)
    assert kinds == {"demande": 80, "offre": 20}
    numbers: dict[tuple[str, int], list[int]] = {}
    for dossier in deposited:
        numbers.setdefault((dossier.kind, dossier.year), []).append(dossier.number)
    for given in numbers.values():
        assert given == list(range(1, len(given) + 1))


def test_the_record_is_in_the_order_of_time(demo: str) -> None:
    for dossier in Dossier.objects.deposited():
        moments = list(dossier.events.order_by("position").values_list("at", flat=True))
        assert moments == sorted(moments)
        assert moments[-1].astimezone(PARIS).date() < TODAY


def test_no_mail_left_the_register(demo: str) -> None:
    assert Counter(Mail.objects.values_list("state", flat=True)) == {
        "kept": Mail.objects.count()
    }
    assert set(MailAttempt.objects.values_list("outcome", flat=True)) == {"kept"}
    codes = set(Mail.objects.values_list("code", flat=True))
    assert {"M1", "M2", "M3", "M4", "M5", "M6", "M9", "M10", "M12", "Dg1"} <= codes
    assert {"M7", "M8", "M11", "E1", "E2", "E5", "E6", "E7", "E8", "E9", "N7"} <= codes


def test_p32_every_mail_of_it_is_well_formed(demo: str) -> None:
    for mail in Mail.objects.all():
        envelopes.check(mail)


def test_receipts_left_at_the_moment_of_the_deposit(demo: str) -> None:
    for dossier in Dossier.objects.deposited().filter(kind="demande"):
        receipts = Mail.objects.filter(code="M1", kind="notice", reference=dossier.reference)
        assert {mail.sent_at for mail in receipts} == {dossier.deposited_at}


def test_reminders_left_in_office_hours_of_worked_days(demo: str) -> None:
    calendar = ClosureDay.objects.calendar()
    duties = Mail.objects.filter(kind="duty").values_list("sent_at", flat=True)
    assert duties
    assert all(deadlines.in_office_hours(at, calendar) for at in duties)
    assert Event.objects.filter(code="reminded").exists()
    last = SweepRun.objects.latest("at").at.astimezone(PARIS)
    assert last <= datetime(2027, 1, 4, 14, 5, tzinfo=PARIS)


def test_the_first_real_sweep_has_reminders_to_send(demo: str) -> None:
    assert sweep(NOW, register_only=True).counts["sent"] >= 1
    assert sweep(NOW, register_only=True).counts["sent"] == 0


def test_a_town_lives_without_rung_forgotten(demo: str) -> None:
    forgotten = Rung.objects.reached(date(2027, 1, 4))
    assert not forgotten.filter(obligation__closed_at__isnull=True).exists()


def test_the_audit_finds_nothing_in_it(demo: str) -> None:
    assert audit() == []


def test_the_pages_stand_where_the_addresses_say(demo: str) -> None:
    site = Site.objects.get(is_default_site=True)
    assert site.root_page.specific_class is HomePage
    assert {page.url for page in CouncilPage.objects.all()} == {
        council.get_absolute_url() for council in Council.objects.all()
    }
    linked = ProjectPage.objects.filter(dossiers__isnull=False).distinct()
    assert linked.count() == ProjectPage.objects.count() == 8
    images = get_image_model().objects.all()
    assert images.count() == len(PICTURES)
    assert all(image.title and image.description for image in images)
    assert all(page.stages.exists() for page in ProjectPage.objects.all())


def test_every_page_of_it_opens(demo: str) -> None:
    client = StrictClient()
    addresses = [page.url for page in Page.objects.filter(depth__gt=1)]
    deposited = Dossier.objects.deposited()
    # An offer that the town has not sent yet is nobody's to read.
    kept = deposited.filter(kind="offre", sent_at=None)
    addresses += [d.get_absolute_url() for d in deposited.exclude(pk__in=kept)]
    assert len(addresses) > 110
    for address in addresses:
        assert client.get(address).status_code == 200, address
    assert len(kept) == 3
    for offer in kept:
        assert client.get(f"/dossiers/{offer.reference}/").status_code == 404


def test_what_a_council_asks_is_read_in_public_with_its_answer(demo: str) -> None:
    client = StrictClient()
    for key in ("rues-aux-ecoles", "terrain-libre"):
        offer = next(offer for offer in OFFERS if offer.key == key)
        page = client.get(Dossier.objects.get(uuid=uuid_of(offer)).get_absolute_url())
        asked = [s.text for s in offer.steps if s.act in ("ask_question", "answer_question")]
        for words in asked:
            assert words and words in html.unescape(page.content.decode())


def test_a_demande_that_was_merged_leads_to_the_other_and_back(demo: str) -> None:
    client = StrictClient()
    merged = Dossier.objects.filter(end_code="E7").order_by("pk")
    assert len(merged) == 2
    for gone in merged:
        other = gone.merged_into
        assert other is not None
        for here, there in ((gone, other), (other, gone)):
            page = client.get(here.get_absolute_url()).content.decode()
            assert f'href="{there.get_absolute_url()}"' in page


def test_the_home_page_of_it_finds_streets_and_shows_what_changed(demo: str) -> None:
    assert len(set(Street.objects.values_list("search_key", flat=True))) == 60
    placed = set(Street.objects.values_list("territory__councils", flat=True))
    assert placed == {council.pk for council in Council.objects.all()}
    client = StrictClient()
    page = client.get("/").content.decode()
    assert 'action="/mon-quartier/"' in page
    assert page.count('class="news__item') == 6
    assert page.count('class="folder accent') == 4
    assert page.count("card__picture") == 3
    assert "card__picture--drawn" not in page
    answer = client.get("/mon-quartier/", {"rue": "181 av. de Colmar"}).content.decode()
    assert 'href="/conseils/bourtzwiller/"' in answer


def test_twenty_meetings_are_past_and_to_come(demo: str) -> None:
    client = StrictClient()
    meetings = Meeting.objects.for_list()
    told = meetings.filter(has_minutes=True)
    assert (meetings.count(), told.count()) == (20, 10)
    assert meetings.filter(cancelled_at__isnull=False).count() == 2
    living = Council.objects.filter(dissolved_on=None)
    assert {m.council_id for m in meetings} == {council.pk for council in living}
    assert all(m.created_at < min(m.starts_at, NOW) for m in meetings)
    assert meetings.held().to_come(NOW).count() == 7
    assert Minutes.objects.filter(version=2, adopted_on__isnull=False).count() == 2
    calendar = ClosureDay.objects.calendar()
    assert all(calendar.is_working(m.day) for m in meetings)
    named = AgendaItem.objects.exclude(reference="")
    assert named.count() > 25
    for meeting in meetings:
        page = client.get(meeting.get_absolute_url()).content.decode()
        for item in meeting.items.exclude(reference=""):
            assert f"/dossiers/{item.reference}/" in page
    for minutes in Minutes.objects.all():
        assert "{adopté}" not in minutes.text
        assert minutes.published_at < NOW


def test_eight_projects_and_the_works_of_each_council_are_told(demo: str) -> None:
    projects = ProjectPage.objects.live()
    assert projects.count() == 8
    for project in projects:
        assert project.hero_image, project
        assert project.dossiers.exists(), project
        days = list(project.stages.values_list("day", flat=True))
        assert days == sorted(days), project
    assert {standing(p.in_short).phase for p in projects.for_cards()} == {
        "running",
        "to_come",
        "finished",
    }
    assert projects.filter(spent_amount__gt=F("announced_amount")).exists()
    named = WorksLine.objects.exclude(reference="").values_list("reference", flat=True)
    wanted = {line.request for works in WORKS for line in works.lines} - {None}
    assert Dossier.objects.public().filter(reference__in=named).count() == len(wanted)
    living = Council.objects.filter(dissolved_on=None)
    assert not living.exclude(pk__in=WorksBudget.objects.values("council")).exists()


def test_two_councils_that_became_one_keep_their_history(demo: str) -> None:
    client = StrictClient()
    new = Council.objects.get(slug="drouot-barbanegre")
    page = client.get(new.get_absolute_url()).content.decode()
    every = client.get("/conseils/").content.decode()
    assert "Né de la réunion de" in page
    for old in new.predecessors.all():
        assert f'href="{old.get_absolute_url()}"' in page
        assert f'href="{old.get_absolute_url()}"' in every
        told = client.get(old.get_absolute_url()).content.decode()
        assert f'devenu <a href="{new.get_absolute_url()}">' in told
    assert new.predecessors.count() == 2


def test_the_agency_can_enter_with_what_is_told(demo: str) -> None:
    assert demo_password() == PASSWORD
    staff = User.objects.filter(is_staff=True)
    assert staff.count() == len(people.AGENCY_MEMBERS)
    for account in staff:
        assert account.check_password(PASSWORD)
        assert account.has_perm("wagtailadmin.access_admin")
        assert not account.is_superuser
        known = account.authenticator_set.get(type="totp")
        assert decrypt(known.data["secret"]) == totp_secret(account.email)
    others = User.objects.filter(is_staff=False, password__startswith="!")
    assert others.count() == User.objects.filter(is_staff=False).count()


def test_a_second_run_adds_and_changes_nothing(demo: str) -> None:
    before, stamps = counts(), _stamps()
    assert seed_demo("--town", "Colmar").strip() == ALREADY_THERE
    assert counts() == before
    assert _stamps() == stamps


def _stamps() -> list[Any]:
    users = User.objects.order_by("pk").values_list("pk", "password")
    dossiers = Dossier.objects.order_by("pk").values_list("pk", "version", "step")
    return [*users, *dossiers, TownSettings.load().name]


def test_a_large_base_keeps_every_promise(demo: str) -> None:
    before = set(Dossier.objects.values_list("pk", flat=True))
    assert "dossiers de plus" in seed_demo("--dossiers", "400")
    assert Dossier.objects.deposited().count() >= 400
    assert [str(breach) for breach in audit()] == []
    numbers: dict[tuple[str, int], list[int]] = {}
    for dossier in Dossier.objects.deposited().order_by("kind", "year", "number"):
        numbers.setdefault((dossier.kind, dossier.year), []).append(dossier.number)
        assert dossier.reference == f"{dossier.kind}-{dossier.year}-{dossier.number:03d}"
    for given in numbers.values():
        assert given == list(range(1, len(given) + 1))
    copies = Dossier.objects.deposited().exclude(pk__in=before)
    for dossier in copies.prefetch_related("events")[:200]:
        positions = [event.position for event in dossier.events.all()]
        assert positions == list(range(1, len(positions) + 1))


def test_a_large_base_is_asked_and_reminded_like_the_small_one(demo: str) -> None:
    small = sweep(NOW, register_only=True, weekly=False, dry_run=True).due
    seed_demo("--dossiers", "400")
    assert sweep(NOW, register_only=True, weekly=False).due >= 2 * small > 0
    assert [str(breach) for breach in audit()] == []
    assert sweep(NOW, register_only=True, weekly=False).due == 0
    copied = Dossier.objects.filter(text_published_at__isnull=False).order_by("-pk")[0]
    assert StrictClient().get(copied.get_absolute_url()).status_code == 200


def test_a_large_base_grows_once(demo: str) -> None:
    seed_demo("--dossiers", "300")
    before = counts()
    assert ALREADY_THERE in seed_demo("--dossiers", "300")
    assert counts() == before


def test_it_says_what_it_does(filled: str) -> None:
    lines = filled.splitlines()
    assert lines[0].startswith("La ville")
    assert any("82 demandes" in line for line in lines)
    assert any("fait en" in line for line in lines)


def test_it_is_refused_outside_a_demonstration(db: None, settings: Any) -> None:
    settings.IS_DEMO = False
    with pytest.raises(CommandError, match="réservé"):
        seed_demo()
    assert not User.objects.exists()


def test_it_never_mixes_with_the_councils_of_a_real_town(world: World) -> None:
    before = counts()
    with pytest.raises(CommandError, match="des conseils qui ne viennent pas"):
        seed_demo()
    assert counts() == before


def test_a_killed_run_goes_on_where_it_stopped(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_args: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)
    monkeypatch.setattr(seed, "make_dossiers", killed)
    with pytest.raises(KeyboardInterrupt):
        seed_demo()
    assert HomePage.objects.exists()
    assert not Dossier.objects.exists()
    before = counts()
    monkeypatch.setattr(seed, "make_dossiers", lambda *_args: None)
    monkeypatch.setattr(seed, "make_meetings", lambda *_args: None)
    monkeypatch.setattr(seed, "make_works", lambda *_args: None)
    assert "La ville" not in seed_demo()
    after = counts()
    del before["mfa.Authenticator"], after["mfa.Authenticator"]
    assert after == before
