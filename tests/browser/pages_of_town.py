"""The Wagtail pages of the browser tests: one of each kind, with every block."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from circuits.models import Dossier
from home.models import GlossaryPage, GlossaryTerm, StoryIndexPage, StoryPage
from participation.models import (
    Commission,
    Council,
    CouncilPaper,
    Mandate,
    ProjectChange,
    ProjectPage,
    ProjectPromise,
    ProjectStage,
    ProjectView,
    WorksBudget,
    WorksLine,
)
from tests.factories.models import UserFactory
from tests.factories.pages import Tree, build_tree, picture

# The addresses of the footer, which every page links.
EDITORIAL = {
    "aide": "Aide",
    "contact": "Contact",
    "accessibilite": "Accessibilité",
    "mentions-legales": "Mentions légales",
    "donnees-personnelles": "Données personnelles",
}
Block = dict[str, Any]
# What the site tells by itself, on the page « Comment ça marche ».
SITE_BLOCKS = [
    {"type": "circuit", "value": {"title": "Le chemin d’une demande", "kind": "demande"}},
    {"type": "circuit", "value": {"title": "Le chemin d’une offre", "kind": "offre"}},
    {"type": "reasons", "value": {"which": "demande:refusal_reasons"}},
    {"type": "facts", "value": {"group": "agency", "title": ""}},
    {"type": "facts", "value": {"group": "accessibility", "title": ""}},
]


def block(kind: str, value: Any) -> Block:
    return {"type": kind, "value": value}


def make_pages(councils: list[Council]) -> Tree:
    """Home, councils, projects and editorial pages, all published."""
    tree = build_tree()
    photo = picture()
    every_block = _every_block(photo)
    for council in councils:
        page = tree.council_page(council, intro="Un conseil ouvert à toutes et à tous.")
        if council == councils[0]:
            page.photo, page.photo_alt = photo, "La place vue du clocher"
            page.body = json.dumps(every_block[:3])
            page.papers = [
                CouncilPaper(document=get_document_model().objects.get(), day=date(2026, 1, 5))
            ]
            _council_facts(council, photo)
            page.save_revision().publish()
    if councils:
        _projects(tree, councils, photo)
    for slug, title in EDITORIAL.items():
        tree.editorial_page(slug, title)
    how = tree.editorial_page(
        "comment-ca-marche",
        "Comment ça marche",
        intro="Un conseil demande, la Ville répond à une date connue de tous.",
        body=json.dumps([*every_block, *SITE_BLOCKS]),
    )
    _glossary(tree)
    _home(tree, how.pk)
    return tree


def _council_facts(council: Council, photo: Any) -> None:
    """Members, reserved seats, a commission and two years of works."""
    Council.objects.filter(pk=council.pk).update(association_seats=2, shop_seats=1)
    named: dict[str, Any] = {
        "starts_on": date(2020, 1, 1),
        "council": council,
        "show_name": True,
    }
    Mandate.objects.create(user=UserFactory(), show_photo=True, photo=photo, **named)
    Mandate.objects.create(
        user=UserFactory(), college="association", represents="Les Jardins d’Aÿ", **named
    )
    Commission.objects.create(
        council=council, name="Place", purpose="Elle suit la place.", joining="Le mercredi."
    )
    for year in (2025, 2026):
        budget = WorksBudget.objects.create(
            council=council, year=year, voted=52000, note="Rien de caché."
        )
        WorksLine.objects.create(
            budget=budget, label="Bancs et bacs", committed=60000, spent=Decimal("4250.50")
        )


def _project_parts(page: ProjectPage, photo: Any) -> None:
    """What changed, before and after, promises of each kind."""
    ProjectChange.objects.create(page=page, day=date(2026, 1, 5), text="On s’y assoit.")
    views = {"before": photo, "before_alt": "Du goudron"}
    ProjectView.objects.create(page=page, place="La place", **views)
    ProjectView.objects.create(
        page=page, place="L’allée", after=photo, after_alt="Des arbres", **views
    )
    for state in ProjectPromise.State.values:
        ProjectPromise.objects.create(
            page=page, promised="Six bancs", state=state, done="Quatre sont posés."
        )


def make_story(tree: Tree, dossier: Dossier) -> None:
    """« De l’idée au banc »: the list, and one story."""
    index = StoryIndexPage(title="De l’idée au banc", slug="de-l-idee-au-banc")
    tree.home.add_child(instance=index)
    index.save_revision().publish()
    page = StoryPage(
        title="Un panneau qui a mis du temps à trouver sa place",
        slug="histoire",
        dossier=dossier,
        intro="Tout part d’une affiche mouillée.",
        photo=picture(),
        photo_alt="Le panneau, devant le centre",
        conclusion=json.dumps([block("paragraph", "<p>Rien ne remplace une visite.</p>")]),
    )
    index.add_child(instance=page)
    page.save_revision().publish()


def _glossary(tree: Tree) -> None:
    page = GlossaryPage(title="Glossaire", slug="glossaire")
    page.terms = [
        GlossaryTerm(name="Relance", forms="relances", definition="Un message automatique."),
        GlossaryTerm(name="Étape", definition="Une halte du chemin."),
    ]
    tree.home.add_child(instance=page)
    page.save_revision().publish()


def _projects(tree: Tree, councils: list[Council], photo: Any) -> None:
    for number, title in enumerate(
        (
            "La place de la Réunion rendue aux piétons, du théâtre jusqu’au canal",
            "Un verger partagé",
            "Le square des Coquelicots",
        )
    ):
        page = tree.project_page(
            title,
            slug=f"projet-{number}",
            led_by=ProjectPage.Leader.BOTH,
            council=councils[number],
            intro="Des bancs, de l’ombre et une fontaine.",
            hero_image=photo,
            hero_alt="Un plan de la place, avec ses arbres",
            announced_amount=Decimal(125000),
            spent_amount=Decimal("12500.50"),
        )
        _project_parts(page, photo)
        stages = (("Étude", "done"), ("Chantier", "here"), ("Ouverture", "to_come"))
        for order, (name, state) in enumerate(stages):
            ProjectStage.objects.create(
                page=page,
                sort_order=order,
                name=name,
                state=state,
                day=date(2026, 1 + order, 1) if state != "here" else None,
                when="" if state == "done" else "automne 2026",
                description="Avec les riverains.",
                image=photo if state == "here" else None,
                image_alt="Des pavés neufs" if state == "here" else "",
            )


def _home(tree: Tree, how_pk: int) -> None:
    doors = [
        {
            "title": "Suivre une demande",
            "text": "Qui l’a, et pour quand.",
            "path": "/demandes/",
        },
        {"title": "Trouver son conseil", "text": "Six conseils.", "path": "/conseils/"},
        {"title": "Comprendre le chemin", "text": "Des étapes datées.", "page": how_pk},
    ]
    home = tree.home
    home.title = "Ce que la Ville doit, et quand"
    home.intro = "Les conseils demandent, la Ville répond à une date connue de tous."
    home.body = json.dumps(
        [
            block("activity", None),
            block("councils", {"title": "Six conseils", "intro": "Près de chez vous."}),
            block("results", {"title": "Ce qui a changé", "intro": "", "pictures": []}),
            block("projects", {"title": "Ce qui se construit", "intro": ""}),
            block("doors", {"title": "Par où commencer", "doors": doors}),
            block("callout", {"title": "À savoir", "text": "<p>Les réunions sont libres.</p>"}),
        ]
    )
    home.save_revision().publish()


def _every_block(photo: Any) -> list[Block]:
    paper = get_document_model().objects.create(
        title="Charte des conseils", file=ContentFile(b"%PDF-1.4\n", name="charte.pdf")
    )
    image = {"image": photo.pk, "decorative": False, "alt_text": "La salle du conseil"}
    step = {"title": "Déposer", "text": "<p>Le conseil reçoit un numéro.</p>"}
    return [
        block("heading", {"text": "Le chemin d’une demande", "level": "h2"}),
        block(
            "paragraph", "<p>La Ville a <b>deux mois</b>. <a href='/aide/'>De l’aide</a>.</p>"
        ),
        block("figure", {"image": image, "caption": "Une réunion de commission"}),
        block("list", {"items": ["<p>Une règle.</p>", "<p>Une autre.</p>"], "ordered": True}),
        block("callout", {"title": "Le budget en clair", "text": "<p>Rien de caché.</p>"}),
        block("steps", {"steps": [step, {**step, "title": "Instruire"}]}),
        block("heading", {"text": "Les délais", "level": "h3"}),
        block(
            "table",
            {
                "columns": [
                    {"type": "text", "heading": "Étape"},
                    {"type": "text", "heading": "Qui"},
                    {"type": "text", "heading": "Délai en jours ouvrés"},
                ],
                "rows": [
                    {"values": ["Qualification", "L’Agence", "cinq"]},
                    {"values": ["Instruction", "Le service", "dix-sept"]},
                ],
                "caption": "Ce que chaque étape demande",
            },
        ),
        block("document", {"document": paper.pk, "label": ""}),
        block(
            "contact",
            {
                "name": "Agence de la participation citoyenne",
                "address": "33a avenue de Colmar\n68100 Mulhouse",
                "email": "participation-citoyenne-et-conseils@ville.exemple.fr",
                "phone": "03 89 00 00 10",
                "hours": "Du lundi au vendredi, de 9 h à 17 h",
            },
        ),
    ]
