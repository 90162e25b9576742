"""What explains, in the demonstration: editorial pages, glossary, legal facts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from circuits.demo.pages import PAGES
from circuits.demo.pages_words import GLOSSARY, GLOSSARY_INTRO
from circuits.demo.shapes import Section
from home import demo_blocks as blocks
from home.models import (
    EditorialPage,
    GlossaryPage,
    GlossaryTerm,
    HomePage,
    LegalSettings,
)
from participation.models import TownSettings

if TYPE_CHECKING:
    from home.demo import Tree

# Their address is a view's, which no page of Wagtail could answer.
SERVED_BY_VIEWS = {"plan-du-site"}


def make_explanations(tree: Tree, home: HomePage) -> None:
    """Every page that explains, below the home page, and the facts that they read."""
    pages: dict[str, Any] = {"": home}
    for content in PAGES:
        if content.slug in SERVED_BY_VIEWS:
            continue
        page = EditorialPage(title=content.title, slug=content.slug, intro=content.intro)
        tree.add(pages[content.parent], page, body_of(content.sections))
        pages[content.slug] = page
    _glossary(tree, home)
    _facts(tree.today, pages)


def body_of(sections: tuple[Section, ...]) -> list[blocks.Block]:
    """The blocks of these sections, one after the other."""
    return [block for section in sections for block in blocks.section(section)]


def _glossary(tree: Tree, home: HomePage) -> None:
    page = GlossaryPage(title="Glossaire", slug="glossaire", intro=GLOSSARY_INTRO)
    page.terms = [
        GlossaryTerm(
            name=term.name, forms=term.forms, definition=term.definition, sort_order=order
        )
        for order, term in enumerate(GLOSSARY)
    ]
    tree.add(home, page)


def _facts(today: date, pages: dict[str, Any]) -> None:
    """What an invented town would say. No audit: nobody has made one."""
    town = TownSettings.load()
    facts = LegalSettings.load()
    facts.publisher_name = f"Ville de {town.name} (démonstration)"
    facts.publisher_address = "2 rue de l’Exemple, 68100 Mulhouse"
    facts.publisher_phone = "03 89 00 00 00"
    facts.publisher_email = "mairie@ville.exemple.fr"
    facts.director = "Solange Ritzenthaler, maire (personne inventée)"
    facts.host_name = "Hébergeur d’exemple, société coopérative"
    facts.host_address = "1 quai de l’Exemple, 67000 Strasbourg"
    facts.host_phone = "03 88 00 00 00"
    facts.controller = f"La Ville de {town.name}, représentée par sa maire"
    facts.shared_roles = (
        "La Ville décide de l’usage des données. L’Agence anime la plateforme pour elle, ouvre "
        "et ferme les comptes des membres des conseils, et répond aux demandes."
    )
    facts.legal_basis = (
        "Une mission d’intérêt public : la participation des habitants à la vie de la commune."
    )
    facts.dpo_name = "Déléguée à la protection des données de la Ville"
    facts.dpo_email = "donnees@ville.exemple.fr"
    facts.dpo_address = "Mairie, 2 rue de l’Exemple, 68100 Mulhouse"
    facts.accounts_kept, facts.logs_kept = 24, 6
    facts.dossiers_kept = "gardés dix ans en ligne, puis remis aux archives de la Ville"
    facts.declared_on = today - timedelta(days=60)
    facts.scheme_page = pages["schema-pluriannuel"]
    facts.plan_page = pages["plan-d-actions"]
    facts.full_clean()
    facts.save()
