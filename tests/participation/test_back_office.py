"""What the Agence may do in Wagtail's admin, and what it may not."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.template import engines
from django.test import Client
from django.urls import reverse
from wagtail.models import WorkflowPage

from participation import models
from participation.groups import AGENCY, ensure_groups
from participation.models import User
from participation.registry import _listeners, on_public_change
from participation.wagtail_hooks import ParticipationGroup
from tests.factories.models import CouncilFactory, ServiceFactory, UserFactory
from tests.factories.pages import build_tree
from tests.sign_in import open_session

pytestmark = pytest.mark.django_db

SNIPPETS = [viewset.model for viewset in ParticipationGroup.items]


@pytest.fixture(autouse=True)
def _wagtails_own_templates() -> Any:
    """They count on absent variables being empty."""
    engine = engines["django"].engine
    kept, engine.string_if_invalid = engine.string_if_invalid, ""
    yield
    engine.string_if_invalid = kept


@pytest.fixture
def agent() -> User:
    user: User = UserFactory(agency=True)
    ensure_groups()
    return user


@pytest.fixture
def office(client: Client, agent: User) -> Client:
    open_session(client, agent)
    return client


@pytest.fixture
def technician(client: Client) -> Client:
    user = UserFactory(is_staff=True, is_superuser=True)
    ensure_groups()
    open_session(client, user)
    return client


# --- The group -----------------------------------------------------------------------


def test_the_group_is_made_once_and_repaired(agent: User) -> None:
    before = set(ensure_groups().permissions.values_list("codename", flat=True))
    group = Group.objects.get(name=AGENCY)
    group.permissions.clear()
    call_command("setup_groups")
    after = set(group.permissions.values_list("codename", flat=True))
    assert after == before
    assert Group.objects.filter(name=AGENCY).count() == 1
    assert group.page_permissions.count() == 5


def test_all_staff_belong_to_it(agent: User) -> None:
    assert agent.groups.get().name == AGENCY
    late = UserFactory(agency=True)
    ensure_groups()
    assert late.groups.filter(name=AGENCY).exists()


def test_it_manages_neither_people_nor_workflows(agent: User) -> None:
    rights = agent.get_all_permissions()
    assert "wagtailadmin.access_admin" in rights
    for name in ("user", "group", "workflow", "task", "circuitversion", "event"):
        assert not [right for right in rights if right.endswith(f"_{name}")], name


def test_what_has_a_history_is_never_deleted(agent: User) -> None:
    rights = agent.get_all_permissions()
    for name in ("council", "service", "directorate", "territory", "theme"):
        assert f"participation.change_{name}" in rights
        assert f"participation.delete_{name}" not in rights
    assert "participation.delete_closureday" in rights


def test_its_pages_are_published_without_moderation(agent: User) -> None:
    assert not WorkflowPage.objects.exists()
    page = build_tree().home
    assert page.permissions_for_user(agent).can_publish()
    assert not page.get_workflow()


# --- The menus -----------------------------------------------------------------------


@pytest.mark.parametrize("model", SNIPPETS)
def test_every_list_and_form_opens(office: Client, model: Any) -> None:
    CouncilFactory()
    ServiceFactory()
    viewset = model.snippet_viewset
    for name in ("list", "add"):
        answer = office.get(reverse(viewset.get_url_name(name)))
        assert answer.status_code == 200, (model, name)
        assert "Participation" in answer.content.decode()


def test_people_are_found_by_name_and_filtered_by_council(office: Client) -> None:
    council, other = CouncilFactory(), CouncilFactory()
    for name, where in (("Nadia", council), ("Fatih", other)):
        models.Mandate.objects.create(
            council=where,
            user=UserFactory(first_name=name),
            starts_on="2024-01-01",
        )
    address = reverse(models.Mandate.snippet_viewset.get_url_name("list"))
    found = office.get(f"{address}?q=Nadia").content.decode()
    assert "Nadia" in found
    assert "Fatih" not in found
    found = office.get(f"{address}?council={other.pk}").content.decode()
    assert "Fatih" in found
    assert "Nadia" not in found


@pytest.mark.parametrize(
    "name",
    [
        "wagtailadmin_workflows:index",
        "wagtailadmin_workflows:add",
        "wagtailadmin_workflows:task_index",
        "wagtailadmin_workflows:select_task_type",
        "wagtailusers_users:index",
        "wagtailusers_users:add",
        "wagtailusers_groups:index",
        "wagtailsites:index",
        "wagtailadmin_collections:index",
    ],
)
def test_the_technical_screens_are_closed_to_the_agence(office: Client, name: str) -> None:
    answer = office.get(reverse(name))
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/admin/"


def test_workflows_are_in_no_menu_of_the_agence(office: Client) -> None:
    page = office.get("/admin/").content.decode()
    assert "/admin/reports/site-history/" in page
    assert "/admin/reports/workflow" not in page
    assert "/admin/workflows/" not in page


def test_the_technical_person_sees_them(technician: Client) -> None:
    page = technician.get("/admin/").content.decode()
    assert "/admin/workflows/" in page


def test_no_address_of_a_third_host_is_on_the_first_screen(office: Client) -> None:
    page = office.get("/admin/").content.decode()
    assert "wagtail.org" not in page
    assert "gravatar" not in page


def test_there_is_no_portrait_to_upload(office: Client) -> None:
    page = office.get("/admin/account/").content.decode()
    assert "first_name" in page
    assert "avatar" not in page.split("<main")[1]


# --- Editing -------------------------------------------------------------------------


def council_fields(council: models.Council, **changes: Any) -> dict[str, Any]:
    return {
        "name": council.name,
        "slug": council.slug,
        "accent": council.accent,
        "territory": council.territory_id,
        "meeting_place": "",
        "association_seats": 0,
        "shop_seats": 0,
        "founded_on": "2016-01-01",
        "dissolved_on": "",
        "successor": "",
        **changes,
    }


def edit(office: Client, council: models.Council, **changes: Any) -> Any:
    name = models.Council.snippet_viewset.get_url_name("edit")
    return office.post(reverse(name, args=[council.pk]), council_fields(council, **changes))


def test_a_council_is_renamed_and_those_above_are_told(office: Client) -> None:
    council = CouncilFactory()
    told: list[Any] = []
    on_public_change(told.append)
    try:
        assert edit(office, council, name="Fonderie").status_code == 302
    finally:
        _listeners.remove(told.append)
    assert told == [council]
    council.refresh_from_db()
    assert (council.name, council.sort_key) == ("Fonderie", "fonderie")


def test_the_address_of_a_council_does_not_change(office: Client) -> None:
    council = CouncilFactory(slug="drouot")
    answer = edit(office, council, slug="autre")
    assert answer.status_code == 200
    assert "ne change plus" in answer.content.decode()
    council.refresh_from_db()
    assert council.slug == "drouot"


def test_an_invalid_outline_is_refused_in_french(office: Client) -> None:
    address = reverse(models.Territory.snippet_viewset.get_url_name("add"))
    crossed = (
        '{"type": "Polygon", "coordinates": '
        "[[[7.3, 47.7], [7.4, 47.8], [7.4, 47.7], [7.3, 47.8], [7.3, 47.7]]]}"
    )
    answer = office.post(address, {"name": "Nord", "geometry": crossed})
    assert answer.status_code == 200
    assert "contour se croise" in answer.content.decode()


def test_a_council_is_not_deleted_by_the_agence(office: Client) -> None:
    council = CouncilFactory()
    name = models.Council.snippet_viewset.get_url_name("delete")
    office.post(reverse(name, args=[council.pk]))
    bulk = "/admin/bulk/participation/council/delete/"
    office.post(f"{bulk}?id={council.pk}", {"id": council.pk})
    assert models.Council.objects.filter(pk=council.pk).exists()


# --- Accounts ------------------------------------------------------------------------


def new_person(technician: Client, **fields: Any) -> Any:
    given = {"first_name": "Nadia", "last_name": "B", "email": "", **fields}
    return technician.post(reverse("wagtailusers_users:add"), given)


def test_a_member_needs_no_password(technician: Client) -> None:
    assert new_person(technician, email="Nadia@Exemple.fr").status_code == 302
    user = User.objects.get(email="nadia@exemple.fr")
    assert not user.has_usable_password()
    assert not user.groups.exists()


def test_several_people_may_have_a_relay_instead_of_an_address(
    technician: Client,
) -> None:
    relay = UserFactory()
    for _ in range(2):
        assert new_person(technician, relay=relay.pk).status_code == 302
    assert User.objects.filter(relay=relay, email=None).count() == 2
    answer = new_person(technician)
    assert answer.status_code == 200
    assert "choisissez un relais" in answer.content.decode()


def test_an_address_is_one_person(technician: Client) -> None:
    UserFactory(email="nadia@exemple.fr")
    answer = new_person(technician, email="NADIA@exemple.fr")
    assert "Un autre compte a déjà cette adresse." in answer.content.decode()


def test_the_agence_has_a_password_and_its_group(technician: Client) -> None:
    answer = new_person(technician, email="a@exemple.fr", is_staff="on")
    assert "L’Agence a besoin d’un mot de passe." in answer.content.decode()
    phrase = "une phrase assez longue"
    new_person(
        technician,
        email="a@exemple.fr",
        is_staff="on",
        password1=phrase,
        password2=phrase,
    )
    user = User.objects.get(email="a@exemple.fr")
    assert user.check_password(phrase)
    assert user.groups.get().name == AGENCY


def test_leaving_the_agence_takes_password_and_group_away(technician: Client) -> None:
    user = User.objects.create_user(
        "a@exemple.fr", "une phrase assez longue", is_staff=True, first_name="A"
    )
    ensure_groups()
    address = reverse("wagtailusers_users:edit", args=[user.pk])
    fields = {
        "email": user.email,
        "first_name": "A",
        "last_name": "B",
        "is_active": "on",
        "groups": [g.pk for g in user.groups.all()],
    }
    assert technician.post(address, fields).status_code == 302
    user.refresh_from_db()
    assert not user.is_staff
    assert not user.has_usable_password()
    assert not user.groups.exists()


def test_wagtails_default_groups_are_gone(agent: User) -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {AGENCY}
