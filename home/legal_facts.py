"""How the facts of the law are said to the public, and what a page of the law lacks.

The public reads the facts that exist and nothing of the others; the Agence reads the
names of the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html

from home.legal import LegalSettings
from home.legal_groups import (
    GROUPS,
    PAGES,
    UNFINISHED,
    audit_is_valid,
    conformity,
    known,
    unknown,
)
from participation.french import NBSP, long_date, plural
from participation.models import TownSettings

RGAA = "référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1"


def gaps_of(page: Any, facts: LegalSettings) -> tuple[str, ...]:
    """What this page of the law lacks: blocks, facts, a text left unfinished."""
    _, groups = PAGES.get(page.slug, ("", ()))
    if page.depth != 3:
        return ()
    rows = list(page.body.raw_data)
    placed = {row["value"].get("group") for row in rows if row["type"] == "facts"}
    absent = [f"le bloc «{NBSP}{GROUPS[g].title}{NBSP}»" for g in groups if g not in placed]
    found = [*absent, *unknown(facts, groups)]
    if page.slug in PAGES and UNFINISHED in f"{page.intro} {rows}".lower():
        found.append(f"la fin d’un texte resté «{NBSP}{UNFINISHED}{NBSP}»")
    return tuple(found)


# --- What is said --------------------------------------------------------------------


def load(request: HttpRequest | None = None) -> LegalSettings:
    """The facts: with the town's settings, or a first row for them."""
    town = TownSettings.load(request_or_site=request)
    facts: LegalSettings = getattr(town, "legal", None) or LegalSettings.load()
    return facts


def mention(town: TownSettings) -> str:
    """« non conforme », for the foot of every page; no query more than the town's.

    Settings that were made at this very moment have no facts yet, and are not asked.
    """
    read = TownSettings._meta.get_field("legal").is_cached(town)
    facts = getattr(town, "legal", None) if read else None
    return conformity(facts or LegalSettings())


def sentences(group: str, facts: LegalSettings) -> list[str]:
    """What is said in sentences: the state of accessibility, how long data are kept."""
    if group == "accessibility":
        return list(_accessibility(facts))
    if group == "retention":
        return list(_retention(facts))
    return []


def _accessibility(facts: LegalSettings) -> Iterable[str]:
    state = conformity(facts)
    if facts.audited_on is None or facts.rate is None:
        why = "aucun audit ne permet encore de dire autre chose"
    elif not audit_is_valid(facts):
        why = f"le dernier audit, du {long_date(facts.audited_on)}, a plus de trois ans"
    else:
        why = ""
    yield f"Ce site est {state} au {RGAA}{f' : {why}' if why else ''}."
    if facts.audited_on and facts.rate is not None:
        rate = f"{facts.rate.normalize():f}".replace(".", ",")
        by = f" par {facts.audited_by}" if facts.audited_by else ""
        yield (
            f"L’audit fait le {long_date(facts.audited_on)}{by} montre que {rate}{NBSP}% des "
            "critères du RGAA sont respectés."
        )


def _retention(facts: LegalSettings) -> Iterable[str]:
    if facts.accounts_kept:
        months = plural(facts.accounts_kept, "mois", "mois")
        yield f"Un compte est fermé après {months} sans connexion ; la personne est avertie."
    if facts.logs_kept:
        yield f"Les journaux techniques sont gardés {plural(facts.logs_kept, 'mois', 'mois')}."
    if facts.dossiers_kept:
        yield f"Les dossiers : {facts.dossiers_kept.rstrip('.')}."


def rows(group: str, facts: LegalSettings, town: TownSettings) -> list[dict[str, Any]]:
    """The known facts of a group by name, for the list of facts; the rest is silent."""
    if group == "agency":
        return _agency(town)
    if sentences(group, facts) or group == "accessibility":
        return []
    names = {*GROUPS[group].facts, *GROUPS[group].optional}
    labels = [name for name in LABELS if name in names and known(facts, name)]
    return [{"key": _label(f), "value": _value(facts, f)} for f in labels]


def _agency(town: TownSettings) -> list[dict[str, Any]]:
    found = {
        "Nom": town.agency_name,
        "Adresse": town.agency_address,
        "Téléphone": town.agency_phone,
        "Adresse électronique": _mail(town.agency_email),
    }
    return [{"key": key, "value": value} for key, value in found.items() if value]


# In the order in which they are read.
LABELS = {
    "publisher_name": "Nom",
    "publisher_address": "Adresse",
    "publisher_phone": "Téléphone",
    "publisher_email": "Adresse électronique",
    "publisher_siret": "SIRET",
    "director": "Directrice ou directeur de la publication",
    "host_name": "Nom",
    "host_address": "Adresse",
    "host_phone": "Téléphone",
    "controller": "Responsable du traitement",
    "legal_basis": "Base légale",
    "shared_roles": "Partage des rôles",
    "dpo_name": "Déléguée ou délégué à la protection des données",
    "dpo_address": "Adresse",
    "dpo_email": "Adresse électronique",
    "declared_on": "Déclaration établie le",
    "tools": "Outils, navigateurs et aides techniques",
    "scheme_page": "Schéma pluriannuel",
    "plan_page": "Plan d’actions de l’année",
}


def _label(field: str) -> str:
    return LABELS[field]


def _value(facts: LegalSettings, field: str) -> Any:
    value = getattr(facts, field)
    if isinstance(value, date):
        return long_date(value)
    if field.endswith("_email"):
        return _mail(value)
    if field.endswith("_page"):
        return format_html('<a href="{}">{}</a>', value.url, value.title)
    return value


def _mail(address: str) -> Any:
    return format_html('<a href="mailto:{0}">{0}</a>', address) if address else ""
