"""Where the header and the footer lead. Addresses are the public ones of architecture.md 4."""

from dataclasses import dataclass

from participation.french import sentence_case
from participation.models import TownSettings


@dataclass(frozen=True)
class Link:
    """One entry; `current` is « page » on that very page, « true » below it, or empty."""

    label: str
    url: str
    current: str = ""


FOOTER = (
    ("Comment ça marche", "/comment-ca-marche/"),
    ("Aide", "/aide/"),
    ("Contact", "/contact/"),
    ("Plan du site", "/plan-du-site/"),
    ("Accessibilité : {conformity}", "/accessibilite/"),
    ("Mentions légales", "/mentions-legales/"),
    ("Données personnelles", "/donnees-personnelles/"),
)


def _current(url: str, path: str) -> str:
    if url == path:
        return "page"
    return "true" if path.startswith(url) else ""


def header(town: TownSettings, path: str) -> list[Link]:
    """The entries of the header, in the town's words for its councils."""
    councils = sentence_case(town.council_plural)
    entries = (
        (councils, "/conseils/"),
        ("Demandes", "/demandes/"),
        ("Offres", "/offres/"),
        ("Projets", "/projets/"),
        ("Agenda", "/agenda/"),
        ("Comment ça marche", "/comment-ca-marche/"),
    )
    return [Link(label, url, _current(url, path)) for label, url in entries]


def footer(conformity: str) -> list[tuple[str, str]]:
    """The pages that the law and the audit sample of RGAA require, with its mention."""
    return [(label.replace("{conformity}", conformity), url) for label, url in FOOTER]
