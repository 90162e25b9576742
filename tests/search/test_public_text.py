"""What enters the search: public text only, at once, and out again at once (P24)."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from wagtail.models import Page, PageViewRestriction

from circuits import actions
from circuits.actions import meetings
from circuits.actions.gate import lock
from circuits.models import Dossier
from participation.registry import public_change
from search.models import Document
from tests.factories import World, paris
from tests.factories.meetings import announce, tell
from tests.factories.world import ACCEPTED


def texts() -> str:
    return "\n".join(
        f"{d.label} {d.title} {d.keywords} {d.body} {d.url}" for d in Document.objects.all()
    )


def proofread(world: World, **fields: Any) -> Dossier:
    dossier = world.deposit(paris(2026, 4, 2), **fields)
    return actions.proofread(dossier.pk, by=world.agency, at=paris(2026, 4, 3))


def test_a_demande_enters_after_the_relecture_and_not_before(world: World) -> None:
    world.draft(paris(2026, 4, 1), title="MARQUE-BROUILLON")
    dossier = world.deposit(paris(2026, 4, 2), title="MARQUE-TITRE")
    assert not Document.objects.exists()
    actions.proofread(dossier.pk, by=world.agency, at=paris(2026, 4, 3))
    document = Document.objects.get()
    assert document.title == "MARQUE-TITRE"
    assert document.url == "/dossiers/demande-2026-001/"
    assert (document.council, document.theme) == (world.council, world.theme)


def test_a_town_that_publishes_at_once_is_searched_at_once(world: World) -> None:
    world.town.publish_at_once = True
    world.town.save()
    world.deposit(paris(2026, 4, 2), title="MARQUE-TITRE")
    assert "MARQUE-TITRE" in texts()


def test_p24_only_the_published_answer_enters(world: World) -> None:
    dossier = proofread(world)
    at = paris(2026, 4, 7)
    world.qualify(dossier, at)
    world.accept(dossier, at)
    first = {**vars(ACCEPTED), "summary": "MARQUE-PROJET", "body": "MARQUE-PROJET"}
    world.transmit(dossier, at, actions.Draft(**first))
    actions.request_changes_service(
        dossier.pk, by=world.head, at=at, changes="MARQUE-CHANGEMENT"
    )
    second = {**vars(ACCEPTED), "summary": "MARQUE-RÉSUMÉ", "body": "MARQUE-RÉPONSE"}
    world.transmit(dossier, at, actions.Draft(**second))
    world.approve_service(dossier, at)
    assert "MARQUE" not in texts()
    world.approve_elected(dossier, at)
    found = texts()
    assert "MARQUE-RÉSUMÉ" in found
    assert "MARQUE-RÉPONSE" in found
    assert "MARQUE-PROJET" not in found
    assert "MARQUE-CHANGEMENT" not in found


def test_p24_no_name_and_no_address_enters(world: World) -> None:
    world.answered(paris(2026, 4, 2))
    dossier = Dossier.objects.get()
    actions.proofread(dossier.pk, by=world.agency, at=paris(2026, 4, 3))
    found = texts()
    for person in (world.member, world.holder, world.head, world.elected, world.agency):
        assert person.first_name not in found
        assert person.email not in found


@pytest.fixture
def no_welcome(db: None) -> None:
    """Without the page that Wagtail puts at the root until a town has its own."""
    Page.objects.filter(depth=2).update(live=False)


@pytest.mark.usefixtures("no_welcome")
def test_p24_what_is_kept_to_the_members_never_enters(world: World) -> None:
    proofread(world, visibility="members", title="MARQUE-CONSEILS")
    assert not Document.objects.exists()
    call_command("rebuild_search", stdout=StringIO())
    assert not Document.objects.exists()


def test_hiding_a_demande_takes_it_out_in_the_same_transaction(world: World) -> None:
    dossier = proofread(world)
    assert Document.objects.exists()
    with transaction.atomic():
        hidden = lock(dossier.pk)
        hidden.visibility = Dossier.Visibility.MEMBERS
        hidden.save(update_fields=["visibility"])
        public_change(hidden)
    assert not Document.objects.exists()


def test_an_act_that_fails_leaves_the_search_as_it_was(world: World) -> None:
    dossier = world.deposit(paris(2026, 4, 2))
    with transaction.atomic():
        actions.proofread(dossier.pk, by=world.agency, at=paris(2026, 4, 3))
        assert Document.objects.exists()
        transaction.set_rollback(True)
    assert not Document.objects.exists()


def test_a_council_that_is_corrected_is_found_under_its_new_name(world: World) -> None:
    proofread(world)
    world.council.name = "Conseil des Coteaux"
    world.council.save()
    public_change(world.council)
    assert "Conseil des Coteaux" in texts()
    world.theme.name = "Propreté"
    world.theme.save()
    public_change(world.theme)
    assert "Propreté" in texts()


def test_live_pages_enter_with_their_text(tree: Any) -> None:
    call_command("rebuild_search", stdout=StringIO())
    kinds = dict(Document.objects.values_list("url", "kind"))
    assert kinds[f"/conseils/{tree.council.slug}/"] == "conseil"
    assert kinds["/projets/square/"] == "projet"
    assert kinds["/comment-ca-marche/"] == "page"
    assert Document.objects.get(kind="conseil").council == tree.council.council
    assert "Les relances automatiques & la suite." in texts()
    assert "Des jeux et des bancs." in texts()


def test_publishing_unpublishing_and_deleting_a_page_is_followed(tree: Any) -> None:
    page = tree.page
    page.title = "MARQUE-PAGE"
    page.save_revision().publish()
    assert "MARQUE-PAGE" in texts()
    page.title = "MARQUE-ÉBAUCHE"
    page.save_revision()
    assert "MARQUE-ÉBAUCHE" not in texts()
    page.unpublish()
    assert not Document.objects.exists()
    page.save_revision().publish()
    assert Document.objects.exists()
    page.delete()
    assert not Document.objects.exists()


def test_deleting_a_branch_forgets_every_page_of_it(tree: Any) -> None:
    call_command("rebuild_search", stdout=StringIO())
    tree.projects.delete()
    assert not Document.objects.filter(url__startswith="/projets/").exists()
    assert Document.objects.filter(kind="conseil").exists()


def test_a_new_address_is_followed_in_the_whole_branch(
    tree: Any, django_capture_on_commit_callbacks: Any
) -> None:
    call_command("rebuild_search", stdout=StringIO())
    tree.projects.slug = "chantiers"
    with django_capture_on_commit_callbacks(execute=True):
        tree.projects.save_revision().publish()
    urls = set(Document.objects.values_list("url", flat=True))
    assert {"/chantiers/", "/chantiers/square/"} <= urls
    assert "/projets/square/" not in urls


def test_a_branch_closed_to_the_public_leaves_the_search(tree: Any) -> None:
    call_command("rebuild_search", stdout=StringIO())
    restriction = PageViewRestriction.objects.create(
        page=tree.projects, restriction_type=PageViewRestriction.LOGIN
    )
    assert not Document.objects.filter(url__startswith="/projets/").exists()
    restriction.delete()
    assert Document.objects.filter(url="/projets/square/").exists()


def test_a_rebuild_makes_the_table_again_and_says_what_it_holds(
    world: World, tree: Any
) -> None:
    proofread(world)
    Document.objects.all().delete()
    Document.objects.create(
        kind="demande",
        key="dossier-999999",
        title="Rien",
        url="/",
        updated_at=paris(2026, 1, 2),
    )
    for _ in range(2):
        said = StringIO()
        call_command("rebuild_search", stdout=said)
        assert "Demandes : 1" in said.getvalue()
        assert "Conseils : 1" in said.getvalue()
    assert not Document.objects.filter(key="dossier-999999").exists()


def test_the_migration_can_be_undone_and_done_again(committed_db: str) -> None:
    call_command("migrate", "search", "zero", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_ts_config WHERE cfgname = 'french_unaccent'")
        assert cursor.fetchone() == (0,)
    call_command("migrate", "search", verbosity=0)
    assert not Document.objects.exists()


@pytest.mark.usefixtures("no_welcome")
def test_a_meeting_enters_with_its_agenda_and_its_last_compte_rendu(world: World) -> None:
    at = paris(2026, 4, 28, 18)
    points = [meetings.Point("MARQUE-POINT", "MARQUE-PRÉCISION")]
    meeting = announce(world, at, points=points)
    document = Document.objects.get(kind="reunion")
    assert (document.url, document.council) == (meeting.get_absolute_url(), world.council)
    assert "MARQUE-POINT" in document.body
    assert "MARQUE-PRÉCISION" in document.body
    tell(world, meeting, "MARQUE-FAUTE")
    assert "MARQUE-FAUTE" in texts()
    tell(world, meeting, "MARQUE-JUSTE", correction="Un mot.")
    assert "MARQUE-FAUTE" not in texts()
    before = texts()
    call_command("rebuild_search", stdout=StringIO())
    assert texts() == before
    meetings.hide_minutes(meeting.pk, 2, by=world.agency, at=at, reason="Un nom.")
    assert "MARQUE-JUSTE" not in texts()
    assert "MARQUE-POINT" in texts()
