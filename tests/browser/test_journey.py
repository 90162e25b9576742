"""Five people carry two demandes through the town, each in a browser of their own.

Without JavaScript, by the pages alone: nobody types an address but the front door's.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from circuits.models import Dossier
from participation.accounts import totp_code
from participation.models import Mail
from tests.browser.site import Site, press, read, received_code
from tests.browser.town import PASSWORD, TOTP_SECRET

ROLES = ("referent", "agency", "head", "holder", "elected")
BENCH = "Un banc à l’ombre, rue Neppert"
DAM = "Un barrage sur la Doller"
People = dict[str, Page]


@pytest.fixture
def people(site: Site) -> Iterator[People]:
    """Five profiles and a passer-by's, none of them signed in, without JavaScript."""
    windows = {role: site.window(java_script_enabled=False) for role in (*ROLES, "public")}
    yield {role: window.new_page() for role, window in windows.items()}
    for window in windows.values():
        window.close()


def test_two_demandes_from_deposit_to_answer(site: Site, people: People) -> None:
    for role in ("referent", "head", "holder", "elected"):
        signs_in_by_code(site, people[role], role)
    signs_in_with_a_second_factor(site, people["agency"])

    bench = deposits(people["referent"], BENCH)
    waits_for_the_relecture(people["public"], bench, BENCH)
    reads_and_qualifies(people["agency"], site, BENCH)
    takes_in_charge(people["head"], BENCH)
    answers(people["holder"], BENCH, "Acceptée", "Le banc sera posé au printemps.")
    approves(people["head"], BENCH)
    signs(people["elected"], BENCH)

    dam = deposits(people["referent"], DAM)
    reads_and_qualifies(people["agency"], site, DAM)
    takes_in_charge(people["head"], DAM)
    answers(people["holder"], DAM, "Refusée", "La Ville ne peut pas barrer la Doller.")
    approves(people["head"], DAM)
    signs(people["elected"], DAM)
    takes_note(people["referent"], DAM, "Le conseil regrette cette réponse.")

    finds_both(people["public"], bench, dam)
    reads_the_acceptance(people["public"], bench)
    reads_the_refusal(people["public"], dam)
    signs_out(people["referent"])


# --- The doors -----------------------------------------------------------------------


def signs_in_by_code(site: Site, page: Page, role: str) -> None:
    person = site.town.people[role]
    read(page, "/")
    page.get_by_role("banner").get_by_role("link", name="Se connecter").click()
    page.get_by_label("Adresse électronique").fill(person.email or "")
    press(page, "Recevoir un code")
    page.get_by_label("Code reçu par courriel").fill(received_code(person))
    press(page, "Se connecter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon espace")


def signs_in_with_a_second_factor(site: Site, page: Page) -> None:
    read(page, "/connexion/")
    page.get_by_role("link", name="se connecter à l’Agence").click()
    page.get_by_label("Adresse électronique").fill(site.town.people["agency"].email or "")
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    press(page, "Continuer")
    assert "/connexion/second-facteur/" in page.url
    page.get_by_label("Code à six chiffres").fill(totp_code(TOTP_SECRET))
    press(page, "Se connecter")
    assert page.url == f"{site.address}/admin/"


def signs_out(page: Page) -> None:
    read(page, "/compte/")
    press(page, "Se déconnecter")
    page.goto("/espace/")
    assert "/connexion/" in page.url


# --- The council ---------------------------------------------------------------------


def deposits(page: Page, title: str) -> str:
    """Write, forget something, mend it, check, deposit; the number of the dossier."""
    read(page, "/espace/")
    page.get_by_role("link", name="Écrire une demande").click()
    page.get_by_label("Titre", exact=True).fill(title)
    page.get_by_label("Thème", exact=True).select_option(label="Voirie")
    page.get_by_label("Le constat", exact=True).fill("Personne ne peut s’asseoir.")
    page.get_by_label("Lieu", exact=True).fill("rue Neppert")
    page.get_by_label("entre deux réunions").check()
    page.get_by_label("Personne à contacter").select_option(index=1)
    press(page, "Vérifier avant de déposer")
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Dites ce que demande le conseil.")
    expect(page.get_by_label("Titre", exact=True)).to_have_value(title)
    summary.get_by_role("link").click()
    page.get_by_label("Ce que demande le conseil").fill("Un endroit où se reposer.")
    press(page, "Vérifier avant de déposer")
    expect(page.locator("main")).to_contain_text("Un endroit où se reposer.")
    press(page, "Déposer la demande à la Ville")
    expect(page.get_by_role("heading", level=1)).to_have_text("Demande déposée")
    dossier = Dossier.objects.get(title=title)
    expect(page.locator("main")).to_contain_text(dossier.label)
    assert Mail.objects.filter(code="M1", reference=dossier.reference).exists()
    return str(dossier.reference)


