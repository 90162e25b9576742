"""Every page and state that the tests look at: whose window, how to get there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from playwright.sync_api import Page

from circuits import actions, mail_links
from circuits.actions import meetings
from participation import following, subscriptions
from participation.models import User
from tests.browser.meetings_of_town import LONG
from tests.browser.offers_of_town import PUBLIC as OFFERS
from tests.browser.town import NOW, PASSWORD, TITLES, Town
from tests.sign_in import open_session

Way = Callable[[Page, Town], int]


@dataclass(frozen=True)
class Place:
    """One page in one state.

    `main`: one of the pages whose title is held to its h1.
    """

    name: str
    way: str | Way
    role: str = ""
    status: int = 200
    main: bool = False

    @property
    def wrong(self) -> bool:
        """Whether a form is shown again with what is wrong in it."""
        return self.name.endswith("-wrong")

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
        for box in page.locator("main form :is(textarea, input[type=text]):visible").all():
            box.fill("")
        return _send(page, button)

    return way


def chosen(state: str, act: str, choice: str) -> Way:
    """A form whose questions depend on this choice."""

    def way(page: Page, town: Town) -> int:
        status = _goto(page, town.inside(state, act))
        page.get_by_label(choice, exact=True).check()
        return status

    return way


def new_draft_refused(page: Page, town: Town) -> int:
    _goto(page, "/espace/demandes/nouvelle/")
    page.get_by_label("Titre", exact=True).fill("x" * 151)
    return _send(page, "Vérifier avant de déposer")


def new_offer_refused(page: Page, town: Town) -> int:
    _goto(page, "/espace/offres/nouvelle/")
    page.get_by_label("Titre", exact=True).fill("x" * 151)
    return _send(page, "Vérifier avant de soumettre")


def rewritten_offer(page: Page, town: Town) -> int:
    return _goto(page, f"/espace/offres/{town.drafts['offer_draft'].uuid}/modifier/")


def answer_refused(page: Page, town: Town) -> int:
    """« Participe » without saying who nor when."""
    slug = town.world.council.slug
    _goto(page, town.inside("offer_open", f"conseil/{slug}/repondre"))
    page.get_by_label("Participe", exact=True).check()
    return _send(page, "Répondre à l’offre")


def stop_link(page: Page, town: Town, *, press: bool = False) -> int:
    """The link at the foot of a weekly mail, and its button."""
    member = subscriptions.ensure_subscriber(town.world.member, at=NOW)
    subscriptions.choose(member, follow=True, table=True, at=NOW)
    status = _goto(page, urlsplit(subscriptions.unsubscribe_url(member)).path)
    return _send(page, "Arrêter ce courriel") if press else status


def stopped(page: Page, town: Town) -> int:
    return stop_link(page, town, press=True)


def follow(state: str, *, send: bool = False) -> Way:
    """The page where a dossier is followed; `send`: its form, left empty."""

    def way(page: Page, town: Town) -> int:
        status = _goto(page, f"{town.public(state)}suivre/")
        return _send(page, "Suivre par courriel") if send else status

    return way


def follow_link(page: Page, town: Town, *, press: bool = False) -> int:
    """The link that confirms an address; `press`: its button."""
    council = following.Thing(council=town.world.council)
    asked = following.ask("habitante@exemple.fr", council, at=NOW)
    status = _goto(page, urlsplit(following.confirm_url(asked)).path)
    return _send(page, "Oui, suivre par courriel") if press else status


def followed(page: Page, town: Town) -> int:
    return follow_link(page, town, press=True)


def mail_link(
    act: str, role: str = "referent", state: str = "offer_proposed", send: str = ""
) -> Way:
    """What the link of a mail opens for whoever has no session, and its button."""

    def way(page: Page, town: Town) -> int:
        person: User = getattr(town.world, role)
        thread = town.world.thread(town.dossiers[state], town.world.council)
        owed = thread.obligations.open().filter(principal=True).first()
        owed = owed or thread.obligations.order_by("pk").first()
        status = _goto(page, urlsplit(mail_links.link_url(person, act, owed)).path)
        return _send(page, send) if send else status

    return way


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


def meeting(name: str) -> Way:
    """The public page of a meeting."""
    return lambda page, town: _goto(page, town.meetings[name].get_absolute_url())


def meeting_inside(name: str, tail: str = "") -> Way:
    """The private page of a meeting, or one of its forms."""
    return lambda page, town: _goto(page, f"/espace/reunions/{town.meetings[name].uuid}/{tail}")


def meeting_sent(name: str, tail: str, button: str, **words: str) -> Way:
    """A form about a meeting, with these words in it, sent."""

    def way(page: Page, town: Town) -> int:
        meeting_inside(name, tail)(page, town)
        for field, value in words.items():
            page.locator(f"#id_{field}").fill(value)
        return _send(page, button)

    return way


def new_meeting(**words: str) -> Way:
    """A meeting that is being announced, sent to be checked."""

    def way(page: Page, town: Town) -> int:
        _goto(page, "/espace/reunions/nouvelle/")
        for field, value in words.items():
            page.locator(f"#id_{field}").fill(value)
        return _send(page, "Vérifier avant de publier")

    return way


def overtaken_meeting(page: Page, town: Town) -> int:
    """Somebody else of the council was quicker."""
    shared = town.meetings["shared"]
    meeting_inside("shared", "annuler/")(page, town)
    meetings.edit_meeting(
        shared.pk,
        by=town.world.referent_deputy,
        at=NOW,
        starts_at=shared.starts_at,
        ends_at=shared.ends_at,
        place="Une autre salle",
    )
    page.locator("#id_reason").fill("Une grève.")
    return _send(page, "Annuler la réunion")


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


def proven(path: str) -> Way:
    """A page of the Agence's account, in a session whose second factor was just given."""

    def way(page: Page, town: Town) -> int:
        client = Client()
        open_session(client, town.people["agency"])
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        page.context.add_cookies(
            [{"name": name, "value": value, "domain": "127.0.0.1", "path": "/"}]
        )
        return _goto(page, path)

    return way


