"""Sharing a public page: its permanent address, a mail, what other sites show of it.

Only words that anybody reads; no button of a third party (circuits.md 9).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.templatetags.static import static
from django.urls import reverse

from circuits.letters import absolute
from circuits.models import Dossier
from circuits.qr import svg_path

# What the sites that show a card read of a description.
DESCRIPTION = 200


@dataclass(frozen=True)
class Share:
    """What « Partager » offers on the page of a public dossier."""

    url: str
    mailto: str
    poster: str


@dataclass(frozen=True)
class PrintedAddress:
    """The permanent address at the end of a printed page, with its QR code as SVG."""

    url: str
    side: int
    path: str


@dataclass(frozen=True)
class Card:
    """What another site shows of a page (Open Graph)."""

    title: str
    description: str
    url: str
    image: str
    image_alt: str


def share_of(dossier: Dossier, sentence: str) -> Share | None:
    """How to share a dossier; nothing of one that the public does not read."""
    if dossier.visibility != Dossier.Visibility.PUBLIC or dossier.sent_at is None:
        return None
    url = absolute(dossier.get_absolute_url())
    subject = f"{dossier.label} : {dossier.public_title}"
    body = f"{subject}\n\n{sentence}\n\n{url}\n"
    return Share(
        url=url,
        mailto=f"mailto:?subject={quote(subject)}&body={quote(body)}",
        poster=reverse("poster", args=[dossier.reference]),
    )


def printed_address(dossier: Dossier) -> PrintedAddress:
    """Where the printed sheet leads back to, whoever may read the page."""
    url = absolute(dossier.get_absolute_url())
    side, path = svg_path(url)
    return PrintedAddress(url=url, side=side, path=path)


def card_of(dossier: Dossier, sentence: str) -> Card | None:
    """The card of a dossier: its number, its title, its state; None as above."""
    if dossier.visibility != Dossier.Visibility.PUBLIC or dossier.sent_at is None:
        return None
    title = f"{dossier.label} : {dossier.public_title}"
    kind = "offre" if dossier.is_offer else "demande"
    return card(title, sentence, dossier.get_absolute_url(), kind)


def card(title: str, description: str, path: str, kind: str) -> Card:
    """The card of a public page at this path; one drawing a kind, without any word of it."""
    return Card(
        title=title,
        description=_short(description),
        url=absolute(path),
        image=absolute(static(f"img/partage-{kind}.png")),
        image_alt=DRAWINGS[kind],
    )


DRAWINGS = {
    "demande": "Un fil part du conseil, passe par la Ville et revient.",
    "offre": "Un fil part de la Ville, passe par les conseils et revient.",
    "conseil": "Des fils se croisent comme sur un métier à tisser.",
    "projet": "Un fil monte de marche en marche, étape après étape.",
    "site": "Aux actes, Citoyens !",
}


def _short(text: str) -> str:
    """At most `DESCRIPTION` signs, cut between two words."""
    if len(text) <= DESCRIPTION:
        return text
    return f"{text[: DESCRIPTION - 1].rsplit(' ', 1)[0]}…"