def takes_note(page: Page, title: str, comment: str) -> None:
    opens(page, title)
    page.get_by_label("Avis du conseil").fill(comment)
    press(page, "Prendre acte de la réponse")
    says(page, "le dossier est clos")


# --- The town ------------------------------------------------------------------------


def opens(page: Page, title: str) -> None:
    """From « À faire » to the one page."""
    read(page, "/espace/")
    todo = page.get_by_role("region", name="À faire")
    todo.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def says(page: Page, words: str) -> None:
    """What the site answers to an act."""
    expect(page.get_by_role("alert")).to_contain_text(words)


def reads_and_qualifies(page: Page, site: Site, title: str) -> None:
    opens_first(page, title)
    press(page, "Publier le texte après relecture")
    says(page, "Le texte est public.")
    page.get_by_label("Service pilote").select_option(label=site.town.world.service.name)
    elected = page.get_by_label("Élue ou élu qui signera la réponse")
    elected.select_option(value=str(site.town.world.official.pk))
    press(page, "Orienter la demande")
    says(page, "La demande est confiée au service.")


def opens_first(page: Page, title: str) -> None:
    """The Agence owes two things on a new demande: either leads to its page."""
    read(page, "/espace/")
    todo = page.get_by_role("region", name="À faire")
    todo.get_by_role("link", name=title).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def takes_in_charge(page: Page, title: str) -> None:
    opens(page, title)
    press(page, "Prendre en charge")
    says(page, "Le service prend la demande en charge.")


def answers(page: Page, title: str, outcome: str, summary: str) -> None:
    """Without the reason, a refusal comes back; nothing of it is lost."""
    opens(page, title)
    page.get_by_label(outcome, exact=True).check()
    page.get_by_label("Résumé").fill(summary)
    page.get_by_label("Réponse complète").fill("La Ville a vérifié sur place.")
    page.get_by_label("Qui signe").fill("L’adjointe à la voirie")
    if outcome == "Refusée":
        press(page, "Transmettre le projet de réponse")
        expect(page.get_by_role("alert")).to_contain_text("Choisissez le motif du refus.")
        expect(page.get_by_label("Résumé")).to_have_value(summary)
        page.get_by_label("Motif du refus").select_option(index=1)
        page.get_by_label("Explication du refus").fill(
            "Le débit de la rivière l’interdit. " * 8
        )
        page.get_by_label("Ce qui pourrait être fait").fill("Une passerelle.")
    press(page, "Transmettre le projet de réponse")
    says(page, "Le projet de réponse est transmis.")


def approves(page: Page, title: str) -> None:
    opens(page, title)
    press(page, "Valider la réponse")
    says(page, "La réponse est validée.")


def signs(page: Page, title: str) -> None:
    opens(page, title)
    press(page, "Signer et publier la réponse")
    says(page, "La réponse est signée et publiée.")


# --- The public ----------------------------------------------------------------------


def waits_for_the_relecture(page: Page, reference: str, title: str) -> None:
    words = read(page, f"/dossiers/{reference}/")
    assert "Texte en cours de relecture" in words
    assert title not in words


def finds_both(page: Page, *references: str) -> None:
    read(page, "/demandes/")
    for reference in references:
        link = page.locator(f"main a[href='/dossiers/{reference}/']")
        expect(link).to_have_count(1)


def reads_the_acceptance(page: Page, reference: str) -> None:
    words = read(page, f"/dossiers/{reference}/")
    assert BENCH in words
    assert "Le banc sera posé au printemps." in words
    assert "L’adjointe à la voirie" in words


def reads_the_refusal(page: Page, reference: str) -> None:
    words = read(page, f"/dossiers/{reference}/")
    assert "Refusée" in words
    assert "La Ville ne peut pas barrer la Doller." in words
    assert "Une passerelle." in words
    assert "Le conseil regrette cette réponse." in words
