"""A town with a demande in every state, written by the actions at moments of its past."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from circuits import actions
from circuits.models import Dossier
from participation.accounts import enrol_totp
from participation.groups import ensure_groups
from participation.models import Commission, Council, Meeting, Quarter, Street, Theme, User
from participation.working_days import WorkingCalendar
from tests.browser.meetings_of_town import make_meetings
from tests.browser.offers_of_town import make_offer_draft, make_offers
from tests.browser.pages_of_town import make_pages, make_story
from tests.factories import CouncilFactory, UserFactory, paris
from tests.factories.models import TerritoryFactory
from tests.factories.offers import OfferWorld
from tests.factories.world import ACCEPTED, COMMITTED, REFUSED

# A Thursday of office hours, far from any holiday. The browser's own clock is ignored.
NOW = paris(2026, 10, 15, 10)
PASSWORD = "une phrase assez longue"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
# What breaks layouts: no space to wrap at, and as long as the form allows.
LONG_TITLE = (
    "Un passage piéton surélevé, éclairé et sans marche devant l’école maternelle de la "
    "rue de l’Anticonstitutionnellement-Intergouvernementaliste"
)
LONG_TEXT = (
    "Les enfants traversent sans visibilité, matin et soir.\n\nVoir "
    "https://exemple.fr/une/adresse/tres/longue/qui-ne-se-coupe-nulle-part/0123456789012345\n\n"
    + "Le conseil l’a constaté lors de trois visites sur place. "
    * 6
)
COUNCILS = (
    ("Drouot – Barbanègre", "drouot-barbanegre"),
    ("Bourtzwiller", "bourtzwiller"),
    ("Centre-Ville et Fonderie", "centre-ville"),
    ("Cité – Briand – Franklin", "cite-briand"),
    ("Les Coteaux", "coteaux"),
    ("Rebberg", "rebberg"),
)
THEMES = (
    ("Voirie", "voirie", "theme-road"),
    ("Propreté", "proprete", "theme-cleanliness"),
    ("Nature en ville", "nature", "theme-nature"),
    ("Écoles", "ecoles", "theme-school"),
)
TITLES = {
    "late": LONG_TITLE,
    "proofreading": "Un texte que personne n’a relu",
    "a1": "Des bancs le long du canal",
    "a2": "Un composteur rue Neppert",
    "a2_again": "Un arceau à vélos devant la piscine",
    "a3": "Une fontaine place de la Paix",
    "a3_changes": "Un éclairage au parc Salvator",
    "a4": "Une boîte à livres au Rebberg",
    "a5": "Un sens unique rue des Vergers",
    "a6": "Un miroir au carrefour des Fleurs",
    "a6_refused": "Un ralentisseur rue de Soultz",
    "a7": "Une haie pour la cour de l’école",
    "closed_noted": "Un panneau d’affichage aux Coteaux",
    "closed_refused": "Un parking sous la place",
    "stale": "Une rampe à la bibliothèque",
    "members": "Un local pour le conseil",
}


@dataclass
class Town:
    """The people of the tests by name, and the dossiers by state."""

    world: OfferWorld
    people: dict[str, User] = field(default_factory=dict)
    dossiers: dict[str, Dossier] = field(default_factory=dict)
    drafts: dict[str, Any] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)

    def public(self, state: str) -> str:
        return self.dossiers[state].get_absolute_url()

    def inside(self, state: str, act: str = "") -> str:
        dossier = self.dossiers.get(state) or self.drafts[state]
        return f"/espace/dossiers/{dossier.uuid}/{act + '/' if act else ''}"


def make_town() -> Town:
    """Fill an empty base."""
    world = OfferWorld()
    _places(world)
    town = Town(world, _people(world))
    ensure_groups()
    tree = make_pages(list(Council.objects.order_by("pk")))
    _late(town)
    _every_state(town)
    make_story(tree, town.dossiers["closed_noted"])
    town.dossiers |= make_offers(world, NOW)
    _drafts(town)
    town.meetings = make_meetings(world, town.dossiers["late"], NOW)
    return town


def make_empty_town() -> Town:
    """People and pages, and not one dossier."""
    world = OfferWorld()
    ensure_groups()
    make_pages([])
    return Town(world, _people(world))


# --- People and places ---------------------------------------------------------------


def _places(world: OfferWorld) -> None:
    councils = list(world.councils)
    councils += [CouncilFactory() for _ in COUNCILS[len(councils) :]]
    for number, (council, (name, slug)) in enumerate(zip(councils, COUNCILS, strict=True)):
        west, south = 7.30 + (number % 3) * 0.02, 47.73 + number // 3 * 0.02
        territory = TerritoryFactory(
            name=f"Secteur {name}",
            geometry={
                "type": "Polygon",
                "coordinates": [
                    [
                        [west, south],
                        [west + 0.018, south],
                        [west + 0.018, south + 0.018],
                        [west, south + 0.018],
                        [west, south],
                    ]
                ],
            },
        )
        council.name, council.slug, council.accent = name, slug, number + 1
        council.territory = territory
        council.meeting_place = "Centre socioculturel, 62 rue de Soultz"
        council.save()
        for part in ("Nord", "Sud"):
            Quarter.objects.create(territory=territory, name=f"{name} {part}")
        Commission.objects.create(council=council, name="Commission cadre de vie")
        quarter = territory.quarters.first()
        for street in (f"Rue de l’École {name}", f"Place {name}"):
            Street.objects.create(name=street, territory=territory, quarter=quarter)
    first, second = (council.territory for council in councils[:2])
    Street.objects.create(name="Avenue de Colmar", territory=first, last_number=99)
    Street.objects.create(name="Avenue de Colmar", territory=second, first_number=100)
    for number, (name, slug, icon) in enumerate(THEMES):
        values = {"name": name, "icon": icon, "sort_order": number}
        if number == 0:
            values["slug"] = slug
            Theme.objects.filter(pk=world.theme.pk).update(**values)
        else:
            Theme.objects.create(slug=slug, **values)
    world.service.name, world.other_service.name = "Voirie et éclairage", "Espaces verts"
    world.service.save()
    world.other_service.save()


def _people(world: OfferWorld) -> dict[str, User]:
    """Each role under its name; the Agence with its password and its application."""
    people = {
        "referent": world.referent,
        "member": world.member,
        "head": world.head,
        "holder": world.holder,
        "elected": world.elected,
        "agency": world.agency,
        "newcomer": world.agency_direction,
        "nobody": UserFactory(),
    }
    names = {
        "referent": ("Marie-Françoise", "de Saint-Hippolyte-Grandclément"),
        "member": ("Karim", "Belkacem"),
        "head": ("Anne", "Muller"),
        "holder": ("Thomas", "Weiss"),
        "elected": ("Claire", "Fischer"),
        "agency": ("Rosa", "Calvinho"),
        "newcomer": ("Paul", "Nouveau"),
        "nobody": ("Jeanne", "Personne"),
    }
    for role, user in people.items():
        user.first_name, user.last_name = names[role]
        if user.is_staff:
            user.set_password(PASSWORD)
        user.save()
    enrol_totp(people["agency"], TOTP_SECRET)
    RecoveryCodes.activate(people["agency"])
    return people


# --- Demandes ------------------------------------------------------------------------


def _late(town: Town) -> None:
    """Deposited in June, nobody answers, and the platform has reminded since."""
    world = town.world
    start = paris(2026, 6, 15)
    dossier = world.deposit(
        start, title=TITLES["late"], need=LONG_TEXT, wish=LONG_TEXT, by=world.member
    )
    actions.proofread(dossier.pk, by=world.agency, at=start)
    world.qualify(dossier, start + timedelta(days=3))
    world.accept(dossier, start + timedelta(days=7))
    days = WorkingCalendar().working_days(date(2026, 6, 26), NOW.date() - timedelta(days=14))
    for day in list(days)[::3]:
        world.sweep(paris(day.year, day.month, day.day))
    town.dossiers["late"] = dossier


def _every_state(town: Town) -> None:
    """One demande for each thing that may happen to it."""
    world, at = town.world, NOW - timedelta(days=2)

    def deposit(state: str, *, read: bool = True, **fields: Any) -> Dossier:
        dossier = world.deposit(at, title=TITLES[state], **fields)
        if read:
            actions.proofread(dossier.pk, by=world.agency, at=at)
        town.dossiers[state] = dossier
        return dossier

    def through(state: str, *steps: Any, **fields: Any) -> Dossier:
        dossier = deposit(state, **fields)
        for step in steps:
            step(dossier, at)
        return dossier

    def sent(draft: actions.Draft) -> Any:
        return lambda dossier, moment: world.transmit(dossier, moment, draft)

    def signed(draft: actions.Draft) -> tuple[Any, ...]:
        approve = (world.approve_service, world.approve_elected)
        return (world.qualify, world.accept, sent(draft), *approve)

    deposit("proofreading", read=False)
    deposit("a1")
    through("a2", world.qualify)
    again = through("a2_again", world.qualify)
    actions.decline_attribution(
        again.pk, by=world.head, at=at, reason="Un espace vert.", proposed=world.other_service
    )
    through("a3", world.qualify, world.accept)
    back = through("a3_changes", world.qualify, world.accept, sent(ACCEPTED))
    actions.request_changes_service(
        back.pk, by=world.head, at=at, changes="Dites aussi quand les travaux commencent."
    )
    through("a4", world.qualify, world.accept, sent(REFUSED))
    through("a5", world.qualify, world.accept, sent(COMMITTED), world.approve_service)
    through("a6", *signed(ACCEPTED))
    through("a6_refused", *signed(REFUSED))
    through("a7", *signed(COMMITTED))
    through("stale", *signed(ACCEPTED))
    for state, answer in (("closed_noted", ACCEPTED), ("closed_refused", REFUSED)):
        closed = through(state, *signed(answer))
        comment = "Le conseil remercie la Ville de sa réponse."
        actions.acknowledge_answer(closed.pk, by=world.referent, at=at, comment=comment)
    deposit("members", visibility="members")
    for dossier in town.dossiers.values():
        dossier.refresh_from_db()


def _drafts(town: Town) -> None:
    """A draft that can be deposited, one that is hardly begun, one for two people."""
    world = town.world
    town.drafts["draft"] = world.draft(NOW, title="Un abri de bus avenue de Colmar")
    town.drafts["begun"] = world.draft(NOW, title="Une idée", need="", wish="", place="")
    town.drafts["offer_draft"] = make_offer_draft(world, NOW)
    town.drafts["shared"] = world.draft(NOW, title="Un texte écrit à deux")
