"""Council and project pages: their place, their addresses, what they show and hide."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import Page
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    streamfield,
)

from home.models import EditorialPage, HomePage
from participation.models import (
    Commission,
    CouncilIndexPage,
    CouncilPage,
    Mandate,
    ProjectIndexPage,
    ProjectPage,
    ProjectStage,
    Quarter,
    TownSettings,
)
from participation.templatetags.participation_tags import euros
from tests.factories.models import CouncilFactory, TerritoryFactory, UserFactory
from tests.factories.pages import Tree, build_tree, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(db: None) -> Tree:
    return build_tree()


def read(client: Any, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def without_tags(html: str) -> str:
    text = unescape(re.sub(r"<[^>]+>", "", html))
    return re.sub(r"[ \n]+", " ", text)


class TestPlaces(WagtailPageTestCase):
    """Which page may stand under which."""

    def test_councils_and_projects_stand_under_their_lists(self) -> None:
        self.assertAllowedSubpageTypes(CouncilIndexPage, {CouncilPage})
        self.assertAllowedSubpageTypes(ProjectIndexPage, {ProjectPage})
        self.assertAllowedParentPageTypes(CouncilPage, {CouncilIndexPage})
        self.assertAllowedParentPageTypes(ProjectPage, {ProjectIndexPage})
        self.assertAllowedParentPageTypes(CouncilIndexPage, {HomePage})
        self.assertAllowedParentPageTypes(HomePage, {Page})

    def test_there_is_one_list_of_each(self) -> None:
        tree = build_tree()
        for model in (CouncilIndexPage, ProjectIndexPage):
            assert not model.can_create_at(tree.home)
        assert EditorialPage.can_create_at(tree.home)

    def form_of(self, page: Page) -> Any:
        fields = {"title": page.title, "slug": page.slug, "intro": "Bonjour."}
        if hasattr(page, "body"):
            fields["body"] = streamfield([])
        if isinstance(page, CouncilPage):
            fields |= {"council": page.council_id, "papers": inline_formset([])}
        if isinstance(page, ProjectPage):
            parts = ("stages", "changes", "views", "promises")
            fields |= {"led_by": "city", **{part: inline_formset([]) for part in parts}}
        return nested_form_data({**fields, "comments": inline_formset([])})

    def test_every_page_type_can_be_edited_and_previewed(self) -> None:
        tree = build_tree()
        council = tree.council_page(CouncilFactory())
        project = tree.project_page()
        help_page = tree.editorial_page("aide", "Aide")
        # Wagtail's assertions sign in by themselves, without second factor.
        with mock.patch("participation.middleware.used_second_factor"):
            for page in (tree.home, tree.councils, council, project, help_page):
                self.assertPageIsEditable(page, self.form_of(page))
                self.assertPageIsPreviewable(page, post_data=self.form_of(page))
                self.assertPageIsRenderable(page)


# --- Councils ------------------------------------------------------------------------


def test_the_address_of_a_council_page_is_the_one_of_its_council(tree: Tree) -> None:
    council = CouncilFactory(name="Drouot – Barbanègre", slug="drouot")
    page = tree.council_page(council, slug="autre-chose")
    assert page.slug == "drouot"
    assert page.get_url() == council.get_absolute_url() == "/conseils/drouot/"


def test_a_council_page_tells_what_the_council_is(client: Any, tree: Tree) -> None:
    council = CouncilFactory(name="Bourtzwiller", meeting_place="62 rue de Soultz", accent=4)
    Quarter.objects.create(territory=council.territory, name="Cité de Bourtzwiller")
    Commission.objects.create(council=council, name="Commission cadre de vie")
    tree.council_page(council, intro="Un esprit de village.")
    page = read(client, council.get_absolute_url())
    for words in (
        "<h1>Bourtzwiller</h1>",
        "Un esprit de village.",
        "Cité de Bourtzwiller",
        "62 rue de Soultz",
        "Commission cadre de vie",
        "Conseil participatif",
        "Périmètre indicatif",
        "Créé le 1er janvier 2016".replace(" ", "\u00a0").replace(
            "Créé\u00a0le\u00a0", "Créé le "
        ),
    ):
        assert words in page, words
    assert "accent-4" in page


def test_what_a_council_is_called_is_a_setting(client: Any, tree: Tree) -> None:
    town = TownSettings.load()
    town.council_singular, town.council_plural = "assemblée citoyenne", "assemblées"
    town.save()
    council = CouncilFactory()
    tree.council_page(council)
    page = read(client, council.get_absolute_url())
    assert "Assemblée citoyenne" in page
    assert "Assemblées" in page


def test_members_are_shown_as_far_as_each_accepts(client: Any, tree: Tree) -> None:
    council = CouncilFactory(association_seats=2, shop_seats=1)
    tree.council_page(council)
    portrait = picture("Portrait")
    for name, fields in (
        ("Nadia", {"role": "referent", "show_name": True}),
        ("Zoé", {"show_name": True, "show_photo": True, "photo": portrait}),
        ("René", {"role": "deputy"}),
        ("Fatih", {"role": "referent", "show_name": True, "ends_on": date(2020, 1, 1)}),
        ("Aïcha", {"college": "association", "represents": "Les Jardins d’Aÿ"}),
        ("Karim", {"college": "shop", "represents": "Boulangerie Karim"}),
    ):
        Mandate.objects.create(
            council=council,
            user=UserFactory(first_name=name, last_name=f"Nom{name}"),
            starts_on=date(2019, 1, 1),
            **fields,
        )
    page = read(client, council.get_absolute_url())
    assert page.index("Nadia NomNadia") < page.index("Zoé NomZoé")
    assert page.count('class="person__photo"') == 1
    for hidden in ("NomRené", "NomFatih", "NomAïcha", "NomKarim", "Boulangerie"):
        assert hidden not in page, hidden
    words = without_tags(page)
    # An association is nobody in particular, a shop is often one person's.
    assert "Les Jardins d’Aÿ" in words
    assert "Associations (2 sièges)" in words
    assert "1 siège à pourvoir" in words
    assert words.count("1 membre dont le nom ne paraît pas") == 2


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"show_photo": True}, "show_name"),
        ({"show_name": True, "photo": True}, "show_photo"),
        ({"college": "shop", "represents": " "}, "represents"),
    ],
)
def test_consent_comes_first(db: None, fields: dict[str, Any], field: str) -> None:
    if "photo" in fields:
        fields = {**fields, "photo": picture()}
    mandate = Mandate(
        council=CouncilFactory(), user=UserFactory(), starts_on=date(2026, 1, 1), **fields
    )
    with pytest.raises(ValidationError) as refused:
        mandate.full_clean()
    assert list(refused.value.message_dict) == [field]
    if field != "represents":
        with pytest.raises(IntegrityError), transaction.atomic():
            mandate.save()


def test_a_dissolved_council_says_what_it_became(client: Any, tree: Tree) -> None:
    heir = CouncilFactory(name="Manufactures", slug="manufactures")
    old = CouncilFactory(
        name="Fonderie",
        slug="fonderie",
        dissolved_on=date(2024, 3, 2),
        successor=heir,
    )
    tree.council_page(old)
    tree.council_page(heir)
    words = without_tags(read(client, "/conseils/fonderie/"))
    assert "dissous le 2\u00a0mars\u00a02024\u202f; il est devenu Manufactures" in words
    heir_words = without_tags(read(client, "/conseils/manufactures/"))
    assert "A succédé à Fonderie (dissous le 2\u00a0mars\u00a02024)" in heir_words
    assert 'id="contact"' not in read(client, "/conseils/fonderie/")
    listed = read(client, "/conseils/")
    assert "Anciens conseils" in listed
    drawn = listed.split("Anciens conseils")[0]
    assert "Fonderie" not in drawn
    assert "/conseils/manufactures/" in drawn


def test_the_list_draws_each_council_once_and_links_it(client: Any, tree: Tree) -> None:
    for name in ("Drouot", "Bourtzwiller"):
        tree.council_page(CouncilFactory(name=name, slug=name.lower()))
    page = read(client, "/conseils/")
    assert page.count('class="map__area"') == 2
    for name in ("Drouot", "Bourtzwiller"):
        assert page.count(f'href="/conseils/{name.lower()}/"') == 2
    assert page.index(">Bourtzwiller</a>") < page.index(">Drouot</a>")


def test_the_list_takes_the_same_queries_with_many_councils(
    client: Any, tree: Tree, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        council = CouncilFactory(territory=TerritoryFactory())
        Quarter.objects.create(territory=council.territory, name=f"Quartier {number}")
        tree.council_page(council)
    client.get("/conseils/")
    with django_assert_max_num_queries(10):
        client.get("/conseils/")


def test_a_council_page_with_all_it_has_takes_few_queries(
    client: Any, tree: Tree, django_assert_max_num_queries: Any, monkeypatch: Any
) -> None:
    council = CouncilFactory()
    tree.council_page(council, photo=picture(), photo_alt="La place")
    for number in range(5):
        Commission.objects.create(council=council, name=f"Commission {number}")
        project = tree.project_page(
            f"Projet {number}",
            led_by="council",
            council=council,
            hero_image=picture(),
            hero_alt="Un plan",
        )
        ProjectStage.objects.create(page=project, name="Étude", state="here")
    client.get(council.get_absolute_url())
    with django_assert_max_num_queries(12):
        client.get(council.get_absolute_url())


def test_an_unpublished_council_page_is_not_found(client: Any, tree: Tree) -> None:
    council = CouncilFactory()
    tree.council_page(council).unpublish()
    assert client.get(council.get_absolute_url()).status_code == 404


def test_a_council_with_a_page_is_not_deleted(tree: Tree) -> None:
    council = CouncilFactory()
    tree.council_page(council)
    with pytest.raises(Exception, match="protected"):
        council.delete()


# --- Projects ------------------------------------------------------------------------


def test_a_project_of_a_council_names_it() -> None:
    project = ProjectPage(title="Jardin", slug="jardin", led_by="council")
    with pytest.raises(ValidationError, match="Choisissez le conseil"):
        project.clean()


def test_sql_refuses_a_project_of_no_council(tree: Tree) -> None:
    page = tree.project_page(led_by="city")
    with pytest.raises(IntegrityError), transaction.atomic():
        ProjectPage.objects.filter(pk=page.pk).update(led_by="both")


def test_an_image_needs_its_description(tree: Tree) -> None:
    project = ProjectPage(title="Jardin", slug="jardin", hero_image=picture())
    with pytest.raises(ValidationError, match="Décrivez l’image"):
        project.clean()


def test_a_project_shows_its_stages_in_words_and_its_money(client: Any, tree: Tree) -> None:
    council = CouncilFactory(name="Drouot", slug="drouot")
    project = tree.project_page(
        "Le square Drouot",
        led_by="both",
        council=council,
        intro="Un square pour toutes et tous.",
        announced_amount=Decimal(125000),
        spent_amount=Decimal("1250.50"),
        hero_image=picture(),
        hero_alt="Le square vu d’en haut",
    )
    for order, (name, state) in enumerate(
        [("Étude", "done"), ("Chantier", "here"), ("Ouverture", "to_come")]
    ):
        ProjectStage.objects.create(
            page=project, sort_order=order, name=name, state=state, when="automne 2026"
        )
    page = read(client, project.get_url())
    words = without_tags(page)
    assert "Projet porté par Drouot et la Ville" in words
    assert "automne 2026, terminée Étude" in words
    assert "automne 2026, en cours Chantier" in words
    assert "automne 2026, à venir Ouverture" in words
    assert "125\u202f000\u00a0€" in page
    assert "1\u202f250,50\u00a0€" in page
    images = re.findall(r"<img[^>]*>", page)
    assert images
    for image in images:
        assert 'loading="lazy"' in image
        assert re.search(r'width="\d+"', image)
        assert re.search(r'height="\d+"', image)
        assert 'alt="Le square vu d’en haut"' in image


def test_the_list_of_projects_takes_the_same_queries_with_many(
    client: Any, tree: Tree, django_assert_max_num_queries: Any
) -> None:
    for number in range(8):
        project = tree.project_page(f"Projet {number}", hero_image=picture(), hero_alt="x")
        ProjectStage.objects.create(page=project, name="Étude", state="here")
    client.get("/projets/")
    with django_assert_max_num_queries(12):
        page = read(client, "/projets/")
    assert page.count("Étude (en cours)") == 8


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "0\u00a0€"),
        ("999.00", "999\u00a0€"),
        ("1000", "1\u202f000\u00a0€"),
        ("1234567.80", "1\u202f234\u202f567,80\u00a0€"),
    ],
)
def test_amounts_are_written_in_french(amount: str, words: str) -> None:
    assert euros(Decimal(amount)) == words


# --- Blocks --------------------------------------------------------------------------

EVERY_BLOCK: list[tuple[str, Any]] = [
    ("heading", {"text": "Un titre de bloc", "level": "h2"}),
    ("heading", {"text": "Un sous-titre", "level": "h3"}),
    ("paragraph", "<p>Un texte <b>en gras</b>.</p>"),
    ("list", {"items": ["<p>Une ligne</p>"], "ordered": True}),
    ("callout", {"title": "À savoir", "text": "<p>Un encadré</p>"}),
    ("steps", {"steps": [{"title": "Écrire", "text": ""}, {"title": "Déposer", "text": ""}]}),
    (
        "contact",
        {
            "name": "L’Agence",
            "address": "33a avenue de Colmar",
            "email": "agence@ville.exemple.fr",
            "phone": "03 89 00 00 10",
            "hours": "9 h – 12 h",
        },
    ),
]


def test_a_sub_heading_follows_a_heading() -> None:
    block = EditorialPage.body.field.stream_block
    levels = {"h2": "Titre", "h3": "Sous-titre"}

    def body(*order: str) -> Any:
        return block.to_python(
            [{"type": "heading", "value": {"text": levels[o], "level": o}} for o in order]
        )

    assert len(block.clean(body("h2", "h3", "h3"))) == 3
    with pytest.raises(ValidationError):
        block.clean(body("h3", "h2"))


def test_every_block_has_its_words_on_the_page(client: Any, tree: Tree) -> None:
    image = picture()
    figure = {
        "image": {"image": image.pk, "alt_text": "Une rue", "decorative": False},
        "caption": "La rue de Soultz",
    }
    table = {
        "caption": "Un tableau",
        "columns": [{"type": "text", "heading": "Service"}],
        "rows": [{"values": ["Voirie"]}],
    }
    blocks = [*EVERY_BLOCK, ("figure", figure), ("table", table)]
    body = [{"type": kind, "value": value} for kind, value in blocks]
    page = EditorialPage(title="Tout", slug="tout")
    page.body = page.body.stream_block.to_python(body)
    tree.home.add_child(instance=page)
    html = read(client, "/tout/")
    for words in (
        "Un titre de bloc",
        "<b>en gras</b>",
        "Une ligne",
        "À savoir",
        "Un encadré",
        "Déposer",
        "mailto:agence@ville.exemple.fr",
        "La rue de Soultz",
        'alt="Une rue"',
        "<caption>Un tableau</caption>",
        "Voirie",
    ):
        assert words in html, words
