"""Home page, editorial pages, plan of the site, and what every page has around it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from wagtail.models import Page, PageViewRestriction

from home import context_processors, navigation
from home.blocks import DoorBlock
from participation.models import TownSettings
from tests.factories.models import CouncilFactory
from tests.factories.pages import Tree, build_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(db: None) -> Tree:
    return build_tree()


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def test_the_home_page_shows_its_blocks(client: Client, tree: Tree) -> None:
    tree.council_page(CouncilFactory(name="Bourtzwiller", slug="bourtzwiller"))
    tree.project_page("Le square", intro="Un square.")
    help_page = tree.editorial_page("aide", "Aide")
    doors = [
        {"title": "Suivre", "text": "Une phrase.", "page": None, "path": "/demandes/"},
        {"title": "Être aidé", "text": "", "page": help_page.pk, "path": ""},
    ]
    blocks = [
        ("activity", None),
        ("councils", {"title": "Six conseils", "intro": "Près de chez vous."}),
        ("projects", {"title": "Des projets", "intro": ""}),
        ("doors", {"title": "Par où commencer", "doors": doors}),
    ]
    home = tree.home
    home.intro = "La Ville répond."
    home.body = home.body.stream_block.to_python(
        [{"type": kind, "value": value} for kind, value in blocks]
    )
    home.save()
    page = read(client, "/")
    for words in (
        "La Ville répond.",
        "Six conseils",
        "Près de chez vous.",
        'href="/conseils/bourtzwiller/"',
        "Le square",
        'href="/demandes/">Suivre',
        'href="/aide/">Être aidé',
    ):
        assert words in page, words


@pytest.mark.parametrize("path", ["demandes/", "//evil.example/", "https://evil.example"])
def test_a_door_leads_inside_the_site(path: str) -> None:
    block = DoorBlock()
    value = {"title": "Suivre", "text": "", "page": None, "path": path}
    with pytest.raises(ValidationError):
        block.clean(block.to_python(value))


def test_a_door_leads_somewhere() -> None:
    block = DoorBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"title": "Suivre", "page": None, "path": ""}))


def test_pages_are_found_at_any_depth_and_only_live(client: Client, tree: Tree) -> None:
    parent = tree.editorial_page("aide", "Aide")
    child = type(parent)(title="Déposer", slug="deposer")
    parent.add_child(instance=child)
    assert "Déposer" in read(client, "/aide/deposer/")
    child.unpublish()
    assert client.get("/aide/deposer/").status_code == 404
    assert client.get("/aide/rien/").status_code == 404
    assert client.get("/accueil/").status_code == 404


def test_breadcrumbs_name_the_pages_above(client: Client, tree: Tree) -> None:
    parent = tree.editorial_page("aide", "Aide")
    parent.add_child(instance=type(parent)(title="Déposer", slug="deposer"))
    page = read(client, "/aide/deposer/")
    trail = page[page.index("breadcrumbs") : page.index("<main")]
    assert '<a href="/">Accueil</a>' in trail
    assert '<a href="/aide/">Aide</a>' in trail
    assert 'aria-current="page">Déposer' in trail


@pytest.mark.parametrize("closed", ["root", "home", "parent", "page"])
def test_a_page_closed_anywhere_above_is_closed(
    client: Client, tree: Tree, closed: str
) -> None:
    parent = tree.editorial_page("aide", "Aide")
    page = type(parent)(title="Réservé", slug="reserve")
    parent.add_child(instance=page)
    where: dict[str, Any] = {
        "root": Page.get_first_root_node(),
        "home": tree.home,
        "parent": parent,
        "page": page,
    }
    PageViewRestriction.objects.create(page=where[closed], restriction_type="login")
    answer = client.get("/aide/reserve/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/connexion/?next=/aide/reserve/"


@pytest.mark.parametrize("closed", ["root", "home"])
def test_the_home_page_may_be_closed_too(client: Client, tree: Tree, closed: str) -> None:
    assert client.get("/").status_code == 200
    page = {"root": Page.get_first_root_node(), "home": tree.home}[closed]
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/connexion/?next=/"


def test_a_closed_project_is_in_no_list(client: Client, tree: Tree) -> None:
    project = tree.project_page("Un projet secret")
    PageViewRestriction.objects.create(page=project, restriction_type="login")
    for address in ("/projets/", "/plan-du-site/"):
        assert "Un projet secret" not in read(client, address)


def test_an_alias_of_a_closed_page_is_closed(client: Client, tree: Tree) -> None:
    source = tree.editorial_page("source", "Réservé")
    source.create_alias(update_slug="copie", parent=tree.home)
    assert client.get("/copie/").status_code == 200
    PageViewRestriction.objects.create(page=source, restriction_type="login")
    assert client.get("/copie/").status_code == 302


def test_an_alias_of_a_closed_project_is_in_no_list(client: Client, tree: Tree) -> None:
    project = tree.project_page("Un projet secret")
    project.create_alias(update_slug="copie", parent=tree.projects)
    assert read(client, "/projets/").count("Un projet secret") == 2
    PageViewRestriction.objects.create(page=project, restriction_type="login")
    assert "Un projet secret" not in read(client, "/projets/")


# --- Around every page ---------------------------------------------------------------


def test_the_plan_lists_every_public_page(client: Client, tree: Tree) -> None:
    tree.council_page(CouncilFactory(name="Drouot", slug="drouot"))
    tree.editorial_page("aide", "Aide")
    tree.editorial_page("brouillon", "Brouillon").unpublish()
    page = read(client, "/plan-du-site/")
    for address in ("/", "/conseils/", "/conseils/drouot/", "/aide/", "/demandes/"):
        assert f'href="{address}"' in page, address
    assert "Brouillon" not in page


def test_the_plan_takes_the_same_queries_with_many_pages(
    client: Client, tree: Tree, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        tree.editorial_page(f"page-{number}", f"Page {number}")
    with django_assert_max_num_queries(5):
        read(client, "/plan-du-site/")


def test_the_footer_has_the_pages_that_the_law_requires(client: Client, tree: Tree) -> None:
    page = read(client, "/")
    footer = page[page.index("<footer") :]
    for address in (
        "/comment-ca-marche/",
        "/aide/",
        "/contact/",
        "/plan-du-site/",
        "/accessibilite/",
        "/mentions-legales/",
        "/donnees-personnelles/",
    ):
        assert f'href="{address}"' in footer
    assert "Accessibilité\u00a0: non conforme" in footer


def test_the_header_speaks_the_towns_words_and_says_where_one_is() -> None:
    town = TownSettings(council_plural="assemblées de quartier")
    links = navigation.header(town, "/conseils/drouot/")
    assert links[0].label == "Assemblées de quartier"
    assert [link.current for link in links] == ["true", "", "", "", "", ""]
    assert navigation.header(town, "/projets/")[3].current == "page"


def test_a_page_that_uses_nothing_pays_no_query(django_assert_num_queries: Any) -> None:
    TownSettings.load()
    with django_assert_num_queries(0):
        context = context_processors.page(RequestFactory().get("/"))
    with django_assert_num_queries(1):
        assert context["town"].name == "Mulhouse"
        assert context["nav"][0].label == "Conseils participatifs"
        assert context["town"].council_singular


def test_a_simulated_date_is_said(settings: Any) -> None:
    assert context_processors.clock_note() == ""
    settings.CLOCK_OFFSET_DAYS = 14
    assert context_processors.clock_note().startswith("Date simulée\u00a0: ")
