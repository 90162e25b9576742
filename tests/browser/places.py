"""Every page and state that the tests look at: whose window, how to get there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.template.loader import render_to_string
from playwright.sync_api import Page

from circuits import actions
from tests.browser.town import NOW, PASSWORD, TITLES, Town

Way = Callable[[Page, Town], int]


@dataclass(frozen=True)
class Place:
    """One page in one state.

    `main`: one of the pages whose title is held to its h1. `own`: what is done on the
    way changes the session, which no other place may share.
    """

    name: str
    way: str | Way
    role: str = ""
    status: int = 200
    main: bool = False
    own: bool = False

    def open(self, page: Page, town: Town) -> int:
        """Go there; the status of the answer."""
        if isinstance(self.way, str):
            return _goto(page, self.way)
        return self.way(page, town)

    def __str__(self) -> str:
        return self.name


def _goto(page: Page, path: str) -> int:
    answer = page.goto(path)
    assert answer is not None
    return answer.status


def _send(page: Page, label: str) -> int:
    button = page.locator("main").get_by_role("button", name=label, exact=True)
    with page.expect_navigation() as answer:
        button.click()
    return answer.value.status


# --- Ways ----------------------------------------------------------------------------


def public(state: str) -> Way:
    """The public page of a dossier."""
    return lambda page, town: _goto(page, town.public(state))


def inside(state: str, act: str = "", query: str = "") -> Way:
    """The private page of a dossier, or the form of one of its acts."""
    return lambda page, town: _goto(page, town.inside(state, act) + query)


def refused(state: str, act: str, button: str, *choices: str) -> Way:
    """A form sent empty, after these choices."""

    def way(page: Page, town: Town) -> int:
        _goto(page, town.inside(state, act))
        for choice in choices:
            page.get_by_label(choice, exact=True).check()
        for box in page.locator("main form textarea, main form input[type=text]").all():
            box.fill("")
        return _send(page, button)

    return way


def new_draft_refused(page: Page, town: Town) -> int:
    _goto(page, "/espace/demandes/nouvelle/")
    page.get_by_label("Titre", exact=True).fill("x" * 151)
    return _send(page, "Vérifier avant de déposer")


def overtaken_act(page: Page, town: Town) -> int:
    """Somebody else of the council was quicker."""
    dossier = town.dossiers["stale"]
    _goto(page, town.inside("stale", "prendre-acte"))
    page.get_by_label("Avis du conseil").fill("Merci pour cette rampe.")
    actions.acknowledge_answer(dossier.pk, by=town.world.referent_deputy, at=NOW)
    return _send(page, "Prendre acte de la réponse")


def overtaken_draft(page: Page, town: Town) -> int:
    draft = town.drafts["shared"]
    _goto(page, town.inside("shared", "modifier"))
    page.get_by_label("Le constat", exact=True).fill("Ce que j’ai vu, moi.")
    actions.save_draft(draft.pk, by=town.world.member, at=NOW, title="Un autre titre")
    return _send(page, "Vérifier avant de déposer")


def session_lost(page: Page, town: Town) -> int:
    """A form of the space, sent after the session ended."""
    _goto(page, "/connexion/")
    page.get_by_label("Adresse électronique").fill("Les enfants traversent sans visibilité.")
    page.evaluate(
        "const form = document.querySelector('main form');"
        "form.action = '/espace/demandes/nouvelle/'; form.querySelector('[name=email]').name = 'need'"
    )
    return _send(page, "Recevoir un code")


def wrong_address(page: Page, town: Town) -> int:
    _goto(page, "/connexion/")
    page.get_by_label("Adresse électronique").fill("pas une adresse")
    return _send(page, "Recevoir un code")


def code_asked(page: Page, town: Town) -> int:
    _goto(page, "/connexion/")
    page.get_by_label("Adresse électronique").fill(town.people["referent"].email or "")
    return _send(page, "Recevoir un code")


def wrong_code(page: Page, town: Town) -> int:
    code_asked(page, town)
    page.get_by_label("Code reçu par courriel").fill("000")
    return _send(page, "Se connecter")


def agency_refused(page: Page, town: Town) -> int:
    return _agency_door(page, town, "agency", "ce n’est pas le mot de passe")


def second_factor(page: Page, town: Town) -> int:
    return _agency_door(page, town, "agency", PASSWORD)


def wrong_second_factor(page: Page, town: Town) -> int:
    second_factor(page, town)
    page.get_by_label("Code à six chiffres").fill("000000")
    return _send(page, "Se connecter")


def enrolment(page: Page, town: Town) -> int:
    return _agency_door(page, town, "newcomer", PASSWORD)


def _agency_door(page: Page, town: Town, role: str, password: str) -> int:
    _goto(page, "/connexion/agence/")
    page.get_by_label("Adresse électronique").fill(town.people[role].email or "")
    page.get_by_label("Mot de passe").fill(password)
    return _send(page, "Continuer")


def broken(template: str, status: int) -> Way:
    """What the site shows when it cannot compute anything any more."""

    def way(page: Page, town: Town) -> int:
        body = render_to_string(template)
        page.route(
            "**/en-panne/",
            lambda route: route.fulfill(status=status, body=body, content_type="text/html"),
        )
        return _goto(page, "/en-panne/")

    return way


# --- The list ------------------------------------------------------------------------

PUBLIC = [
    Place("accueil", "/", main=True),
    Place("conseils", "/conseils/", main=True),
    Place("un conseil", "/conseils/drouot-barbanegre/", main=True),
    Place("un conseil sans demande", "/conseils/rebberg/"),
    Place("demandes", "/demandes/", main=True),
    Place("demandes, page 2", "/demandes/?page=2"),
    Place("demandes en retard", "/demandes/?retard=1"),
    Place("demandes, rien trouvé", "/demandes/?theme=nature&etat=close"),
    Place("projets", "/projets/", main=True),
    Place("un projet", "/projets/projet-0/", main=True),
    Place("une page d’information", "/comment-ca-marche/", main=True),
    Place("une page vide", "/aide/"),
    Place("plan du site", "/plan-du-site/", main=True),
    Place("recherche", "/recherche/", main=True),
    Place("recherche, des résultats", "/recherche/?q=rue"),
    Place("recherche, un type", "/recherche/?q=rue&type=demande"),
    Place("recherche, rien trouvé", "/recherche/?q=hippopotame"),
    Place("page introuvable", "/rien-ici/", status=404),
    Place("panne", broken("500.html", 500), status=500),
    Place("base arrêtée", broken("503.html", 503), status=503),
    *(Place(f"dossier {state}", public(state)) for state in TITLES if state != "members"),
    Place("un dossier", public("a7"), main=True),
]
DOORS = [
    Place("connexion", "/connexion/", main=True),
    Place("connexion pour l’Agence d’abord", "/connexion/?next=/admin/"),
    Place("connexion, erreur", wrong_address, own=True),
    Place("code", code_asked, own=True),
    Place("code, erreur", wrong_code, own=True),
    Place("porte de l’Agence", "/connexion/agence/", main=True),
    Place("porte de l’Agence, erreur", agency_refused, own=True),
    Place("second facteur", second_factor, own=True),
    Place("second facteur, erreur", wrong_second_factor, own=True),
    Place("mise en place du second facteur", enrolment, own=True),
    Place("session expirée", session_lost, status=403, own=True),
    Place("compte", "/compte/", role="referent", main=True),
    Place("déconnexion", "/deconnexion/", role="referent"),
    Place("compte de l’Agence", "/compte/", role="agency"),
    Place("second facteur, gestion", "/compte/second-facteur/", role="agency"),
    Place("codes de secours", "/compte/second-facteur/codes/", role="agency"),
    Place("clés", "/compte/second-facteur/cles/", role="agency"),
    Place("mot de passe", "/compte/mot-de-passe/", role="agency"),
]
SPACE = [
    Place("espace, référente", "/espace/", role="referent", main=True),
    Place("espace, membre", "/espace/", role="member"),
    Place("espace, titulaire", "/espace/", role="holder"),
    Place("espace, responsable", "/espace/", role="head"),
    Place("espace, élue", "/espace/", role="elected"),
    Place("espace, Agence", "/espace/", role="agency"),
    Place("réservé à d’autres", "/espace/", role="nobody", status=403),
    Place("l’admin n’est pas pour elle", "/admin/", role="referent", status=403),
    Place("nouvelle demande", "/espace/demandes/nouvelle/", role="member"),
    Place("nouvelle demande, erreurs", new_draft_refused, role="member", status=422),
    Place("choix du conseil", "/espace/demandes/nouvelle/", role="agency"),
    Place("brouillon", inside("draft", "modifier"), role="member"),
    Place("brouillon repris", overtaken_draft, role="referent", status=409),
    Place("vérification", inside("draft"), role="referent"),
    Place("vérification par un membre", inside("begun"), role="member"),
    Place("dépôt à confirmer", inside("draft", "deposer"), role="referent"),
    Place("demande déposée", inside("a1", "deposee"), role="referent"),
    Place("en retard, référente", inside("late"), role="referent"),
    Place("réservée, référente", public("members"), role="referent"),
    Place("prendre acte", inside("a6"), role="referent"),
    Place("prendre acte d’un refus", inside("a6_refused"), role="referent"),
    Place("page dépassée", overtaken_act, role="referent", status=409),
    Place("close, référente", inside("closed_noted"), role="referent"),
    Place("relire et orienter", inside("proofreading"), role="agency"),
    Place("relire", inside("proofreading", "relire"), role="agency"),
    Place("orienter", inside("a1", "orienter"), role="agency"),
    Place("noter l’appel", inside("late", "noter-l-appel"), role="agency"),
    Place("en retard, Agence", inside("late"), role="agency"),
    Place("saisie pour", inside("a2", "prendre-en-charge", "?saisie=1"), role="agency"),
    Place("prendre en charge", inside("a2"), role="head"),
    Place("refuser l’attribution", inside("a2", "refuser-l-attribution"), role="head"),
    Place(
        "refuser l’attribution, erreurs",
        refused("a2", "refuser-l-attribution", "Refuser l’attribution"),
        role="head",
        status=422,
    ),
    Place("valider", inside("a4"), role="head"),
    Place(
        "demander des modifications", inside("a4", "demander-des-modifications"), role="head"
    ),
    Place("répondre", inside("a3"), role="holder"),
    Place("répondre de nouveau", inside("a3_changes"), role="holder"),
    Place(
        "réponse, erreurs",
        refused("a3", "transmettre-la-reponse", "Transmettre le projet de réponse", "Refusée"),
        role="holder",
        status=422,
    ),
    Place("point d’étape", inside("a7"), role="holder"),
    Place("signer", inside("a5"), role="elected"),
    Place("renvoyer au service", inside("a5", "renvoyer-au-service"), role="elected"),
]
EMPTY = [
    Place("accueil, rien encore", "/"),
    Place("conseils, rien encore", "/conseils/"),
    Place("demandes, rien encore", "/demandes/"),
    Place("projets, rien encore", "/projets/"),
    Place("espace, rien encore", "/espace/", role="referent"),
]
PLACES = [*PUBLIC, *DOORS, *SPACE]
