"""Who may do what on a dossier: pure, deny unless a rule allows, with the reason."""

from __future__ import annotations

from collections.abc import Collection

from circuits.acts import ACTS, ROLES
from circuits.models.dossier import Dossier
from circuits.readers import Viewer
from participation.french import listing
from participation.permissions import YES, Decision, no

DRAFT_ACTS = ("deposit", "edit_draft")


def roles_on(viewer: Viewer, dossier: Dossier) -> frozenset[str]:
    """The roles of this viewer on this dossier, on the viewer's day."""
    roles: set[str] = set()
    if viewer.agency:
        roles.add("agency")
    names = {"referent": "referent", "deputy": "referent_deputy", "member": "member"}
    roles |= {names[role] for council, role in viewer.mandates if council == dossier.council_id}
    if viewer.signed_in:
        roles |= _city_roles(viewer, dossier)
    return frozenset(roles)


def _city_roles(viewer: Viewer, dossier: Dossier) -> set[str]:
    roles: set[str] = set()
    if dossier.holder_id == viewer.user_id:
        roles.add("holder")
    if dossier.deputy_id == viewer.user_id:
        roles.add("deputy")
    if dossier.service_id in viewer.services:
        roles.add("service")
    if dossier.service_id in viewer.headed:
        roles.add("head")
    if dossier.elected_id and dossier.elected_id == viewer.elected_id:
        roles.add("elected")
    return roles


def may(
    act: str, viewer: Viewer, dossier: Dossier, open_sides: Collection[str] = ()
) -> Decision:
    """Whether the viewer may do this act now; asked by pages and again by actions.

    `open_sides` are the kinds of the dossier's open side obligations.
    """
    rule = ACTS[act]
    timely = _timely(act, dossier, open_sides)
    if not timely:
        return timely
    if not viewer.signed_in:
        return no("Connectez-vous pour agir sur ce dossier.")
    if not roles_on(viewer, dossier) & set(rule.roles):
        who = listing([ROLES[role] for role in rule.roles if role in _SAID[act]])
        return no(f"Cet acte revient à {who}.")
    return YES


# The people a refusal names: the first role of the act is enough for a reader.
_SAID = {code: rule.roles[:1] for code, rule in ACTS.items()}


def _timely(act: str, dossier: Dossier, open_sides: Collection[str]) -> Decision:
    if act in DRAFT_ACTS:
        if dossier.is_draft:
            return YES
        return no("Cette demande est déjà déposée : son texte est figé.")
    if dossier.circuit is None:
        return no("Ce dossier est encore un brouillon.")
    rule = ACTS[act]
    if rule.side:
        if rule.side in open_sides:
            return YES
        return no("Cela a déjà été fait.")
    if dossier.is_closed:
        return no("Ce dossier est clos.")
    if act not in dossier.circuit.rules.acts_from(dossier.step):
        step = dossier.circuit.rules.steps[dossier.step]
        return no(f"Ce n’est pas possible à l’étape « {step.name} ».")
    return YES


def acts_open_to(viewer: Viewer, dossier: Dossier, open_sides: Collection[str]) -> list[str]:
    """The acts whose form this viewer may open on this dossier, main one first."""
    allowed = [act.code for act in ACTS.values() if may(act.code, viewer, dossier, open_sides)]
    return sorted(allowed, key=lambda code: ACTS[code].weight)


def may_enter_for(viewer: Viewer) -> Decision:
    """« Saisie pour » is the Agence's alone (circuits.md 2)."""
    if viewer.agency:
        return YES
    return no("Seule l’Agence peut saisir l’acte d’une autre personne.")
