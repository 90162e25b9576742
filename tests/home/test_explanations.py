"""The pages that explain: circuits, stories, glossary, facts of the law; and the warnings."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.template import engines
from django.urls import reverse

from circuits import actions
from circuits.actions.circuit import activate_circuit
from circuits.catalogue import request_definition
from circuits.catalogue_offers import offer_definition
from circuits.models import CircuitVersion, Dossier
from home.first_words import link_first
from home.legal_facts import load
from home.legal_groups import GROUPS, PAGES, conformity
from home.models import EditorialPage, GlossaryPage, GlossaryTerm, StoryIndexPage, StoryPage
from home.panels import all_gaps
from participation.groups import ensure_groups
from participation.models import User
from search.models import Document
from tests.factories import World, paris
from tests.factories.offers import OfferWorld
from tests.factories.pages import Tree, build_tree, picture
from tests.strict import StrictClient, signed_in

pytestmark = pytest.mark.django_db
START = paris(2026, 4, 2)
LATER = paris(2026, 5, 4)


@pytest.fixture
def tree(db: None) -> Tree:
    return build_tree()


def blocks(*pairs: tuple[str, Any]) -> str:
    return json.dumps([{"type": kind, "value": value} for kind, value in pairs])


def words(answer: Any) -> str:
    """The page without its tags, spaces as one."""
    page = re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("&#x27;", "’")
    return re.sub(r"\s+", " ", page.replace("\u00a0", " ").replace("\u202f", " "))


def read(address: str) -> str:
    answer = StrictClient().get(address)
    assert answer.status_code == 200, address
    return words(answer)


# --- Comment ça marche ---------------------------------------------------------------


def test_the_page_follows_the_circuit_that_the_agence_activates(
    tree: Tree, world: World, django_assert_max_num_queries: Any
) -> None:
    tree.editorial_page(
        "comment-ca-marche",
        "Comment ça marche",
        body=blocks(
            ("circuit", {"title": "Le chemin d’une demande", "kind": "demande"}),
            ("circuit", {"title": "Le chemin d’une offre", "kind": "offre"}),
            ("reasons", {"which": "demande:refusal_reasons"}),
        ),
    )
    page = read("/comment-ca-marche/")
    assert "17 jours ouvrés au plus" in page
    assert "au plus tard 2 mois après le dépôt" in page
    assert "La Ville n’est pas compétente" in page
    assert "Ce chemin n’est pas encore ouvert" in page, "no circuit of offers yet"

    changed = request_definition(without=frozenset({"A2"}))
    study = next(row for row in changed["steps"] if row["code"] == "A3")
    changed["steps"] = [
        {**row, "delay": 12} if row == study else row for row in changed["steps"]
    ]
    changed["refusal_reasons"] = [
        *changed["refusal_reasons"],
        {"code": "season", "label": "Pas en cette saison"},
    ]
    draft = CircuitVersion.objects.create(
        kind="demande", name=world.circuit.name, number=2, definition=changed
    )
    assert "12 jours ouvrés" not in read("/comment-ca-marche/"), "a draft promises nothing"
    activate_circuit(draft, at=LATER)
    offers = CircuitVersion.objects.create(
        kind="offre", name="Circuit des offres", number=1, definition=offer_definition()
    )
    activate_circuit(offers, at=LATER)
    with django_assert_max_num_queries(12):
        page = read("/comment-ca-marche/")
    assert "12 jours ouvrés au plus" in page
    assert "17 jours ouvrés" not in page
    assert "En cours d’attribution" not in page
    assert "Pas en cette saison" in page
    assert "Suites données" in page
    assert "pas encore ouvert" not in page

    CircuitVersion.objects.update(retired_at=LATER)
    page = read("/comment-ca-marche/")
    assert page.count("Ce chemin n’est pas encore ouvert") == 2


# --- De l’idée au banc ---------------------------------------------------------------


@pytest.fixture
def ended(world: World) -> Dossier:
    """Answered, then the council takes note of it."""
    with time_machine.travel(START, tick=True):
        dossier = world.answered(START)
        actions.proofread(dossier.pk, by=world.agency, at=START)
    actions.acknowledge_answer(dossier.pk, by=world.referent, at=LATER)
    dossier.refresh_from_db()
    return dossier


def story(tree: Tree, dossier: Dossier, **fields: Any) -> StoryPage:
    index = StoryIndexPage.objects.first()
    if index is None:
        index = StoryIndexPage(title="De l’idée au banc", slug="de-l-idee-au-banc")
        tree.home.add_child(instance=index)
    page = StoryPage(
        title="Un passage repeint",
        slug="un-passage",
        dossier=dossier,
        intro="Tout part d’un matin de pluie.",
        photo=picture(),
        photo_alt="Le passage repeint",
        conclusion=blocks(("paragraph", "<p>Un chiffre vaut mieux qu’une lettre.</p>")),
        **fields,
    )
    index.add_child(instance=page)
    page.save_revision().publish()
    return page


STORY = "/de-l-idee-au-banc/un-passage/"


def test_a_story_is_told_from_the_public_record(
    tree: Tree, world: World, ended: Dossier, django_assert_max_num_queries: Any
) -> None:
    story(tree, ended)
    StrictClient().get(STORY)
    with django_assert_max_num_queries(12):
        page = read(STORY)
    for said in (
        "Tout part d’un matin de pluie.",
        ended.label,
        str(world.council),
        f"Confiée au service {world.service}.",
        "La Ville répond",
        "Le passage piéton sera repeint au printemps.",
        f"{world.council} prend acte de la réponse.",
        "Un chiffre vaut mieux qu’une lettre.",
        "2 avril 2026",
        "Aucune : chacun a agi à temps",
    ):
        assert said in page, said
    assert str(world.holder) not in page
    with django_assert_max_num_queries(12):
        assert "Un passage repeint" in read("/de-l-idee-au-banc/")
    actions.reopen(ended.pk, by=world.agency, at=LATER, reason="La peinture est partie.")
    assert "l’histoire n’est pas finie" in read(STORY)


def test_a_dossier_that_is_hidden_takes_its_story_away(
    tree: Tree, world: World, ended: Dossier
) -> None:
    page = story(tree, ended)
    key = f"page-{page.pk}"
    assert Document.objects.filter(key=key).exists()
    actions.hide_text(ended.pk, by=world.agency, at=LATER, reason="Un nom y figure.")
    assert StrictClient().get(STORY).status_code == 404
    assert "Un passage repeint" not in read("/de-l-idee-au-banc/")
    assert "Un passage repeint" not in read("/plan-du-site/")
    assert not Document.objects.filter(key=key).exists()
    page.refresh_from_db()
    assert page.warnings() == [
        f"Cette page n’est plus montrée au public. Le texte de {ended.label} est masqué."
    ]


@pytest.mark.parametrize("visibility", ["private", "members"])
def test_a_dossier_that_closes_itself_is_told_to_nobody(
    tree: Tree, world: World, ended: Dossier, visibility: str
) -> None:
    page = story(tree, ended)
    # Whatever changed the row: no listener was told.
    Dossier.objects.filter(pk=ended.pk).update(visibility=visibility)
    for client in (StrictClient(), signed_in(world.agency)):
        assert client.get(STORY).status_code == 404
        assert "Un passage repeint" not in words(client.get("/de-l-idee-au-banc/"))
    with pytest.raises(ValidationError):
        page.photo_alt = ""
        page.full_clean()


def test_a_demande_that_was_never_answered_has_a_short_story(tree: Tree, world: World) -> None:
    dossier = world.deposit(START)
    actions.proofread(dossier.pk, by=world.agency, at=START)
    actions.withdraw(dossier.pk, by=world.referent, at=LATER)
    dossier.refresh_from_db()
    story(tree, dossier)
    page = read(STORY)
    assert "Le conseil demande" in page
    assert "La Ville répond" not in page
    assert "Retirée" in page
    assert "None" not in page


def test_an_offer_is_told_with_each_council_and_what_came_of_it(
    tree: Tree, db: None, django_assert_max_num_queries: Any
) -> None:
    town = OfferWorld()
    offer = town.heard(START)
    town.publish_follow_up(offer, LATER)
    town.publish_assessment(offer, LATER)
    offer.refresh_from_db()
    story(tree, offer)
    StrictClient().get(STORY)
    with django_assert_max_num_queries(12):
        page = read(STORY)
    for said in ("Les conseils en parlent", "Ce que la Ville en a fait", str(town.council)):
        assert said in page, said


def number_refused(page: StoryPage, number: str) -> str:
    kind = StoryPage.get_edit_handler().get_form_class()
    typed = {"number": number, "title": "Un titre", "slug": "un-titre", "intro": "Une idée."}
    form = kind({**typed, "conclusion-count": "0"}, instance=page)
    form.is_valid()
    return str(form.errors.get("number", ""))


def test_the_agence_names_an_ended_public_dossier_by_its_number(
    tree: Tree, world: World, ended: Dossier
) -> None:
    page = StoryPage(title="", owner=world.agency)
    open_one = world.deposit(LATER)
    hidden = world.answered(LATER, visibility="private")
    assert number_refused(page, ended.label) == ""
    assert page.dossier.pk == ended.pk
    assert number_refused(page, f"  {ended.label.lower()} ") == ""
    assert "Écrivez un numéro" in number_refused(page, "banc")
    assert "Aucun dossier" in number_refused(page, "demande 1999-001")
    assert "n’est pas lisible par tout le monde" in number_refused(page, hidden.label)
    assert "n’a pas encore été relu" in number_refused(page, open_one.label)
    actions.proofread(open_one.pk, by=world.agency, at=LATER)
    assert "n’est pas terminé" in number_refused(page, open_one.label)


def test_the_agence_writes_a_story_in_the_back_office(
    tree: Tree, world: World, ended: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")
    index = StoryIndexPage(title="De l’idée au banc", slug="de-l-idee-au-banc")
    tree.home.add_child(instance=index)
    ensure_groups()
    agency = signed_in(User.objects.get(pk=world.agency.pk))
    add = reverse("wagtailadmin_pages:add", args=["home", "storypage", index.pk])
    forms = {f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM")}
    typed = {
        "title": "Un passage repeint",
        "slug": "un-passage",
        "number": "demande 1999-001",
        "intro": "Tout part d’un matin de pluie.",
        "conclusion-count": "0",
        "action-publish": "1",
        **forms,
    }
    refused = words(agency.post(add, typed))
    assert "Aucun dossier public n’a ce numéro." in refused
    assert "Tout part d’un matin de pluie." in refused, "nothing typed is lost"
    assert agency.post(add, {**typed, "number": ended.label}).status_code == 302
    assert StoryPage.objects.get().dossier.pk == ended.pk
    assert "La Ville répond" in read(STORY)


# --- Les pages de la loi --------------------------------------------------------------


@pytest.fixture
def legal(tree: Tree) -> dict[str, EditorialPage]:
    """Every page of the law, with its blocks and no fact."""
    return {
        slug: tree.editorial_page(
            slug, title, body=blocks(*(("facts", {"group": g, "title": ""}) for g in groups))
        )
        for slug, (title, groups) in PAGES.items()
    }


def test_what_is_not_known_is_silent_in_public_and_named_to_the_agence(
    legal: dict[str, EditorialPage],
) -> None:
    page = read("/mentions-legales/")
    for absent in ("Éditeur", "Hébergeur", "compléter", "Non renseigné", "None"):
        assert absent not in page, absent
    assert "Ce site est non conforme" in read("/accessibilite/")
    gaps = {gap.title: gap.missing for gap in all_gaps()}
    assert gaps["Mentions légales"] == (
        "éditeur du site",
        "adresse de l’éditeur",
        "téléphone de l’éditeur",
        "directrice ou directeur de la publication",
        "hébergeur",
        "adresse de l’hébergeur",
        "téléphone de l’hébergeur",
    )
    assert "adresse électronique du délégué" in gaps["Données personnelles"]
    assert "taux de conformité, en pour cent" in gaps["Déclaration d’accessibilité"]
    assert "Contact" not in gaps

    facts = load()
    facts.host_name, facts.publisher_name = "Les Hébergeurs unis", "Ville d’Essai <b>"
    facts.dpo_email = "donnees@ville.exemple.fr"
    facts.save()
    page = read("/mentions-legales/")
    assert "Hébergeur" in page
    assert "Les Hébergeurs unis" in page
    assert "Ville d’Essai &lt;b&gt;" in page
    assert "SIRET" not in page
    assert "donnees@ville.exemple.fr" in read("/donnees-personnelles/")
    gaps = {gap.title: gap.missing for gap in all_gaps()}
    assert "hébergeur" not in gaps["Mentions légales"]


def test_the_agence_is_warned_on_its_first_screen_and_on_the_page(
    legal: dict[str, EditorialPage], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Wagtail's templates use what may not exist, which our tests mark.
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")
    ensure_groups()
    agency = signed_in(User.objects.get(pk=world.agency.pk))
    legal["aide"].delete()
    body = blocks(("paragraph", "<p>Hébergeur : [à compléter]</p>"))
    legal["mentions-legales"].body = body
    legal["mentions-legales"].save_revision().publish()
    home = words(agency.get("/admin/"))
    assert "Pages à compléter" in home
    assert "la page elle-même, à l’adresse /aide/" in home
    assert "le bloc « Hébergeur »" in home
    assert "la fin d’un texte resté « à compléter »" in home
    edit = reverse("wagtailadmin_pages:edit", args=[legal["accessibilite"].pk])
    assert "Cette page est incomplète. Il manque : date de l’audit" in words(agency.get(edit))
    facts = words(
        agency.get(reverse("wagtailsettings:edit", args=["home", "legalsettings"]), follow=True)
    )
    assert "Il manque : éditeur du site" in facts
    assert "directrice ou directeur de la publication" in facts


@pytest.mark.parametrize(
    ("rate", "audited", "state"),
    [
        (None, None, "non conforme"),
        ("49.99", date(2026, 1, 5), "non conforme"),
        ("50", date(2026, 1, 5), "partiellement conforme"),
        ("100", date(2026, 1, 5), "totalement conforme"),
        ("100", date(2023, 1, 5), "non conforme"),
    ],
)
def test_the_mention_of_accessibility_is_the_one_of_a_valid_audit(
    legal: dict[str, EditorialPage], rate: str | None, audited: date | None, state: str
) -> None:
    facts = load()
    facts.rate = Decimal(rate) if rate else None
    facts.audited_on, facts.audited_by = audited, "Un organisme"
    facts.save()
    with time_machine.travel(START, tick=True):
        assert conformity(facts) == state
        page = read("/accessibilite/")
        assert f"Accessibilité : {state}" in page, "the footer, on every page"
        assert f"Ce site est {state}" in page
        if rate == "49.99":
            assert "49,99 % des critères" in page
        if audited and audited.year == 2023:
            assert "a plus de trois ans" in page
            gaps = {gap.title: gap.missing for gap in all_gaps()}
            assert "un audit de moins de trois ans" in gaps["Déclaration d’accessibilité"]


def test_facts_that_cannot_be_are_refused_in_french() -> None:
    facts = load()
    facts.rate = Decimal(80)
    facts.publisher_phone, facts.publisher_siret = "peut-être", "123"
    with pytest.raises(ValidationError) as refused:
        facts.full_clean()
    said = refused.value.message_dict
    assert "Écrivez un numéro avec des chiffres" in said["publisher_phone"][0]
    assert "quatorze chiffres" in said["publisher_siret"][0]
    assert said["audited_on"] == ["De quel jour est l’audit qui donne ce taux\u00a0?"]
    facts.publisher_phone, facts.publisher_siret = "+33 3 89 00 00 10", "217 002 243 00019"
    facts.audited_on = date(2999, 1, 1)
    with pytest.raises(ValidationError, match="pas encore passée"):
        facts.full_clean()
    facts.audited_on, facts.rate = date(2026, 1, 5), Decimal(101)
    with pytest.raises(ValidationError) as refused:
        facts.full_clean()
    assert list(refused.value.message_dict) == ["rate"]


def test_every_fact_has_a_name_and_belongs_to_one_group() -> None:
    named = [f for group in GROUPS.values() for f in (*group.facts, *group.optional)]
    fields = {f.name for f in load()._meta.fields} - {"id", "town"}
    assert sorted(named) == sorted(fields)


# --- Le glossaire ---------------------------------------------------------------------


def test_words_are_explained_and_linked_where_they_first_appear(tree: Tree) -> None:
    page = GlossaryPage(title="Glossaire", slug="glossaire")
    page.terms = [
        GlossaryTerm(
            name="Jour ouvré", forms="jours ouvrés", definition="La mairie travaille."
        ),
        GlossaryTerm(name="Étape", definition="Une halte."),
        GlossaryTerm(name="Conseil", forms="conseil participatif", definition="Un groupe."),
    ]
    tree.home.add_child(instance=page)
    page.save_revision().publish()
    tree.editorial_page(
        "aide",
        "Aide",
        body=blocks(
            ("heading", {"text": "Une étape", "level": "h2"}),
            ("paragraph", "<p>Cinq jours\u00a0ouvrés, puis dix jours ouvrés.</p>"),
            ("paragraph", "<p>Le <a href='/x/'>conseil</a> ; un conseil participatif.</p>"),
        ),
    )
    answer = StrictClient().get("/aide/").content.decode()
    link = '<a class="word" href="/glossaire/#{}">{}</a>'
    assert link.format("jour-ouvre", "jours\u00a0ouvrés") in answer
    assert answer.count("#jour-ouvre") == 1
    assert link.format("conseil", "conseil participatif") in answer
    assert "#etape" not in answer, "a title is no place for a link"
    glossary = StrictClient().get("/glossaire/").content.decode()
    names = re.findall(r'<div id="([^"]+)">', glossary)
    assert names == ["conseil", "etape", "jour-ouvre"], "é is an e"
    with pytest.raises(ValidationError):
        GlossaryTerm(page=page, name="???", definition="Rien.").full_clean()


def test_links_never_break_the_text() -> None:
    html = '<p title="conseil">un&nbsp;sous-conseil &amp; <b>Conseil</b> conseils</p>'
    assert link_first(html, [("conseil", "c")], "/g/") == html.replace(
        ">Conseil<", '><a class="word" href="/g/#c">Conseil</a><'
    )
    assert link_first(html, [], "/g/") == html
    assert link_first("", [("a", "a")], "/g/") == ""


def test_a_proper_name_is_no_word_of_the_glossary() -> None:
    words = [("Commission", "c")]
    link = '<a class="word" href="/g/#c">{}</a>'
    told = "<p>Dites-le à la Commission nationale, ou à une commission.</p>"
    linked = told.replace("une commission", f"une {link.format('commission')}")
    assert link_first(told, words, "/g/") == linked
    assert link.format("Commission") in link_first("<p>Commission ouverte</p>", words, "/g/")