def broken(template: str, status: int) -> Way:
    """What the site shows when it cannot compute anything any more."""

    def way(page: Page, town: Town) -> int:
        body = render_to_string(template)
        page.route(
            "**/en-panne/",
            lambda route: route.fulfill(status=status, body=body, content_type="text/html"),
            times=1,
        )
        return _goto(page, "/en-panne/")

    return way


# --- The list ------------------------------------------------------------------------

PUBLIC = [
    Place("home", "/", main=True),
    Place("councils", "/conseils/", main=True),
    Place("council", "/conseils/drouot-barbanegre/", main=True),
    Place("council-without-demande", "/conseils/rebberg/"),
    Place("my-quarter", "/mon-quartier/", main=True),
    Place("my-quarter-one", "/mon-quartier/?rue=12+r.+de+l’école+drouot"),
    Place("my-quarter-parts", "/mon-quartier/?rue=COLMAR"),
    Place("my-quarter-none", "/mon-quartier/?rue=avenue+de+Colmarr"),
    Place("requests", "/demandes/", main=True),
    Place("requests-page-2", "/demandes/?page=2"),
    Place("requests-late", "/demandes/?retard=1"),
    Place("requests-nothing", "/demandes/?theme=nature&etat=close"),
    Place("offers", "/offres/", main=True),
    Place("offers-nothing", "/offres/?theme=nature&etat=close"),
    Place("agenda", "/agenda/", main=True),
    Place("agenda-page-2", "/agenda/?page=2"),
    Place("agenda-nothing", "/agenda/?conseil=rebberg"),
    Place("meeting", meeting("coming"), main=True),
    Place("meeting-members", meeting("members")),
    Place("meeting-cancelled", meeting("cancelled")),
    Place("meeting-told", meeting("told")),
    Place("meeting-hidden", meeting("hidden")),
    Place("projects", "/projets/", main=True),
    Place("project", "/projets/projet-0/", main=True),
    Place("editorial", "/comment-ca-marche/", main=True),
    Place("editorial-empty", "/aide/"),
    Place("stories", "/de-l-idee-au-banc/"),
    Place("story", "/de-l-idee-au-banc/histoire/"),
    Place("glossary", "/glossaire/"),
    Place("site-map", "/plan-du-site/", main=True),
    Place("search", "/recherche/", main=True),
    Place("search-results", "/recherche/?q=rue"),
    Place("search-facet", "/recherche/?q=rue&type=demande"),
    Place("search-nothing", "/recherche/?q=hippopotame"),
    Place("not-found", "/rien-ici/", status=404),
    Place("server-error", broken("500.html", 500), status=500),
    Place("database-down", broken("503.html", 503), status=503),
    *(
        Place(f"dossier-{state}", public(state), main=state == "a7")
        for state in TITLES
        if state != "members"
    ),
    *(
        Place(state.replace("_", "-"), public(state), main=state == "offer_closed")
        for state in OFFERS
    ),
]
PUBLISH = "Vérifier avant de publier"
QUESTION = "Poser une question à la Ville"
DOORS = [
    Place("sign-in", "/connexion/", main=True),
    Place("sign-in-agency-first", "/connexion/?next=/admin/"),
    Place("sign-in-wrong", wrong_address),
    Place("code", code_asked),
    Place("code-wrong", wrong_code),
    Place("agency-door", "/connexion/agence/", main=True),
    Place("agency-door-wrong", agency_refused),
    Place("factor", second_factor),
    Place("factor-wrong", wrong_second_factor),
    Place("enrolment", enrolment),
    Place("session-lost", session_lost, status=403),
    Place("account", "/compte/", role="referent", main=True),
    Place("weekly-mails", "/compte/courriels/", role="head", main=True),
    Place("weekly-mails-member", "/compte/courriels/", role="member"),
    Place("stop-weekly", stop_link),
    Place("stopped-weekly", stopped),
    Place("stop-weekly-bad-link", "/desabonnement/rien/", status=404),
    Place("follow", follow("a3")),
    Place("follow-council", "/conseils/rebberg/suivre/"),
    Place("follow-account", follow("a3"), role="member"),
    Place("follow-wrong", follow("a3", send=True)),
    Place(
        "follow-sent", lambda page, town: _goto(page, f"{town.public('a3')}suivre/?envoye=1")
    ),
    Place("follow-confirm", follow_link),
    Place("followed", followed),
    Place("follow-bad-link", "/abonnement/rien/", status=404),
    Place("link", mail_link("acknowledge_offer")),
    Place("link-question", mail_link("ask_question")),
    Place("link-question-wrong", mail_link("ask_question", send=QUESTION), status=422),
    Place("link-not-mine", mail_link(mail_links.NOT_MINE)),
    Place("link-done", mail_link("acknowledge_offer", state="offer_open")),
    Place(
        "link-over",
        mail_link("acknowledge_offer", "referent_deputy", "offer_open"),
        status=410,
    ),
    Place("link-of-another", mail_link("ask_question"), role="member", status=403),
    Place("link-bad", "/lien/rien/", status=404),
    Place("sign-out", "/deconnexion/", role="referent"),
    Place("account-agency", "/compte/", role="agency"),
    Place("absences", "/compte/absences/", role="head", main=True),
    Place("factors", "/compte/second-facteur/", role="agency"),
    *(
        Place(name, proven(f"/compte/second-facteur/{path}"), role="agency")
        for name, path in (
            ("application", "application/retirer/"),
            ("recovery-codes", "codes/"),
            ("new-recovery-codes", "codes/nouveaux/"),
            ("keys", "cles/"),
            ("add-key", "cles/ajouter/"),
        )
    ),
    Place("confirm-password", "/compte/confirmer/", role="agency"),
    Place("confirm-code", "/compte/confirmer/code/", role="agency"),
    Place("password", "/compte/mot-de-passe/", role="agency"),
    Place("style", "/style/", role="agency", main=True),
]
SPACE = [
    Place("space-referent", "/espace/", role="referent", main=True),
    Place("space-member", "/espace/", role="member"),
    Place("space-holder", "/espace/", role="holder"),
    Place("space-head", "/espace/", role="head"),
    Place("space-elected", "/espace/", role="elected"),
    Place("space-agency", "/espace/", role="agency"),
    Place("forbidden", "/espace/", role="nobody", status=403),
    Place("forbidden-admin", "/admin/", role="referent", status=403),
    Place("new", "/espace/demandes/nouvelle/", role="member"),
    Place("new-wrong", new_draft_refused, role="member", status=422),
    Place("choose-council", "/espace/demandes/nouvelle/", role="agency"),
    Place("draft", inside("draft", "modifier"), role="member"),
    Place("draft-overtaken", overtaken_draft, role="referent", status=409),
    Place("check", inside("draft"), role="referent"),
    Place("check-member", inside("begun"), role="member"),
    Place("deposit", inside("draft", "deposer"), role="referent"),
    Place("deposited", inside("a1", "deposee"), role="referent"),
    Place("late-referent", inside("late"), role="referent"),
    Place("members-only", public("members"), role="referent"),
    Place("acknowledge", inside("a6"), role="referent"),
    Place("acknowledge-refusal", inside("a6_refused"), role="referent"),
    Place("act-overtaken", overtaken_act, role="referent", status=409),
    Place("closed-referent", inside("closed_noted"), role="referent"),
    Place("proofread-or-qualify", inside("proofreading"), role="agency"),
    Place("proofread", inside("proofreading", "relire"), role="agency"),
    Place("qualify", inside("a1", "orienter"), role="agency"),
    Place("call", inside("late", "noter-l-appel"), role="agency"),
    Place("late-agency", inside("late"), role="agency"),
    Place("on-behalf", inside("a2", "prendre-en-charge", "?saisie=1"), role="agency"),
    Place("accept", inside("a2"), role="head"),
    Place("decline", inside("a2", "refuser-l-attribution"), role="head"),
    Place(
        "decline-wrong",
        refused("a2", "refuser-l-attribution", "Refuser l’attribution"),
        role="head",
        status=422,
    ),
    Place("approve", inside("a4"), role="head"),
    Place("ask-changes", inside("a4", "demander-des-modifications"), role="head"),
    Place("answer", inside("a3"), role="holder"),
    Place("answer-yes", chosen("a3", "transmettre-la-reponse", "Acceptée"), role="holder"),
    Place("answer-no", chosen("a3", "transmettre-la-reponse", "Refusée"), role="holder"),
    Place("answer-again", inside("a3_changes"), role="holder"),
    Place(
        "answer-wrong",
        refused("a3", "transmettre-la-reponse", "Transmettre le projet de réponse", "Refusée"),
        role="holder",
        status=422,
    ),
    Place("milestone", inside("a7"), role="holder"),
    Place("sign", inside("a5"), role="elected"),
    Place("send-back", inside("a5", "renvoyer-au-service"), role="elected"),
    Place("offer-new", "/espace/offres/nouvelle/", role="holder"),
    Place("offer-new-wrong", new_offer_refused, role="holder", status=422),
    Place("offer-draft", rewritten_offer, role="holder"),
    Place("offer-check", inside("offer_draft"), role="holder"),
    Place("offer-submitted", inside("offer_reading", "deposee"), role="holder"),
    Place("offer-read", inside("offer_reading"), role="agency"),
    Place("offer-sign", inside("offer_signature"), role="elected"),
    Place("offer-again", inside("offer_returned"), role="holder"),
    Place("offer-acknowledge", inside("offer_proposed"), role="referent"),
    Place("offer-answer", inside("offer_open"), role="referent"),
    Place("offer-answer-wrong", answer_refused, role="referent", status=422),
    Place("offer-add-council", inside("offer_open", "ajouter-un-conseil"), role="agency"),
    Place("offer-agency", inside("offer_open"), role="agency"),
    Place("offer-suites", inside("offer_heard", "publier-les-suites"), role="holder"),
    Place("offer-suites-late", inside("offer_late"), role="holder"),
    Place("offer-assessment", inside("offer_followed"), role="holder"),
    Place("offer-ask-cancel", inside("offer_heard", "demander-l-annulation"), role="holder"),
    Place("offer-cancel", inside("offer_cancelling"), role="elected"),
]
MEETINGS = [
    Place("meetings", "/espace/reunions/", role="referent", main=True),
    Place("meetings-member", "/espace/reunions/", role="member"),
    Place("meetings-nothing", "/espace/reunions/", role="holder"),
    Place("meeting-new", "/espace/reunions/nouvelle/", role="referent"),
    Place("meeting-council", "/espace/reunions/nouvelle/", role="agency"),
    Place("meeting-new-wrong", new_meeting(point_2_text="Rien"), "referent", 422),
    Place(
        "meeting-check",
        new_meeting(day="2026-11-18", starts="18:30", ends="20:30", point_1_title="Les bancs"),
        role="referent",
    ),
    Place("meeting-inside", meeting_inside("coming"), role="referent"),
    Place("meeting-inside-told", meeting_inside("told"), role="agency"),
    Place("meeting-edit", meeting_inside("coming", "modifier/"), role="referent"),
    Place("meeting-cancel", meeting_inside("coming", "annuler/"), role="referent"),
    Place(
        "meeting-cancel-wrong",
        meeting_sent("coming", "annuler/", "Annuler la réunion"),
        role="referent",
        status=422,
    ),
    Place("meeting-overtaken", overtaken_meeting, role="referent", status=409),
    Place("minutes", meeting_inside("untold", "compte-rendu/"), role="referent"),
    Place(
        "minutes-wrong",
        meeting_sent("untold", "compte-rendu/", PUBLISH, text="x"),
        role="referent",
        status=422,
    ),
    Place(
        "minutes-check",
        meeting_sent("untold", "compte-rendu/", PUBLISH, text=LONG, present_count="12"),
        role="referent",
    ),
    Place("minutes-correct", meeting_inside("told", "compte-rendu/"), role="referent"),
    Place("minutes-hide", meeting_inside("told", "compte-rendu/1/masquer/"), role="agency"),
]
EMPTY = [
    Place("home", "/"),
    Place("my-quarter", "/mon-quartier/?rue=colmar"),
    Place("councils", "/conseils/"),
    Place("requests", "/demandes/"),
    Place("offers", "/offres/"),
    Place("agenda", "/agenda/"),
    Place("projects", "/projets/"),
    Place("space", "/espace/", role="referent"),
]
PLACES = [*PUBLIC, *DOORS, *SPACE, *MEETINGS]


def named(name: str) -> Place:
    """The place of this name."""
    return next(place for place in PLACES if place.name == name)
