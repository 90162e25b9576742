"""A project gathers demandes and offres: who says so, and what everybody reads of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from circuits.actions.gather import gather, part
from circuits.errors import ActRefused
from circuits.sentences import event_sentence
from participation.groups import ensure_groups
from participation.models import ProjectPage
from tests.factories import World, paris
from tests.factories.offers import OfferWorld
from tests.factories.pages import build_tree
from tests.strict import StrictClient, signed_in

NOW = paris(2026, 4, 2)


@pytest.fixture
def project(db: None) -> ProjectPage:
    return build_tree().project_page("La place de la Réunion")


@pytest.mark.parametrize(
    "written", ["demande-2026-001", "Demande 2026-001", "2026-1", " DEMANDE n° 2026/0001 "]
)
def test_a_dossier_is_named_as_people_write_it(
    world: World, project: ProjectPage, written: str
) -> None:
    dossier = world.deposit(NOW)
    assert gather(project, written, by=world.agency, at=NOW).pk == dossier.pk
    assert list(dossier.projects.all()) == [project]
    event = dossier.events.get(code="gathered")
    assert (event.audience, event.actor.user) == ("public", world.agency)
    assert "« La place de la Réunion »" in event_sentence(event).replace("\u00a0", " ")


def test_both_messages_are_gathered_and_one_number_may_be_two(project: ProjectPage) -> None:
    town = OfferWorld()
    demande, offre = town.deposit(NOW), town.sent(NOW)
    with pytest.raises(ActRefused, match="les deux"):
        gather(project, "2026-001", by=town.agency, at=NOW)
    for number in ("demande 2026-001", "offre 2026-001"):
        gather(project, number, by=town.agency, at=NOW)
    assert set(project.dossiers.values_list("pk", flat=True)) == {demande.pk, offre.pk}


@pytest.mark.parametrize(
    "written", ["", "abc", "2026", "2026-99", "offre 2026-001", "\u202e😀"]
)
def test_a_number_of_nothing_is_refused(
    world: World, project: ProjectPage, written: str
) -> None:
    world.deposit(NOW)
    with pytest.raises(ActRefused):
        gather(project, written, by=world.agency, at=NOW)
    assert not project.dossiers.exists()


def test_twice_a_draft_a_confidential_one_and_other_people_are_refused(
    world: World, project: ProjectPage
) -> None:
    world.deposit(NOW)
    gather(project, "2026-001", by=world.agency, at=NOW)
    world.deposit(NOW, visibility="private")
    for number, by in (
        ("2026-001", world.agency),
        ("2026-002", world.agency),
        ("2026-001", world.head),
    ):
        with pytest.raises(ActRefused):
            gather(project, number, by=by, at=NOW)
    with pytest.raises(ActRefused):
        part(project, project.dossiers.get().pk, by=world.referent, at=NOW)
    assert project.dossiers.count() == 1


def test_taken_away_once(world: World, project: ProjectPage) -> None:
    dossier = world.deposit(NOW)
    gather(project, "2026-001", by=world.agency, at=NOW)
    assert part(project, dossier.pk, by=world.agency, at=NOW) is not None
    version = type(dossier).objects.get(pk=dossier.pk).version
    assert part(project, dossier.pk, by=world.agency, at=NOW) is None
    assert type(dossier).objects.get(pk=dossier.pk).version == version
    assert dossier.events.filter(code="parted").count() == 1


def test_the_agence_does_it_in_the_back_office(
    world: World, project: ProjectPage, time_machine: Any
) -> None:
    time_machine.move_to(NOW)
    ensure_groups()
    dossier = world.deposit(NOW)
    where = reverse("project_dossiers", args=[project.pk])
    client = signed_in(world.agency)
    assert "Aucun pour l’instant." in client.get(where).content.decode()
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[project.pk])).content.decode()
    assert where in edit
    wrong = client.post(where, {"number": "2026-404"})
    assert wrong.status_code == 422
    assert "Aucun dossier public n’a ce numéro." in wrong.content.decode()
    assert client.post(where, {"number": "Demande 2026-001"}).status_code == 302
    assert dossier.label in client.get(where).content.decode()
    assert client.post(where, {"part": str(dossier.pk)}).status_code == 302
    assert not project.dossiers.exists()
    assert signed_in(world.head).get(where).status_code in (302, 403)
    assert StrictClient().post(where, {"number": "2026-001"}).status_code in (302, 403)
