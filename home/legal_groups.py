"""The facts that each page of the law needs, by group, and which ones are missing.

LCEN article 1-1, RGPD article 13, RGAA's declaration. It knows no model: the facts are
whatever has these fields (`home.legal.LegalSettings`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from participation import clock
from participation.working_days import months_later

# A declaration rests on an audit for three years.
AUDIT_LASTS_MONTHS = 36
# Shares of the criteria that are met, in per cent (RGAA).
HALF, ALL = 50, 100
UNFINISHED = "à compléter"


@dataclass(frozen=True)
class Group:
    """Facts that stand together under one title; a page is complete with its `facts`."""

    title: str
    facts: tuple[str, ...]
    optional: tuple[str, ...] = ()


GROUPS = {
    "publisher": Group(
        "Éditeur",
        ("publisher_name", "publisher_address", "publisher_phone"),
        ("publisher_email", "publisher_siret"),
    ),
    "director": Group("Direction de la publication", ("director",)),
    "host": Group("Hébergeur", ("host_name", "host_address", "host_phone")),
    "controller": Group(
        "Qui est responsable", ("controller", "legal_basis"), ("shared_roles",)
    ),
    "dpo": Group(
        "Protection des données : qui joindre", ("dpo_email",), ("dpo_name", "dpo_address")
    ),
    "retention": Group("Combien de temps", ("accounts_kept", "logs_kept", "dossiers_kept")),
    "accessibility": Group("État de conformité", ("audited_on", "audited_by", "rate")),
    "establishment": Group("Établissement de la déclaration", ("declared_on", "tools")),
    "scheme": Group("Schéma et plan d’actions", ("scheme_page", "plan_page")),
    "agency": Group("L’Agence", ()),
}
# The pages that must exist, and the facts that each must say.
PAGES: dict[str, tuple[str, tuple[str, ...]]] = {
    "mentions-legales": ("Mentions légales", ("publisher", "director", "host")),
    "donnees-personnelles": ("Données personnelles", ("controller", "dpo", "retention")),
    "accessibilite": (
        "Déclaration d’accessibilité",
        ("accessibility", "establishment", "scheme", "agency"),
    ),
    "contact": ("Contact", ("agency",)),
    "aide": ("Aide", ()),
}


def name_of(facts: Any, field: str) -> str:
    """« date de l’audit d’accessibilité », the label of its field."""
    return str(facts._meta.get_field(field).verbose_name)


def known(facts: Any, field: str) -> bool:
    """Whether there is something to show; a page counts once it is published."""
    value = getattr(facts, field)
    if field in ("scheme_page", "plan_page"):
        return bool(value and value.live)
    return value is not None and str(value).strip() != ""


def unknown(facts: Any, groups: Iterable[str] = GROUPS) -> list[str]:
    """The names of the needed facts that are not known."""
    wanted = list(groups)
    names = [field for group in wanted for field in GROUPS[group].facts]
    found = [name_of(facts, field) for field in names if not known(facts, field)]
    if "accessibility" in wanted and facts.audited_on and not audit_is_valid(facts):
        found.append("un audit de moins de trois ans")
    return found


def audit_is_valid(facts: Any, today: date | None = None) -> bool:
    """Whether an audit with its rate is less than three years old."""
    if facts.audited_on is None or facts.rate is None:
        return False
    return months_later(facts.audited_on, AUDIT_LASTS_MONTHS) >= (today or clock.today())


def conformity(facts: Any, today: date | None = None) -> str:
    """« non conforme », « partiellement conforme » or « totalement conforme »."""
    if not audit_is_valid(facts, today) or facts.rate < HALF:
        return "non conforme"
    return "totalement conforme" if facts.rate == ALL else "partiellement conforme"
